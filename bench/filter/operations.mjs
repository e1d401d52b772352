// What is compared: an operation as our chain has it, and the same done with OpenCV.js. `size`: the film it is done to; `gap`: how far
// the two may lie apart on average, of 1, where a definition differs by design (the reason stands beside it).
const films = { small: [224, 224], whole: [2500, 2048] };

/** Fourier's transform there and back with a mask, on a square film. */
function lowPass(cv, image, radius) {
  const side = image.rows;
  const mask = new cv.Mat(side, side, cv.CV_32FC2);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [v, u] = [Math.min(y, side - y), Math.min(x, side - x)];
      mask.data32F.fill(u * u + v * v < radius * radius ? 1 : 0, 2 * (y * side + x), 2 * (y * side + x) + 2);
    }
  }
  const [waves, kept, out] = [new cv.Mat(), new cv.Mat(), new cv.Mat()];
  return () => {
    cv.dft(image, waves, cv.DFT_COMPLEX_OUTPUT);
    cv.multiply(waves, mask, kept);
    cv.dft(kept, out, cv.DFT_INVERSE | cv.DFT_REAL_OUTPUT | cv.DFT_SCALE);
    return out;
  };
}

const into = (cv, work) => {
  const out = new cv.Mat();
  return () => {
    work(out);
    return out;
  };
};

export const operations = [
  {
    what: 'FFT low-pass 25 there and back, 224 × 224',
    film: films.small,
    step: { op: 'low-pass', radius: 25 },
    depth: 32,
    cv: (cv, image) => lowPass(cv, image, 25),
    gap: 1e-5,
  },
  {
    what: 'Gaussian blur, sigma 2, 2500 × 2048',
    film: films.whole,
    step: { op: 'gaussian-blur', sigma: 2 },
    depth: 32,
    // The kernel's width is ours: four sigmas to either side.
    cv: (cv, image) => into(cv, (out) => cv.GaussianBlur(image, out, new cv.Size(17, 17), 2, 2, cv.BORDER_REFLECT)),
    gap: 1e-4,
  },
  {
    what: 'Gaussian blur, sigma 10, 2500 × 2048',
    film: films.whole,
    step: { op: 'gaussian-blur', sigma: 10 },
    depth: 32,
    cv: (cv, image) => into(cv, (out) => cv.GaussianBlur(image, out, new cv.Size(81, 81), 10, 10, cv.BORDER_REFLECT)),
    gap: 1e-4,
  },
  {
    what: 'box blur, radius 5, 2500 × 2048',
    film: films.whole,
    step: { op: 'box-blur', radius: 5 },
    depth: 32,
    cv: (cv, image) => into(cv, (out) => cv.blur(image, out, new cv.Size(11, 11), new cv.Point(-1, -1), cv.BORDER_REFLECT)),
    gap: 1e-4,
  },
  {
    what: 'median, radius 1, 2500 × 2048',
    film: films.whole,
    step: { op: 'median', radius: 1 },
    depth: 32,
    cv: (cv, image) => into(cv, (out) => cv.medianBlur(image, out, 3)),
    gap: 1e-5,
  },
  {
    what: 'median, radius 2, 2500 × 2048',
    film: films.whole,
    step: { op: 'median', radius: 2 },
    depth: 32,
    cv: (cv, image) => into(cv, (out) => cv.medianBlur(image, out, 5)),
    gap: 1e-5,
  },
  {
    what: 'median, radius 5, 8 bits, 2500 × 2048',
    film: films.whole,
    step: { op: 'median', radius: 5 },
    depth: 8,
    cv: (cv, image) => into(cv, (out) => cv.medianBlur(image, out, 11)),
    gap: 1e-3,
  },
  {
    what: 'CLAHE, clip 2, 8 × 8 tiles, 2500 × 2048',
    film: films.whole,
    step: { op: 'clahe', 'clip-limit': 2, tiles: 8 },
    depth: 8,
    cv: (cv, image) => {
      const clahe = new cv.CLAHE(2, new cv.Size(8, 8));
      return into(cv, (out) => clahe.apply(image, out));
    },
    gap: 3e-3, // theirs is rounded to a level
  },
  {
    what: 'area resize to 224 × 224 from 2500 × 2048',
    film: films.whole,
    tensor: true,
    depth: 32,
    cv: (cv, image) => into(cv, (out) => cv.resize(image, out, new cv.Size(224, 224), 0, 0, cv.INTER_AREA)),
    gap: 1e-4,
  },
];
