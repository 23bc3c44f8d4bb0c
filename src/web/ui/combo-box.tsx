import { useContext, useState } from 'react';
import { ComboBox as AriaComboBox, ComboBoxStateContext } from 'react-aria-components/ComboBox';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Popover } from 'react-aria-components/Popover';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { useTexts } from '../text/catalogue.ts';
import { AriaLocale } from './aria-locale.tsx';
import { type FieldProps, HINT, INPUT, LABEL, WRONG } from './field.tsx';
import { OPTION, OPTIONS } from './options.ts';
import type { Choice } from './select.tsx';
import { uiTexts } from './texts.ts';

export interface ComboBoxProps extends FieldProps {
  choices: readonly (Choice<string> & { /** Other spellings it is found by. */ also?: readonly string[] })[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** Letters that are written in two ways, and marks that are often left out. */
const folded = (text: string) =>
  text
    .toLocaleLowerCase()
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .trim();

/** One of many, found by typing: a province, an item, an organisation. */
export function ComboBox({
  label,
  hint,
  problem,
  className = '',
  choices,
  value,
  onChange,
  placeholder,
  ...rest
}: ComboBoxProps) {
  const t = useTexts(uiTexts);
  const chosen = choices.find((choice) => choice.value === value)?.label ?? '';
  const [typed, setTyped] = useState<string>();
  // Hundreds of names are laid out when somebody comes to look for one, and not for each field of a page that opens.
  const [isUsed, setIsUsed] = useState(false);
  const wanted = folded(typed ?? '');
  const offered = !isUsed
    ? choices.filter((choice) => choice.value === value)
    : typed === undefined || typed === chosen
      ? choices
      : choices.filter(({ label, also = [] }) =>
          [label, ...also].some((name) => folded(name).includes(wanted)),
        );
  return (
    <AriaLocale>
      <AriaComboBox
        {...rest}
        className={`flex flex-col gap-1 ${className}`}
        isInvalid={problem !== undefined}
        allowsEmptyCollection
        items={offered.map(({ value, label }) => ({ id: value, label }))}
        inputValue={typed ?? chosen}
        onInputChange={(text) => {
          setTyped(text);
          if (text === '' && value !== undefined) onChange(undefined);
        }}
        value={value ?? null}
        onChange={(key) => {
          if (key === null) return;
          setTyped(undefined);
          onChange(String(key));
        }}
        onFocus={() => setIsUsed(true)}
        onBlur={() => setTyped(undefined)}
      >
        <Label className={LABEL}>{label}</Label>
        {hint !== undefined && <span className={HINT}>{hint}</span>}
        <span className="relative block">
          <Typing placeholder={placeholder} />
          <Button className="absolute inset-y-0 end-0 w-11 cursor-pointer text-quiet">
            <span aria-hidden="true">▾</span>
          </Button>
        </span>
        {problem !== undefined && <span className={WRONG}>{problem}</span>}
        <Popover className={OPTIONS}>
          <ListBox
            className="max-h-80 overflow-auto p-1"
            renderEmptyState={() => <p className="p-3 text-sm text-quiet">{t('nothingFound')}</p>}
          >
            {(choice: { id: string; label: string }) => (
              <ListBoxItem id={choice.id} textValue={choice.label} className={OPTION}>
                {choice.label}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </AriaComboBox>
    </AriaLocale>
  );
}

/**
 * Whoever presses the field sees what there is to choose. Whoever comes to it by Tab, or is led to it because something is wrong there, first
 * reads what stands below it, and opens the list by typing or with the arrow.
 */
function Typing({ placeholder }: { placeholder: string | undefined }) {
  const list = useContext(ComboBoxStateContext);
  return (
    <Input
      className={`${INPUT} pe-11`}
      placeholder={placeholder}
      onClick={() => list?.open(null, 'manual')}
    />
  );
}
