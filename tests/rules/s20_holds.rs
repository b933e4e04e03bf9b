//! S20: a held order from its check to its end; every row of the table, every step that is refused.

use guanxi::credit::Reason;
use guanxi::hold::{
    Hold, HoldAct, HoldError, HoldOpening, HoldStatus, HoldStep, ReleasePolicy, ReleasePolicyDraft,
    Role, TakenStep,
};
use guanxi::id::StaffId;
use guanxi::lifecycle::{Act, Entry, Stage, TrailError, table_faults, transitions};
use guanxi::measure::Ratio;
use guanxi::money::Major;

use crate::given::{as_of, day, document, yuan};

const ON: &str = "2026-07-01";

fn staff(name: &str) -> StaffId {
    name.parse().unwrap()
}

fn policy(change: impl FnOnce(&mut ReleasePolicyDraft)) -> ReleasePolicy {
    let mut draft = ReleasePolicyDraft::default();
    change(&mut draft);
    ReleasePolicy::try_new(draft).unwrap()
}

fn check(reasons: &[Reason]) -> HoldStep {
    HoldStep::Check { reasons: reasons.to_vec(), evidence: "checked".to_owned() }
}

fn force() -> HoldStep {
    HoldStep::Force { why: "the owner has vanished".to_owned() }
}

fn release() -> HoldStep {
    HoldStep::Release {
        why: "paid by tomorrow".to_owned(),
        role: "credit clerk".to_owned(),
        requested_by: staff("Zhao"),
    }
}

fn reject() -> HoldStep {
    HoldStep::Reject { why: "bankrupt".to_owned() }
}

fn change(value: &str) -> HoldStep {
    HoldStep::Change { value: yuan(value) }
}

fn assign(to: &str) -> HoldStep {
    HoldStep::Assign { to: staff(to) }
}

fn opening(value: &str, reasons: &[Reason], evidence: &str) -> HoldOpening {
    let (document, value) = (document("O1"), yuan(value));
    let (reasons, evidence) = (reasons.to_vec(), evidence.to_owned());
    HoldOpening { document, value, reasons, evidence, on: day(ON), by: staff("Wang") }
}

fn opened(value: &str) -> Hold {
    let reasons = [Reason::OldestItemTooOld, Reason::OverLimit];
    Hold::try_open(opening(value, &reasons, "over")).unwrap()
}

/// A hold after these steps, all taken on the first day.
#[track_caller]
fn after(steps: &[HoldStep], by: &ReleasePolicy) -> Hold {
    let mut hold = opened("1000");
    for step in steps {
        hold.apply(step.clone(), day(ON), staff("Wang"), by).unwrap();
    }
    hold
}

#[track_caller]
fn becomes(steps: &[HoldStep], by: &ReleasePolicy) -> HoldStatus {
    after(steps, by).status()
}

#[track_caller]
fn refuses(steps: &[HoldStep], step: HoldStep) -> HoldError {
    let standard = policy(|it| it.releases_by_itself = false);
    let mut hold = after(steps, &standard);
    let before = hold.clone();
    let refused = hold.apply(step, day(ON), staff("Wang"), &standard).unwrap_err();
    assert_eq!(hold, before, "nothing has changed");
    refused
}

// The table

#[test]
fn a_failed_check_holds_with_all_its_reasons() {
    let hold = opened("1000");
    assert_eq!(hold.status(), HoldStatus::Held);
    assert_eq!(hold.reasons(), [Reason::OverLimit, Reason::OldestItemTooOld]);
    assert_eq!(hold.evidence(), "over");
    let none = Hold::try_open(opening("1", &[], ""));
    assert_eq!(none, Err(HoldError::NoReason));
}

#[test]
fn a_check_without_reasons_makes_it_ready_or_releases_it() {
    let (by_hand, by_itself) =
        (policy(|it| it.releases_by_itself = false), policy(|it| it.releases_by_itself = true));
    assert_eq!(becomes(&[check(&[])], &by_hand), HoldStatus::Ready);
    assert_eq!(becomes(&[check(&[])], &by_itself), HoldStatus::Released);
}

#[test]
fn a_check_with_other_reasons_keeps_it_held_for_those() {
    let hold = after(&[check(&[Reason::IncidentOpen])], &ReleasePolicy::default());
    assert_eq!((hold.status(), hold.reasons()), (HoldStatus::Held, &[Reason::IncidentOpen][..]));
}

