// @ts-nocheck
export function writeLink(state) {
  return 'v=1&s=' + encodeURIComponent(JSON.stringify(state));
}
export function readLink(hash) {
  try {
    return { state: JSON.parse(new URLSearchParams(hash.slice(1)).get('s') ?? '{}'), problems: [] };
  } catch (e) {
    return { state: {}, problems: [String(e)] };
  }
}
