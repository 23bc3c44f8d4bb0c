/** The two ways in which a person works a page: with the finger, or with the keyboard and nothing else. */
import type { Locator, Page } from 'playwright-core';
import { keyboardOf } from './keyboard.ts';

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

/** @param page whose focus goes on from where it is */
export function keyboard(page: Page): Hands {
  const { tabTo, enter, write, type } = keyboardOf(page);
  return {
    press: (what) => enter(what),
    write,
    async choose(list, words) {
      await tabTo(list);
      await type(words);
    },
    /** The window in which a file is chosen is the browser's own. */
    async give(input, file) {
      await tabTo(input);
      await input.setInputFiles(file);
    },
  };
}
