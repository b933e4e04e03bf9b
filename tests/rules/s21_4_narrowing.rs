//! S21.4: a customer that still buys has stopped buying some of its product groups.

use guanxi::account::{Account, RecordError};
use guanxi::book::Book;
use guanxi::casework::{CasePolicy, Influence, InfluenceKind, Register, Source};
use guanxi::context::Context;
use guanxi::customer::Customer;
use guanxi::evidence::NotJudged;
use guanxi::lapse::{LapsePolicy, LapseSignal, OwnDays, Prior, Rhythm};
use guanxi::policy::Policy;
use guanxi::review::StepContext;
use guanxi::trade::Sale;
use guanxi::warning::{
    Arm, Finding, Level, LossPolicy, LossPolicyDraft, NarrowingRules, Outcome, Reading, Rule,
};

use crate::given::{
    QUIET, Told, WATCH, as_of, currency, day, document, finding, on, percent, silent, yuan,
};

/// A customer that buys tools every week for two years, to the end of 2025.
const FIRST: &str = "2024-01-03";
const WEEKS: i32 = 104;
const T: &str = "2025-12-31";

fn prior() -> Prior {
    Prior::fallback(&LapsePolicy::default())
}

fn in_a_book(t: &str) -> Context {
    on(t).with_prior(prior()).with_group_prior(Some(prior()))
}

fn weekly() -> Told {
    Told::nothing().sold_of_every(FIRST, 7, WEEKS, &["Tools"])
}

#[track_caller]
fn arm_by(draft: LossPolicyDraft, told: &Told, t: &str) -> Finding {
    let policy = LossPolicy::try_new(draft).unwrap();
    let reading = policy.read(told.view(), &in_a_book(t));
    finding(reading.arms(), Arm::Narrowing)
}

#[track_caller]
fn arm(told: &Told, t: &str) -> Finding {
    arm_by(LossPolicyDraft::default(), told, t)
}

#[track_caller]
fn said(told: &Told, t: &str) -> String {
    let policy = LossPolicy::default();
    policy.judge(told.view(), &in_a_book(t)).to_string()
}

#[test]
fn without_groups_the_rule_has_its_two_arms() {
    let told = Told::nothing().sold_every(FIRST, 7, WEEKS, "10");
    let policy = LossPolicy::default();
    let reading = policy.read(told.view(), &in_a_book(T));
    let arms: Vec<Arm> = reading.arms().iter().map(|it| it.arm).collect();
    assert_eq!(arms, [Arm::Silence, Arm::HardCap]);
    assert_eq!(reading, policy.read(told.view(), &on(T)));
    assert_eq!(reading.narrowing, None);
}

#[test]
fn a_group_that_is_lost_while_the_customer_buys_is_watched() {
    // Every fortnight for a year, then nothing for a year.
    let told = weekly().sold_of_every(FIRST, 14, 26, &["Paint"]);
    assert_eq!(arm(&told, T), WATCH);
    assert_eq!(arm(&told, "2024-12-31"), QUIET);
    let policy = LossPolicy::default();
    let reading = policy.read(told.view(), &in_a_book(T));
    assert_eq!(reading.outcome(), Outcome::Breach(Level::Watch), "never more");
    let narrowing = reading.narrowing.unwrap();
    assert_eq!((narrowing.groups, narrowing.lost), (2, 1));
    assert!(narrowing.named().map(|group| group.name).eq(["Paint"]));
    assert!(said(&told, T).ends_with("watch: no longer buys Paint of its 2 product groups"));
}

#[test]
fn it_is_lost_strictly_below_the_probability() {
    let told = weekly().sold_of_every(FIRST, 14, 26, &["Paint"]);
    let policy = LossPolicy::default();
    // The first day on which it is below, by the same test.
    let days = told.view().product_groups().next().unwrap();
    assert_eq!(days.name(), "Paint");
    let rhythm = Rhythm::from_days(days.order_days(), as_of(T)).unwrap();
    let half = percent("50%");
    let lost = LapseSignal::next_alarm(rhythm, &OwnDays::EVERY_DAY, &prior(), half).unwrap();
    assert_eq!(policy.narrowing.alive_below, half);
    assert_eq!(arm(&told, &lost.offset(-1).to_string()), QUIET);
    assert_eq!(arm(&told, &lost.to_string()), WATCH);
    let never = NarrowingRules { alive_below: percent("0%"), ..NarrowingRules::default() };
    let draft = LossPolicyDraft { narrowing: never, ..Default::default() };
    assert_eq!(arm_by(draft, &told, T), QUIET);
}

