//! RULES §0: erasure is no revision. What is erased is gone from every as-of.

use guanxi::account::{EraseError, Fact, FactContent, FactKind, FactName, OpenMoney};
use guanxi::book::{Book, BookError, BookSnapshot};
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::policy::Policy;
use guanxi::receivable::{Allocation, Invoice, Payment, SettlementKind};
use guanxi::trade::{
    Breach, BreachKind, DocumentFlow, DocumentStage, OpenOrder, Sale, StagedDocument,
};
use guanxi::warning::{Outcome, Rule};

use crate::given::{as_of, currency, day, document, yuan};

const ON: &str = "2026-05-01";

fn book() -> (Book, CustomerKey, CustomerKey) {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let wang = book.register(Customer::new("Wang".parse().unwrap())).unwrap();
    (book, li, wang)
}

fn sold(number: &str, on: &str, amount: &str) -> Sale {
    Sale::new(document(number), day(on), yuan(amount))
}

fn billed(number: &str, amount: &str) -> Invoice {
    Invoice::new(document(number), day("2026-01-10"), day("2026-01-31"), yuan(amount))
}

fn erase_fact(
    book: &mut Book,
    key: CustomerKey,
    kind: FactKind,
    number: &str,
    open_money: OpenMoney,
) -> Result<(), BookError> {
    let (name, by) = (FactName::new(kind, number), "Zhao".parse().unwrap());
    book.customers_mut().erase_fact(key, &name, day(ON), by, open_money)
}

fn erase(book: &mut Book, key: CustomerKey, open_money: OpenMoney) -> Result<(), BookError> {
    book.customers_mut().erase(key, day(ON), "Zhao".parse().unwrap(), open_money)
}

fn bought(book: &Book, key: CustomerKey, t: &str) -> Vec<(String, i128)> {
    let account = book.account_at(key, as_of(t)).unwrap();
    let days = account.view().sales().up_to(day(t));
    days.days().map(|it| (it.day.to_string(), it.net.minor())).collect()
}

#[test]
fn an_erased_sale_is_gone_from_every_day_and_only_the_mark_remains() {
    let (mut book, li, _) = book();
    book.record(li, sold("S1", "2026-01-05", "100")).unwrap();
    book.record(li, sold("S2", "2026-01-05", "30")).unwrap();
    book.record(li, sold("S3", "2026-02-05", "70")).unwrap();
    let name = FactName::new(FactKind::Sale, "S3");
    book.revise(li, &name, day("2026-03-01"), Some(sold("S3", "2026-02-07", "75").into())).unwrap();
    erase_fact(&mut book, li, FactKind::Sale, "S1", OpenMoney::Refuse).unwrap();
    erase_fact(&mut book, li, FactKind::Sale, "S3", OpenMoney::Refuse).unwrap();
    let left = [("2026-01-05".to_owned(), 30_00)];
    for t in ["2026-01-05", "2026-02-28", "2026-03-01", "2026-06-01"] {
        assert_eq!(bought(&book, li, t), left, "{t}");
    }
    let marks = book.erasures();
    assert_eq!(marks.len(), 2);
    assert_eq!((marks[0].customer, marks[0].kind), (li, Some(FactKind::Sale)));
    assert_eq!((marks[0].on, marks[0].by.as_str()), (day(ON), "Zhao"));
    book.record(li, sold("S1", "2026-04-05", "1")).unwrap();
    assert_eq!(bought(&book, li, "2026-06-01").len(), 2, "the number is free again");
}

#[test]
fn reports_that_share_a_name_are_erased_together() {
    let (mut book, li, wang) = book();
    let fire = |impact, reported: &str| Incident {
        kind: IncidentKind::Fire,
        occurred: day("2026-03-01"),
        reported: day(reported),
        credibility: Credibility::Verified,
        impact: Impact::try_new(impact).unwrap(),
        resolved: None,
    };
    let breach = |upheld| Breach { date: day("2026-03-01"), kind: BreachKind::Diversion, upheld };
    for upheld in [false, true] {
        book.record(li, breach(upheld)).unwrap();
    }
    for key in [li, wang] {
        book.record(key, fire(1, "2026-03-02")).unwrap();
        book.record(key, fire(3, "2026-03-04")).unwrap();
    }
    let other = Incident { occurred: day("2026-03-02"), ..fire(2, "2026-03-04") };
    book.record(li, other).unwrap();
    let mut forget =
        |kind, number: &str| erase_fact(&mut book, li, kind, number, OpenMoney::Refuse);
    forget(FactKind::Breach, "diversion of 2026-03-01").unwrap();
    forget(FactKind::Incident, "fire of 2026-03-01").unwrap();
    for (kind, number) in
        [(FactKind::Breach, "diversion of 2026-03-01"), (FactKind::Incident, "fire of 2026-03-01")]
    {
        let gone = forget(kind, number).unwrap_err();
        assert_eq!(gone.to_string(), format!("customer Li: there is no {kind} {number} to erase"));
    }
    let left = |key| book.facts_of(key).count();
    assert_eq!((left(li), left(wang)), (1, 2), "the fire of the next day, and those of another");
    let kinds: Vec<_> = book.erasures().iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [Some(FactKind::Breach), Some(FactKind::Incident)]);
    let restored = BookSnapshot::from_book(&book).restore().unwrap();
    assert!(restored.facts().eq(book.facts()));
}

