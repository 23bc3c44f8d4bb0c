import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../api/me.ts';
import { toast } from '../../shell/toasts.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMoment, kabulDay } from '../../text/dates.ts';
import { Button } from '../../ui/button.tsx';
import { draftsOf, type KeptDraft } from '../drafts.ts';
import { newDraft } from '../rules/draft.ts';
import { pledgesTexts } from '../texts.ts';

/** What was begun on this device and not saved yet: to go on with, or to throw away. */
export function DraftsOnDevice() {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const me = useMe();
  const [drafts] = useState(() =>
    draftsOf(me.id, () => newDraft(kabulDay(new Date()), me.role === 'donor' ? me.organisation : null)),
  );
  const [all, setAll] = useState(() => drafts.all());
  if (all.length === 0) return null;
  function throwAway({ id, draft, savedAt }: KeptDraft): void {
    drafts.remove(id);
    setAll(drafts.all());
    toast({
      text: t('draftThrownAway'),
      action: {
        label: t('undo'),
        run: () => {
          drafts.write(id, draft, new Date(savedAt));
          setAll(drafts.all());
        },
      },
    });
  }
  return (
    <section aria-label={t('drafts')} className="border-s-4 border-accent bg-surface px-4 py-3">
      <h2 className="text-sm font-semibold">{t('drafts')}</h2>
      <ul>
        {all.map((kept) => {
          const written = kept.draft.reference.trim();
          const name = written === '' ? t('draftWithoutReference') : written;
          return (
            <li key={kept.id} className="flex flex-wrap items-center justify-between gap-x-6 text-sm">
              <span className="flex flex-wrap items-center gap-x-3">
                <Link
                  to="/pledges/new"
                  search={{ draft: kept.id }}
                  className="inline-flex min-h-11 items-center text-accent underline-offset-4 hover:underline"
                >
                  <bdi>{name}</bdi>
                </Link>
                <span className="text-quiet">
                  {t('draftSaved', { moment: formatMoment(kept.savedAt, language) })}
                </span>
              </span>
              <Button
                weight="quiet"
                aria-label={t('throwAwayDraft', { name })}
                onPress={() => throwAway(kept)}
              >
                {t('throwAway')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