#[test]
fn a_group_of_two_order_days_was_never_one_of_its_own() {
    let told = |times| weekly().sold_of_every(FIRST, 7, times, &["Paint"]);
    assert_eq!(arm(&told(2), T), QUIET);
    assert_eq!(arm(&told(3), T), WATCH);
}

#[test]
fn a_customer_of_one_group_is_never_narrowed() {
    assert_eq!(arm(&weekly(), T), silent(NotJudged::OneGroup));
    // The second group comes later.
    let told = weekly().sold_of("2025-12-31", "5", &["Paint"]);
    assert_eq!(arm(&told, "2025-12-30"), silent(NotJudged::OneGroup));
    assert_eq!(arm(&told, T), QUIET);
}

#[test]
fn a_silent_customer_says_no_more_by_its_groups() {
    let told = weekly().sold_of_every(FIRST, 14, 26, &["Paint"]);
    assert_eq!(arm(&told, "2026-07-01"), silent(NotJudged::CustomerSilent));
    // By the hard cap alone, too.
    let cap =
        LossPolicyDraft { hard_cap_days: Some(3), hard_cap_usual_gaps: 0, ..Default::default() };
    assert_eq!(arm_by(cap.clone(), &told, "2025-12-27"), WATCH);
    assert_eq!(arm_by(cap, &told, T), silent(NotJudged::CustomerSilent));
}

#[test]
fn groups_that_are_told_no_more_are_not_lost() {
    // It goes on buying, and nobody tells what.
    let told = Told::nothing().sold_of_every(FIRST, 7, 52, &["Tools", "Paint"]).sold_every(
        "2025-01-01",
        7,
        52,
        "10",
    );
    assert_eq!(arm(&told, T), silent(NotJudged::GroupsNotTold));
}

#[test]
fn without_the_prior_of_groups_nothing_is_said_of_them() {
    let told = weekly().sold_of_every(FIRST, 14, 26, &["Paint"]);
    let reading = LossPolicy::default().read(told.view(), &on(T));
    assert_eq!(finding(reading.arms(), Arm::Narrowing), silent(NotJudged::NoGroupPrior));
    assert_eq!(reading.outcome(), Outcome::Clear);
}

#[test]
fn only_sales_of_positive_amount_make_an_order_day_of_a_group() {
    let told = weekly()
        .sold_of("2025-01-01", "-5", &["Paint"])
        .sold_of("2025-01-02", "0", &["Paint"])
        .sold_of("2025-01-03", "5", &["Paint"])
        .sold_of("2025-01-03", "6", &["Paint", "Nails"]);
    let days = |name: &str| {
        let group = told.view().product_groups().find(|group| group.name() == name);
        group.map(|group| group.order_days().to_vec())
    };
    assert_eq!(days("Paint"), Some(vec![day("2025-01-03")]));
    assert_eq!(days("Nails"), Some(vec![day("2025-01-03")]));
    assert_eq!(days("Glue"), None);
}

#[test]
fn back_dated_sales_land_in_place_and_later_ones_are_not_seen() {
    let told = |dates: &[&str]| {
        dates.iter().fold(weekly(), |told, date| told.sold_of(date, "5", &["Paint"]))
    };
    let (one, other) = (
        told(&["2024-03-01", "2024-01-01", "2024-02-01"]),
        told(&["2024-01-01", "2024-02-01", "2024-03-01", "2026-01-01"]),
    );
    let policy = LossPolicy::default();
    let read = |told| policy.read(Told::view(told), &in_a_book(T));
    assert_eq!(read(&one).narrowing, read(&other).narrowing);
    assert_eq!(arm(&other, T), WATCH);
    assert_eq!(arm(&other, "2026-01-01"), QUIET);
}

