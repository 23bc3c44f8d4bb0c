import * as fc from 'fast-check';

/**
 * Commands as people and devices send them, in random order. Things are named by number: the teller takes the number
 * modulo what there is, so that a command almost always has something to be about.
 */
const pick = fc.nat(99);
const PROVINCES = ['AF23', 'AF20', 'AF21'] as const;
const SECTORS = ['food_security', 'education', 'trade'] as const;
export const MONTHS = ['2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03'] as const;
/** Of each sector some, with and without a remainder when they are spread. */
export const ITEMS = [
  'wheat_flour',
  'veg_oil',
  'school_in_a_box',
  'textbook_set',
  'export_consignment',
] as const;

const province = fc.constantFrom('AF23' as const, 'AF23' as const, ...PROVINCES);
const item = fc.constantFrom('wheat_flour' as const, ...ITEMS);
/** Kilograms or pieces: a few, of which some cannot be divided without a remainder. */
const quantity = fc.constantFrom(0.001, 1, 2.5, 17, 18.001, 40, 333.333);
const day = fc.constantFrom(
  '2026-11-14',
  '2026-11-16',
  '2026-11-28',
  '2026-12-02',
  '2026-12-31',
  '2027-02-10',
);
const tag = <K extends string, T extends object>(kind: K, fields: fc.Arbitrary<T>) =>
  fields.map((values) => ({ kind, ...values }));

const need = tag(
  'need',
  fc.record({
    province,
    sector: fc.constantFrom('food_security' as const, ...SECTORS),
    first: fc.nat(3),
    months: fc.integer({ min: 1, max: 6 }),
    people: fc.nat(6),
  }),
);

