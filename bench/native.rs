//! The benchmarks of the browser as native code. `cargo xtask bench` runs it and prints both in one table. It prints one line
//! `row<TAB>who<TAB>milliseconds<TAB>p95<TAB>KKT residual / (λ_max/n)` per measurement, and writes the data sets as CSV into the
//! directory `LAB_BENCH_DATA`, for libraries in other languages. With `LAB_BENCH_QUICK` every measurement runs once, with little
//! work, to check that it works.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path as FilePath;
use std::rc::Rc;
use std::time::Instant;

use regularization_lab::data::{
    Builtin, CsvOptions, Dataset, Folds, MakeClassification, MakeRegression, Split, read_csv,
};
use regularization_lab::lab::{Comparison, TrainerParams};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
use regularization_lab::solve::{
    CrossValidation, CrossValidationParams, GradientDescent, LambdaGrid, Path, Settings, Stepper, lambda_max,
    solve,
};

const RUNS: usize = 15;

/// A number of iterations or values of λ, 2 where one execution is enough.
fn many(count: usize) -> usize {
    if is_quick() { 2 } else { count }
}

fn is_quick() -> bool {
    std::env::var_os("LAB_BENCH_QUICK").is_some()
}

/// The median of `runs` timings, in milliseconds for one of `repeats`.
fn median(runs: usize, repeats: usize, mut work: impl FnMut()) -> f64 {
    let runs = if is_quick() { 1 } else { runs };
    if !is_quick() {
        work();
    }
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3 / repeats as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}

fn print(row: &str, milliseconds: f64, kkt: Option<f64>) {
    let kkt = kkt.map(|kkt| format!("{kkt:e}")).unwrap_or_default();
    println!("{row}\tnative\t{milliseconds}\t\t{kkt}");
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

fn classes(n_samples: usize, n_features: usize) -> Dataset {
    let recipe = MakeClassification {
        n_samples,
        n_features,
        n_informative: 10,
        random_state: 1,
        ..Default::default()
    };
    recipe.generate().expect("a fixed recipe")
}

fn numbers() -> Dataset {
    let recipe = MakeRegression {
        n_samples: 1000,
        n_features: 1000,
        noise: 10.0,
        random_state: 1,
        ..Default::default()
    };
    recipe.generate().expect("a fixed recipe")
}

fn diabetes() -> Dataset {
    Builtin::Diabetes.read(include_bytes!("../data/diabetes.bin")).expect("the table in data/")
}

fn csv(data: &Dataset) -> String {
    let mut text = String::new();
    for (i, y) in data.y().iter().enumerate() {
        for x in data.row(i) {
            let _ = write!(text, "{x},");
        }
        let _ = writeln!(text, "{y}");
    }
    text
}

fn read(text: &str, row: &str) {
    let time = median(5, 1, || {
        black_box(read_csv(text, &CsvOptions::default()).expect("a table of numbers"));
    });
    print(row, time, None);
}

fn descents(data: &Rc<Dataset>, name: &str, iterations: usize) {
    let iterations = many(iterations);
    let penalty = Penalty::new(PenaltyKind::L1, 1.0, 1.0, data.n_samples()).expect("λ = 1");
    let problem = Problem::new(data, Loss::Logistic, penalty).expect("two classes");
    let settings = Settings { learning_rate: 0.05, tolerance: 0.0 };
    let mut descent = GradientDescent::new(Point::zeros(data.n_features()));
    let one = median(RUNS, iterations, || {
        for _ in 0..iterations {
            black_box(descent.step(&problem, settings));
        }
    });
    print(&format!("gd {name}"), one, None);
    let params = TrainerParams { lambda: 1.0, l1_ratio: 0.7, learning_rate: 0.05, ..Default::default() };
    let mut four = Comparison::new(Rc::clone(data), None, params).expect("parameters in range");
    let four = median(RUNS, iterations, || {
        black_box(four.step(iterations));
    });
    print(&format!("four models {name}"), four, None);
}

fn grid() -> LambdaGrid {
    LambdaGrid { n_lambdas: many(100), ..Default::default() }
}

fn path(data: &Dataset, row: &str, runs: usize) {
    let problem =
        Problem::new(data, Loss::of_task(data.task()), Penalty::default()).expect("a loss that fits");
    let steepest = lambda_max(&problem, 1.0).expect("an L1 part") / data.n_samples() as f64;
    let mut worst = 0.0;
    let time = median(runs, 1, || {
        let mut path = Path::new(&problem, PenaltyKind::L1, 1.0, &grid(), None).expect("a grid");
        path.finish(&problem).expect("optima");
        worst = path.points().iter().fold(0.0, |worst: f64, at| worst.max(at.kkt_residual));
    });
    print(row, time, Some(worst / steepest));
}

fn main() {
    let shared = |n, p| Rc::new(classes(n, p));
    let (article, square, long) = (Rc::new(article()), shared(1000, 1000), shared(100_000, 20));
    let (wide, genes) = (classes(200, 2000), classes(60, 2300));
    let (numbers, diabetes) = (numbers(), diabetes());
    if let Some(directory) = std::env::var_os("LAB_BENCH_DATA") {
        let directory = FilePath::new(&directory);
        for (data, name) in [
            (&*article, "350x100"),
            (&*square, "1000x1000"),
            (&*long, "100000x20"),
            (&wide, "200x2000"),
            (&genes, "60x2300"),
            (&numbers, "lasso 1000x1000"),
            (&diabetes, "lasso diabetes"),
        ] {
            std::fs::write(directory.join(format!("{name}.csv")), csv(data))
                .expect("LAB_BENCH_DATA can be written to");
        }
    }
    descents(&article, "350x100", 500);
    descents(&square, "1000x1000", 20);
    descents(&long, "100000x20", 10);
    read(&csv(&long), "read 100000x20");
    let penalty = Penalty::new(PenaltyKind::L1, 1.0, 1.0, article.n_samples()).expect("λ = 1");
    let problem = Problem::new(&article, Loss::Logistic, penalty).expect("two classes");
    let exact = median(RUNS, 1, || {
        black_box(solve(&problem, Point::zeros(100), 1e-9).expect("λ = 1 has an optimum"));
    });
    print("optimum 350x100", exact, None);
    path(&article, "path 350x100", RUNS);
    path(&wide, "path 200x2000", 7);
    path(&genes, "path 60x2300", 7);
    path(&square, "path 1000x1000", 7);
    path(&diabetes, "path lasso diabetes", RUNS);
    path(&numbers, "path lasso 1000x1000", 7);
    let params = CrossValidationParams {
        standardize: false,
        grid: grid(),
        folds: Folds { k: 10, ..Default::default() },
        ..Default::default()
    };
    let validation = median(7, 1, || {
        black_box(CrossValidation::new(&article, &params).expect("ten folds").finish().expect("optima"));
    });
    print("cv 350x100", validation, None);
}
