//! What JavaScript knows before the module is there, `www/names.js`, is written from the tables in Rust:
//! `UPDATE_NAMES=1 cargo test --test names` writes it anew. The unions of the contract have the same names.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use regularization_lab::charts::{
    CONTROLS, EMBEDDED_CONTROLS, EMBEDDED_PANELS, LARGEST_WEIGHT, LAST_ITERATION, PANELS, PanelInfo, SPEED,
    Scale, THEMES, panel,
};
use regularization_lab::data::{MAX_BYTES, MAX_CELLS, Task};
use regularization_lab::lab::{
    ClassWeight, DATA_PARAMS, Optimizer, PARAMS, Param, ParamKind, Preset, Slider,
};
use regularization_lab::model::{Loss, PenaltyKind, Scoring};

const CONTRACT: &str = include_str!("../www/regularization-lab.d.ts");
/// Longest line that Biome leaves.
const LINE: usize = 120;

#[test]
fn the_names_of_the_page_are_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/names.js");
    let current = module();
    if std::env::var_os("UPDATE_NAMES").is_some() {
        std::fs::write(&file, &current).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written == current, "www/names.js is old; UPDATE_NAMES=1 cargo test --test names writes it anew");
}

#[test]
fn the_contract_has_the_same_names() {
    assert_is_union("type Panel =", &panels(|_| true));
    assert_is_union("type Penalty =", &PenaltyKind::ALL.map(PenaltyKind::name));
    assert_is_union("type Optimizer =", &Optimizer::ALL.map(Optimizer::name));
    assert_is_union("type Scoring =", &Scoring::ALL.map(Scoring::name));
    assert_is_union("type Preset =", &Preset::ALL.map(Preset::name));
    assert_is_union("type Task =", &Task::ALL.map(Task::name));
    assert_is_union("loss?:", &Loss::ALL.map(Loss::name));
    assert_is_union("classWeight?:", &ClassWeight::ALL.map(ClassWeight::name));
    assert_is_union("theme:", &THEMES.map(|(name, _)| name));
}

#[test]
fn every_parameter_is_part_of_the_contract() {
    let (options, element) = (interface("interface FitParams"), interface("class RegularizationLab"));
    let options = options + &interface("interface TrainerParams");
    for param in &PARAMS {
        let camel = camel_case(param.name);
        assert!(options.contains(&format!("  {camel}?: ")), "TrainerParams has no {camel}");
    }
    for (name, _) in parameters() {
        assert!(element.contains(&format!("  {name}: ")), "the element has no property {name}");
    }
}

/// The members of an interface or class of the contract.
fn interface(start: &str) -> String {
    let (_, members) = CONTRACT.split_once(start).unwrap_or_else(|| panic!("the contract has no {start}"));
    members.split_once("\n}").unwrap().0.to_owned()
}

#[test]
fn every_panel_can_be_made_and_shows_its_views_and_no_other() {
    for info in &PANELS {
        let Some(mut panel) = panel(info.name) else {
            assert_eq!(info.name, "comparison");
            continue;
        };
        for (view, _) in info.views {
            assert!(panel.choose_view(view).is_ok(), "{} has no view {view}", info.name);
        }
        let error = panel.choose_view("upside-down").unwrap_err().to_string();
        assert!(
            error.ends_with("got \"upside-down\"") && info.views.iter().all(|(view, _)| error.contains(view)),
            "{error}"
        );
    }
    let error = PanelInfo::from_name("violin").unwrap_err().to_string();
    assert_eq!(error, format!("panel must be one of {}; got \"violin\"", panels(|_| true).join(", ")));
}

fn panels(holds: impl Fn(&PanelInfo) -> bool) -> Vec<&'static str> {
    PANELS.iter().filter(|panel| holds(panel)).map(|panel| panel.name).collect()
}

/// Asserts that the union after the first place of these words in the contract has these members, in whatever order.
fn assert_is_union(start: &str, names: &[&str]) {
    let rest = CONTRACT.split_once(start).unwrap_or_else(|| panic!("the contract has no {start}")).1;
    let union = rest.split_once(';').unwrap().0;
    let members = union.split('|').map(|member| member.trim().trim_matches('\''));
    let members: BTreeSet<&str> = members.filter(|member| !member.is_empty()).collect();
    assert_eq!(members, names.iter().copied().collect(), "{start}");
}

