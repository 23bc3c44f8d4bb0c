import { useQuery } from '@tanstack/react-query';
import type { Pledge } from '../../../pledges/contract.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMoment } from '../../text/dates.ts';
import { useWho } from '../../who/use-who.ts';
import { versionsQuery } from '../queries.ts';
import { changesOf, type VersionChange } from '../rules/version-changes.ts';
import { pledgesTexts } from '../texts.ts';
import { useFieldWords } from './field-words.ts';
import { useLineWords } from './line-words.ts';

/** Everything it said before, the newest change first. Nothing that was said is ever gone. */
export function Versions({ pledge }: { pledge: Pledge }) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const versions = useQuery(versionsQuery(pledge.id));
  const changes = changesOf(pledge, versions.data?.items ?? []);
  const who = useWho(changes.map(({ by }) => by));
  if (versions.isError) return <ProblemNote error={versions.error} />;
  if (changes.length === 0) return <p className="text-sm text-quiet">{t('neverChanged')}</p>;
  return (
    <ol className="flex flex-col">
      {changes.map((change) => (
        <li key={change.version} className="flex flex-col gap-1 border-b border-line py-2 text-sm">
          <span className="text-xs text-quiet">
            {t('recordedBy', { by: who(change.by), moment: formatMoment(change.at, language) })}
          </span>
          <ChangeWords change={change} pledge={pledge} />
        </li>
      ))}
    </ol>
  );
}

function ChangeWords({ change, pledge }: { change: VersionChange; pledge: Pledge }) {
  const t = useTexts(pledgesTexts);
  const { nameOf, say } = useFieldWords();
  const lineWords = useLineWords();
  const isStatusAlone = change.fields.length === 0 && change.lines.length === 0 && !change.attachmentsChanged;
  return (
    <ul className="numbers">
      {isStatusAlone && <li>{t('onlyStatus')}</li>}
      {change.fields.map(({ field, before, after }) => (
        <li key={field}>
          {nameOf(field)}: {t('beforeAfter', { before: say(field, before), after: say(field, after) })}
        </li>
      ))}
      {change.attachmentsChanged && <li>{t('attachmentsChanged')}</li>}
      {change.lines.map((line) => (
        <li key={line.id}>{t('lineWas', { line: lineWords(line, pledge.currency) })}</li>
      ))}
    </ul>
  );
}
