/**
 * Exceptions that unwind through WebAssembly: a trap (an internal error, full memory) or an exception of an imported function. The
 * object whose method was running stays borrowed and may be half changed, so it is not used again; all others continue.
 *
 * Not recovered: the memory of that object.
 */
import { LabError } from './lab-error.js';
import { trap as words } from './words.js';

/** WebAssembly pages that must be left; otherwise the memory is full. */
const SPARE_PAGES = 16;

/** The error that stopped an object. @type {WeakMap<object, LabError>} */
const stopped = new WeakMap();
/** @type {WeakMap<object, (error: LabError) => void>} */
const listeners = new WeakMap();
/** @type {{ memory: WebAssembly.Memory, __stack_pointer: WebAssembly.Global } | undefined} */
let instance;
/** Size of the memory after it was last seen to grow: a size that has not changed need not be tried again. */
let probedSize = 0;

/** @param {unknown} exports of the module */
export function useInstance(exports) {
  instance = /** @type {typeof instance} */ (exports);
}

/** Returns the error that stopped an object, if any. @param {object} object */
export const trapOf = (object) => stopped.get(object);

/**
 * Calls `listener` when a method of an object is stopped.
 *
 * @param {object} object
 * @param {(error: LabError) => void} listener
 */
export function onTrap(object, listener) {
  listeners.set(object, listener);
}

/**
 * Calls into WebAssembly. An exception that is not a LabError is turned into one, and stops `object`.
 *
 * @template T
 * @param {() => T} call
 * @param {object} [object] whose method it is
 * @returns {T}
 */
export function calling(call, object) {
  const top = instance?.__stack_pointer.value;
  try {
    return call();
  } catch (error) {
    if (error instanceof LabError) {
      throw error;
    }
    // Nothing else frees the stack of the functions that did not return.
    if (instance) {
      instance.__stack_pointer.value = top;
    }
    const trap = toLabError(error);
    if (object) {
      stopped.set(object, trap);
      // The collector must not free it: its content may be what trapped.
      Reflect.get(object, '__destroy_into_raw').call(object);
      listeners.get(object)?.(trap);
    }
    throw trap;
  }
}

/** Whether an exception is one of WebAssembly itself. @param {unknown} error */
export function isTrap(error) {
  // A stack overflow is a RangeError, in Firefox an InternalError.
  return (
    error instanceof WebAssembly.RuntimeError ||
    (error instanceof Error && ['RangeError', 'InternalError'].includes(error.name))
  );
}

/** @param {unknown} error */
function toLabError(error) {
  const reason = error instanceof Error ? error.message : String(error);
  const trap = new LabError(isFull() ? words.full : words.stopped(reason));
  trap.cause = error;
  return trap;
}

/** Returns whether the memory cannot grow any more. */
function isFull() {
  if (!instance || instance.memory.buffer.byteLength === probedSize) {
    return false;
  }
  try {
    instance.memory.grow(SPARE_PAGES);
    probedSize = instance.memory.buffer.byteLength;
    return false;
  } catch {
    return true;
  }
}

/**
 * Returns a function that calls into WebAssembly as `calling` does.
 *
 * @template {Function} F
 * @param {F} work
 * @returns {F}
 */
export function callable(work) {
  const call = (/** @type {unknown[]} */ ...given) => calling(() => work(...given));
  return /** @type {any} */ (Object.defineProperty(call, 'name', { value: work.name }));
}

/**
 * Returns a class whose constructor calls into WebAssembly as `calling` does.
 *
 * @template {Function} C
 * @param {C} Class
 * @returns {C}
 */
export function constructible(Class) {
  return new Proxy(Class, {
    construct: (target, given, newTarget) => calling(() => Reflect.construct(target, given, newTarget)),
  });
}
