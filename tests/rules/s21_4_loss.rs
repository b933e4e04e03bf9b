//! S21.4: no longer buying.
#![allow(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "probabilities are worked out again from their definition"
)]

use std::num::{NonZeroU8, NonZeroU16};

use guanxi::account::{DatedColumns, FactColumns};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::context::Context;
use guanxi::customer::Customer;
use guanxi::evidence::NotJudged;
use guanxi::feed::{FeedPolicyDraft, KnownFeeds, Watermarks};
use guanxi::id::CustomerKey;
use guanxi::lapse::{
    Cadence, LapsePolicy, LapseSignal, LostRules, Moments, OrderDays, OwnDays, Prior,
    PurchaseStatus, Rhythm,
};
use guanxi::measure::{Probability, Ratio};
use guanxi::money::{Amount, Money};
use guanxi::policy::Policy;
use guanxi::trade::Sale;
use guanxi::warning::{
    Arm, ArmFinding, BoughtOnceRules, Finding, Level, Levels, LossMethod, LossPolicy,
    LossPolicyDraft, LossReading, Outcome, Reading, Rule, WonBack,
};

use crate::given::{
    CRITICAL, QUIET, Told, WARNING, WATCH, as_of, currency, day, document, finding, on, silent,
    yuan,
};

fn fallback() -> Prior {
    Prior::fallback(&LapsePolicy::default())
}

#[track_caller]
fn policy(silence: LossMethod, hard_cap_days: Option<u16>) -> LossPolicy {
    let draft = LossPolicyDraft { silence, hard_cap_days, ..Default::default() };
    LossPolicy::try_new(draft).unwrap()
}

fn read(told: &Told, t: AsOf) -> LossReading<'_> {
    LossPolicy::default().read(told.view(), &Context::on(t))
}

const FIRST: &str = "2025-01-01";

/// The finding of the silence arm a number of days after the only order of a customer that is
/// judged as any other.
#[track_caller]
fn silence(method: LossMethod, days: i32) -> Finding {
    let bought_once = BoughtOnceRules { at_most: Level::Critical, opens_case: true };
    let draft = LossPolicyDraft { silence: method, bought_once, lost: None, ..Default::default() };
    let policy = LossPolicy::try_new(draft).unwrap();
    let told = Told::nothing().sold(FIRST, "100");
    let t = AsOf::new(day(FIRST).offset(days));
    let reading = policy.read(told.view(), &Context::on(t));
    finding(reading.arms(), Arm::Silence)
}

/// The finding of an arm a number of days after the last of some order days at equal distances.
#[track_caller]
fn after(arm: Arm, (times, gap): (i32, i32), days: i32) -> Finding {
    let told = Told::nothing().sold_every(FIRST, gap, times, "100");
    let last = day(FIRST).offset(gap * (times - 1));
    let reading = read(&told, AsOf::new(last.offset(days)));
    finding(reading.arms(), arm)
}

#[test]
fn the_days_silent_are_those_since_the_last_order_day() {
    let told = Told::nothing().sold("2025-01-01", "1").sold("2025-01-05", "1");
    assert_eq!(read(&told, as_of("2025-01-05")).days_silent, 0);
    assert_eq!(read(&told, as_of("2025-01-15")).days_silent, 10);
    assert_eq!(read(&told, as_of("2025-01-04")).days_silent, 3, "as of before the last");
}

#[test]
fn a_customer_that_never_bought_is_not_applicable() {
    let mut book = Book::new(currency("CNY"));
    let mut register = |name: &str| book.register(Customer::new(name.parse().unwrap())).unwrap();
    let (li, wang) = (register("Li"), register("Wang"));
    for (number, amount) in [("R", "-5"), ("Z", "0")] {
        let fact = Sale::new(document(number), day(FIRST), yuan(amount));
        book.record(li, fact).unwrap();
    }
    for key in [li, wang] {
        let view = book.view(key).unwrap();
        let reading = LossPolicy::default().read(view, &on(FIRST));
        assert_eq!(reading.outcome(), Outcome::NotApplicable);
        assert_eq!(finding(reading.arms(), Arm::Silence), silent(NotJudged::NeverBought));
    }
}

#[test]
fn a_book_without_sales_has_no_data() {
    let told = Told::nothing().due(FIRST, "1").sold("2025-01-02", "1");
    assert_eq!(read(&told, as_of(FIRST)).outcome(), Outcome::NoData);
    assert_eq!(read(&told, as_of("2025-01-02")).outcome(), Outcome::Clear);
}

