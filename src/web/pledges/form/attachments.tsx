import { useState } from 'react';
import type { Attachment } from '../../../attachments/contract.ts';
import { upload } from '../../api/request.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatNumber, formatShare } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import type { DraftFile } from '../rules/draft.ts';
import { pledgesTexts } from '../texts.ts';

const ACCEPTED = 'image/jpeg,image/png,image/webp,application/pdf';
const KILOBYTE = 1_024;

/** Letters and agreements behind the promise: each is sent when it is chosen, so that saving waits for nothing. */
export function Attachments({
  files,
  onChange,
  problem,
}: {
  files: readonly DraftFile[];
  onChange: (change: (files: readonly DraftFile[]) => DraftFile[]) => void;
  problem?: string | undefined;
}) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const [sending, setSending] = useState<ReadonlyMap<string, number>>(new Map());
  const [error, setError] = useState<unknown>();

  async function send(file: File): Promise<void> {
    const key = `${file.name} ${file.size}`;
    const progress = (share: number | undefined) =>
      setSending((before) => {
        const now = new Map(before);
        if (share === undefined) now.delete(key);
        else now.set(key, share);
        return now;
      });
    progress(0);
    try {
      const { sha256, size } = await upload<Attachment>('/attachments', file, {}, (sent, total) =>
        progress(sent / total),
      );
      onChange((before) =>
        before.some(({ hash }) => hash === sha256)
          ? [...before]
          : [...before, { hash: sha256, name: file.name, size }],
      );
    } catch (thrown) {
      setError(thrown);
    } finally {
      progress(undefined);
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <FileDrop
        label={t('attachments')}
        hint={t('attachmentsHint')}
        accept={ACCEPTED}
        isMultiple
        problem={problem}
        onFiles={(chosen) => {
          setError(undefined);
          for (const file of chosen) void send(file);
        }}
      />
      {error !== undefined && <ProblemNote error={error} />}
      {(files.length > 0 || sending.size > 0) && (
        <ul className="flex flex-col">
          {files.map(({ hash, name, size }) => (
            <li key={hash} className="flex min-h-11 items-center justify-between gap-4 border-b border-line">
              <span className="min-w-0 truncate text-sm">
                <bdi>{name}</bdi>{' '}
                <span className="numbers text-quiet">
                  {t('kilobytes', { size: formatNumber(Math.ceil(size / KILOBYTE), language) })}
                </span>
              </span>
              <Button
                weight="quiet"
                aria-label={t('removeFile', { name })}
                onPress={() => onChange((before) => before.filter((one) => one.hash !== hash))}
              >
                {t('remove')}
              </Button>
            </li>
          ))}
          {Array.from(sending, ([key, share]) => (
            <li key={key} className="flex min-h-11 items-center text-sm text-quiet">
              <bdi>{key.slice(0, key.lastIndexOf(' '))}</bdi>
              <span className="numbers ms-2">{formatShare(share, language)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
