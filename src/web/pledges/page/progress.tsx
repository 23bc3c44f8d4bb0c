import type { Pledge } from '../../../pledges/contract.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatPm, formatUsd } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { Table } from '../../ui/table.tsx';
import { useQuantity } from '../../ui/quantity.ts';
import { StagesMark } from '../list/stages.tsx';
import { pledgesTexts } from '../texts.ts';

const STAGES = ['pledged', 'firm', 'shipped', 'delivered'] as const;
type Stages = Pledge['progress']['pm'];

/** How far it came, in each measure that can be told. */
export function ProgressTable({ pledge: { progress } }: { pledge: Pledge }) {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const quantity = useQuantity();
  const all: { key: string; name: string; of: Stages; say: (value: number) => string }[] = [
    {
      key: 'quantity',
      name: t('measure.quantity'),
      of: progress.quantity,
      say: (value) => quantity(value, progress.unit),
    },
    {
      key: 'amountUsd',
      name: t('measure.amountUsd'),
      of: progress.amountUsd,
      say: (value) => formatUsd(value, language),
    },
    { key: 'pm', name: w('personMonths'), of: progress.pm, say: (value) => formatPm(value, language) },
  ];
  return (
    <Table
      caption={t('progress')}
      isCaptionHidden
      rows={all.filter(({ of }) => STAGES.some((stage) => of[stage] !== null))}
      keyOf={({ key }) => key}
      columns={[
        { key: 'measure', head: t('measure'), cell: ({ name }) => name },
        { key: 'stages', head: t('stages'), cell: ({ of }) => <StagesMark stages={of.stages} /> },
        ...STAGES.map((stage) => ({
          key: stage,
          head: t(`figure.${stage}`),
          isNumber: true,
          cell: ({ of, say }: (typeof all)[number]) => {
            const value = of[stage];
            return value === null ? '–' : say(value);
          },
        })),
      ]}
    />
  );
}
