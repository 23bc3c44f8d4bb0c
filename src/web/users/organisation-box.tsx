import { useQuery } from '@tanstack/react-query';
import { organisationsQuery } from '../api/organisations.ts';
import { useTexts } from '../text/catalogue.ts';
import { ComboBox } from '../ui/combo-box.tsx';
import type { FieldProps } from '../ui/field.tsx';
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
  const { data: all = [] } = useQuery(organisationsQuery);
  return (
    <ComboBox
      {...field}
      choices={all
        .filter(({ id, state }) => id !== except && (state !== 'merged' || id === value))
        .map(({ id, name, state }) => ({
          value: id,
          label: state === 'proposed' ? t('proposedName', { name }) : name,
        }))}
      value={value}
      onChange={onChange}
    />
  );
}
