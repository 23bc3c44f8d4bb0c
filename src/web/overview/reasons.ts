import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatShare } from '../text/numbers.ts';
import type { WaterfallParts } from '../ui/classes.ts';
import { reasonsOf } from './rules/situation.ts';
import { overviewTexts } from './texts.ts';

/** Why a need is not covered, as a list of a sentence: `nobody has pledged it (49 %), cargo is late (12 %)`. */
export function useReasons(): (parts: WaterfallParts, most: number) => string {
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  const comma = language === 'en' ? ', ' : '، ';
  return (parts, most) =>
    reasonsOf(parts, most)
      .map(({ reason, share }) =>
        t('reasonShare', { reason: t(`reason.${reason}`), share: formatShare(share, language) }),
      )
      .join(comma);
}
