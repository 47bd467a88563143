//! Loss contours and the penalty's ball in the plane of two weights.

use crate::lab::extent::{Extent, contains};
use crate::lab::most_informative_pair::most_informative_pair;
use crate::lab::slice::{Minimum, SliceLoss, SliceRows, is_exact};
use crate::lab::start_trajectory::StartTrajectory;
use crate::lab::trainer::Trainer;
use crate::model::{PairPenalty, Penalty, PenaltyKind, Point};

/// Nodes along the longer side of the coarse grid, which is computed while λ is dragged, at the usual aspect ratio.
const COARSE: usize = 25;
/// Nodes along the longer side of the fine grid that replaces it.
const FINE: usize = 73;
/// Aspect ratio of the plot in a column of the page.
const USUAL_ASPECT: f64 = 1.3;
/// Loss evaluations (rows × nodes) per step of the task, about a millisecond.
const STEP_WORK: usize = 100_000;
/// Smallest share of the plot's width for the ball when the domain is extended to closed contours around the minimum of the loss.
const CONTOUR_BALL: f64 = 0.28;
/// The same when the domain is extended towards a minimum that is not shown.
const FAR_BALL: f64 = 0.25;
/// The same when the domain is extended to the minimum itself, or to the current weights.
const SMALLEST_BALL: f64 = 1.0 / 6.0;
/// The same for a circle with the radius of one Newton step, if there is no visible ball.
const NO_BALL: f64 = 0.04;
/// The minimum is searched up to this multiple of the ball's radius divided by its share: further away it cannot be shown.
const FAR: f64 = 2.0;
/// A ball smaller than this share of a Newton step would be invisible.
const SPECK: f64 = 0.04;
/// A domain is kept while its content fills at least this share of it.
const LEAST_FILL: f64 = 0.45;

/// The loss on a grid over two weights, and the ball that touches its contour at the optimum.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slice {
    /// The two features.
    pub pair: (usize, usize),
    /// `[u_min, u_max, v_min, v_max]`.
    pub domain: [f64; 4],
    /// Nodes along u and v.
    pub size: (usize, usize),
    /// Loss at the nodes, `(size.1, size.0)` row-major, v ascending.
    pub loss: Vec<f64>,
    /// The two weights at the exact optimum, if there is one.
    pub optimum: Option<(f64, f64)>,
    /// Loss at the optimum.
    pub optimum_loss: f64,
    /// The minimum of the loss, if it is in the domain.
    pub least: Option<(f64, f64)>,
    /// Unit vector from the optimum to the minimum of the loss, if that is outside of the domain.
    pub toward_least: Option<(f64, f64)>,
    /// `f_u (l1_ratio |u| + (1 − l1_ratio)/2 u²) + f_v (l1_ratio |v| + (1 − l1_ratio)/2 v²)` at the optimum: the ball is where it is at
    /// most this.
    pub allowance: f64,
    /// Effective share of the L1 part; `None` without a penalty, and then there is no ball.
    pub l1_ratio: Option<f64>,
    /// Penalty factors `f_u` and `f_v` of the two weights; `None` for 1 each.
    pub factors: Option<(f64, f64)>,
    /// Length unit of the domain: the radius of the ball along an axis or, without a visible ball, the larger of the norm of the
    /// optimum and the length of a Newton step from it.
    pub radius: f64,
    /// Whether the model has these two features only, so the contours are exact.
    pub is_exact: bool,
}

impl Slice {
    /// Penalty factors of the two weights.
    #[must_use]
    pub fn factors(&self) -> (f64, f64) {
        self.factors.unwrap_or((1.0, 1.0))
    }

    /// The penalty of the ball, at strength 1; `None` without a ball.
    #[must_use]
    pub fn penalty(&self) -> Option<PairPenalty> {
        let of = |r| PairPenalty::of(Penalty::of(PenaltyKind::ElasticNet, 1.0, r), self.factors());
        self.l1_ratio.map(of).filter(|penalty| !penalty.is_zero())
    }

    /// Radius `s` of the ball along each axis: `f (r s + (1 − r)/2 s²) = allowance`; infinite along a free weight.
    #[must_use]
    pub fn ball_ends(&self) -> (f64, f64) {
        let along = |penalty: PairPenalty, direction| penalty.reach(direction, self.allowance);
        self.penalty().map_or((0.0, 0.0), |ball| (along(ball, (1.0, 0.0)), along(ball, (0.0, 1.0))))
    }

    /// The larger finite radius along an axis.
    #[must_use]
    pub fn ball_reach(&self) -> f64 {
        let (across, up) = self.finite_ends();
        across.max(up)
    }

    fn finite_ends(&self) -> (f64, f64) {
        let (across, up) = self.ball_ends();
        let finite = |end: f64| if end.is_finite() { end } else { 0.0 };
        (finite(across), finite(up))
    }

