import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../api/me.ts';
import { useTexts } from '../text/catalogue.ts';
import { useWho } from '../who/use-who.ts';
import { principalNamesQuery } from './queries.ts';
import { auditTexts } from './texts.ts';

const ALWAYS = ['bootstrap', 'anonymous'];

/** Whom the trail means, also where nobody had signed in. */
export function usePrincipalName(principals: readonly (string | undefined)[]): (principal: string) => string {
  const t = useTexts(auditTexts);
  const who = useWho(principals);
  return (principal) => (principal === 'anonymous' ? t('anonymous') : who(principal));
}

/** Whom the trail can be looked through for, by name; and whoever it is looked through for now, whatever is known of them. */
export function usePrincipalChoices(
  chosen: string | undefined,
): { value: string; label: string; also: string[] }[] {
  const nameOf = usePrincipalName([chosen]);
  const { data: names } = useQuery({ ...principalNamesQuery, enabled: may(useMe(), 'accounts:manage') });
  const ids = new Set([...(chosen === undefined ? [] : [chosen]), ...(names?.keys() ?? []), ...ALWAYS]);
  return Array.from(ids, (id) => ({ value: id, label: names?.get(id) ?? nameOf(id), also: [id] }));
}
