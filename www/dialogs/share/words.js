/** The words of the dialog that gives the lab away. */

export const title = 'Share';
export const close = 'Close';

export const link = {
  title: 'Link',
  label: 'Address of this state',
  holds:
    'It holds the data set and its numbers, the model, the iteration, and what is on show: whoever opens it sees this.',
  own: 'Your own table is not in it: it stays in this page, and the link opens on other data.',
};

export const copy = 'Copy';
export const copied = 'Copied';
export const selected = 'Selected: press Ctrl+C or ⌘C';

export const embed = {
  title: 'Embed',
  panels: 'Panels',
  controls: 'Controls',
  size: 'Size',
  column: 'as its column',
  width: 'Width',
  height: 'Height',
  content: 'as its content',
  theme: 'Theme',
  autoplay: 'Play from the start when seen',
  lazy: 'Load only when near',
  preview: 'Preview of the embedded lab',
  form: 'Copy as',
  source: 'Scripts from',
  files: 'Your files are at',
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
  play: 'Play',
  step: 'Steps and restart',
  speed: 'Speed',
  scrub: 'Look back',
};

/** Looks, the usual one first. @type {Record<string, string>} */
export const themes = { auto: 'as the reader has it', light: 'light', dark: 'dark', projector: 'projector, large' };

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

/** Where a piece of code goes. @type {Record<import('./snippets.js').Part['place'], string>} */
export const places = {
  here: 'Where the lab shall be',
  fit: 'Once in the page, if frames shall be as tall as their content',
  table: 'Below it, with your table beside the page as table.csv',
  article: 'In the article',
  shortcode: 'Once in the site, layouts/shortcodes/regularization-lab.html',
  document: 'In the document',
  include: 'Beside it, _regularization-lab.qmd',
  slide: 'A slide; it loads when it is shown',
};

/** What a form needs to be told besides. @type {Record<string, string>} */
export const notes = {
  markdown: 'Readers without scripts see the poster; save it beside the page.',
  quarto: 'For HTML documents.',
};

/** @type {[RegExp, string][]} */
const BEYOND = [
  [/^(n-iter|at)$/, 'the iteration'],
  [/^class-weight$/, 'the class weight'],
  [/^(view-.*|pair|scale|scoring|speed)$/, 'how panels are looked at'],
  [/^/, 'the numbers of the data'],
];

/**
 * What attributes cannot say.
 *
 * @param {string[]} keys of the link
 */
export function beyond(keys) {
  const names = new Set(keys.map((key) => BEYOND.find(([pattern]) => pattern.test(key))?.[1] ?? key));
  return `Attributes cannot say ${list([...names])}; an iframe’s address can.`;
}

export const csvInFrame =
  'Your own table is in no address, so a frame opens on other data; the element can be given it.';
export const noPanel = 'Choose at least one panel.';

/** @param {string[]} names of panels */
export const embedTitle = (names) => `Regularization Lab: ${names.join(', ')}`;

/** @param {string[]} names */
function list(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
