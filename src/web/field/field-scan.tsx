import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useQuery } from '@tanstack/react-query';
import { heldQuery } from './queries.ts';
import { type CodeReader, codeReader } from './read-code.ts';
import { findWaybill, shipmentOfCode } from './rules/scan.ts';
import { Sheet } from './sheet.tsx';
import { fieldTexts } from './texts.ts';

const LOOK_EVERY_MS = 250;

/** Opens a shipment by the code on its waybill; by its number where there is no camera. */
export function Scan({ onFound, onClose }: { onFound: (shipmentId: string) => void; onClose: () => void }) {
  const t = useTexts(fieldTexts);
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<'asking' | 'on' | 'none'>('asking');
  const [isStrange, setIsStrange] = useState(false);
  const found = useRef(onFound);
  found.current = onFound;
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let isOver = false;
    async function begin(): Promise<void> {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const shown = video.current;
      if (isOver || !shown) return stop();
      shown.srcObject = stream;
      await shown.play();
      setCamera('on');
      const reader = await codeReader();
      timer = setInterval(() => void look(reader, shown), LOOK_EVERY_MS);
    }
    async function look(reader: CodeReader, shown: HTMLVideoElement): Promise<void> {
      const text = await reader(shown);
      if (isOver || text === undefined) return;
      const id = shipmentOfCode(text);
      if (id === undefined) setIsStrange(true);
      else found.current(id);
    }
    function stop(): void {
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    }
    begin().catch(() => setCamera('none'));
    return () => {
      isOver = true;
      stop();
    };
  }, []);
  return (
    <Sheet title={t('scan.title')} onClose={onClose}>
      {camera === 'none' ? (
        <p className="text-sm">{t('scan.noCamera')}</p>
      ) : (
        <>
          <video
            ref={video}
            muted
            playsInline
            className="aspect-square w-full rounded bg-sunk object-cover"
            aria-label={t('scan.camera')}
          />
          <p className="text-sm text-quiet">{isStrange ? t('scan.strange') : t('scan.hint')}</p>
        </>
      )}
      <ByNumber onFound={onFound} />
    </Sheet>
  );
}

function ByNumber({ onFound }: { onFound: (shipmentId: string) => void }) {
  const t = useTexts(fieldTexts);
  const { data } = useQuery(heldQuery);
  const [typed, setTyped] = useState('');
  const all = (data?.shipments ?? []).map((shipment) => ({ shipment }));
  const found = typed.trim() === '' ? [] : findWaybill(all, typed);
  const asId = shipmentOfCode(typed);
  return (
    <div className="flex flex-col gap-2">
      <TextField label={t('scan.byNumber')} value={typed} onChange={setTyped} isCode autoComplete="off" />
      <div role="status" className="flex flex-col gap-2">
        {found.slice(0, 5).map(({ shipment }) => (
          <Button key={shipment.id} onPress={() => onFound(shipment.id)}>
            <span className="code-text">{shipment.waybill}</span>
          </Button>
        ))}
        {typed.trim() !== '' && found.length === 0 && asId === undefined && (
          <p className="text-sm text-quiet">{t('notFoundHint')}</p>
        )}
        {asId !== undefined && <Button onPress={() => onFound(asId)}>{t('scan.open')}</Button>}
      </div>
    </div>
  );
}
