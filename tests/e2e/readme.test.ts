/** The walk of the README, as a reader does it: its bash blocks, run as they stand, show the numbers that it promises. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Lane } from '../../src/gaps/contract.ts';
import { endings } from '../support/endings.ts';
import { freePort } from '../support/servers.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const CHAPTER = '## A walk with curl';
const PROMISES = '## Promises: the guard, attachments, links';
/** What `npm start` and `npx` need of the repository; the walk writes beside it. */
const REPOSITORY = ['package.json', 'node_modules', 'src', 'jobs', 'drizzle'];

/** The text of a chapter of the README, to the next one. */
function chapter(heading: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, text] = readme.split(`${heading}\n`);
  if (text === undefined) throw new Error(`the README has no chapter "${heading}"`);
  return text.split('\n## ')[0] ?? '';
}

function bashBlocks(text: string): string[] {
  return Array.from(text.matchAll(/```bash\n([^]*?)```/g), ([, block]) => block ?? '');
}

/** A folder that looks like the repository, so that what the walk writes is gone with the test. */
function newCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aid-readme-'));
  endings.push(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const name of REPOSITORY) symlinkSync(join(ROOT, name), join(folder, name));
  return folder;
}

function requirePrograms(...programs: string[]): void {
  const missing = programs.filter((program) => {
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
      return false;
    } catch {
      return true;
    }
  });
  if (missing.length > 0) throw new Error(`the walk of the README needs ${missing.join(', ')}: install it`);
}

/** Runs a script with bash; what it leaves running ends with the file. Answers what it printed. */
async function bash(script: string, cwd: string, port: number): Promise<string> {
  // The leader of a group, in which its background processes are.
  const child = spawn('bash', ['-c', script], {
    cwd,
    detached: true,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endings.push(async () => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch (error) {
      // A script that failed early has started nothing.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`the walk ended with ${code}:\n${output}`);
  return output;
}

/** A reader takes longer to copy the second block than the service to start, and this machine may be slower than a reader's. */
const PATIENCE = `
  until curl -sf -o /dev/null http://127.0.0.1:$PORT/readyz; do command sleep 0.1; done
  sleep() { command sleep 5; }`;

/** What the walk printed, and each block of the chapter after it. */
let printed: string[] = [];
/** Two dozen programs that start one after another, on a machine that others use too. */
const WALKED_WITHIN_MS = 360_000;

// One reader walks through both chapters, as they stand.
beforeAll(async () => {
  requirePrograms('bash', 'curl', 'openssl', 'npm', 'sha256sum');
  const blocks = [...bashBlocks(chapter(CHAPTER)), ...bashBlocks(chapter(PROMISES))];
  const [start, walk, ...after] = blocks;
  const parts = after.map((block) => `echo; echo PART\n${block}`).join('\n');
  const script = `set -e\n${start}\n${PATIENCE}\n${walk}\n${parts}`;
  printed = (await bash(script, newCheckout(), await freePort())).split('\nPART\n');
}, WALKED_WITHIN_MS);

test('the walk with curl shows what the README says', () => {
  const text = chapter(CHAPTER);
  expect(bashBlocks(text)).toHaveLength(2);
  const [output = ''] = printed;

  expect(output).toMatch(/batch: null,\s+expiresOn: null,\s+destination: null\s+\}/);
  expect(output).toMatch(/"number":"WB-850\/GRN-[0-9A-F]{8}".*"blind":true,"standing":"counted"/);
  expect(output).toMatch(
    /"previouslyReceived":0,"good":48000,"damaged":1500,"missing":500,"excess":0,"outstanding":0/,
  );
  expect(output).toContain('"status":422');
  expect(output).toMatch(/"detail":"Line [0-9a-f-]{36}: damaged and missing needs a reason/);
  // The line of the shipment, as node prints an object.
  expect(output).toMatch(/good: 48000,\s+damaged: 1500,\s+missing: 500,/);
  expect(output).toContain('2666.667');

  const lane = JSON.parse(
    output.slice(output.lastIndexOf('{"province":"AF23","sector":"food_security","asOf"')),
  ) as Lane;
  const tonnes = Object.fromEntries(lane.parcels.map((parcel) => [parcel.class, parcel.quantity]));
  expect(tonnes).toEqual({ delivered: 48_000, lost: 2_000, firm: 450_000 });
  expect(lane.parcels.find((parcel) => parcel.class === 'firm')?.pm).toBe(25_000);

  // The sentence that promises it.
  expect(text.replaceAll('\n', ' ')).toContain(
    'The shipment shows 48 t good (2,666.667 person-months), 1.5 t damaged and 0.5 t missing; the lane shows 48 t delivered, 2 t lost, and 450 t (25,000 person-months) still firm on the pledge.',
  );
});

test('the chapter on promises does what it says after the walk', () => {
  expect(printed).toHaveLength(4);
  const [, answered = '', sent = '', shared = ''] = printed;
  expect(answered).toMatch(/reference: 'KZ-2026-014'[^]*why: \[ 'amount' \]/);
  expect(answered).toMatch(/"parent":"[0-9a-f-]{36}"[^]*"answer":"part_of"/);
  expect(answered).toContain('"answer":"different"');
  expect(sent).toMatch(/"mediaType":"application\/pdf","size":30,"name":"letter.pdf"/);
  expect(sent).toMatch(/"attachments":\["[0-9a-f]{64}"\]/);
  expect(shared).toContain('quantity: 400000');
});
