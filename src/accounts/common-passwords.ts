import { readFileSync } from 'node:fs';

let list: ReadonlySet<string> | undefined;

/** The most common passwords, read when the first one is set: no list is asked over the network. */
export function commonPasswords(): ReadonlySet<string> {
  const file = new URL('./data/common-passwords.txt', import.meta.url);
  list ??= new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((one) => one !== '' && !one.startsWith('# ')),
  );
  return list;
}
