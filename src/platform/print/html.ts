import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { escape } from '../http/docs-html.ts';
import { securityHeaders } from '../http/headers.ts';
import { qrSvg } from './code.ts';
import {
  isRightToLeft,
  type PrintColumn,
  type PrintDocument,
  type PrintGroup,
  type PrintLanguage,
  type PrintSignatures,
  type PrintTable,
} from './document.ts';
import { fontFile } from './fonts.ts';

export const HTML_TYPE = 'text/html; charset=utf-8';

const STYLE = `:root{color-scheme:light;--ink:#1a2228;--quiet:#4a5661;--line:#b9c2ca;--soft:#f1f4f6;--stop:#9b1c1c}
*{box-sizing:border-box}body{margin:0;color:var(--ink);background:#fff;font:15px/1.55 FONTS}
main{max-width:90rem;margin:0 auto;padding:1.25rem}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .15rem}h2{font-size:1.05rem;margin:1.5rem 0 .4rem}
.quiet{color:var(--quiet);margin:0}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.5rem 1.5rem;margin:1rem 0}
dt{color:var(--quiet);font-size:.85em}dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.head{display:flex;gap:1.25rem;align-items:flex-start;justify-content:space-between}
.code{margin:0;flex:none;width:8.5rem;text-align:center}.code svg{display:block;width:100%;height:auto}
figcaption{color:var(--quiet);font-size:.75rem;line-height:1.35;overflow-wrap:anywhere}
.mark{display:inline-block;margin:.7rem 0 0;padding:.3rem .75rem;border:3px solid var(--stop);color:var(--stop);font-weight:700;font-size:1.15rem}
.scroll{overflow-x:auto}.scroll:focus-visible{outline:3px solid #0b5a8a}
table{border-collapse:collapse;width:100%;font-size:.75rem;line-height:1.35}
caption{text-align:start;font-size:1.05rem;font-weight:700;padding:.4rem 0}
th,td{padding:.22rem .35rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{vertical-align:bottom;border-bottom:2px solid var(--ink);background:var(--soft)}
th[scope=row],th[scope=rowgroup],thead th.start{text-align:start}th[scope=rowgroup]{min-width:8rem}
tbody th[scope=row]{font-weight:400;color:var(--quiet);white-space:nowrap}td{white-space:nowrap}
tbody tr:last-child>*,th[scope=rowgroup]{border-bottom-color:var(--ink)}tbody.total>tr>*{background:var(--soft)}
td.words{text-align:start;white-space:normal;min-width:6rem}thead th.words{text-align:start}
table.roomy{font-size:.85rem}table.fill{border:1px solid var(--ink)}.fill th,.fill td{border-inline:1px solid var(--line);padding-block:.75rem}.fill td{min-width:4.5rem}
li{margin:.25rem 0;overflow-wrap:anywhere}
.parties{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:.75rem 1.5rem}
.party{border:1px solid var(--line);padding:.6rem .8rem}.party h3{font-size:.95rem;margin:0 0 .4rem}
.party p{display:flex;gap:.5rem;margin:0;padding-top:1.3rem;border-bottom:1px solid var(--ink)}.party p>span{color:var(--quiet);font-size:.85em}
@page{size:A4 landscape;margin:11mm 10mm 14mm;@bottom-left{content:PAGE_OF;font:8pt FONTS;color:#4a5661}}
@media print{body{font-size:9pt}main{max-width:none;padding:0}.scroll{overflow:visible}table{font-size:6.6pt}
th,td{padding:1.2pt 2.4pt}th[scope=rowgroup]{min-width:0}thead{display:table-header-group}tbody{break-inside:avoid}
table.roomy{font-size:8pt}td.words{min-width:0}.signatures,.mark{break-inside:avoid}.code{width:28mm}
.parties{grid-template-columns:repeat(3,1fr)}h2,caption{break-after:avoid}dl{grid-template-columns:repeat(4,1fr);gap:.3rem 1rem}}`;

interface Look {
  style: string;
  /** The security headers of a page with this style and no other: nothing may be loaded but the font in it. */
  security: readonly string[];
}
const looks = new Map<string, Look>();

/** Read when first asked for: who prints nothing pays for no font. */
function lookOf({ lang, pageOf }: Pick<PrintDocument, 'lang' | 'pageOf'>): Look {
  const known = looks.get(`${lang} ${pageOf}`);
  if (known) return known;
  const faces = lang === 'en' ? '' : `${face('Regular', 400)}${face('Bold', 700)}`;
  const fonts = `${lang === 'en' ? '' : 'Vazirmatn,'}system-ui,"Segoe UI",Roboto,sans-serif`;
  const style = faces + STYLE.replaceAll('FONTS', fonts).replace('PAGE_OF', pageContent(lang, pageOf));
  const security = securityHeaders(`'sha256-${hash('sha256', style, 'base64')}'`, 'data:');
  const look = { style, security };
  looks.set(`${lang} ${pageOf}`, look);
  return look;
}

