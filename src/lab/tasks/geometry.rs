//! Loss contours and the penalty's ball in the plane of two weights.

use crate::lab::extent::{Extent, contains};
use crate::lab::most_informative_pair::most_informative_pair;
use crate::lab::slice::{Minimum, SliceLoss, is_exact, offset};
use crate::lab::start_trajectory::StartTrajectory;
use crate::lab::trainer::Trainer;
use crate::model::{Penalty, PenaltyKind, Point};

/// Nodes along the longer side, of a plot of usual aspect, of the grid that is made while λ is dragged.
const COARSE: usize = 25;
/// The same of the grid that replaces it.
const FINE: usize = 73;
/// Width divided by height of a plot in the page's column.
const USUAL_ASPECT: f64 = 1.3;
/// Loss evaluations (rows × nodes) that one step may cost, about a millisecond.
const STEP_WORK: usize = 100_000;
/// Share of the plot's width that the ball keeps when the range is extended to the contours around the least loss.
const CONTOUR_BALL: f64 = 0.28;
/// The same when the range is extended towards a least loss that is not shown.
const FAR_BALL: f64 = 0.25;
/// The same when the range is extended to the least loss itself, or to the current weights.
const SMALLEST_BALL: f64 = 1.0 / 6.0;
/// The same where no ball is seen, of a radius of one Newton step.
const NO_BALL: f64 = 0.04;
/// The least loss is looked for up to twice the ball's radius divided by its share: further away it cannot be shown.
const FAR: f64 = 2.0;
/// A ball smaller than this share of a Newton step cannot be seen in any range that shows more than the ball.
const SPECK: f64 = 0.04;
/// A domain is kept while what it must show fills at least this share of it.
const LEAST_FILL: f64 = 0.45;

/// The data loss on a grid over two weights, and where the ball touches it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slice {
    /// The two features.
    pub pair: (usize, usize),
    /// `[u_min, u_max, v_min, v_max]`.
    pub domain: [f64; 4],
    /// Nodes along u and v.
    pub size: (usize, usize),
    /// Loss at the nodes, `(size.1, size.0)` row-major, v rising.
    pub loss: Vec<f64>,
    /// The two weights at the exact optimum, if there is one.
    pub optimum: Option<(f64, f64)>,
    /// Loss there.
    pub optimum_loss: f64,
    /// Where the loss itself is least, if that lies in the domain.
    pub least: Option<(f64, f64)>,
    /// The direction from the optimum to the least loss, if that lies elsewhere; of length 1.
    pub toward_least: Option<(f64, f64)>,
    /// `l1_ratio (|u| + |v|) + (1 − l1_ratio)/2 (u² + v²)` at the optimum: the ball is where it is at most this.
    pub allowance: f64,
    /// Effective share of the L1 part; `None` without a penalty, and then there is no ball.
    pub l1_ratio: Option<f64>,
    /// What the range is measured by: the ball's reach along an axis, or where there is no ball to see, the distance of the
    /// optimum and the length of a Newton step from there.
    pub radius: f64,
    /// Two features: the contours are the whole truth, not a slice.
    pub is_exact: bool,
}

impl Slice {
    /// The penalty whose ball it is, at strength 1; `None` without one.
    #[must_use]
    pub fn penalty(&self) -> Option<Penalty> {
        self.l1_ratio.map(|r| Penalty::of(PenaltyKind::ElasticNet, 1.0, r))
    }

    /// How far the ball reaches along an axis: `r s + (1 − r)/2 s² = allowance`.
    #[must_use]
    pub fn ball_reach(&self) -> f64 {
        self.penalty().map_or(0.0, |penalty| penalty.reach((1.0, 0.0), self.allowance))
    }

