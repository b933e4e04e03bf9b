//! S16: orders to come, their value, usual orders and alarm days go by the own days of a customer:
//! neither a closed day nor a day off its season brings an order, or makes one late.

use std::num::{NonZeroU8, NonZeroU16};

use guanxi::calendar::{Day, Window, WorkCalendarDraft};
use guanxi::context::Context;
use guanxi::lapse::{
    CustomerValue, LapsePolicy, LapseSignal, OrderOutlook, OwnDays, Prior, Rhythm, ValueHorizon,
};
use guanxi::measure::Ratio;
use guanxi::order_profile::{OrderProfile, OrderProfilePolicy, SoldLine};
use guanxi::policy::{Policy, PolicyDraft};

use crate::given::{Told, as_of, day, percent, yuan};

/// Twelve weekly orders from 1 October on, in three years. The last is of 17 December 2025.
fn dealer() -> Told {
    let years = ["2023-10-01", "2024-10-01", "2025-10-01"];
    years.into_iter().fold(Told::nothing(), |told, first| told.sold_every(first, 7, 12, "100"))
}

/// An order every ten days up to 28 February 2026.
fn steady() -> Told {
    Told::nothing().sold_every("2025-11-20", 10, 11, "100")
}

/// The context of a day on which we know that we are closed from 2 to 11 March 2026.
fn closed_in_march(t: &str) -> Context {
    let holidays = (2..=11).map(|it| day(&format!("2026-03-{it:02}"))).collect();
    let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
    let policy = Policy::try_from(PolicyDraft::default().with_calendar(calendar)).unwrap();
    policy.context(as_of(t))
}

fn prior() -> Prior {
    Prior::fallback(&LapsePolicy::default())
}

fn outlook(told: &Told, context: &Context, days: u16) -> OrderOutlook {
    let (t, days) = (context.as_of(), NonZeroU16::new(days).unwrap());
    let rhythm = Rhythm::from_sales(told.view().sales(), t).unwrap();
    OrderOutlook::from_rhythm(rhythm, &context.own_days(told.view()), &prior(), t, days)
}

/// The outlook on as many days of a customer whose days are own days already.
fn on_own_days(told: &Told, context: &Context, days: u16) -> OrderOutlook {
    let (t, days) = (context.as_of(), NonZeroU16::new(days).unwrap());
    let rhythm = context.rhythm(told.view()).unwrap();
    OrderOutlook::from_rhythm(rhythm, &OwnDays::EVERY_DAY, &prior(), t, days)
}

fn next_order(told: &Told, context: &Context, odds: &str) -> Option<Day> {
    let rhythm = Rhythm::from_sales(told.view().sales(), context.as_of()).unwrap();
    let own_days = context.own_days(told.view());
    OrderOutlook::next_order_by(rhythm, &own_days, &prior(), context.as_of(), percent(odds))
}

fn value(told: &Told, context: &Context, months: u8) -> CustomerValue {
    let months = NonZeroU8::new(months).unwrap();
    let horizon = ValueHorizon { months, monthly_discount: Ratio::ZERO };
    let rhythm = Rhythm::from_sales(told.view().sales(), context.as_of()).unwrap();
    let (t, own_days) = (context.as_of(), context.own_days(told.view()));
    CustomerValue::try_from_rhythm(rhythm, &own_days, &prior(), t, yuan("100"), horizon).unwrap()
}

fn profile(told: &Told, context: &Context, lines: &[SoldLine]) -> OrderProfile {
    let (t, policy) = (context.as_of(), OrderProfilePolicy::default());
    let own_days = context.own_days(told.view());
    OrderProfile::try_from_account(told.view(), &own_days, lines, t, &policy).unwrap()
}

#[test]
fn a_quarter_off_season_brings_no_order() {
    let (told, context) = (dealer(), Context::on(as_of("2026-01-10")));
    let found = outlook(&told, &context, 90);
    assert_eq!((found.expected().micros(), found.own_days()), (0, 0));
    assert_eq!(found.at_least(1).parts_per_trillion(), 0);
    assert_eq!(found.exactly(0).parts_per_trillion(), 1_000_000_000_000);
    let said = "0 orders expected within 90 days (0 own days), 0 to 0 in nine of ten cases";
    assert_eq!(found.to_string(), said);
}

/// Found: the summer counted as silence, so that 0.3 orders were expected of 31 days of season.
#[test]
fn of_the_days_to_come_those_in_season_count_and_no_day_off_season_is_silence() {
    let (told, context) = (dealer(), Context::on(as_of("2026-09-01")));
    let found = outlook(&told, &context, 60);
    assert_eq!(found.own_days(), 31, "October up to the 31st");
    assert_eq!(found.expected(), on_own_days(&told, &context, 31).expected());
    assert_eq!(found.rhythm().days_silent(context.as_of()), 0);
    let orders = found.expected().micros() / 100_000;
    assert!((32..=44).contains(&orders), "{found}");
    assert!(found.to_string().contains(" within 60 days (31 own days), "), "{found}");
}

#[test]
fn a_closed_day_to_come_brings_no_order() {
    let (told, open) = (steady(), Context::on(as_of("2026-03-01")));
    let closed = closed_in_march("2026-03-01");
    let found = outlook(&told, &closed, 30);
    assert_eq!((found.days().get(), found.own_days()), (30, 20));
    assert_eq!(found.expected(), outlook(&told, &open, 20).expected());
    let all_closed = outlook(&told, &closed, 10);
    assert_eq!((all_closed.own_days(), all_closed.expected().micros()), (0, 0));
}

