import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const skipped = new Set(['bin', 'obj', 'wwwroot', 'node_modules']);

/** All files below a folder, with forward slashes, in a stable order. */
async function below(folder) {
  const found = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => a.name < b.name ? -1 : 1)) {
    const path = join(folder, entry.name).replaceAll('\\', '/');
    if (entry.isDirectory() && !skipped.has(entry.name)) {
      found.push(...await below(path));
    } else if (entry.isFile()) {
      found.push(path);
    }
  }
  return found;
}

/** Every file that decides what the browser gets. */
export async function sources() {
  const files = await below('src');
  return {
    styles: files.filter(file => file.endsWith('.css')),
    islands: files.filter(file => /^src\/[^/]+\/Islands\/[^/]+\.ts$/.test(file) && !file.endsWith('/islands.ts')),
    others: ['package-lock.json', 'src/Ui/Assets/flower.svg', 'src/Ui/Icons/icons.txt',
      ...files.filter(file => file.endsWith('.ts')), ...await below('build/web')],
  };
}

/** Changes when any input changes, appears or goes. */
export async function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const file of new Set([...inputs.styles, ...inputs.islands, ...inputs.others])) {
    hash.update(file).update('\0').update(await readFile(file)).update('\0');
  }
  return hash.digest('hex');
}
