//! Weights of the rows by class.

use crate::error::Result;
use crate::names::named;

/// How much the rows of a class count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClassWeight {
    /// Every row counts the same.
    #[default]
    None,
    /// scikit-learn's `"balanced"`: both classes count the same.
    Balanced,
}

impl ClassWeight {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::None, Self::Balanced];

    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Balanced => "balanced",
        }
    }

    /// The class weight of this name.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("class_weight", name, &Self::ALL, Self::name)
    }
}
