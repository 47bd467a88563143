//! The words around a poster's pictures: those of `www/words.js`, where a reader needs them without the page.

use super::super::number::{count, fixed, significant};
use super::super::panels::PanelInfo;
use crate::data::Task;
use crate::decimal::two_digits;
use crate::lab::{Lab, Optimizer, Repeats, Snapshot, WhyNoFolds};
use crate::model::{Penalty, PenaltyKind, Scoring, metrics, prior_deviation};
use crate::solve::Status;

/// What stands above a picture, and a note beneath it.
pub struct Words {
    pub title: &'static str,
    /// The number that matters, and what it counts.
    pub number: (String, String),
    pub aid: String,
    pub note: String,
    /// The run has gone wrong.
    pub is_stopped: bool,
}

/// A penalty's name.
pub fn of_penalty(kind: PenaltyKind) -> &'static str {
    super::super::model::name(kind)
}

fn of_scoring(scoring: Scoring) -> &'static str {
    match scoring {
        Scoring::NegLogLoss => "log-loss",
        Scoring::Accuracy => "accuracy",
        Scoring::Auc => "AUC",
        Scoring::NegMse => "MSE",
        Scoring::R2 => "R²",
    }
}

/// The words of a panel in one of its views.
pub fn words(panel: &str, view: &str, lab: &Lab) -> Words {
    let snapshot = lab.snapshot();
    let title = PanelInfo::from_name(panel).map_or("", |panel| panel.title);
    let is_stopped = panel == "trajectories" && snapshot.status == Status::Diverged;
    let number = if is_stopped {
        ("stopped".to_owned(), format!("at iteration {}", count(snapshot.n_iter)))
    } else {
        number(panel, view, lab, &snapshot)
    };
    let note = if panel == "geometry" { note(view, &snapshot) } else { String::new() };
    Words { title, number, aid: aid(panel, view, lab, &snapshot), note, is_stopped }
}

type Number = (String, String);

/// The number that matters and what it counts.
fn number(panel: &str, view: &str, lab: &Lab, snapshot: &Snapshot<'_>) -> Number {
    let said = |value: String, noun: &str| (value, noun.to_owned());
    let none = |why: &str| (String::new(), why.to_owned());
    let n_features = snapshot.point.coef.len();
    let counts = &snapshot.counts;
    let lambda = significant(snapshot.lambda);
    match panel {
        "trajectories" => {
            let noun = if n_features == 1 { "weight survives" } else { "weights survive" };
            (count(counts.alive()), format!("of {} {noun}", count(n_features)))
        }
        "geometry" if snapshot.slice.is_none() => none("one weight has no plane"),
        "geometry" if view == "objective" => match snapshot.optimum {
            Some(optimum) => said(significant(optimum.terms.objective()), "at best"),
            None => none("there is no optimum"),
        },
        "geometry" => match snapshot.slice.filter(|slice| slice.l1_ratio.is_some()) {
            Some(slice) => (significant(slice.allowance), format!("allowed by λ = {lambda}")),
            None => none("no ball: nothing is penalized"),
        },
        "sparsity" => match snapshot.optimum {
            Some(optimum) => (
                count(counts.exact_zero),
                format!("exactly zero; {} at the optimum", count(optimum.counts.exact_zero)),
            ),
            None => said(count(counts.exact_zero), "exactly zero"),
        },
        "weights" => said(significant(snapshot.point.norm2()), "= ‖w‖₂"),
        "ledger" => said(significant(snapshot.terms.objective()), "objective"),
        "path" => match snapshot.optimum {
            Some(optimum) => (count(n_features - optimum.counts.exact_zero), format!("kept at λ = {lambda}")),
            None => none("there is no optimum"),
        },
        "comparison" => compared(lab),
        "sweep" => validation_surface(snapshot),
        "cross-validation" if view == "surface" => validation_surface(snapshot),
        "cross-validation" => match lab.path_and_folds().one_se() {
            _ if snapshot.why_no_folds.is_some() => none("no folds"),
            Some(one_se) => {
                (significant(two_digits(one_se)), format!("= λ₁ₛₑ by {}", of_scoring(snapshot.scoring)))
            }
            None => none("no λ to choose"),
        },
        "pull" => pull(snapshot),
        "priors" => match prior_deviation(snapshot.penalty, snapshot.lambda, snapshot.l1_ratio) {
            None => none("no prior"),
            Some(deviation) => {
                let law = match snapshot.penalty {
                    PenaltyKind::L1 => "; √2/σ = λ".to_owned(),
                    PenaltyKind::L2 => "; 1/σ² = λ".to_owned(),
                    _ => format!(" at λ = {lambda}"),
                };
                (significant(deviation), format!("= σ{law}"))
            }
        },
        "histogram" => said(count(counts.exact_zero), "at exactly 0"),
        "bias-variance" => match snapshot.bootstraps.and_then(Repeats::best) {
            Some(best) => said(significant(two_digits(best.lambda)), "= best λ"),
            None => none("every λ is the same"),
        },
        "stability" => match snapshot.halves.and_then(|halves| halves.nearest(snapshot.lambda)) {
            Some(at) => {
                let stable = at.stable();
                let are = if stable == 1 { "is" } else { "are" };
                (count(stable), format!("of {} {are} stable", count(n_features)))
            }
            None => none("every λ is the same"),
        },
        "calibration" => match brier(lab, snapshot) {
            Some(brier) => (significant(brier), format!("Brier, {}", of_penalty(snapshot.penalty))),
            None => none("two classes needed"),
        },
        "boundary" => match lab.pair() {
            _ if snapshot.train.task() == Task::Regression => none("two classes needed"),
            Some((_, b)) => {
                let under = match snapshot.penalty {
                    PenaltyKind::None => ", no penalty".to_owned(),
                    kind => format!(" under {}", of_penalty(kind)),
                };
                let name = of_weight(&snapshot.feature_names[b]);
                (significant(snapshot.point.coef[b]), format!("= {name}{under}"))
            }
            None => none("two features needed"),
        },
        _ => none(""),
    }
}

