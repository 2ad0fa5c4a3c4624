// The page opens without a network once it has been loaded: the build's last step lists its files for a service worker.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

export function offline(): Plugin {
  let folder = '';
  return {
    name: 'sarx-offline',
    apply: 'build',
    configResolved: (config) => void (folder = join(config.root, config.build.outDir)),
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        const files = readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.name !== 'offline.js')
          .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
          .sort();
        const hash = createHash('sha256');
        for (const file of files) hash.update(file).update('\0').update(readFileSync(join(folder, file)));
        // The page itself is kept as its folder: some hosts turn index.html away to it.
        const kept = files.map((file) => (file === 'index.html' ? './' : file));
        const worker = readFileSync(fileURLToPath(new URL('offline.worker.js', import.meta.url)), 'utf8')
          .replace("'__VERSION__'", JSON.stringify(hash.digest('hex').slice(0, 16)))
          .replace("'__FILES__'", JSON.stringify(kept));
        writeFileSync(join(folder, 'offline.js'), worker);
      },
    },
  };
}
