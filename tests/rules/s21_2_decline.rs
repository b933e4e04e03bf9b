//! S21.2: a decline beyond the market and the customer's own noise.

use guanxi::book::Book;
use guanxi::calendar::{CompleteMonths, Month, WorkCalendar, WorkCalendarDraft};
use guanxi::customer::Customer;
use guanxi::evidence::NotJudged;
use guanxi::id::CustomerKey;
use guanxi::lapse::{DeclineMeasure, Deviation, Market, RunLength, Sigmas};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::trade::Sale;
use guanxi::warning::{
    Arm, DeclineReading, DeclineRules, Finding, Levels, ProgressPolicy, ProgressPolicyDraft,
    Reading, Rule,
};

use crate::given::{
    CRITICAL, QUIET, Told, WARNING, WATCH, as_of, currency, day, document, finding, month, percent,
    silent, yuan,
};

/// The last day of the month that is judged, 39 months after the first one.
const END: &str = "2026-03-31";
const FIRST: &str = "2022-12";
const MONTHS: i32 = 40;

/// A book of customers that buy once a month, by place of the customer and of the month.
#[track_caller]
fn book_of(customers: u32, first: &str, months: i32, yuan_of: impl Fn(u32, i32) -> i32) -> Book {
    let mut book = Book::new(currency("CNY"));
    for place in 0..customers {
        let key = book.register(Customer::new(format!("C{place}").parse().unwrap())).unwrap();
        for back in (0..months).rev() {
            let of = month(first).offset(months - 1 - back);
            let amount = yuan_of(place, back);
            if amount != 0 {
                let number = document(&format!("{place}-{of}"));
                let sale = Sale::new(number, of.first_day(), yuan(&amount.to_string()));
                book.record(key, sale).unwrap();
            }
        }
    }
    book
}

/// Twelve customers whose months swing a little, each in its own way; the latest month by customer.
#[track_caller]
fn swinging(latest: impl Fn(u32) -> i32) -> Book {
    book_of(12, FIRST, MONTHS, |place, back| match back {
        0 => latest(place),
        back => swing(place, back),
    })
}

/// Between 900 and 1100.
fn swing(place: u32, back: i32) -> i32 {
    let place = i32::try_from(place).unwrap();
    900 + (back * 53 + place * 31 + back * place * 7) % 201
}

fn decline() -> DeclineRules {
    DeclineRules::usual()
}

fn policy(decline: DeclineRules) -> ProgressPolicy {
    let draft = ProgressPolicyDraft { decline: Some(decline), ..Default::default() };
    ProgressPolicy::try_new(draft).unwrap()
}

fn key(place: u32) -> CustomerKey {
    CustomerKey::from_position(place)
}

/// What the arm says of a customer, and what it has read.
#[track_caller]
fn judged(
    book: &Book,
    decline: DeclineRules,
    t: &str,
    place: u32,
) -> (Finding, Option<DeclineReading>) {
    let policy = policy(decline);
    let view = book.view(key(place)).unwrap();
    let market = book.market(as_of(t), &policy);
    let reading = policy.read(view, &policy.context(as_of(t)).with_market(market));
    (finding(reading.arms(), Arm::Decline), reading.decline)
}

#[track_caller]
fn arm(book: &Book, place: u32) -> Finding {
    judged(book, decline(), END, place).0
}

#[track_caller]
fn read(book: &Book, place: u32) -> DeclineReading {
    judged(book, decline(), END, place).1.unwrap()
}

const THOUSAND: fn(u32) -> i32 = |_| 1000;

#[test]
fn it_is_not_judged_unless_the_policy_states_it() {
    let book = swinging(|place| if place == 0 { 0 } else { 1000 });
    let usual = Policy::default();
    assert_eq!(usual.progress.decline, None);
    assert_eq!(book.market(as_of(END), &usual.progress), None);
    let review = book.review(as_of(END), &usual).unwrap();
    let explanation = review.explain(key(0)).unwrap();
    let readings = explanation.readings();
    let arms: Vec<Arm> = readings.arms(Rule::Progress).iter().map(|it| it.arm).collect();
    assert_eq!(arms, [Arm::Plan, Arm::LastYear, Arm::Frequency]);
    // Even in a market.
    let market = book.market(as_of(END), &policy(decline())).unwrap();
    let view = book.view(key(0)).unwrap();
    let context = usual.progress.context(as_of(END));
    let with = usual.progress.read(view, &context.clone().with_market(Some(market)));
    let without = usual.progress.read(view, &context);
    assert_eq!(with, without);
    assert_eq!(with.decline, None);
}

