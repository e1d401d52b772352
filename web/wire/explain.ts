// What went wrong in the runtime, in words.

/** The runtime throws bare numbers (addresses of C++ exceptions) as well as errors; a sentence either way. */
export function explain(error: unknown): string {
  if (typeof error === 'number' || (error instanceof Error && /^\d+$/.test(error.message))) {
    return `the runtime gave only the number ${typeof error === 'number' ? error : error.message}, most often a lack of memory`;
  }
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]?.slice(0, 300) ?? '';
}
