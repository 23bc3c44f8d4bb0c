import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import { dayOrInstant, uuidv7 } from '../../platform/http/schemas.ts';
import { languageHeaders, printLanguage } from '../../platform/print/language.ts';

const query = z.strictObject({
  lang: printLanguage,
  asKnownOn: dayOrInstant.optional().meta({
    description: 'As it was known then, by what had been recorded; a day means its end in Kabul',
  }),
});
export type StatementPrintQuery = z.output<typeof query>;
const params = z.strictObject({ id: uuidv7 });

export const getStatementPage = route({
  method: 'get',
  path: '/pledges/{id}/statement.html',
  operationId: 'getPledgeStatementPage',
  permission: 'pledges:read',
  summary: 'The statement of a pledge as a page to read and print',
  description:
    'One file that needs nothing else: no script, fonts included. A browser may open it with the key as the password of any user.',
  tag: 'Pledges',
  guard: 'browser',
  ...{ params, query, headers: languageHeaders },
  responses: { 200: { description: 'The page', content: 'text/html; charset=utf-8' } },
});

export const getStatementPdf = route({
  method: 'get',
  path: '/pledges/{id}/statement.pdf',
  operationId: 'getPledgeStatementPdf',
  permission: 'pledges:read',
  summary: 'The statement of a pledge as a PDF',
  description:
    'Tagged (PDF/UA-1), A4 landscape. A browser may open it with the key as the password of any user.',
  tag: 'Pledges',
  guard: 'browser',
  ...{ params, query, headers: languageHeaders },
  responses: { 200: { description: 'The file', content: 'application/pdf' } },
});
