import { reviveParked } from '../../src/platform/queue/repo.ts';
import type { Sweep } from '../registry.ts';

/** Tries again once a day what was given up: its cause may have been mended without anything about it changing. */
export const redriveParked: Sweep = (store, now) => store.write((scope) => reviveParked(scope, now));
