/** Small things that say something and do nothing. */
import type { ReactNode } from 'react';

export type Tone = 'plain' | 'good' | 'warn' | 'bad';
const TONES: Readonly<Record<Tone, string>> = {
  plain: 'text-quiet',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
};

/** A state in one or two words. The colour only repeats what the word says. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center rounded border border-current px-2 text-xs font-semibold whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}

/** Nothing is there: says so, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="rounded border border-dashed border-edge p-6 text-center">
      <p className="font-semibold">{title}</p>
      {children !== undefined && <div className="mt-2 text-sm text-quiet">{children}</div>}
    </div>
  );
}

/** The place of what is being fetched, of about its size, which stirs once it takes longer than a moment; `label` is heard once. */
export function Skeleton({ className = 'h-6', label }: { className?: string; label?: string }) {
  return (
    <div
      className={`animate-pulse rounded bg-sunk [animation-delay:1s] ${className}`}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'status' })}
    >
      {label !== undefined && <span className="sr-only">{label}</span>}
    </div>
  );
}

/** A part of a page under its heading. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 className="text-lg font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
