/** File names of posters. */

/** More panels than these are not named. */
const MOST_NAMED = 3;

/**
 * Returns a name that says what is on a poster, and is its own: it ends with a hash of the state.
 *
 * @param {string} data name of the data set
 * @param {string[]} panels
 * @param {string} state
 */
export function posterFile(data, panels, state) {
  const named = panels.length > MOST_NAMED ? `${panels.length}-panels` : panels.join('-');
  return `regularization-lab-${data}-${named}-${fnv1a(state).toString(36)}.svg`;
}

/**
 * The 32-bit FNV-1a hash of a text (Fowler, Noll and Vo, 1991), of its UTF-16 code units.
 *
 * @param {string} text
 */
function fnv1a(text) {
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) {
    hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  }
  return hash >>> 0;
}
