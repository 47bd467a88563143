//! Built-in tables.

use std::rc::Rc;

use regularization_lab::data::{Builtin, Dataset};
use regularization_lab::lab::Preset;

/// The built-in table of a preset.
pub fn table(preset: Preset) -> Option<Rc<Dataset>> {
    let builtin = preset.builtin()?;
    let bytes: &[u8] = match builtin {
        Builtin::Diabetes => include_bytes!("../../data/diabetes.bin"),
        Builtin::BreastCancer => include_bytes!("../../data/breast_cancer.bin"),
    };
    Some(Rc::new(builtin.read(bytes).unwrap()))
}
