import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DecoderReply, FrameRequest } from '../wire/decoder';
import type { FromWorker } from '../wire/messages';
import { refuse } from '../wire/refusal';
import { DecoderLine } from './decoder-line';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets messages that are on their way arrive; timers stand still. */
const delivered = async () => {
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const frame = { medical: {} as never, samples: new ArrayBuffer(4) };

/** A line whose page makes a decoder as soon as one is wanted; it answers as `does` says. */
function bench(does: (request: FrameRequest, reply: (message: DecoderReply) => void) => void) {
  const said: FromWorker['type'][] = [];
  const got: FrameRequest[] = [];
  const ports: MessagePort[] = [];
  const line: DecoderLine = new DecoderLine((message) => {
    said.push(message.type);
    if (message.type === 'wanted') {
      const { port1, port2 } = new MessageChannel();
      ports.push(port2);
      port2.onmessage = ({ data }: MessageEvent<FrameRequest>) => {
        got.push(data);
        does(data, (reply) => port2.postMessage(reply));
      };
      line.connect(port1);
    }
  });
  const beats: number[] = [];
  const ask = (file: number, index = 0, bytes = 8) => line.frame(file, index, new ArrayBuffer(bytes), () => beats.push(1));
  return { line, said, got, ask, beats, close: () => ports.forEach((port) => void port.close()) };
}

test('the decoder is made when it is first wanted, and gets the bytes of a file once', async () => {
  const { ask, said, got, close } = bench(({ id }, reply) => reply({ id, type: 'done', answer: frame }));
  for (const [file, index] of [
    [1, 0],
    [1, 1],
    [2, 0],
  ] as const) {
    const asked = ask(file, index);
    await delivered();
    expect(await asked).toEqual(frame);
  }
  expect(said).toEqual(['wanted']);
  expect((got as FrameRequest[]).map(({ file, frame: index, bytes }) => [file, index, bytes?.byteLength])).toEqual([
    [1, 0, 8],
    [1, 1, undefined],
    [2, 0, 8],
  ]);
  close();
});

test('a decoder that works too long is ended; the next file gets a new one, with its bytes', async () => {
  let hangs = true;
  const { ask, said, got, close } = bench(({ id }, reply) => {
    reply({ id, type: 'working', extra: 0 });
    if (!hangs) {
      reply({ id, type: 'done', answer: frame });
    }
  });
  const asked = ask(1, 0, 4 * 2 ** 20);
  await delivered();
  // Two seconds, and a quarter of one for each megabyte.
  vi.advanceTimersByTime(2990);
  await delivered();
  expect(said).toEqual(['wanted']);
  vi.advanceTimersByTime(20);
  expect(await asked).toEqual(refuse('decoder-stuck', '3 s'));
  expect(said).toEqual(['wanted', 'stuck']);
  hangs = false;
  const again = ask(1);
  await delivered();
  expect(await again).toEqual(frame);
  expect(said).toEqual(['wanted', 'stuck', 'wanted']);
  expect(got.at(-1)?.bytes?.byteLength).toBe(8);
  close();
});

test('a large picture is granted more, and nobody else takes it for a hang meanwhile', async () => {
  const { ask, said, beats, close } = bench(({ id }, reply) => reply({ id, type: 'working', extra: 5000 }));
  const asked = ask(1, 0, 0);
  await delivered();
  vi.advanceTimersByTime(6990);
  expect(said).toEqual(['wanted']);
  expect(beats).toHaveLength(6);
  vi.advanceTimersByTime(20);
  expect(await asked).toEqual(refuse('decoder-stuck', '7 s'));
  close();
});

test('time to fetch a decoder is not the file’s; meanwhile it is said that nothing hangs', async () => {
  const late: (() => void)[] = [];
  const { ask, said, beats, close } = bench(({ id }, reply) => {
    reply({ id, type: 'working', extra: 0 });
    reply({ id, type: 'loading' });
    late.push(() => {
      reply({ id, type: 'working', extra: 0 });
      reply({ id, type: 'done', answer: frame });
    });
  });
  const asked = ask(1);
  await delivered();
  vi.advanceTimersByTime(20_000);
  await delivered();
  expect(beats).toHaveLength(20);
  late[0]?.();
  await delivered();
  expect(await asked).toEqual(frame);
  expect(said).toEqual(['wanted']);
  vi.advanceTimersByTime(60_000);
  expect(beats).toHaveLength(20);
  close();
});

test('a decoder that cannot be fetched is refused as missing', async () => {
  const silent = bench(() => undefined);
  const asked = silent.ask(1);
  await delivered();
  vi.advanceTimersByTime(30_001);
  expect(await asked).toEqual(refuse('decoder-missing', 'nothing came within 30 s'));
  silent.close();

  const line = new DecoderLine(() => undefined);
  const waiting = line.frame(1, 0, new ArrayBuffer(1), () => undefined);
  line.lost('its script did not load');
  expect(await waiting).toEqual(refuse('decoder-missing', 'its script did not load'));
  vi.advanceTimersByTime(60_000);
});

test('an answer that comes too late belongs to nobody', async () => {
  let reply: (message: DecoderReply) => void = () => undefined;
  const { ask, close } = bench((_, say) => {
    reply = say;
  });
  const asked = ask(1);
  await delivered();
  reply({ id: 99, type: 'done', answer: refuse('dicom-pixels', 'another') });
  reply({ id: 1, type: 'done', answer: frame });
  await delivered();
  expect(await asked).toEqual(frame);
  close();
});

test('a survey goes the same way, and leaves the file that the decoder holds where it is', async () => {
  const survey = { files: [], stacks: [] };
  const { line, ask, got, close } = bench((request, reply) =>
    reply({ id: request.id, type: 'done', answer: 'heads' in request ? survey : frame }),
  );
  const first = ask(1);
  await delivered();
  await first;
  const asked = line.survey([new Blob(['a'])], () => undefined);
  await delivered();
  expect(await asked).toEqual(survey);
  const second = ask(1, 1);
  await delivered();
  expect(await second).toEqual(frame);
  expect(got.map((request) => ('heads' in request ? 'survey' : request.bytes?.byteLength))).toEqual([8, 'survey', undefined]);
  close();
});
