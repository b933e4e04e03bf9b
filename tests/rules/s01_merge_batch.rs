//! S1, batch merges: the dry run shows consequences and conflicts, the batch is made whole or not.

use guanxi::account::{CustomerTerm, MergeError};
use guanxi::book::{Book, BookError};
use guanxi::customer::{Attitude, Customer};
use guanxi::duplicate::{
    DuplicatePolicy, IdentityFacts, IdentityIndex, IdentityRecord, MergeBatch, PlannedMerge,
    SurvivorReason,
};
use guanxi::id::CustomerKey;
use guanxi::identity::DistinctRulings;
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice};
use guanxi::review::{MergeBatchError, MergeConflict, MergeRehearsal};
use guanxi::warning::{Level, Outcome, Rule};

use crate::given::{as_of, currency, day, document, yuan};

const T: &str = "2026-03-31";

fn limit(text: &str) -> CreditLimit {
    CreditLimit::try_from_money(yuan(text), currency("CNY")).unwrap()
}

/// Customers of whom each owes 900 of a limit of 1,000 that the first has.
fn book(names: &[&str]) -> (Book, Vec<CustomerKey>) {
    let mut book = Book::new(currency("CNY"));
    let mut keys = Vec::new();
    for name in names {
        let key = book.register(Customer::new(name.parse().unwrap())).unwrap();
        let due = day("2026-12-31");
        book.record(key, Invoice::new(document(name), day("2026-01-10"), due, yuan("900")))
            .unwrap();
        keys.push(key);
    }
    book.state_for_all_days(keys[0], CustomerTerm::CreditLimit(limit("1000"))).unwrap();
    (book, keys)
}

/// The plan to merge all customers with one number.
fn batch(keys: &[CustomerKey]) -> MergeBatch {
    let facts = IdentityFacts::default().with_number("uscc 91350100M000100Y43".parse().unwrap());
    let records: Vec<_> = keys.iter().map(|key| IdentityRecord::new(*key, facts.clone())).collect();
    let (policy, rulings) = (DuplicatePolicy::default(), DistinctRulings::default());
    let index = IdentityIndex::try_new(&policy, &records, &rulings, as_of(T)).unwrap();
    MergeBatch::new(&index, index.clusters(&index.search()))
}

fn rehearsed(book: &Book, batch: &MergeBatch) -> MergeRehearsal {
    let policy = Policy::default();
    book.review(as_of(T), &policy).unwrap().rehearse(batch, day(T))
}

fn customers(book: &Book) -> Vec<CustomerKey> {
    book.review(as_of(T), &Policy::default()).unwrap().customers().to_vec()
}

#[test]
fn the_dry_run_shows_one_debtor_and_changes_nothing() {
    let (book, keys) = book(&["Li", "Li & Sons", "Li Bros"]);
    let batch = batch(&keys);
    let rehearsal = rehearsed(&book, &batch);
    let [merge] = &rehearsal.merges[..] else { panic!("one merge") };
    assert_eq!((merge.plan.survivor, &merge.plan.merged[..]), (keys[0], &keys[1..]));
    let exposures: Vec<_> = merge.previews.iter().map(|it| it.merged.exposure.minor()).collect();
    assert_eq!(exposures, [900_00, 900_00]);
    assert_eq!(merge.previews[0].together.exposure.minor(), 1_800_00, "one of them alone");
    let together = merge.together.as_ref().unwrap();
    assert_eq!(together.exposure.minor(), 2_700_00);
    assert_eq!(together.limit, limit("1000"));
    assert_eq!(*together.outcomes.get(Rule::Debt), Outcome::Breach(Level::Critical));
    assert_eq!(merge.conflicts, [], "no term of the others would be lost");
    assert_eq!(customers(&book), keys);
}

#[cfg(feature = "serde")]
#[test]
fn a_dry_run_is_written_with_amounts_in_major_units_and_codes() {
    let (book, keys) = book(&["Li", "Li & Sons"]);
    let batch = batch(&keys);
    let written = serde_json::to_value(rehearsed(&book, &batch)).unwrap();
    assert_eq!(written["on"], T);
    let written = &written["merges"];
    assert_eq!(written[0]["plan"]["survivor"], 0);
    assert_eq!(written[0]["plan"]["merged"], serde_json::json!([1]));
    let together = &written[0]["together"];
    assert_eq!(together["currency"], "CNY");
    assert_eq!(together["exposure"], "1800.00");
    assert_eq!(together["limit"], "1000.00");
    assert_eq!(together["outcomes"]["debt"], serde_json::json!(Outcome::Breach(Level::Critical)));
    assert_eq!(written[0]["previews"][0]["merged"]["exposure"], "900.00");
    assert_eq!(written[0]["conflicts"], serde_json::json!([]));
    let itself = MergeBatch {
        merges: vec![PlannedMerge { merged: vec![keys[0]], ..batch.merges[0].clone() }],
        left_out: Vec::new(),
    };
    let refused = serde_json::to_value(rehearsed(&book, &itself)).unwrap();
    assert_eq!(
        refused["merges"][0]["conflicts"][0],
        serde_json::json!({
            "conflict": "refused",
            "customer": 0,
            "name": "Li",
            "error": {
                "code": "merge_into_itself",
                "text": "a customer cannot be merged into itself",
            },
        })
    );
}

