import { useQuery } from '@tanstack/react-query';
import type { Charge } from './rules/charge.ts';
import { ROLES } from './rules/roles.ts';
import { provincesQuery } from '../api/reference.ts';
import { shellTexts } from '../shell/texts.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { OrganisationBox } from './organisation-box.tsx';
import { usersTexts } from './texts.ts';

export function ChargeFields({
  value,
  onChange,
  problem,
}: {
  value: Charge;
  onChange: (value: Charge) => void;
  problem: (pointer: string) => string | undefined;
}) {
  const t = useTexts(usersTexts);
  const shell = useTexts(shellTexts);
  const set = (part: Partial<Charge>) => onChange({ ...value, ...part });
  return (
    <>
      <TextField
        label={t('name')}
        isRequired
        value={value.name}
        onChange={(name) => set({ name })}
        problem={problem('/name')}
      />
      <Select
        label={t('role')}
        hint={t(`may.${value.role}`)}
        choices={ROLES.map((role) => ({ value: role, label: shell(`role.${role}`) }))}
        value={value.role}
        onChange={(role) => set({ role })}
        problem={problem('/role')}
      />
      <OrganisationBox
        label={t('organisation')}
        hint={t('organisationHint')}
        value={value.organisation ?? undefined}
        onChange={(id) => set({ organisation: id ?? null })}
        problem={problem('/organisation')}
      />
      <Provinces
        value={value.provinces}
        onChange={(provinces) => set({ provinces })}
        problem={problem('/provinces')}
      />
    </>
  );
}

function Provinces({
  value,
  onChange,
  problem,
}: {
  value: readonly string[] | null;
  onChange: (value: readonly string[] | null) => void;
  problem: string | undefined;
}) {
  const t = useTexts(usersTexts);
  const language = useLanguage();
  const { data: provinces = [] } = useQuery(provincesQuery);
  return (
    <div className="flex flex-col gap-2">
      <p aria-hidden="true" className="text-sm font-semibold">
        {t('provinces')}
      </p>
      <ChoiceBar
        label={t('provinces')}
        choices={[
          { value: 'all', label: t('allProvinces') },
          { value: 'some', label: t('someProvinces') },
        ]}
        value={value === null ? 'all' : 'some'}
        onChange={(choice) => onChange(choice === 'all' ? null : [])}
      />
      {problem !== undefined && <p className="text-sm text-bad">{problem}</p>}
      {value !== null && (
        <fieldset className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-4">
          <legend className="pb-1 text-sm text-quiet">{t('provincesHint')}</legend>
          {provinces.map(({ pcode, name }) => (
            <Checkbox
              key={pcode}
              isSelected={value.includes(pcode)}
              onChange={(isChosen) =>
                onChange(isChosen ? [...value, pcode].sort() : value.filter((one) => one !== pcode))
              }
            >
              {name[language]}
            </Checkbox>
          ))}
        </fieldset>
      )}
    </div>
  );
}
