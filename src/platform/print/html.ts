import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { escape } from '../http/docs-html.ts';
import { securityHeaders } from '../http/headers.ts';
import type { PrintDocument, PrintGroup, PrintLanguage, PrintTable } from './document.ts';
import { fontFile } from './fonts.ts';

export const HTML_TYPE = 'text/html; charset=utf-8';

const STYLE = `:root{color-scheme:light;--ink:#1a2228;--quiet:#4a5661;--line:#b9c2ca;--soft:#f1f4f6}
*{box-sizing:border-box}body{margin:0;color:var(--ink);background:#fff;font:15px/1.55 FONTS}
main{max-width:90rem;margin:0 auto;padding:1.25rem}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .15rem}h2{font-size:1.05rem;margin:1.5rem 0 .4rem}
.quiet{color:var(--quiet);margin:0}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.5rem 1.5rem;margin:1rem 0}
dt{color:var(--quiet);font-size:.85em}dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.scroll{overflow-x:auto}.scroll:focus-visible{outline:3px solid #0b5a8a}
table{border-collapse:collapse;width:100%;font-size:.75rem;line-height:1.35}
caption{text-align:start;font-size:1.05rem;font-weight:700;padding:.4rem 0}
th,td{padding:.22rem .35rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{vertical-align:bottom;border-bottom:2px solid var(--ink);background:var(--soft)}
th[scope=row],th[scope=rowgroup],thead th.start{text-align:start}th[scope=rowgroup]{min-width:8rem}
tbody th[scope=row]{font-weight:400;color:var(--quiet);white-space:nowrap}td{white-space:nowrap}
tbody tr:last-child>*,th[scope=rowgroup]{border-bottom-color:var(--ink)}tbody.total>tr>*{background:var(--soft)}
li{margin:.25rem 0}
@page{size:A4 landscape;margin:11mm 10mm 14mm;@bottom-left{content:PAGE_OF;font:8pt FONTS;color:#4a5661}}
@media print{body{font-size:9pt}main{max-width:none;padding:0}.scroll{overflow:visible}table{font-size:6.6pt}
th,td{padding:1.2pt 2.4pt}th[scope=rowgroup]{min-width:0}thead{display:table-header-group}tbody{break-inside:avoid}
h2,caption{break-after:avoid}dl{grid-template-columns:repeat(4,1fr);gap:.3rem 1rem}}`;

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
  const digits = lang === 'fa' ? ',persian' : '';
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
  const { lang, title, subtitle, facts, tables, notes, footer } = document;
  const list = facts.map(({ label, value }) => `<div><dt>${escape(label)}</dt><dd>${text(value)}</dd></div>`);
  return [
    `<!doctype html><html lang="${lang === 'fa' ? 'fa-AF' : 'en'}" dir="${lang === 'fa' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${escape(title)}</title>`,
    `<style>${lookOf(document).style}</style></head><body><main>`,
    `<header><h1>${text(title)}</h1><p class="quiet">${text(subtitle)}</p></header>`,
    `<dl>${list.join('')}</dl>`,
    ...tables.map(tableHtml),
    `<section><h2>${escape(notes.heading)}</h2><ul>${notes.items.map((item) => `<li>${text(item)}</li>`).join('')}</ul></section>`,
    `<footer><p class="quiet">${text(footer)}</p></footer></main></body></html>`,
  ].join('\n');
}

/** Isolated, because a reference or a name may run the other way. */
const text = (value: string): string => `<bdi>${escape(value)}</bdi>`;

function tableHtml({ caption, heads, columns, groups }: PrintTable): string {
  const first = heads.map((head) => `<th scope="col" class="start">${escape(head)}</th>`);
  const others = columns.map((column) => `<th scope="col">${escape(column)}</th>`);
  return [
    `<div class="scroll" role="region" tabindex="0" aria-label="${escape(caption)}"><table><caption>${escape(caption)}</caption>`,
    `<thead><tr>${first.join('')}${others.join('')}</tr></thead>`,
    ...groups.map(groupHtml),
    '</table></div>',
  ].join('\n');
}

function groupHtml({ heading, isTotal, rows }: PrintGroup): string {
  const lines = rows.map(({ label, cells }, index) => {
    const group = index === 0 ? `<th scope="rowgroup" rowspan="${rows.length}">${text(heading)}</th>` : '';
    const values = cells.map((cell) => `<td>${escape(cell)}</td>`);
    return `<tr>${group}<th scope="row">${escape(label)}</th>${values.join('')}</tr>`;
  });
  return `<tbody${isTotal ? ' class="total"' : ''}>${lines.join('')}</tbody>`;
}
