/** The widget on a fake lab and a fake model, in every order of their events. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { notebookWidget } from '../widget/notebook-widget.js';
import { FakeElement, FakeKernel, FakeModel, fakeDocument } from './fakes.js';

/** @type {ReturnType<typeof fakeDocument>} */
let page;

afterEach(() => mock.timers.reset());

beforeEach(() => {
  page = fakeDocument();
  Object.assign(globalThis, { document: page });
});

/** Displays a widget; returns its model, its lab and a function that closes the view. @param {FakeModel} model */
function display(model, widget = notebookWidget()) {
  widget.initialize({ model });
  return { widget, ...open(model, widget) };
}

/** @param {FakeModel} model @param {ReturnType<typeof notebookWidget>} widget */
function open(model, widget) {
  const el = /** @type {any} */ (new FakeElement());
  const close = widget.render({ model, el });
  return { close, el, lab: /** @type {import('./fakes.js').FakeLab} */ (page.labs().at(-1)) };
}

/** Lets every promise and microtask finish that is due. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Lets time pass; a timer may start another one. @param {number} milliseconds */
function pass(milliseconds) {
  for (let time = 0; time < milliseconds; time += 100) {
    mock.timers.tick(100);
  }
}

/** @param {{ traits: object }} model @param {import('./fakes.js').FakeLab} lab */
function assertAgree(model, lab, message = '') {
  const { lambda, penalty, data } = /** @type {any} */ (lab.getState());
  const { lambda_, penalty: ofModel, data: dataOfModel } = /** @type {any} */ (model.traits);
  assert.deepEqual([lambda_, ofModel, dataOfModel], [lambda, penalty, data], message);
}

test('a value set before the lab is ready is kept, whenever that is', async () => {
  for (let run = 0; run < 20; run++) {
    const model = new FakeModel({ data: 'stress', lambda_: 1 });
    const { lab } = display(model);
    for (let k = 0; k < run % 5; k++) {
      await turn();
    }
    const values = [{ lambda_: 3 }, { penalty: 'none' }, { lambda_: 5, penalty: 'l2' }][run % 3];
    model.update(values);
    if (run % 2) {
      await turn();
    }
    lab.mount();
    await turn();
    for (const [name, value] of Object.entries(values)) {
      assert.equal(model.get(name), value, `run ${run}`);
    }
    assertAgree(model, lab, `run ${run}`);
    assert.equal(model.get('theme'), 'auto', 'what Python left open is the lab’s');
  }
});

