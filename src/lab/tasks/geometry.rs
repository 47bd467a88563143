//! Loss contours and the penalty's ball in the plane of two weights.

use crate::lab::most_informative_pair::most_informative_pair;
use crate::lab::slice::{SliceLoss, is_exact, offset};
use crate::lab::start_trajectory::StartTrajectory;
use crate::lab::trainer::Trainer;
use crate::model::{Penalty, PenaltyKind, Point};

/// Nodes along the longer side of the grid that is made while the hand moves.
const COARSE: usize = 25;
/// Nodes along the longer side of the grid that replaces it.
const FINE: usize = 73;
/// Loss evaluations (rows × nodes) that one step may cost, about a millisecond.
const STEP_WORK: usize = 100_000;
/// How many times as far as the optimum and the ball anything else may lie to be shown.
const REACH: f64 = 3.0;
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
    /// Where the loss itself is least, if that is within reach.
    pub least: Option<(f64, f64)>,
    /// `l1_ratio (|u| + |v|) + (1 − l1_ratio)/2 (u² + v²)` at the optimum: the ball is where it is at most this.
    pub allowance: f64,
    /// Effective share of the L1 part; `None` without a penalty, and then there is no ball.
    pub l1_ratio: Option<f64>,
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

    /// Whether a place is near enough to optimum and ball to be shown beside them.
    fn is_within_reach(&self, (u, v): (f64, f64)) -> bool {
        let (a, b) = self.optimum.unwrap_or((u, v));
        u.abs().max(v.abs()) <= REACH * self.ball_reach().max(a.abs()).max(b.abs()).max(0.5)
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
    /// A start of one's own, and the path from there.
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
    /// Nothing computed yet, for the weights of a hand's choice or those that tell most, on a plot of this `aspect`; `None` with a
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

    /// The path from a start of one's own, if there is one.
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
        let [u0, u1, v0, v1] = self.slice.domain;
        let is_outside = now.0 < u0 || now.0 > u1 || now.1 < v0 || now.1 > v1;
        let has_run = trainer.n_iter() > self.planned_at + self.planned_at / 2 + 20;
        let follows_run = self.slice.optimum.is_none();
        !self.is_pending() && ((is_outside && self.slice.is_within_reach(now)) || (follows_run && has_run))
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
        let mut reached = Slice { optimum: Some((u, v)), l1_ratio, ..Slice::default() };
        let allowance = reached.penalty().map_or(0.0, |penalty| penalty.value(&[u, v]));
        reached.allowance = allowance;
        let ball = reached.ball_reach();
        let mut shown = vec![(0.0, 0.0), (u, v), (ball, ball), (-ball, -ball)];
        // A least loss far outside would leave everything else a dot.
        let least = loss.minimum((u, v), REACH * ball.max(u.abs()).max(v.abs()).max(0.5));
        shown.extend(least);
        shown.extend(self.start);
        let now = self.place(trainer.point());
        shown.extend(reached.is_within_reach(now).then_some(now));
        let domain = self.fitting_domain(&shown);
        let is_exact = is_exact(&problem);
        let can_keep_grid = is_exact && domain == self.slice.domain && self.slice.size.0 > COARSE;
        let mut slice = Slice {
            pair: self.pair,
            domain,
            optimum: optimum.map(|optimum| self.place(optimum)),
            optimum_loss: loss.value(u, v, &mut 0.0),
            least,
            allowance,
            l1_ratio,
            is_exact,
            ..Slice::default()
        };
        if can_keep_grid {
            slice.size = self.slice.size;
            slice.loss = std::mem::take(&mut self.slice.loss);
            self.slice = slice;
            self.pending = None;
        } else {
            slice.size = grid_size(domain, COARSE);
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

    /// The present domain if it still fits, else one around everything `shown` with a margin and the plot's aspect.
    fn fitting_domain(&self, shown: &[(f64, f64)]) -> [f64; 4] {
        let bounds = |value: fn(&(f64, f64)) -> f64| {
            let values = shown.iter().map(value).filter(|value| value.is_finite());
            values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)))
        };
        let ((u0, u1), (v0, v1)) = (bounds(|p| p.0), bounds(|p| p.1));
        let [d0, d1, d2, d3] = self.slice.domain;
        let inside = d0 <= u0 && u1 <= d1 && d2 <= v0 && v1 <= d3;
        let fill = ((u1 - u0) / (d1 - d0)).max((v1 - v0) / (d3 - d2));
        if inside && fill >= LEAST_FILL && (self.slice.pair == self.pair) {
            return self.slice.domain;
        }
        let height = 1.3 * (v1 - v0).max((u1 - u0) / self.aspect).clamp(1e-6, 1e12);
        let width = height * self.aspect;
        let (middle_u, middle_v) = (0.5 * (u0 + u1), 0.5 * (v0 + v1));
        [middle_u - 0.5 * width, middle_u + 0.5 * width, middle_v - 0.5 * height, middle_v + 0.5 * height]
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
    let (width, height) = (u1 - u0, v1 - v0);
    let along = |side: f64| ((longer as f64 * side / width.max(height)).round() as usize).clamp(3, longer);
    (along(width), along(height))
}
