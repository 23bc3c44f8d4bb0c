/** Puts the focus where the first thing in a form is to be mended, once what is wrong is shown there. */
export function focusWrong(form: HTMLElement | null): void {
  setTimeout(() => {
    const wrong = form?.querySelector<HTMLElement>(
      '[aria-invalid=true]:not([role=group]), [data-invalid] button, [data-invalid] input',
    );
    wrong?.focus();
  });
}
