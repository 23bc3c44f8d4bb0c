/** Puts the focus where the first thing is to be mended, once what is wrong is shown. */
export function focusFirstWrong(within: 'dialog[open]' | '#main'): void {
  setTimeout(() => document.querySelector<HTMLElement>(`${within} [aria-invalid=true]`)?.focus());
}
