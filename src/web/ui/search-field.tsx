import { useEffect, useState } from 'react';
import type { FieldProps } from './field.tsx';
import { TextField } from './text-field.tsx';

/** While somebody types, nothing is asked. */
const TYPING_MS = 300;

export interface SearchFieldProps extends FieldProps {
  /** As the address says it. */
  value: string;
  /** What is looked for, once somebody has stopped typing; undefined: nothing. */
  onChange: (value: string | undefined) => void;
}

/** Looks for what is typed, a moment after the last letter. */
export function SearchField({ value, onChange, ...rest }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [before, setBefore] = useState(value);
  if (before !== value) {
    setBefore(value);
    // The address changed: by what was typed, which stays as it is written, or by somebody else.
    if (value !== typed.trim()) setTyped(value);
  }
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === value) return undefined;
    const timer = setTimeout(() => onChange(wanted === '' ? undefined : wanted), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return <TextField {...rest} type="search" value={typed} onChange={setTyped} />;
}
