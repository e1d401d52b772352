// Attributes of one frame: of an enhanced multi-frame object they stand in its own functional groups, then in those that all frames
// share, then in the object itself (PS3.3 C.7.6.16).
import type { Attributes } from './attributes';
import { type Tag, tag } from './tags';

export class FrameAttributes {
  readonly root: Attributes;
  readonly #groups: readonly Attributes[];

  constructor(root: Attributes, frame: number) {
    this.root = root;
    const own = root.items(tag.PerFrameFunctionalGroupsSequence)[frame];
    const shared = root.items(tag.SharedFunctionalGroupsSequence)[0];
    this.#groups = [own, shared].flatMap((group) => group ?? []);
  }

  /** Where the attributes of one functional group stand for this frame. */
  in(sequence: Tag): Attributes {
    for (const group of this.#groups) {
      const [item] = group.items(sequence);
      if (item) {
        return item;
      }
    }
    return this.root;
  }
}
