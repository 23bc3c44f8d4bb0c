/** How a webhook fares, whose it is, and what its messages are signed with. */
import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  HEALTHY,
  type Health,
  mayManage,
  restAfter,
} from '../../../src/notify/rules/webhook.ts';
import { newSecret, signedHeaders } from '../../../src/notify/signature.ts';
import { sealerWith } from '../../../src/platform/sealing.ts';
import { principalOf } from '../../support/acts.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-15T06:00:00Z');
const SERVER_ERROR = { status: 500, retryAfter: undefined, chance: 0.5 };

describe('a webhook that fails', () => {
  it('rests longer after each failure, up to an hour, more or less by chance', () => {
    expect([1, 2, 3, 10, 11, 50].map((failures) => restAfter(failures, 0.5, undefined) / 1000)).toEqual([
      5, 10, 20, 2560, 3600, 3600,
    ]);
    expect(restAfter(1, 0, undefined)).toBe(3750);
    expect(restAfter(1, 1, undefined)).toBe(6250);
  });

  it('rests as long as it asks for, up to an hour; what is no number of seconds asks for nothing', () => {
    expect(restAfter(1, 0.5, '120')).toBe(120_000);
    expect(restAfter(1, 0.5, '99999')).toBe(HOUR);
    expect(restAfter(3, 0.5, '1')).toBe(20_000);
    expect(restAfter(1, 0.5, 'Wed, 21 Oct 2026 07:28:00 GMT')).toBe(5000);
    expect(restAfter(1, 0.5, '-5')).toBe(5000);
  });

  it('is switched off after a day without success, having been tried often', () => {
    let health: Health = HEALTHY;
    let now = NOW;
    let attempts = 0;
    while (health.disabledAt === null) {
      health = afterFailure(health, { ...SERVER_ERROR, now });
      attempts += 1;
      if (health.disabledAt === null) now = health.notBefore!;
    }
    expect(health).toMatchObject({ disabledWhy: 'failing', failingSince: NOW });
    expect(now - NOW).toBeGreaterThanOrEqual(24 * HOUR);
    expect(now - NOW).toBeLessThan(25 * HOUR);
    expect(attempts).toBeGreaterThan(20);
  });

  it('is switched off at once when it says that it is gone', () => {
    expect(afterFailure(HEALTHY, { ...SERVER_ERROR, status: 410, now: NOW })).toMatchObject({
      ...{ disabledAt: NOW, disabledWhy: 'gone' },
    });
  });

  it('stays switched off as it was by whatever fails afterwards', () => {
    const off: Health = { ...HEALTHY, disabledAt: NOW - HOUR, disabledWhy: 'owner' };
    expect(afterFailure(off, { ...SERVER_ERROR, status: 410, now: NOW })).toMatchObject({
      ...{ disabledAt: NOW - HOUR, disabledWhy: 'owner' },
    });
  });
});

describe('a webhook is managed', () => {
  const donor = principalOf({ id: 'a', role: 'donor', organisation: 'kz', provinces: [] });
  const manager = principalOf({ id: 'm', role: 'manager', organisation: 'kz', provinces: ['AF23'] });
  it.each([
    ['by its owner', donor, donor, true],
    ['by a colleague with the same role', principalOf({ ...donor, id: 'b' }), donor, true],
    ['not by another organisation', principalOf({ ...donor, id: 'b', organisation: 'un' }), donor, false],
    [
      'not by a key with the same name as a user',
      { ...donor, kind: 'api_key', organisation: 'x' },
      donor,
      false,
    ],
    ['by the manager of the organisation', manager, donor, true],
    ['not by a donor, when a manager made it', donor, manager, false],
    [
      'not by a coordinator, for a donor sees pledges',
      principalOf({ ...donor, id: 'c', role: 'coordinator' }),
      donor,
      false,
    ],
    [
      'not by a manager of other provinces',
      principalOf({ ...manager, id: 'n', provinces: ['AF17'] }),
      manager,
      false,
    ],
    [
      'by a manager of more provinces',
      principalOf({ ...manager, id: 'n', provinces: ['AF17', 'AF23'] }),
      manager,
      true,
    ],
    [
      'not by a key that is limited to less',
      { ...donor, id: 'k', scopes: ['webhooks:manage'] as const },
      donor,
      false,
    ],
  ] as const)('%s', (_who, principal, owner, may) => expect(mayManage(principal, owner)).toBe(may));
});

describe('a signature', () => {
  it('is the one of the Standard Webhooks specification, whatever is signed', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.jsonValue(), (id, value) => {
        const [secret, other] = [newSecret(), newSecret()];
        const body = JSON.stringify(value);
        const headers = signedHeaders([secret, other], { id, sentAt: Date.now(), body });
        for (const known of [secret, other]) new Webhook(known).verify(body, headers);
        expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow('No matching signature');
        expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow('No matching signature');
        expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'x' })).toThrow(
          'No matching signature',
        );
      }),
    );
  });

  it('is the one of the example of the specification', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const [id, sentAt, body] = ['msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}'];
    expect(signedHeaders([secret], { id, sentAt, body })['webhook-signature']).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });
});

describe('a sealed secret', () => {
  const [key, other] = ['k'.repeat(32), 'o'.repeat(32)];
  it('opens with the key it was sealed with, for what it was sealed for', () => {
    const sealer = sealerWith(key, 'test');
    const sealed = sealer.seal('whsec_x', 'hook 1');
    expect(sealed).not.toContain('whsec');
    expect(sealer.seal('whsec_x', 'hook 1')).not.toBe(sealed);
    expect(sealer.open(sealed, 'hook 1')).toBe('whsec_x');
    expect(() => sealer.open(sealed, 'hook 2')).toThrow('another SECRETS_KEY');
    expect(() => sealerWith(other, 'test').open(sealed, 'hook 1')).toThrow('another SECRETS_KEY');
    expect(() => sealerWith(key, 'else').open(sealed, 'hook 1')).toThrow('another SECRETS_KEY');
    expect(() => sealerWith(undefined, 'test').open(sealed, 'hook 1')).toThrow('not set');
  });

  it('without a key is plain, says so, and opens with a key that came later', () => {
    const plain = sealerWith(undefined, 'test').seal('whsec_x', 'hook 1');
    expect(plain).toBe('plain:whsec_x');
    expect(sealerWith(key, 'test').open(plain, 'hook 1')).toBe('whsec_x');
  });
});
