import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatNumber } from '../text/numbers.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { NativeSelect } from '../ui/native-select.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { heldQuery, useNames } from './queries.ts';
import {
  countedLines,
  type DraftLine,
  type ReceiptDraft,
  unexpectedLine,
  withExplanations,
} from './rules/draft.ts';
import { BottomBar, LARGE } from './sheet.tsx';
import type { HeldShipment } from './store/database.ts';
import { field } from './sync/field.ts';
import { fieldTexts } from './texts.ts';

export interface StepProps {
  shipment: HeldShipment;
  draft: ReceiptDraft;
  /** What took time to make is said of the draft as it is by then. */
  onChange: (to: Partial<ReceiptDraft> | ((now: ReceiptDraft) => Partial<ReceiptDraft>)) => void;
}

/** What is there, good and damaged. Nothing on this page tells how much should be. */
export function CountStep({ shipment, draft, onChange, isBlind }: StepProps & { isBlind: boolean }) {
  const t = useTexts(fieldTexts);
  const [isTried, setIsTried] = useState(false);
  const set = (at: number, line: DraftLine) =>
    onChange({ lines: draft.lines.map((one, index) => (index === at ? line : one)) });
  const next = () => {
    setIsTried(true);
    if (countedLines(draft).length === 0) return;
    const blind = draft.blind ?? isBlind;
    onChange({ ...withExplanations(draft, shipment), blind, step: 'explain' });
    // From here on the figures are seen: another count of this shipment is not blind.
    void field().then(({ held }) => held.look(shipment.id));
  };
  return (
    <>
      <p>{t(isBlind || draft.blind === true ? 'count.how' : 'count.notBlind')}</p>
      <div className="flex flex-col gap-4">
        {draft.lines.map((line, index) => (
          <CountedFields
            key={line.line ?? `${line.item} ${index}`}
            line={line}
            shipment={shipment}
            onChange={(to) => set(index, to)}
          />
        ))}
      </div>
      <Unexpected onAdd={(item) => onChange({ lines: [...draft.lines, unexpectedLine(item)] })} />
      {isTried && countedLines(draft).length === 0 && (
        <p role="alert" className="text-sm text-bad">
          {t('count.nothing')}
        </p>
      )}
      <BottomBar>
        <Button weight="main" className={LARGE} onPress={next}>
          {t('count.done')}
        </Button>
      </BottomBar>
    </>
  );
}

function CountedFields({
  line,
  shipment,
  onChange,
}: {
  line: DraftLine;
  shipment: HeldShipment;
  onChange: (line: DraftLine) => void;
}) {
  const t = useTexts(fieldTexts);
  const language = useLanguage();
  const names = useNames();
  const known = shipment.lines.find(({ id }) => id !== null && id === line.line);
  const unit = t(`unit.${(known?.unit ?? names.unit(line.item)) as 'KGM'}`);
  const factor = known?.packFactor ?? null;
  const suffix = line.counting === 'packs' ? t('packs') : unit;
  return (
    <fieldset className="flex flex-col gap-3 rounded border border-line bg-surface p-4">
      <legend className="sr-only">{names.item(line.item)}</legend>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-semibold" aria-hidden="true">
          {names.item(line.item)}
          {typeof known?.batch === 'string' && (
            <span className="code-text ms-2 text-sm text-quiet">{known.batch}</span>
          )}
        </span>
        {factor !== null && (
          <ChoiceBar
            label={t('countIn')}
            choices={[
              { value: 'packs', label: t('packsOf', { size: formatNumber(factor, language), unit }) },
              { value: 'units', label: unit },
            ]}
            value={line.counting}
            onChange={(counting) => onChange({ ...line, counting })}
          />
        )}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label={t('good')}
          suffix={suffix}
          value={line.good}
          onChange={(good) => onChange({ ...line, good })}
          decimals={line.counting === 'packs' ? 0 : 3}
        />
        <NumberField
          label={t('damaged')}
          suffix={suffix}
          value={line.damaged}
          onChange={(damaged) => onChange({ ...line, damaged })}
          decimals={line.counting === 'packs' ? 0 : 3}
        />
      </div>
    </fieldset>
  );
}

/** Something that nobody announced. */
function Unexpected({ onAdd }: { onAdd: (item: string) => void }) {
  const t = useTexts(fieldTexts);
  const names = useNames();
  const { data } = useQuery(heldQuery);
  return (
    <NativeSelect
      label={t('unexpected')}
      hint={t('unexpectedHint')}
      placeholder={t('choose')}
      value={null}
      choices={(data?.reference.items ?? []).map(({ code }) => ({ value: code, label: names.item(code) }))}
      onChange={(item) => item !== null && onAdd(item)}
    />
  );
}
