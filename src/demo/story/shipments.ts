import { countedInBags } from './bags.ts';
import { forBazaars } from './bazaars.ts';
import { aroundKabul } from './centre.ts';
import { overHairatan } from './hairatan.ts';
import { inlandAndAir } from './inland.ts';
import { northernRoads } from './north.ts';
import { closedCrossings } from './pakistan.ts';
import { forSchools } from './schools.ts';
import type { SampleShipment } from './telling.ts';
import { westernRoads } from './west.ts';

/** Every sample shipment of the story, by road. */
export const sampleShipments: readonly SampleShipment[] = [
  ...overHairatan,
  ...countedInBags,
  ...northernRoads,
  ...westernRoads,
  ...closedCrossings,
  ...inlandAndAir,
  ...aroundKabul,
  ...forSchools,
  ...forBazaars,
];
