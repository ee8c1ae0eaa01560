/**
 * What colour means, once for badges, bars and charts. `text` on `soft` has a contrast of 4.5 or more in either scheme;
 * `fill` is for shapes that stand beside a word, 3 or more against the page.
 */
export const MEANINGS = {
  ok: {
    light: { text: '#17643a', soft: '#e6f4ea', fill: '#2c8f56' },
    dark: { text: '#7fd6a0', soft: '#14301f', fill: '#3fae6c' },
  },
  waiting: {
    light: { text: '#7d4b00', soft: '#fdf1dc', fill: '#b97a0a' },
    dark: { text: '#f2c063', soft: '#372809', fill: '#d99a2b' },
  },
  failed: {
    light: { text: '#a8201a', soft: '#fdeceb', fill: '#cf3f3a' },
    dark: { text: '#ff9c94', soft: '#3c1a19', fill: '#e05a54' },
  },
  skipped: {
    light: { text: '#55457f', soft: '#f0edf8', fill: '#8674bd' },
    dark: { text: '#bfb2ea', soft: '#29233d', fill: '#8a7bbd' },
  },
  neutral: {
    light: { text: '#454f5a', soft: '#eef0f2', fill: '#7b8794' },
    dark: { text: '#b8c1cb', soft: '#2b3036', fill: '#76828e' },
  },
} as const;
export type Meaning = keyof typeof MEANINGS;

/** The CSS variable of a meaning: `meaningColor('ok', 'fill')`. */
export const meaningColor = (meaning: Meaning, part: 'text' | 'soft' | 'fill'): string =>
  `var(--meaning-${meaning}-${part})`;
