//! S21: two reviews compared customer by customer: by two policies, and of two days.

use guanxi::account::CustomerTerm;
use guanxi::book::Book;
use guanxi::customer::{Attitude, Customer};
use guanxi::evidence::BeforeAfter;
use guanxi::id::CustomerKey;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::review::{CustomerChange, LevelChange, LevelMovement, ReviewChange, ReviewComparison};
use guanxi::segment::{Class, Move, MovementError, Place};
use guanxi::service::ServiceRhythm;
use guanxi::trade::Sale;
use guanxi::warning::{Level, Outcome, Rule};

use crate::given::{as_of, currency, day, document, percent, yuan};

const MARCH: &str = "2026-03-31";

fn customer(book: &mut Book, name: &str, owes: &str, bought: &str) -> CustomerKey {
    let customer = Customer::new(name.parse().unwrap()).with_attitude(Attitude::Loyal);
    let key = book.register(customer).unwrap();
    let limit = CreditLimit::try_from_money(yuan("100"), currency("CNY")).unwrap();
    book.agree_limit(key, limit).unwrap();
    let invoice = document(&format!("I-{name}"));
    let due = day("2026-06-30");
    book.record(key, Invoice::new(invoice, day("2026-03-01"), due, yuan(owes))).unwrap();
    book.record(key, Sale::new(document(&format!("S-{name}")), day("2026-03-20"), yuan(bought)))
        .unwrap();
    key
}

/// Utilisations of 70, 78, 90, 106 and 130 %.
fn book() -> Book {
    let mut book = Book::new(currency("CNY"));
    customer(&mut book, "Clear", "70", "1000");
    customer(&mut book, "Small", "78", "10");
    customer(&mut book, "Watched", "90", "20");
    customer(&mut book, "Warned", "106", "30");
    customer(&mut book, "Grave", "130", "40");
    book
}

fn policy(change: impl FnOnce(&mut PolicyDraft)) -> Policy {
    let mut draft = PolicyDraft::default();
    change(&mut draft);
    Policy::try_from(draft).unwrap()
}

fn stricter() -> Policy {
    policy(|draft| {
        draft.debt.utilisation.raise.watch = percent("75%");
        draft.debt.utilisation.raise.critical = percent("105%");
        draft.debt.utilisation.clear.critical = percent("100%");
        draft.debt.utilisation.clear.warning = percent("90%");
    })
}

#[track_caller]
fn compared(before: &Policy, after: &Policy) -> ReviewComparison {
    let policies = BeforeAfter { before, after };
    ReviewComparison::by_policies(&book(), as_of(MARCH), policies).unwrap()
}

fn names(comparison: &ReviewComparison) -> Vec<&str> {
    comparison.customers().iter().map(|it| it.name.as_str()).collect()
}

#[track_caller]
fn changed<'c>(comparison: &'c ReviewComparison, name: &str) -> &'c CustomerChange {
    comparison.customers().iter().find(|it| it.name == name).unwrap()
}

#[test]
fn one_policy_twice_changes_nobody() {
    let comparison = compared(&Policy::default(), &Policy::default());
    assert_eq!(names(&comparison), [""; 0]);
    let title = "2026-03-31 by two policies: 0 of 5 customers change\n";
    assert_eq!(comparison.to_string(), title);
    let stays = |outcome: Outcome| {
        let place = Place::Group(LevelMovement::group(outcome));
        let cell = comparison.levels().rule(Rule::Debt).cell(Move { from: place, to: place });
        cell.unwrap().customers
    };
    let outcomes = LevelMovement::OUTCOMES.map(stays);
    assert_eq!(outcomes, [0, 0, 2, 1, 1, 1], "those that stay are in the matrix");
}

#[test]
fn a_level_where_there_was_none_is_new_and_another_is_higher_or_lower() {
    let comparison = compared(&Policy::default(), &stricter());
    let count = |change| comparison.levels().changed(Rule::Debt, change).customers;
    assert_eq!(LevelChange::ALL.map(count), [1, 1, 0, 0]);
    let small = changed(&comparison, "Small").outcomes.debt;
    assert_eq!(
        (small.before, small.after),
        (Some(Outcome::Clear), Some(Outcome::Breach(Level::Watch)))
    );
}

#[test]
fn the_other_way_round_new_is_gone_and_higher_is_lower() {
    let comparison = compared(&stricter(), &Policy::default());
    let count = |change| comparison.levels().changed(Rule::Debt, change).customers;
    assert_eq!(LevelChange::ALL.map(count), [0, 0, 1, 1]);
}

