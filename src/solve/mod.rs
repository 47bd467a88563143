//! How the objective is minimized, always in small steps.
//!
//! Every method is a [`Stepper`]: it owns its point, is handed the [`crate::model::Problem`] anew at each step, and does
//! a bounded piece of work. So a penalty that changes between two steps simply bends the way, nothing restarts.
//!
//! | method | one iteration | zeros |
//! |---|---|---|
//! | [`GradientDescent`] | `w −= lr (∇L + l1 sign w + l2 w)` | hovers around 0 |
//! | [`ProximalGradient`] | gradient step on `L`, then the penalty's proximal operator | exactly 0 |
//! | [`AcceleratedProximalGradient`] | the same from a point with momentum, restarted when it turns uphill | exactly 0 |
//! | [`ProximalNewton`] | coordinate descent on the quadratic model, then a line search | exactly 0 |

mod accelerated;
mod gradient_descent;
mod iterate;
mod newton;
mod proximal;
mod quadratic;
mod stepper;

pub use accelerated::AcceleratedProximalGradient;
pub use gradient_descent::GradientDescent;
pub(crate) use newton::no_optimum;
pub use newton::{ProximalNewton, Solution, solve};
pub use proximal::ProximalGradient;
pub use stepper::{Settings, Status, Stepper};
