import { relative } from 'node:path';
import type { DemoKey } from '../key.ts';
import { listed } from './layout.ts';

const LABEL_WIDTH = 10;

/** What to open next: the page of the API, the key, a question to ask from a shell, and where to read on. */
export function whatToOpen(url: string, { key, file }: DemoKey, pledge: string): string[] {
  const entry = (label: string, text: string) => listed(label, [text], LABEL_WIDTH);
  const kept = file === undefined ? undefined : shortest(file);
  const token = kept === undefined ? '$BOOTSTRAP_API_KEY' : `$(cat '${kept}')`;
  return [
    ...entry('pages', `${url}/  (sign in as one of the people above, in English, Dari or Pashto)`),
    ...entry('API page', `${url}/api/docs  (user name: any; password: the key)`),
    ...entry('key', kept === undefined ? 'the BOOTSTRAP_API_KEY of the environment' : key),
    ...(kept === undefined ? [] : entry('', `kept in ${kept}, readable by you alone`)),
    ...entry('gap report', `curl -H "Authorization: Bearer ${token}" \\`),
    ...entry('', `  '${url}/api/v1/gaps?province=AF23'`),
    ...entry('one lane', `${url}/api/v1/gaps/AF23/food_security  (the records behind each number)`),
    ...entry('statement', `${url}/api/v1/pledges/${pledge}/statement.html`),
    ...entry('', '(user name: any; password: the key; ?lang=fa in Dari; statement.pdf to print)'),
    ...entry('losses', `${url}/api/v1/losses?by=cause  (as a share of what was sent)`),
    ...entry('read on', 'README.md'),
  ];
}

/** A path as it is typed from here, when that is the shorter way to say it. */
function shortest(file: string): string {
  const fromHere = relative('', file);
  return fromHere.startsWith('..') ? file : fromHere;
}

/** An address a browser on this machine can open: nobody browses to "all addresses". */
export function openableUrl(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
