//! The records: cards, contracts, refused facts.

use guanxi::account::{Fact, FactKind, RecordError};
use guanxi::calendar::Validity;
use guanxi::contract::{
    ClauseGroup, Contract, ContractError, ContractStatus, ContractStep, ContractStepError,
};
use guanxi::customer::{Attitude, Card, CardValue, Entry, Field, Ruling};
use guanxi::expense::Budget;
use guanxi::incident::{Credibility, Impact};
use guanxi::money::{Amount, Money};
use guanxi::receivable::{CreditLimit, Invoice, Payment, TemporaryLimit};
use guanxi::trade::{Breach, BreachKind, OpenOrder, Plan, Sale};

use crate::given::{Told, currency, day, document, month, yuan};
use crate::{T, misread, refused};

#[test]
fn words_of_the_records() {
    assert_eq!(
        misread::<Attitude>("warm"),
        "an attitude is one of loyal, early_adopter, switcher, disloyal, was \"warm\""
    );
    assert_eq!(
        misread::<BreachKind>("theft"),
        "\"theft\" is not one of diversion, price_dumping, extortion, fraud, forged_papers, \
         forged_codes"
    );
    assert_eq!(misread::<Credibility>("sure"), "\"sure\" is not one of rumour, reported, verified");
    assert_eq!(refused(Impact::try_new(4)), "an impact lies in 0..=3, was 4");
    assert_eq!(
        refused(CreditLimit::try_from_money(yuan("-5"), currency("CNY"))),
        "a credit limit is not negative, was CNY -5.00"
    );
    assert_eq!(
        refused(CreditLimit::try_from_money(yuan("5"), currency("EUR"))),
        "the credit limit CNY 5.00 is in CNY, the book is in EUR"
    );
    assert_eq!(
        refused(CreditLimit::try_from_text("much", currency("CNY"))),
        "amount \"much\" is not a plain decimal number of at most 28 digits"
    );
}

#[test]
fn the_card() {
    let entry = |text: &str| Entry::try_new(text, day(T), "Wang".parse().unwrap());
    assert_eq!(refused(entry(" ")), "an entry of the card says something, was \" \"");
    let mut card = Card::default();
    card.record(Field::Bank, entry("ICBC").unwrap()).unwrap();
    assert_eq!(
        refused(card.record(Field::Bank, entry("ICBC").unwrap())),
        "bank was recorded on 2026-03-31 already, with the same text by the same author"
    );
    assert_eq!(
        refused(card.record(Field::Bank, entry("BoC").unwrap())),
        "bank was recorded on 2026-03-31 as \"•••\", cannot also be \"•••\""
    );
    let absent = Entry::new(CardValue::absent(), day(T), "Wang".parse().unwrap());
    assert_eq!(
        refused(card.record(Field::Bank, absent.clone())),
        "bank was recorded on 2026-03-31 as \"•••\", cannot also be \"(none)\""
    );
    assert_eq!(
        refused(absent.observed_on(day(T).offset(1))),
        "an entry recorded on 2026-03-31 was observed by then, was 2026-04-01"
    );
    let ruling = Ruling {
        field: Field::Bank,
        value: CardValue::try_from_text("BoC").unwrap(),
        by: "Zhao".parse().unwrap(),
        day: day(T),
        reason: "asked the bank".parse().unwrap(),
    };
    assert_eq!(ruling.to_string(), "bank is ••• by a ruling of Zhao on 2026-03-31: asked the bank");
    card.rule(ruling.clone()).unwrap();
    assert_eq!(
        refused(card.rule(ruling)),
        "bank was ruled to be \"•••\" on 2026-03-31, cannot be ruled again on that day"
    );
}