fn compared(lab: &Lab) -> Number {
    let kind = lab.params().trainer.penalty;
    let Some(scores) = lab.comparison().map(|models| models.scores(kind)) else { return Number::default() };
    match (scores.test_accuracy, scores.test_r2) {
        (Some(share), _) => (fixed(100.0 * share, 1), format!("% test accuracy, {}", of_penalty(kind))),
        (None, Some(r2)) => (fixed(r2, 3), format!("test R², {}", of_penalty(kind))),
        (None, None) => Number::default(),
    }
}

fn validation_surface(snapshot: &Snapshot<'_>) -> Number {
    match snapshot.validation_surface.and_then(|validation_surface| validation_surface.best.as_ref()) {
        Some(best) if snapshot.why_no_folds.is_none() => (
            significant(snapshot.scoring.shown(best.score)),
            format!("= best {}", of_scoring(snapshot.scoring)),
        ),
        _ => (String::new(), "no folds".to_owned()),
    }
}

fn pull(snapshot: &Snapshot<'_>) -> Number {
    if snapshot.penalty == PenaltyKind::None || snapshot.lambda == 0.0 {
        return ("0".to_owned(), "nothing pulls".to_owned());
    }
    let coef = snapshot.point.coef.iter().enumerate();
    let largest = coef.reduce(|best, next| if next.1.abs() > best.1.abs() { next } else { best });
    let Some((j, &w)) = largest.filter(|(_, w)| **w != 0.0) else {
        return (String::new(), "every weight is 0".to_owned());
    };
    let pull = |kind| {
        let penalty = Penalty::new(kind, snapshot.lambda, snapshot.l1_ratio, 1).unwrap_or_default();
        significant(penalty.subgradient(w).abs())
    };
    let rival = if snapshot.penalty == PenaltyKind::L2 { PenaltyKind::L1 } else { PenaltyKind::L2 };
    let name = of_weight(&snapshot.feature_names[j]);
    (pull(snapshot.penalty), format!("on {name}; {} under {}", pull(rival), of_penalty(rival)))
}

fn brier(lab: &Lab, snapshot: &Snapshot<'_>) -> Option<f64> {
    let test = snapshot.test?;
    metrics::brier(test.y(), &lab.trainer().predict(test.x()).ok()?).ok()
}

