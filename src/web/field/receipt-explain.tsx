import { useState } from 'react';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber } from '../text/numbers.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { focusFirstWrong } from '../ui/first-wrong.ts';
import { NumberField } from '../ui/number-field.tsx';
import { useNames } from './queries.ts';
import type { StepProps } from './receipt-count.tsx';
import { countedOf, draftFaults, type DraftLine, explainedAnew, isCounted } from './rules/draft.ts';
import {
  type DifferenceKind,
  differencesOf,
  type Explanation,
  faultsOf,
  fromMilli,
  KINDS,
  toMilli,
  unexplained,
} from './rules/receipt.ts';
import { BottomBar, LARGE } from './sheet.tsx';
import type { HeldShipment } from './store/database.ts';
import { fieldTexts } from './texts.ts';
import { WhyFields } from './why-fields.tsx';

/** The waybill's figure beside the count, and why they differ. */
export function ExplainStep({ shipment, draft, onChange }: StepProps) {
  const t = useTexts(fieldTexts);
  const [isTried, setIsTried] = useState(false);
  const faults = draftFaults(draft, shipment);
  const set = (at: number, line: DraftLine) =>
    onChange({ lines: draft.lines.map((one, index) => (index === at ? line : one)) });
  return (
    <>
      <p>{t('explain.how')}</p>
      {draft.lines.map((line, index) =>
        isCounted(line) ? (
          <Compared
            key={line.line ?? `${line.item} ${index}`}
            line={line}
            shipment={shipment}
            isTried={isTried}
            onChange={(to) => set(index, explainedAnew(to, shipment))}
          />
        ) : null,
      )}
      {isTried && faults.length > 0 && (
        <p role="alert" className="text-sm text-bad">
          {t('explain.incomplete')}
        </p>
      )}
      <BottomBar>
        <Button className={LARGE} onPress={() => onChange({ step: 'count' })}>
          {t('countAgain')}
        </Button>
        <Button
          weight="main"
          className={LARGE}
          onPress={() => {
            setIsTried(true);
            if (faults.length === 0) onChange({ step: 'sign' });
            else focusFirstWrong(document.querySelector('#main'));
          }}
        >
          {t('next')}
        </Button>
      </BottomBar>
    </>
  );
}

function Compared({
  line,
  shipment,
  isTried,
  onChange,
}: {
  line: DraftLine;
  shipment: HeldShipment;
  isTried: boolean;
  onChange: (line: DraftLine) => void;
}) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const names = useNames();
  const counted = countedOf(line, shipment);
  const differences = differencesOf(counted);
  const unit = t(`unit.${names.unit(line.item) as 'KGM'}`);
  const shown = (milli: number) => `${formatNumber(fromMilli(milli), language)} ${unit}`;
  const isShort = counted.expected > counted.good + counted.damaged;
  const faults = isTried ? faultsOf(counted) : [];
  return (
    <section className="flex flex-col gap-4 rounded border border-line bg-surface p-4">
      <h2 className="font-semibold">{names.item(line.item)}</h2>
      <dl className="numbers grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
        <Row label={t('expected')} value={shown(counted.expected)} />
        <Row label={t('good')} value={shown(counted.good)} />
        <Row label={t('damaged')} value={shown(counted.damaged)} />
        {differences.missing > 0 && <Row label={t('missing')} value={shown(differences.missing)} isBad />}
        {differences.excess > 0 && <Row label={t('excess')} value={shown(differences.excess)} isBad />}
        {differences.missing === 0 && differences.excess === 0 && !isShort && (
          <Row label={t('difference')} value={t('noDifference')} />
        )}
      </dl>
      {isShort && (
        <div className="flex flex-col gap-1">
          <span className="text-sm font-semibold">{t('rest')}</span>
          <ChoiceBar
            label={t('rest')}
            choices={[
              { value: 'missing', label: t('restMissing') },
              { value: 'follows', label: t('restFollows') },
            ]}
            value={line.restFollows ? 'follows' : 'missing'}
            onChange={(rest) => onChange({ ...line, restFollows: rest === 'follows' })}
          />
        </div>
      )}
      {KINDS.map((kind) =>
        differences[kind] > 0 ? (
          <Explained
            key={kind}
            kind={kind}
            total={differences[kind]}
            unit={unit}
            parts={line.explained[kind]}
            faults={faults.filter((fault) => fault.kind === kind)}
            onChange={(parts) => onChange({ ...line, explained: { ...line.explained, [kind]: parts } })}
          />
        ) : null,
      )}
    </section>
  );
}

function Row({ label, value, isBad = false }: { label: string; value: string; isBad?: boolean }) {
  return (
    <>
      <dt className={isBad ? 'text-bad' : 'text-quiet'}>{label}</dt>
      <dd className={`text-end font-semibold ${isBad ? 'text-bad' : ''}`}>{value}</dd>
    </>
  );
}

/** A difference and its reasons; together they are the whole of it. */
function Explained({
  kind,
  total,
  unit,
  parts,
  faults,
  onChange,
}: {
  kind: DifferenceKind;
  total: number;
  unit: string;
  parts: readonly Explanation[];
  faults: ReturnType<typeof faultsOf>;
  onChange: (parts: Explanation[]) => void;
}) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const set = (at: number, to: Partial<Explanation>) =>
    onChange(parts.map((part, index) => (index === at ? { ...part, ...to } : part)));
  const left = total - parts.reduce((sum, { quantity }) => sum + quantity, 0);
  const wrong = (position: number, fault: 'reason' | 'reasonText') =>
    faults.some((one) => one.position === position && one.fault === fault) ? t('needed') : undefined;
  return (
    <fieldset className="flex flex-col gap-3 border-s-2 border-edge ps-3">
      <legend className="sr-only">{t(`why.${kind}`)}</legend>
      <span className="font-semibold" aria-hidden="true">
        {t(`why.${kind}`)}
      </span>
      {parts.map((part, index) => (
        // Explanations have no name but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="flex flex-col gap-3 border-b border-line pb-3 last:border-0">
          {parts.length > 1 && (
            <div className="flex items-end gap-2">
              <NumberField
                className="flex-1"
                label={t('quantity')}
                suffix={unit}
                value={fromMilli(part.quantity)}
                onChange={(quantity) => set(index, { quantity: toMilli(quantity ?? 0) })}
              />
              <Button
                weight="quiet"
                onPress={() => {
                  const rest = parts.filter((_, other) => other !== index);
                  onChange(rest);
                }}
              >
                {t('removePart')}
              </Button>
            </div>
          )}
          <WhyFields
            why={part}
            onChange={(why) => set(index, why)}
            problems={{ reason: wrong(index, 'reason'), reasonText: wrong(index, 'reasonText') }}
          />
        </div>
      ))}
      {left !== 0 && parts.length > 1 && (
        <p role="status" className="numbers text-sm text-bad">
          {t(left > 0 ? 'explain.left' : 'explain.tooMuch', {
            quantity: `${formatNumber(fromMilli(Math.abs(left)), language)} ${unit}`,
          })}
        </p>
      )}
      <Button
        weight="quiet"
        className="self-start"
        onPress={() => onChange([...parts, unexplained(Math.max(0, left))])}
      >
        {t('anotherReason')}
      </Button>
    </fieldset>
  );
}