/** Numbers below n that are the same in every run. @param {number} seed */
function generator(seed) {
  let state = seed * 2654435761 + 1;
  return (/** @type {number} */ n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

test('in 300 random orders of Python, reader, data, views and late messages all agree, and the last value of Python stands', async () => {
  for (let seed = 0; seed < 300; seed++) {
    const below = generator(seed);
    const model = new FakeModel({ data: null, lambda_: 1, _revision: 0 });
    const kernel = new FakeKernel(model);
    const { widget, lab: first } = display(model);
    const labs = [first];
    /** @type {Record<string, unknown>} */
    let expected = {};
    const set = (/** @type {Record<string, unknown>} */ values) => {
      expected = values.data === undefined || values.data === kernel.traits.data ? { ...expected, ...values } : values;
      kernel.set(values);
    };
    for (let k = 0; k < 15; k++) {
      const lab = labs[below(labs.length)];
      const actions = [
        () => set({ lambda_: below(1000) }),
        () => set({ penalty: ['l1', 'l2', 'none'][below(3)] }),
        () => set({ data: ['slow-a', 'stress', 'slow-b'][below(3)], lambda_: below(1000) }),
        () => lab.fetch(),
        () => lab.isMounted || lab.mount(),
        () => lab.isMounted && lab.settle(),
        () => labs.length < 3 && labs.push(open(model, widget).lab),
        () => kernel.deliver(),
        () => kernel.read(),
      ];
      actions[below(actions.length)]();
      if (below(2)) {
        await turn();
      }
    }
    await finish(kernel, labs);
    for (const lab of labs) {
      assertAgree(model, lab, `seed ${seed}`);
      assertAgree(kernel, lab, `seed ${seed}, Python`);
    }
    for (const [name, value] of Object.entries(expected)) {
      assert.equal(kernel.traits[name], value, `seed ${seed}: ${name}`);
    }
  }
});

test('what the reader drags after Python has set it stands, when the messages have arrived', async () => {
  const model = new FakeModel({ lambda_: 1, _revision: 0 });
  const kernel = new FakeKernel(model);
  const { lab } = display(model);
  lab.mount();
  await turn();
  kernel.set({ lambda_: 3 });
  kernel.read();
  assert.equal(kernel.traits.lambda_, 3, 'the report of the lab at its start is older');
  lab.drag(8);
  kernel.read();
  assert.equal(kernel.traits.lambda_, 3, 'the page does not know 3 yet');
  await finish(kernel, [lab]);
  assert.deepEqual([kernel.traits.lambda_, lab.state.lambda], [3, 3], 'the value of Python comes later');
  lab.drag(9);
  kernel.read();
  assert.equal(kernel.traits.lambda_, 9);
});

/** Lets everything that is on its way arrive. @param {FakeKernel} kernel @param {import('./fakes.js').FakeLab[]} labs */
async function finish(kernel, labs) {
  while (kernel.toPage.length > 0) {
    kernel.deliver();
    await turn();
  }
  for (let round = 0; round < 2; round++) {
    for (const lab of labs) {
      if (!lab.isMounted) {
        lab.mount();
      }
      lab.fetch();
      await turn();
      lab.settle();
      await turn();
    }
  }
  kernel.read();
}

test('a value set while data are fetched is not replaced by the numbers of the data', async () => {
  const model = new FakeModel({});
  const { lab } = display(model);
  lab.mount();
  await turn();
  model.update({ data: 'slow', penalty: null });
  await turn();
  model.update({ penalty: 'l1' });
  await turn();
  lab.settle();
  assert.equal(model.get('data'), 'slow', 'the lab’s old data are not reported');
  lab.fetch();
  lab.settle();
  assertAgree(model, lab);
  assert.deepEqual([model.get('penalty'), model.get('lambda_')], ['l1', 7]);
});

test('a value that the lab does not accept is reset in Python, the others of its message are kept, and the error is shown', async () => {
  const model = new FakeModel({ lambda_: 2 });
  const { lab } = display(model);
  lab.mount();
  await turn();
  model.update({ panels: 'nonsense', penalty: 'none' });
  await turn();
  assert.deepEqual([model.get('panels'), model.get('penalty'), lab.state.penalty], ['trajectories', 'none', 'none']);
  assert.match(String(model.get('error')), /nonsense/);
  model.update({ lambda_: 4 });
  await turn();
  assert.equal(model.get('error'), '', 'the message is removed by the next change');
});

test('commands wait for a view, also after the only one was closed', async () => {
  const model = new FakeModel({});
  const { lab, close, widget } = display(model);
  model.command({ type: 'step', n: 3 });
  assert.deepEqual(lab.calls, []);
  lab.mount();
  await turn();
  assert.deepEqual(lab.calls, [['step', 3]]);
  assert.deepEqual(model.sent, [{ type: 'ready' }]);
  close();
  model.command({ type: 'play' });
  model.command({ type: 'toString' });
  const again = open(model, widget);
  again.lab.mount();
  await turn();
  assert.deepEqual([lab.calls, again.lab.calls], [[['step', 3]], [['play']]]);
});

test('with several views a command and the run are those of the view used last; parameters are those of all', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const model = new FakeModel({});
  const { widget, lab, el } = display(model);
  const second = open(model, widget);
  lab.mount();
  second.lab.mount();
  await turn();
  model.command({ type: 'step', n: 2 });
  pass(1000);
  assert.deepEqual([lab.nIter, second.lab.nIter, model.get('n_iter')], [0, 2, 2]);
  el.dispatchEvent(new Event('pointerdown'));
  assert.equal(model.get('n_iter'), 0);
  lab.drag(9);
  await turn();
  assert.equal(second.lab.state.lambda, 9);
  second.lab.step(5);
  pass(1000);
  assert.equal(model.get('n_iter'), 0, 'the run of the other view is not reported');
});

test('a view opened again, or a page loaded again, has the state reported last, and what Python has set since', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const model = new FakeModel({});
  const { lab, close } = display(model);
  lab.mount();
  await turn();
  lab.state.recipe = { nSamples: 90, testSize: 0.3 };
  lab.drag(4);
  lab.step(10);
  pass(1000);
  await turn();
  assert.equal(model.get('permalink'), '#v=1&lambda=4');
  assert.deepEqual(model.get('recipe'), { n_samples: 90, test_size: 0.3 }, 'names of Python');
  close();
  model.update({ penalty: 'l2' });
  // After a reload the widget's module and model are new.
  const reloaded = new FakeModel(JSON.parse(JSON.stringify(model.traits)));
  const again = display(reloaded);
  const { lambda, penalty, recipe, nIter } = again.lab.pending;
  assert.deepEqual([lambda, penalty, recipe.nSamples, nIter], [4, 'l2', 90, 10]);
  const other = display(new FakeModel({ ...reloaded.traits, data: 'twins' }));
  assert.deepEqual([other.lab.pending.recipe?.nSamples, other.lab.pending.nIter], [90, undefined]);
});

