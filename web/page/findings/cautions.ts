// How the shown rows must not be read: each misreading is answered where its figures stand, and only there. Numbers are taken from
// the list itself, with their place.
import { bodyOf, trainingOf } from './groups';
import type { Finding } from './read';
import { locatorText, valueText } from './words';

/** A row's number and where it stands: "0.78 (Gichoya et al. 2022, Table 3)". */
type Cite = (id: string) => string;

interface Misreading {
  /** What is wrongly said. */
  readonly claim: string;
  met(finding: Finding): boolean;
  answer(cite: Cite): string;
}

const study = 'gichoya2022';
const auc = ({ metric }: Finding) => metric.startsWith('AUC');

const misreadings: readonly Misreading[] = [
  {
    claim: '“90% accurate.”',
    met: auc,
    // findings: recomp-cxp-acc, recomp-cxp-majority, recomp-cxp-recall-black
    answer: (cite) =>
      `AUC is no share of right answers. On the authors’ published CheXpert predictions the share of right answers is ${cite('recomp-cxp-acc')}, but always answering “White” gives ${cite('recomp-cxp-majority')}, and of Black patients’ images a share of ${cite('recomp-cxp-recall-black')} is labelled as recorded.`,
  },
  {
    claim: '“98% sure about you.”',
    met: (finding) => auc(finding) && (finding.value ?? finding.range_high ?? 0) >= 0.95,
    answer: () =>
      'A high AUC is how often a random image from the group ranks above a random one from outside it. It says nothing about one person.',
  },
  {
    claim: '“So race is biological.”',
    met: (finding) => finding.study === study && auc(finding),
    answer: () =>
      'The networks predict a social label from images made in particular health systems. No trait was identified, and nothing is said about ancestry.',
  },
  {
    claim: '“It works even on blurred images.”',
    met: (finding) => trainingOf(finding) !== 'none',
    // findings: txt-blur
    answer: (cite) =>
      `For networks retrained on such images. A network trained on clean images and shown blurred ones fell to AUC ${cite('txt-blur')}. One fixed network, as on this page, does not follow the retrained curves.`,
  },
  {
    claim: '“Every explanation was ruled out.”',
    met: ({ experiment, modality }) => experiment === 'confounder-only model' || modality.startsWith('tabular'),
    // findings: burns2023-gbt
    answer: (cite) =>
      `Listed traits, mostly one at a time, did not explain it. Later work points to view and processing (Lotter 2024) and to the spread of grey levels alone: AUC ${cite('burns2023-gbt')}.`,
  },
  {
    claim: '“The AI is racist”, “patients were harmed.”',
    met: ({ experiment }) => experiment.startsWith('race detection') || experiment.startsWith('disease model'),
    answer: () =>
      'The 2022 study made no diagnosis and measured no outcome. Its worry is that a diagnostic model may use what nobody can see.',
  },
  {
    claim: '“Any body part, anyone.”',
    met: (finding) => auc(finding) && ['chest-ct', 'mammogram', 'hand', 'neck'].includes(bodyOf(finding)?.id ?? ''),
    // findings: t1-dha-patients, t1-rspect-black
    answer: (cite) =>
      `Outside chest X-rays the tests compare Black and White patients only, and some are small: the hand data hold ${cite('t1-dha-patients')} patients, one CT test ${cite('t1-rspect-black')} Black patients. All of the study’s data are from the USA.`,
  },
  {
    claim: '“Doctors proved unable.”',
    met: ({ experiment }) => experiment === 'human reader test',
    answer: () => 'The 2022 study assumed it. It was tested later on three radiologists, which is few.',
  },
  {
    claim: '“Melanin did it.”',
    met: ({ experiment }) => /bone-density|tissue-pixel/.test(experiment),
    answer: () => 'A conjecture in the press; no experiment here tests it.',
  },
  {
    claim: '“An MIT and Harvard study.”',
    met: ({ section }) => section === 'Abstract',
    answer: () => 'The 2022 study was led from Emory, with teams in the USA, Canada, Australia and Taiwan.',
  },
];

export interface Caution {
  readonly claim: string;
  readonly answer: string;
}

/** The misreadings that `shown` invites, answered; `all` is the whole list, from which figures are quoted. */
export function cautionsFor(shown: readonly Finding[], all: readonly Finding[]): readonly Caution[] {
  const rows = new Map(all.map((finding) => [finding.id, finding]));
  const cite: Cite = (id) => {
    const row = rows.get(id);
    return row ? `${valueText(row)} (${locatorText(row)})` : 'a figure that this copy of the list lacks';
  };
  return misreadings.filter(({ met }) => shown.some(met)).map(({ claim, answer }) => ({ claim, answer: answer(cite) }));
}
