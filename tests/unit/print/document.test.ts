import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  PRINT_LANGUAGES,
  type PrintDocument,
  type PrintLanguage,
} from '../../../src/platform/print/document.ts';
import { pageSecurity, toHtml } from '../../../src/platform/print/html.ts';
import { toPdf } from '../../../src/platform/print/pdf.ts';

const EVIL = '<script>alert(1)</script> #image("/etc/passwd") $x$ "\'&';

const documentOf = (lang: PrintLanguage, changes: Partial<PrintDocument> = {}): PrintDocument => ({
  ...{ lang, title: 'Title', subtitle: 'About a moment', footer: 'Foot', pageOf: '{page} of {pages}' },
  facts: [{ label: 'Donor', value: 'قزاقستان (KazAID)' }],
  tables: [
    {
      caption: 'Cargo',
      heads: ['Line', 'Measure'],
      columns: [{ label: 'Delivered', holds: 'figures' }],
      groups: [
        {
          heading: 'Flour',
          isTotal: false,
          rows: [
            { label: 'kg', cells: ['1'] },
            { label: 'USD', cells: ['—'] },
          ],
        },
      ],
    },
  ],
  notes: [{ heading: 'Notes', items: ['One', 'Two'] }],
  ...changes,
});
const text = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');

describe('a page', () => {
  it.each(PRINT_LANGUAGES)('in %s needs nothing but itself, and its policy allows nothing else', (lang) => {
    const document = documentOf(lang);
    const html = toHtml(document);
    expect(html).toContain(
      `<html lang="${{ en: 'en" dir="ltr', fa: 'fa-AF" dir="rtl', ps: 'ps-AF" dir="rtl' }[lang]}">`,
    );
    expect(html).not.toMatch(/<script|<link|<img|https?:|@import/);
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(html) ?? [];
    const security = pageSecurity(document);
    const policy = security[security.findIndex((name) => /^content-security-policy$/i.test(name)) + 1];
    expect(policy).toContain(`style-src 'sha256-${hash('sha256', style, 'base64')}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('font-src data:');
    expect(html.includes('data:font/woff2')).toBe(lang !== 'en');
  });

  it('has a table that can be read cell by cell', () => {
    const html = toHtml(documentOf('en'));
    expect(html).toContain('<caption>Cargo</caption>');
    expect(html).toContain('<th scope="col">Delivered</th>');
    expect(html).toContain(
      '<th scope="rowgroup" rowspan="2"><bdi>Flour</bdi></th><th scope="row">kg</th><td>1</td>',
    );
  });

  it('says what it is told, and does not do it', () => {
    const html = toHtml(
      documentOf('en', { title: EVIL, facts: [{ label: EVIL, value: EVIL }], footer: EVIL }),
    );
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('numbers its pages in the digits of its language', () => {
    expect(toHtml(documentOf('en'))).toContain('content:"" counter(page) " of " counter(pages) ""');
    for (const lang of ['fa', 'ps'] as const)
      expect(toHtml(documentOf(lang))).toContain('counter(page,persian)');
  });
});

describe('a file', () => {
  it.each(PRINT_LANGUAGES)('in %s is a tagged PDF with its title and language', async (lang) => {
    const pdf = await toPdf(documentOf(lang));
    expect(text(pdf).startsWith('%PDF-')).toBe(true);
    expect(text(pdf)).toContain('pdfuaid');
    expect(text(pdf)).toContain(`/Lang (${{ en: 'en-GB', fa: 'fa-AF', ps: 'ps-AF' }[lang]})`);
  });

  it('says what it is told, and does not do it', async () => {
    const pdf = await toPdf(
      documentOf('en', { title: EVIL, facts: [{ label: EVIL, value: EVIL }], footer: EVIL }),
    );
    expect(text(pdf)).toContain('pdfuaid');
  });

  it('grows by pages, and many may be asked for at once', async () => {
    const row = { label: 'kg', cells: ['1'] };
    const group = { heading: 'Flour', isTotal: false, rows: [row, row, row, row] };
    const long = documentOf('fa', {
      tables: [{ ...documentOf('fa').tables[0]!, groups: Array.from({ length: 60 }, () => group) }],
    });
    const pdfs = await Promise.all(Array.from({ length: 10 }, () => toPdf(long)));
    const pages = (pdf: Uint8Array) => text(pdf).match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pdfs.map(pages)).toEqual(pdfs.map(() => pages(pdfs[0]!)));
    expect(pages(pdfs[0]!)).toBeGreaterThan(pages(await toPdf(documentOf('fa'))));
  });

  it('is refused when too many are waiting for theirs', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => toPdf(documentOf('en'))));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    expect(answers.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
  });
});
