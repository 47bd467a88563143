"""Names and ranges from the tables in Rust.

`UPDATE_NAMES=1 cargo test --test python_names` writes this file; do not edit it.
"""

PRESETS = ("stress", "easy", "two-features", "twins", "stress-600", "breast-cancer", "make-regression", "scales", "imbalanced", "polynomial", "diabetes", "capped", "valley", "prostate", "hitters", "credit", "heart",)
PANELS = ("trajectories", "geometry", "sparsity", "weights", "ledger", "path", "comparison", "cross-validation", "sweep", "pull", "priors", "histogram", "bias-variance", "stability", "calibration", "boundary",)
CONTROLS = ("data", "penalty", "lambda", "l1-ratio", "optimizer", "learning-rate", "intercept", "play", "step", "speed", "scrub",)
THEMES = ("auto", "light", "dark", "projector",)
TASKS = ("classification", "regression",)

# Parameters of a lab: the names that they accept, or their ranges with whether the lower end is left out.
CHOICES = {
    "penalty": ("none", "l2", "elasticnet", "l1",),
    "optimizer": ("gradient-descent", "proximal-gradient", "accelerated-proximal-gradient", "coordinate-descent",),
    "class_weight": ("none", "balanced",),
}
RANGES = {
    "lambda": (0e0, 1e100, False),
    "l1_ratio": (0e0, 1e0, False),
    "learning_rate": (0e0, 1e9, True),
}
FLAGS = ("fit_intercept", "standardize",)

LAST_ITERATION = 1000000
MAX_CSV_BYTES = 50000000
MAX_CSV_CELLS = 10000000
