//! Texts of cross-validation and its surface.

use super::edges;
use crate::charts::classes::class_names;
use crate::charts::messages::message;
use crate::charts::number::{count, significant, significant_digits};
use crate::charts::text::{PanelText, TextContext, sentences};
use crate::decimal::two_digits;
use crate::lab::{USUAL_FOLDS, ValidationSurface, WhyNoFolds};
use crate::model::{PenaltyKind, Scoring};

/// Returns the texts of the cross-validation.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    if context.view == "surface" {
        return surface(context);
    }
    PanelText {
        aid: message!(
            context,
            "cross-validation.aid",
            "Held-out {score}: mean of {folds} folds, ± 1 standard error.",
            score = context.scoring(),
            folds = count(context.lab.path_and_folds().n_folds()),
        ),
        number: one_se(context),
        description: curve(context),
        note: curve_note(context),
        ..PanelText::default()
    }
}

fn no_folds(context: &TextContext<'_>) -> (String, String) {
    (String::new(), message!(context, "cross-validation.number.no-folds", "no folds"))
}

/// λ of the one-standard-error rule, or the number of finished folds.
fn one_se(context: &TextContext<'_>) -> (String, String) {
    let snapshot = context.snapshot;
    let path_and_folds = context.lab.path_and_folds();
    if snapshot.why_no_folds.is_some() {
        return no_folds(context);
    }
    if snapshot.penalty == PenaltyKind::None {
        return (String::new(), message!(context, "cross-validation.number.no-penalty", "no λ to choose"));
    }
    match path_and_folds.one_se() {
        Some(lambda) => (
            significant_digits(two_digits(lambda), 2),
            message!(context, "cross-validation.number", "= λ₁ₛₑ by {score}", score = context.scoring()),
        ),
        None => (
            count(folds_done(context)),
            message!(
                context,
                "cross-validation.number.running",
                "of {folds} folds",
                folds = count(path_and_folds.n_folds())
            ),
        ),
    }
}

fn folds_done(context: &TextContext<'_>) -> usize {
    context.snapshot.validation.map_or(0, |curve| curve.fold_scores.len())
}

fn curve(context: &TextContext<'_>) -> String {
    if let Some(why) = context.snapshot.why_no_folds {
        return why_no_folds(context, why);
    }
    let path_and_folds = context.lab.path_and_folds();
    let (score, direction) = (context.scoring(), direction(context));
    let Some(one_se) = path_and_folds.one_se() else {
        return message!(
            context,
            "cross-validation.description.running",
            "Held-out {score}, {direction}, over λ; {done} of {folds} folds are done.",
            score = score,
            direction = direction,
            done = count(folds_done(context)),
            folds = count(path_and_folds.n_folds()),
        );
    };
    message!(
        context,
        "cross-validation.description",
        "Held-out {score}, {direction}, over λ from {smallest} to {largest}. The largest λ within one standard error of {best} is \
         {one_se}; there is a line at λ = {lambda}.",
        score = score,
        direction = direction,
        smallest = significant(context.lab.lambda_scale().smallest()),
        largest = significant(context.lab.lambda_scale().largest()),
        best = best(context),
        one_se = significant_digits(two_digits(one_se), 2),
        lambda = context.lambda(),
    )
}

fn curve_note(context: &TextContext<'_>) -> String {
    if context.snapshot.why_no_folds.is_some() || context.lab.path_and_folds().one_se().is_none() {
        return String::new();
    }
    sentences([
        message!(
            context,
            "cross-validation.note",
            "The largest λ within one standard error of {best} {score}.",
            best = best(context),
            score = context.scoring(),
        ),
        context.snapshot.validation.map_or_else(String::new, |curve| edges::of_curve(context, curve)),
        fewer_folds(context),
        larger_class(context),
    ])
}

/// Whether there are fewer folds than usual, and why.
fn fewer_folds(context: &TextContext<'_>) -> String {
    let n_folds = context.lab.path_and_folds().n_folds();
    let folds = count(n_folds);
    match smaller_class(context) {
        _ if n_folds >= USUAL_FOLDS => String::new(),
        None => message!(
            context,
            "cross-validation.note.fewer",
            "{folds} folds, one a row: there are only {folds} training rows.",
            folds = folds
        ),
        Some(class) => message!(
            context,
            "cross-validation.note.fewer-of-class",
            "{folds} folds: only {folds} training rows are {class}.",
            folds = folds,
            class = class
        ),
    }
}

/// The name of the class with fewer training rows; `None` for a regression.
fn smaller_class(context: &TextContext<'_>) -> Option<String> {
    let train = context.snapshot.train;
    let [zero, one] = class_names(train, context.catalogue);
    train.class_counts().map(|[zeros, ones]| if ones <= zeros { one } else { zero })
}

/// The accuracy of a constant prediction, beside an accuracy.
fn larger_class(context: &TextContext<'_>) -> String {
    let share = context.snapshot.train.larger_class_share();
    match share.filter(|_| context.snapshot.scoring == Scoring::Accuracy) {
        None => String::new(),
        Some(share) => message!(
            context,
            "cross-validation.note.larger-class",
            "The larger class alone: {share}.",
            share = significant(share)
        ),
    }
}

