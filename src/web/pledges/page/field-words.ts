import { useOrganisationName } from '../../api/organisations.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatDayBoth } from '../../text/dates.ts';
import { formatNumber, plainYear } from '../../text/numbers.ts';
import type { FlowType } from '../rules/draft.ts';
import type { HeadField } from '../rules/version-changes.ts';
import { pledgesTexts } from '../texts.ts';

const RATE_DECIMALS = 9;

/** A field of a pledge by name, and its value as people read it. */
export function useFieldWords(): {
  nameOf: (field: HeadField) => string;
  say: (field: HeadField, value: string | number | null) => string;
} {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const organisation = useOrganisationName();
  return {
    nameOf: (field) => (field === 'ratePerUsd' ? t('rateShort') : t(field)),
    say: (field, value) => {
      if (value === null) return '–';
      switch (field) {
        case 'recipient':
          return organisation(String(value));
        case 'earmarking':
          return t(`earmarking.${value as 1 | 2 | 3 | 4}`);
        case 'flowType':
          return t(`flow.${value as FlowType}`);
        case 'ratePerUsd':
          return formatNumber(Number(value), language, RATE_DECIMALS);
        case 'usageYear':
          return plainYear(Number(value), language);
        case 'reference':
        case 'plan':
          return String(value);
        default:
          return formatDayBoth(String(value), language);
      }
    },
  };
}
