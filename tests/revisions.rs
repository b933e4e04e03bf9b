//! Revisions against a naive second model: whatever was recorded and revised, the book as of a day
//! says what a book says that is built afresh from what was known on that day.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::wildcard_enum_match_arm,
    clippy::match_wildcard_for_single_variants,
    clippy::too_many_lines,
    reason = "a test may panic, and works out again what the library says in the plainest way"
)]

mod trails;

use guanxi::account::{Fact, RecordError};
use guanxi::book::{Book, BookError};
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::contract::Contract;
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::{CustomerKey, DocumentId, LineNumber};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Money};
use guanxi::policy::Policy;
use guanxi::receivable::{
    Allocation, Collateral, CollateralKind, Invoice, Payment, TemporaryLimit,
};
use guanxi::trade::{
    Breach, BreachKind, DocumentFlow, DocumentStage, OpenOrder, Plan, Sale, StagedDocument,
};
use guanxi::valid::Difference;
use proptest::prelude::*;
use trails::{Trail, kept, own_day};

fn day(place: i32) -> Day {
    "2026-01-01".parse::<Day>().unwrap().offset(place)
}

fn money(units: i64) -> Money {
    Money::new(Amount::from_minor(units * 100), "CNY".parse().unwrap())
}

fn id(letter: char, number: u8) -> DocumentId {
    format!("{letter}{number}").parse().unwrap()
}

/// A fact of two numbers that say which it is, and four that say what it says.
#[derive(Debug, Clone, Copy)]
struct Seed {
    kind: u8,
    number: u8,
    day: i32,
    later: i32,
    amount: i64,
    other: u8,
}

fn fact(customer: u8, seed: Seed) -> Fact {
    let Seed { kind, number, day: date, later, amount, other } = seed;
    // Numbers of the company's papers are unique in the book.
    let own = number * 2 + customer;
    let groups = [vec![], vec!["Tools"], vec!["Paint", "Tools"]][usize::from(other % 3)].clone();
    match kind {
        0..=2 => {
            let sale = Sale::new(id('S', own / 2 * 2 + customer), day(date), money(amount - 20));
            let sale = sale.with_groups(groups.iter().map(|group| group.parse().unwrap()));
            let lined = own / 2 % 2 == 1;
            let line = LineNumber::try_new(1 + u32::from(kind)).unwrap();
            if lined { sale.on_line(line).into() } else { sale.into() }
        }
        3 | 4 => {
            let (issued, due) = (day(date), day(date + later));
            let invoice = Invoice::new(id('I', own), issued, due, money(amount + 1));
            Invoice { disputed: other == 0, ..invoice }.into()
        }
        5 | 6 => {
            let payment = Payment::new(id('P', number), day(date), money(amount + 1));
            let invoice = |place: u8| id('I', place % 3 * 2 + customer);
            match other % 4 {
                0 | 1 => payment.for_invoice(invoice(other / 4)).into(),
                2 if amount > 2 => {
                    let part = |place| Allocation { invoice: invoice(place), amount: money(1) };
                    payment.allocated(part(0)).allocated(part(1)).into()
                }
                _ => payment.into(),
            }
        }
        7 => Expense::new(id('E', number), day(date), money(amount - 20)).into(),
        8 => {
            let deliver = day(date % 5 + later);
            OpenOrder::new(id('O', own), day(date % 5), deliver, money(amount + 100)).into()
        }
        9 => DocumentFlow {
            from: StagedDocument::new(DocumentStage::Ordered, id('O', own)),
            to: StagedDocument::new(DocumentStage::Delivered, id('D', own)),
            date: day(10 + date % 10),
            amount: money(5 + amount % 3),
        }
        .into(),
        10 => DocumentFlow {
            from: StagedDocument::new(DocumentStage::Delivered, id('D', own)),
            to: StagedDocument::new(DocumentStage::Billed, id('B', own)),
            date: day(20 + date % 10),
            amount: money(1 + amount % 4),
        }
        .into(),
        11 => DocumentFlow {
            from: StagedDocument::new(DocumentStage::Invoiced, id('I', own)),
            to: StagedDocument::new(DocumentStage::Returned, id('R', other / 6)),
            date: day(date + later),
            amount: money(1 + amount % 20),
        }
        .into(),
        12 => {
            let month = format!("2026-0{}", 1 + number % 3).parse().unwrap();
            if other < 6 {
                Plan::new(month, money(amount)).into()
            } else {
                Budget::new(month, money(amount)).into()
            }
        }
        13 => {
            let from = day(i32::from(number) * 15);
            TemporaryLimit { from, to: from.offset(later % 15), limit: money(amount) }.into()
        }
        14 => Collateral {
            document: id('C', number),
            kind: if other < 6 { CollateralKind::Guarantee } else { CollateralKind::Insurance },
            from: day(date),
            to: day(date + later),
            value: money(amount + 1),
            share: Ratio::ONE,
        }
        .into(),
        15 => Breach {
            date: day(i32::from(number) * 9),
            kind: BreachKind::Diversion,
            upheld: other < 6,
        }
        .into(),
        16 => Incident {
            kind: IncidentKind::Fire,
            occurred: day(i32::from(number) * 9),
            reported: day(i32::from(number) * 9 + later),
            credibility: Credibility::Verified,
            impact: Impact::try_new(other % 4).unwrap(),
            resolved: (other > 5).then(|| day(i32::from(number) * 9 + later + 5)),
        }
        .into(),
        18.. => {
            let (kind, first) = (kind - 18, day(0));
            kept::fact(kept::Seed { kind, number, customer, first, later, amount, other })
        }
        _ => {
            let term = Validity::try_new(day(date), Some(day(date + 5 + later))).unwrap();
            let number = format!("K{own}").parse().unwrap();
            Contract::signed_elsewhere(number, day(date), term).unwrap().into()
        }
    }
}

