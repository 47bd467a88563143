//! The handle that the page holds for one lab.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

use super::canvas::{measure, paint};
use super::data;
use super::error::bad_option;
use super::options::{Options, count_or};
use super::trainer::{object, scores_object, status_name};
use crate::decimal::{two_digits, two_digits_down};
use crate::lab::{
    self, Change, ClassWeight, LEARNING_RATE_SLIDER, LambdaScale, Needs, Optimizer, Params, Preset, Repeats,
    Snapshot,
};
use crate::model::{Dialects, Penalty, PenaltyKind, metrics, prior_deviation};
use crate::scene::{GeometryPanel, Layers, Measure, Panel, Scale, Style, Theme, panel};

/// One lab with its pictures.
#[wasm_bindgen]
pub struct Lab {
    pub(super) session: lab::Lab,
    pub(super) views: Vec<View>,
    /// Panels that JavaScript makes of numbers.
    tables: Vec<String>,
    theme: Theme,
    scale: Scale,
    measure: Measure,
}

impl Lab {
    /// A lab that looks the same.
    pub(super) fn with(&self, session: lab::Lab, views: Vec<View>) -> Self {
        let (tables, measure) = (Vec::new(), self.measure.clone());
        Self { session, views, tables, theme: self.theme, scale: self.scale, measure }
    }
}

/// A panel on its canvases.
pub(super) struct View {
    pub name: String,
    pub panel: Box<dyn Panel>,
    contexts: [CanvasRenderingContext2d; 3],
    pub style: Style,
    layers: Layers,
    pub is_stale: bool,
    /// Which way it is shown, if it was asked for one.
    chosen: Option<String>,
}

impl View {
    /// Another panel of the same look.
    pub(super) fn again(&self, mut panel: Box<dyn Panel>) -> Self {
        let chosen = self.chosen.clone();
        if let Some(view) = &chosen {
            panel.choose_view(view);
        }
        let (name, contexts, style) = (self.name.clone(), self.contexts.clone(), self.style.clone());
        Self { name, panel, contexts, layers: Layers::new(style.clone()), style, is_stale: true, chosen }
    }
}

const OPTIONS: [&str; 11] = [
    "data",
    "standardize",
    "penalty",
    "lambda",
    "l1Ratio",
    "optimizer",
    "learningRate",
    "recipe",
    "classWeight",
    "table",
    "csv",
];

