//! The handle that the page holds for one lab.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

use super::canvas::{measure, paint};
use super::data;
use super::error::bad_option;
use super::options::{Options, count_or};
use super::trainer::{object, scores_object, status_name};
use crate::decimal::two_digits_down;
use crate::lab::{
    self, Change, ClassWeight, LEARNING_RATE_SLIDER, LambdaScale, Optimizer, Params, Preset, Snapshot,
};
use crate::model::{Dialects, PenaltyKind};
use crate::scene::{GeometryPanel, Layers, Measure, Panel, Scale, Style, Theme, panel};

/// One lab with its pictures.
#[wasm_bindgen]
pub struct Lab {
    session: lab::Lab,
    views: Vec<View>,
    theme: Theme,
    scale: Scale,
    measure: Measure,
}

/// A panel on its canvases.
struct View {
    name: String,
    panel: Box<dyn Panel>,
    contexts: [CanvasRenderingContext2d; 3],
    style: Style,
    layers: Layers,
    is_stale: bool,
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
        self.views.push(View { name: name.to_owned(), panel, contexts, style, layers, is_stale: true });
        Ok(())
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
            ("overview", count(self.session.overview().version())),
            ("pair", pair.map_or(JsValue::NULL, JsValue::from)),
            ("followed", snapshot.followed.map(|j| followed(&snapshot, j)).into()),
        ])
    }

    /// Scores, objective and KKT residual of this moment; costs a pass over the data.
    #[wasm_bindgen(unchecked_return_type = "Contract.Scores")]
    pub fn scores(&mut self) -> Object {
        scores_object(&self.session.scores())
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

/// The weight that a hand follows.
fn followed(snapshot: &Snapshot<'_>, j: usize) -> Object {
    object([
        ("name", snapshot.feature_names[j].as_str().into()),
        ("value", snapshot.point.coef[j].into()),
        ("truth", snapshot.truth.get(j).map(|truth| truth.name()).into()),
        ("optimum", snapshot.optimum.map(|optimum| optimum.point.coef[j]).into()),
    ])
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
