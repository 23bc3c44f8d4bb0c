import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { Popover } from 'react-aria-components/Popover';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { AriaLocale } from './aria-locale.tsx';
import { type FieldProps, HINT, INPUT, LABEL, WRONG } from './field.tsx';
import { OPTION, OPTIONS } from './options.ts';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
}

export interface SelectProps<Value extends string> extends FieldProps {
  choices: readonly Choice<Value>[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  /** Shown while nothing is chosen. */
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** One of a few. For many, and for what is looked for by name, see `ComboBox`. */
export function Select<Value extends string>({
  label,
  hint,
  problem,
  className = '',
  choices,
  value,
  onChange,
  placeholder,
  ...rest
}: SelectProps<Value>) {
  return (
    <AriaLocale>
      <AriaSelect
        {...rest}
        value={value ?? null}
        onChange={(key) => key !== null && onChange(key as Value)}
        isInvalid={problem !== undefined}
        className={`flex flex-col gap-1 ${className}`}
        {...(placeholder === undefined ? {} : { placeholder })}
      >
        <Label className={LABEL}>{label}</Label>
        {hint !== undefined && <span className={HINT}>{hint}</span>}
        <Button className={`${INPUT} flex items-center justify-between gap-2 text-start cursor-pointer`}>
          <SelectValue className="truncate" />
          <span aria-hidden="true" className="text-quiet">
            ▾
          </span>
        </Button>
        {problem !== undefined && <span className={WRONG}>{problem}</span>}
        <Popover className={OPTIONS}>
          <ListBox
            items={choices.map(({ value, label }) => ({ id: value, label }))}
            className="max-h-80 overflow-auto p-1"
          >
            {(choice) => (
              <ListBoxItem id={choice.id} textValue={choice.label} className={OPTION}>
                {choice.label}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </AriaSelect>
    </AriaLocale>
  );
}
