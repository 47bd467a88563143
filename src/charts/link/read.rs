//! Parses a hash into a [`Link`], with a message for each invalid part.

use super::decode::pairs;
use super::look::{CONTROLS, LAST_ITERATION, SPEED};
use super::rows::recipe_parameter;
use super::values::{choice, items, number, whole};
use super::{Link, MAX_LINK_BYTES, PENALTY_FACTOR, kebab, lab_params, names_of, task_of};
use crate::charts::axis::Scale;
use crate::charts::panels::PANELS;
use crate::charts::theme::THEMES;
use crate::error::{Error, Result, shortened};
use crate::lab::{BookmarkOrigin, DATA_PARAMS, Params, Preset, scorings};
use crate::model::Scoring;
use crate::names::one_of;

/// Version of the grammar.
const VERSION: &str = "1";
/// Maximum number of messages; the last one counts the others.
const MAX_PROBLEMS: usize = 12;

/// Messages about invalid parts of a link.
#[derive(Default)]
pub(super) struct Problems(Vec<String>);

impl Problems {
    pub fn push(&mut self, message: String) {
        self.0.push(message);
    }

    /// Adds the message of an error, with the kebab-case names of links.
    pub fn push_error(&mut self, key: &str, error: Error) {
        self.push(match error {
            Error::Parameter { name, value, accepted } => {
                let (name, value) = (kebab(name), shortened(&value));
                let message = format!("{name} must be {accepted}; got {value}");
                if name == key { message } else { format!("{key} does not go with the others: {message}") }
            }
            other => format!("{key}: {other}"),
        });
    }

    /// Returns the messages, at most [`MAX_PROBLEMS`].
    fn into_messages(mut self) -> Vec<String> {
        if self.0.len() > MAX_PROBLEMS {
            let n_others = self.0.len() - (MAX_PROBLEMS - 1);
            self.0.truncate(MAX_PROBLEMS - 1);
            self.push(format!("{n_others} more parts of the link were left out"));
        }
        self.0
    }
}

impl Link {
    /// Parses a hash, with or without `#`. Returns the valid values, and a message for each invalid part.
    #[must_use]
    pub fn read(hash: &str) -> (Self, Vec<String>) {
        if hash.len() > MAX_LINK_BYTES {
            let problem = format!(
                "the link must have at most {MAX_LINK_BYTES} bytes; got {}, and nothing was read",
                hash.len()
            );
            return (Self::default(), vec![problem]);
        }
        let mut problems = Problems::default();
        let pairs = pairs(hash, &mut problems);
        Self::read_pairs(pairs, problems)
    }

    /// Parses key–value pairs that are already decoded, otherwise as [`Link::read`].
    #[must_use]
    pub fn of_pairs(pairs: Vec<(String, String)>) -> (Self, Vec<String>) {
        Self::read_pairs(pairs, Problems::default())
    }

    fn read_pairs(pairs: Vec<(String, String)>, problems: Problems) -> (Self, Vec<String>) {
        let mut reader = Reader::new(pairs, problems);
        reader.version();
        reader.data();
        reader.trainer();
        reader.rows();
        reader.run();
        reader.look();
        for (key, _) in std::mem::take(&mut reader.pairs) {
            reader.problems.push(format!(
                "{} must be a key that links have; there is none of this name",
                shortened(&key)
            ));
        }
        (reader.link, reader.problems.into_messages())
    }
}

/// State of the parser.
pub(super) struct Reader {
    /// Pairs that are not parsed yet.
    pub pairs: Vec<(String, String)>,
    pub link: Link,
    pub problems: Problems,
    /// The preset that the recipe parameters are checked against.
    pub preset: Preset,
}

impl Reader {
    fn new(all: Vec<(String, String)>, mut problems: Problems) -> Self {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut repeated: Vec<String> = Vec::new();
        for (key, value) in all {
            if !pairs.iter().any(|(other, _)| *other == key) {
                pairs.push((key, value));
            } else if !repeated.contains(&key) {
                problems.push(format!("{} must be given once; the first one counts", shortened(&key)));
                repeated.push(key);
            }
        }
        Self { pairs, link: Link::default(), problems, preset: Preset::Stress }
    }

    /// Removes a key and returns its value.
    pub fn take(&mut self, key: &str) -> Option<String> {
        let k = self.pairs.iter().position(|(other, _)| other == key)?;
        Some(self.pairs.remove(k).1)
    }

