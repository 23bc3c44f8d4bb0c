import { useEffect, useState } from 'react';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { Badge } from '../ui/plain.tsx';
import { fileWordsOf } from './rules/refusal.ts';
import type { WaitingFile } from './rules/queue.ts';
import { Sheet } from './sheet.tsx';
import { field } from './sync/field.ts';
import { formatBytes } from './sync-strip.tsx';
import { fieldTexts } from './texts.ts';

/** A photograph or signature that waits, or that the service did not take: why, and what can be done. */
export function WaitingPhoto({
  file: { hash, name, about, bytes, problem },
}: {
  file: Omit<WaitingFile, 'content'> & { bytes: number };
}) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const [isAsked, setIsAsked] = useState(false);
  const act = async (what: 'sendFileAgain' | 'removeFile') => {
    const { queue, runner, changed } = await field();
    await queue[what](hash);
    changed();
    if (what === 'sendFileAgain') await runner.run();
  };
  return (
    <li className="flex flex-col gap-2 border-b border-line py-3 text-sm">
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span>
          <span className="code-text">{name}</span>{' '}
          <span className="numbers text-quiet">{t('kb', { kb: formatBytes(bytes, language) })}</span>
        </span>
        <Badge tone={problem === null ? 'warn' : 'bad'}>
          {t(problem === null ? 'state.waiting' : 'state.refused')}
        </Badge>
      </span>
      {problem !== null && (
        <>
          <p role="status" className="text-bad">
            {t(fileWordsOf(problem), { waybill: about.waybill })}
          </p>
          <span className="flex flex-wrap gap-2">
            <Button onPress={() => void act('sendFileAgain')}>{t('sendAgain')}</Button>
            <Button weight="danger" onPress={() => setIsAsked(true)}>
              {t('remove')}
            </Button>
          </span>
        </>
      )}
      {isAsked && (
        <Sheet title={t('removePhotoAsk')} onClose={() => setIsAsked(false)}>
          <Picture hash={hash} name={name} />
          <p>{t('removePhotoMeans')}</p>
          <div className="flex flex-wrap gap-2">
            <Button className="min-h-14 flex-1" onPress={() => setIsAsked(false)}>
              {t('keep')}
            </Button>
            <Button weight="danger" className="min-h-14 flex-1" onPress={() => void act('removeFile')}>
              {t('remove')}
            </Button>
          </div>
        </Sheet>
      )}
    </li>
  );
}

/** What would be lost. */
function Picture({ hash, name }: { hash: string; name: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isOver = false;
    const show = async () => {
      const file = await (await field()).queue.file(hash);
      if (!file || isOver) return;
      made = URL.createObjectURL(new Blob([file.content], { type: file.mediaType }));
      setUrl(made);
    };
    void show();
    return () => {
      isOver = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [hash]);
  // As high as it will be: nothing moves under the thumb when it comes.
  return (
    <div className="h-48 rounded bg-sunk">
      {url !== undefined && <img src={url} alt={name} className="size-full object-contain" />}
    </div>
  );
}
