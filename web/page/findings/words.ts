// A row in words: its number with its noun and interval, one sentence for those who do not see the table, and its citation.
import { bodyOf, groupOf, readings, trainingOf, trainingWords } from './groups';
import { type Finding, studyOf } from './read';

/** Where a row's number lies: a value with its interval, a range of values, or a bound from below. */
export interface Extent {
  readonly kind: 'value' | 'range' | 'lower-bound';
  readonly low: number | null;
  readonly high: number | null;
  /** The value itself; of a range, half-way, for sorting only. */
  readonly middle: number;
}

/** Null where no number could be read. */
export function extent({ value, ci_low, ci_high, range_low, range_high, metric }: Finding): Extent | null {
  if (value !== null) {
    return { kind: / lower bound$/.test(metric) ? 'lower-bound' : 'value', low: ci_low, high: ci_high, middle: value };
  }
  return range_low === undefined || range_high === undefined
    ? null
    : { kind: 'range', low: range_low, high: range_high, middle: (range_low + range_high) / 2 };
}

/** As printed, never with digits the source does not have; counts with separators. */
const printed = (value: number) =>
  Number.isInteger(value) && Math.abs(value) >= 1000 ? value.toLocaleString('en-GB') : `${value}`;

/** The number alone: "0.817", "0.90 (0.836–0.958)" as "0.9 (0.836–0.958)", "0.91 to 0.99", "at least 0.95". */
export function valueText(finding: Finding): string {
  const at = extent(finding);
  if (at === null) {
    return finding.qualitative ? `no number printed: ${finding.qualitative}` : 'no figure in a readable source';
  }
  if (at.kind === 'range') {
    return `${printed(at.low ?? at.middle)} to ${printed(at.high ?? at.middle)}`;
  }
  const interval = at.low === null || at.high === null ? '' : ` (${printed(at.low)}–${printed(at.high)})`;
  const spread = finding.sd === undefined ? '' : ` (sd ${printed(finding.sd)})`;
  return `${at.kind === 'lower-bound' ? 'at least ' : ''}${printed(at.middle)}${interval}${spread}`;
}

/** What the number measures, without what `valueText` says already. */
export const noun = ({ metric }: Pick<Finding, 'metric'>) => metric.replace(/ (range|lower bound)$/, '');

export const datasetText = ({ dataset, dataset_full }: Pick<Finding, 'dataset' | 'dataset_full'>) =>
  dataset_full === undefined ? dataset : `${dataset} (${dataset_full})`;

/** Where to look the row up: study, then table, figure, page or notebook cell. */
export const locatorText = (finding: Finding) => `${studyOf(finding).short}, ${finding.source_locator}`;

/** How to name an address: a DOI or arXiv number as such, anything else by its host. */
export function addressText(url: string): string {
  const named = /^https:\/\/(?:doi\.org\/(10\..+)|arxiv\.org\/abs\/(.+))$/.exec(url);
  return named?.[1] ? `doi:${named[1]}` : named?.[2] ? `arXiv:${named[2]}` : new URL(url).hostname;
}

/** What the list warns of, without the names of its fields. */
export const noteText = ({ note }: Pick<Finding, 'note'>) => note?.replace(': see range_low and range_high.', '.') ?? null;

const end = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`);

/** The row as one sentence or a few, each number with noun, data, how the network was trained, and source. */
export function sentence(finding: Finding): string {
  const training = trainingOf(finding);
  const note = noteText(finding);
  const about = [
    bodyOf(finding)?.title ?? finding.modality,
    finding.dataset === '-' ? null : `data ${datasetText(finding)}`,
    finding.task === '-' ? null : `${groupOf(finding)}`,
    finding.condition,
    training === 'none' ? null : `network ${trainingWords[training]}`,
  ].filter((part) => part !== null);
  return [
    `${finding.experiment}: ${noun(finding)} ${valueText(finding)}.`,
    end(about.join('; ')),
    `${end(`Source: ${locatorText(finding)}, ${readings[finding.source_type]}`)}`,
    ...(note ? [end(note)] : []),
  ].join(' ');
}

/** What "Copy citation" copies: the article, the place in it, and the address the number was read at. */
export function citation(finding: Finding): string {
  const { citation: article, url } = studyOf(finding);
  const seen = finding.source_url === null || finding.source_url === url ? '' : ` Read at ${finding.source_url}.`;
  return `${article}${url === null ? '' : ` ${url}.`} ${finding.source_locator}: ${noun(finding)} ${valueText(finding)} (${finding.condition}; ${readings[finding.source_type]}).${seen}`;
}
