// The tick by which a visitor keeps a model on this device, and takes that back.
import type { Card } from '../wire/card';
import { isRefusal, type Refusal } from '../wire/refusal';
import type { BroughtCheckpoint } from './checkpoints';
import { make } from './dom';
import type { KeptModels } from './kept';
import type { BroughtOnnx } from './loader';
import { megabytes } from './sentences';

interface Telling {
  refuse(refusal: Refusal): void;
  announce(text: string): void;
}

/** Ticked where the model is kept already. */
export async function keepBox(
  kept: KeptModels,
  model: BroughtOnnx | BroughtCheckpoint,
  { id, title, weights: { sha256, bytes } }: Card,
  { refuse, announce }: Telling,
): Promise<HTMLElement> {
  const box = make('input', { type: 'checkbox', id: 'keep-model' });
  const { models } = await kept.list();
  box.checked = models.some((one) => one.id === id && one.sha256 === sha256);
  box.addEventListener('change', async () => {
    box.disabled = true;
    if (box.checked) {
      const answer = await kept.keep('onnx' in model ? model : { ...model, card: id }, { id, title, sha256 });
      box.checked = !isRefusal(answer);
      if (isRefusal(answer)) {
        refuse(answer);
      } else {
        announce('The model is kept on this device. The list of models forgets it again.');
      }
    } else {
      await kept.forget(id);
      announce('The model is no longer kept on this device.');
    }
    box.disabled = false;
    box.focus();
  });
  return make('label', { class: 'tick' }, box, make('span', {}, `Keep this model on this device (${megabytes(bytes)})`));
}
