export const SECTORS = ['food_security', 'education', 'trade'] as const;
export type SectorCode = (typeof SECTORS)[number];

export const isSector = (value: unknown): value is SectorCode => SECTORS.some((sector) => sector === value);
