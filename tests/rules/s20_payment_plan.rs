//! S10, S20: payment plans, whose parts are promises.

use std::collections::BTreeSet;

use guanxi::id::RoleId;
use guanxi::lifecycle::{Entry, table_faults};
use guanxi::measure::Ratio;
use guanxi::payment_plan::{
    PaymentPlan, PaymentPlanInputs, PaymentPlanOpening, PaymentPlanPolicy, PaymentPlanPolicyDraft,
    PaymentPlanStage, PaymentPlanStep, PlanPart,
};
use guanxi::receivable::PromiseStatus;

use crate::given::{Told, as_of, currency, day, percent, shows_table, yuan};

fn part(by: &str, amount: &str) -> PlanPart {
    PlanPart { by: day(by), amount: yuan(amount) }
}

fn opening(parts: Vec<PlanPart>) -> PaymentPlanOpening {
    PaymentPlanOpening {
        customer: "Li & Sons".parse().unwrap(),
        currency: currency("CNY"),
        parts,
        reason: "a weak season".parse().unwrap(),
        on: day("2026-03-01"),
        by: "Sun".parse().unwrap(),
    }
}

/// 200 by 31 March and 800 by 30 April.
fn two_parts() -> Vec<PlanPart> {
    vec![part("2026-03-31", "200"), part("2026-04-30", "800")]
}

fn opened() -> PaymentPlan {
    PaymentPlan::try_open(opening(two_parts()), &PaymentPlanPolicy::default()).unwrap()
}

fn take(
    plan: &mut PaymentPlan,
    told: &Told,
    step: PaymentPlanStep,
    on: &str,
) -> Result<(), String> {
    take_holding(plan, told, step, on, &["credit manager"])
}

fn take_holding(
    plan: &mut PaymentPlan,
    told: &Told,
    step: PaymentPlanStep,
    on: &str,
    roles: &[&str],
) -> Result<(), String> {
    let held: BTreeSet<RoleId> = roles.iter().map(|role| role.parse().unwrap()).collect();
    let policy = PaymentPlanPolicy::default();
    let inputs = PaymentPlanInputs { account: told.view(), held: &held, policy: &policy };
    let before = plan.clone();
    let taken = plan.apply(Entry::new(step, day(on), "Wang".parse().unwrap()), &inputs);
    match taken {
        Ok(_) => {
            let steps = plan.trail().iter().cloned();
            assert_eq!(PaymentPlan::replay(plan.opening().clone(), steps).as_ref(), Ok(&*plan));
            Ok(())
        }
        Err(error) => {
            assert_eq!(*plan, before, "nothing has changed");
            Err(error.to_string())
        }
    }
}

/// Approved on 2 March and agreed on 5 March.
fn agreed() -> PaymentPlan {
    let (mut plan, told) = (opened(), Told::nothing());
    take(&mut plan, &told, PaymentPlanStep::Approve, "2026-03-02").unwrap();
    take(&mut plan, &told, PaymentPlanStep::Agree, "2026-03-05").unwrap();
    plan
}

fn statuses(plan: &PaymentPlan, told: &Told, t: &str) -> Vec<PromiseStatus> {
    let progress = plan.progress(told.view(), &PaymentPlanPolicy::default(), as_of(t));
    progress.iter().map(|it| it.status).collect()
}

fn broken(plan: &PaymentPlan, told: &Told, t: &str) -> Option<PlanPart> {
    plan.broken_part(told.view(), &PaymentPlanPolicy::default(), as_of(t))
}

#[test]
fn the_table_is_sound_and_shown() {
    assert_eq!(table_faults::<PaymentPlanStage>(), []);
    let page = include_str!("../../src/work/payment_plan/mod.rs");
    assert!(shows_table::<PaymentPlanStage>(page));
}

#[test]
fn each_part_is_a_promise_from_the_day_of_the_agreement() {
    let plan = agreed();
    assert_eq!(plan.promises(as_of("2026-03-04")), []);
    let made: Vec<_> =
        plan.promises(as_of("2026-03-05")).iter().map(|it| (it.made, it.by, it.amount)).collect();
    let parts = two_parts().into_iter().map(|it| (day("2026-03-05"), it.by, it.amount.amount()));
    assert_eq!(made, parts.collect::<Vec<_>>());
    let (open, kept, broke) = (PromiseStatus::Open, PromiseStatus::Kept, PromiseStatus::Broken);
    // What was paid before the agreement keeps nothing.
    let early = Told::nothing().paid("2026-03-05", "1000");
    assert_eq!(statuses(&plan, &early, "2026-03-31"), [open, open]);
    let told = Told::nothing().paid("2026-03-31", "200");
    assert_eq!(statuses(&plan, &told, "2026-04-01"), [kept, open]);
    assert_eq!(broken(&plan, &told, "2026-04-30"), None);
    assert_eq!(statuses(&plan, &told, "2026-05-01"), [kept, broke]);
    assert_eq!(broken(&plan, &told, "2026-05-01"), Some(part("2026-04-30", "800")));
}

/// One yuan may lack, a fen more may not.
#[test]
fn a_part_that_lacks_no_more_than_the_tolerance_is_kept() {
    let of = |amount| {
        let told = Told::nothing().paid("2026-03-31", amount);
        broken(&agreed(), &told, "2026-04-01").is_some()
    };
    assert_eq!(["199", "198.99"].map(of), [false, true]);
}

