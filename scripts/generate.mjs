// npm run generate [-- --check]: writes what is made from one definition and committed; with --check, only says what is not current.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from 'json-schema-to-typescript';
import { ask, at, main, Stop, say } from './run.mjs';

const program = at('build/native-release/unseen');

function catalogue() {
  if (!existsSync(program)) throw new Stop('build/native-release/unseen is missing: npm run build makes it.');
  const text = ask(program, ['catalog', '--json']);
  if (!text) throw new Stop('unseen catalog --json failed.');
  return `${text}\n`;
}

/** The house's layout. */
function layout(text) {
  const done = ask(at('node_modules/.bin/biome'), ['check', '--write', '--stdin-file-path=web/generated.ts'], { input: text });
  if (!done) throw new Stop('biome could not lay out a generated file.');
  return `${done}\n`;
}

/** The types of a schema. */
async function types(schema, name) {
  const definition = JSON.parse(readFileSync(at(schema), 'utf8'));
  const text = await compile(definition, name, {
    bannerComment: `// Generated from ${schema} by npm run generate; do not edit.`,
    additionalProperties: false,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 130 },
  });
  return layout(
    text
      .replaceAll(/: \{\s*\} \| null/g, ': object | null')
      .replaceAll(/\n \*\n \*\//g, '\n */')
      .replaceAll(/ \* This interface was referenced by .*\n \* via the .*\n/g, ''),
  );
}

/** The public page of refusal codes. */
function refusals(json) {
  const rows = JSON.parse(json).refusals.map(
    ({ code, cause, sentence }) => `| \`${code}\` | ${cause} | ${sentence.replaceAll('|', '\\|')} |`,
  );
  return `# Refusals

Every way the product says no. Codes are stable; the list is \`contract/refusals.def\`, this page is made by \`npm run generate\`.

| Code | Cause | What is said |
|---|---|---|
${rows.join('\n')}
`;
}

async function generated() {
  const json = catalogue();
  return {
    'contract/catalog.json': json,
    'contract/generated/protocol.ts': await types('contract/protocol.schema.json', 'Protocol'),
    'contract/generated/card.ts': await types('models/card.schema.json', 'Card'),
    'contract/generated/findings.ts': await types('assets/findings/findings.schema.json', 'Findings'),
    'docs/refusals.md': refusals(json),
  };
}

await main(import.meta.url, async (args) => {
  const { values } = parseArgs({ args, options: { check: { type: 'boolean' } } });
  const stale = Object.entries(await generated()).filter(
    ([name, text]) => !existsSync(at(name)) || readFileSync(at(name), 'utf8') !== text,
  );
  if (values.check && stale.length)
    throw new Stop(`Not current: ${stale.map(([name]) => name).join(', ')}. Run npm run generate.`);
  for (const [name, text] of stale) {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
    say(`wrote ${name}`);
  }
});