    /// Radius of the ball at 45° divided by that along an axis: `1/√2` for L1, 1 for L2, in between for the elastic net, where it grows
    /// with the ball because the quadratic part does. `None` without a ball, and if the penalty factors differ.
    #[must_use]
    pub fn roundness(&self) -> Option<f64> {
        let (penalty, along) = (self.penalty().filter(|ball| ball.u == ball.v)?, self.ball_reach());
        let diagonal = (std::f64::consts::FRAC_1_SQRT_2, std::f64::consts::FRAC_1_SQRT_2);
        (along > 0.0).then(|| penalty.reach(diagonal, self.allowance) / along)
    }

    /// The extent of origin, ball and optimum, which are always shown.
    fn extent(&self) -> Extent {
        let (across, up) = self.finite_ends();
        Extent::default().with([(across, up), (-across, -up)]).with(self.optimum)
    }

    /// Whether a point is near enough to optimum and ball to be shown with them.
    fn is_within_reach(&self, place: (f64, f64), aspect: f64) -> bool {
        self.optimum.is_none() || self.extent().with([place]).leaves(SMALLEST_BALL, self.radius, aspect)
    }
}

/// Background task that computes the slice through the optimum.
#[derive(Debug, Clone)]
pub struct Geometry {
    pair: (usize, usize),
    /// Aspect ratio of the plot, so that both axes have the same scale.
    aspect: f64,
    /// Whether the slice is still that of another aspect ratio.
    is_of_other_aspect: bool,
    slice: Slice,
    pending: Option<Pending>,
    /// Whether the last grid is of the current loss.
    is_of_current_loss: bool,
    /// Iteration at which the last slice was started.
    planned_at: usize,
    /// The rows in the plane of the two weights; empty before the first slice.
    rows: SliceRows,
    /// The chosen start point of the trajectory.
    start: Option<(f64, f64)>,
    start_trajectory: Option<StartTrajectory>,
}

/// A grid that is being computed.
#[derive(Debug, Clone)]
struct Pending {
    slice: Slice,
    shift: f64,
    next_is_fine: bool,
}

impl Geometry {
    /// An empty slice of the chosen weights or the most informative pair, for a plot of this `aspect`; `None` with a single feature.
    #[must_use]
    pub fn of(trainer: &Trainer, chosen: Option<(usize, usize)>, aspect: f64) -> Option<Self> {
        let pair = chosen.or_else(|| most_informative_pair(trainer))?;
        Some(Self {
            pair,
            aspect,
            is_of_other_aspect: false,
            slice: Slice::default(),
            pending: None,
            is_of_current_loss: false,
            planned_at: 0,
            rows: SliceRows::default(),
            start: None,
            start_trajectory: None,
        })
    }

    /// The trajectory from the chosen start point, if there is one.
    #[must_use]
    pub fn start_trajectory(&self) -> Option<&StartTrajectory> {
        self.start_trajectory.as_ref()
    }

    /// The chosen start point.
    #[must_use]
    pub fn start(&self) -> Option<(f64, f64)> {
        self.start
    }

    /// Sets or removes the start point of the trajectory.
    pub fn start_at(&mut self, trainer: &Trainer, start: Option<(f64, f64)>) {
        self.start = start.filter(|(u, v)| u.is_finite() && v.is_finite());
        self.update_trajectory(trainer);
    }

    /// Recomputes the trajectory for the current parameters and slice; before the first slice there is none.
    pub fn update_trajectory(&mut self, trainer: &Trainer) {
        let start = self.start.filter(|_| !self.rows.is_empty());
        self.start_trajectory = start.map(|start| {
            if is_exact(&trainer.problem()) {
                StartTrajectory::exact(trainer, self.pair, start)
            } else {
                StartTrajectory::on_slice(trainer, &self.rows, start)
            }
        });
    }

    /// Marks the grid as one of another loss, so that the next one does not reuse its values.
    pub fn forget_loss(&mut self) {
        self.is_of_current_loss = false;
    }

    /// The two features.
    #[must_use]
    pub fn pair(&self) -> (usize, usize) {
        self.pair
    }

    /// The last complete grid; empty before the first.
    #[must_use]
    pub fn slice(&self) -> &Slice {
        &self.slice
    }

    /// Whether a grid is being computed.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// Sets the aspect ratio of the plot; returns whether it has changed.
    pub fn set_aspect(&mut self, aspect: f64) -> bool {
        let aspect = if aspect.is_finite() { aspect.clamp(0.1, 10.0) } else { 1.0 };
        let has_changed = (aspect / self.aspect - 1.0).abs() > 0.01;
        if has_changed {
            self.aspect = aspect;
            self.is_of_other_aspect = true;
            self.pending = None;
        }
        has_changed
    }

    /// Whether a new slice is needed because the plot has another shape, because the current weights have left the domain but could be
    /// shown or, if the slice is through the current weights for lack of an optimum, because the run is 50 % longer.
    #[must_use]
    pub fn is_outdated(&self, trainer: &Trainer) -> bool {
        let now = self.coordinates(trainer.point());
        let is_outside = !contains(self.slice.domain, now);
        let has_run = trainer.n_iter() > self.planned_at + self.planned_at / 2 + 20;
        let follows_run = self.slice.optimum.is_none();
        !self.is_pending()
            && (self.is_of_other_aspect
                || (is_outside && self.slice.is_within_reach(now, self.aspect))
                || (follows_run && has_run))
    }

