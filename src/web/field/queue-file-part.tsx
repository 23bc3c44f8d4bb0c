import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { useTexts } from '../text/catalogue.ts';
import { kabulDay } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { QueueFileError, readQueueFile, toQueueFile } from './rules/queue-file.ts';
import { field } from './sync/field.ts';
import { fieldTexts } from './texts.ts';

/** Saves the queue to a file, and takes one that was saved here or on another phone. */
export function QueueFile({ isEmpty }: { isEmpty: boolean }) {
  const t = useTexts(fieldTexts);
  const me = useMe();
  const [problem, setProblem] = useState<string>();
  const [done, setDone] = useState<string>();
  const save = async () => {
    const { queue } = await field();
    const [commands, files, deviceId] = await Promise.all([
      queue.commands(),
      queue.files(),
      queue.deviceId(),
    ]);
    const now = new Date();
    const text = toQueueFile(commands, files, { deviceId, savedAt: now.toISOString() });
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    Object.assign(link, { href: url, download: `queue-${kabulDay(now)}.json` });
    link.click();
    URL.revokeObjectURL(url);
  };
  const load = async ([file]: File[]) => {
    setProblem(undefined);
    setDone(undefined);
    if (!file) return;
    try {
      const read = await readQueueFile(await file.text());
      const { queue, runner, changed } = await field();
      const { added, known } = await queue.load(me.id, read);
      changed();
      setDone(t('file.loaded', { added, known }));
      await runner.run();
    } catch (error) {
      if (!(error instanceof QueueFileError)) throw error;
      setProblem(t(`file.${error.fault}`, { position: error.position }));
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <Button isDisabled={isEmpty} className="self-start" onPress={() => void save()}>
        {t('file.save')}
      </Button>
      <FileDrop
        label={t('file.load')}
        hint={t('file.loadHint')}
        accept=".json,application/json"
        problem={problem}
        onFiles={(files) => void load(files)}
      />
      <p role="status" className="text-sm text-good">
        {done}
      </p>
    </div>
  );
}
