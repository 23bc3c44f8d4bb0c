import { readFileSync } from 'node:fs';
import { filesOf, type Manifest } from './size.ts';

/** Folders whose pages and texts a phone has from its first visit on: what a field coordinator works with. */
const FOLDERS = ['shell', 'sign-in', 'ui', 'text', 'field'];

/** Packages that those pages fetch only when they are used, and then without a network: the reader of codes. */
const PACKAGES = /(^|\/)node_modules\/jsqr\//;

/** The chunks of the texts of every page, as `vite.config.ts` calls them. */
const TEXTS = /^texts-/;

/** Files of a build that the service worker fetches before they are asked for. */
export function keptOffline(manifestFile: string): Set<string> {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const keys = Object.keys(manifest).filter(
    (key) =>
      key === 'index.html' ||
      PACKAGES.test(key) ||
      TEXTS.test(manifest[key]?.name ?? '') ||
      FOLDERS.some((folder) => key.startsWith(`${folder}/`)),
  );
  const seen = new Set<string>();
  return new Set(keys.flatMap((key) => [...filesOf(manifest, key, seen), ...(manifest[key]?.css ?? [])]));
}
