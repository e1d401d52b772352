// Which rows are shown, and in which order. Pure: the browser on the page and unseen.findings() both ask here.
import { bodies, bodyOf, groupOf, trainingOf } from './groups';
import { type Finding, studyOf } from './read';
import { extent } from './words';

/** What is asked of a row; what is left out is not asked. All that is given must hold. */
export interface FindingsFilter {
  /** An id of `bodies`, e.g. `chest-xray`, or a row's own `modality`. */
  readonly modality?: string;
  readonly dataset?: string;
  readonly experiment?: string;
  /** The recorded group or label, e.g. `Black`. */
  readonly group?: string;
  /** As the list has it, e.g. `AUC` or `patients (n)`. */
  readonly metric?: string;
  /** A key of assets/findings/studies.json. */
  readonly study?: string;
  /** True: only rows that hold a number. */
  readonly numbers?: boolean;
}

/** The fields that a filter of the page offers. */
export const facets = ['modality', 'dataset', 'experiment', 'group', 'metric', 'study'] as const;
export type Facet = (typeof facets)[number];

/** A row's value of a facet. */
export function facetOf(finding: Finding, facet: Facet): string {
  switch (facet) {
    case 'modality':
      return bodyOf(finding)?.id ?? finding.modality;
    case 'group':
      return groupOf(finding);
    default:
      return finding[facet];
  }
}

const holds = (finding: Finding, filter: FindingsFilter) =>
  facets.every(
    (facet) =>
      filter[facet] === undefined ||
      filter[facet] === facetOf(finding, facet) ||
      (facet === 'modality' && filter.modality === finding.modality),
  ) &&
  (filter.numbers !== true || extent(finding) !== null);

export const select = (findings: readonly Finding[], filter: FindingsFilter): readonly Finding[] =>
  findings.filter((finding) => holds(finding, filter));

export interface Choice {
  readonly value: string;
  readonly title: string;
  /** How many rows there are of it under the rest of the filter. */
  readonly count: number;
}

const titles = new Map(bodies.map(({ id, title }) => [id, title]));

/** What may be chosen for a facet, given what is chosen for the others. Bodies stand in their own order, all else by alphabet. */
export function choices(findings: readonly Finding[], filter: FindingsFilter, facet: Facet): readonly Choice[] {
  const counts = new Map<string, number>();
  for (const finding of select(findings, { ...filter, [facet]: undefined })) {
    const value = facetOf(finding, facet);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const order = [...titles.keys()];
  const titled = (value: string) =>
    facet === 'modality' ? (titles.get(value) ?? value) : facet === 'study' ? studyOf({ study: value }).short : value;
  return [...counts]
    .map(([value, count]) => ({ value, title: titled(value), count }))
    .sort((a, b) => (facet === 'modality' ? order.indexOf(a.value) - order.indexOf(b.value) : a.title.localeCompare(b.title)));
}

export const columns = ['condition', 'modality', 'dataset', 'group', 'metric', 'value', 'network', 'source'] as const;
export type Column = (typeof columns)[number];

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** A row's place in a column: its number where the column holds numbers, else its text. */
function key(finding: Finding, column: Column): string | number | null {
  switch (column) {
    case 'condition':
      return `${finding.experiment} ${finding.condition}`;
    case 'modality':
      return titles.get(facetOf(finding, 'modality')) ?? finding.modality;
    case 'group':
      return groupOf(finding);
    case 'network':
      return trainingOf(finding);
    case 'source':
      return `${studyOf(finding).short} ${finding.source_locator}`;
    case 'value':
      return extent(finding)?.middle ?? null;
    default:
      return finding[column];
  }
}

/** A sorted copy; equal rows keep the file's order, and rows without a number come last either way. */
export function sorted(findings: readonly Finding[], order: Order | null): readonly Finding[] {
  if (order === null) {
    return findings;
  }
  const sign = order.descending ? -1 : 1;
  return findings
    .map((finding) => ({ finding, at: key(finding, order.column) }))
    .sort((a, b) => {
      if (a.at === null || b.at === null) {
        return Number(a.at === null) - Number(b.at === null);
      }
      const by =
        typeof a.at === 'number' && typeof b.at === 'number'
          ? a.at - b.at
          : String(a.at).localeCompare(String(b.at), 'en', { numeric: true });
      return sign * by;
    })
    .map(({ finding }) => finding);
}
