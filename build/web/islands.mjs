import { build } from 'esbuild';
import { basename } from 'node:path';

/** One small loader, and one module per island that the loader fetches when a page has that island. */
export async function islands(files, add) {
  const table = files.map(file => `  ${JSON.stringify(basename(file, '.ts'))}: () => import("./${file}"),`);
  const result = await build({
    stdin: {
      contents: ['import { start } from "./src/Ui/Islands/islands.ts";', 'start({', ...table, '});'].join('\n'),
      loader: 'ts', resolveDir: process.cwd(), sourcefile: 'islands.js',
    },
    bundle: true, splitting: true, minify: true, format: 'esm', write: false, outdir: 'out', logLevel: 'error',
    target: ['chrome111', 'firefox115', 'safari16.4'], charset: 'utf8',
    entryNames: 'islands', chunkNames: '[name]-[hash]',
  });
  for (const { path, contents } of result.outputFiles) {
    const file = basename(path);
    if (file === 'islands.js') {
      await add(file, Buffer.from(contents));
    } else {
      // esbuild has already put the hash in the name, because the loader refers to it.
      await add(file.replace(/-[A-Z0-9]{8}\.js$/, '.js'), Buffer.from(contents), file);
    }
  }
}
