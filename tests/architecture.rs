//! What may use what, and what no module may use at all.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

#[path = "architecture/analysis.rs"]
mod analysis;
#[path = "architecture/names.rs"]
mod names;
#[path = "architecture/offences.rs"]
mod offences;
#[path = "architecture/pages.rs"]
mod pages;
#[path = "architecture/paths.rs"]
mod paths;
#[path = "architecture/prose.rs"]
mod prose;
#[path = "architecture/rooms.rs"]
mod rooms;
#[path = "architecture/terms.rs"]
mod terms;
#[path = "architecture/words.rs"]
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The floor whose files stand directly in its folder.
const ENGINE: &str = "engine";

/// A module and the modules that it may use.
type Row = (&'static str, &'static [&'static str]);

/// Bottom-up. A floor is a folder, a row a module on it; the engine is a floor and a module in one.
/// A module may use only what its row names; a row may name only rows above it.
const FLOORS: &[(&str, &[Row])] = &[
    (ENGINE, &[(ENGINE, &[])]),
    (
        "ground",
        &[
            ("valid", &[]),
            ("measure", &["engine", "valid"]),
            ("money", &["engine", "measure", "valid"]),
            ("calendar", &["engine", "measure", "valid"]),
            ("id", &["valid"]),
            ("forest", &[]),
            ("lifecycle", &["calendar", "id", "measure", "valid"]),
            ("confidence", &["calendar", "lifecycle", "valid"]),
            ("timeline", &["calendar", "engine", "measure", "money"]),
            ("evidence", &["calendar", "measure", "money", "valid"]),
            ("phase", &["calendar", "measure", "money", "valid"]),
        ],
    ),
    (
        "records",
        &[
            ("intake", &["calendar", "engine", "id", "money", "timeline"]),
            ("trade", &["calendar", "engine", "id", "intake", "money", "valid"]),
            ("product", &["forest", "id", "valid"]),
            ("outlet", &["calendar", "forest", "id", "measure", "valid"]),
            ("receivable", &["calendar", "engine", "id", "intake", "measure", "money", "valid"]),
            ("expense", &["calendar", "engine", "id", "intake", "money", "timeline"]),
            ("feed", &["calendar", "valid"]),
            ("interaction", &["calendar", "id", "intake", "valid"]),
            ("enquiry", &["calendar", "id", "intake", "lifecycle", "money", "valid"]),
            ("objection", &["calendar", "id", "intake", "lifecycle", "measure", "valid"]),
            ("survey", &["calendar", "engine", "id", "intake", "measure", "valid"]),
            ("rating", &["calendar", "id", "intake", "measure", "survey", "valid"]),
            ("incident", &["calendar", "id", "intake", "valid"]),
            ("identity", &["calendar", "confidence", "id", "lifecycle", "measure", "valid"]),
            (
                "customer",
                &[
                    "calendar",
                    "confidence",
                    "engine",
                    "id",
                    "identity",
                    "lifecycle",
                    "measure",
                    "valid",
                ],
            ),
            (
                "contact",
                &[
                    "calendar",
                    "confidence",
                    "id",
                    "identity",
                    "intake",
                    "interaction",
                    "lifecycle",
                    "valid",
                ],
            ),
            ("custody", &["calendar", "id", "intake", "lifecycle"]),
            (
                "contract",
                &["calendar", "custody", "id", "intake", "lifecycle", "measure", "money", "valid"],
            ),
            ("assignment", &["calendar", "contract", "id", "intake", "valid"]),
            ("means", &["calendar", "customer", "id", "intake", "lifecycle", "money", "valid"]),
            ("wallet", &["calendar", "customer", "id", "intake", "measure", "money"]),
            ("class_meeting", &["calendar", "customer", "id", "intake", "lifecycle"]),
            (
                "account",
                &[
                    "assignment",
                    "calendar",
                    "class_meeting",
                    "contact",
                    "contract",
                    "custody",
                    "customer",
                    "engine",
                    "enquiry",
                    "expense",
                    "id",
                    "incident",
                    "intake",
                    "interaction",
                    "lifecycle",
                    "means",
                    "measure",
                    "money",
                    "objection",
                    "rating",
                    "receivable",
                    "survey",
                    "timeline",
                    "trade",
                    "valid",
                    "wallet",
                ],
            ),
        ],
    ),
    (
        "judgements",
        &[
            ("lapse", &["calendar", "engine", "measure", "money", "timeline", "valid"]),
            ("duplicate", &["calendar", "engine", "id", "identity", "valid"]),
            (
                "context",
                &[
                    "account", "calendar", "engine", "evidence", "feed", "lapse", "measure",
                    "money", "timeline",
                ],
            ),
            (
                "segment",
                &[
                    "account",
                    "calendar",
                    "class_meeting",
                    "context",
                    "customer",
                    "engine",
                    "evidence",
                    "feed",
                    "id",
                    "lapse",
                    "lifecycle",
                    "measure",
                    "money",
                    "receivable",
                    "timeline",
                    "trade",
                    "valid",
                    "wallet",
                ],
            ),
            ("bridge", &["account", "calendar", "id", "measure", "money", "segment", "valid"]),
            (
                "agreement",
                &[
                    "calendar",
                    "contract",
                    "id",
                    "identity",
                    "lifecycle",
                    "measure",
                    "money",
                    "phase",
                    "trade",
                    "valid",
                ],
            ),
            ("trading_rights", &["calendar", "contract", "forest", "id"]),
            (
                "credit",
                &[
                    "account",
                    "calendar",
                    "contract",
                    "evidence",
                    "id",
                    "incident",
                    "lifecycle",
                    "measure",
                    "money",
                    "receivable",
                    "segment",
                    "trade",
                    "valid",
                ],
            ),
            (
                "warning",
                &[
                    "account",
                    "calendar",
                    "context",
                    "credit",
                    "engine",
                    "evidence",
                    "feed",
                    "incident",
                    "lapse",
                    "measure",
                    "money",
                    "receivable",
                    "timeline",
                    "valid",
                ],
            ),
            ("scorecard", &["calendar", "id", "lifecycle", "measure", "valid"]),
            (
                "rebate",
                &[
                    "calendar",
                    "contract",
                    "id",
                    "lifecycle",
                    "measure",
                    "money",
                    "product",
                    "timeline",
                    "trade",
                    "valid",
                ],
            ),
            (
                "order_profile",
                &[
                    "account",
                    "assignment",
                    "calendar",
                    "contract",
                    "evidence",
                    "id",
                    "lapse",
                    "measure",
                    "money",
                    "product",
                    "segment",
                    "trade",
                    "valid",
                ],
            ),
            (
                "sales_plan",
                &[
                    "account",
                    "calendar",
                    "id",
                    "lifecycle",
                    "measure",
                    "money",
                    "phase",
                    "product",
                    "trade",
                    "valid",
                ],
            ),
            (
                "service",
                &["calendar", "engine", "id", "lifecycle", "measure", "money", "segment", "valid"],
            ),
            (
                "support",
                &[
                    "account",
                    "assignment",
                    "calendar",
                    "confidence",
                    "contact",
                    "contract",
                    "customer",
                    "id",
                    "incident",
                    "interaction",
                    "lifecycle",
                    "measure",
                    "money",
                    "segment",
                    "valid",
                ],
            ),
            (
                "visit",
                &[
                    "account",
                    "calendar",
                    "contact",
                    "contract",
                    "customer",
                    "id",
                    "lapse",
                    "measure",
                    "money",
                    "objection",
                    "order_profile",
                    "receivable",
                    "valid",
                ],
            ),
            (
                "communication",
                &[
                    "account",
                    "calendar",
                    "confidence",
                    "id",
                    "interaction",
                    "lifecycle",
                    "measure",
                    "money",
                    "segment",
                    "valid",
                ],
            ),
            ("distribution", &["calendar", "forest", "id", "measure", "outlet", "valid"]),
            (
                "channel",
                &[
                    "account",
                    "calendar",
                    "id",
                    "measure",
                    "money",
                    "phase",
                    "product",
                    "receivable",
                    "trade",
                    "valid",
                ],
            ),
            (
                "diversion",
                &[
                    "calendar", "channel", "contract", "forest", "id", "measure", "money",
                    "rebate", "valid",
                ],
            ),
            (
                "dealer",
                &[
                    "account",
                    "calendar",
                    "credit",
                    "id",
                    "lifecycle",
                    "means",
                    "measure",
                    "money",
                    "receivable",
                    "scorecard",
                    "trade",
                    "valid",
                ],
            ),
            (
                "satisfaction",
                &["calendar", "evidence", "id", "measure", "rating", "survey", "valid", "warning"],
            ),
            ("customer_stage", &["calendar", "id", "lapse", "lifecycle", "valid", "warning"]),
            (
                "key_account",
                &[
                    "account",
                    "calendar",
                    "contract",
                    "customer",
                    "id",
                    "lifecycle",
                    "measure",
                    "money",
                    "receivable",
                    "scorecard",
                    "segment",
                    "survey",
                    "valid",
                    "wallet",
                ],
            ),
            (
                "card_audit",
                &[
                    "account",
                    "assignment",
                    "calendar",
                    "confidence",
                    "credit",
                    "custody",
                    "customer",
                    "evidence",
                    "id",
                    "lifecycle",
                    "measure",
                    "money",
                    "receivable",
                    "valid",
                ],
            ),
        ],
    ),
    (
        "work",
        &[
            ("appointment", &["calendar", "id", "interaction", "lifecycle", "valid", "visit"]),
            ("handling", &["calendar", "id", "lifecycle", "measure", "valid"]),
            (
                "casework",
                &[
                    "calendar",
                    "engine",
                    "feed",
                    "handling",
                    "id",
                    "lifecycle",
                    "measure",
                    "money",
                    "segment",
                    "valid",
                    "warning",
                ],
            ),
            (
                "hand_over",
                &[
                    "account",
                    "assignment",
                    "calendar",
                    "casework",
                    "contact",
                    "contract",
                    "credit",
                    "custody",
                    "customer",
                    "enquiry",
                    "id",
                    "lifecycle",
                    "money",
                    "objection",
                    "receivable",
                    "valid",
                    "warning",
                ],
            ),
            (
                "diversion_case",
                &["calendar", "diversion", "id", "lifecycle", "measure", "trade", "valid"],
            ),
            (
                "admission",
                &[
                    "account",
                    "calendar",
                    "customer",
                    "duplicate",
                    "id",
                    "lifecycle",
                    "means",
                    "measure",
                    "money",
                    "trading_rights",
                    "valid",
                ],
            ),
            (
                "account_plan",
                &[
                    "assignment",
                    "calendar",
                    "id",
                    "key_account",
                    "lifecycle",
                    "measure",
                    "money",
                    "rating",
                    "satisfaction",
                    "valid",
                ],
            ),
            (
                "payment_plan",
                &[
                    "account",
                    "calendar",
                    "id",
                    "lifecycle",
                    "measure",
                    "money",
                    "receivable",
                    "valid",
                ],
            ),
            (
                "complaint",
                &[
                    "calendar",
                    "handling",
                    "id",
                    "interaction",
                    "lifecycle",
                    "measure",
                    "money",
                    "valid",
                ],
            ),
            ("letter", &["calendar", "id", "interaction", "lifecycle", "valid"]),
            (
                "hotline",
                &["account", "calendar", "complaint", "id", "interaction", "letter", "lifecycle"],
            ),
            (
                "support_fund",
                &["calendar", "id", "lifecycle", "measure", "money", "rebate", "support", "valid"],
            ),
            (
                "our_promise",
                &[
                    "calendar",
                    "hand_over",
                    "id",
                    "lifecycle",
                    "measure",
                    "money",
                    "support",
                    "valid",
                ],
            ),
            (
                "goods_return",
                &["calendar", "id", "lifecycle", "measure", "money", "product", "segment", "valid"],
            ),
            ("repair", &["calendar", "goods_return", "id", "lifecycle", "money", "valid"]),
            (
                "desk",
                &[
                    "appointment",
                    "calendar",
                    "communication",
                    "complaint",
                    "goods_return",
                    "hand_over",
                    "handling",
                    "id",
                    "letter",
                    "lifecycle",
                    "measure",
                    "our_promise",
                    "repair",
                    "service",
                    "support_fund",
                    "valid",
                ],
            ),
            (
                "credit_approval",
                &[
                    "account",
                    "calendar",
                    "id",
                    "lifecycle",
                    "measure",
                    "money",
                    "receivable",
                    "valid",
                ],
            ),
            (
                "hold",
                &["account", "calendar", "credit", "id", "lifecycle", "measure", "money", "valid"],
            ),
            (
                "phase_out",
                &[
                    "account",
                    "calendar",
                    "contract",
                    "id",
                    "lifecycle",
                    "measure",
                    "money",
                    "receivable",
                    "support",
                    "valid",
                ],
            ),
        ],
    ),
    (
        "portfolio",
        &[
            (
                "policy",
                &[
                    "account_plan",
                    "admission",
                    "agreement",
                    "bridge",
                    "calendar",
                    "card_audit",
                    "casework",
                    "communication",
                    "complaint",
                    "contact",
                    "context",
                    "credit",
                    "credit_approval",
                    "customer",
                    "customer_stage",
                    "dealer",
                    "distribution",
                    "diversion",
                    "duplicate",
                    "enquiry",
                    "evidence",
                    "feed",
                    "goods_return",
                    "hand_over",
                    "handling",
                    "hold",
                    "id",
                    "incident",
                    "key_account",
                    "lapse",
                    "letter",
                    "means",
                    "measure",
                    "money",
                    "objection",
                    "order_profile",
                    "payment_plan",
                    "rebate",
                    "receivable",
                    "sales_plan",
                    "satisfaction",
                    "segment",
                    "service",
                    "support",
                    "support_fund",
                    "survey",
                    "trade",
                    "valid",
                    "visit",
                    "warning",
                ],
            ),
            (
                "book",
                &[
                    "account",
                    "calendar",
                    "contract",
                    "credit",
                    "customer",
                    "duplicate",
                    "engine",
                    "expense",
                    "feed",
                    "hold",
                    "id",
                    "measure",
                    "money",
                    "receivable",
                    "trade",
                    "valid",
                ],
            ),
            (
                "review",
                &[
                    "account",
                    "assignment",
                    "book",
                    "bridge",
                    "calendar",
                    "casework",
                    "communication",
                    "context",
                    "contract",
                    "credit",
                    "customer",
                    "duplicate",
                    "engine",
                    "evidence",
                    "feed",
                    "hold",
                    "id",
                    "incident",
                    "interaction",
                    "lapse",
                    "measure",
                    "money",
                    "order_profile",
                    "policy",
                    "receivable",
                    "segment",
                    "service",
                    "support",
                    "trading_rights",
                    "valid",
                    "visit",
                    "warning",
                ],
            ),
            (
                "backtest",
                &[
                    "account",
                    "book",
                    "calendar",
                    "engine",
                    "feed",
                    "id",
                    "lapse",
                    "measure",
                    "money",
                    "policy",
                    "receivable",
                    "review",
                    "valid",
                    "warning",
                ],
            ),
            ("schema", &["account", "policy", "review"]),
        ],
    ),
];

fn rows() -> impl Iterator<Item = Row> {
    FLOORS.iter().flat_map(|(_, rows)| rows.iter().copied())
}

const MOST_LINES: usize = 400;

/// A file of the library: where it stands, all of it, and its code without comments and unit tests.
struct Source {
    path: PathBuf,
    text: String,
    code: String,
}

impl Source {
    #[track_caller]
    fn of(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap();
        let before_tests = text.split("#[cfg(test)]\nmod ").next().unwrap();
        let code = before_tests
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        Self { path, text, code }
    }

    /// The module to which the file belongs: the folder on its floor. The pages of the floors and
    /// of the crate belong to none.
    fn module(&self) -> Option<String> {
        let inside = self.path.strip_prefix(root()).unwrap();
        let names: Vec<_> = inside.iter().map(|part| part.to_str().unwrap()).collect();
        match names.as_slice() {
            [ENGINE, ..] => Some(ENGINE.to_owned()),
            [_, module, _, ..] => Some((*module).to_owned()),
            [_] | [_, "mod.rs"] => None,
            _ => panic!("{} stands in no module", self.name()),
        }
    }

    /// The module, or the folder beside `src` for other files.
    fn module_or_folder(&self) -> String {
        match self.path.strip_prefix(root()) {
            Ok(_) => self.module().unwrap_or_default(),
            Err(_) => self.name().split('/').next().unwrap_or_default().to_owned(),
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.code.split(|c: char| !is_of_name(c))
    }

    fn name(&self) -> String {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let inside = self.path.strip_prefix(root()).or_else(|_| self.path.strip_prefix(package));
        inside.unwrap().to_str().unwrap().replace('\\', "/")
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[track_caller]
fn collect(folder: &Path, found: &mut Vec<Source>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(Source::of(path));
        }
    }
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root(), &mut found);
    assert!(found.len() > 20, "the sources are found");
    found
}

/// The modules named after `crate::`, be it one or several in braces.
fn uses(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let named = match after.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![after],
        };
        for name in named {
            let name: String = name.trim().chars().take_while(|c| is_of_name(*c)).collect();
            if !name.is_empty() {
                found.insert(name);
            }
        }
    }
    found
}

