/** Which features of the web platform www/ uses, by their keys in MDN's browser compatibility data. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** @typedef {{ key: string, chrome: number, firefox: number, safari: number, url?: string }} Feature */

const { api, css, html, javascript, mathml, webassembly } = /** @type {any} */ (
  createRequire(import.meta.url)('@mdn/browser-compat-data')
);

/** Used in ways that the text does not show: by the generated bindings, or as an attribute that code sets. */
const OTHERS = {
  'api.CanvasRenderingContext2D.setTransform': api.CanvasRenderingContext2D.setTransform,
  'api.CanvasRenderingContext2D.measureText': api.CanvasRenderingContext2D.measureText,
  'mathml.elements.math': mathml.elements.math,
  'html.elements.script.type.module': html.elements.script.type.module,
  'webassembly.bulk-memory-operations': webassembly['bulk-memory-operations'],
  'webassembly.fixed-width-SIMD': webassembly['fixed-width-SIMD'],
  'webassembly.sign-extension-operations': webassembly['sign-extension-operations'],
  'webassembly.non-trapping-float-to-int-conversions': webassembly['non-trapping-float-to-int-conversions'],
};

/** Names of members of the lab's own objects that only newer interfaces of the platform have, too. */
const OWN = new Set(
  (
    'alpha colorScheme commit drop errors flush grow isVisible maxWidth memory notify opened presentation read ready resize share show store ' +
    'to toggle types use'
  ).split(' '),
);

/** Interfaces on which code that does not name its object may call something; others, such as those of devices, are found by their names. */
const OWNERS =
  /^(HTML.*|SVG.*|Element.*|Document.*|ShadowRoot|Node.*|Window|EventTarget|.*(Keyboard|Mouse|Pointer|Wheel|Drag|Toggle|Clipboard|UI|Form\w*)Event|Event|Navigator|Clipboard.*|Canvas.*|OffscreenCanvas.*|CSSStyleSheet|DOM.*|Abort.*|Blob|File.*|Response|Request|.*Stream|URL.*|Performance|IntersectionObserver.*|ResizeObserver.*|MediaRecorder|CustomElementRegistry|History|Location|Range|Selection|Screen|MediaQueryList|Crypto.*|Text.*)$/;

/** Built-in objects that code does not name when it calls something on them. */
const BUILTINS =
  /^(Array|.*Map|.*Set|String|Number|Object|Promise|Iterator|Function|Date|RegExp|Error|.*Array|DataView)$/;

/** @param {any} node the first version of a browser that has a feature; Infinity if none has it without a flag */
function version(node, /** @type {string} */ browser) {
  const support = [node.__compat.support[browser]].flat().filter((one) => one && !one.flags && !one.prefix);
  const versions = support.map(({ version_added: added }) => Number(String(added).replace('≤', '')));
  return Math.min(Number.POSITIVE_INFINITY, ...versions.filter((number) => number > 0));
}

/** @param {string} key @param {any} node @returns {Feature} */
function feature(key, node) {
  const [chrome, firefox, safari] = ['chrome', 'firefox', 'safari'].map((browser) => version(node, browser));
  return { key, chrome, firefox, safari, url: node.__compat.mdn_url };
}

/** Files of a folder with this extension, without what is generated. @param {string} folder @param {string} extension @returns {string[]} */
function texts(folder, extension) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter(({ name, parentPath }) => name.endsWith(extension) && !parentPath.includes('generated'))
    .map(({ name, parentPath }) => readFileSync(join(parentPath, name), 'utf8'));
}

/** @param {RegExp} pattern with one group @param {string} text */
const all = (pattern, text) => new Set([...text.matchAll(pattern)].map(([, name]) => name));

/** Members of the platform by their names. */
function members() {
  /** @type {Map<string, Feature[]>} */
  const byName = new Map();
  for (const [space, owners] of /** @type {const} */ ([
    ['api', api],
    ['javascript.builtins', javascript.builtins],
  ])) {
    const known = Object.entries(owners).filter(([owner]) => (owners === api ? OWNERS : BUILTINS).test(owner));
    for (const [owner, node] of known) {
      for (const [name, member] of Object.entries(/** @type {any} */ (node))) {
        if (/** @type {any} */ (member).__compat && !name.endsWith('_static')) {
          byName.set(name, [...(byName.get(name) ?? []), feature(`${space}.${owner}.${name}`, member)]);
        }
      }
    }
  }
  return byName;
}

