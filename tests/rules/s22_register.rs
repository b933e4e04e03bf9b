//! S22: the register of a book: one open case for each rule of a customer, kept, read back and
//! counted.

mod baseline;
mod coming_days;
mod events;
mod figures;
mod numbers;
#[cfg(feature = "serde")]
mod read_back;
mod saved;
mod silences;
mod timeline;
#[cfg(feature = "serde")]
mod written_before;

use guanxi::book::Book;
use guanxi::casework::{
    CaseStatus, CaseStep, CustomerContext, Effect, Evaluations, Input, Notice, Register,
    RegisterError, Spending, Watermarks,
};
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::CustomerKey;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice};
use guanxi::review::StepContext;
use guanxi::segment::Class;
use guanxi::trade::{Plan, Sale};
use guanxi::warning::Level::{Critical, Warning, Watch};
use guanxi::warning::{ByRule, Hysteresis, Level, Outcome, Rule};

use crate::given::{day, document, month, yuan};
use crate::s22_given::{
    Office, WELL, accept, cause, complete, d, dismiss, ill, key, key_of, plan, policy, raised,
    reset, said, t, who,
};

// Through the review of a book

#[track_caller]
fn registered(book: &mut Book, name: &str) -> CustomerKey {
    book.register(Customer::new(name.parse().unwrap())).unwrap()
}

#[track_caller]
fn spent(book: &mut Book, at: CustomerKey, number: &str, on: i32, amount: &str) {
    book.record(at, Expense::new(document(number), d(on), yuan(amount))).unwrap();
}

#[test]
fn a_book_is_told_to_a_register_and_what_is_new_comes_out() {
    let mut book = Book::new("CNY".parse().unwrap());
    let (li, wu) = (registered(&mut book, "Li"), registered(&mut book, "Wu"));
    for (at, number, due) in [(li, "I1", -15), (wu, "I2", 0)] {
        let invoice = Invoice::new(document(number), d(-40), d(due), yuan("100"));
        book.record(at, invoice).unwrap();
    }
    let (policy, cases) = (Policy::default(), policy(|_| ()));
    let mut register = Register::begun_empty(t(-1));
    let mut tell = |number, on| {
        let review = book.review(t(on), &policy).unwrap();
        review.step(&mut register, number, &StepContext::default(), &cases).unwrap()
    };
    // No limit is agreed with either: a warning; fifteen days past due is no more than that.
    let both = [said(0, Rule::Debt, raised(Warning)), said(1, Rule::Debt, raised(Warning))];
    assert_eq!(tell(1, 0), both);
    assert_eq!(tell(1, 0), [Notice::Repeated { number: 1, on: d(0) }]);
    assert_eq!(tell(2, 0), [], "another look on the same day");
    let rises = Effect::Escalated { from: Warning, to: Critical };
    assert!(tell(3, 15).contains(&said(0, Rule::Debt, rises)), "thirty days past due");
}

#[test]
fn rules_that_count_a_period_speak_of_it_since_its_share_has_elapsed() {
    let mut book = Book::new("CNY".parse().unwrap());
    let li = registered(&mut book, "Li");
    book.record(li, Sale::new(document("S1"), d(-1), yuan("80"))).unwrap();
    let mut draft = PolicyDraft::default();
    let since = |draft: &PolicyDraft, on: &str| {
        let policy = Policy::try_from(draft.clone()).unwrap();
        book.review(on.parse().unwrap(), &policy).unwrap().evaluations().speaks_since
    };
    let both =
        |on: &str| ByRule { progress: Some(day(on)), expense: Some(day(on)), ..ByRule::default() };
    // 23 of 90 days are more than a quarter of them, 22 are not; of 91, too.
    for on in ["2026-01-01", "2026-01-22", "2026-01-23", "2026-03-31"] {
        assert_eq!(since(&draft, on), both("2026-01-23"), "{on}");
    }
    assert_eq!(since(&draft, "2026-04-01"), both("2026-04-23"));
    draft.progress.least_elapsed = "0%".parse().unwrap();
    draft.expense.least_elapsed = "100%".parse().unwrap();
    let ends = ByRule { expense: Some(day("2026-03-31")), ..both("2026-01-01") };
    assert_eq!(since(&draft, "2026-02-05"), ends);
}

