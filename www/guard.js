/**
 * Reads arguments for WebAssembly. An exception that unwinds through Rust never frees its stack and never ends a borrow; 1,700 of
 * them exhausted the memory of all labs on a page. So Rust reads arguments only through these functions, which turn every exception
 * into a LabError that Rust returns as an ordinary error. A method of a freed object throws before Rust is called.
 */
import { Comparison, CsvImport, Dataset, Lab, Trainer } from './generated/bindings.js';
import { LabError } from './lab-error.js';
import { callable, calling, isTrap, trapOf } from './trap.js';
import { shortened, trap as trapWords } from './words.js';

/** Maximum length of an array; a longer one would not fit into WebAssembly memory. */
const MAX_ITEMS = 50_000_000;
/** Maximum nesting of getters that call the lab while the lab reads them. */
const MAX_READ_DEPTH = 8;

/** @typedef {Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array | Uint8ClampedArray} OtherNumbers */

/** Typed arrays whose numbers are copied. @type {(new (buffer: ArrayBuffer, byteOffset: number, length: number) => OtherNumbers)[]} */
const OTHER_NUMBERS = [
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
];

const TypedArray = Object.getPrototypeOf(Float64Array.prototype);

/**
 * Returns the getter of `TypedArray.prototype`, which ignores own properties of an array with the same name.
 *
 * @param {string | symbol} name
 */
const getter = (name) => /** @type {() => any} */ (Object.getOwnPropertyDescriptor(TypedArray, name)?.get);
/** Undefined for values that are not typed arrays. */
const kind = getter(Symbol.toStringTag);
const buffer = getter('buffer');
const byteOffset = getter('byteOffset');
const length = getter('length');

let depth = 0;

/**
 * Calls `read`, and turns every exception into a LabError.
 *
 * @template T
 * @param {string} name of the argument or option
 * @param {() => T} read
 * @returns {T}
 * @throws {LabError} if `read` throws anything
 */
function reading(name, read) {
  depth++;
  try {
    if (depth > MAX_READ_DEPTH) {
      throw new LabError(`${name} cannot be read: reading it makes the lab read it again`, name);
    }
    return read();
  } catch (error) {
    throw toLabError(name, error);
  } finally {
    depth--;
  }
}

/**
 * Converts any thrown value to a LabError.
 *
 * @param {string} name
 * @param {unknown} thrown
 */
function toLabError(name, thrown) {
  let reason = '';
  // Reading the thrown value may throw too.
  try {
    if (thrown instanceof LabError) {
      return thrown;
    }
    reason = thrown instanceof Error ? `: ${shortened(String(thrown.message))}` : '';
  } catch {}
  const error = new LabError(`${name} cannot be read${reason}`, name);
  error.cause = thrown;
  return error;
}

/**
 * Throws if an array is too long.
 *
 * @param {string} name
 * @param {number} n
 */
function checkLength(name, n) {
  if (!(n <= MAX_ITEMS)) {
    throw new LabError(`${name} must have at most ${MAX_ITEMS} values; got ${n}`, name);
  }
}

/**
 * Returns the names of the options of a call.
 *
 * @param {string} name
 * @param {unknown} options
 */
export function keys(name, options) {
  return reading(name, () => {
    // Listing the keys of a large array would take too much time and memory.
    if (ArrayBuffer.isView(options) || Array.isArray(options)) {
      throw new LabError(`${name} must be an object; got an array`, name);
    }
    return Object.keys(/** @type {object} */ (options));
  });
}

/**
 * Returns the value of one option.
 *
 * @param {object} options
 * @param {string} name
 */
export function property(options, name) {
  return reading(name, () => Reflect.get(options, name));
}

/**
 * Returns a view of a typed array without its own properties; undefined if `value` is not of this class.
 *
 * @template {Float64Array | Uint8Array | OtherNumbers} T
 * @param {{ name: string, new (buffer: ArrayBuffer, byteOffset: number, length: number): T }} Class
 * @param {string} name
 * @param {unknown} value
 * @returns {T | undefined}
 */
function view(Class, name, value) {
  if (kind.call(value) !== Class.name) {
    return undefined;
  }
  const n = length.call(value);
  checkLength(name, n);
  try {
    return new Class(buffer.call(value), byteOffset.call(value), n);
  } catch {
    throw new LabError(`${name} must be an array that is in use; got one whose buffer was transferred`, name);
  }
}

/**
 * Returns the numbers of an array or a typed array of numbers; undefined for other values.
 *
 * @param {string} name
 * @param {unknown} value
 */
