//! The gallery of the documentation, `docs/gallery.md`, and its posters are made of the panels' own titles and reading aids:
//! `UPDATE_GALLERY=1 cargo test --test gallery` writes them.

#[path = "goldens/compare.rs"]
mod compare;
#[path = "common/table.rs"]
mod table;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use regularization_lab::charts::{Catalogue, Link, PANELS, PanelInfo, Poster, panel_text};
use regularization_lab::lab::Lab;

/// A state in which each panel shows its idea: the attributes of the element, and the iterations of its poster.
const STATES: [(&str, &str, usize); 16] = [
    ("trajectories", "data=stress&penalty=l1&lambda=1", 600),
    ("geometry", "data=two-features&penalty=l1&lambda=1", 60),
    ("sparsity", "data=stress&penalty=l1&lambda=3", 600),
    ("weights", "data=stress&penalty=l1&lambda=3", 600),
    ("ledger", "data=easy&penalty=l2&lambda=10", 400),
    ("path", "data=diabetes&penalty=l1&lambda=30", 400),
    ("comparison", "data=stress&penalty=l1&lambda=1", 600),
    ("cross-validation", "data=twins&penalty=l1&lambda=3", 400),
    ("sweep", "data=easy&penalty=elasticnet&lambda=3", 400),
    ("pull", "data=easy&penalty=elasticnet&lambda=10", 400),
    ("priors", "data=easy&penalty=l1&lambda=10", 400),
    ("histogram", "data=stress&penalty=l1&lambda=1", 600),
    ("bias-variance", "data=twins&penalty=l2&lambda=3", 400),
    ("stability", "data=twins&penalty=l1&lambda=3", 400),
    ("calibration", "data=easy&penalty=l2&lambda=3", 400),
    ("boundary", "data=two-features&penalty=l2&lambda=1", 60),
];

const HEAD: &str = "# Gallery

Every panel as a lab of its own, with the element that shows it. `panels` takes several names, in the order in which the panels
appear. In the page of the lab, *Embed…* in the menu ⋯ of a panel writes this for the state that is open.
";

#[test]
fn the_gallery_has_every_panel_with_its_title_reading_aid_and_poster() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (page, posters) = (root.join("docs/gallery.md"), root.join("docs/gallery"));
    let (text, drawn) = gallery();
    if std::env::var_os("UPDATE_GALLERY").is_some() {
        write(&page, &posters, &text, &drawn);
    }
    let advice = "UPDATE_GALLERY=1 cargo test --test gallery writes it";
    assert!(fs::read_to_string(&page).unwrap_or_default() == text, "{} is old; {advice}", page.display());
    for (name, svg) in &drawn {
        let old = fs::read_to_string(posters.join(name)).unwrap_or_default();
        assert_eq!(compare::first_difference(&old, svg), None, "{name} is old; {advice}");
    }
    assert_eq!(fs::read_dir(&posters).unwrap().count(), drawn.len(), "a poster that no panel has");
}

fn write(page: &Path, posters: &PathBuf, text: &str, drawn: &BTreeMap<String, String>) {
    fs::write(page, text).unwrap();
    fs::create_dir_all(posters).unwrap();
    for (name, svg) in drawn {
        fs::write(posters.join(name), svg).unwrap();
    }
}

/// The page, and its posters by file name.
fn gallery() -> (String, BTreeMap<String, String>) {
    let mut text = String::from(HEAD);
    let mut drawn = BTreeMap::new();
    for info in &PANELS {
        let (_, state, n_iter) = STATES
            .into_iter()
            .find(|(name, _, _)| *name == info.name)
            .unwrap_or_else(|| panic!("the gallery has no state for {}", info.name));
        let (link, problems) = Link::read(&format!("{state}&n-iter={n_iter}"));
        assert_eq!(problems, Vec::<String>::new(), "{state}");
        let poster = Poster { panel: Some(info.name.to_owned()), ..Poster::default() };
        let (svg, problems) = poster.draw(&link, table::table(link.preset())).unwrap();
        assert_eq!(problems, Vec::<String>::new(), "{state}");
        text += &section(info, state, &aid(info, &link), &svg);
        drawn.insert(format!("{}.svg", info.name), svg);
    }
    (text, drawn)
}

fn aid(info: &PanelInfo, link: &Link) -> String {
    let mut lab = Lab::new(link.params(table::table(link.preset())).unwrap()).unwrap();
    lab.set_required((info.needs)(""));
    lab.step(link.n_iter.unwrap_or(0));
    while lab.refine() {}
    panel_text(info.name, "", (&lab, &lab.snapshot()), &Catalogue::ENGLISH).unwrap().aid
}

fn section(info: &PanelInfo, state: &str, aid: &str, svg: &str) -> String {
    let attributes = state.split('&').filter_map(|part| part.split_once('='));
    let attributes: Vec<String> = attributes.map(|(name, value)| format!("{name}=\"{value}\"")).collect();
    let size = |name: &str| {
        let start = svg.split_once(&format!(" {name}=\"")).expect("an SVG has a size").1;
        start.split_once('"').unwrap().0.to_owned()
    };
    format!(
        "\n## {}\n\n{aid}\n\n```html live\n<regularization-lab panels=\"{}\" {} autoplay loading=\"lazy\">\n  \
         <img slot=\"poster\" src=\"gallery/{}.svg\" width=\"{}\" height=\"{}\" alt=\"{}\">\n</regularization-lab>\n```\n",
        info.title,
        info.name,
        attributes.join(" "),
        info.name,
        size("width"),
        size("height"),
        info.title,
    )
}
