/** The version of what a page loads, as in Cargo.toml. */
export const VERSION = '0.1.0';
