/** The layout of the page: which columns, and where the controls are. Style sheets read it from `data-layout`. */

/** Font size of a lab in CSS pixels at the usual root font size of 16 px. */
const FONT_SIZE = 13;

/** Widths in pixels at that font size. */
const [THREE_COLUMNS, TWO_COLUMNS, SIDE, NARROW, SMALL, TINY] = [1680, 1200, 960, 768, 480, 300];
/** Least width at which controls are beside the panels on a short screen, where a sheet would leave no room. */
const SHORT_SIDE = 640;
/** Least width of two columns of panels above the sheet, in the projector theme. */
const PROJECTED = 880;
/** Height under which a screen is short. */
const SHORT = 560;

/**
 * Returns the names of the layout of a page.
 *
 * @param {number} width in pixels at the usual font size, as `height`
 * @param {number} height
 * @param {boolean} isProjected
 */
export function layoutOf(width, height, isProjected) {
  const isShort = height < SHORT && !isProjected;
  const hasSheet = width < (isShort ? SHORT_SIDE : SIDE);
  const columns = width >= THREE_COLUMNS ? 3 : width >= TWO_COLUMNS || (isProjected && width >= PROJECTED) ? 2 : 1;
  return [
    `columns-${columns}`,
    hasSheet ? 'sheet' : 'side',
    ...(isShort ? ['short'] : []),
    ...(width < NARROW ? ['narrow'] : []),
    ...(width < SMALL ? ['small'] : []),
    ...(width < TINY ? ['tiny'] : []),
  ];
}

/**
 * Keeps `data-layout` of a page up to date.
 *
 * Not media queries: these know neither the zoom of the projector theme nor the page's font size.
 *
 * @param {HTMLElement} element
 * @param {HTMLElement} header its size changes with the font size
 * @param {(isLow: boolean) => void} onchange called with whether the sheet has room for one row only
 */
export function followLayout(element, header, onchange) {
  const update = () => {
    const { fontSize } = getComputedStyle(element);
    const zoom = element.getBoundingClientRect().width / element.offsetWidth || 1;
    const unit = Number.parseFloat(fontSize) / FONT_SIZE || 1;
    const isProjected = element.dataset.theme === 'projector';
    const names = layoutOf(element.clientWidth / unit, innerHeight / zoom / unit, isProjected);
    if (names.join(' ') !== element.dataset.layout) {
      element.dataset.layout = names.join(' ');
      onchange(names.includes('short') || isProjected);
    }
  };
  // In the next frame: an update changes the size that the observer has just reported, which is an error on the page.
  const sizes = new ResizeObserver(() => requestAnimationFrame(update));
  sizes.observe(element);
  sizes.observe(header);
  // The height of the element need not change with that of the window.
  addEventListener('resize', update);
  return {
    update,
    destroy() {
      sizes.disconnect();
      removeEventListener('resize', update);
    },
  };
}
