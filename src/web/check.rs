//! Conditions on the state of a lab.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::js;
use super::lab::Lab;
use super::object::object;

#[wasm_bindgen]
impl Lab {
    /// Returns every condition of a check with the value of the lab and whether it holds; throws if the text is not a check.
    #[wasm_bindgen(js_name = checkOutcomes, unchecked_return_type = "Types.Condition[]")]
    pub fn check_outcomes(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    ) -> Result<Array, JsValue> {
        let text = js::text("check", &text)?.unwrap_or_default();
        let outcomes = self.session.check(&text)?.into_iter().map(|outcome| {
            object(&[
                ("text", outcome.text.into()),
                ("actual", outcome.actual.map_or(JsValue::NULL, JsValue::from)),
                ("passed", outcome.passed.into()),
            ])
        });
        Ok(outcomes.collect())
    }
}
