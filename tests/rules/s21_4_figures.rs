//! S21.4: the figures of a backtest: ranking, lead time, flaps, calls a week, money, stability.

use guanxi::backtest::{
    Aftermath, Backtest, BacktestRequest, Hindsight, LevelFigures, NoOrderWithin, RuleFigures,
};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::feed::{Feed, FeedStatement};
use guanxi::id::CustomerKey;
use guanxi::lapse::LostRules;
use guanxi::money::Total;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice, Payment, SettlementKind};
use guanxi::trade::Sale;
use guanxi::warning::{Arm, Level, Levels, LossMethod, Rule};

use crate::given::{currency, document, yuan};
use crate::numbered::{date, key, on};

/// Customers that order on these days for 100.00, in the order of their keys.
#[track_caller]
fn book(orders: &[Vec<i32>]) -> Book {
    let mut book = Book::new(currency("CNY"));
    for (number, days) in orders.iter().enumerate() {
        let key = book.register(Customer::new(format!("C{number}").parse().unwrap())).unwrap();
        for day in days {
            let sale = document(&format!("{number}-{day}"));
            book.record(key, Sale::new(sale, date(*day), yuan("100.00"))).unwrap();
        }
    }
    book
}

fn every(gap: i32, from: i32, to: i32) -> Vec<i32> {
    (from..=to).step_by(usize::try_from(gap).unwrap()).collect()
}

/// Watch, warning and critical after more than 20, 40 and 60 days of silence, and nothing else.
fn by_days() -> Policy {
    let mut draft = PolicyDraft::default();
    let days_above = Levels { watch: 20, warning: 40, critical: 60 };
    draft.loss.silence = LossMethod::FixedDays { days_above };
    (draft.loss.hard_cap_days, draft.loss.lost, draft.progress.season) = (None, None, None);
    Policy::try_from(draft).unwrap()
}

#[track_caller]
fn tested<A: Into<Aftermath>>(
    book: &Book,
    days: &[i32],
    outcome: impl Fn(&Book, CustomerKey, AsOf) -> A + Sync,
) -> Backtest {
    let days: Vec<AsOf> = days.iter().map(|it| on(*it)).collect();
    let policy = by_days();
    let rules = [Rule::Loss, Rule::Debt];
    let request = BacktestRequest { policies: &[&policy], days: &days, rules: &rules };
    Backtest::run(book, &request, outcome).unwrap()
}

fn loss(backtest: &Backtest) -> RuleFigures {
    backtest.figures(0, Rule::Loss).unwrap()
}

fn watch(backtest: &Backtest) -> LevelFigures {
    loss(backtest).levels.watch
}

fn silent_for(days: u16, known: i32) -> impl Fn(&Book, CustomerKey, AsOf) -> Aftermath + Sync {
    let outcome = NoOrderWithin { days: days.try_into().unwrap(), known: on(known) };
    move |book: &Book, key, t| outcome.aftermath(book, key, t)
}

#[test]
fn the_lead_time_is_counted_from_the_raise_to_the_day_of_the_outcome() {
    // The last order on day 100: watch from day 121 on, the 90 days are over on day 190.
    let book = book(&[every(10, 0, 100)]);
    let leads = |days: &[i32]| {
        let levels = loss(&tested(&book, days, silent_for(90, 500))).levels;
        Level::ALL.map(|level| levels.get(level).lead_days)
    };
    assert_eq!(leads(&[120, 121, 130, 141, 161]), [Some(69), Some(49), Some(29)]);
    assert_eq!(leads(&[120, 125, 161]), [Some(65), Some(29), Some(29)]);
    assert_eq!(leads(&[120, 200]), [Some(-10); 3], "told when it was over");
    assert_eq!(leads(&[121, 130, 141]), [None, Some(49), None], "stood on the first day");
}

