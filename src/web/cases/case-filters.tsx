import { useQuery } from '@tanstack/react-query';
import { provincesQuery } from '../api/reference.ts';
import { SECTORS } from '../text/sectors.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { words } from '../text/words.ts';
import { ComboBox } from '../ui/combo-box.tsx';
import { Select } from '../ui/select.tsx';
import { type CaseSearch, KINDS } from './rules/search.ts';
import { casesTexts } from './texts.ts';

const ALL = 'all';

/** Which cases are on the board; every choice is in the address. */
export function CaseFilters({
  search,
  owners,
  hasKinds,
  onChange,
}: {
  search: CaseSearch;
  /** Who sees to what is on the board. */
  owners: readonly string[];
  hasKinds: boolean;
  onChange: (to: CaseSearch) => void;
}) {
  const t = useTexts(casesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const { data: provinces = [] } = useQuery(provincesQuery);
  const { sector, province, kind, owner } = search;
  const known = [...new Set([...owners, ...(owner === undefined ? [] : [owner])])].sort();
  return (
    <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:grid-cols-4">
      <Select
        label={w('sector')}
        choices={[
          { value: ALL, label: t('allSectors') },
          ...SECTORS.map((value) => ({ value, label: w(`sector.${value}`) })),
        ]}
        value={sector ?? ALL}
        onChange={(value) => onChange({ sector: SECTORS.find((one) => one === value) })}
      />
      <ComboBox
        label={w('province')}
        placeholder={t('allProvinces')}
        choices={provinces.map(({ pcode, name, aliases }) => ({
          value: pcode,
          label: name[language],
          also: [name.en, name.fa, name.ps, ...aliases],
        }))}
        value={province}
        onChange={(value) => onChange({ province: value })}
      />
      {hasKinds && (
        <Select
          label={t('kind')}
          choices={[
            { value: ALL, label: t('allKinds') },
            ...KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
          value={kind ?? ALL}
          onChange={(value) => onChange({ kind: KINDS.find((one) => one === value) })}
        />
      )}
      <Select
        label={t('owner')}
        choices={[{ value: '', label: t('anybody') }, ...known.map((value) => ({ value, label: value }))]}
        value={owner ?? ''}
        onChange={(value) => onChange({ owner: value === '' ? undefined : value })}
      />
    </div>
  );
}
