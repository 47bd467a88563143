//! A stepper at work, or the error that ended it.

use super::Progress;
use crate::error::{Error, Result};
use crate::solve::Status;

/// A stepper of `solve` while it runs, and what is left of it afterwards.
#[derive(Debug, Default)]
pub(super) enum Work<T> {
    /// Not begun, or done: the task has taken the result.
    #[default]
    Idle,
    Running(T),
    Failed(Error),
}

impl<T> Work<T> {
    /// Begins, or keeps the error that prevents it.
    pub fn begin(stepper: Result<T>) -> Self {
        stepper.map_or_else(Self::Failed, Self::Running)
    }

    /// The stepper while it runs.
    pub fn running(&self) -> Option<&T> {
        match self {
            Self::Running(stepper) => Some(stepper),
            Self::Idle | Self::Failed(_) => None,
        }
    }

    /// What ended it.
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Idle | Self::Running(_) => None,
        }
    }

    /// Runs `step` on the stepper, hands the stepper with its progress to `take`, and drops it once it has ended.
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
