import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { minorDigitsOf } from '../../text/currencies.ts';
import { words } from '../../text/words.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceBar } from '../../ui/choice-bar.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import type { Item, Province } from '../../api/reference.ts';
import { WEIGHT } from '../rules/body.ts';
import { type Draft, type DraftLine, newLine, PLEDGE_SECTORS } from '../rules/draft.ts';
import type { Equivalence } from '../rules/equivalence.ts';
import { pledgesTexts } from '../texts.ts';
import { LineEquivalence } from './equivalence.tsx';

export interface LinesProps {
  draft: Draft;
  onChange: (lines: DraftLine[]) => void;
  problemAt: (pointer: string) => string | undefined;
  equivalences: readonly Equivalence[];
  items: readonly Item[];
  provinces: readonly Province[];
}

/** What is promised, line by line, with what each means for people. */
export function Lines({ draft, onChange, problemAt, equivalences, items, provinces }: LinesProps) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const { lines } = draft;
  return (
    <div className="flex flex-col gap-4">
      {lines.map((line, index) => (
        <fieldset key={line.key} className="flex flex-col gap-4 rounded border border-line bg-surface p-4">
          <legend className="sr-only">{t('lineNumber', { number: index + 1 })}</legend>
          <LineFields
            line={line}
            draft={draft}
            items={items}
            provinces={provinces}
            language={language}
            problem={(field) => problemAt(`/lines/${index}/${field}`)}
            onChange={(changes) =>
              onChange(lines.map((one) => (one.key === line.key ? { ...one, ...changes } : one)))
            }
          />
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 empty:hidden">
            {equivalences[index] && <LineEquivalence of={equivalences[index]} />}
            {lines.length > 1 && (
              <Button
                weight="quiet"
                className="ms-auto"
                aria-label={t('removeLineNumber', { number: index + 1 })}
                onPress={() => onChange(lines.filter(({ key }) => key !== line.key))}
              >
                {t('removeLine')}
              </Button>
            )}
          </div>
        </fieldset>
      ))}
      <Button className="self-start" onPress={() => onChange([...lines, newLine()])}>
        {t('addLine')}
      </Button>
    </div>
  );
}

function LineFields({
  line,
  draft: { contributionType, currency },
  items,
  provinces,
  language,
  problem,
  onChange,
}: {
  line: DraftLine;
  draft: Draft;
  items: readonly Item[];
  provinces: readonly Province[];
  language: 'en' | 'fa' | 'ps';
  problem: (field: string) => string | undefined;
  onChange: (changes: Partial<DraftLine>) => void;
}) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const isGoods = contributionType === 'in_kind';
  const item = items.find(({ code }) => code === line.item);
  const isWeight = item?.unit === WEIGHT;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {isGoods ? (
        <ComboBox
          label={t('item')}
          choices={items.map(({ code, name, sector }) => ({
            value: code,
            label: name[language],
            also: [name.en, name.fa, name.ps, w(`sector.${sector}`)],
          }))}
          value={line.item}
          onChange={(value) => onChange({ item: value })}
          problem={problem('item') ?? problem('sector')}
        />
      ) : (
        <Select
          label={w('sector')}
          choices={PLEDGE_SECTORS.map((value) => ({ value, label: w(`sector.${value}`) }))}
          value={line.sector}
          placeholder={t('choose')}
          onChange={(sector) => onChange({ sector })}
          problem={problem('sector')}
        />
      )}
      <ComboBox
        label={w('province')}
        choices={provinces.map(({ pcode, name }) => ({
          value: pcode,
          label: name[language],
          also: [name.en, name.fa, name.ps, pcode],
        }))}
        value={line.province}
        onChange={(province) => onChange({ province })}
        placeholder={t('anyProvince')}
        problem={problem('province')}
      />
      {isGoods && (
        <div className="flex items-start gap-2">
          <NumberField
            label={isWeight ? t(`quantityIn.${line.weightUnit}`) : quantityLabel()}
            className="min-w-0 flex-1"
            value={line.quantity}
            onChange={(quantity) => onChange({ quantity })}
            problem={problem('quantity')}
          />
          {isWeight && (
            <div className="pt-6.5">
              <ChoiceBar
                label={t('weightUnit')}
                choices={[
                  { value: 't', label: t('tonnes') },
                  { value: 'kg', label: t('kilograms') },
                ]}
                value={line.weightUnit}
                onChange={(weightUnit) => onChange({ weightUnit })}
              />
            </div>
          )}
        </div>
      )}
      <NumberField
        label={isGoods ? t('value') : t('amount')}
        value={line.amount}
        decimals={minorDigitsOf(currency)}
        onChange={(amount) => onChange({ amount })}
        suffix={currency}
        problem={problem('amount')}
      />
    </div>
  );

  function quantityLabel(): string {
    return item ? t('quantityOf', { pack: item.usualPack }) : t('quantity');
  }
}