#[test]
fn a_closed_day_gone_by_is_no_silence() {
    let told = steady();
    let (closed, open) = (closed_in_march("2026-03-15"), Context::on(as_of("2026-03-05")));
    assert_eq!(outlook(&told, &closed, 30).expected(), outlook(&told, &open, 30).expected());
}

#[test]
fn the_next_order_comes_on_an_own_day() {
    let (told, context) = (dealer(), Context::on(as_of("2026-01-10")));
    let half = next_order(&told, &context, "50%").unwrap();
    assert!(day("2026-10-01") <= half && half <= day("2026-10-15"), "{half}");
    // The same number of own days as of a customer that knows no season.
    let days = Window { after: context.as_of().day(), until: half };
    let own = context.own_days(told.view()).count(days);
    let odds = |days| on_own_days(&told, &context, days).at_least(1);
    let own = u16::try_from(own).unwrap();
    assert!(!odds(own).is_below(percent("50%")) && odds(own - 1).is_below(percent("50%")));
    assert_eq!(next_order(&told, &context, "99.9%"), None, "it may be gone");
    // 1 and then 12 March are the next days on which we are open.
    let (told, closed) = (steady(), closed_in_march("2026-02-28"));
    let second = next_order(&told, &closed, "10%").unwrap();
    assert_eq!(second, day("2026-03-12"));
}

#[test]
fn a_month_off_season_is_worth_nothing() {
    let (told, context) = (dealer(), Context::on(as_of("2026-01-10")));
    assert_eq!(value(&told, &context, 8).value(), yuan("0"));
    assert_eq!(value(&told, &context, 8).until(), day("2026-09-10"));
    let (nine, ten) = (value(&told, &context, 9), value(&told, &context, 10));
    assert!(nine.value().amount().is_positive(), "{nine}");
    // 41 own days up to 10 November.
    let orders = on_own_days(&told, &context, 41).expected().micros();
    assert!(u64::try_from(ten.value().amount().minor()).unwrap().abs_diff(orders / 100) <= 1);
}

#[test]
fn an_order_is_not_late_off_season() {
    let (told, t) = (dealer(), "2026-03-01");
    let context = Context::on(as_of(t));
    let own_days = context.own_days(told.view());
    let found = profile(&told, &context, &[]);
    assert_eq!((found.gap_days, found.order_days, found.gaps), (7, 12, 11));
    let next = found.next_order(&own_days, context.as_of());
    assert_eq!((next.day, next.days_overdue), (day("2026-10-07"), 0));
    // Three own days late in October.
    let later = as_of("2026-10-10");
    assert_eq!(found.next_order(&own_days, later).days_overdue, 3);
    // By calendar days it was late all winter.
    let next = found.next_order(&OwnDays::EVERY_DAY, context.as_of());
    assert_eq!((next.day, next.days_overdue), (day("2025-12-24"), 67));
}

#[test]
fn a_gap_between_orders_on_closed_days_is_a_day() {
    let told = Told::nothing().sold_every("2026-03-02", 2, 5, "100");
    let context = closed_in_march("2026-03-11");
    let own_days = context.own_days(told.view());
    let found = profile(&told, &context, &[]);
    assert_eq!(found.gap_days, 1);
    assert_eq!(found.next_order(&own_days, context.as_of()).day, day("2026-03-12"));
}

#[test]
fn a_closed_week_makes_no_order_and_no_product_late() {
    let told = steady();
    let sold = told.view().sales().days().map(|it| SoldLine {
        day: it.day,
        product: "rope".parse().unwrap(),
        quantity: Some(5),
        amount: yuan("100").amount(),
    });
    let lines: Vec<SoldLine> = sold.collect();
    let late = |context: &Context| {
        let own_days = context.own_days(told.view());
        let next = profile(&told, context, &lines).next_order(&own_days, context.as_of());
        (next.day, next.days_overdue, next.lines.len())
    };
    // Ten days after 28 February: 10 March, with ten closed days 20 March.
    assert_eq!(late(&Context::on(as_of("2026-03-15"))), (day("2026-03-10"), 5, 1));
    assert_eq!(late(&closed_in_march("2026-03-15")), (day("2026-03-20"), 0, 1));
    assert_eq!(late(&closed_in_march("2026-03-25")), (day("2026-03-20"), 5, 1));
}

/// Found: the day was counted in own days from the last order on and told as a calendar day, in
/// spring for a dealer of the autumn.
#[test]
fn the_alarm_day_of_a_signal_is_an_own_day() {
    let (told, policy) = (dealer(), LapsePolicy::default());
    let context = Context::on(as_of("2026-01-10"));
    let own_days = context.own_days(told.view());
    let rhythm = Rhythm::from_sales(told.view().sales(), context.as_of()).unwrap();
    let below = percent("70%");
    let alarm = LapseSignal::next_alarm(rhythm, &own_days, &prior(), below).unwrap();
    assert!(alarm > day("2026-10-01"), "{alarm}");
    let alive = |t: Day| {
        let context = Context::on(as_of(&t.to_string()));
        let rhythm = context.rhythm(told.view()).unwrap();
        LapseSignal::from_rhythm(rhythm, &prior(), context.as_of(), &policy).alive
    };
    assert!(alive(alarm).is_below(below) && !alive(alarm.offset(-1)).is_below(below));
}
