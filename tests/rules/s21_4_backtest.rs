//! S21.4: past days judged again and held against what came after them, and the lists of calls
//! whose precision they bear out.

use guanxi::account::{CustomerTerm, FactKind, FactName};
use guanxi::backtest::{
    AlertBudget, Backtest, BacktestRequest, BudgetCall, Capacity, Hindsight, NoOrderWithin,
    PastLists, RuleTally, Sightings, StatedPrecision,
};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, WorkCalendarDraft};
use guanxi::customer::Customer;
use guanxi::feed::{Feed, FeedGap, FeedStatement};
use guanxi::id::CustomerKey;
use guanxi::lapse::PurchaseStatus;
use guanxi::lifecycle::Reason;
use guanxi::measure::Ratio;
use guanxi::money::Amount;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::trade::Sale;
use guanxi::warning::{Level, Outcome, Rule};

use crate::given::{as_of, currency, day, yuan};

const BEGIN: &str = "2024-01-01";

/// A day of the tests, by its number.
fn date(number: i32) -> Day {
    day(BEGIN).offset(number)
}

fn on(number: i32) -> AsOf {
    AsOf::new(date(number))
}

/// A book of customers that order on these days, in the order of their keys.
#[track_caller]
fn book(orders: &[Vec<i32>]) -> Book {
    let mut book = Book::new(currency("CNY"));
    for (number, days) in orders.iter().enumerate() {
        let key = book.register(Customer::new(format!("C{number:03}").parse().unwrap())).unwrap();
        for day in days {
            orders_on(&mut book, key, *day);
        }
    }
    book
}

#[track_caller]
fn orders_on(book: &mut Book, key: CustomerKey, number: i32) {
    let document = format!("{}-{number}", key.position()).parse().unwrap();
    book.record(key, Sale::new(document, date(number), yuan("100.00"))).unwrap();
}

fn key(number: u32) -> CustomerKey {
    CustomerKey::from_position(number)
}

fn ended() -> CustomerTerm {
    CustomerTerm::Ended(Some(Reason::try_new("closed").unwrap()))
}

fn every(gap: i32, from: i32, to: i32) -> Vec<i32> {
    (from..=to).step_by(usize::try_from(gap).unwrap()).collect()
}

fn no_order(known: i32) -> NoOrderWithin {
    NoOrderWithin { days: 90.try_into().unwrap(), known: on(known) }
}

#[track_caller]
fn tested(book: &Book, days: &[i32], known: i32) -> Backtest {
    let days: Vec<AsOf> = days.iter().map(|it| on(*it)).collect();
    let request =
        BacktestRequest { policies: &[&Policy::default()], days: &days, rules: &Rule::ALL };
    let outcome = no_order(known);
    Backtest::run(book, &request, |book, key, t| outcome.hindsight(book, key, t)).unwrap()
}

fn loss(backtest: &Backtest) -> RuleTally {
    backtest.total(0, Rule::Loss)
}

#[test]
fn an_order_in_the_days_after_says_did_not_and_none_says_came_true() {
    let came =
        |next: i32, known: i32| no_order(known).hindsight(&book(&[vec![0, next]]), key(0), on(10));
    assert_eq!(came(100, 300), Hindsight::DidNot, "on the last of the 90 days");
    assert_eq!(came(101, 300), Hindsight::CameTrue, "on the day after them");
    assert_eq!(came(10, 300), Hindsight::CameTrue, "an order of the day itself is none after it");
    assert_eq!(came(11, 12), Hindsight::DidNot, "known as soon as it is seen");
}

#[test]
fn days_that_are_not_over_are_unknowable() {
    let silent = book(&[vec![0]]);
    let by = |known| no_order(known).hindsight(&silent, key(0), on(10));
    assert_eq!(
        [by(99), by(100), by(101)],
        [Hindsight::Unknowable, Hindsight::CameTrue, Hindsight::CameTrue]
    );
    let later = book(&[vec![0, 50]]);
    let by = |known| no_order(known).hindsight(&later, key(0), on(10));
    assert_eq!([by(49), by(50)], [Hindsight::Unknowable, Hindsight::DidNot]);
}