#[test]
fn money_for_an_erased_invoice_is_money_without_a_name() {
    let (mut book, li, _) = book();
    book.record(li, billed("I-1", "100")).unwrap();
    book.record(li, billed("I-2", "100")).unwrap();
    let paid = Payment::new(document("P-1"), day("2026-01-20"), yuan("100"));
    book.record(li, paid.for_invoice(document("I-2"))).unwrap();
    erase_fact(&mut book, li, FactKind::Invoice, "I-2", OpenMoney::Erase).unwrap();
    for t in ["2026-01-20", "2026-06-01"] {
        let account = book.account_at(li, as_of(t)).unwrap();
        let view = account.view();
        assert_eq!(view.invoices().len(), 1, "{t}");
        let mut open = 0;
        guanxi::receivable::settle(view.receivables(), as_of(t), |_| open += 1);
        assert_eq!(open, 0, "the money settles what is left: {t}");
    }
}

#[test]
fn a_settlement_that_must_name_an_erased_invoice_is_gone_with_it() {
    let (mut book, li, _) = book();
    for number in ["I-1", "I-2"] {
        book.record(li, billed(number, "100")).unwrap();
    }
    let settled = |number: &str, amount: &str, kind| {
        Payment::new(document(number), day("2026-01-20"), yuan(amount)).of_kind(kind)
    };
    let off = settled("W-1", "60", SettlementKind::WriteOff).for_invoice(document("I-2"));
    let part = |invoice: &str, amount| Allocation { invoice: document(invoice), amount };
    let taxed = settled("W-2", "30", SettlementKind::TaxWithheld);
    let taxed = taxed.allocated(part("I-1", yuan("10"))).allocated(part("I-2", yuan("20")));
    book.record(li, off.clone()).unwrap();
    book.record(li, taxed.clone()).unwrap();
    erase_fact(&mut book, li, FactKind::Invoice, "I-2", OpenMoney::Erase).unwrap();
    let left: Vec<_> = book.facts_of(li).map(|it| it.content).collect();
    let of_the_other = settled("W-2", "10", SettlementKind::TaxWithheld);
    let of_the_other = match &left[1] {
        FactContent::First(Fact::Payment(it)) if it.invoice.is_some() => {
            of_the_other.for_invoice(document("I-1"))
        }
        _ => of_the_other.allocated(part("I-1", yuan("10"))),
    };
    assert_eq!(left, [billed("I-1", "100").into(), of_the_other.into()].map(FactContent::First));
    book.record(li, off.for_invoice(document("I-1"))).unwrap();
    assert_eq!(book.facts_of(li).count(), 3, "the number is free again");
}

#[test]
fn an_erasure_is_refused_while_money_is_open_unless_somebody_decided() {
    let (mut book, li, _) = book();
    book.record(li, billed("I-1", "100")).unwrap();
    let before = format!("{:?}", book.account_at(li, as_of(ON)).unwrap().view().invoices());
    for refused in [
        erase_fact(&mut book, li, FactKind::Invoice, "I-1", OpenMoney::Refuse).unwrap_err(),
        erase(&mut book, li, OpenMoney::Refuse).unwrap_err(),
    ] {
        assert_eq!(
            refused.to_string(),
            "customer Li: CNY 100.00 is open with the customer, and CNY 0.00 in orders"
        );
    }
    let after = format!("{:?}", book.account_at(li, as_of(ON)).unwrap().view().invoices());
    assert_eq!((before, book.erasures().len()), (after, 0), "nothing has changed");
    let paid = Payment::new(document("P-1"), day("2026-01-20"), yuan("100"));
    book.record(li, paid.for_invoice(document("I-1"))).unwrap();
    assert_eq!(erase(&mut book, li, OpenMoney::Refuse), Ok(()), "nothing is open any more");
}