/// The texts of the plane of λ and `l1_ratio`.
pub(in crate::charts) fn surface(context: &TextContext<'_>) -> PanelText {
    let snapshot = context.snapshot;
    PanelText {
        aid: message!(
            context,
            "sweep.aid",
            "Held-out {score} over λ × l1_ratio: mean of {folds} folds.",
            score = context.scoring(),
            folds = count(context.lab.path_and_folds().n_folds()),
        ),
        number: best_score(context),
        description: match (snapshot.why_no_folds, snapshot.validation_surface) {
            (Some(why), _) => why_no_folds(context, why),
            (None, Some(surface)) => plane(context, surface),
            (None, None) => message!(
                context,
                "sweep.description.nothing",
                "Held-out {score}, {direction}, over λ × l1_ratio; 0 % of it is computed.",
                score = context.scoring(),
                direction = direction(context),
            ),
        },
        note: if snapshot.why_no_folds.is_some() {
            String::new()
        } else {
            sentences([
                message!(context, "sweep.note", "Shade: distance from best. Dashes: 1 standard error."),
                snapshot
                    .validation_surface
                    .filter(|surface| surface.is_complete())
                    .map_or_else(String::new, |surface| edges::of_surface(context, surface)),
                larger_class(context),
            ])
        },
        ..PanelText::default()
    }
}

fn best_score(context: &TextContext<'_>) -> (String, String) {
    let snapshot = context.snapshot;
    if snapshot.why_no_folds.is_some() {
        return no_folds(context);
    }
    let surface = snapshot.validation_surface;
    match surface.filter(|surface| surface.is_complete()).and_then(|surface| surface.best) {
        Some(best) => (
            significant(snapshot.scoring.shown(best.score)),
            message!(context, "sweep.number", "= best {score}", score = context.scoring()),
        ),
        None => (
            percent(surface.map_or(0.0, |surface| surface.progress)),
            message!(context, "sweep.number.running", "% of the surface"),
        ),
    }
}

fn plane(context: &TextContext<'_>, surface: &ValidationSurface) -> String {
    let shown = message!(
        context,
        "sweep.description",
        "Held-out {score}, {direction}, at {lambdas} λ and {ratios} l1_ratios as shades.",
        score = context.scoring(),
        direction = direction(context),
        lambdas = count(surface.lambdas.len()),
        ratios = count(surface.l1_ratios.len()),
    );
    let snapshot = context.snapshot;
    let found = match surface.best.filter(|_| surface.is_complete()) {
        None => message!(
            context,
            "sweep.description.running",
            "{percent} % of it is computed.",
            percent = percent(surface.progress)
        ),
        Some(cell) => {
            let score = significant(snapshot.scoring.shown(cell.score));
            let (lambda, ratio) =
                (significant_digits(two_digits(cell.lambda), 2), significant(cell.l1_ratio));
            if snapshot.scoring.is_negated() {
                message!(
                    context,
                    "sweep.description.least",
                    "The least is {score}, at λ = {lambda} and l1_ratio = {ratio}.",
                    score = score,
                    lambda = lambda,
                    ratio = ratio,
                )
            } else {
                message!(
                    context,
                    "sweep.description.greatest",
                    "The greatest is {score}, at λ = {lambda} and l1_ratio = {ratio}.",
                    score = score,
                    lambda = lambda,
                    ratio = ratio,
                )
            }
        }
    };
    let ratio = match snapshot.penalty {
        PenaltyKind::None => None,
        PenaltyKind::L2 => Some("0".to_owned()),
        PenaltyKind::ElasticNet => Some(significant(snapshot.l1_ratio)),
        PenaltyKind::L1 => Some("1".to_owned()),
    };
    let now = match ratio {
        None => message!(context, "sweep.description.no-penalty", "There is no penalty now."),
        Some(ratio) => message!(
            context,
            "sweep.description.now",
            "Now λ = {lambda}, l1_ratio = {ratio}.",
            lambda = context.lambda(),
            ratio = ratio,
        ),
    };
    sentences([shown, found, now])
}

fn percent(share: f64) -> String {
    count((100.0 * share).floor() as usize)
}

fn direction(context: &TextContext<'_>) -> String {
    if context.snapshot.scoring.is_negated() {
        message!(context, "scoring.less", "less is better")
    } else {
        message!(context, "scoring.greater", "greater is better")
    }
}

/// `the least` or `the greatest`, before a scoring's name.
fn best(context: &TextContext<'_>) -> String {
    if context.snapshot.scoring.is_negated() {
        message!(context, "scoring.least", "the least")
    } else {
        message!(context, "scoring.greatest", "the greatest")
    }
}

fn why_no_folds(context: &TextContext<'_>, why: WhyNoFolds) -> String {
    match why {
        WhyNoFolds::Weighted => message!(
            context,
            "cross-validation.why.weighted",
            "The folds weigh all rows alike, so with balanced classes they would be about another model."
        ),
        WhyNoFolds::TooFewRows => match smaller_class(context) {
            None => message!(
                context,
                "cross-validation.why.too-few-rows",
                "Folds need at least two training rows."
            ),
            Some(class) => message!(
                context,
                "cross-validation.why.too-few-of-class",
                "Folds need at least two training rows that are {class}; another split may have them.",
                class = class
            ),
        },
        WhyNoFolds::OneRow => message!(
            context,
            "cross-validation.why.one-row",
            "A fold has one row, so there is no R²; another score can be chosen."
        ),
    }
}
