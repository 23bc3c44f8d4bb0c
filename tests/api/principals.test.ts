/** Who stands behind an id that a record carries: named to managers and colleagues, to others by organisation and role. */
import { describe, expect, it } from 'vitest';
import type { NamedPrincipal } from '../../src/accounts/contract/principals.ts';
import { newId } from '../../src/platform/ids.ts';
import { ledgerOf } from '../support/ledger.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

describe.each(engines)('names on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const made = async <T>(path: string, body: unknown) => (await service().post<T>(path, body)).body;

  /** Somebody who has recorded something. */
  const recorder = async (organisation: string) =>
    (
      await made<{ id: string }>('/users', {
        ...{ email: `${newId()}@partner.example`, name: 'Gul Ahmad', role: 'coordinator', organisation },
      })
    ).id;

  /** A program that asks, for somebody of this role and organisation. */
  async function reader(role: string, organisation: string | null = null) {
    const key = await made<{ id: string; token: string }>('/api-keys', {
      name: 'warehouse',
      role,
      organisation,
    });
    const names = async (...ids: string[]) => {
      const path = `/principals?ids=${ids.join(',')}`;
      return (await service().ask<{ items: NamedPrincipal[] }>('GET', path, { key: key.token })).body.items;
    };
    return { id: key.id, names };
  }

  it('are told to managers and colleagues; others learn organisation and role', async () => {
    const ledger = ledgerOf(service());
    const name = `Partner ${newId()}`;
    const own = await ledger.organisation(name);
    const other = await ledger.organisation(`Other ${newId()}`);
    const id = await recorder(own);
    const told = { id, kind: 'user', role: 'coordinator', organisation: name };
    for (const one of [await reader('donor', own), await reader('manager'), await reader('admin')])
      expect(await one.names(id)).toEqual([{ ...told, name: 'Gul Ahmad' }]);
    for (const one of [await reader('donor', other), await reader('viewer')])
      expect(await one.names(id)).toEqual([{ ...told, name: null }]);

    // Two that act for no organisation are no colleagues; but everybody knows himself.
    const [viewer, another] = [await reader('viewer'), await reader('viewer')];
    expect(await viewer.names(another.id)).toMatchObject([{ kind: 'api_key', name: null }]);
    expect(await viewer.names(viewer.id)).toMatchObject([{ name: 'warehouse' }]);
  });

  it('of many, of those who may not get in any more; whom nobody knows is left out', async () => {
    const manager = await reader('manager');
    const gone = await recorder(await ledgerOf(service()).organisation(`Partner ${newId()}`));
    await service().ask('PATCH', `/users/${gone}`, { body: { disabled: true } });
    const found = await manager.names(gone, manager.id, newId(), gone);
    expect(new Set(found.map(({ kind, name }) => `${kind} ${name}`))).toEqual(
      new Set(['user Gul Ahmad', 'api_key warehouse']),
    );
    expect(await service().get('/principals?ids=everybody')).toMatchObject({
      ...{ status: 400, body: { code: 'malformed' } },
    });
  });

  it('of an organisation that was merged are told to those of the one it is', async () => {
    const ledger = ledgerOf(service());
    const [one, into] = [
      await ledger.organisation(`A ${newId()}`),
      await ledger.organisation(`B ${newId()}`),
    ];
    const id = await recorder(one);
    const colleague = await reader('donor', into);
    expect(await colleague.names(id)).toMatchObject([{ name: null }]);
    await service().post(`/organisations/${one}/merge`, { into });
    expect(await colleague.names(id)).toMatchObject([
      { name: 'Gul Ahmad', organisation: expect.stringMatching(/^B /) as string },
    ]);
  });
});
