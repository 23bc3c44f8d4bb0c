import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LaneOf } from '../queries.ts';
import type { RecordedClass } from '../rules/lane-search.ts';

/** A number of a lane that opens the records behind it. */
export function NumberLink({
  lane: { province, sector },
  month,
  of,
  label,
  children,
}: {
  lane: LaneOf;
  month: string;
  of?: RecordedClass;
  /** Which number it is, for whoever hears the links one by one. */
  label: string;
  children: ReactNode;
}) {
  return (
    <Link
      to="/gaps/$province/$sector"
      params={{ province, sector }}
      search={(before) => ({ ...before, month, class: of })}
      hash="records"
      aria-label={label}
      className="text-ink underline decoration-edge underline-offset-4 hover:decoration-accent"
    >
      {children}
    </Link>
  );
}
