// pica, in this thread as the others: JavaScript and its own WebAssembly, its box filter being nearest to an area mean.
export async function prepare({ blob, size }) {
  const { default: Pica } = await import('/bench/pica/pica_main.mjs');
  const film = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(film.width, film.height);
  const context = canvas.getContext('2d');
  context.drawImage(film, 0, 0);
  const src = context.getImageData(0, 0, film.width, film.height).data;
  const pica = new Pica({ features: ['js', 'wasm'] });
  return async () => {
    const data = await pica.resizeBuffer({
      src,
      width: film.width,
      height: film.height,
      toWidth: size,
      toHeight: size,
      filter: 'box',
    });
    return Float32Array.from({ length: size * size }, (_, i) => data[4 * i] / 255);
  };
}