    /// How far the ball reaches at 45°, as a share of its reach along an axis: `1/√2` for L1, 1 for L2, and for the elastic
    /// net more the larger the ball, since its quadratic part grows faster. `None` without a ball.
    #[must_use]
    pub fn roundness(&self) -> Option<f64> {
        let (penalty, along) = (self.penalty()?, self.ball_reach());
        let diagonal = (std::f64::consts::FRAC_1_SQRT_2, std::f64::consts::FRAC_1_SQRT_2);
        (along > 0.0).then(|| penalty.reach(diagonal, self.allowance) / along)
    }

    /// The extent of what is always shown: the origin, the ball and the optimum.
    fn extent(&self) -> Extent {
        let ball = self.ball_reach();
        Extent::default().with([(ball, ball), (-ball, -ball)]).with(self.optimum)
    }

    /// Whether a place is near enough to optimum and ball to be shown beside them.
    fn is_within_reach(&self, place: (f64, f64), aspect: f64) -> bool {
        self.optimum.is_none() || self.extent().with([place]).leaves(SMALLEST_BALL, self.radius, aspect)
    }
}

/// Keeps the slice in step with the optimum, a bounded piece of work at a time.
#[derive(Debug, Clone)]
pub struct Geometry {
    pair: (usize, usize),
    /// Width divided by height of the plot, so that both axes get the same scale.
    aspect: f64,
    slice: Slice,
    pending: Option<Pending>,
    /// Iteration at which the slice was last planned.
    planned_at: usize,
    /// The linear predictor of what the slice holds still, `(n_samples,)`.
    offset: Vec<f64>,
    /// A chosen start, and the path from there.
    start: Option<(f64, f64)>,
    start_trajectory: Option<StartTrajectory>,
}

/// A grid being filled.
#[derive(Debug, Clone)]
struct Pending {
    slice: Slice,
    shift: f64,
    next_is_fine: bool,
}

impl Geometry {
    /// Nothing computed yet, for the chosen weights or the most informative pair, on a plot of this `aspect`; `None` with a
    /// single feature.
    #[must_use]
    pub fn of(trainer: &Trainer, chosen: Option<(usize, usize)>, aspect: f64) -> Option<Self> {
        let pair = chosen.or_else(|| most_informative_pair(trainer))?;
        Some(Self {
            pair,
            aspect,
            slice: Slice::default(),
            pending: None,
            planned_at: 0,
            offset: Vec::new(),
            start: None,
            start_trajectory: None,
        })
    }

    /// The path from a chosen start, if there is one.
    #[must_use]
    pub fn start_trajectory(&self) -> Option<&StartTrajectory> {
        self.start_trajectory.as_ref()
    }

    /// Where that path starts.
    #[must_use]
    pub fn start(&self) -> Option<(f64, f64)> {
        self.start
    }

    /// Follows training from another start, or from none.
    pub fn start_at(&mut self, trainer: &Trainer, start: Option<(f64, f64)>) {
        self.start = start.filter(|(u, v)| u.is_finite() && v.is_finite());
        self.retrace(trainer);
    }

    /// Brings that path to the parameters in force and to the slice; before there is a slice there is none.
    pub fn retrace(&mut self, trainer: &Trainer) {
        let start = self.start.filter(|_| !self.offset.is_empty());
        self.start_trajectory = start.map(|start| {
            if is_exact(&trainer.problem()) {
                StartTrajectory::exact(trainer, self.pair, start)
            } else {
                StartTrajectory::on_slice(trainer, &self.offset, self.pair, start)
            }
        });
    }

    /// The two features.
    #[must_use]
    pub fn pair(&self) -> (usize, usize) {
        self.pair
    }

    /// The newest complete grid; empty before the first.
    #[must_use]
    pub fn slice(&self) -> &Slice {
        &self.slice
    }

    /// Whether a grid is being filled.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// Sets width divided by height of the plot; returns whether that changed it.
    pub fn set_aspect(&mut self, aspect: f64) -> bool {
        let aspect = if aspect.is_finite() { aspect.clamp(0.1, 10.0) } else { 1.0 };
        let has_changed = (aspect / self.aspect - 1.0).abs() > 0.01;
        if has_changed {
            self.aspect = aspect;
            self.slice.domain = [0.0; 4];
        }
        has_changed
    }

