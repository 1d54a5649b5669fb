import { build } from 'esbuild';

const base = /^src\/Ui\/Assets\/(tokens|base)\.css$/;

/** One stylesheet: fonts, then tokens and base, then the components of every module, then what print changes. */
export async function styles(files, faces, add) {
  const layer = file => file.endsWith('/print.css') ? 'print' : base.exec(file)?.[1] ?? 'components';
  const imports = ['tokens', 'base', 'components', 'print'].flatMap(wanted => files
    .filter(file => layer(file) === wanted)
    .map(file => `@import "./${file}" layer(${wanted});`));
  const result = await build({
    stdin: {
      contents: ['@layer tokens, base, components, print;', ...imports, '@import "faces:all";'].join('\n'),
      loader: 'css', resolveDir: process.cwd(),
    },
    bundle: true, minify: true, write: false, external: ['/assets/*'], logLevel: 'error',
    target: ['chrome111', 'firefox115', 'safari16.4'], charset: 'utf8',
    plugins: [{
      name: 'faces',
      setup(plugin) {
        plugin.onResolve({ filter: /^faces:/ }, ({ path }) => ({ path, namespace: 'faces' }));
        plugin.onLoad({ filter: /.*/, namespace: 'faces' },
          () => ({ contents: faces, loader: 'css', resolveDir: process.cwd() }));
      },
    }],
  });
  await add('app.css', Buffer.from(result.outputFiles[0].contents));
}