#[test]
fn a_plan_is_fulfilled_when_every_part_was_kept() {
    let told = Told::nothing().paid("2026-03-31", "200");
    assert_eq!(
        take(&mut agreed(), &told, PaymentPlanStep::Fulfil, "2026-04-30").unwrap_err(),
        "1 part of the plan is not paid in time or not due yet"
    );
    let told = told.paid("2026-04-30", "800");
    let mut plan = agreed();
    take(&mut plan, &told, PaymentPlanStep::Fulfil, "2026-04-30").unwrap();
    assert_eq!(plan.stage(as_of("2026-04-30")), Some(PaymentPlanStage::Fulfilled));
    assert_eq!(plan.stage(as_of("2026-04-29")), Some(PaymentPlanStage::Agreed));
    assert_eq!(plan.stage(as_of("2026-02-28")), None);
}

#[test]
fn other_parts_are_approved_and_agreed_anew() {
    let (mut plan, told) = (agreed(), Told::nothing());
    let parts = vec![part("2026-05-31", "1000")];
    let reason = "the season was late".parse().unwrap();
    let revise = PaymentPlanStep::Revise { parts: parts.clone(), reason };
    take(&mut plan, &told, revise, "2026-04-01").unwrap();
    assert_eq!(plan.stage(as_of("2026-04-01")), Some(PaymentPlanStage::Offered));
    assert_eq!(plan.promises(as_of("2026-04-01")), []);
    assert_eq!(plan.parts(as_of("2026-03-31")), two_parts(), "as it was");
    take(&mut plan, &told, PaymentPlanStep::Approve, "2026-04-02").unwrap();
    take(&mut plan, &told, PaymentPlanStep::Agree, "2026-04-03").unwrap();
    assert_eq!(plan.parts(as_of("2026-04-03")), parts);
    assert_eq!(plan.promises(as_of("2026-04-03"))[0].made, day("2026-04-03"));
}

#[test]
fn the_manager_approves_and_gives_up() {
    let told = Told::nothing();
    let without = |plan: &PaymentPlan, step| {
        take_holding(&mut plan.clone(), &told, step, "2026-05-01", &[]).unwrap_err()
    };
    assert_eq!(
        without(&opened(), PaymentPlanStep::Approve),
        "to approve a payment plan takes the role credit manager, Wang does not hold it"
    );
    let give_up = || PaymentPlanStep::Break { reason: "nothing came".parse().unwrap() };
    assert_eq!(
        without(&agreed(), give_up()),
        "to break a payment plan takes the role credit manager, Wang does not hold it"
    );
    let mut plan = agreed();
    take(&mut plan, &told, give_up(), "2026-05-01").unwrap();
    assert_eq!(plan.promises(as_of("2026-05-01")), [], "all is due as it was");
    assert_eq!(
        take(&mut opened(), &told, PaymentPlanStep::Agree, "2026-03-02").unwrap_err(),
        "cannot agree a payment plan that is offered"
    );
    assert_eq!(
        take(&mut opened(), &told, PaymentPlanStep::Approve, "2026-02-28").unwrap_err(),
        "a step of 2026-02-28 lies before the plan of 2026-03-01"
    );
}

/// Opened on 1 March 2026 under the default policy.
#[test]
fn parts_rise_within_a_year_and_begin_with_a_fifth() {
    let open = |parts| {
        let opened = PaymentPlan::try_open(opening(parts), &PaymentPlanPolicy::default());
        opened.map(|_| ()).map_err(|error| error.to_string())
    };
    let refused = |text: &str| Err(text.to_owned());
    let months = |count: i32| {
        (1..=count)
            .map(|it| PlanPart { by: day("2026-03-01").offset(it), ..part("2026-03-31", "1") })
    };
    assert_eq!(open(vec![]), refused("a payment plan has 1..=12 parts, had 0"));
    let thirteen: Vec<_> = months(13).collect();
    assert_eq!(open(thirteen), refused("a payment plan has 1..=12 parts, had 13"));
    let mut twelve: Vec<_> = months(12).collect();
    assert_eq!(
        open(twelve.clone()),
        refused("the first part must be at least 20% of the debt, was CNY 1.00")
    );
    twelve[0].amount = yuan("2.75");
    assert_eq!(open(twelve.clone()), Ok(()));
    twelve[0].amount = yuan("2.74");
    assert!(open(twelve).is_err());
    assert_eq!(open(vec![part("2027-03-01", "1")]), Ok(()));
    assert_eq!(
        open(vec![part("2027-03-02", "1")]),
        refused("a part is due after 2026-03-01 and on 2027-03-01 at the latest, was 2027-03-02")
    );
    assert_eq!(
        open(vec![part("2026-03-31", "1"), part("2026-03-31", "1")]),
        refused("a part is due after 2026-03-31 and on 2027-03-01 at the latest, was 2026-03-31")
    );
    assert_eq!(
        open(vec![part("2026-03-31", "0")]),
        refused("a part of a plan in CNY is positive, was CNY 0.00")
    );
    let euro = PlanPart { amount: "EUR 1".parse().unwrap(), ..part("2026-03-31", "1") };
    assert_eq!(open(vec![euro]), refused("a part of a plan in CNY is positive, was EUR 1.00"));
}

#[test]
fn a_policy_without_parts_or_days_is_refused() {
    let draft = PaymentPlanPolicyDraft {
        most_parts: 0,
        most_days: 0,
        first_part: percent("100.0001%"),
        ..Default::default()
    };
    assert_eq!(
        PaymentPlanPolicy::try_new(draft).unwrap_err().to_string(),
        "most_parts must be at least 1, was 0; most_days must be at least 1, was 0; first_part \
         must not exceed 100%, was 100.0001%"
    );
    assert_eq!(PaymentPlanPolicy::default().first_part, Ratio::from_percent(20));
}
