//! Slider scales of λ and `l1_ratio`.

use wasm_bindgen::prelude::*;

use super::lab::Lab;
use crate::model::PenaltyKind;

/// Returns the penalty of an `l1_ratio`: L2 at 0, L1 at 1, the elastic net otherwise.
#[wasm_bindgen(js_name = penaltyOfRatio)]
pub fn penalty_of_ratio(l1_ratio: f64) -> String {
    let kind = match l1_ratio {
        0.0 => PenaltyKind::L2,
        1.0 => PenaltyKind::L1,
        _ => PenaltyKind::ElasticNet,
    };
    kind.name().to_owned()
}

#[wasm_bindgen]
impl Lab {
    /// Returns λ at a slider position in 0 … 1.
    #[wasm_bindgen(js_name = lambdaAt)]
    pub fn lambda_at(&self, position: f64) -> f64 {
        self.session.lambda_scale().value(position)
    }

    /// Returns the slider position of λ.
    #[wasm_bindgen(js_name = lambdaPosition)]
    pub fn lambda_position(&self, lambda: f64) -> f64 {
        self.session.lambda_scale().position(lambda)
    }

    /// Returns λ shifted by a number of decades, including to and from 0.
    #[wasm_bindgen(js_name = lambdaMoved)]
    pub fn lambda_moved(&self, lambda: f64, decades: f64) -> f64 {
        self.session.lambda_scale().moved(lambda, decades)
    }

    /// Returns 0 and the powers of ten on the slider.
    #[wasm_bindgen(js_name = lambdaTicks)]
    pub fn lambda_ticks(&self) -> Vec<f64> {
        self.session.lambda_scale().ticks()
    }
}
