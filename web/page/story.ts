// The page's longer texts. Every published figure is one of findings.json, named beside it as `findings: id`.

export const about = {
  title: 'What this is',
  paragraphs: [
    'Unseen runs small image networks inside your browser, on an X-ray you choose. It is a place to see for yourself what such networks pick up from a film, and how far their answers can be trusted.',
    'It is for learning, teaching and testing. It is not a medical device. It is not for diagnosis, not for the care of patients, and not for deciding anything about a person: not where there is no radiologist either.',
    'A score says how much a film resembles films that a data set labelled in some way. It is a score for a label, never a fact about the person on the film. “Recorded sex” is what a data set wrote down.',
    'Your image is read and scored on this machine. It is sent nowhere, stored nowhere, and gone when you close the page. Its name is shown to you only where you choose between files, and kept nowhere.',
    'Read: PNG (1 to 16 bits), JPEG and NumPy arrays; DICOM, as hospitals and their discs have it, one frame at a time; NIfTI volumes, slice by slice; TIFF with 8 or 16 bits; up to 64 million pixels. Stored values are kept as they are; colour becomes grey. WebP, AVIF, HEIC, BMP and GIF are read by the browser’s own decoder where it has one, with 8 bits, and the film’s facts say so.',
    'Archives (.zip) and folders are listed; one file is opened at a time. Files of a CT or MR series become a stack only where each says itself where it lies. Whatever in a file may identify the patient is neither shown nor kept; writing inside the picture is not removed.',
  ],
} as const;

export const study = {
  title: 'What the study did and did not show',
  source:
    'Gichoya JW, Banerjee I, Bhimireddy AR, et al. AI recognition of patient race in medical imaging: a modelling study. Lancet Digital Health 2022;4(6):e406–e414.',
  did: [
    // findings: abs-range-xray
    'Networks trained to do so told the race that patients reported from X-rays: AUC 0.91 to 0.99 across models, where 0.50 is chance. AUC is how often a film from a group is ranked above one from outside it; it is not a share of right answers.',
    // findings: abs-bmi
    'Traits one might suspect explained little by themselves: body-mass index alone gave AUC 0.55.',
    'With heavy filtering, networks trained anew for each filter still did well. A fixed network shown filtered films does much worse: that difference matters when you read their curves.',
  ],
  not: [
    'It did not show that race is biological. It predicted a social label from films made in particular hospitals, and identified no trait.',
    'It did not show that every explanation is ruled out. Later work points to how films are taken and processed.',
    'It did not study any diagnosis, and measured no harm to patients. Its worry is that a diagnostic network may use what nobody can see.',
    'It did not test everyone or every body part: outside the chest the tests were small and compared two groups.',
    'A high AUC does not mean that a network is sure about you.',
  ],
} as const;
