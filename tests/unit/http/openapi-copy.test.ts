/** The committed copy of the OpenAPI document is what the code says; partners and reviews read it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ledgerSpecs, OPENAPI_FILE } from '../../../src/openapi-file.ts';
import type { OpenApiDocument } from '../../../src/platform/http/openapi-document.ts';
import { syncOpenApiFile } from '../../../src/platform/http/openapi-file.ts';
import { openApiDocument, openApiText } from '../../../src/platform/http/openapi.ts';
import { apiInfo } from '../../../src/process.ts';

function staleCopy(): { file: string; text: string } {
  const folder = mkdtempSync(join(tmpdir(), 'aid-openapi-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'openapi.json');
  const text = openApiText(openApiDocument(ledgerSpecs().slice(1), apiInfo));
  writeFileSync(file, text);
  return { file, text };
}

/** What the server has beside its contracts. */
const OWN_PAGES = ['livez', 'readyz', 'metrics', 'openapi', 'docs'];

describe('docs/openapi.json', () => {
  it('is fresh (otherwise run `node src/openapi-file.ts`)', () => {
    expect(syncOpenApiFile(OPENAPI_FILE, ledgerSpecs(), apiInfo, { check: true })).toBe(true);
  });

  it('names every operation of the service once', () => {
    const { paths } = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8')) as OpenApiDocument;
    const named = Object.values(paths)
      .flatMap(({ get, post, put, patch, delete: remove }) => [get, post, put, patch, remove])
      .flatMap((operation) => operation?.operationId ?? [])
      .filter((id) => !OWN_PAGES.includes(id));
    expect(named.sort()).toEqual(
      ledgerSpecs()
        .map(({ operationId }) => operationId)
        .sort(),
    );
  });
});

describe('a stale copy', () => {
  it('is told by the check, which leaves it as it is', () => {
    const { file, text } = staleCopy();
    expect(syncOpenApiFile(file, ledgerSpecs(), apiInfo, { check: true })).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('is replaced when it is written', () => {
    const { file } = staleCopy();
    expect(syncOpenApiFile(file, ledgerSpecs(), apiInfo, { check: false })).toBe(true);
    expect(syncOpenApiFile(file, ledgerSpecs(), apiInfo, { check: true })).toBe(true);
  });
});