/** Features of scripts. @param {string} text */
export function ofScripts(text) {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
  const found = new Map();
  const add = (/** @type {string} */ key, /** @type {any} */ node) =>
    node?.__compat && found.set(key, feature(key, node));
  const own = all(/(?:class|function|const|let) ([A-Za-z]+)/g, code);
  for (const name of all(/(?<![\w'"-])(?<!(?<!\.\.)\.)([A-Za-z]+)\b(?!['"-]|:)/g, code)) {
    if (!own.has(name)) {
      add(`api.${name}`, api[name]);
      add(`javascript.builtins.${name}`, javascript.builtins[name]);
    }
  }
  for (const [, owner, name] of code.matchAll(/\b([A-Z]\w+)\.(\w+)/g)) {
    const builtin = javascript.builtins[owner];
    add(`api.${owner}.${name}`, api[owner]?.[`${name}_static`]);
    add(`javascript.builtins.${owner}.${name}`, builtin?.[name]);
  }
  const byName = members();
  for (const name of all(/(?<![A-Z]\w*|\.\.)\.([a-z]\w+)/g, code)) {
    // Which object it is is not known: the oldest one of this name.
    const oldest = OWN.has(name) ? undefined : (byName.get(name) ?? []).sort((a, b) => a.safari - b.safari)[0];
    if (oldest) {
      found.set(oldest.key, oldest);
    }
  }
  for (const name of all(/\bh\(\s*'([a-z]+)'/g, code)) {
    add(`html.elements.${name}`, html.elements[name]);
  }
  for (const name of all(/['"\s{](popover|inert|autofocus|enterkeyhint|inputmode)['":]/g, code)) {
    add(`html.global_attributes.${name}`, html.global_attributes[name]);
  }
  return found;
}

/** Features of style sheets. @param {string} text */
export function ofStyles(text) {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/"[^"]*"/g, '""');
  const found = new Map();
  const add = (/** @type {string} */ key, /** @type {any} */ node) =>
    node?.__compat && found.set(key, feature(key, node));
  for (const [, property, value] of code.matchAll(/(?:^|[;{}\s])([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)) {
    add(`css.properties.${property}`, css.properties[property]);
    for (const word of value.split(/[\s,()]+/)) {
      add(`css.properties.${property}.${word}`, css.properties[property]?.[word]);
    }
  }
  for (const name of all(/@([a-z-]+)/g, code)) {
    add(`css.at-rules.${name}`, css['at-rules'][name]);
  }
  for (const name of all(/\(([a-z-]+)\s*[:)<>]/g, code)) {
    add(`css.at-rules.media.${name}`, css['at-rules'].media[name]);
  }
  for (const name of all(/(?<=[^\s;{(]|^|[\s,>(])::?([a-z-]+)(?=[\s,.:>)([{]|$)/gm, code)) {
    add(`css.selectors.${name}`, css.selectors[name]);
  }
  for (const name of all(/([a-z-]+)\(/g, code)) {
    add(`css.types.${name}`, css.types[name] ?? css.types.color[name] ?? css.types.gradient[name]);
  }
  if (/(?:^|[\s{;])&/m.test(code)) {
    add('css.selectors.nesting', css.selectors.nesting);
  }
  if (/\d[ds]v[hw]\b/.test(code)) {
    add('css.types.length.viewport_percentage_units_dynamic', css.types.length.viewport_percentage_units_dynamic);
  }
  if (/\dcq[wh]\b/.test(code)) {
    add('css.types.length.container_query_length_units', css.types.length.container_query_length_units);
  }
  return found;
}

/** Features of www/, by key. @param {string} www the folder */
export function webFeatures(www) {
  const others = Object.entries(OTHERS).filter(([, node]) => node?.__compat);
  return new Map([
    ...ofScripts(texts(www, '.js').join('\n')),
    ...ofStyles(texts(www, '.css').join('\n')),
    ...others.map(([key, node]) => /** @type {const} */ ([key, feature(key, node)])),
  ]);
}
