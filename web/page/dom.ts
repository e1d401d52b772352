// Small helpers for building the page from code; text only ever becomes text nodes.

type Attributes = Readonly<Record<string, string | boolean | null>>;
type Child = Node | string | null | false;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) {
      element.setAttribute(name, '');
    } else if (typeof value === 'string') {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return element;
}

export function find<T extends HTMLElement = HTMLElement>(selector: string): T {
  const element = document.querySelector<T>(selector);
  if (!element) {
    throw new Error(`index.html lacks ${selector}`);
  }
  return element;
}

/** Sets text only where it differs, so that screen readers are not told twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A link that leaves this site says so and carries no referrer. */
export const outward = (url: string, text: string) =>
  make('a', { href: url, rel: 'noreferrer noopener', target: '_blank' }, text);
