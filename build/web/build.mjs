// Builds what the browser gets: one stylesheet, one module per island, the fonts and the brand mark, each with
// the hash of its content in its name, each compressed once, here, instead of at every request.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { fingerprint, sources } from './inputs.mjs';
import { writeIcons } from './icons.mjs';
import { publish } from './publish.mjs';
import { fonts } from './fonts.mjs';
import { islands } from './islands.mjs';
import { styles } from './styles.mjs';

const output = 'src/Ui/wwwroot/assets';
const stamp = `${output}/.built`;

const inputs = await sources();
const print = await fingerprint(inputs);
if (await readFile(stamp, 'utf8').catch(() => '') === print && !process.argv.includes('--force')) {
  process.exit(0);
}

const started = performance.now();
await mkdir(output, { recursive: true });
const kept = new Set(['.built']);
const manifest = {};
const add = async (name, bytes, fileName) => {
  const { file, files } = await publish(output, name, bytes, fileName);
  manifest[name] = file;
  files.forEach(written => kept.add(written));
  return file;
};

await writeIcons('src/Ui/Icons');
const faces = await fonts(add);
await add('flower.svg', await readFile('src/Ui/Assets/flower.svg'));
await styles(inputs.styles, faces, add);
await islands(inputs.islands, add);

const ordered = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => a < b ? -1 : 1));
await writeFile(`${output}/manifest.json`, JSON.stringify(ordered, null, 2));
kept.add('manifest.json');
for (const file of await readdir(output)) {
  if (!kept.has(file)) {
    await rm(`${output}/${file}`);
  }
}
// Written last: a build that was cut off is done again. The icons may have changed an input.
await writeFile(stamp, await fingerprint(await sources()));
console.log(`web assets: ${Object.keys(manifest).length} files in ${Math.round(performance.now() - started)} ms`);
