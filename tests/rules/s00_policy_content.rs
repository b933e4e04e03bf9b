//! The content of a policy: one text and one hash for all files that say the same.

use guanxi::policy::{Policy, PolicyDraft, Preset};

#[track_caller]
fn toml(text: &str) -> Policy {
    Policy::from_toml(text).unwrap()
}

#[test]
fn files_that_say_the_same_have_one_content() {
    let one = toml("[debt.ageing]\nwatch = 3\n[abc.cut]\na = \"75%\"");
    for text in [
        "schema = 2\n[abc.cut]\na = \"75.0%\"\n[debt.ageing]\nwatch = 3",
        "preset = \"standard\"\n[debt]\nageing = { critical = 30, watch = 3 }\n\
         [abc.cut]\nmethod = \"share_of_amount\"\na = \"75%\"\nb = \"95%\"",
    ] {
        assert_eq!(toml(text).canonical_json(), one.canonical_json(), "{text}");
    }
    assert_ne!(toml("[debt.ageing]\nwatch = 3").canonical_json(), one.canonical_json());
}

#[test]
fn a_name_a_version_and_a_day_are_no_part_of_the_content() {
    let named = toml("id = \"d\"\nversion = \"2\"\neffective_from = \"2026-11-01\"");
    assert_ne!(named, Policy::default());
    assert_eq!(named.canonical_json(), Policy::default().canonical_json());
}

#[cfg(feature = "json")]
#[test]
fn the_content_is_read_back_without_the_names() {
    let named = toml("version = \"2\"\n[debt.ageing]\nwatch = 3");
    let content = Policy { version: None, ..named.clone() };
    assert_eq!(Policy::from_json(&named.canonical_json()), Ok(content));
}

/// A part that a later version added has no text while it has its default.
#[test]
fn a_part_that_came_later_is_left_out_at_its_default() {
    let json = Policy::default().canonical_json();
    assert!(json.starts_with(r#"{"abc":{"cut":{"a":"80%","b":"95%","#), "{json}");
    assert!(json.contains(r#""schema":2"#) && !json.contains("visits"), "{json}");
    let stated = toml("[visits]\nday_minutes = 400").canonical_json();
    assert!(stated.contains(r#""visits":{"#), "{stated}");
}

/// This hash is that of all releases of schema 2: a change of a default raises the schema.
#[cfg(feature = "hash")]
#[test]
fn a_hash_is_that_of_the_bytes_of_the_content() {
    use sha2::{Digest, Sha256};

    let policy = toml("[debt.ageing]\nwatch = 3");
    let hash = Sha256::digest(policy.canonical_json());
    let digits: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(policy.content_hash(), format!("sha256:{}", digits.concat()));
    assert_eq!(
        Policy::default().content_hash(),
        "sha256:2006eee11ec6a254ed6bd9d1960b4d63592ecc39d2550f3224d9f6c0bdd84fc8",
    );
}

#[test]
fn a_written_file_states_only_what_differs_from_its_preset() {
    let policy =
        toml("[loss]\nhard_cap_days = \"none\"\n[progress.calendar]\nrest_days = [\"Sun\"]");
    assert_eq!(
        policy.to_toml(Preset::Standard),
        "schema = 2\n\n[progress.calendar]\nrest_days = [\"Sun\"]\n\n\
         [loss]\nhard_cap_days = \"none\"\n"
    );
    assert_eq!(Policy::default().to_toml(Preset::Standard), "schema = 2\n");
    for preset in Preset::ALL {
        let policy = Policy::try_from(preset.draft()).unwrap();
        for over in Preset::ALL {
            let text = policy.to_toml(over);
            assert_eq!(toml(&text), policy, "{preset} over {over}: {text}");
            assert_eq!(text.lines().count() <= 2, preset == over, "{preset} over {over}: {text}");
        }
    }
}

#[test]
fn a_method_of_another_name_and_a_map_are_written_whole() {
    for text in [
        "[loss.silence]\nmethod = \"fixed_days\"\n\
         days_above = { watch = 60, warning = 90, critical = 120 }",
        "[card.weights]\nphone = 2",
        "[[release.roles]]\nname = \"head of sales\"\n[progress]\nseason = \"none\"",
    ] {
        let policy = toml(text);
        for over in Preset::ALL {
            assert_eq!(toml(&policy.to_toml(over)), policy, "{text}");
        }
    }
    for text in [
        include_str!("../golden/policy_stated.toml"),
        include_str!("../golden/policy_changed.toml"),
    ] {
        let draft: PolicyDraft = toml::from_str(text).unwrap();
        let policy = Policy::try_from(draft).unwrap();
        assert_eq!(toml(&policy.to_toml(Preset::Quiet)), policy);
    }
}
