// Every reader that is fuzzed; a new one is a file and a line here.
import { checkpoint } from '../../../web/checkpoint/checkpoint.fuzz';
import { onnx } from '../../../web/onnx/onnx.fuzz';
import { dicom } from './dicom';
import type { Target } from './target';

export const targets: readonly Target[] = [checkpoint, dicom, onnx];