#[test]
fn who_was_merged_since_is_judged_by_its_own_orders_and_who_ended_is_gone() {
    let mut merged = book(&[vec![0, 7], vec![0, 7, 14]]);
    merged.customers_mut().merge(key(0), key(1), date(20)).unwrap();
    assert_eq!(no_order(200).hindsight(&merged, key(0), on(10)), Hindsight::CameTrue);
    assert_eq!(no_order(200).hindsight(&merged, key(1), on(10)), Hindsight::DidNot);
    let mut gone = book(&[vec![0, 7]]);
    gone.state(key(0), date(20), ended()).unwrap();
    assert_eq!(no_order(200).hindsight(&gone, key(0), on(10)), Hindsight::CameTrue);
    let nobody = no_order(200).hindsight(&gone, key(9), on(10));
    assert_eq!(nobody, Hindsight::Unknowable, "not in the book");
}

/// Weekly buyers: one stays, one stops, one pauses for 100 days.
fn three() -> Book {
    let pause = [every(7, 0, 140), every(7, 240, 500)].concat();
    book(&[every(7, 0, 500), every(7, 0, 140), pause])
}

#[test]
fn verdicts_are_those_of_the_review_of_the_day() {
    let book = three();
    for number in [0, 100, 141, 230, 400] {
        let policy = Policy::default();
        let review = book.review(on(number), &policy).unwrap();
        let backtest = tested(&book, &[number], 500);
        for rule in Rule::ALL {
            for outcome in [Outcome::NoData, Outcome::NotApplicable, Outcome::Clear]
                .into_iter()
                .chain(Level::ALL.map(Outcome::Breach))
            {
                let said = review.outcomes(rule).iter().filter(|it| **it == outcome).count();
                let counted = backtest.total(0, rule).standing(outcome).all();
                assert_eq!(counted, said as u64, "{rule} {outcome} on {number}");
            }
        }
    }
}

#[test]
fn what_comes_later_changes_no_verdict() {
    let days = every(30, 30, 240);
    let mut book = book(&[every(7, 0, 240), every(7, 0, 140), vec![0, 200]]);
    let verdicts = |book: &Book| {
        let backtest = tested(book, &days, 240);
        let of = |outcome| loss(&backtest).standing(outcome);
        Level::ALL.map(|it| of(Outcome::Breach(it))).map(Sightings::all)
    };
    let before = verdicts(&book);
    for later in 241..300 {
        orders_on(&mut book, key(1), later);
    }
    assert_eq!(verdicts(&book), before);
    assert!(before.iter().sum::<u64>() > 0, "{before:?}");
}

#[test]
fn a_version_that_is_learnt_later_changes_the_verdicts_of_later_days_alone() {
    // A weekly buyer until day 140, and one order of day 230, void from day 241 on.
    let mut book = book(&[[every(7, 0, 140), vec![230]].concat(), every(7, 0, 240)]);
    let levels = |book: &Book| {
        let tested = tested(book, &[240, 241], 400);
        let raised = |day: usize| tested.days(0)[day].rules.loss.standing_from(Level::Watch).all();
        [raised(0), raised(1)]
    };
    assert_eq!(levels(&book), [0, 0]);
    let name = FactName::new(FactKind::Sale, "0-230");
    book.revise(key(0), &name, date(241), None).unwrap();
    assert_eq!(levels(&book), [0, 1]);
    // Learnt on day 241, an order of day 235 makes up for it from then on.
    let sale = Sale::new("late".parse().unwrap(), date(235), yuan("100.00"));
    book.record_known(key(0), sale, date(241)).unwrap();
    assert_eq!(levels(&book), [0, 0]);
}