#[test]
fn a_level_that_nothing_raises_any_more_is_kept_for_a_reason() {
    let mut book = Book::new("CNY".parse().unwrap());
    let (li, wu) = (registered(&mut book, "Li"), registered(&mut book, "Wu"));
    let limit = CreditLimit::try_from_money(yuan("100"), book.currency()).unwrap();
    book.agree_limit(li, limit).unwrap();
    book.record(li, Invoice::new(document("I1"), d(-1), d(30), yuan("78"))).unwrap();
    for (number, on) in [("S1", -400), ("S2", -370), ("S3", -1)] {
        book.record(wu, Sale::new(document(number), d(on), yuan("50"))).unwrap();
    }
    let policy = Policy::default();
    let review = book.review(t(0), &policy).unwrap();
    let why = |customer: CustomerKey, rule, level| {
        review.hysteresis(key(customer.position(), rule), level)
    };
    // Raised above 80%, cleared below 75%; a warning is long past its own.
    assert_eq!(why(li, Rule::Debt, Watch), Some(Hysteresis::Thresholds));
    assert_eq!(why(li, Rule::Debt, Warning), None, "nothing keeps it");
    assert_eq!(why(wu, Rule::Loss, Critical), Some(Hysteresis::SecondOrder));
    assert_eq!(why(wu, Rule::Progress, Critical), None, "it clears where it raises");
    assert_eq!(why(CustomerKey::from_position(9), Rule::Loss, Watch), None, "nobody");
    // What is raised needs no other reason; nor does who has ordered a second time.
    let silent = book.review(t(320), &policy).unwrap();
    assert_eq!(silent.hysteresis(key(wu.position(), Rule::Loss), Warning), None);
    book.record(wu, Sale::new(document("S4"), d(3), yuan("50"))).unwrap();
    let back = book.review(t(3), &policy).unwrap();
    assert_eq!(back.hysteresis(key(wu.position(), Rule::Loss), Critical), None);
}

#[test]
fn customers_on_hold_are_known_by_their_keys() {
    let mut book = Book::new("CNY".parse().unwrap());
    for name in ["Li", "Wu"] {
        let at = registered(&mut book, name);
        book.record(at, Sale::new(document(&format!("S-{name}")), d(-1), yuan("80"))).unwrap();
        book.record(at, Plan::new(month("2026-01"), yuan("100"))).unwrap();
    }
    let (policy, cases) = (Policy::default(), policy(|_| ()));
    let mut register = Register::begun_empty(t(-1));
    let on_hold = [CustomerKey::from_position(1)];
    let beside = StepContext { on_hold: &on_hold, ..StepContext::default() };
    let review = book.review(t(0), &policy).unwrap();
    let notices = review.step(&mut register, 1, &beside, &cases).unwrap();
    let hint = Effect::CauseSuggested("supplier_hold".parse().unwrap());
    let all = [
        said(0, Rule::Progress, raised(Warning)),
        said(1, Rule::Progress, raised(Warning)),
        said(1, Rule::Progress, hint),
    ];
    assert_eq!(notices, all);
}

#[test]
fn an_expense_warning_stops_spending_until_it_is_adjusted() {
    let mut book = Book::new("CNY".parse().unwrap());
    let li = registered(&mut book, "Li");
    book.record(li, Budget::new(month("2026-01"), yuan("100"))).unwrap();
    spent(&mut book, li, "X1", -30, "105");
    let (policy, cases) = (Policy::default(), policy(|_| ()));
    let mut register = Register::default();
    let mut number = 0;
    let mut tell = |book: &Book, register: &mut Register, on| {
        number += 1;
        let review = book.review(t(on), &policy).unwrap();
        review.step(register, number, &StepContext::default(), &cases).unwrap()
    };
    tell(&book, &mut register, 0);
    let expense = key(0, Rule::Expense);
    let case = register.episode(expense).and_then(|it| it.open_case()).unwrap();
    assert_eq!(case.level(), Warning, "nothing is bought, and spent all the same");
    let stopped = Spending::Stopped { level: Warning, since: d(0), status: CaseStatus::New };
    assert_eq!(register.spending(li, &cases), stopped);
    assert_eq!(register.spending(CustomerKey::from_position(9), &cases), Spending::Allowed);
    // Something is bought: the budget is exceeded, but not by a tenth.
    book.record(li, Sale::new(document("S1"), d(1), yuan("1000"))).unwrap();
    tell(&book, &mut register, 1);
    let case = register.episode(expense).and_then(|it| it.open_case()).unwrap();
    assert_eq!((case.level(), register.spending(li, &cases)), (Watch, Spending::Allowed));
    spent(&mut book, li, "X2", 2, "6");
    tell(&book, &mut register, 2);
    assert_ne!(register.spending(li, &cases), Spending::Allowed, "more than a tenth");
}

// What stops spending, and what ends it

#[track_caller]
fn with_expense(level: Level) -> Office {
    let mut office = Office::new(policy(|_| ()));
    office.reviews(0, &[ill([(Rule::Expense, level)])]);
    office
}

fn is_stopped(office: &Office) -> bool {
    office.register.spending(CustomerKey::from_position(0), &office.policy) != Spending::Allowed
}