#[test]
fn returns_neither_make_nor_unmake_an_order_day() {
    let plain = Told::nothing().sold_every(FIRST, 10, 4, "5");
    let returned = plain.clone().sold("2025-01-31", "-500").sold("2025-02-20", "-500");
    let t = as_of("2025-03-01");
    assert_eq!(read(&plain, t).signal, read(&returned, t).signal);
}

/// Recorded one by one, in either order, or loaded as columns.
#[test]
fn a_day_with_a_sale_and_a_larger_return_is_an_order_day() {
    let (first, second) = (day("2025-01-01"), day("2025-01-11"));
    let t = as_of("2025-02-01");
    let of_book = |record: &dyn Fn(&mut Book)| {
        let mut book = Book::new(currency("CNY"));
        book.register(Customer::new("Li".parse().unwrap())).unwrap();
        record(&mut book);
        let (policy, li) = (Policy::default(), CustomerKey::from_position(0));
        let review = book.review(t, &policy).unwrap();
        let explained = review.explain(li).unwrap();
        let readings = explained.readings();
        let rhythm = readings.loss.signal.unwrap().rhythm;
        assert_eq!((rhythm.first(), rhythm.last(), rhythm.order_days()), (first, second, 2));
        assert_eq!(readings.progress.recent_order_days, 2);
        assert_eq!(book.view(li).unwrap().sales().days().count(), 2);
        let bought = readings.loss.bought_in_year;
        assert_eq!(bought.minor(), -20);
        review.outcomes(Rule::Loss).to_vec()
    };
    let one_by_one = |amounts: [i64; 4]| {
        move |book: &mut Book| {
            for (place, (day, minor)) in
                [first, first, second, second].iter().zip(amounts).enumerate()
            {
                let money = Money::new(Amount::from_minor(minor), currency("CNY"));
                let sale = Sale::new(document(&format!("S{place}")), *day, money);
                book.record(CustomerKey::from_position(0), sale).unwrap();
            }
        }
    };
    let sales_first = of_book(&one_by_one([10, -15, 5, -20]));
    let returns_first = of_book(&one_by_one([-15, 10, -20, 5]));
    let days = [first, first, second, second].map(guanxi::calendar::Day::to_epoch_days);
    let loaded = of_book(&|book| {
        let amounts = [10, -15, -20, 5];
        let columns = DatedColumns { customers: &[0; 4], days: &days, amounts: &amounts };
        book.load(FactColumns::from_sales(columns)).unwrap();
    });
    assert_eq!((&returns_first, &loaded), (&sales_first, &sales_first));
}

#[test]
fn several_sales_of_a_day_are_one_order_day() {
    let told = Told::nothing().sold(FIRST, "1").sold(FIRST, "1");
    assert_eq!(read(&told, as_of(FIRST)).signal.unwrap().rhythm.order_days(), 1);
}

#[test]
fn the_silence_arm_warns_from_40_60_and_80_percent_of_no_order_on() {
    // One order, r = 1, alpha = 60: usual gap 60, H' = 120. p = 1 − 360/(420 + D)·120/(180 + D):
    // 50.3 % at 61 days, and 1 − 360/600·120/360 = 80 % to the digit at 180.
    let rows = [(0, QUIET), (60, QUIET), (61, WARNING), (179, WARNING), (180, CRITICAL)];
    for (days, expected) in rows {
        assert_eq!(silence(LossMethod::default(), days), expected, "{days}");
    }
    // Four order days 20 days apart: x = 3, tx = 60, usual gap 30, H' = 90. 40.2 % at 53 days,
    // 60.3 % at 97, 80.2 % at 158.
    let rows =
        [(52, QUIET), (53, WATCH), (96, WATCH), (97, WARNING), (157, WARNING), (158, CRITICAL)];
    for (days, expected) in rows {
        assert_eq!(after(Arm::Silence, (4, 20), days), expected, "{days}");
    }
}

#[test]
fn within_its_usual_gap_nobody_is_flagged() {
    // Two order days 240 days apart: usual gap (60 + 240)/2 = 150, H' = 300. The probability of no
    // order exceeds 40 % long before.
    let two = (2, 240);
    assert_eq!(after(Arm::Silence, two, 150), QUIET);
    assert_eq!(after(Arm::Silence, two, 151), WATCH);
    let told = Told::nothing().sold_every(FIRST, 240, 2, "100");
    let signal = read(&told, AsOf::new(day(FIRST).offset(240 + 100))).signal.unwrap();
    assert_eq!(signal.usual_gap.to_string(), "150");
    assert!(!signal.stays_away.is_below(Ratio::from_percent(40)), "{}", signal.stays_away);
}

