import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../api/me.ts';
import { useTexts } from '../text/catalogue.ts';
import { principalNamesQuery } from './queries.ts';
import { auditTexts } from './texts.ts';

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
