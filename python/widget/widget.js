/** The lab in a notebook: traits of Python are its state. `cargo xtask wheel` makes one module of this and the lab. */
import 'regularization-lab/standalone';

/** Traits that are parts of the lab's state, data first: other values may be about them. @type {Record<string, string>} */
const STATE = {
  data: 'data',
  penalty: 'penalty',
  lambda_: 'lambda',
  l1_ratio: 'l1Ratio',
  optimizer: 'optimizer',
  learning_rate: 'learningRate',
  fit_intercept: 'fitIntercept',
  standardize: 'standardize',
  panels: 'panels',
  controls: 'controls',
  theme: 'theme',
};

/** What Python may ask for. @type {Record<string, (lab: any, message: any) => unknown>} */
const COMMANDS = {
  play: (lab) => lab.play(),
  pause: (lab) => lab.pause(),
  step: (lab, { n }) => lab.step(n),
  reset: (lab) => lab.reset(),
  converge: (lab) => lab.converge(),
};

/** Milliseconds between two reports of a run. */
const REPORTS_EVERY = 100;

/** @param {string} name such as testAccuracy */
const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** @param {{ model: any, el: HTMLElement }} place */
function render({ model, el }) {
  const lab = /** @type {any} */ (document.createElement('regularization-lab'));
  const problem = document.createElement('p');
  problem.setAttribute('role', 'alert');
  problem.hidden = true;
  // JupyterLab would take arrow keys for its own otherwise.
  el.dataset.lmSuppressShortcuts = 'true';

  /** @param {Record<string, unknown>} values */
  const tell = (values) => {
    const news = Object.entries(values).filter(([name, value]) => !isSame(model.get(name), value));
    for (const [name, value] of news) {
      model.set(name, value);
    }
    if (news.length > 0) {
      model.save_changes();
    }
  };
  const tellState = () => {
    const state = lab.getState();
    tell(Object.fromEntries(Object.entries(STATE).map(([name, key]) => [name, state[key]])));
  };
  /** @param {string} message */
  const complain = (message) => {
    problem.textContent = message;
    problem.hidden = message === '';
    tell({ error: message });
  };
  /** Does some work; whether it could be done. @param {() => unknown} work */
  const attempt = async (work) => {
    try {
      complain('');
      await work();
      return true;
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
      return false;
    }
  };

  /** @type {any} */
  let scores = {};
  let weighed = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let reporting;
  const report = () => {
    reporting = undefined;
    const { nIter, status, isPlaying } = lab;
    const told = Object.entries(scores).filter(([, value]) => typeof value === 'number');
    /** @type {Record<string, unknown>} */
    const values = {
      n_iter: nIter,
      status,
      scores: Object.fromEntries(told.map(([name, value]) => [snakeCase(name), value])),
    };
    // The weights of a run that goes on are old when they arrive.
    const moment = JSON.stringify([values, lab.lambda, lab.data]);
    if (!isPlaying && moment !== weighed) {
      weighed = moment;
      const trainer = lab.trainer();
      values.coef = [...trainer.coef()];
      values.intercept = trainer.intercept;
      trainer.free();
    }
    tell(values);
  };
  /** @param {CustomEvent} event */
  const reportSoon = ({ detail }) => {
    scores = detail.scores ?? scores;
    reporting ??= setTimeout(report, REPORTS_EVERY);
  };

  /** Hands one trait to the lab; what it refuses is not so in Python either. @param {string} name */
  const take = async (name) => {
    const [key, value] = [STATE[name], model.get(name)];
    if (value !== null && !isSame(value, lab.getState()[key])) {
      const isTaken = await attempt(() => lab.setState({ [key]: value }));
      if (!isTaken) {
        tell({ [name]: lab.getState()[key] });
      }
    }
  };
  /** @type {[string, (message?: any) => void][]} */
  const listeners = Object.keys(STATE).map((name) => [`change:${name}`, () => take(name)]);
  listeners.push(['msg:custom', (message) => obey(message)]);
  const obey = (/** @type {any} */ message) => {
    if (Object.hasOwn(COMMANDS, message?.type)) {
      attempt(() => COMMANDS[message.type](lab, message));
    }
  };

  lab.addEventListener('error', (/** @type {CustomEvent} */ { detail }) => complain(detail.message));
  for (const name of Object.keys(STATE)) {
    take(name);
  }
  el.append(lab, problem);
  // Notebooks put the element into the page only after this has returned.
  lab.ready.then(() => {
    tellState();
    for (const [name, listener] of listeners) {
      model.on(name, listener);
    }
    lab.addEventListener('change', tellState);
    lab.addEventListener('step', reportSoon);
    report();
    model.send({ type: 'ready' });
  });

  return () => {
    clearTimeout(reporting);
    for (const [name, listener] of listeners) {
      model.off(name, listener);
    }
    lab.remove();
  };
}

/**
 * @param {unknown} a
 * @param {unknown} b
 */
function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

export default { render };
