import { syncCommittedCopy } from '../committed-copy.ts';
import type { RouteSpec } from './contract.ts';
import { openApiDocument, openApiText } from './openapi.ts';
import type { ApiInfo } from './openapi.ts';

/**
 * Writes the OpenAPI document of these contracts to `file`, or with `check` only compares.
 *
 * @returns false when the committed copy is stale
 */
export function syncOpenApiFile(
  file: string,
  specs: readonly RouteSpec[],
  info: ApiInfo,
  options: { check: boolean },
): boolean {
  return syncCommittedCopy(file, openApiText(openApiDocument(specs, info)), options);
}
