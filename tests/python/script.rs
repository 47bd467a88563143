//! Runs scripts of labs and compares their output.

use std::path::Path;
use std::process::Command;
use std::rc::Rc;

use regularization_lab::data::{StandardScaler, Truth};
use regularization_lab::lab::{Comparison, Course, Lab, Optimizer, Scores, script};
use regularization_lab::model::{PenaltyKind, Point};
use regularization_lab::solve::{Solution, Status, solve};
use serde_json::Value;

/// A lab, and the numbers that its script must print.
pub struct Case {
    name: String,
    text: String,
    rows: Vec<Option<Scores>>,
    has_test: bool,
    scaler: Option<StandardScaler>,
    /// Whether weights of the optimum are not unique: without a penalty, if features are linearly dependent.
    is_open: Vec<bool>,
    optimum: Option<(Solution, Scores)>,
}

pub fn text(lab: &Lab) -> String {
    script(lab)
}

impl Case {
    pub fn new(name: impl Into<String>, mut lab: Lab) -> Self {
        let (name, text) = (name.into(), text(&lab));
        let (train, test) = (Rc::clone(lab.trainer().train()), lab.trainer().test().cloned());
        let (has_test, params) = (test.is_some(), lab.params().trainer.clone());
        let mut models = Comparison::new(train, test, params.clone()).unwrap();
        let is_exact = params.optimizer == Optimizer::CoordinateDescent;
        models.step(if is_exact { usize::MAX } else { lab.snapshot().n_iter });
        let rows = PenaltyKind::ALL.map(|kind| {
            let has_none = models.status(kind) == Status::NoOptimum;
            (!has_none).then(|| models.scores(kind))
        });
        if lab.course() == Course::Straight && !is_exact {
            // The row of the run equals the run up to the order of additions.
            let (own, row) = (lab.scores(), models.scores(params.penalty));
            assert!((own.norm2 - row.norm2).abs() <= 1e-9 * own.norm2, "{name}: {own:?}, {row:?}");
        }
        let start = Point::zeros(lab.trainer().train().n_features());
        let solution = solve(&lab.trainer().problem(), start, 1e-9).ok();
        let optimum = solution.map(|solution| {
            let scores = lab.trainer().scores_at(&solution.point);
            (solution, scores)
        });
        let is_redundant = lab.trainer().train().truth().contains(&Truth::Redundant);
        let is_none = |kind| is_redundant && kind == PenaltyKind::None;
        let of_rows = PenaltyKind::ALL.map(|kind| is_exact && is_none(kind));
        let is_open = of_rows.into_iter().chain([is_none(params.penalty)]).collect();
        Self { name, text, rows: rows.to_vec(), has_test, scaler: lab.scaler().cloned(), is_open, optimum }
    }

    /// Compares the printed table to six digits; numbers smaller than rounding errors are 0.
    fn assert_table(&self, printed: &str) {
        let mut lines = printed.lines();
        let columns: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
        let penalties = PenaltyKind::ALL.map(PenaltyKind::name);
        assert_eq!(columns, [&penalties[..], &["optimum"]].concat(), "{}", self.name);
        let table = lines.by_ref().take_while(|line| !line.is_empty());
        let table: Vec<Vec<&str>> = table.map(|line| line.split_whitespace().collect()).collect();
        self.assert_original_table(lines);
        let optimum = self.optimum.as_ref().map(|(_, scores)| scores);
        for (k, scores) in self.rows.iter().map(Option::as_ref).chain([optimum]).enumerate() {
            let cells = || table.iter().map(|line| (line[0], line[1 + k]));
            let Some(scores) = scores else {
                assert!(cells().all(|(_, cell)| cell == "-"), "{}: {printed}", self.name);
                continue;
            };
            assert_eq!(scores.named().count(), table.len(), "{}: {printed}", self.name);
            for ((metric, cell), (known, value)) in cells().zip(scores.named()) {
                assert_eq!(metric, known);
                // At an optimum the residual depends on tolerance and rounding.
                let there: f64 = cell.parse().unwrap();
                let is_left = metric == "kkt_residual" && value.max(there) < 1e-6 * scores.loss.max(1.0);
                let what = format!("{}, {}: {metric}", self.name, columns[k]);
                let is_open = self.is_open[k] && metric.starts_with("norm");
                assert!(is_left || is_open || is_same(there, value), "{what} is {value} here, {there} there");
            }
        }
    }

