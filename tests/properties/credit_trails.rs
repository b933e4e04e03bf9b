//! Stored trails of approvals of credit and of payment plans: read again they stand the same,
//! whatever the policy of the day is.

use std::collections::BTreeSet;

use guanxi::account::Account;
use guanxi::calendar::{AsOf, Day};
use guanxi::credit_approval::{
    CreditApplication, CreditApproval, CreditApprovalEvent, CreditApprovalInputs,
    CreditApprovalPolicy, CreditApprovalStep, CreditTerms,
};
use guanxi::id::RoleId;
use guanxi::lifecycle::{Entry, Progress, Reason};
use guanxi::measure::Ratio;
use guanxi::payment_plan::{
    PaymentPlan, PaymentPlanEvent, PaymentPlanInputs, PaymentPlanOpening, PaymentPlanPolicy,
    PaymentPlanPolicyDraft, PaymentPlanStep, PlanPart,
};
use guanxi::receivable::Payment;
use proptest::prelude::*;

use crate::strategies::{date, document, money, yuan};

fn reason() -> Reason {
    "agreed".parse().unwrap()
}

fn held() -> BTreeSet<RoleId> {
    let roles = ["credit manager", "head of sales", "head of finance"];
    roles.iter().map(|role| role.parse().unwrap()).collect()
}

/// A step with its number, the days since the one before, and its person.
fn entries<S: Clone + std::fmt::Debug + 'static>(
    step: impl Strategy<Value = S>,
) -> impl Strategy<Value = Vec<(Option<u64>, S, i32, &'static str)>> {
    let number = proptest::option::weighted(0.3, 0_u64..6);
    let by = prop::sample::select(vec!["Wang", "Zhao", "Chen", "Qian"]);
    prop::collection::vec((number, step, -1_i32..9, by), 0..18)
}

fn terms() -> impl Strategy<Value = CreditTerms> {
    let until = proptest::option::weighted(0.3, 0_i32..60);
    (0_i64..20_000_000, until).prop_map(|(limit, until)| CreditTerms {
        limit: money(limit),
        payment_days: 30,
        until: until.map(date),
    })
}

fn credit_step() -> impl Strategy<Value = CreditApprovalStep> {
    type S = CreditApprovalStep;
    let grant = |(from, days): (i32, i32)| S::Grant {
        from: date(from),
        review_by: date(from).offset(days),
    };
    prop_oneof![
        3 => terms().prop_map(|terms| S::Propose { terms, computed: None, reason: Some(reason()) }),
        4 => (0_usize..3).prop_map(|slot| S::Approve { slot }),
        1 => Just(S::Return { reason: reason() }),
        3 => (0_i32..60, 0_i32..90).prop_map(grant),
        2 => (0_i32..90).prop_map(|by| S::Review { review_by: date(by), reason: reason() }),
        1 => Just(S::End { reason: reason() }),
        1 => Just(S::Refuse { reason: reason() }),
        1 => Just(S::Withdraw { reason: reason() }),
    ]
}

fn opened(limit: i64) -> CreditApproval {
    CreditApproval::open(CreditApplication {
        customer: "Li".parse().unwrap(),
        terms: CreditTerms { limit: money(limit), payment_days: 30, until: None },
        reason: reason(),
        on: date(0),
        by: "Sun".parse().unwrap(),
    })
}

/// Everything that an approval says as of a day.
fn credit_says(approval: &CreditApproval, t: AsOf) -> impl PartialEq + std::fmt::Debug {
    let (terms, in_force) = (approval.terms(t).cloned(), approval.terms_in_force(t).cloned());
    (approval.stage(t), terms, in_force, approval.review_by(t), approval.approvals())
}

fn parts() -> impl Strategy<Value = Vec<PlanPart>> {
    let part = (1_i32..20, 1_i64..50_000);
    prop::collection::vec(part, 1..5).prop_map(|rows| {
        let mut by = date(40);
        let part = |(days, minor): (i32, i64)| {
            by = by.offset(days);
            PlanPart { by, amount: money(minor) }
        };
        rows.into_iter().map(part).collect()
    })
}

fn plan_step() -> impl Strategy<Value = PaymentPlanStep> {
    type S = PaymentPlanStep;
    prop_oneof![
        4 => Just(S::Approve),
        4 => Just(S::Agree),
        2 => parts().prop_map(|parts| S::Revise { parts, reason: reason() }),
        2 => Just(S::Fulfil),
        1 => Just(S::Break { reason: reason() }),
        1 => Just(S::Withdraw { reason: reason() }),
    ]
}

fn plan_says(
    plan: &PaymentPlan,
    account: &Account,
    t: AsOf,
) -> impl PartialEq + std::fmt::Debug + use<> {
    let policy = PaymentPlanPolicy::default();
    let broken = plan.broken_part(account.view(), &policy, t);
    let progress = plan.progress(account.view(), &policy, t);
    (plan.stage(t), plan.parts(t).to_vec(), plan.promises(t), progress, broken)
}

