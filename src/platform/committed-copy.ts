import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Keeps a generated file that is committed (`.env.example`, `docs/openapi.json`) equal to what generates it.
 *
 * @returns true when the file holds exactly `text` afterwards; with `check` nothing is written, so false means stale
 */
export function syncCommittedCopy(file: string, text: string, { check }: { check: boolean }): boolean {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return true;
  if (check) return false;
  writeFileSync(file, text);
  return true;
}
