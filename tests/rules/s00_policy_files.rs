//! S22, FAULTS C2 and C9: a policy file states as little as it likes, and is taken at its word.

use guanxi::policy::{Policy, PolicyChange, PolicyDraft, Preset};
use guanxi::segment::RegularityMethod;
use guanxi::warning::LossMethod;

#[track_caller]
fn toml(text: &str) -> Policy {
    Policy::from_toml(text).unwrap()
}

/// The fields in which the policy of a file differs from the default one.
#[track_caller]
fn changes(text: &str) -> Vec<String> {
    let changes = toml(text).changes_from(&Policy::default());
    changes.iter().map(PolicyChange::to_string).collect()
}

#[test]
fn an_empty_file_is_the_default_policy() {
    assert_eq!(toml(""), Policy::default());
}

#[test]
fn what_is_not_stated_keeps_its_default_at_every_depth() {
    for (text, change) in [
        ("[debt.ageing]\nwatch = 4", "debt.ageing.watch: 5 → 4"),
        (
            "[debt.utilisation.raise]\ncritical = \"125%\"",
            "debt.utilisation.raise.critical: 120% → 125%",
        ),
        (
            "[loss.silence.no_order_from]\nwatch = \"45%\"",
            "loss.silence.no_order_from.watch: 40% → 45%",
        ),
        ("[loss.lost]\ndays = 400", "loss.lost.days: 365 → 400"),
        ("[abc.cut]\na = \"75%\"", "abc.cut.a: 80% → 75%"),
        (
            "[progress.frequency.chance]\nwarning = \"6%\"",
            "progress.frequency.chance.warning: 5% → 6%",
        ),
        ("[cases.calendar]\nlast_year = 2030", "cases.calendar.last_year: absent → 2030"),
    ] {
        assert_eq!(changes(text), [change], "{text}");
    }
}

/// Every field of a whole document, stated alone, changes at most itself.
#[test]
fn every_field_can_be_stated_alone() {
    let whole: toml::Table = include_str!("../golden/policy_stated.toml").parse().unwrap();
    let mut fields = Vec::new();
    alone(&toml::Value::Table(whole), &mut Vec::new(), &mut fields);
    assert!(fields.len() > 400, "{} fields", fields.len());
    let mut refused = Vec::new();
    for (path, text) in fields {
        match Policy::from_toml(&format!("schema = 2\n{text}")) {
            Ok(policy) => {
                for change in policy.changes_from(&Policy::default()) {
                    let within = change.path.starts_with(&path) || path.starts_with(&change.path);
                    // A map is stated whole, and a table that is usual is not written.
                    let is_absent = [&change.before, &change.after].contains(&&"absent".to_owned());
                    assert!(within || is_absent, "{path} changes {change}");
                }
            }
            Err(problems) => refused.push(format!("{path}: {problems}")),
        }
    }
    // What is refused breaks a rule with another default. Two fields that are absent need each
    // other, and so do those of an entry of a map and of a method of another name.
    for problem in refused {
        let is_new = ["hits.", "objections.kinds.", "loss.silence.method"];
        let needs = problem.contains("needs the field");
        assert!(!needs || is_new.iter().any(|it| problem.contains(it)), "{problem}");
    }
}

/// The files with one field of a document each, with the kind of the tables around it.
fn alone(value: &toml::Value, path: &mut Vec<String>, files: &mut Vec<(String, String)>) {
    let Some(table) = value.as_table() else { return };
    for (key, inner) in table {
        path.push(key.clone());
        if inner.is_table() {
            alone(inner, path, files);
        } else {
            let mut of_kind = toml::Table::new();
            of_kind.insert(key.clone(), inner.clone());
            if let Some(method) = table.get("method") {
                of_kind.insert("method".to_owned(), method.clone());
            }
            let around = path.iter().rev().skip(1);
            let file = around.fold(of_kind, |inner, key| {
                toml::Table::from_iter([(key.clone(), toml::Value::Table(inner))])
            });
            files.push((path.join("."), file.to_string()));
        }
        path.pop();
    }
}

