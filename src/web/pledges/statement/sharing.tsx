import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { revokePledgeShare, sharePledge } from '../../../pledges/contract/share.ts';
import { keyOf } from '../../api/keys.ts';
import { ask } from '../../api/request.ts';
import { ProblemNote, useFieldProblem } from '../../shell/problems.tsx';
import { toast } from '../../shell/toasts.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatDayBoth, kabulDay } from '../../text/dates.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { sharesQuery } from '../queries.ts';
import { pledgesTexts } from '../texts.ts';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;
const MOST_DAYS = 365;
const dayIn = (days: number) => kabulDay(new Date(Date.now() + days * DAY_MS));

/** A link under which anybody reads the statement until a day: made, copied with one press, and revoked. */
export function Sharing({ pledge, onClose }: { pledge: string; onClose: () => void }) {
  const t = useTexts(pledgesTexts);
  const u = useTexts(uiTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const [expiresOn, setExpiresOn] = useState<string | undefined>(() => dayIn(USUAL_DAYS));
  const shares = useQuery(sharesQuery(pledge));
  const told = () => void queries.invalidateQueries({ queryKey: keyOf('pledges', 'shares', pledge) });
  const share = useMutation({
    mutationFn: () =>
      ask<typeof sharePledge>('post', '/pledges/{id}/share', {
        params: { id: pledge },
        body: { expiresOn: expiresOn ?? '' },
      }),
    onSuccess: told,
  });
  const revoke = useMutation({
    mutationFn: (id: string) =>
      ask<typeof revokePledgeShare>('delete', '/pledges/{id}/shares/{share}', {
        params: { id: pledge, share: id },
      }),
    onSuccess: (_, id) => {
      told();
      if (share.data?.id === id) share.reset();
      toast({ text: t('revoked') });
    },
  });
  const problem = useFieldProblem(share.error);
  const link = share.data ? `${window.location.origin}/shared/${share.data.token}` : undefined;
  async function copy(): Promise<void> {
    if (link === undefined) return;
    try {
      await navigator.clipboard.writeText(link);
      toast({ text: t('copied') });
    } catch {
      // Over plain http no page may copy; the field beside it can be selected.
      toast({ text: u('notCopied'), tone: 'bad' });
    }
  }
  return (
    <Dialog title={t('share')} isOpen onClose={onClose}>
      <p className="text-sm text-quiet">{t('shareHint')}</p>
      {link === undefined ? (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (expiresOn !== undefined) share.mutate();
          }}
        >
          <DateField
            label={t('worksUntil')}
            value={expiresOn}
            min={dayIn(0)}
            max={dayIn(MOST_DAYS)}
            onChange={setExpiresOn}
            problem={problem('/expiresOn')}
          />
          {share.isError && <ProblemNote error={share.error} />}
          <Button
            type="submit"
            weight="main"
            className="self-start"
            isPending={share.isPending}
            isDisabled={expiresOn === undefined}
          >
            {t('makeLink')}
          </Button>
        </form>
      ) : (
        <div className="flex flex-col gap-3">
          <TextField label={t('link')} hint={t('linkOnce')} value={link} isReadOnly isCode />
          <Button weight="main" className="self-start" onPress={() => void copy()}>
            {t('copy')}
          </Button>
        </div>
      )}
      {shares.isError && <ProblemNote error={shares.error} />}
      {revoke.isError && <ProblemNote error={revoke.error} />}
      {shares.data && shares.data.items.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="text-sm font-semibold">{t('links')}</h3>
          <ul>
            {shares.data.items.map(({ id, expiresOn: until, works, revokedAt }) => (
              <li
                key={id}
                className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 border-b border-line text-sm"
              >
                <span className={works ? '' : 'text-quiet'}>
                  {revokedAt === null
                    ? t(works ? 'linkUntil' : 'linkEnded', { day: formatDayBoth(until, language) })
                    : t('linkRevoked')}
                </span>
                {works && (
                  <Button weight="quiet" isPending={revoke.isPending} onPress={() => revoke.mutate(id)}>
                    {t('revoke')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Button className="self-end" onPress={onClose}>
        {t('back')}
      </Button>
    </Dialog>
  );
}