#[test]
fn slow_buyers_are_given_two_of_their_gaps() {
    // x = 1, tx = 60, T = 241: alive = 1/(1 + 0.5/(4·(120/301)²)). H' = 2·60 = 120.
    let told = Told::nothing().sold_every(FIRST, 60, 2, "1");
    let signal = read(&told, AsOf::new(day(FIRST).offset(241))).signal.unwrap();
    let alive = 1.0 / (1.0 + 0.5 / (4.0 * (120.0_f64 / 301.0).powi(2)));
    let stays_away = |days: f64| 1.0 - alive * (1.0 - (301.0 / (301.0 + days)).powi(2));
    let parts = |it: Probability| it.to_string().parse::<f64>().unwrap();
    assert!((parts(signal.no_order) - stays_away(90.0)).abs() < 1e-6);
    assert!((parts(signal.stays_away) - stays_away(120.0)).abs() < 1e-6);
    let policy = |awaited_usual_gaps| LapsePolicy { awaited_usual_gaps, ..LapsePolicy::default() };
    let t = AsOf::new(day(FIRST).offset(241));
    let alone = LapseSignal::from_rhythm(signal.rhythm, &fallback(), t, &policy(0));
    assert_eq!(alone.stays_away, signal.no_order, "the horizon alone");
    let awaited_days = NonZeroU16::new(300);
    let stated = LapsePolicy { awaited_days, ..LapsePolicy::default() };
    let stated = LapseSignal::from_rhythm(signal.rhythm, &fallback(), t, &stated);
    assert!((parts(stated.stays_away) - stays_away(300.0)).abs() < 1e-6, "days of their own");
    assert_eq!(stated.no_order, signal.no_order);
    let told = Told::nothing().sold_every(FIRST, 20, 4, "1");
    let quick = read(&told, as_of("2025-06-01")).signal.unwrap();
    assert_eq!(quick.stays_away, quick.no_order, "two gaps are 60 days");
}

#[test]
fn f4_a_monthly_buyer_of_a_year_after_211_silent_days_is_critical_with_89_percent() {
    let told = Told::nothing().sold_every(FIRST, 30, 13, "100");
    let reading = read(&told, AsOf::new(day(FIRST).offset(360 + 211)));
    assert_eq!((reading.days_silent, reading.outcome()), (211, Outcome::Breach(Level::Critical)));
    assert_eq!(reading.signal.unwrap().stays_away.spoken().to_string(), "89.2%");
}

#[test]
fn the_alive_method_warns_below_70_50_and_25_percent() {
    // One order, r = 1, alpha = 60: alive = 1 / (1 + (60 + D)/360). Below 70 % from D > 94.28 on,
    // below 50 % from D > 300 on, below 25 % from D > 1020 on.
    let rows = [
        (0, QUIET),
        (94, QUIET),
        (95, WATCH),
        (300, WATCH),
        (301, WARNING),
        (1020, WARNING),
        (1021, CRITICAL),
    ];
    for (days, expected) in rows {
        assert_eq!(silence(LossMethod::alive(), days), expected, "{days}");
    }
}

#[test]
fn after_more_than_180_days_and_two_usual_gaps_the_hard_cap_warns() {
    // Usual gaps of 60 and of 150 days.
    let cap = |gap, days| after(Arm::HardCap, (2, gap), days);
    assert_eq!((cap(60, 180), cap(60, 181)), (QUIET, WARNING));
    assert_eq!((cap(240, 181), cap(240, 300), cap(240, 301)), (QUIET, QUIET, WARNING));
    // By policy.
    let told = Told::nothing().sold_every(FIRST, 240, 2, "100");
    let context = Context::on(AsOf::new(day(FIRST).offset(240 + 181)));
    let by = |draft: LossPolicyDraft| {
        let policy = LossPolicy::try_new(draft).unwrap();
        finding(policy.read(told.view(), &context).arms(), Arm::HardCap)
    };
    let days_alone = LossPolicyDraft {
        hard_cap_usual_gaps: 0,
        hard_cap_level: Level::Critical,
        ..Default::default()
    };
    assert_eq!(by(days_alone), CRITICAL);
    let uncapped = LossPolicyDraft { hard_cap_days: None, ..Default::default() };
    assert_eq!(by(uncapped), silent(NotJudged::NoHardCap));
}

