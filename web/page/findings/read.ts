// From bytes to rows. The file's hash is checked before; this says what is wrong where a copy was built from a damaged list.

import studies from '../../../assets/findings/studies.json';
import type { Finding } from '../../../contract/generated/findings';
import { type Refusal, refuse } from '../../wire/refusal';

export type { Finding };

export interface Study {
  /** Authors and year, for a table. */
  readonly short: string;
  readonly citation: string;
  /** DOI where there is one; null where no address of the article itself is known. */
  readonly url: string | null;
}

const known: Readonly<Record<string, Study>> = studies;

/** The citation of a row's study. */
export function studyOf({ study }: Pick<Finding, 'study'>): Study {
  const found = known[study];
  if (!found) {
    throw new Error(`studies.json lacks ${study}`);
  }
  return found;
}

const texts = [
  'id',
  'study',
  'experiment',
  'section',
  'dataset',
  'modality',
  'task',
  'condition',
  'metric',
  'source_locator',
  'source_type',
  'status',
] as const;
const numbers = ['value', 'ci_low', 'ci_high'] as const;

function flaw(row: unknown): string | null {
  if (typeof row !== 'object' || row === null) {
    return 'is no object';
  }
  const fields = row as Record<string, unknown>;
  const text = texts.find((name) => typeof fields[name] !== 'string' || fields[name] === '');
  const number = numbers.find((name) => fields[name] !== null && !Number.isFinite(fields[name]));
  const study = typeof fields.study === 'string' && !Object.hasOwn(known, fields.study) ? 'study' : undefined;
  const bad = text ?? number ?? study;
  return bad === undefined ? null : `has no good ${bad}`;
}

/** The rows, in the file's order, or `findings-damaged` with the first row that is not as assets/findings/findings.schema.json says. */
export function readFindings(text: string): readonly Finding[] | Refusal {
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch {
    return refuse('findings-damaged', 'it is no JSON');
  }
  if (!Array.isArray(rows) || rows.length === 0) {
    return refuse('findings-damaged', 'it holds no rows');
  }
  const seen = new Set<string>();
  for (const [i, row] of rows.entries()) {
    const wrong = flaw(row) ?? (seen.has((row as Finding).id) ? 'has an id that another row has' : null);
    if (wrong !== null) {
      return refuse('findings-damaged', `row ${i + 1} ${wrong}`);
    }
    seen.add((row as Finding).id);
  }
  return rows as readonly Finding[];
}
