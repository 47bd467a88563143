//! What the browser bench measures, compiled for this machine. `cargo xtask bench` runs it and sets the numbers side
//! by side; it prints one line `name<TAB>milliseconds` a row, the median of its runs.

use std::hint::black_box;
use std::time::Instant;

use regularization_lab::data::{Dataset, MakeClassification, Split};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
use regularization_lab::solve::{GradientDescent, Settings, Stepper, solve};

const RUNS: usize = 15;

/// The median of [`RUNS`] timings, in milliseconds for one of `repeats`.
fn median(repeats: usize, mut work: impl FnMut()) -> f64 {
    work();
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3 / repeats as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn article() -> Dataset {
    let recipe = MakeClassification {
        n_samples: 500,
        n_features: 100,
        n_informative: 3,
        n_redundant: 0,
        n_clusters_per_class: 1,
        class_sep: 2.0,
        flip_y: 0.0,
        random_state: 42,
        ..Default::default()
    };
    let split = Split { test_size: 0.3, random_state: 42, stratify: false };
    split.split(&recipe.generate().expect("a fixed recipe")).expect("a fixed split").0
}

fn square() -> Dataset {
    let recipe = MakeClassification {
        n_samples: 1000,
        n_features: 1000,
        n_informative: 10,
        random_state: 1,
        ..Default::default()
    };
    recipe.generate().expect("a fixed recipe")
}

fn lasso(data: &Dataset) -> Problem<'_> {
    let penalty = Penalty::new(PenaltyKind::L1, 1.0, 1.0, data.n_samples()).expect("λ = 1");
    Problem::new(data, Loss::Logistic, penalty).expect("two classes")
}

fn descent(data: &Dataset, iterations: usize) -> f64 {
    let problem = lasso(data);
    let settings = Settings { learning_rate: 0.05, tolerance: 0.0 };
    let mut descent = GradientDescent::new(Point::zeros(data.n_features()));
    median(iterations, || {
        for _ in 0..iterations {
            black_box(descent.step(&problem, settings));
        }
    })
}

fn main() {
    let (article, square) = (article(), square());
    println!("gd-350x100\t{}", descent(&article, 500));
    println!("gd-1000x1000\t{}", descent(&square, 20));
    let problem = lasso(&article);
    let exact = median(1, || {
        black_box(solve(&problem, Point::zeros(100), 1e-9).expect("λ = 1 has an optimum"));
    });
    println!("exact-l1-350x100\t{exact}");
}
