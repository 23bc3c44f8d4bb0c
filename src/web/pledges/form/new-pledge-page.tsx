import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../../api/me.ts';
import { toast } from '../../shell/toasts.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMoment, kabulDay } from '../../text/dates.ts';
import { Button } from '../../ui/button.tsx';
import { Later } from '../../ui/later.tsx';
import { Skeleton } from '../../ui/plain.tsx';
import { draftsOf } from '../drafts.ts';
import { newDraft } from '../rules/draft.ts';
import { pledgesTexts } from '../texts.ts';

// Apart, so that the page says what it is for while the form's larger code is made ready.
const PledgeForm = lazy(async () => ({ default: (await import('./pledge-form.tsx')).PledgeForm }));
const route = getRouteApi('/signed-in/pledges/new');

/** Logs a pledge on one page. What is written is kept on this device with every letter, under an address of its own. */
export function NewPledgePage() {
  const t = useTexts(pledgesTexts);
  const { draft } = route.useSearch();
  // The address has a draft's name once there is something to keep; without one, another pledge is begun.
  const [own, setOwn] = useState(() => crypto.randomUUID());
  const [before, setBefore] = useState(draft);
  if (before !== draft) {
    setBefore(draft);
    if (draft === undefined) setOwn(crypto.randomUUID());
  }
  const id = draft ?? own;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold">{t('new')}</h1>
        <p className="max-w-3xl text-quiet">{t('newLead')}</p>
      </div>
      <Begun key={id} id={id} />
    </div>
  );
}

function Begun({ id }: { id: string }) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const me = useMe();
  const navigate = route.useNavigate();
  const fresh = () => newDraft(kabulDay(new Date()), me.role === 'donor' ? me.organisation : null);
  const [drafts] = useState(() => draftsOf(me.id, fresh));
  const [kept] = useState(() => drafts.read(id));
  const [isKept, setIsKept] = useState(true);

  function throwAway(): void {
    const last = drafts.read(id);
    drafts.remove(id);
    void navigate({ search: {}, replace: true });
    if (!last) return;
    toast({
      text: t('draftThrownAway'),
      action: {
        label: t('undo'),
        run: () => {
          drafts.write(id, last.draft, new Date(last.savedAt));
          void navigate({ search: { draft: id } });
        },
      },
    });
  }

  return (
    <>
      {kept && (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-s-4 border-accent bg-surface px-4 py-2 text-sm">
          <span>{t('draftRestored', { moment: formatMoment(kept.savedAt, language) })}</span>
          <Button weight="quiet" onPress={throwAway}>
            {t('throwAway')}
          </Button>
        </div>
      )}
      {!isKept && (
        <p role="alert" className="text-sm text-warn">
          {t('draftNotKept')}
        </p>
      )}
      <Later before={<Skeleton className="h-dvh" />}>
        <Suspense fallback={<Skeleton className="h-dvh" />}>
          <PledgeForm
            start={kept?.draft ?? fresh()}
            onChange={(draft) => {
              setIsKept(drafts.write(id, draft, new Date()));
              void navigate({ search: { draft: id }, replace: true, resetScroll: false });
            }}
            onSaved={() => drafts.remove(id)}
          />
        </Suspense>
      </Later>
    </>
  );
}