#[test]
fn bought_once_is_watched_at_most_the_cap_included() {
    let told = Told::nothing().sold(FIRST, "1");
    let at = |days| read(&told, AsOf::new(day(FIRST).offset(days)));
    assert_eq!(at(60).outcome(), Outcome::Clear);
    for days in [61, 180, 181, 365] {
        let reading = at(days);
        assert_eq!(reading.outcome(), Outcome::Breach(Level::Watch), "{days}");
        assert_eq!(reading.status, PurchaseStatus::BoughtOnce);
        let cap = if days > 180 { WATCH } else { QUIET };
        assert_eq!(finding(reading.arms(), Arm::HardCap), cap, "{days}");
    }
    let twice = told.sold("2025-01-31", "1");
    let reading = read(&twice, as_of("2025-11-30"));
    assert_eq!(reading.outcome(), Outcome::Breach(Level::Critical));
    assert_eq!(reading.status, PurchaseStatus::Active);
}

#[test]
fn a_lost_customer_is_not_judged_from_the_day_after_365_days_or_two_usual_gaps() {
    let lost = [Arm::Silence, Arm::HardCap].map(|arm| arm_silent(arm, NotJudged::Lost));
    let once = Told::nothing().sold(FIRST, "100");
    // Usual gap (60 + 400)/2 = 230: lost after 460 days.
    let slow = Told::nothing().sold_every("2023-11-28", 400, 2, "100");
    for (told, days) in [(&once, 365), (&slow, 460)] {
        let at = |days| read(told, AsOf::new(day(FIRST).offset(days)));
        assert!(at(days).outcome().level().is_some(), "{days}");
        let reading = at(days + 1);
        assert_eq!(reading.outcome(), Outcome::NotApplicable);
        assert_eq!(reading.arms(), lost);
        assert_eq!(reading.status, PurchaseStatus::Lost);
        assert_eq!(reading.verdict().to_string(), "not applicable: the customer is lost");
        assert_eq!(reading.value_at_risk().minor(), 0);
    }
    let nobody = LossPolicyDraft { lost: None, ..Default::default() };
    let nobody = LossPolicy::try_new(nobody).unwrap();
    let reading = nobody.read(once.view(), &on("2027-01-01"));
    assert_eq!(reading.outcome(), Outcome::Breach(Level::Watch));
}

#[test]
fn nobody_is_lost_for_lack_of_data() {
    let told = Told::nothing().sold_every(FIRST, 30, 5, "100");
    let known = KnownFeeds {
        watermarks: Watermarks { sales: Some(day("2025-06-01")), ..Watermarks::default() },
        ..KnownFeeds::default()
    };
    let context = on("2027-01-01").with_feeds(&known, &FeedPolicyDraft::default());
    let reading = LossPolicy::default().read(told.view(), &context);
    assert_eq!((reading.outcome(), reading.status), (Outcome::NoData, PurchaseStatus::Active));
}

const fn arm_silent(arm: Arm, reason: NotJudged) -> ArmFinding {
    ArmFinding { arm, finding: silent(reason) }
}

#[test]
fn the_signal_of_a_first_order_by_hand() {
    let told = Told::nothing().sold(FIRST, "100");
    let signal = read(&told, as_of(FIRST)).signal.unwrap();
    // alive = 6/7; an order within 90 days 6/7·(1 − 60/150) = 18/35.
    assert_eq!(signal.alive.parts_per_trillion(), 857_142_857_143);
    assert_eq!(signal.no_order.parts_per_trillion(), 485_714_285_714);
    assert_eq!(signal.usual_gap.to_string(), "60");
    assert_eq!(signal.own_share.parts_per_trillion(), 0);
}

#[test]
fn the_signal_of_a_rhythm_by_hand() {
    // x = 3, tx = 60, T = 120: p_s = (120/180)^4 = 16/81; alive = 1/(1 + 0.5/(6·16/81)) = 64/91.
    // Within 90 days: 64/91·(1 − (180/270)^4) = 64/91·65/81.
    let told = Told::nothing().sold_every(FIRST, 20, 4, "1");
    let signal = read(&told, AsOf::new(day(FIRST).offset(120))).signal.unwrap();
    assert_eq!(signal.alive.parts_per_trillion(), 703_296_703_297);
    let no_order = 1.0 - 64.0 / 91.0 * 65.0 / 81.0;
    let parts = 435_626_102_293_u64;
    assert!((no_order - 0.435_626_102_293) < 1e-12);
    assert_eq!(signal.no_order.parts_per_trillion(), parts);
    assert_eq!(signal.usual_gap.to_string(), "30", "(60 + 60)/(1 + 3)");
    assert_eq!(signal.own_share.to_string(), "0.75");
}

