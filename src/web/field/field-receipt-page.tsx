import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useMe } from '../api/me.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber } from '../text/numbers.ts';
import { Empty, Skeleton } from '../ui/plain.tsx';
import { heldQuery, lookedQuery } from './queries.ts';
import { CountStep, type StepProps } from './receipt-count.tsx';
import { ExplainStep } from './receipt-explain.tsx';
import { ReceiptDone } from './receipt-done.tsx';
import { SignStep } from './receipt-sign.tsx';
import { type DraftStep, newDraft, type ReceiptDraft } from './rules/draft.ts';
import { newId } from './rules/uuid.ts';
import type { HeldShipment } from './store/database.ts';
import { field } from './sync/field.ts';
import { fieldTexts } from './texts.ts';

const route = getRouteApi('/signed-in/field/$shipment/receipt');

/** Count first, then see what the waybill says, then explain the difference. */
export function FieldReceiptPage() {
  const t = useTexts(fieldTexts);
  const me = useMe();
  const { shipment: id } = route.useParams();
  const { data: held } = useQuery(heldQuery);
  // What the phone holds changes when the receipt is sent; the page stays with what it began with.
  const [begun, setBegun] = useState<HeldShipment>();
  const found = held?.mark?.user === me.id ? held.shipments.find((one) => one.id === id) : undefined;
  useEffect(() => {
    if (found && !begun) setBegun(found);
  }, [found, begun]);
  if (!held) return <Skeleton className="h-64" label={t('loading')} />;
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-9rem)] w-full max-w-2xl flex-col gap-5">
      <div>
        <Link
          to="/field/$shipment"
          params={{ shipment: id }}
          className="inline-flex min-h-11 items-center text-sm font-semibold text-accent"
        >
          {t('backToShipment')}
        </Link>
        <h1 className="text-xl font-semibold">
          {t('receipt.title')} <span className="code-text">{begun?.waybill}</span>
        </h1>
      </div>
      {begun ? <Draft shipment={begun} /> : <Empty title={t('gone')}>{t('goneHint')}</Empty>}
    </div>
  );
}

function Draft({ shipment }: { shipment: HeldShipment }) {
  const t = useTexts(fieldTexts);
  const me = useMe();
  const { data: looked } = useQuery(lookedQuery(shipment.id));
  const [draft, setDraft] = useState<ReceiptDraft>();
  const [done, setDone] = useState<string>();
  const isDone = useRef(false);
  const [hasMoved, setHasMoved] = useState(false);
  useEffect(() => {
    const begin = async () => {
      const { drafts } = await field();
      const kept = await drafts.read<ReceiptDraft>(shipment.id, me.id);
      setDraft((before) => before ?? kept ?? newDraft(newId(), shipment));
    };
    void begin();
  }, [shipment, me.id]);
  const change: StepProps['onChange'] = (to) => {
    if ('step' in to) setHasMoved(true);
    setDraft((before) => {
      if (!before) return before;
      const next = { ...before, ...(typeof to === 'function' ? to(before) : to) };
      if (!isDone.current) void field().then(({ drafts }) => drafts.keep(shipment.id, me.id, next));
      return next;
    });
  };
  if (done !== undefined) return <ReceiptDone id={done} shipment={shipment} />;
  if (!draft || looked === undefined) return <Skeleton className="h-64" label={t('loading')} />;
  const step = { shipment, draft, onChange: change };
  return (
    <>
      <StepName key={draft.step} step={draft.step} isArrivedAt={hasMoved} />
      {draft.step === 'count' && <CountStep {...step} isBlind={!looked} />}
      {draft.step === 'explain' && <ExplainStep {...step} />}
      {draft.step === 'sign' && (
        <SignStep
          {...step}
          onRecord={() => {
            isDone.current = true;
          }}
          onDone={setDone}
        />
      )}
    </>
  );
}

const STEPS: readonly DraftStep[] = ['count', 'explain', 'sign'];

/** Where one is; another step begins at its top, for the eyes and for whoever hears the page. */
function StepName({ step, isArrivedAt }: { step: DraftStep; isArrivedAt: boolean }) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isArrivedAt) heading.current?.focus();
  }, [isArrivedAt]);
  return (
    <h2 ref={heading} tabIndex={-1} className="numbers scroll-mt-24 text-sm font-semibold text-quiet">
      {t('receipt.step', {
        number: formatNumber(STEPS.indexOf(step) + 1, language),
        all: formatNumber(STEPS.length, language),
        name: t(`receipt.step.${step}`),
      })}
    </h2>
  );
}
