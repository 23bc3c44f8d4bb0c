/** Where the service may be made to call: hosts on the public internet, and those the operator vouches for. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isPublicAddress } from '../../../src/platform/outgoing/address.ts';
import { postTo, TargetRefused } from '../../../src/platform/outgoing/send.ts';
import { refusalOfTarget } from '../../../src/platform/outgoing/target.ts';

const NONE = new Set<string>();

describe('an address', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450:4001:81b::200e'])(
    '%s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ['this host', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local', '169.254.0.1'],
    ['metadata of clouds', '169.254.169.254'],
    ['shared (CGNAT)', '100.64.0.1'],
    ['shared (CGNAT)', '100.127.255.255'],
    ['metadata of a cloud', '100.100.100.200'],
    ['protocol assignments', '192.0.0.192'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['6to4 relays', '192.88.99.1'],
    ['benchmarking', '198.19.255.255'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped, written in hexadecimal', '::ffff:7f00:1'],
    ['mapped, of a public one', '::ffff:8.8.8.8'],
    ['translated', '::ffff:0:127.0.0.1'],
    ['compatible', '::127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64, local', '64:ff9b:1::7f00:1'],
    ['6to4 of 127.0.0.1', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['discarded', '100::1'],
    ['unique local', 'fc00::1'],
    ['metadata of a cloud', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['not assigned', '4000::1'],
    ['a public one with a zone', '2606:4700:4700::1111%lo'],
    ['no address', ''],
    ['a name', 'localhost'],
  ])('that is %s is not: %s', (_what, address) => expect(isPublicAddress(address)).toBe(false));

  it('of IPv4 is never public in the clothes of IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (v4) => {
        const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number);
        const [high, low] = [a * 256 + b, c * 256 + d].map((part) => part.toString(16));
        const dressed = [
          `::ffff:${v4}`,
          `64:ff9b::${high}:${low}`,
          `2002:${high}:${low}::`,
          `::${high}:${low}`,
        ];
        expect(dressed.filter(isPublicAddress)).toEqual([]);
      }),
    );
  });
});

describe('a URL', () => {
  it.each([
    'https://partner.example.org/aid?key=1',
    'https://partner.example.org:8443/',
    'https://93.184.216.34/',
    'https://[2606:4700:4700::1111]/',
  ])('%s may be called', (url) => expect(refusalOfTarget(url, NONE)).toBeNull());

  it.each([
    ['invalid', 'partner.example.org'],
    ['invalid', `https://a.example/${'x'.repeat(2000)}`],
    ['scheme', 'http://partner.example.org/'],
    ['scheme', 'ftp://partner.example.org/'],
    ['scheme', 'file:///etc/passwd'],
    ['credentials', 'https://user@partner.example.org/'],
    ['credentials', 'https://:secret@partner.example.org/'],
    ['fragment', 'https://partner.example.org/#a'],
    ['port', 'https://partner.example.org:25/'],
    ['port', 'https://partner.example.org:80/'],
    ['address', 'https://127.0.0.1/'],
    ['address', 'https://2130706433/'],
    ['address', 'https://0x7f.1/'],
    ['address', 'https://0177.0.0.1/'],
    ['address', 'https://[::1]/'],
    ['address', 'https://[::ffff:169.254.169.254]/'],
    ['address', 'https://169.254.169.254/latest/meta-data'],
  ])('is refused for its %s: %s', (code, url) => expect(refusalOfTarget(url, NONE)?.code).toBe(code));

  it('of a host that the operator vouches for may have any scheme, port and address, but no password', () => {
    const allowed = new Set(['127.0.0.1', 'events.internal:8080', '[::1]', 'plain.internal:80']);
    const codeOf = (url: string) => refusalOfTarget(url, allowed)?.code ?? 'may';
    expect(codeOf('http://127.0.0.1:25/')).toBe('may');
    expect(codeOf('http://[::1]:9000/')).toBe('may');
    expect(codeOf('http://events.internal:8080/')).toBe('may');
    expect(codeOf('http://EVENTS.internal:8080/')).toBe('may');
    expect(codeOf('http://plain.internal/')).toBe('may');
    expect(codeOf('http://events.internal:8081/')).toBe('scheme');
    expect(codeOf('http://events.internal/')).toBe('scheme');
    expect(codeOf('http://127.0.0.2/')).toBe('scheme');
    expect(codeOf('http://a:b@127.0.0.1/')).toBe('credentials');
  });
});

/** A server on loopback that counts who connects. */
async function listener(answer: Parameters<typeof createServer>[1] = (_req, res) => void res.end('thanks')) {
  const server: Server = createServer(answer as never);
  let connections = 0;
  server.on('connection', () => void connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

const LOOPBACK = { address: '127.0.0.1', family: 4 };
const PUBLIC = { address: '93.184.216.34', family: 4 };

/** A resolver that answers differently each time it is asked, the last answer ever after. */
function rebinding(...answers: { address: string; family: number }[][]) {
  let asked = 0;
  return {
    resolve: async () => answers[Math.min(asked++, answers.length - 1)]!,
    asked: () => asked,
  };
}

describe('a message', () => {
  it.each([
    ['leads inside', [LOOPBACK]],
    ['leads outside and inside', [PUBLIC, LOOPBACK]],
    ['leads inside, mapped', [{ address: '::ffff:127.0.0.1', family: 6 }]],
  ])('to a name that %s is refused before anything is connected', async (_what, addresses) => {
    const { port, connections } = await listener();
    const { resolve } = rebinding(addresses);
    const sent = postTo(
      `https://rebind.example:${port}/`,
      '{}',
      {},
      { allowed: NONE, timeoutMs: 2000, resolve },
    );
    await expect(sent).rejects.toBeInstanceOf(TargetRefused);
    expect(connections()).toBe(0);
  });

  it('goes to the address that was checked: a name that leads inside when asked again is not asked again', async () => {
    const { port, connections } = await listener();
    const { resolve, asked } = rebinding([PUBLIC], [LOOPBACK]);
    const sent = postTo(
      `https://rebind.example:${port}/`,
      '{}',
      {},
      { allowed: NONE, timeoutMs: 500, resolve },
    );
    // The public address answers nothing here; had the name been asked again, the listener would have been connected.
    await expect(sent).rejects.toThrow(/no answer|connect/);
    expect([asked(), connections()]).toEqual([1, 0]);
  });

  it('arrives at the address that was checked, under the name it was sent to', async () => {
    const seen: unknown[] = [];
    const { port, connections } = await listener((req, res) => {
      seen.push([req.method, req.headers.host, req.headers['webhook-id']]);
      res.end('thanks');
    });
    const { resolve, asked } = rebinding([LOOPBACK], [PUBLIC]);
    const answer = await postTo(
      `http://receiver.internal:${port}/a`,
      '{"é":1}',
      { 'webhook-id': 'm' },
      { allowed: new Set(['receiver.internal']), timeoutMs: 2000, resolve },
    );
    expect(answer).toMatchObject({ status: 200, excerpt: 'thanks' });
    expect(seen).toEqual([['POST', `receiver.internal:${port}`, 'm']]);
    expect([asked(), connections()]).toEqual([1, 1]);
  });

  it('does not follow a redirect', async () => {
    const inside = await listener();
    const { port } = await listener((_req, res) => {
      res.writeHead(307, { location: `http://127.0.0.1:${inside.port}/` }).end();
    });
    const options = { allowed: new Set(['127.0.0.1']), timeoutMs: 2000 };
    expect(await postTo(`http://127.0.0.1:${port}/`, '{}', {}, options)).toMatchObject({ status: 307 });
    expect(inside.connections()).toBe(0);
  });

  it('gives up on a receiver that accepts and says nothing, and on a resolver that does', async () => {
    const { port } = await listener(() => {});
    const silent = { allowed: new Set(['127.0.0.1']), timeoutMs: 200 };
    await expect(postTo(`http://127.0.0.1:${port}/`, '{}', {}, silent)).rejects.toThrow(
      'no answer within 0.2 s',
    );
    const never = { allowed: NONE, timeoutMs: 200, resolve: () => new Promise<never>(() => {}) };
    await expect(postTo('https://slow.example/', '{}', {}, never)).rejects.toThrow('no answer within 0.2 s');
  });

  it('keeps no more than the beginning of an answer, and does not wait for the rest of one that never ends', async () => {
    const { port } = await listener((_req, res) => {
      res.writeHead(200);
      const timer = setInterval(() => res.write('x'.repeat(400)), 5);
      res.on('close', () => clearInterval(timer));
    });
    const options = { allowed: new Set(['127.0.0.1']), timeoutMs: 5000 };
    const { excerpt } = await postTo(`http://127.0.0.1:${port}/`, '{}', {}, options);
    expect(excerpt).toBe('x'.repeat(500));
  });
});
