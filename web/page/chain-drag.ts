// Dragging a step of a list to another place by its handle. The pointer is held, and let go of on cancel; keys have buttons instead.

/** `move(from, to)` when a step was dropped at another place. */
export function draggable(
  list: HTMLElement,
  item: HTMLElement,
  handle: HTMLElement,
  move: (from: number, to: number) => void,
): void {
  // Steps are tall: the place of one is taken wherever on it another is dropped.
  const place = (y: number): number => {
    const all = [...list.children];
    const from = all.indexOf(item);
    return all.filter((child, i) => {
      const { top, bottom } = child.getBoundingClientRect();
      return i < from ? y > bottom : i > from && y > top;
    }).length;
  };
  handle.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    item.classList.add('dragged');
  });
  handle.addEventListener('pointerup', (event) => {
    if (item.classList.contains('dragged')) {
      item.classList.remove('dragged');
      const from = [...list.children].indexOf(item);
      const to = place(event.clientY);
      if (to !== from) {
        move(from, to);
      }
    }
  });
  for (const lost of ['pointercancel', 'lostpointercapture'] as const) {
    handle.addEventListener(lost, () => item.classList.remove('dragged'));
  }
}
