// What is true of the visitor's own films: read from a table, and counted in words.

export interface Head {
  readonly id: string;
  readonly title: string;
  readonly labels: readonly { readonly id: string; readonly title: string }[];
}

/** Id of a head → id of the label that holds. A head that is left out is not known. */
export type Truth = Readonly<Record<string, string>>;

export interface Table {
  /** Name of a film, without its folder → what its line says. */
  readonly rows: ReadonlyMap<string, Truth>;
  /** What kept it from being read, or from being read whole; else empty. */
  readonly problem: string;
}

const nothing: Table['rows'] = new Map();
const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Cells of a line; a cell in quotation marks may hold the separator, and a doubled mark stands for one. */
function cells(line: string, separator: string): string[] {
  const found: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const letter = line[i] ?? '';
    if (letter === '"' && quoted && line[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (letter === '"') {
      quoted = !quoted;
    } else if (letter === separator && !quoted) {
      found.push(cell.trim());
      cell = '';
    } else {
      cell += letter;
    }
  }
  return [...found, cell.trim()];
}

/**
 * A table with one line a film, separated by commas, semicolons or tabulators: first the file's name, then a column for each head
 * that the first line names by id or title. A label is named by id or title too; an empty cell says that it is not known.
 */
export function parse(text: string, heads: readonly Head[]): Table {
  const [first = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const separator = ['\t', ';', ','].find((one) => first.includes(one)) ?? ',';
  const columns = cells(first, separator)
    .slice(1)
    .map((name) => heads.find(({ id, title }) => same(id, name) || same(title, name)) ?? null);
  if (!columns.some(Boolean)) {
    const wanted = heads.map(({ title }) => `“${title}”`).join(' or ');
    return { rows: nothing, problem: `The first line of the table names nothing that this model tells; it would be ${wanted}.` };
  }
  const rows = new Map<string, Truth>();
  const strange = new Set<string>();
  for (const line of lines) {
    const [name = '', ...values] = cells(line, separator);
    const truth: Record<string, string> = {};
    for (const [i, head] of columns.entries()) {
      const value = values[i] ?? '';
      const label = head?.labels.find(({ id, title }) => same(id, value) || same(title, value));
      if (head && label) {
        truth[head.id] = label.id;
      } else if (head && value !== '') {
        strange.add(value);
      }
    }
    rows.set(name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1), truth);
  }
  const [odd] = strange;
  return { rows, problem: odd ? `The table says “${odd}”, which is no label of this model: that is left out.` : '' };
}

/** How many films there are of each kind, in a sentence. */
export function told(truths: readonly Truth[], heads: readonly Head[]): string {
  const kinds = heads.map(({ id, title, labels }) => {
    const counts = labels.map((label) => `${truths.filter((truth) => truth[id] === label.id).length} ${label.title}`);
    return `${title}: ${counts.join(', ')}`;
  });
  return `${truths.length} ${truths.length === 1 ? 'film' : 'films'}. ${kinds.join('; ')}.`;
}
