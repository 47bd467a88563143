/** The detail of the events `input` and `change`. */

/**
 * Scores are computed when they are read, once: those of 100,000 rows take as long as a frame, and a drag fires an event in every frame.
 *
 * @param {import('../types.js').State} state
 * @param {() => import('../regularization-lab.js').Scores | undefined} readScores
 */
export function eventDetail(state, readScores) {
  /** @type {import('../regularization-lab.js').Scores | undefined} */
  let scores;
  return {
    state,
    get scores() {
      scores ??= readScores();
      return scores;
    },
  };
}
