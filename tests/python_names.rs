//! The Python package's names and ranges, `python/src/regularization_lab/names.py`, are written from the tables in Rust:
//! `UPDATE_NAMES=1 cargo test --test python_names` writes the file.

use std::fmt::Write;
use std::path::Path;

use regularization_lab::charts::{CONTROLS, LAST_ITERATION, PANELS, THEMES};
use regularization_lab::data::{MAX_BYTES, MAX_CELLS, Task};
use regularization_lab::lab::{DATA_PARAMS, PARAMS, Param, ParamKind, Preset};

#[test]
fn the_names_of_the_python_package_are_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/src/regularization_lab/names.py");
    let current = module();
    if std::env::var_os("UPDATE_NAMES").is_some() {
        std::fs::write(&file, &current).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written == current, "{} is old; UPDATE_NAMES=1 cargo test --test python_names", file.display());
}

fn module() -> String {
    let mut module = String::from(
        "\"\"\"Names and ranges from the tables in Rust.\n\n`UPDATE_NAMES=1 cargo test --test python_names` writes this file; do not edit it.\n\"\"\"\n\n",
    );
    let themes = THEMES.map(|(name, _)| name);
    let panels = PANELS.iter().map(|panel| panel.name).collect::<Vec<_>>();
    for (name, items) in [
        ("PRESETS", &Preset::ALL.map(Preset::name)[..]),
        ("PANELS", &panels),
        ("CONTROLS", &CONTROLS),
        ("THEMES", &themes),
        ("TASKS", &Task::ALL.map(Task::name)),
    ] {
        writeln!(module, "{name} = {}", tuple(items)).unwrap();
    }
    let (mut choices, mut ranges, mut flags) = (String::new(), String::new(), Vec::new());
    for param in PARAMS.iter().filter(|param| param.in_lab) {
        add(param, &mut choices, &mut ranges, &mut flags);
    }
    for param in DATA_PARAMS.iter().filter(|param| param.in_lab) {
        add(param, &mut choices, &mut ranges, &mut flags);
    }
    write!(
        module,
        "\n# Parameters of a lab: the names that they accept, or their ranges with whether the lower end is left out.\n\
         CHOICES = {{\n{choices}}}\nRANGES = {{\n{ranges}}}\nFLAGS = {}\n\n\
         LAST_ITERATION = {LAST_ITERATION}\nMAX_CSV_BYTES = {MAX_BYTES}\nMAX_CSV_CELLS = {MAX_CELLS}\n",
        tuple(&flags)
    )
    .unwrap();
    module
}

fn add<P>(param: &Param<P>, choices: &mut String, ranges: &mut String, flags: &mut Vec<&'static str>) {
    match param.kind {
        ParamKind::Choice { names, .. } => {
            writeln!(choices, "    \"{}\": {},", param.name, tuple(&names())).unwrap();
        }
        ParamKind::Number { low, high, excludes_low, .. } => {
            let excludes_low = if excludes_low { "True" } else { "False" };
            writeln!(ranges, "    \"{}\": ({low:e}, {high:e}, {excludes_low}),", param.name).unwrap();
        }
        ParamKind::Flag { .. } => flags.push(param.name),
        ParamKind::Whole { .. } => panic!("{}: the Python package has no whole numbers", param.name),
    }
}

fn tuple(items: &[&str]) -> String {
    let items: Vec<String> = items.iter().map(|item| format!("\"{item}\",")).collect();
    format!("({})", items.join(" "))
}
