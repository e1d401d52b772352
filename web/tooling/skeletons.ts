// The graphs without weights that a visitor's checkpoint may fill (models/skeletons): assets of this site, fetched when one is
// brought and not before. Of each the page knows only what tells it from the others.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { measure, root } from './inputs.ts';

const folder = path.join(root, 'models/skeletons');
const cardEnding = '.card.json';

interface Skeleton {
  readonly id: string;
  readonly title: string;
  readonly marks: unknown;
  readonly cards: readonly string[];
}

function all(): Skeleton[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'skeleton.onnx')))
    .map(({ name: id }) => {
      const { title, marks } = JSON.parse(readFileSync(path.join(folder, id, 'tensors.json'), 'utf8')) as Skeleton;
      const cards = readdirSync(path.join(folder, id)).filter((name) => name.endsWith(cardEnding));
      return { id, title, marks, cards: cards.map((name) => name.slice(0, -cardEnding.length)).sort() };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function lines(): string {
  const imports: string[] = [];
  const asset = (id: string, name: string) => {
    const file = path.join(folder, id, name);
    const variable = `file${imports.length}`;
    const { bytes, sha256 } = measure(file);
    imports.push(`import ${variable} from ${JSON.stringify(`${file}?url`)};`);
    return `{ url: absolute(${variable}), bytes: ${bytes}, sha256: '${sha256}' }`;
  };
  const rows = all().map(({ id, title, marks, cards }) => {
    const files = cards.map((card) => `${JSON.stringify(card)}: ${asset(id, card + cardEnding)}`);
    const facts = JSON.stringify({ id, title, marks, cards }).slice(1, -1);
    return `  { ${facts}, graph: ${asset(id, 'skeleton.onnx')}, table: ${asset(id, 'tensors.json')}, files: { ${files.join(', ')} } },`;
  });
  return [
    ...imports,
    'const absolute = (url) => new URL(url, document.baseURI).href;',
    `export const skeletons = [\n${rows.join('\n')}\n];`,
  ].join('\n');
}

/** `virtual:unseen/skeletons`: the list, whose files are assets with size and hash. */
export function skeletons(): Plugin {
  const id = 'virtual:unseen/skeletons';
  return {
    name: 'unseen:skeletons',
    apply: 'build',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? lines() : undefined),
  };
}
