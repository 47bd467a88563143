//! Names and limits of a link's display settings: controls, playback speed and the last iteration.

/// Names of the controls, in page order.
pub const CONTROLS: [&str; 11] = [
    "data",
    "penalty",
    "lambda",
    "l1-ratio",
    "optimizer",
    "learning-rate",
    "intercept",
    "play",
    "step",
    "speed",
    "scrub",
];

/// Default controls of an embedded lab.
pub const EMBEDDED_CONTROLS: [&str; 3] = ["penalty", "lambda", "play"];

/// Playback speed in iterations per second: default, minimum, maximum.
pub const SPEED: (f64, f64, f64) = (120.0, 1.0, 120_000.0);

/// Maximum of `n-iter`.
pub const LAST_ITERATION: usize = 1_000_000;

/// Largest size of a weight of a start point.
pub const LARGEST_WEIGHT: f64 = 1e50;