/// The parts of a group in braces, which may hold groups itself.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (place, c) in group.char_indices() {
        match (c, depth) {
            (',', 0) => {
                parts.push(&group[start..place]);
                start = place + 1;
            }
            ('}', 0) => {
                parts.push(&group[start..place]);
                return parts;
            }
            ('{', _) => depth += 1,
            ('}', _) => depth -= 1,
            (_, _) => {}
        }
    }
    parts
}

#[test]
fn a_use_is_read_in_every_form() {
    let code = "use crate::a::B;\nuse crate::{c, d::{E, F}, g::H};\nfn f(x: &crate::i::J) {}";
    let names = |found: BTreeSet<String>| found.into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(names(uses(code)), "a c d g i");
    assert_eq!(names(uses("use crate::{\n    a::{\n        B,\n    },\n    c,\n};")), "a c");
    assert_eq!(names(uses("pub(crate) fn f() {}")), "");
}

#[test]
fn the_table_names_the_floors_and_their_modules() {
    let folders = |folder: &Path| -> BTreeSet<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let folders = entries.filter(|entry| entry.path().is_dir());
        folders.map(|entry| entry.file_name().to_str().unwrap().to_owned()).collect()
    };
    let floors: BTreeSet<String> = FLOORS.iter().map(|(floor, _)| (*floor).to_owned()).collect();
    assert_eq!(folders(&root()), floors);
    for (floor, rows) in FLOORS.iter().filter(|(floor, _)| *floor != ENGINE) {
        let listed: BTreeSet<String> = rows.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(folders(&root().join(floor)), listed, "{floor}");
        assert_eq!(listed.len(), rows.len(), "each once");
    }
}

