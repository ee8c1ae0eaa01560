import type { Visitor } from './visitor';

/**
 * Everything that shows and takes part in the order of Tab, and what a mouse can click without it: the page, or the dialog
 * that is open on it. Of radio buttons the chosen one stands for its group, as browsers have it.
 */
const NUMBER_STOPS = `(() => {
  const scope = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? document;
  const shows = (each) => each.checkVisibility({ checkVisibilityCSS: true }) && each.getClientRects().length > 0;
  const chosen = (each) => each.type !== 'radio' || each.checked ||
    scope.querySelector('input[type=radio][name="' + each.name + '"]:checked') === null;
  const all = [...scope.querySelectorAll('*')].filter(shows);
  const stops = all.filter((each) => each.tabIndex >= 0 && !each.disabled && chosen(each) && !each.closest('[inert]'));
  stops.forEach((each, index) => {
    each.setAttribute('data-stop', index);
    const box = each.closest('.mantine-Input-input, .mantine-MultiSelect-input') ?? each;
    box.setAttribute('data-border', each === document.activeElement ? '' : getComputedStyle(box).borderColor);
  });
  const reaches = (each) => each.closest('a[href], button, label, [tabindex], [role="option"], summary') !== null ||
    each.querySelector('a[href], button, input, [tabindex]') !== null;
  const words = (each) => (each.getAttribute('aria-label') ?? each.textContent).trim().slice(0, 40) || each.tagName;
  return {
    stops: stops.map(words),
    mouseOnly: all.filter((each) => getComputedStyle(each).cursor === 'pointer' && !reaches(each)).map(words),
  };
})()`;

/** Which stop has the focus, and whether it shows: by its outline, or by a border of another colour than before. */
const FOCUSED = `(() => {
  const each = document.activeElement;
  // Where several can be chosen, the box around them is what shows it.
  const box = each.closest('[data-border]') ?? each;
  // A border changes its colour over a tenth of a second: its end is looked at.
  box.getAnimations().forEach((change) => change.finish());
  const { outlineStyle, outlineWidth } = getComputedStyle(each);
  const outlined = outlineStyle !== 'none' && outlineWidth !== '0px';
  const stop = each.getAttribute('data-stop');
  return {
    stop: stop === null ? null : Number(stop),
    shown: outlined || getComputedStyle(box).borderColor !== box.getAttribute('data-border'),
  };
})()`;

export interface Reached {
  readonly stops: number;
  /** Words of what Tab never came to. */
  readonly missed: readonly string[];
  /** Words of what had the focus without showing it. */
  readonly unseen: readonly string[];
  /** Words of what only a mouse can click. */
  readonly mouseOnly: readonly string[];
}

/** Goes through the page by Tab, from where the focus is, once around. */
export const reachByTab = async ({ page }: Visitor): Promise<Reached> => {
  const { stops, mouseOnly } = await page.evaluate<{ stops: string[]; mouseOnly: string[] }>(NUMBER_STOPS);
  const seen = new Set<number>();
  const unseen = new Set<number>();
  // A second round is for the focus that began in the middle.
  for (let press = 0; press < 2 * stops.length + 10 && seen.size < stops.length; press += 1) {
    await page.keyboard.press('Tab');
    const { stop, shown } = await page.evaluate<{ stop: number | null; shown: boolean }>(FOCUSED);
    if (stop === null) continue;
    seen.add(stop);
    if (!shown) unseen.add(stop);
  }
  return {
    stops: stops.length,
    missed: stops.filter((_, index) => !seen.has(index)),
    unseen: stops.filter((_, index) => unseen.has(index)),
    mouseOnly,
  };
};
