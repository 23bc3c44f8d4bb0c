import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { createOrganisation } from '../../../accounts/contract.ts';
import { attempts } from '../../api/attempts.ts';
import { keyOf } from '../../api/keys.ts';
import { may, useMe } from '../../api/me.ts';
import { type Organisation, organisationsQuery } from '../../api/organisations.ts';
import { ask } from '../../api/request.ts';
import { ProblemNote, useFieldProblem } from '../../shell/problems.tsx';
import { useTexts } from '../../text/catalogue.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { FieldProps } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { pledgesTexts } from '../texts.ts';

const KINDS = ['donor', 'un', 'ngo', 'government', 'logistics', 'private'] as const;

export interface OrganisationFieldProps extends FieldProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  /** What one that is proposed here most likely is. */
  kind: (typeof KINDS)[number];
  isRequired?: boolean;
}

/** An organisation by name. One that is not registered is proposed here, and work goes on; a manager confirms or merges it later. */
export function OrganisationField({ value, onChange, kind, ...rest }: OrganisationFieldProps) {
  const t = useTexts(pledgesTexts);
  const me = useMe();
  const [isOpen, setIsOpen] = useState(false);
  const { data = [] } = useQuery(organisationsQuery);
  const choices = data
    .filter(({ id, state }) => state !== 'merged' || id === value)
    .map(({ id, name, state }) => ({
      value: id,
      label: state === 'proposed' ? t('proposedName', { name }) : name,
    }));
  return (
    <div className="flex flex-col items-start gap-1">
      <ComboBox {...rest} className="w-full" choices={choices} value={value} onChange={onChange} />
      {may(me, 'organisations:write') && (
        <button
          type="button"
          className="min-h-11 cursor-pointer text-start text-sm text-accent underline-offset-4 hover:underline"
          onClick={() => setIsOpen(true)}
        >
          <span className="sr-only">{rest.label}: </span>
          {t('proposeOrganisation')}
        </button>
      )}
      {isOpen && (
        <Proposal
          kind={kind}
          onClose={() => setIsOpen(false)}
          onProposed={({ id }) => {
            setIsOpen(false);
            onChange(id);
          }}
        />
      )}
    </div>
  );
}

function Proposal({
  kind: likely,
  onClose,
  onProposed,
}: {
  kind: OrganisationFieldProps['kind'];
  onClose: () => void;
  onProposed: (organisation: Organisation) => void;
}) {
  const t = useTexts(pledgesTexts);
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [kind, setKind] = useState(likely);
  const [keyOfAct] = useState(attempts);
  const propose = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), kind };
      return ask<typeof createOrganisation>('post', '/organisations', {
        body,
        idempotencyKey: keyOfAct(body),
      });
    },
    onSuccess: (made) => {
      queries.setQueryData<Organisation[]>(organisationsQuery.queryKey, (known = []) => [...known, made]);
      void queries.invalidateQueries({ queryKey: keyOf('organisations') });
      onProposed(made);
    },
  });
  const problem = useFieldProblem(propose.error);
  return (
    <Dialog title={t('proposeTitle')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          // The form of the pledge lies around this one in React's tree, not in the document's.
          event.stopPropagation();
          propose.mutate();
        }}
      >
        <p className="text-sm text-quiet">{t('proposeHint')}</p>
        <TextField
          label={t('organisationName')}
          value={name}
          onChange={setName}
          problem={problem('/name')}
          autoFocus
          isRequired
        />
        <Select
          label={t('organisationKind')}
          choices={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        {propose.isError && <ProblemNote error={propose.error} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onPress={onClose}>{t('back')}</Button>
          <Button type="submit" weight="main" isPending={propose.isPending} isDisabled={name.trim() === ''}>
            {t('propose')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