#[test]
fn one_that_was_ready_is_held_again_when_a_reason_comes_back() {
    let by = policy(|it| it.releases_by_itself = false);
    assert_eq!(becomes(&[check(&[]), check(&[Reason::OverLimit])], &by), HoldStatus::Held);
}

#[test]
fn held_by_hand_is_never_released_by_itself_and_shows_when_nothing_else_stands() {
    let by_itself = ReleasePolicy::default();
    let hold = after(&[force(), check(&[])], &by_itself);
    assert_eq!(hold.status(), HoldStatus::Held);
    assert!(hold.is_held_by_hand_only());
    assert!(!after(&[force()], &by_itself).is_held_by_hand_only());
    assert_eq!(becomes(&[force(), check(&[]), release()], &by_itself), HoldStatus::Released);
}

#[test]
fn any_order_that_is_not_rejected_can_be_held_by_hand() {
    let by = policy(|it| it.releases_by_itself = false);
    let ways: [&[HoldStep]; 5] = [
        &[],
        &[check(&[])],
        &[release()],
        &[release(), change("2000")],
        &[release(), change("2000"), check(&[])],
    ];
    for way in ways {
        let steps: Vec<HoldStep> = way.iter().cloned().chain([force()]).collect();
        let hold = after(&steps, &by);
        assert_eq!(hold.status(), HoldStatus::Held, "{way:?}");
        assert_eq!(hold.reasons().first(), Some(&Reason::ForcedHold));
    }
}

#[test]
fn a_release_is_for_the_value_and_up_to_the_last_day() {
    let by = policy(|it| it.tolerance = Ratio::from_percent(10));
    let hold = after(&[release()], &by);
    let may = |value, on| hold.may_ship(yuan(value), day(on), &by);
    assert!(may("1100", ON) && !may("1100.01", ON));
    assert!(may("1000", "2026-07-05") && !may("1000", "2026-07-06"));
    assert!(may("1", "2026-07-05"), "less goes out too");
}

/// Released 1,000 with a deviation of 10 %: 1,100 passes, 1,100.01 is checked again. Released on
/// 1 July for five days: no check on the 5th, a check on the 6th.
#[test]
fn a_change_within_value_and_day_needs_no_check_and_one_beyond_does() {
    let by = policy(|it| it.tolerance = Ratio::from_percent(10));
    let on = |value, date| {
        let mut hold = after(&[release()], &by);
        hold.apply(change(value), day(date), staff("Wang"), &by).unwrap();
        hold.status()
    };
    assert_eq!(on("1100", ON), HoldStatus::Released);
    assert_eq!(on("1100.01", ON), HoldStatus::ToCheck);
    assert_eq!(on("1000", "2026-07-05"), HoldStatus::Released);
    assert_eq!(on("1000", "2026-07-06"), HoldStatus::ToCheck);
}

#[test]
fn a_release_whose_day_is_over_can_be_checked_again_as_it_is() {
    let by = ReleasePolicy::default();
    let on = |reasons: &[Reason], date| {
        let mut hold = after(&[release()], &by);
        hold.apply(check(reasons), day(date), staff("Wang"), &by).map(|()| hold.status())
    };
    assert!(matches!(on(&[], "2026-07-05"), Err(HoldError::OutOfTurn(_))));
    assert_eq!(on(&[], "2026-07-06"), Ok(HoldStatus::Passed));
    assert_eq!(on(&[Reason::OverLimit], "2026-07-06"), Ok(HoldStatus::Held));
}

#[test]
fn small_changes_do_not_add_up_past_the_tolerance() {
    let by = policy(|it| it.tolerance = Ratio::from_percent(10));
    let steps = [release(), change("1090"), change("1100.01")];
    assert_eq!(becomes(&steps, &by), HoldStatus::ToCheck);
}

