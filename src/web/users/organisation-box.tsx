import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { ComboBox } from '../ui/combo-box.tsx';
import type { FieldProps } from '../ui/field.tsx';
import { organisationNamesQuery, organisationsQuery } from './queries.ts';
import { usersTexts } from './texts.ts';

/** An organisation by its name; those that turned out to be another one are not offered. */
export function OrganisationBox({
  value,
  onChange,
  except,
  ...field
}: FieldProps & {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  except?: string;
}) {
  const t = useTexts(usersTexts);
  const [typed, setTyped] = useState('');
  const { data: known = [] } = useQuery(organisationNamesQuery);
  const name = known.find(({ id }) => id === value)?.name;
  // What was chosen is written in the field: that is no search.
  const q = useDeferredValue(typed === name ? '' : typed.trim());
  const found = useInfiniteQuery(organisationsQuery(q === '' ? {} : { q })).data?.pages.flatMap(
    ({ items }) => items,
  );
  const all = new Map(
    [...known.filter(({ id }) => id === value), ...(found ?? [])].map((one) => [one.id, one]),
  );
  return (
    <ComboBox
      {...field}
      choices={[...all.values()]
        .filter(({ id, state }) => id !== except && state !== 'merged')
        .map(({ id, name, state }) => ({
          value: id,
          label: state === 'proposed' ? t('proposedName', { name }) : name,
        }))}
      value={value}
      onChange={onChange}
      onSearch={setTyped}
    />
  );
}

/** Id → name; the id's first part until the names are there. */
export function useOrganisationName(): (id: string) => string {
  const { data = [] } = useQuery(organisationNamesQuery);
  const names = new Map(data.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? '…';
}
