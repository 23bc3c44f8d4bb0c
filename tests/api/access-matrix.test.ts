/** Every operation, by everybody, about rows of one's own and of others: what is answered is written in `access/matrix.ts`. */
import { describe, expect, it } from 'vitest';
import { mayAsk } from '../../src/platform/access.ts';
import { newId } from '../../src/platform/ids.ts';
import { ledgerSpecs } from '../../src/openapi-file.ts';
import type { RouteSpec } from '../../src/platform/http/contract.ts';
import { tokenOf } from '../support/principals.ts';
import { engines, serviceOfSuite } from '../support/service.ts';
import { CELLS, MATRIX, OF_ONESELF, THROUGH_OTHERS, verdictOf, WHO } from './access/matrix.ts';
import { type Request, REQUESTS } from './access/requests.ts';
import { makeWorld, sendFile, type World } from './access/world.ts';

const specs = ledgerSpecs();
/** Refused for another reason than who asks: it was let through. */
const LET_THROUGH = [200, 201, 204, 409, 422];

it('every operation has its row in the matrix, and no row is left of one that is gone', () => {
  const operations = specs.map(({ operationId }) => operationId).sort();
  expect([...Object.keys(MATRIX), ...OF_ONESELF, ...THROUGH_OTHERS].sort()).toEqual(operations);
  expect(Object.keys(REQUESTS).sort()).toEqual(Object.keys(MATRIX).sort());
});

describe.each(engines)('on %s', (engine) => {
  const service = serviceOfSuite({ engine, principals: true });
  let world: Promise<World> | undefined;

  async function ask({ method }: RouteSpec, request: Request, key: string): Promise<string> {
    const { path, finds, file, ...options } = request;
    if (file !== undefined) return statusVerdict((await sendFile(service(), file, key)).status);
    const { status, body } = await service().ask<string | { items: { id: string }[] }>(
      method.toUpperCase(),
      path,
      {
        ...options,
        key,
      },
    );
    if (finds === undefined || status !== 200) return statusVerdict(status);
    const isThere =
      typeof body === 'string' ? body.includes(finds) : body.items.some(({ id }) => id === finds);
    return isThere ? 'yes' : 'no';
  }

  it('whoever lacks the permission is refused before anything is read, whatever the operation', async () => {
    const { principals } = await (world ??= makeWorld(service()));
    const letThrough: string[] = [];
    for (const { method, path, operationId, permission } of specs) {
      if (permission === null) continue;
      const named = path.replaceAll(/\{\w+\}/g, () => newId());
      for (const who of WHO.filter((one) => !mayAsk(principals[one], permission))) {
        const options = { ...(method === 'get' ? {} : { body: {} }), key: tokenOf(principals[who]) };
        const { status } = await service().ask(method.toUpperCase(), named, options);
        if (status !== 403) letThrough.push(`${who} ${operationId}: ${status}`);
      }
    }
    expect(letThrough).toEqual([]);
  });

  const asked = specs.filter(({ operationId }) => operationId in MATRIX);
  it.each(asked.map((spec) => [spec.operationId, spec] as const))('%s', async (operation, spec) => {
    const { of, principals } = await (world ??= makeWorld(service()));
    const answered: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const who of WHO) {
      for (const cell of CELLS) {
        const request = REQUESTS[operation]!(of[cell]);
        answered[`${who}: ${cell}`] = await ask(spec, request, tokenOf(principals[who]));
        expected[`${who}: ${cell}`] = verdictOf(MATRIX[operation]!, who, cell);
      }
    }
    expect(answered).toEqual(expected);
  });
});

function statusVerdict(status: number): string {
  return LET_THROUGH.includes(status) ? 'yes' : String(status);
}
