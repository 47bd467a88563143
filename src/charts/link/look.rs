//! Names that a link may hold beside those of panels and parameters: controls, and how the run is played.

/// Controls, in the order of the page.
pub const CONTROLS: [&str; 10] =
    ["data", "penalty", "lambda", "l1-ratio", "optimizer", "learning-rate", "play", "step", "speed", "scrub"];

/// Controls of a lab in an article, unless its author names others.
pub const EMBEDDED_CONTROLS: [&str; 3] = ["penalty", "lambda", "play"];

/// Iterations a second that the page plays at unless a link says otherwise, and the slowest and fastest there are.
pub const SPEED: (f64, f64, f64) = (120.0, 1.0, 120_000.0);

/// Furthest iteration that can be asked for.
pub const LAST_ITERATION: usize = 1_000_000;
