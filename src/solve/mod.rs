//! Minimization of the objective in small steps.
//!
//! Every method is a [`Stepper`]: it owns its point, receives the [`crate::model::Problem`] at each step, and does a bounded
//! amount of work. So a changed penalty is a warm start: nothing restarts.
//!
//! | method | one iteration | zeros |
//! |---|---|---|
//! | [`GradientDescent`] | `w −= lr (∇L + l1 sign w + l2 w)` | oscillates around 0 |
//! | [`ProximalGradient`] | gradient step on `L`, then the penalty's proximal operator | exactly 0 |
//! | [`AcceleratedProximalGradient`] | the same from a point with momentum, restarted when the momentum points uphill | exactly 0 |
//! | [`ProximalNewton`] | coordinate descent on the quadratic model, then a line search | exactly 0 |

mod accelerated;
mod batched;
mod by_rows;
mod cholesky;
mod columns;
mod conjugate_gradients;
mod cross_validation;
mod early_stopping;
mod exact;
mod gradient_descent;
mod iterate;
mod least_norm;
mod newton;
mod nnls;
mod null_model;
mod optimizer;
mod orthonormal;
mod path;
mod proximal;
mod quadratic;
mod resample;
mod screened_point;
mod separation;
mod stepper;
mod sweep;
mod validation_curve;

pub use accelerated::AcceleratedProximalGradient;
pub use batched::BatchedStepper;
pub use cross_validation::{CrossValidation, CrossValidationParams};
pub use early_stopping::{EarlyStopping, StoppedPoint};
pub use exact::{Solution, solve};
pub use gradient_descent::GradientDescent;
pub use iterate::Rule;
pub use newton::ProximalNewton;
pub(crate) use null_model::GradientScale;
#[cfg(target_arch = "wasm32")]
pub(crate) use null_model::relative_tolerance;
pub use null_model::{curvature_scale, lambda_max, null_model};
pub use optimizer::Optimizer;
pub use path::{LambdaGrid, MAX_LAMBDAS, Path, PathPoint};
pub use proximal::ProximalGradient;
pub use resample::{Draws, Resampling, Spread};
pub use separation::is_separable;
pub(crate) use separation::{no_optimum, why_no_optimum};
pub use stepper::{Settings, Status, Stepper};
pub use sweep::Sweep;
pub use validation_curve::{GridEdge, ValidationCurve};
