//! Books of three customers with everything that can be done to them.

use guanxi::account::{CustomerTerm, Fact, OpenMoney};
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::book::Book;
use guanxi::calendar::{Day, Validity};
use guanxi::contact::{BuyingRole, Post};
use guanxi::contract::Contract;
use guanxi::custody::{Custody, Loan};
use guanxi::customer::{Attitude, Customer};
use guanxi::feed::{Feed, FeedGap, FeedStatement};
use guanxi::id::{CustomerKey, StaffId};
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::measure::Ratio;
use guanxi::money::Money;
use guanxi::receivable::{
    Allocation, Collateral, CollateralKind, CreditLimit, Dispute, InvoiceInstalment,
    InvoiceInstalments, Payment, PaymentTerms, PaymentTermsDraft, SettlementKind,
};
use guanxi::trade::{
    Claim, ClaimKind, DocumentFlow, DocumentStage, Sale, SaleLine, StagedDocument,
};
use proptest::prelude::*;

use crate::strategies::{History, days, decided, document, money, rated, wallet, yuan};

/// A change of the book after its facts are recorded; one that is refused changes nothing.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// Another fact, known from a day where one is given.
    Record {
        customer: usize,
        other: Other,
        known_from: Option<Day>,
    },
    Void {
        customer: usize,
        fact: usize,
        on: Day,
    },
    /// The day and amount of another sale.
    Take {
        customer: usize,
        fact: usize,
        other: usize,
        on: Day,
    },
    State {
        customer: usize,
        on: Day,
        term: CustomerTerm,
    },
    Merge {
        merged: usize,
        survivor: usize,
        on: Day,
        days: Option<i32>,
    },
    EraseFact {
        customer: usize,
        fact: usize,
        on: Day,
    },
    Erase {
        customer: usize,
        on: Day,
    },
    Rename {
        customer: usize,
    },
    Feed {
        on: Option<Day>,
        statement: FeedStatement,
    },
}

impl Change {
    /// The day from which it is known.
    pub(crate) fn day(&self) -> Option<Day> {
        match self {
            Self::Void { on, .. }
            | Self::Take { on, .. }
            | Self::State { on, .. }
            | Self::Merge { on, .. }
            | Self::EraseFact { on, .. }
            | Self::Erase { on, .. } => Some(*on),
            Self::Record { known_from: day, .. } | Self::Feed { on: day, .. } => *day,
            Self::Rename { .. } => None,
        }
    }
}

/// A fact that names the bills and orders of the customers by their place.
#[derive(Debug, Clone)]
pub(crate) enum Other {
    Dispute { bill: usize, part: Option<i64>, days: Option<i32> },
    Instalments { bill: usize, first: i64, is_retention: bool },
    Settlement { bills: (usize, usize), kind: usize, minor: i64, number: u8, paper: bool },
    Flow { order: usize, minor: i64, further: bool },
    Contract { number: u8, days: i32 },
    Collateral { number: u8, minor: i64 },
    Assignment { from: i32, days: i32, staff: bool },
    Loan { from: i32, days: Option<i32> },
    Interaction { from: i32, kind: usize },
    Post { from: i32, days: i32 },
    Custody { from: i32, keeper: bool },
    Wallet { from: i32 },
    Decision { from: i32, days: i32 },
    Rating { from: i32, mark: i16 },
    Claim { from: i32, days: i32, minor: i64 },
    Line { sale: u8, bill: usize, minor: i64 },
}

