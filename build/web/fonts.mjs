import { readFile } from 'node:fs/promises';

const folder = 'node_modules/@fontsource/be-vietnam-pro';
const weights = [400, 500, 600, 700];
const subsets = ['vietnamese', 'latin'];

/** Publishes the two subsets that Vietnamese needs, four weights each; returns the rules that load them. */
export async function fonts(add) {
  const rules = [];
  for (const weight of weights) {
    const css = await readFile(`${folder}/${weight}.css`, 'utf8');
    for (const subset of subsets) {
      const name = `be-vietnam-pro-${subset}-${weight}-normal`;
      const range = new RegExp(`/\\* ${name} \\*/[^}]*unicode-range:\\s*([^;]+);`).exec(css)?.[1];
      if (!range) {
        throw new Error(`The font package has no subset ${name}`);
      }
      const file = await add(`font-${subset}-${weight}.woff2`, await readFile(`${folder}/files/${name}.woff2`));
      rules.push(`@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-weight:${weight};`
        + `font-display:swap;src:url(/assets/${file}) format("woff2");unicode-range:${range}}`);
    }
  }
  return rules.join('\n');
}
