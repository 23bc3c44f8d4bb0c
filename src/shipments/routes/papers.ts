import { bind, type BoundRoute } from '../../platform/http/contract.ts';
import { pageSecurity, toHtml } from '../../platform/print/html.ts';
import { languageOf, VARIES } from '../../platform/print/language.ts';
import { toPdf } from '../../platform/print/pdf.ts';
import type { PrintDocument } from '../../platform/print/document.ts';
import * as contract from '../contract/papers.ts';
import { shipmentLink } from '../print/link.ts';
import type { ShipmentsService } from '../service.ts';

type WaybillRequest = Parameters<Parameters<typeof bind<typeof contract.getWaybillPdf, 200>>[1]>[0];
type NoteRequest = Parameters<Parameters<typeof bind<typeof contract.getNotePdf, 200>>[1]>[0];

/** @param publicUrl where people reach the service: what the codes on the papers open */
export function paperRoutes({ papers }: ShipmentsService, publicUrl: string | undefined): BoundRoute[] {
  const waybill = ({
    params,
    query,
    headers,
    principal,
  }: Pick<WaybillRequest, 'params' | 'query' | 'headers' | 'principal'>) => {
    const isBlind = query.blind === '1';
    const asked = { lang: languageOf(query, headers), link: shipmentLink(publicUrl, params.id, isBlind) };
    return papers[isBlind ? 'countingSheet' : 'waybill'](params.id, asked, principal);
  };
  const note = ({
    params,
    query,
    headers,
    principal,
  }: Pick<NoteRequest, 'params' | 'query' | 'headers' | 'principal'>) => {
    const asked = { lang: languageOf(query, headers), link: shipmentLink(publicUrl, params.id) };
    return papers.note(params.id, params.eventId, asked, principal);
  };
  return [
    bind(contract.getWaybillPage, async (input) => page(await waybill(input))),
    bind(contract.getWaybillPdf, async (input) => file(await waybill(input), `waybill-${input.params.id}`)),
    bind(contract.getNotePage, async (input) => page(await note(input))),
    bind(contract.getNotePdf, async (input) => file(await note(input), `grn-${input.params.eventId}`)),
  ];
}

const page = (document: PrintDocument) => ({
  ...{ status: 200 as const, body: toHtml(document), security: pageSecurity(document) },
  headers: VARIES,
});

const file = async (document: PrintDocument, name: string) => ({
  ...{ status: 200 as const, body: await toPdf(document) },
  headers: { 'content-disposition': `inline; filename="${name}.pdf"`, ...VARIES },
});
