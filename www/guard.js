/**
 * What stands between callers and the WebAssembly. An exception that passes through Rust never gives its stack back and never
 * ends a borrow; 1,700 of them used to end every lab of a page. So Rust looks at values of callers only through the functions
 * here, which turn whatever the callers' code throws into a LabError that Rust returns in the ordinary way, and a method of a
 * freed object throws before Rust is entered.
 */
import { Comparison, Dataset, Lab, Trainer } from './generated/bindings.js';
import { LabError } from './lab-error.js';

/** Longest list that is read; a longer one would not fit into the memory of the WebAssembly. */
const MOST_ITEMS = 50_000_000;
/** How often reading a value may call code that makes the lab read another one. */
const DEEPEST_READING = 8;

const TypedArray = Object.getPrototypeOf(Float64Array.prototype);

/**
 * A getter of all typed arrays. An array may have properties of its own under the same names; these getters do not see them.
 *
 * @param {string | symbol} name
 */
const getter = (name) => /** @type {() => any} */ (Object.getOwnPropertyDescriptor(TypedArray, name)?.get);
/** Gives undefined for what is no typed array. */
const kind = getter(Symbol.toStringTag);
const buffer = getter('buffer');
const byteOffset = getter('byteOffset');
const length = getter('length');

let depth = 0;

/**
 * Looks at a value of a caller.
 *
 * @template T
 * @param {string} name what the caller calls the value
 * @param {() => T} read
 * @returns {T}
 * @throws {LabError} whatever `read` throws
 */
function reading(name, read) {
  depth++;
  try {
    if (depth > DEEPEST_READING) {
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
 * @param {string} name
 * @param {unknown} thrown
 */
function toLabError(name, thrown) {
  let reason = '';
  // Even looking at what was thrown may throw.
  try {
    if (thrown instanceof LabError) {
      return thrown;
    }
    reason = thrown instanceof Error ? `: ${thrown.message}` : '';
  } catch {}
  const error = new LabError(`${name} cannot be read${reason}`, name);
  error.cause = thrown;
  return error;
}

/**
 * @param {string} name
 * @param {number} n
 */
function checkLength(name, n) {
  if (!(n <= MOST_ITEMS)) {
    throw new LabError(`${name} must have at most ${MOST_ITEMS} values; got ${n}`, name);
  }
}

/**
 * The names of the options of a call.
 *
 * @param {unknown} options
 */
export function keys(options) {
  return reading('options', () => {
    // One name for each of a million items would be the end of the page.
    if (ArrayBuffer.isView(options) || Array.isArray(options)) {
      throw new LabError('options must be an object; got an array', 'options');
    }
    return Object.keys(/** @type {object} */ (options));
  });
}

/**
 * The value of one option.
 *
 * @param {object} options
 * @param {string} name
 */
export function property(options, name) {
  return reading(name, () => Reflect.get(options, name));
}

/**
 * A view of a typed array that has nothing but what the language gives it; undefined for what is none.
 *
 * @template {Float64Array | Uint8Array} T
 * @param {new (buffer: ArrayBuffer, byteOffset: number, length: number) => T} Class
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
 * Numbers of a Float64Array or of an array of nothing but numbers; undefined for all else.
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
    const list = copy(name, value, (item) => typeof item === 'number');
    return list && Float64Array.from(list);
  });
}

/**
 * @param {string} name
 * @param {unknown} value
 */
export function bytes(name, value) {
  return reading(name, () => view(Uint8Array, name, value));
}

/**
 * A copy of an array; undefined for what is none.
 *
 * @param {string} name
 * @param {unknown} value
 */
export function items(name, value) {
  return reading(name, () => copy(name, value, () => true));
}

/**
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
 * A second object for the same rows, which Rust takes; undefined for what is no Dataset.
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
 * A copy of numbers in the memory of the WebAssembly.
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

/** @param {object} object */
const isFreed = (object) => !Reflect.get(object, '__wbg_ptr');

/** Lets methods of freed objects throw a LabError, and freeing an object a second time do nothing. */
export function guardClasses() {
  for (const [name, Class] of Object.entries({ Comparison, Dataset, Lab, Trainer })) {
    for (const key of Reflect.ownKeys(Class.prototype)) {
      if (key === 'constructor' || key === '__destroy_into_raw') {
        continue;
      }
      const member = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(Class.prototype, key));
      const isFree = key === 'free' || key === Symbol.dispose;
      for (const part of /** @type {const} */ (['value', 'get'])) {
        if (typeof member[part] === 'function') {
          member[part] = guarded(name, Class, member[part], isFree);
        }
      }
      Object.defineProperty(Class.prototype, key, member);
    }
  }
}

/**
 * @param {string} name
 * @param {Function} Class
 * @param {Function} method
 * @param {boolean} isFree
 */
function guarded(name, Class, method, isFree) {
  return /** @this {object} */ function (/** @type {unknown[]} */ ...given) {
    // Of an object of another class, Rust would read the memory as if it were one of this.
    if (!(this instanceof Class)) {
      throw new LabError(`this must be a ${name}`);
    }
    if (isFreed(this)) {
      if (isFree) {
        return undefined;
      }
      throw new LabError(`this ${name} was freed; make a new one`);
    }
    try {
      return Reflect.apply(method, this, given);
    } catch (error) {
      // Freed by code that one of its own methods runs, it is gone when that method ends.
      if (isFree) {
        return undefined;
      }
      // While a value is read, all else that a method throws is that its object is borrowed.
      if (depth > 0 && !(error instanceof LabError)) {
        throw new LabError(`this ${name} is in use by the call that reads this value`);
      }
      throw error;
    }
  };
}
