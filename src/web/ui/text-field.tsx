import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { type FieldProps, HINT, INPUT, LABEL, WRONG } from './field.tsx';

export interface TextFieldProps
  extends
    FieldProps,
    Pick<
      InputHTMLAttributes<HTMLInputElement>,
      'autoComplete' | 'autoFocus' | 'inputMode' | 'maxLength' | 'placeholder' | 'type'
    > {
  value: string;
  /** Not needed where it is only read. */
  onChange?: (text: string) => void;
  onBlur?: () => void;
  isRequired?: boolean;
  isReadOnly?: boolean;
  /** More lines than one. */
  rows?: number;
  /** Addresses, codes and waybills: from left to right in every language. */
  isCode?: boolean;
  /** Inside the field, at its end: a unit. */
  suffix?: ReactNode;
}

/** A line of text, or more. What is wrong with it is told to whoever hears the page, too. */
export function TextField({
  label,
  hint,
  problem,
  className = '',
  value,
  onChange,
  onBlur,
  isRequired = false,
  isReadOnly = false,
  rows,
  isCode = false,
  type = 'text',
  suffix,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const notes = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  const common = {
    ...rest,
    ...{ id, value, readOnly: isReadOnly, 'aria-invalid': problem !== undefined },
    onChange: ({ target }: { target: { value: string } }) => onChange?.(target.value),
    className: `${INPUT} ${suffix === undefined ? '' : 'pe-16'} ${isCode ? 'text-start' : ''}`,
    ...(isRequired && { 'aria-required': true }),
    ...(notes !== '' && { 'aria-describedby': notes }),
    ...(isCode && { dir: 'ltr' }),
    ...(onBlur && { onBlur: () => onBlur() }),
  };
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
      <span className="relative block">
        {rows === undefined ? <input {...common} type={type} /> : <textarea {...common} rows={rows} />}
        {suffix !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 end-3 flex items-center text-sm text-quiet">
            {suffix}
          </span>
        )}
      </span>
      {problem !== undefined && (
        <span id={`${id}-problem`} className={WRONG}>
          {problem}
        </span>
      )}
    </div>
  );
}
