import { array, assert, constantFrom, boolean, nat, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actsFor } from '../../../src/web/cases/rules/acts.ts';
import { uuidv7 } from '../../../src/web/cases/rules/ids.ts';
import { moved } from '../../../src/web/cases/rules/moves.ts';
import { caseSearchOf } from '../../../src/web/cases/rules/search.ts';
import { uuidv7 as contract } from '../../../src/platform/http/schemas.ts';

describe('what can be done with a case', () => {
  const flag = { isFlag: true, isShown: true, isDispute: false };
  const discrepancy = { isFlag: false, isShown: true, isDispute: false };
  test.each([
    [{ ...flag, state: 'open' }, ['acknowledge', 'act', 'assign', 'comment', 'resolve']],
    [{ ...flag, state: 'in_action' }, ['act', 'assign', 'comment', 'resolve']],
    [{ ...flag, state: 'resolved' }, ['reopen', 'comment']],
    [{ ...flag, state: 'resolved', isShown: false }, ['comment']],
    [{ ...discrepancy, state: 'acknowledged' }, ['assign', 'comment', 'resolve']],
    [{ ...discrepancy, state: 'open', isDispute: true }, ['acknowledge', 'assign', 'comment', 'decide']],
  ] as const)('%j: %j', (standing, acts) => {
    expect(actsFor(standing)).toEqual(acts);
  });
});

describe('arrows on a board', () => {
  test('lead past empty columns, and no lower than the last card', () => {
    expect(moved([3, 0, 1], { column: 0, row: 2 }, 'ArrowRight', false)).toEqual({ column: 2, row: 0 });
    expect(moved([3, 0, 1], { column: 2, row: 0 }, 'ArrowLeft', false)).toEqual({ column: 0, row: 0 });
    expect(moved([3, 0, 1], { column: 0, row: 2 }, 'ArrowLeft', true)).toEqual({ column: 2, row: 0 });
    expect(moved([3], { column: 0, row: 2 }, 'ArrowDown', false)).toBeUndefined();
    expect(moved([3], { column: 0, row: 0 }, 'Enter', false)).toBeUndefined();
  });

  test('never lead to a card that is not there', () => {
    const keys = constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End');
    assert(
      property(
        array(nat(4), { minLength: 1 }),
        nat(),
        nat(),
        keys,
        boolean(),
        (sizes, a, b, key, isMirrored) => {
          const column = a % sizes.length;
          const size = sizes[column] ?? 0;
          if (size === 0) return;
          const to = moved(sizes, { column, row: b % size }, key, isMirrored);
          expect(to === undefined || to.row < (sizes[to.column] ?? 0)).toBe(true);
        },
      ),
    );
  });
});

test('an id made here is one the service takes, and later ones sort later', () => {
  assert(
    property(nat(2 ** 40), uint8Array({ minLength: 10, maxLength: 10 }), (now, random) => {
      const id = uuidv7(now, random);
      expect(contract.parse(id)).toBe(id);
      expect(uuidv7(now + 1, random) > id).toBe(true);
    }),
  );
});

test('the address of a board keeps what it understands', () => {
  const id = '01a21abe-46cc-7fe5-9386-c19c90048b7b';
  expect(caseSearchOf({ sector: 'trade', kind: 'damage', owner: 'A', case: id, province: 'AF01' })).toEqual({
    ...{ sector: 'trade', kind: 'damage', owner: 'A', case: id, province: 'AF01' },
  });
  expect(caseSearchOf({ sector: 'x', kind: 'y', owner: '', case: 'z', province: 'AF99' })).toEqual({});
});