#[test]
fn a_changed_order_that_is_checked_is_held_or_passed() {
    let by = ReleasePolicy::default();
    let changed = [release(), change("2000")];
    let then = |reasons: &[Reason]| {
        let steps: Vec<HoldStep> = changed.iter().cloned().chain([check(reasons)]).collect();
        after(&steps, &by)
    };
    assert_eq!(then(&[Reason::OverLimit]).status(), HoldStatus::Held);
    let passed = then(&[]);
    assert_eq!(passed.status(), HoldStatus::Passed);
    assert!(passed.may_ship(yuan("2000"), day("2027-01-01"), &by));
    assert!(!passed.may_ship(yuan("2000.01"), day(ON), &by));
    let steps: Vec<HoldStep> = changed.iter().cloned().chain([check(&[]), change("1")]).collect();
    assert_eq!(becomes(&steps, &by), HoldStatus::ToCheck);
}

#[test]
fn a_held_order_is_rejected_or_handed_to_somebody_else() {
    let by = ReleasePolicy::default();
    assert_eq!(becomes(&[reject()], &by), HoldStatus::Rejected);
    let hold = after(&[assign("Chen")], &by);
    assert_eq!((hold.status(), hold.owner()), (HoldStatus::Held, &staff("Chen")));
}

#[test]
fn a_held_order_that_is_changed_stays_held_for_its_new_value() {
    let hold = after(&[change("2000")], &ReleasePolicy::default());
    assert_eq!((hold.status(), hold.value()), (HoldStatus::Held, yuan("2000")));
}

/// A column for each act: check with reasons, without, and with a release; check anew with reasons
/// and without; force, release, reject, assign; change within the release and any other.
#[test]
fn each_pair_of_status_and_act_is_allowed_or_refused() {
    let rows = [
        (HoldStatus::Held, "xxx--xxxx-x"),
        (HoldStatus::Ready, "xxx--xxxx-x"),
        (HoldStatus::Released, "---xxx---xx"),
        (HoldStatus::ToCheck, "---xxx-xx-x"),
        (HoldStatus::Passed, "-----x----x"),
        (HoldStatus::Rejected, "-----------"),
    ];
    for (status, expected) in rows {
        let cells = transitions::<HoldStatus>().filter(|it| it.from == status);
        let found: String = cells.map(|it| if it.to.is_some() { 'x' } else { '-' }).collect();
        assert_eq!(found, expected, "{status}");
    }
    assert_eq!(table_faults::<HoldStatus>(), []);
    assert!(HoldStatus::Rejected.is_end() && !HoldStatus::Passed.is_end());
    assert_eq!(HoldStatus::Passed.allowed(), [HoldAct::Force, HoldAct::Change]);
}

#[test]
fn the_table_of_the_documentation_is_the_computed_one() {
    let source = include_str!("../../src/work/hold/hold_status.rs");
    let rows = source.lines().filter_map(|line| line.strip_prefix("/// |"));
    let documented: Vec<String> = rows.map(|row| format!("|{row}")).collect();
    let line = |first: String, cells: Vec<String>| format!("| {first} | {} |", cells.join(" | "));
    let statuses = HoldStatus::ALL.iter().map(ToString::to_string).collect();
    let mut computed =
        vec![line("act".to_owned(), statuses), "|---|---|---|---|---|---|---|".into()];
    for act in <HoldAct as Act>::ALL {
        let of_act = transitions::<HoldStatus>().filter(|it| it.act == *act);
        let cells = of_act.map(|it| it.to.map_or("–".to_owned(), |to| to.to_string()));
        computed.push(line(act.heading(), cells.collect()));
    }
    assert_eq!(documented, computed);
}

#[test]
fn a_step_can_be_asked_about_without_taking_it() {
    let by = ReleasePolicy::default();
    let hold = opened("1000");
    let ask = |step| hold.check_step(&Entry::new(step, day(ON), staff("Wang")), &by);
    assert_eq!((ask(release()), ask(reject())), (Ok(()), Ok(())));
    assert_eq!(ask(change("-1")).unwrap_err().to_string(), refuses(&[], change("-1")).to_string());
    assert_eq!(hold, opened("1000"));
}

// Refusals

