//! One more fact at a time: a customer is judged at once as the review of the whole book judges it.

use std::collections::BTreeSet;

use guanxi::account::{Account, CustomerFact, Fact, RecordError};
use guanxi::book::{Book, BookError, OnRefusal, RefusedFact};
use guanxi::calendar::{AsOf, Day};
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::money::{Amount, Money};
use guanxi::policy::Policy;
use guanxi::receivable::{Invoice, Payment};
use guanxi::trade::Sale;
use guanxi::warning::{ByRule, Outcome, Rule};
use proptest::prelude::*;

use crate::strategies::{History, as_of, history, take, yuan};

const NAMES: [&str; 3] = ["Chen", "Li", "Zhao"];

fn key(position: usize) -> CustomerKey {
    CustomerKey::from_position(u32::try_from(position).unwrap())
}

#[track_caller]
fn registered(book: &mut Book, name: &str, history: &History) -> CustomerKey {
    let mut customer = Customer::new(name.parse().unwrap());
    (customer.since, customer.attitude) = (history.since, history.attitude);
    let key = book.register(customer).unwrap();
    book.agree_limit(key, history.limit).unwrap();
    key
}

/// A book of these customers, without facts.
#[track_caller]
fn book_of(histories: &[History; 3]) -> Book {
    let mut book = Book::new(yuan());
    for (name, history) in NAMES.iter().zip(histories) {
        registered(&mut book, name, history);
    }
    book
}

/// Whether the fact was taken, or held back: a payment that names an invoice not recorded yet.
#[track_caller]
fn is_taken(book: &mut Book, key: CustomerKey, fact: &Fact) -> bool {
    match book.record(key, fact.clone()) {
        Err(BookError::Refused { refusal: RecordError::UnknownInvoice { .. }, .. }) => false,
        Err(BookError::Refused { refusal, .. }) => {
            take(Err(refusal));
            true
        }
        outcome => {
            outcome.unwrap();
            true
        }
    }
}

/// Every fact as soon as it can be recorded, each followed by `then`.
fn told(
    book: &mut Book,
    facts: &[(usize, Fact)],
    mut then: impl FnMut(&Book, usize, &Fact) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let mut waiting: Vec<&(usize, Fact)> = facts.iter().rev().collect();
    let mut held: Vec<&(usize, Fact)> = Vec::new();
    while let Some(next) = waiting.pop() {
        let (who, fact) = next;
        let key = CustomerKey::from_position(u32::try_from(*who).unwrap());
        if !is_taken(book, key, fact) {
            held.push(next);
            continue;
        }
        if matches!(fact, Fact::Invoice(_)) {
            waiting.append(&mut held);
        }
        then(book, *who, fact)?;
    }
    prop_assert!(held.is_empty(), "every payment found its invoice");
    Ok(())
}

/// The facts of three customers, in any order.
fn three() -> impl Strategy<Value = ([History; 3], Vec<(usize, Fact)>)> {
    [history(), history(), history()].prop_flat_map(|histories| {
        let of = |who: usize| histories[who].facts(NAMES[who]).into_iter().map(move |it| (who, it));
        let facts: Vec<(usize, Fact)> = (0..3).flat_map(of).collect();
        (Just(histories), Just(facts).prop_shuffle())
    })
}