/// What is done to a fact.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Record,
    RecordKnown(i32),
    Revise(i32),
    Void(i32),
}

#[derive(Debug, Clone, Copy)]
struct Step {
    customer: u8,
    seed: Seed,
    deed: Deed,
}

fn step() -> impl Strategy<Value = Step> {
    let kinds = prop_oneof![5 => 0_u8..18, 2 => 18..18 + kept::KINDS];
    let seed = (kinds, 0_u8..3, 0_i32..40, 0_i32..30, 0_i64..60, 0_u8..12).prop_map(
        |(kind, number, day, later, amount, other)| Seed {
            kind,
            number,
            day,
            later,
            amount,
            other,
        },
    );
    let deed = prop_oneof![
        4 => Just(Deed::Record),
        2 => (0_i32..80).prop_map(Deed::RecordKnown),
        4 => (0_i32..80).prop_map(Deed::Revise),
        3 => (0_i32..80).prop_map(Deed::Void),
    ];
    (0_u8..2, seed, deed).prop_map(|(customer, seed, deed)| Step { customer, seed, deed })
}

fn empty() -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    for name in ["A", "B"] {
        book.register(Customer::new(name.parse().unwrap())).unwrap();
    }
    book
}

fn key(customer: u8) -> CustomerKey {
    CustomerKey::from_position(u32::from(customer))
}

/// The book after the steps, and what was taken of each fact.
fn told(steps: &[Step]) -> (Book, Vec<Trail>) {
    let (mut book, mut trails) = (empty(), Vec::<Trail>::new());
    for Step { customer, seed, deed } in steps.iter().copied() {
        let fact = fact(customer, seed);
        let name = fact.name();
        let known = trails.iter().position(|it| it.customer == customer && it.name == name);
        let key = key(customer);
        // Reports of a breach or an incident have no name of their own.
        let is_told_again = matches!(fact, Fact::Breach(_) | Fact::Incident(_)) && known.is_some();
        if is_told_again && matches!(deed, Deed::Record) {
            continue;
        }
        match (deed, known) {
            (Deed::Record, _) => {
                if book.record(key, fact.clone()).is_ok() {
                    assert!(known.is_none(), "{name} is recorded once");
                    let versions = vec![(own_day(&fact), Some(fact))];
                    trails.push(Trail { customer, name, versions });
                }
            }
            (Deed::RecordKnown(later), _) => {
                let from = own_day(&fact).max(day(later));
                if book.record_known(key, fact.clone(), from).is_ok() {
                    assert!(known.is_none(), "{name} is recorded once");
                    trails.push(Trail { customer, name, versions: vec![(from, Some(fact))] });
                }
            }
            (Deed::Revise(on), _) => {
                if book.revise(key, &name, day(on), Some(fact.clone())).is_ok() {
                    trails[known.unwrap()].versions.push((day(on), Some(fact)));
                }
            }
            (Deed::Void(on), _) => {
                if book.revise(key, &name, day(on), None).is_ok() {
                    trails[known.unwrap()].versions.push((day(on), None));
                }
            }
        }
    }
    (book, trails)
}

