//! Exports of a lab: plots, tables and a script.

use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

use super::canvas::Canvas;
use super::lab::Lab;
use super::view::{DEFAULT_SIZE, View};
use crate::Error;
use crate::charts::{
    self, Caption, Catalogue, ComparisonTable, GeometryPanel, Layers, PanelInfo, Sheet, Style, panel,
};
use crate::lab::{Course, CsvTable, Snapshot, script};

/// Pieces of background tasks that a sheet of panels may run, about 1 ms each: enough for the contours of the geometry.
const SHEET_PIECES: usize = 1_000;

#[wasm_bindgen]
impl Lab {
    /// Exports a panel as an SVG document with its title, value and parameters; undefined for an unknown panel. A picture whose
    /// computations are not finished says so.
    pub fn svg(&mut self, name: &str, is_complete: bool) -> Result<Option<String>, JsValue> {
        let (caption, table) = self.caption(name, is_complete);
        let Some((layers, style)) = self.drawn(name, table.as_ref(), 1.0)? else { return Ok(None) };
        let sheet = Sheet::new(&caption, &style).map_err(Error::from)?;
        Ok(Some(sheet.svg(&caption, &layers)))
    }

    /// Exports panels on one sheet as an SVG document, with their titles, numbers and the parameters.
    #[wasm_bindgen(js_name = svgOfPanels)]
    pub fn svg_of_panels(&mut self, names: Vec<String>) -> Result<String, JsValue> {
        let view_of = |name: &str| self.views.iter().find(|view| view.info.name == name)?.chosen;
        let named = |name: &String| Ok((PanelInfo::from_name(name)?.name, view_of(name).unwrap_or_default()));
        let panels = names.iter().map(named).collect::<Result<Vec<_>, Error>>()?;
        let look = (self.theme, self.scale);
        let sheet = charts::sheet_of_panels(&mut self.session, &panels, look, SHEET_PIECES);
        if let Some(view) = self.views.iter().find(|view| view.info.name == "geometry") {
            self.session.set_plot_aspect(GeometryPanel::aspect(view.style.size));
        }
        Ok(sheet?)
    }

    /// Returns the parameters of the displayed iteration as text, separated by commas.
    #[wasm_bindgen(js_name = parametersText)]
    pub fn parameters_text(&self) -> String {
        charts::parameters(&self.session)
    }

    /// Draws the same plot on a canvas; the canvas grows to fit but does not shrink, because all frames of a video have the same size.
    #[wasm_bindgen(js_name = paintSheet)]
    pub fn paint_sheet(
        &mut self,
        name: &str,
        context: &CanvasRenderingContext2d,
        pixel_ratio: f64,
        is_complete: bool,
    ) -> Result<(), JsValue> {
        let (caption, table) = self.caption(name, is_complete);
        let Some((layers, style)) = self.drawn(name, table.as_ref(), pixel_ratio)? else { return Ok(()) };
        let sheet = Sheet::new(&caption, &style).map_err(Error::from)?;
        if let Some(canvas) = context.canvas() {
            let (width, height) = sheet.surface.size();
            // Video encoders require even dimensions.
            let even = |length: f64| (0.5 * length * pixel_ratio).ceil() as u32 * 2;
            if canvas.width() < even(width) || canvas.height() < even(height) {
                canvas.set_width(canvas.width().max(even(width)));
                canvas.set_height(canvas.height().max(even(height)));
            }
            context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?;
            context.set_fill_style_str(&style.theme.paper.css());
            context.fill_rect(0.0, 0.0, canvas.width().into(), canvas.height().into());
        }
        let mut canvas = Canvas::new(context.clone())?;
        canvas.replay(&sheet.surface, pixel_ratio, (0.0, 0.0))?;
        let ((left, top), (width, height)) = (sheet.plot, style.size);
        context.save();
        context.set_transform(pixel_ratio, 0.0, 0.0, pixel_ratio, 0.0, 0.0)?;
        context.begin_path();
        context.rect(left, top, width, height);
        context.clip();
        for layer in layers.all() {
            canvas.replay(&layer.surface, pixel_ratio, sheet.plot)?;
        }
        context.restore();
        Ok(())
    }

    /// Returns a new lab at the start of the same run with one panel, for recording a video.
    pub fn replay(&self, name: &str) -> Result<Lab, JsValue> {
        let mut views = Vec::new();
        for view in self.views.iter().filter(|view| view.info.name == name) {
            views.extend(panel(name).map(|panel| view.again(panel)).transpose()?);
        }
        Ok(self.with(self.session.replay()?, views))
    }

    fn caption(&self, name: &str, is_complete: bool) -> (Caption, Option<ComparisonTable>) {
        let (caption, table) =
            charts::caption(name, self.chosen_view(name).unwrap_or_default(), &self.session);
        (if is_complete { caption } else { caption.incomplete(&Catalogue::ENGLISH) }, table)
    }

    /// Draws a panel on new layers, without a focused feature.
    fn drawn(
        &mut self,
        name: &str,
        table: Option<&ComparisonTable>,
        pixel_ratio: f64,
    ) -> Result<Option<(Layers, Style)>, Error> {
        if let Some(table) = table {
            let style = self.style(table.size(), pixel_ratio);
            return Ok(Some((table.draw(&style)?, style)));
        }
        let Ok(info) = PanelInfo::from_name(name) else { return Ok(None) };
        let mut hidden = View::new(info, self.style(DEFAULT_SIZE, pixel_ratio))?;
        let view = self.views.iter_mut().find(|view| view.info.name == name).unwrap_or(&mut hidden);
        let style = Style { device_pixel_ratio: pixel_ratio, ..view.style.clone() };
        let mut layers = Layers::new(style.clone());
        let snapshot = Snapshot { focused: None, ..self.session.snapshot() };
        view.panel.draw(&snapshot, &style, &mut layers, true)?;
        // The panel's state belongs to these layers, so the page's layers have to be redrawn.
        view.is_stale = true;
        Ok(Some((layers, style)))
    }

    /// Returns the names of the tables that currently have data.
    #[wasm_bindgen(unchecked_return_type = "Types.TableName[]")]
    pub fn tables(&self) -> Vec<String> {
        let snapshot = self.session.snapshot();
        let available = CsvTable::ALL.into_iter().filter(|table| table.is_known(&snapshot));
        available.map(|table| table.name().to_owned()).collect()
    }

    /// Exports a table as CSV; computes missing optima first.
    pub fn table(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Types.TableName")] name: &str,
    ) -> Result<String, JsValue> {
        let table = CsvTable::from_name(name)?;
        if matches!(table, CsvTable::Path | CsvTable::Coefficients | CsvTable::Comparison) {
            self.session.finish();
        }
        Ok(table.write(&mut self.session))
    }

    /// Whether parameters changed during the run, so that it cannot be reproduced from the current ones.
    #[wasm_bindgen(js_name = parametersChanged)]
    pub fn parameters_changed(&self) -> bool {
        self.session.course() == Course::ParametersChanged
    }

    /// Exports a Python script that trains the same model and prints the same values.
    pub fn python(&self) -> String {
        script(&self.session)
    }
}