#[test]
fn the_median_lead_is_the_lower_of_the_two_in_the_middle() {
    let days = [[100, 101], [100, 105], [100, 110], [100, 115]];
    let last = days.map(|[from, to]| vec![0, from, to]);
    let found = tested(&book(&last), &every(1, 115, 140), silent_for(90, 500));
    // All are raised 21 days after their last order, 69 days before the 90 are over.
    assert_eq!((watch(&found).lead_days, watch(&found).announced.all()), (Some(69), 4));
    let found = tested(&book(&last), &[115, 122, 131, 136], silent_for(90, 500));
    // Raised on 122, 131, 131 and 136; over on 191, 195, 200 and 205.
    assert_eq!(watch(&found).lead_days, Some(69), "of 64, 69, 69, 69");
}

#[test]
fn a_raise_is_announced_once_and_counts_for_all_levels_that_it_reaches() {
    let book = book(&[every(10, 0, 100), every(10, 0, 300)]);
    let levels = loss(&tested(&book, &every(7, 100, 170), silent_for(90, 500))).levels;
    let announced = Level::ALL.map(|level| levels.get(level).announced.all());
    assert_eq!(announced, [1, 1, 1]);
    assert_eq!(levels.watch.standing.all(), 8, "it stands from day 121 on");
    let calls = levels.watch.calls_per_week().unwrap();
    assert_eq!(calls.to_string(), "0.1", "one in ten weeks");
    let one_day = loss(&tested(&book, &[150], silent_for(90, 500)));
    assert_eq!(one_day.levels.watch.calls_per_week().map(|it| it.to_string()), None);
    assert_eq!(one_day.levels.watch.announced.all(), 0, "the first day is the beginning");
}

#[test]
fn a_flap_is_a_raise_at_most_62_days_after_the_level_was_cleared() {
    // Silent from 100 to 130, then from the last order on: raised on 125, cleared on 130.
    let flaps = |last: i32, again: i32| {
        let book = book(&[vec![0, 100, 130, last]]);
        let found = tested(&book, &[100, 125, 130, again], silent_for(90, 500));
        (watch(&found).announced.all(), watch(&found).flaps)
    };
    assert_eq!(flaps(170, 192), (2, 1));
    assert_eq!(flaps(170, 193), (2, 0));
    assert_eq!(flaps(180, 192), (1, 0), "not raised again");
}

#[test]
fn a_day_without_data_ends_no_warning() {
    let mut book = book(&[every(10, 0, 100)]);
    let complete = |to| FeedStatement::Complete { feed: Feed::Sales, to: date(to) };
    book.feed_statements_mut().state(date(125), complete(125)).unwrap();
    book.feed_statements_mut().state(date(150), complete(150)).unwrap();
    let found = tested(&book, &[110, 125, 140, 150], silent_for(30, 150));
    let figures = loss(&found);
    assert_eq!(figures.unjudged.all(), 1, "day 140");
    assert_eq!((figures.levels.watch.announced.all(), figures.levels.watch.flaps), (1, 0));
}

/// A fault that was found: a customer that was lost for a while was called twice.
#[test]
fn a_day_on_which_the_rule_is_not_applicable_ends_no_warning() {
    let mut draft = PolicyDraft::from(by_days());
    draft.loss.lost = Some(LostRules { days: 200, usual_gaps: 1 });
    let policy = Policy::try_from(draft).unwrap();
    let mut orders = every(10, 0, 100);
    orders.push(320);
    let book = book(&[orders]);
    // Raised on 130, lost on 310, ordered on 320, silent again on 345.
    let days = [100, 130, 310, 345].map(on);
    let request = BacktestRequest { policies: &[&policy], days: &days, rules: &[Rule::Loss] };
    let found = Backtest::run(&book, &request, silent_for(30, 500)).unwrap();
    assert_eq!(loss(&found).unjudged.all(), 1, "day 310");
    assert_eq!((watch(&found).announced.all(), watch(&found).flaps), (1, 0));
}