#[test]
fn value_at_risk_is_purchases_times_the_probability_of_no_order() {
    let told = Told::nothing().sold(FIRST, "100");
    let signal = read(&told, as_of(FIRST)).signal.unwrap();
    let at_risk = |minor| signal.value_at_risk(Amount::from_minor(minor).to_total()).minor();
    assert_eq!(at_risk(100_00), 48_57, "4857.14");
    assert_eq!(at_risk(7), 3, "3.4");
    assert_eq!(at_risk(10), 5, "4.857");
    assert_eq!(at_risk(0), 0);
    assert_eq!(at_risk(-100_00), 0);
}

#[track_caller]
fn rhythm(order_days: u32, active: i32) -> Rhythm {
    let first = day(FIRST);
    Rhythm::try_new(OrderDays { count: order_days, first, last: first.offset(active) }).unwrap()
}

#[track_caller]
fn prior_of(rhythms: &[(u32, i32)]) -> Prior {
    let mut moments = Moments::default();
    for (order_days, active) in rhythms {
        moments.add(rhythm(*order_days, *active)).unwrap();
    }
    moments.to_prior(&LapsePolicy::default())
}

#[test]
fn fewer_than_5_rhythms_leave_the_fallback() {
    let four = [(11, 100); 4];
    assert_eq!(prior_of(&four), fallback());
    let short = [(11, 100), (11, 100), (11, 100), (11, 100), (2, 50), (1, 0)];
    assert_eq!(prior_of(&short), fallback(), "two order days tell no rate");
    assert_ne!(prior_of(&[(11, 100); 5]), fallback());
    let third = [(11, 100), (11, 100), (11, 100), (11, 100), (3, 50)];
    assert_ne!(prior_of(&third), fallback(), "three do");
}

#[test]
fn the_book_counts_for_at_most_three_order_days() {
    // Equal rates have no spread: m = 9/100; v = m²/3; r = 3, alpha = 3/m.
    let prior = prior_of(&[(11, 100); 5]);
    assert!((prior.r() - 3.0).abs() < 1e-9);
    assert!((prior.alpha() - 100.0 / 3.0).abs() < 1e-9);
    let more = LapsePolicy { most_book_order_days: NonZeroU16::MAX, ..LapsePolicy::default() };
    let mut moments = Moments::default();
    for _ in 0..5 {
        moments.add(rhythm(11, 100)).unwrap();
    }
    assert!((moments.to_prior(&more).r() - 65_535.0).abs() < 1e-3, "by policy");
}

#[test]
fn the_prior_is_that_of_the_two_moments() {
    let rhythms = [(41, 80), (3, 300), (11, 100), (5, 400), (31, 60), (4, 200)];
    let rates = rhythms.map(|(n, tx)| (f64::from(n) - 2.0, f64::from(tx)));
    let days: f64 = rates.iter().map(|(_, tx)| tx).sum();
    let mean = rates.iter().map(|(repeats, _)| repeats).sum::<f64>() / days;
    let spread: f64 = rates.iter().map(|(repeats, tx)| tx * (repeats / tx - mean).powi(2)).sum();
    let variance = spread / days - mean * 6.0 / days;
    assert!(variance > mean * mean / 3.0, "the example has a spread");
    let prior = prior_of(&rhythms);
    assert!((prior.r() - mean * mean / variance).abs() < 1e-9);
    assert!((prior.alpha() - mean / variance).abs() < 1e-6);
}

#[test]
fn the_prior_of_a_book_is_that_of_its_customers_at_the_date() {
    let mut book = Book::new(currency("CNY"));
    for name in 0..5 {
        let key = book.register(Customer::new(name.to_string().parse().unwrap())).unwrap();
        for place in 0..11 {
            let number = document(&format!("{name}-{place}"));
            let date = day(FIRST).offset(place * 10);
            book.record(key, Sale::new(number, date, yuan("1"))).unwrap();
        }
    }
    let policy = Policy::default();
    let prior = |days| book.prior(AsOf::new(day(FIRST).offset(days)), &policy);
    assert_eq!(prior(100), prior_of(&[(11, 100); 5]));
    assert_eq!(prior(99), prior_of(&[(10, 90); 5]));
    assert_eq!(prior(20), prior_of(&[(3, 20); 5]));
    assert_eq!(prior(19), fallback());
}

/// Order days at equal distances of days, the last on 2025-06-30.
#[track_caller]
fn gaps(apart: &[i32]) -> Told {
    let mut date = day("2025-06-30");
    let mut told = Told::nothing().sold(&date.to_string(), "1");
    for gap in apart.iter().rev() {
        date = date.offset(-gap);
        told = told.sold(&date.to_string(), "1");
    }
    told
}

