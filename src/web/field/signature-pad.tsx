import { type PointerEvent, useRef } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { LABEL } from '../ui/field.tsx';
import { type KeptFile, keptOf } from './photo.ts';
import { fieldTexts } from './texts.ts';

const WIDTH = 640;
const HEIGHT = 240;
const PEN = 3;

/** A name written with the finger. It is never needed: who cannot draw writes the name beside it. */
export function SignaturePad({
  isSigned,
  onChange,
}: {
  isSigned: boolean;
  onChange: (signature: KeptFile | null) => void;
}) {
  const t = useTexts(fieldTexts);
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDown = useRef(false);
  const at = ({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>): [number, number] => [
    (nativeEvent.offsetX / currentTarget.clientWidth) * WIDTH,
    (nativeEvent.offsetY / currentTarget.clientHeight) * HEIGHT,
  ];
  const pen = () => canvas.current?.getContext('2d') ?? undefined;
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = pen();
    if (!context) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    // On white in every theme: it is printed.
    if (!isSigned) {
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, WIDTH, HEIGHT);
    }
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
    void keptOf(canvas.current, 'signature.png', 'image/png').then(onChange);
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
              onChange(null);
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
    </div>
  );
}
