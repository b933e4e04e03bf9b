//! The difference in meaning between two policies against the customers of a book: those whose
//! figures are told change from the one answer to the other, and nobody else changes.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Month};
use guanxi::customer::Customer;
use guanxi::lapse::{LostRules, Sigmas};
use guanxi::measure::Ratio;
use guanxi::policy::{MeaningChange, MeaningChanges, Policy, PolicyDraft};
use guanxi::review::{Explanation, Review};
use guanxi::trade::Sale;
use guanxi::warning::{
    Arm, DeclineRules, Level, Levels, LossMethod, LossReading, ProgressReading, Reading, Rule,
};
use proptest::prelude::*;

use crate::meanings::{between, level};
use crate::strategies::{document, money, yuan};

fn today() -> AsOf {
    "2026-06-30".parse().unwrap()
}

fn book_of(sales: impl IntoIterator<Item = (String, Vec<(Day, i64)>)>) -> Book {
    let mut book = Book::new(yuan());
    for (name, sales) in sales {
        let key = book.register(Customer::new(name.parse().unwrap())).unwrap();
        for (place, (day, minor)) in sales.into_iter().enumerate() {
            let number = document(&format!("{name}-{place}"));
            book.record(key, Sale::new(number, day, money(minor))).unwrap();
        }
    }
    book
}

/// Customers with one to nine order days, a week to two months apart, silent for up to a year.
static SILENT: LazyLock<Book> = LazyLock::new(|| {
    let mut customers = Vec::new();
    for gap in [7, 25, 60] {
        for orders in [1, 2, 4, 9] {
            for silence in [1, 5, 12, 25, 31, 44, 61, 79, 98, 130, 177, 240, 366] {
                let last = today().day().offset(-silence);
                let sales = (0..orders).map(|back| (last.offset(-gap * back), 10_000)).collect();
                customers.push((format!("{gap}-{orders}-{silence}"), sales));
            }
        }
    }
    book_of(customers)
});

/// Customers that buy on some days of every month for three years; some of them less of late.
static MONTHLY: LazyLock<Book> = LazyLock::new(|| {
    let first: Month = "2023-07".parse().unwrap();
    let customers = (0_i32..20).map(|place| {
        let sales = (0_i32..36).flat_map(|month| {
            let usual = (place * 7 + month * 5) % 4 + 2;
            let is_late = month > 35 - place % 6;
            let orders = if is_late { usual * (place % 3) / 3 } else { usual };
            (0..orders.max(1)).map(move |number| {
                let day = first.offset(month).first_day().offset(number * 4 + place % 3);
                (day, i64::from((place * 37 + month * 101 + number * 13) % 900 + 300))
            })
        });
        (format!("C{place}"), sales.collect())
    });
    book_of(customers)
});

/// A whole in the finest parts of any figure.
const ONE: i128 = 1_000_000_000_000;

/// A figure of a customer: its name and value, in trillionths.
type Valued = (&'static str, i128);

fn number(text: &str) -> i128 {
    if text.ends_with('%') {
        return i128::from(text.parse::<Ratio>().unwrap().parts_per_million()) * (ONE / 1_000_000);
    }
    i128::from(text.parse::<Sigmas>().unwrap().hundredths()) * (ONE / 100)
}

/// Tells whether a value lies in a span of words.
fn lies_in(value: i128, span: &str) -> bool {
    let words = span.split([' ', ',']);
    let words: Vec<&str> =
        words.filter(|it| !["", "up", "on", "day", "days", "sigmas"].contains(it)).collect();
    match words.as_slice() {
        [only] => value == number(only),
        [from, "to", to] => (number(from)..=number(to)).contains(&value),
        pairs => pairs.chunks(2).all(|pair| match pair {
            ["above", text] => value > number(text),
            ["below", text] => value < number(text),
            ["from", text] => value >= number(text),
            ["to", text] => value <= number(text),
            ["at", text] => value == number(text),
            other => panic!("{span}: {other:?}"),
        }),
    }
}

/// The change that is told of these figures, if one is.
fn told<'c>(found: &'c MeaningChanges, figures: &[Valued]) -> Option<&'c MeaningChange> {
    let holds = |change: &&MeaningChange| {
        let labels = change.witness.iter().map(|it| it.label);
        // The status of a customer is another answer to the same figures.
        change.question != "customer, by its silence"
            && labels.eq(figures.iter().map(|it| it.0))
            && change.spans.iter().all(|it| {
                let value = figures.iter().find(|figure| figure.0 == it.figure);
                value.is_some_and(|(_, value)| lies_in(*value, &it.span))
            })
    };
    let mut all = found.changes.iter().filter(holds);
    let first = all.next();
    assert!(all.next().is_none(), "one change for each figure: {found}");
    first
}