fn cadence(told: &Told, t: &str) -> Cadence {
    Cadence::from_sales(told.view().sales(), &OwnDays::EVERY_DAY, as_of(t), 60)
}

#[test]
fn the_cadence_is_the_largest_of_median_quantile_and_a_week() {
    let days = |apart: &[i32]| cadence(&gaps(apart), "2025-06-30").days;
    assert_eq!(days(&[10, 10, 20]), 20, "the third of three");
    assert_eq!(days(&[10, 11, 12, 90]), 90, "the fourth of four");
    assert_eq!(days(&[10, 11, 12, 13, 90]), 13, "the fourth of five");
    assert_eq!(days(&[90, 13, 12, 11, 10, 14]), 14, "the fifth of six");
    assert_eq!(days(&[1, 2, 3]), 7, "never less than a week");
}

#[test]
fn with_fewer_than_3_gaps_the_cadence_is_that_of_the_policy() {
    assert_eq!(cadence(&gaps(&[10, 10]), "2025-06-30"), Cadence { days: 60, gaps: 2 });
    assert_eq!(cadence(&gaps(&[10, 10, 10]), "2025-06-30"), Cadence { days: 10, gaps: 3 });
    assert_eq!(cadence(&gaps(&[]), "2025-06-30"), Cadence { days: 60, gaps: 0 });
}

#[test]
fn the_cadence_looks_at_730_days() {
    // The first order day lies 729 days before: in the window; a day later it is not, and two gaps
    // are left.
    let told = gaps(&[709, 10, 10]);
    assert_eq!(cadence(&told, "2025-06-30").gaps, 3);
    assert_eq!(cadence(&told, "2025-07-01"), Cadence { days: 60, gaps: 2 });
}

#[test]
fn the_cadence_method_warns_strictly_above_its_multiples() {
    let policy = policy(LossMethod::cadence(), None);
    let told = gaps(&[10, 10, 11]);
    let after = |days| {
        let t = AsOf::new(day("2025-06-30").offset(days));
        finding(policy.read(told.view(), &Context::on(t)).arms(), Arm::Silence)
    };
    let rows =
        [(16, QUIET), (17, WATCH), (22, WATCH), (23, WARNING), (33, WARNING), (34, CRITICAL)];
    for (days, expected) in rows {
        assert_eq!(after(days), expected, "{days}");
    }
}

#[test]
fn the_fixed_days_method_warns_strictly_above_its_days() {
    let levels = Levels { watch: 30, warning: 60, critical: 90 };
    let method = LossMethod::FixedDays { days_above: levels };
    let rows =
        [(30, QUIET), (31, WATCH), (60, WATCH), (61, WARNING), (90, WARNING), (91, CRITICAL)];
    for (days, expected) in rows {
        assert_eq!(silence(method, days), expected, "{days}");
    }
}

/// The first day from the last order day on, on which the rule has at least the level: by asking
/// every day.
#[track_caller]
fn polled(policy: &LossPolicy, told: &Told, level: Level, last: Day) -> Option<Day> {
    (0..1500).map(|days| last.offset(days)).find(|date| {
        let reading = policy.read(told.view(), &Context::on(AsOf::new(*date)));
        reading.outcome().level() >= Some(level)
    })
}

#[test]
fn the_next_alarm_day_is_the_first_day_of_the_level() {
    let levels = Levels { watch: 30, warning: 60, critical: 90 };
    let methods = [
        LossMethod::default(),
        LossMethod::alive(),
        LossMethod::cadence(),
        LossMethod::FixedDays { days_above: levels },
    ];
    let histories = [
        gaps(&[]),
        gaps(&[10]),
        gaps(&[10, 10, 11]),
        gaps(&[30, 40, 20, 35, 28, 31]),
        gaps(&[7; 40]),
        gaps(&[400, 300]),
    ];
    let last = day("2025-06-30");
    for method in methods {
        for cap in [None, Some(180)] {
            let policy = policy(method, cap);
            for told in &histories {
                for level in Level::ALL {
                    let alarm =
                        policy.next_alarm(told.view(), &Context::on(AsOf::new(last)), level);
                    let expected = polled(&policy, told, level, last);
                    assert_eq!(alarm, expected, "{method:?} {cap:?} {level}");
                }
            }
        }
    }
}

