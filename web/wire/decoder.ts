// What the engine's worker asks of the decoder's worker, over the line between them: decoded pixels never pass through the page.
import type { Frame } from '../medical/frame';
import type { Survey } from '../medical/survey';
import type { Refusal } from './refusal';

/** One frame of a file. */
export interface FrameRequest {
  readonly id: number;
  /** Numbers the file; the decoder holds the last one that it read. */
  readonly file: number;
  /** The file, where the decoder does not hold it. */
  readonly bytes?: ArrayBuffer;
  /** Which frame, from 0. */
  readonly frame: number;
}

/** Bytes of a file that a survey is given; real headers end long before. */
export const headLength = 2 ** 16;

/** What files are, by their first bytes: kinds, and which of them are slices of one series. */
export interface SurveyRequest {
  readonly id: number;
  readonly heads: readonly Blob[];
}

export type DecoderRequest = FrameRequest | SurveyRequest;

export type DecoderReply =
  /** Waits for a part of the site to be fetched; the time does not count. */
  | { readonly id: number; readonly type: 'loading' }
  /** Works on the file, from now on against the clock; `extra` milliseconds are granted for the size of its picture. */
  | { readonly id: number; readonly type: 'working'; readonly extra: number }
  | { readonly id: number; readonly type: 'done'; readonly answer: Frame | Survey | Refusal };