fn other() -> impl Strategy<Value = Other> {
    let bill = 0..8_usize;
    let dispute = (bill.clone(), prop::option::of(1..200_i64), prop::option::of(1..90_i32));
    let instalments = (bill.clone(), 1..100_i64, any::<bool>());
    let kinds = 0..SettlementKind::ALL.len();
    let settlement = ((bill.clone(), bill), kinds, 1..200_i64, 0..4_u8, any::<bool>());
    prop_oneof![
        1 => dispute.prop_map(|(bill, part, days)| Other::Dispute { bill, part, days }),
        1 => instalments.prop_map(|(bill, first, is_retention)| Other::Instalments {
            bill,
            first,
            is_retention,
        }),
        3 => settlement.prop_map(|(bills, kind, minor, number, paper)| Other::Settlement {
            bills,
            kind,
            minor,
            number,
            paper,
        }),
        1 => (0..4_usize, 1..300_i64, any::<bool>()).prop_map(|(order, minor, further)| Other::Flow {
            order,
            minor,
            further,
        }),
        1 => (0..3_u8, 0..300_i32).prop_map(|(number, days)| Other::Contract { number, days }),
        1 => (0..3_u8, 1..300_i64).prop_map(|(number, minor)| Other::Collateral { number, minor }),
        2 => (0..20_i32, 0..6_i32, any::<bool>())
            .prop_map(|(from, days, staff)| Other::Assignment { from, days, staff }),
        2 => (0..20_i32, prop::option::of(0..4_i32))
            .prop_map(|(from, days)| Other::Loan { from, days }),
        1 => (0..20_i32, 0..3_usize).prop_map(|(from, kind)| Other::Interaction { from, kind }),
        1 => (0..20_i32, 0..6_i32).prop_map(|(from, days)| Other::Post { from, days }),
        1 => (0..9_i32, any::<bool>()).prop_map(|(from, keeper)| Other::Custody { from, keeper }),
        1 => (0..9_i32).prop_map(|from| Other::Wallet { from }),
        1 => (0..9_i32, 0..9_i32).prop_map(|(from, days)| Other::Decision { from, days }),
        1 => (0..9_i32, 0..7_i16).prop_map(|(from, mark)| Other::Rating { from, mark }),
        1 => (0..9_i32, 0..3_i32, 1..300_i64)
            .prop_map(|(from, days, minor)| Other::Claim { from, days, minor }),
        2 => (0..4_u8, 0..8_usize, -300..300_i64)
            .prop_map(|(sale, bill, minor)| Other::Line { sale, bill, minor }),
    ]
}

fn statement() -> impl Strategy<Value = FeedStatement> {
    let feed = || (0..Feed::ALL.len()).prop_map(|place| Feed::ALL[place]);
    let complete = (feed(), days()).prop_map(|(feed, to)| FeedStatement::Complete { feed, to });
    // Few enough for a gap to be filled now and then.
    let gap = (feed(), 0..3_i32).prop_map(|(feed, place)| {
        let from = crate::strategies::date(place * 200);
        FeedGap::try_new(feed, from, from.offset(place)).unwrap()
    });
    prop_oneof![
        2 => complete,
        2 => gap.clone().prop_map(FeedStatement::Gap),
        1 => gap.prop_map(FeedStatement::Filled),
    ]
}

