// Dark and light: the system's wish unless the visitor chose. The tokens are defined once, in tokens.css; the canvas is given
// what the style sheet says.
import type { Lab } from './lab';

export type Theme = 'dark' | 'light';
const key = 'unseen.theme';
const names = ['ground', 'panel', 'raised', 'line', 'ink', 'dim', 'faint', 'action', 'data1', 'data2', 'calm'] as const;

/** Storage may be absent or throw (private windows): then the choice lasts as long as the page. */
export const store = {
  get(name: string): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set(name: string, value: string): void {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Kept in the page's memory only.
    }
  },
};

const dark = matchMedia('(prefers-color-scheme: dark)');
const chosen = (): Theme | null => {
  const kept = store.get(key);
  return kept === 'dark' || kept === 'light' ? kept : null;
};

export function currentTheme(): Theme {
  const set = document.documentElement.dataset.theme;
  return set === 'dark' || set === 'light' ? set : dark.matches ? 'dark' : 'light';
}

/** The present theme's tokens as #rrggbb, read from the style sheet, which states each as light-dark(#…, #…). */
export function tokens(): Record<string, string> {
  const style = getComputedStyle(document.documentElement);
  const side = currentTheme() === 'light' ? 0 : 1;
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).match(/#\w{6}/g)?.[side] ?? '#000000']),
  );
}

export function watchTheme(lab: () => Lab | null, changed: () => void): { toggle(): void } {
  const apply = (theme: Theme | null) => {
    if (theme) {
      document.documentElement.dataset.theme = theme;
    }
    lab()?.ask({ kind: 'theme', tokens: tokens() });
    changed();
  };
  apply(chosen());
  dark.addEventListener('change', () => apply(null));
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  calm.addEventListener('change', () => lab()?.ask({ kind: 'motion', reduced: calm.matches }));
  return {
    toggle() {
      const next = currentTheme() === 'dark' ? 'light' : 'dark';
      store.set(key, next);
      apply(next);
    },
  };
}
