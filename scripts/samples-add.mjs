// npm run samples:add -- FILE --licence L --source URL [--title T]: adds a licensed radiograph to this site's samples. A host does this
// for its own copy; nothing is added without a licence and a source, and nothing of the file's name is kept.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cmake } from './build.mjs';
import { at, main, Stop, say } from './run.mjs';
import { listed } from './samples.mjs';
import { setup } from './setup.mjs';

const usage = 'npm run samples:add -- FILE --licence LICENCE --source URL [--title TITLE]';
const endings = { PNG: '.png', JPEG: '.jpg' };

function options(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { licence: { type: 'string' }, source: { type: 'string' }, title: { type: 'string' } },
    });
  } catch (e) {
    throw new Stop(`${e.message}\n${usage}`);
  }
  const { positionals, values } = parsed;
  const [file, ...more] = positionals;
  if (!file || more.length) throw new Stop(`One file is added at a time.\n${usage}`);
  if (!existsSync(file)) throw new Stop(`${file} does not exist.`);
  if (!values.licence?.trim())
    throw new Stop(`--licence is missing: under which terms may this film be shown to everyone?\n${usage}`);
  if (!URL.canParse(values.source ?? '') || !/^https?:$/.test(new URL(values.source).protocol))
    throw new Stop(`--source is missing or no web address: where does this film come from?\n${usage}`);
  return { file, licence: values.licence.trim(), source: values.source, title: values.title?.trim() };
}

/** What the native program reads from the file; a Stop with its own words where it reads nothing. */
function described(file) {
  const done = spawnSync(at('build/native-release/unseen'), ['describe', file], { encoding: 'utf8' });
  if (done.status !== 0) throw new Stop(`Nothing was added: ${(done.stderr || String(done.error)).trim()}`);
  return JSON.parse(done.stdout);
}

/** Adds a film to the list in `folder`; gives its id and the name of its file there. */
export function add({ file, licence, source, title }, folder = at('assets/samples')) {
  const facts = described(file);
  const bytes = readFileSync(file);
  const id = `film-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`;
  const list = path.join(folder, 'samples.json');
  const samples = listed(list);
  if (samples.some((sample) => sample.id === id)) throw new Stop(`This film is in the list already, as ${id}.`);
  const name = id + endings[facts.format];
  copyFileSync(file, path.join(folder, name));
  samples.push({ id, title: title || `Radiograph, ${facts.width} × ${facts.height} pixels`, source, licence, file: name });
  writeFileSync(list, `${JSON.stringify({ samples }, null, 2)}\n`);
  return { id, name };
}

await main(import.meta.url, async (args) => {
  const wanted = options(args);
  await setup('build');
  await cmake('native-release', ['unseen_cli']);
  const { id, name } = add(wanted);
  say(`Added ${id} (assets/samples/${name}). npm run build puts it on the site.`);
  say('The file ships whole, with whatever text it carries inside; to take it off again, delete it and its entry in');
  say(`${path.join('assets', 'samples', 'samples.json')}.`);
});
