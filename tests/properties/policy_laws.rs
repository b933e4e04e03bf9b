//! Laws of the warnings under any policy: arms that are left out, and more of what is worse.

use std::collections::BTreeSet;

use guanxi::account::{Account, Fact};
use guanxi::calendar::{AsOf, Day};
use guanxi::context::Context;
use guanxi::evidence::NotJudged;
use guanxi::expense::{Budget, Expense};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::measure::{Quotient, Score};
use guanxi::money::Amount;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice};
use guanxi::review::Assessor;
use guanxi::segment::AbcMethod;
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Arm, ArmFinding, Finding, LossMethod, Outcome, Reading, Rule};
use proptest::prelude::*;

use crate::grades::{dealer_grade, with_grades};
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
        planned in prop::option::of(1_i64..2_000),
        day in 0_i32..90,
    ) {
        let (policy, t) = (policy(draft), date(400).offset(day));
        let expense = |spent| {
            let budget = Budget::new(t.month(), money(budgeted));
            let sale = (bought > 0).then(|| Sale::new(document("S"), t, money(bought)).into());
            let spent = Expense::new(document("E"), t, money(spent));
            let plan = planned.map(|planned| Plan::new(t.month(), money(planned)).into());
            let account = account([budget.into(), spent.into()].into_iter().chain(sale).chain(plan));
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

    #[test]
    fn less_bought_than_last_year_never_lowers_the_level(
        draft in drafts(),
        base in prop::collection::vec((0_i32..31, 1_i64..900), 1..9),
        bought in 2_i64..3_000,
        day in 0_i32..90,
    ) {
        let (policy, t) = (policy(draft), date(400).offset(day));
        let progress = |bought| {
            let year_before = base.iter().zip(0..).map(|((back, minor), number)| {
                let day = t.offset(-365 - back);
                Sale::new(document(&format!("B{number}")), day, money(*minor)).into()
            });
            let sale = Sale::new(document("S"), t, money(bought));
            let account = account(year_before.chain([sale.into()]));
            policy.progress.read(account.view(), &policy.context(AsOf::new(t))).outcome().level()
        };
        prop_assert!(progress(bought - 1) >= progress(bought));
    }

    #[test]
    fn fewer_recent_order_days_never_lower_the_level_of_frequency(
        draft in drafts(),
        gap in 1_i32..40,
        recent in prop::collection::btree_set(0_i32..30, 1..12),
        gone in any::<prop::sample::Index>(),
    ) {
        let (policy, t) = (policy(draft), date(700));
        let frequency = |recent: &BTreeSet<i32>| {
            let baseline = (0..600_i32).step_by(usize::try_from(gap).unwrap());
            let days = baseline.map(|back| -100 - back).chain(recent.iter().map(|back| -back));
            let sales = days.map(|it| {
                Sale::new(document(&format!("S{}", -it)), t.offset(it), money(100)).into()
            });
            let account = account(sales);
            let reading = policy.progress.read(account.view(), &policy.context(AsOf::new(t)));
            reading.finding(Arm::Frequency).and_then(Finding::level)
        };
        let mut fewer = recent.clone();
        fewer.remove(recent.iter().nth(gone.index(recent.len())).unwrap());
        prop_assert!(frequency(&fewer) >= frequency(&recent));
    }

    #[test]
    fn more_spent_in_the_last_month_never_lowers_a_climbing_expense(
        draft in drafts(),
        months in prop::collection::vec((1_i64..400, 1_i64..2_000), 18),
        more in 1_i64..400,
    ) {
        let (policy, last) = (policy(draft), date(700).month());
        let climbing = |more: i64| {
            let facts = months.iter().zip(0..).flat_map(|((spent, bought), back)| {
                let day = last.offset(-back).first_day();
                let spent = if back == 0 { spent + more } else { *spent };
                let expense = Expense::new(document(&format!("E{back}")), day, money(spent));
                let sale = Sale::new(document(&format!("S{back}")), day, money(*bought));
                [Fact::from(expense), sale.into()]
            });
            let t = AsOf::new(last.last_day());
            let account = account(facts);
            let reading = policy.expense.read(account.view(), &policy.context(t));
            reading.finding(Arm::Climbing).and_then(Finding::level)
        };
        prop_assert!(climbing(more) >= climbing(0));
    }

    /// Not by the curve: it is cut anew by every amount.
    #[test]
    fn more_bought_never_lowers_a_class_or_makes_it_small(
        mut draft in drafts(),
        mut all in prop::collection::vec(-50_i64..2_000, 1..20),
        place in any::<prop::sample::Index>(),
        more in 1_i64..500,
    ) {
        if matches!(draft.abc.cut, AbcMethod::Computed {} | AbcMethod::Submarginal {}) {
            draft.abc.cut = AbcMethod::default();
        }
        let (policy, place) = (policy(draft), place.index(all.len()));
        let placed = |all: &[i64]| {
            let amounts: Vec<Amount> = all.iter().map(|it| Amount::from_minor(*it)).collect();
            let cuts = policy.abc.cuts(&amounts, yuan());
            let large = policy.quadrant.cut(&cuts, &amounts, yuan());
            let own = amounts[place];
            let is_large = own.is_positive() && large.is_some_and(|large| own >= large);
            (cuts.class(own), is_large)
        };
        let (class, is_large) = placed(&all);
        all[place] += more;
        let (after, is_still_large) = placed(&all);
        prop_assert!(after <= class, "{class} became {after}");
        prop_assert!(is_still_large || !is_large);
    }

    #[test]
    fn a_higher_score_never_has_a_worse_grade(
        from in prop::collection::btree_set(1_u8..100, 0..6),
        score in 0_i128..10_000,
    ) {
        let from: Vec<u8> = [0].into_iter().chain(from).collect();
        let graded = |hundredths| {
            let score = Quotient::try_new(hundredths, 10_000).and_then(Score::try_from_fraction);
            policy(with_grades(&from)).credit_grades.grade_of(score.unwrap()).unwrap().from
        };
        prop_assert!(graded(score + 1) >= graded(score));
    }

    /// A dealer with a card of one criterion, whose levels are its points.
    #[test]
    fn a_better_dealer_never_has_a_worse_grade(
        from in prop::collection::btree_set(1_u8..100, 0..6),
        level in 0_u8..100,
    ) {
        let from: Vec<u8> = [0].into_iter().chain(from).collect();
        let graded = |level| dealer_grade(&with_grades(&from).dealers, level);
        let place = |name: &str| from.iter().position(|it| name == format!("G{it}")).unwrap();
        prop_assert!(place(&graded(level + 1)) >= place(&graded(level)));
    }
}