#[test]
fn every_module_stands_on_the_front_page_and_in_the_architecture() {
    let pages =
        [(root().join("lib.rs"), "[`", "`]"), (root().join("../docs/architecture.md"), "`", "`")];
    for (page, before, after) in pages {
        let text = fs::read_to_string(&page).unwrap();
        let public = rows().filter(|(module, _)| ![ENGINE, "intake"].contains(module));
        let missing: Vec<&str> = public
            .map(|(module, _)| module)
            .filter(|module| !text.contains(&format!("{before}{module}{after}")))
            .collect();
        assert!(missing.is_empty(), "{}: {missing:?}", page.display());
    }
}

#[test]
fn a_row_names_only_rows_above_it() {
    let mut above = BTreeSet::new();
    for (module, named) in rows() {
        for name in named {
            assert!(above.contains(name), "{module} names {name}, which is not below it");
        }
        above.insert(module);
    }
}

#[test]
fn a_module_uses_only_what_its_row_names() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(module) = source.module() else { continue };
        let (_, named) = rows().find(|(each, _)| *each == module).unwrap();
        for used in uses(&source.code) {
            if used != module && !named.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", source.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_row_names_nothing_that_its_module_does_not_use() {
    let sources = sources();
    for (module, named) in rows() {
        let of_module = sources.iter().filter(|source| source.module().as_deref() == Some(module));
        let used: BTreeSet<String> = of_module.flat_map(|source| uses(&source.code)).collect();
        for name in named {
            assert!(used.contains(*name), "{module} does not use {name}");
        }
    }
}

