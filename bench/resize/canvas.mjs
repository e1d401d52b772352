// The browser's canvas: drawImage at high quality, read back, made grey floats.
export async function prepare({ blob, size }) {
  const film = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingQuality = 'high';
  return () => {
    context.drawImage(film, 0, 0, size, size);
    const { data } = context.getImageData(0, 0, size, size);
    return Float32Array.from({ length: size * size }, (_, i) => data[4 * i] / 255);
  };
}