#[test]
fn steps_out_of_turn_are_refused() {
    let released = [release()];
    let to_check = [release(), change("2000")];
    let passed = [release(), change("2000"), check(&[])];
    let rejected = [reject()];
    let rows: [(&[HoldStep], &[HoldStep], HoldStatus); 4] = [
        (&released, &[check(&[]), release(), reject(), assign("Chen")], HoldStatus::Released),
        (&to_check, &[release()], HoldStatus::ToCheck),
        (&passed, &[check(&[]), release(), reject(), assign("Chen")], HoldStatus::Passed),
        (
            &rejected,
            &[check(&[]), force(), release(), reject(), assign("Chen"), change("1")],
            HoldStatus::Rejected,
        ),
    ];
    for (before, steps, expected) in rows {
        for step in steps {
            let refused = refuses(before, step.clone());
            assert_eq!(refused.to_string(), format!("cannot {step} an order that is {expected}"));
            let HoldError::OutOfTurn(turn) = refused else { panic!("{refused}") };
            assert_eq!((turn.stage, turn.act.to_string()), (expected, step.to_string()));
        }
    }
}

#[test]
fn a_step_is_not_dated_before_the_last_one() {
    let by = ReleasePolicy::default();
    let mut hold = opened("1000");
    let early = hold.apply(reject(), day("2026-06-30"), staff("Wang"), &by).unwrap_err();
    assert_eq!(early.to_string(), "a step of 2026-06-30 cannot follow one of 2026-07-01");
    hold.apply(assign("Chen"), day("2026-07-03"), staff("Wang"), &by).unwrap();
    let early = hold.apply(reject(), day("2026-07-02"), staff("Wang"), &by);
    assert!(matches!(early, Err(HoldError::Trail(TrailError::BackDated { .. }))));
}

#[test]
fn whoever_acts_says_why() {
    let blank = || " \t".to_owned();
    let steps = [
        HoldStep::Force { why: blank() },
        HoldStep::Reject { why: blank() },
        HoldStep::Release {
            why: blank(),
            role: "credit clerk".to_owned(),
            requested_by: staff("Zhao"),
        },
    ];
    for step in steps {
        let word = step.to_string();
        assert_eq!(refuses(&[], step), HoldError::Blank { step: word });
    }
}

#[test]
fn a_role_releases_up_to_its_ceiling() {
    let by = ReleasePolicy::default();
    let release = |value: &str, role: &str| {
        let mut hold = opened(value);
        let step = HoldStep::Release {
            why: "agreed".to_owned(),
            role: role.to_owned(),
            requested_by: staff("Zhao"),
        };
        hold.apply(step, day(ON), staff("Wang"), &by).map_err(|it| it.to_string())
    };
    assert_eq!(release("10000", "credit clerk"), Ok(()));
    assert_eq!(
        release("10000.01", "credit clerk").unwrap_err(),
        "a credit clerk releases at most CNY 10,000.00, the order is worth CNY 10,000.01",
    );
    assert_eq!(release("10000.01", "credit manager"), Ok(()));
    assert_eq!(release("9000000", "head of credit"), Ok(()));
    assert_eq!(release("1", "porter").unwrap_err(), "no role is called \"porter\"");
}

#[test]
fn above_a_value_whoever_asks_for_a_release_does_not_grant_it() {
    let by = ReleasePolicy::default();
    let release = |value: &str, requested_by: &str| {
        let mut hold = opened(value);
        let step = HoldStep::Release {
            why: "agreed".to_owned(),
            role: "head of credit".to_owned(),
            requested_by: staff(requested_by),
        };
        hold.apply(step, day(ON), staff("Wang"), &by).map_err(|it| it.to_string())
    };
    assert_eq!(release("10000", "Wang"), Ok(()));
    assert_eq!(
        release("10000.01", "Wang").unwrap_err(),
        "Wang asked for the release of CNY 10,000.01 and cannot grant it: above CNY 10,000.00 it takes two",
    );
    assert_eq!(release("10000.01", "Zhao"), Ok(()));
}

#[test]
fn a_value_is_not_negative_and_stays_in_its_currency() {
    let negative = HoldStep::Change { value: yuan("-0.01") };
    assert!(matches!(refuses(&[], negative), HoldError::Value { .. }));
    let dollars = HoldStep::Change { value: "USD 1".parse().unwrap() };
    assert!(matches!(refuses(&[], dollars), HoldError::Value { .. }));
    let reasons = [Reason::OverLimit];
    let opened = Hold::try_open(opening("-0.01", &reasons, ""));
    assert!(matches!(opened, Err(HoldError::Value { .. })));
}

// The trail

