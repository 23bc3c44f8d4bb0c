/** The two ways in which a person works a page: with the finger, or with the keyboard and nothing else. */
import type { Locator, Page } from 'playwright-core';

export interface Hands {
  press: (what: Locator) => Promise<void>;
  write: (field: Locator, text: string) => Promise<void>;
  /** One of a native list, by its words. */
  choose: (list: Locator, words: string) => Promise<void>;
  give: (input: Locator, file: { name: string; mimeType: string; buffer: Buffer }) => Promise<void>;
}

export const fingers = (): Hands => ({
  press: (what) => what.click(),
  write: (field, text) => field.fill(text),
  choose: async (list, words) => void (await list.selectOption({ label: words })),
  give: (input, file) => input.setInputFiles(file),
});

/** As many as any page of ours has places for the focus; who needs more has lost their way. */
const MOST_TABS = 60;

/** @param page whose focus goes on from where it is */
export function keyboard(page: Page): Hands {
  /** Tab by Tab, and round by the browser's own once. */
  async function to(what: Locator): Promise<void> {
    await what.waitFor({ state: 'attached' });
    for (let tabs = 0; tabs <= MOST_TABS; tabs += 1) {
      if ((await what.and(page.locator(':focus')).count()) > 0) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${String(what)}`);
  }
  return {
    async press(what) {
      await to(what);
      await page.keyboard.press('Enter');
    },
    async write(field, text) {
      await to(field);
      await page.keyboard.type(text);
    },
    async choose(list, words) {
      await to(list);
      await page.keyboard.type(words);
    },
    async give(input, file) {
      await to(input);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
      await chooser.setFiles(file);
    },
  };
}
