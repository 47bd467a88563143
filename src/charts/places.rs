//! Rectangles, and label placement without overlaps.

use super::label::{Align, LINE, Label};
use super::surface::Surface;

/// A rectangle in CSS pixels: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    /// The area shared with another rectangle.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }

    /// The area outside of `frame`.
    #[must_use]
    pub fn outside(&self, frame: &Self) -> f64 {
        (self.right - self.left) * (self.bottom - self.top) - self.overlap(frame)
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The same rectangle elsewhere.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        Self { left: self.left + dx, top: self.top + dy, right: self.right + dx, bottom: self.bottom + dy }
    }

    /// The offset that moves it into `frame`; if it is too large, to the left or upper edge.
    #[must_use]
    pub fn offset_into(&self, frame: &Self) -> (f64, f64) {
        let way = |low: f64, high: f64, least: f64, most: f64| {
            let back = (high - most).max(0.0);
            (least - (low - back)).max(0.0) - back
        };
        (
            way(self.left, self.right, frame.left, frame.right),
            way(self.top, self.bottom, frame.top, frame.bottom),
        )
    }

    /// Its point that is nearest to another point.
    #[must_use]
    pub fn nearest(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x.max(self.left).min(self.right), y.max(self.top).min(self.bottom))
    }

    /// Its middle.
    #[must_use]
    pub fn center(&self) -> (f64, f64) {
        (0.5 * (self.left + self.right), 0.5 * (self.top + self.bottom))
    }

    /// A square around a point.
    #[must_use]
    pub fn around((x, y): (f64, f64), reach: f64) -> Self {
        Self { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }
}

/// Label placement: finds free space among rectangles that are already used.
#[derive(Debug, Clone, Default)]
pub struct Places {
    frame: Rect,
    used: Vec<Rect>,
}

impl Places {
    /// An empty `frame`.
    #[must_use]
    pub fn new(frame: Rect) -> Self {
        Self { frame, used: Vec::new() }
    }

    /// Reserves a rectangle.
    pub fn reserve(&mut self, rect: Rect) {
        self.used.push(rect);
    }

    /// Whether a rectangle is free and inside the frame.
    #[must_use]
    pub fn is_free(&self, rect: &Rect) -> bool {
        self.cost(rect) == 0.0
    }

    /// Cost of a position of a label: the area that it would cover plus the area outside the frame.
    #[must_use]
    pub fn cost(&self, rect: &Rect) -> f64 {
        self.used.iter().map(|used| rect.overlap(used)).sum::<f64>() + 4.0 * rect.outside(&self.frame)
    }

    /// Draws lines of text beside `anchor` in the first free one of the `directions`, or in the one with the least cost; returns the
    /// rectangle that they cover.
    pub fn beside(
        &mut self,
        surface: &Surface,
        lines: &[Label],
        anchor: (f64, f64),
        distance: f64,
        directions: &[Direction],
    ) -> Rect {
        match self.choose(surface, lines, anchor, distance, directions) {
            Some((_, direction)) => self.draw(surface, lines, anchor, distance, direction),
            None => Rect::default(),
        }
    }

    /// The best one of the `directions`, and the rectangle that the lines would cover.
    #[must_use]
    pub fn choose(
        &self,
        surface: &Surface,
        lines: &[Label],
        anchor: (f64, f64),
        distance: f64,
        directions: &[Direction],
    ) -> Option<(Rect, Direction)> {
        let options = directions.iter().map(|&direction| {
            let rect = self.lay_out(surface, lines, anchor, distance, direction).0;
            (self.cost(&rect), rect, direction)
        });
        let best = options.reduce(|best, next| if next.0 < best.0 { next } else { best });
        best.map(|(_, rect, direction)| (rect, direction))
    }

    /// Draws lines of text in one direction; returns the rectangle that they cover.
    pub fn draw(
        &mut self,
        surface: &Surface,
        lines: &[Label],
        anchor: (f64, f64),
        distance: f64,
        direction: Direction,
    ) -> Rect {
        let (rect, align, positions) = self.lay_out(surface, lines, anchor, distance, direction);
        for (line, at) in lines.iter().zip(positions) {
            line.draw(surface, at, align);
        }
        self.reserve(rect);
        rect
    }