test('weights and scores are reported while the run is playing, at most ten times a second', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const model = new FakeModel({});
  const { lab } = display(model);
  lab.mount();
  await turn();
  model.written.length = 0;
  for (let k = 1; k <= 100; k++) {
    lab.coef = [k, -k];
    lab.step(1);
    mock.timers.tick(10);
  }
  const coefs = model.written.filter(([name]) => name === 'coef').map(([, coef]) => coef[0]);
  assert.ok(coefs.length >= 5 && coefs.length <= 10, `${coefs.length} reports in a second`);
  assert.deepEqual([model.get('scores'), model.get('feature_names')], [{ test_accuracy: 0.9 }, ['x0', 'x1']]);
  assert.ok(!model.written.some(([name]) => name === 'poster'), 'the poster waits for the end of the run');
  pass(1000);
  await turn();
  assert.match(String(model.get('poster')), /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="640" height="320"/);
  assert.deepEqual(model.get('coef'), [100, -100]);
});

test('a table is passed as text with its options, again when only the options change', async () => {
  const bytes = (/** @type {string} */ text) => new DataView(new TextEncoder().encode(text).buffer);
  const model = new FakeModel({ data: 'csv', _csv: bytes('a,b\n1,2'), _csv_options: { target: 2 } });
  const { lab } = display(model);
  assert.deepEqual(lab.pending.csv, { target: 2, text: 'a,b\n1,2' });
  assert.equal(lab.pending.data, undefined, 'the name without the table would be an error');
  lab.mount();
  await turn();
  model.update({ _csv_options: { target: 1 } });
  await turn();
  assert.deepEqual(lab.state.csv, { target: 1, text: 'a,b\n1,2' });
});

test('an excluded weight is null in JSON', async () => {
  const model = new FakeModel({ penalty_factor: [1, null] });
  const { lab } = display(model);
  assert.deepEqual(lab.pending.penaltyFactor, [1, null]);
  lab.mount();
  await turn();
  lab.state.penaltyFactor = [Number.POSITIVE_INFINITY, 1];
  lab.settle();
  assert.deepEqual(model.get('penalty_factor'), [null, 1]);
});

test('an SVG is answered under the id of its request, an error too', async () => {
  const model = new FakeModel({});
  const { lab } = display(model);
  model.command({ type: 'svg', panel: 'path', id: 'a' });
  model.command({ type: 'svg', panel: 'nonsense', id: 'b' });
  lab.mount();
  await turn();
  assert.match(model.sent.find(({ id }) => id === 'a').svg, /<title>path/);
  assert.deepEqual(
    model.sent.find(({ id }) => id === 'b'),
    { type: 'svg', id: 'b', error: 'no such panel' },
  );
});

test('a closed view, as after a restart of the kernel, leaves no listener and sends nothing', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const model = new FakeModel({});
  const before = model.count();
  const { lab, close } = display(model);
  lab.mount();
  await turn();
  lab.step(3);
  close();
  const written = model.written.length;
  model.update({ lambda_: 8 });
  lab.drag(5);
  lab.step(3);
  pass(5000);
  await turn();
  assert.deepEqual(
    [model.count(), model.written.length],
    [before + 1, written],
    'only the listener of commands is left',
  );
});