#[test]
fn a_group_is_named_once_and_a_repeated_sale_names_the_same() {
    let mut account = Account::new("Li".parse().unwrap(), currency("CNY"));
    let sale = |groups: &[&str]| {
        let sale = Sale::new(document("S1"), day(FIRST), yuan("5"));
        sale.with_groups(groups.iter().map(|group| group.parse().unwrap()))
    };
    let refused = account.record(sale(&["Tools", "Paint", "Tools"])).unwrap_err();
    assert_eq!(refused.to_string(), "groups of sale S1 must name each once, was Tools twice");
    assert_eq!(account.view().product_groups().count(), 0);
    assert!(account.view().sales().is_empty());
    account.record(sale(&["Tools", "Paint"])).unwrap();
    let again = account.record(sale(&["Paint", "Tools"])).unwrap_err();
    assert!(matches!(again, RecordError::Duplicate { .. }), "{again}");
    for (groups, offered) in
        [(&["Tools"][..], "Tools"), (&[], "none"), (&["Tools", "Nails"], "Nails, Tools")]
    {
        assert_eq!(
            account.record(sale(groups)).unwrap_err().to_string(),
            format!(
                "sale S1 is recorded already with other content: groups Paint, Tools, not {offered}"
            )
        );
    }
    let mut plain = Account::new("Li".parse().unwrap(), currency("CNY"));
    plain.record(sale(&[])).unwrap();
    assert_eq!(
        plain.record(sale(&["Tools"])).unwrap_err().to_string(),
        "sale S1 is recorded already with other content: groups none, not Tools"
    );
}

#[test]
fn the_sentence_names_three_lost_groups_and_counts_the_rest() {
    let lost =
        |told: Told, group: &'static str, times| told.sold_of_every(FIRST, 14, times, &[group]);
    let told = lost(weekly(), "Paint", 20);
    let told = lost(told, "Nails", 26);
    let ends = |told: &Told, end: &str| {
        let said = said(told, T);
        assert!(said.ends_with(end), "{said}");
    };
    ends(&told, "no longer buys Paint and Nails of its 3 product groups");
    let told = lost(told, "Glue", 23);
    ends(&told, "no longer buys Paint, Glue and Nails of its 4 product groups");
    let told = lost(lost(told, "Rope", 24), "Wire", 25);
    ends(&told, "no longer buys Paint, Glue, Rope and 2 more of its 6 product groups");
    let all = weekly().sold_of_every("2024-01-04", 7, WEEKS, &["Paint"]);
    ends(&all, "buys its 2 product groups");
    let policy = LossPolicy::default();
    let reading = policy.read(told.view(), &in_a_book(T));
    let figures: Vec<String> = reading.figures().iter().map(ToString::to_string).collect();
    assert!(figures.contains(&"product groups lost: 5".to_owned()), "{figures:?}");
    let paint = figures.iter().find(|it| it.starts_with("lost product group: Paint, alive with"));
    assert!(paint.is_some_and(|it| it.ends_with("silent for 462 days")), "{figures:?}");
}

/// Six customers that buy tools and paint; the first stops buying paint after a year.
fn book() -> Book {
    let mut book = Book::new(currency("CNY"));
    for place in 0..6 {
        let key = book.register(Customer::new(format!("C{place}").parse().unwrap())).unwrap();
        for week in 0..WEEKS {
            let date = day(FIRST).offset(7 * week + place);
            let number = document(&format!("{place}-{week}"));
            let groups: &[&str] = match (place, week % (place + 2)) {
                (0, _) if week > 52 => &["Tools"],
                (_, 0) => &["Tools", "Paint"],
                _ => &["Tools"],
            };
            let sale = Sale::new(number, date, yuan("100"));
            let sale = sale.with_groups(groups.iter().map(|group| group.parse().unwrap()));
            book.record(key, sale).unwrap();
        }
    }
    book
}

