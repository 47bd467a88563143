//! The class `Lab`, the handle of one lab on the page.

use std::rc::Rc;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

use super::canvas::{Canvas, measure};
use super::data;
use super::object::{object, put};
use super::options::count_or;
use super::params::{number_array, put_params, read_params};
use super::trainer::Trainer;
use super::view::{DEFAULT_SIZE, View};
use crate::charts::{GeometryPanel, Measure, PanelInfo, Scale, Style, Theme};
use crate::lab::{self, Change, Course, DATA_PARAMS, PARAMS, Params, Preset, RequiredComputations};
use crate::model::Scoring;

/// A lab with its panels.
#[wasm_bindgen]
pub struct Lab {
    pub(super) session: lab::Lab,
    pub(super) views: Vec<View>,
    /// HTML panels, rendered by JavaScript, and the page itself, with their required computations.
    tables: Vec<(String, RequiredComputations)>,
    /// Panels that are being exported, each as often as it is required.
    exported: Vec<&'static str>,
    pub(super) theme: Theme,
    pub(super) scale: Scale,
    measure: Measure,
}

impl Lab {
    /// Returns the style of a panel of this size.
    pub(super) fn style(&self, size: (f64, f64), device_pixel_ratio: f64) -> Style {
        let (theme, scale, measure) = (self.theme, self.scale, self.measure.clone());
        Style {
            theme,
            size,
            device_pixel_ratio,
            scale,
            measure,
            lambda_scale: self.session.lambda_scale(),
            catalogue: Rc::default(),
        }
    }

    /// Returns a lab with the same theme and scale.
    pub(super) fn with(&self, session: lab::Lab, views: Vec<View>) -> Self {
        let (tables, exported, measure) = (Vec::new(), Vec::new(), self.measure.clone());
        Self { session, views, tables, exported, theme: self.theme, scale: self.scale, measure }
    }
}

/// Required computations of the page: the marks on the slider of λ, and advice.
const PAGE: RequiredComputations =
    RequiredComputations { path: true, advice: true, ..RequiredComputations::NONE };