    /// Compares the weights of the optimum, per unit of standardized features, which follow the table.
    fn assert_original_table<'a>(&self, mut lines: impl Iterator<Item = &'a str>) {
        let Some((optimum, _)) = self.optimum.as_ref().filter(|_| self.scaler.is_some()) else {
            assert_eq!(lines.next(), None, "{}", self.name);
            return;
        };
        assert!(lines.next().unwrap().ends_with("coef coef_original"), "{}", self.name);
        let cells =
            |line: &str| line.rsplit(' ').filter_map(|cell| cell.parse().ok()).take(2).collect::<Vec<f64>>();
        let printed: Vec<Vec<f64>> = lines.map(cells).collect();
        assert_eq!(printed.len(), optimum.point.coef.len() + 1);
        let (coef, intercept) = self.original(&optimum.point);
        let largest = coef.iter().fold(intercept.abs(), |most, w| most.max(w.abs()));
        for (pair, original) in printed.iter().zip(coef.iter().chain([&intercept])) {
            let is_open = self.is_open.last() == Some(&true);
            assert!(
                is_open || (pair[0] - original).abs() <= 2e-6 * largest,
                "{}: {pair:?} {original}",
                self.name
            );
        }
    }

    /// A point in original units.
    fn original(&self, point: &Point) -> (Vec<f64>, f64) {
        let scaler = self.scaler.as_ref().unwrap();
        (scaler.weights_per_unit(&point.coef), scaler.original_intercept(&point.coef, point.intercept))
    }

    fn assert_json(&self, printed: &str) {
        let json: Value = serde_json::from_str(printed).unwrap();
        let rows = json["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 4);
        for (k, kind) in PenaltyKind::ALL.into_iter().enumerate() {
            let (row, scores) = (&rows[k], &self.rows[k]);
            assert_eq!(row["penalty"], kind.name());
            let numbers = row.as_object().unwrap().iter().filter(|(key, _)| *key != "penalty");
            assert_eq!(numbers.clone().count(), if self.has_test { 5 } else { 4 }, "{row}");
            for (key, value) in numbers {
                let known = scores.as_ref().and_then(|scores| scores.named().find(|(name, _)| name == key));
                let is_right = match (value.as_f64(), known) {
                    (Some(there), Some((_, here))) => is_same(there, here),
                    (there, here) => there.is_none() && here.is_none(),
                };
                let is_right = is_right || (self.is_open[k] && key == "norm2");
                assert!(is_right, "{}, {}: {key} is {known:?} here, {value} there", self.name, kind.name());
            }
        }
        let Some((solution, scores)) = &self.optimum else {
            assert!(json["optimum"].is_null(), "{} has no optimum", self.name);
            return;
        };
        let number = |key: &str| json["optimum"][key].as_f64().unwrap();
        assert!(is_same(number("objective"), scores.objective), "{}: {json}", self.name);
        let coef = json["optimum"]["coef"].as_array().unwrap();
        assert_eq!(coef.len(), solution.point.coef.len());
        if self.is_open.last() == Some(&true) {
            return;
        }
        for (there, here) in coef.iter().map(|w| w.as_f64().unwrap()).zip(&solution.point.coef) {
            assert!((there - here).abs() <= 1e-6 * scores.norm2, "{}: {here} here, {there} there", self.name);
        }
        if self.scaler.is_some() {
            let (original, intercept) = self.original(&solution.point);
            let largest = original.iter().fold(intercept.abs(), |most, w| most.max(w.abs()));
            let there =
                json["optimum"]["coef_original"].as_array().unwrap().iter().map(|w| w.as_f64().unwrap());
            assert!(
                there.zip(&original).all(|(there, here)| (there - here).abs() <= 1e-6 * largest),
                "{}",
                self.name
            );
            assert!(
                (number("intercept_original") - intercept).abs() <= 1e-6 * (1.0 + largest),
                "{}",
                self.name
            );
        } else {
            assert!(json["optimum"].get("coef_original").is_none());
        }
        let far = (number("intercept") - solution.point.intercept).abs();
        assert!(far <= 1e-6 * (1.0 + scores.norm2), "{}: the intercepts are {far} apart", self.name);
    }
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs() + 1e-12
}

/// Runs all scripts, each with `--json` and without, in one process.
pub fn assert_all_same(cases: &[Case]) {
    let python = std::env::var("LAB_PYTHON").expect("LAB_PYTHON names a Python with scikit-learn");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut command = Command::new(python);
    command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/run.py"));
    for case in cases {
        let file = folder.join(format!("{}.py", case.name));
        std::fs::write(&file, &case.text).unwrap();
        command.arg(&file).arg(&file).arg("--json");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(printed.len(), 2 * cases.len());
    for (case, printed) in cases.iter().zip(printed.chunks_exact(2)) {
        case.assert_table(&printed[0]);
        case.assert_json(&printed[1]);
    }
}