#[test]
fn money_counts_once_for_days_in_a_row_and_is_caught_when_any_of_them_is_raised() {
    // 11 orders of a year until day 100, then silence for 90 days.
    let book = book(&[every(10, 0, 100), every(10, 0, 100)]);
    let of_first = |book: &Book, key: CustomerKey, t| {
        let silent = silent_for(90, 500);
        if key.position() == 0 { silent(book, key, t) } else { Hindsight::DidNot.into() }
    };
    let money = |days: &[i32]| {
        let figures = loss(&tested(&book, days, of_first));
        Level::ALL.map(|level| {
            let it = figures.levels.get(level);
            (it.caught_money.minor(), it.missed_money.minor())
        })
    };
    let (all, none) = ((1_100_00, 0), (0, 1_100_00));
    assert_eq!(money(&[100, 110, 120]), [none; 3], "not raised yet");
    assert_eq!(money(&[100, 121, 122, 123]), [all, none, none]);
    assert_eq!(money(&[100, 121, 150]), [all, all, none]);
    assert_eq!(money(&[110, 170, 180]), [all; 3], "once, not on each of the days");
    // It has ordered nothing for 90 days on day 190.
    assert_eq!(money(&[110, 190]), [all; 3], "raised on the very day");
    assert_eq!(money(&[110, 191]), [none; 3], "too late");
    assert_eq!(money(&[191, 192]), [(0, 0); 3], "it had come true before");
}

#[test]
fn money_of_a_customer_that_the_rule_never_judged_is_told_apart() {
    // A silence of 200 days and of two usual gaps is lost, and no longer judged.
    let mut draft = PolicyDraft::default();
    draft.loss.lost = Some(LostRules { days: 200, usual_gaps: 2 });
    let policy = Policy::try_from(draft).unwrap();
    let book = book(&[every(7, 0, 100), every(7, 0, 600)]);
    let (days, rules) = ([on(400), on(410)], [Rule::Loss]);
    let request = BacktestRequest { policies: &[&policy], days: &days, rules: &rules };
    let found = Backtest::run(&book, &request, silent_for(350, 900)).unwrap();
    let figures = loss(&found);
    assert_eq!(figures.unjudged.all(), 2, "lost on both days");
    // Of the year up to day 400, from day 36 on: the orders of days 42 to 98.
    assert_eq!(figures.unjudged_money.minor(), 9 * 100_00);
    assert_eq!(figures.levels.watch.missed_money, Total::ZERO);
}

#[test]
fn the_money_of_a_loss_is_the_most_at_stake_on_any_of_its_days() {
    let mut book = book(&[every(10, 0, 300)]);
    let pay = |book: &mut Book, number: &str, at: i32, amount: &str| {
        let invoice = Invoice::new(document(number), date(at), date(600), yuan(amount));
        book.record(key(0), invoice).unwrap();
    };
    pay(&mut book, "I1", 0, "30.00");
    pay(&mut book, "I2", 110, "90.00");
    let payment = Payment::new(document("P"), date(120), yuan("50.00"));
    book.record(key(0), payment).unwrap();
    let found = tested(&book, &[100, 110, 120], |_: &Book, _, _| Hindsight::CameTrue);
    let it = found.figures(0, Rule::Debt).unwrap().levels.watch;
    assert_eq!((it.caught_money.minor(), it.missed_money.minor()), (120_00, 0));
}

/// A fault that was found: what was owed by a customer that is merged while its loss lasts counted
/// for it and again for the survivor.
#[test]
fn the_money_of_a_merged_customer_counts_once() {
    let mut book = book(&[every(10, 0, 300), every(10, 0, 300)]);
    for (number, amount) in [(0, "90.00"), (1, "10.00")] {
        let invoice = document(&format!("I{number}"));
        let invoice = Invoice::new(invoice, date(0), date(600), yuan(amount));
        book.record(key(number), invoice).unwrap();
    }
    book.customers_mut().merge(key(0), key(1), date(105)).unwrap();
    let caught = |first_true: [i32; 2]| {
        let outcome = |_: &Book, who: CustomerKey, t: AsOf| {
            let from = first_true[usize::try_from(who.position()).unwrap()];
            if t >= on(from) { Hindsight::CameTrue } else { Hindsight::DidNot }
        };
        let found = tested(&book, &[100, 110, 120], outcome);
        let it = found.figures(0, Rule::Debt).unwrap().levels.watch;
        (it.caught_money.minor(), it.missed_money.minor())
    };
    // No limit is agreed with either.
    assert_eq!(caught([100, 100]), (100_00, 0), "both in trouble before they are one");
    assert_eq!(caught([100, 110]), (100_00, 0), "one of them before, and both after");
    assert_eq!(caught([100, 500]), (90_00, 0), "over with the merge");
}