/// The two answers of the reviews to each customer, beside those that are told of its figures.
///
/// Returns the number of customers of which a change is told.
#[track_caller]
fn answered(
    book: &Book,
    [before, after]: [&Policy; 2],
    figures: impl Fn([&Explanation<'_>; 2]) -> Option<Vec<Valued>>,
    answer: impl Fn(&Explanation<'_>) -> String,
) -> usize {
    let found = between(before, after);
    let review = |policy| book.review(today(), policy).unwrap();
    let (first, second): (Review<'_>, Review<'_>) = (review(before), review(after));
    let mut changed = 0;
    for key in book.keys() {
        let both = [&first, &second].map(|it| it.explain(key).unwrap());
        let said = both.each_ref().map(&answer);
        let figures = figures(both.each_ref());
        let change = figures.as_ref().and_then(|it| told(&found, it));
        let name = book.name(key);
        match change {
            Some(it) => assert_eq!([&said[0], &said[1]], [&it.before, &it.after], "{name}: {it}"),
            None => assert_eq!(said[0], said[1], "{name}, {figures:?}: {found}"),
        }
        changed += usize::from(change.is_some());
    }
    changed
}

fn shares(from: u16, to: u16) -> impl Strategy<Value = [Ratio; 3]> {
    proptest::collection::btree_set(from..to, 3).prop_map(|set| {
        let all: Vec<Ratio> = set.into_iter().map(|it| Ratio::from_percent(it * 5)).collect();
        [all[0], all[1], all[2]]
    })
}

const fn rising<T: Copy>([watch, warning, critical]: [T; 3]) -> Levels<T> {
    Levels { watch, warning, critical }
}

const fn falling<T: Copy>([critical, warning, watch]: [T; 3]) -> Levels<T> {
    Levels { watch, warning, critical }
}

fn days(set: &BTreeSet<u16>) -> Levels<u16> {
    let all: Vec<u16> = set.iter().map(|it| it * 10).collect();
    rising([all[0], all[1], all[2]])
}

/// Policies of one method of silence, which differ in its thresholds alone.
fn methods() -> impl Strategy<Value = [LossMethod; 2]> {
    let pair = |from, to| [shares(from, to), shares(from, to)];
    let set = || proptest::collection::btree_set(1_u16..30, 3);
    prop_oneof![
        pair(1, 20).prop_map(|all| {
            all.map(|it| LossMethod::Probability { no_order_from: rising(it) })
        }),
        pair(1, 20).prop_map(|all| all.map(|it| LossMethod::Alive { alive_below: falling(it) })),
        pair(5, 60).prop_map(|all| {
            all.map(|it| LossMethod::Cadence { otherwise_days: 60, gaps_above: rising(it) })
        }),
        [set(), set()]
            .prop_map(|all| { all.map(|it| LossMethod::FixedDays { days_above: days(&it) }) }),
    ]
}

/// The figure by which a method goes.
fn silence(method: LossMethod, loss: &LossReading<'_>) -> Option<Vec<Valued>> {
    let signal = loss.signal?;
    let days = i128::from(loss.days_silent);
    let order_days = ("order days", i128::from(signal.rhythm.order_days()) * ONE);
    Some(match method {
        LossMethod::Probability { .. } => {
            // Within the usual gap nothing is raised.
            if days * 1_000_000 <= i128::from(signal.usual_gap.micros()) {
                return None;
            }
            let no_order = signal.stays_away.parts_per_trillion();
            vec![("probability of no order", no_order.into()), order_days]
        }
        LossMethod::Alive { .. } => {
            let alive = signal.alive.parts_per_trillion();
            vec![("probability of being alive", alive.into()), order_days]
        }
        LossMethod::Cadence { .. } => {
            let gaps = days * ONE / i128::from(loss.cadence?.days);
            vec![("silence by the usual gap", gaps), order_days]
        }
        LossMethod::FixedDays { .. } => by_days(loss)?,
        other => panic!("{other:?}"),
    })
}

/// The figures by which the cap of silence and the lost go.
fn by_days(loss: &LossReading<'_>) -> Option<Vec<Valued>> {
    let signal = loss.signal?;
    let days = i128::from(loss.days_silent);
    let gaps = (days * 1_000_000 - 1) / i128::from(signal.usual_gap.micros());
    Some(vec![
        ("silence", days * ONE),
        ("usual gaps within the silence", gaps * ONE),
        ("order days", i128::from(signal.rhythm.order_days()) * ONE),
    ])
}

fn loss_policy(silence: LossMethod, at_most: Level) -> PolicyDraft {
    let mut draft = PolicyDraft::default();
    draft.loss.silence = silence;
    draft.loss.bought_once.at_most = at_most;
    (draft.loss.hard_cap_days, draft.loss.lost) = (None, None);
    draft
}

fn loss_outcome(explanation: &Explanation<'_>) -> String {
    explanation.readings().outcome(Rule::Loss).to_string()
}

/// The finding of an arm of the progress rule, as an answer of it alone.
fn arm_outcome(explanation: &Explanation<'_>, arm: Arm) -> String {
    explanation.readings().progress.finding(arm).unwrap().outcome().to_string()
}

/// The recent rate by that of the baseline, and the chance, where one of two policies tells it.
fn frequency([one, other]: [&ProgressReading; 2]) -> Option<Vec<Valued>> {
    let chance = one.chance.or(other.chance)?;
    let product = |a: u32, b: u32| i128::from(a) * i128::from(b);
    let recent = product(one.recent_order_days, one.baseline_days);
    let rate = recent * ONE / product(one.baseline_order_days, one.recent_days);
    Some(vec![
        ("order rate by that of the baseline", rate),
        ("chance of as few order days", chance.parts_per_trillion().into()),
    ])
}

/// The sigmas by which purchases lie below; above they are as good as none.
fn decline(reading: &ProgressReading) -> Option<Vec<Valued>> {
    let signal = reading.decline?.signal;
    let below = |micros: i64| i128::from(micros.min(0)).abs() * (ONE / 1_000_000);
    Some(vec![
        ("latest month below by", below(signal.latest.micros())),
        ("average below by", below(signal.average.micros())),
    ])
}

fn sigmas(from: u16, to: u16) -> impl Strategy<Value = Levels<Sigmas>> {
    proptest::collection::btree_set(from..to, 3).prop_map(|set| {
        let all: Vec<Sigmas> = set.into_iter().map(|it| Sigmas::from_hundredths(it * 5)).collect();
        rising([all[0], all[1], all[2]])
    })
}

fn decline_policy((latest, average): (Levels<Sigmas>, Levels<Sigmas>)) -> PolicyDraft {
    let mut draft = PolicyDraft::default();
    draft.progress.decline = Some(DeclineRules { latest, average, ..DeclineRules::usual() });
    draft
}

fn frequency_policy((chance, rate_below): ([Ratio; 3], u16)) -> PolicyDraft {
    let mut draft = PolicyDraft::default();
    draft.progress.frequency.chance = falling(chance);
    draft.progress.frequency.rate_below = Ratio::from_percent(rate_below * 5);
    draft
}

fn policies(drafts: [PolicyDraft; 2]) -> [Policy; 2] {
    drafts.map(|it| Policy::try_from(it).unwrap())
}

/// Customers of which a change of silence is told.
#[track_caller]
fn silences_told([before, after]: &[Policy; 2]) -> usize {
    let figures =
        |both: [&Explanation<'_>; 2]| silence(before.loss.silence, &both[0].readings().loss);
    answered(&SILENT, [before, after], figures, loss_outcome)
}

#[track_caller]
fn frequencies_told([before, after]: &[Policy; 2]) -> usize {
    let figures = |both: [&Explanation<'_>; 2]| {
        let readings = both.map(Explanation::readings);
        frequency(readings.each_ref().map(|it| &it.progress))
    };
    answered(&MONTHLY, [before, after], figures, |it| arm_outcome(it, Arm::Frequency))
}

#[track_caller]
fn declines_told([before, after]: &[Policy; 2]) -> usize {
    let figures = |both: [&Explanation<'_>; 2]| decline(&both[0].readings().progress);
    answered(&MONTHLY, [before, after], figures, |it| arm_outcome(it, Arm::Decline))
}

#[test]
fn customers_of_the_books_are_told_by_every_method() {
    let percents = |all: [u16; 3]| all.map(Ratio::from_percent);
    let (low, high) = (percents([20, 40, 60]), percents([35, 70, 95]));
    for methods in [
        [low, high].map(|it| LossMethod::Probability { no_order_from: rising(it) }),
        [low, high].map(|it| LossMethod::Alive { alive_below: falling(it) }),
        [percents([150, 200, 300]), percents([200, 300, 500])]
            .map(|it| LossMethod::Cadence { otherwise_days: 60, gaps_above: rising(it) }),
    ] {
        let told = silences_told(&policies(methods.map(|it| loss_policy(it, Level::Watch))));
        assert!(told > 5, "{told}: {methods:?}");
    }
    let frequencies = [(percents([1, 5, 10]), 15), (percents([10, 30, 60]), 18)];
    let told = frequencies_told(&policies(frequencies.map(frequency_policy)));
    assert!(told > 1, "{told}");
    let levels = |all: [u16; 3]| rising(all.map(Sigmas::from_hundredths));
    let strict = (levels([10, 60, 120]), levels([10, 40, 80]));
    let loose = (levels([100, 200, 300]), levels([65, 85, 110]));
    let told = declines_told(&policies([strict, loose].map(decline_policy)));
    assert!(told > 1, "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn silences_that_are_told_change_as_told(methods in methods(), at_most in [level(), level()]) {
        let [one, other] = methods;
        let drafts = [loss_policy(one, at_most[0]), loss_policy(other, at_most[1])];
        silences_told(&policies(drafts));
    }

    #[test]
    fn caps_and_lost_customers_that_are_told_change_as_told(
        caps in [(1_u16..40, 0_u8..6, level(), level()), (1_u16..40, 0_u8..6, level(), level())],
        lost in [proptest::option::of((1_u16..40, 1_u8..6)), proptest::option::of((1_u16..40, 1_u8..6))],
    ) {
        let draft = |((days, gaps, level, at_most), lost): (_, Option<(u16, u8)>)| {
            let mut draft = loss_policy(LossMethod::default(), at_most);
            draft.loss.off = [Arm::Silence].into();
            draft.loss.hard_cap_days = Some(10 * days);
            (draft.loss.hard_cap_usual_gaps, draft.loss.hard_cap_level) = (gaps, level);
            draft.loss.lost = lost.map(|(days, usual_gaps)| LostRules { days: 10 * days, usual_gaps });
            draft
        };
        let [one, other] = caps;
        let [before, after] = policies([draft((one, lost[0])), draft((other, lost[1]))]);
        let figures = |both: [&Explanation<'_>; 2]| by_days(&both[0].readings().loss);
        answered(&SILENT, [&before, &after], figures, loss_outcome);
    }

    #[test]
    fn frequencies_that_are_told_change_as_told(
        one in (shares(1, 20), 2_u16..30),
        other in (shares(1, 20), 2_u16..30),
    ) {
        frequencies_told(&policies([one, other].map(frequency_policy)));
    }

    #[test]
    fn declines_that_are_told_change_as_told(
        one in (sigmas(1, 60), sigmas(1, 30)),
        other in (sigmas(1, 60), sigmas(1, 30)),
    ) {
        declines_told(&policies([one, other].map(decline_policy)));
    }
}
