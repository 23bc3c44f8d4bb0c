/** A person without a mouse: goes from stop to stop, and must see where they are. */
import type { Locator, Page } from 'playwright-core';

/** More stops than any page has between two things that somebody wants. */
const MOST_STOPS = 150;

/** What has the focus without showing it, by an outline of its own or of what is around it; null where it shows. */
export const UNSEEN = `(() => {
  for (let one = document.activeElement; one && one !== document.body; one = one.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    if (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) return null;
  }
  return document.activeElement.outerHTML.slice(0, 300);
})()`;

/**
 * Presses Tab until something has the focus.
 *
 * @throws Error when it is not reached, or the focus cannot be seen there
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor({ state: 'attached' });
  const focused = target.and(page.locator(':focus'));
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if ((await focused.count()) > 0) {
      const unseen = await page.evaluate<string | null>(UNSEEN);
      if (unseen !== null) throw new Error(`the focus is not seen on ${unseen}`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way leads by Tab to ${String(target)}`);
}

/** Goes to something and presses Enter. */
export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Closes the dialog that is open, once the focus is within it. */
export async function escape(page: Page): Promise<void> {
  await page.locator('[role=dialog]:focus-within').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Goes to a field and writes. */
export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}