#[test]
fn nobody_climbs_two_floors_or_passes_everything_on() {
    for source in sources() {
        let name = source.name();
        assert!(!source.code.contains("super::super::"), "{name}");
        let passes_on = |line: &str| line.trim_start().starts_with("pub") && line.contains("::*");
        assert!(!source.code.lines().any(passes_on), "{name}");
    }
}

#[test]
fn the_library_is_pure() {
    let paths = [
        "Utc::now",
        "Local::now",
        "std::fs",
        "std::net",
        "std::env",
        "std::thread",
        "std::process",
        "static mut",
        "println!",
        "dbg!",
        "thread_local!",
    ];
    let words =
        ["SystemTime", "Instant", "async", "HashMap", "HashSet", "unsafe", "todo", "unimplemented"];
    for source in sources() {
        let name = source.name();
        for path in paths {
            assert!(!source.code.contains(path), "{name} holds {path}");
        }
        for word in words {
            assert!(!source.words().any(|each| each == word), "{name} holds {word}");
        }
    }
}

#[test]
fn only_lapse_and_its_lanes_calculate_with_floats() {
    let may = |source: &Source| {
        source.module().as_deref() == Some("lapse") || source.name() == "engine/lanes.rs"
    };
    for source in sources().iter().filter(|source| !may(source)) {
        let name = source.name();
        let foreign = |line: &&str| {
            let of_trait = ["fn serialize_f32", "fn serialize_f64", "fn visit_f64", "f32 f64 char"];
            name.starts_with("portfolio/policy/tree/")
                && of_trait.iter().any(|it| line.contains(it))
        };
        for line in source.code.lines().filter(|line| !foreign(line)) {
            let mut words = line.split(|c: char| !is_of_name(c));
            assert!(!words.any(|word| word == "f64" || word == "f32"), "{name}: {line}");
        }
    }
}

#[test]
fn nothing_panics_on_purpose() {
    for source in sources() {
        for call in [".unwrap()", ".expect(", "panic!", "unreachable!"] {
            assert!(!source.code.contains(call), "{} calls {call}", source.name());
        }
    }
}

#[test]
fn no_file_is_longer_than_can_be_read() {
    let too_long: Vec<String> = sources()
        .iter()
        .map(|source| (source.name(), source.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert!(too_long.is_empty(), "{too_long:#?}");
}
