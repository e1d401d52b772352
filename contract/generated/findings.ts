// Generated from assets/findings/findings.schema.json by npm run generate; do not edit.

/**
 * Published figures, one a row, each with the place it stands at.
 *
 * @minItems 1
 */
export type Findings = [Finding, ...Finding[]];

export interface Finding {
  /**
   * Stable; what text and tests name the row by.
   */
  id: string;
  /**
   * A key of studies.json.
   */
  study: string;
  experiment: string;
  /**
   * Where in the study, or what kind of reading.
   */
  section: string;
  /**
   * The study's own code, e.g. MXR.
   */
  dataset: string;
  dataset_full?: string;
  modality: string;
  /**
   * What was predicted, or for which recorded group.
   */
  task: string;
  condition: string;
  metric: string;
  /**
   * As printed; null where no figure could be read, or only a range.
   */
  value: number | null;
  /**
   * 95% interval, as printed.
   */
  ci_low: number | null;
  ci_high: number | null;
  /**
   * The least of several values: a range, not an interval.
   */
  range_low?: number;
  range_high?: number;
  range_only?: boolean;
  sd?: number;
  p_value?: string;
  percent_as_printed?: number;
  /**
   * What the source says in words where it gives no number.
   */
  qualitative?: string;
  model?: string;
  n_test_images?: number;
  /**
   * The setting, for curves. The study's "diameter" acts as a radius, in cycles per image at 224×224.
   */
  parameter?: Cutoff | Ring;
  source_url: string | null;
  /**
   * Table, figure, page or notebook cell.
   */
  source_locator: string;
  source_type: 'paper' | 'authors-code-output' | 'figure-extraction' | 'recomputed' | 'secondary' | 'none';
  status: 'verified' | 'not found in readable source';
  /**
   * Whether the source itself was read, not a report of it.
   */
  primary_read: boolean;
  note?: string;
}
export interface Cutoff {
  filter: 'LPF' | 'HPF';
  diameter: number;
}
export interface Ring {
  filter: 'notch';
  inner: number;
  outer: number;
}
