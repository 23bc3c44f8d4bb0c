/** Every command has one effect and leaves one entry in the trail; sent again under its key it is answered as the first time. */
import { describe, expect, it } from 'vitest';
import { KEPT_FOR_MS } from '../../src/platform/acts/act.ts';
import { idempotencyKeys } from '../../src/platform/acts/tables.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Pledge } from '../../src/pledges/contract.ts';
import type { Problem } from '../support/client.ts';
import { type Command, type CommandName, commandsOf, send } from '../support/commands.ts';
import { ledgerOf } from '../support/ledger.ts';
import { atOnce, tally } from '../support/pledges.ts';
import { trailOf as wholeTrail } from '../support/trail.ts';
import { engines, type Service, serviceOfSuite, serviceOfTest } from '../support/service.ts';

const CHANGES = ['post', 'put', 'patch', 'delete'] as const;
const UNASKED = {} as Service;
const NAMES = Object.keys(commandsOf(UNASKED)) as CommandName[];
/** Questions with a body, which change nothing; and the queue of a device, whose commands have permanent ids and tests of their own. */
const ASKING: readonly string[] = ['whatIf', 'nextUnit', 'syncCommands'];
/** Of accounts and sign-in: what they answer is a secret or a session, and their own tests have them. */
const OF_ACCOUNTS = /Password|User|SecondFactor|nvit|setUp|ApiKey|endSession|^sign(?:In|Out)|BackupCode/;
/** Of notices and webhooks: read is read, and a secret is told once; their own tests have them. Of what sync could not merge: its tests have it. */
const OF_OTHERS: readonly string[] = [
  ...['readNotice', 'readNotices', 'putNotificationPreferences', 'createWebhook', 'changeWebhook'],
  ...['deleteWebhook', 'rotateWebhookSecret', 'testWebhook', 'replayWebhookDelivery', 'resolveSyncConflict'],
  // Changes every pledge that it allocates from, and each is in the trail; its own tests have it.
  'acceptAllocationPlan',
  // Needs somebody who only proposes; what was merged once is merged.
  ...['confirmOrganisation', 'mergeOrganisation'],
];
/** Its answer holds a secret that is not kept: told once, it is not told again. */
const TOLD_ONCE: readonly CommandName[] = ['sharePledge'];
const ALTERABLE: readonly CommandName[] = NAMES.filter(
  (name) =>
    !['editPledge', 'revokePledgeShare', 'putNeeds', 'setCrossingStatus', 'putAccessConstraint'].includes(
      name,
    ),
);

