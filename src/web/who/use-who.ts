import { useQuery } from '@tanstack/react-query';
import { useMe } from '../api/me.ts';
import { useTexts } from '../text/catalogue.ts';
import { joined } from '../text/joined.ts';
import { namesQuery } from './queries.ts';
import { idsToName } from './rules/ids.ts';
import { whoTexts } from './texts.ts';

/** Shown for the moment until the name is there. */
const COMING = '…';
/** What was recorded with the key of the installation. */
const BOOTSTRAP = 'bootstrap';

/**
 * Who recorded something: by name, or by role and organisation where the name is not for whoever reads. The route
 * loads `whoTexts`.
 *
 * @param ids all that are asked for on the page; undefined ones are nobody's
 */
export function useWho(ids: readonly (string | null | undefined)[]): (id: string) => string {
  const t = useTexts(whoTexts);
  const me = useMe();
  const wanted = idsToName(ids, me.id);
  const { data: names, isLoading } = useQuery({ ...namesQuery(wanted), enabled: wanted.length > 0 });
  return (id) => {
    if (id === me.id && me.user) return me.user.name;
    if (id === BOOTSTRAP) return t('bootstrap');
    const known = names?.get(id);
    if (known) return known.name ?? joined([t(known.role), known.organisation ?? undefined]);
    return isLoading && wanted.includes(id) ? COMING : id;
  };
}
