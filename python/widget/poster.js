/** The panels of a lab as one SVG, below each other. */

const GAP = 24;

/**
 * @param {{ toSvg(panel: string): string | Promise<string> }} lab
 * @param {string[]} panels
 */
export async function posterOf(lab, panels) {
  const pictures = [];
  for (const panel of panels) {
    const svg = await lab.toSvg(panel);
    const [width, height] = ['width', 'height'].map((name) =>
      Number(new RegExp(` ${name}="([\\d.]+)"`).exec(svg)?.[1]),
    );
    pictures.push({ svg, width, height });
  }
  let y = 0;
  const placed = pictures.map(({ svg, height }) => {
    const picture = svg.replace('<svg', `<svg y="${y}"`);
    y += height + GAP;
    return picture;
  });
  const [width, height] = [Math.max(...pictures.map((picture) => picture.width)), y - GAP];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${placed.join('\n')}</svg>
`;
}
