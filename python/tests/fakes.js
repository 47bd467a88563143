/** A page, a lab and a widget's model without a browser and a kernel, whose order of events a test decides. */

/** What JavaScript knows of `document` here; the element is `FakeLab`. */
export function fakeDocument() {
  const created = /** @type {any[]} */ ([]);
  const make = (/** @type {string} */ name) => {
    const element = name === 'regularization-lab' ? new FakeLab() : new FakeElement();
    created.push(element);
    return element;
  };
  return {
    createElement: make,
    head: new FakeElement(),
    labs: () => created.filter((item) => item instanceof FakeLab),
  };
}

export class FakeElement extends EventTarget {
  /** @type {Record<string, string>} */
  dataset = {};
  children = /** @type {any[]} */ ([]);
  textContent = '';
  hidden = false;
  setAttribute() {}
  append(/** @type {any[]} */ ...items) {
    this.children.push(...items);
  }
  remove() {}
}

/** A lab: changes are kept until it is mounted; data named slow arrive when `fetch()` is called, with their own λ. */
export class FakeLab extends FakeElement {
  state = /** @type {Record<string, any>} */ ({
    data: 'stress',
    recipe: { nSamples: 500, testSize: 0.3 },
    penalty: 'l1',
    lambda: 1,
    l1Ratio: 0.7,
    optimizer: 'proximal-gradient',
    learningRate: 0.05,
    fitIntercept: true,
    penaltyFactor: [],
    classWeight: 'none',
    standardize: false,
    panels: 'trajectories',
    controls: 'lambda play',
    theme: 'auto',
  });
  pending = /** @type {Record<string, any>} */ ({});
  isMounted = false;
  calls = /** @type {any[]} */ ([]);
  nIter = 0;
  status = 'running';
  coef = [0, 1];
  intercept = 0.5;
  featureNames = ['x0', 'x1'];
  slow = /** @type {Record<string, any> | undefined} */ (undefined);
  #mounted = () => {};
  ready = new Promise((/** @type {(value: void) => void} */ resolve) => {
    this.#mounted = resolve;
  });