#[test]
fn a_review_judges_as_one_customer_is_judged() {
    let book = swinging(|place| if place < 2 { 700 } else { 1000 });
    let draft = PolicyDraft::default();
    let progress = ProgressPolicyDraft { decline: Some(decline()), ..draft.progress };
    let whole = Policy::try_from(PolicyDraft { progress, ..draft }).unwrap();
    let review = book.review(as_of(END), &whole).unwrap();
    let market = book.market(as_of(END), &whole.progress);
    let context = whole.progress.context(as_of(END)).with_market(market);
    for place in 0..12 {
        let view = book.view(key(place)).unwrap();
        let verdict = whole.progress.judge(view, &context);
        assert_eq!(review.explain(key(place)).unwrap().readings().verdict(Rule::Progress), verdict);
    }
    assert_eq!(Arm::Decline.rule(), Rule::Progress);
}

#[test]
fn a_customer_that_falls_alone_is_raised_and_one_that_falls_with_the_market_is_not() {
    let alone = swinging(|place| if place == 0 { 600 } else { 1000 });
    assert_eq!(arm(&alone, 0), CRITICAL);
    assert_eq!(arm(&alone, 1), QUIET);
    let together = swinging(|_| 600);
    for place in 0..12 {
        assert_eq!(arm(&together, place), QUIET, "{place}");
    }
    // And one that holds while the market doubles falls behind.
    let left_behind = swinging(|place| if place == 0 { 1000 } else { 2000 });
    assert_eq!(arm(&left_behind, 0), CRITICAL);
}

#[test]
fn the_same_fall_is_grave_for_a_steady_customer_and_nothing_for_one_that_swings() {
    let book = book_of(12, FIRST, MONTHS, |place, back| match (place, back) {
        (0 | 1, 0) => 600,
        (_, 0) => 1000,
        (1, back) if back % 5 == 0 => 400,
        (1, back) if back % 5 < 3 => 1900,
        (place, back) => swing(place, back),
    });
    let (steady, swings) = (read(&book, 0), read(&book, 1));
    assert!(arm(&book, 0).level().is_some());
    assert_eq!(arm(&book, 1), QUIET);
    assert!(swings.signal.noise_micros > 3 * steady.signal.noise_micros);
}

#[test]
fn it_is_raised_strictly_more_sigmas_below() {
    let book = swinging(|place| if place == 0 { 870 } else { 1000 });
    let latest = read(&book, 0).signal.latest;
    let at = u16::try_from(-latest.micros() / 10_000).unwrap();
    let with = |watch: u16| {
        let at = Sigmas::from_hundredths;
        let latest = Levels { watch: at(watch), warning: at(watch + 1), critical: at(watch + 2) };
        let never = Levels { watch: at(60_000), warning: at(60_001), critical: at(60_002) };
        judged(&book, DeclineRules { latest, average: never, ..decline() }, END, 0).0
    };
    assert_eq!(with(at - 2), CRITICAL, "{latest}");
    assert_eq!(with(at - 1), WARNING);
    assert_eq!(with(at), WATCH);
    assert_eq!(with(at + 1), QUIET);
    let two = Sigmas::from_hundredths(200);
    assert!(!Deviation::from_micros(-2_000_000).is_below_by(two));
    assert!(Deviation::from_micros(-2_000_001).is_below_by(two));
}

#[test]
fn the_level_is_the_higher_of_the_latest_month_and_the_average() {
    let at = Sigmas::from_hundredths;
    let never = Levels { watch: at(60_000), warning: at(60_001), critical: at(60_002) };
    let watch = |at_: u16| Levels { watch: at(at_), ..never };
    let critical =
        |at_: u16| Levels { watch: at(at_), warning: at(at_ + 1), critical: at(at_ + 2) };
    let book = swinging(|place| if place == 0 { 700 } else { 1000 });
    let found = read(&book, 0).signal;
    assert!(found.latest < found.average && found.average < Deviation::default());
    let with =
        |latest, average| judged(&book, DeclineRules { latest, average, ..decline() }, END, 0).0;
    assert_eq!(with(never, never), QUIET);
    assert_eq!(with(watch(10), never), WATCH);
    assert_eq!(with(never, watch(10)), WATCH);
    assert_eq!(with(watch(10), critical(10)), CRITICAL);
    assert_eq!(with(critical(10), watch(10)), CRITICAL);
}

