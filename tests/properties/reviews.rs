//! Nothing later is seen, no order matters, one customer is judged like many.

use guanxi::account::{Account, Fact};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::policy::Policy;
use guanxi::warning::Rule;
use proptest::prelude::*;

use crate::strategies::{History, as_of, history, seen_from, take, yuan};

#[track_caller]
fn register(book: &mut Book, name: &str, history: &History) -> CustomerKey {
    let mut customer = Customer::new(name.parse().unwrap());
    customer.since = history.since;
    customer.attitude = history.attitude;
    let key = book.register(customer).unwrap();
    book.agree_limit(key, history.limit).unwrap();
    key
}

#[track_caller]
fn record(book: &mut Book, key: CustomerKey, fact: Fact) {
    use guanxi::account::RecordError;
    use guanxi::book::BookError;
    match book.record(key, fact) {
        Err(BookError::Refused { refusal, .. }) => take(Err::<(), RecordError>(refusal)),
        outcome => outcome.unwrap(),
    }
}

/// All that a review says, customers by name.
#[track_caller]
fn said(book: &Book, t: AsOf) -> Vec<String> {
    let policy = Policy::default();
    let review = book.review(t, &policy).unwrap();
    let mut lines =
        vec![format!("{:?} {:?} {:?}", review.cuts(), review.pareto(), review.summary())];
    for key in review.customers_by_name() {
        let it = review.explain(key).unwrap();
        lines.push(format!(
            "{} {:?} {} {:?} {:?} {:?}",
            it.name,
            it.purchases,
            it.class,
            it.quadrant,
            it.value_at_risk,
            it.readings()
        ));
        let readings = it.readings();
        for rule in Rule::ALL {
            let verdict = review.verdict(key, rule).unwrap();
            assert_eq!(verdict, readings.verdict(rule));
            assert_eq!(review.outcome(key, rule), Some(readings.outcome(rule)));
            lines.push(verdict.to_string());
        }
        assert_eq!(review.status(key), Some(readings.loss.status));
    }
    let calls = review.call_list(9);
    lines.extend(calls.iter().map(|call| book.name(call.customer).to_owned()));
    lines
}

const NAMES: [&str; 3] = ["Chen", "Li", "Zhao"];

/// A book of three customers, the facts of each in order.
#[track_caller]
pub(crate) fn book_of(histories: &[History; 3], order: [usize; 3]) -> Book {
    let mut book = Book::new(yuan());
    for place in order {
        let key = register(&mut book, NAMES[place], &histories[place]);
        for fact in histories[place].facts(NAMES[place]) {
            record(&mut book, key, fact);
        }
    }
    book
}

/// What had been recorded by a day. An invoice to come for which money has come is known already.
fn known(history: &History, prefix: &str, t: AsOf) -> Vec<Fact> {
    let facts = history.facts(prefix);
    let paid: Vec<DocumentId> = facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::Payment(payment) if t.sees(payment.date) => payment.invoice.clone(),
            _ => None,
        })
        .collect();
    let is_paid =
        |fact: &Fact| matches!(fact, Fact::Invoice(invoice) if paid.contains(&invoice.document));
    facts.into_iter().filter(|fact| t.sees(seen_from(fact)) || is_paid(fact)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_review_is_unchanged_by_any_fact_dated_after_it(
        histories in [history(), history(), history()],
        t in as_of(),
    ) {
        let whole = book_of(&histories, [0, 1, 2]);
        let mut then = Book::new(yuan());
        for (name, history) in NAMES.iter().zip(&histories) {
            let key = register(&mut then, name, history);
            for fact in known(history, name, t) {
                record(&mut then, key, fact);
            }
        }
        prop_assert_eq!(said(&whole, t), said(&then, t));
    }

    #[test]
    fn the_order_of_customers_does_not_matter(
        histories in [history(), history(), history()],
        order in Just([0_usize, 1, 2]).prop_shuffle(),
        t in as_of(),
    ) {
        let plain = book_of(&histories, [0, 1, 2]);
        prop_assert_eq!(said(&plain, t), said(&book_of(&histories, order), t));
    }

    #[test]
    fn the_order_of_recording_does_not_matter(
        (history, order) in history().prop_flat_map(|history| {
            let facts = history.facts("");
            (Just(history), Just(facts).prop_shuffle())
        }),
        t in as_of(),
    ) {
        let mut plain = Book::new(yuan());
        let key = register(&mut plain, "Li", &history);
        for fact in history.facts("") {
            record(&mut plain, key, fact);
        }
        let mut shuffled = Book::new(yuan());
        let key = register(&mut shuffled, "Li", &history);
        // An invoice is recorded before a payment names it; both may be of any day.
        let (bills, rest): (Vec<Fact>, Vec<Fact>) =
            order.into_iter().partition(|fact| matches!(fact, Fact::Invoice(_)));
        for fact in bills.into_iter().chain(rest) {
            record(&mut shuffled, key, fact);
        }
        prop_assert_eq!(said(&plain, t), said(&shuffled, t));
    }

    #[test]
    fn an_account_alone_is_judged_like_a_book_of_one(history in history(), t in as_of()) {
        let account: Account = history.account();
        let mut book = Book::new(yuan());
        let key = register(&mut book, "Li", &history);
        for fact in history.facts("") {
            record(&mut book, key, fact);
        }
        let policy = Policy::default();
        let assessor = book.assessor(t, &policy);
        let alone = assessor.read(account.view());
        let account = book.account_at(key, assessor.as_of()).unwrap();
        prop_assert_eq!(assessor.read(account.view()), alone);
        let review = book.review(t, &policy).unwrap();
        if let Some(found) = review.explain(key) {
            prop_assert_eq!(found.readings(), alone);
        } else {
            prop_assert!(!account.view().has_started(t));
        }
    }

    #[test]
    fn the_columns_of_a_review_are_what_it_explains(
        histories in [history(), history(), history()],
        t in as_of(),
    ) {
        let (book, policy) = (book_of(&histories, [0, 1, 2]), Policy::default());
        let review = book.review(t, &policy).unwrap();
        for (row, key) in review.customers().iter().enumerate() {
            let found = review.explain(*key).unwrap();
            prop_assert_eq!(review.purchases()[row], found.purchases);
            prop_assert_eq!(review.quadrants()[row], found.quadrant);
            prop_assert_eq!(review.values_at_risk()[row], found.value_at_risk);
            prop_assert_eq!(review.loyal()[row], found.readings().loyalty.is_loyal());
            for rule in Rule::ALL {
                prop_assert_eq!(review.outcomes(rule)[row], found.readings().outcome(rule));
            }
        }
        let summary = review.summary();
        for rule in Rule::ALL {
            for outcome in review.outcomes(rule) {
                let counted = review.outcomes(rule).iter().filter(|it| *it == outcome).count();
                prop_assert_eq!(summary.count(rule, *outcome) as usize, counted);
            }
        }
    }
}