  get isConnected() {
    return this.isMounted;
  }
  get data() {
    return /** @type {any} */ (this.getState()).data;
  }
  getState() {
    return structuredClone({ ...this.state, ...this.pending, nIter: this.nIter });
  }
  setState(/** @type {Record<string, any>} */ change) {
    if (!this.isMounted) {
      Object.assign(this.pending, change);
      return;
    }
    if (change.lambda < 0 || change.panels === 'nonsense') {
      throw new Error(`not accepted: ${JSON.stringify(change)}`);
    }
    if (change.data?.startsWith('slow') && change.data !== this.state.data) {
      this.slow = change;
    } else {
      if (change.data !== undefined) {
        this.slow = undefined;
      }
      this.#take(change);
    }
  }
  #take(/** @type {Record<string, any>} */ change) {
    const preset = change.data !== undefined && change.data !== this.state.data ? { lambda: 7, penalty: 'l2' } : {};
    Object.assign(this.state, preset, change.csv ? { data: 'csv' } : {}, JSON.parse(JSON.stringify(change)));
    this.dispatchEvent(new CustomEvent('input'));
  }
  /** The slow data arrive. */
  fetch() {
    const change = this.slow;
    this.slow = undefined;
    if (change) {
      this.#take(change);
    }
  }
  /** The first picture is drawn. */
  mount() {
    this.isMounted = true;
    const pending = this.pending;
    this.pending = {};
    this.#take(pending);
    this.#mounted();
  }
  /** The reader moves λ, which is settled at once. */
  drag(/** @type {number} */ lambda) {
    this.state.lambda = lambda;
    this.dispatchEvent(new CustomEvent('input'));
    this.settle();
  }
  settle() {
    this.dispatchEvent(new CustomEvent('change'));
  }
  step(/** @type {number} */ n) {
    this.calls.push(['step', n]);
    this.nIter += n;
    this.dispatchEvent(new CustomEvent('step', { detail: { scores: { testAccuracy: 0.9 } } }));
  }
  play() {
    this.calls.push(['play']);
  }
  permalink() {
    return `#v=1&lambda=${this.state.lambda}`;
  }
  toSvg(/** @type {string} */ panel) {
    if (panel === 'nonsense') {
      throw new Error('no such panel');
    }
    return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="320"><title>${panel}</title></svg>\n`;
  }
}

/** A model as ipywidgets has it: a message of Python sets several traits, then fires their events. */
export class FakeModel {
  traits;
  sent = /** @type {any[]} */ ([]);
  /** Traits that the page has set, in their order. */
  written = /** @type {[string, any][]} */ ([]);
  kernel = /** @type {FakeKernel | undefined} */ (undefined);
  #unsaved = /** @type {Set<string>} */ (new Set());
  #listeners = /** @type {Map<string, Set<Function>>} */ (new Map());

  constructor(/** @type {Record<string, any>} */ traits = {}) {
    this.traits = { _poster_class: 'poster-1', state: {}, error: '', ...traits };
  }
  get(/** @type {string} */ name) {
    return this.traits[/** @type {keyof typeof this.traits} */ (name)] ?? null;
  }
  set(/** @type {string} */ name, /** @type {any} */ value) {
    JSON.stringify(value);
    this.written.push([name, value]);
    this.#unsaved.add(name);
    this.#put({ [name]: value });
  }
  save_changes() {
    const values = Object.fromEntries([...this.#unsaved].map((name) => [name, this.get(name)]));
    this.#unsaved.clear();
    this.kernel?.enqueue(values);
  }
  send(/** @type {object} */ message) {
    this.sent.push(message);
  }
  on(/** @type {string} */ name, /** @type {Function} */ listener) {
    this.#listeners.set(name, (this.#listeners.get(name) ?? new Set()).add(listener));
  }
  off(/** @type {string} */ name, /** @type {Function} */ listener) {
    this.#listeners.get(name)?.delete(listener);
  }
  count() {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);
  }
  /** Python sets traits. */
  update(/** @type {Record<string, any>} */ traits) {
    this.#put(traits);
  }
  /** Python sends a command. */
  command(/** @type {object} */ message) {
    this.#fire('msg:custom', message);
  }
  #put(/** @type {Record<string, any>} */ traits) {
    const changed = Object.keys(traits).filter(
      (name) => JSON.stringify(this.get(name)) !== JSON.stringify(traits[name]),
    );
    Object.assign(this.traits, traits);
    for (const name of changed) {
      this.#fire(`change:${name}`);
    }
  }
  #fire(/** @type {string} */ event, /** @type {any} */ message = undefined) {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      listener(message);
    }
  }
}

/** The traits in a kernel that reads messages late, with the rule of `RegularizationLab.set_state`; and messages on their way. */
export class FakeKernel {
  traits = /** @type {Record<string, any>} */ ({});
  toPage = /** @type {Record<string, any>[]} */ ([]);
  /** What the page has sent and Python has not read; ipywidgets merges it while the kernel is busy. */
  unread = /** @type {Record<string, any> | undefined} */ (undefined);
  #revision = 0;
  #revisions = /** @type {Record<string, number>} */ ({});
  #model;

  constructor(/** @type {FakeModel} */ model) {
    this.#model = model;
    model.kernel = this;
  }
  /** A cell sets traits; other data reset the parameters. */
  set(/** @type {Record<string, any>} */ values) {
    const { data, ...others } = values;
    const isOther = data !== undefined && data !== this.traits.data;
    const changes = [...(isOther ? [{ data }, { lambda_: null, penalty: null }] : []), others];
    for (const change of changes) {
      for (const name of Object.keys(change)) {
        this.traits[name] = change[/** @type {keyof typeof change} */ (name)];
        this.#revision += 1;
        this.#revisions[name] = this.#revision;
      }
      this.toPage.push(change, { _revision: this.#revision });
    }
  }
  enqueue(/** @type {Record<string, any>} */ values) {
    this.unread = { ...this.unread, ...structuredClone(values) };
  }
  /** The page gets the next message. */
  deliver() {
    this.#model.update(this.toPage.shift() ?? {});
  }
  /** Python reads what the page has sent. */
  read() {
    const { revision = 0, values = {} } = this.unread?._reported ?? {};
    for (const [name, value] of Object.entries(values)) {
      if ((this.#revisions[name] ?? 0) <= revision) {
        this.traits[name] = value;
      }
    }
    this.unread = undefined;
  }
}
