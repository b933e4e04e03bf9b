//! The change since an earlier day: movement and revenue bridge.

use serde_json::Value;

use super::{Folder, assert_refused};

fn shown(folder: &Folder, earlier: &str, format: &str) -> String {
    let output = folder.review(&["--compare-with", earlier, "--format", format]);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn movement_and_bridge_are_written_with_an_earlier_day() {
    let folder = Folder::new("change");
    let document: Value = serde_json::from_str(&shown(&folder, "2026-02-15", "json")).unwrap();
    let movement = &document["movement"];
    assert_eq!(
        (&movement["before"], &movement["after"]),
        (&"2026-02-15".into(), &"2026-03-31".into())
    );
    // Bo was the largest, and Anna bought nothing yet.
    let classes = movement["classes"]["cells"].as_array().unwrap();
    let ways: Vec<String> = classes
        .iter()
        .map(|it| format!("{} to {}, {}", it["from"], it["to"], it["change"]).replace('"', ""))
        .collect();
    assert_eq!(ways, ["A to B, 0.00", "C to A, 900.00"]);
    assert_eq!(movement["figures"].as_array().unwrap().len(), 4);
    let bridge = &document["bridge"];
    assert_eq!(bridge["before"]["purchases"], "79.50");
    assert_eq!(bridge["after"]["purchases"], "979.50");
    assert_eq!(bridge["rows"][0]["row"], "new");
    assert_eq!(bridge["rows"][0]["change"], "900.00");
    assert_eq!(bridge["largest"][0]["customer"], "Anna");
    assert_eq!(bridge["retention"][0]["formula"], "nrr");
    assert_eq!(bridge["retention"][0]["share"], "1");
}

#[test]
fn movement_and_bridge_are_printed_with_an_earlier_day() {
    let text = shown(&Folder::new("change-text"), "2026-02-15", "text");
    assert!(text.contains("WHO MOVED FROM 2026-02-15 TO 2026-03-31?"), "{text}");
    assert!(text.contains("WHAT MOVED THE SALES"), "{text}");
    assert!(
        text.contains("net revenue retention (NRR)")
            || text.contains("Net revenue retention (NRR)"),
        "{text}"
    );
}

#[test]
fn a_day_to_compare_with_that_is_not_earlier_is_refused() {
    let folder = Folder::new("change-later");
    for day in ["2026-03-31", "2026-04-01"] {
        assert_refused(
            &folder.review(&["--compare-with", day]),
            &format!(
                "--compare-with: state a day before that of the review, 2026-03-31, was {day}"
            ),
        );
    }
}