/// The module, as Biome formats it.
fn module() -> String {
    let mut module = Module(String::from(
        "/** Names and ranges from the tables in Rust. `UPDATE_NAMES=1 cargo test --test names` writes this file; do not edit it. */\n",
    ));
    module.item("Address of the source code.", "REPOSITORY", &quoted(env!("CARGO_PKG_REPOSITORY")));
    add_panels(&mut module);
    add_presentation(&mut module);
    add_choices(&mut module);
    let entries = parameters().into_iter().map(|(name, object)| format!("  {name}: {object},\n"));
    let entries = entries.collect::<Vec<_>>().concat();
    module.item(
        "Parameters of a lab: their attributes, which are their keys in links too, their labels, kinds and sliders.",
        "PARAMETERS",
        &format!("/** @type {{const}} */ ({{\n{entries}}})"),
    );
    module.0
}

fn add_panels(module: &mut Module) {
    module.list("Panels, in reading order.", "PANELS", &panels(|_| true));
    module.list(
        "Panels that the page shows unless told otherwise.",
        "DEFAULT_PANELS",
        &panels(|panel| panel.is_default),
    );
    module.list(
        "Panels of an embedded lab unless its author names others.",
        "EMBEDDED_PANELS",
        &EMBEDDED_PANELS,
    );
    module.list("Panels that are tables.", "TABLE_PANELS", &panels(|panel| panel.new.is_none()));
    module.list(
        "Panels with a mark for every weight: while one weight has the focus, the marks of the others fade.",
        "FADING_PANELS",
        &panels(|panel| panel.fades),
    );
    let columns = PANELS.iter().map(|panel| (panel.name, quoted(panel.column.name())));
    module.record(
        "The column of each panel: left those over iterations, right those over weights, then those over λ, so that columns share their axis.",
        "Record<string, 'left' | 'right' | 'lambda' | 'any'>",
        "COLUMNS",
        columns,
    );
    let with_views = PANELS.iter().filter(|panel| !panel.views.is_empty());
    module.record(
        "Names and labels of the ways to show a panel that has several, the default first.",
        "Record<string, Record<string, string>>",
        "VIEWS",
        with_views.map(|panel| {
            let views = panel.views.iter().map(|&(name, label)| format!("{}: {}", key(name), quoted(label)));
            (panel.name, format!("{{ {} }}", views.collect::<Vec<_>>().join(", ")))
        }),
    );
    module.record(
        "Heights of pictures in CSS pixels.",
        "Record<string, number>",
        "HEIGHTS",
        PANELS.iter().map(|panel| (panel.name, panel.height.to_string())),
    );
    module.record(
        "Titles of panels.",
        "Record<string, string>",
        "PANEL_TITLES",
        PANELS.iter().map(|panel| (panel.name, quoted(panel.title))),
    );
    module.record(
        "Titles of panels where there is little room.",
        "Record<string, string>",
        "SHORT_TITLES",
        PANELS.iter().map(|panel| (panel.name, quoted(panel.short_title))),
    );
}

/// How a lab is shown and played.
fn add_presentation(module: &mut Module) {
    module.list("Controls, in the order of the page.", "CONTROLS", &CONTROLS);
    module.list(
        "Controls of an embedded lab unless its author names others.",
        "EMBEDDED_CONTROLS",
        &EMBEDDED_CONTROLS,
    );
    module.closed_list("Themes; the first one follows the system.", "THEMES", &THEMES.map(|(name, _)| name));
    module.closed_list("Spacings of weights, the default first.", "SCALES", &Scale::ALL.map(Scale::name));
    let (default, lowest, highest) = SPEED;
    module.item(
        "Iterations a second.",
        "SPEED",
        &format!("{{ default: {default}, lowest: {lowest}, highest: {highest} }}"),
    );
    module.item("Furthest iteration that can be asked for.", "LAST_ITERATION", &LAST_ITERATION.to_string());
    module.item(
        "Largest size of a weight of a start point.",
        "LARGEST_WEIGHT",
        &format!("{LARGEST_WEIGHT:e}"),
    );
    module.item("Largest size of a CSV in bytes.", "MAX_CSV_BYTES", &MAX_BYTES.to_string());
    module.item("Largest number of cells of a CSV.", "MAX_CSV_CELLS", &MAX_CELLS.to_string());
}

