import { z } from 'zod';
import { sectorCode } from '../catalogue/contract.ts';
import { route } from '../platform/http/contract.ts';
import {
  code,
  dayOrInstant,
  instant,
  line as shortText,
  listOf,
  month,
  paging,
  people,
  personMonths,
  provincePcode,
  quantitySum,
  usdCents,
  uuidv7,
} from '../platform/http/schemas.ts';
import { SUPPLY_CLASSES } from './rules/parcel.ts';

const share = z.number().min(0).max(1);

export const coverage = z
  .strictObject({ confirmed: share, inTransit: share, onTheRoad: share, firm: share, pledged: share })
  .meta({
    id: 'Coverage',
    description:
      'Cumulative shares of need: confirmed; + in transit; + late, held and stale; + firm; + pledged. A band, never one figure.',
  });

const waterfall = z
  .strictObject({
    delivered: personMonths,
    inTransit: personMonths,
    late: personMonths,
    held: personMonths,
    stale: personMonths,
    firm: personMonths,
    pledged: personMonths,
    lost: personMonths,
    unpledged: personMonths,
  })
  .meta({
    id: 'Waterfall',
    description: 'Why it is short: what each class of supply explains of the need, in person-months',
  });

export const gapLevel = z.enum(['none', 'watch', 'serious', 'critical', 'unknown']).meta({
  id: 'GapLevel',
  description:
    'By confirmed and in-transit coverage: none from 100 %, watch from 80 %, serious from 50 %, critical below',
});

const cellFields = {
  province: provincePcode,
  sector: sectorCode,
  month,
  needPm: personMonths.nullable().meta({ description: 'Null: no need is recorded for the month' }),
  isEstimate: z
    .boolean()
    .meta({ description: 'True when the need is an estimate, and so is every share of it' }),
  coverage: coverage.nullable(),
  waterfall: waterfall.nullable(),
  excessPm: personMonths.meta({ description: 'Delivered beyond what can be used or carried' }),
  facts: z.int().meta({ description: 'Recorded facts behind the cell; 0 is silence, not proof of neglect' }),
  level: gapLevel,
  priority: z.number().meta({ description: 'Severity weight × uncovered person-months × urgency' }),
  flag: uuidv7.nullable().meta({ description: "The lane's open flag, in the months it lists" }),
};

export const gapCell = z.strictObject(cellFields).meta({ id: 'GapCell' });
export type GapCell = z.output<typeof gapCell>;

const unallocated = z
  .partialRecord(
    z.union([sectorCode, z.literal('unallocated')]),
    z.array(
      z.strictObject({
        class: z.enum(SUPPLY_CLASSES),
        pm: personMonths.nullable().meta({ description: 'Null for money that no sector was named for' }),
        amountUsd: usdCents.nullable().meta({ description: 'Null where nothing in it has a price' }),
        records: z.int(),
      }),
    ),
  )
  .meta({
    id: 'Unallocated',
    description:
      'Supply that names no province, date or sector, by sector: shown beside the lanes, never spread over them',
  });

const report = z
  .strictObject({ asOf: instant, cells: z.array(gapCell), unallocated })
  .meta({ id: 'GapReport' });
export type GapReport = z.output<typeof report>;

const window = {
  from: month.optional().meta({ description: 'First month; 12 months back when left out' }),
  to: month.optional().meta({ description: 'Last month; 5 months ahead when left out' }),
};

export const listGaps = route({
  method: 'get',
  path: '/gaps',
  operationId: 'listGaps',
  permission: 'gaps:read',
  summary: 'The gap report: every lane with a need or a parcel, month by month',
  tag: 'Gaps',
  query: z.strictObject({
    sector: sectorCode.optional(),
    region: shortText
      .optional()
      .meta({ description: 'A region, as GET /provinces names it', example: 'Western' }),
    province: provincePcode.optional(),
    ...window,
    asKnownOn: dayOrInstant.optional().meta({
      description:
        'The report as it was known on a day (its end in Kabul) or an instant, computed anew from the facts known then, with the coverage factors and severity of this release; months left out are counted from it',
    }),
    sort: z
      .enum(['lane', 'priority'])
      .default('lane')
      .meta({ description: 'By province, sector and month, or the greatest priority first' }),
  }),
  responses: { 200: { description: 'The report', body: report } },
});