#[test]
fn spending_is_stopped_from_the_level_of_the_policy_on() {
    assert!(!is_stopped(&with_expense(Watch)));
    assert!(is_stopped(&with_expense(Warning)));
    assert!(is_stopped(&with_expense(Critical)));
}

#[test]
fn spending_is_stopped_until_the_case_is_resolved_accepted_or_over() {
    let at = key(0, Rule::Expense);
    let mut office = with_expense(Warning);
    for step in [CaseStep::Acknowledge, CaseStep::Investigate, cause("unapproved"), plan("audit")] {
        office.does(0, at, step);
        assert!(is_stopped(&office));
    }
    office.clone().does(0, at, complete(0));
    let mut resolved = office.clone();
    resolved.does(0, at, complete(0));
    assert!(!is_stopped(&resolved));
    resolved.reviews(0, &[WELL]);
    resolved.reviews(1, &[ill([(Rule::Expense, Warning)])]);
    assert!(is_stopped(&resolved), "it came back");
    let mut accepted = office;
    accepted.does(0, at, accept(9));
    accepted.reviews(9, &[ill([(Rule::Expense, Warning)])]);
    assert!(!is_stopped(&accepted));
    accepted.reviews(10, &[ill([(Rule::Expense, Warning)])]);
    assert!(is_stopped(&accepted), "the accepted risk is over");
    let mut dismissed = with_expense(Warning);
    dismissed.does(0, at, dismiss());
    assert!(!is_stopped(&dismissed));
}

#[test]
fn spending_stays_stopped_when_the_condition_clears_and_nobody_has_adjusted_anything() {
    let mut office = with_expense(Warning);
    office.reviews(1, &[WELL]);
    assert!(is_stopped(&office));
}

// One open case for each key

#[test]
fn nothing_is_raised_twice_however_often_it_is_looked_at() {
    let mut office = Office::new(policy(|_| ()));
    let row = ill(Rule::ALL.map(|rule| (rule, Watch)));
    assert_eq!(office.reviews(0, &[row, row]).len(), 10);
    for _ in 0..3 {
        assert_eq!(office.reviews(0, &[row, row]), []);
    }
    let open: Vec<_> = office.register.open().map(|(key, _)| key).collect();
    let all: Vec<_> = (0..2).flat_map(|at| Rule::ALL.map(|rule| key(at, rule))).collect();
    assert_eq!(open, all, "by customer and rule");
}

#[test]
fn customers_of_which_nothing_is_to_be_said_take_no_room() {
    let mut office = Office::new(policy(|it| it.conditions.debt.timing.watch.raise_after = 2));
    office.reviews(0, &[WELL, ill([(Rule::Debt, Watch)])]);
    assert_eq!(office.register.episodes().count(), 1, "pending");
    assert_eq!(office.register.open().count(), 0);
    office.reviews(1, &[WELL, WELL]);
    assert_eq!(office.register.episodes().count(), 0);
}

#[test]
fn days_pass_for_customers_that_are_no_longer_reviewed() {
    let mut office = Office::new(policy(|_| ()));
    let row = ill([(Rule::Debt, Warning)]);
    office.reviews_some(0, &[(3, row), (5, row)]);
    let reminded = said(3, Rule::Debt, Effect::Reminder(0));
    assert_eq!(office.reviews_some(1, &[(4, WELL), (5, row)])[0], reminded);
    let missed = Effect::DeadlineMissed(guanxi::casework::Deadline::Acknowledge);
    let notices = office.reviews_some(3, &[(4, WELL)]);
    assert!(notices.contains(&said(3, Rule::Debt, missed.clone())));
    assert!(notices.contains(&said(5, Rule::Debt, missed)));
    let kept = office.register.episode(key(3, Rule::Debt)).unwrap();
    assert_eq!(kept.condition().phase().level(), Some(Warning), "and nothing clears");
    office.does(3, key(3, Rule::Debt), dismiss());
    assert_eq!(office.register.open().count(), 1);
}

// Refusals

#[track_caller]
fn columns(register: &mut Register, keys: &[u32], debt: usize) -> RegisterError {
    let customers: Vec<_> = keys.iter().map(|at| CustomerKey::from_position(*at)).collect();
    let (clear, debts) = (vec![Outcome::Clear; keys.len()], vec![Outcome::Clear; debt]);
    let outcomes = ByRule { debt: &debts[..], ..ByRule::each(|_| &clear[..]) };
    let looks = Evaluations { customers: &customers, outcomes, speaks_since: ByRule::default() };
    let around = |_| CustomerContext::new(Class::A);
    let cases = policy(|_| ());
    register.step(7, looks, &Watermarks::default(), around, t(5), &cases).unwrap_err()
}