#[wasm_bindgen]
impl Lab {
    /// Returns a lab with these parameters; omitted ones have the page's defaults. `context` measures text.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Types.Change")] options: JsValue,
        context: CanvasRenderingContext2d,
    ) -> Result<Lab, JsValue> {
        let params = read_params(&options, Params::of(Preset::Stress, None)?)?;
        Ok(Self {
            session: lab::Lab::new(params)?,
            views: Vec::new(),
            tables: Vec::new(),
            exported: Vec::new(),
            theme: Theme::LIGHT,
            scale: Scale::default(),
            measure: measure(context),
        })
    }

    /// Applies changed parameters; returns their effect: none, continue, restart or regenerate.
    #[wasm_bindgen(unchecked_return_type = "'none' | 'continue' | 'restart' | 'regenerate'")]
    pub fn set(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Types.Change")] options: JsValue,
    ) -> Result<String, JsValue> {
        let params = read_params(&options, self.session.params().clone())?;
        let change = match self.session.set(params)? {
            Change::None => "none",
            Change::Continue => "continue",
            Change::Restart => "restart",
            Change::Regenerate => "regenerate",
        };
        Ok(change.to_owned())
    }

    /// Validates changes without applying them, except for data that must be fetched; throws the error.
    pub fn check(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Types.Change")] options: JsValue,
    ) -> Result<(), JsValue> {
        let params = read_params(&options, self.session.params().clone())?;
        Ok(params.trainer.check(self.session.trainer().train())?)
    }

    /// Returns the displayed iteration: the last one, or an earlier one selected with `show_iteration`.
    #[wasm_bindgen(getter, js_name = nIter)]
    pub fn n_iter(&self) -> usize {
        self.session.n_iter()
    }

    /// Whether the run has jumped to the exact optimum.
    #[wasm_bindgen(getter, js_name = isAtOptimum)]
    pub fn is_at_optimum(&self) -> bool {
        self.session.course() == Course::AtOptimum
    }

    /// Whether the run cannot go on from the displayed iteration.
    #[wasm_bindgen(getter, js_name = hasEnded)]
    pub fn has_ended(&self) -> bool {
        self.session.has_ended()
    }

    /// Returns a copy of the model in training.
    pub fn trainer(&self) -> Result<Trainer, JsValue> {
        Ok(self.session.trainer().copy()?.into())
    }

    /// Runs up to `n` iterations; returns how many were run.
    pub fn step(&mut self, n: usize) -> usize {
        self.session.step(n)
    }

    /// Runs a small part of the background tasks; returns whether any remain.
    pub fn refine(&mut self) -> bool {
        self.session.refine()
    }

    /// Requires the computations of a panel for an export, whether it is shown or not, until [`Self::release_panel`].
    #[wasm_bindgen(js_name = requirePanel)]
    pub fn require_panel(&mut self, name: &str) -> Result<(), JsValue> {
        self.exported.push(PanelInfo::from_name(name)?.name);
        let is_shown = self.views.iter().any(|view| view.info.name == name);
        if name == "geometry" && !is_shown {
            self.session.set_plot_aspect(GeometryPanel::aspect(DEFAULT_SIZE));
        }
        self.update_required();
        Ok(())
    }

    /// Ends one requirement of an export.
    #[wasm_bindgen(js_name = releasePanel)]
    pub fn release_panel(&mut self, name: &str) {
        if let Some(k) = self.exported.iter().position(|exported| *exported == name) {
            self.exported.swap_remove(k);
            self.update_required();
        }
    }

    /// Runs a small part of the computations of one panel, which are required; `false` means that it is complete.
    #[wasm_bindgen(js_name = refinePanel)]
    pub fn refine_panel(&mut self, name: &str) -> bool {
        self.session.refine_for(self.needs_of(name))
    }

    pub fn restart(&mut self) {
        self.session.restart();
    }

    /// Shows an earlier iteration of the run.
    #[wasm_bindgen(js_name = showIteration)]
    pub fn show_iteration(&mut self, iteration: usize) {
        self.session.show_iteration(iteration);
    }

    /// Jumps to the exact optimum.
    pub fn converge(&mut self) -> Result<(), JsValue> {
        Ok(self.session.converge()?)
    }

    /// Adds a panel on three stacked canvases, back to front, and schedules its required computations.
    #[wasm_bindgen(js_name = addPanel)]
    pub fn add_panel(
        &mut self,
        name: &str,
        axes: CanvasRenderingContext2d,
        trace: CanvasRenderingContext2d,
        live: CanvasRenderingContext2d,
    ) -> Result<(), JsValue> {
        let info = PanelInfo::from_name(name)?;
        let mut view = View::new(info, self.style(DEFAULT_SIZE, 1.0))?;
        view.canvases = [axes, trace, live].map(Canvas::new).into_iter().collect::<Result<_, _>>()?;
        self.views.push(view);
        self.resize(name, DEFAULT_SIZE.0, DEFAULT_SIZE.1, 1.0);
        self.update_required();
        Ok(())
    }

    /// Adds a panel without a canvas, or `page` for the computations of the page itself.
    #[wasm_bindgen(js_name = addTable)]
    pub fn add_table(&mut self, name: &str) -> Result<(), JsValue> {
        let needs = if name == "page" { PAGE } else { (PanelInfo::from_name(name)?.needs)("") };
        self.tables.push((name.to_owned(), needs));
        self.update_required();
        Ok(())
    }

    /// Removes a panel.
    #[wasm_bindgen(js_name = removePanel)]
    pub fn remove_panel(&mut self, name: &str) {
        self.views.retain(|view| view.info.name != name);
        self.tables.retain(|(table, _)| table != name);
        self.update_required();
    }

    /// The computations of a panel in its current view.
    fn needs_of(&self, name: &str) -> RequiredComputations {
        let view = self.chosen_view(name).unwrap_or_default();
        PanelInfo::from_name(name).map_or(RequiredComputations::NONE, |info| (info.needs)(view))
    }

    fn update_required(&mut self) {
        let views = self.views.iter().map(|view| (view.info.needs)(view.chosen.unwrap_or_default()));
        let tables = self.tables.iter().map(|&(_, needs)| needs);
        let exported = self.exported.iter().map(|name| self.needs_of(name));
        let all = views.chain(tables).chain(exported);
        self.session.set_required(all.fold(RequiredComputations::NONE, RequiredComputations::and));
    }

    /// Sets a panel's size in CSS pixels and redraws it: resizing its canvases has cleared them.
    pub fn resize(&mut self, name: &str, width: f64, height: f64, pixel_ratio: f64) {
        for view in self.views.iter_mut().filter(|view| view.info.name == name) {
            view.style.size = (width, height);
            view.style.device_pixel_ratio = pixel_ratio;
            view.is_stale = true;
            if name == "geometry" {
                self.session.set_plot_aspect(GeometryPanel::aspect((width, height)));
            }
        }
    }

    /// Sets the color theme and the axis scale of the weights.
    #[wasm_bindgen(js_name = setLook)]
    pub fn set_look(&mut self, theme: &str, scale: &str) -> Result<(), JsValue> {
        (self.theme, self.scale) = (Theme::from_name(theme)?, Scale::from_name(scale)?);
        for view in &mut self.views {
            view.style.theme = self.theme;
            view.style.scale = self.scale;
        }
        Ok(())
    }

    /// Redraws the changed layers of a panel.
    pub fn draw(&mut self, name: &str) -> Result<(), JsValue> {
        let snapshot = self.session.snapshot();
        let lambda_scale = self.session.lambda_scale();
        for view in self.views.iter_mut().filter(|view| view.info.name == name) {
            view.style.lambda_scale = lambda_scale;
            let redraw_all = view.layers.fit(&view.style) || view.is_stale;
            view.is_stale = false;
            let drawn = view.panel.draw(&snapshot, &view.style, &mut view.layers, redraw_all);
            drawn.map_err(crate::Error::from)?;
            for (canvas, layer) in view.canvases.iter_mut().zip(view.layers.all()) {
                canvas.paint(layer, view.style.device_pixel_ratio)?;
            }
        }
        Ok(())
    }

    /// Hit test: returns the weight at this position of a panel, if one is near.
    #[wasm_bindgen(js_name = weightAt)]
    pub fn weight_at(&self, name: &str, x: f64, y: f64) -> Option<usize> {
        let view = self.views.iter().find(|view| view.info.name == name)?;
        view.panel.weight_at(&self.session.snapshot(), &view.style, (x, y))
    }

    /// Returns λ at a horizontal position of a panel; undefined if its axis is not λ.
    #[wasm_bindgen(js_name = lambdaOn)]
    pub fn lambda_on(&self, name: &str, x: f64) -> Option<f64> {
        let view = self.views.iter().find(|view| view.info.name == name)?;
        view.panel.lambda_at(&view.style, x)
    }

    /// Selects a view of a panel.
    #[wasm_bindgen(js_name = chooseView)]
    pub fn choose_view(&mut self, name: &str, view: &str) -> Result<(), JsValue> {
        let view = PanelInfo::from_name(name)?.view(view)?;
        for panel in self.views.iter_mut().filter(|panel| panel.info.name == name) {
            panel.panel.choose_view(view)?;
            panel.chosen = Some(view);
            panel.is_stale = true;
        }
        self.update_required();
        Ok(())
    }

    /// Returns λ and `l1_ratio` at a position of a panel; undefined if these are not its axes.
    #[wasm_bindgen(js_name = choiceOn)]
    pub fn choice_on(&self, name: &str, x: f64, y: f64) -> Option<Vec<f64>> {
        let view = self.views.iter().find(|view| view.info.name == name)?;
        view.panel.choice_at(&view.style, (x, y)).map(|(lambda, l1_ratio)| vec![lambda, l1_ratio])
    }

    /// Sets the scoring of the cross-validation.
    #[wasm_bindgen(js_name = setScoring)]
    pub fn set_scoring(&mut self, name: &str) -> Result<(), JsValue> {
        Ok(self.session.set_scoring(Scoring::from_name(name)?)?)
    }

    /// Returns the scorings of the task, the default first.
    pub fn scorings(&self) -> Vec<String> {
        self.session.scorings().iter().map(|scoring| scoring.name().to_owned()).collect()
    }

    /// Returns the two weights at a position of a panel that supports start points.
    #[wasm_bindgen(js_name = startAt)]
    pub fn start_at(&self, name: &str, x: f64, y: f64) -> Option<Vec<f64>> {
        let view = self.views.iter().find(|view| view.info.name == name)?;
        view.panel.start_at(&view.style, (x, y)).map(|(u, v)| vec![u, v])
    }

    /// Sets a start point in the plane of the geometry's two weights and shows its trajectory.
    #[wasm_bindgen(js_name = setStart)]
    pub fn set_start(&mut self, u: f64, v: f64) {
        self.session.start_at(Some((u, v)));
    }

    /// Removes the start point.
    #[wasm_bindgen(js_name = removeStart)]
    pub fn remove_start(&mut self) {
        self.session.start_at(None);
    }

    /// Returns the position of the start point on a panel, as x and y; undefined if the panel does not show it.
    #[wasm_bindgen(js_name = startOn)]
    pub fn start_on(&self, name: &str) -> Option<Vec<f64>> {
        let view = self.views.iter().find(|view| view.info.name == name)?;
        let position = view.panel.start_place(&self.session.snapshot(), &view.style);
        position.map(|(x, y)| vec![x, y])
    }

    /// Sets the focused feature in all panels; −1 for none.
    #[wasm_bindgen(js_name = focusFeature)]
    pub fn focus_feature(&mut self, weight: i32) {
        self.session.focus_feature(usize::try_from(weight).ok());
    }

    /// Returns the weight `step` positions after the focused one, by descending size, cyclically.
    #[wasm_bindgen(js_name = nextBySize)]
    pub fn next_by_size(&self, step: i32) -> usize {
        self.session.next_by_size(step)
    }

    /// Returns the values of all controls.
    #[wasm_bindgen(unchecked_return_type = "Types.State")]
    pub fn state(&self) -> Object {
        let params = self.session.params();
        let state = object(&[
            ("data", params.data.preset.name().into()),
            ("recipe", data::recipe(&params.data).into()),
        ]);
        put_params(&state, &PARAMS, &params.trainer);
        let factors = params.trainer.model.penalty_factor.as_deref().unwrap_or_default();
        put(&state, "penaltyFactor", &number_array(factors).into());
        put_params(&state, &DATA_PARAMS, &params.data);
        state
    }

    /// Returns the recipe parameters of the data, with their ranges.
    #[wasm_bindgen(js_name = recipeParameters, unchecked_return_type = "Types.RecipeParameter[]")]
    pub fn recipe_parameters(&self) -> Array {
        data::parameters(&self.session.params().data)
    }

    /// Sets the two weights of the geometry.
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
