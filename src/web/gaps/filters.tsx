import { useQuery } from '@tanstack/react-query';
import { provincesQuery } from '../api/reference.ts';
import { SECTORS } from '../text/sectors.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMonth, kabulMonth } from '../text/dates.ts';
import { words } from '../text/words.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { Select } from '../ui/select.tsx';
import { useRegionName } from './region-name.ts';
import { addMonths, type GapSearch, LEVELS, monthsBetween, SORTS } from './rules/search.ts';
import { gapsTexts } from './texts.ts';

/** The report of today goes so far back and ahead. */
const BACK = 12;
const AHEAD = 5;
const ALL = 'all';

/** What is looked at; every choice is in the address. */
export function Filters({
  search,
  months,
  onChange,
}: {
  search: GapSearch;
  months: { from: string; to: string };
  onChange: (to: Partial<Record<keyof GapSearch, string | undefined>>) => void;
}) {
  const t = useTexts(gapsTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const regionName = useRegionName();
  const { data: provinces = [] } = useQuery(provincesQuery);
  const now = kabulMonth(new Date());
  const known = monthsBetween(addMonths(now, -BACK), addMonths(now, AHEAD)).map((value) => ({
    value,
    label: formatMonth(value, language),
  }));
  const regions = [...new Set(provinces.map(({ region }) => region))].sort();
  const { sector = 'food_security', region, province, level, sort = 'priority' } = search;
  const shown = provinces.filter((one) => region === undefined || one.region === region);
  const isFiltered = [region, province, level, search.from, search.to].some((one) => one !== undefined);
  return (
    <div className="flex flex-col gap-4">
      <ChoiceBar
        label={w('sector')}
        choices={SECTORS.map((value) => ({ value, label: w(`sector.${value}`) }))}
        value={sector}
        onChange={(value) => onChange({ sector: value })}
      />
      <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:grid-cols-6">
        <Select
          label={t('region')}
          choices={[
            { value: ALL, label: t('allRegions') },
            ...regions.map((value) => ({ value, label: regionName(value) })),
          ]}
          value={region ?? ALL}
          onChange={(value) => onChange({ region: value === ALL ? undefined : value, province: undefined })}
        />
        <ComboBox
          label={w('province')}
          placeholder={t('allProvinces')}
          choices={shown.map(({ pcode, name, aliases }) => ({
            value: pcode,
            label: name[language],
            also: [name.en, name.fa, name.ps, ...aliases],
          }))}
          value={province}
          onChange={(value) => onChange({ province: value })}
        />
        <Select
          label={t('from')}
          choices={known}
          value={months.from}
          onChange={(value) => onChange({ from: value, to: months.to < value ? value : months.to })}
        />
        <Select
          label={t('to')}
          choices={known.filter(({ value }) => value >= months.from)}
          value={months.to}
          onChange={(value) => onChange({ from: months.from, to: value })}
        />
        <Select
          label={w('level')}
          choices={[
            { value: ALL, label: t('allLevels') },
            ...LEVELS.map((value) => ({ value, label: w(`level.${value}`) })),
          ]}
          value={level ?? ALL}
          onChange={(value) => onChange({ level: value === ALL ? undefined : value })}
        />
        <Select
          label={t('sort')}
          choices={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
          value={sort}
          onChange={(value) => onChange({ sort: value })}
        />
      </div>
      {isFiltered && (
        <Button
          weight="quiet"
          className="self-start"
          onPress={() =>
            onChange({
              ...{ region: undefined, province: undefined, level: undefined },
              ...{ from: undefined, to: undefined },
            })
          }
        >
          {t('clear')}
        </Button>
      )}
    </div>
  );
}