pub(crate) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let terms = prop_oneof![
        Just(CustomerTerm::CreditLimit(CreditLimit::Unlimited)),
        Just(CustomerTerm::Attitude(Some(Attitude::Switcher))),
        Just(CustomerTerm::Group(Some("North".parse().unwrap()))),
        Just(CustomerTerm::Group(None)),
        Just(CustomerTerm::PaymentTerms(Some(
            PaymentTerms::try_new(PaymentTermsDraft::Net { days: 30 }).unwrap()
        ))),
        Just(CustomerTerm::Ended(Some("bankrupt".parse().unwrap()))),
        Just(CustomerTerm::Ended(None)),
    ];
    let (customer, fact) = (|| 0..3_usize, || 0..50_usize);
    let known_from = prop::option::weighted(0.3, days());
    let record = (customer(), other(), known_from)
        .prop_map(|(customer, other, known_from)| Change::Record { customer, other, known_from });
    let void = (customer(), fact(), days()).prop_map(|(customer, fact, on)| Change::Void {
        customer,
        fact,
        on,
    });
    let take = (customer(), fact(), fact(), days())
        .prop_map(|(customer, fact, other, on)| Change::Take { customer, fact, other, on });
    let state = (customer(), days(), terms).prop_map(|(customer, on, term)| Change::State {
        customer,
        on,
        term,
    });
    let merge = (customer(), customer(), days(), prop::option::of(0..400_i32))
        .prop_map(|(merged, survivor, on, days)| Change::Merge { merged, survivor, on, days });
    let erase_fact = (customer(), fact(), days())
        .prop_map(|(customer, fact, on)| Change::EraseFact { customer, fact, on });
    let erase = (customer(), days()).prop_map(|(customer, on)| Change::Erase { customer, on });
    let rename = customer().prop_map(|customer| Change::Rename { customer });
    let feed = (prop::option::weighted(0.8, days()), statement())
        .prop_map(|(on, statement)| Change::Feed { on, statement });
    let change = prop_oneof![
        8 => record,
        6 => void,
        3 => take,
        3 => state,
        3 => merge,
        2 => erase_fact,
        1 => erase,
        1 => rename,
        3 => feed,
    ];
    prop::collection::vec(change, 0..24)
}

/// The book of three histories, the second customer without a name, after all changes.
pub(crate) fn book(histories: &[History; 3], changes: &[Change]) -> Book {
    let mut book = Book::new(yuan());
    let mut facts = Vec::new();
    for (place, history) in histories.iter().enumerate() {
        let key = if place == 1 {
            CustomerKey::from_position(book.open_unnamed(1).unwrap())
        } else {
            let mut customer = Customer::new(format!("Customer {place}").parse().unwrap());
            (customer.since, customer.attitude) = (history.since, history.attitude);
            book.register(customer).unwrap()
        };
        book.agree_limit(key, history.limit).unwrap();
        let own = history.facts(&format!("{place}-"));
        for fact in &own {
            drop(book.record(key, fact.clone()));
        }
        facts.push(own);
    }
    for change in changes {
        make(&mut book, &mut facts, histories, change);
    }
    book
}

fn key(place: usize) -> CustomerKey {
    CustomerKey::from_position(u32::try_from(place).unwrap())
}

fn make(book: &mut Book, facts: &mut [Vec<Fact>], histories: &[History; 3], change: &Change) {
    let by = || "Zhao".parse().unwrap();
    match change {
        Change::Record { customer, other, known_from } => {
            let Some(fact) = other.fact(histories, *customer) else { return };
            let recorded = match known_from {
                Some(from) => book.record_known(key(*customer), fact.clone(), *from),
                None => book.record(key(*customer), fact.clone()),
            };
            if recorded.is_ok() {
                // Where the changes after it will find it.
                facts[*customer].insert(0, fact);
            }
        }
        Change::Void { customer, fact, on } => {
            if let Some(fact) = facts[*customer].get(*fact) {
                drop(book.revise(key(*customer), &fact.name(), *on, None));
            }
        }
        Change::Take { customer, fact, other, on } => {
            let (fact, other) = (facts[*customer].get(*fact), facts[*customer].get(*other));
            if let (Some(Fact::Sale(fact)), Some(Fact::Sale(other))) = (fact, other) {
                let version = Sale { amount: other.amount, date: other.date, ..fact.clone() };
                let name = Fact::from(fact.clone()).name();
                drop(book.revise(key(*customer), &name, *on, Some(version.into())));
            }
        }
        Change::State { customer, on, term } => {
            drop(book.state(key(*customer), *on, term.clone()));
        }
        Change::Merge { merged, survivor, on, days } => {
            let mut customers = book.customers_mut();
            drop(customers.merge(key(*merged), key(*survivor), *on));
            if let Some(days) = days {
                drop(customers.undo_merge(key(*merged), on.offset(*days)));
            }
        }
        Change::EraseFact { customer, fact, on } => {
            if let Some(fact) = facts[*customer].get(*fact) {
                let (key, name) = (key(*customer), fact.name());
                drop(book.customers_mut().erase_fact(key, &name, *on, by(), OpenMoney::Erase));
            }
        }
        Change::Erase { customer, on } => {
            drop(book.customers_mut().erase(key(*customer), *on, by(), OpenMoney::Erase));
        }
        Change::Rename { customer } => {
            let name = format!("Renamed {customer}").parse().unwrap();
            drop(book.customers_mut().rename(key(*customer), &name));
        }
        Change::Feed { on, statement } => {
            let feeds = book.feed_statements_mut();
            drop(match on {
                Some(on) => feeds.state(*on, *statement),
                None => feeds.state_for_all_days(*statement),
            });
        }
    }
}