    /// Whether the run has left the slice behind: out of its domain though not out of reach, or, with no optimum to hold
    /// the other weights at, half as far again as it was.
    #[must_use]
    pub fn is_behind(&self, trainer: &Trainer) -> bool {
        let now = self.place(trainer.point());
        let is_outside = !contains(self.slice.domain, now);
        let has_run = trainer.n_iter() > self.planned_at + self.planned_at / 2 + 20;
        let follows_run = self.slice.optimum.is_none();
        !self.is_pending()
            && ((is_outside && self.slice.is_within_reach(now, self.aspect)) || (follows_run && has_run))
    }

    fn place(&self, point: &Point) -> (f64, f64) {
        (point.coef[self.pair.0], point.coef[self.pair.1])
    }

    /// Starts a new grid around `optimum`, or around the present weights where there is none.
    pub fn plan(&mut self, trainer: &Trainer, optimum: Option<&Point>) {
        self.planned_at = trainer.n_iter();
        let base = optimum.unwrap_or(trainer.point()).clone();
        let problem = trainer.problem();
        self.offset = offset(&problem, &base, self.pair);
        self.retrace(trainer);
        let loss = SliceLoss::new(problem, &self.offset, self.pair);
        let params = trainer.params();
        let l1_ratio = (params.penalty != PenaltyKind::None && params.lambda > 0.0)
            .then(|| params.effective_l1_ratio())
            .filter(|_| optimum.is_some());
        let (u, v) = self.place(&base);
        let reached = Slice { optimum: Some((u, v)), l1_ratio, ..Slice::default() };
        let allowance = reached.penalty().map_or(0.0, |penalty| penalty.value(&[u, v]));
        let mut slice = Slice {
            pair: self.pair,
            optimum: optimum.map(|optimum| self.place(optimum)),
            optimum_loss: loss.value(u, v, &mut 0.0),
            allowance,
            l1_ratio,
            is_exact: is_exact(&problem),
            ..Slice::default()
        };
        self.choose_domain(&mut slice, &loss, (u, v), self.place(trainer.point()));
        let is_same = slice.is_exact && slice.domain == self.slice.domain;
        if is_same && self.slice.size.0 > COARSE {
            slice.size = self.slice.size;
            slice.loss = std::mem::take(&mut self.slice.loss);
            self.slice = slice;
            self.pending = None;
        } else {
            slice.size = grid_size(slice.domain, COARSE);
            self.pending = Some(Pending { slice, shift: 0.0, next_is_fine: true });
        }
    }

    /// The gradient of the slice at `point`; 0 before there is a slice.
    #[must_use]
    pub fn loss_slope(&self, trainer: &Trainer, point: &Point) -> (f64, f64) {
        if self.offset.is_empty() {
            return (0.0, 0.0);
        }
        let (u, v) = self.place(point);
        SliceLoss::new(trainer.problem(), &self.offset, self.pair).gradient(u, v)
    }

    /// Fills a part of the grid; returns whether there is more to do.
    pub fn refine(&mut self, trainer: &Trainer) -> bool {
        let Some(mut pending) = self.pending.take() else {
            return false;
        };
        let is_full = pending.fill(&SliceLoss::new(trainer.problem(), &self.offset, self.pair));
        if is_full {
            let next = pending.next_is_fine.then(|| pending.finer());
            self.slice = pending.slice;
            self.pending = next;
        } else {
            self.pending = Some(pending);
        }
        self.is_pending()
    }

