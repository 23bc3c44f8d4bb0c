import { type DragEvent, useId, useRef, useState } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { HINT, LABEL, WRONG } from './field.tsx';
import { uiTexts } from './texts.ts';

export interface FileDropProps {
  label: string;
  hint?: string;
  problem?: string | undefined;
  /** As an input of files wants it: `.csv,.xlsx`, `image/*`. */
  accept: string;
  /** Opens the camera of a phone at once. */
  isPhoto?: boolean;
  isMultiple?: boolean;
  onFiles: (files: File[]) => void;
}

/** Takes files by choosing, dropping, or with the camera. It is an input of files, so every keyboard and phone knows it. */
export function FileDrop({
  label,
  hint,
  problem,
  accept,
  isPhoto = false,
  isMultiple = false,
  onFiles,
}: FileDropProps) {
  const t = useTexts(uiTexts);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    if (files && files.length > 0) onFiles([...files].slice(0, isMultiple ? undefined : 1));
    // The same file may be chosen again after it was mended.
    if (input.current) input.current.value = '';
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(true);
  };
  const notes = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className="flex flex-col gap-1">
      <span className={LABEL}>{label}</span>
      {hint !== undefined && (
        <span id={`${id}-hint`} className={HINT}>
          {hint}
        </span>
      )}
      <label
        onDragOver={over}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          take(event.dataTransfer.files);
        }}
        className={`flex min-h-24 cursor-pointer flex-col items-center justify-center gap-1 rounded border border-dashed p-4 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${isOver ? 'border-accent bg-sunk' : 'border-edge bg-surface'}`}
      >
        <span className="font-semibold text-accent">
          <span className="sr-only">{label}: </span>
          {t(isPhoto ? 'takePhoto' : 'chooseFile')}
        </span>
        <span className="hidden text-quiet sm:block">{t('dropFile')}</span>
        <input
          ref={input}
          type="file"
          className="sr-only"
          accept={accept}
          multiple={isMultiple}
          {...(isPhoto && { capture: 'environment' as const })}
          {...(notes !== '' && { 'aria-describedby': notes })}
          aria-invalid={problem !== undefined}
          onChange={(event) => take(event.target.files)}
        />
      </label>
      {problem !== undefined && (
        <span id={`${id}-problem`} className={WRONG}>
          {problem}
        </span>
      )}
    </div>
  );
}
