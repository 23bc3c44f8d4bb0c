import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import { day, instant, line, listOf, localisedName, uuidv7 } from '../../platform/http/schemas.ts';
import { statement } from './statement.ts';

const expiresOn = day.meta({
  description: 'The last day on which the link works, in Kabul; at most a year ahead',
});

export const pledgeShare = z
  .strictObject({
    id: uuidv7,
    expiresOn,
    recordedBy: z.string(),
    recordedAt: instant,
    revokedAt: instant.nullable(),
    revokedBy: z.string().nullable(),
    works: z.boolean().meta({ description: 'Neither expired nor revoked' }),
  })
  .meta({ id: 'PledgeShare' });
export type PledgeShare = z.output<typeof pledgeShare>;

export const sharePledge = route({
  method: 'post',
  path: '/pledges/{id}/share',
  operationId: 'sharePledge',
  permission: 'pledges:write',
  summary: 'Make a link under which anybody can read the statement of a pledge',
  description: 'Until a day, or until it is revoked. The link is shown once: only a hash of it is kept.',
  tag: 'Pledges',
  params: z.strictObject({ id: uuidv7 }),
  body: z.strictObject({ expiresOn }).meta({ id: 'NewPledgeShare' }),
  responses: {
    201: {
      description: 'The link, this once',
      body: z
        .strictObject({
          id: uuidv7,
          url: z.url().meta({ description: 'Under PUBLIC_URL where that is set, else where it was asked' }),
          token: z.string().meta({ description: 'The last part of the link' }),
          expiresOn,
        })
        .meta({ id: 'PledgeLink' }),
    },
  },
});

export const listPledgeShares = route({
  method: 'get',
  path: '/pledges/{id}/shares',
  operationId: 'listPledgeShares',
  permission: 'pledges:read',
  summary: 'The links to a pledge that were made, the newest first, without what opens them',
  tag: 'Pledges',
  params: z.strictObject({ id: uuidv7 }),
  responses: { 200: { description: 'Links', body: listOf(pledgeShare) } },
});

export const revokePledgeShare = route({
  method: 'delete',
  path: '/pledges/{id}/shares/{share}',
  operationId: 'revokePledgeShare',
  permission: 'pledges:write',
  summary: 'Revoke a link: it works no longer',
  tag: 'Pledges',
  params: z.strictObject({ id: uuidv7, share: uuidv7 }),
  responses: { 204: { description: 'Revoked, now or before', body: z.undefined() } },
});

const named = z.array(z.strictObject({ code: z.string(), name: localisedName }));

/** A statement with the names that whoever holds the link cannot ask for. */
export const sharedStatement = statement
  .extend({
    donor: line.meta({ description: 'As it is registered' }),
    recipient: line.nullable(),
    names: z
      .strictObject({ items: named, provinces: named })
      .meta({ description: 'Of the items and provinces that occur in the statement' }),
  })
  .meta({ id: 'SharedStatement' });
export type SharedStatement = z.output<typeof sharedStatement>;

export const getShared = route({
  method: 'get',
  path: '/shared/{token}',
  operationId: 'getSharedStatement',
  permission: null,
  summary: 'The statement of a pledge, for whoever holds the link',
  description: 'A link that has expired, was revoked or never was is answered the same 404.',
  tag: 'Pledges',
  guard: 'open',
  // Whatever it is: a malformed one is refused as an unknown one.
  params: z.strictObject({ token: z.string() }),
  responses: { 200: { description: 'The statement', body: sharedStatement } },
});
