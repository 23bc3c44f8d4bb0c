/** Checks that what the service answers is what its OpenAPI document promises. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { OpenApiDocument, OpenApiOperation } from '../../src/platform/http/openapi-document.ts';

/** One answer as it came over the wire. */
export interface Exchange {
  method: string;
  /** With the base path, without the query. */
  pathname: string;
  status: number;
  contentType: string;
  body: unknown;
}

export type AnswerCheck = (exchange: Exchange) => void;

const DOCUMENT = 'openapi.json';
/** What OpenAPI writes into schemas beside JSON Schema's own keywords; any other unknown keyword is a mistake. */
const ANNOTATIONS = ['example', 'discriminator'];

const pointer = (...keys: (string | number)[]): string =>
  keys
    .map((key) => `/${encodeURIComponent(String(key).replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    .join('');

/** Makes the check for one document: it throws, saying what differs, when an answer is not declared or not as declared. */
export function answerCheck(document: OpenApiDocument): AnswerCheck {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, validateSchema: false });
  formats.default(ajv);
  // The members of the document itself are no keywords of any schema, but schemas are found through them.
  ajv.addVocabulary([...ANNOTATIONS, ...Object.keys(document)]);
  ajv.addSchema(document, DOCUMENT);
  const places = placesOf(document);
  const validators = new Map<string, ValidateFunction>();

  function validatorAt(at: string): ValidateFunction {
    const known = validators.get(at);
    if (known) return known;
    const made = ajv.compile({ $ref: `${DOCUMENT}#${at}` });
    validators.set(at, made);
    return made;
  }

  return ({ method, pathname, status, contentType, body }) => {
    const asked = `${method} ${pathname} answered ${status}`;
    const found = operationAt(places, method, pathname);
    if (!found && status < 400) throw new Error(`${asked}, and is not in the document`);
    if (!found) return;
    const { path, operation } = found;
    const key = String(status) in operation.responses ? String(status) : 'default';
    if (status < 400 && key === 'default') throw new Error(`${asked}, which is not declared`);
    const declared = operation.responses[key];
    const at = declared?.$ref?.slice(1) ?? pointer('paths', path, method.toLowerCase(), 'responses', key);
    const response = declared?.$ref
      ? document.components.responses[declared.$ref.split('/').at(-1) ?? '']
      : declared;
    if (response && !response.content && body === '') return;
    const mediaType = contentType.split(';')[0] ?? '';
    const content = response?.content?.[mediaType];
    if (!content) throw new Error(`${asked} as "${contentType}", which is not declared`);
    if (!content.schema) return;
    const validate = validatorAt(at + pointer('content', mediaType, 'schema'));
    if (!validate(body)) {
      throw new Error(`${asked} otherwise than the document says: ${ajv.errorsText(validate.errors)}`);
    }
  };
}

interface Place {
  path: string;
  pattern: RegExp;
  item: OpenApiDocument['paths'][string];
}

/** Every path of the document: literal segments before parameters and these with an ending before those without, as the service matches them. */
function placesOf({ servers: [base = { url: '' }], paths }: OpenApiDocument): Place[] {
  return Object.entries(paths)
    .map(([path, item]) => {
      const pattern = `${item.servers ? '' : base.url}${path}`.replaceAll(/\{[^}]+\}/g, '[^/]+');
      return { path, item, pattern: new RegExp(`^${pattern}$`) };
    })
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length || b.path.length - a.path.length);
}

/** The operation a request goes to. */
function operationAt(
  places: readonly Place[],
  method: string,
  pathname: string,
): { path: string; operation: OpenApiOperation } | undefined {
  const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  return places
    .filter(({ pattern }) => pattern.test(pathname))
    .flatMap(({ path, item }) => (item[verb] ? [{ path, operation: item[verb] }] : []))[0];
}