#[test]
fn the_trail_keeps_every_step_with_who_and_when_and_any_day_can_be_asked() {
    let by = ReleasePolicy::default();
    let mut hold = opened("1000");
    hold.apply(assign("Chen"), day("2026-07-02"), staff("Wang"), &by).unwrap();
    hold.apply(release(), day("2026-07-04"), staff("Chen"), &by).unwrap();
    let trail: Vec<String> =
        hold.trail().map(|it| format!("{} {} {}", it.on, it.by, it.step)).collect();
    assert_eq!(trail, ["2026-07-02 Wang assign", "2026-07-04 Chen release"]);
    let on = |t| hold.status_on(as_of(t));
    assert_eq!(on("2026-06-30"), None);
    assert_eq!(on(ON), Some(HoldStatus::Held));
    assert_eq!(on("2026-07-03"), Some(HoldStatus::Held));
    assert_eq!(on("2026-07-04"), Some(HoldStatus::Released));
}

// A policy that has changed

/// Released under a policy by a role, a value and a person that a stricter one does not let.
fn taken_under_a_loose_policy() -> (Hold, ReleasePolicy, ReleasePolicy) {
    let loose = policy(|it| {
        it.releases_by_itself = true;
        it.tolerance = Ratio::from_percent(10);
        it.four_eyes_above = None;
    });
    let strict = policy(|it| {
        it.releases_by_itself = false;
        it.tolerance = Ratio::ZERO;
        it.roles = vec![Role { name: "porter".to_owned(), ceiling: Some(Major::from_units(1)) }];
        it.four_eyes_above = Some(Major::from_units(1));
    });
    let mut hold = opened("9000");
    let own = HoldStep::Release {
        why: "paid by tomorrow".to_owned(),
        role: "credit clerk".to_owned(),
        requested_by: staff("Wang"),
    };
    for step in [own, change("9900"), force(), release(), change("9000"), change("9990")] {
        hold.apply(step, day(ON), staff("Wang"), &loose).unwrap();
    }
    (hold, loose, strict)
}

#[test]
fn a_step_once_taken_stands_when_its_role_is_gone_and_its_ceiling_is_cut() {
    let (hold, _, strict) = taken_under_a_loose_policy();
    let replayed = Hold::replay(hold.opening().clone(), hold.trail().cloned(), &strict).unwrap();
    assert_eq!(replayed.trail().count(), 6);
    // A step that is taken today is judged by the policy of today.
    let mut today = opened("9000");
    let refused = today.apply(release(), day(ON), staff("Wang"), &strict);
    assert_eq!(refused, Err(HoldError::UnknownRole { role: "credit clerk".to_owned() }));
}

#[test]
fn steps_that_were_stored_with_what_they_led_to_give_the_same_hold_whatever_the_policy() {
    use HoldStatus::{Held, Released};
    let (hold, ..) = taken_under_a_loose_policy();
    let statuses: Vec<HoldStatus> = hold.steps().map(|it| it.status).collect();
    assert_eq!(statuses, [Released, Released, Held, Released, Released, Released]);
    assert_eq!(Hold::restore(hold.opening().clone(), hold.steps()), Ok(hold));
}

/// The check released by itself then; under the policy of today it only makes the order ready, and
/// the change after it would be one of a held order.
#[test]
fn what_a_step_led_to_is_told_by_the_steps_after_it() {
    let by_itself = ReleasePolicy::default();
    let by_hand = policy(|it| it.releases_by_itself = false);
    let mut hold = after(&[check(&[])], &by_itself);
    let late = day(ON).offset(9);
    hold.apply(check(&[]), late, staff("Wang"), &by_itself).unwrap();
    assert_eq!(hold.status(), HoldStatus::Passed, "the release is over, it is checked anew");
    let told = |hold: &Hold, by| {
        Hold::replay(hold.opening().clone(), hold.trail().cloned(), by).map(|it| it.status())
    };
    assert_eq!(told(&hold, &by_itself), Ok(HoldStatus::Passed));
    let mut changed = after(&[check(&[]), change("1")], &by_hand);
    assert_eq!(changed.status(), HoldStatus::Held);
    changed.apply(assign("Chen"), day(ON), staff("Wang"), &by_hand).unwrap();
    // Under a policy that releases by itself it could not have been given to Chen.
    assert_eq!(told(&changed, &by_itself).unwrap(), HoldStatus::ToCheck);
    let mut ready = after(&[check(&[])], &by_hand);
    ready.apply(release(), day(ON), staff("Wang"), &by_hand).unwrap();
    assert_eq!(
        told(&ready, &by_itself),
        Ok(HoldStatus::Released),
        "a release is of no released order"
    );
}

