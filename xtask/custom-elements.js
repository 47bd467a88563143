/**
 * Writes the custom-elements manifest, which editors and documentation tools read, from www/regularization-lab.d.ts:
 * `node xtask/custom-elements.js OUT`. Its format: https://github.com/webcomponents/custom-elements-manifest
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  isClassDeclaration,
  isInterfaceDeclaration,
  isMethodDeclaration,
  isPropertyDeclaration,
  isPropertySignatureDeclaration,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

/** @typedef {import('typescript/unstable/ast').Node} Node */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = `${ROOT}www/regularization-lab.d.ts`;
const NAME = 'RegularizationLab';
const TAG = 'regularization-lab';
const MODULE = 'regularization-lab.js';

/** The text of the comment before a declaration, with its tags. @param {Node} node */
function docOf(node) {
  const before = node.getFullText().slice(0, node.getFullText().indexOf(node.getText()));
  const comment = [...before.matchAll(/\/\*\*([\s\S]*?)\*\//g)].at(-1)?.[1] ?? '';
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trim());
  const [description, ...tags] = lines
    .join('\n')
    .trim()
    .split(/\n+(?=@)/);
  return { description: description.replaceAll(/\n+/g, ' ').trim() || undefined, tags };
}

/** The names and descriptions of a JSDoc tag. @param {string[]} tags @param {string} tag */
const tagged = (tags, tag) =>
  tags.flatMap((text) => {
    const [, found, name, description] = /^@(\S+) (\S+) - ([\s\S]*)$/.exec(text) ?? [];
    return found === tag ? [{ name, description }] : [];
  });

/** @param {Node & { type?: Node }} node */
const typeOf = ({ type }) => (type ? { text: type.getText() } : undefined);

/** @param {Node & { name: Node }} node */
const nameOf = ({ name }) => name.getText().replaceAll("'", '');

/** @param {Node & { modifiers?: Iterable<Node> }} node */
const isReadOnly = ({ modifiers = [] }) =>
  [...modifiers].some(({ kind }) => kind === SyntaxKind.ReadonlyKeyword) || undefined;

/** @param {Node} node */
function memberOf(node) {
  const { description } = isMethodDeclaration(node) || isPropertyDeclaration(node) ? docOf(node) : {};
  if (isPropertyDeclaration(node)) {
    return { kind: 'field', name: nameOf(node), description, type: typeOf(node), readonly: isReadOnly(node) };
  }
  if (isMethodDeclaration(node)) {
    const parameters = [...node.parameters].map((parameter) => ({
      name: parameter.name.getText(),
      type: typeOf(parameter),
      optional: parameter.questionToken ? true : undefined,
    }));
    return { kind: 'method', name: nameOf(node), description, parameters, return: { type: typeOf(node) } };
  }
  throw new Error(`not read: ${node.getText()}`);
}

/**
 * The manifest of the element.
 *
 * @param {Iterable<Node>} statements of the declarations
 */
function manifestOf(statements) {
  const all = [...statements];
  const members = (/** @type {string} */ name) => {
    const found = all.filter(isInterfaceDeclaration).find((one) => one.name.text === name);
    return [...(found?.members ?? [])].filter(isPropertySignatureDeclaration);
  };
  const element = all.filter(isClassDeclaration).find(({ name }) => name?.text === NAME);
  if (!element) {
    throw new Error(`${SOURCE} declares no ${NAME}`);
  }
  const { description, tags } = docOf(element);
  const camelCase = (/** @type {string} */ name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const fields = [...element.members].map(memberOf);
  const declaration = {
    kind: 'class',
    customElement: true,
    tagName: TAG,
    name: NAME,
    description,
    superclass: { name: 'HTMLElement' },
    attributes: members('RegularizationLabAttributes').map((attribute) => ({
      name: nameOf(attribute),
      description: docOf(attribute).description,
      type: typeOf(attribute),
      fieldName: fields.find(({ name }) => name === camelCase(nameOf(attribute)))?.name,
    })),
    members: fields,
    events: members('RegularizationLabEventMap').map((event) => ({
      name: nameOf(event),
      description: docOf(event).description,
      type: typeOf(event),
    })),
    slots: tagged(tags, 'slot'),
    cssParts: tagged(tags, 'csspart'),
    cssProperties: tagged(tags, 'cssprop'),
  };
  const reference = { name: NAME, module: MODULE };
  const exported = { kind: 'js', name: NAME, declaration: reference };
  const definition = { kind: 'custom-element-definition', name: TAG, declaration: reference };
  return {
    schemaVersion: '1.0.0',
    readme: 'README.md',
    modules: [
      { kind: 'javascript-module', path: MODULE, declarations: [declaration], exports: [exported] },
      ...['define.js', 'standalone.js'].map((path) => ({
        kind: 'javascript-module',
        path,
        declarations: [],
        exports: [definition],
      })),
    ],
  };
}

const api = new API({ cwd: ROOT });
try {
  const [project] = api.updateSnapshot({ openProject: 'tsconfig.json' }).getProjects();
  const statements = project.program.getSourceFile(SOURCE)?.statements;
  if (!statements) {
    throw new Error(`tsconfig.json does not include ${SOURCE}`);
  }
  await writeFile(resolve(process.argv[2]), `${JSON.stringify(manifestOf(statements), null, 2)}\n`);
} finally {
  api.close();
}