#[test]
fn a_step_that_is_refused_changes_nothing() {
    let mut office = Office::new(policy(|_| ()));
    office.reviews(5, &[ill([(Rule::Debt, Watch)])]);
    let before = office.register.clone();
    let register = &mut office.register;
    let short = RegisterError::ColumnLength { rule: Rule::Debt, found: 1, wanted: 2 };
    assert_eq!(columns(register, &[0, 1], 1), short);
    assert_eq!(columns(register, &[0, 2, 2], 3), RegisterError::Unordered { row: 2 });
    assert_eq!(columns(register, &[1, 0], 2), RegisterError::Unordered { row: 1 });
    assert_eq!(*register, before);
    let none = Evaluations {
        customers: &[],
        outcomes: ByRule::each(|_| &[][..]),
        speaks_since: ByRule::default(),
    };
    let around = |_| CustomerContext::new(Class::A);
    let cases = policy(|_| ());
    let early = register.step(9, none, &Watermarks::default(), around, t(4), &cases);
    assert_eq!(early, Err(RegisterError::OutOfOrder { on: d(4), last: d(5) }));
    assert_eq!(*register, before);
}

#[test]
fn a_step_does_not_go_back_behind_what_somebody_has_done() {
    let mut office = Office::new(policy(|_| ()));
    office.reviews(0, &[ill([(Rule::Debt, Watch)])]);
    office.does(5, key(0, Rule::Debt), CaseStep::Acknowledge);
    let before = office.register.clone();
    let none = Evaluations {
        customers: &[],
        outcomes: ByRule::each(|_| &[][..]),
        speaks_since: ByRule::default(),
    };
    let around = |_| CustomerContext::new(Class::A);
    let early = office.register.step(9, none, &Watermarks::default(), around, t(4), &office.policy);
    assert_eq!(early, Err(RegisterError::OutOfOrder { on: d(4), last: d(5) }));
    assert_eq!(office.register, before);
}

#[test]
fn nothing_is_told_to_a_key_of_which_nothing_is_known() {
    let mut office = Office::new(policy(|_| ()));
    let refused = office.register.apply(key(3, Rule::Loss), Input::Day, t(0), &office.policy);
    let said = "loss of the customer at position 3: cannot pass a day of a case: none is open";
    assert_eq!(refused.unwrap_err().to_string(), said);
}

// Kept and told again

/// A register with something of everything.
#[track_caller]
fn busy() -> Office {
    let mut office = Office::new(policy(|_| ()));
    let row = |rules: &[(Rule, Level)]| {
        let mut row = WELL;
        for (rule, level) in rules {
            *row.get_mut(*rule) = Outcome::Breach(*level);
        }
        row
    };
    // The loss is raised before the debt: the order of rules is not that of their coming.
    office.reviews(0, &[row(&[(Rule::Loss, Watch)]), row(&[(Rule::Debt, Warning)])]);
    office.reviews(1, &[row(&[(Rule::Loss, Warning), (Rule::Debt, Watch)]), WELL]);
    office.does(1, key(0, Rule::Debt), dismiss());
    office.does(1, key(0, Rule::Loss), CaseStep::Investigate);
    office.does(1, key(0, Rule::Loss), cause("competitor"));
    office.watermarks = Watermarks { sales: Some(d(1)), ..Watermarks::default() };
    let held = row(&[(Rule::Loss, Warning), (Rule::Debt, Critical), (Rule::Progress, Watch)]);
    office.reviews(2, &[held, row(&[(Rule::Expense, Watch)])]);
    office.reviews(3, &[held, row(&[(Rule::Expense, Watch)])]);
    office.reviews(20, &[held, WELL]);
    office
}

#[test]
fn a_register_is_what_its_snapshot_leads_to() {
    let office = busy();
    let restored = Register::restore(office.saves(), &office.policy, key_of).unwrap().register;
    assert_eq!(restored, office.register);
    let (mut office, mut other) = (office.clone(), office);
    other.register = restored;
    let rows = [ill([(Rule::Loss, Critical)]), ill([(Rule::Debt, Watch)])];
    assert_eq!(other.reviews(21, &rows), office.reviews(21, &rows), "and goes on alike");
    assert_eq!(other.register, office.register);
}

#[test]
fn a_case_that_was_never_raised_is_reset_by_nobody() {
    let mut office = busy();
    let held = key(0, Rule::Progress);
    assert!(office.register.episode(held).unwrap().open_case().is_none());
    let input = Input::Step { number: 999, by: who("Wang"), step: reset() };
    let refused = office.register.apply(held, input, t(20), &office.policy).unwrap_err();
    let text = "progress of the customer at position 0: cannot reset a case: none is open";
    assert_eq!(refused.to_string(), text);
}
