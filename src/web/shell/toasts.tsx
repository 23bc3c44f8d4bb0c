/** A word on what was done, for some seconds; what went wrong stays until it was read. */
import { useEffect, useSyncExternalStore } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { shellTexts } from './texts.ts';

export interface Toast {
  text: string;
  tone?: 'good' | 'bad';
  /** To undo what was done. */
  action?: { label: string; run: () => void };
}

interface Shown extends Toast {
  id: number;
}

const LASTS_MS = 8_000;
let shown: readonly Shown[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(to: readonly Shown[]): void {
  shown = to;
  for (const listener of listeners) listener();
}

export function toast(one: Toast): void {
  lastId += 1;
  change([...shown, { ...one, id: lastId }]);
}

const close = (id: number) => change(shown.filter((one) => one.id !== id));

export function Toasts() {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  return (
    <div
      role="status"
      aria-live="polite"
      className="no-print fixed inset-x-4 bottom-20 z-40 flex flex-col items-center gap-2 sm:inset-x-auto sm:end-6 lg:bottom-4 sm:items-end"
    >
      {all.map((one) => (
        <OneToast key={one.id} toast={one} />
      ))}
    </div>
  );
}

function OneToast({ toast: { id, text, tone = 'good', action } }: { toast: Shown }) {
  const t = useTexts(shellTexts);
  useEffect(() => {
    if (tone === 'bad') return undefined;
    const timer = setTimeout(() => close(id), LASTS_MS);
    return () => clearTimeout(timer);
  }, [id, tone]);
  return (
    <div
      className={`flex max-w-md items-center gap-4 rounded border bg-surface py-2 ps-4 pe-2 text-sm shadow-lg ${tone === 'bad' ? 'border-bad' : 'border-line'}`}
    >
      <span>{text}</span>
      {action && (
        <Button
          weight="quiet"
          onPress={() => {
            action.run();
            close(id);
          }}
        >
          {action.label}
        </Button>
      )}
      <Button weight="quiet" aria-label={t('close')} onPress={() => close(id)}>
        <span aria-hidden="true">×</span>
      </Button>
    </div>
  );
}
