// npm run lint: the layout of C++ (clang-format), of all else (biome), and every tsconfig (tsc).
import { readFileSync } from 'node:fs';
import { at, main, ownFiles, Stop, say } from './run.mjs';
import { setup } from './setup.mjs';
import { one, sum } from './test/count.mjs';
import { outcome } from './test/programs.mjs';

async function checked(title, command, args) {
  const ended = await outcome(command, args);
  return one(ended.status === 0, `${title}:\n${ended.text.slice(-12000)}`);
}

/** Lines of a source file that a style check would never see: conflict marks, tabs in code, ends of line with blanks. */
function tidyText() {
  const wrong = ownFiles(/\.(cpp|h|def|ts|mjs|py|css|html|md|json|cmake)$/).flatMap((name) =>
    readFileSync(at(name), 'utf8')
      .split('\n')
      .flatMap((line, i) => (/^(<<<<<<<|>>>>>>>) |[ \t]+$|\r$/.test(line) ? [`${name}:${i + 1}`] : [])),
  );
  return one(wrong.length === 0, `blanks at the end of a line or conflict marks: ${wrong.slice(0, 20).join(', ')}`);
}

export async function lint() {
  const cpp = ownFiles(/^(src|contract|tests|bench)\/.*\.(cpp|h)$/);
  const projects = ownFiles(/(^|\/)tsconfig[^/]*\.json$/).filter((name) => !/"files": \[\]/.test(readFileSync(at(name), 'utf8')));
  return sum([
    await checked('clang-format', 'clang-format-14', ['--dry-run', '-Werror', ...cpp]),
    await checked('biome', at('node_modules/.bin/biome'), ['check', '--error-on-warnings', '--max-diagnostics=40']),
    ...(await Promise.all(
      projects.map((name) => checked(`tsc -p ${name}`, at('node_modules/.bin/tsc'), ['--noEmit', '-p', name])),
    )),
    tidyText(),
  ]);
}

await main(import.meta.url, async () => {
  await setup('test');
  const count = await lint();
  for (const problem of count.problems) say(`${problem}\n`);
  say(`${count.passed} passed, ${count.failed} failed, ${count.skipped.length} skipped`);
  if (count.failed) throw new Stop('The layout of some files is not as agreed; biome and clang-format-14 -i mend most of it.');
});
