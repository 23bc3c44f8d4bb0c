import { bind, type BoundRoute } from '../platform/http/contract.ts';
import { items, sectors } from './catalogue.ts';
import * as contract from './contract.ts';
import { toItem } from './view.ts';

export function catalogueRoutes(): BoundRoute[] {
  return [
    bind(contract.listSectors, async () => ({
      status: 200,
      body: {
        items: sectors.map(({ costPerPmUsdCents, ...sector }) => ({
          ...sector,
          costPerPmUsd: costPerPmUsdCents,
        })),
        nextCursor: null,
      },
    })),
    bind(contract.listItems, async ({ query }) => ({
      status: 200,
      body: {
        items: items.filter((item) => query.sector === undefined || item.sector === query.sector).map(toItem),
        nextCursor: null,
      },
    })),
  ];
}
