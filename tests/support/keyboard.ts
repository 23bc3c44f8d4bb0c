/** Somebody without a mouse: every step is a key. */
import type { Locator, Page } from 'playwright-core';

/** Nobody presses Tab more often than that. */
const PATIENCE = 120;

export type Keyboard = ReturnType<typeof keyboardOf>;

export function keyboardOf(page: Page) {
  /** While a list of choices is open, everything else is hidden from whoever does not see, and the focus not on it. */
  const isOn = async (target: Locator) =>
    (await target.count()) > 0 &&
    (await target.first().evaluate((it) => it.contains(it.ownerDocument.activeElement)));
  const keyboard = {
    press: async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text: string) => page.keyboard.type(text),
    /** Tab until the focus is on it, or in it; from where the focus is. */
    async tabTo(target: Locator): Promise<void> {
      await target.first().waitFor();
      for (let tabs = 0; tabs < PATIENCE; tabs += 1) {
        await page.keyboard.press('Tab');
        if (await isOn(target)) return;
      }
      throw new Error(`Tab never came to ${String(target)}`);
    },
    /** Tabs to a button or link, and presses Enter on it. */
    async enter(target: Locator): Promise<void> {
      await keyboard.tabTo(target);
      await page.keyboard.press('Enter');
    },
    /** Tabs to a field and writes into it. */
    async write(target: Locator, text: string): Promise<void> {
      await keyboard.tabTo(target);
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
    /** Finds one of many by a part of its name. */
    async find(target: Locator, part: string): Promise<void> {
      await keyboard.write(target, part);
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('listbox').waitFor({ state: 'detached' });
    },
  };
  return keyboard;
}
