//! What a refusal tells: the field that differs, with both values. A fact that is only tried.

use guanxi::account::{Account, Fact, RecordError};
use guanxi::book::{Book, BookError};
use guanxi::calendar::{Day, Validity};
use guanxi::contract::{ChannelLevel, Clauses, Contract, ContractStep, Exclusivity, Rights};
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::receivable::{
    Allocation, Collateral, CollateralKind, Dispute, Invoice, InvoiceInstalment,
    InvoiceInstalments, Payment, SettlementKind, TemporaryLimit,
};
use guanxi::trade::{OpenOrder, Plan, Sale};
use guanxi::valid::Difference;

use crate::given::{currency, day, document, handover, month, percent, yuan};

/// A customer with an invoice I1 of 100 and an order O1 of 100, both of 1 March.
fn li() -> Account {
    let mut li = Account::new("Li".parse().unwrap(), currency("CNY"));
    let (issued, due) = (day("2026-03-01"), day("2026-03-31"));
    li.record(Invoice::new(document("I1"), issued, due, yuan("100"))).unwrap();
    li.record(OpenOrder::new(document("O1"), issued, due, yuan("100"))).unwrap();
    li
}

/// What differs between a fact that is recorded and one that is offered after it.
#[track_caller]
fn differ(recorded: impl Into<Fact>, offered: impl Into<Fact>) -> Vec<String> {
    let mut li = li();
    li.record(recorded).unwrap();
    match li.record(offered) {
        Err(RecordError::Conflict { differences, owner: None, .. }) => {
            differences.iter().map(Difference::to_string).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn first() -> Day {
    day("2026-03-01")
}

#[test]
fn a_conflict_of_one_field_names_it_with_both_values_p17() {
    // Told before: "CNY 5.00 on 2026-03-01", which is what was offered.
    let sale = Sale::new(document("S1"), first(), yuan("5"));
    let told = differ(sale.clone(), sale.with_groups(["Tools".parse().unwrap()]));
    assert_eq!(told, ["groups none, not Tools"]);
    let invoice = Invoice::new(document("I2"), first(), day("2026-03-31"), yuan("5"));
    assert_eq!(
        differ(invoice.clone(), Invoice { due: day("2026-04-01"), ..invoice.clone() }),
        ["due 2026-03-31, not 2026-04-01"]
    );
    assert_eq!(differ(invoice.clone(), invoice.in_dispute()), ["disputed false, not true"]);
}

#[test]
fn a_conflict_of_several_fields_names_all_of_them() {
    let sale = Sale::new(document("S1"), first(), yuan("5"));
    let sale = sale.with_groups(["Tools".parse().unwrap(), "Paint".parse().unwrap()]);
    let other = Sale::new(document("S1"), day("2026-03-02"), yuan("-6"));
    assert_eq!(
        differ(sale, other),
        [
            "date 2026-03-01, not 2026-03-02",
            "amount CNY 5.00, not CNY -6.00",
            "groups Paint, Tools, not none",
        ]
    );
    let order = OpenOrder::new(document("O2"), first(), day("2026-03-09"), yuan("5"));
    let other = OpenOrder::new(document("O2"), day("2026-03-02"), day("2026-03-10"), yuan("6"));
    assert_eq!(
        differ(order, other),
        [
            "ordered 2026-03-01, not 2026-03-02",
            "deliver 2026-03-09, not 2026-03-10",
            "amount CNY 5.00, not CNY 6.00",
        ]
    );
}

#[test]
fn a_conflict_of_a_payment_tells_invoices_kind_and_paper() {
    let payment = Payment::new(document("P1"), first(), yuan("5"));
    let named = payment.clone().for_invoice(document("I1"));
    assert_eq!(differ(payment.clone(), named.clone()), ["invoice none, not I1"]);
    assert_eq!(
        differ(named.clone(), named.clone().of_kind(SettlementKind::CashDiscount)),
        ["kind received, not cash discount"]
    );
    let paper = payment.clone().on_paper(document("1001"));
    assert_eq!(differ(paper, payment.clone()), ["paper 1001, not none"]);
    let part = |amount: &str| Allocation { invoice: document("I1"), amount: yuan(amount) };
    assert_eq!(
        differ(payment.clone().allocated(part("2")), payment.clone().allocated(part("3"))),
        ["allocations CNY 2.00 to I1, not CNY 3.00 to I1"]
    );
    // One allocation of all of the amount is the name of an invoice.
    assert_eq!(differ(payment.clone().allocated(part("5")), payment), ["invoice I1, not none"]);
}

#[test]
fn a_conflict_of_what_has_no_document_tells_what_differs_too() {
    let amounts = ["amount CNY 5.00, not CNY 6.00"];
    let (march, five, six) = (month("2026-03"), yuan("5"), yuan("6"));
    assert_eq!(differ(Plan::new(march, five), Plan::new(march, six)), amounts);
    assert_eq!(differ(Budget::new(march, five), Budget::new(march, six)), amounts);
    let expense = |amount| Expense::new(document("E1"), first(), amount);
    assert_eq!(differ(expense(five), expense(six)), amounts);
    let flow = |amount| handover("ordered O1", "delivered D1", "2026-03-05", amount);
    assert_eq!(differ(flow(five), flow(six)), amounts);
    let limit = TemporaryLimit { from: first(), to: day("2026-03-31"), limit: five };
    let later = TemporaryLimit { from: day("2026-03-31"), to: day("2026-04-01"), limit: five };
    let mut li = li();
    li.record(limit).unwrap();
    let said = li.record(later).unwrap_err().to_string();
    let days = "2026-03-31 to 2026-04-01 against 2026-03-01 to 2026-03-31";
    assert!(said.ends_with(days), "a day has one temporary limit: {said}");
    let secured = |kind, share: &str| Collateral {
        document: document("G1"),
        kind,
        from: first(),
        to: day("2026-12-31"),
        value: five,
        share: percent(share),
    };
    assert_eq!(
        differ(
            secured(CollateralKind::Guarantee, "50%"),
            secured(CollateralKind::Insurance, "60%")
        ),
        ["kind guarantee, not insurance", "share 50%, not 60%"]
    );
    let dispute = Dispute::new(document("I1"), first());
    assert_eq!(
        differ(dispute.clone(), dispute.about(five).settled_on(day("2026-03-09"))),
        ["to none, not 2026-03-09", "amount none, not CNY 5.00"]
    );
    let parts = |due: &str, last: fn(Day, _) -> InvoiceInstalment| InvoiceInstalments {
        invoice: document("I1"),
        from: first(),
        parts: vec![
            InvoiceInstalment::new(day(due), yuan("60")),
            last(day("2026-06-01"), yuan("40")),
        ],
    };
    assert_eq!(
        differ(
            parts("2026-03-15", InvoiceInstalment::new),
            parts("2026-03-16", InvoiceInstalment::retention)
        ),
        [
            "parts CNY 60.00 due 2026-03-15, CNY 40.00 due 2026-06-01, not CNY 60.00 due 2026-03-16, \
          retention of CNY 40.00 due 2026-06-01"
        ]
    );
}

#[test]
fn a_conflict_of_a_contract_tells_term_steps_and_clauses() {
    let term = |to: &str| Validity::try_new(first(), Some(day(to))).unwrap();
    let signed = |to: &str| Contract::signed_elsewhere("K1".parse().unwrap(), first(), term(to));
    let contract = signed("2026-12-31").unwrap();
    let mut ended = signed("2027-12-31").unwrap();
    let end = ContractStep::Terminate { reason: "diversion".to_owned() };
    ended.apply(end, day("2026-05-01"), "Wang".parse().unwrap()).unwrap();
    assert_eq!(
        differ(contract.clone(), ended),
        [
            "term 2026-03-01 to 2026-12-31, not 2026-03-01 to 2027-12-31",
            "history none, not terminate (diversion) on 2026-05-01 by Wang",
        ]
    );
    let mut draft = Contract::new("K1".parse().unwrap(), term("2026-12-31"));
    let (hubei, crane) = (["Hubei".parse().unwrap()], ["Crane".parse().unwrap()]);
    let (level, exclusivity) = (ChannelLevel::FirstTier, Exclusivity::Exclusive);
    let mut rights = Rights::new(level, exclusivity, hubei.into(), crane.into());
    rights.excluded = ["Wuhan".parse().unwrap()].into();
    rights.products = ["feed".parse().unwrap()].into();
    rights.channels = ["online".parse().unwrap(), "stores".parse().unwrap()].into();
    rights.group = Some("centre".parse().unwrap());
    let quality = "first grade".to_owned();
    draft.write(Clauses { quality, rights: Some(rights), ..Clauses::default() }).unwrap();
    assert_eq!(
        differ(contract, draft),
        [
            "origin signed elsewhere on 2026-03-01, not drafted",
            "quality none, not \"first grade\"",
            "rights none, not first tier, exclusive, Crane in Hubei, without Wuhan, products feed, by \
             online and stores, shared in centre",
        ]
    );
}

#[test]
fn a_document_of_another_customer_names_both_customers() {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let wang = book.register(Customer::new("Wang".parse().unwrap())).unwrap();
    let order =
        |amount: &str| OpenOrder::new(document("O1"), first(), day("2026-03-09"), yuan(amount));
    book.record(li, order("5")).unwrap();
    assert_eq!(
        book.record(wang, order("6")).unwrap_err().to_string(),
        "customer Wang: order O1 is recorded already with other content: amount CNY 5.00, not \
         CNY 6.00; customer Li, not Wang"
    );
    let refused = book.record(wang, order("5")).unwrap_err();
    let BookError::Refused { refusal: RecordError::Conflict { owner, .. }, .. } = refused else {
        panic!("{refused}");
    };
    assert_eq!(owner, Some(li));
    let term = Validity::open_ended(first());
    let contract = Contract::signed_elsewhere("K1".parse().unwrap(), first(), term).unwrap();
    book.record(li, contract.clone()).unwrap();
    assert_eq!(
        book.record(wang, contract).unwrap_err().to_string(),
        "customer Wang: contract K1 is recorded already with other content: customer Li, not Wang"
    );
    // Customers without names are told by position.
    let unnamed = guanxi::id::CustomerKey::from_position(book.open_unnamed(1).unwrap());
    assert!(
        book.record(unnamed, order("5"))
            .unwrap_err()
            .to_string()
            .ends_with("customer at position 0, not at position 2")
    );
}

#[test]
fn a_revised_fact_conflicts_by_its_last_version_and_a_void_one_says_so() {
    let mut li = li();
    let sale = |amount: &str| Sale::new(document("S1"), first(), yuan(amount));
    li.record(sale("5")).unwrap();
    let name = Fact::from(sale("5")).name();
    li.revise(&name, day("2026-03-09"), Some(sale("6").into())).unwrap();
    let refused = li.record(sale("5")).unwrap_err().to_string();
    assert!(refused.ends_with("other content: amount CNY 6.00, not CNY 5.00"), "{refused}");
    li.revise(&name, day("2026-03-10"), None).unwrap();
    let refused = li.record(sale("6")).unwrap_err();
    assert!(matches!(refused, RecordError::Void { from, .. } if from == day("2026-03-10")));
}

#[test]
fn a_fact_that_is_tried_is_answered_as_when_it_is_recorded() {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let sale = |amount: &str| -> Fact {
        Sale::new(document("S1"), first(), yuan(amount))
            .with_groups(["Tools".parse().unwrap()])
            .into()
    };
    assert_eq!(book.would_take(li, &sale("5")), Ok(()));
    assert_eq!(book.facts().count(), 0, "nothing is recorded");
    book.record(li, sale("5")).unwrap();
    for (offered, code) in [(sale("5"), "duplicate"), (sale("6"), "conflict")] {
        let answer = book.would_take(li, &offered).unwrap_err();
        assert_eq!(answer.code(), code);
        assert_eq!(Err(answer), book.record(li, offered));
    }
    let nobody = guanxi::id::CustomerKey::from_position(9);
    assert_eq!(
        book.would_take(nobody, &sale("5")),
        Err(BookError::UnknownKey { position: 9 }),
        "nor does a customer come to be"
    );
    assert_eq!(book.len(), 1);
}
