// The list of samples: a picture, a title, where it comes from. Its pictures are asked for when the page starts, so that looking at
// the list asks for nothing.
import { samples } from 'virtual:unseen/samples';
import { make, outward } from './dom';
import { show } from './pieces';

const origin = (source: string, licence: string) => {
  const web = URL.canParse(source) && /^https?:$/.test(new URL(source).protocol);
  return make('p', { class: 'note' }, web ? outward(source, new URL(source).host) : source, ` · ${licence}`);
};

export class SampleList {
  readonly #dialog: HTMLDialogElement;
  readonly #list: HTMLElement;

  constructor(dialog: HTMLDialogElement, open: (id: string) => void) {
    this.#dialog = dialog;
    this.#list = make(
      'ul',
      { class: 'samples' },
      ...samples.map(({ id, title, source, licence, thumb: { url, width, height } }) => {
        const picture = make('img', { src: url, width: String(width), height: String(height), alt: '' });
        const button = make('button', { type: 'button', 'data-sample': id }, picture, make('span', {}, title));
        button.addEventListener('click', () => {
          dialog.close();
          open(id);
        });
        return make('li', {}, button, origin(source, licence));
      }),
    );
    dialog.append(this.#list);
  }

  show(): void {
    show(
      this.#dialog,
      'Which film?',
      make(
        'p',
        {},
        samples.length > 0
          ? 'Simulated films show nobody: what their cohorts differ by was chosen by us. Others are shown under the licence beside them.'
          : 'This copy of the page has no samples.',
      ),
      this.#list,
    );
  }
}
