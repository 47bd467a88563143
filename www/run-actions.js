/** Actions on the run, the bookmark and the focused feature. */

import { LabError } from './lab-error.js';
import { LAST_ITERATION } from './names.js';
import { nearestSpeed } from './player.js';
import * as words from './words.js';

/** @typedef {import('./generated/bindings.js').Lab} Lab */
/** @typedef {import('./player.js').Player} Player */
/** @typedef {import('./types.js').RunAction} RunAction */

/**
 * @param {RunAction} action
 * @param {Lab} lab
 * @param {Player} player
 * @returns {RunAction['type']} the type of the action
 */
export function run(action, lab, player) {
  switch (action.type) {
    case 'play':
      if (lab.hasEnded) {
        lab.restart();
      }
      player.play();
      break;
    case 'pause':
      player.pause();
      break;
    case 'toggle-playing':
      return run({ type: player.isPlaying ? 'pause' : 'play' }, lab, player);
    case 'speed':
      player.speed = nearestSpeed(action.speed);
      break;
    case 'step':
      player.pause();
      lab.step(action.n);
      break;
    case 'restart':
      lab.restart();
      player.resumeAfterChange();
      break;
    case 'converge':
      lab.converge();
      player.stopAtEnd();
      break;
    case 'go-to':
      goTo(action.iteration, lab, player);
      break;
    case 'show-iteration':
      player.pause();
      lab.showIteration(action.iteration);
      break;
    case 'bookmark':
      action.isKept ? lab.setBookmark() : lab.removeBookmark();
      break;
    case 'open-bookmark':
      action.bookmark === '' ? lab.removeBookmark() : lab.openBookmark(action.bookmark);
      break;
    case 'focus':
      lab.focusFeature(action.feature ?? -1);
      break;
  }
  return action.type;
}

/**
 * Runs to an iteration; restarts if it is an earlier one.
 *
 * @param {number} iteration
 * @param {Lab} lab
 * @param {Player} player
 */
function goTo(iteration, lab, player) {
  if (!(Number.isInteger(iteration) && iteration >= 0 && iteration <= LAST_ITERATION)) {
    throw new LabError(words.iterationRange(LAST_ITERATION, iteration), 'nIter');
  }
  if (iteration < lab.nIter || lab.isAtOptimum) {
    lab.restart();
  }
  player.runTo(iteration);
}

/**
 * Returns the iteration to which a lab is run in order to end as this one: the step that finds that a run has diverged, or that coordinate
 * descent has converged, is not counted.
 *
 * @param {import('./types.js').LabReader} lab
 */
export function repeatedIteration(lab) {
  const { nIter, status } = lab.numbers();
  const isUncounted = status === 'diverged' || (status !== 'running' && lab.state().optimizer === 'coordinate-descent');
  return nIter + Number(isUncounted);
}
