import type { Notice } from './contract.ts';
import type { Mail } from './mail.ts';
import type { Language } from './rules/language.ts';
import { PREFERENCES_LINK } from './rules/link.ts';
import { filled, numberIn } from './sentence.ts';
import { noticeTexts } from './texts.ts';

/** So many things stand in one mail; the rest is a number. */
export const MOST_IN_MAIL = 20;

const TAGS = { en: 'en', fa: 'fa-AF', ps: 'ps-AF' } as const;
const NOTICES_LINK = '/notices';

/** The mail that gathers notices: as plain text, and as a page for readers that show pages. */
export function digestMail(
  notices: readonly Pick<Notice, 'text' | 'link'>[],
  { to, language, base }: { to: string; language: Language; base: string },
): Mail {
  const { digest } = noticeTexts[language];
  const at = (link: string) => base.replace(/\/+$/, '') + link;
  const shown = notices.slice(0, MOST_IN_MAIL);
  const count = (of: number) => numberIn(language, of);
  const [first] = notices;
  const subject =
    notices.length === 1 && first
      ? filled(digest.one, { text: first.text })
      : filled(digest.subject, { count: count(notices.length) });
  const rest = notices.length - shown.length;
  const more = rest > 0 ? [filled(digest.more, { count: count(rest) })] : [];
  const links = [
    filled(digest.all, { url: at(NOTICES_LINK) }),
    filled(digest.stop, { url: at(PREFERENCES_LINK) }),
  ];
  const entries = shown.map(({ text, link }) => `• ${text}\n  ${at(link)}`);
  const direction = language === 'en' ? 'ltr' : 'rtl';
  const items = shown.map(({ text, link }) => `<li><a href="${escaped(at(link))}">${escaped(text)}</a></li>`);
  const paragraphs = [...more, ...links].map((line) => `<p>${escaped(line)}</p>`);
  return {
    ...{ to, subject, language: TAGS[language] },
    text: [digest.greeting, ...entries, ...more, links.join('\n')].join('\n\n'),
    html: [
      `<!doctype html><html lang="${TAGS[language]}" dir="${direction}"><meta charset="utf-8">`,
      `<body><p>${escaped(digest.greeting)}</p><ul>${items.join('')}</ul>${paragraphs.join('')}</body></html>`,
    ].join(''),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
}
