//! Held orders under any steps: replayed they stand the same, and nobody gets past the authority.

use guanxi::calendar::Day;
use guanxi::credit::Reason;
use guanxi::hold::{Hold, HoldOpening, HoldStatus, HoldStep, ReleasePolicy, ReleasePolicyDraft};
use guanxi::measure::Ratio;
use proptest::prelude::*;

use crate::strategies::{document, money};

fn reasons() -> impl Strategy<Value = Vec<Reason>> {
    prop::collection::vec(prop::sample::select(Reason::ALL.to_vec()), 0..4)
}

fn step() -> impl Strategy<Value = HoldStep> {
    let name = || prop::sample::select(vec!["Wang", "Zhao", "Chen"]);
    let role =
        prop::sample::select(vec!["credit clerk", "credit manager", "head of credit", "porter"]);
    prop_oneof![
        3 => reasons().prop_map(|reasons| HoldStep::Check { reasons, evidence: "checked".to_owned() }),
        1 => Just(HoldStep::Force { why: "by hand".to_owned() }),
        3 => (role, name()).prop_map(|(role, by)| HoldStep::Release {
            why: "agreed".to_owned(),
            role: role.to_owned(),
            requested_by: by.parse().unwrap(),
        }),
        1 => Just(HoldStep::Reject { why: "no".to_owned() }),
        1 => name().prop_map(|to| HoldStep::Assign { to: to.parse().unwrap() }),
        3 => (0_i64..3_000_000).prop_map(|minor| HoldStep::Change { value: money(minor) }),
    ]
}

fn policy() -> impl Strategy<Value = ReleasePolicy> {
    (0_u16..30, 1_u16..9, any::<bool>()).prop_map(|(percent, valid_days, releases_by_itself)| {
        let tolerance = Ratio::from_percent(percent);
        let draft = ReleasePolicyDraft {
            tolerance,
            valid_days,
            releases_by_itself,
            ..ReleasePolicyDraft::default()
        };
        ReleasePolicy::try_new(draft).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_hold_under_any_steps_keeps_its_laws(
        policy in policy(),
        value in 0_i64..3_000_000,
        first in prop::collection::vec(prop::sample::select(Reason::ALL.to_vec()), 1..4),
        steps in prop::collection::vec((step(), -1_i32..4, prop::sample::select(vec!["Wang", "Zhao", "Chen"])), 0..14),
    ) {
        let open = || {
            let (start, by) = (Day::default(), "Wang".parse().unwrap());
            let (reasons, evidence) = (first.clone(), "first".to_owned());
            let (document, value) = (document("O1"), money(value));
            Hold::try_open(HoldOpening { document, value, reasons, evidence, on: start, by }).unwrap()
        };
        let (mut hold, mut today) = (open(), Day::default());
        for (step, days, by) in steps {
            let (before, on) = (hold.clone(), today.offset(days));
            let outcome = hold.apply(step.clone(), on, by.parse().unwrap(), &policy);
            if outcome.is_err() {
                prop_assert_eq!(&hold, &before);
                continue;
            }
            prop_assert!(days >= 0);
            today = on;
            // Held by hand ends by a release or a rejection and by nothing else.
            let was_forced = before.reasons().contains(&Reason::ForcedHold);
            let lifts = matches!(step, HoldStep::Release { .. });
            prop_assert_eq!(was_forced && !hold.reasons().contains(&Reason::ForcedHold), was_forced && lifts);
            if let HoldStep::Release { role, requested_by, .. } = &step {
                let known = policy.role(role).unwrap();
                prop_assert!(known.may_release(hold.value()));
                prop_assert!(!policy.takes_four_eyes(hold.value()) || requested_by.as_str() != by);
            }
            let stands = matches!(hold.status(), HoldStatus::Held | HoldStatus::Rejected);
            prop_assert!(stands || hold.reasons().is_empty() || hold.status() == HoldStatus::ToCheck);
            prop_assert_eq!(hold.status_on(guanxi::calendar::AsOf::new(on)), Some(hold.status()));
        }
        // The trail told again leads to the same hold.
        let again = Hold::replay(hold.opening().clone(), hold.trail().cloned(), &policy).unwrap();
        prop_assert_eq!(again, hold);
    }
}
