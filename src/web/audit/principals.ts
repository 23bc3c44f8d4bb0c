import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../api/me.ts';
import { useTexts } from '../text/catalogue.ts';
import { principalNamesQuery } from './queries.ts';
import { auditTexts } from './texts.ts';

/** Whom the trail can be looked through for, by name; and whoever it is looked through for now, whatever is known of them. */
export function usePrincipalChoices(): (
  chosen: string | undefined,
) => { value: string; label: string; also: string[] }[] {
  const nameOf = usePrincipalName();
  const { data: names } = useQuery({ ...principalNamesQuery, enabled: may(useMe(), 'accounts:manage') });
  return (chosen) => {
    const ids = new Set([
      ...(chosen === undefined ? [] : [chosen]),
      ...(names?.keys() ?? []),
      ...['bootstrap', 'anonymous'],
    ]);
    return Array.from(ids, (id) => ({ value: id, label: nameOf(id), also: [id] }));
  };
}

/** Id of the trail → name, where whoever reads may know it; otherwise the id. */
export function usePrincipalName(): (principal: string) => string {
  const t = useTexts(auditTexts);
  const me = useMe();
  const { data: names } = useQuery({ ...principalNamesQuery, enabled: may(me, 'accounts:manage') });
  return (principal) => {
    if (principal === 'anonymous') return t('anonymous');
    if (principal === 'bootstrap') return t('bootstrap');
    return names?.get(principal) ?? (principal === me.id ? me.user?.name : undefined) ?? principal;
  };
}