#[test]
fn a_small_decline_that_lasts_raises_the_average_and_not_the_latest_month() {
    let book = book_of(12, FIRST, MONTHS, |place, back| match (place, back) {
        (0, 0..=5) => swing(0, back) * 87 / 100,
        (place, back) => swing(place, back),
    });
    let found = read(&book, 0).signal;
    assert!(!found.latest.is_below_by(decline().latest.watch), "{}", found.latest);
    assert!(found.average.is_below_by(decline().average.watch), "{}", found.average);
}

/// The same on every platform, to the last digit.
#[test]
fn the_signals_of_a_book_are_these() {
    let book = swinging(|place| 700 + 50 * i32::try_from(place).unwrap());
    let told = |place| {
        let signal = read(&book, place).signal;
        format!("{} {} {}", signal.latest, signal.average, signal.noise_micros)
    };
    assert_eq!(told(0), "-3.280284 -1.016683 71961");
    assert_eq!(told(5), "0.860647 -0.016953 73213");
    assert_eq!(told(11), "3.475005 1.182948 66475");
}

#[test]
fn the_judged_month_is_the_last_complete_one() {
    let book = swinging(|place| if place == 0 { 600 } else { 1000 });
    for (t, of) in [("2026-03-30", "2026-02"), (END, "2026-03"), ("2026-04-29", "2026-03")] {
        let (found, reading) = judged(&book, decline(), t, 0);
        assert_eq!(reading.unwrap().month, month(of), "{t}");
        assert_eq!(found == CRITICAL, of == "2026-03", "{t}");
    }
}

#[test]
fn nothing_after_the_day_is_seen() {
    let usual = swinging(THOUSAND);
    let mut more = usual.clone();
    let late = Sale::new(document("late"), day(END).offset(1), yuan("90000"));
    more.record(key(0), late).unwrap();
    assert_eq!(read(&usual, 0), read(&more, 0));
    let before = Sale::new(document("back"), day(END), yuan("-1000"));
    more.record(key(0), before).unwrap();
    assert_ne!(read(&usual, 0), read(&more, 0), "back-dated facts land in place");
}

#[test]
fn a_month_of_fewer_working_days_is_no_decline() {
    let book = swinging(|place| if place == 0 { 1000 } else { 500 });
    // Half of March 2026 is off: the market holds its pace, and the one that holds its amount
    // doubles.
    let holidays = (0..16).map(|off| day("2026-03-01").offset(off)).collect();
    let calendar = WorkCalendarDraft { holidays, ..Default::default() };
    let draft = ProgressPolicyDraft { calendar, decline: Some(decline()), ..Default::default() };
    let policy = ProgressPolicy::try_new(draft).unwrap();
    let market = book.market(as_of(END), &policy).unwrap();
    let share = market.pace().unwrap();
    assert!(share > percent("90%") && share < percent("120%"), "{share}");
    assert!(read(&book, 0).market.unwrap() < percent("60%"));
}

#[test]
fn more_taken_back_than_bought_counts_as_nothing() {
    let nothing = swinging(|place| if place == 0 { 0 } else { 1000 });
    let less = swinging(|place| if place == 0 { -500 } else { 1000 });
    assert_eq!(read(&less, 0).bought.minor(), 0);
    assert_eq!(read(&nothing, 0), read(&less, 0));
}

#[test]
fn the_noise_does_not_rest_on_the_judged_month() {
    let noise = |latest: i32| {
        read(&swinging(|place| if place == 0 { latest } else { 1000 }), 0).signal.noise_micros
    };
    // The market moves a little with the one, the past of nobody does.
    assert_eq!(noise(1000), noise(10));
}