#[wasm_bindgen]
impl Lab {
    /// A lab with these parameters; those left out have the page's defaults. `context` measures texts.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Types.Change")] options: JsValue,
        context: CanvasRenderingContext2d,
    ) -> Result<Lab, JsValue> {
        let params = read_params(options, Params::of(Preset::Stress, None)?)?;
        Ok(Self {
            session: lab::Lab::new(params)?,
            views: Vec::new(),
            tables: Vec::new(),
            theme: Theme::LIGHT,
            scale: Scale::default(),
            measure: measure(context),
        })
    }

    /// Takes changed parameters; returns what that meant: none, continue, restart or regenerate.
    #[wasm_bindgen(unchecked_return_type = "'none' | 'continue' | 'restart' | 'regenerate'")]
    pub fn set(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Types.Change")] options: JsValue,
    ) -> Result<String, JsValue> {
        let params = read_params(options, self.session.params().clone())?;
        let change = match self.session.set(params)? {
            Change::None => "none",
            Change::Continue => "continue",
            Change::Restart => "restart",
            Change::Regenerate => "regenerate",
        };
        Ok(change.to_owned())
    }

    /// Runs up to `n` iterations; returns how many were run.
    pub fn step(&mut self, n: usize) -> usize {
        self.session.step(n)
    }

    /// Does a small piece of what is still to be computed; returns whether there is more.
    pub fn refine(&mut self) -> bool {
        self.session.refine()
    }

    pub fn restart(&mut self) {
        self.session.restart();
    }

    /// Looks back at the run as it was at an iteration.
    #[wasm_bindgen(js_name = lookBack)]
    pub fn look_back(&mut self, iteration: usize) {
        self.session.look_back(iteration);
    }

    /// Jumps to the exact optimum.
    pub fn converge(&mut self) -> Result<(), JsValue> {
        Ok(self.session.converge()?)
    }

    /// Adds a panel on three canvases that lie on each other, back to front.
    #[wasm_bindgen(js_name = addPanel)]
    pub fn add_panel(
        &mut self,
        name: &str,
        axes: CanvasRenderingContext2d,
        trace: CanvasRenderingContext2d,
        live: CanvasRenderingContext2d,
    ) -> Result<(), JsValue> {
        let panel = panel(name).ok_or_else(|| bad_option("panel", &name.into(), "one of the panels"))?;
        let style = Style {
            theme: self.theme,
            size: (0.0, 0.0),
            device_pixel_ratio: 1.0,
            scale: self.scale,
            measure: self.measure.clone(),
        };
        let layers = Layers::new(style.clone());
        let contexts = [axes, trace, live];
        let name = name.to_owned();
        self.views.push(View { name, panel, contexts, style, layers, is_stale: true, chosen: None });
        self.tell_needs();
        Ok(())
    }

    /// Adds a panel that has no picture.
    #[wasm_bindgen(js_name = addTable)]
    pub fn add_table(&mut self, name: &str) {
        self.tables.push(name.to_owned());
        self.tell_needs();
    }

    /// Takes a panel away.
    #[wasm_bindgen(js_name = removePanel)]
    pub fn remove_panel(&mut self, name: &str) {
        self.views.retain(|view| view.name != name);
        self.tables.retain(|table| table != name);
        self.tell_needs();
    }

    fn tell_needs(&mut self) {
        let names = || self.views.iter().map(|view| &view.name).chain(&self.tables);
        self.session.set_needs(Needs {
            comparison: names().any(|name| needs(name).comparison),
            resampling: names().any(|name| needs(name).resampling),
        });
    }

    /// Tells a panel its size in CSS pixels; sizing its canvases has wiped them.
    pub fn resize(&mut self, name: &str, width: f64, height: f64, pixel_ratio: f64) {
        for view in self.views.iter_mut().filter(|view| view.name == name) {
            view.style.size = (width, height);
            view.style.device_pixel_ratio = pixel_ratio;
            view.is_stale = true;
            if name == "geometry" {
                self.session.set_plot_aspect(GeometryPanel::aspect((width, height)));
            }
        }
    }

    /// Chooses colours, `"light"` or `"dark"`, and the scale of weights, `"sqrt"` or `"linear"`.
    #[wasm_bindgen(js_name = setLook)]
    pub fn set_look(&mut self, theme: &str, scale: &str) {
        self.theme = if theme == "dark" { Theme::DARK } else { Theme::LIGHT };
        self.scale = if scale == "linear" { Scale::Linear } else { Scale::SquareRoot };
        for view in &mut self.views {
            view.style.theme = self.theme;
            view.style.scale = self.scale;
        }
    }

    /// Draws what has changed in a panel.
    pub fn draw(&mut self, name: &str) -> Result<(), JsValue> {
        let snapshot = self.session.snapshot();
        for view in self.views.iter_mut().filter(|view| view.name == name && view.style.size.0 > 0.0) {
            let afresh = view.layers.fit(&view.style) || view.is_stale;
            view.is_stale = false;
            view.panel.draw(&snapshot, &view.style, &mut view.layers, afresh);
            for (context, layer) in view.contexts.iter().zip(view.layers.all()) {
                paint(context, layer, view.style.device_pixel_ratio)?;
            }
        }
        Ok(())
    }

    /// The weight that a pointer at this place of a panel means, if any is near.
    #[wasm_bindgen(js_name = weightAt)]
    pub fn weight_at(&self, name: &str, x: f64, y: f64) -> Option<usize> {
        let view = self.views.iter().find(|view| view.name == name)?;
        view.panel.weight_at(&self.session.snapshot(), &view.style, (x, y))
    }

    /// λ at a horizontal place of a panel; undefined where λ is not the axis.
    #[wasm_bindgen(js_name = lambdaOn)]
    pub fn lambda_on(&self, name: &str, x: f64) -> Option<f64> {
        let view = self.views.iter().find(|view| view.name == name)?;
        view.panel.lambda_at(&view.style, x)
    }

    /// Shows a panel another way.
    #[wasm_bindgen(js_name = chooseView)]
    pub fn choose_view(&mut self, name: &str, view: &str) {
        for panel in self.views.iter_mut().filter(|view| view.name == name) {
            panel.panel.choose_view(view);
            panel.chosen = Some(view.to_owned());
            panel.is_stale = true;
        }
    }

    /// Follows a weight through all panels; −1 follows none.
    pub fn follow(&mut self, weight: i32) {
        self.session.follow(usize::try_from(weight).ok());
    }

    /// The weight so many places after the followed one, from the largest to the smallest and around.
    #[wasm_bindgen(js_name = nextWeight)]
    pub fn next_weight(&self, step: i32) -> usize {
        self.session.next_weight(step)
    }

    /// Everything a control shows.
    #[wasm_bindgen(unchecked_return_type = "Types.State")]
    pub fn state(&self) -> Object {
        let params = self.session.params();
        let trainer = &params.trainer;
        object([
            ("data", params.data.preset.name().into()),
            ("standardize", params.data.standardize.into()),
            ("penalty", trainer.penalty.name().into()),
            ("lambda", trainer.lambda.into()),
            ("l1Ratio", trainer.l1_ratio.into()),
            ("optimizer", trainer.optimizer.name().into()),
            ("learningRate", trainer.learning_rate.into()),
            ("recipe", data::recipe(&params.data).into()),
            ("classWeight", trainer.class_weight.name().into()),
        ])
    }

    /// The numbers of the data that a hand can move, with their ranges.
    #[wasm_bindgen(unchecked_return_type = "Types.Knob[]")]
    pub fn knobs(&self) -> Array {
        data::knobs(&self.session.params().data)
    }

    /// The numbers of this moment that words are made from.
    #[wasm_bindgen(unchecked_return_type = "Types.Numbers")]
    pub fn numbers(&self) -> Object {
        let snapshot = self.session.snapshot();
        let counts = &snapshot.counts;
        let count = |count: usize| JsValue::from(count as f64);
        let (trainer, slice) = (self.session.trainer(), snapshot.slice);
        let allowance = slice.filter(|slice| slice.l1_ratio.is_some()).map(|slice| slice.allowance);
        let pair = self.session.pair().map(|(a, b)| Array::of2(&count(a), &count(b)));
        object([
            ("nIter", count(snapshot.n_iter)),
            ("endIter", count(snapshot.end_iter)),
            ("run", count(snapshot.run)),
            ("status", status_name(snapshot.status).into()),
            ("message", trainer.message().into()),
            ("nSamples", count(trainer.train().n_samples())),
            ("nTest", count(trainer.test().map_or(0, |test| test.n_samples()))),
            ("nFeatures", count(snapshot.point.coef.len())),
            ("task", trainer.train().task().name().into()),
            ("nonZero", count(counts.alive())),
            ("exactZero", count(counts.exact_zero)),
            ("nearZero", count(counts.near_zero + counts.exact_zero)),
            ("norm2", snapshot.point.norm2().into()),
            ("optimumZero", snapshot.optimum.map(|optimum| optimum.counts.exact_zero as f64).into()),
            ("whyNoOptimum", self.session.why_no_optimum().into()),
            ("allowance", allowance.into()),
            ("isExact", slice.is_some_and(|slice| slice.is_exact).into()),
            ("loss", snapshot.ledger.loss.into()),
            ("l1", snapshot.ledger.l1.into()),
            ("l2", snapshot.ledger.l2.into()),
            ("other", if snapshot.penalty == PenaltyKind::L2 { "L1" } else { "L2" }.into()),
            ("comparedIter", self.session.comparison().map(|models| models.n_iter() as f64).into()),
            ("foldsDone", count(snapshot.validation.map_or(0, |curve| curve.fold_scores.len()))),
            ("nFolds", count(self.session.overview().n_folds())),
            ("oneSe", self.session.overview().one_se().map(two_digits).into()),
            ("overview", count(self.session.overview().version())),
            ("pair", pair.map_or(JsValue::NULL, JsValue::from)),
            ("followed", snapshot.followed.map(|j| followed(&snapshot, j)).into()),
            ("priorDeviation", prior_deviation(snapshot.penalty, snapshot.lambda, snapshot.l1_ratio).into()),
            ("pull", pull_on_largest(&snapshot).into()),
            ("isCompared", snapshot.compared.is_some().into()),
            ("penalty", snapshot.penalty.name().into()),
            ("halves", snapshot.halves.map(|repeats| halves(repeats, snapshot.lambda)).into()),
            ("bootstraps", snapshot.bootstraps.map(bootstraps).into()),
            ("brier", self.brier(&snapshot).into()),
            ("second", self.session.pair().map(|(_, b)| second(&snapshot, b)).into()),
        ])
    }

    /// Mean squared distance of the probabilities from the classes of the test rows, where a panel says it.
    fn brier(&self, snapshot: &Snapshot<'_>) -> Option<f64> {
        let test = snapshot.test.filter(|_| self.views.iter().any(|view| view.name == "calibration"))?;
        metrics::brier(test.y(), &self.session.trainer().predict(test.x()).ok()?).ok()
    }

    /// Scores, objective and KKT residual of this moment; costs a pass over the data.
    #[wasm_bindgen(unchecked_return_type = "Contract.Scores")]
    pub fn scores(&mut self) -> Object {
        scores_object(&self.session.scores())
    }

    /// Scores of the same run under every penalty, in the order none, l2, elasticnet, l1; undefined where they are not compared.
    #[wasm_bindgen(unchecked_return_type = "Contract.Scores[] | undefined")]
    pub fn comparison(&self) -> JsValue {
        let scores = self.session.comparison().map(|models| {
            let kinds = PenaltyKind::ALL.into_iter();
            kinds.map(|kind| JsValue::from(scores_object(&models.scores(kind)))).collect::<Array>()
        });
        scores.map_or(JsValue::UNDEFINED, JsValue::from)
    }

    /// What is worth knowing now, the most pressing first.
    #[wasm_bindgen(unchecked_return_type = "Types.Advice[]")]
    pub fn advice(&mut self) -> Array {
        let advice = self.session.advice();
        let name = |j: usize| JsValue::from(self.session.trainer().train().feature_names()[j].as_str());
        let pair = |advice: &lab::Advice| {
            advice.pair().map_or((JsValue::UNDEFINED, JsValue::UNDEFINED), |(a, b)| (name(a), name(b)))
        };
        let told = advice.iter().map(|advice| {
            let (a, b) = pair(advice);
            object([("name", advice.name().into()), ("value", advice.value().into()), ("a", a), ("b", b)])
        });
        told.collect()
    }

    /// The largest learning rate that cannot diverge, rounded down to two digits.
    #[wasm_bindgen(js_name = stableLearningRate)]
    pub fn stable_learning_rate(&self) -> f64 {
        two_digits_down(self.session.trainer().stable_learning_rate())
    }

    /// Smallest λ that leaves every weight 0; undefined without an L1 part.
    #[wasm_bindgen(js_name = lambdaMax)]
    pub fn lambda_max(&self) -> Option<f64> {
        self.session.lambda_max()
    }

    /// Weights kept along the slider's λ, from its largest, and the λ that the one-standard-error rule chooses.
    #[wasm_bindgen(unchecked_return_type = "{ kept: number[], oneSe?: number }")]
    pub fn overview(&self) -> Object {
        let overview = self.session.overview();
        let kept = overview.kept().iter().map(|&kept| JsValue::from(kept as f64)).collect::<Array>();
        object([("kept", kept.into()), ("oneSe", overview.one_se().into())])
    }

    /// λ in other libraries' words.
    #[wasm_bindgen(unchecked_return_type = "Types.Dialects")]
    pub fn dialects(&self) -> Object {
        let trainer = &self.session.params().trainer;
        let n_samples = self.session.trainer().train().n_samples();
        let said = Dialects::of(trainer.penalty, trainer.lambda, trainer.l1_ratio, n_samples);
        object([
            ("c", said.c.into()),
            ("alpha", said.alpha.into()),
            ("ridgeAlpha", said.ridge_alpha.into()),
            ("priorDeviation", said.prior_deviation.into()),
        ])
    }

    /// The present weights.
    pub fn coef(&self) -> Vec<f64> {
        self.session.trainer().point().coef.clone()
    }

    #[wasm_bindgen(js_name = featureNames)]
    pub fn feature_names(&self) -> Vec<String> {
        self.session.trainer().train().feature_names().to_vec()
    }

    /// Chooses the two weights of the geometry.
    #[wasm_bindgen(js_name = setPair)]
    pub fn set_pair(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] a: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] b: JsValue,
    ) -> Result<(), JsValue> {
        let index = |value: &JsValue| count_or("pair", value, usize::MAX);
        Ok(self.session.set_pair(index(&a)?, index(&b)?)?)
    }
}