#[test]
fn the_gravest_customer_stands_first() {
    assert_eq!(names(&compared(&Policy::default(), &stricter())), ["Warned", "Small"]);
    let lenient = policy(|draft| {
        draft.debt.utilisation.raise.watch = percent("95%");
        draft.debt.utilisation.raise.critical = percent("140%");
    });
    // Warning stands now, watch stood before.
    assert_eq!(names(&compared(&Policy::default(), &lenient)), ["Grave", "Watched"]);
}

#[test]
fn of_equally_grave_customers_the_larger_stands_first() {
    let strictest = policy(|draft| {
        draft.debt.utilisation.raise.watch = percent("60%");
        draft.debt.utilisation.clear.watch = percent("60%");
    });
    assert_eq!(names(&compared(&Policy::default(), &strictest)), ["Clear", "Small"]);
}

#[test]
fn the_money_of_a_group_is_that_of_its_customers() {
    let groups = compared(&Policy::default(), &stricter()).groups();
    let said: Vec<_> = groups
        .iter()
        .map(|it| (it.to_string(), it.purchases.minor(), it.exposure.minor()))
        .collect();
    assert_eq!(
        said,
        [
            ("debt clear → watch: 1 customer".to_owned(), 10_00, 78_00),
            ("debt warning → critical: 1 customer".to_owned(), 30_00, 106_00),
        ]
    );
}

#[test]
fn a_class_that_changes_is_told_with_the_services_that_come_and_go() {
    let fixed = policy(|draft| {
        let (a, b) = ("1000".parse().unwrap(), "20".parse().unwrap());
        draft.abc.cut = guanxi::segment::AbcMethod::FixedAmounts { a, b };
    });
    let comparison = compared(&Policy::default(), &fixed);
    let watched = changed(&comparison, "Watched");
    assert_eq!((watched.class.before, watched.class.after), (Some(Class::C), Some(Class::B)));
    let services: Vec<String> = watched.services.iter().map(ToString::to_string).collect();
    assert_eq!(services, ["service membership none → within 30 days"]);
    assert_eq!(comparison.movement().classes().change().minor(), 0, "purchases are the same");
}

#[test]
fn a_service_at_other_times_is_a_change_of_all_its_customers() {
    let seldom = policy(|draft| {
        for it in &mut draft.service.entitlements {
            if it.code.as_str() == "news" {
                it.rhythm = ServiceRhythm::Every { days: 120 };
            }
        }
    });
    let comparison = compared(&Policy::default(), &seldom);
    let groups = comparison.groups();
    let said: Vec<String> = groups.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["service news every 90 days → every 120 days: 5 customers"]);
}

#[test]
fn two_days_compare_as_two_policies_do() {
    let mut book = book();
    let key = book.key(&"Grave".parse().unwrap()).unwrap();
    book.record(key, Payment::new(document("P"), day("2026-04-15"), yuan("100"))).unwrap();
    let late = Customer::new("Late".parse().unwrap()).with_since(day("2026-04-10"));
    let late = book.register(late).unwrap();
    book.record(late, Sale::new(document("S-Late"), day("2026-04-20"), yuan("7"))).unwrap();
    let policy = Policy::default();
    let before = book.review(as_of(MARCH), &policy).unwrap();
    let after = book.review(as_of("2026-04-30"), &policy).unwrap();
    let change = ReviewChange { before: &before, after: &after };
    let comparison = change.comparison().unwrap();
    assert_eq!(&change.levels().unwrap(), comparison.levels());
    assert_eq!(comparison.movement(), &change.movement().unwrap());
    let gone = comparison.levels().changed(Rule::Debt, LevelChange::Gone);
    assert_eq!(gone.customers, 1);
    let joined = changed(&comparison, "Late");
    assert_eq!((joined.class.before, joined.class.after), (None, Some(Class::C)));
    assert!(
        comparison.to_string().starts_with("2026-03-31 → 2026-04-30: 2 of 6 customers change\n"),
        "{comparison}"
    );
    let backwards = ReviewChange { before: &after, after: &before }.comparison();
    assert!(matches!(backwards, Err(MovementError::Backwards { .. })));
}