#[test]
fn what_is_owed_is_at_stake_by_debt() {
    let mut book = book(&[every(10, 0, 300)]);
    let limit = CreditLimit::try_from_money(yuan("100.00"), currency("CNY")).unwrap();
    book.agree_limit(key(0), limit).unwrap();
    for (number, amount) in [("I1", "90.00"), ("I2", "30.00")] {
        let invoice = Invoice::new(document(number), date(0), date(600), yuan(amount));
        book.record(key(0), invoice).unwrap();
    }
    let payment = Payment::new(document("P"), date(110), yuan("50.00"));
    book.record(key(0), payment).unwrap();
    let debt = |days: &[i32]| {
        let found = tested(&book, days, |_: &Book, _, _| Hindsight::CameTrue);
        let it = found.figures(0, Rule::Debt).unwrap().levels.watch;
        (it.caught_money.minor(), it.missed_money.minor())
    };
    assert_eq!(debt(&[100]), (120_00, 0));
    assert_eq!(debt(&[110]), (0, 70_00), "below 80 % after the payment");
}

#[test]
fn the_area_ranks_by_level_and_then_by_the_figure() {
    // Silent for 10, 15, 25, 45 and 65 days on day 100.
    let book = book(&[90, 85, 75, 55, 35].map(|last| vec![0, last]));
    let area = |came_true: &[u32]| {
        let outcome = |_: &Book, key: CustomerKey, _| {
            if came_true.contains(&key.position()) {
                Hindsight::CameTrue
            } else {
                Hindsight::DidNot
            }
        };
        loss(&tested(&book, &[100], outcome)).area.area().map(|it| it.to_string())
    };
    assert_eq!(area(&[4]).as_deref(), Some("1"));
    assert_eq!(area(&[0]).as_deref(), Some("0"));
    assert_eq!(area(&[1]).as_deref(), Some("0.25"), "both of no level: by days of silence");
    assert_eq!(area(&[4, 2]).as_deref(), Some("0.833333"), "5 of 6 pairs");
    assert_eq!(area(&[]), None);
}

#[test]
fn a_rule_of_debt_ranks_by_the_arm_that_is_furthest_beyond_its_watch_threshold() {
    // 40 % and 79 % of the limit; 4 of the 5 days past due that are watched, which is 80 % of them
    // and less than the 98.75 % of the second.
    let mut book = Book::new(currency("CNY"));
    for (number, (amount, due)) in [("40.00", 500), ("79.00", 500), ("1.00", 96)].iter().enumerate()
    {
        let key = book.register(Customer::new(format!("C{number}").parse().unwrap())).unwrap();
        let limit = CreditLimit::try_from_money(yuan("100.00"), currency("CNY")).unwrap();
        book.agree_limit(key, limit).unwrap();
        let number = document(&format!("I{number}"));
        book.record(key, Invoice::new(number, date(0), date(*due), yuan(amount))).unwrap();
    }
    let area = |came_true: u32| {
        let outcome = |_: &Book, key: CustomerKey, _| {
            if key.position() == came_true { Hindsight::CameTrue } else { Hindsight::DidNot }
        };
        let found = tested(&book, &[100], outcome);
        found.figures(0, Rule::Debt).unwrap().area.area().map(|it| it.to_string())
    };
    assert_eq!([0, 1, 2].map(area).map(Option::unwrap_or_default), ["0", "1", "0.5"]);
}

