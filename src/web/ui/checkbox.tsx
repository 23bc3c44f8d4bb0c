import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
} from 'react-aria-components/Checkbox';
import { AriaLocale } from './aria-locale.tsx';

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <AriaLocale>
      <AriaCheckbox {...rest} className="group flex min-h-11 cursor-pointer items-center gap-3 text-base">
        <span
          aria-hidden="true"
          className="flex size-5 shrink-0 items-center justify-center rounded border border-edge bg-surface text-on-accent group-data-selected:border-accent group-data-selected:bg-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent"
        >
          <svg
            viewBox="0 0 16 16"
            className="invisible size-3.5 group-data-selected:visible"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.5"
          >
            <path d="M3 8.5 6.5 12 13 4.5" />
          </svg>
        </span>
        <span>{children}</span>
      </AriaCheckbox>
    </AriaLocale>
  );
}