/// The choices of menus.
fn add_choices(module: &mut Module) {
    module.list("Data sets, in the order of the menu.", "PRESETS", &Preset::ALL.map(Preset::name));
    let presets = || Preset::ALL.into_iter().chain([Preset::Own]);
    module.record(
        "Files of the presets that are built-in tables.",
        "Record<string, string>",
        "PRESET_TABLES",
        presets().filter_map(|preset| Some((preset.name(), quoted(&preset.builtin()?.file())))),
    );
    module.record(
        "What presets are called in menus.",
        "Record<string, string>",
        "PRESET_LABELS",
        presets().map(|preset| (preset.name(), quoted(preset.label()))),
    );
    module.record(
        "What presets are for, with their rows of docs/sources.md.",
        "Record<string, string>",
        "PRESET_DESCRIPTIONS",
        presets().map(|preset| (preset.name(), quoted(preset.description()))),
    );
    module.record(
        "What penalties are called.",
        "Record<string, string>",
        "PENALTY_LABELS",
        PenaltyKind::ALL.iter().map(|kind| (kind.name(), quoted(kind.label()))),
    );
    module.record(
        "What optimizers are called.",
        "Record<string, string>",
        "OPTIMIZER_LABELS",
        Optimizer::ALL.iter().map(|optimizer| (optimizer.name(), quoted(optimizer.label()))),
    );
    module.record(
        "What scores of held-out rows are called.",
        "Record<string, string>",
        "SCORING_LABELS",
        Scoring::ALL.iter().map(|scoring| (scoring.name(), quoted(scoring.label()))),
    );
}

/// The parameters that a lab has, by their property.
fn parameters() -> Vec<(String, String)> {
    let of_trainer = PARAMS.iter().filter(|param| param.in_lab).map(parameter);
    of_trainer.chain(DATA_PARAMS.iter().filter(|param| param.in_lab).map(parameter)).collect()
}

fn parameter<P>(param: &Param<P>) -> (String, String) {
    let kind = match param.kind {
        ParamKind::Number { .. } | ParamKind::Whole { .. } => "number",
        ParamKind::Flag { .. } => "flag",
        ParamKind::Choice { .. } => "choice",
    };
    let slider = param.slider.map(|Slider { low, high, step }| {
        format!("    slider: {{ low: {low}, high: {high}, step: {step} }},\n")
    });
    let (attribute, label) = (quoted(&param.name.replace('_', "-")), quoted(param.label));
    let object = format!(
        "{{\n    attribute: {attribute},\n    label: {label},\n    kind: '{kind}',\n{}  }}",
        slider.unwrap_or_default()
    );
    (camel_case(param.name), object)
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_').map(str::to_owned);
    let first = words.next().unwrap_or_default();
    words.fold(first, |camel, word| camel + &word[..1].to_uppercase() + &word[1..])
}

/// A JavaScript module in the making.
struct Module(String);

impl Module {
    fn item(&mut self, doc: &str, name: &str, value: &str) {
        write!(self.0, "\n/** {doc} */\nexport const {name} = {value};\n").unwrap();
    }

    fn list(&mut self, doc: &str, name: &str, items: &[&str]) {
        self.item(doc, name, &array(items, format!("export const {name} = ;").len()));
    }

    /// A list whose items are a type.
    fn closed_list(&mut self, doc: &str, name: &str, items: &[&str]) {
        self.item(doc, name, &format!("/** @type {{const}} */ ({})", array(items, 0)));
    }

    fn record<'a>(
        &mut self,
        doc: &str,
        kind: &str,
        name: &str,
        entries: impl Iterator<Item = (&'a str, String)>,
    ) {
        let mut object = String::from("{\n");
        for (key, value) in entries {
            writeln!(object, "  {}: {value},", self::key(key)).unwrap();
        }
        write!(self.0, "\n/**\n * {doc}\n *\n * @type {{{kind}}}\n */\nexport const {name} = {object}}};\n")
            .unwrap();
    }
}

/// The key of an object, in quotes where it is no word.
fn key(name: &str) -> String {
    if name.chars().all(char::is_alphanumeric) { name.to_owned() } else { quoted(name) }
}

fn quoted(text: &str) -> String {
    format!("'{text}'")
}

/// An array of texts, on one line where they fit beside so many characters.
fn array(items: &[&str], beside: usize) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    let line = format!("[{}]", items.join(", "));
    if beside + line.len() <= LINE { line } else { format!("[\n  {},\n]", items.join(",\n  ")) }
}
