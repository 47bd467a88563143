//! A link as an SVG, without a browser: `cargo xtask poster '<hash>'` calls this.

use std::io::Write;
use std::process::ExitCode;
use std::rc::Rc;

use regularization_lab::charts::{Link, Poster};
use regularization_lab::data::{Builtin, Dataset};
use regularization_lab::lab::Preset;

const USAGE: &str = "\
cargo xtask poster '<hash>' [-o FILE] [--panel NAME] [--width N] [--theme light|dark]

  <hash>   the part of a link after #; docs/link.md has its grammar
  -o       writes into FILE instead of standard output
  --panel  one panel instead of those of the link
  --width  CSS pixels across; 640 for one panel, 960 for more
  --theme  instead of the link's own";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn std::error::Error>> {
    let (mut hash, mut file, mut poster) = (None, None, Poster::default());
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value\n\n{USAGE}"));
        match argument.as_str() {
            "-o" => file = Some(value()?),
            "--panel" => poster.panel = Some(value()?),
            "--theme" => poster.theme = Some(value()?),
            "--width" => {
                let width = value()?;
                poster.width =
                    Some(width.parse().map_err(|_| format!("--width must be a number; got {width}"))?);
            }
            _ if hash.is_none() && !argument.starts_with("--") => hash = Some(argument),
            _ => return Err(format!("there is no place for {argument}\n\n{USAGE}").into()),
        }
    }
    let hash = hash.ok_or(USAGE)?;
    // A whole address will do as well.
    let (link, problems) = Link::read(hash.rsplit_once('#').map_or(&hash, |(_, hash)| hash));
    let (svg, others) = poster.draw(&link, table(link.preset()).transpose()?)?;
    for problem in problems.iter().chain(&others) {
        eprintln!("{problem}");
    }
    match file {
        Some(file) => std::fs::write(&file, svg).map_err(|error| format!("{file}: {error}"))?,
        None => std::io::stdout().write_all(svg.as_bytes())?,
    }
    Ok(())
}

/// The table that a preset is about.
fn table(preset: Preset) -> Option<regularization_lab::Result<Rc<Dataset>>> {
    let builtin = preset.builtin()?;
    let bytes: &[u8] = match builtin {
        Builtin::Diabetes => include_bytes!("../data/diabetes.bin"),
        Builtin::BreastCancer => include_bytes!("../data/breast_cancer.bin"),
        Builtin::Prostate => include_bytes!("../data/prostate.csv"),
        Builtin::Hitters => include_bytes!("../data/hitters.csv"),
        Builtin::Credit => include_bytes!("../data/credit.csv"),
        Builtin::Heart => include_bytes!("../data/heart.csv"),
    };
    Some(builtin.read(bytes).map(Rc::new))
}
