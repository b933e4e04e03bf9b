//! A book that loads its batches, the book that records them, and whether both show the same.

use guanxi::account::{AccountView, DatedColumns, FactColumns, MonthlyColumns};
use guanxi::book::{Book, BookError};
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::policy::Policy;
use guanxi::receivable::settle;
use guanxi::timeline::Timeline;
use guanxi::warning::Rule;
use proptest::prelude::*;

use super::story::{Batch, Receivables, Story, Teller, Terms, columns};
use crate::strategies::yuan;

#[track_caller]
pub(super) fn each(
    books: &mut [&mut Book],
    mut tell: impl FnMut(&mut Book) -> Result<(), BookError>,
) {
    for book in books {
        tell(book).unwrap();
    }
}

pub(super) fn load(book: &mut Book, batch: &Batch) -> Result<(), BookError> {
    match batch {
        Batch::Sales(rows) | Batch::Expenses(rows) => {
            let (customers, days, amounts) = columns(rows);
            let columns = DatedColumns { customers: &customers, days: &days, amounts: &amounts };
            match batch {
                Batch::Sales(_) => book.load(FactColumns::from_sales(columns)),
                _ => book.load(FactColumns::from_expenses(columns)),
            }
        }
        Batch::Plans(rows) | Batch::Budgets(rows) => {
            let (customers, months, amounts) = columns(rows);
            let columns =
                MonthlyColumns { customers: &customers, months: &months, amounts: &amounts };
            match batch {
                Batch::Plans(_) => book.load(FactColumns::from_plans(columns)),
                _ => book.load(FactColumns::from_budgets(columns)),
            }
        }
        Batch::Receivables(bills, receipts) => Receivables::of(bills, receipts).load(book),
        Batch::Limits(limits) => book.load(FactColumns::from_limits(limits)),
    }
}

/// A book with the customers and nothing about them.
#[track_caller]
pub(super) fn blank(customers: &[Terms]) -> Book {
    let mut book = Book::new(yuan());
    for (place, terms) in customers.iter().enumerate() {
        if terms.named {
            let mut customer = Customer::new(format!("C{place}").parse().unwrap());
            (customer.since, customer.attitude) = (terms.since, terms.attitude);
            book.register(customer).unwrap();
        } else {
            book.open_unnamed(1).unwrap();
        }
    }
    book
}

impl Story {
    /// The book with loads in columns, and the book that was told everything one by one.
    #[track_caller]
    pub(super) fn books(&self) -> (Book, Book) {
        let (mut loaded, mut told) = (blank(&self.customers), blank(&self.customers));
        let mut teller = Teller::default();
        for (in_columns, batch) in &self.batches {
            let batch = teller.new_months(batch.clone());
            if *in_columns {
                load(&mut loaded, &batch).unwrap();
                teller.record(&mut [&mut told], &batch, true);
            } else {
                teller.record(&mut [&mut loaded, &mut told], &batch, false);
            }
        }
        (loaded, told)
    }
}

/// What a view shows, but for the numbers of documents.
pub(super) fn shown(view: AccountView<'_>, t: AsOf) -> String {
    let timeline = |line: Timeline<'_>| {
        (line.days().collect::<Vec<_>>(), line.active_days_latest_first().collect::<Vec<_>>())
    };
    let mut open = Vec::new();
    let standing = settle(view.receivables(), t, |item| {
        let invoice = item.invoice;
        let billed = (invoice.issued(), invoice.due(), invoice.amount(), invoice.is_disputed());
        open.push((billed, item.open, item.days_past_due));
    });
    let mut payments: Vec<_> =
        view.payments().iter().map(|line| (line.day(), line.amount())).collect();
    payments.sort_unstable();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {open:?} {standing:?} {payments:?}",
        timeline(view.sales()),
        timeline(view.expenses()),
        view.plans(),
        view.budgets(),
        view.limit(t),
    )
}

/// Reviews of two books say the same, and so do their accounts.
pub(super) fn same(left: &Book, right: &Book, t: AsOf) -> Result<(), TestCaseError> {
    let policy = Policy::default();
    prop_assert_eq!(left.feeds(), right.feeds());
    for (one, other) in left.keys().zip(right.keys()) {
        let [one, other] = [left.view(one), right.view(other)].map(|view| shown(view.unwrap(), t));
        prop_assert_eq!(one, other);
    }
    let (left, right) = match (left.review(t, &policy), right.review(t, &policy)) {
        (Ok(left), Ok(right)) => (left, right),
        (left, right) => {
            prop_assert_eq!(left.err(), right.err());
            return Ok(());
        }
    };
    prop_assert_eq!(left.customers(), right.customers());
    prop_assert_eq!(left.prior(), right.prior());
    prop_assert_eq!(left.cuts(), right.cuts());
    prop_assert!(left.classes().eq(right.classes()));
    prop_assert_eq!(left.loyal(), right.loyal());
    prop_assert_eq!(left.quadrants(), right.quadrants());
    prop_assert_eq!(left.purchases(), right.purchases());
    prop_assert_eq!(left.values_at_risk(), right.values_at_risk());
    prop_assert_eq!(left.pareto(), right.pareto());
    for rule in Rule::ALL {
        prop_assert_eq!(left.outcomes(rule), right.outcomes(rule));
    }
    for key in left.customers() {
        prop_assert_eq!(left.explain(*key), right.explain(*key));
    }
    Ok(())
}

/// Everything there is to see of a book.
pub(super) fn all_of(book: &Book) -> String {
    format!("{book:?}")
}