#[test]
fn an_erased_customer_is_in_no_review_and_the_others_are_as_if_it_had_never_been() {
    let (mut with, li, wang) = book();
    let mut without = Book::new(currency("CNY"));
    without.register(Customer::new("Li".parse().unwrap())).unwrap();
    for month in 1..=6 {
        let on = format!("2025-{month:02}-10");
        with.record(wang, sold(&format!("W{month}"), &on, "50")).unwrap();
        let own = sold(&format!("L{month}"), &on, "80");
        with.record(li, own.clone()).unwrap();
        without.record(li, own).unwrap();
    }
    erase(&mut with, wang, OpenMoney::Refuse).unwrap();
    let policy = Policy::default();
    for t in ["2025-03-01", "2025-12-31", "2026-06-01"] {
        let (one, other) = (with.review(as_of(t), &policy), without.review(as_of(t), &policy));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!(one.customers(), [li]);
        assert_eq!(one.purchases(), other.purchases());
        assert_eq!(one.prior(), other.prior());
        for rule in Rule::ALL {
            assert_eq!(one.outcomes(rule), other.outcomes(rule), "{rule} at {t}");
        }
    }
    assert_eq!(with.name(wang), "");
    assert!(with.key(&"Wang".parse().unwrap()).is_err());
    let again = with.register(Customer::new("Wang".parse().unwrap())).unwrap();
    assert_ne!(again, wang, "a new customer, with a key of its own");
    let refused = erase(&mut with, wang, OpenMoney::Refuse).unwrap_err();
    let refusal = EraseError::Erased;
    assert_eq!(refused, BookError::NotErased { customer: String::new(), refusal });
}

#[test]
fn a_feed_that_only_the_erased_customer_had_is_gone() {
    let (mut book, li, wang) = book();
    book.record(wang, billed("I-1", "100")).unwrap();
    book.record(li, sold("S1", "2026-01-05", "1")).unwrap();
    let policy = Policy::default();
    let debt = |book: &Book| book.review(as_of(ON), &policy).unwrap().outcomes(Rule::Debt)[0];
    assert_eq!(debt(&book), Outcome::Clear);
    erase(&mut book, wang, OpenMoney::Erase).unwrap();
    assert_eq!(debt(&book), Outcome::NoData);
}

#[test]
fn bad_erasures_are_refused_with_their_names() {
    let (mut book, li, wang) = book();
    let unknown = erase_fact(&mut book, li, FactKind::Sale, "S9", OpenMoney::Refuse).unwrap_err();
    assert_eq!(unknown.to_string(), "customer Li: there is no sale S9 to erase");
    let nobody = CustomerKey::from_position(7);
    let refused = erase(&mut book, nobody, OpenMoney::Refuse);
    assert_eq!(refused, Err(BookError::UnknownKey { position: 7 }));
    book.customers_mut().merge(wang, li, day("2026-03-01")).unwrap();
    assert_eq!(
        erase(&mut book, wang, OpenMoney::Refuse).unwrap_err().to_string(),
        "customer Wang: the customer takes part in a merge: undo it first"
    );
    book.customers_mut().undo_merge(wang, day("2026-04-01")).unwrap();
    assert_eq!(erase(&mut book, wang, OpenMoney::Refuse), Ok(()));
}

