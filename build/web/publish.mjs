import { createHash } from 'node:crypto';
import { access, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const packed = /\.(woff2|png|jpg|webp)$/;

/** Writes `name` under a name that carries its hash, with compressed twins. Files already there are left alone. */
export async function publish(folder, name, bytes, fileName) {
  const dot = name.lastIndexOf('.');
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const file = fileName ?? `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
  const files = packed.test(file) ? [file] : [file, `${file}.br`, `${file}.gz`];
  const known = await Promise.all(files.map(one => access(`${folder}/${one}`).then(() => true, () => false)));
  if (!known.every(Boolean)) {
    await writeFile(`${folder}/${file}`, bytes);
    if (files.length > 1) {
      const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
      await writeFile(`${folder}/${file}.br`, await brotli(bytes, best));
      await writeFile(`${folder}/${file}.gz`, await zip(bytes, { level: 9 }));
    }
  }
  return { file, files };
}
