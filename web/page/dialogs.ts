// What opens over the page: the model's card in words, the proof, what the study showed, what this page is.
import type { Card } from '../wire/card';
import { cardInFull } from './card-text';
import { make, outward } from './dom';
import { list, show, table } from './pieces';
import type { Network } from './privacy';
import { about, study } from './story';

export const showCard = (dialog: HTMLDialogElement, card: Card) => show(dialog, card.title, ...cardInFull(card));

export function showProof(dialog: HTMLDialogElement, network: Network, sent: string): void {
  const { selfTest, blocked, requestsSinceLoad } = network;
  show(
    dialog,
    'What left this machine',
    make('p', {}, sent),
    make('h3', {}, 'Tested when this page started'),
    list(selfTest.checks.map((check) => `${check.title}: ${check.passed ? 'yes' : 'not proven here'}.`)),
    ...(selfTest.passed
      ? []
      : [
          make(
            'p',
            {},
            'The host of this copy does not send the headers that forbid other connections, or this browser does not report them. The page works all the same and sends nothing; it only cannot prove it here.',
          ),
        ]),
    make('h3', {}, 'Counted'),
    list([
      `Requests since the page was loaded: ${requestsSinceLoad}, as the browser lists them. Each could only be for a file of this site.`,
      `Requests the browser blocked: ${blocked.length}.`,
    ]),
    ...(blocked.length > 0
      ? [
          table(
            'Blocked',
            ['When', 'Rule', 'Address'],
            blocked.map(({ when, directive, url }) => [when, directive, url]),
          ),
        ]
      : []),
    make('h3', {}, 'Check it yourself'),
    list([
      'Open your browser’s developer tools (F12), choose Network, then open an image here: the list stays empty.',
      'Or turn the network off now: opening and scoring go on working.',
      'The page’s source is open; its rules stand in the response header Content-Security-Policy.',
    ]),
    make(
      'p',
      {},
      'What this cannot show: what other programs, extensions of your browser, or the browser itself do with files you open.',
    ),
  );
}

export const showAbout = (dialog: HTMLDialogElement) =>
  show(
    dialog,
    about.title,
    ...about.paragraphs.map((text) => make('p', {}, text)),
    make(
      'p',
      {},
      `Version ${__VERSION__}${__COMMIT__ && `, ${__COMMIT__}`}, Apache-2.0. `,
      outward('./THIRD-PARTY.txt', 'What others made that ships here'),
    ),
  );

export const showStudy = (dialog: HTMLDialogElement) =>
  show(
    dialog,
    study.title,
    make(
      'p',
      {},
      study.source,
      ' ',
      outward('https://doi.org/10.1016/S2589-7500(22)00063-2', 'doi:10.1016/S2589-7500(22)00063-2'),
    ),
    make('h3', {}, 'It did show'),
    list(study.did),
    make('h3', {}, 'It did not show'),
    list(study.not),
  );