#[test]
fn a_last_day_that_was_shortened_since_does_not_end_an_old_release() {
    let long = policy(|it| it.valid_days = 30);
    let short = policy(|it| it.valid_days = 1);
    let hold = after(&[release()], &long);
    let last = day(ON).offset(29);
    let stored: Vec<TakenStep> = hold.steps().collect();
    let kept = Hold::restore(hold.opening().clone(), stored.clone()).unwrap();
    for by in [&long, &short] {
        assert!(kept.may_ship(yuan("1000"), stored[0].last_day.unwrap(), by));
        assert!(!kept.may_ship(yuan("1000"), stored[0].last_day.unwrap().offset(1), by));
    }
    assert!(stored[0].last_day.unwrap() >= last, "{stored:?}");
}

#[test]
fn a_step_that_cannot_have_led_to_its_status_is_refused() {
    let hold = after(&[check(&[])], &ReleasePolicy::default());
    let mut steps: Vec<TakenStep> = hold.steps().collect();
    steps[0].status = HoldStatus::Rejected;
    assert_eq!(
        Hold::restore(hold.opening().clone(), steps.clone()).unwrap_err().to_string(),
        "to check cannot have left the order rejected, or released it up to that day"
    );
    steps[0].status = HoldStatus::Released;
    steps[0].last_day = None;
    assert!(Hold::restore(hold.opening().clone(), steps.clone()).is_err(), "without its last day");
    steps[0].last_day = Some(day("2026-06-30"));
    assert!(Hold::restore(hold.opening().clone(), steps).is_err(), "over before it began");
    let early = Entry::new(reject(), day("2026-06-30"), staff("Wang"));
    let steps = [TakenStep { event: early, status: HoldStatus::Rejected, last_day: None }];
    assert!(Hold::restore(hold.opening().clone(), steps).is_err(), "before the opening");
}

#[cfg(feature = "serde")]
#[test]
fn a_hold_is_written_with_what_its_steps_led_to_and_read_under_no_policy() {
    let (hold, ..) = taken_under_a_loose_policy();
    let text = serde_json::to_string(&hold).unwrap();
    assert!(text.contains("\"status\":\"released\",\"last_day\":\"2026-07-05\""), "{text}");
    assert_eq!(serde_json::from_str::<Hold>(&text).unwrap(), hold);
    let wrong = text.replace("\"status\":\"held\"", "\"status\":\"passed\"");
    assert!(serde_json::from_str::<Hold>(&wrong).is_err());
}

// The policy

/// Confirmed on day 1 with two days of grace: checked again on day 4.
#[test]
fn a_confirmed_order_is_checked_again_after_the_days_of_grace() {
    let by = policy(|it| it.check_grace_days = 2);
    assert_eq!(by.next_check(day("2026-07-01")), day("2026-07-04"));
    assert_eq!(ReleasePolicy::default().next_check(day("2026-07-01")), day("2026-07-02"));
}

#[test]
fn a_policy_of_releases_that_contradicts_itself_is_refused_with_all_that_is_wrong() {
    let role = |name: &str, units: Option<u32>| Role {
        name: name.to_owned(),
        ceiling: units.map(Major::from_units),
    };
    let draft = ReleasePolicyDraft {
        roles: vec![
            role("clerk", Some(10)),
            role("manager", Some(10)),
            role("head", None),
            role("clerk", Some(90)),
        ],
        valid_days: 0,
        ..ReleasePolicyDraft::default()
    };
    assert_eq!(
        ReleasePolicy::try_new(draft).unwrap_err().to_string(),
        "roles.1.ceiling must exceed that of clerk, the role before; \
         roles.3.name must stand once, \"clerk\" stands again; \
         roles.3.ceiling must exceed that of head, the role before; \
         valid_days must be at least 1, the day of the release, was 0",
    );
    let nobody = ReleasePolicyDraft { roles: Vec::new(), ..ReleasePolicyDraft::default() };
    assert_eq!(
        ReleasePolicy::try_new(nobody).unwrap_err().to_string(),
        "roles must name at least one role, was empty"
    );
}
