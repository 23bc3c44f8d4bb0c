import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { fieldTexts } from './texts.ts';

/**
 * A question that rises from the bottom, where the thumb is. The browser's own dialog: it keeps the focus, closes by Escape and by the phone's way
 * back, and costs nothing to fetch.
 */
export function Sheet({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTexts(fieldTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // While it is still in the document: a dialog that closes there gives the focus back to where it was.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="mx-auto mt-auto mb-0 max-h-[92dvh] w-full max-w-xl overflow-auto rounded-t bg-surface text-ink backdrop:bg-[#000a] sm:my-auto sm:rounded"
    >
      <div className="flex flex-col gap-5 p-5">
        <div className="flex items-start justify-between gap-4">
          <h2 id={id} className="pt-2 text-lg font-semibold">
            {title}
          </h2>
          <Button weight="quiet" aria-label={t('close')} onPress={onClose}>
            <span aria-hidden="true">×</span>
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** Actions that stay under the thumb while the page scrolls. */
export function BottomBar({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-auto -mb-8 flex flex-wrap gap-2 border-t border-line bg-surface px-4 py-3 sm:-mx-6 sm:-mb-10 sm:px-6">
      {children}
    </div>
  );
}

/** A button for a thumb in a glove. */
export const LARGE = 'min-h-14 flex-1 text-base';
