import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link, type LinkComponentProps } from '@tanstack/react-router';

export type Weight = 'main' | 'plain' | 'quiet' | 'danger';

const SHAPE =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded px-4 text-sm font-semibold no-underline transition-colors disabled:opacity-50 cursor-pointer disabled:cursor-not-allowed';
const WEIGHTS: Readonly<Record<Weight, string>> = {
  main: 'bg-accent text-on-accent hover:opacity-90 active:opacity-80',
  plain: 'border border-edge bg-surface text-ink hover:bg-sunk active:bg-sunk',
  quiet: 'text-accent hover:bg-sunk active:bg-sunk px-3',
  danger: 'border border-bad bg-surface text-bad hover:bg-sunk active:bg-sunk',
};

const classesOf = (weight: Weight, more = '') => `${SHAPE} ${WEIGHTS[weight]} ${more}`;

export interface ButtonProps extends Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'className' | 'style' | 'onClick' | 'disabled'
> {
  weight?: Weight;
  /** For place and width alone. */
  className?: string;
  isPending?: boolean;
  isDisabled?: boolean;
  onPress?: () => void;
  children: ReactNode;
}

/**
 * Does something. 44 px high, so that a thumb finds it. While `isPending` it keeps the focus, says that it is at work, and does not do it
 * twice. The browser's own: every first page has one, and a phone on a slow line fetches nothing for it.
 */
export function Button({
  weight = 'plain',
  className,
  children,
  isPending = false,
  isDisabled = false,
  type = 'button',
  onPress,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={isPending ? 'button' : type}
      disabled={isDisabled}
      {...(onPress && !isPending && { onClick: () => onPress() })}
      aria-disabled={isPending}
      className={classesOf(weight, `${isPending ? 'opacity-60' : ''} ${className ?? ''}`)}
    >
      {children}
      {isPending && (
        <span
          aria-hidden="true"
          className="size-4 animate-spin rounded-full border-2 border-current border-t-transparent"
        />
      )}
    </button>
  );
}

/** Goes somewhere, and looks like a button. */
export function LinkButton({
  weight = 'plain',
  className,
  ...rest
}: LinkComponentProps & { weight?: Weight; className?: string }) {
  return <Link {...rest} className={classesOf(weight, className)} />;
}
