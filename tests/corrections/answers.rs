//! Everything that a book says in public, as text in which customers are named.

use guanxi::account::AccountView;
use guanxi::book::{Book, OrderInputs};
use guanxi::calendar::{AsOf, Day};
use guanxi::contract::{Contract, ContractOrigin};
use guanxi::credit::{Exposure, OrderRequest, SalesBalance};
use guanxi::id::CustomerKey;
use guanxi::policy::Policy;
use guanxi::receivable::{OpenBalance, settle, settled_items};
use guanxi::warning::Rule;

use crate::story::{CUSTOMERS, money, name};
use crate::trails::kept;

/// The text of something with the names of customers in place of their keys.
fn named(book: &Book, said: &impl std::fmt::Debug) -> String {
    let mut text = format!("{said:?}");
    for key in book.keys() {
        text = text.replace(&format!("{key:?}"), book.name(key));
    }
    text
}

/// What a review says.
pub(crate) fn of_review(book: &Book, t: Day) -> Vec<String> {
    let policy = Policy::default();
    let review = book.review(AsOf::new(t), &policy).unwrap();
    let mut lines = vec![
        named(book, &review.summary()),
        named(book, review.prior()),
        named(book, &review.customers()),
        named(book, &review.call_list(9)),
        named(book, &review.ended()),
        named(book, &review.purchases()),
        named(book, &review.quadrants()),
        named(book, &review.pareto()),
        named(book, &book.owed_by_group(AsOf::new(t))),
    ];
    lines.extend(Rule::ALL.map(|rule| named(book, &review.outcomes(rule))));
    lines.extend(review.customers().iter().map(|it| named(book, &review.explain(*it).unwrap())));
    lines
}

/// What is said of one customer.
pub(crate) fn of_customer(book: &Book, key: CustomerKey, t: Day) -> Vec<String> {
    let (policy, day, t) = (Policy::default(), t, AsOf::new(t));
    let account = book.account_at(key, t).unwrap();
    let view = account.view();
    let mut lines = vec![
        named(book, &book.judge(key, &book.assessor(t, &policy))),
        format!("{:?} {:?} {:?}", view.start(t), view.limit(t), view.base_limit()),
        format!("{:?} {:?} {:?}", view.attitude(), view.group(), view.ended()),
        format!("{:?}", Exposure::from_account(view, t, None)),
        format!("{:?}", SalesBalance::from_account(view, t.last_days(60))),
    ];
    lines.extend(of_facts(view, day));
    for number in ["O0.0", "O1.1", "X1"] {
        let order = OrderRequest::try_new(money(150), day).unwrap();
        let order = order.numbered(number.parse().unwrap());
        let given = OrderInputs::default();
        lines.push(format!("{:?}", book.check_order(key, &order, &given, &policy.order_check, t)));
        let remedies = book.order_remedies(key, &order, &given, &policy.order_check, t, 0);
        lines.push(format!("{remedies:?}"));
    }
    lines
}

/// The facts that an account shows as of a day. Facts of one day are a set.
fn of_facts(view: AccountView<'_>, day: Day) -> Vec<String> {
    let t = AsOf::new(day);
    let mut lines = Vec::new();
    let mut sorted = |mut lines_of: Vec<String>| {
        lines_of.sort();
        lines.push(lines_of.join("; "));
    };
    let days = view.sales().up_to(day);
    sorted(days.days().map(|it| format!("{it:?}")).collect());
    sorted(view.expenses().up_to(day).days().map(|it| format!("{it:?}")).collect());
    sorted(view.plans().iter().map(|it| format!("{it:?}")).collect());
    sorted(view.budgets().iter().map(|it| format!("{it:?}")).collect());
    let mut items = Vec::new();
    let balance = settle(view.receivables(), t, |it| {
        let number = view.invoice_number(it.invoice).to_owned();
        items.push(format!("{number} {} {:?} {:?}", it.due, it.open, it.disputed));
    });
    sorted(items);
    sorted(vec![
        format!("{balance:?}"),
        format!("{:?}", OpenBalance::as_of(view.receivables(), t)),
    ]);
    sorted(view.open_orders(t).map(|it| format!("{} {:?}", it.order.ordered(), it.open)).collect());
    sorted(view.document_flows(t).map(|it| format!("{it:?}")).collect());
    sorted(view.collateral().iter().map(|it| format!("{it:?}")).collect());
    let signed = |it: &&Contract| match it.origin() {
        ContractOrigin::SignedElsewhere { signed } => signed <= day,
        _ => panic!("all are signed elsewhere"),
    };
    sorted(view.contracts().iter().filter(signed).map(|it| format!("{it:?}")).collect());
    let breaches = view.breaches().iter().filter(|it| it.date <= day);
    sorted(breaches.map(|it| format!("{it:?}")).collect());
    let incidents = view.incidents().iter().filter(|it| it.reported <= day);
    sorted(incidents.map(|it| format!("{it:?}")).collect());
    let groups = view.product_groups();
    let until = |days: &[Day]| days.iter().copied().filter(|it| *it <= day).collect::<Vec<_>>();
    let groups = groups.map(|it| (it.name(), until(it.order_days())));
    let groups = groups.filter(|(_, days)| !days.is_empty());
    sorted(groups.map(|it| format!("{it:?}")).collect());
    let settled = settled_items(view.receivables(), t).into_iter();
    let of_settled = |it: guanxi::receivable::SettledItem| {
        let number = view.invoice_number(it.invoice).to_owned();
        format!("{number} {:?}", (it.due, it.amount, it.settled))
    };
    sorted(settled.map(of_settled).collect());
    sorted(kept::shown(view, day));
    lines
}

/// All answers of a book on a day.
pub(crate) fn of_book(book: &Book, t: Day) -> Vec<String> {
    let all: Vec<u8> = (0..CUSTOMERS).collect();
    of(book, &all, t)
}

/// The answers of a book about itself, and about some customers.
pub(crate) fn of(book: &Book, customers: &[u8], t: Day) -> Vec<String> {
    let mut lines = of_review(book, t);
    for customer in customers {
        if let Ok(key) = book.key(&name(*customer).parse().unwrap()) {
            lines.push(name(*customer));
            lines.extend(of_customer(book, key, t));
        }
    }
    lines
}

/// The first answers that differ.
pub(crate) fn difference(found: &[String], expected: &[String]) -> Option<String> {
    let pairs = found.iter().zip(expected).enumerate();
    let mut apart = pairs.filter(|(_, (one, other))| one != other);
    let first = apart.next();
    let first = first.map(|(line, (one, other))| format!("line {line}:\n{one}\nnot\n{other}"));
    first.or_else(|| (found.len() != expected.len()).then(|| "more is said".to_owned()))
}
