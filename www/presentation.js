/** The presentation of a lab: theme, scale, views, pair of weights, scoring and start point of a trajectory. */

import { isSame } from './element/state.js';
import { SCALES, VIEWS } from './names.js';

/** @typedef {import('./types.js').PresentAction} PresentAction */
/** @typedef {import('./types.js').Presentation} PresentationState */

export class Presentation {
  /** @type {'light' | 'dark' | 'projector'} */
  theme = 'light';
  /** @type {PresentationState['scale']} */
  scale = SCALES[0];
  /** Chosen views by panel, also of hidden panels, other than the first ones. @type {Record<string, string>} */
  #views = {};
  #lab;

  /** @param {import('./generated/bindings.js').Lab} lab */
  constructor(lab) {
    this.#lab = lab;
  }

  /** @returns {PresentationState} */
  snapshot() {
    const { pair, scoring, whatIf } = this.#lab.numbers();
    const start = whatIf && /** @type {[number, number]} */ ([whatIf.u, whatIf.v]);
    return { scale: this.scale, views: this.#views, pair: pair ?? undefined, scoring, start };
  }

  /**
   * The view of a panel; undefined if it has only one.
   *
   * @param {string} panel
   */
  viewOf(panel) {
    return this.#views[panel] ?? Object.keys(VIEWS[panel] ?? {})[0];
  }

  /** Returns the actions that restore a snapshot. @param {PresentationState} wanted */
  changesTo({ scale, views, pair, scoring, start }) {
    const now = this.snapshot();
    /** @type {PresentAction[]} */
    const actions = [{ type: 'scale', scale }];
    for (const panel of Object.keys({ ...this.#views, ...views })) {
      actions.push({ type: 'view', panel, view: views[panel] ?? Object.keys(VIEWS[panel])[0] });
    }
    if (scoring !== undefined) {
      actions.push({ type: 'scoring', scoring });
    }
    // Setting a pair, even the same one, removes the start point.
    const hasOtherPair = pair !== undefined && !isSame(pair, now.pair);
    if (hasOtherPair) {
      actions.push({ type: 'pair', pair });
    }
    if (hasOtherPair || !isSame(start, now.start)) {
      actions.push({ type: 'start', start });
    }
    return actions;
  }

  /**
   * Applies an action.
   *
   * @param {PresentAction} action
   * @returns {boolean} whether the presentation has changed
   */
  apply(action) {
    const lab = this.#lab;
    switch (action.type) {
      case 'view':
        return this.#chooseView(action.panel, action.view);
      case 'scoring': {
        const isOther = action.scoring !== lab.numbers().scoring;
        lab.setScoring(action.scoring);
        return isOther;
      }
      case 'pair': {
        const isOther = !isSame(action.pair, lab.numbers().pair);
        lab.setPair(...action.pair);
        return isOther;
      }
      case 'start': {
        const { start } = this.snapshot();
        if (action.start) {
          lab.setStart(...action.start);
        } else {
          lab.removeStart();
        }
        return !isSame(start, action.start);
      }
      case 'scale': {
        const isOther = action.scale !== this.scale;
        this.scale = action.scale;
        lab.setLook(this.theme, this.scale);
        return isOther;
      }
    }
  }

  /**
   * @param {string} panel
   * @param {string} view
   */
  #chooseView(panel, view) {
    if (!Object.hasOwn(VIEWS[panel] ?? {}, view) || view === this.viewOf(panel)) {
      return false;
    }
    const { [panel]: _, ...others } = this.#views;
    const isDefault = view === Object.keys(VIEWS[panel])[0];
    this.#views = isDefault ? others : { ...others, [panel]: view };
    this.#lab.chooseView(panel, view);
    return true;
  }

  /**
   * Applies the chosen views of panels that have just been added.
   *
   * @param {string[]} panels
   */
  applyViews(panels) {
    for (const panel of panels.filter((panel) => panel in this.#views)) {
      this.#lab.chooseView(panel, this.#views[panel]);
    }
  }

  /** @param {Presentation['theme']} theme */
  setTheme(theme) {
    this.theme = theme;
    this.#lab.setLook(theme, this.scale);
  }
}

/**
 * Returns the actions that apply a part of a presentation.
 *
 * @param {import('./types.js').Moment} presentation
 * @returns {PresentAction[]}
 */
export function actionsOf({ scale, views = {}, pair, start, scoring }) {
  /** @type {PresentAction[]} */
  const actions = Object.entries(views).map(([panel, view]) => ({ type: 'view', panel, view }));
  if (scale !== undefined) {
    actions.push({ type: 'scale', scale });
  }
  if (pair !== undefined) {
    actions.push({ type: 'pair', pair });
  }
  // After the pair, which removes it.
  if (start !== undefined) {
    actions.push({ type: 'start', start: start ?? undefined });
  }
  if (scoring !== undefined) {
    actions.push({ type: 'scoring', scoring });
  }
  return actions;
}
