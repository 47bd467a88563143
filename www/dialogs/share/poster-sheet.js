/** The poster of a lab: the pictures of all its panels, below each other. */

/**
 * Returns one SVG document with several, each of which has width and height in its first tag and begins with its background, as `toSvg`
 * writes it.
 *
 * @param {string[]} pictures
 * @param {string} title escaped
 */
export function posterSheet(pictures, title) {
  const sizes = pictures.map((picture) => ['width', 'height'].map((name) => lengthOf(picture, name)));
  const width = Math.max(...sizes.map(([width]) => width));
  let height = 0;
  const placed = pictures.map((picture, k) => {
    const top = height;
    height += sizes[k][1];
    return picture.replace('<svg', `<svg y="${top}"`);
  });
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const paper = /<rect[^>]* fill="([^"]*)"/.exec(pictures[0])?.[1] ?? 'none';
  const background = `<title>${title}</title>\n<rect width="100%" height="100%" fill="${paper}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">\n${background}\n${placed.join('')}</svg>\n`;
}

/**
 * @param {string} picture
 * @param {string} name
 */
function lengthOf(picture, name) {
  return Number(new RegExp(`^<svg[^>]* ${name}="([\\d.]+)"`).exec(picture)?.[1]);
}
