//! The state of a computation in small steps.

use super::Progress;
use crate::error::{Error, Result};
use crate::solve::Status;

/// A stepper of `solve` while it runs, or the error that it ended with.
#[derive(Debug, Default)]
pub(super) enum Work<T> {
    /// Not started, or finished.
    #[default]
    Idle,
    Running(T),
    Failed(Error),
}

impl<T> Work<T> {
    /// Starts the stepper, or stores the error of its creation.
    pub fn start(stepper: Result<T>) -> Self {
        stepper.map_or_else(Self::Failed, Self::Running)
    }

    /// The stepper while it runs.
    pub fn running(&self) -> Option<&T> {
        match self {
            Self::Running(stepper) => Some(stepper),
            Self::Idle | Self::Failed(_) => None,
        }
    }

    /// The error that it ended with.
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Idle | Self::Running(_) => None,
        }
    }

    /// Calls `step` on the stepper, then `take` with the stepper and its progress, and drops the stepper once it has ended.
    pub fn step(
        &mut self,
        step: impl FnOnce(&mut T) -> Result<Status>,
        take: impl FnOnce(&T, Progress),
    ) -> Progress {
        let stepper = match self {
            Self::Idle => return Progress::Done,
            Self::Failed(_) => return Progress::Failed,
            Self::Running(stepper) => stepper,
        };
        match step(stepper) {
            Ok(Status::Running) => take(stepper, Progress::Running),
            Ok(_) => {
                take(stepper, Progress::Done);
                *self = Self::Idle;
                return Progress::Done;
            }
            Err(error) => {
                take(stepper, Progress::Failed);
                *self = Self::Failed(error);
                return Progress::Failed;
            }
        }
        Progress::Running
    }
}
