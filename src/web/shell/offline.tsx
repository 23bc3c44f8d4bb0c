import { useSyncExternalStore } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { shellTexts } from './texts.ts';

function follow(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** What the device believes: false is certain, true is only a hope. */
export const useOnline = (): boolean => useSyncExternalStore(follow, () => navigator.onLine);

export function OfflineNote() {
  const t = useTexts(shellTexts);
  const online = useOnline();
  return (
    <div role="status">
      {!online && <p className="bg-sunk px-4 py-2 text-center text-sm text-warn">{t('offline')}</p>}
    </div>
  );
}
