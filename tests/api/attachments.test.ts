/** Photographs and papers behind the facts: sent once, known by what they contain, and without what they betray. */
import { hash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../src/attachments/contract.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Pledge } from '../../src/pledges/contract.ts';
import type { Problem } from '../support/client.ts';
import { eventBody, ledgerOf, lineOf, pledgeBody } from '../support/ledger.ts';
import { atOnce, pledgesOf, refusal, someone, tally } from '../support/pledges.ts';
import { engines, KEY, serviceOfSuite } from '../support/service.ts';

const sha256 = (bytes: Uint8Array) => hash('sha256', bytes, 'hex');
const PDF = Buffer.from('%PDF-1.7\n% a waybill\n');
const SECRETS = /Nikon|Faizabad|GPS|Exif|xmpmeta/;

/** A picture taken with a telephone held upright: stored lying, with the place and the camera in it. */
async function photo(format: 'jpeg' | 'png' | 'webp', shade = 200): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: { r: shade, g: 10, b: 10 } } })
    .composite([
      {
        input: { create: { width: 10, height: 10, channels: 3, background: '#00f' } },
        left: 0,
        top: 0,
      },
    ])
    .withExif({ IFD0: { Make: 'Nikon' }, IFD3: { GPSLatitude: '37/1 7/1 0/1', GPSLatitudeRef: 'N' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>Faizabad</place></x:xmpmeta>')
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();
}

describe.each(engines)('attachments on %s', (engine) => {
  const service = serviceOfSuite({ engine, env: { ATTACHMENT_MAX_MB: '1' } });

  async function upload(bytes: Uint8Array, name = 'photo.jpg') {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const answer = await fetch(`${service().url}/api/v1/attachments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: form,
    });
    return {
      status: answer.status,
      body: (await answer.json()) as Attachment & Pick<Problem, 'code' | 'errors'>,
    };
  }
  const download = (id: string, headers: Record<string, string> = {}) =>
    fetch(`${service().url}/api/v1/attachments/${id}/content`, {
      headers: { authorization: `Bearer ${KEY}`, ...headers },
    });
  /** A file that no other test sends. */
  const paper = () => Buffer.concat([PDF, Buffer.from(newId())]);

  it.each(['jpeg', 'png', 'webp'] as const)(
    'a %s is stored upright and without its metadata',
    async (format) => {
      const bytes = await photo(format);
      expect(bytes.toString('latin1')).toMatch(SECRETS);
      const { status, body } = await upload(bytes, 'رسید.jpg');
      expect([status, body.mediaType, body.name]).toEqual([201, `image/${format}`, 'رسید.jpg']);
      expect(body.hashes.toSorted()).toEqual([body.sha256, sha256(bytes)].toSorted());

      const answer = await download(body.id);
      const stored = Buffer.from(await answer.arrayBuffer());
      expect([sha256(stored), stored.length]).toEqual([body.sha256, body.size]);
      expect(stored.toString('latin1')).not.toMatch(SECRETS);
      const { width, height, exif, xmp, iptc, orientation } = await sharp(stored).metadata();
      expect({ width, height, exif, xmp, iptc, orientation }).toEqual({
        ...{ width: 40, height: 60 },
        ...{ exif: undefined, xmp: undefined, iptc: undefined, orientation: undefined },
      });
      // What was at the left of the top is at the right of the top once it is turned upright.
      const { data, info } = await sharp(stored).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      expect(data[(2 * info.width + 37) * info.channels + 2]).toBeGreaterThan(200);
    },
  );

  it('is saved, never shown in place, and not sent twice', async () => {
    const { body } = await upload(paper(), '../اسناد/Frachtbrief (1).pdf');
    const answer = await download(body.id);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${body.id}.pdf"; filename*=UTF-8''Frachtbrief%20%281%29.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${body.sha256}"`,
    });
    const known = await download(body.id, { 'if-none-match': `"${body.sha256}"` });
    expect([known.status, await known.text()]).toEqual([304, '']);
    const shown = await service().get<Attachment>(`/attachments/${body.id}`);
    expect(shown.body).toEqual(body);
  });

  it('is known by its id, and by the hash of what was sent and of what is stored', async () => {
    const bytes = await photo('jpeg', 90);
    const missing = await service().get(`/attachments/${sha256(bytes)}`);
    expect(missing.status).toBe(404);
    const { body } = await upload(bytes);
    for (const name of [body.id, body.sha256, sha256(bytes).toUpperCase()]) {
      expect((await service().get<Attachment>(`/attachments/${name}`)).body).toEqual(body);
    }
    expect((await download(body.sha256)).status).toBe(200);
    expect((await service().get('/attachments/7')).status).toBe(400);
  });

  it('the same content again is the same attachment: as it was sent, as it is stored, at the same moment', async () => {
    const bytes = await photo('jpeg', 30);
    const answers = await atOnce(6, () => upload(bytes));
    expect(tally(answers)).toEqual({ 200: 5, 201: 1 });
    const [first] = answers;
    const stored = Buffer.from(await (await download(first!.body.id)).arrayBuffer());
    const again = await upload(stored, 'other name.jpg');
    expect([again.status, again.body]).toEqual([200, answers.find(({ status }) => status === 200)!.body]);

    // The same picture without its metadata is stored as the same.
    const [plain, tagged] = await Promise.all(
      [false, true].map((isTagged) => {
        const picture = sharp({ create: { width: 5, height: 5, channels: 3, background: '#123' } });
        return (isTagged ? picture.withExif({ IFD0: { Make: 'Nikon' } }) : picture).png().toBuffer();
      }),
    );
    const [one, other] = [await upload(plain!), await upload(tagged!)];
    expect([one.status, other.status, other.body.id]).toEqual([201, 200, one.body.id]);
    expect(other.body.hashes).toContain(sha256(tagged!));
  });

  it.each<[string, () => Promise<Uint8Array> | Uint8Array, string, string[]]>([
    [
      'text called a picture',
      () => Buffer.from('hello'),
      'a.jpg',
      ['415 unsupported_media_type', '/file unsupported_media_type'],
    ],
    [
      'a page called PDF',
      () => Buffer.from('<html>%PDF-'),
      'a.pdf',
      ['415 unsupported_media_type', '/file unsupported_media_type'],
    ],
    [
      'nothing',
      () => Buffer.alloc(0),
      'a.png',
      ['415 unsupported_media_type', '/file unsupported_media_type'],
    ],
    [
      'more than may be sent',
      () => Buffer.concat([PDF, Buffer.alloc(1024 * 1024)]),
      'a.pdf',
      ['413 too_large', '/file too_large'],
    ],
    [
      'half a picture',
      async () => (await photo('png')).subarray(0, 90),
      'a.png',
      ['422 refused', '/file unreadable'],
    ],
    [
      'a picture of 64 million pixels in few bytes',
      () =>
        sharp({ create: { width: 8000, height: 8000, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
      'bomb.png',
      ['422 refused', '/file too_many_pixels'],
    ],
  ])('%s is refused', async (_what, bytes, name, expected) => {
    expect(refusal(await upload(await bytes(), name))).toEqual(expected);
  });

  it('exactly as much as may be sent is taken', async () => {
    const bytes = Buffer.concat([paper(), Buffer.alloc(1024 * 1024)]).subarray(0, 1024 * 1024);
    expect((await upload(bytes, 'a.pdf')).status).toBe(201);
  });

  it('an event names a file before it arrives: the event stands, the file is missed until it is there', async () => {
    const ledger = ledgerOf(service());
    const shipment = await ledger.ship(await ledger.organisation(someone()));
    const bytes = await photo('webp', 77);
    const event = eventBody({
      type: 'received',
      lines: [{ line: lineOf(shipment), good: 50_000 }],
      attachments: [sha256(bytes).toUpperCase()],
    });
    const recorded = await ledger.tell(shipment, event);
    expect(recorded.attachments).toEqual([sha256(bytes)]);
    const none = { id: null, mediaType: null, size: null, name: null };
    expect(await ledger.shipment(shipment.id)).toMatchObject({
      status: 'received',
      attachments: [{ hash: sha256(bytes), missing: true, ...none }],
      events: [{ attachments: [sha256(bytes)] }],
    });
    const { body } = await upload(bytes, 'bags.webp');
    expect((await ledger.shipment(shipment.id)).attachments).toEqual([
      {
        ...{ hash: sha256(bytes), missing: false, id: body.id },
        ...{ mediaType: 'image/webp', size: body.size, name: 'bags.webp' },
      },
    ]);
    const again = await service().post(`/shipments/${shipment.id}/events`, event);
    expect([again.status, again.body]).toEqual([200, recorded]);
    const other = await service().post(`/shipments/${shipment.id}/events`, { ...event, attachments: [] });
    expect(other.body.code).toBe('id_reused');
  });

  it('an event names at most 20 files, each by a hash', async () => {
    const ledger = ledgerOf(service());
    const shipment = await ledger.ship(await ledger.organisation(someone()));
    const tell = (attachments: string[]) =>
      service().post(`/shipments/${shipment.id}/events`, eventBody({ type: 'note', attachments }));
    const hashes = Array.from({ length: 21 }, (_, index) => sha256(Buffer.of(index)));
    expect((await tell(hashes)).body.errors).toMatchObject([{ pointer: '/attachments' }]);
    expect((await tell(['photo.jpg'])).body.errors).toMatchObject([{ pointer: '/attachments/0' }]);
    expect((await tell(hashes.slice(1))).status).toBe(201);
  });

  it('a pledge names files that are there, and an edit keeps what it named before', async () => {
    const ledger = ledgerOf(service());
    const donor = await ledger.organisation(someone());
    const [letter, contract] = [await upload(paper(), 'letter.pdf'), await upload(paper(), 'contract.pdf')];
    const unknown = 'f'.repeat(64);
    const attachments = [letter.body.sha256, unknown];
    const refused = await service().post('/pledges', { ...pledgeBody(donor), attachments });
    expect(refusal(refused)).toEqual(['422 unknown_reference', '/attachments/1 unknown_reference']);

    const id = newId();
    const body = { ...pledgeBody(donor), id, attachments: [letter.body.sha256] };
    const first = await service().post<Pledge>('/pledges', body);
    expect(first.body.attachments).toMatchObject([
      { id: letter.body.id, missing: false, name: 'letter.pdf' },
    ]);
    const pledges = pledgesOf(service());
    expect(refusal(await pledges.edit({ id }, '"1"', { attachments: [unknown] }))).toEqual([
      '422 unknown_reference',
      '/attachments/0 unknown_reference',
    ]);
    const edited = await pledges.edit({ id }, '"1"', { attachments: [contract.body.sha256] });
    expect(edited.body.attachments).toMatchObject([{ id: contract.body.id }]);
    expect((await pledges.edit({ id }, '"2"', { earmarking: 1 })).body.attachments).toHaveLength(1);
    expect((await pledges.edit({ id }, '"3"', { attachments: null })).body.attachments).toEqual([]);
    expect((await pledges.versions({ id })).map((version) => version.attachments)).toEqual([
      [contract.body.sha256],
      [contract.body.sha256],
      [letter.body.sha256],
    ]);
    expect((await service().post('/pledges', body)).body).toEqual(first.body);
  });
});