#[test]
fn the_batch_is_made_and_comes_out_as_it_was_rehearsed() {
    let (mut book, keys) = book(&["Li", "Li & Sons", "Li Bros"]);
    let rehearsal = rehearsed(&book, &batch(&keys));
    rehearsal.apply(&mut book).unwrap();
    assert_eq!(customers(&book), [keys[0]]);
    let policy = Policy::default();
    let review = book.review(as_of(T), &policy).unwrap();
    let together = rehearsal.merges[0].together.unwrap();
    assert_eq!(review.outcomes(Rule::Debt), [*together.outcomes.get(Rule::Debt)]);
    assert_eq!(review.purchases()[0].to_total(), together.purchases);
    drop(review);
    let refused = rehearsal.apply(&mut book).unwrap_err();
    let refusal = MergeError::Merged { from: day(T), on: day(T) };
    let expected = BookError::Merge { customer: "Li & Sons".to_owned(), refusal };
    assert_eq!(refused, MergeBatchError::Refused(expected));
    assert_eq!(refused.code(), "merged_already");
}

#[test]
fn a_term_that_would_be_lost_is_a_conflict_and_the_merge_is_not_ready() {
    let (mut book, keys) = book(&["Li", "Li & Sons"]);
    book.state_for_all_days(keys[1], CustomerTerm::Attitude(Some(Attitude::Loyal))).unwrap();
    let batch = batch(&keys);
    let rehearsal = rehearsed(&book, &batch);
    assert_eq!(rehearsal.ready().merges, []);
    let open: Vec<_> = rehearsal.open().flat_map(|it| &it.conflicts).collect();
    let [MergeConflict::Term { customer, name, clash }] = open[..] else { panic!("{open:?}") };
    assert_eq!(
        (*customer, name.as_str(), &clash.merged),
        (keys[1], "Li & Sons", &CustomerTerm::Attitude(Some(Attitude::Loyal)))
    );
    assert_eq!(open[0].to_string(), "attitude of customer Li & Sons is not the survivor's");
    let refused = rehearsal.apply(&mut book).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "conflicts are open: attitude of customer Li & Sons is not the survivor's"
    );
    assert_eq!((refused.code(), customers(&book)), ("merge_conflicts_open", keys.clone()));
    // Once both say the same, nothing is lost.
    book.state_for_all_days(keys[0], CustomerTerm::Attitude(Some(Attitude::Loyal))).unwrap();
    let ready = rehearsed(&book, &batch).ready();
    assert_eq!(ready.merges.iter().map(|it| &it.plan).collect::<Vec<_>>(), [&batch.merges[0]]);
    ready.apply(&mut book).unwrap();
    assert_eq!(customers(&book), [keys[0]]);
}

#[test]
fn a_merge_that_the_book_would_refuse_is_a_conflict() {
    let (mut book, keys) = book(&["Li", "Li & Sons", "Wu"]);
    book.customers_mut().merge(keys[1], keys[2], day("2026-03-01")).unwrap();
    let rehearsal = rehearsed(&book, &batch(&keys[..2]));
    let open: Vec<_> =
        rehearsal.open().flat_map(|it| &it.conflicts).map(ToString::to_string).collect();
    assert_eq!(
        open,
        ["customer Li & Sons: the customer is merged into another from 2026-03-01 on \
          already, was to be from 2026-03-31"]
    );
}

/// A plan to merge one customer into another.
fn plan(survivor: CustomerKey, merged: CustomerKey) -> PlannedMerge {
    PlannedMerge { survivor, because: SurvivorReason::First, merged: vec![merged] }
}

#[test]
fn a_batch_of_which_one_merge_is_refused_changes_nothing() {
    let (mut book, keys) = book(&["Li", "Li & Sons", "Wu", "Wu Bros"]);
    let itself = vec![plan(keys[0], keys[1]), plan(keys[2], keys[3]), plan(keys[2], keys[2])];
    let refused = rehearsed(&book, &MergeBatch { merges: itself, left_out: vec![] })
        .apply(&mut book)
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "conflicts are open: customer Wu: a customer cannot be merged into itself"
    );
    assert_eq!(customers(&book), keys);
    // Each merge by itself is right, and both together close a circle.
    let circle = vec![plan(keys[1], keys[2]), plan(keys[2], keys[1])];
    let rehearsal = rehearsed(&book, &MergeBatch { merges: circle, left_out: vec![] });
    assert_eq!(rehearsal.open().count(), 0);
    let refusal = MergeError::Circle { on: day(T) };
    let expected = BookError::Merge { customer: "Li & Sons".to_owned(), refusal };
    assert_eq!(rehearsal.apply(&mut book), Err(MergeBatchError::Refused(expected)));
    assert_eq!(customers(&book), keys, "the first of them is not made either");
    let both = vec![plan(keys[0], keys[1]), plan(keys[2], keys[3])];
    rehearsed(&book, &MergeBatch { merges: both, left_out: vec![] }).apply(&mut book).unwrap();
    assert_eq!(customers(&book), [keys[0], keys[2]]);
    // A merge that was made is undone by itself.
    book.customers_mut().undo_merge(keys[1], day(T)).unwrap();
    assert_eq!(customers(&book), keys[..3]);
}

#[test]
fn all_conflicts_of_a_batch_are_told_at_once() {
    let (mut book, keys) = book(&["Li", "Li & Sons", "Wu", "Wu Bros"]);
    book.state_for_all_days(keys[1], CustomerTerm::Attitude(Some(Attitude::Loyal))).unwrap();
    book.state_for_all_days(keys[3], CustomerTerm::Group(Some("Wu".parse().unwrap()))).unwrap();
    let merges = vec![plan(keys[0], keys[1]), plan(keys[2], keys[3]), plan(keys[2], keys[2])];
    let refused =
        rehearsed(&book, &MergeBatch { merges, left_out: vec![] }).apply(&mut book).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "conflicts are open: attitude of customer Li & Sons is not the survivor's; \
         group of customer Wu Bros is not the survivor's; \
         customer Wu: a customer cannot be merged into itself"
    );
    assert_eq!(customers(&book), keys);
}
