import type { Request } from 'express';
import { z } from 'zod';
import { DomainError } from '../errors.ts';
import type { FieldError } from '../errors.ts';
import { readJson } from './body.ts';
import type { RouteSpec, UploadedFile } from './contract.ts';
import { bodyPointer, fieldErrors, headerPointer, pathPointer, queryPointer } from './field-errors.ts';
import type { Pointer } from './field-errors.ts';
import type { Form, Uploads } from './upload.ts';

/** The schemas of an operation's input as they are applied: what the contract leaves open is closed here. */
export interface InputShape {
  params: z.ZodType | undefined;
  query: z.ZodType;
  headers: z.ZodObject | undefined;
  body: z.ZodType | undefined;
  isUpload: boolean;
}

export interface ValidInput {
  params: unknown;
  query: unknown;
  headers: unknown;
  body: unknown;
  file: UploadedFile | undefined;
}

/** Unknown members are refused unless the schema says what it does with them. */
export function closed(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
}

/** Prepares a contract's schemas, once. An operation without a query schema takes no query at all. */
export function inputShape(spec: RouteSpec): InputShape {
  return {
    params: spec.params && closed(spec.params),
    query: spec.query ? closed(spec.query) : z.strictObject({}),
    headers: spec.headers,
    // A form without fields of its own takes none.
    body: spec.upload ? closed(spec.body ?? z.strictObject({})) : spec.body && closed(spec.body),
    isUpload: spec.upload !== undefined,
  };
}

function check(schema: z.ZodType, input: unknown, pointer: Pointer, errors: FieldError[]): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  errors.push(...fieldErrors(result.error.issues, input, pointer));
  return undefined;
}

function named(req: Request, schema: z.ZodObject): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) =>
      req.headers[name] === undefined ? [] : [[name, req.headers[name]]],
    ),
  );
}

function fileOf({ file }: Form, errors: FieldError[]): UploadedFile | undefined {
  if (!file) errors.push({ pointer: '/file', code: 'required', detail: 'Required' });
  return file;
}

/**
 * Everything a request says, validated into new objects (express 5 does not let its own be replaced).
 *
 * @throws DomainError malformed, naming every wrong field of path, query, headers and body at once; and what
 * {@link readJson} and {@link Uploads.read} throw
 */
export async function readInput(shape: InputShape, req: Request, uploads: Uploads): Promise<ValidInput> {
  const form = shape.isUpload ? await uploads.read(req) : undefined;
  const sent = form ? form.fields : shape.body && (await readJson(req));
  const errors: FieldError[] = [];
  const input: ValidInput = {
    params: shape.params && check(shape.params, req.params, pathPointer, errors),
    // Most requests have no query: parsing an empty one would still cost.
    query: check(shape.query, req.url.includes('?') ? req.query : {}, queryPointer, errors),
    headers: shape.headers && check(shape.headers, named(req, shape.headers), headerPointer, errors),
    body: shape.body && check(shape.body, sent, bodyPointer, errors),
    file: form && fileOf(form, errors),
  };
  if (errors.length > 0) {
    const places = errors.length === 1 ? '1 field is' : `${errors.length} fields are`;
    throw new DomainError('malformed', `${places} wrong; see errors.`, { errors });
  }
  return input;
}
