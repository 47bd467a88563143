//! The model: loss, penalty, objective, KKT residual, `λ_max`, and scores of predictions.
//!
//! ```text
//! F(w, b) = L(w, b) + (λ/n) (l1_ratio ‖w‖₁ + (1 − l1_ratio)/2 ‖w‖₂²)      the intercept b is not penalized
//! logistic: L = mean of log(1 + exp(z)) − y z          z = X w + b
//! squared:  L = 1/(2n) ‖y − z‖²
//! ```

mod class_weight;
mod dialects;
mod loss;
pub mod metrics;
mod objective;
mod options;
mod penalties;
mod prior;
mod scoring;
mod spectrum;

pub use class_weight::ClassWeight;
pub use dialects::Dialects;
pub use kernels::{self, sigmoid};
pub use loss::{Loss, logit, softplus};
pub use objective::{
    Evaluation, ObjectiveParts, Point, Problem, balanced_weights, check_penalty_factor, lambda_max_at,
};
pub use options::{ModelOptions, adaptive_factors};
pub use penalties::{MAX_LAMBDA, PairPenalty, Penalty, PenaltyKind, sign, soft_threshold};
pub use prior::{Prior, prior_deviation};
pub use scoring::Scoring;
