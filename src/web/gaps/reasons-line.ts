import { reasonsOf } from '../overview/rules/situation.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatShare } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import type { WaterfallParts } from '../ui/classes.ts';

const MOST = 2;

/** The greatest parts of what has not come, by the names of the legend: `Nobody has pledged 49 %, Late 12 %`. */
export function useReasonsLine(): (parts: WaterfallParts) => string {
  const w = useTexts(words);
  const language = useLanguage();
  const comma = language === 'en' ? ', ' : '، ';
  return (parts) =>
    reasonsOf(parts, MOST)
      .map(({ reason, share }) => `${w(`class.${reason}`)} ${formatShare(share, language)}`)
      .join(comma);
}