#[test]
fn raised_true_and_missed_add_up() {
    // On day 230 one that stopped and one that pauses are raised; the first never comes back.
    let tally = loss(&tested(&three(), &[230], 500));
    let raised = tally.standing_from(Level::Watch);
    assert_eq!((raised.came_true, raised.did_not, raised.unknowable), (1, 1, 0));
    assert_eq!(tally.precision(Level::Watch).unwrap().to_string(), "1 of 2");
    assert_eq!(tally.recall(Level::Watch).unwrap().to_string(), "1 of 1");
    // On day 143 nobody is raised, and one is gone already.
    let tally = loss(&tested(&three(), &[143], 500));
    assert_eq!(tally.standing_from(Level::Watch).all(), 0);
    assert_eq!(tally.missed(Level::Watch), 2, "the pause is longer than 90 days");
    assert_eq!(tally.recall(Level::Watch).unwrap().to_string(), "0 of 2");
    assert_eq!(tally.judged().all(), 3);
}

#[test]
fn a_level_is_announced_when_the_day_before_had_none_as_high() {
    let book = book(&[every(7, 0, 140)]);
    let backtest = tested(&book, &[200, 140, 200, 170, 320, 330], 600);
    let days: Vec<Day> = backtest.days(0).iter().map(|it| it.as_of.day()).collect();
    assert_eq!(days, [140, 170, 200, 320, 330].map(date), "in order, each once");
    let announced = |day: usize| {
        let tally = backtest.days(0)[day].rules.get(Rule::Loss);
        Level::ALL.iter().map(|it| tally.announced(*it).all()).sum::<u64>()
    };
    assert_eq!(announced(0), 0, "the first day is the beginning");
    let all: u64 = (1..5).map(announced).sum();
    let levels: Vec<Option<Level>> =
        backtest.days(0).iter().map(|it| level(&it.rules.loss)).collect();
    let rises = levels.windows(2).filter(|two| two[1] > two[0]).count();
    assert_eq!(all, rises as u64, "{levels:?}");
    assert!(rises > 0);
}

/// The level of the only customer.
fn level(tally: &RuleTally) -> Option<Level> {
    Level::ALL.into_iter().find(|it| tally.standing(Outcome::Breach(*it)).all() > 0)
}

#[test]
fn counts_stand_apart_by_the_status_of_the_day() {
    let book = book(&[every(7, 0, 700), vec![650], every(7, 0, 140)]);
    let tally = loss(&tested(&book, &[700], 700));
    let of = |status| tally.among(status);
    let all = |tally: RuleTally| {
        let outcomes = [Outcome::NotApplicable, Outcome::Clear];
        let outcomes = outcomes.into_iter().chain(Level::ALL.map(Outcome::Breach));
        outcomes.map(|it| tally.standing(it).all()).sum::<u64>()
    };
    let statuses = [PurchaseStatus::Active, PurchaseStatus::BoughtOnce, PurchaseStatus::Lost];
    assert_eq!(statuses.map(|it| all(of(it))), [1, 1, 1]);
}

#[test]
fn the_status_of_a_past_day_goes_by_own_days_as_its_review_does() {
    // Orders 400 days apart, of which we were closed on 150: the usual gap of own days is shorter.
    let book = book(&[vec![0, 400, 800]]);
    let closed = [100..250, 500..650];
    let holidays = closed.into_iter().flatten().map(date).collect();
    let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
    let policy = Policy::try_from(PolicyDraft::default().with_calendar(calendar)).unwrap();
    // (60 + 500) / 3 own days are 186 and a third, so lost after 373 days; by all days after 573.
    for (t, status) in [(1_173, PurchaseStatus::Active), (1_174, PurchaseStatus::Lost)] {
        let request = BacktestRequest { policies: &[&policy], days: &[on(t)], rules: &Rule::ALL };
        let tested = Backtest::run(&book, &request, |_, _, _| Hindsight::CameTrue).unwrap();
        assert_eq!(book.review(on(t), &policy).unwrap().statuses(), [status]);
        let outcome = book.review(on(t), &policy).unwrap().outcomes(Rule::Loss)[0];
        assert_eq!(loss(&tested).among(status).standing(outcome).all(), 1, "{t}");
    }
}

