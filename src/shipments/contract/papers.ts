import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import { uuidv7 } from '../../platform/http/schemas.ts';
import { languageHeaders, printLanguage } from '../../platform/print/language.ts';

const ALIKE =
  'Its QR code holds the address of the shipment. It tells no more than the API tells whoever asks. A browser may open it with the key as the password of any user.';
const PAGE = 'One file that needs nothing else: no script, fonts included.';
const FILE = 'Tagged (PDF/UA-1), A4 landscape.';

const common = { method: 'get', permission: 'shipments:read', tag: 'Shipments', guard: 'browser' } as const;

const ofShipment = {
  params: z.strictObject({ id: uuidv7 }),
  query: z.strictObject({
    lang: printLanguage,
    blind: z.enum(['0', '1']).default('0').meta({
      description: '1: a counting sheet, without any quantity and with room to write down what is counted',
      example: '1',
    }),
  }),
  headers: languageHeaders,
};
const ofReceipt = {
  params: z.strictObject({ id: uuidv7, eventId: uuidv7 }),
  query: z.strictObject({ lang: printLanguage }),
  headers: languageHeaders,
};

export const getWaybillPage = route({
  ...common,
  path: '/shipments/{id}/waybill.html',
  operationId: 'getWaybillPage',
  summary: 'The waybill as a page to read and print',
  description: `${PAGE} ${ALIKE}`,
  ...ofShipment,
  responses: { 200: { description: 'The page', content: 'text/html; charset=utf-8' } },
});

export const getWaybillPdf = route({
  ...common,
  path: '/shipments/{id}/waybill.pdf',
  operationId: 'getWaybillPdf',
  summary: 'The waybill as a PDF',
  description: `${FILE} ${ALIKE}`,
  ...ofShipment,
  responses: { 200: { description: 'The file', content: 'application/pdf' } },
});

export const getNotePage = route({
  ...common,
  path: '/shipments/{id}/grn/{eventId}.html',
  operationId: 'getGoodsReceivedNotePage',
  summary: 'The goods received note of a receipt as a page to read and print',
  description: `${PAGE} A receipt that is voided, disputed or set aside says so. ${ALIKE}`,
  ...ofReceipt,
  responses: { 200: { description: 'The page', content: 'text/html; charset=utf-8' } },
});

export const getNotePdf = route({
  ...common,
  path: '/shipments/{id}/grn/{eventId}.pdf',
  operationId: 'getGoodsReceivedNotePdf',
  summary: 'The goods received note of a receipt as a PDF',
  description: `${FILE} A receipt that is voided, disputed or set aside says so on every page. ${ALIKE}`,
  ...ofReceipt,
  responses: { 200: { description: 'The file', content: 'application/pdf' } },
});
