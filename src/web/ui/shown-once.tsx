import { useState } from 'react';
import { useTexts } from '../text/catalogue.ts';
import { Button } from './button.tsx';
import { uiTexts } from './texts.ts';

/** What is told this once (a link, a token), to be copied. Selected whole by a press on it, for where nothing may be copied by a page. */
export function ShownOnce({ label, value }: { label: string; value: string }) {
  const t = useTexts(uiTexts);
  const [copied, setCopied] = useState<boolean>();
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm font-semibold">{label}</p>
      <code className="code-text rounded bg-sunk p-3 break-all select-all">{value}</code>
      <div className="flex flex-wrap items-center gap-3">
        <Button onPress={() => void copy()}>{t('copy')}</Button>
        <span role="status" className="text-sm text-quiet">
          {copied === true && t('copied')}
          {copied === false && t('notCopied')}
        </span>
      </div>
    </div>
  );
}
