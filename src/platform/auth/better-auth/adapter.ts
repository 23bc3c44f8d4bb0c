import { createAdapterFactory } from 'better-auth/adapters';
import type { Principal } from '../../access.ts';
import { type Act, perform, type Unit } from '../../acts/act.ts';
import type { Clock } from '../../clock.ts';
import { newId } from '../../ids.ts';
import type { Store, WriteScope } from '../../storage/store.ts';
import { asking } from '../asking.ts';
import { userById } from '../repo.ts';
import { principalOfUser } from '../principal.ts';
import type { SessionMethod } from '../tables.ts';
import * as rows from './rows.ts';
import type { Condition, Model, Values } from './rows.ts';

/** What a change of better-auth's is called in the audit trail; what is between two steps of a sign-in is none. */
const KINDS: Partial<Record<Model, string>> = {
  user: 'user',
  session: 'session',
  account: 'credential',
  twoFactor: 'second_factor',
};
/** Changes of these fields alone are its own bookkeeping. */
const BOOKKEEPING = new Set(['failedVerificationCount', 'lockedUntil', 'updatedAt']);

interface AdapterNeeds {
  store: Store;
  clock: Clock;
  /** Told after every change of who gets in as whom. */
  onChange: () => void;
}

/** better-auth's storage: its own units of work on the ledger's store, each change on record with the person it is about. */
export function storeAdapter({ store, clock, onChange }: AdapterNeeds) {
  const read = <T>(
    model: string,
    where: readonly Condition[],
    options: Parameters<typeof rows.selectRows>[3],
  ) =>
    store.read(async (scope) =>
      (await rows.selectRows(scope, rows.modelOf(model), where, options)).map((row) => rows.fromRow<T>(row)),
    );

  /** Changes rows of one person in one unit of work, on record as that person's act. */
  async function change(
    model: Model,
    person: string | undefined,
    work: (scope: WriteScope, note: (key: unknown, changed?: Values) => Promise<void>) => Promise<Values[]>,
  ): Promise<Values[]> {
    const kind = KINDS[model];
    if (kind === undefined || person === undefined)
      return store.write((scope) => work(scope, async () => {}));
    const user = await store.read((scope) => userById(scope, person));
    if (!user) return [];
    const changed = await perform({ store, clock }, actOf(principalOfUser(user)), (unit: Unit) =>
      work(unit, async (key, values) => {
        if (values && Object.keys(values).every((field) => BOOKKEEPING.has(field))) return;
        await unit.record(kind, String(key));
      }),
    );
    onChange();
    return changed;
  }

  /** The person whose rows these are, or undefined when there are none. */
  async function personBehind(model: Model, where: readonly Condition[]): Promise<string | undefined> {
    if (KINDS[model] === undefined) return undefined;
    const [row] = await store.read((scope) => rows.selectRows(scope, model, where, { limit: 1 }));
    return row && String(model === 'user' ? row['id'] : row['userId']);
  }

  async function update(name: string, where: readonly Condition[], changes: Values): Promise<Values[]> {
    const model = rows.modelOf(name);
    return change(model, await personBehind(model, where), async (scope, note) => {
      const changed = await rows.updateRows(scope, model, where, rows.toRow(changes));
      for (const row of changed) await note(row['id'], changes);
      return changed;
    });
  }

  async function remove(name: string, where: readonly Condition[], limit?: 1): Promise<Values[]> {
    const model = rows.modelOf(name);
    return change(model, await personBehind(model, where), async (scope, note) => {
      const found = await rows.selectRows(scope, model, where, { limit: limit ?? 10_000 });
      if (found.length === 0) return [];
      const these = [...where, { field: 'id', operator: 'in', value: found.map((row) => row['id']) }];
      const gone = await rows.deleteRows(scope, model, these);
      for (const row of gone) await note(row['id']);
      return gone;
    });
  }

  return createAdapterFactory({
    config: {
      adapterId: 'aid-ledger',
      supportsJSON: false,
      supportsDates: true,
      supportsBooleans: true,
      customIdGenerator: newId,
    },
    adapter: () => ({
      async create<T extends Record<string, unknown>>({ model: name, data }: { model: string; data: T }) {
        const model = rows.modelOf(name);
        const row = { ...rows.toRow(data), ...ownFields(model) };
        await change(model, data['userId'] as string | undefined, async (scope, note) => {
          await rows.insertRow(scope, model, row);
          await note(data['id']);
          return [row];
        });
        return rows.fromRow<T>(row);
      },
      async findOne<T>({ model, where }: { model: string; where: readonly Condition[] }) {
        const [found] = await read<T>(model, where, { limit: 1 });
        return found ?? null;
      },
      findMany: <T>({
        model,
        where = [],
        ...options
      }: {
        model: string;
        where?: readonly Condition[] | undefined;
        limit: number;
        offset?: number | undefined;
        sortBy?: { field: string; direction: 'asc' | 'desc' } | undefined;
      }) => {
        const { limit, offset, sortBy } = options;
        return read<T>(model, where, { limit, ...(offset && { offset }), ...(sortBy && { sortBy }) });
      },
      count: async ({ model, where = [] }: { model: string; where?: readonly Condition[] | undefined }) =>
        (await read(model, where, { limit: 10_000 })).length,
      async update<T>({
        model,
        where,
        update: to,
      }: {
        model: string;
        where: readonly Condition[];
        update: T;
      }) {
        const [changed] = await update(model, where, to as Values);
        return changed ? rows.fromRow<T>(changed) : null;
      },
      updateMany: async ({
        model,
        where,
        update: to,
      }: {
        model: string;
        where: readonly Condition[];
        update: Values;
      }) => (await update(model, where, to)).length,
      delete: async ({ model, where }: { model: string; where: readonly Condition[] }) => {
        await remove(model, where);
      },
      deleteMany: async ({ model, where }: { model: string; where: readonly Condition[] }) =>
        (await remove(model, where)).length,
      async consumeOne<T>({ model, where }: { model: string; where: readonly Condition[] }) {
        const [gone] = await remove(model, where, 1);
        return gone ? rows.fromRow<T>(gone) : null;
      },
      async incrementOne<T>(asked: {
        model: string;
        where: readonly Condition[];
        increment: Record<string, number>;
        set?: Record<string, unknown> | undefined;
      }) {
        const model = rows.modelOf(asked.model);
        const set = rows.toRow(asked.set ?? {});
        const person = await personBehind(model, asked.where);
        const [changed] = await change(model, person, async (scope, note) => {
          const [found] = await rows.selectRows(scope, model, asked.where, { limit: 1 });
          if (!found) return [];
          const sums = Object.entries(asked.increment).map(([field, by]) => [
            field,
            Number(found[field] ?? 0) + by,
          ]);
          const changes = { ...set, ...(Object.fromEntries(sums) as Values) };
          const row = await rows.updateRows(scope, model, [{ field: 'id', value: found['id'] }], changes);
          await note(found['id'], changes);
          return row;
        });
        return changed ? rows.fromRow<T>(changed) : null;
      },
    }),
  });

  function ownFields(model: Model): Values {
    if (model === 'session') return { method: methodOf(asking.getStore()?.path ?? '') };
    return {};
  }
}

function methodOf(path: string): SessionMethod {
  if (path.startsWith('/callback/')) return 'oidc';
  return path.startsWith('/two-factor/') ? 'second_factor' : 'password';
}

function actOf(principal: Principal): Act {
  const { operation = 'signIn', requestId = 'none' } = asking.getStore() ?? {};
  return { principal, operation, requestId, key: null };
}
