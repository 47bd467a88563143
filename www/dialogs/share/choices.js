/** The options of an embed: panels, controls, theme, size. */
import { h, show } from '../../dom.js';
import { CONTROLS, PANEL_TITLES, PANELS } from '../../names.js';
import * as words from './words.js';

/** Limits of the size of an embed, in CSS pixels. */
const [SMALLEST, LARGEST] = [240, 4000];

/**
 * @typedef {object} Choice
 * @property {string[]} panels
 * @property {string[]} controls
 * @property {string} theme
 * @property {boolean} autoplay
 * @property {boolean} lazy
 * @property {number} [width]
 * @property {number} [height]
 */

/**
 * @param {Choice} preset
 * @param {() => void} changed
 */
export function choices(preset, changed) {
  const problem = h('p', { class: 'problem', role: 'alert' });
  const panels = boxes(words.embed.panels, PANELS, preset.panels, (name) => PANEL_TITLES[name]);
  const controls = boxes(words.embed.controls, CONTROLS, preset.controls, (name) => words.controls[name]);
  const [width, height] = [
    sizeField(words.embed.width, words.embed.column),
    sizeField(words.embed.height, words.embed.content),
  ];
  const theme = h('select', {}, ...Object.entries(words.themes).map(([value, name]) => h('option', { value }, name)));
  theme.value = preset.theme;
  const [autoplay, lazy] = [box(words.embed.autoplay, preset.autoplay), box(words.embed.lazy, preset.lazy)];
  panels.element.append(problem);
  const element = h(
    'div',
    { class: 'share-choices' },
    panels.element,
    controls.element,
    h('div', { class: 'sizes' }, width.element, height.element),
    h('label', { class: 'row' }, h('span', { class: 'label' }, words.embed.theme), theme),
    autoplay.element,
    lazy.element,
  );
  element.addEventListener('change', ({ target }) => {
    // The last panel cannot be removed.
    const isLast = panels.names().length === 0;
    if (isLast) {
      /** @type {HTMLInputElement} */ (target).checked = true;
    }
    show(problem, isLast ? words.noPanel : '');
    changed();
  });
  return {
    element,
    /** @returns {Choice} */
    read: () => ({
      panels: panels.names(),
      controls: controls.names(),
      theme: theme.value,
      autoplay: autoplay.input.checked,
      lazy: lazy.input.checked,
      width: width.read(),
      height: height.read(),
    }),
  };
}

/**
 * Creates a list of checkboxes.
 *
 * @param {string} title
 * @param {readonly string[]} names
 * @param {string[]} chosen
 * @param {(name: string) => string} label
 */
function boxes(title, names, chosen, label) {
  const inputs = names.map((name) => box(label(name), chosen.includes(name), name));
  return {
    element: h(
      'fieldset',
      {},
      h('legend', {}, title),
      h('div', { class: 'boxes' }, ...inputs.map(({ element }) => element)),
    ),
    names: () => inputs.filter(({ input }) => input.checked).map(({ input }) => input.value),
  };
}

/**
 * @param {string} label
 * @param {boolean} checked
 * @param {string} [value]
 */
function box(label, checked, value) {
  const input = h('input', { type: 'checkbox', value, checked });
  return { input, element: h('label', { class: 'box' }, input, label) };
}

/**
 * Creates an input of a number of pixels, which may be empty.
 *
 * @param {string} label
 * @param {string} placeholder the meaning of an empty input
 */
function sizeField(label, placeholder) {
  const input = h('input', { type: 'number', class: 'field', min: SMALLEST, max: LARGEST, step: 1, placeholder });
  return {
    element: h('label', {}, h('span', {}, `${label}, px`), input),
    read() {
      const isGood = input.validity.valid;
      input.setAttribute('aria-invalid', String(!isGood));
      return isGood && input.value !== '' ? input.valueAsNumber : undefined;
    },
  };
}