/// Value that moves from an order to its delivery, or further to its bill.
fn flow(prefix: &str, order: usize, amount: Money, further: bool) -> DocumentFlow {
    let order = document(&format!("{prefix}O{order}"));
    let ordered = StagedDocument::new(DocumentStage::Ordered, order.clone());
    let number = |letter: char| document(&format!("{letter}-{order}"));
    let delivered = StagedDocument::new(DocumentStage::Delivered, number('D'));
    let billed = StagedDocument::new(DocumentStage::Billed, number('B'));
    let date = crate::strategies::date(crate::strategies::DAYS);
    let [from, to] = if further { [delivered, billed] } else { [ordered, delivered] };
    DocumentFlow { from, to, date, amount }
}

fn guarantee(customer: usize, number: u8, minor: i64) -> Collateral {
    let first = crate::strategies::date(0);
    Collateral {
        document: document(&format!("{}C{number}", prefix(customer))),
        kind: CollateralKind::Guarantee,
        from: first,
        to: first.offset(400),
        value: money(minor),
        share: Ratio::ONE,
    }
}

impl Other {
    /// The fact, where the customer has the bill or order that it names.
    fn fact(&self, histories: &[History; 3], customer: usize) -> Option<Fact> {
        let (history, first) = (&histories[customer], crate::strategies::date(0));
        Some(match *self {
            Self::Dispute { bill, part, days } => {
                let bill = history.bills.get(bill)?;
                let dispute = Dispute::new(bill.fact(&prefix(customer)).document, bill.issued);
                let dispute = match part {
                    Some(minor) => dispute.about(money(minor)),
                    None => dispute,
                };
                let settled = days.map(|days| bill.issued.offset(days));
                settled.map_or(dispute.clone(), |day| dispute.settled_on(day)).into()
            }
            Self::Instalments { bill, first, is_retention } => {
                let bill = history.bills.get(bill)?;
                let first_part = InvoiceInstalment::new(bill.due, money(first));
                let rest = InvoiceInstalment::new(bill.due.offset(30), money(bill.minor - first));
                let rest = InvoiceInstalment { is_retention, ..rest };
                let (invoice, parts) =
                    (bill.fact(&prefix(customer)).document, vec![first_part, rest]);
                InvoiceInstalments { invoice, from: bill.issued, parts }.into()
            }
            Self::Settlement { bills: (one, other), kind, minor, number, paper } => {
                let number = document(&format!("{customer}-X{number}"));
                // Of any customer: all may have become one.
                let named = |place: usize| {
                    let owner = place % 3;
                    let bill = histories[owner].bills.get(place / 3)?;
                    Some(bill.fact(&prefix(owner)))
                };
                let date = named(one).map_or(first, |bill| bill.issued.offset(10));
                let payment = Payment::new(number, date, money(minor));
                let payment = payment.of_kind(SettlementKind::ALL[kind]);
                let payment = match (named(one), named(other)) {
                    (Some(one), Some(other)) if minor > 100 => payment
                        .allocated(Allocation { invoice: one.document, amount: money(minor / 2) })
                        .allocated(Allocation { invoice: other.document, amount: money(20) }),
                    (Some(one), _) => payment.for_invoice(one.document),
                    (None, _) => payment,
                };
                if paper { payment.on_paper(document("Paper")) } else { payment }.into()
            }
            Self::Flow { order, minor, further } => {
                flow(&prefix(customer), order, money(minor), further).into()
            }
            // Of a sale that may have versions, or be erased.
            Self::Line { sale, bill, minor } => {
                let (number, amount) =
                    (format!("{}S{sale}", prefix(customer)), money(minor).amount());
                let line =
                    SaleLine::new(document(&number), first, "Tools".parse().unwrap(), amount);
                let bill = history.bills.get(bill).map(|bill| bill.fact(&prefix(customer)));
                SaleLine { invoice: bill.map(|bill| bill.document), ..line }.into()
            }
            Self::Contract { number, days } => {
                let number = format!("{}K{number}", prefix(customer)).parse().unwrap();
                let from = first.offset(days);
                Contract::signed_elsewhere(number, from, term(days, 200)).unwrap().into()
            }
            Self::Assignment { .. }
            | Self::Loan { .. }
            | Self::Interaction { .. }
            | Self::Post { .. }
            | Self::Custody { .. }
            | Self::Wallet { .. }
            | Self::Decision { .. }
            | Self::Rating { .. }
            | Self::Claim { .. } => return self.about_the_relation(),
            Self::Collateral { number, minor } => guarantee(customer, number, minor).into(),
        })
    }

