import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { toast } from '../shell/toasts.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { NativeSelect } from '../ui/native-select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { shrunk } from './photo.ts';
import { heldQuery, useNames } from './queries.ts';
import type { StepProps } from './receipt-count.tsx';
import { filesOf, MOST_PHOTOS, receiptOf, withPhoto } from './rules/draft.ts';
import { BottomBar, LARGE } from './sheet.tsx';
import { SignaturePad } from './signature-pad.tsx';
import { record } from './sync/field.ts';
import { formatBytes } from './sync-strip.tsx';
import { fieldTexts } from './texts.ts';
import { WhenField } from './when-field.tsx';

/** Photographs, who handed over to whom, where and when; then it is written down. */
export function SignStep({
  shipment,
  draft,
  onChange,
  onRecord,
  onDone,
}: StepProps & { onRecord: () => void; onDone: (id: string) => void }) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const me = useMe();
  const names = useNames();
  const { data } = useQuery(heldQuery);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  // An old phone takes seconds to make a photograph smaller: what is recorded meanwhile would be without it.
  const [underway, setUnderway] = useState(0);
  const holdFor = async (picture: Promise<void>) => {
    setUnderway((count) => count + 1);
    await picture.finally(() => setUnderway((count) => count - 1));
  };
  const { province } = shipment.destination;
  const places = (data?.reference.places ?? []).filter((place) => place.province === province);
  const add = async (files: File[]) => {
    setProblem(undefined);
    try {
      for (const file of files.slice(0, MOST_PHOTOS)) {
        const photo = await shrunk(file);
        onChange((now) => withPhoto(now, photo, shipment.waybill));
      }
    } catch {
      setProblem(t('photoUnreadable'));
    }
  };
  const save = async () => {
    setIsBusy(true);
    onRecord();
    try {
      await record({
        ...{ by: me.id, shipmentId: shipment.id, files: filesOf(draft) },
        about: { waybill: shipment.waybill, province },
        body: receiptOf(draft, shipment, new Date().toISOString()),
      });
      onDone(draft.id);
    } catch {
      setIsBusy(false);
      toast({ text: t('notWritten'), tone: 'bad' });
    }
  };
  return (
    <>
      <FileDrop
        label={t('photos')}
        hint={t('photosHint')}
        accept="image/*"
        isPhoto
        isMultiple
        problem={problem}
        onFiles={(files) => void holdFor(add(files))}
      />
      {draft.photos.length > 0 && (
        <ul className="flex flex-col">
          {draft.photos.map(({ hash, name, content }) => (
            <li key={hash} className="flex items-center justify-between gap-3 border-b border-line text-sm">
              <span className="numbers">
                <span className="code-text">{name}</span> ·{' '}
                {t('kb', { kb: formatBytes(content.byteLength, language) })}
              </span>
              <Button
                weight="quiet"
                onPress={() => onChange({ photos: draft.photos.filter((one) => one.hash !== hash) })}
              >
                {t('removePart')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={t('receiver')}
        value={draft.receiver}
        onChange={(receiver) => onChange({ receiver })}
        maxLength={200}
      />
      <TextField
        label={t('deliverer')}
        value={draft.deliverer}
        onChange={(deliverer) => onChange({ deliverer })}
        maxLength={200}
      />
      <SignaturePad
        signature={draft.signature}
        name={draft.receiver}
        onSign={(picture) => void holdFor(picture.then((signature) => onChange({ signature })))}
        onClear={() => onChange({ signature: null })}
      />
      <NativeSelect
        label={t('place')}
        placeholder={t('asPlanned')}
        choices={places.map(({ pcode }) => ({ value: pcode, label: names.place(pcode) }))}
        value={draft.place}
        onChange={(place) => onChange({ place })}
      />
      <WhenField value={draft.occurredAt} onChange={(occurredAt) => onChange({ occurredAt })} />
      <TextField
        label={t('noteOptional')}
        value={draft.note}
        onChange={(note) => onChange({ note })}
        rows={2}
        maxLength={2000}
      />
      <BottomBar>
        <Button className={LARGE} onPress={() => onChange({ step: 'explain' })}>
          {t('back')}
        </Button>
        <Button
          weight="main"
          className={LARGE}
          isPending={isBusy || underway > 0}
          onPress={() => void save()}
        >
          {t('receipt.record')}
        </Button>
      </BottomBar>
    </>
  );
}
