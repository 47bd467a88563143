//! The names that a link may hold beside those of parameters; `www` has the same ones, and a test keeps them equal.

/// Panels, in reading order.
pub const PANELS: [&str; 16] = [
    "trajectories",
    "geometry",
    "sparsity",
    "weights",
    "ledger",
    "path",
    "comparison",
    "cross-validation",
    "sweep",
    "pull",
    "priors",
    "histogram",
    "bias-variance",
    "stability",
    "calibration",
    "boundary",
];

/// Panels that are shown unless a link says otherwise.
pub const DEFAULT_PANELS: [&str; 8] =
    ["trajectories", "geometry", "sparsity", "weights", "ledger", "path", "comparison", "cross-validation"];

/// Controls.
pub const CONTROLS: [&str; 10] =
    ["data", "penalty", "lambda", "l1-ratio", "optimizer", "learning-rate", "play", "step", "speed", "scrub"];

/// Looks; the first one follows the system.
pub const THEMES: [&str; 4] = ["auto", "light", "dark", "projector"];

/// Spacings of weights, the page's own first.
pub const SCALES: [&str; 2] = ["sqrt", "linear"];

/// Panels that can be shown in several ways, with the names of these, the one shown first before the others.
pub const VIEWS: [(&str, &[&str]); 5] = [
    ("geometry", &["constraint", "objective"]),
    ("weights", &["sorted", "place"]),
    ("ledger", &["loss", "gap"]),
    ("path", &["lambda", "norm", "deviance", "strips"]),
    ("cross-validation", &["mean", "folds", "surface"]),
];

/// Iterations a second that the page plays at unless a link says otherwise, and the slowest and fastest there are.
pub const SPEED: (f64, f64, f64) = (120.0, 1.0, 120_000.0);

/// Furthest iteration that can be asked for.
pub const LAST_ITERATION: usize = 1_000_000;
