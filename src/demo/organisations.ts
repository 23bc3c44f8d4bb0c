import type { NewOrganisation, Organisation } from '../accounts/contract.ts';
import { type Api, ApiRefusal, inParallel } from './client.ts';
import { ftsOrganisations } from './flows.ts';
import { demoId } from './ids.ts';
import type { OrganisationIds } from './sample-pledges.ts';
import { sampleOrganisations } from './story/organisations.ts';
import type { Tally } from './tally.ts';

/** Everybody the demo speaks of: real ones by their name, invented ones by their key in the story. */
const everybody: readonly (readonly [known: string, described: Omit<NewOrganisation, 'id'>])[] = [
  ...ftsOrganisations.map((organisation) => [organisation.name, organisation] as const),
  ...Object.entries(sampleOrganisations),
];

/** Registers the organisations of the demo; one that somebody has registered under the same name already is used as it is. */
export async function registerOrganisations(
  api: Api,
  { limit, tally }: { limit: number; tally: Tally },
): Promise<OrganisationIds> {
  const ids = new Map<string, string>();
  await inParallel(everybody, limit, async ([known, described]) => {
    ids.set(known, await register({ id: demoId('organisation', described.name), ...described }));
  });

  async function register(command: NewOrganisation & { id: string }): Promise<string> {
    try {
      const { status, body } = await api.send<Organisation>('POST', '/organisations', command);
      tally.count('organisations', status === 201);
      return body.id;
    } catch (error) {
      const holder = holderOfName(error);
      if (holder === undefined) throw error;
      tally.count('organisations', false);
      return holder;
    }
  }

  return (known) => {
    const id = ids.get(known);
    if (id === undefined) throw new Error(`the demo knows no organisation "${known}"`);
    return id;
  };
}

function holderOfName(error: unknown): string | undefined {
  if (!(error instanceof ApiRefusal) || error.code !== 'conflict') return undefined;
  return (error.body as { organisation?: Organisation }).organisation?.id;
}
