import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '../api/me.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber } from '../text/numbers.ts';
import { Button } from '../ui/button.tsx';
import { Age } from '../ui/figure.tsx';
import { heldQuery, queueQuery } from './queries.ts';
import { sendNow } from './sync/field.ts';
import { fieldTexts } from './texts.ts';

const KILO = 1000;

export const formatBytes = (bytes: number, language: Parameters<typeof formatNumber>[1]): string =>
  formatNumber(Math.max(bytes === 0 ? 0 : 1, Math.round(bytes / KILO)), language, 0);

/** How old what is shown is, what it weighs, and what waits to be sent. */
export function SyncStrip() {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const me = useMe();
  const { data: held } = useQuery(heldQuery);
  const { data: queue } = useQuery(queueQuery);
  const mark = held?.mark?.user === me.id ? held.mark : null;
  const all = [...(queue?.commands ?? []), ...(queue?.files ?? [])];
  // Whatever page is open: what was refused is for a person to look at.
  const refused = all.filter(({ problem }) => problem !== null).length;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-quiet">
      <span>
        {mark ? (
          <>
            {t('asOf')} <Age instant={mark.asOf} /> ·{' '}
            {t('onPhone', { kb: formatBytes(held?.bytes ?? 0, language) })}
          </>
        ) : (
          // In one line while it comes: nothing below it moves.
          t(typeof queue?.attempts.reason === 'string' ? 'neverPulled' : 'loading')
        )}
      </span>
      <span className="flex items-center gap-1">
        {all.length > 0 && (
          <Link
            to="/queue"
            className={`flex min-h-11 items-center px-2 font-semibold ${refused > 0 ? 'text-bad' : 'text-warn'}`}
          >
            {refused > 0 ? t('notTaken', { count: refused }) : t('waiting', { count: all.length })}
          </Link>
        )}
        <Button weight="quiet" isPending={queue?.isRunning ?? false} onPress={() => void sendNow()}>
          {t('refresh')}
        </Button>
      </span>
    </div>
  );
}
