/** A style sheet with what it imports, as a text; see `xtask/bundle.js` and `xtask/src/serve.rs`. */
declare module '*.css' {
  const text: string;
  export default text;
}
