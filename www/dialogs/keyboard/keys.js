/** The keyboard map: the one table of keys, for the dialog and docs/keyboard.md. */

/** @typedef {{ keys: string[], text: string }} Shortcut `keys` are alternatives */

/** @type {{ title: string, shortcuts: Shortcut[] }[]} */
export const SECTIONS = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: ['Tab', 'Shift + Tab'], text: 'next and previous control or panel' },
      { keys: ['Enter', 'Space'], text: 'use a button' },
      { keys: ['Ctrl + Z', '⌘ + Z'], text: 'undo' },
      { keys: ['Ctrl + Shift + Z', 'Ctrl + Y', '⌘ + Shift + Z'], text: 'redo' },
      { keys: ['Escape'], text: 'close a dialog or menu' },
      { keys: ['?'], text: 'show these keys' },
    ],
  },
  {
    title: 'λ',
    shortcuts: [
      { keys: ['→', '↑'], text: 'increase λ by a twentieth of a decade' },
      { keys: ['←', '↓'], text: 'decrease λ by a twentieth of a decade' },
      { keys: ['Home'], text: 'λ = 0' },
      { keys: ['End'], text: 'the largest λ' },
    ],
  },
  {
    title: 'Other sliders, choices and menus',
    shortcuts: [
      { keys: ['←', '→', '↑', '↓'], text: 'change the value or choice' },
      { keys: ['Home', 'End'], text: 'the least and the greatest value, the first and the last entry' },
    ],
  },
  {
    title: 'Panels',
    shortcuts: [
      { keys: ['↓', '→'], text: 'follow the next smaller weight' },
      { keys: ['↑', '←'], text: 'follow the next larger weight' },
      { keys: ['Home', 'End'], text: 'follow the largest and the smallest weight' },
      { keys: ['Escape'], text: 'follow no weight' },
    ],
  },
  {
    title: 'Panels over λ: path, cross-validation, bias and variance',
    shortcuts: [
      { keys: ['←', '→'], text: 'move the line' },
      { keys: ['↑', '↓'], text: 'follow a weight' },
    ],
  },
  {
    title: 'Panels over λ and l1_ratio: sweep, surface of the cross-validation',
    shortcuts: [
      { keys: ['←', '→'], text: 'change λ' },
      { keys: ['↑', '↓'], text: 'change l1_ratio' },
      { keys: ['Home', 'End'], text: 'λ = 0 and the largest λ' },
    ],
  },
  {
    title: 'Start point of the geometry’s objective',
    shortcuts: [
      { keys: ['←', '→', '↑', '↓'], text: 'move it by 6 pixels, with Shift by 24' },
      { keys: ['Escape'], text: 'remove it' },
    ],
  },
];

/** The map as Markdown, the content of docs/keyboard.md below its title. */
export function markdown() {
  const row = (/** @type {Shortcut} */ { keys, text }) => `| ${keys.map((key) => `\`${key}\``).join(', ')} | ${text} |`;
  const table = (/** @type {typeof SECTIONS[number]} */ { title, shortcuts }) =>
    `## ${title}\n\n| key | |\n|---|---|\n${shortcuts.map(row).join('\n')}\n`;
  return SECTIONS.map(table).join('\n');
}