#[test]
fn the_prior_is_that_of_all_pairs_of_a_customer_and_a_group() {
    let (book, t) = (book(), as_of(T));
    let policy = Policy::default();
    let mut moments = guanxi::lapse::Moments::default();
    for key in book.keys() {
        for group in book.view(key).unwrap().product_groups() {
            moments.add(Rhythm::from_days(group.order_days(), t).unwrap()).unwrap();
        }
    }
    assert_eq!(book.group_moments(t, &policy), moments);
    assert_eq!(book.group_prior(t, &policy), Some(moments.to_prior(&policy.loss.lapse)));
    assert_ne!(book.group_prior(t, &policy), Some(book.prior(t, &policy)));
    let without = Book::new(currency("CNY"));
    assert_eq!(without.group_prior(t, &policy), None);
}

#[test]
fn a_review_watches_what_one_customer_is_watched_for_and_suggests_a_competitor() {
    let (book, policy, t) = (book(), Policy::default(), as_of(T));
    let review = book.review(t, &policy).unwrap();
    let watched: Vec<Outcome> = review.outcomes(Rule::Loss).to_vec();
    assert_eq!(watched[0], Outcome::Breach(Level::Watch));
    assert!(watched[1..].iter().all(|it| *it == Outcome::Clear), "{watched:?}");
    let context = book.context(t, &policy);
    assert!(context.group_prior().is_some());
    for key in book.keys() {
        let alone = policy.loss.judge(book.view(key).unwrap(), &context);
        assert_eq!(review.explain(key).unwrap().readings().verdict(Rule::Loss), alone);
    }
    let mut register = Register::begun_empty(t);
    let cases = CasePolicy::default();
    let news = review.step(&mut register, 1, &StepContext::default(), &cases).unwrap();
    let said: Vec<String> = news.iter().map(|notice| format!("{notice:?}")).collect();
    assert!(said.iter().any(|it| it.contains("competitor")), "{said:?}");
}

#[test]
fn a_competitor_is_a_candidate_cause_when_the_arm_objects() {
    let narrowing = Source::Objects { arm: Arm::Narrowing };
    let usual = Influence::usual();
    let found = usual.iter().find(|it| it.source == narrowing).unwrap();
    assert_eq!((found.target, Arm::Narrowing.rule()), (Rule::Loss, Rule::Loss));
    assert_eq!(found.kind, InfluenceKind::Suggest("competitor".parse().unwrap()));
    assert_eq!(narrowing.to_string(), "narrowing of loss");
    // An arm may not hold its own rule back.
    let circle = Influence { kind: InfluenceKind::Boost, ..found.clone() };
    let draft = guanxi::casework::CasePolicyDraft {
        influences: vec![circle],
        ..guanxi::casework::CasePolicyDraft::default()
    };
    let refused = CasePolicy::try_new(draft).unwrap_err().to_string();
    assert!(refused.contains("must not let rules act on themselves, loss do"), "{refused}");
}

#[test]
fn a_policy_of_narrowing_does_not_contradict_itself() {
    let narrowing = NarrowingRules { alive_below: percent("101%"), fewest_order_days: 0 };
    let draft = LossPolicyDraft { narrowing, ..Default::default() };
    assert_eq!(
        LossPolicy::try_new(draft).unwrap_err().to_string(),
        "narrowing.alive_below must not exceed 100%, was 101%; \
         narrowing.fewest_order_days must be at least 1, was 0"
    );
}

#[cfg(feature = "serde")]
#[test]
fn a_sale_written_without_groups_is_read() {
    let old = r#"{"document":"S1","date":"2026-03-01","amount":"CNY 5.00"}"#;
    let sale: Sale = serde_json::from_str(old).unwrap();
    assert_eq!(sale.groups, []);
    assert_eq!(serde_json::to_string(&sale).unwrap(), old);
    let with = sale.with_groups(["Tools".parse().unwrap()]);
    let json = serde_json::to_string(&with).unwrap();
    assert!(json.ends_with(r#""groups":["Tools"]}"#), "{json}");
    assert_eq!(serde_json::from_str::<Sale>(&json).unwrap(), with);
}
