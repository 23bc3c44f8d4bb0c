import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pledge } from '../../../pledges/contract.ts';
import type { changePledgeStatus } from '../../../pledges/contract/changes.ts';
import { attempts } from '../../api/attempts.ts';
import { keyOf } from '../../api/keys.ts';
import { ask } from '../../api/request.ts';
import { ProblemNote, useFieldProblem } from '../../shell/problems.tsx';
import { toast } from '../../shell/toasts.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { fromMinor, minorDigitsOf, toMinor } from '../../text/currencies.ts';
import { kabulDay } from '../../text/dates.ts';
import { formatMoney } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ChoiceBar } from '../../ui/choice-bar.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type Step, stepsFrom } from '../rules/status-steps.ts';
import { pledgesTexts } from '../texts.ts';

/** Records that it became firm, was paid or was cancelled; or that a part of it did, which then is a pledge of its own. */
export function StatusChange({ pledge }: { pledge: Pledge }) {
  const t = useTexts(pledgesTexts);
  const [isOpen, setIsOpen] = useState(false);
  if (stepsFrom(pledge.status).length === 0) return null;
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{t('changeStatus')}</Button>
      {isOpen && <Change pledge={pledge} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function Change({ pledge, onClose }: { pledge: Pledge; onClose: () => void }) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const steps = stepsFrom(pledge.status);
  const today = kabulDay(new Date());
  const [to, setTo] = useState<Step>(steps[0] ?? 'cancelled');
  const [on, setOn] = useState<string | undefined>(today);
  const [isPart, setIsPart] = useState(false);
  const [amount, setAmount] = useState<number>();
  const [reason, setReason] = useState('');
  const [keyOfAct] = useState(attempts);
  const { currency } = pledge;
  const tops = pledge.lines.filter(({ parent }) => parent === null);
  const whole = tops.every((line) => line.amount !== null)
    ? tops.reduce((sum, line) => sum + (line.amount ?? 0), 0)
    : null;
  const isCancel = to === 'cancelled';
  const isReady =
    on !== undefined &&
    (!isPart || (amount !== undefined && amount > 0)) &&
    (!isCancel || reason.trim() !== '');
  const change = useMutation({
    mutationFn: () => {
      const body = {
        to,
        on: on ?? today,
        ...(isPart && amount !== undefined && { amount: toMinor(amount, currency) }),
        ...(isCancel && { reason: reason.trim() }),
      };
      return ask<typeof changePledgeStatus>('post', '/pledges/{id}/status', {
        params: { id: pledge.id },
        body,
        idempotencyKey: keyOfAct(body),
      });
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keyOf('pledges') });
      toast({ text: isPart ? t('partChanged') : t('statusChanged', { status: t(`status.${to}`) }) });
      onClose();
    },
  });
  const problem = useFieldProblem(change.error);
  return (
    <Dialog title={t('changeStatus')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) change.mutate();
        }}
      >
        <div className="flex flex-col gap-1">
          <ChoiceBar
            label={t('newStatus')}
            choices={steps.map((value) => ({ value, label: t(`becomes.${value}`) }))}
            value={to}
            onChange={setTo}
          />
          <p className="text-sm text-quiet">{t(`becomesHint.${to}`)}</p>
          {problem('/to') !== undefined && <p className="text-sm text-bad">{problem('/to')}</p>}
        </div>
        <DateField label={t('statusOn')} value={on} max={today} onChange={setOn} problem={problem('/on')} />
        {whole !== null && (
          <Checkbox isSelected={isPart} onChange={setIsPart}>
            {t('onlyPart')}
          </Checkbox>
        )}
        {isPart && whole !== null && (
          <NumberField
            label={t('partAmount')}
            hint={t('ofWhole', { whole: formatMoney(whole, currency, language) })}
            value={amount}
            decimals={minorDigitsOf(currency)}
            onChange={setAmount}
            suffix={currency}
            problem={
              amount !== undefined && amount >= fromMinor(whole, currency)
                ? t('partTooBig')
                : problem('/amount')
            }
          />
        )}
        {isCancel && (
          <TextField
            label={t('cancelReason')}
            hint={t('cancelReasonHint')}
            rows={3}
            value={reason}
            onChange={setReason}
            problem={problem('/reason')}
            isRequired
          />
        )}
        {change.isError && <ProblemNote error={change.error} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onPress={onClose}>{t('back')}</Button>
          <Button
            type="submit"
            weight={isCancel ? 'danger' : 'main'}
            isDisabled={!isReady}
            isPending={change.isPending}
          >
            {isCancel ? t('cancelPledge') : t('record')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
