/** The lab as a control of a form, whose value is its permalink, and its check. */
import { LabError } from '../lab-error.js';
import * as words from '../words.js';
import { controller, PublicApi } from './public-api.js';

/** @typedef {import('../types.js').Condition} Condition */

/** Events after which value and check are updated; while a parameter is dragged they wait until it has settled. */
const UPDATED_BY = ['ready', 'step', 'converged', 'diverged'];

export class FormAssociated extends PublicApi {
  static formAssociated = true;

  #internals = this.attachInternals();
  /** The state with which the lab was opened. @type {object | undefined} */
  #initial;
  /** The value that the form has. */
  #submitted = '';
  /** @type {HTMLFormElement | null} */
  #form = null;
  #isChanging = false;
  #hasPassed = false;
  /** A check that cannot be used, whose error has been emitted. @type {string | undefined} */
  #reported;
  #onFormData = (/** @type {FormDataEvent} */ event) => this.#refresh(event.formData);

  constructor() {
    super();
    this.addEventListener('input', () => {
      this.#isChanging = true;
    });
    this[controller].onSettled = () => {
      this.#isChanging = false;
      this.#update();
    };
    for (const event of UPDATED_BY) {
      this.addEventListener(event, () => this.#isChanging || this.#update());
    }
  }

  // Properties of form controls.

  get form() {
    return this.#internals.form;
  }
  get labels() {
    return this.#internals.labels;
  }
  get type() {
    return this.localName;
  }
  get validity() {
    return this.#internals.validity;
  }
  get validationMessage() {
    return this.#internals.validationMessage;
  }
  get willValidate() {
    return this.#internals.willValidate;
  }

  get name() {
    return this.getAttribute('name') ?? '';
  }
  set name(name) {
    this.setAttribute('name', name);
  }

  get disabled() {
    return this.hasAttribute('disabled');
  }
  set disabled(isDisabled) {
    this.toggleAttribute('disabled', Boolean(isDisabled));
  }

  /** The permalink; empty until the lab has started. */
  get value() {
    return this[controller].mounted ? this.permalink() : '';
  }
  set value(hash) {
    if (typeof hash !== 'string') {
      throw new LabError(words.element.option('value', 'a permalink as text', hash), 'value');
    }
    // The value of a lab that has not started, which frameworks set as well.
    if (hash !== '') {
      this[controller].open(hash);
    }
  }

  checkValidity() {
    return this.#internals.checkValidity();
  }
  reportValidity() {
    return this.#internals.reportValidity();
  }

  /** Conditions on the state, separated by spaces. */
  get check() {
    return this.getAttribute('check') ?? '';
  }
  set check(check) {
    this.setAttribute('check', check);
  }

  // Callbacks.

  /**
   * @param {string} name
   * @param {string | null} _old
   * @param {string | null} value
   */
  attributeChangedCallback(name, _old, value) {
    if (name === 'check') {
      [this.#hasPassed, this.#reported] = [false, undefined];
      this.#updateCheck();
    } else {
      this[controller].attributes.enqueue(name, value);
    }
  }

  /** @param {HTMLFormElement | null} form */
  formAssociatedCallback(form) {
    this.#form?.removeEventListener('formdata', this.#onFormData);
    this.#form = form;
    form?.addEventListener('formdata', this.#onFormData);
    this.#update();
  }

  /** @param {boolean} isDisabled */
  formDisabledCallback(isDisabled) {
    this.#internals.ariaDisabled = String(isDisabled);
    if (isDisabled) {
      this.pause();
    }
    this[controller].mounted?.setDisabled(isDisabled);
  }

  formResetCallback() {
    if (this.#initial !== undefined) {
      this.pause();
      this.setState(this.#initial);
    }
  }

  /** @param {string} state the value at the time at which the page was left */
  formStateRestoreCallback(state) {
    this.ready.then(() => {
      this.value = state;
    });
  }

  // Updates.

  #update() {
    if (!this[controller].mounted) {
      return;
    }
    // A lab that is in no form has no use for a link ten times a second.
    if (this.#form) {
      this.#submitted = this.value;
      this.#initial ??= { bookmark: '', start: null, ...this.getState() };
      this.#internals.setFormValue(this.#submitted);
    }
    this.#updateCheck();
  }

  /**
   * Replaces the value in the data of a form, which may be that of some iterations ago.
   *
   * @param {FormData} data
   */
  #refresh(data) {
    const { name, value } = this;
    const isAlike = (/** @type {Element} */ control) =>
      control instanceof FormAssociated &&
      control.name === name &&
      control.#submitted === this.#submitted &&
      !control.matches(':disabled');
    // Labs of one name may have had the same value: the entries have the order of the controls.
    const place = [...(this.form?.elements ?? [])].filter(isAlike).indexOf(this);
    const entries = [...data];
    const own = entries.filter(([key, entry]) => key === name && entry === this.#submitted)[place];
    if (own === undefined || value === '') {
      return;
    }
    own[1] = value;
    this.#submitted = value;
    for (const [key] of entries) {
      data.delete(key);
    }
    for (const [key, entry] of entries) {
      data.append(key, entry);
    }
  }

  #updateCheck() {
    if (!this[controller].mounted && this.check !== '') {
      this.#refuse(words.element.notStarted);
      return;
    }
    const conditions = this.#conditions();
    const failed = conditions.filter(({ passed }) => !passed);
    const passed = failed.length === 0;
    if (passed) {
      this.#internals.setValidity({});
    } else {
      this.#refuse(words.element.unmet(failed));
    }
    if (conditions.length > 0 && passed !== this.#hasPassed) {
      this.#hasPassed = passed;
      const { lab } = this[controller].requireMounted();
      const state = this[controller].parameters();
      this[controller].emit('checked', { passed, conditions, state, scores: lab.scores() });
    }
  }

  /** Makes the lab invalid as a form control. @param {string} message */
  #refuse(message) {
    if (!this.hasAttribute('tabindex')) {
      // Firefox shows the message only at an element that can have the focus.
      this.tabIndex = -1;
    }
    this.#internals.setValidity({ customError: true }, message, this.#anchor());
  }

  /** Returns the conditions of the check; none if there is no check, or one that cannot be used. @returns {Condition[]} */
  #conditions() {
    const { mounted } = this[controller];
    if (!mounted || this.check === '' || this.check === this.#reported) {
      return [];
    }
    try {
      return mounted.lab.checkOutcomes(this.check);
    } catch (error) {
      if (!(error instanceof LabError)) {
        throw error;
      }
      this.#reported = this.check;
      this[controller].emit('error', { message: error.message });
      return [];
    }
  }

  /** Returns the control at which browsers show a message about the lab. */
  #anchor() {
    const controls = /** @type {NodeListOf<HTMLElement>} */ (
      this.shadowRoot?.querySelectorAll('input, button, [tabindex="0"]') ?? []
    );
    return [...controls].find((control) => control.getClientRects().length > 0);
  }
}
