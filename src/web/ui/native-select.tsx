import { useId } from 'react';
import { type FieldProps, HINT, INPUT, LABEL, WRONG } from './field.tsx';
import type { Choice } from './select.tsx';

/** One of a few in the phone's own list: large, known to everybody, and nothing to fetch. On a desk see `Select`. */
export function NativeSelect<Value extends string>({
  label,
  hint,
  problem,
  className = '',
  choices,
  value,
  onChange,
  placeholder,
}: FieldProps & {
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChange: (value: Value | null) => void;
  /** What is said while nothing is chosen, and chosen again to choose nothing. */
  placeholder: string;
}) {
  const id = useId();
  const notes = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={`flex flex-col gap-1 ${className}`}>
      <label htmlFor={id} className={LABEL}>
        {label}
      </label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className={HINT}>
          {hint}
        </span>
      )}
      <select
        id={id}
        className={INPUT}
        value={value ?? ''}
        aria-invalid={problem !== undefined}
        aria-describedby={notes === '' ? undefined : notes}
        onChange={({ target }) => onChange(target.value === '' ? null : (target.value as Value))}
      >
        <option value="">{placeholder}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {problem !== undefined && (
        <span id={`${id}-problem`} className={WRONG}>
          {problem}
        </span>
      )}
    </div>
  );
}