/// The days on which something may change, and one on each side.
fn days_around<S>(entries: &[Entry<S>]) -> BTreeSet<Day> {
    let around = |day: Day| [day.offset(-1), day, day.offset(1), day.offset(61)];
    entries.iter().flat_map(|entry| around(entry.on)).chain(around(date(0))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_trail_of_an_approval_of_credit_that_is_read_again_says_the_same(
        limit in 0_i64..20_000_000,
        steps in entries(credit_step()),
    ) {
        let (held, policy) = (held(), CreditApprovalPolicy::default());
        let inputs = CreditApprovalInputs { held: &held, policy: &policy };
        let (mut approval, mut today, mut taken) = (opened(limit), date(0), Vec::new());
        for (number, step, days, by) in steps {
            let on = today.offset(days);
            let event = Entry { number, step, on, by: by.parse().unwrap() };
            let (before, blockers) = (approval.clone(), approval.blockers(&event, &inputs));
            match approval.apply(event.clone(), &inputs) {
                Err(refused) => {
                    prop_assert_eq!(&approval, &before);
                    prop_assert_eq!(blockers.first(), Some(&refused));
                }
                Ok(Progress::Known) => prop_assert_eq!(&approval, &before),
                Ok(Progress::Moved { .. }) => {
                    prop_assert_eq!(blockers, []);
                    today = on;
                    taken.push(event);
                }
            }
        }
        // Steps of one day stand in the order in which they were taken.
        prop_assert_eq!(approval.trail().entries(), taken.as_slice());
        prop_assert!(taken.is_sorted_by_key(|event: &CreditApprovalEvent| event.on));
        let replayed = CreditApproval::replay(approval.application().clone(), taken.clone());
        prop_assert_eq!(replayed.as_ref(), Ok(&approval));
        for count in 0..=taken.len() {
            let prefix = taken[..count].to_vec();
            let prefix = CreditApproval::replay(opened(limit).application().clone(), prefix);
            let prefix = prefix.unwrap();
            for day in days_around(&taken) {
                credit_says(&prefix, AsOf::new(day));
            }
            // As of the eve of the next step nothing else is known than the steps up to then.
            let Some(next) = taken.get(count) else { continue };
            let eve = AsOf::new(next.on.offset(-1));
            if taken[..count].iter().all(|event| eve.sees(event.on)) {
                prop_assert_eq!(prefix.stage(eve), approval.stage(eve));
                prop_assert_eq!(prefix.terms_in_force(eve), approval.terms_in_force(eve));
                prop_assert_eq!(prefix.review_by(eve), approval.review_by(eve));
            }
        }
    }

    #[test]
    fn a_trail_of_a_payment_plan_that_is_read_again_says_the_same(
        first in parts(),
        steps in entries(plan_step()),
        money_received in prop::collection::vec((0_i32..120, 1_i64..90_000), 0..4),
    ) {
        let mut account = Account::new("Li".parse().unwrap(), yuan());
        for (place, (on, minor)) in money_received.into_iter().enumerate() {
            let number = document(&format!("P{place}"));
            account.record(Payment::new(number, date(on), money(minor))).unwrap();
        }
        let loose = PaymentPlanPolicyDraft { first_part: Ratio::ZERO, ..Default::default() };
        let (held, policy) = (held(), PaymentPlanPolicy::try_new(loose).unwrap());
        let opening = PaymentPlanOpening {
            customer: "Li".parse().unwrap(),
            currency: yuan(),
            parts: first,
            reason: reason(),
            on: date(0),
            by: "Sun".parse().unwrap(),
        };
        let mut plan = PaymentPlan::try_open(opening.clone(), &policy).unwrap();
        let (mut today, mut taken) = (date(0), Vec::<PaymentPlanEvent>::new());
        for (number, step, days, by) in steps {
            let (before, on) = (plan.clone(), today.offset(days));
            let event = Entry { number, step, on, by: by.parse().unwrap() };
            let inputs = PaymentPlanInputs { account: account.view(), held: &held, policy: &policy };
            match plan.apply(event.clone(), &inputs) {
                Err(_) | Ok(Progress::Known) => prop_assert_eq!(&plan, &before),
                Ok(Progress::Moved { .. }) => {
                    today = on;
                    taken.push(event);
                }
            }
        }
        prop_assert_eq!(plan.trail().entries(), taken.as_slice());
        let replayed = PaymentPlan::replay(opening.clone(), taken.clone()).unwrap();
        prop_assert_eq!(&replayed, &plan);
        for count in 0..=taken.len() {
            let prefix = PaymentPlan::replay(opening.clone(), taken[..count].to_vec()).unwrap();
            for day in days_around(&taken) {
                plan_says(&prefix, &account, AsOf::new(day));
            }
            let Some(next) = taken.get(count) else { continue };
            let eve = AsOf::new(next.on.offset(-1));
            if taken[..count].iter().all(|event| eve.sees(event.on)) {
                prop_assert_eq!(plan_says(&prefix, &account, eve), plan_says(&plan, &account, eve));
            }
        }
    }
}
