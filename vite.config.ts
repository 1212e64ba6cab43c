import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;

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
    plugins: [react(), preCompress()],
    build: {
      outDir: resolve(here, gallery ? 'dist/gallery' : 'dist/web'),
      emptyOutDir: true,
      manifest: true,
      // Android phones of 2019 that still get browser updates, and those that stopped at Chrome 80.
      target: ['es2020', 'chrome80', 'safari14'],
      assetsInlineLimit: 0,
      ...(gallery ? { rolldownOptions: { input: resolve(here, 'src/ui/gallery/gallery.html') } } : {}),
    },
    server: {
      fs: { allow: [here] },
      proxy: { '/api': 'http://127.0.0.1:8080' },
    },
  };
});

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
