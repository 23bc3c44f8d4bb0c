import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Link, type LinkComponentProps } from '@tanstack/react-router';

export type Weight = 'main' | 'plain' | 'quiet' | 'danger';

const SHAPE =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded px-4 text-sm font-semibold no-underline transition-colors disabled:opacity-50 data-disabled:opacity-50 cursor-pointer data-disabled:cursor-not-allowed';
const WEIGHTS: Readonly<Record<Weight, string>> = {
  main: 'bg-accent text-on-accent hover:opacity-90 data-pressed:opacity-80',
  plain: 'border border-edge bg-surface text-ink hover:bg-sunk data-pressed:bg-sunk',
  quiet: 'text-accent hover:bg-sunk data-pressed:bg-sunk px-3',
  danger: 'border border-bad bg-surface text-bad hover:bg-sunk data-pressed:bg-sunk',
};

const classesOf = (weight: Weight, more = '') => `${SHAPE} ${WEIGHTS[weight]} ${more}`;

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  weight?: Weight;
  /** For place and width alone. */
  className?: string;
  children: ReactNode;
}

/**
 * Does something. 44 px high, so that a thumb finds it. While `isPending` it keeps the focus, says that it is at work, and does not do it
 * twice. (React Aria's own announces it in an element that names nothing once the button is gone.)
 */
export function Button({
  weight = 'plain',
  className,
  children,
  isPending = false,
  type,
  onPress,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      type={isPending ? 'button' : type}
      {...(onPress && !isPending && { onPress })}
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
    </AriaButton>
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