/// What a panel needs besides the run.
fn needs(panel: &str) -> Needs {
    Needs {
        comparison: matches!(panel, "weights" | "comparison" | "histogram" | "calibration" | "boundary"),
        resampling: matches!(panel, "bias-variance" | "stability"),
    }
}

/// How hard each penalty would pull the largest weight; none while every weight is 0.
fn pull_on_largest(snapshot: &Snapshot<'_>) -> Option<Object> {
    let coef = snapshot.point.coef.iter().enumerate();
    let (j, &w) = coef.reduce(|best, next| if next.1.abs() > best.1.abs() { next } else { best })?;
    let pull = |kind| {
        let penalty = Penalty::new(kind, snapshot.lambda, snapshot.l1_ratio, 1).unwrap_or_default();
        JsValue::from(penalty.subgradient(w).abs())
    };
    let [none, l2, elastic_net, l1] = PenaltyKind::ALL.map(pull);
    let name = snapshot.feature_names[j].as_str().into();
    (w != 0.0).then(|| {
        object([("name", name), ("none", none), ("l2", l2), ("elasticnet", elastic_net), ("l1", l1)])
    })
}

/// The weight that a hand follows.
fn followed(snapshot: &Snapshot<'_>, j: usize) -> Object {
    object([
        ("name", snapshot.feature_names[j].as_str().into()),
        ("value", snapshot.point.coef[j].into()),
        ("truth", snapshot.truth.get(j).map(|truth| truth.name()).into()),
        ("optimum", snapshot.optimum.map(|optimum| optimum.point.coef[j]).into()),
    ])
}

