/** Declarations of www/regularization-lab.d.ts, and names that other files use of it, by the TypeScript compiler. */
import { fileURLToPath } from 'node:url';
import {
  isCallExpression,
  isClassDeclaration,
  isConstructorDeclaration,
  isExportDeclaration,
  isFunctionDeclaration,
  isInterfaceDeclaration,
  isMethodDeclaration,
  isMethodSignatureDeclaration,
  isNewExpression,
  isPropertyAccessExpression,
  isPropertyDeclaration,
  isPropertySignatureDeclaration,
  isTypeLiteralNode,
  isTypeReferenceNode,
  isVariableStatement,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

/** @typedef {import('typescript/unstable/ast').Node} Node */

/**
 * The least and the largest number of arguments of a function.
 *
 * @typedef {[number, number]} Arity
 */

/**
 * @typedef {object} Member
 * @property {'static' | 'method' | 'readonly' | 'property'} kind
 * @property {Arity} [arity] of methods
 */

/**
 * @typedef {object} Class
 * @property {Arity} [arity] of its constructor, where one is declared
 * @property {Record<string, Member>} members
 */

/**
 * @typedef {object} Contract
 * @property {string[]} values all names that can be imported as values
 * @property {Record<string, Class>} classes
 * @property {Record<string, Arity>} functions
 * @property {Record<string, Record<string, Arity>>} objects functions of exported objects
 * @property {Record<string, string[]>} interfaces with their members
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Returns the names that a file uses: members as `trainer.step`, calls as `solve()`, types as `Required<contract.Recipe>`.
 *
 * @param {string} path relative to the root
 * @returns {Set<string>}
 */
export function readUsage(path) {
  /** @type {Set<string>} */
  const used = new Set();
  withFile(path, (file) => {
    const visit = (/** @type {Node} */ node) => {
      if (isPropertyAccessExpression(node) || isTypeReferenceNode(node)) {
        used.add(node.getText());
      } else if (isCallExpression(node) || isNewExpression(node)) {
        used.add(`${node.expression.getText()}()`);
      }
      node.forEachChild(visit);
    };
    file.forEachChild(visit);
  });
  return used;
}

/** @returns {Contract} */
export function readContract() {
  /** @type {Contract} */
  const contract = { values: [], classes: {}, functions: {}, objects: {}, interfaces: {} };
  withFile('www/regularization-lab.d.ts', (file) => {
    for (const statement of file.statements) {
      if (isClassDeclaration(statement) && statement.name) {
        contract.classes[statement.name.text] = readClass(statement);
        contract.values.push(statement.name.text);
      } else if (isFunctionDeclaration(statement) && statement.name) {
        const isDefault = has(statement, SyntaxKind.DefaultKeyword);
        contract.functions[statement.name.text] = arity(statement);
        contract.values.push(isDefault ? 'default' : statement.name.text);
      } else if (isVariableStatement(statement)) {
        for (const { name, type } of statement.declarationList.declarations) {
          const key = name.getText();
          contract.objects[key] = type && isTypeLiteralNode(type) ? functionsOf(type.members) : {};
          contract.values.push(key);
        }
      } else if (isExportDeclaration(statement) && statement.exportClause) {
        const names = statement.exportClause.getText().match(/\w+/g) ?? [];
        contract.values.push(...names);
      } else if (isInterfaceDeclaration(statement)) {
        contract.interfaces[statement.name.text] = statement.members
          .filter(isPropertySignatureDeclaration)
          .map(({ name }) => name.getText());
      }
    }
  });
  return contract;
}

/**
 * @param {import('typescript/unstable/ast').ClassDeclaration} declaration
 * @returns {Class}
 */
function readClass(declaration) {
  /** @type {Class} */
  const found = { members: {} };
  for (const member of declaration.members) {
    if (isConstructorDeclaration(member)) {
      found.arity = arity(member);
      continue;
    }
    if (isMethodDeclaration(member)) {
      const kind = has(member, SyntaxKind.StaticKeyword) ? 'static' : 'method';
      found.members[member.name.getText()] = { kind, arity: arity(member) };
    } else if (isPropertyDeclaration(member)) {
      const kind = has(member, SyntaxKind.ReadonlyKeyword) ? 'readonly' : 'property';
      found.members[member.name.getText()] = { kind };
    } else {
      throw new Error(`not read: ${member.getText()}`);
    }
  }
  return found;
}

/** @param {Iterable<Node>} members */
function functionsOf(members) {
  return Object.fromEntries(
    [...members].filter(isMethodSignatureDeclaration).map((member) => [member.name.getText(), arity(member)]),
  );
}

/**
 * @param {{ parameters: Iterable<import('typescript/unstable/ast').ParameterDeclaration> }} declaration
 * @returns {Arity}
 */
function arity({ parameters }) {
  const all = [...parameters];
  return [all.filter(({ questionToken }) => !questionToken).length, all.length];
}

/**
 * @param {{ modifiers?: Iterable<Node> }} declaration
 * @param {SyntaxKind} keyword
 */
function has({ modifiers = [] }, keyword) {
  return [...modifiers].some(({ kind }) => kind === keyword);
}

/**
 * @param {string} path
 * @param {(file: import('typescript/unstable/ast').SourceFile) => void} read
 */
function withFile(path, read) {
  const api = new API({ cwd: ROOT });
  try {
    const [project] = api.updateSnapshot({ openProject: 'tsconfig.json' }).getProjects();
    const file = project.program.getSourceFile(ROOT + path);
    if (!file) {
      throw new Error(`tsconfig.json does not include ${path}`);
    }
    read(file);
  } finally {
    api.close();
  }
}
