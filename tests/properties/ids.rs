//! Ids that look alike, against a comparison of all pairs.

use std::collections::BTreeSet;

use guanxi::id::{CustomerId, MAX_LEN, look_alikes};
use proptest::prelude::*;

/// Characters in which ids differ visibly or not.
const CHARACTERS: [char; 16] = [
    '0', '1', 'a', 'A', 'ａ', 'Ａ', '０', ' ', '\u{3000}', '\u{a0}', '\u{200b}', '\u{feff}', '关',
    '-', '－', 'ß',
];

fn ids() -> impl Strategy<Value = Vec<String>> {
    let id = prop::collection::vec(prop::sample::select(&CHARACTERS[..]), 0..5);
    prop::collection::vec(id.prop_map(String::from_iter), 0..30)
}

/// What a reader sees of an id.
fn seen(id: &str) -> String {
    let mut seen = String::new();
    for c in id.chars() {
        match c {
            '\u{200b}' | '\u{feff}' => {}
            ' ' | '\u{3000}' | '\u{a0}' => seen.push(' '),
            'a' | 'A' | 'ａ' | 'Ａ' => seen.push('a'),
            '０' => seen.push('0'),
            '－' => seen.push('-'),
            'ß' => seen.push_str("ss"),
            other => seen.push(other),
        }
    }
    let mut seen = seen.split(' ').filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
    while seen.len() > 1 && seen.starts_with('0') {
        seen.remove(0);
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn ids_look_alike_as_a_comparison_of_all_pairs_finds(ids in ids()) {
        let found = look_alikes(ids.iter().map(String::as_str));
        let together = |one: &String, other: &String| {
            found.iter().any(|it| [one, other].iter().all(|id| it.ids().contains(&id.as_str())))
        };
        for one in &ids {
            for other in &ids {
                let expected = one != other && seen(one) == seen(other);
                prop_assert_eq!(one != other && together(one, other), expected);
            }
        }
        for group in &found {
            prop_assert!(group.ids().len() > 1 && group.ids().is_sorted());
            prop_assert!(!group.differences().is_empty(), "{:?}", group);
            prop_assert!(group.differences().is_sorted());
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].ids()[0] < pair[1].ids()[0]));
        let turned: BTreeSet<&str> = ids.iter().rev().map(String::as_str).collect();
        prop_assert_eq!(look_alikes(turned), found, "neither order nor repetition matters");
    }

    #[test]
    fn an_id_is_kept_to_the_letter_up_to_its_length(text in "\\PC{0,140}") {
        let length = text.chars().count();
        let fits = (1..=MAX_LEN).contains(&length) && text.trim() == text;
        match text.parse::<CustomerId>() {
            Ok(id) => prop_assert!(fits && id.as_str() == text),
            Err(_) => prop_assert!(!fits),
        }
    }
}