#[test]
fn what_is_nothing_without_an_erased_document_is_gone_with_it() {
    let (mut book, li, _) = book();
    let on = day("2026-01-10");
    book.record(li, billed("I-1", "100")).unwrap();
    book.record(li, billed("I-2", "100")).unwrap();
    let written_off = |number: &str| {
        let payment = Payment::new(document(number), day("2026-02-01"), yuan("100"));
        payment.of_kind(SettlementKind::WriteOff)
    };
    book.record(li, written_off("W-1").for_invoice(document("I-1"))).unwrap();
    let part =
        |number: &str, amount| Allocation { invoice: document(number), amount: yuan(amount) };
    let both = written_off("W-2").allocated(part("I-1", "60")).allocated(part("I-2", "40"));
    book.record(li, both).unwrap();
    book.record(li, OpenOrder::new(document("O-1"), on, on, yuan("40"))).unwrap();
    let at = |stage, number: &str| StagedDocument::new(stage, document(number));
    let flow = |from: &StagedDocument, to: &StagedDocument| DocumentFlow {
        from: from.clone(),
        to: to.clone(),
        date: on,
        amount: yuan("30"),
    };
    let ordered = at(DocumentStage::Ordered, "O-1");
    let (delivered, billed) =
        (at(DocumentStage::Delivered, "D-1"), at(DocumentStage::Billed, "B-1"));
    book.record(li, flow(&ordered, &delivered)).unwrap();
    book.record(li, flow(&delivered, &billed)).unwrap();
    erase_fact(&mut book, li, FactKind::Invoice, "I-1", OpenMoney::Erase).unwrap();
    erase_fact(&mut book, li, FactKind::Order, "O-1", OpenMoney::Erase).unwrap();
    let left: Vec<String> = book.facts_of(li).map(|it| format!("{:?}", it.content)).collect();
    assert_eq!(left.len(), 2, "the other invoice, and what of the write-off is for it: {left:?}");
    let account = book.account_at(li, as_of("2026-03-01")).unwrap();
    let balance =
        guanxi::receivable::OpenBalance::as_of(account.view().receivables(), as_of("2026-03-01"));
    assert_eq!((balance.written_off.minor(), balance.balance().minor()), (40_00, 60_00));
    // What is left can be read back, and the numbers are free again.
    let restored = guanxi::book::BookSnapshot::from_book(&book).restore().unwrap();
    assert!(restored.facts().eq(book.facts()));
    book.record(li, written_off("W-1").for_invoice(document("I-2"))).unwrap();
}

#[test]
fn the_number_of_an_erased_contract_is_free_again() {
    let (mut book, li, wang) = book();
    let term = guanxi::calendar::Validity::try_new(day("2026-01-01"), None).unwrap();
    let contract = || {
        let number = "K-1".parse().unwrap();
        guanxi::contract::Contract::signed_elsewhere(number, day("2026-01-01"), term).unwrap()
    };
    book.record(li, contract()).unwrap();
    assert!(book.record(wang, contract()).is_err());
    erase_fact(&mut book, li, FactKind::Contract, "K-1", OpenMoney::Refuse).unwrap();
    book.record(wang, contract()).unwrap();
}

#[test]
fn nothing_is_recorded_of_an_erased_customer() {
    let (mut book, li, wang) = book();
    erase(&mut book, li, OpenMoney::Refuse).unwrap();
    let gone = Err(BookError::UnknownKey { position: 0 });
    assert_eq!(book.record(li, sold("S1", "2026-06-01", "1")), gone);
    let all = (0..3_000).map(|place| {
        let fact = sold(&format!("B{place}"), "2026-06-01", "1");
        guanxi::account::CustomerFact::new(if place == 7 { li } else { wang }, fact)
    });
    let (facts, policy) = (all.collect::<Vec<_>>(), Policy::default());
    let assessor = guanxi::review::Assessor::new(&policy, policy.context(as_of("2026-06-02")));
    let judged = book.record_and_judge_all(&facts, &assessor);
    let refused: Vec<usize> = (0..judged.len()).filter(|it| judged[*it].is_err()).collect();
    assert_eq!(refused, [7]);
    assert_eq!(book.facts_of(li).count(), 0);
}

#[test]
fn document_flows_stay_in_the_order_of_recording_beside_what_is_erased() {
    let (mut book, li, _) = book();
    let (ordered, deliver) = (day("2026-01-05"), day("2026-02-05"));
    book.record(li, OpenOrder::new(document("O1"), ordered, deliver, yuan("100"))).unwrap();
    let stage = |stage, number| StagedDocument::new(stage, document(number));
    let flow = |from, to, on| DocumentFlow { from, to, date: day(on), amount: yuan("100") };
    let delivered = || stage(DocumentStage::Delivered, "D1");
    let first = flow(stage(DocumentStage::Ordered, "O1"), delivered(), "2026-01-08");
    book.record(li, first).unwrap();
    let second = flow(delivered(), stage(DocumentStage::Billed, "B1"), "2026-01-09");
    book.record(li, second).unwrap();
    book.record(li, billed("I1", "50")).unwrap();
    erase_fact(&mut book, li, FactKind::Invoice, "I1", OpenMoney::Erase).unwrap();
    let sources = book.facts_of(li).filter_map(|it| match it.content {
        FactContent::First(Fact::DocumentFlow(flow)) => Some(flow.from.stage),
        _ => None,
    });
    let sources: Vec<DocumentStage> = sources.collect();
    assert_eq!(sources, [DocumentStage::Ordered, DocumentStage::Delivered]);
}
