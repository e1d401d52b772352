// Checkpoints with random weights, made by torch when a test wants them (tests/golden/checkpoint/make.py), and what torch made of
// one input with each. They lie in build/checkpoint and are made anew when what makes them has changed.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const maker = path.join(root, 'tests/golden/checkpoint');
export const folder = path.join(root, 'build/checkpoint');
const changed = () =>
  Math.max(...readdirSync(maker).map((name) => (name.endsWith('.py') ? statSync(path.join(maker, name)).mtimeMs : 0)));

/** Name → the skeleton it belongs to, and its card. */
export const torchMade = {
  'study-parallel': ['resnet34-320-3', 'study-race-resnet34'],
  'study-plain-half': ['resnet34-320-3', 'study-race-resnet34'],
  'mira-lightning': ['resnet34-224-2', 'mira-sex-resnet34'],
  'dense-all': ['densenet121-1-18', 'torchxrayvision-densenet121-all'],
  'dense-race-half': ['densenet121-3-3', 'chexploration-race-densenet121'],
  'dense-sex': ['densenet121-3-2', 'chexploration-sex-densenet121'],
  'dense-disease': ['densenet121-3-14', 'chexploration-disease-densenet121'],
} as const;
export type Made = keyof typeof torchMade;

/** The path of the checkpoint, which is made first where it is missing or old. */
export function made(name: Made): string {
  const file = path.join(folder, `${name}.pt`);
  if (!existsSync(file) || statSync(file).mtimeMs < changed()) {
    execFileSync('/usr/bin/python3', ['-m', 'tests.golden.checkpoint.make', folder, name], {
      cwd: root,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      timeout: 120_000,
    });
  }
  return file;
}

/** What torch made of its input: four arrays of float32, flat. */
export function reference(name: Made): Record<'input' | 'logits' | 'features' | 'cam', Float32Array> {
  made(name);
  const parts = ['input', 'logits', 'features', 'cam'] as const;
  return Object.fromEntries(
    parts.map((part) => {
      const bytes = readFileSync(path.join(folder, `${name}.${part}.f32`));
      return [part, new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))];
    }),
  ) as Record<(typeof parts)[number], Float32Array>;
}

/** A file of a skeleton's folder. */
export const skeletonFile = (network: string, name: string) => path.join(root, 'models/skeletons', network, name);