const pledge = tag(
  'pledge',
  fc.record({
    inKind: fc.boolean(),
    status: fc.constantFrom('pledge' as const, 'commitment' as const, 'paid' as const),
    expectedBy: fc.option(day, { freq: 5 }),
    expiresOn: fc.option(day, { freq: 2 }),
    isEuro: fc.boolean(),
    lines: fc.array(
      fc.record({
        item,
        sector: fc.constantFrom(...SECTORS, 'unallocated' as const),
        province: fc.option(province, { freq: 4 }),
        quantity,
        amount: fc.constantFrom(1, 457, 1999, 12_345),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
);

const pledgeChange = fc.oneof(
  tag(
    'pledgeStatus',
    fc.record({
      pledge: pick,
      to: fc.constantFrom('commitment' as const, 'paid' as const, 'cancelled' as const),
      percent: fc.option(fc.integer({ min: 1, max: 99 }), { freq: 2 }),
    }),
  ),
  tag('pledgeVoid', fc.record({ pledge: pick, status: pick })),
  tag(
    'pledgeEdit',
    fc.record({ pledge: pick, line: pick, province, expectedBy: fc.option(day), expiresOn: fc.option(day) }),
  ),
  tag(
    'allocate',
    fc.record({ pledge: pick, line: pick, province, percent: fc.integer({ min: 1, max: 100 }) }),
  ),
);

const shipment = tag(
  'shipment',
  fc.record({
    province,
    eta: fc.option(day, { freq: 6 }),
    plannedDispatch: fc.option(fc.constantFrom('2026-11-10', '2026-11-14'), { freq: 3 }),
    crossing: fc.option(fc.constantFrom('hairatan', 'torkham'), { freq: 3 }),
    by: fc.tuple(pick, pick),
    lines: fc.array(
      fc.record({
        item,
        quantity,
        packFactor: fc.option(fc.constantFrom(0.001, 1, 2.5, 50)),
        expiresOn: fc.option(day),
        pledgeLine: fc.option(pick, { freq: 3 }),
        destination: fc.option(province, { freq: 2 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

const share = fc.constantFrom(0, 0, 0.25, 0.5, 1);
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ type: 'dispatched' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('dispatched' as const), share: fc.constantFrom(0.5, 1, 1.5) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'booked' as const,
        'loaded' as const,
        'arrived_border' as const,
        'customs_held' as const,
        'customs_released' as const,
        'arrived_hub' as const,
        'departed_hub' as const,
        'cancelled' as const,
        'note' as const,
      ),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      type: fc.constant('received' as const),
      good: fc.constantFrom(0.25, 0.5, 1, 1),
      damaged: share,
      missing: share,
      excess: share,
      isUnplanned: fc.boolean(),
      isBlind: fc.boolean(),
      /** A part of what is good, dropped in a place of its own: as many packs as are said to hold it. */
      drop: fc.option(
        fc.record({
          place: fc.constantFrom('AF20', 'AF2101'),
          packs: fc.option(fc.integer({ min: 0, max: 8 })),
          expiresOn: fc.option(day),
        }),
        { freq: 2 },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('lost' as const, 'returned' as const),
      share,
      responsibility: fc.option(fc.constantFrom('carrier' as const, 'authority' as const)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('distributed' as const),
      share: fc.constantFrom(0.25, 0.5, 1),
      people: fc.option(fc.nat(9)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('delayed' as const), eta: day }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('diverted' as const), province }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('decided' as const), event: pick, counts: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('voided' as const), event: pick }) },
);

const event = tag(
  'event',
  fc.record({
    shipment: pick,
    line: pick,
    happening,
    hoursAgo: fc.constantFrom(-1, 0, 1, 5, 30, 49, 75, 200, 1500),
    place: fc.option(fc.constantFrom('AF23', 'AF20', 'AF2301'), { freq: 2 }),
    device: fc.option(fc.constantFrom('phone-1', 'phone-2', 'phone-3')),
    deviceSeq: fc.option(fc.nat(9)),
  }),
);

/** The same again: from another phone some hours apart, or the very same command. */
const again = tag(
  'again',
  fc.record({ event: pick, hours: fc.integer({ min: -60, max: 60 }), isReplay: fc.boolean() }),
);

const crossing = tag(
  'crossing',
  fc.record({
    code: fc.constantFrom('hairatan', 'torkham'),
    status: fc.constantFrom('closed' as const, 'open' as const, 'restricted' as const),
    from: day,
    until: fc.option(day),
  }),
);

/** What people make of what does not agree: it may be refused, and is nothing the numbers depend on. */
const handling = tag(
  'handling',
  fc.record({
    case: pick,
    command: fc.constantFrom(
      { act: 'acknowledge' as const },
      { act: 'assign' as const, owner: 'Amina' },
      { act: 'comment' as const, text: 'looked into' },
      { act: 'resolve' as const, reason: 'written_off' as const },
      { act: 'resolve' as const, reason: 'found' as const },
      { act: 'reopen' as const, text: 'not so' },
    ),
  }),
);
/** Waybills of the same to the same place, of which some arrive with too many and others with too few. */
const mixUp = tag(
  'mixUp',
  fc.record({
    province,
    receipts: fc.array(
      fc.record({ over: fc.constantFrom(-5, -3, -2, 2, 3, 5), hoursAgo: fc.constantFrom(1, 20, 60) }),
      { minLength: 2, maxLength: 4 },
    ),
  }),
);
const netting = tag(
  'netting',
  fc.record({
    hint: pick,
    command: fc.constantFrom({ act: 'accept' as const }, { act: 'dismiss' as const, text: 'not so' }),
  }),
);

const time = tag(
  'time',
  fc.record({ hours: fc.constantFrom(1, 10, 24, 24, 48, 73, 170, 500), isSwept: fc.boolean() }),
);
/** Some of what waits is recomputed, in an order that `order` decides, `together` at a time. */
const work = tag(
  'work',
  fc.record({ order: fc.nat(), count: fc.nat(6), together: fc.integer({ min: 1, max: 3 }) }),
);
const settle = tag('settle', fc.record({ order: fc.nat() }));

export const command = fc.oneof(
  { weight: 4, arbitrary: need },
  { weight: 4, arbitrary: pledge },
  { weight: 4, arbitrary: pledgeChange },
  { weight: 5, arbitrary: shipment },
  { weight: 16, arbitrary: event },
  { weight: 3, arbitrary: again },
  { weight: 2, arbitrary: crossing },
  { weight: 5, arbitrary: handling },
  { weight: 2, arbitrary: mixUp },
  { weight: 5, arbitrary: netting },
  { weight: 7, arbitrary: time },
  { weight: 9, arbitrary: work },
  { weight: 1, arbitrary: settle },
);
type Value<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type Command = Value<typeof command>;
export type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** A whole story: something is needed, promised and sent before anything else happens. */
export const story: fc.Arbitrary<Command[]> = fc
  .tuple(need, pledge, shipment, fc.array(command, { minLength: 15, maxLength: 50, size: 'max' }))
  .map(([first, second, third, rest]) => [first, second, third, ...rest]);
