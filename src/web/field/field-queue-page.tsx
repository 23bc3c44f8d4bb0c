import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { Empty, Section } from '../ui/plain.tsx';
import { QueueEntry } from './queue-entry.tsx';
import { QueueFile } from './queue-file-part.tsx';
import { queueQuery, useNames, useNews } from './queries.ts';
import { noteAddress } from './rules/note.ts';
import { BottomBar, LARGE } from './sheet.tsx';
import { sendNow } from './sync/field.ts';
import { formatBytes } from './sync-strip.tsx';
import { fieldTexts } from './texts.ts';
import { WaitingPhoto } from './waiting-photo.tsx';

/** What waits to be sent, and when it will be tried; nothing leaves this page unless the service has it or a person throws it away. */
export function FieldQueuePage() {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const me = useMe();
  const { data: queue } = useQuery(queueQuery);
  useNews();
  const { data: isPersisted } = useQuery({
    queryKey: ['sync', 'field', 'persisted'],
    queryFn: async () => (await navigator.storage?.persisted?.()) ?? false,
    staleTime: 0,
  });
  const commands = queue?.commands ?? [];
  const files = queue?.files ?? [];
  const bytes = [...commands, ...files].reduce((sum, one) => sum + one.bytes, 0);
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-9rem)] w-full max-w-2xl flex-col gap-8">
      <div className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold">{t('queue.title')}</h1>
        <p className="numbers">
          {commands.length + files.length === 0
            ? t('queue.empty')
            : t('queue.holds', {
                count: commands.length,
                photos: files.length,
                kb: formatBytes(bytes, language),
              })}
        </p>
        <p role="status" className="text-sm text-quiet">
          <NextAttempt />
        </p>
      </div>
      {commands.length > 0 && (
        <ol className="flex flex-col gap-3">
          {commands.map((command) => (
            <QueueEntry key={command.id} command={command} isMine={command.by === me.id} />
          ))}
        </ol>
      )}
      {files.length > 0 && (
        <Section title={t('queue.photos')}>
          <ul className="flex flex-col">
            {files.map((file) => (
              <WaitingPhoto key={file.hash} file={file} />
            ))}
          </ul>
        </Section>
      )}
      {commands.length === 0 && queue?.sent.length === 0 && (
        <Empty title={t('queue.nothingYet')}>{t('queue.nothingYetHint')}</Empty>
      )}
      <Section title={t('file.title')}>
        <p className="text-sm text-quiet">{t(isPersisted === true ? 'file.safe' : 'file.unsafe')}</p>
        <QueueFile isEmpty={commands.length + files.length === 0} />
      </Section>
      <Sent />
      <BottomBar>
        <Button weight="main" className={LARGE} onPress={() => void sendNow()}>
          {t('sendNow')}
        </Button>
      </BottomBar>
    </div>
  );

  function NextAttempt() {
    if (!queue) return null;
    const { isRunning, attempts } = queue;
    if (isRunning) return t('queue.sending');
    if (attempts.reason === null) return t('queue.idle');
    const moment = formatMoment(new Date(attempts.nextAt ?? Date.now()).toISOString(), language);
    return `${t(`queue.${attempts.reason}`)} ${t('queue.next', { moment })}`;
  }
}

/** What has arrived lately, with the notes of receipts. */
function Sent() {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const names = useNames();
  const { data: queue } = useQuery(queueQuery);
  const [isOpen, setIsOpen] = useState(false);
  const sent = queue?.sent ?? [];
  if (sent.length === 0) return null;
  const shown = isOpen ? sent : sent.slice(0, 5);
  return (
    <Section title={t('sent')}>
      <ul className="flex flex-col">
        {shown.map(({ id, type, about, occurredAt, shipmentId }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line py-2 text-sm"
          >
            <span>
              {t(`event.${type}`)} · <span className="code-text">{about.waybill}</span> ·{' '}
              {names.place(about.province)}
              <span className="block text-quiet">{formatMoment(occurredAt, language)}</span>
            </span>
            {type === 'received' && (
              <a href={noteAddress(shipmentId, id)} className="inline-flex min-h-11 items-center">
                {t('openNote')}
              </a>
            )}
          </li>
        ))}
      </ul>
      {!isOpen && sent.length > shown.length && (
        <Button weight="quiet" className="self-start" onPress={() => setIsOpen(true)}>
          {t('showAll')}
        </Button>
      )}
    </Section>
  );
}
