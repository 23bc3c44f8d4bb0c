import { describe, expect, it } from 'vitest';
import { SUPPLY_CLASSES } from '../../../src/gaps/rules/parcel.ts';
import { explainedBy, laneOf, parcel } from './lanes.ts';

describe('lateness explains earlier months', () => {
  it('delivered after its first-due month: `late` explains the months between, each unit once', () => {
    const cells = laneOf([10, 10, 10], [parcel('delivered', 2, 10, { due: 0 })]);
    expect(explainedBy('delivered', cells)).toEqual([0, 0, 10]);
    expect(explainedBy('late', cells)).toEqual([10, 0, 0]);
    expect(explainedBy('unpledged', cells)).toEqual([0, 10, 0]);
  });

  it.each(SUPPLY_CLASSES.slice(1, 7))('%s after its first-due month: its own step explains them', (own) => {
    const cells = laneOf([6, 8, 10], [parcel(own, 2, 10, { due: 0 })]);
    // The same units cover the month of arrival by the stock rule: the two do not share.
    expect(explainedBy(own, cells)).toEqual([6, 4, 10]);
    expect(explainedBy('unpledged', cells)).toEqual([0, 4, 0]);
  });

  it('what was lost explains no month but that of its arrival', () => {
    expect(explainedBy('lost', laneOf([10, 10], [parcel('lost', 1, 10, { due: 0 })]))).toEqual([0, 10]);
  });

  it('neither supply on time nor supply that came early explains other months', () => {
    const parcels = [parcel('inTransit', 1, 10), parcel('firm', 1, 10, { due: 3 })];
    const cells = laneOf([10, 20, 10, 10], parcels);
    expect(explainedBy('unpledged', cells)).toEqual([10, 0, 10, 10]);
  });

  it('a month before the first-due month, or without known need, draws nothing', () => {
    const cells = laneOf([10, null, 0, 10, 10], [parcel('held', 4, 10, { due: 1 })]);
    expect(explainedBy('held', cells)).toEqual([0, null, 0, 10, 10]);
  });

  it('fills only what the stock rule left uncovered', () => {
    const parcels = [parcel('delivered', 0, 7), parcel('inTransit', 2, 10, { due: 0 })];
    expect(explainedBy('inTransit', laneOf([10, 10, 0], parcels))).toEqual([3, 7, 0]);
  });

  it('carries nothing past arrival', () => {
    const cells = laneOf([4, 0, 0, 10], [parcel('stale', 2, 10, { due: 0 })], 0);
    expect(explainedBy('stale', cells)).toEqual([4, 0, 0, 0]);
  });

  it('starts afresh at every step: units freed by later classes explain other months', () => {
    const parcels = [parcel('inTransit', 2, 10, { due: 0 }), parcel('held', 1, 10, { due: 0 })];
    const cells = laneOf([10, 20], parcels);
    // Step 2 fills the first month from what is in transit. At step 4 the held parcel, arriving first, fills it and,
    // by the stock rule, half of the second; what is in transit is free for the other half.
    expect(explainedBy('inTransit', cells)).toEqual([10, 0]);
    expect(explainedBy('held', cells)).toEqual([0, 20]);
  });

  it('delivered supply that was late stays in play at the steps after `late`', () => {
    const parcels = [parcel('delivered', 3, 10, { due: 0 }), parcel('firm', 0, 10)];
    const cells = laneOf([10, 10, 10, 10], parcels);
    expect(explainedBy('late', cells)).toEqual([10, 0, 0, 0]);
    expect(explainedBy('firm', cells)).toEqual([0, 10, 0, 0]);
  });

  it('a spread parcel offers month due + i its i-th share alone, and none from its arrival on', () => {
    const soon = parcel('inTransit', 4, 11, { due: 0, monthsOfUse: 2 });
    expect(explainedBy('inTransit', laneOf([20, 20, 20, 20, 4, 20], [soon]))).toEqual([6, 5, 0, 0, 4, 5]);
    const long = parcel('inTransit', 2, 32, { due: 1, monthsOfUse: 3 });
    expect(explainedBy('inTransit', laneOf([20, 20, 20, 20, 20], [long]))).toEqual([0, 11, 11, 11, 10]);
  });

  it('a share that its month does not use is gone', () => {
    const kit = parcel('inTransit', 3, 10, { due: 0, monthsOfUse: 2 });
    expect(explainedBy('inTransit', laneOf([0, 20, 20], [kit]))).toEqual([0, 5, 0]);
  });
});

describe('the order in which late supply is drawn', () => {
  it('earliest arrival first: what arrives later is kept for later months', () => {
    const parcels = [parcel('inTransit', 3, 10, { due: 0 }), parcel('inTransit', 1, 10, { due: 0 })];
    expect(explainedBy('inTransit', laneOf([10, 10, 10, 0], parcels))).toEqual([10, 10, 10, 0]);
  });

  it('then earliest due', () => {
    const kit = parcel('inTransit', 3, 10, { due: 1, monthsOfUse: 2 });
    const goods = parcel('inTransit', 3, 10, { due: 0 });
    // The goods fill the second month although the kit's share of it is lost by that.
    expect(explainedBy('inTransit', laneOf([0, 10, 10], [kit, goods]))).toEqual([0, 10, 5]);
  });

  it('then lowest class', () => {
    const kit = parcel('late', 2, 10, { due: 0, monthsOfUse: 2 });
    const goods = parcel('inTransit', 2, 10, { due: 0 });
    const cells = laneOf([10, 10], [kit, goods]);
    expect(explainedBy('inTransit', cells)).toEqual([10, 0]);
    expect(explainedBy('late', cells)).toEqual([0, 5]);
  });

  it('then most months of use', () => {
    const goods = parcel('inTransit', 2, 10, { due: 0 });
    const kit = parcel('inTransit', 2, 10, { due: 0, monthsOfUse: 2 });
    expect(explainedBy('inTransit', laneOf([10, 10], [goods, kit]))).toEqual([10, 10]);
  });
});
