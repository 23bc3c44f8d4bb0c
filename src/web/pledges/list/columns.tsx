import { Link } from '@tanstack/react-router';
import type { Pledge } from '../../../pledges/contract.ts';
import { useOrganisationName } from '../../api/organisations.ts';
import { useProvinceName } from '../../api/reference.ts';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { calendarsOf, formatDay, formatDayBoth } from '../../text/dates.ts';
import { formatNumber, formatPm, formatUsd } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { Badge } from '../../ui/plain.tsx';
import type { Column } from '../../ui/table.tsx';
import { toneOf } from '../rules/tones.ts';
import { pledgesTexts } from '../texts.ts';
import { StagesMark } from './stages.tsx';

const CENTS = 100;
const distinct = <T,>(all: readonly T[]): T[] => [...new Set(all)];
const provincesOf = ({ lines }: Pledge) => distinct(lines.flatMap(({ province }) => province ?? []));
const sectorsOf = ({ lines }: Pledge) => distinct(lines.map(({ sector }) => sector));

/** What a list of pledges shows; the CSV has codes and bare numbers in place of words. */
export function usePledgeColumns(): Column<Pledge>[] {
  const t = useTexts(pledgesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useOrganisationName();
  const provinceName = useProvinceName();
  const [calendar] = calendarsOf(language);
  const day = (iso: string | null) =>
    iso === null ? (
      '–'
    ) : (
      <time dateTime={iso} title={formatDayBoth(iso, language)}>
        {formatDay(iso, language, calendar)}
      </time>
    );
  return [
    {
      key: 'reference',
      head: t('reference'),
      isSortable: true,
      cell: ({ id, reference, donor }) => (
        <span className="flex min-w-40 flex-col">
          <Link
            to="/pledges/$id"
            params={{ id }}
            className="font-semibold text-ink underline decoration-edge underline-offset-4 hover:decoration-accent"
          >
            <bdi>{reference}</bdi>
          </Link>
          <span className="text-xs text-quiet">{nameOf(donor)}</span>
        </span>
      ),
      csv: ({ reference }) => reference,
    },
    {
      key: 'status',
      head: t('statusHead'),
      cell: ({ status }) => <Badge tone={toneOf(status)}>{t(`status.${status}`)}</Badge>,
      csv: ({ status }) => status,
    },
    {
      key: 'stages',
      head: t('stages'),
      cell: ({ stages }) => <StagesMark stages={stages} />,
      csv: ({ stages }) => `${stages.firm} ${stages.shipped} ${stages.delivered}`,
    },
    {
      key: 'sector',
      head: w('sector'),
      cell: (pledge) =>
        sectorsOf(pledge)
          .map((sector) => w(`sector.${sector}`))
          .join(language === 'en' ? ', ' : '، '),
      csv: (pledge) => sectorsOf(pledge).join(' '),
    },
    {
      key: 'province',
      head: w('province'),
      cell: (pledge) => {
        const [first, ...more] = provincesOf(pledge).map((pcode) => provinceName(pcode, language));
        if (first === undefined) return <span className="text-quiet">{t('anyProvince')}</span>;
        return more.length === 0
          ? first
          : t('andMore', { name: first, number: formatNumber(more.length, language) });
      },
      csv: (pledge) => provincesOf(pledge).join(' '),
    },
    {
      key: 'amountUsd',
      head: t('usd'),
      isNumber: true,
      isSortable: true,
      cell: ({ progress: { amountUsd } }) =>
        amountUsd.pledged === null ? '–' : formatUsd(amountUsd.pledged, language),
      csv: ({ progress: { amountUsd } }) => (amountUsd.pledged === null ? null : amountUsd.pledged / CENTS),
    },
    {
      key: 'pm',
      head: w('personMonths'),
      isNumber: true,
      isSortable: true,
      cell: ({ progress: { pm } }) => (pm.pledged === null ? '–' : formatPm(pm.pledged, language)),
      csv: ({ progress: { pm } }) => pm.pledged,
    },
    {
      key: 'decidedOn',
      head: t('decidedOn'),
      isNumber: true,
      isSortable: true,
      cell: ({ decidedOn }) => day(decidedOn),
      csv: ({ decidedOn }) => decidedOn,
    },
    {
      key: 'expectedBy',
      head: t('expectedBy'),
      isNumber: true,
      isSortable: true,
      cell: ({ expectedBy }) => day(expectedBy),
      csv: ({ expectedBy }) => expectedBy,
    },
  ];
}