/// How many weights survive most half-samples at the λ nearest to the one in force.
fn halves(repeats: &Repeats, lambda: f64) -> Object {
    let at = repeats.nearest(lambda);
    object([
        ("nDone", (repeats.n_done as f64).into()),
        ("nDraws", (repeats.n_draws as f64).into()),
        ("nStable", at.map(|at| at.stable() as f64).into()),
        ("lambda", at.map(|at| at.lambda).into()),
    ])
}

/// The λ at which models of bootstrap samples err least.
fn bootstraps(repeats: &Repeats) -> Object {
    object([
        ("nDone", (repeats.n_done as f64).into()),
        ("nDraws", (repeats.n_draws as f64).into()),
        ("best", repeats.best().map(|at| at.lambda).into()),
    ])
}

/// The second weight of the pair.
fn second(snapshot: &Snapshot<'_>, j: usize) -> Object {
    object([("name", snapshot.feature_names[j].as_str().into()), ("value", snapshot.point.coef[j].into())])
}

/// What a moved `l1_ratio` chooses: L2 and L1 at its ends, between them the elastic net.
#[wasm_bindgen(js_name = penaltyOfRatio)]
pub fn penalty_of_ratio(l1_ratio: f64) -> String {
    let kind = match l1_ratio {
        0.0 => PenaltyKind::L2,
        1.0 => PenaltyKind::L1,
        _ => PenaltyKind::ElasticNet,
    };
    kind.name().to_owned()
}

