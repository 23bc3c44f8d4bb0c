import { useState } from 'react';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { parseNumber } from '../text/digits.ts';
import { formatNumber } from '../text/numbers.ts';
import { TextField, type TextFieldProps } from './text-field.tsx';
import { uiTexts } from './texts.ts';

export interface NumberFieldProps extends Omit<TextFieldProps, 'value' | 'onChange' | 'type' | 'inputMode'> {
  /** undefined: nothing is written, or nothing that is a number. */
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  /** Digits after the decimal mark; 3 as the ledger keeps them. */
  decimals?: number;
}

/** A number in Latin, Arabic-Indic or Persian digits; once it is left it is shown in those of the language. */
export function NumberField({ value, onChange, decimals = 3, problem, onBlur, ...rest }: NumberFieldProps) {
  const t = useTexts(uiTexts);
  const language = useLanguage();
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (value === undefined ? '' : formatNumber(value, language, decimals));
  const isUnreadable = typed !== undefined && typed.trim() !== '' && numberOf(typed, decimals) === undefined;
  const [left, setLeft] = useState(false);
  return (
    <TextField
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      className={`numbers ${rest.className ?? ''}`}
      value={shown}
      onChange={(text) => {
        setTyped(text);
        setLeft(false);
        onChange(numberOf(text, decimals));
      }}
      onBlur={() => {
        setLeft(true);
        // What cannot be read stays as it was written, to be mended.
        if (!isUnreadable) setTyped(undefined);
        onBlur?.();
      }}
      problem={isUnreadable && left ? t('notANumber') : problem}
    />
  );
}

function numberOf(text: string, decimals: number): number | undefined {
  const value = parseNumber(text);
  if (value === undefined) return undefined;
  return Number(value.toFixed(decimals)) === value ? value : undefined;
}
