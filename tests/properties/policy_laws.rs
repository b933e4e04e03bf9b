//! Laws of the warnings under any policy: arms that are left out, and more of what is worse.

use std::collections::BTreeSet;

use guanxi::account::{Account, Fact};
use guanxi::calendar::{AsOf, Day};
use guanxi::context::Context;
use guanxi::evidence::NotJudged;
use guanxi::expense::{Budget, Expense};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice};
use guanxi::review::Assessor;
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Arm, ArmFinding, Finding, LossMethod, Outcome, Reading, Rule};
use proptest::prelude::*;

use crate::strategies::{as_of, date, document, drafts, history, money, yuan};

fn some_arms() -> impl Strategy<Value = BTreeSet<Arm>> {
    prop::sample::subsequence(Arm::ALL.to_vec(), 0..=Arm::ALL.len())
        .prop_map(|arms| arms.into_iter().collect())
}

/// The policy without these arms.
fn without(mut draft: PolicyDraft, off: &BTreeSet<Arm>) -> Policy {
    let of = |rule| off.iter().copied().filter(|it| it.rule() == rule).collect();
    draft.debt.off = of(Rule::Debt);
    draft.progress.off = of(Rule::Progress);
    draft.expense.off = of(Rule::Expense);
    draft.loss.off = of(Rule::Loss);
    draft.incident.off = of(Rule::Incident);
    Policy::try_from(draft).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_arm_that_is_off_is_not_judged_and_changes_no_other(
        draft in drafts(),
        off in some_arms(),
        history in history(),
        t in as_of(),
    ) {
        let account = history.account();
        let whole = without(draft.clone(), &BTreeSet::new());
        let part = without(draft, &off);
        let whole = Assessor::new(&whole, whole.context(t));
        let part = Assessor::new(&part, part.context(t));
        let (of_whole, of_part) = (whole.read(account.view()), part.read(account.view()));
        for rule in Rule::ALL {
            let is_off = |it: &ArmFinding| off.contains(&it.arm);
            let expected = of_whole.arms(rule).iter().map(|it| {
                let finding = Finding::NotJudged(NotJudged::Off);
                if is_off(it) { ArmFinding { finding, ..*it } } else { *it }
            });
            let expected: Vec<ArmFinding> = expected.collect();
            let arms = of_part.arms(rule);
            prop_assert_eq!(arms, &expected[..], "{}", rule);
            let outcome = of_part.outcome(rule);
            let level = arms.iter().filter_map(|it| it.finding.level()).max();
            prop_assert_eq!(outcome.level(), level, "{}", rule);
            prop_assert!(outcome != Outcome::Clear || !arms.iter().all(is_off), "{}", rule);
            let alone = *part.outcomes(account.view()).get(rule);
            prop_assert_eq!(alone, outcome, "{} without evidence", rule);
        }
    }
}

#[track_caller]
fn policy(draft: PolicyDraft) -> Policy {
    Policy::try_from(draft).unwrap()
}

#[track_caller]
fn account(facts: impl IntoIterator<Item = Fact>) -> Account {
    let mut account = Account::new("Li".parse().unwrap(), yuan());
    for fact in facts {
        account.record(fact).unwrap();
    }
    account
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn more_debt_a_smaller_limit_and_an_older_item_never_lower_the_level(
        draft in drafts(),
        owed in 1_i64..5_000,
        limit in 2_i64..5_000,
        late in -10_i32..120,
    ) {
        let (policy, t) = (policy(draft), date(200));
        let debt = |owed, limit, late: i32| {
            let (issued, due) = (t.offset(-200), t.offset(-late));
            let mut account =
                account([Invoice::new(document("I"), issued, due, money(owed)).into()]);
            let limit = CreditLimit::try_from_money(money(limit), yuan()).unwrap();
            account.agree_limit(limit).unwrap();
            policy.debt.read(account.view(), &Context::on(AsOf::new(t))).outcome().level()
        };
        let here = debt(owed, limit, late);
        prop_assert!(debt(owed + 1, limit, late) >= here);
        prop_assert!(debt(owed, limit - 1, late) >= here);
        prop_assert!(debt(owed, limit, late + 1) >= here);
    }

    #[test]
    fn less_bought_against_a_plan_never_lowers_the_level(
        draft in drafts(),
        planned in 1_i64..2_000,
        bought in 2_i64..2_000,
        day in 0_i32..90,
    ) {
        let (policy, t) = (policy(draft), date(400).offset(day));
        let progress = |bought| {
            let plan = Plan::new(t.month(), money(planned));
            let sale = Sale::new(document("S"), t, money(bought));
            let account = account([plan.into(), sale.into()]);
            policy.progress.read(account.view(), &policy.context(AsOf::new(t))).outcome().level()
        };
        prop_assert!(progress(bought - 1) >= progress(bought));
    }

    #[test]
    fn more_spent_never_lowers_the_level(
        draft in drafts(),
        budgeted in 1_i64..2_000,
        spent in 1_i64..3_000,
        bought in 0_i64..2_000,
        day in 0_i32..90,
    ) {
        let (policy, t) = (policy(draft), date(400).offset(day));
        let expense = |spent| {
            let budget = Budget::new(t.month(), money(budgeted));
            let sale = (bought > 0).then(|| Sale::new(document("S"), t, money(bought)).into());
            let spent = Expense::new(document("E"), t, money(spent));
            let account = account([budget.into(), spent.into()].into_iter().chain(sale));
            policy.expense.read(account.view(), &policy.context(AsOf::new(t))).outcome().level()
        };
        prop_assert!(expense(spent + 1) >= expense(spent));
    }

    /// Not by cadence: as silence grows, gaps leave the years from which the usual gap is taken.
    #[test]
    fn a_longer_silence_never_lowers_the_level_until_the_customer_is_lost(
        mut draft in drafts(),
        gaps in prop::collection::vec(1_i32..200, 0..6),
        silent in 0_i32..500,
    ) {
        if matches!(draft.loss.silence, LossMethod::Cadence { .. }) {
            draft.loss.silence = LossMethod::alive();
        }
        let (policy, mut day) = (policy(draft), date(0));
        let mut sales = vec![Fact::from(Sale::new(document("S"), day, money(100)))];
        for (place, gap) in gaps.into_iter().enumerate() {
            day = day.offset(gap);
            sales.push(Sale::new(document(&format!("S{place}")), day, money(100)).into());
        }
        let account = account(sales);
        let loss = |t: Day| policy.loss.read(account.view(), &Context::on(AsOf::new(t))).outcome();
        let (here, next) = (loss(day.offset(silent)), loss(day.offset(silent + 1)));
        prop_assert!(next == Outcome::NotApplicable || next.level() >= here.level());
    }

    #[test]
    fn a_graver_or_surer_incident_never_lowers_the_level(
        draft in drafts(),
        impact in 0_u8..3,
        credibility in 0_usize..2,
    ) {
        let (policy, t) = (policy(draft), date(200));
        let incident = |impact, credibility: usize| {
            let incident = Incident {
                kind: IncidentKind::Fire,
                occurred: t,
                reported: t,
                credibility: Credibility::ALL[credibility],
                impact: Impact::try_new(impact).unwrap(),
                resolved: None,
            };
            let account = account([incident.into()]);
            policy.incident.read(account.view(), &Context::on(AsOf::new(t))).outcome().level()
        };
        let here = incident(impact, credibility);
        prop_assert!(incident(impact + 1, credibility) >= here);
        prop_assert!(incident(impact, credibility + 1) >= here);
    }
}
