/** A person without a mouse: every step is a key, and wherever they stop they must see where they are. */
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

export type Keyboard = ReturnType<typeof keyboardOf>;

/** @param page whose focus goes on from where it is */
export function keyboardOf(page: Page) {
  /** While a list of choices is open, everything else is hidden from whoever does not see, and the focus not on it. */
  const isOn = async (target: Locator) =>
    (await target.and(page.locator(':focus, :has(:focus)')).count()) > 0;
  const keyboard = {
    async press(...keys: string[]): Promise<void> {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text: string) => page.keyboard.type(text),
    /**
     * Presses Tab until the focus is on it, or in it.
     *
     * @throws Error when it is not reached, or the focus cannot be seen there
     */
    async tabTo(target: Locator): Promise<void> {
      await target.first().waitFor({ state: 'attached' });
      for (let stops = 0; stops < MOST_STOPS; stops += 1) {
        if (await isOn(target)) {
          const unseen = await page.evaluate<string | null>(UNSEEN);
          if (unseen !== null) throw new Error(`the focus is not seen on ${unseen}`);
          return;
        }
        await page.keyboard.press('Tab');
      }
      throw new Error(`no way leads by Tab to ${String(target)}`);
    },
    /** Goes to a button or link, and presses Enter on it, or another key. */
    async enter(target: Locator, key = 'Enter'): Promise<void> {
      await keyboard.tabTo(target);
      await page.keyboard.press(key);
    },
    /** Goes to a field and writes into it, in the place of what is there. */
    async write(target: Locator, text: string): Promise<void> {
      await keyboard.tabTo(target);
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    },
    /** Opens a list of choices and takes the one that begins so. */
    async choose(target: Locator, beginning: string): Promise<void> {
      await keyboard.enter(target);
      await page.getByRole('listbox').waitFor();
      await page.keyboard.type(beginning);
      await page.keyboard.press('Enter');
      await page.getByRole('listbox').waitFor({ state: 'detached' });
    },
    /** Finds one of many by its name, or a part of it. */
    async find(target: Locator, part: string): Promise<void> {
      await keyboard.write(target, part);
      await page.getByRole('option', { name: part }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('listbox').waitFor({ state: 'detached' });
    },
    /** Closes the dialog that is open, once the focus is within it. */
    async escape(): Promise<void> {
      await page.locator('[role=dialog]:focus-within').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  };
  return keyboard;
}