#[test]
fn a_book_without_any_noise_knows_only_as_far_as_it_gets() {
    let per_day = |back: i32| {
        let of = month(FIRST).offset(MONTHS - 1 - back);
        i32::try_from(of.window().days()).unwrap()
    };
    let flat = book_of(12, FIRST, MONTHS, |place, back| match (place, back) {
        (0, 0) => per_day(0) - 1,
        (_, back) => per_day(back),
    });
    assert_eq!(read(&flat, 0).signal.noise_micros, 0);
    assert_eq!(read(&flat, 0).signal.latest.to_string(), "-1000");
    assert_eq!(read(&flat, 1).signal.latest.to_string(), "1000", "the market has fallen by a hair");
    let still = book_of(12, FIRST, MONTHS, |_, back| per_day(back));
    assert_eq!(read(&still, 0).signal.latest.to_string(), "0");
}

#[test]
fn a_book_of_fewer_than_ten_customers_has_no_market() {
    let of = |customers| book_of(customers, FIRST, MONTHS, swing);
    assert_eq!(arm(&of(9), 0), silent(NotJudged::NoMarket));
    assert_eq!(arm(&of(10), 0), QUIET);
    // A market of another day is none.
    let book = of(10);
    let policy = policy(decline());
    let market = book.market(as_of("2026-02-28"), &policy);
    assert!(market.is_some());
    let view = book.view(key(0)).unwrap();
    let reading = policy.read(view, &policy.context(as_of(END)).with_market(market));
    assert_eq!(finding(reading.arms(), Arm::Decline), silent(NotJudged::NoMarket));
}

#[test]
fn a_customer_needs_six_past_months_to_compare() {
    // Eleven old ones; the first of the new one, on the first of a month, `months` months back.
    let since = |months: i32| {
        book_of(12, FIRST, MONTHS, |place, back| match place {
            0 if back >= months => 0,
            place => swing(place, back),
        })
    };
    // The judged month and six past ones, and the year before each: 7 + 12.
    assert_eq!(arm(&since(18), 0), silent(NotJudged::FewPastMonths));
    assert_eq!(arm(&since(19), 0), QUIET);
    assert_eq!(read(&since(19), 0).signal.past_months, 6);
    // A day later the first month is not a whole one.
    let mut later = since(18);
    let first: Month = month("2026-03").offset(-18);
    let sale = Sale::new(document("first"), first.first_day().offset(1), yuan("1000"));
    later.record(key(0), sale).unwrap();
    assert_eq!(arm(&later, 0), silent(NotJudged::FewPastMonths));
}

#[test]
fn no_more_than_three_years_of_past_months_tell_the_noise() {
    let book = book_of(12, "2020-01", 75, swing);
    assert_eq!(read(&book, 0).signal.past_months, 36);
}

#[test]
fn a_customer_that_was_there_before_the_feed_is_compared_from_the_feed_on() {
    let mut book = book_of(11, FIRST, MONTHS, swing);
    let old = Customer::new("old".parse().unwrap()).with_since(day("2001-01-01"));
    let old = book.register(old).unwrap();
    for back in 0..MONTHS {
        let of = month("2026-03").offset(-back);
        let sale = Sale::new(document(&format!("old-{of}")), of.first_day(), yuan("1000"));
        book.record(old, sale).unwrap();
    }
    // 40 months of the feed: 28 can be compared.
    assert_eq!(read(&book, old.position()).signal.past_months, 27);
}

#[test]
fn it_must_have_bought_in_the_same_month_of_the_year_before() {
    let book = book_of(12, FIRST, MONTHS, |place, back| match (place, back) {
        (0, 12) => 0,
        (place, back) => swing(place, back),
    });
    assert_eq!(arm(&book, 0), silent(NotJudged::EmptyBaseMonth));
    assert_eq!(arm(&book, 1), QUIET);
}

#[test]
fn it_must_have_bought_in_three_quarters_of_the_months_of_the_base_year() {
    let without = |months: i32| {
        book_of(12, FIRST, MONTHS, |place, back| match (place, back) {
            (0, back) if back > 12 && back <= 12 + months => 0,
            (place, back) => swing(place, back),
        })
    };
    assert_eq!(arm(&without(3), 0), QUIET, "9 of 12");
    assert_eq!(arm(&without(4), 0), silent(NotJudged::FewActiveMonths), "8 of 12");
}

