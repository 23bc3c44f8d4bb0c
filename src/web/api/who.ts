import { useMe } from './me.ts';

/** Who a record was made by, by name where it is oneself; others are named by what they are recorded under. */
export function useWho(): (by: string) => string {
  const me = useMe();
  return (by) => (by === me.id ? (me.user?.name ?? by) : by);
}