#[test]
fn stability_is_measured_against_the_first_day() {
    let book = book(&[every(7, 0, 140), every(7, 0, 500), every(7, 0, 500), every(7, 0, 500)]);
    let found = tested(&book, &[140, 147, 200], silent_for(90, 500));
    let index = |day: usize| {
        let it = found.days(0)[day].stability.loss;
        (it.levels.unwrap().to_string(), it.scores.unwrap().to_string())
    };
    assert_eq!(index(0), ("0".to_owned(), "0".to_owned()), "the first day itself");
    assert_eq!(index(1).0, "0", "silent for 7 days: no level has moved");
    // Of 4 clear one has become watch: with half a case in each of 5 classes, of 6.5.
    // (3.5 − 4.5) / 6.5 × ln (3.5 / 4.5) + (1.5 − 0.5) / 6.5 × ln 3.
    assert_eq!(index(2).0, "0.207681", "60 days: warning");
}

#[test]
fn only_the_rules_of_the_request_are_counted() {
    let found = tested(&book(&[vec![0]]), &[100], |_: &Book, _, _| Hindsight::CameTrue);
    assert!(found.figures(0, Rule::Loss).is_some() && found.figures(0, Rule::Debt).is_some());
    assert_eq!(found.figures(0, Rule::Progress), None);
    assert_eq!(found.figures(1, Rule::Loss), None, "there is one policy");
    assert_eq!(found.total(0, Rule::Progress).judged().all(), 0);
}

#[test]
fn the_report_has_a_row_for_each_level() {
    let book = book(&[every(10, 0, 100), every(10, 0, 300), every(10, 0, 300)]);
    let found = tested(&book, &every(7, 100, 170), silent_for(90, 280));
    let (loss, debt) = ("policy 1, loss: ", "policy 1, debt: ");
    let report = found.to_string();
    assert!(report.starts_with(debt), "{report}");
    let report = &report[report.find(loss).unwrap()..];
    assert_eq!(
        report,
        "policy 1, loss: 11 days from 2025-04-11 to 2025-06-20; area under the curve 0.909 ± 0.074; \
         moved since the first day: levels 0.261, scores 0.000\n\
         \x20 level     standing  unknown  true             precision                  recall  \
         calls/week  flaps  lead days        caught    missed\n\
         \x20 watch            8        0     8  100% (67.5% to 100%)  72.7% (43.4% to 90.2%)  \
         \x20      0.1      0         69  CNY 1,100.00  CNY 0.00\n\
         \x20 warning          5        0     5  100% (56.5% to 100%)  45.4% (21.2% to 71.9%)  \
         \x20      0.1      0         48  CNY 1,100.00  CNY 0.00\n\
         \x20 critical         2        0     2  100% (34.2% to 100%)   18.1% (5.1% to 47.6%)  \
         \x20      0.1      0         27  CNY 1,100.00  CNY 0.00\n"
    );
}

#[cfg(feature = "serde")]
#[test]
fn figures_are_written_with_amounts_in_major_units() {
    let book = book(&[every(10, 0, 100), every(10, 0, 300), every(10, 0, 300)]);
    let found = tested(&book, &every(7, 100, 170), silent_for(90, 280));
    let written = serde_json::to_value(&found).unwrap();
    let loss = &written["policies"][0]["rules"][1];
    assert_eq!((&written["currency"], &loss["rule"]), (&"CNY".into(), &"loss".into()));
    assert_eq!(loss["area"], serde_json::json!({"area": "0.909091", "standard_error": "7.4468%"}));
    let watch = &loss["levels"][0];
    assert_eq!(watch["precision"]["share"], "1");
    assert_eq!((&watch["caught_money"], &watch["lead_days"]), (&"1100.00".into(), &69.into()));
    assert_eq!(watch["calls_per_week"], "0.1");
    let last = &loss["days"][10];
    assert_eq!(last["as_of"], "2025-06-20");
    assert_eq!(last["stability"]["levels"], "0.260924");
    assert_eq!(last["levels"][2]["standing"]["came_true"], 1);
}

