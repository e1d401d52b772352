// What the page's main thread did, from Chromium's own trace, in processor time: a task that merely waited for a busy machine is
// not a long one.
import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  tdur?: number;
  args: { name?: string; data?: { frames?: { processId?: number; url?: string }[] } };
}

/** Milliseconds of processor time of each task of `page`'s main thread while `during` goes on, longest first. */
export async function mainThreadTasks(browser: Browser, page: Page, during: () => Promise<unknown>): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'],
  });
  await during();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const started = traceEvents.find((event) => event.name === 'TracingStartedInBrowser');
  const process = started?.args.data?.frames?.find((frame) => frame.url?.startsWith(page.url().split('#')[0] ?? ''))?.processId;
  const main = traceEvents.find(
    (event) => event.name === 'thread_name' && event.pid === process && event.args.name === 'CrRendererMain',
  );
  if (!main) {
    throw new Error('the trace does not name the page’s main thread');
  }
  return traceEvents
    .filter((event) => event.name === 'RunTask' && event.pid === main.pid && event.tid === main.tid)
    .map((event) => (event.tdur ?? 0) / 1000)
    .sort((a, b) => b - a);
}
