/** No field is meant for people helped, and what free texts seem to say of them is told and put on record, never refused. */
import { describe, expect, it } from 'vitest';
import { FREE_TEXTS } from '../../src/platform/http/personal-data-warnings.ts';
import type { JsonSchema, OpenApiDocument } from '../../src/platform/http/openapi-document.ts';
import { newId } from '../../src/platform/ids.ts';
import { ledgerSpecs } from '../../src/openapi-file.ts';
import { openApiDocument } from '../../src/platform/http/openapi.ts';
import { apiInfo } from '../../src/process.ts';
import { eventBody, ledgerOf } from '../support/ledger.ts';
import { trailOf } from '../support/trail.ts';
import { engines, serviceOfSuite } from '../support/service.ts';

const document: OpenApiDocument = openApiDocument(ledgerSpecs(), apiInfo);
/** domain.md §2.10: counts only. Names of such fields, in whatever compound. */
/** `disabled` is an account that is switched off. */
const ABOUT_PEOPLE =
  /beneficiar|recipientName|household|person(?!M|s?$)|patient|learnerName|firstName|lastName|fatherName|surname|birth|gender|\bsex\b|tazkira|passport|nationalId|phone|mobile|address|disab(?!led$)|ethnic|religio|biometric|fingerprint/i;
const LONG_TEXT = 4000;

/** Every field that a request may have, with its schema. */
function inputFields(): { at: string; name: string; schema: JsonSchema }[] {
  const found: { at: string; name: string; schema: JsonSchema }[] = [];
  const seen = new Set<JsonSchema>();
  const visit = (schema: JsonSchema | undefined, at: string): void => {
    if (!schema || seen.has(schema)) return;
    seen.add(schema);
    if (schema.$ref) visit(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''], at);
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      found.push({ at: `${at}/${name}`, name, schema: field });
      visit(field, `${at}/${name}`);
    }
    visit(schema.items, at);
    for (const branch of [schema.anyOf ?? [], schema.oneOf ?? [], schema.allOf ?? []].flat())
      visit(branch, at);
  };
  for (const [path, { get, post, put, patch, delete: remove }] of Object.entries(document.paths)) {
    for (const operation of [get, post, put, patch, remove]) {
      for (const { name, schema = {} } of operation?.parameters ?? [])
        found.push({ at: `${path}?${name}`, name, schema });
      for (const { schema } of Object.values(operation?.requestBody?.content ?? {})) visit(schema, path);
    }
  }
  return found;
}

describe('the fields of requests', () => {
  it('none is meant for people helped', () => {
    expect(inputFields().length).toBeGreaterThan(100);
    expect(inputFields().filter(({ name }) => ABOUT_PEOPLE.test(name))).toEqual([]);
  });

  it('every free text is looked through', () => {
    const isLong = ({ maxLength, anyOf = [] }: JsonSchema): boolean =>
      maxLength === LONG_TEXT || anyOf.some(isLong);
    const long = inputFields().filter(({ schema }) => isLong(schema));
    expect(long.length).toBeGreaterThan(10);
    expect(long.filter(({ name }) => !FREE_TEXTS.has(name))).toEqual([]);
  });
});

describe.each(engines)('on %s', (engine) => {
  const service = serviceOfSuite({ engine });
  const warningsOnRecord = async (key: string) =>
    (await trailOf(service()))
      .filter((entry) => entry.kind === 'personal_data_warning' && entry.key.includes(key))
      .map((entry) => entry.key);

  it('a note with a telephone number is recorded, told, put on record once, and told again on a replay', async () => {
    const ledger = ledgerOf(service());
    const shipment = await ledger.ship(await ledger.organisation(`Donor ${newId()}`));
    const body = eventBody({ type: 'note', note: 'Gul Bibi waits, ۰۷۰۰۱۲۳۴۵۶' });
    const first = await service().post(`/shipments/${shipment.id}/events`, body);
    const again = await service().post(`/shipments/${shipment.id}/events`, body);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    for (const { headers } of [first, again])
      expect(headers.get('personal-data-warning')).toBe('/note phone_number');
    expect(await warningsOnRecord(body.id)).toEqual([`event ${body.id} /note phone_number`]);
  });

  it('nothing is told of a text that holds none', async () => {
    const ledger = ledgerOf(service());
    const shipment = await ledger.ship(await ledger.organisation(`Donor ${newId()}`), {
      waybill: '0700123456',
    });
    const body = eventBody({ type: 'note', note: '10 000 bags counted on 2026-11-15' });
    const { headers } = await service().post(`/shipments/${shipment.id}/events`, body);
    expect(headers.get('personal-data-warning')).toBeNull();
    expect(await warningsOnRecord(shipment.id)).toEqual([]);
    expect(await warningsOnRecord(body.id)).toEqual([]);
  });

  it('a command that is refused is not put on record', async () => {
    const ledger = ledgerOf(service());
    const shipment = await ledger.ship(await ledger.organisation(`Donor ${newId()}`));
    const body = eventBody({ type: 'voided', voids: newId(), note: 'write to gul@example.org' });
    const wrong = { ...body, lines: [] };
    expect((await service().post(`/shipments/${shipment.id}/events`, wrong)).status).toBe(400);
    expect(await warningsOnRecord(body.id)).toEqual([]);
  });
});
