import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { LABEL, WRONG } from '../ui/field.tsx';
import { type KeptFile, keptOf } from './photo.ts';
import { fieldTexts } from './texts.ts';

const WIDTH = 640;
const HEIGHT = 240;
const PEN = 3;

/** Of a typed name, in a line of which the pad has room for one. */
const LETTERS = 64;
const MARGIN = 32;

/**
 * A name written with the finger or, by who cannot draw or has no pointer, as it was typed: the name of the file says which. It is never needed.
 */
export function SignaturePad({
  signature,
  name,
  onSign,
  onClear,
}: {
  signature: KeptFile | null;
  /** Of who receives the goods. */
  name: string;
  /** The picture is made from what is on the pad now, which takes a moment. */
  onSign: (picture: Promise<KeptFile>) => void;
  onClear: () => void;
}) {
  const t = useTexts(fieldTexts);
  const [isNameless, setIsNameless] = useState(false);
  const isSigned = signature !== null;
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDown = useRef(false);
  const at = ({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>): [number, number] => [
    (nativeEvent.offsetX / currentTarget.clientWidth) * WIDTH,
    (nativeEvent.offsetY / currentTarget.clientHeight) * HEIGHT,
  ];
  const pen = () => canvas.current?.getContext('2d') ?? undefined;
  // A draft that is opened again shows what was written on it.
  const [before] = useState(signature);
  useEffect(() => {
    if (before === null) return;
    const show = async () => {
      const picture = await createImageBitmap(new Blob([before.content], { type: before.mediaType }));
      canvas.current?.getContext('2d')?.drawImage(picture, 0, 0);
      picture.close();
    };
    show().catch(() => {
      // It is kept all the same, and the label says that it was signed.
    });
  }, [before]);
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = pen();
    if (!context) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (!isSigned) whiten(context);
    Object.assign(context, { lineWidth: PEN, lineCap: 'round', strokeStyle: '#000000' });
    context.beginPath();
    context.moveTo(...at(event));
    isDown.current = true;
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!isDown.current) return;
    pen()?.lineTo(...at(event));
    pen()?.stroke();
  };
  const end = () => {
    if (!isDown.current || !canvas.current) return;
    isDown.current = false;
    onSign(keptOf(canvas.current, 'signature.png', 'image/png'));
  };
  const sign = () => {
    const context = pen();
    setIsNameless(name.trim() === '');
    if (!context || !canvas.current || name.trim() === '') return;
    whiten(context);
    Object.assign(context, { fillStyle: '#000000', textAlign: 'center', textBaseline: 'middle' });
    context.font = fontOf(LETTERS);
    const width = context.measureText(name.trim()).width;
    context.font = fontOf(Math.min(LETTERS, (LETTERS * (WIDTH - 2 * MARGIN)) / width));
    context.fillText(name.trim(), WIDTH / 2, HEIGHT / 2);
    onSign(keptOf(canvas.current, 'signature-typed.png', 'image/png'));
  };
  return (
    <div className="flex flex-col gap-1">
      <span className="flex items-center justify-between">
        <span className={LABEL}>{t('signature')}</span>
        {isSigned && (
          <Button
            weight="quiet"
            onPress={() => {
              pen()?.clearRect(0, 0, WIDTH, HEIGHT);
              onClear();
            }}
          >
            {t('signAgain')}
          </Button>
        )}
      </span>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t(isSigned ? 'signed' : 'signHere')}
        className="aspect-8/3 w-full touch-none rounded border border-edge bg-[#ffffff]"
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      {!isSigned && (
        <Button weight="quiet" className="self-start" onPress={sign}>
          {t('signTyped')}
        </Button>
      )}
      {isNameless && name.trim() === '' && (
        <p role="alert" className={WRONG}>
          {t('signNeedsName')}
        </p>
      )}
    </div>
  );
}

const fontOf = (px: number): string => `${px}px Vazirmatn, sans-serif`;

/** White in every theme: it is printed. */
function whiten(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, WIDTH, HEIGHT);
}