/// What is judged of one customer is what the review says of it.
fn same_as_review(book: &Book, t: AsOf, policy: &Policy) -> Result<(), TestCaseError> {
    let review = book.review(t, policy).unwrap();
    let prior = book.prior(t, policy);
    prop_assert_eq!(review.prior(), &prior);
    let assessor = book.assessor(t, policy);
    prop_assert_eq!(assessor.context().prior(), Some(&prior));
    prop_assert_eq!(&book.cuts(t, policy).unwrap(), review.cuts());
    for key in book.keys() {
        let account = book.account_at(key, assessor.as_of()).unwrap();
        let judged = assessor.read(account.view());
        let Some(explained) = review.explain(key) else {
            prop_assert!(!book.view(key).unwrap().has_started(t));
            continue;
        };
        let row = review.customers().binary_search(&key).unwrap();
        let found = explained.readings();
        for rule in Rule::ALL {
            prop_assert_eq!(judged.outcome(rule), review.outcomes(rule)[row]);
            prop_assert_eq!(judged.verdict(rule), found.verdict(rule));
            prop_assert_eq!(judged.arms(rule), found.arms(rule));
        }
        prop_assert_eq!(judged.loyalty.is_loyal(), review.loyal()[row]);
        prop_assert_eq!(judged.loyalty, found.loyalty);
        prop_assert_eq!(judged.purchases.to_amount(), Some(review.purchases()[row]));
        prop_assert_eq!(judged.loss.value_at_risk(), review.values_at_risk()[row]);
        prop_assert_eq!(judged.loss.one_off, review.one_off(key));
        let amount = policy.abc.class_amount(judged.purchases, judged.loss.one_off, review.as_of());
        prop_assert_eq!(amount.to_amount(), Some(review.class_amounts()[row]));
        prop_assert_eq!(assessor.class(account.view(), review.cuts()), review.class(key));
        prop_assert_eq!(judged.debt, found.debt);
        prop_assert_eq!(judged, found);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn after_each_fact_a_customer_is_judged_as_the_review_judges_it(
        (histories, facts) in three(),
        t in as_of(),
        every in 1_usize..20,
    ) {
        let (mut book, policy) = (book_of(&histories), Policy::default());
        let mut count = 0;
        told(&mut book, &facts, |book, _, _| {
            count += 1;
            if count % every == 0 { same_as_review(book, t, &policy) } else { Ok(()) }
        })?;
        same_as_review(&book, t, &policy)?;
        same_as_review(&book, AsOf::new(t.day().offset(-180)), &policy)?;
    }

    #[test]
    fn after_each_fact_an_account_alone_is_judged_like_the_customer_of_a_book(
        (history, facts) in history().prop_flat_map(|history| {
            let facts = history.facts("").into_iter().map(|fact| (0, fact)).collect::<Vec<_>>();
            (Just(history), Just(facts).prop_shuffle())
        }),
        t in as_of(),
    ) {
        let (mut book, policy) = (Book::new(yuan()), Policy::default());
        let key = registered(&mut book, "Li", &history);
        let mut account: Account = history.blank();
        told(&mut book, &facts, |book, _, fact| {
            take(account.record(fact.clone()));
            let assessor = book.assessor(t, &policy);
            let alone = assessor.read(account.view());
            let account = book.account_at(key, assessor.as_of()).unwrap();
            prop_assert_eq!(assessor.read(account.view()), alone);
            prop_assert_eq!(book.feeds(), account.view().feeds());
            Ok(())
        })?;
        same_as_review(&book, t, &policy)?;
    }

    #[test]
    fn with_the_feeds_of_the_book_an_account_alone_is_judged_like_one_of_many(
        (histories, facts) in three(),
        t in as_of(),
    ) {
        let (mut book, policy) = (book_of(&histories), Policy::default());
        let mut accounts = histories.each_ref().map(History::blank);
        told(&mut book, &facts, |_, who, fact| {
            take(accounts[who].record(fact.clone()));
            Ok(())
        })?;
        let assessor = book.assessor(t, &policy);
        for (key, account) in book.keys().zip(&accounts) {
            let of_book = book.account_at(key, assessor.as_of()).unwrap();
            let judged = assessor.read(of_book.view());
            let alone = assessor.read(account.view());
            prop_assert_eq!(judged.purchases, alone.purchases);
            prop_assert_eq!(judged.loyalty, alone.loyalty);
            prop_assert_eq!(judged.debt.standing, alone.debt.standing);
            prop_assert_eq!(judged.incident, alone.incident);
            if book.feeds() == account.view().feeds() {
                prop_assert_eq!(judged, alone);
            }
        }
    }

    #[test]
    fn a_batch_is_recorded_as_its_facts_one_by_one(
        (histories, facts) in three(),
        t in as_of(),
        on_refusal in prop_oneof![Just(OnRefusal::GoOn), Just(OnRefusal::Stop)],
    ) {
        let (mut book, policy) = (book_of(&histories), Policy::default());
        // The first facts come twice, and payments may come before their invoices.
        let again = facts.iter().take(3);
        let batch: Vec<CustomerFact> = facts
            .iter()
            .chain(again)
            .map(|(who, fact)| CustomerFact::new(key(*who), fact.clone()))
            .collect();
        let mut plain = book.clone();
        let (mut taken, mut refused, mut changed) = (0, Vec::new(), BTreeSet::new());
        for (place, CustomerFact { customer: key, fact }) in batch.iter().enumerate() {
            match plain.record(*key, fact.clone()) {
                Ok(()) => {
                    taken += 1;
                    changed.insert(*key);
                }
                Err(error) => refused.push(RefusedFact { place, error }),
            }
            if on_refusal == OnRefusal::Stop && !refused.is_empty() {
                break;
            }
        }
        let recorded = book.record_all(batch, on_refusal);
        prop_assert_eq!(recorded.taken, taken);
        prop_assert_eq!(&recorded.refused, &refused);
        prop_assert_eq!(&recorded.changed, &changed.iter().copied().collect::<Vec<_>>());
        let assessor = book.assessor(t, &policy);
        for key in recorded.changed {
            let account = |book: &Book| book.account_at(key, assessor.as_of()).is_ok();
            prop_assert_eq!(account(&book), account(&plain));
            if let (Ok(one), Ok(other)) =
                (book.account_at(key, assessor.as_of()), plain.account_at(key, assessor.as_of()))
            {
                prop_assert_eq!(assessor.read(one.view()), assessor.read(other.view()));
            }
            let account = plain.account_at(key, assessor.as_of());
            let judgement = account.map(|account| {
                let readings = assessor.read(account.view());
                ByRule::each(|rule| readings.outcome(rule))
            });
            prop_assert_eq!(book.judge(key, &assessor).map(|it| it.outcomes), judgement);
        }
    }

    #[test]
    fn an_event_recorded_and_judged_at_once_is_one_recorded_and_then_read(
        (histories, facts) in three(),
        t in as_of(),
    ) {
        let (mut book, policy) = (book_of(&histories), Policy::default());
        let (mut plain, assessor) = (book.clone(), book.assessor(t, &policy));
        // The first facts come twice, which is refused, and payments may come before their
        // invoices.
        for (who, fact) in facts.iter().chain(facts.iter().take(3)) {
            let key = CustomerKey::from_position(u32::try_from(*who).unwrap());
            let judged = book.record_and_judge(key, fact.clone(), &assessor);
            let recorded = plain.record(key, fact.clone());
            let account = plain.account_at(key, assessor.as_of()).unwrap();
            let readings = assessor.read(account.view());
            let outcomes = ByRule::each(|rule| readings.outcome(rule));
            let rules_alone = plain.view(key).map(|view| assessor.outcomes(view));
            prop_assert_eq!(rules_alone, Ok(outcomes));
            match (judged, recorded) {
                (Ok(judged), Ok(())) => {
                    prop_assert_eq!(judged.outcomes, outcomes);
                    prop_assert_eq!(judged.purchases, readings.purchases);
                    prop_assert_eq!(judged.is_loyal, readings.loyalty.is_loyal());
                    prop_assert_eq!(judged.value_at_risk, readings.loss.value_at_risk());
                    prop_assert_eq!(judged.one_off, readings.loss.one_off);
                }
                (judged, recorded) => prop_assert_eq!(judged.err(), recorded.err()),
            }
            let account = book.account_at(key, assessor.as_of()).unwrap();
            prop_assert_eq!(assessor.read(account.view()), readings);
        }
        let unknown = CustomerKey::from_position(99);
        let (_, fact) = &facts[0];
        prop_assert_eq!(
            book.record_and_judge(unknown, fact.clone(), &assessor).unwrap_err().to_string(),
            plain.record(unknown, fact.clone()).unwrap_err().to_string()
        );
    }

    #[test]
    fn events_recorded_and_judged_in_blocks_are_one_after_the_other(
        (histories, facts) in three(),
        t in as_of(),
        block in 1_usize..50,
    ) {
        let (mut book, policy) = (book_of(&histories), Policy::default());
        let (mut plain, assessor) = (book.clone(), book.assessor(t, &policy));
        // The first facts come twice and one comes for a customer of another book, which is
        // refused.
        let unknown = facts.first().map(|(_, fact)| (99, fact.clone()));
        let facts = facts.iter().chain(facts.iter().take(3)).cloned().chain(unknown);
        let facts: Vec<CustomerFact> = facts
            .map(|(who, fact)| CustomerFact::new(key(who), fact))
            .collect();
        let one_by_one: Vec<_> = facts
            .iter()
            .map(|it| plain.record_and_judge(it.customer, it.fact.clone(), &assessor))
            .collect();
        let blocks = facts.chunks(block).flat_map(|few| book.record_and_judge_all(few, &assessor));
        prop_assert_eq!(blocks.collect::<Vec<_>>(), one_by_one);
        for key in plain.keys() {
            let account = |book: &Book| book.account_at(key, assessor.as_of()).is_ok();
            prop_assert_eq!(account(&book), account(&plain));
            if let (Ok(one), Ok(other)) =
                (book.account_at(key, assessor.as_of()), plain.account_at(key, assessor.as_of()))
            {
                prop_assert_eq!(assessor.read(one.view()), assessor.read(other.view()));
            }
        }
    }
}

/// Enough facts for threads to share them with the feature `rayon`. With `favoured`, one fact in
/// that number is of one of five customers, which so come again soon. Some facts have product
/// groups, some feeds begin in the middle, some facts are refused, and one customer is of another
/// book.
fn stream(customers: u32, facts: u32, favoured: Option<u32>) -> Vec<CustomerFact> {
    let mut state = 7_u32;
    let mut roll = move |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let first: Day = "2025-01-01".parse().unwrap();
    let group =
        |number: u32| ["Tools", "Paint", "Wood"][usize::try_from(number).unwrap()].parse().unwrap();
    let mut fact = |number: u32| {
        // Every tenth number comes again.
        let document: DocumentId = format!("D{}", number - number % 10 / 9).parse().unwrap();
        let day = first.offset(i32::try_from(roll(500)).unwrap());
        let money = Money::new(Amount::from_minor(i64::from(roll(90_000)) + 1), yuan());
        let favoured = favoured.is_some_and(|one_in| roll(one_in) == 0);
        let key = CustomerKey::from_position(if favoured { roll(5) } else { roll(customers + 1) });
        let fact: Fact = match roll(10) {
            0..3 => Sale::new(document, day, money).into(),
            3 => Sale::new(document, day, money).with_groups([group(roll(3))]).into(),
            4..6 => Payment::new(document, day, money).into(),
            6..8 if number > facts / 3 => Expense::new(document, day, money).into(),
            _ if number > facts / 2 => Invoice::new(document, day, day.offset(30), money).into(),
            _ => Budget::new(day.month(), money).into(),
        };
        CustomerFact::new(key, fact)
    };
    (0..facts).map(&mut fact).collect()
}

#[test]
fn a_long_stream_in_one_block_is_one_after_the_other() {
    for (customers, facts, favoured) in
        [(40, 5000, Some(50)), (3000, 9000, Some(50)), (100_000, 9000, None)]
    {
        let mut book = Book::new(yuan());
        book.open_unnamed(customers).unwrap();
        let (mut plain, policy) = (book.clone(), Policy::default());
        let facts = stream(customers, facts, favoured);
        let assessor = book.assessor("2026-01-15".parse().unwrap(), &policy);
        let at_once = book.record_and_judge_all(&facts, &assessor);
        let mut seen = BTreeSet::new();
        for (CustomerFact { customer: key, fact }, judged) in facts.iter().zip(&at_once) {
            let alone = plain.record_and_judge(*key, fact.clone(), &assessor);
            assert_eq!(*judged, alone, "{key:?}, {fact:?}");
            seen.extend(alone.map(|it| it.outcome(Rule::Expense) == Outcome::NoData));
        }
        assert_eq!(at_once.len(), facts.len());
        assert!(at_once.iter().filter(|it| it.is_err()).count() > 100);
        assert_eq!(seen.len(), 2, "expenses are recorded from some fact on");
        for key in plain.keys() {
            let account = |book: &Book| book.account_at(key, assessor.as_of()).is_ok();
            assert_eq!(account(&book), account(&plain));
            if let (Ok(one), Ok(other)) =
                (book.account_at(key, assessor.as_of()), plain.account_at(key, assessor.as_of()))
            {
                assert_eq!(assessor.read(one.view()), assessor.read(other.view()));
            }
        }
    }
}
