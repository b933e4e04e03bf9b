//! A day at the order desk: the orders of the day are checked against a book, held orders come with
//! their remedies, one is released by a person with authority, and tomorrow's calls are listed.
//!
//! `cargo run --release --example order_desk`

use std::error::Error;

use guanxi::account::AccountView;
use guanxi::book::{Book, OrderDeskError, OrderInputs};
use guanxi::calendar::{AsOf, Day, WorkCalendar, WorkCalendarDraft};
use guanxi::credit::{
    Debtor, GroupNode, GroupTree, OrderCheck, OrderCheckPolicy, OrderRequest, OrderVerdict, Reason,
    collection_schedule,
};
use guanxi::customer::Customer;
use guanxi::day;
use guanxi::hold::{Hold, HoldOpening, HoldStep, ReleasePolicy, ReserveError, Reserved};
use guanxi::id::CustomerKey;
use guanxi::money::{Currency, Money};
use guanxi::receivable::{
    CreditLimit, DunningPolicy, Invoice, LimitValidity, Payment, Promise, PromiseStatus, promises,
    settle,
};
use guanxi::trade::{DocumentFlow, DocumentStage, OpenOrder, StagedDocument};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Today.
const T: Day = day!(2026, 3, 30);

struct Desk {
    book: Book,
    calendar: WorkCalendar,
    policy: OrderCheckPolicy,
    t: AsOf,
}

fn money(text: &str) -> Outcome<Money> {
    Ok(text.parse()?)
}

/// One customer with a limit and its invoices: number, day of issue, due date, amount, paid on.
fn customer(
    book: &mut Book,
    name: &str,
    group: Option<&str>,
    limit: &str,
    invoices: &[(&str, Day, Day, &str, Option<Day>)],
) -> Outcome<CustomerKey> {
    let mut customer = Customer::new(name.parse()?);
    customer.group = group.map(str::parse).transpose()?;
    let key = book.register(customer)?;
    book.agree_limit(key, CreditLimit::try_from_text(limit, book.currency())?)?;
    for (number, issued, due, amount, paid) in invoices {
        book.record(key, Invoice::new(number.parse()?, *issued, *due, money(amount)?))?;
        if let Some(paid) = paid {
            let payment = Payment::new(format!("P-{number}").parse()?, *paid, money(amount)?);
            book.record(key, payment.for_invoice(number.parse()?))?;
        }
    }
    Ok(key)
}

fn book() -> Outcome<Book> {
    let mut book = Book::new(Currency::CNY);
    let (east, west) = (Some("Lin Holding"), None);
    customer(
        &mut book,
        "Anda Machines",
        west,
        "80000",
        &[
            ("A-1", day!(2026, 1, 10), day!(2026, 2, 9), "CNY 30000", Some(day!(2026, 2, 6))),
            ("A-2", day!(2026, 2, 20), day!(2026, 3, 22), "CNY 20000", Some(day!(2026, 3, 20))),
            ("A-3", day!(2026, 3, 12), day!(2026, 4, 11), "CNY 25000", None),
        ],
    )?;
    customer(
        &mut book,
        "Baoshan Trade",
        west,
        "60000",
        &[
            ("B-1", day!(2026, 1, 12), day!(2026, 2, 11), "CNY 18000", None),
            ("B-2", day!(2026, 3, 2), day!(2026, 4, 1), "CNY 22000", None),
        ],
    )?;
    let cheng = customer(
        &mut book,
        "Cheng & Sons",
        west,
        "50000",
        &[("C-1", day!(2026, 3, 5), day!(2026, 4, 4), "CNY 15000", None)],
    )?;
    customer(
        &mut book,
        "Lin North",
        east,
        "90000",
        &[("L-1", day!(2026, 3, 1), day!(2026, 3, 31), "CNY 55000", None)],
    )?;
    customer(
        &mut book,
        "Lin South",
        east,
        "90000",
        &[("L-2", day!(2026, 3, 8), day!(2026, 4, 7), "CNY 50000", None)],
    )?;
    let mei = customer(
        &mut book,
        "Mei Retail",
        west,
        "20000",
        &[("M-1", day!(2026, 2, 25), day!(2026, 3, 27), "CNY 12000", None)],
    )?;
    // An order of Cheng's is on its way: half of it delivered and not billed yet.
    let (ordered, deliver) = (day!(2026, 3, 10), day!(2026, 4, 2));
    book.record(cheng, OpenOrder::new("SO-70".parse()?, ordered, deliver, money("CNY 24000")?))?;
    book.record(
        cheng,
        DocumentFlow {
            from: StagedDocument::new(DocumentStage::Ordered, "SO-70".parse()?),
            to: StagedDocument::new(DocumentStage::Delivered, "DN-12".parse()?),
            date: day!(2026, 3, 26),
            amount: money("CNY 12000")?,
        },
    )?;
    let terms = LimitValidity { valid_to: Some(day!(2026, 3, 28)), review_on: None };
    book.state_for_all_days(mei, guanxi::account::CustomerTerm::LimitValidity(terms))?;

    Ok(book)
}

fn desk() -> Outcome<Desk> {
    let mut book = book()?;
    let holding = GroupNode {
        id: "Lin Holding".parse()?,
        parent: None,
        pool: CreditLimit::try_from_money(money("CNY 120000")?, book.currency())?,
        allotment: money("CNY 0")?.amount(),
    };
    let calendar = WorkCalendar::try_new(WorkCalendarDraft {
        rest_days: [chrono::Weekday::Sat, chrono::Weekday::Sun].into(),
        ..WorkCalendarDraft::default()
    })?;
    book.order_desk_mut().set_groups(GroupTree::try_new(vec![holding])?);
    Ok(Desk { book, calendar, policy: OrderCheckPolicy::default(), t: AsOf::new(T) })
}

