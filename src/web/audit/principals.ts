import { useTexts } from '../text/catalogue.ts';
import { useWho } from '../who/use-who.ts';
import { auditTexts } from './texts.ts';

/** Whom the trail means, also where nobody had signed in. */
export function usePrincipalName(principals: readonly string[]): (principal: string) => string {
  const t = useTexts(auditTexts);
  const who = useWho(principals);
  return (principal) => (principal === 'anonymous' ? t('anonymous') : who(principal));
}