    /// Chooses the range, and with it whether the least loss or only its direction is shown.
    ///
    /// The ball, the optimum and a chosen start are always there. The least loss is too, while the ball keeps
    /// [`SMALLEST_BALL`] of the width; then as much of the optimum's level set around it as leaves the ball [`CONTOUR_BALL`], so
    /// that contours are seen to close. Where it is further away, the range is extended towards it as far as [`FAR_BALL`] allows.
    fn choose_domain(&self, slice: &mut Slice, loss: &SliceLoss<'_>, (u, v): (f64, f64), now: (f64, f64)) {
        let ball = slice.ball_reach();
        let step = loss.newton_step(u, v).map_or(0.0, |(du, dv)| du.hypot(dv));
        let has_ball = ball > SPECK * step;
        slice.radius = if has_ball { ball } else { u.hypot(v).max(step) };
        if slice.radius == 0.0 {
            slice.radius = 1.0;
        }
        let smallest = if has_ball { SMALLEST_BALL } else { NO_BALL };
        let (radius, aspect) = (slice.radius, self.aspect);
        let minimum = loss.minimum((u, v), FAR / smallest * radius);
        let mut extent = slice.extent().with([(u, v)]).with(self.start);
        extent = extent.with(slice.is_within_reach(now, aspect).then_some(now));
        let (Minimum::At(place) | Minimum::Beyond(place)) = minimum;
        let is_near = |&place: &(f64, f64)| {
            matches!(minimum, Minimum::At(_)) && extent.with([place]).leaves(smallest, radius, aspect)
        };
        if let Some((least_u, least_v)) = Some(place).filter(is_near) {
            let rise = slice.optimum_loss - loss.value(least_u, least_v, &mut 0.0);
            let (du, dv) = loss.level_reach(place, rise).unwrap_or_default();
            let around = |extent: Extent, share: f64| {
                let (du, dv) = (share * du, share * dv);
                extent.with([(least_u - du, least_v - dv), (least_u + du, least_v + dv)])
            };
            extent = extent.with([place]).grown(around, (CONTOUR_BALL, radius, aspect));
        } else {
            let toward = |extent: Extent, share: f64| {
                extent.with([(u + share * (place.0 - u), v + share * (place.1 - v))])
            };
            extent = extent.grown(toward, (FAR_BALL, radius, aspect));
        }
        let present = (self.slice.pair == self.pair).then_some(self.slice.domain);
        slice.domain = extent.domain(aspect, present, LEAST_FILL);
        let is_shown =
            |&least: &(f64, f64)| matches!(minimum, Minimum::At(_)) && contains(slice.domain, least);
        slice.least = Some(place).filter(is_shown);
        let (du, dv) = (place.0 - u, place.1 - v);
        let length = du.hypot(dv);
        let is_elsewhere = slice.least.is_none() && length > 0.0 && length.is_finite();
        slice.toward_least = is_elsewhere.then(|| (du / length, dv / length));
    }
}

impl Pending {
    /// Fills some rows of the grid; returns whether it is complete.
    fn fill(&mut self, loss: &SliceLoss<'_>) -> bool {
        let (nu, nv) = self.slice.size;
        let rows = (STEP_WORK / (nu * loss.n_samples())).max(1);
        let [u0, u1, v0, v1] = self.slice.domain;
        let node = |low: f64, high: f64, k: usize, n: usize| low + (high - low) * k as f64 / (n - 1) as f64;
        let first = self.slice.loss.len() / nu;
        for k in first..(first + rows).min(nv) {
            let v = node(v0, v1, k, nv);
            for j in 0..nu {
                let value = loss.value(node(u0, u1, j, nu), v, &mut self.shift);
                self.slice.loss.push(value);
            }
        }
        self.slice.loss.len() == nu * nv
    }

    fn finer(&self) -> Self {
        let size = grid_size(self.slice.domain, FINE);
        let slice = Slice { size, loss: Vec::new(), ..self.slice.clone() };
        Self { slice, shift: 0.0, next_is_fine: false }
    }
}

fn grid_size([u0, u1, v0, v1]: [f64; 4], longer: usize) -> (usize, usize) {
    // Cells are square and as many whatever the aspect, so that a flat plot does not get coarse ones.
    let cell = ((u1 - u0) * (v1 - v0) * USUAL_ASPECT).sqrt() / longer as f64;
    let along = |side: f64| ((side / cell).round() as usize).clamp(3, 4 * longer);
    (along(u1 - u0), along(v1 - v0))
}