/// The invoice of a number as a payment sees it.
fn invoice<'a>(trails: &'a [Trail], customer: u8, number: &DocumentId) -> &'a Trail {
    let named = |it: &&Trail| {
        it.customer == customer
            && it.name.number == number.as_str()
            && matches!(it.versions[0].1, Some(Fact::Invoice(_)))
    };
    trails.iter().find(named).unwrap()
}

/// A book built afresh from what was known on a day.
fn afresh(trails: &[Trail], t: Day) -> Book {
    let mut book = empty();
    let mut flows: Vec<(u8, DocumentFlow)> = Vec::new();
    let mut payments: Vec<(u8, Payment)> = Vec::new();
    let mut orders: Vec<DocumentId> = Vec::new();
    let mut invoices: Vec<Invoice> = Vec::new();
    for trail in trails {
        let key = key(trail.customer);
        match trail.at(t) {
            Some(Fact::DocumentFlow(flow)) => flows.push((trail.customer, flow.clone())),
            Some(Fact::Payment(payment)) => payments.push((trail.customer, payment.clone())),
            Some(Fact::Order(order)) => {
                orders.push(order.document.clone());
                book.record(key, order.clone()).unwrap();
            }
            Some(Fact::Invoice(invoice)) => {
                invoices.push(invoice.clone());
                book.record(key, invoice.clone()).unwrap();
            }
            Some(fact) => book.record(key, fact.clone()).unwrap(),
            // Money that names an invoice of which nobody knows yet waits for it.
            None if !trail.is_known(t) => {
                if let Some(Fact::Invoice(invoice)) = &trail.versions[0].1 {
                    let issued = trail.versions[0].0;
                    let due = invoice.due.max(issued);
                    book.record(key, Invoice { issued, due, ..invoice.clone() }).unwrap();
                }
            }
            None => {}
        }
    }
    for (customer, payment) in payments {
        let stands = |number: &DocumentId| {
            let trail = invoice(trails, customer, number);
            !trail.is_known(t) || trail.at(t).is_some()
        };
        let named = payment.invoice.clone().filter(stands);
        let allocations = payment.allocations.iter().filter(|it| stands(&it.invoice)).cloned();
        let allocations = allocations.collect();
        let payment = Payment { invoice: named, allocations, ..payment };
        book.record(key(customer), payment).unwrap();
    }
    loop {
        let sources: Vec<StagedDocument> = flows.iter().map(|(_, it)| it.to.clone()).collect();
        let count = flows.len();
        flows.retain(|(_, it)| {
            let is_of = |invoice: &&Invoice| invoice.document == it.from.document;
            match it.from.stage {
                DocumentStage::Ordered => orders.contains(&it.from.document),
                DocumentStage::Invoiced => {
                    invoices.iter().find(is_of).is_some_and(|invoice| invoice.issued <= it.date)
                }
                _ => sources.contains(&it.from),
            }
        });
        if flows.len() == count {
            break;
        }
    }
    flows.sort_by_key(|(_, it)| (it.from.stage, it.date));
    for (customer, mut flow) in flows {
        let of_invoice = invoices.iter_mut().find(|it| it.document == flow.from.document);
        if let (DocumentStage::Invoiced, Some(invoice)) = (flow.from.stage, of_invoice) {
            // No more comes back than is billed now.
            let [back, left] = [flow.amount, invoice.amount].map(|it| it.amount().minor());
            flow.amount = money(back.min(left) / 100);
            invoice.amount = money((left - back.min(left)) / 100);
            if flow.amount == money(0) {
                continue;
            }
        }
        book.record(key(customer), flow).unwrap();
    }
    book
}

