import { useQuery } from '@tanstack/react-query';
import { provincesQuery } from '../../api/reference.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { words } from '../../text/words.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Select } from '../../ui/select.tsx';
import { PLEDGE_SECTORS } from '../rules/draft.ts';
import { type ListSearch, STATUSES } from '../rules/list-search.ts';
import { pledgesTexts } from '../texts.ts';

const ALL = 'all';

export function Filters({
  search,
  onChange,
}: {
  search: ListSearch;
  onChange: (changes: Partial<ListSearch>) => void;
}) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const { data: provinces = [] } = useQuery(provincesQuery);
  const all = { value: ALL, label: t('all') } as const;
  const orNone = <T extends string>(value: T | typeof ALL): T | undefined =>
    value === ALL ? undefined : value;
  return (
    <search className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <SearchField label={t('search')} value={search.q ?? ''} onChange={(q) => onChange({ q })} />
      <Select
        label={t('statusHead')}
        choices={[all, ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))]}
        value={search.status ?? ALL}
        onChange={(status) => onChange({ status: orNone(status) })}
      />
      <Select
        label={w('sector')}
        choices={[all, ...PLEDGE_SECTORS.map((value) => ({ value, label: w(`sector.${value}`) }))]}
        value={search.sector ?? ALL}
        onChange={(sector) => onChange({ sector: orNone(sector) })}
      />
      <ComboBox
        label={w('province')}
        choices={provinces.map(({ pcode, name }) => ({
          value: pcode,
          label: name[language],
          also: [name.en, name.fa, name.ps, pcode],
        }))}
        value={search.province}
        onChange={(province) => onChange({ province })}
        placeholder={t('all')}
      />
    </search>
  );
}