describe.each(engines)('on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  let commands: ReturnType<typeof commandsOf> | undefined;
  const command = (name: CommandName): Promise<Command> => (commands ??= commandsOf(service()))[name]();
  const trailOf = async (operation: string) =>
    (await wholeTrail(service())).filter((entry) => entry.operation === operation);
  const under = (key: string) => ({ 'idempotency-key': key });

  it('every operation that changes something is tested here', async () => {
    const { paths } = await service().document();
    const declared = Object.values(paths).flatMap((item) =>
      CHANGES.flatMap((method) => item[method]?.operationId ?? []),
    );
    const tried = declared.filter(
      (name) => ![...ASKING, ...OF_OTHERS].includes(name) && !OF_ACCOUNTS.test(name),
    );
    expect(tried.sort()).toEqual(NAMES.toSorted());
  });

  it('every POST says that it takes a key', async () => {
    const { paths } = await service().document();
    const without = Object.entries(paths).flatMap(([path, { post }]) =>
      post && !post.parameters?.some(({ name }) => name === 'idempotency-key') ? [path] : [],
    );
    expect(without).toEqual([]);
  });

  it.each(NAMES)('%s leaves one entry in the trail', async (name) => {
    const asked = await command(name);
    const before = (await trailOf(name)).length;
    const answer = await send(service(), asked);
    expect(answer.status).toBeLessThan(300);
    const entries = (await trailOf(name)).slice(before);
    expect(entries).toMatchObject([{ principal: 'bootstrap', role: 'admin', outcome: 'done' }]);
  });

  it.each(ALTERABLE.filter((name) => !TOLD_ONCE.includes(name)))(
    'the same %s 50 times at once under one key has one effect and one answer',
    async (name) => {
      const asked = await command(name);
      const key = newId();
      const before = (await trailOf(name)).length;
      const answers = await atOnce(50, () => send<unknown>(service(), asked, under(key)));
      answers.push(await send<unknown>(service(), asked, under(key)));
      const told = answers.map(({ status, body, headers }) => ({ status, body, etag: headers.get('etag') }));
      expect(told[0]?.status).toBeLessThan(300);
      expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
      expect((await trailOf(name)).length - before).toBe(1);
    },
  );

  it.each(ALTERABLE)('the key of %s with another content is refused and changes nothing', async (name) => {
    const asked = await command(name);
    const key = newId();
    await send(service(), asked, under(key));
    const before = (await trailOf(name)).length;
    const other = await send<Problem>(service(), { ...asked, body: asked.altered! }, under(key));
    expect(other).toMatchObject({ status: 409, body: { code: 'id_reused' } });
    expect((await trailOf(name)).length).toBe(before);
  });

  it.each(TOLD_ONCE)(
    'the same %s 50 times at once has one effect, and its secret is told once',
    async (name) => {
      const asked = await command(name);
      const key = newId();
      const answers = await atOnce(50, () => send<Problem>(service(), asked, under(key)));
      expect(tally(answers)).toEqual({ 201: 1, 409: 49 });
      const made = answers.find(({ status }) => status === 201);
      const refused = answers.filter(({ status }) => status === 409);
      expect(new Set(refused.map(({ body }) => body['share']))).toEqual(new Set([made?.body['id']]));
      const kept = await service().store.read((scope) => scope.db.select().from(scope.of(idempotencyKeys)));
      expect(JSON.stringify(kept)).not.toContain(made?.body['token']);
    },
  );

  it('a file that is stored already takes its key all the same', async () => {
    const asked = await command('uploadAttachment');
    await send(service(), asked);
    const key = newId();
    expect((await send(service(), asked, under(key))).status).toBe(200);
    const other = await send<Problem>(service(), { ...asked, body: asked.altered! }, under(key));
    expect(other).toMatchObject({ status: 409, body: { code: 'id_reused' } });
  });

  it('50 edits of one version at once: one is made, 49 are told what it says now', async () => {
    const asked = await command('editPledge');
    const answers = await atOnce(50, (index) =>
      send<Problem & { current?: Pledge }>(service(), {
        ...asked,
        body: () => ({ expectedBy: `2027-01-${String((index % 28) + 1).padStart(2, '0')}` }),
      }),
    );
    expect(tally(answers)).toEqual({ 200: 1, 412: 49 });
    const refused = answers.filter(({ status }) => status === 412);
    expect(refused.every(({ body }) => body.current?.version === 2)).toBe(true);
  });

  it('a refused request leaves its key free', async () => {
    const asked = await command('createOrganisation');
    const key = newId();
    const refused = await send(service(), { ...asked, body: () => ({ name: '…', kind: 'ngo' }) }, under(key));
    expect(refused.status).toBe(400);
    expect((await send(service(), asked, under(key))).status).toBe(201);
  });

  it.each(['', 'with a space', 'é', 'x'.repeat(201)])('a key like %o is refused', async (key) => {
    const asked = await command('createOrganisation');
    // What fetch refuses to send is not tested here.
    const header = { 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') };
    const answer = await send<Problem>(service(), asked, header);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: 'idempotency-key:' }] } });
  });

  it('keys are forgotten after 30 days, and not a day before; no request is kept', async () => {
    const alone = await serviceOfTest({ engine });
    const keys = () => alone.store.read((scope) => scope.db.select().from(scope.of(idempotencyKeys)));
    const body = { name: 'Kazakhstan', kind: 'donor' };
    const first = await alone.ask('POST', '/organisations', { body, headers: under('a') });
    await ledgerOf(alone).organisation('Uzbekistan');
    expect((await keys()).map(({ key }) => key)).toEqual(['a']);
    alone.clock.advance({ ms: KEPT_FOR_MS });
    await alone.sweep('keys');
    const again = await alone.ask('POST', '/organisations', { body, headers: under('a') });
    expect(again).toMatchObject({ status: 201, body: first.body });
    alone.clock.advance({ ms: 1 });
    await alone.sweep('keys');
    expect(await keys()).toEqual([]);
    const late = await alone.ask('POST', '/organisations', { body, headers: under('a') });
    expect(late).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});