#[test]
fn nobody_is_lost_on_a_past_day_of_which_sales_are_missing_as_in_its_review() {
    let mut book = book(&[every(7, 0, 140), every(7, 0, 700)]);
    let complete = FeedStatement::Complete { feed: Feed::Sales, to: date(600) };
    book.feed_statements_mut().state(date(600), complete).unwrap();
    let usual = Policy::default();
    let mut draft = PolicyDraft::default();
    draft.loss.lost = None;
    let nobody = Policy::try_from(draft).unwrap();
    for (t, lost) in [(600, 1), (700, 0)] {
        for policy in [&usual, &nobody] {
            let request =
                BacktestRequest { policies: &[policy], days: &[on(t)], rules: &Rule::ALL };
            let tested = Backtest::run(&book, &request, |_, _, _| Hindsight::CameTrue).unwrap();
            let among = loss(&tested).among(PurchaseStatus::Lost);
            let outcomes = [Outcome::NoData, Outcome::NotApplicable, Outcome::Clear];
            let outcomes = outcomes.into_iter().chain(Level::ALL.map(Outcome::Breach));
            let counted: u64 = outcomes.map(|it| among.standing(it).all()).sum();
            assert_eq!(counted, lost, "{t}");
        }
        let review = book.review(on(t), &usual).unwrap();
        let said = review.statuses().iter().filter(|it| **it == PurchaseStatus::Lost).count();
        assert_eq!(said as u64, lost, "{t}");
    }
}

#[test]
fn policies_are_judged_side_by_side() {
    let strict = Policy::default();
    let book = three();
    let request =
        BacktestRequest { policies: &[&strict, &strict], days: &[on(230)], rules: &Rule::ALL };
    let backtest = Backtest::run(&book, &request, |_, _, _| Hindsight::Unknowable).unwrap();
    assert_eq!(backtest.days(0), backtest.days(1));
    assert!(backtest.days(2).is_empty());
    assert_eq!(backtest.total(0, Rule::Loss).share_true(Outcome::Clear).unwrap().whole(), 0);
}

fn budget(book: &Book, t: i32, at_most: usize) -> AlertBudget {
    // The pauses of these customers are no seasons.
    let mut draft = PolicyDraft::default();
    draft.progress.season = None;
    let policy = Policy::try_from(draft).unwrap();
    AlertBudget::from_review(&book.review(on(t), &policy).unwrap(), at_most)
}

#[track_caller]
fn borne_out(book: &Book, t: i32, at_most: usize) -> PastLists {
    let precision = budget(book, t, at_most).precision;
    let StatedPrecision::BorneOut(lists) = precision else { panic!("{precision}") };
    lists
}

#[test]
fn neither_lost_nor_bought_once_nor_ended_are_called() {
    let mut book = book(&[
        every(7, 0, 990),
        every(7, 0, 900),
        vec![800],
        every(7, 0, 600),
        every(7, 0, 900),
        vec![],
    ]);
    book.state(key(4), date(950), ended()).unwrap();
    let budget = budget(&book, 1000, 10);
    let called: Vec<CustomerKey> = budget.calls.iter().map(|it| it.customer).collect();
    assert_eq!(called, [key(1), key(0)], "the longest silence first");
    assert_eq!((budget.active, budget.threshold.called), (2, 2));
    assert!(budget.calls[0].no_order > budget.calls[1].no_order);
}

#[test]
fn equals_are_called_together_or_not_at_all() {
    let book = book(&[every(7, 0, 990), every(7, 0, 900), every(7, 0, 900)]);
    let called = |at_most| budget(&book, 1000, at_most).calls.len();
    assert_eq!([0, 1, 2, 3].map(called), [0, 0, 2, 3]);
}

#[test]
fn a_past_day_has_365_days_of_facts_before_it_and_its_horizon_behind_it() {
    let book = book(&[every(7, 0, 1000), every(7, 3, 400)]);
    let precision = budget(&book, 364 + 90, 1).precision;
    assert_eq!(precision, StatedPrecision::HistoryTooShort { from: Some(date(365 + 90)) });
    assert_eq!(
        precision.to_string(),
        "the history is too short: the first past day to learn from is known on 2025-03-31"
    );
    let lists = borne_out(&book, 365 + 90, 1);
    assert_eq!((lists.lists, lists.first, lists.last), (1, date(365), date(365)));
    let nobody = budget(&Book::new(currency("CNY")), 400, 1).precision;
    assert_eq!(nobody.to_string(), "the history is too short: nobody has bought");
}

