// Every reader that is fuzzed; a new one is a file and a line here.
import { dicom } from './dicom';
import type { Target } from './target';

export const targets: readonly Target[] = [dicom];
