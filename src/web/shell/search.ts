/** What an address says, without some of it. */
export function without<Search extends object, Name extends keyof Search>(
  search: Search,
  ...names: readonly Name[]
): Omit<Search, Name> {
  const rest = { ...search };
  for (const name of names) delete rest[name];
  return rest;
}
