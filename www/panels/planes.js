/** The pictures of a plane of two weights or features. */
import { furnishBoundary } from './boundary.js';
import { furnishGeometry } from './geometry.js';
import style from './plane-style.js';
import * as words from './plane-words.js';

export { style };

/** @type {Record<string, import('./kinds.js').Kind>} */
export const kinds = {
  geometry: { ...words.panels.geometry, furnish: furnishGeometry, note: words.geometryNote },
  boundary: { ...words.panels.boundary, furnish: furnishBoundary },
};