export function floats(name, value) {
  return reading(name, () => {
    const array = view(Float64Array, name, value);
    if (array) {
      return array;
    }
    const Class = OTHER_NUMBERS.find((Class) => Class.name === kind.call(value));
    const list = Class ? view(Class, name, value) : copy(name, value, (item) => typeof item === 'number');
    return list && Float64Array.from(list);
  });
}

/**
 * Returns a view of a Uint8Array; undefined for other values.
 *
 * @param {string} name
 * @param {unknown} value
 */
export function bytes(name, value) {
  return reading(name, () => view(Uint8Array, name, value));
}

/**
 * Returns a copy of an array; undefined for other values.
 *
 * @param {string} name
 * @param {unknown} value
 */
export function items(name, value) {
  return reading(name, () => copy(name, value, () => true));
}

/**
 * Returns a copy of an array; undefined for other values, or if an item does not fit.
 *
 * @param {string} name
 * @param {unknown} value
 * @param {(item: unknown) => boolean} fits
 */
function copy(name, value, fits) {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const n = value.length;
  checkLength(name, n);
  const list = [];
  for (let k = 0; k < n; k++) {
    const item = value[k];
    if (!fits(item)) {
      return undefined;
    }
    list.push(item);
  }
  return list;
}

/**
 * Returns a second handle of the same rows, whose ownership passes to Rust; undefined if `value` is not a Dataset.
 *
 * @param {string} name
 * @param {unknown} value
 * @returns {Dataset | undefined}
 */
export function dataset(name, value) {
  return reading(name, () => {
    if (!(value instanceof Dataset)) {
      return undefined;
    }
    if (isFreed(value)) {
      throw new LabError(`${name} must be a Dataset that is in use; got one that was freed`, name);
    }
    return /** @type {any} */ (value).__share();
  });
}

/**
 * Copies numbers from WebAssembly memory.
 *
 * @param {Float64Array} values
 */
export function copied(values) {
  try {
    return new Float64Array(values);
  } catch {
    throw new LabError(`there is no memory for a copy of ${values.length} values; free what is no longer used`);
  }
}

/** Returns whether the WebAssembly object was freed. @param {object} object */
const isFreed = (object) => !Reflect.get(object, '__wbg_ptr');

/**
 * Wraps all methods, so that those of freed and of stopped objects throw a LabError, a trap is a LabError, and a second `free()` has no
 * effect.
 */
export function guardClasses() {
  for (const [name, Class] of Object.entries({ Comparison, CsvImport, Dataset, Lab, Trainer })) {
    wrap(Class.prototype, (method, key) => guarded(name, Class, method, key === 'free' || key === Symbol.dispose));
    wrap(Class, (method) => callable(method));
  }
}

/**
 * Replaces the methods and getters of a class or of its prototype.
 *
 * @param {object} members
 * @param {(method: Function, key: string | symbol) => Function} replace
 */
function wrap(members, replace) {
  for (const key of Reflect.ownKeys(members)) {
    const member = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(members, key));
    // Those of the bindings themselves, and what every class has.
    if (key === 'constructor' || String(key).startsWith('__') || !member.configurable) {
      continue;
    }
    for (const part of /** @type {const} */ (['value', 'get'])) {
      if (typeof member[part] === 'function') {
        member[part] = replace(member[part], key);
      }
    }
    Object.defineProperty(members, key, member);
  }
}

/**
 * Returns a method that checks the class of `this`, and that it can be used.
 *
 * @param {string} name
 * @param {Function} Class
 * @param {Function} method
 * @param {boolean} isFree
 */
function guarded(name, Class, method, isFree) {
  return /** @this {object} */ function (/** @type {unknown[]} */ ...given) {
    // Rust would read the memory of an object of another class as if it had this class.
    if (!(this instanceof Class)) {
      throw new LabError(`this must be a ${name}`);
    }
    const trap = trapOf(this);
    if (isFreed(this)) {
      if (isFree) {
        return undefined;
      }
      throw new LabError(trap ? trapWords.unusable(name, trap.message) : `this ${name} was freed; make a new one`);
    }
    const call = () => Reflect.apply(method, this, given);
    // `free()` in a callback of one of the object's methods: the object is freed when that method returns.
    if (isFree) {
      try {
        return call();
      } catch {
        return undefined;
      }
    }
    return calling(depth > 0 ? () => whileReading(name, call) : call, this);
  };
}

/**
 * Calls a method while a value is being read for another call: any exception but a trap means that the object is borrowed by that call.
 *
 * @param {string} name
 * @param {() => unknown} call
 */
function whileReading(name, call) {
  try {
    return call();
  } catch (error) {
    if (error instanceof LabError || isTrap(error)) {
      throw error;
    }
    throw new LabError(`this ${name} is in use by the call that reads this value`);
  }
}