/** The number of the page as CSS writes it. */
function pageContent(lang: PrintLanguage, pageOf: string): string {
  const digits = isRightToLeft(lang) ? ',persian' : '';
  const parts = pageOf.split(/(\{pages?\})/).map((part) => {
    if (part === '{page}') return `counter(page${digits})`;
    return part === '{pages}' ? `counter(pages${digits})` : `"${part.replaceAll(/["\\]/g, '')}"`;
  });
  return parts.join(' ');
}

function face(cut: 'Regular' | 'Bold', weight: number): string {
  const font = readFileSync(fontFile(`webfonts/Vazirmatn-${cut}.woff2`), 'base64');
  return `@font-face{font-family:Vazirmatn;font-weight:${weight};src:url(data:font/woff2;base64,${font}) format("woff2")}`;
}

/** The security headers that the page of a document is served with: they allow its style and font, and nothing else. */
export function pageSecurity(document: PrintDocument): readonly string[] {
  return lookOf(document).security;
}

/**
 * A document as one page of HTML that needs nothing else: no script, no other file. It is read from right to left where its language
 * is, and prints on A4 landscape with the heads of tables and the number of the page on every page.
 */
export function toHtml(document: PrintDocument): string {
  const { lang, title, subtitle, mark, code, facts, tables, notes, signatures, footer } = document;
  const list = facts.map(({ label, value }) => `<div><dt>${escape(label)}</dt><dd>${text(value)}</dd></div>`);
  return [
    `<!doctype html><html lang="${lang === 'en' ? 'en' : `${lang}-AF`}" dir="${isRightToLeft(lang) ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${escape(title)}</title>`,
    `<style>${lookOf(document).style}</style></head><body><main>`,
    `<header class="head"><div><h1>${text(title)}</h1><p class="quiet">${text(subtitle)}</p>`,
    mark === undefined ? '' : `<p class="mark">${escape(mark)}</p>`,
    `</div>${code === undefined ? '' : codeHtml(code)}</header>`,
    `<dl>${list.join('')}</dl>`,
    ...tables.map(tableHtml),
    ...notes.map(
      ({ heading, items }) =>
        `<section><h2>${escape(heading)}</h2><ul>${items.map((item) => `<li>${text(item)}</li>`).join('')}</ul></section>`,
    ),
    signatures === undefined ? '' : signaturesHtml(signatures),
    `<footer><p class="quiet">${text(footer)}</p></footer></main></body></html>`,
  ].join('\n');
}

/** Isolated, because a reference or a name may run the other way. */
const text = (value: string): string => `<bdi>${escape(value)}</bdi>`;

function codeHtml({ content, label }: { content: string; label: string }): string {
  const picture = qrSvg(content, `role="img" aria-label="${escape(label)}"`);
  return `<figure class="code">${picture}<figcaption>${escape(label)}<br>${text(content)}</figcaption></figure>`;
}

function signaturesHtml({ heading, fields, parties }: PrintSignatures): string {
  const written = (name: string) =>
    fields.map((field, index) => `<p><span>${escape(field)}</span>${index === 0 ? text(name) : ''}</p>`);
  const boxes = parties.map(
    ({ role, name }) => `<div class="party"><h3>${escape(role)}</h3>${written(name).join('')}</div>`,
  );
  return `<section class="signatures"><h2>${escape(heading)}</h2><div class="parties">${boxes.join('')}</div></section>`;
}

/** The most columns that leave room for letters of the usual size. */
const ROOMY = 10;

function tableHtml({ caption, heads, columns, groups, toFill = false }: PrintTable): string {
  const first = heads.map((head) => `<th scope="col" class="start">${escape(head)}</th>`);
  const others = columns.map(
    ({ label, holds }) => `<th scope="col"${holds === 'words' ? ' class="words"' : ''}>${escape(label)}</th>`,
  );
  const look = [columns.length <= ROOMY ? 'roomy' : [], toFill ? 'fill' : []].flat().join(' ');
  return [
    `<div class="scroll" role="region" tabindex="0" aria-label="${escape(caption)}"><table${look && ` class="${look}"`}><caption>${escape(caption)}</caption>`,
    `<thead><tr>${first.join('')}${others.join('')}</tr></thead>`,
    ...groups.map((group) => groupHtml(group, columns)),
    '</table></div>',
  ].join('\n');
}

function groupHtml({ heading, isTotal, rows }: PrintGroup, columns: readonly PrintColumn[]): string {
  const lines = rows.map(({ label, cells }, index) => {
    const group = index === 0 ? `<th scope="rowgroup" rowspan="${rows.length}">${text(heading)}</th>` : '';
    const values = cells.map((cell, column) =>
      columns[column]?.holds === 'words'
        ? `<td class="words">${text(cell)}</td>`
        : `<td>${escape(cell)}</td>`,
    );
    return `<tr>${group}<th scope="row">${escape(label)}</th>${values.join('')}</tr>`;
  });
  return `<tbody${isTotal ? ' class="total"' : ''}>${lines.join('')}</tbody>`;
}
