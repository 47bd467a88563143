//! The methods that can be chosen by name.

use crate::error::Result;
use crate::names::named;

/// How the objective is minimized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Optimizer {
    /// [`super::GradientDescent`], the article's loop.
    GradientDescent,
    /// [`super::ProximalGradient`].
    ProximalGradient,
    /// [`super::AcceleratedProximalGradient`].
    AcceleratedProximalGradient,
    /// [`super::ProximalNewton`]; one iteration is a Newton step minimized by coordinate descent.
    CoordinateDescent,
}

impl Optimizer {
    /// All of them, from the plainest to the fastest.
    pub const ALL: [Self; 4] = [
        Self::GradientDescent,
        Self::ProximalGradient,
        Self::AcceleratedProximalGradient,
        Self::CoordinateDescent,
    ];

    /// The name in the API and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GradientDescent => "gradient-descent",
            Self::ProximalGradient => "proximal-gradient",
            Self::AcceleratedProximalGradient => "accelerated-proximal-gradient",
            Self::CoordinateDescent => "coordinate-descent",
        }
    }

    /// The name in menus.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::GradientDescent => "gradient descent",
            Self::ProximalGradient => "proximal gradient",
            Self::AcceleratedProximalGradient => "accelerated proximal gradient",
            Self::CoordinateDescent => "coordinate descent",
        }
    }

    /// The optimizer of this name.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("optimizer", name, &Self::ALL, Self::name)
    }

    /// The tolerance unless one is given: 0, which is never reached, or the KKT residual that the exact method certifies.
    #[must_use]
    pub fn default_tolerance(self) -> f64 {
        match self {
            Self::CoordinateDescent => 1e-9,
            Self::GradientDescent | Self::ProximalGradient | Self::AcceleratedProximalGradient => 0.0,
        }
    }
}
