// Dear ImGui and stb: from the source packages of Debian trixie through apt, or placed by hand; every file used is checked
// by sha256. Only the files of scripts/deps.json are unpacked, so nothing unchecked can be compiled.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask, at, quietly, Stop, say } from '../run.mjs';

const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
export const sources = JSON.parse(readFileSync(at('scripts/deps.json'), 'utf8'));

/** The files of one source that are absent or differ: [{file, why}]. */
export function wrongFiles(source, folder = at('build/deps', source.folder)) {
  return Object.entries(source.files).flatMap(([file, hash]) => {
    const place = path.join(folder, file);
    if (!existsSync(place)) return [{ file, why: 'is missing' }];
    return sha256(place) === hash ? [] : [{ file, why: 'has another sha256' }];
  });
}

/** The mirror's addresses that apt already uses for Debian itself, most likely first. */
function mirrors() {
  const lines = ask('apt-get', ['indextargets', '--format', '$(SITE) $(RELEASE)', 'Created-By: Packages']) ?? '';
  const rows = lines.split('\n').map((line) => line.split(' '));
  const rank = ([, release = '']) => (/security|updates|backports/.test(release) ? 1 : 0);
  return [
    ...new Set(
      rows
        .sort((a, b) => rank(a) - rank(b))
        .map(([site]) => site)
        .filter(Boolean),
    ),
  ];
}

/** The archive's public keys where Debian's keyring package put them. */
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** apt options that keep this one download apart from the system's own sources, lists and cache. */
function apart(work, site) {
  for (const folder of ['lists/partial', 'cache/archives/partial']) mkdirSync(path.join(work, folder), { recursive: true });
  const list = path.join(work, 'trixie.list');
  writeFileSync(list, `deb-src [signed-by=${keyring}] ${site} trixie main\n`);
  const options = {
    'Dir::Etc::sourcelist': list,
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': path.join(work, 'lists'),
    'Dir::Cache': path.join(work, 'cache'),
    'Acquire::Languages': 'none',
    ...(process.getuid?.() === 0 ? { 'APT::Sandbox::User': 'root' } : {}),
  };
  return Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
}

async function download(source, work, options) {
  const version = `${source.debian.package}=${source.debian.version}`;
  await quietly(`source-${source.folder}`, 'apt-get', ['-q', ...options, 'source', '--download-only', version], { cwd: work });
  const archive = path.join(work, source.debian.archive);
  if (!existsSync(archive) || sha256(archive) !== source.debian.sha256) {
    throw new Stop(`${source.debian.archive} did not arrive with the sha256 of scripts/deps.json.`);
  }
  const unpacked = path.join(work, source.folder);
  mkdirSync(unpacked);
  await quietly(`unpack-${source.folder}`, 'tar', ['-xf', archive, '--strip-components=1', '-C', unpacked]);
  for (const file of Object.keys(source.files)) {
    const place = at('build/deps', source.folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    copyFileSync(path.join(unpacked, file), place);
  }
}

function byHand(wanting) {
  const lines = wanting.map(
    (s) =>
      `  ${s.title}\n    ${s.upstream}\n    its files go to build/deps/${s.folder}/ (${Object.keys(s.files)[0]} directly in it)`,
  );
  return `The sources of Dear ImGui and stb come through apt, which could not give them here. Get these two releases yourself,
unpack them as said, and start again; every file used is then checked by its sha256:\n${lines.join('\n')}`;
}

export async function fetchSources() {
  const wanting = sources.filter((source) => wrongFiles(source).length > 0);
  if (wanting.length === 0) return;
  if (ask('apt-get', ['--version']) === undefined) throw new Stop(byHand(wanting));
  say(`Fetching sources: ${wanting.map((s) => s.title).join(', ')}`);
  mkdirSync(at('build/deps'), { recursive: true });
  const work = mkdtempSync(at('build/deps/fetch-'));
  let last = 'apt knows no mirror';
  try {
    for (const site of mirrors()) {
      try {
        const options = apart(work, site);
        await quietly('source-lists', 'apt-get', ['-q', ...options, 'update']);
        for (const source of wanting) await download(source, work, options);
        last = undefined;
        break;
      } catch (e) {
        if (!(e instanceof Stop)) throw e;
        last = e.message;
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  if (last) throw new Stop(`${last}\n\n${byHand(wanting)}`);
  const wrong = wanting.flatMap((source) => wrongFiles(source).map((w) => `build/deps/${source.folder}/${w.file} ${w.why}`));
  if (wrong.length) throw new Stop(`These sources are not the ones of scripts/deps.json:\n  ${wrong.join('\n  ')}`);
}
