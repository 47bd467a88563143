/** Texts of the share dialog. */

export const title = 'Share';
export const close = 'Close';

export const link = {
  title: 'Link',
  label: 'Address of this state',
  holds:
    'The link contains the data set and its parameters, the model, the iteration and the panels. Opening it shows this state.',
  own: 'Your own table is not in the link: it stays in this page, and the link opens with other data.',
};

export const copy = 'Copy';
export const copied = 'Copied';
export const selected = 'Selected: press Ctrl+C or ⌘C';

export const embed = {
  title: 'Embed',
  panels: 'Panels',
  controls: 'Controls',
  size: 'Size',
  column: 'fill the column',
  width: 'Width',
  height: 'Height',
  content: 'fit the content',
  theme: 'Theme',
  autoplay: 'Play from the start when visible',
  lazy: 'Load only near the viewport',
  preview: 'Preview of the embedded lab',
  form: 'Copy as',
  source: 'Scripts from',
  files: 'Address of your files',
  savePoster: 'Save poster.svg',
};

/** @type {Record<string, string>} */
export const controls = {
  data: 'Data',
  penalty: 'Penalty',
  lambda: 'λ',
  'l1-ratio': 'l1_ratio',
  optimizer: 'Optimizer',
  'learning-rate': 'Learning rate',
  intercept: 'Intercept',
  play: 'Play',
  step: 'Steps and restart',
  speed: 'Speed',
  scrub: 'Look back',
};

/** Themes, the default first. @type {Record<string, string>} */
export const themes = { auto: 'Follow system', light: 'light', dark: 'dark', projector: 'projector, large' };

/** @type {Record<string, string>} */
export const sources = { own: 'your own host', cdn: 'jsDelivr, a CDN' };

/** @type {Record<string, string>} */
export const forms = {
  element: 'Element',
  iframe: 'iframe',
  markdown: 'Markdown',
  hugo: 'Hugo',
  quarto: 'Quarto',
  reveal: 'reveal.js',
};

/** Instructions for inserting each piece of code. @type {Record<import('./snippets.js').Part['place'], string>} */
export const places = {
  here: 'Paste where the lab should appear',
  fit: 'Once in the page, to make frames as tall as their content',
  table: 'Below it, with your table beside the page as table.csv',
  article: 'In the article',
  shortcode: 'Once in the site, layouts/shortcodes/regularization-lab.html',
  document: 'In the document',
  include: 'Beside it, _regularization-lab.qmd',
  slide: 'A slide; it loads when it is shown',
};

/** Notes on some of the forms. @type {Record<string, string>} */
export const notes = {
  markdown: 'Readers without scripts see the poster; save it beside the page.',
  quarto: 'For HTML documents.',
};

/** @type {[RegExp, string][]} */
const BEYOND = [
  [/^(n-iter|at)$/, 'the iteration'],
  [/^(view-.*|pair|scale|scoring|speed)$/, 'the views of panels'],
  [/^/, 'the parameters of the data'],
];

/**
 * Returns a sentence about the parts of a state that attributes cannot express.
 *
 * @param {string[]} keys of the link
 */
export function beyond(keys) {
  const names = new Set(keys.map((key) => BEYOND.find(([pattern]) => pattern.test(key))?.[1] ?? key));
  return `Attributes cannot set ${list([...names])}; an iframe’s address can.`;
}

export const csvInFrame =
  'An address cannot contain your own table, so a frame opens with other data. The element can load it.';
export const noPanel = 'Choose at least one panel.';

/** @param {string[]} names of panels */
export const embedTitle = (names) => `Regularization Lab: ${names.join(', ')}`;

/** @param {string[]} names */
function list(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
