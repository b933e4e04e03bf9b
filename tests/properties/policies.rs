//! Policies and facts are read as they were written.

#[cfg(feature = "serde")]
use guanxi::policy::PolicyChange;
#[cfg(all(feature = "toml", feature = "json"))]
use guanxi::policy::Preset;
use guanxi::policy::{Policy, PolicyDraft};
use proptest::prelude::*;

#[cfg(feature = "serde")]
use crate::neighbours::{pairs, policies};
use crate::strategies::drafts;
#[cfg(feature = "serde")]
use crate::strategies::history;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_policy_comes_from_its_draft_and_goes_back_into_it(draft in drafts()) {
        let policy = Policy::try_from(draft.clone()).unwrap();
        prop_assert_eq!(PolicyDraft::from(policy), draft);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[cfg(feature = "serde")]
    #[test]
    fn a_policy_is_read_from_json_as_it_was_written(policy in policies()) {
        let json = serde_json::to_string(&policy).unwrap();
        prop_assert_eq!(serde_json::from_str::<Policy>(&json).unwrap(), policy);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_policy_is_read_from_toml_as_it_was_written(policy in policies()) {
        let toml = toml::to_string(&policy).unwrap();
        prop_assert_eq!(toml::from_str::<Policy>(&toml).unwrap(), policy);
    }

    #[cfg(all(feature = "toml", feature = "json"))]
    #[test]
    fn a_policy_is_read_back_from_its_file_and_from_its_content(
        content in policies(),
        preset in prop::sample::select(&Preset::ALL),
        version in prop::option::of("[a-z0-9.]{1,8}"),
    ) {
        let version = version.map(|it| it.parse().unwrap());
        let named = Policy { version, ..content.clone() };
        let file = named.to_toml(preset);
        prop_assert_eq!(Policy::from_toml(&file), Ok(named.clone()), "{}", file);
        let json = named.canonical_json();
        prop_assert_eq!(Policy::from_json(&json), Ok(content), "{}", json);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn two_policies_are_equal_iff_they_have_one_content_and_differ_in_no_field(
        (a, b) in pairs(),
    ) {
        prop_assert_eq!(a.changes_from(&a.clone()), []);
        if let Some(b) = b {
            prop_assert_ne!(a.canonical_json(), b.canonical_json());
            #[cfg(feature = "hash")]
            prop_assert_ne!(a.content_hash(), b.content_hash());
            let (there, back) = (b.changes_from(&a), a.changes_from(&b));
            prop_assert!(!there.is_empty());
            let paths = |it: &[PolicyChange]| it.iter().map(|it| it.path.clone()).collect::<Vec<_>>();
            prop_assert_eq!(paths(&there), paths(&back));
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_fact_is_read_as_it_was_written(history in history()) {
        for fact in history.facts("Li ") {
            let json = serde_json::to_string(&fact).unwrap();
            let read: guanxi::account::Fact = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(read, fact);
        }
    }
}
