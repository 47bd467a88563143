//! The loss in the plane of two weights, while a panel shows it.

use super::geometry::Geometry;
use super::{Context, Progress, Task};
use crate::lab::trainer::Trainer;

pub(in crate::lab) struct PlaneTask {
    is_needed: bool,
    /// Made when a panel first needs it.
    geometry: Option<Geometry>,
    /// The two weights where the reader has chosen them.
    chosen_pair: Option<(usize, usize)>,
    /// Width divided by height of the plot.
    aspect: f64,
}

impl Default for PlaneTask {
    fn default() -> Self {
        Self { is_needed: false, geometry: None, chosen_pair: None, aspect: 1.0 }
    }
}

impl PlaneTask {
    /// The plane, where a panel needs it.
    pub fn shown(&self) -> Option<&Geometry> {
        self.geometry.as_ref().filter(|_| self.is_needed)
    }

    fn shown_mut(&mut self) -> Option<&mut Geometry> {
        self.geometry.as_mut().filter(|_| self.is_needed)
    }

    /// The two weights where a panel shows them, or else those that were chosen.
    pub fn pair(&self) -> Option<(usize, usize)> {
        self.shown().map(Geometry::pair).or(self.chosen_pair)
    }

    pub fn aspect(&self) -> f64 {
        self.aspect
    }

    /// The start of the trajectory beside the run.
    pub fn start(&self) -> Option<(f64, f64)> {
        self.geometry.as_ref().and_then(Geometry::start)
    }

    /// Says whether a panel needs it.
    pub fn set_needed(&mut self, is_needed: bool, context: Context<'_>, awaits_optimum: bool) {
        let was_needed = std::mem::replace(&mut self.is_needed, is_needed);
        if is_needed && !was_needed {
            self.survey(context, awaits_optimum);
        }
    }

    /// Begins, or brings a plane that no panel needed for a while to the present.
    fn survey(&mut self, context: Context<'_>, awaits_optimum: bool) {
        if self.geometry.is_none() {
            self.geometry = Geometry::of(context.trainer, self.chosen_pair, self.aspect);
        }
        if !awaits_optimum {
            self.plan(context);
        }
    }

    /// Starts a new grid of the loss.
    pub fn plan(&mut self, Context { trainer, optimum }: Context<'_>) {
        if let Some(geometry) = self.shown_mut() {
            geometry.plan(trainer, optimum);
        }
    }

    /// Chooses the two weights, which are different features.
    pub fn set_pair(&mut self, pair: (usize, usize), context: Context<'_>, awaits_optimum: bool) {
        self.chosen_pair = Some(pair);
        self.geometry = None;
        if self.is_needed {
            self.survey(context, awaits_optimum);
        }
    }

    /// Sets width divided by height of the plot.
    pub fn set_aspect(&mut self, aspect: f64, context: Context<'_>, awaits_optimum: bool) {
        self.aspect = aspect;
        let has_changed = self.geometry.as_mut().is_some_and(|geometry| geometry.set_aspect(aspect));
        if has_changed && !awaits_optimum {
            self.plan(context);
        }
    }

    /// Chooses where the trajectory beside the run starts, or forgets it.
    pub fn start_at(&mut self, trainer: &Trainer, start: Option<(f64, f64)>) {
        if let Some(geometry) = self.shown_mut() {
            geometry.start_at(trainer, start);
        }
    }

    /// Brings that trajectory to the parameters in force.
    pub fn retrace(&mut self, trainer: &Trainer) {
        if let Some(geometry) = self.shown_mut() {
            geometry.retrace(trainer);
        }
    }
}

impl Task for PlaneTask {
    fn step(&mut self, context: Context<'_>) -> Progress {
        if self.shown().is_some_and(|geometry| geometry.is_behind(context.trainer)) {
            self.plan(context);
        }
        let has_more = self.shown_mut().is_some_and(|geometry| geometry.refine(context.trainer));
        if has_more { Progress::Running } else { Progress::Done }
    }
}