/// A fault that was found: customers ranked by arms that the policy leaves out.
#[test]
fn an_arm_that_is_off_ranks_nobody() {
    // All are clear by the hard cap; the one that stops buying has been silent for longer.
    let book = book(&[every(10, 0, 110), every(10, 0, 300)]);
    let area = |off: &[Arm]| {
        let mut draft = PolicyDraft::from(by_days());
        draft.loss.hard_cap_days = Some(300);
        draft.loss.silence = LossMethod::FixedDays {
            days_above: Levels { watch: 200, warning: 210, critical: 220 },
        };
        draft.loss.off = off.iter().copied().collect();
        let (policy, days) = (Policy::try_from(draft).unwrap(), [on(120)]);
        let request = BacktestRequest { policies: &[&policy], days: &days, rules: &[Rule::Loss] };
        let found = Backtest::run(&book, &request, silent_for(90, 500)).unwrap();
        loss(&found).area.area().map(|it| it.to_string())
    };
    assert_eq!(area(&[]).as_deref(), Some("1"));
    assert_eq!(area(&[Arm::Silence]).as_deref(), Some("0.5"), "nothing ranks them");
    assert_eq!(area(&[Arm::HardCap]).as_deref(), Some("1"));
    assert_eq!(area(&[Arm::Silence, Arm::HardCap, Arm::Narrowing]), None, "nobody is judged");
}

#[test]
fn debt_ranks_by_utilisation_and_by_age_each_unless_it_is_off() {
    let mut book = book(&[vec![0], vec![0]]);
    // The first uses more of its limit, the second is past due for longer; both are clear.
    for (customer, due, amount) in [(0, 100, "70.00"), (1, 97, "10.00")] {
        let limit = CreditLimit::try_from_money(yuan("100.00"), currency("CNY")).unwrap();
        book.agree_limit(key(customer), limit).unwrap();
        let number = document(&format!("I{customer}"));
        let invoice = Invoice::new(number, date(90), date(due), yuan(amount));
        book.record(key(customer), invoice).unwrap();
    }
    let area = |off: &[Arm]| {
        let mut draft = PolicyDraft::default();
        draft.debt.off = off.iter().copied().collect();
        let (policy, days) = (Policy::try_from(draft).unwrap(), [on(100)]);
        let request = BacktestRequest { policies: &[&policy], days: &days, rules: &[Rule::Debt] };
        let of_first = |_: &Book, key: CustomerKey, _: AsOf| {
            if key.position() == 0 { Hindsight::CameTrue } else { Hindsight::DidNot }
        };
        let found = Backtest::run(&book, &request, of_first).unwrap();
        found.figures(0, Rule::Debt).unwrap().area.area().map(|it| it.to_string())
    };
    assert_eq!(area(&[Arm::Ageing]).as_deref(), Some("1"));
    assert_eq!(area(&[Arm::Utilisation]).as_deref(), Some("0"));
    let neither = area(&[Arm::Utilisation, Arm::Ageing]);
    assert_eq!(neither, None, "a limit is agreed, so that no arm is left to judge");
}

/// A fault that was found: without an invoice nobody ranked, until one came later.
#[test]
fn what_is_owed_without_an_invoice_ranks_and_a_later_invoice_changes_nothing() {
    let ranks = |later: bool| {
        let mut book = book(&[vec![0], vec![0]]);
        let limit = CreditLimit::try_from_money(yuan("100.00"), currency("CNY")).unwrap();
        book.agree_limit(key(0), limit).unwrap();
        let refund = Payment::new(document("R"), date(99), yuan("50.00"));
        book.record(key(0), refund.of_kind(SettlementKind::Refunded)).unwrap();
        if later {
            let invoice = Invoice::new(document("I"), date(200), date(230), yuan("1.00"));
            book.record(key(0), invoice).unwrap();
        }
        let (policy, days) = (Policy::default(), [on(100)]);
        let request = BacktestRequest { policies: &[&policy], days: &days, rules: &[Rule::Debt] };
        let of_first = |_: &Book, key: CustomerKey, _: AsOf| {
            if key.position() == 0 { Hindsight::CameTrue } else { Hindsight::DidNot }
        };
        let found = Backtest::run(&book, &request, of_first).unwrap();
        found.figures(0, Rule::Debt).unwrap().area.area().map(|it| it.to_string())
    };
    assert_eq!(ranks(false).as_deref(), Some("1"));
    assert_eq!(ranks(true).as_deref(), Some("1"));
}