#[test]
fn an_ended_customer_is_compared_by_its_debt_alone() {
    let mut book = book();
    let key = book.key(&"Small".parse().unwrap()).unwrap();
    let ended = CustomerTerm::Ended(Some("bankrupt".parse().unwrap()));
    book.state(key, day("2026-03-25"), ended).unwrap();
    let (usual, stricter) = (Policy::default(), stricter());
    let policies = BeforeAfter { before: &usual, after: &stricter };
    let comparison = ReviewComparison::by_policies(&book, as_of(MARCH), policies).unwrap();
    let small = changed(&comparison, "Small");
    assert_eq!(small.outcomes.debt.after, Some(Outcome::Breach(Level::Watch)));
    assert_eq!(small.outcomes.loss.after, None);
    assert_eq!(small.class.after, None);
    // A fault that was found: it changed, and was not counted among all.
    let title = "2026-03-31 by two policies: 2 of 5 customers change";
    assert_eq!(comparison.to_string().lines().next(), Some(title));
}

#[test]
fn customers_merged_between_two_days_are_one_in_both() {
    let mut book = book();
    let [small, grave] = ["Small", "Grave"].map(|name| book.key(&name.parse().unwrap()).unwrap());
    book.customers_mut().merge(small, grave, day("2026-04-10")).unwrap();
    let policy = Policy::default();
    let before = book.review(as_of(MARCH), &policy).unwrap();
    let after = book.review(as_of("2026-04-30"), &policy).unwrap();
    let levels = ReviewChange { before: &before, after: &after }.levels().unwrap();
    let critical = Place::Group(LevelMovement::group(Outcome::Breach(Level::Critical)));
    let debt = levels.rule(Rule::Debt);
    let stay = debt.cell(Move { from: critical, to: critical }).unwrap();
    assert_eq!((stay.customers, stay.before.minor(), stay.after.minor()), (1, 50_00, 50_00));
    assert_eq!(debt.before(Place::Absent).customers + debt.after(Place::Absent).customers, 0);
}

#[test]
fn the_report_reads_as_told() {
    let (id, version) = ("dealers".parse().ok(), "2026.3".parse().ok());
    let before = PolicyDraft { id, version, ..PolicyDraft::default() };
    let mut after = PolicyDraft::from(stricter());
    after.id = Some("dealers".parse().unwrap());
    after.version = Some("2026.4".parse().unwrap());
    let [before, after] = [before, after].map(|draft| Policy::try_from(draft).unwrap());
    assert_eq!(
        compared(&before, &after).to_string(),
        "2026-03-31, dealers 2026.3 → dealers 2026.4: 2 of 5 customers change\n\
         levels of debt: 1 new, 1 higher, 0 lower, 0 gone\n\
         debt clear → watch: 1 customer, purchases CNY 10.00, exposure CNY 78.00\n\
         debt warning → critical: 1 customer, purchases CNY 30.00, exposure CNY 106.00\n\
         customers, gravest first:\n  \
           Warned: debt warning → critical; purchases CNY 30.00, exposure CNY 106.00\n  \
           Small: debt clear → watch; purchases CNY 10.00, exposure CNY 78.00\n"
    );
}

#[test]
fn a_policy_without_a_name_is_called_so_beside_one_that_has_a_name() {
    let named = policy(|draft| draft.id = Some("dealers".parse().unwrap()));
    assert_eq!(
        compared(&Policy::default(), &named).to_string(),
        "2026-03-31, a policy without a name → dealers: 0 of 5 customers change\n"
    );
}

#[cfg(feature = "serde")]
#[test]
fn a_comparison_is_written_with_its_levels_groups_and_customers() {
    let comparison = compared(&Policy::default(), &stricter());
    let written = serde_json::to_value(&comparison).unwrap();
    assert_eq!(written["before"]["customers"], 5);
    assert_eq!(written["levels"]["debt"]["new"]["customers"], 1);
    assert_eq!(written["levels"]["debt"]["cells"][1]["to"], "watch");
    assert_eq!(written["groups"][0]["about"], "debt");
    let small = &written["customers"][1];
    assert_eq!(
        small.to_string(),
        "{\"customer\":\"Small\",\"debt\":{\"after\":\"watch\",\"before\":\"clear\"},\
         \"exposure\":\"78.00\",\"purchases\":\"10.00\"}"
    );
    let levels = serde_json::to_value(comparison.levels()).unwrap();
    assert_eq!(levels["rules"]["debt"], written["levels"]["debt"]);
}
