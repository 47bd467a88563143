//! Background task of the geometry: the loss in the plane of two weights.

use super::geometry::Geometry;
use super::{Context, Progress, Task};
use crate::lab::trainer::Trainer;

pub(in crate::lab) struct PlaneTask {
    is_needed: bool,
    /// Created when a panel first requires it.
    geometry: Option<Geometry>,
    /// The two weights, if the user has chosen them.
    chosen_pair: Option<(usize, usize)>,
    /// Aspect ratio of the plot.
    aspect: f64,
}

impl Default for PlaneTask {
    fn default() -> Self {
        Self { is_needed: false, geometry: None, chosen_pair: None, aspect: 1.0 }
    }
}

impl PlaneTask {
    /// The plane, if a visible panel requires it.
    pub fn shown(&self) -> Option<&Geometry> {
        self.geometry.as_ref().filter(|_| self.is_needed)
    }

    fn shown_mut(&mut self) -> Option<&mut Geometry> {
        self.geometry.as_mut().filter(|_| self.is_needed)
    }

    /// The two weights of the plane if a visible panel requires it, otherwise the chosen ones.
    pub fn pair(&self) -> Option<(usize, usize)> {
        self.shown().map(Geometry::pair).or(self.chosen_pair)
    }

    pub fn aspect(&self) -> f64 {
        self.aspect
    }

    /// The chosen start point of the trajectory.
    pub fn start(&self) -> Option<(f64, f64)> {
        self.geometry.as_ref().and_then(Geometry::start)
    }

    /// Sets whether a visible panel requires the plane.
    pub fn set_needed(&mut self, is_needed: bool, context: Context<'_>, awaits_optimum: bool) {
        let was_needed = std::mem::replace(&mut self.is_needed, is_needed);
        if is_needed && !was_needed {
            self.prepare(context, awaits_optimum);
        }
    }

    /// Creates the plane if necessary, and starts a new grid.
    fn prepare(&mut self, context: Context<'_>, awaits_optimum: bool) {
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
            self.prepare(context, awaits_optimum);
        }
    }

    /// Sets the aspect ratio of the plot.
    pub fn set_aspect(&mut self, aspect: f64, context: Context<'_>, awaits_optimum: bool) {
        self.aspect = aspect;
        let has_changed = self.geometry.as_mut().is_some_and(|geometry| geometry.set_aspect(aspect));
        if has_changed && !awaits_optimum {
            self.plan(context);
        }
    }

    /// Sets or removes the start point of the trajectory.
    pub fn start_at(&mut self, trainer: &Trainer, start: Option<(f64, f64)>) {
        if let Some(geometry) = self.shown_mut() {
            geometry.start_at(trainer, start);
        }
    }

    /// Discards the values of a loss that has changed.
    pub fn forget_loss(&mut self) {
        if let Some(geometry) = &mut self.geometry {
            geometry.forget_loss();
        }
    }

    /// Recomputes the trajectory for the current parameters.
    pub fn update_trajectory(&mut self, trainer: &Trainer) {
        if let Some(geometry) = self.shown_mut() {
            geometry.update_trajectory(trainer);
        }
    }
}

impl Task for PlaneTask {
    fn step(&mut self, context: Context<'_>) -> Progress {
        if self.shown().is_some_and(|geometry| geometry.is_outdated(context.trainer)) {
            self.plan(context);
        }
        let has_more = self.shown_mut().is_some_and(|geometry| geometry.refine(context.trainer));
        if has_more { Progress::Running } else { Progress::Done }
    }
}
