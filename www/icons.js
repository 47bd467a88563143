/** Icons, and the marks of the penalties. */
import { svg } from './dom.js';

/** An icon of areas. @param {...string} paths */
export const filled = (...paths) =>
  svg(
    'svg',
    { viewBox: '0 0 18 18', 'aria-hidden': 'true' },
    ...paths.map((d) => svg('path', { d, fill: 'currentColor' })),
  );

/** An icon of lines. @param {...string} paths */
export const turned = (...paths) =>
  svg(
    'svg',
    { viewBox: '0 0 18 18', 'aria-hidden': 'true', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.75 },
    ...paths.map((d) => svg('path', { d })),
  );

export const icons = {
  play: () => filled('M5 2.5v13l11-6.5z'),
  pause: () => filled('M4 3h3.5v12H4z', 'M10.500 3H14v12h-3.500z'),
  more: () =>
    svg(
      'svg',
      { viewBox: '0 0 18 18', 'aria-hidden': 'true', fill: 'currentColor' },
      ...[4, 9, 14].map((cx) => svg('circle', { cx, cy: 9, r: 1.6 })),
    ),
  close: () => turned('M4.5 4.5l9 9', 'M13.5 4.5l-9 9'),
};

export function brand() {
  return svg(
    'svg',
    { viewBox: '0 0 22 22', 'aria-hidden': 'true' },
    svg('circle', { cx: 11, cy: 11, r: 9.5, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 1.5 }),
    svg('path', { d: 'M11 2 20 11 11 20 2 11z', fill: 'var(--lambda)' }),
  );
}

/**
 * The mark of a penalty is its unit ball: none has none and gets a cross; the elastic net's takes the shape of l1_ratio.
 *
 * @param {string} penalty
 * @param {number} [l1Ratio]
 */
export function ball(penalty, l1Ratio = 0.5) {
  return svg(
    'svg',
    { viewBox: '-8 -8 16 16', 'aria-hidden': 'true', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 },
    svg('path', { d: ballPath(penalty, l1Ratio) }),
  );
}

/**
 * @param {string} penalty
 * @param {number} l1Ratio
 */
export function ballPath(penalty, l1Ratio) {
  if (penalty === 'none') {
    return 'M-5-5 5 5M-5 5 5-5';
  }
  const ratio = penalty === 'l2' ? 0 : penalty === 'l1' ? 1 : l1Ratio;
  // The edge of r (|u| + |v|) + (1 − r)/2 (u² + v²) ≤ 1, scaled to reach 6.
  const reach = (/** @type {number} */ slope) => 2 / (slope + Math.sqrt(slope * slope + 2 * (1 - ratio)));
  const scale = 6 / reach(ratio);
  const points = Array.from({ length: 48 }, (_, k) => {
    const [cos, sin] = [Math.cos((k * Math.PI) / 24), Math.sin((k * Math.PI) / 24)];
    const s = scale * reach(ratio * (Math.abs(cos) + Math.abs(sin)));
    return `${(s * cos).toFixed(2)} ${(s * sin).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}
