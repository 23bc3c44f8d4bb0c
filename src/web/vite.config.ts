import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compressFolder } from './build/compress.ts';
import { firstPlugin } from './build/first.ts';
import { keptOffline } from './build/offline.ts';
import { textsPlugin } from './build/texts.ts';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const OUT = fileURLToPath(new URL('../../dist/web', import.meta.url));
const API = process.env.API_URL ?? 'http://127.0.0.1:3000';

const PACKAGES = {
  name: 'packages',
  test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack|@lingui)\//,
  priority: 2,
};
const EVERYWHERE = {
  name: 'everywhere',
  test: /src\/web\/(api\/.*|text\/[^/]*|shell\/[^/]*|ui\/(button|choice-bar|classes|field|figure|later|plain|text-field|texts))\.tsx?$/,
  priority: 1,
};
/** What dialogs are made of, and besides it what lists to choose from are made of. */
const ARIA = { name: 'aria', test: /src\/web\/ui\/(aria-locale|dialog)\.tsx$/, priority: 1 };
const LISTS = { name: 'lists', test: /src\/web\/ui\/(combo-box|options|select)\.tsx?$/, priority: 0 };
const INPUTS = {
  name: 'inputs',
  test: /src\/web\/ui\/(date-field|file-drop|number-field|quantity)\.tsx?$/,
  priority: 0,
};
const LANES = {
  name: 'lanes',
  test: /src\/web\/(overview\/rules\/bins|ui\/lane-link|ui\/waterfall)\.tsx?$/,
  priority: 0,
};
/** The texts of every page, in one file for each language. */
const TEXTS = {
  name: (id: string) => `texts-${basename(id, '.json')}`,
  test: /src\/web\/(shell|text|ui)\/texts\/(en|fa|ps)\.json$/,
  priority: 1,
};

/** Where this build goes. */
let outDir = OUT;

/** Last of all: the service worker is to be compressed too. */
function compressed(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    enforce: 'post',
    configResolved: ({ root, build }) => void (outDir = resolve(root, build.outDir)),
    closeBundle: { order: 'post', sequential: true, handler: () => compressFolder(outDir) },
  };
}

export default defineConfig({
  root: ROOT,
  publicDir: 'public',
  build: {
    outDir: OUT,
    emptyOutDir: true,
    manifest: true,
    // Phones of 2019 with a browser that still gets updates.
    target: ['chrome111', 'safari16.4', 'firefox115'],
    // No inline data: the content security policy allows what this server sends and nothing else.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // How long each plugin took is nothing to tell whoever starts the service.
      checks: { pluginTimings: false },
      // What every page needs in two files and not in ten, and so what many need: each costs a question on a slow line. The packages apart, which an upgrade seldom changes.
      output: { codeSplitting: { groups: [PACKAGES, EVERYWHERE, ARIA, LISTS, INPUTS, LANES, TEXTS] } },
    },
  },
  // `npm run dev:web` beside a running service.
  server: { port: 5173, proxy: { '/api': { target: API, changeOrigin: false } } },
  plugins: [
    textsPlugin(ROOT),
    firstPlugin(ROOT),
    // React Aria speaks thirty languages and neither Dari nor Pashto: what it says there is English, as `AriaLocale` asks for.
    optimizeLocales.vite({ locales: ['en-US'] }),
    react(),
    tailwind(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Aid ledger for Afghanistan',
        short_name: 'Aid ledger',
        description: 'What each province is short of, and why: from promise to delivery',
        // Where that is for whoever is here: boot.js.
        id: '/',
        start_url: '/?start',
        display: 'standalone',
        background_color: '#fbfaf8',
        theme_color: '#1f4b6e',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['index.html', 'icon.svg', 'assets/*.{js,css}'],
        // What a phone needs without a network: the shell and the field pages. The rest is kept as it is used.
        manifestTransforms: [
          (entries) => {
            const kept = keptOffline(join(outDir, '.vite/manifest.json'));
            return {
              manifest: entries.filter(({ url }) => !url.startsWith('assets/') || kept.has(url)),
              warnings: [],
            };
          },
        ],
        // A page that is open goes on with the code it has; the next one that is opened is new.
        skipWaiting: true,
        clientsClaim: true,
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api(\/|$)/, /^\/(livez|readyz|metrics)$/, /^\/admin\//],
        cleanupOutdatedCaches: true,
        runtimeCaching: [
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
            handler: 'CacheFirst',
            options: { cacheName: 'assets', expiration: { maxEntries: 150, maxAgeSeconds: 60 * 24 * 3600 } },
          },
        ],
      },
    }),
    compressed(),
  ],
});