    /// Positions of lines of text beside an anchor, moved into the frame.
    fn lay_out(
        &self,
        surface: &Surface,
        lines: &[Label],
        anchor: (f64, f64),
        distance: f64,
        direction: Direction,
    ) -> (Rect, Align, Vec<(f64, f64)>) {
        let (align, mut positions) = direction.places(lines.len(), anchor, distance);
        let rects = lines.iter().zip(&positions).map(|(line, &at)| line.rect(surface, at, align));
        let rect = rects.reduce(Rect::union).unwrap_or_default();
        let (dx, dy) = rect.offset_into(&self.frame);
        for position in &mut positions {
            *position = (position.0 + dx, position.1 + dy);
        }
        (rect.moved(dx, dy), align, positions)
    }
}

/// A side of an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    East,
    NorthEast,
    North,
    NorthWest,
    West,
    SouthWest,
    South,
    SouthEast,
}

impl Direction {
    /// Left, middle or right of the anchor (−1, 0, 1), above, level or below (−1, 0, 1).
    fn sides(self) -> (f64, f64) {
        match self {
            Self::East => (1.0, 0.0),
            Self::NorthEast => (1.0, -1.0),
            Self::North => (0.0, -1.0),
            Self::NorthWest => (-1.0, -1.0),
            Self::West => (-1.0, 0.0),
            Self::SouthWest => (-1.0, 1.0),
            Self::South => (0.0, 1.0),
            Self::SouthEast => (1.0, 1.0),
        }
    }

    /// Alignment and positions of the middles of `count` lines beside an anchor.
    fn places(self, count: usize, (x, y): (f64, f64), distance: f64) -> (Align, Vec<(f64, f64)>) {
        let (across, down) = self.sides();
        let align = match across {
            side if side > 0.0 => Align::Left,
            side if side < 0.0 => Align::Right,
            _ => Align::Center,
        };
        // In a diagonal direction, the corner of the label is next to the anchor.
        let reach = if across != 0.0 && down != 0.0 { 0.7 * distance } else { distance };
        let height = LINE * count as f64;
        let top = y + down * reach + 0.5 * (down - 1.0) * height;
        let position = |line: usize| (x + across * reach, top + LINE * (line as f64 + 0.5));
        (align, (0..count).map(position).collect())
    }
}

/// Moves ascending positions apart, as little as possible, until neighbours are at least `gap` apart and all are in `low … high`.
#[must_use]
pub fn spread(positions: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let order = crate::data::argsort(positions);
    // Labels that touch form a cluster, which keeps its centre.
    let mut clusters: Vec<(f64, usize)> = Vec::new();
    for &k in &order {
        clusters.push((held(positions[k], 0.0, low, high), 1));
        while let [.., (above, n), (below, m)] = clusters[..] {
            let reach = 0.5 * gap * (n + m) as f64;
            if below - above >= reach {
                break;
            }
            clusters.pop();
            clusters.pop();
            let merged = (above * n as f64 + below * m as f64) / (n + m) as f64;
            clusters.push((held(merged, gap * (n + m - 1) as f64, low, high), n + m));
        }
    }
    let mut spread = vec![0.0; positions.len()];
    let mut members = order.into_iter();
    for (centre, n) in clusters {
        let length = gap * (n - 1) as f64;
        let first = held(centre, length, low, high) - 0.5 * length;
        for (k, member) in members.by_ref().take(n).enumerate() {
            spread[member] = first + gap * k as f64;
        }
    }
    spread
}

/// Clamps the centre of an interval of `length`, so that it is in `low … high` if it fits.
fn held(centre: f64, length: f64, low: f64, high: f64) -> f64 {
    let half = 0.5 * length;
    centre.min(high - half).max(low + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_labels_keep_their_distance_and_stay_inside() {
        let positions = [50.0, 52.0, 51.0, 5.0, 198.0, 199.0];
        let places = spread(&positions, 14.0, 0.0, 200.0);
        let mut sorted = places.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 14.0 - 1e-9), "{sorted:?}");
        assert!(sorted[0] >= 0.0 && sorted[5] <= 200.0, "{sorted:?}");
        assert_eq!(places[3], 5.0);
        assert_eq!(places[2], 51.0);
        assert_eq!(spread(&[230.0, 260.0], 14.0, 0.0, 200.0), [186.0, 200.0]);
    }
}
