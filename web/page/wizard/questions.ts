// The questions of the wizard, in their order, each with the reason why it is asked.

export type QuestionId =
  | 'title'
  | 'question'
  | 'output'
  | 'labels'
  | 'heads'
  | 'about'
  | 'activated'
  | 'layout'
  | 'size'
  | 'fit'
  | 'kernel'
  | 'range'
  | 'scale'
  | 'training'
  | 'licence'
  | 'attribution'
  | 'intended'
  | 'misuse'
  | 'limits';

export interface Question {
  readonly id: QuestionId;
  readonly title: string;
  /** Why it matters, in a sentence. */
  readonly why: string;
  /** Paths in the card that its answer ends up in; the engine's word on a mistake begins with one of them. */
  readonly paths: readonly string[];
}

export const questions: readonly Question[] = [
  {
    id: 'title',
    title: 'Title',
    why: 'It stands beside every score, so that no two models are taken for one another.',
    paths: ['title', 'id'],
  },
  {
    id: 'question',
    title: 'What is the model asked?',
    why: 'A number answers a question; without it the number is read as the answer to another.',
    paths: ['question', 'heads[0].question', 'summary'],
  },
  {
    id: 'output',
    title: 'Which output holds the scores?',
    why: 'Other outputs are often features or maps, and their numbers look like scores.',
    paths: ['outputs'],
  },
  {
    id: 'labels',
    title: 'Labels, in the order of the output',
    why: 'The file holds no names: in a wrong order every score stands under a wrong name.',
    paths: ['heads[0].labels'],
  },
  {
    id: 'heads',
    title: 'How do the labels belong together?',
    why: 'It decides whether the scores share one whole or stand each by itself.',
    paths: ['heads[0].activation', 'heads[0].chance', 'heads'],
  },
  {
    id: 'about',
    title: 'Who wrote the labels down, and what do they mean?',
    why: 'A network repeats its labels, and with them the mistakes of whoever set them.',
    paths: ['heads[0].about'],
  },
  {
    id: 'activated',
    title: 'Are the numbers that it gives scores already?',
    why: 'Softmax or sigmoid applied twice, or never, gives plausible wrong scores.',
    paths: ['activated'],
  },
  {
    id: 'layout',
    title: 'Where do the channels stand?',
    why: 'Read the other way, a picture is noise to the network, and it scores it all the same.',
    paths: ['input.layout', 'input.channels', 'input.name', 'input.kind'],
  },
  {
    id: 'size',
    title: 'Size of what it is given',
    why: 'Networks are trained at one size, and findings look different at another.',
    paths: ['input.height', 'input.width'],
  },
  {
    id: 'fit',
    title: 'How does a film become that size?',
    why: '“Resize” means three different things, and each shows the network another picture.',
    paths: ['input.fit'],
  },
  {
    id: 'kernel',
    title: 'How is it resampled?',
    why: 'Libraries differ in whether they smooth when they shrink, and scores move with it.',
    paths: ['input.kernel'],
  },
  {
    id: 'range',
    title: 'Which values do black and white become?',
    why: 'On a wrong scale a network gives nearly the same scores whatever it is shown.',
    paths: ['input.range'],
  },
  {
    id: 'scale',
    title: 'Mean and spread of each channel',
    why: 'They are taken off and divided by after that; they must be those of its training.',
    paths: ['input.mean', 'input.spread', 'input'],
  },
  {
    id: 'training',
    title: 'What was it trained on?',
    why: 'Of films unlike those, its scores mean little.',
    paths: ['training'],
  },
  {
    id: 'licence',
    title: 'Under which licence do the weights stand?',
    why: 'It says whether and how you may use them.',
    paths: ['licence'],
  },
  {
    id: 'attribution',
    title: 'Who is to be named?',
    why: 'The card repeats it wherever the model is described.',
    paths: ['attribution'],
  },
  {
    id: 'intended',
    title: 'What may it be used for?',
    why: 'A score outlives its context: the card says what it was meant for.',
    paths: ['use.intended'],
  },
  {
    id: 'misuse',
    title: 'What must it not be used for?',
    why: 'Whoever reads the score next does not know what you know.',
    paths: ['use.misuse'],
  },
  {
    id: 'limits',
    title: 'What can it not do?',
    why: 'Ages, views, devices it never saw are where it fails without a sign.',
    paths: ['use.limits', 'use'],
  },
];

/** The question whose answer stands at that path of the card, such as `input.range.16`; null for what the wizard fills in itself. */
export function questionAt(path: string): QuestionId | null {
  let best: { id: QuestionId; length: number } | null = null;
  for (const { id, paths } of questions) {
    for (const each of paths) {
      const hit = path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`);
      if (hit && each.length > (best?.length ?? 0)) {
        best = { id, length: each.length };
      }
    }
  }
  return best?.id ?? null;
}
