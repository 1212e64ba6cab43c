import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type InlineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;

const shared = {
  emptyOutDir: true,
  manifest: true,
  // Android phones of 2019 that still get browser updates, and those that stopped at Chrome 80.
  target: ['es2020', 'chrome80', 'safari14'],
  assetsInlineLimit: 0,
} satisfies InlineConfig['build'];

/**
 * The web build: src/app/index.html → dist/web, with a manifest in dist/web/.vite/manifest.json.
 * `vite build --mode gallery` builds the picture book of the component kit into dist/gallery instead.
 * Nothing inline: the content policy allows scripts and styles from 'self' only.
 */
export default defineConfig(({ mode }) => {
  const gallery = mode === 'gallery';
  return {
    root: resolve(here, gallery ? 'src/ui/gallery' : 'src/app'),
    publicDir: resolve(here, 'src/app/public'),
    plugins: gallery ? [react(), preCompress()] : [react(), preCompress(), reportersPage(), fieldApp()],
    build: {
      ...shared,
      outDir: resolve(here, gallery ? 'dist/gallery' : 'dist/web'),
      ...(gallery ? { rolldownOptions: { input: resolve(here, 'src/ui/gallery/gallery.html') } } : {}),
    },
    server: {
      fs: { allow: [here] },
      proxy: { '/api': 'http://127.0.0.1:8080' },
    },
  };
});

/**
 * After the program's pages, the page for reporters (/bao-tin) as a build of its own: it shares no file with them, so
 * that it stays small, none of it stays in the browser, and its checksums tell the whole of it.
 */
function reportersPage(): Plugin {
  return {
    name: 'reporters-page',
    apply: 'build',
    closeBundle: async () => {
      const outDir = resolve(here, 'dist/web/bao-tin');
      await build({
        configFile: false,
        root: resolve(here, 'src/modules/tips/web/public'),
        base: '/bao-tin/',
        publicDir: false,
        logLevel: 'error',
        plugins: [react(), checksums(outDir), preCompress()],
        build: { ...shared, outDir },
      });
    },
  };
}

/**
 * The field app (/field) as a build of its own: small, and kept whole on the phone by its service worker, which gets
 * the list of all its files from here.
 */
function fieldApp(): Plugin {
  const outDir = resolve(here, 'dist/web/field');
  const root = resolve(here, 'src/modules/sync/web/field');
  return {
    name: 'field-app',
    apply: 'build',
    // After the others: one of them walks through all of dist/web.
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        const quiet = { configFile: false, root, base: '/field/', logLevel: 'error' } as const;
        // What the first screen needs comes in one piece: each file more costs an old phone time.
        const codeSplitting = { groups: [{ name: 'start', tags: ['$initial' as const] }] };
        const app = { ...shared, outDir, rolldownOptions: { output: { codeSplitting } } };
        await build({ ...quiet, plugins: [react()], build: app });
        const files = readdirSync(outDir, { withFileTypes: true, recursive: true })
          .filter(
            (entry) =>
              entry.isFile() && !/\.(br|gz)$/.test(entry.name) && !entry.parentPath.endsWith('.vite'),
          )
          .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
          .toSorted();
        const hash = createHash('sha256');
        for (const file of files) hash.update(file).update(readFileSync(join(outDir, file)));
        const list = files.map((file) => (file === 'index.html' ? '/field/' : `/field/${file}`));
        await build({
          ...quiet,
          publicDir: false,
          define: { FILES: JSON.stringify(list), VERSION: JSON.stringify(hash.digest('hex').slice(0, 16)) },
          plugins: [preCompress()],
          build: {
            ...shared,
            outDir,
            emptyOutDir: false,
            manifest: false,
            rolldownOptions: {
              input: join(root, 'service-worker.ts'),
              output: { entryFileNames: 'service-worker.js' },
            },
          },
        });
      },
    },
  };
}

/** SHA-256 of every file of the page, in the form that `sha256sum --check` reads. */
function checksums(folder: string): Plugin {
  return {
    name: 'checksums',
    apply: 'build',
    closeBundle: () => {
      const files = readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && /\.(js|css|html)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted();
      const lines = files.map(
        (file) =>
          `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${relative(folder, file)}\n`,
      );
      writeFileSync(join(folder, 'SHA256SUMS.txt'), lines.join(''));
    },
  };
}

/** Writes `.br` and `.gz` beside every text file of the build, once, so that the server need not compress. */
function preCompress(): Plugin {
  let folder = '';
  return {
    name: 'pre-compress',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: () => {
      for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile() || !/\.(js|css|html|svg)$/.test(entry.name)) continue;
        const file = join(entry.parentPath, entry.name);
        const content = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(content));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
