/** A lane is a province and a sector; this is its name in queues. */
export function laneKey(province: string, sector: string): string {
  return `${province}/${sector}`;
}

/** The inverse of {@link laneKey}. */
export function parseLaneKey(key: string): { province: string; sector: string } {
  const [province = '', sector = ''] = key.split('/');
  return { province, sector };
}