const need = z
  .strictObject({
    peopleInNeed: people.nullable(),
    peopleTargeted: people,
    source: z.string(),
    isEstimate: z.boolean(),
    recordedAt: instant,
  })
  .meta({ id: 'NeedBehindCell' });

const laneParcel = z
  .strictObject({
    class: z.enum(SUPPLY_CLASSES),
    arrivalMonth: month,
    dueMonth: month,
    monthsOfUse: z.int(),
    pm: personMonths,
    item: code.nullable().meta({ description: 'Null for money' }),
    unit: z.string().nullable(),
    quantity: quantitySum.nullable(),
    tonnes: z.number().nullable().meta({ description: 'Null for what is not measured by weight' }),
    amountUsd: usdCents.nullable(),
    shipment: z.strictObject({ id: uuidv7, waybill: z.string() }).nullable(),
    pledge: z.strictObject({ id: uuidv7, reference: z.string() }).nullable().meta({
      description: 'Of `shipment` and `pledge` one is named; neither to those who may not see it',
    }),
    line: uuidv7
      .nullable()
      .meta({ description: 'The line of the shipment or pledge; null for an unplanned item' }),
  })
  .meta({ id: 'LaneParcel' });

const laneSupply = z
  .strictObject({
    class: z.enum(SUPPLY_CLASSES),
    arrivalMonth: month,
    dueMonth: month,
    monthsOfUse: z.int(),
    pm: personMonths,
    records: z.int(),
  })
  .meta({ id: 'LaneSupply' });

const lane = z
  .strictObject({
    province: provincePcode,
    sector: sectorCode,
    asOf: instant
      .nullable()
      .meta({ description: 'When the lane was last computed; null when nothing was ever recorded in it' }),
    ipcPhase: z.int().nullable(),
    carryMonths: z.int(),
    months: z.array(
      z
        .strictObject({ ...cellFields, carriedPm: personMonths, need: need.nullable() })
        .meta({ id: 'LaneMonth' }),
    ),
    supply: z.array(laneSupply).meta({ description: 'All parcels, those with the same key summed' }),
    parcels: z.array(laneParcel).meta({
      description: 'The records behind the numbers, the latest arrivals first; no more than 200',
    }),
    parcelsNextCursor: z
      .string()
      .nullable()
      .meta({ description: 'Where `/gaps/{province}/{sector}/parcels` goes on; null when these are all' }),
  })
  .meta({ id: 'Lane' });
export type Lane = z.output<typeof lane>;

export const getLane = route({
  method: 'get',
  path: '/gaps/{province}/{sector}',
  operationId: 'getLane',
  permission: 'gaps:read',
  summary: 'One lane: its months, its supply and the records behind each number',
  tag: 'Gaps',
  params: z.strictObject({ province: provincePcode, sector: sectorCode }),
  query: z.strictObject(window),
  responses: { 200: { description: 'The lane', body: lane } },
});

export const listLaneParcels = route({
  method: 'get',
  path: '/gaps/{province}/{sector}/parcels',
  operationId: 'listLaneParcels',
  permission: 'gaps:read',
  summary: 'The records behind the numbers of a lane, the latest arrivals first',
  tag: 'Gaps',
  params: getLane.params,
  query: z.strictObject({
    month: month.optional().meta({
      description:
        'Only what this month can use without stock from before: due or arrived by then, and still in use',
    }),
    class: z.enum(SUPPLY_CLASSES).optional(),
    ...paging,
  }),
  responses: { 200: { description: 'Parcels', body: listOf(laneParcel) } },
});
