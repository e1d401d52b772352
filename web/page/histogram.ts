// Fetches the grey-level counts of each film that opens, for the handles of its window.
import { isRefusal } from '../wire/refusal';
import type { Bridge } from './bridge';
import type { Lab } from './lab';

export function watchHistogram(lab: Lab, bridge: Bridge): void {
  let asked = 0;
  lab.on('state', () => {
    const image = lab.state?.image?.id ?? 0;
    if (image > 0 && image !== asked) {
      asked = image;
      void bridge.call('histogram', { image }).then((histogram) => {
        // An answer about a film that has gone is refused by the laboratory.
        if (!isRefusal(histogram)) {
          lab.command({ kind: 'histogram-read', image, histogram });
        }
      });
    }
  });
}
