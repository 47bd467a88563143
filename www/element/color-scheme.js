/** The color scheme around an element: that of its page, or of the system if the page leaves it open. */

/** Attributes of the page with which sites switch between light and dark. */
const ATTRIBUTES = ['class', 'style', 'data-theme', 'data-bs-theme', 'data-color-scheme', 'data-color-mode'];

export class ColorScheme {
  #element;
  #system = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
  #observer;
  #onChange;

  /**
   * @param {HTMLElement} element
   * @param {() => void} onChange called when the scheme may have changed
   */
  constructor(element, onChange) {
    this.#element = element;
    this.#onChange = onChange;
    this.#observer = globalThis.MutationObserver && new MutationObserver(onChange);
  }

  /** Whether it is dark. */
  get isDark() {
    // The computed value of the property `color-scheme` may be `normal`, `light dark` or `only dark`.
    const schemes = getComputedStyle(this.#element).getPropertyValue('color-scheme').split(' ');
    const [light, dark] = [schemes.includes('light'), schemes.includes('dark')];
    return light === dark ? this.#system.matches : dark;
  }

  /** Starts to call `onChange`. */
  observe() {
    this.#system.addEventListener('change', this.#onChange);
    for (const root of [document.documentElement, document.body]) {
      this.#observer.observe(root, { attributeFilter: ATTRIBUTES });
    }
  }

  /** Stops. */
  disconnect() {
    this.#system.removeEventListener('change', this.#onChange);
    this.#observer.disconnect();
  }
}
