import { useQuery } from '@tanstack/react-query';
import type { DuplicateCandidate } from '../../../pledges/contract/duplicates.ts';
import { useOrganisationName } from '../../api/organisations.ts';
import { itemsQuery, useProvinceName } from '../../api/reference.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatDayBoth } from '../../text/dates.ts';
import { joined } from '../../text/joined.ts';
import { formatMoney } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Badge } from '../../ui/plain.tsx';
import { useQuantity } from '../../ui/quantity.ts';
import { pledgesTexts } from '../texts.ts';

/** Before something is counted twice: is it the same, a part of it, or another one? Nothing is saved until that is said. */
export function DuplicateQuestion({
  candidates,
  isPending,
  onAnswer,
  onClose,
}: {
  candidates: readonly DuplicateCandidate[];
  isPending: boolean;
  onAnswer: (answer: string) => void;
  onClose: () => void;
}) {
  const t = useTexts(pledgesTexts);
  return (
    <Dialog title={t('duplicate.title', { count: candidates.length })} isOpen onClose={onClose}>
      <p className="text-sm text-quiet">{t('duplicate.lead')}</p>
      <ul className="flex flex-col gap-3">
        {candidates.map((candidate) => (
          <li key={candidate.id} className="flex flex-col gap-3 rounded border border-edge p-4">
            <Candidate of={candidate} />
            <div className="flex flex-wrap gap-2">
              <Button isPending={isPending} onPress={() => onAnswer(`same:${candidate.id}`)}>
                {t('duplicate.same')}
              </Button>
              {candidate.status !== 'cancelled' && candidate.status !== 'expired' && (
                <Button isPending={isPending} onPress={() => onAnswer(`part_of:${candidate.id}`)}>
                  {t('duplicate.partOf')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-between gap-3">
        <Button weight="quiet" onPress={onClose}>
          {t('duplicate.back')}
        </Button>
        <Button weight="main" isPending={isPending} onPress={() => onAnswer('different')}>
          {t('duplicate.different')}
        </Button>
      </div>
    </Dialog>
  );
}

function Candidate({ of }: { of: DuplicateCandidate }) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const donorName = useOrganisationName();
  const provinceName = useProvinceName();
  const quantity = useQuantity();
  const { data: items = [] } = useQuery(itemsQuery);
  const lines = of.lines.map(({ item: code, quantity: much, sector, province }) => {
    const item = items.find((one) => one.code === code);
    const what = item ? `${quantity(much, item.unit)} ${item.name[language]}` : sectorName(sector);
    return province === null ? what : `${what}, ${provinceName(province, language)}`;
  });
  return (
    <div className="flex flex-col gap-1 text-sm">
      <span className="flex flex-wrap items-baseline gap-x-3">
        <bdi className="text-base font-semibold">{of.reference}</bdi>
        <Badge>{t(`status.${of.status}`)}</Badge>
      </span>
      <span>{donorName(of.donor)}</span>
      <span className="numbers">
        {joined([of.amount === null ? undefined : formatMoney(of.amount, of.currency, language), ...lines])}
      </span>
      <span className="text-quiet">
        {joined([
          t('duplicate.decided', { day: formatDayBoth(of.decidedOn, language) }),
          ...of.why.map((why) => t(`duplicate.why.${why}`)),
        ])}
      </span>
    </div>
  );

  function sectorName(sector: string): string {
    return w(`sector.${sector}` as 'sector.trade');
  }
}
