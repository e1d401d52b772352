// The samples as scripts/samples.mjs made them: `virtual:unseen/samples` for the page's code, and the first of them written into
// index.html with its score, so that there is something to look at before any script runs.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { measure, root } from './inputs.ts';

interface Picture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

interface Made {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly licence: string;
  readonly phantom?: { readonly seed: number };
  readonly file?: string;
  readonly preview: Picture;
  readonly thumb: Picture;
  readonly earlier: {
    readonly model: string;
    readonly version: string;
    readonly question: string;
    readonly heads: readonly {
      readonly id: string;
      readonly question: string;
      readonly chance: number | null;
      readonly labels: readonly { readonly title: string; readonly score: number }[];
    }[];
  };
}

const made = path.join(root, 'build/samples');
const all = (): Made[] => {
  const index = path.join(made, 'index.json');
  return existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as { samples: Made[] }).samples : [];
};

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** As the page writes scores: two decimals, and never certainty. */
const shown = (score: number) => (score > 0.995 ? '&gt;0.99' : score < 0.005 ? '&lt;0.01' : score.toFixed(2));

const preview = ({ title, preview: { file, width, height } }: Made) =>
  `<img id="preview" src="../build/samples/${file}" width="${width}" height="${height}" alt="${escaped(title)}">`;

function earlier({ earlier: { heads, question, model, version } }: Made): string {
  const bars = heads.flatMap(({ labels, question: asks, chance }) => [
    ...(heads.length > 1 ? [`<h3 class="kicker">${escaped(asks)}</h3>`] : []),
    '<ul>',
    ...labels.map(
      ({ title, score }) =>
        `<li><span class="name">${escaped(title)}</span><span class="number">${shown(score)}</span><meter min="0" max="1" value="${score.toFixed(4)}" aria-label="Score for ${escaped(title)}"></meter></li>`,
    ),
    '</ul>',
    ...(chance === null ? [] : [`<div class="note">Chance is ${chance.toFixed(2)}.</div>`]),
  ]);
  return [
    '<section class="group" id="earlier" aria-label="A score that was computed earlier">',
    `<h2 class="question">${escaped(question)}</h2>`,
    `<p class="note">${escaped(model)} ${escaped(version)} · told nothing but pixels</p>`,
    `<div class="twin-bars">${bars.join('')}</div>`,
    '<p class="note"><strong>Computed earlier</strong>, when this site was built. Your machine computes it anew in a moment.</p>',
    '</section>',
  ].join('\n');
}

export function samples(): Plugin {
  const id = 'virtual:unseen/samples';
  return {
    name: 'unseen:samples',
    apply: 'build',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(source) {
      if (source !== `\0${id}`) {
        return undefined;
      }
      const rows = all();
      const asset = (name: string, file: string) => `import ${name} from ${JSON.stringify(`${file}?url`)};`;
      const imports = rows.flatMap(({ file, thumb }, i) => [
        asset(`thumb${i}`, path.join(made, thumb.file)),
        ...(file ? [asset(`file${i}`, path.join(root, 'assets/samples', file))] : []),
      ]);
      const list = rows.map(({ id: name, title, source: from, licence, phantom, file, thumb }, i) => {
        const facts = JSON.stringify({ id: name, title, source: from, licence, phantom: phantom ?? null });
        const own = file
          ? `{ url: absolute(file${i}), ...${JSON.stringify(measure(path.join(root, 'assets/samples', file)))} }`
          : 'null';
        return `  { ...${facts}, file: ${own}, thumb: { url: absolute(thumb${i}), width: ${thumb.width}, height: ${thumb.height} } },`;
      });
      return [
        ...imports,
        'const absolute = (url) => new URL(url, document.baseURI).href;',
        `export const samples = [\n${list.join('\n')}\n];`,
      ].join('\n');
    },
    transformIndexHtml: {
      order: 'pre',
      handler(html) {
        const [first] = all();
        return html
          .replace('<!-- the first sample’s picture -->', () => (first ? preview(first) : ''))
          .replace('<!-- the first sample’s score -->', () => (first ? earlier(first) : ''));
      },
    },
  };
}
