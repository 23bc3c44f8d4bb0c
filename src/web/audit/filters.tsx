import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { without } from '../shell/search.ts';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { KINDS } from './rules/kinds.ts';
import { searchOf } from './rules/search.ts';
import { auditTexts } from './texts.ts';

const route = getRouteApi('/signed-in/audit');
const OUTCOMES = ['all', 'done', 'refused'] as const;

/** What the trail is looked through for; kept in the address, so that it can be sent to somebody. */
export function TrailFilters() {
  const t = useTexts(auditTexts);
  const search = without(route.useSearch(), 'entry');
  const navigate = route.useNavigate();
  const [given, setGiven] = useState(search);
  const set = (name: keyof typeof given) => (value: string | undefined) =>
    setGiven((before) => ({ ...before, [name]: value }));
  const go = (to: Record<string, unknown>) => void navigate({ search: searchOf(to), resetScroll: false });
  const outcome = OUTCOMES.find((one) => one === (search.outcome ?? 'all'));
  return (
    <form
      role="search"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        go(given);
      }}
    >
      <ChoiceBar
        label={t('outcome')}
        choices={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        value={outcome ?? 'refused'}
        onChange={(value) => go({ ...given, outcome: value === 'all' ? undefined : value })}
      />
      <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          label={t('principalId')}
          isCode
          value={given.principal ?? ''}
          onChange={set('principal')}
        />
        <TextField
          label={t('operationId')}
          isCode
          placeholder="recordEvent"
          value={given.operation ?? ''}
          onChange={set('operation')}
        />
        <Select
          label={t('kind')}
          choices={[
            { value: 'all', label: t('allKinds') },
            ...KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
          value={given.kind ?? 'all'}
          onChange={(value) => set('kind')(value === 'all' ? undefined : value)}
        />
        <TextField label={t('key')} isCode value={given.key ?? ''} onChange={set('key')} />
      </div>
      <div className="flex flex-wrap items-end gap-4">
        <DateField label={t('from')} value={given.from} onChange={set('from')} />
        <DateField label={t('to')} value={given.to} onChange={set('to')} />
        <Button type="submit" weight="main">
          {t('find')}
        </Button>
        {Object.keys(search).length > 0 && (
          <Button weight="quiet" onPress={() => go({})}>
            {t('clear')}
          </Button>
        )}
      </div>
    </form>
  );
}