/// Everything that a review says.
fn says(book: &Book, t: Day) -> Vec<String> {
    let policy = Policy::default();
    let review = book.review(AsOf::new(t), &policy).unwrap();
    let mut lines = vec![format!("{:?}", review.summary()), format!("{:?}", review.prior())];
    for key in review.customers() {
        lines.push(format!("{:?}", review.explain(*key).unwrap()));
        lines.push(format!("{:?}", book.judge(*key, &book.assessor(AsOf::new(t), &policy))));
        let account = book.account_at(*key, AsOf::new(t)).unwrap();
        let view = account.view();
        lines.push(format!("{:?}", view.limit(AsOf::new(t))));
        // Facts of one day are a set.
        let mut open: Vec<_> =
            view.open_orders(AsOf::new(t)).map(|it| (it.order.ordered(), it.open)).collect();
        open.sort_unstable();
        lines.push(format!("{open:?}"));
        let mut kept = kept::shown(view, t);
        kept.sort_unstable();
        lines.extend(kept);
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_book_as_of_a_day_is_one_built_afresh_from_what_was_known(
        steps in prop::collection::vec(step(), 1..40),
        days in prop::collection::vec(0_i32..90, 3),
    ) {
        let (book, trails) = told(&steps);
        for t in days.into_iter().chain([200]).map(day) {
            prop_assert_eq!(says(&book, t), says(&afresh(&trails, t), t), "as of {}", t);
        }
    }

    #[test]
    fn what_is_void_from_a_day_on_was_never_recorded_from_that_day_on(
        steps in prop::collection::vec(step(), 1..25),
        (customer, number, amount) in (0_u8..2, 0_u8..3, 0_i64..60),
        (date, on) in (0_i32..40, 40_i32..80),
    ) {
        let (mut book, _) = told(&steps);
        let without = book.clone();
        let sale = Sale::new(id('X', number), day(date), money(amount - 20));
        let name = Fact::from(sale.clone()).name();
        book.record(key(customer), sale).unwrap();
        book.revise(key(customer), &name, day(on), None).unwrap();
        for t in [on, on + 1, on + 100].map(day) {
            prop_assert_eq!(says(&book, t), says(&without, t), "as of {}", t);
        }
    }

    #[test]
    fn a_fact_that_is_tried_is_answered_as_it_is_recorded_and_changes_nothing(
        steps in prop::collection::vec(step(), 1..25),
        tried in prop::collection::vec((0_u8..3, step()), 4),
    ) {
        let (book, trails) = told(&steps);
        let recorded = trails.iter().filter_map(|it| it.versions.last()?.1.clone());
        let seeds = tried.iter().map(|(of, step)| (*of, fact(step.customer, step.seed)));
        // The third customer is not in the book.
        let again = recorded.flat_map(|it| (0..3).map(move |of| (of, it.clone())));
        let before = format!("{book:?}");
        for (of, offered) in seeds.chain(again) {
            let answer = book.would_take(key(of), &offered);
            let mut changed = book.clone();
            let outcome = changed.record(key(of), offered.clone());
            prop_assert_eq!(&answer, &outcome, "{:?}", offered);
            if let Err(BookError::Refused { refusal, .. }) = outcome
                && let RecordError::Conflict { differences, .. } = refusal
            {
                prop_assert!(!differences.is_empty(), "{:?}", offered);
                let differ = |it: &Difference| it.recorded != it.offered;
                prop_assert!(differences.iter().all(differ), "{:?}", differences);
            }
            if answer.is_ok() {
                let again = changed.would_take(key(of), &offered);
                let is_known = |it: &BookError| it.code() == "duplicate";
                prop_assert!(again.as_ref().is_err_and(is_known), "{:?}: {:?}", again, offered);
            }
        }
        prop_assert_eq!(format!("{book:?}"), before);
    }

    #[test]
    fn facts_taken_again_give_a_book_that_says_the_same_on_all_days(
        steps in prop::collection::vec(step(), 1..40),
        days in prop::collection::vec(0_i32..90, 3),
    ) {
        let (book, _) = told(&steps);
        let mut copy = empty();
        for fact in book.facts() {
            let taken = copy.take(&fact);
            prop_assert!(taken.is_ok(), "{:?}: {:?}", taken, fact);
        }
        for t in days.into_iter().chain([200]).map(day) {
            prop_assert_eq!(says(&book, t), says(&copy, t), "as of {}", t);
        }
    }
}
