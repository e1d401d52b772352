// The shown rows as a file: all that the list says of each, its citation, and how the number may not be read.
import { bodyOf, groupOf, readings, trainingOf, trainingWords } from './groups';
import { type Finding, studyOf } from './read';

/** Stands beside the numbers wherever they are shown or saved. */
export const caution =
  'Recorded race is a social category that a patient reported or a record holds; it is neither ancestry nor biology, and no score here is a fact about a person.';

type Cell = string | number | boolean | null | undefined;
const cell = (value: Cell) => (typeof value !== 'string' ? String(value ?? '') : `"${value.replaceAll('"', '""')}"`);

const fields: Readonly<Record<string, (finding: Finding) => Cell>> = {
  id: ({ id }) => id,
  modality: (finding) => bodyOf(finding)?.title ?? finding.modality,
  modality_as_listed: ({ modality }) => modality,
  dataset: ({ dataset }) => dataset,
  experiment: ({ experiment }) => experiment,
  network: (finding) => trainingWords[trainingOf(finding)],
  group_or_label: groupOf,
  task: ({ task }) => task,
  condition: ({ condition }) => condition,
  metric: ({ metric }) => metric,
  value: ({ value }) => value,
  ci95_low: ({ ci_low }) => ci_low,
  ci95_high: ({ ci_high }) => ci_high,
  range_low: ({ range_low }) => range_low,
  range_high: ({ range_high }) => range_high,
  sd: ({ sd }) => sd,
  test_images: ({ n_test_images }) => n_test_images,
  in_words: ({ qualitative }) => qualitative,
  how_read: ({ source_type }) => readings[source_type],
  citation: (finding) => studyOf(finding).citation,
  article: (finding) => studyOf(finding).url,
  locator: ({ source_locator }) => source_locator,
  read_at: ({ source_url }) => source_url,
  note: ({ note }) => note,
  caution: () => caution,
};

/** RFC 4180, UTF-8, one header row, one row a finding. */
export const csv = (findings: readonly Finding[]): string =>
  [Object.keys(fields), ...findings.map((finding) => Object.values(fields).map((of) => cell(of(finding))))]
    .map((cells) => cells.join(','))
    .join('\r\n')
    .concat('\r\n');