    /// Parses the value of a key with `read`; reports its error.
    pub fn get<T>(&mut self, key: &str, read: impl FnOnce(&str) -> Result<T>) -> Option<T> {
        let text = self.take(key)?;
        let value = read(&text);
        value.map_err(|error| self.problems.push_error(key, error)).ok()
    }

    fn version(&mut self) {
        if let Some(version) = self.take("v").filter(|version| version != VERSION) {
            let version = shortened(&version);
            self.problems.push(format!(
                "v must be {VERSION}; got {version}, of which only what {VERSION} knows is read"
            ));
        }
    }

    fn data(&mut self) {
        let is_own = self.pairs.iter().any(|(key, value)| key == "data" && value == Preset::Own.name());
        if is_own {
            self.take("data");
            self.link.has_own_table = true;
            let message = "data must be one that the lab brings; got csv, a table of one's own, which is not part of a link";
            self.problems.push(message.to_owned());
            // Data parameters, recipe parameters and feature indices are meaningless without this table.
            let is_of_data = |key: &str| {
                ["pair", "start", PENALTY_FACTOR].contains(&key)
                    || DATA_PARAMS.iter().any(|param| kebab(param.name) == key)
            };
            self.pairs.retain(|(key, _)| !is_of_data(key) && recipe_parameter(key).is_none());
            return;
        }
        self.link.data = self.get("data", |text| choice("data", text, &Preset::ALL, Preset::name));
        self.preset = self.link.preset();
    }

    /// Applies the model parameters one by one to the preset's, so that each is checked against valid values only.
    fn trainer(&mut self) {
        let mut trainer = Params::trainer_of(self.preset);
        let task = task_of(self.preset);
        for param in lab_params() {
            let value = self.get(&kebab(param.name), |text| {
                let (value, mut changed) = (param.parse(text)?, trainer.clone());
                param.set(&mut changed, value)?;
                changed.check_for(task)?;
                trainer = changed;
                Ok(value)
            });
            self.link.params.extend(value.map(|value| (param.name, value)));
        }
        self.link.scoring =
            self.get("scoring", |text| choice("scoring", text, scorings(task), Scoring::name));
    }

    fn run(&mut self) {
        self.link.n_iter = self.get("n-iter", whole("n_iter", LAST_ITERATION));
        self.link.at_optimum = self.one_of("at", &["optimum"]).is_some();
        self.link.bookmark = self.get("bookmark", BookmarkOrigin::read);
        let (_, slowest, fastest) = SPEED;
        self.link.speed = self.get("speed", number("speed", slowest, fastest));
    }

    fn look(&mut self) {
        self.link.panels = self.list("panels", &names_of(|_| true));
        self.link.controls = self.list("controls", &CONTROLS);
        self.link.theme = self.one_of("theme", &THEMES.map(|(name, _)| name));
        self.link.scale = self.get("scale", |text| choice("scale", text, &Scale::ALL, Scale::name));
        for panel in PANELS.iter().filter(|panel| !panel.views.is_empty()) {
            let key = format!("view-{}", panel.name);
            let Some(text) = self.take(&key) else { continue };
            if let Ok(view) = panel.view(&text) {
                self.link.views.push((panel.name, view));
            } else {
                let text = shortened(&text);
                self.problems.push(format!("{key} must be {}; got {text}", one_of(&panel.view_names())));
            }
        }
    }

    fn one_of(&mut self, key: &'static str, names: &[&'static str]) -> Option<&'static str> {
        self.get(key, |text| choice(key, text, names, |name| name))
    }

    /// Parses a list of names and removes duplicates and unknown names; `None` if no name is left.
    fn list(&mut self, key: &'static str, names: &[&'static str]) -> Option<Vec<&'static str>> {
        let text = self.take(key)?;
        let mut valid: Vec<&'static str> = Vec::new();
        let mut unknown: Vec<&str> = Vec::new();
        for item in items(&text) {
            match names.iter().find(|name| **name == item) {
                Some(name) if valid.contains(name) => {}
                Some(name) => valid.push(name),
                None if unknown.contains(&item) => {}
                None => unknown.push(item),
            }
        }
        if !unknown.is_empty() || valid.is_empty() {
            let unknown = if unknown.is_empty() { "none".to_owned() } else { shortened(&unknown.join(", ")) };
            self.problems.push(format!("{key} must be among {}; got {unknown}", names.join(", ")));
        }
        (!valid.is_empty()).then_some(valid)
    }
}