#[test]
fn the_contract() {
    let (from, to) = (day("2026-01-01"), day("2025-12-31"));
    let reversed = "a term from 2026-01-01 ends on that day or later, was 2025-12-31";
    assert_eq!(refused(Validity::try_new(from, Some(to))), reversed);
    let elsewhere = |signed, to| {
        let term = Validity::try_new(from, Some(day(to))).unwrap();
        Contract::signed_elsewhere("C".parse().unwrap(), day(signed), term)
    };
    assert_eq!(
        refused(elsewhere("2026-02-01", "2026-01-31")),
        "a contract that ended on 2026-01-31 is signed by then, was signed on 2026-02-01"
    );
    let mut signed = elsewhere("2026-01-01", "2026-12-31").unwrap();
    assert_eq!(
        ContractError::NotDrafted { status: ContractStatus::InReview }.to_string(),
        "the clauses of a contract are written while it is drafted, it is in review"
    );
    let group = ClauseGroup::Quality;
    assert_eq!(
        ContractError::KnownClause { group }.to_string(),
        "the clauses of a contract signed elsewhere are added to, quality is known and would change"
    );
    let mut apply =
        |step: ContractStep, on: &str| signed.apply(step, day(on), "Wang".parse().unwrap());
    assert_eq!(
        refused(apply(ContractStep::Submit, "2025-12-31")),
        "cannot submit on 2025-12-31, before the last step on 2026-01-01"
    );
    assert_eq!(
        refused(apply(ContractStep::Submit, "2026-01-01")),
        "cannot submit a contract that is in force"
    );
    let silent = ContractStep::Terminate { reason: String::new() };
    assert_eq!(
        refused(apply(silent, "2026-02-01")),
        "cannot terminate a contract without a reason, was \"\""
    );
    let mut blank = Contract::new("C".parse().unwrap(), Validity::open_ended(from));
    let submitted = blank.apply(ContractStep::Submit, from, "Wang".parse().unwrap());
    assert_eq!(
        refused(submitted),
        "cannot submit a contract without goods, quality, delivery, acceptance, trading rights, \
         settlement, trade policy, ordering and returns, breach and disputes, signature, parties"
    );
    let own = ContractStepError::OwnApproval { by: "Wang".parse().unwrap() };
    assert_eq!(own.to_string(), "cannot approve a contract as Wang, who submitted it");
    let over = ContractStepError::TermOver { on: from, to };
    assert_eq!(over.to_string(), "cannot sign on 2026-01-01 a contract that ended on 2025-12-31");
    let history = ContractError::Trail { place: 2, error: own };
    assert_eq!(
        history.to_string(),
        "event 2 of the contract: cannot approve a contract as Wang, who submitted it"
    );
}

#[test]
fn refusals_of_facts() {
    let (t, one) = (day(T), yuan("1"));
    let sale = |number: &str, amount| Fact::from(Sale::new(document(number), t, amount));
    let mut told = Told::nothing()
        .with(sale("S", one))
        .with(Invoice::new(document("I"), t, t, one))
        .with(Plan::new(month("2026-03"), one))
        .limited_in("2026-03-01", T, "5");
    let mut says = |fact: Fact| told.refused(fact).to_string();
    assert_eq!(says(sale("S", one)), "sale S is recorded already, with the same content");
    assert_eq!(
        says(sale("S", yuan("2"))),
        "sale S is recorded already with other content: amount CNY 1.00, not CNY 2.00"
    );
    assert_eq!(says(sale("D", "USD 1".parse().unwrap())), "sale D is in USD, the book is in CNY");
    assert_eq!(
        says(Invoice::new(document("J"), t, t, yuan("0")).into()),
        "amount of invoice J must be positive, was CNY 0.00"
    );
    assert_eq!(
        says(Invoice::new(document("J"), t, t.offset(-1), one).into()),
        "due of invoice J must not be before 2026-03-31, was 2026-03-30"
    );
    assert_eq!(
        says(OpenOrder::new(document("O"), t, t, yuan("-1")).into()),
        "amount of order O must not be negative, was CNY -1.00"
    );
    assert_eq!(
        says(Payment::new(document("P"), t, one).for_invoice(document("X")).into()),
        "payment P names invoice X, which is not an invoice of the customer"
    );
    assert_eq!(
        says(Plan::new(month("2026-03"), yuan("9")).into()),
        "plan 2026-03 is recorded already with other content: amount CNY 1.00, not CNY 9.00"
    );
    assert_eq!(
        says(Budget::new(month("2026-03"), yuan("-9")).into()),
        "amount of budget 2026-03 must not be negative, was CNY -9.00"
    );
    let (from, limit) = (t, yuan("9"));
    let to = t.offset(1);
    assert_eq!(
        says(TemporaryLimit { from, to, limit }.into()),
        "temporary limit 2026-03-31 to 2026-04-01 overlaps one that is recorded: 2026-03-31 to \
         2026-04-01 against 2026-03-01 to 2026-03-31"
    );
    let most = Money::new(Amount::MAX, currency("CNY"));
    assert_eq!(
        says(sale("M", most)),
        "sale M of CNY 92,233,720,368,547,758.07 takes a running total of the customer out of \
         range"
    );
    let (date, kind) = (t, BreachKind::PriceDumping);
    let breach = Breach { date, kind, upheld: true };
    told.account.record(breach).unwrap();
    assert_eq!(
        told.refused(breach).to_string(),
        "breach price dumping of 2026-03-31 is recorded already, with the same content"
    );
    let full = RecordError::Full { kind: FactKind::Expense, name: "E".to_owned() };
    assert_eq!(
        full.to_string(),
        "expense E finds no room: 4,294,967,295 facts of a kind are the most"
    );
    let nobody = RecordError::UnknownCustomer { position: 7 };
    assert_eq!(nobody.to_string(), "there is no customer at position 7");
}
