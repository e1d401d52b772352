// Checks cards against models/card.schema.json:  node models/pipeline/check-card.mjs CARD.json…
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const schema = JSON.parse(readFileSync(new URL('../card.schema.json', import.meta.url), 'utf8'));
const valid = new Ajv({ allErrors: true }).compile(schema);
for (const path of process.argv.slice(2)) {
  if (valid(JSON.parse(readFileSync(path, 'utf8')))) continue;
  for (const { instancePath, message, params } of valid.errors)
    process.stderr.write(`${path}: ${instancePath || '/'} ${message} ${JSON.stringify(params)}\n`);
  process.exitCode = 1;
}
