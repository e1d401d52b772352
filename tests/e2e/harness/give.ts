// Handing files to the page: through its public function, and through the three ways a visitor has.
import type { Page } from 'playwright-core';
import type { Opened, Patch } from '../../../web/api.ts';
import type { Result } from '../../../web/wire/values.ts';

export interface Given {
  readonly bytes: Buffer;
  readonly name: string;
  readonly type: string;
}

export const given = (bytes: Buffer, name = 'film.png', type = ''): Given => ({ bytes, name, type });

const packed = ({ bytes, name, type }: Given) => ({ base64: bytes.toString('base64'), name, type });

export function byApi(page: Page, file: Given): Promise<Opened> {
  return page.evaluate(({ base64, name, type }) => {
    const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    return window.unseen.open(new File([raw], name, { type }), { name });
  }, packed(file));
}

export async function byPicker(page: Page, file: Given): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('#pick').click()]);
  await chooser.setFiles({ name: file.name, mimeType: file.type, buffer: file.bytes });
}

/** Dispatches the event that a real drop or paste would bring, with a real DataTransfer that holds the file. */
const byTransfer = (page: Page, file: Given, kind: 'drop' | 'paste') =>
  page.evaluate(
    ({ base64, name, type, kind }) => {
      const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([raw], name, { type }));
      const common = { bubbles: true, cancelable: true };
      if (kind === 'paste') {
        document.body.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: transfer }));
        return;
      }
      for (const step of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(step, { ...common, dataTransfer: transfer }));
      }
    },
    { ...packed(file), kind },
  );

export const byDrop = (page: Page, file: Given): Promise<void> => byTransfer(page, file, 'drop');
export const byPaste = (page: Page, file: Given): Promise<void> => byTransfer(page, file, 'paste');

/** The number of the image that is open now, or null. */
export const imageId = (page: Page) => page.evaluate(() => window.unseen.get().image?.id ?? null);

/** The scores of what is open; a refusal fails the test with its own words. */
export const predict = (page: Page): Promise<Result> =>
  page.evaluate(async () => {
    // While the page goes over to the model that fits, what was asked of the one before is superseded.
    for (let turn = 0; ; turn++) {
      const answer = await window.unseen.predict();
      if (!('ok' in answer)) {
        return answer;
      }
      if (answer.code !== 'superseded' || turn > 3) {
        throw new Error(`predict was refused: ${answer.code}: ${answer.message}`);
      }
    }
  });

/** The model that the page goes over to for a file of the visitor's own. */
export const ofFiles = 'chest-view-sex';
export const modelInUse = (page: Page) => page.evaluate(() => window.unseen.get().model?.id ?? null);

/** What the network is given for what is open. */
export const tensor = (page: Page): Promise<{ dims: number[]; data: number[] }> =>
  page.evaluate(async () => {
    const answer = await window.unseen.tensor();
    if ('ok' in answer) {
      throw new Error(`tensor was refused: ${answer.code}: ${answer.message}`);
    }
    return { dims: [...answer.dims], data: Array.from(answer.data) };
  });

export const set = (page: Page, patch: Patch) => page.evaluate((p) => window.unseen.set(p), patch);

/** The state of the laboratory. */
export const state = (page: Page) => page.evaluate(() => window.unseen.get());
