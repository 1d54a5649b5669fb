import { readFile, writeFile } from 'node:fs/promises';

/** Takes the icons that `icons.txt` names into `icons.json`, which is kept with the source and needs no npm to use. */
export async function writeIcons(folder) {
  const names = (await readFile(`${folder}/icons.txt`, 'utf8')).split(/\s+/).filter(Boolean).sort();
  const found = {};
  for (const name of names) {
    const svg = await readFile(`node_modules/@tabler/icons/icons/outline/${name}.svg`, 'utf8');
    found[name] = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)[1]
      .replace(/<path stroke="none"[^>]*>/, '').replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>');
  }
  const json = `${JSON.stringify(found, null, 2)}\n`;
  if (await readFile(`${folder}/icons.json`, 'utf8').catch(() => '') !== json) {
    await writeFile(`${folder}/icons.json`, json);
  }
}
