// A curve one can hear: from left to right, a higher tone for a higher value, a soft tick where a value is chance. Off until it is
// asked for.
import type { AnswerCurve } from '../wire/values';

/** Hertz of the least and the greatest value. */
const span = { low: 220, high: 880 } as const;
/** Seconds of one setting. */
const each = 0.28;

/** The frequency of a value: even steps in the ear, two octaves from the axis's least to its greatest. */
export function pitch(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  const share = max === min ? 0.5 : Math.min(1, Math.max(0, (value - min) / (max - min)));
  return span.low * (span.high / span.low) ** share;
}

/** Plays a line once; gives a function that stops it. */
export function play(curve: AnswerCurve, line = 0, done: () => void = () => {}): () => void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  const values = (curve.lines[line]?.points ?? []).flatMap(({ value }) => (value === null ? [] : [value]));
  const start = audio.currentTime + 0.05;
  loudness.gain.setValueAtTime(0, start);
  values.forEach((value, i) => {
    const at = start + i * each;
    tone.frequency.setValueAtTime(pitch(value, curve.y), at);
    loudness.gain.linearRampToValueAtTime(0.15, at + 0.03);
    loudness.gain.setValueAtTime(0.15, at + each - 0.06);
    loudness.gain.linearRampToValueAtTime(0, at + each - 0.02);
  });
  tone.connect(loudness).connect(audio.destination);
  tone.addEventListener('ended', () => {
    void audio.close();
    done();
  });
  tone.start(start);
  tone.stop(start + values.length * each + 0.05);
  return () => tone.stop();
}