/// C9, of every field of a whole document: a value of another kind, and a number beyond all bounds,
/// is one problem, at its path and its line.
#[test]
fn every_field_of_another_kind_is_told_at_its_path_and_line() {
    let whole: toml::Table = include_str!("../golden/policy_stated.toml").parse().unwrap();
    let mut wrong = Vec::new();
    let mut fields = 0;
    for (tables, table) in tables(&toml::Value::Table(whole), &[]) {
        let head: Vec<String> = tables.iter().map(|it| format!("{it:?}")).collect();
        let method = table.get("method").map(|it| format!("method = {it}\n")).unwrap_or_default();
        for (field, value) in table.iter().filter(|(field, _)| *field != "method") {
            let others: &[&str] = match value {
                toml::Value::Table(_) => &["5", "\"five\""],
                toml::Value::Array(_) => &["5"],
                toml::Value::Integer(_) => &["99999999999", "\"five\""],
                _ => &["[1.5]"],
            };
            for other in others {
                let text = format!("[{}]\n{method}{field:?} = {other}\n", head.join("."));
                let line = text.lines().count();
                let path = [tables.as_slice(), std::slice::from_ref(field)].concat().join(".");
                let problems = match Policy::from_toml(&text) {
                    Ok(_) => Vec::new(),
                    Err(problems) => problems.iter().cloned().collect(),
                };
                let is_told = problems.iter().any(|it| {
                    let is_there = it.path() == path || it.path().starts_with(&format!("{path}."));
                    is_there && it.place().unwrap().line == line
                });
                if problems.len() != 1 || !is_told {
                    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
                    wrong.push(format!("{text}    {said:?}"));
                }
                fields += 1;
            }
        }
    }
    assert!(fields > 400, "{fields} fields");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A misspelt field in any table is told with its line, and with the name that was meant.
#[test]
fn every_misspelt_field_is_told_with_what_was_meant() {
    let whole: toml::Table = include_str!("../golden/policy_stated.toml").parse().unwrap();
    // Keys that are the company's own, and a level of another method than the default one.
    let others = [
        "identity.numbers.by_code",
        "loss.silence.alive_below",
        "objections.kinds",
        "permits.mandatory",
    ];
    let (mut wrong, mut told) = (Vec::new(), 0);
    for (tables, table) in tables(&toml::Value::Table(whole), &[]) {
        let Some((field, value)) = table.iter().find(|(field, _)| field.len() > 4) else {
            continue;
        };
        if others.contains(&tables.join(".").as_str()) {
            continue;
        }
        let method = table.get("method").filter(|_| field != "method");
        let method = method.map(|it| format!("method = {it}\n")).unwrap_or_default();
        let (first, rest) = field.split_at(1);
        let head: Vec<String> = tables.iter().map(|it| format!("{it:?}")).collect();
        let text = format!("[{}]\n{method}{first}x{rest} = {value}\n", head.join("."));
        let said = Policy::from_toml(&text).err().map(|it| it.to_string()).unwrap_or_default();
        let path = [tables.as_slice(), &[format!("{first}x{rest}")]].concat().join(".");
        let place = format!("line {}, ", text.lines().count());
        let meant = format!("(did you mean {field}?)");
        let is_told = said.starts_with(&place) && said.contains(&path) && said.ends_with(&meant);
        if !is_told {
            wrong.push(format!("{text}    {said}"));
        }
        told += 1;
    }
    assert!(told > 60, "{told} tables");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The tables of a document with their names.
fn tables(value: &toml::Value, path: &[String]) -> Vec<(Vec<String>, toml::Table)> {
    let Some(table) = value.as_table() else { return Vec::new() };
    let inner =
        table.iter().flat_map(|(key, it)| tables(it, &[path, std::slice::from_ref(key)].concat()));
    let own = (!path.is_empty()).then(|| (path.to_vec(), table.clone()));
    own.into_iter().chain(inner).collect()
}

#[test]
fn a_method_of_another_name_a_list_and_a_map_are_stated_whole() {
    let fixed = "[loss.silence]\nmethod = \"fixed_days\"\n\
                 days_above = { watch = 60, warning = 90, critical = 120 }";
    assert!(matches!(toml(fixed).loss.silence, LossMethod::FixedDays { .. }));
    let part = "[loss.silence]\nmethod = \"fixed_days\"\ndays_above = { watch = 60 }";
    let said = Policy::from_toml(part).unwrap_err().to_string();
    assert!(said.contains("loss.silence.days_above: needs the field warning"), "{said}");
    assert_eq!(toml("[card.weights]\nphone = 2").card.weights.len(), 1);
    assert_eq!(
        toml("[progress.calendar]\nrest_days = [\"Sun\"]").progress.calendar.rest_days.len(),
        1
    );
}

/// C9.
#[test]
fn a_day_stands_with_quotes_or_without() {
    let with = toml("[progress.calendar]\nholidays = [\"2026-02-16\"]");
    assert_eq!(toml("[progress.calendar]\nholidays = [2026-02-16]"), with);
    assert_eq!(with.progress.calendar.holidays.len(), 1);
    let draft: PolicyDraft =
        toml::from_str("[progress.calendar]\nholidays = [2026-02-16]").unwrap();
    assert_eq!(Policy::try_from(draft), Ok(with));
}

#[test]
fn a_preset_stands_for_all_that_is_not_stated() {
    for preset in Preset::ALL {
        let text = format!("preset = \"{preset}\"");
        assert_eq!(Policy::try_from(preset.draft()), Ok(toml(&text)), "{preset}");
    }
    let policy = toml("preset = \"quiet\"\n[debt.ageing]\nwatch = 7");
    let ageing = policy.debt.ageing;
    assert_eq!((ageing.watch, ageing.warning, ageing.critical), (7, 30, 60));
    assert_eq!(toml("preset = \"standard\""), Policy::default());
}

#[test]
fn a_name_a_version_and_a_day_are_kept() {
    let text = "id = \"dealers\"\nversion = \"2026.11\"\neffective_from = \"2026-11-01\"\n";
    let policy = toml(text);
    assert_eq!(policy.id, Some("dealers".parse().unwrap()));
    assert_eq!(policy.version, Some("2026.11".parse().unwrap()));
    assert_eq!(policy.effective_from, Some("2026-11-01".parse().unwrap()));
    assert_eq!(changes(text).len(), 3);
    let written = toml::to_string(&policy).unwrap();
    assert_eq!(toml(&written), policy);
}

/// A whole number `version` was the name of the schema.
#[test]
fn schema_1_is_read_with_its_meaning() {
    let alive = "[loss.silence]\nmethod = \"probability\"\n\
                 alive_below = { watch = \"70%\", warning = \"50%\", critical = \"25%\" }";
    let months = "[loyalty]\nfewest_months = 5\n";
    for head in ["", "version = 1\n", "schema = 1\n"] {
        let policy = toml(&format!("{head}{alive}"));
        assert!(matches!(policy.loss.silence, LossMethod::Alive { .. }), "{head}");
        let policy = toml(&format!("{head}{months}"));
        assert_eq!(policy.loyalty.regularity, RegularityMethod::Months, "{head}");
    }
    for head in ["version = 2\n", "schema = 2\n"] {
        let said = Policy::from_toml(&format!("{head}{alive}")).unwrap_err().to_string();
        let told = "loss.silence.alive_below: is no field of a policy \
                    (is alive_below of method = \"alive\" now)";
        assert!(said.contains(told), "{said}");
        let policy = toml(&format!("{head}{months}"));
        assert_eq!(policy.loyalty.regularity, RegularityMethod::OwnRhythm, "{head}");
    }
    for text in ["schema = 3", "version = 3", "schema = 3\n[dept]\nx = 1"] {
        let said = Policy::from_toml(text).unwrap_err().to_string();
        assert!(said.contains("this version of the crate reads 1..=2"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn both_doors_and_serde_read_a_file_alike() {
    let files = [
        include_str!("../golden/policy_1_stated.toml"),
        include_str!("../golden/policy_1_changed.toml"),
        include_str!("../golden/policy_stated.toml"),
        include_str!("../golden/policy_changed.toml"),
    ];
    for text in files {
        let policy = toml(text);
        assert_eq!(toml::from_str::<Policy>(text).unwrap(), policy);
        let json = serde_json::to_string_pretty(&policy).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&json).unwrap(), policy);
        #[cfg(feature = "json")]
        assert_eq!(Policy::from_json(&json), Ok(policy));
    }
}

#[cfg(feature = "json")]
#[test]
fn json_states_as_little() {
    assert_eq!(Policy::from_json("{}"), Ok(Policy::default()));
    let text = r#"{ "preset": "quiet", "debt": { "ageing": { "watch": 7 } } }"#;
    let of_toml = toml("preset = \"quiet\"\n[debt.ageing]\nwatch = 7");
    assert_eq!(Policy::from_json(text), Ok(of_toml));
}
