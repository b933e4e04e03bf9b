//! Columns that are long enough for several threads.

use std::collections::BTreeMap;

use guanxi::account::{
    DatedColumns, FactColumns, FactKind, InvoiceColumns, LoadError, MonthlyColumns, PaymentColumns,
    ReceivableColumns,
};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::money::{Amount, Total};
use guanxi::receivable::settle;

use super::books::{load, same};
use super::extremes::{Plain, book_of, refused};
use super::story::{
    Batch, Bill, Receipt, Receivables, Row, Story, Teller, Terms, day, epoch, key, month_of,
};
use crate::strategies::{Numbers, date};

/// Sales that take more than one part: customers by chance, more of them low, days and amounts of
/// every kind.
pub(super) fn many_rows(customers: u32, many: usize, seed: u64) -> Vec<Row> {
    let mut chance = Numbers(seed);
    let mut row = || {
        let far = 1 + chance.below(u64::from(customers));
        let minor = chance.below(2_000) as i64 - 600;
        (chance.below(far) as u32, epoch(chance.below(900) as i32), minor)
    };
    (0..many).map(|_| row()).collect()
}

#[test]
pub(super) fn columns_of_many_parts_are_the_plain_sums_by_customer_and_day() {
    // Customers that fill no part to its end, one customer for all parts, fewer customers than
    // parts, more customers than rows.
    let sizes = [(2_000, 60_000), (2_049, 90_000), (1, 50_000), (3, 70_000), (90_000, 60_000)];
    for (seed, (customers, many)) in (1..).zip(sizes) {
        let (mut book, mut plain) = (book_of(customers), Plain::default());
        let rows = many_rows(customers, many, seed);
        let (first, rest) = rows.split_at(many * 2 / 3);
        // Of the rest a few are recorded between the loads, so that the second one meets both.
        let (told, second) = rest.split_at(50);
        load(&mut book, &Batch::Sales(first.to_vec())).unwrap();
        let mut teller = Teller::default();
        teller.record(&mut [&mut book], &Batch::Sales(told.to_vec()), false);
        load(&mut book, &Batch::Sales(second.to_vec())).unwrap();
        plain.add(&rows);
        for key in book.keys() {
            plain.assert_shown(key.position(), book.view(key).unwrap().sales());
        }
        // Refused at the very end of the last part.
        let before = book.clone();
        let last = customers - 1;
        let mut wrong = rows;
        wrong.extend([(last, epoch(950), i64::MAX), (last, epoch(951), i64::MAX)]);
        let error = refused(load(&mut book, &Batch::Sales(wrong)));
        assert_eq!(error, LoadError::Overflow { kind: FactKind::Sale, position: last });
        for key in book.keys() {
            let [now, then] = [&book, &before].map(|book| book.view(key).unwrap().sales());
            assert!(now.days().eq(then.days()), "{key:?}");
        }
    }
}

#[test]
pub(super) fn plans_of_many_parts_are_those_of_each_customer_in_order() {
    let (customers, months) = (2_500_u32, 24);
    let mut chance = Numbers(6);
    let mut rows: Vec<Row> = (0..customers)
        .flat_map(|who| (0..months).map(move |month| (who, 2024 * 12 + month)))
        .map(|(who, month)| (who, month, chance.below(9_000) as i64))
        .collect();
    for place in (1..rows.len()).rev() {
        rows.swap(place, chance.below(place as u64 + 1) as usize);
    }
    let mut book = book_of(customers);
    load(&mut book, &Batch::Plans(rows.clone())).unwrap();
    let mut plain: BTreeMap<u32, BTreeMap<i32, i64>> = BTreeMap::new();
    for (who, month, minor) in &rows {
        plain.entry(*who).or_default().insert(*month, *minor);
    }
    for (who, expected) in &plain {
        let found = book.view(key(*who)).unwrap().plans();
        let found: Vec<_> = found.iter().map(|it| (it.month(), it.amount().minor())).collect();
        let expected: Vec<_> = expected.iter().map(|(it, minor)| (month_of(*it), *minor)).collect();
        assert_eq!(found, expected, "customer {who}");
    }
    let repeated = vec![(customers - 1, 2024 * 12, 1)];
    let error = refused(load(&mut book, &Batch::Plans(repeated)));
    assert_eq!(error, LoadError::Repeated { kind: FactKind::Plan, position: customers - 1 });
}

/// The invoices of a customer with their rows, its payments with the rows that they name.
pub(super) type Owed = (Vec<(usize, Bill)>, Vec<(Option<usize>, Receipt)>);

/// What is left of each invoice issued by a day: named payments first, the rest by due date and
/// row.
pub(super) fn left_open(
    bills: &[(usize, Bill)],
    receipts: &[(Option<usize>, Receipt)],
    t: i32,
) -> Vec<(i32, i64)> {
    let issued = bills.iter().filter(|(_, bill)| bill.issued <= t);
    let mut open: BTreeMap<(i32, usize), i64> =
        issued.map(|(row, bill)| ((bill.due, *row), bill.minor)).collect();
    let due: BTreeMap<usize, i32> = bills.iter().map(|(row, bill)| (*row, bill.due)).collect();
    let mut free = 0;
    for (named, receipt) in receipts.iter().filter(|(_, receipt)| receipt.day <= t) {
        let item = named.and_then(|row| open.get_mut(&(due[&row], row)));
        if named.is_some() && item.is_none() {
            // Earmarked for an invoice that is not issued yet.
            continue;
        }
        let taken = item.map_or(0, |left| {
            let taken = receipt.minor.min(*left);
            *left -= taken;
            taken
        });
        free += receipt.minor - taken;
    }
    for left in open.values_mut() {
        let taken = free.min(*left);
        (*left, free) = (*left - taken, free - taken);
    }
    open.into_iter().filter(|(_, left)| *left > 0).map(|((due, _), left)| (due, left)).collect()
}

