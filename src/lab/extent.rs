//! The visible range of the plane of two weights.

/// Width and height of the plot relative to its content.
const MARGIN: f64 = 1.3;
/// Largest aspect ratio used for the size of the ball, which is as high as it is wide.
const WIDE: f64 = 1.3;

/// A rectangle of weights around the origin, both axes at the same scale.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Extent {
    pub u: (f64, f64),
    pub v: (f64, f64),
}

impl Extent {
    /// The smallest extent that also contains `points`; points that are not finite are ignored.
    pub fn with(self, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let finite = points.into_iter().filter(|(u, v)| u.is_finite() && v.is_finite());
        finite.fold(self, |Self { u, v }, (x, y)| Self {
            u: (u.0.min(x), u.1.max(x)),
            v: (v.0.min(y), v.1.max(y)),
        })
    }

    fn sides(self) -> (f64, f64) {
        (self.u.1 - self.u.0, self.v.1 - self.v.0)
    }

    /// The height of a plot that shows the extent with a margin.
    fn height(self, aspect: f64) -> f64 {
        let (width, height) = self.sides();
        MARGIN * height.max(width / aspect)
    }

    /// Whether a ball of this radius takes at least this share of the width of a plot that shows the whole extent.
    pub fn leaves(self, share: f64, radius: f64, aspect: f64) -> bool {
        2.0 * radius >= share * self.height(aspect) * aspect.min(WIDE)
    }

    /// Grows the extent by `grow(extent, t)` with the largest `t` in 0 … 1 at which the ball keeps its share of the width.
    pub fn grown(self, grow: impl Fn(Self, f64) -> Self, (share, radius, aspect): (f64, f64, f64)) -> Self {
        let fits = |part: f64| grow(self, part).leaves(share, radius, aspect);
        if fits(1.0) {
            return grow(self, 1.0);
        }
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..24 {
            let middle = 0.5 * (low + high);
            (low, high) = if fits(middle) { (middle, high) } else { (low, middle) };
        }
        grow(self, low)
    }

    /// The domain of a plot that shows the extent, `[u_min, u_max, v_min, v_max]`: the current domain `present` if it contains the
    /// extent and the extent fills at least `least_fill` of a side, otherwise the extent with a margin.
    pub fn domain(self, aspect: f64, present: Option<[f64; 4]>, least_fill: f64) -> [f64; 4] {
        let (width, height) = self.sides();
        let still_fits = |[u0, u1, v0, v1]: &[f64; 4]| {
            let is_inside = *u0 <= self.u.0 && self.u.1 <= *u1 && *v0 <= self.v.0 && self.v.1 <= *v1;
            is_inside && (width / (u1 - u0)).max(height / (v1 - v0)) >= least_fill
        };
        present.filter(still_fits).unwrap_or_else(|| {
            let height = self.height(aspect);
            let half = 0.5 * if height > 0.0 { height.clamp(1e-100, 1e100) } else { 1e-6 };
            let (u, v) = (0.5 * (self.u.0 + self.u.1), 0.5 * (self.v.0 + self.v.1));
            [u - half * aspect, u + half * aspect, v - half, v + half]
        })
    }
}

/// Whether a point is in a domain.
pub(super) fn contains([u0, u1, v0, v1]: [f64; 4], (u, v): (f64, f64)) -> bool {
    (u0..=u1).contains(&u) && (v0..=v1).contains(&v)
}