    /// The fact of a kind that says who has to do with the customer.
    fn about_the_relation(&self) -> Option<Fact> {
        let first = crate::strategies::date(0);
        Some(match *self {
            Self::Assignment { from, days, staff } => Assignment {
                staff: someone(staff),
                role: AssignmentRole::Salesperson,
                term: term(from, days),
            }
            .into(),
            Self::Loan { from, days } => Loan {
                to: someone(true),
                from: first.offset(from),
                until: first.offset(from),
                purpose: "visit".parse().unwrap(),
                returned: days.map(|days| first.offset(from + days)),
            }
            .into(),
            Self::Interaction { from, kind } => {
                let (kind, ours) = (InteractionKind::ALL[kind], [someone(true)].into());
                Interaction::try_new(first.offset(from), kind, ours, [].into()).unwrap().into()
            }
            Self::Post { from, days } => Post {
                person: "Li".parse().unwrap(),
                title: None,
                roles: [BuyingRole::Buyer].into(),
                term: term(from, days),
            }
            .into(),
            Self::Custody { from, keeper } => {
                Custody { keeper: someone(keeper), from: first.offset(from) }.into()
            }
            Self::Wallet { from } => wallet(first.offset(from)).into(),
            Self::Decision { from, days } => decided(first.offset(from), days).into(),
            Self::Rating { from, mark } => rated(first.offset(from), mark).into(),
            Self::Claim { from, days, minor } => Claim {
                on: first.offset(from),
                kind: ClaimKind::Credit,
                amount: money(minor),
                due: first.offset(from + days),
                person: None,
                heard_by: someone(true),
            }
            .into(),
            Self::Dispute { .. }
            | Self::Instalments { .. }
            | Self::Settlement { .. }
            | Self::Flow { .. }
            | Self::Contract { .. }
            | Self::Line { .. }
            | Self::Collateral { .. } => return None,
        })
    }
}

fn someone(is_wang: bool) -> StaffId {
    if is_wang { "Wang" } else { "Zhao" }.parse().unwrap()
}

fn term(from: i32, days: i32) -> Validity {
    let first = crate::strategies::date(from);
    Validity::try_new(first, Some(first.offset(days))).unwrap()
}

/// The beginning of the numbers of a customer's documents.
fn prefix(customer: usize) -> String {
    format!("{customer}-")
}