#[test]
pub(super) fn receivables_of_many_parts_settle_like_those_of_each_customer_alone() {
    let (customers, many) = (2_000_u32, 60_000);
    let mut chance = Numbers(7);
    let mut bill = || {
        let issued = epoch(chance.below(880) as i32);
        let due = issued + chance.below(30) as i32;
        let customer = chance.below(u64::from(customers)) as u32;
        Bill { customer, issued, due, minor: 1 + chance.below(500) as i64 }
    };
    let bills: Vec<Bill> = (0..many).map(|_| bill()).collect();
    let mut receipt = || {
        let (customer, day) =
            (chance.below(u64::from(customers)) as u32, epoch(chance.below(900) as i32));
        let names = (chance.below(3) > 0).then(|| chance.below(many) as usize);
        Receipt { customer, day, minor: 1 + chance.below(600) as i64, names }
    };
    let receipts: Vec<Receipt> = (0..50_000).map(|_| receipt()).collect();
    let columns = Receivables::of(&bills, &receipts);
    let mut book = book_of(customers);
    columns.load(&mut book).unwrap();
    let mut of_each: BTreeMap<u32, Owed> = BTreeMap::new();
    for (row, bill) in bills.iter().enumerate() {
        of_each.entry(bill.customer).or_default().0.push((row, *bill));
    }
    for (payer, receipt) in columns.payers.iter().zip(&receipts) {
        of_each.entry(*payer).or_default().1.push((receipt.names, *receipt));
    }
    let t = AsOf::new(date(700));
    for (who, (bills, receipts)) in &of_each {
        let view = book.view(key(*who)).unwrap();
        assert_eq!((view.invoices().len(), view.payments().len()), (bills.len(), receipts.len()));
        let mut found = Vec::new();
        let standing = settle(view.receivables(), t, |item| {
            found.push((item.invoice.due().to_epoch_days(), item.open.minor()));
        });
        let expected = left_open(bills, receipts, t.day().to_epoch_days());
        assert_eq!(found, expected, "customer {who}");
        let billed = bills.iter().filter(|(_, it)| t.sees(day(it.issued))).map(|(_, it)| it.minor);
        let paid = receipts.iter().filter(|(_, it)| t.sees(day(it.day))).map(|(_, it)| it.minor);
        let balance = billed.sum::<i64>() - paid.sum::<i64>();
        assert_eq!(standing.balance(), Total::from(Amount::from_minor(balance)), "customer {who}");
    }
}

#[test]
pub(super) fn a_book_of_many_parts_is_reviewed_like_the_book_told_one_by_one() {
    let customers = 500;
    let terms = Terms { named: false, since: None, attitude: None };
    let batches = vec![
        (true, Batch::Sales(many_rows(customers, 40_000, 8))),
        (false, Batch::Sales(many_rows(customers, 500, 9))),
        (true, Batch::Expenses(many_rows(customers, 40_000, 10))),
        (true, Batch::Limits(vec![90_000; 400])),
    ];
    let story = Story { customers: vec![terms; customers as usize], batches };
    let (loaded, told) = story.books();
    same(&loaded, &told, AsOf::new(date(850))).unwrap();
}

#[test]
pub(super) fn kinds_loaded_at_once_are_those_loaded_one_by_one_and_refused_together() {
    let sales = DatedColumns {
        customers: &[1, 0, 1],
        days: &[20_000, 20_010, 20_020],
        amounts: &[5, 7, 9],
    };
    let expenses = DatedColumns { customers: &[0], days: &[20_011], amounts: &[3] };
    let months =
        MonthlyColumns { customers: &[0, 1], months: &[24_297, 24_297], amounts: &[50, 60] };
    let invoices =
        InvoiceColumns { customers: &[0], issued: &[20_000], due: &[20_005], amounts: &[40] };
    let payments =
        PaymentColumns { customers: &[0], days: &[20_006], amounts: &[15], invoices: &[0] };
    let open = || {
        let mut book = Book::new("CNY".parse().unwrap());
        book.open_unnamed(2).unwrap();
        book
    };
    let all = FactColumns {
        sales: Some(sales),
        receivables: Some(ReceivableColumns { invoices, payments }),
        expenses: Some(expenses),
        plans: Some(months),
        budgets: Some(months),
        limits: &[100, 0],
    };
    let (mut at_once, mut one_by_one) = (open(), open());
    at_once.load(all).unwrap();
    one_by_one.load(FactColumns::from_sales(sales)).unwrap();
    one_by_one.load(FactColumns::from_receivables(invoices, payments)).unwrap();
    one_by_one.load(FactColumns::from_expenses(expenses)).unwrap();
    one_by_one.load(FactColumns::from_plans(months)).unwrap();
    one_by_one.load(FactColumns::from_budgets(months)).unwrap();
    one_by_one.load(FactColumns::from_limits(&[100, 0])).unwrap();
    assert_eq!(format!("{at_once:?}"), format!("{one_by_one:?}"));

    let twice = MonthlyColumns { customers: &[1, 1], ..months };
    let mut book = open();
    let refused = book.load(FactColumns { budgets: Some(twice), ..all }).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "budget columns agree an amount twice for a month of the customer at position 1"
    );
    assert_eq!(format!("{book:?}"), format!("{:?}", open()), "nothing of the others either");
}
