import { useLanguage } from '../../text/catalogue.ts';
import { parseNumber } from '../../text/digits.ts';
import { plainYear } from '../../text/numbers.ts';
import { useState } from 'react';
import { TextField, type TextFieldProps } from '../../ui/text-field.tsx';

export interface YearFieldProps extends Omit<
  TextFieldProps,
  'value' | 'onChange' | 'defaultValue' | 'type' | 'inputMode'
> {
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** A Gregorian year, as plans are named, in any of the three sets of digits; never grouped. */
export function YearField({ value, onChange, ...rest }: YearFieldProps) {
  const language = useLanguage();
  const [typed, setTyped] = useState<string>();
  return (
    <TextField
      {...rest}
      inputMode="numeric"
      autoComplete="off"
      maxLength={4}
      value={typed ?? (value === undefined ? '' : plainYear(value, language))}
      onChange={(text) => {
        setTyped(text);
        onChange(parseNumber(text));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