/// λ at a slider position in 0 … 1.
#[wasm_bindgen(js_name = lambdaAt)]
pub fn lambda_at(position: f64) -> f64 {
    LambdaScale::value(position)
}

/// The slider position of λ.
#[wasm_bindgen(js_name = lambdaPosition)]
pub fn lambda_position(lambda: f64) -> f64 {
    LambdaScale::position(lambda)
}

/// λ moved by so many decades, 0 included.
#[wasm_bindgen(js_name = lambdaMoved)]
pub fn lambda_moved(lambda: f64, decades: f64) -> f64 {
    LambdaScale::moved(lambda, decades)
}

/// Smallest and largest learning rate of the slider.
#[wasm_bindgen(js_name = learningRateRange)]
pub fn learning_rate_range() -> Vec<f64> {
    vec![LEARNING_RATE_SLIDER.0, LEARNING_RATE_SLIDER.1]
}

/// The names to choose from: presets, penalties and optimizers, in the order of their menus.
#[wasm_bindgen(unchecked_return_type = "Record<'data' | 'penalty' | 'optimizer', string[]>")]
pub fn choices() -> Object {
    let names = |names: &[&str]| names.iter().map(|name| JsValue::from(*name)).collect::<Array>().into();
    object([
        ("data", names(&Preset::ALL.map(Preset::name))),
        ("penalty", names(&PenaltyKind::ALL.map(PenaltyKind::name))),
        ("optimizer", names(&Optimizer::ALL.map(Optimizer::name))),
    ])
}

fn read_params(options: JsValue, before: Params) -> Result<Params, JsValue> {
    let p = Options::new(options, &OPTIONS)?;
    let mut params = before;
    data::read(&p, &mut params)?;
    params.rate_follows_data &= p.get("learningRate")?.is_none();
    let trainer = &mut params.trainer;
    trainer.penalty = p.named("penalty", PenaltyKind::from_name)?.unwrap_or(trainer.penalty);
    trainer.lambda = p.number("lambda")?.unwrap_or(trainer.lambda);
    trainer.l1_ratio = p.number("l1Ratio")?.unwrap_or(trainer.l1_ratio);
    trainer.optimizer = p.named("optimizer", Optimizer::from_name)?.unwrap_or(trainer.optimizer);
    trainer.learning_rate = p.number("learningRate")?.unwrap_or(trainer.learning_rate);
    trainer.class_weight = p.named("classWeight", ClassWeight::from_name)?.unwrap_or(trainer.class_weight);
    Ok(params)
}
