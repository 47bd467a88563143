//! Texts with keys and named placeholders: the English text is in the code that uses it, other languages are catalogues.

use std::collections::BTreeMap;

/// The texts of a language by key. A missing key falls back to English, so an empty catalogue is English.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    texts: BTreeMap<String, String>,
}

impl Catalogue {
    /// The texts that are compiled in.
    pub const ENGLISH: Self = Self { texts: BTreeMap::new() };

    /// A catalogue of pairs of key and text; a placeholder is a name in braces.
    pub fn new(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { texts: texts.into_iter().collect() }
    }

    /// The text of a key with its placeholders filled; the English text if the catalogue has none, or one with other placeholders.
    pub(super) fn format(&self, key: &str, english: &str, values: &[(&str, &str)]) -> String {
        let translated = self.texts.get(key).and_then(|text| filled(text, values));
        // The compiler has checked that the English text has these placeholders and no others.
        translated.or_else(|| filled(english, values)).unwrap_or_else(|| english.to_owned())
    }
}

/// Replaces every `{name}` by its value; `None` if there is no such value.
fn filled(text: &str, values: &[(&str, &str)]) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 16);
    let mut left = text;
    while let Some((before, after)) = left.split_once('{') {
        let (name, after) = after.split_once('}')?;
        out.push_str(before);
        out.push_str(values.iter().find(|(known, _)| *known == name)?.1);
        left = after;
    }
    out.push_str(left);
    Some(out)
}

/// The context of [`message!`] where there is nothing but a language.
pub(super) struct Language<'a> {
    pub catalogue: &'a Catalogue,
}

/// `message!(context, "panel.part", "English with {name}", name = value)`: the text of this key in the context's language.
///
/// A placeholder without a value, and a value without a placeholder, do not compile.
macro_rules! message {
    ($context:expr, $key:literal, $english:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        if false {
            let _ = format_args!($english $(, $name = "")*);
        }
        $context.catalogue.format($key, $english, &[$((stringify!($name), AsRef::<str>::as_ref(&$value))),*])
    }};
}
pub(in crate::charts) use message;

#[cfg(test)]
mod tests {
    use super::*;

    struct Context {
        catalogue: Catalogue,
    }

    fn in_language(text: &str) -> String {
        let texts = [("sparsity.number".to_owned(), text.to_owned())];
        let context = Context { catalogue: Catalogue::new(texts) };
        message!(
            context,
            "sparsity.number",
            "{zeros} of {count} are zero",
            zeros = "2",
            count = "5".to_owned()
        )
    }

    #[test]
    fn placeholders_are_filled_in_the_order_of_the_language() {
        assert_eq!(in_language("Von {count} sind {zeros} null"), "Von 5 sind 2 null");
        let context = Context { catalogue: Catalogue::ENGLISH };
        assert_eq!(message!(context, "any", "as it stands"), "as it stands");
    }

    #[test]
    fn a_text_with_an_unknown_or_open_placeholder_is_english_instead() {
        for broken in ["{missing} null", "{zeros of {count"] {
            assert_eq!(in_language(broken), "2 of 5 are zero");
        }
    }
}