/// One sentence that says how to read a picture.
fn aid(panel: &str, view: &str, lab: &Lab, snapshot: &Snapshot<'_>) -> String {
    let n_features = snapshot.point.coef.len();
    let n_folds = lab.path_and_folds().n_folds();
    let score = of_scoring(snapshot.scoring);
    let has_penalty = snapshot.penalty != PenaltyKind::None;
    let of_folds = |over: &str| match snapshot.why_no_folds {
        None => format!("Held-out {score}{over}: mean of {n_folds} folds"),
        Some(WhyNoFolds::Weighted) => "Folds weigh all rows alike, balanced classes do not".to_owned(),
        Some(WhyNoFolds::TooFewRows) => "There are too few rows to cut into ten folds".to_owned(),
        Some(WhyNoFolds::OneClass) => "A fold has rows of one class only".to_owned(),
    };
    let other = if snapshot.penalty == PenaltyKind::L2 { "L1" } else { "L2" };
    match (panel, view) {
        ("trajectories", _) if snapshot.has_no_optimum => {
            "Each line is one weight as training runs.".to_owned()
        }
        ("trajectories", _) => {
            "Each line is one weight as training runs; dots on the right: where it ends.".to_owned()
        }
        ("geometry", "objective") => "Training walks down loss plus penalty.".to_owned(),
        ("geometry", _) if has_penalty => {
            "The optimum is where a loss contour first touches the ball.".to_owned()
        }
        ("geometry", _) => "Without a penalty nothing keeps training from the least loss.".to_owned(),
        ("sparsity", _) if n_features == 1 => {
            "How the weight divides: kept, near zero, exactly zero.".to_owned()
        }
        ("sparsity", _) => {
            format!("How the {} weights divide: kept, near zero, exactly zero.", count(n_features))
        }
        ("weights", _) => format!("Every weight as it stands; small marks are {other}’s answer."),
        ("ledger", "gap") => "How far the objective still is from its least.".to_owned(),
        ("ledger", _) => "What is minimized: the data loss plus what the weights cost.".to_owned(),
        ("path", "norm") => "The optimum by the weight it has in all.".to_owned(),
        ("path", "deviance") => {
            let what = if snapshot.train.task() == Task::Regression { "variance" } else { "log-loss" };
            format!("The optimum by the share of {what} it explains.")
        }
        ("path", "strips") => "How many weights λ keeps, and how large they are.".to_owned(),
        ("path", _) if has_penalty => "The optimum at every λ; open dots run to it.".to_owned(),
        ("path", _) => "Without a penalty every λ has the same optimum.".to_owned(),
        ("comparison", _) => {
            let n_iter = lab.comparison().map_or(0, crate::lab::Comparison::n_iter);
            let iterations = if n_iter == 1 { "iteration" } else { "iterations" };
            format!("The same {} {iterations} under four penalties.", count(n_iter))
        }
        ("sweep", _) | ("cross-validation", "surface") => format!("{}.", of_folds(" over λ × l1_ratio")),
        ("cross-validation", _) if snapshot.why_no_folds.is_none() => {
            format!("{}, ± 1 standard error.", of_folds(""))
        }
        ("cross-validation", _) => format!("{}.", of_folds("")),
        ("pull", _) => "L1 pulls as hard near zero as far out; L2 lets go.".to_owned(),
        ("priors", _) => "A penalty is a belief about weights, here at equal variance.".to_owned(),
        ("histogram", _) => {
            let down = if has_penalty { "no penalty" } else { "L2" };
            format!("Weights by size: {} up, {down} down.", of_penalty(snapshot.penalty))
        }
        ("bias-variance", _) => {
            let draws = count(snapshot.bootstraps.map_or(0, |repeats| repeats.n_done));
            format!("A stronger penalty trades variance for bias ({draws} draws).")
        }
        ("stability", _) => {
            let draws = count(snapshot.halves.map_or(0, |repeats| repeats.n_done));
            format!("How often each weight survives in {draws} half-samples.")
        }
        ("calibration", _) => "When the model says 80 %, is it right 80 % of the time?".to_owned(),
        ("boundary", _) => "Where models are undecided; dashes are 25 % and 75 %.".to_owned(),
        _ => String::new(),
    }
}

/// What the geometry leaves out.
fn note(view: &str, snapshot: &Snapshot<'_>) -> String {
    let Some(slice) = snapshot.slice else { return String::new() };
    if slice.is_exact {
        return "exact: two features, the intercept always at its best".to_owned();
    }
    let path = if view == "objective" { ", path too" } else { "" };
    let held = if snapshot.has_no_optimum { "present values" } else { "optimum" };
    format!("slice{path}: the other {} weights held at the {held}", count(snapshot.point.coef.len() - 2))
}

/// `x43` has w43; others are called by their feature.
fn of_weight(feature: &str) -> String {
    match feature.strip_prefix('x') {
        Some(place) if !place.is_empty() && place.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("w{place}")
        }
        _ => feature.to_owned(),
    }
}

/// How the pictures were made, parts separated by a comma.
pub fn footer(lab: &Lab) -> String {
    let params = lab.params();
    let trainer = &params.trainer;
    let mut parts = vec![params.data.preset.label().to_owned()];
    parts.extend(params.data.standardize.then(|| "standardized".to_owned()));
    parts.push(of_penalty(trainer.penalty).to_owned());
    if trainer.penalty == PenaltyKind::ElasticNet {
        parts.push(format!("l1_ratio {}", significant(trainer.l1_ratio)));
    }
    if trainer.penalty != PenaltyKind::None {
        parts.push(format!("λ = {}", significant(trainer.lambda)));
    }
    parts.push(trainer.optimizer.name().replace('-', " "));
    if trainer.optimizer != Optimizer::CoordinateDescent {
        parts.push(format!("learning rate {}", significant(trainer.learning_rate)));
    }
    parts.push(format!("iteration {}", count(lab.trainer().n_iter())));
    parts.join(", ")
}

/// What is to be seen, for those who do not see it.
pub fn description(panels: &[&Words], lab: &Lab) -> String {
    let of_panel = |words: &&Words| {
        let (value, noun) = &words.number;
        format!("{}: {value} {noun}. {}", words.title, words.aid)
    };
    let panels: Vec<String> = panels.iter().map(of_panel).collect();
    format!("{} {}.", panels.join(" "), footer(lab))
}
