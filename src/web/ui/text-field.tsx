import type { ReactNode } from 'react';
import {
  TextField as AriaTextField,
  Input,
  Label,
  Text,
  FieldError,
  TextArea,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { type FieldProps, HINT, INPUT, LABEL, WRONG } from './field.tsx';

export interface TextFieldProps
  extends FieldProps, Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> {
  /** More lines than one. */
  rows?: number;
  /** Addresses, codes and waybills: from left to right in every language. */
  isCode?: boolean;
  placeholder?: string;
  /** Inside the field, at its end: a unit. */
  suffix?: ReactNode;
}

/** A line of text, or more. What is wrong with it is told to whoever hears the page, too. */
export function TextField({
  label,
  hint,
  problem,
  className = '',
  rows,
  isCode,
  placeholder,
  suffix,
  ...rest
}: TextFieldProps) {
  const direction = isCode ? ({ dir: 'ltr' } as const) : {};
  const classes = `${INPUT} ${suffix === undefined ? '' : 'pe-16'} ${isCode ? 'text-start' : ''}`;
  return (
    <AriaTextField
      {...rest}
      isInvalid={problem !== undefined}
      className={`flex flex-col gap-1 ${className}`}
      validationBehavior="aria"
    >
      <Label className={LABEL}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={HINT}>
          {hint}
        </Text>
      )}
      <span className="relative block">
        {rows === undefined ? (
          <Input className={classes} placeholder={placeholder} {...direction} />
        ) : (
          <TextArea className={classes} rows={rows} placeholder={placeholder} {...direction} />
        )}
        {suffix !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 end-3 flex items-center text-sm text-quiet">
            {suffix}
          </span>
        )}
      </span>
      <FieldError className={WRONG}>{problem}</FieldError>
    </AriaTextField>
  );
}