#[test]
fn the_next_alarm_day_of_regular_customers_is_the_first_day_of_the_level() {
    // Who orders by the calendar and is nearly due is less likely to stay away than after an order.
    let lapse = LapsePolicy { erlang_k: NonZeroU8::new(6).unwrap(), ..LapsePolicy::default() };
    let draft = LossPolicyDraft { lapse, hard_cap_days: None, ..Default::default() };
    let policy = LossPolicy::try_new(draft).unwrap();
    let last = day("2025-06-30");
    for told in [gaps(&[30; 12]), gaps(&[100; 3]), gaps(&[400, 300])] {
        for level in Level::ALL {
            let alarm = policy.next_alarm(told.view(), &Context::on(AsOf::new(last)), level);
            assert_eq!(alarm, polled(&policy, &told, level, last), "{level}");
        }
    }
}

#[test]
fn a_customer_is_lost_from_the_first_day_on_which_it_is_not_judged() {
    let (policy, last) = (LossPolicy::default(), day("2025-06-30"));
    for (told, days) in [(gaps(&[]), 366), (gaps(&[10, 10]), 366), (gaps(&[400]), 461)] {
        let from = policy.lost_from(told.view(), &Context::on(AsOf::new(last)));
        assert_eq!(from, Some(last.offset(days)));
        let at = |day| policy.read(told.view(), &Context::on(AsOf::new(day))).status;
        assert_eq!(at(from.unwrap()), PurchaseStatus::Lost);
        assert_ne!(at(from.unwrap().offset(-1)), PurchaseStatus::Lost);
    }
    assert_eq!(policy.lost_from(Told::nothing().view(), &Context::on(AsOf::new(last))), None);
}

#[test]
fn the_next_alarm_day_of_a_slow_cadence_is_the_first_day_of_the_level() {
    // Three gaps of 240 days: as the silence grows, the first order day leaves the 730 days, and
    // the usual gap with it.
    let policy = policy(LossMethod::cadence(), None);
    let (told, last) = (gaps(&[240; 3]), day("2025-06-30"));
    for level in Level::ALL {
        let alarm = policy.next_alarm(told.view(), &Context::on(AsOf::new(last)), level);
        assert_eq!(alarm, polled(&policy, &told, level, last), "{level}");
    }
}

#[test]
fn the_next_alarm_day_of_any_policy_is_found_without_looking_at_every_day_to_come() {
    let last = day("2025-06-30");
    let asked = |told: Told, policy: &LossPolicy, level| {
        policy.next_alarm(told.view(), &Context::on(AsOf::new(last)), level)
    };
    let alarm = |policy: &LossPolicy, level| asked(gaps(&[10, 10, 11]), policy, level);
    // A cadence without gaps: three times 10,000 days, and 4,000 times 65,535 days, which no
    // calendar has.
    let percent = Ratio::from_percent;
    let levels = |watch, warning, critical| Levels { watch, warning, critical };
    let cadence = |otherwise_days, critical| {
        let gaps_above = levels(percent(30_000), percent(40_000), critical);
        let silence = LossMethod::Cadence { otherwise_days, gaps_above };
        let draft =
            LossPolicyDraft { silence, hard_cap_days: None, lost: None, ..Default::default() };
        LossPolicy::try_new(draft).unwrap()
    };
    let of_policy = |at| Some(last.offset(at));
    assert_eq!(alarm(&cadence(10_000, percent(60_000)), Level::Watch), of_policy(3_000_001));
    assert_eq!(alarm(&cadence(65_535, percent(60_000)), Level::Critical), of_policy(39_321_001));
    let most = Ratio::from_parts_per_million(u32::MAX);
    assert_eq!(alarm(&cadence(65_535, most), Level::Critical), None);
    // A certainty that takes centuries, and one that no silence reaches, where orders come by the
    // calendar.
    let lapse = LapsePolicy { erlang_k: NonZeroU8::new(2).unwrap(), ..LapsePolicy::default() };
    let no_order_from = levels(percent(40), percent(60), percent(100));
    let draft = LossPolicyDraft {
        silence: LossMethod::Probability { no_order_from },
        bought_once: BoughtOnceRules { at_most: Level::Critical, opens_case: false },
        hard_cap_days: None,
        lost: None,
        lapse,
        ..Default::default()
    };
    let policy = LossPolicy::try_new(draft).unwrap();
    assert!(alarm(&policy, Level::Warning) < of_policy(365));
    assert!(asked(gaps(&[10]), &policy, Level::Critical) > of_policy(36_525));
    assert_eq!(asked(gaps(&[]), &policy, Level::Critical), None, "no calendar has the day");
}

#[test]
fn a_threshold_above_certainty_is_met_on_the_last_order_day() {
    let rhythm = rhythm(4, 60);
    let alarm = |below| LapseSignal::next_alarm(rhythm, &OwnDays::EVERY_DAY, &fallback(), below);
    assert_eq!(alarm(Ratio::ONE), Some(rhythm.last()));
    assert_eq!(alarm(Ratio::from_percent(150)), Some(rhythm.last()));
}

