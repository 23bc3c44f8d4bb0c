/** Puts the focus where the first thing in a form is to be mended, once what is wrong is shown there. */
export function focusFirstWrong(form: Element | null): void {
  setTimeout(() =>
    form
      ?.querySelector<HTMLElement>(
        '[aria-invalid=true]:not([role=group]), [data-invalid] button, [data-invalid] input',
      )
      ?.focus(),
  );
}
