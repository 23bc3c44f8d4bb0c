import { useQuery } from '@tanstack/react-query';
import { useCrossingName } from '../api/crossing-name.ts';
import { itemsQuery, useProvinceName } from '../api/reference.ts';
import { useConstraintName } from '../forecast/constraint-name.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatDay, formatMonth } from '../text/dates.ts';
import { formatNumber } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { constraintsQuery, pledgesQuery } from './queries.ts';
import type { Change } from './rules/search.ts';
import { whatIfTexts } from './texts.ts';

/** A change in one sentence. */
export function useChangeText(): (change: Change) => string {
  const t = useTexts(whatIfTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const { data: items = [] } = useQuery(itemsQuery);
  const { data: pledges = [] } = useQuery(pledgesQuery);
  const { data: constraints = [] } = useQuery(constraintsQuery);
  const constraintName = useConstraintName();
  const crossingName = useCrossingName();
  return (change) => {
    switch (change.kind) {
      case 'crossing_closed': {
        const values = { crossing: crossingName(change.crossing), from: formatDay(change.from, language) };
        return typeof change.until === 'string'
          ? t('told.closedUntil', { ...values, until: formatDay(change.until, language) })
          : t('told.closed', values);
      }
      case 'corridor_delay':
        return t('told.delay', { crossing: crossingName(change.crossing), count: change.days });
      case 'access_constraint': {
        const known = constraints.find(({ code }) => code === change.constraint);
        return t('told.constraint', { constraint: known ? constraintName(known) : change.constraint });
      }
      case 'pledge_cancelled':
        return t('told.pledge', {
          pledge: pledges.find(({ id }) => id === change.pledge)?.reference ?? change.pledge,
        });
      case 'added_supply':
        return t('told.supply', {
          item: items.find(({ code }) => code === change.item)?.name[language] ?? change.item,
          quantity: formatNumber(change.quantity, language),
          province: nameOf(change.province, language),
          month: formatMonth(change.month, language),
          class: w(`class.${change.class ?? 'inTransit'}`),
        });
      default:
        return t('told.need', {
          province: nameOf(change.province, language),
          sector: w(`sector.${change.sector}`),
          people: formatNumber(change.peopleTargeted, language),
          from: formatMonth(change.from, language),
          to: formatMonth(change.to, language),
        });
    }
  };
}
