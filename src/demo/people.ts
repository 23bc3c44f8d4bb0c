import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiKey } from '../accounts/contract/keys.ts';
import type { User } from '../accounts/contract/people.ts';
import type { Organisation } from '../accounts/contract.ts';
import type { Role } from '../platform/access.ts';
import { type Api, apiClient, ApiRefusal } from './client.ts';
import { sampleOrganisations } from './story/organisations.ts';

const FILE = 'demo-people.json';
/** Readable by its owner alone: it opens accounts. */
const MODE = 0o600;

interface Charge {
  role: Role;
  name: string;
  /** Of the sample story. */
  organisation: string | null;
  provinces: string[] | null;
}

/** One of each role, each where the story gives it something to see. */
const PEOPLE: Record<string, Charge> = {
  'donor@demo.test': {
    ...{ role: 'donor', name: 'Demo Donor', organisation: sampleOrganisations.steppe.name, provinces: null },
  },
  'coordinator@demo.test': {
    ...{ role: 'coordinator', name: 'Demo Coordinator', organisation: sampleOrganisations.centre.name },
    provinces: ['AF10', 'AF22', 'AF23'],
  },
  'manager@demo.test': { role: 'manager', name: 'Demo Manager', organisation: null, provinces: null },
  'admin@demo.test': { role: 'admin', name: 'Demo Administrator', organisation: null, provinces: null },
};

export interface DemoPeople {
  password: string;
  /** API keys by e-mail address. */
  keys: Record<string, string>;
}

/** The people of the demo: as the run before left them, or made now, with a password of this installation and a key each. */
export async function demoPeople(api: Api, url: string, dataDir: string): Promise<DemoPeople> {
  const file = join(dataDir, FILE);
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoPeople) : undefined;
  if (kept && (await allWork(url, kept))) return kept;
  const people: DemoPeople = { password: `demo-${randomBytes(9).toString('base64url')}`, keys: {} };
  for (const [email, charge] of Object.entries(PEOPLE)) {
    people.keys[email] = await addPerson(api, email, charge, people.password);
  }
  writeFileSync(file, `${JSON.stringify(people, null, 2)}\n`, { mode: MODE });
  chmodSync(file, MODE);
  return people;
}

async function allWork(url: string, { keys }: DemoPeople): Promise<boolean> {
  try {
    for (const email of Object.keys(PEOPLE)) await apiClient(url, keys[email] ?? '').get('/me');
    return true;
  } catch (error) {
    if (error instanceof ApiRefusal) return false;
    throw error;
  }
}

async function addPerson(api: Api, email: string, charge: Charge, password: string): Promise<string> {
  const { name, role, provinces } = charge;
  const organisation = charge.organisation && (await organisationNamed(api, charge.organisation));
  const [known] = await api.list<User>(`/users?q=${encodeURIComponent(email)}`);
  const { body } = await (known
    ? api.send<{ url: string }>('POST', `/users/${known.id}/invitation`, undefined)
    : api.send<{ url: string }>('POST', '/invitations', { email, name, role, organisation, provinces }));
  const token = new URL(body.url).hash.slice(1);
  await api.send('POST', '/invitations/accept', { token, password });
  const wanted = { name: `demo: ${email}`, role, organisation, provinces };
  return (await api.send<ApiKey & { token: string }>('POST', '/api-keys', wanted)).body.token;
}

async function organisationNamed(api: Api, name: string): Promise<string> {
  const found = await api.list<Organisation>(`/organisations?q=${encodeURIComponent(name)}`);
  const [organisation] = found;
  if (!organisation) throw new Error(`the demo has registered no "${name}"`);
  return organisation.id;
}

/** What one signs in with. */
export function whoMaySignIn({ password, keys }: DemoPeople): string[] {
  return [
    `  password for all of them: ${password}`,
    ...Object.entries(keys).map(([email, key]) => `  ${email.padEnd(22)} ${key}`),
  ];
}
