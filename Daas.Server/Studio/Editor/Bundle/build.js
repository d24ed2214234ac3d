// Writes Layout/Assets/editor.js and editor.LICENSES.txt: the bundle is committed, so that building Daas needs no npm.
import { build } from 'esbuild';
import { readFile, writeFile, readdir } from 'node:fs/promises';

const assets = new URL('../../../Layout/Assets/', import.meta.url);
const result = await build({
  entryPoints: ['source/editor.js'],
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome109', 'firefox115', 'safari16'],
  charset: 'utf8',
  legalComments: 'none',
  banner: { js: '/* Built from Studio/Editor/Bundle by "npm run build". Third-party parts: see editor.LICENSES.txt beside it. */' },
  outfile: new URL('editor.js', assets).pathname,
  metafile: true,
});

// Only packages whose code is in the bundle are named.
const used = new Set(Object.keys(result.metafile.inputs).map(p => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(p)?.[1]).filter(Boolean));
const texts = [];
for (const name of [...used].sort()) {
  const { version, license } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8'));
  const file = (await readdir(`node_modules/${name}`)).find(f => /^licen[cs]e/i.test(f));
  if (!file) throw new Error(`${name} has no licence file`);
  texts.push(`${name} ${version} (${license})\n\n${(await readFile(`node_modules/${name}/${file}`, 'utf8')).trim()}\n`);
}
await writeFile(new URL('editor.LICENSES.txt', assets), texts.join(`\n${'-'.repeat(72)}\n\n`));
