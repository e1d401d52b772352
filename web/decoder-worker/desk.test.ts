import { expect, test } from 'vitest';
import { installed } from '../medical/testing/codecs';
import { jpegLossless } from '../medical/testing/encoders';
import { numbersOf } from '../medical/testing/numbers';
import { el, fragments, pictureFile } from '../medical/testing/writer';
import { isRefusal, refuse } from '../wire/refusal';
import { Desk } from './desk';

const frames = pictureFile(
  {
    PixelData: el(
      '7fe00010',
      'OW',
      Array.from({ length: 12 }, (_, i) => i),
    ),
  },
  [el('00280008', 'IS', '2')],
);
const bytesOf = (file: Uint8Array) => file.slice().buffer as ArrayBuffer;

async function ask(desk: Desk, file: number, frame: number, bytes?: ArrayBuffer) {
  const heard: string[] = [];
  const answer = await desk.answer({ id: 1, file, frame, ...(bytes ? { bytes } : {}) }, ({ type }) => heard.push(type));
  return { heard, answer, first: isRefusal(answer) ? answer.code : numbersOf(answer)[0] };
}

test('the file that was read last is held: its other frames need no bytes', async () => {
  const desk = new Desk(installed());
  expect((await ask(desk, 7, 0, bytesOf(frames))).first).toBe(0);
  expect((await ask(desk, 7, 1)).first).toBe(6);
  expect((await ask(desk, 7, 2)).first).toBe('dicom-frame');
  expect((await ask(desk, 7, 0)).first).toBe(0);
});

test('another file without its bytes is a fault of ours', async () => {
  const desk = new Desk(installed());
  expect((await ask(desk, 7, 0)).answer).toEqual(refuse('decoder-failed'));
});

test('it tells when it waits for a decoder, and when it works', async () => {
  const raw = { width: 3, height: 2, components: 1, bits: 12, signed: false, samples: [5, 6, 7, 8, 9, 10] };
  const file = pictureFile({ PixelData: fragments([jpegLossless(raw, 1)]) }, [], { syntax: '1.2.840.10008.1.2.4.70' });
  const { heard, first } = await ask(new Desk(installed()), 1, 0, bytesOf(file));
  expect(heard).toEqual(['working', 'loading', 'working']);
  expect(first).toBe(5);
  expect((await ask(new Desk(installed()), 1, 0, bytesOf(frames))).heard).toEqual(['working']);
});

test('a decoder that cannot be had is said by its own refusal', async () => {
  const raw = { width: 3, height: 2, components: 1, bits: 12, signed: false, samples: [5, 6, 7, 8, 9, 10] };
  const file = pictureFile({ PixelData: fragments([jpegLossless(raw, 1)]) }, [], { syntax: '1.2.840.10008.1.2.4.70' });
  const desk = new Desk(async () => refuse('decoder-missing', 'the host is away'));
  expect((await ask(desk, 1, 0, bytesOf(file))).answer).toEqual(refuse('decoder-missing', 'the host is away'));
});

test('a survey holds no file, and one that cannot be read is said', async () => {
  const desk = new Desk(installed());
  await ask(desk, 7, 0, bytesOf(frames));
  const broken = { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) } as unknown as Blob;
  const heads = [new Blob([frames as Uint8Array<ArrayBuffer>]), broken];
  const survey = await desk.survey({ id: 2, heads }, () => undefined);
  expect(isRefusal(survey) ? [] : survey.files.map(({ kind, refusal }) => [kind, refusal?.code])).toEqual([
    ['DICOM', undefined],
    [null, 'unreadable-file'],
  ]);
  expect((await ask(desk, 7, 1)).first).toBe(6);
});