#[test]
fn a_book_without_sales_says_so() {
    let policy = policy(decline());
    let reading = policy.read(Told::nothing().view(), &policy.context(as_of(END)));
    assert_eq!(finding(reading.arms(), Arm::Decline), silent(NotJudged::NoSalesFeed));
    let told = Told::nothing().sold(END, "5");
    let reading = policy.read(told.view(), &policy.context(as_of(END)));
    assert_eq!(finding(reading.arms(), Arm::Decline), silent(NotJudged::NoMarket));
}

#[test]
fn run_lengths_grow_with_the_threshold_and_with_the_memory() {
    let latest = |at| RunLength::for_latest(Sigmas::from_hundredths(at));
    let average = |at, weight: &str| {
        RunLength::for_average(Sigmas::from_hundredths(at), weight.parse().unwrap()).unwrap()
    };
    for at in (0..500).step_by(25) {
        assert!(latest(at) < latest(at + 25));
        assert!(
            average(at, "25%") < average(at + 25, "25%") || average(at, "25%") == RunLength::MAX
        );
    }
    assert!(average(50, "10%") > average(50, "25%") && average(50, "25%") > average(50, "100%"));
    assert_eq!(latest(u16::MAX), RunLength::MAX);
    assert_eq!(average(u16::MAX, "25%"), RunLength::MAX);
    assert_eq!(latest(100).to_string(), "6.302974", "1 / 0.158655…");
    let of = |weight: &str| RunLength::for_average(Sigmas::MAX, weight.parse().unwrap());
    assert_eq!((of("4.9999%"), of("100.0001%")), (None, None));
    assert!(of("5%").is_some() && of("100%").is_some());
}

#[test]
fn a_policy_of_decline_does_not_contradict_itself() {
    let refused = |decline: DeclineRules| {
        let draft = ProgressPolicyDraft { decline: Some(decline), ..Default::default() };
        ProgressPolicy::try_new(draft).unwrap_err().to_string()
    };
    let at = Sigmas::from_hundredths;
    let levels = Levels { watch: at(200), warning: at(200), critical: at(300) };
    let measure = DeclineMeasure {
        floor: "0%".parse().unwrap(),
        least_active: "101%".parse().unwrap(),
        weight: "4%".parse().unwrap(),
        most_past_months: 48.try_into().unwrap(),
        ..DeclineMeasure::default()
    };
    let said =
        refused(DeclineRules { latest: levels, average: levels, fewest_past_months: 49, measure });
    assert_eq!(
        said,
        "decline.latest must rise from watch to critical, was 2, 2, 3; \
         decline.average must rise from watch to critical, was 2, 2, 3; \
         decline.fewest_past_months must not exceed 48 (measure.most_past_months), was 49; \
         decline.measure.floor must exceed 0% and not exceed 100%, was 0%; \
         decline.measure.least_active must not exceed 100%, was 101%; \
         decline.measure.weight must lie in 5%..=100%, was 4%; \
         decline.measure.most_past_months must not exceed 47, was 48"
    );
}

#[test]
fn sigmas_have_two_digits_at_the_most() {
    for text in ["0", "1", "2.5", "1.67", "655.35"] {
        assert_eq!(text.parse::<Sigmas>().unwrap().to_string(), text);
    }
    for text in ["", "-1", "+1", "1.675", "655.36", "1,5", "two", "1e2"] {
        assert!(text.parse::<Sigmas>().is_err(), "{text}");
    }
}

#[test]
fn totals_of_more_than_2_to_the_32_customers_are_refused() {
    let book = swinging(|_| 100);
    let months = CompleteMonths::up_to(as_of(END), &WorkCalendar::default());
    let of = |book: &Book| book.market_totals(&months, &decline());
    let mut totals = of(&book);
    for _ in 0..28 {
        totals.merge(&totals.clone()).unwrap();
    }
    let before = totals.clone();
    let error = totals.merge(&before).unwrap_err();
    let message = "sums are kept of at most 4294967296 customers, were 6442450944";
    assert_eq!(error.to_string(), message, "12 customers, doubled 29 times");
    assert_eq!(totals, before, "a refusal changes nothing");
    let market = totals.to_market(&months, &decline().measure);
    let alone = of(&book).to_market(&months, &decline().measure);
    let pace = |market: Option<Market>| market.unwrap().pace().unwrap();
    assert_eq!(pace(market), pace(alone));
}