    fn coordinates(&self, point: &Point) -> (f64, f64) {
        (point.coef[self.pair.0], point.coef[self.pair.1])
    }

    /// Starts a new slice through `optimum`, or through the current weights if there is none.
    pub fn plan(&mut self, trainer: &Trainer, optimum: Option<&Point>) {
        self.planned_at = trainer.n_iter();
        let base = optimum.unwrap_or(trainer.point()).clone();
        let problem = trainer.problem();
        self.rows = SliceRows::new(&problem, &base, self.pair);
        self.update_trajectory(trainer);
        let loss = SliceLoss::new(problem, &self.rows);
        let params = trainer.params();
        let l1_ratio = (params.penalty != PenaltyKind::None && params.lambda > 0.0)
            .then(|| params.effective_l1_ratio())
            .filter(|_| optimum.is_some());
        let (u, v) = self.coordinates(&base);
        let factors = problem.penalty_factor.map(|factors| (factors[self.pair.0], factors[self.pair.1]));
        let reached = Slice { optimum: Some((u, v)), l1_ratio, factors, ..Slice::default() };
        let allowance = reached.penalty().map_or(0.0, |penalty| penalty.value((u, v)));
        let mut slice = Slice {
            pair: self.pair,
            optimum: optimum.map(|optimum| self.coordinates(optimum)),
            optimum_loss: loss.value(u, v, &mut 0.0),
            allowance,
            l1_ratio,
            factors,
            is_exact: is_exact(&problem),
            ..Slice::default()
        };
        self.choose_domain(&mut slice, &loss, (u, v), self.coordinates(trainer.point()));
        let is_same = self.is_of_current_loss && slice.is_exact && slice.domain == self.slice.domain;
        if is_same && self.slice.size.0 > COARSE {
            slice.size = self.slice.size;
            slice.loss = std::mem::take(&mut self.slice.loss);
            self.slice = slice;
            self.pending = None;
            self.is_of_other_aspect = false;
        } else {
            slice.size = grid_size(slice.domain, COARSE);
            self.pending = Some(Pending { slice, shift: 0.0, next_is_fine: true });
        }
    }

    /// Loss gradient on the slice at `point`; 0 before the first slice.
    #[must_use]
    pub fn loss_slope(&self, trainer: &Trainer, point: &Point) -> (f64, f64) {
        if self.rows.is_empty() {
            return (0.0, 0.0);
        }
        let (u, v) = self.coordinates(point);
        SliceLoss::new(trainer.problem(), &self.rows).gradient(u, v)
    }

    /// Computes a part of the grid; returns whether there is more to do.
    pub fn refine(&mut self, trainer: &Trainer) -> bool {
        let Some(mut pending) = self.pending.take() else {
            return false;
        };
        let is_full = pending.fill(&SliceLoss::new(trainer.problem(), &self.rows));
        if is_full {
            let next = pending.next_is_fine.then(|| pending.finer());
            self.slice = pending.slice;
            self.pending = next;
            self.is_of_other_aspect = false;
            self.is_of_current_loss = true;
        } else {
            self.pending = Some(pending);
        }
        self.is_pending()
    }

    /// Chooses the domain, and whether the minimum of the loss is shown or only its direction.
    ///
    /// The ball, the optimum and a chosen start point are always shown. The minimum is shown if the ball keeps [`SMALLEST_BALL`] of the
    /// width; then the domain is extended to the contour of the optimum around the minimum while the ball keeps [`CONTOUR_BALL`], so
    /// that contours close. Otherwise the domain is extended towards the minimum while the ball keeps [`FAR_BALL`].
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
        let can_stay = self.slice.pair == self.pair && !self.is_of_other_aspect;
        let present = can_stay.then_some(self.slice.domain);
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
    /// Computes some nodes of the grid; returns whether it is complete.
    fn fill(&mut self, loss: &SliceLoss<'_>) -> bool {
        let (nu, nv) = self.slice.size;
        let n_nodes = (STEP_WORK / loss.n_samples()).max(1);
        let [u0, u1, v0, v1] = self.slice.domain;
        let node = |low: f64, high: f64, k: usize, n: usize| low + (high - low) * k as f64 / (n - 1) as f64;
        let first = self.slice.loss.len();
        for k in first..(first + n_nodes).min(nu * nv) {
            let value = loss.value(node(u0, u1, k % nu, nu), node(v0, v1, k / nu, nv), &mut self.shift);
            self.slice.loss.push(value);
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
    // The number of cells does not depend on the aspect ratio, so that a flat plot does not have coarse cells.
    let cell = ((u1 - u0) * (v1 - v0) * USUAL_ASPECT).sqrt() / longer as f64;
    let along = |side: f64| ((side / cell).round() as usize).clamp(3, 4 * longer);
    (along(u1 - u0), along(v1 - v0))
}
