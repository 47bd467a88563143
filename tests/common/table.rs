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
        Builtin::Prostate => include_bytes!("../../data/prostate.csv"),
        Builtin::Hitters => include_bytes!("../../data/hitters.csv"),
        Builtin::Credit => include_bytes!("../../data/credit.csv"),
        Builtin::Heart => include_bytes!("../../data/heart.csv"),
    };
    Some(Rc::new(builtin.read(bytes).unwrap()))
}
