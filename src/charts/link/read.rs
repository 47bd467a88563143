//! Parses a link: from the text of a hash, with a message for each value that is left out.

use super::decode::{pairs, shortened};
use super::look::{CONTROLS, LAST_ITERATION, SPEED};
use super::rows::number_named;
use super::values::{choice, listed, number, whole};
use super::{Link, MAX_LINK_BYTES, kebab, lab_params, names_of, task_of};
use crate::charts::axis::Scale;
use crate::charts::panels::PANELS;
use crate::charts::theme::THEMES;
use crate::error::{Error, Result, check_between};
use crate::lab::{DATA_PARAMS, Params, Preset, scorings};
use crate::model::Scoring;
use crate::names::one_of;

/// The version that is written; an older one would be read here too.
const VERSION: &str = "1";
/// Most problems that are reported one by one.
const MAX_PROBLEMS: usize = 12;

/// What was wrong, a sentence each.
#[derive(Default)]
pub(super) struct Problems(Vec<String>);

impl Problems {
    pub fn say(&mut self, sentence: String) {
        self.0.push(sentence);
    }

    /// An error in the words of a link.
    pub fn tell(&mut self, key: &str, error: Error) {
        self.say(match error {
            Error::Parameter { name, value, accepted } => {
                let (name, value) = (kebab(name), shortened(&value));
                let why = format!("{name} must be {accepted}; got {value}");
                if name == key { why } else { format!("{key} does not go with the others: {why}") }
            }
            other => format!("{key}: {other}"),
        });
    }

    fn told(mut self) -> Vec<String> {
        if self.0.len() > MAX_PROBLEMS {
            let rest = self.0.len() - (MAX_PROBLEMS - 1);
            self.0.truncate(MAX_PROBLEMS - 1);
            self.say(format!("{rest} more parts of the link were left out"));
        }
        self.0
    }
}

impl Link {
    /// Reads a hash, with `#` or without. What is good is taken; what is not is left out, with a sentence each.
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

    /// Reads the parts of a link: keys and values as [`Link::read`] finds them.
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
            reader.problems.say(format!(
                "{} must be a key that links have; there is none of this name",
                shortened(&key)
            ));
        }
        (reader.link, reader.problems.told())
    }
}

pub(super) struct Reader {
    /// Pairs that are not read yet.
    pub pairs: Vec<(String, String)>,
    pub link: Link,
    pub problems: Problems,
    /// The data that numbers are read for.
    pub preset: Preset,
}

impl Reader {
    fn new(given: Vec<(String, String)>, mut problems: Problems) -> Self {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut repeated: Vec<String> = Vec::new();
        for (key, value) in given {
            if !pairs.iter().any(|(other, _)| *other == key) {
                pairs.push((key, value));
            } else if !repeated.contains(&key) {
                problems.say(format!("{} must be given once; the first one counts", shortened(&key)));
                repeated.push(key);
            }
        }
        Self { pairs, link: Link::default(), problems, preset: Preset::Stress }
    }

    pub fn take(&mut self, key: &str) -> Option<String> {
        let k = self.pairs.iter().position(|(other, _)| other == key)?;
        Some(self.pairs.remove(k).1)
    }

    /// A value as `read` understands it; what it complains about is a problem.
    pub fn get<T>(&mut self, key: &str, read: impl FnOnce(&str) -> Result<T>) -> Option<T> {
        let text = self.take(key)?;
        let value = read(&text);
        value.map_err(|error| self.problems.tell(key, error)).ok()
    }

    fn version(&mut self) {
        if let Some(version) = self.take("v").filter(|version| version != VERSION) {
            let version = shortened(&version);
            self.problems.say(format!(
                "v must be {VERSION}; got {version}, of which only what {VERSION} knows is read"
            ));
        }
    }

    fn data(&mut self) {
        let is_own = self.pairs.iter().any(|(key, value)| key == "data" && value == Preset::Own.name());
        if is_own {
            self.take("data");
            let why = "data must be one that the lab brings; got csv, a table of one's own, which does not travel in a link";
            self.problems.say(why.to_owned());
            // Parameters of the data and numbers of features mean nothing without these data.
            let is_of_data =
                |key: &str| key == "pair" || DATA_PARAMS.iter().any(|param| kebab(param.name) == key);
            self.pairs.retain(|(key, _)| !is_of_data(key) && number_named(key).is_none());
            return;
        }
        self.link.data = self.get("data", |text| choice("data", text, &Preset::ALL, Preset::name));
        self.preset = self.link.preset();
    }

    /// One after the other on what the preset asks for, so that each is checked among good ones.
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
        let (_, slowest, fastest) = SPEED;
        self.link.speed =
            self.get("speed", |text| check_between("speed", number("speed")(text)?, slowest, fastest));
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
                self.problems.say(format!("{key} must be {}; got {text}", one_of(&panel.view_names())));
            }
        }
    }

    fn one_of(&mut self, key: &'static str, names: &[&'static str]) -> Option<&'static str> {
        self.get(key, |text| choice(key, text, names, |name| name))
    }

    /// The names of a list that are known, each once; `None` where there are none.
    fn list(&mut self, key: &'static str, names: &[&'static str]) -> Option<Vec<&'static str>> {
        let text = self.take(key)?;
        let mut known: Vec<&'static str> = Vec::new();
        let mut unknown: Vec<&str> = Vec::new();
        for item in listed(&text) {
            match names.iter().find(|name| **name == item) {
                Some(name) if known.contains(name) => {}
                Some(name) => known.push(name),
                None if unknown.contains(&item) => {}
                None => unknown.push(item),
            }
        }
        if !unknown.is_empty() || known.is_empty() {
            let unknown = if unknown.is_empty() { "none".to_owned() } else { shortened(&unknown.join(", ")) };
            self.problems.say(format!("{key} must be among {}; got {unknown}", names.join(", ")));
        }
        (!known.is_empty()).then_some(known)
    }
}
