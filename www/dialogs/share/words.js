/** Texts of the share dialog. */

export const title = 'Share';
export const close = 'Close';

export const link = {
  title: 'Link',
  label: 'Address of this state',
  holds:
    'The link contains the data set and its parameters, the model, the iteration, the bookmark and the panels. Opening it shows this state.',
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
  files: 'Address of the lab’s files',
  posters: 'Folder of the posters',
  savePoster: 'Save poster',
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
export const themes = { auto: 'Follow page and system', light: 'light', dark: 'dark', projector: 'projector, large' };

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
  markdown:
    'Where HTML is removed, and in feeds, readers see the poster; save it in the folder of the posters. A full address, https://…, works in every feed.',
  hugo: 'Feeds show the poster; save it in the folder of the posters, for example static/.',
  quarto: 'For HTML documents.',
};

export const onThisComputer =
  'This address is on your own computer: replace it by that of your copy of the files, which readers can open.';
export const missing =
  'The lab of this page is part of another script, so there are no files to embed here: enter the address of a copy of the lab’s files.';
export const noFrames = 'This CDN sends pages as plain text: a frame needs embed.html on a host of your own.';
export const csvInFrame =
  'An address cannot contain your own table, so a frame opens with other data. The element can load it.';
export const noPanel = 'Choose at least one panel.';

/** @param {string[]} names of panels */
export const embedTitle = (names) => `Regularization Lab: ${names.join(', ')}`;
