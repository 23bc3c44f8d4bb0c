import { useTexts } from '../text/catalogue.ts';
import { NativeSelect } from '../ui/native-select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { REASONS, RESPONSIBLE } from './codes.ts';
import type { Explanation } from './rules/receipt.ts';
import { fieldTexts } from './texts.ts';

export type Why = Omit<Explanation, 'quantity'>;

/** Why something is not as it should be, and by whom. */
export function WhyFields({
  why,
  onChange,
  problems = {},
}: {
  why: Why;
  onChange: (why: Why) => void;
  problems?: { reason?: string | undefined; reasonText?: string | undefined };
}) {
  const t = useTexts(fieldTexts);
  return (
    <>
      <NativeSelect
        label={t('reason')}
        placeholder={t('choose')}
        choices={REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        value={why.reason}
        onChange={(reason) => onChange({ ...why, reason })}
        problem={problems.reason}
      />
      {why.reason === 'other' && (
        <TextField
          label={t('reasonText')}
          value={why.reasonText}
          onChange={(reasonText) => onChange({ ...why, reasonText })}
          problem={problems.reasonText}
          maxLength={2000}
        />
      )}
      <NativeSelect
        label={t('responsibility')}
        placeholder={t('notSaid')}
        choices={RESPONSIBLE.map((value) => ({ value, label: t(`responsibility.${value}`) }))}
        value={why.responsibility}
        onChange={(responsibility) => onChange({ ...why, responsibility })}
      />
    </>
  );
}
