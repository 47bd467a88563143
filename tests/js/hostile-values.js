/** Values that no function expects. */
import { Dataset, Trainer } from '../../dist/regularization-lab.js';

/** @returns {any} */
export const small = () => Dataset.makeClassification({ nSamples: 40, nFeatures: 4, classSep: 0.5, flipY: 0.2 });

export const boom = () => {
  throw new Error('boom');
};
/** Every trap there is. */
export const traps = /** @type {any} */ (
  Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((name) => [name, boom]))
);
export const detached = () => {
  const array = new Float64Array([1, 2, 3, 4]);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
};

/** What may be passed in place of anything. @returns {Record<string, any>} */
export function hostileValues() {
  const revoked = Proxy.revocable(/** @type {any} */ ([]), {});
  revoked.revoke();
  const cyclic = /** @type {any} */ ({});
  cyclic.lambda = cyclic.recipe = cyclic;
  const freed = small();
  freed.free();
  const freedTrainer = new Trainer(small());
  freedTrainer.free();
  class Longer extends Float64Array {
    get length() {
      return 1e9;
    }
  }
  return {
    undefined: undefined,
    null: null,
    true: true,
    NaN: Number.NaN,
    Infinity: Number.POSITIVE_INFINITY,
    minusOne: -1,
    half: 0.5,
    billion: 1e9,
    largest: Number.MAX_VALUE,
    bigint: 10n,
    symbol: Symbol('s'),
    text: 'text',
    emptyText: '',
    longText: 'x'.repeat(2 ** 28),
    megabytes: 'x'.repeat(3e6),
    longKey: { ['k'.repeat(3e6)]: 1 },
    longItems: ['x'.repeat(1e6), '"'.repeat(1e6)],
    longError: {
      get lambda() {
        throw new Error('x'.repeat(3e6));
      },
    },
    function: () => 1,
    throwingFunction: boom,
    regExp: /x/,
    date: new Date(0),
    emptyObject: {},
    cyclic,
    throwingProxy: new Proxy({}, traps),
    throwingList: new Proxy([], traps),
    throwingFunctionProxy: new Proxy(() => {}, traps),
    revoked: revoked.proxy,
    lyingList: new Proxy([1, 2, 3, 4], { get: (list, key) => (key === 'length' ? 1e12 : Reflect.get(list, key)) }),
    endlessList: new Proxy([], { get: (_, key) => (key === 'length' ? 1e6 : 'x') }),
    lyingArrayLike: { length: 1e9, 0: 1 },
    throwingIterator: Object.assign([1, 2, 3, 4], { [Symbol.iterator]: boom }),
    throwingItem: Object.defineProperty([1, 2, 3, 4], 2, { get: boom }),
    throwingConversion: { toString: boom, valueOf: boom, [Symbol.toPrimitive]: boom },
    throwsNonsense: {
      get lambda() {
        throw new Proxy({}, traps);
      },
    },
    sparse: new Array(1e6),
    mixed: [1, '2', null],
    nested: [[[1]]],
    detached: detached(),
    emptyArray: new Float64Array(0),
    numbers: new Float64Array([0, 1, 0, 1]),
    notFinite: new Float64Array([Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308]),
    longer: new Longer(4),
    ownLength: Object.defineProperty(new Float64Array(4), 'length', { get: boom }),
    fake: Object.create(Float64Array.prototype),
    float32: new Float32Array(4),
    bytes: new Uint8Array(4),
    shared: new Float64Array(new SharedArrayBuffer(32)),
    huge: new Float64Array(2 ** 27),
    dataView: new DataView(new ArrayBuffer(8)),
    dataset: small(),
    narrow: Dataset.fromArrays(new Float64Array([1, 2]), new Float64Array([0, 1]), 1),
    oneClass: Dataset.fromArrays(new Float64Array(8), new Float64Array(2), 4, { task: 'classification' }),
    regression: Dataset.makeRegression({ nSamples: 10, nFeatures: 4 }),
    freed,
    trainer: new Trainer(small()),
    freedTrainer,
    neverMade: Object.create(Dataset.prototype),
    forged: { __wbg_ptr: 8, __share: () => small() },
    datasetProxy: new Proxy(small(), {}),
    throwingDataset: new Proxy(small(), traps),
    class: Dataset,
    prototype: Trainer.prototype,
  };
}
