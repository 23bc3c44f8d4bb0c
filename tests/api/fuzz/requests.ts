/** Requests to every operation of the OpenAPI document: as it asks for them, and with something wrong. */
import * as fc from 'fast-check';
import type {
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
} from '../../../src/platform/http/openapi-document.ts';
import { junkText, type Known, spoilt, valuesOf } from './values.ts';

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export interface FuzzRequest {
  operation: string;
  /** Who asks: a role, `scoped` for a key limited to one permission, `nobody` without a key. */
  as: string;
  method: string;
  /** With its query, as it is sent. */
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** The body is a file of a form. */
  isForm: boolean;
}

interface Entry {
  method: string;
  path: string;
  operation: OpenApiOperation;
}

/** How often one is asked, beside the others: setting a page for the printer takes as long as a hundred other answers. */
const RARELY = /Pdf$/;

export function entriesOf(document: OpenApiDocument): Entry[] {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const base = item.servers ? '' : (document.servers[0]?.url ?? '');
    return METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path: base + path, operation }] : [];
    });
  });
}

const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 19, arbitrary: fc.constant(null) }, arbitrary);
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const printable = (value: string): string => value.replaceAll(/[^\x20-\x7e]/g, '?').trim();

export function requestsOf(document: OpenApiDocument, known: Known, who: fc.Arbitrary<string>) {
  const { allowed } = valuesOf(document, known);

  /** A parameter's value: mostly as it should be. */
  const parameter = ({ schema = {} }: OpenApiParameter): fc.Arbitrary<string> =>
    fc.oneof({ weight: 24, arbitrary: allowed(schema).map(asText) }, junkText);

  function parametersIn(where: string, { parameters = [] }: OpenApiOperation) {
    const found = parameters.filter((one) => one.in === where);
    const model = Object.fromEntries(found.map((one) => [one.name, parameter(one)]));
    const requiredKeys = found.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(model, { requiredKeys });
  }

  function bodyOf({ requestBody }: OpenApiOperation): fc.Arbitrary<string | undefined> {
    const [content] = Object.values(requestBody?.content ?? {});
    if (content?.schema === undefined) return fc.constant(undefined);
    const proper = allowed(content.schema);
    return fc.oneof(
      { weight: 8, arbitrary: proper.map((value) => JSON.stringify(value)) },
      { weight: 4, arbitrary: proper.chain(spoilt).map((value) => JSON.stringify(value)) },
      {
        weight: 1,
        arbitrary: fc.oneof(
          proper.map((value) => JSON.stringify(value).slice(0, -1)),
          fc.string({ unit: 'binary', maxLength: 30 }),
          fc.constantFrom(undefined, '[', '"\\ud800"', '{"a":1,"a":2}', '['.repeat(5000)),
        ),
      },
    );
  }

  function requestTo({ method, path, operation }: Entry): fc.Arbitrary<FuzzRequest> {
    const isForm = operation.requestBody?.content['multipart/form-data'] !== undefined;
    return fc
      .record({
        as: who,
        params: parametersIn('path', operation),
        query: parametersIn('query', operation),
        extraQuery: seldom(fc.tuple(junkText, junkText)),
        headers: parametersIn('header', operation),
        language: seldom(fc.constantFrom('fa', 'ps', 'xx;q=9', '*')),
        contentType: fc.oneof(
          { weight: 20, arbitrary: fc.constant('application/json') },
          fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'multipart/form-data', ''),
        ),
        body: isForm ? junkText : bodyOf(operation),
      })
      .map(({ as, params, query, extraQuery, headers, language, contentType, body }) => {
        const address = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
          // An empty segment would be another address.
          encodeURIComponent((params[name] ?? '').toWellFormed() || '-'),
        );
        const search = new URLSearchParams(query);
        if (extraQuery) search.append(...extraQuery);
        const sent = Object.entries(headers).map(([name, value]) => [name, printable(value)]);
        return {
          ...{ operation: operation.operationId, as, method: method.toUpperCase(), isForm },
          path: search.size > 0 ? `${address}?${search.toString()}` : address,
          headers: {
            ...Object.fromEntries(sent.filter(([, value]) => value !== '')),
            ...(language === null ? {} : { 'accept-language': language }),
            ...(body === undefined || isForm || contentType === '' ? {} : { 'content-type': contentType }),
          },
          body,
        };
      });
  }

  return fc.oneof(
    ...entriesOf(document).map((entry) => ({
      weight: RARELY.test(entry.operation.operationId) ? 1 : 10,
      arbitrary: requestTo(entry),
    })),
  );
}