#[test]
fn past_days_are_whole_weeks_apart_at_most_thirteen_within_a_year() {
    let book = book(&[every(7, 0, 2000), every(7, 3, 2000)]);
    let days = |t| {
        let it = borne_out(&book, t, 1);
        (it.lists, it.last.days_since(it.first))
    };
    // With the day of the latest list: 6 and 7 days, 12 and 13 weeks, a year after the first.
    assert_eq!([365 + 90 + 6, 365 + 90 + 7].map(days), [(1, 0), (2, 7)]);
    assert_eq!([365 + 90 + 84, 365 + 90 + 91].map(days), [(13, 84), (7, 84)]);
    assert_eq!([365 + 90 + 364, 1900].map(days), [(11, 350); 2]);
}

#[test]
fn past_lists_are_as_long_in_number_and_in_share() {
    // Ten weekly buyers, joined by ten more after the past day: 4 of 20 are called as 4 of 10.
    let old = (0..10).map(|it| every(7, it, 460));
    let new = (0..10).map(|it| every(7, 380 + it, 460));
    let grown = book(&old.clone().chain(new).collect::<Vec<_>>());
    assert_eq!(borne_out(&grown, 460, 4).calls.all(), 4);
    // Twenty, of whom ten have ended since: 4 of 10 are called as 8 of 20.
    let mut shrunk = book(&(0..20).map(|it| every(7, it, 460)).collect::<Vec<_>>());
    for number in 10..20 {
        shrunk.state(key(number), date(456), ended()).unwrap();
    }
    assert_eq!(borne_out(&shrunk, 460, 4).calls.all(), 8);
}

#[test]
fn a_horizon_with_missing_sales_bears_nothing_out() {
    let mut book = book(&[every(7, 0, 1000), every(7, 3, 1000)]);
    let gap = |from, to| FeedGap::try_new(Feed::Sales, date(from), date(to)).unwrap();
    assert_eq!(borne_out(&book, 365 + 90 + 7, 1).lists, 2);
    // The day after the horizon of the earlier list is the last of the later one.
    let late = gap(365 + 90 + 1, 365 + 90 + 1);
    book.feed_statements_mut().state_for_all_days(FeedStatement::Gap(late)).unwrap();
    let lists = borne_out(&book, 365 + 90 + 7, 1);
    assert_eq!((lists.lists, lists.last), (1, date(365)));
    let early = gap(366, 366);
    book.feed_statements_mut().state_for_all_days(FeedStatement::Gap(early)).unwrap();
    let precision = budget(&book, 365 + 90 + 7, 1).precision;
    assert_eq!(precision, StatedPrecision::SalesMissing { gap: late });
    assert_eq!(
        precision.to_string(),
        "no past day can be learnt from: gap of sales from 2025-04-01 to 2025-04-01"
    );
}

#[test]
fn a_horizon_ends_with_the_day_up_to_which_sales_are_complete() {
    let mut book = book(&[every(7, 0, 460), every(7, 3, 460)]);
    let complete = |to| FeedStatement::Complete { feed: Feed::Sales, to: date(to) };
    let t = 365 + 90 + 2;
    book.feed_statements_mut().state(date(t), complete(365 + 90)).unwrap();
    assert_eq!(borne_out(&book, t, 1).last, date(365));
    book.feed_statements_mut().state(date(t), complete(364 + 90)).unwrap();
    let precision = budget(&book, t, 1).precision;
    assert_eq!(precision, StatedPrecision::HistoryTooShort { from: Some(date(365 + 90)) });
}

/// Three hundred customers that order eight times within weeks and pause for 100 to 220 days; a
/// third of them does not come back after some of these pauses. The model knows no pause.
fn with_pauses() -> Book {
    let orders = |number: i32| {
        let last = if number % 3 == 0 { 2 + number / 3 % 7 } else { i32::MAX };
        let (mut day, mut round, mut days) = (number * 7 % 90, 0, Vec::new());
        while day < 1_200 && round < last {
            days.extend((0..8).map(|it| day + 5 * it));
            day += 140 + (number * 37 + round * 53) % 120;
            round += 1;
        }
        days
    };
    book(&(0..300).map(orders).collect::<Vec<_>>())
}

