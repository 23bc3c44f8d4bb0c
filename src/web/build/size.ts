/** `npm run web:size`: what a phone has to fetch before the field list shows; ends with an error above the limit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 170_000;
const PAGE = 'field/field-page.tsx';
const FOLDER = fileURLToPath(new URL('../../../dist/web', import.meta.url));

interface Chunk {
  file: string;
  /** Of one that several modules share, as `vite.config.ts` calls it. */
  name?: string;
  css?: string[];
  imports?: string[];
  dynamicImports?: string[];
  isEntry?: boolean;
}
export type Manifest = Record<string, Chunk>;

/** Files of a chunk and of everything it imports without asking later. */
export function filesOf(manifest: Manifest, key: string, seen = new Set<string>()): string[] {
  if (seen.has(key)) return [];
  seen.add(key);
  const chunk = manifest[key];
  if (!chunk) throw new Error(`the build has no chunk for ${key}`);
  return [chunk.file, ...(chunk.imports ?? []).flatMap((one) => filesOf(manifest, one, seen))];
}

/** The field list, and the texts in one language (the longest) that it needs. */
export function firstLoadOf(manifest: Manifest): string[] {
  const seen = new Set<string>();
  const shared = Object.keys(manifest).find((key) => manifest[key]?.name === 'texts-ps') ?? 'texts-ps';
  return ['index.html', PAGE, shared, 'field/texts/ps.json']
    .flatMap((key) => filesOf(manifest, key, seen))
    .filter((file) => file.endsWith('.js'));
}

function main(): void {
  const manifest = JSON.parse(readFileSync(join(FOLDER, '.vite/manifest.json'), 'utf8')) as Manifest;
  const sizes = ['index.html', ...new Set(firstLoadOf(manifest))].map((file) => ({
    file,
    bytes: gzipSync(readFileSync(join(FOLDER, file)), { level: 9 }).length,
  }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of sizes) console.log(`${String(bytes).padStart(8)}  ${file}`);
  const kept = total <= LIMIT_BYTES;
  console.log(
    `${String(total).padStart(8)}  bytes of JavaScript (gzip) before ${PAGE} shows; the limit is ${LIMIT_BYTES}`,
  );
  if (!kept) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
