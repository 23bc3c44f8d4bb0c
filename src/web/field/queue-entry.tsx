import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { Badge, type Tone } from '../ui/plain.tsx';
import { heldQuery, useNames } from './queries.ts';
import { fieldOf, wordsOf } from './rules/refusal.ts';
import { isRemovable, type QueuedCommand } from './rules/queue.ts';
import { Sheet } from './sheet.tsx';
import { field } from './sync/field.ts';
import { fieldTexts } from './texts.ts';

const TONES: Readonly<Record<QueuedCommand['state'], Tone>> = {
  waiting: 'warn',
  parked: 'plain',
  conflict: 'bad',
  refused: 'bad',
};

/** One entry that waits, or that the service did not take: why, which field, and what can be done. */
export function QueueEntry({ command, isMine }: { command: QueuedCommand; isMine: boolean }) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const names = useNames();
  const [isAsked, setIsAsked] = useState(false);
  const { id, state, about, problem } = command;
  const { type, occurredAt } = command.command.body;
  const act = async (what: 'remove' | 'sendAgain') => {
    const { queue, runner, changed } = await field();
    await queue[what](id);
    changed();
    if (what === 'sendAgain') await runner.run();
  };
  return (
    <li className="flex flex-col gap-2 rounded border border-line bg-surface p-4">
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-semibold">
          {t(`event.${type}`)} · <span className="code-text">{about.waybill}</span>
        </span>
        <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
      </span>
      <span className="text-sm text-quiet">
        {names.place(about.province)} · {formatMoment(occurredAt, language)}
      </span>
      {!isMine && <p className="text-sm">{t('queue.ofAnother')}</p>}
      {state === 'parked' && <p className="text-sm">{t('parkedMeans')}</p>}
      {problem && (
        <div role="status" className="flex flex-col gap-1 text-sm text-bad">
          <p>{t(wordsOf(problem.code))}</p>
          <ul className="list-disc ps-5">
            {problem.errors.map(({ pointer, detail }) => {
              const { field: name, position } = fieldOf(pointer);
              return (
                <li key={pointer}>
                  {t(name)}
                  {position !== undefined && ` (${t('entryNumber', { position })})`}
                  {language === 'en' && `: ${detail}`}
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {state === 'conflict' && <BothVersions command={command} />}
      {isRemovable(command) && (
        <span className="flex flex-wrap gap-2">
          <Button onPress={() => void act('sendAgain')}>{t('sendAgain')}</Button>
          <Button weight="danger" onPress={() => setIsAsked(true)}>
            {t('remove')}
          </Button>
        </span>
      )}
      {isAsked && (
        <Sheet title={t('removeAsk')} onClose={() => setIsAsked(false)}>
          <p>{t('removeMeans')}</p>
          <div className="flex flex-wrap gap-2">
            <Button className="min-h-14 flex-1" onPress={() => setIsAsked(false)}>
              {t('keep')}
            </Button>
            <Button weight="danger" className="min-h-14 flex-1" onPress={() => void act('remove')}>
              {t('remove')}
            </Button>
          </div>
        </Sheet>
      )}
    </li>
  );
}

/** What the service has under this id, beside what this phone says. */
function BothVersions({ command: { id, command } }: { command: QueuedCommand }) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const { data: held } = useQuery(heldQuery);
  const recorded = held?.shipments
    .find((one) => one.id === command.shipmentId)
    ?.events.find((event) => event.id === id);
  const versions = [
    { title: t('conflict.recorded'), event: recorded },
    { title: t('conflict.here'), event: command.body },
  ];
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      {versions.map(({ title, event }) => (
        <div key={title} className="rounded border border-line p-3 text-sm">
          <h3 className="font-semibold">{title}</h3>
          {event ? (
            <>
              <p>
                {t(`event.${event.type}`)} · {formatMoment(event.occurredAt, language)}
              </p>
              {typeof event.note === 'string' && <p>{event.note}</p>}
            </>
          ) : (
            <p className="text-quiet">{t('conflict.notHere')}</p>
          )}
        </div>
      ))}
    </div>
  );
}
