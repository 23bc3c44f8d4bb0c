import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { minorDigitsOf } from '../../text/currencies.ts';
import { words } from '../../text/words.ts';
import { ChoiceBar } from '../../ui/choice-bar.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import type { Item, Province } from '../../api/reference.ts';
import { WEIGHT } from '../rules/body.ts';
import { type ContributionType, type DraftLine, PLEDGE_SECTORS } from '../rules/draft.ts';
import { pledgesTexts } from '../texts.ts';

/** The ledger keeps thousandths of a kilogram. */
const TONNE_DECIMALS = 6;

/** What one line says: of goods the item and how much, of money the sector; where to, and what it is worth. */
export function LineFields({
  line,
  contributionType,
  currency,
  items,
  provinces,
  problem,
  onChange,
}: {
  line: DraftLine;
  contributionType: ContributionType;
  currency: string;
  items: readonly Item[];
  provinces: readonly Province[];
  problem: (field: string) => string | undefined;
  onChange: (changes: Partial<DraftLine>) => void;
}) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const language = useLanguage();
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
            decimals={isWeight && line.weightUnit === 't' ? TONNE_DECIMALS : 3}
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