#[test]
fn s6_a_list_states_what_past_days_bear_out_and_not_the_tail_of_the_model() {
    let book = with_pauses();
    let percent = |part: u64, whole: u64| i64::try_from(part * 100 / whole).unwrap();
    for (t, at_most) in [(900, 30), (900, 60), (1000, 30), (1000, 60)] {
        let AlertBudget { calls, precision, .. } = budget(&book, t, at_most);
        let outcome = no_order(1_200);
        let seen = calls.iter().map(|it| outcome.hindsight(&book, it.customer, on(t)));
        let came_true = seen.filter(|it| *it == Hindsight::CameTrue).count();
        let real = percent(came_true as u64, calls.len() as u64);
        let model: u64 = calls.iter().map(|it| it.no_order.parts_per_trillion()).sum();
        let model = percent(model, calls.len() as u64 * 1_000_000_000_000);
        let StatedPrecision::BorneOut(lists) = precision else { panic!("{precision}") };
        let stated = lists.share_true().unwrap();
        let stated = percent(stated.part().into(), stated.whole().into());
        assert!(model > real + 30, "the model's own tail: {model}, real {real}");
        assert!((stated - real).abs() <= 10, "stated {stated}, real {real}, {precision}");
    }
}

#[test]
fn by_a_capacity_those_are_called_whose_value_at_risk_saves_more_than_a_call_costs() {
    let book = with_pauses();
    let mut draft = PolicyDraft::default();
    draft.progress.season = None;
    let policy = Policy::try_from(draft).unwrap();
    let review = book.review(on(900), &policy).unwrap();
    let within = |calls_per_week: u32, cost: i128, saved| {
        let cost_per_call = Amount::from_minor(i64::try_from(cost).unwrap());
        let saved = Ratio::from_percent(saved);
        AlertBudget::from_capacity(&review, Capacity { calls_per_week, cost_per_call, saved })
    };
    let all = AlertBudget::from_review(&review, 300);
    assert_eq!(within(300, 0, 100).calls, all.calls, "a call that costs nothing");
    let at_risk = |it: &BudgetCall| {
        let row = review.customers().iter().position(|key| *key == it.customer).unwrap();
        review.values_at_risk()[row].minor()
    };
    let half = at_risk(&all.calls[10]) / 2;
    for cost in [half - 1, half, half + 1] {
        let found = within(300, cost, 50);
        // Half of what is at risk, rounded down, is saved.
        let worth_it = all.calls.iter().filter(|it| at_risk(it) / 2 > cost);
        assert_eq!(found.calls, worth_it.copied().collect::<Vec<_>>(), "{cost}");
        assert_eq!(found.active, found.calls.len());
    }
    let few = within(12, half, 50);
    let lists = |budget: &AlertBudget| match budget.precision {
        StatedPrecision::BorneOut(lists) => lists.calls.all(),
        _ => panic!("{}", budget.precision),
    };
    assert!(few.calls.len() <= 12 && few.calls.iter().all(|it| at_risk(it) / 2 > half));
    assert!(lists(&few) > 0 && lists(&few) < lists(&all));
}

#[test]
fn lists_whose_horizons_overlap_count_as_one_in_the_interval() {
    let book = with_pauses();
    // 2 lists a week apart say no more than one of them.
    let precision = budget(&book, 365 + 90 + 7, 40).precision;
    let StatedPrecision::BorneOut(lists) = precision else { panic!("{precision}") };
    assert_eq!((lists.lists, lists.calls.all()), (2, 80), "{precision}");
    let known = lists.share_true().unwrap();
    let alone = guanxi::measure::Proportion::try_new(known.part().div_ceil(2), 40).unwrap();
    assert_eq!(lists.interval(), alone.interval(), "{precision}");
    assert!(precision.to_string().contains("2 lists from 2024-12-31 to 2025-01-07"), "{precision}");
    let none = budget(&book, 365 + 90, 0).precision;
    assert_eq!(none.to_string(), "nobody is called");
    assert_eq!(as_of(BEGIN).day(), date(0));
}
