import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { directionOf } from '../text/language.ts';
import { formatNumber } from '../text/numbers.ts';
import { Button } from '../ui/button.tsx';
import { moved } from './rules/moves.ts';
import { casesTexts } from './texts.ts';

export interface BoardColumn {
  key: string;
  title: string;
  cards: readonly { key: string; content: ReactNode }[];
  /** There is more than what is here. */
  more?: (() => void) | undefined;
}

/** So many cards of a column at first; more when asked for. */
const FIRST = 25;

/**
 * Cases in columns by their state. Tab goes from column to column, arrows from card to card, Enter opens one. On a phone the columns lie below
 * each other.
 */
export function Board({
  columns,
  onOpen,
}: {
  columns: readonly BoardColumn[];
  onOpen: (key: string) => void;
}) {
  const t = useTexts(casesTexts);
  const language = useLanguage();
  const board = useRef<HTMLDivElement>(null);
  const [all, setAll] = useState<readonly string[]>([]);
  const shown = columns.map((column) => ({
    ...column,
    total: column.cards.length,
    cards: all.includes(column.key) ? column.cards : column.cards.slice(0, FIRST),
  }));
  const move = (event: KeyboardEvent, column: number, row: number) => {
    const to = moved(
      shown.map(({ cards }) => cards.length),
      { column, row },
      event.key,
      directionOf(language) === 'rtl',
    );
    if (!to) return;
    event.preventDefault();
    board.current?.querySelector<HTMLElement>(`[data-place="${to.column} ${to.row}"]`)?.focus();
  };
  return (
    <div
      ref={board}
      className={`grid gap-x-4 gap-y-8 ${columns.length > 3 ? 'md:grid-cols-2 xl:grid-cols-4' : 'md:grid-cols-3'}`}
    >
      {shown.map(({ key, title, cards, total, more }, column) => (
        <section key={key} aria-label={title} className="flex flex-col gap-3 rounded bg-sunk p-3">
          <h2 className="flex items-baseline justify-between text-sm font-semibold">
            {title}
            <span className="numbers font-normal text-quiet">
              {formatNumber(total, language)}
              {more && '+'}
            </span>
          </h2>
          {cards.length === 0 && <p className="text-sm text-quiet">{t('columnEmpty')}</p>}
          <ul className="flex flex-col gap-2">
            {cards.map((card, row) => (
              <li key={card.key}>
                <button
                  type="button"
                  data-place={`${column} ${row}`}
                  tabIndex={row === 0 ? 0 : -1}
                  onKeyDown={(event) => move(event, column, row)}
                  onClick={() => onOpen(card.key)}
                  className="flex w-full cursor-pointer flex-col gap-1 rounded border border-line bg-surface p-3 text-start text-sm hover:border-edge"
                >
                  {card.content}
                </button>
              </li>
            ))}
          </ul>
          {cards.length < total ? (
            <Button weight="quiet" onPress={() => setAll([...all, key])}>
              {t('showAll', { count: total - cards.length })}
            </Button>
          ) : (
            more && (
              <Button weight="quiet" onPress={more}>
                {t('more')}
              </Button>
            )
          )}
        </section>
      ))}
    </div>
  );
}