impl Desk {
    fn view(&self, key: CustomerKey) -> Outcome<AccountView<'_>> {
        Ok(self.book.view(key)?)
    }

    fn overdue_level(&self, view: AccountView<'_>) -> Option<u8> {
        let mut items = Vec::new();
        settle(view.receivables(), self.t, |item| items.push(item));
        DunningPolicy::default().level(&items, None, view.currency(), self.t)
    }
}

fn orders() -> Outcome<Vec<(&'static str, &'static str, OrderRequest)>> {
    let deliver = day!(2026, 4, 3);
    let rows = [
        ("Anda Machines", "SO-101", "CNY 40000", "CNY 0"),
        ("Baoshan Trade", "SO-102", "CNY 15000", "CNY 0"),
        ("Cheng & Sons", "SO-103", "CNY 26000", "CNY 0"),
        ("Lin North", "SO-104", "CNY 12000", "CNY 0"),
        ("Lin South", "SO-105", "CNY 9000", "CNY 0"),
        ("Mei Retail", "SO-106", "CNY 6000", "CNY 0"),
        ("Mei Retail", "SO-107", "CNY 5000", "CNY 5000"),
    ];
    let order = |(name, number, amount, prepaid): (&'static str, &'static str, &str, &str)| {
        let order = OrderRequest::try_new(money(amount)?, deliver)?.prepaid(money(prepaid)?)?;
        Ok((name, number, order.numbered(number.parse()?)))
    };
    rows.into_iter().map(order).collect()
}

fn main() -> Outcome<()> {
    let mut desk = desk()?;
    println!("Orders of {T}\n");
    let (given, until) = (OrderInputs::default(), day!(2026, 4, 3));
    let mut held: Vec<(&str, Money, OrderCheck)> = Vec::new();
    for (name, number, order) in orders()? {
        let key = desk.book.key(&name.parse()?)?;
        match desk.book.reserve_order(key, &order, &given, &desk.policy, desk.t, until) {
            Ok(Reserved { reservation, check, .. }) => {
                println!("{number} {name}: {check}");
                println!("   reserved {} until {}", reservation.amount, reservation.until);
            }
            Err(OrderDeskError::Reserve(ReserveError::Held(check))) => {
                println!("{number} {name}: {check}");
                let (book, policy) = (&desk.book, &desk.policy);
                let remedies = book.order_remedies(key, &order, &given, policy, desk.t, 30)?;
                println!("   would free it: {remedies}");
                let worth = check.after().minus(check.before()).to_amount().ok_or("too large")?;
                held.push((number, Money::new(worth, desk.book.currency()), *check));
            }
            Err(error) => return Err(error.into()),
        }
    }
    release(&desk, &held)?;
    collect(&desk)
}

/// Releases the first held order by a person with authority; one without is refused.
fn release(desk: &Desk, orders: &[(&str, Money, OrderCheck)]) -> Outcome<()> {
    println!("\nHeld\n");
    let policy = ReleasePolicy::default();
    for (number, value, check) in orders {
        let reasons: Vec<Reason> = check.failed().map(|finding| finding.reason).collect();
        let on = desk.t.day();
        let mut hold = Hold::try_open(HoldOpening {
            document: number.parse()?,
            value: *value,
            reasons,
            evidence: check.to_string(),
            on,
            by: "desk".parse()?,
        })?;
        for (role, by) in [("credit clerk", "Wang"), ("credit manager", "Zhou")] {
            let step = HoldStep::Release {
                why: "the bank has confirmed the transfer".to_owned(),
                role: role.to_owned(),
                requested_by: "Wang".parse()?,
            };
            match hold.apply(step, on, by.parse()?, &policy) {
                Ok(()) => println!("{number}: {} by {by}, {role}", hold.status()),
                Err(refused) => println!("{number}: {refused}"),
            }
            if hold.may_ship(*value, on, &policy) {
                break;
            }
        }
        assert_eq!(check.verdict(), OrderVerdict::Hold);
    }
    Ok(())
}

/// Lists the calls of tomorrow. Baoshan has promised to pay by Wednesday.
fn collect(desk: &Desk) -> Outcome<()> {
    println!("\nCollection\n");
    let baoshan = desk.book.key(&"Baoshan Trade".parse()?)?;
    let amount = money("CNY 18000")?.amount();
    let promise = Promise::new(day!(2026, 3, 27), day!(2026, 4, 1), amount);
    let tolerance = money("CNY 1")?.amount();
    let mut debtors = Vec::new();
    for customer in desk.book.keys() {
        let account = desk.view(customer)?;
        let status = promises(&[promise], account.payments(), tolerance, desk.t);
        let is_promised = customer == baoshan && status == [Some(PromiseStatus::Open)];
        let promised_by = is_promised.then_some(promise.by);
        debtors.push(Debtor { promised_by, ..Debtor::new(customer, account) });
    }
    for call in collection_schedule(&debtors, &desk.calendar, desk.t) {
        let level = desk.overdue_level(desk.view(call.customer)?);
        let reminder = level.map_or_else(String::new, |level| format!("; reminder {level} is due"));
        println!("{} — {call}{reminder}", desk.book.name(call.customer));
    }
    Ok(())
}
