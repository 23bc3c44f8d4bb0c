import { hash } from 'node:crypto';
import { PROBLEMS } from '../errors.ts';
import { code, escape, prose, quiet, schemaHtml, table, typeOf } from './docs-html.ts';
import type { OpenApiDocument, OpenApiOperation } from './openapi-document.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const STYLE = `:root{color-scheme:light dark;--line:light-dark(#d5dbe0,#3a4248);--soft:light-dark(#f4f6f8,#1c2226);--link:light-dark(#0b5a8a,#7cc4f0);--quiet:light-dark(#52606b,#a3b0ba)}
*{box-sizing:border-box}html{scroll-padding-top:1rem}
body{margin:0;font:16px/1.5 system-ui,sans-serif;display:grid;grid-template-columns:18rem minmax(0,1fr)}
a{color:var(--link)}code{font:14px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}.quiet,caption{color:var(--quiet)}
nav{padding:1rem;background:var(--soft);border-inline-end:1px solid var(--line);height:100vh;overflow:auto;position:sticky;top:0}
nav ul{list-style:none;margin:0 0 1rem;padding:0}nav h2{font-size:1rem;margin:.5rem 0}main{padding:1rem 2rem;max-width:64rem}
article{border-top:1px solid var(--line);padding:1rem 0}h3{margin:0 0 .25rem;font-size:1.05rem;overflow-wrap:anywhere}h4{margin:1rem 0 .25rem}
.method{display:inline-block;min-width:4.5em;padding:.1em .5em;border:1px solid currentColor;border-radius:.3em;font-weight:700;text-align:center}
table{border-collapse:collapse;width:100%;font-size:.94rem}caption{text-align:start}th,td{text-align:start;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}
tr:target,article:target{background:var(--soft)}
.skip{position:absolute;inset-inline-start:-99rem}.skip:focus{inset-inline-start:1rem;top:1rem;background:Canvas;padding:.5rem}
@media(max-width:50rem){body{display:block}nav{position:static;height:auto;max-height:40vh}main{padding:1rem}}`;

/** The only style this page may apply: its content security policy names this hash. */
export const DOCS_STYLE_SOURCE = `'sha256-${hash('sha256', STYLE, 'base64')}'`;

interface Entry {
  method: string;
  path: string;
  operation: OpenApiOperation;
}

function entriesOf(document: OpenApiDocument): Entry[] {
  const base = document.servers[0]?.url ?? '';
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path: `${item.servers ? '' : base}${path}`, operation }] : [];
    }),
  );
}

function parameters({ parameters: all = [] }: OpenApiOperation): string {
  const rows = all.map((parameter) => {
    const where = `${parameter.in}${parameter.required ? '' : ', optional'}`;
    const meaning = prose(parameter.description ?? parameter.schema?.description);
    return `<tr><td>${code(parameter.name)} ${quiet(where)}<td>${typeOf(parameter.schema)}<td>${meaning}</tr>`;
  });
  return table('Parameters', ['Name', 'Type', 'Meaning'], rows);
}

/** Successes only: refusals are the same everywhere and explained once. */
function answers({ responses }: OpenApiOperation): string {
  return Object.entries(responses)
    .filter(([, { $ref }]) => $ref === undefined)
    .map(([status, { description, content }]) => {
      const schema = schemaHtml(`Answer ${status}`, content?.['application/json']?.schema);
      const others = Object.keys(content ?? {}).filter((type) => type !== 'application/json');
      const types = others.length > 0 ? `<p>As ${others.map(code).join(', ')}</p>` : '';
      return `<h4>${status}</h4><p>${prose(description)}</p>${types}${schema}`;
    })
    .join('');
}

function article({ method, path, operation }: Entry): string {
  const [[type, body] = []] = Object.entries(operation.requestBody?.content ?? {});
  const heading = type === undefined || type === 'application/json' ? 'Body' : `Body, as ${code(type)}`;
  return [
    `<article id="${escape(operation.operationId)}">`,
    `<h3><span class=method>${method.toUpperCase()}</span> ${code(path)}</h3>`,
    `<p><strong>${prose(operation.summary)}</strong>${operation.security?.length === 0 ? ' Needs no key.' : ''}</p><p>${prose(operation.description)}</p>`,
    parameters(operation),
    body ? `<h4>${heading}</h4>${schemaHtml('Body', body.schema)}` : '',
    answers(operation),
    '</article>',
  ].join('');
}

function refusals(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([name, { status, title }]) =>
      `<tr id="problem-${name}"><td>${code(name)}<td>${status}<td>${escape(title)}</tr>`,
  );
  return `<section><h2 id=refusals>Refusals</h2><p>Every refusal is <code>application/problem+json</code>; decide by its <code>code</code>.</p>${table('By status', ['Code', 'Status', 'Meaning'], rows)}</section>`;
}

function menu(groups: readonly { name: string; entries: readonly Entry[] }[]): string {
  const lists = groups.map(({ name, entries }) => {
    const links = entries.map(
      ({ operation }) => `<li><a href="#${escape(operation.operationId)}">${prose(operation.summary)}</a>`,
    );
    return `<h2>${escape(name)}</h2><ul>${links.join('')}</ul>`;
  });
  return `<nav aria-label="Operations">${lists.join('')}<ul><li><a href="#refusals">Refusals</a><li><a href="#schemas">Schemas</a></ul></nav>`;
}

/**
 * The OpenAPI document as one page of plain HTML: no script and no request for anything else, so it is readable with a
 * screen reader, on a slow line, and under a policy that allows nothing.
 */
export function docsPage(document: OpenApiDocument): string {
  const { info, tags, components } = document;
  const all = entriesOf(document);
  const groups = tags.map(({ name }) => ({
    name,
    entries: all.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const title = escape(info.title);
  const sections = groups.map(
    ({ name, entries }) => `<section><h2>${escape(name)}</h2>${entries.map(article).join('')}</section>`,
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<article id="schema-${escape(name)}"><h3>${escape(name)}</h3>${schemaHtml(name, schema)}</article>`,
  );
  return [
    `<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content="width=device-width">`,
    `<title>${title}</title><style>${STYLE}</style></head><body>`,
    `<a class=skip href="#main">Skip to content</a>${menu(groups)}<main id=main>`,
    `<h1>${title} ${quiet(info.version)}</h1><p>${prose(info.description)}</p>`,
    `<p>For programs: <a href="/api/openapi.json">OpenAPI ${escape(document.openapi)}</a>.</p>`,
    ...sections,
    refusals(),
    `<section><h2 id=schemas>Schemas</h2>${schemas.join('')}</section></main></body></html>`,
  ].join('\n');
}