#[test]
fn a_customer_that_never_bought_has_no_alarm_day() {
    let told = Told::nothing().sold(FIRST, "-1");
    let policy = LossPolicy::default();
    let alarm = policy.next_alarm(told.view(), &on(FIRST), Level::Watch);
    assert_eq!(alarm, None);
}

#[test]
fn the_call_list_is_ranked_by_value_at_risk() {
    let mut book = Book::new(currency("CNY"));
    for (name, amount) in [("b", "100"), ("a", "100"), ("c", "300"), ("d", "-5")] {
        let key = book.register(Customer::new(name.parse().unwrap())).unwrap();
        book.record(key, Sale::new(document(name), day(FIRST), yuan(amount))).unwrap();
    }
    let policy = Policy::default();
    let review = book.review(as_of(FIRST), &policy).unwrap();
    let names = |most| {
        let calls = review.call_list(most);
        calls.iter().map(|call| book.name(call.customer).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(9), ["c", "a", "b"], "ties by name, nothing at risk left out");
    assert_eq!(names(2), ["c", "a"]);
    assert_eq!(review.call_list(1)[0].value_at_risk.minor(), 145_71);
}

/// The order days of a customer that bought weekly ten times, was silent and came back.
const BACK: [i32; 13] = [0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 500, 513, 525];

#[test]
fn a_loss_is_over_after_two_order_days_within_the_usual_gap_of_before_the_silence() {
    let first = day(FIRST);
    let told = BACK
        .iter()
        .fold(Told::nothing(), |told, offset| told.sold(&first.offset(*offset).to_string(), "100"));
    let won_back = |offset| {
        let context = Context::on(AsOf::new(first.offset(offset)));
        let policy = LossPolicy::default();
        let reading = policy.read(told.view(), &context);
        reading.won_back(told.view(), &context.own_days(told.view()), |rhythm| {
            policy.usual_gap(rhythm, &context)
        })
    };
    // (60 + 63) / (1 + 9) = 12.3 days before the silence, (60 + 513) / (1 + 11) = 47.75 after it.
    assert_eq!(won_back(499), WonBack::Confirmed, "no order since the silence began");
    assert_eq!(won_back(500), WonBack::Provisional);
    assert_eq!(won_back(513), WonBack::Provisional, "13 days are beyond the usual gap of before");
    assert_eq!(won_back(525), WonBack::Confirmed, "12 are within it");
}

#[test]
fn the_rule_and_the_stages_measure_a_return_in_the_same_way() {
    let (first, policy) = (day(FIRST), LossPolicy::default());
    let days: Vec<Day> = BACK.iter().map(|offset| first.offset(*offset)).collect();
    let told = days.iter().fold(Told::nothing(), |told, day| told.sold(&day.to_string(), "100"));
    for offset in 500..540 {
        let t = AsOf::new(first.offset(offset));
        let context = Context::on(t);
        let gap = |rhythm| policy.usual_gap(rhythm, &context);
        let reading = policy.read(told.view(), &context);
        let own_days = context.own_days(told.view());
        let is_over = reading.won_back(told.view(), &own_days, gap) == WonBack::Confirmed;
        let returned = LostRules::default().last_return(&days, &own_days, gap, t).unwrap();
        assert_eq!(is_over, returned.confirmed.is_some(), "day {offset}");
    }
}

#[test]
fn one_order_wins_nobody_back_and_a_gap_to_the_day_is_within_it() {
    let won_back = |days: &[i32]| {
        let told = days.iter().fold(Told::nothing(), |told, offset| {
            told.sold(&day(FIRST).offset(*offset).to_string(), "100")
        });
        let context = Context::on(AsOf::new(day(FIRST).offset(800)));
        let policy = LossPolicy::default();
        let reading = policy.read(told.view(), &context);
        reading.won_back(told.view(), &context.own_days(told.view()), |rhythm| {
            policy.usual_gap(rhythm, &context)
        })
    };
    assert_eq!(won_back(&[]), WonBack::Provisional);
    assert_eq!(won_back(&[0]), WonBack::Provisional);
    // The usual gap of one order day is that of the policy: 60 days.
    assert_eq!(won_back(&[0, 60]), WonBack::Confirmed, "never silent");
    assert_eq!(won_back(&[0, 61]), WonBack::Provisional, "silent, and one order since");
    assert_eq!(won_back(&[0, 61, 121]), WonBack::Confirmed);
    assert_eq!(won_back(&[0, 61, 122]), WonBack::Provisional);
}
