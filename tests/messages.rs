//! The full text of every error and of a sentence of every arm: what is said is part of the interface.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    clippy::inconsistent_digit_grouping,
    reason = "a test may panic; a table of messages is as long as the messages are many"
)]

#[path = "rules/given.rs"]
#[allow(dead_code, reason = "the rules ask for more than the messages do")]
mod given;

use std::fmt::Display;

use guanxi::account::{
    DatedColumns, Fact, FactKind, InvoiceColumns, Ledger, LoadError, MonthlyColumns,
    PaymentColumns, RecordError,
};
use guanxi::book::{Book, BookError, ReviewError};
use guanxi::calendar::{Day, Month};
use guanxi::casework::{
    CaseDraft, CasePolicy, CaseRefused, CaseStatus, CaseStep, Closing, Deadline, Effect,
    EpisodeRefused, Feed, HitsOf, Inhibitor, LookRefused, Phase, RegisterRefused, RemedyOutcome,
    Source, Spending, Sway, Taxonomy,
};
use guanxi::contract::{Clauses, Contract, ContractError, Step, StepRefused, Term};
use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderRequest};
use guanxi::customer::{Attitude, Card, Customer, Entry, Field};
use guanxi::evidence::NotJudged;
use guanxi::expense::{Budget, Expense};
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::lapse::{LapsePolicy, Parameter, Prior, Sigmas};
use guanxi::measure::{Probability, Ratio};
use guanxi::money::{Amount, Currency, Major, Money};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice, Payment, Security, SecurityKind, TemporaryLimit};
use guanxi::segment::{AbcPolicy, Class};
use guanxi::trade::{Breach, BreachKind, OpenOrder, Plan, Sale};
use guanxi::valid::Violations;
use guanxi::warning::{
    Arm, DebtPolicy, DeclineDraft, ExpensePolicy, Finding, IncidentPolicy, Level, LossMethod,
    LossPolicy, LossPolicyDraft, Outcome, ProgressPolicy, ProgressPolicyDraft, Rule, WhyKept,
};

use given::{Told, as_of, currency, day, document, handover, month, yuan};

const T: &str = "2026-03-31";
/// Half of February and of the first quarter of 2026.
const HALF: &str = "2026-02-14";

#[track_caller]
fn refused<T: std::fmt::Debug, E: Display>(outcome: Result<T, E>) -> String {
    outcome.unwrap_err().to_string()
}

#[track_caller]
fn misread<T: std::str::FromStr<Err: Display> + std::fmt::Debug>(text: &str) -> String {
    refused(text.parse::<T>())
}

// Ground

#[test]
fn calendar() {
    assert_eq!(
        misread::<Day>("2026-02-30"),
        "a day is written as 2026-01-31 and lies in the calendar, was \"2026-02-30\""
    );
    assert_eq!(misread::<Month>("2026-13"), "a month is written as 2026-01, was \"2026-13\"");
}

#[test]
fn ids() {
    assert_eq!(misread::<CustomerId>(""), "an id has 1..=64 bytes, \"\" has 0");
    let long = "x".repeat(65);
    assert_eq!(misread::<CustomerId>(&long), format!("an id has 1..=64 bytes, \"{long}\" has 65"));
    assert_eq!(
        misread::<CustomerId>(" Li"),
        "an id holds no control character and no blank at its ends, was \" Li\""
    );
    assert_eq!(
        misread::<IncidentKind>("a\tb"),
        "an id holds no control character and no blank at its ends, was \"a\\tb\""
    );
}

#[test]
fn money() {
    assert_eq!(misread::<Currency>("XYZ"), "\"XYZ\" is not a currency code of ISO 4217");
    assert_eq!(
        misread::<Currency>("XAU"),
        "XAU has no minor units, so no amount of it can be exact"
    );
    assert_eq!(misread::<Money>("XYZ 1"), "\"XYZ\" is not a currency code of ISO 4217");
    assert_eq!(
        misread::<Money>("CNY 1.005"),
        "amount \"1.005\" has more digits than CNY carries (2)"
    );
    assert_eq!(
        misread::<Money>("CNY 92233720368547758.08"),
        "amount \"92233720368547758.08\" CNY lies outside \
         -92233720368547758.08..=92233720368547758.07"
    );
    assert_eq!(
        misread::<Money>("CNY 1x"),
        "amount \"1x\" is not a plain decimal number of at most 28 digits"
    );
    let dollar: Money = "USD 1".parse().unwrap();
    assert_eq!(refused(yuan("1").checked_add(dollar)), "USD cannot be added to CNY");
    let most = Money::new(Amount::MAX, currency("CNY"));
    assert_eq!(
        refused(most.checked_add(yuan("0.01"))),
        "the sum of CNY 92,233,720,368,547,758.07 and CNY 0.01 does not fit"
    );
    assert_eq!(
        misread::<Major>("-1"),
        "\"-1\" is not an amount of major units between 0 and 922337203685477.5807 with at most \
         four digits after the point"
    );
}

#[test]
fn measures() {
    assert_eq!(
        misread::<Ratio>("80"),
        "a ratio is written with a percent sign, as \"80%\", was \"80\""
    );
    assert_eq!(misread::<Ratio>("x%"), "\"x%\" is not a number of percent");
    assert_eq!(
        misread::<Ratio>("0.00001%"),
        "0.00001% is finer than a millionth, the finest ratio is 0.0001%"
    );
    assert_eq!(misread::<Ratio>("-1%"), "-1% lies outside 0%..=429496.7295%");
    assert_eq!(
        refused(Probability::try_from_parts_per_trillion(1_000_000_000_001)),
        "a probability is at most 1000000000000 parts per trillion, was 1000000000001"
    );
    assert_eq!(
        misread::<Parameter>("0"),
        "\"0\" is not a number between 0.000001 and 1000000 with at most six digits after the \
         point"
    );
    assert_eq!(
        misread::<Sigmas>("1.675"),
        "\"1.675\" is not a number of sigmas between 0 and 655.35 with at most two digits after the \
         point"
    );
}

#[test]
fn violations() {
    let mut draft = PolicyDraft::default();
    draft.debt.ageing.watch = 0;
    draft.expense.climbing.fewest_months = 13;
    assert_eq!(
        refused(Policy::try_from(draft)),
        "debt.ageing.watch must be at least 1 day past due, was 0; \
         expense.climbing.fewest_months must lie in 1..=12, was 13"
    );
    let mut found = Violations::default();
    found.add("name", "must not be empty".to_owned());
    assert_eq!(refused(found.none_or(())), "name must not be empty");
}

// Records

#[test]
fn words_of_the_records() {
    assert_eq!(
        misread::<Attitude>("warm"),
        "an attitude is one of loyal, early_adopter, switcher, disloyal, was \"warm\""
    );
    assert_eq!(
        misread::<BreachKind>("theft"),
        "\"theft\" is not one of diversion, price_dumping, extortion"
    );
    assert_eq!(misread::<Credibility>("sure"), "\"sure\" is not one of rumour, reported, verified");
    assert_eq!(refused(Impact::try_new(4)), "an impact lies in 0..=3, was 4");
    assert_eq!(
        refused(CreditLimit::try_of(yuan("-5"))),
        "a credit limit is not negative, was CNY -5.00"
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
        "bank was recorded on 2026-03-31 as \"ICBC\", cannot also be \"BoC\""
    );
}

#[test]
fn the_contract() {
    let (from, to) = (day("2026-01-01"), day("2025-12-31"));
    let reversed = "a term from 2026-01-01 ends on that day or later, was 2025-12-31";
    assert_eq!(refused(Term::try_new(from, Some(to))), reversed);
    let elsewhere = |signed, to| {
        Contract::signed_elsewhere("C".parse().unwrap(), day(signed), from, Some(day(to)))
    };
    assert_eq!(refused(elsewhere("2026-01-01", "2025-12-31")), reversed);
    assert_eq!(
        refused(elsewhere("2026-02-01", "2026-01-31")),
        "a contract that ended on 2026-01-31 is signed by then, was signed on 2026-02-01"
    );
    let mut signed = elsewhere("2026-01-01", "2026-12-31").unwrap();
    assert_eq!(
        refused(signed.write(Clauses::default())),
        "the clauses of a contract are written while it is drafted, it is signed"
    );
    let mut apply = |step: Step, on: &str| signed.apply(step, day(on), "Wang".parse().unwrap());
    assert_eq!(
        refused(apply(Step::Submit, "2025-12-31")),
        "cannot submit on 2025-12-31, before the last step on 2026-01-01"
    );
    assert_eq!(
        refused(apply(Step::Submit, "2026-01-01")),
        "cannot submit a contract that is in_force"
    );
    let silent = Step::Terminate { reason: String::new() };
    assert_eq!(
        refused(apply(silent, "2026-02-01")),
        "cannot terminate a contract without a reason, was \"\""
    );
    let mut blank = Contract::new("C".parse().unwrap(), Term::open_ended(from));
    let submitted = blank.apply(Step::Submit, from, "Wang".parse().unwrap());
    assert_eq!(
        refused(submitted),
        "cannot submit a contract without goods, quality, delivery, acceptance, trading_rights, \
         settlement, trade_policy, ordering_and_returns, breach_and_disputes, signature, parties"
    );
    let own = StepRefused::OwnApproval { by: "Wang".parse().unwrap() };
    assert_eq!(own.to_string(), "cannot approve a contract as Wang, who submitted it");
    let over = StepRefused::TermOver { on: from, to };
    assert_eq!(over.to_string(), "cannot sign on 2026-01-01 a contract that ended on 2025-12-31");
    let history = ContractError::History { place: 2, refused: own };
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
        "sale S is recorded already with other content: CNY 1.00 on 2026-03-31"
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
        "plan 2026-03 is recorded already with other content: CNY 1.00"
    );
    assert_eq!(
        says(Budget::new(month("2026-03"), yuan("-9")).into()),
        "amount of budget 2026-03 must not be negative, was CNY -9.00"
    );
    let (from, limit) = (t, yuan("9"));
    let to = t.offset(1);
    assert_eq!(
        says(TemporaryLimit { from, to, limit }.into()),
        "temporary limit 2026-03-31 to 2026-04-01 is recorded already with other content: \
         CNY 5.00 from 2026-03-01 to 2026-03-31"
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

#[test]
fn the_book() {
    let mut book = Book::new(currency("CNY"));
    let li = Customer::new("Li".parse().unwrap());
    let key = book.register(li.clone()).unwrap();
    assert_eq!(refused(book.register(li.clone())), "customer Li is registered already");
    assert_eq!(refused(book.require(&"Wang".parse().unwrap())), "there is no customer Wang");
    let none = Payment::new(document("P"), day(T), yuan("0"));
    assert_eq!(
        refused(book.record(key, none.clone())),
        "customer Li: amount of payment P must be positive, was CNY 0.00"
    );
    let full = BookError::Full { customer: li.id };
    assert_eq!(full.to_string(), "customer Li finds no room: 2,147,483,648 customers are the most");
    let overflow =
        ReviewError::Overflow { customer: "Li".to_owned(), minor: 9_223_372_036_854_775_808 };
    assert_eq!(
        overflow.to_string(),
        "customer Li: net purchases of 9223372036854775808 minor units do not fit an amount"
    );
}

/// One row each, of the customer at a position.
const fn dated<'a>(customers: &'a [u32], amounts: &'a [i64]) -> DatedColumns<'a> {
    DatedColumns { customers, days: &[20_000], amounts }
}

#[test]
fn columns_that_are_refused() {
    let mut ledger = Ledger::new(currency("CNY"));
    ledger.open_many(2).unwrap();
    let two_for_one = DatedColumns { customers: &[0], days: &[20_000], amounts: &[1, 2] };
    assert_eq!(
        refused(ledger.load_sales(two_for_one)),
        "sale columns differ in length: 1 customers, 2 in another column"
    );
    assert_eq!(
        refused(ledger.load_limits(&[1, 2, 3])),
        "limit columns differ in length: 2 customers, 3 in another column"
    );
    assert_eq!(
        refused(ledger.load_expenses(dated(&[2], &[1]))),
        "expense row 0: there is no customer at position 2"
    );
    let late = DatedColumns { customers: &[0, 1], days: &[0, i32::MAX], amounts: &[1, 1] };
    assert_eq!(
        refused(ledger.load_sales(late)),
        "sale row 1: day must lie in the calendar, was 2147483647"
    );
    let monthly = |amounts| MonthlyColumns { customers: &[0, 1], months: &[24_314; 2], amounts };
    assert_eq!(
        refused(ledger.load_plans(monthly(&[0, -1]))),
        "plan row 1: amount must not be negative, was -1"
    );
    assert_eq!(
        refused(ledger.load_limits(&[0, -5])),
        "limit row 1: amount must not be negative, was -5"
    );
    ledger.load_budgets(monthly(&[5, 6])).unwrap();
    assert_eq!(
        refused(ledger.load_budgets(monthly(&[5, 6]))),
        "budget columns agree an amount twice for a month of the customer at position 0"
    );
    let most = DatedColumns { customers: &[1; 2], days: &[0, 1], amounts: &[i64::MAX, 1] };
    assert_eq!(
        refused(ledger.load_expenses(most)),
        "expense columns take a running total of the customer at position 1 out of range"
    );
    let full = LoadError::Full { kind: FactKind::Invoice };
    assert_eq!(
        full.to_string(),
        "invoice columns find no room: 4,294,967,295 facts of a kind are the most"
    );
}

#[test]
fn columns_of_receivables_that_are_refused() {
    let mut ledger = Ledger::new(currency("CNY"));
    ledger.open_many(2).unwrap();
    let invoice =
        |due, amounts| InvoiceColumns { customers: &[0], issued: &[20_000], due, amounts };
    let mut bill = |due, amounts| {
        refused(ledger.load_receivables(invoice(due, amounts), PaymentColumns::NONE))
    };
    assert_eq!(
        bill(&[20_000, 20_001], &[1]),
        "invoice columns differ in length: 1 customers, 2 in another column"
    );
    assert_eq!(
        bill(&[i32::MIN], &[1]),
        "invoice row 0: due must lie in the calendar, was -2147483648"
    );
    assert_eq!(bill(&[20_000], &[0]), "invoice row 0: amount must be positive, was 0");
    assert_eq!(bill(&[19_999], &[1]), "invoice row 0: due must not be before the issue, was 19999");
    let early =
        InvoiceColumns { customers: &[0], issued: &[i32::MIN], due: &[20_000], amounts: &[1] };
    assert_eq!(
        refused(ledger.load_receivables(early, PaymentColumns::NONE)),
        "invoice row 0: issued must lie in the calendar, was -2147483648"
    );
    let good = invoice(&[20_000], &[1]);
    let mut pay = |customers, days, amounts, invoices| {
        let payments = PaymentColumns { customers, days, amounts, invoices };
        refused(ledger.load_receivables(good, payments))
    };
    let free = &[PaymentColumns::NO_INVOICE];
    assert_eq!(pay(&[9], &[0], &[1], free), "payment row 0: there is no customer at position 9");
    assert_eq!(
        pay(&[0], &[i32::MAX], &[1], free),
        "payment row 0: day must lie in the calendar, was 2147483647"
    );
    assert_eq!(pay(&[0], &[0], &[-1], free), "payment row 0: amount must be positive, was -1");
    assert_eq!(
        pay(&[1], &[0], &[1], &[0]),
        "payment row 0: invoice must be a row of an invoice of the same customer, was 0"
    );
    assert_eq!(
        pay(&[0], &[0], &[1], &[1]),
        "payment row 0: invoice must be a row of an invoice of the same customer, was 1"
    );
}

#[test]
fn columns_of_a_book_are_refused_with_the_name_of_the_customer() {
    let mut book = Book::new(currency("CNY"));
    book.register(Customer::new("Li & Sons".parse().unwrap())).unwrap();
    book.open_unnamed(1).unwrap();
    let overflow = |customers| DatedColumns { customers, days: &[0, 1], amounts: &[i64::MIN, -1] };
    assert_eq!(
        refused(book.load_sales(overflow(&[0, 0]))),
        "sale columns take a running total of the customer at position 0 out of range (Li & Sons)"
    );
    assert_eq!(
        refused(book.load_sales(overflow(&[1, 1]))),
        "sale columns take a running total of the customer at position 1 out of range"
    );
    let twice = |customers| MonthlyColumns { customers, months: &[24_314; 2], amounts: &[7, 8] };
    assert_eq!(
        refused(book.load_budgets(twice(&[0, 0]))),
        "budget columns agree an amount twice for a month of the customer at position 0 (Li & Sons)"
    );
    assert_eq!(
        refused(book.load_plans(twice(&[1, 1]))),
        "plan columns agree an amount twice for a month of the customer at position 1"
    );
    assert_eq!(
        refused(book.load_sales(dated(&[2], &[1]))),
        "sale row 0: there is no customer at position 2"
    );
}

#[test]
fn a_book_without_room_and_a_key_without_customer() {
    let mut book = Book::new(currency("CNY"));
    assert_eq!(
        refused(book.open_unnamed(u32::MAX)),
        "4294967295 customers find no room: 2,147,483,648 customers are the most"
    );
    assert!(book.is_empty(), "none is opened");
    let nobody = CustomerKey::from_position(3);
    let sale = Sale::new(document("S"), day(T), yuan("1"));
    assert_eq!(refused(book.record(nobody, sale)), "there is no customer at position 3");
    assert_eq!(
        refused(book.agree_limit(nobody, CreditLimit::Unlimited)),
        "there is no customer at position 3"
    );
}

#[test]
fn columns_of_classes() {
    let mut classes = [Class::B; 2];
    let classified = AbcPolicy::default().classify(&[5, 7, 9], currency("CNY"), &mut classes);
    assert_eq!(refused(classified), "2 places for the classes of 3 amounts");
    assert_eq!(classes, [Class::B; 2], "nothing is written");
}

#[test]
fn a_customer_that_the_book_does_not_have_is_told_by_its_position() {
    let mut book = Book::new(currency("CNY"));
    let sale = Sale::new(document("S"), day(T), yuan("1"));
    let said = refused(book.record(CustomerKey::from_position(3), sale));
    assert!(said.ends_with("there is no customer at position 3"), "{said}");
    assert!(!said.starts_with("customer :"), "a name that is none is not said: {said}");
}

// Verdicts

#[track_caller]
fn debt(told: &Told) -> String {
    DebtPolicy::default().judge(told.view(), as_of(T)).to_string()
}

#[test]
fn refusals_of_hand_overs_and_securities() {
    let mut told = Told::nothing().ordered_as("O1", T, T, "100").billed("I1", T, T, "30").handed(
        "ordered O1",
        "delivered D1",
        T,
        "60",
    );
    let mut says = |from: &str, to: &str, date: &str, amount: &str| {
        told.refused(handover(from, to, date, yuan(amount))).to_string()
    };
    assert_eq!(
        [
            says("ordered O1", "delivered D1", T, "60"),
            says("ordered O1", "delivered D1", T, "61"),
            says("ordered O1", "delivered D2", T, "0"),
            says("ordered O1", "delivered D2", T, "40.01"),
            says("ordered O9", "delivered D2", T, "1"),
            says("closed C1", "closed C2", T, "1"),
            says("delivered D1", "ordered O1", T, "1"),
            says("delivered D1", "invoiced I9", T, "1"),
            says("delivered D1", "invoiced I1", "2026-04-01", "1"),
            says("delivered D1", "invoiced I1", T, "30.01"),
        ],
        [
            "hand-over D1 is recorded already, with the same content",
            "hand-over D1 is recorded already with other content: CNY 60.00 on 2026-03-31",
            "amount of hand-over D2 must be positive, was CNY 0.00",
            "amount of hand-over D2 must be at most CNY 40.00, what is left of O1 on 2026-03-31, was CNY 40.01",
            "hand-over D2 takes from ordered O9, which is not a document of the customer",
            "source of hand-over C2 must be ordered, delivered or billed, was closed",
            "stage of hand-over O1 must come after delivered, was ordered",
            "hand-over D1 names invoice I9, which is not an invoice of the customer",
            "date of hand-over I1 must be 2026-03-31, the day of the invoice, was 2026-04-01",
            "amount of hand-over I1 must be at most CNY 30.00, what is left of the invoice, was CNY 30.01",
        ],
    );
    let mut told = Told::nothing().secured(SecurityKind::Guarantee, "2026-12-31", "50", "50%");
    let known = told.view().securities()[0].clone();
    let other = Security { value: yuan("9"), ..known };
    assert_eq!(
        told.refused(other).to_string(),
        "security guarantee to 2026-12-31 is recorded already with other content: \
         guarantee of 50% of CNY 50.00 from 2026-01-01 to 2026-12-31",
    );
}

#[test]
fn the_order_check() {
    let told = Told::nothing().limited("100").due("2026-01-31", "60");
    let order = OrderRequest::try_new(yuan("55"), day(T)).unwrap();
    let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    let held = policy.check(told.view(), &order, &inputs, as_of(T)).unwrap();
    assert_eq!(
        held.to_string(),
        "hold: exposure with the order CNY 115.00, limit CNY 100.00; \
         oldest item past due by 59 days, at most 30 days",
    );
    let rules = held.evidence().findings().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        rules,
        [
            "forced_hold: not held by hand",
            "limit_not_set: a limit is agreed or nothing is owed",
            "limit_expired: the limit has not expired",
            "contract_missing: not known",
            "incident_open: no verified incident is open",
            "over_limit: exposure with the order CNY 115.00, limit CNY 100.00",
            "over_limit_in_horizon: not asked by the policy",
            "over_order_value: not asked by the policy",
            "oldest_item_too_old: oldest item past due by 59 days, at most 30 days",
            "overdue_share: not asked by the policy",
            "overdue_amount: not asked by the policy",
            "dunning_level: not known",
            "payment_index: not known",
            "broken_promise: not known",
            "review_overdue: the terms are not overdue for review",
        ],
    );
    let approved = Told::nothing().limited("100");
    let approved = policy.check(approved.view(), &order, &inputs, as_of(T)).unwrap();
    assert_eq!(
        approved.to_string(),
        "approve: exposure with the order CNY 55.00, limit CNY 100.00"
    );
    let open = Told::nothing().limited("unlimited");
    let open = policy.check(open.view(), &order, &inputs, as_of(T)).unwrap();
    assert_eq!(open.to_string(), "approve: the limit is unlimited");
    assert_eq!(
        refused(order.prepaid(yuan("56"))),
        "the prepaid part of an order lies between nothing and its amount CNY 55.00, was CNY 56.00",
    );
}

#[test]
fn debt_raised() {
    let limited = |text| Told::nothing().limited(text);
    assert_eq!(
        debt(&limited("1000").due(T, "850")),
        "watch: exposure CNY 850.00 is 85% of the limit CNY 1,000.00"
    );
    assert_eq!(
        debt(&limited("1000").due("2026-03-16", "10")),
        "warning: CNY 10.00 overdue, the oldest by 15 days"
    );
    assert_eq!(
        debt(&limited("1000").due("2026-03-16", "1200.01")),
        "critical: exposure CNY 1,200.01 is 120% of the limit CNY 1,000.00; CNY 1,200.01 overdue, \
         the oldest by 15 days"
    );
    assert_eq!(
        debt(&Told::nothing().due(T, "5")),
        "warning: owes CNY 5.00 although no credit limit is agreed"
    );
    assert_eq!(debt(&limited("0").due(T, "5")), "warning: owes CNY 5.00 on cash terms");
}

#[test]
fn debt_clear() {
    let limited = |text| Told::nothing().limited(text);
    assert_eq!(
        debt(&limited("1000").due(T, "500")),
        "clear: exposure CNY 500.00 is 50% of the limit CNY 1,000.00; nothing overdue"
    );
    assert_eq!(
        debt(&limited("1000").due("2026-03-30", "0.50")),
        "clear: exposure CNY 0.50 is 0% of the limit CNY 1,000.00; CNY 0.50 overdue, the oldest by \
         1 day"
    );
    assert_eq!(debt(&limited("unlimited").due(T, "5")), "clear: nothing overdue");
    let settled = limited("0").due(T, "5").paid(T, "5");
    assert_eq!(debt(&settled), "clear: owes nothing; nothing overdue");
    let overpaid = limited("1000").paid(T, "10");
    assert_eq!(
        debt(&overpaid),
        "clear: exposure CNY -10.00 is -1% of the limit CNY 1,000.00; nothing overdue"
    );
    assert_eq!(debt(&Told::nothing().paid(T, "5")), "clear: nothing overdue; owes nothing");
}

#[test]
fn debt_silent() {
    assert_eq!(debt(&Told::nothing()), "no data: the book has no invoice, payment or open order");
}

#[track_caller]
fn progress(told: &Told, t: &str) -> String {
    ProgressPolicy::default().judge(told.view(), as_of(t)).to_string()
}

fn planned() -> Told {
    Told::nothing().planned("2026-01", "1000").planned("2026-02", "1000")
}

/// Order days in the 90 days up to the end of March 2026 and in the 365 before.
#[track_caller]
fn frequent(recent: i32, baseline: i32) -> Told {
    let t = day(T);
    Told::nothing()
        .since("2020-01-01")
        .sold_every(&t.offset(-89).to_string(), 1, recent, "1")
        .sold_every(&t.offset(-454).to_string(), 1, baseline, "1")
}

#[test]
fn progress_raised() {
    assert_eq!(
        progress(&planned().sold("2026-01-01", "1424.99"), HALF),
        "watch: bought CNY 1,424.99, 94.9% of the CNY 1,500.00 planned"
    );
    let based = Told::nothing().sold_every("2025-01-01", 1, 4, "250");
    assert_eq!(
        progress(&based.sold(HALF, "599.99"), HALF),
        "warning: bought CNY 599.99, 59.9% of the CNY 1,000.00 of a year before"
    );
    assert_eq!(
        progress(&frequent(2, 24), T),
        "critical: bought CNY 2.00, 8.3% of the CNY 24.00 of a year before; 2 order days in 90 days \
         after 24 in the 365 before, a chance of 0.08819 if nothing had changed"
    );
}

#[test]
fn one_order_day_is_said_in_the_singular() {
    let said = progress(&frequent(1, 18), T);
    assert!(said.contains("1 order day in 90 days after 18"), "{said}");
}

#[test]
fn progress_clear() {
    assert_eq!(
        progress(&planned().sold("2026-01-01", "1500"), HALF),
        "clear: bought CNY 1,500.00, 100% of the CNY 1,500.00 planned"
    );
    assert_eq!(
        progress(&frequent(13, 13), T),
        "clear: bought CNY 13.00, 100% of the CNY 13.00 of a year before; 13 order days in 90 days \
         after 13 in the 365 before"
    );
}

#[test]
fn progress_silent() {
    assert_eq!(progress(&planned(), HALF), "no data: the book has no sale");
    assert_eq!(
        progress(&planned().sold("2026-01-05", "1"), "2026-01-10"),
        "not applicable: too little of the period has elapsed; too short a history to compare the \
         frequency with"
    );
    assert_eq!(
        progress(&Told::nothing().sold("2026-02-01", "1"), HALF),
        "not applicable: nothing is planned for the period to date; too few order days in the same \
         period last year; too short a history to compare the frequency with"
    );
    let empty = Told::nothing().sold_every("2025-01-01", 1, 3, "1").sold("2025-01-05", "-3");
    assert_eq!(
        progress(&empty, HALF),
        "not applicable: nothing is planned for the period to date; no net purchases in the same \
         period last year; too few order days to tell a falling frequency from chance"
    );
}

/// Twelve customers who buy once a month for four years; what the progress rule says of the first, which
/// bought so much in March 2026.
#[track_caller]
fn declined(latest: i64, policy: &ProgressPolicy) -> String {
    let mut book = Book::new("CNY".parse().unwrap());
    for place in 0..12_i64 {
        let key = book.register(Customer::new(format!("C{place}").parse().unwrap())).unwrap();
        for back in 0..48 {
            let of = "2026-03".parse::<Month>().unwrap().offset(-back);
            let back_squared = i64::from(back * back);
            let swing = 90_000 + (back_squared * (5_300 + 701 * place) + 3_100 * place) % 20_100;
            let minor = if back == 0 && place == 0 { latest } else { swing };
            let amount = Money::new(Amount::from_minor(minor), "CNY".parse().unwrap());
            let number = document(&format!("{place}-{of}"));
            book.record(key, Sale::new(number, of.first_day(), amount)).unwrap();
        }
    }
    let market = book.market(as_of(T), policy);
    let first = book.view(CustomerKey::from_position(0)).unwrap();
    market.map_or_else(String::new, |market| policy.judge_in_market(first, &market).to_string())
}

#[test]
fn progress_declined() {
    let decline = Some(DeclineDraft::usual());
    let draft = ProgressPolicyDraft { decline, ..ProgressPolicyDraft::default() };
    let policy = ProgressPolicy::try_new(draft).unwrap();
    let said = declined(70_000, &policy);
    assert_eq!(
        said,
        "critical: bought CNY 700.00 in 2026-03, 63.9% of the CNY 1,095.00 of a year before when the \
         market bought 96.5%: 5.6 sigmas below by its own noise, 1.59 sigmas below on average"
    );
    let said = declined(99_000, &policy);
    assert_eq!(
        said,
        "clear: bought CNY 2,854.00, 90.7% of the CNY 3,145.00 of a year before; bought CNY 990.00 in \
         2026-03, 90.4% of the CNY 1,095.00 of a year before when the market bought 98.9%: 1.24 sigmas \
         below by its own noise, 0.5 sigmas below on average"
    );
}

#[track_caller]
fn expense(told: &Told, t: &str) -> String {
    let pace = ProgressPolicy::default().pace(as_of(t));
    ExpensePolicy::default().judge(told.view(), &pace).to_string()
}

fn budgeted() -> Told {
    Told::nothing().budgeted("2026-01", "100").budgeted("2026-02", "100")
}

#[test]
fn expense_raised() {
    let over = budgeted().spent("2026-01-01", "165.01").sold(HALF, "1");
    assert_eq!(expense(&over, HALF), "warning: spent CNY 165.01, 110% of the budget CNY 150.00");
    let carried =
        budgeted().planned("2026-01", "1500").sold("2026-01-10", "3000").spent("2026-01-10", "300");
    assert_eq!(
        expense(&carried, HALF),
        "watch: spent CNY 300.00, 200% of the budget CNY 150.00, carried by higher sales"
    );
    assert_eq!(
        expense(&Told::nothing().spent("2026-01-10", "5"), HALF),
        "warning: spent CNY 5.00 while net purchases are CNY 0.00"
    );
    let climbing = (0..15).fold(Told::nothing(), |told, back| {
        let date = month("2026-03").offset(-back).first_day().to_string();
        let spent = match back {
            0 => "30",
            1 => "12",
            2 => "11",
            _ => "10",
        };
        told.sold(&date, "100").spent(&date, spent)
    });
    assert_eq!(
        expense(&climbing, T),
        "watch: expense is 17.6% of purchases over the last three full months"
    );
}

#[test]
fn expense_clear() {
    let told = budgeted().sold("2026-01-10", "1000").spent("2026-01-10", "60");
    assert_eq!(
        expense(&told, "2026-01-31"),
        "clear: spent CNY 60.00, 60% of the budget CNY 100.00; spent CNY 60.00 while net purchases \
         are CNY 1,000.00"
    );
}

#[test]
fn expense_silent() {
    assert_eq!(expense(&budgeted(), HALF), "no data: the book has no expense");
    assert_eq!(
        expense(&Told::nothing().spent("2026-01-02", "5"), "2026-01-05"),
        "not applicable: nothing is budgeted for the period to date; too few months with purchases \
         to compare the expense ratio; too little of the period has elapsed"
    );
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let wang = book.register(Customer::new("Wang".parse().unwrap())).unwrap();
    let spent = Expense::new(document("E"), day("2026-01-02"), yuan("5"));
    book.record(li, spent).unwrap();
    let pace = ProgressPolicy::default().pace(as_of(HALF));
    let verdict = ExpensePolicy::default().judge(book.view(wang).unwrap(), &pace);
    assert_eq!(verdict.to_string(), "not applicable: no expense was made and none is budgeted");
}

#[track_caller]
fn loss_by(silence: LossMethod, told: &Told, days: i32) -> String {
    let draft = LossPolicyDraft { silence, ..Default::default() };
    let policy = LossPolicy::try_new(draft).unwrap();
    let prior = Prior::fallback(&LapsePolicy::default());
    let t = day("2025-01-01").offset(days);
    policy.judge(told.view(), guanxi::calendar::AsOf::new(t), &prior).to_string()
}

#[track_caller]
fn loss(days: i32) -> String {
    loss_by(LossMethod::default(), &Told::nothing().sold("2025-01-01", "1"), days)
}

#[test]
fn loss_raised() {
    assert_eq!(
        loss(95),
        "watch: alive with probability 0.699029, silent for 95 days with a usual gap of 60 days"
    );
    assert_eq!(
        loss(181),
        "critical: alive with probability 0.599002, silent for 181 days with a usual gap of 60 days; \
         181 days without an order, more than 180: no longer buying"
    );
    let told = Told::nothing().sold_every("2024-12-02", 10, 4, "1");
    assert_eq!(
        loss_by(LossMethod::cadence(), &told, 21),
        "warning: silent for 21 days with a usual gap of 10 days"
    );
}

#[test]
fn loss_clear() {
    assert_eq!(
        loss(1),
        "clear: alive with probability 0.855107, silent for 1 day with a usual gap of 60 days; not more \
         than 180 days without an order"
    );
}

#[test]
fn loss_silent() {
    let returned = Told::nothing().sold("2025-01-01", "-1");
    assert_eq!(loss_by(LossMethod::default(), &returned, 0), "not applicable: never bought");
    assert_eq!(loss(-1), "no data: the book has no sale");
}

#[test]
fn incidents() {
    let fire = Incident {
        kind: IncidentKind::Fire,
        occurred: day("2026-03-01"),
        reported: day("2026-03-02"),
        credibility: Credibility::Verified,
        impact: Impact::try_new(3).unwrap(),
        resolved: None,
    };
    let said = |told: &Told| IncidentPolicy::default().judge(told.view(), as_of(T)).to_string();
    assert_eq!(said(&Told::nothing()), "clear: no incident is open");
    let one = Told::nothing().with(fire.clone());
    assert_eq!(said(&one), "critical: fire of 2026-03-01, verified, impact 3 of 3");
    let crash = Incident { kind: IncidentKind::RoadAccident, ..fire.clone() };
    let rumour = Incident {
        kind: "flood".parse().unwrap(),
        credibility: Credibility::Rumour,
        impact: Impact::try_new(0).unwrap(),
        ..fire
    };
    assert_eq!(
        said(&one.with(crash.clone()).with(rumour.clone())),
        "critical: fire of 2026-03-01, verified, impact 3 of 3, and 2 more"
    );
    assert_eq!(
        said(&Told::nothing().with(crash)),
        "critical: road accident of 2026-03-01, verified, impact 3 of 3"
    );
    assert_eq!(
        said(&Told::nothing().with(rumour)),
        "watch: flood of 2026-03-01, rumour, impact 0 of 3"
    );
}

#[test]
fn loyalty() {
    use guanxi::calendar::MonthsBack;
    use guanxi::receivable::Standing;
    use guanxi::segment::LoyaltyPolicy;
    let said = |told: &Told| {
        let months = MonthsBack::of(as_of(T));
        let reading = LoyaltyPolicy::default().read(told.view(), &Standing::default(), &months);
        reading.evidence().to_string()
    };
    let since = Told::nothing().since("2026-01-01");
    let regular = since.clone().sold_every("2026-01-01", 31, 2, "1");
    assert_eq!(said(&regular), "loyal: 66.666667 of 100 points, 60 needed");
    assert_eq!(said(&since), "disloyal: 0 of 100 points, 60 needed");
    assert_eq!(
        said(&regular.broke("2026-03-01", BreachKind::Diversion, true)),
        "disloyal: an upheld breach of the channel on 2026-03-01"
    );
    assert_eq!(
        said(&Told::nothing().minded(Attitude::Loyal)),
        "too little is known to judge loyalty: 25% of the weight"
    );
}

#[test]
fn trade_without_a_contract() {
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let (from, to) = (day("2026-01-10"), day("2026-12-31"));
    let contract = Contract::signed_elsewhere("C".parse().unwrap(), from, from, Some(to));
    book.record(li, contract.unwrap()).unwrap();
    for (number, date) in [("1", "2026-01-08"), ("2", "2026-01-10")] {
        book.record(li, Sale::new(document(number), day(date), yuan("1500"))).unwrap();
    }
    let policy = Policy::default();
    let said = |book: &Book| {
        let review = book.review(as_of(T), &policy).unwrap();
        let found = review.explain(li).unwrap().trade_without_contract;
        found.map(|found| found.to_string())
    };
    assert_eq!(
        said(&book).as_deref(),
        Some("bought CNY 1,500.00 on 1 day without a contract in force, last on 2026-01-08")
    );
    book.record(li, Sale::new(document("3"), day("2026-01-09"), yuan("1"))).unwrap();
    assert_eq!(
        said(&book).as_deref(),
        Some("bought CNY 1,501.00 on 2 days without a contract in force, last on 2026-01-09")
    );
}

#[test]
fn what_keeps_an_arm_silent() {
    let rows = [
        (NotJudged::NoReceivablesFeed, "the book has no invoice, payment or open order"),
        (NotJudged::NoSalesFeed, "the book has no sale"),
        (NotJudged::NoExpensesFeed, "the book has no expense"),
        (NotJudged::Unlimited, "the credit limit is unlimited"),
        (NotJudged::LimitAgreed, "a credit limit is agreed"),
        (NotJudged::LimitNotSet, "no credit limit is agreed"),
        (NotJudged::TooEarly, "too little of the period has elapsed"),
        (NotJudged::NothingPlanned, "nothing is planned for the period to date"),
        (NotJudged::ThinBase, "too few order days in the same period last year"),
        (NotJudged::EmptyBase, "no net purchases in the same period last year"),
        (NotJudged::ShortBaseline, "too short a history to compare the frequency with"),
        (NotJudged::FewExpected, "too few order days to tell a falling frequency from chance"),
        (NotJudged::NoMarket, "too few customers to tell how the market changed"),
        (NotJudged::FewPastMonths, "too few past months to tell a decline from noise"),
        (NotJudged::EmptyBaseMonth, "nothing was bought in the same month of the year before"),
        (
            NotJudged::FewActiveMonths,
            "bought in too few months of the year before to have a monthly pace",
        ),
        (NotJudged::NoExpense, "no expense was made and none is budgeted"),
        (NotJudged::NothingBudgeted, "nothing is budgeted for the period to date"),
        (NotJudged::FewMonths, "too few months with purchases to compare the expense ratio"),
        (NotJudged::NeverBought, "never bought"),
        (NotJudged::NoHardCap, "the policy has no hard cap"),
        (NotJudged::NoGroups, "no sale to the customer names a product group"),
        (NotJudged::OneGroup, "only one product group was ever bought"),
        (NotJudged::NoGroupPrior, "the rhythm of product groups in the book is not given"),
        (NotJudged::CustomerSilent, "the customer itself is silent"),
        (NotJudged::GroupsNotTold, "the customer buys, but its sales name no group any more"),
    ];
    for (silence, text) in rows {
        assert_eq!(silence.to_string(), text);
        assert_eq!(Finding::NotJudged(silence).to_string(), format!("silent ({text})"));
    }
    assert_eq!(Finding::Quiet.to_string(), "quiet");
    assert_eq!(Finding::Raised(Level::Critical).to_string(), "critical");
}

#[test]
fn outcomes() {
    let said = [
        Outcome::NoData,
        Outcome::NotApplicable,
        Outcome::Clear,
        Outcome::Breach(Level::Watch),
        Outcome::Breach(Level::Warning),
        Outcome::Breach(Level::Critical),
    ];
    assert_eq!(
        said.map(|outcome| outcome.to_string()),
        ["no data", "not applicable", "clear", "watch", "warning", "critical"]
    );
    assert!(said.is_sorted());
}

// Casework

#[track_caller]
fn says<T: Display>(rows: &[(T, &str)]) {
    for (value, text) in rows {
        assert_eq!(value.to_string(), *text);
    }
}

#[test]
fn why_a_step_of_a_case_is_refused() {
    let (on, last) = (day("2026-03-04"), day("2026-03-05"));
    says(&[
        (CaseRefused::NoCase { step: "assign" }, "cannot assign a case: none is open"),
        (
            CaseRefused::OutOfTurn { step: "close", status: CaseStatus::RiskAccepted(last) },
            "cannot close a case that is accepted as a risk up to 2026-03-05",
        ),
        (
            CaseRefused::Blank { step: "record the cause of", what: "evidence" },
            "to record the cause of a case takes evidence, and that was blank",
        ),
        (
            CaseRefused::UnknownCode { code: "bad \"luck\"".to_owned() },
            "\"bad \\\"luck\\\"\" is not known to the policy of this rule",
        ),
        (
            CaseRefused::Day { step: "shelve", day: last, first: on, last: on },
            "to shelve a case takes a day in 2026-03-04..=2026-03-04, was 2026-03-05",
        ),
        (
            CaseRefused::NoRemedy { place: 2, count: 1 },
            "there is no remedy to be done at place 2 of 1",
        ),
        (
            CaseRefused::FourEyes {
                step: "dismiss",
                level: Level::Critical,
                by: "Wang".parse().unwrap(),
            },
            "to dismiss a case at critical takes two people, Wang was both",
        ),
        (
            CaseRefused::FourEyes {
                step: "close as lost",
                level: Level::Watch,
                by: "Wang".parse().unwrap(),
            },
            "to close as lost a case at watch takes two people, Wang was both",
        ),
        (
            CaseRefused::NotClear { step: "resolve", condition: "raised".to_owned() },
            "cannot resolve a case whose condition is raised",
        ),
        (
            CaseRefused::SelfCleared { level: Level::Warning },
            "a case that was at warning is not resolved because it cleared by itself",
        ),
        (
            CaseRefused::BackDated { on, last },
            "a step of 2026-03-04 cannot follow one of 2026-03-05",
        ),
    ]);
}

#[test]
fn why_an_episode_or_a_register_refuses() {
    let (on, last) = (day("2026-03-04"), day("2026-03-05"));
    let customer = CustomerKey::from_position(7);
    let no_case = EpisodeRefused::Case(CaseRefused::NoCase { step: "close" });
    says(&[
        (
            EpisodeRefused::Look(LookRefused::OutOfOrder { on, last }),
            "a look of 2026-03-04 cannot follow one of 2026-03-05",
        ),
        (no_case.clone(), "cannot close a case: none is open"),
        (
            EpisodeRefused::History { place: 3 },
            "what stands at place 3 of a history cannot have followed what stands before",
        ),
        (
            EpisodeRefused::Twice { position: 7, rule: Rule::Loss },
            "loss of the customer at position 7 has two histories",
        ),
    ]);
    says(&[
        (
            RegisterRefused::OutOfOrder { on, last },
            "a step of 2026-03-04 cannot follow one of 2026-03-05",
        ),
        (
            RegisterRefused::ColumnLength { rule: Rule::Debt, found: 1, wanted: 2 },
            "the column of debt has 1 rows, that of the customers 2",
        ),
        (RegisterRefused::Unordered { row: 3 }, "customers must ascend, the one at row 3 does not"),
        (
            RegisterRefused::Episode { customer, rule: Rule::Expense, refused: no_case },
            "expense of the customer at position 7: cannot close a case: none is open",
        ),
    ]);
}

#[test]
fn steps_statuses_and_ends_of_a_case() {
    let until = day("2026-03-05");
    says(&[
        (CaseStatus::New, "new"),
        (CaseStatus::Acknowledged, "acknowledged"),
        (CaseStatus::Investigating, "under investigation"),
        (CaseStatus::CauseKnown, "of known cause"),
        (CaseStatus::Handling, "being handled"),
        (CaseStatus::Resolved, "resolved"),
        (CaseStatus::Reopened, "reopened"),
        (CaseStatus::RiskAccepted(until), "accepted as a risk up to 2026-03-05"),
        (CaseStatus::Closed(Closing::Remedied), "closed (remedied)"),
        (CaseStatus::Closed(Closing::Lost), "closed (lost)"),
        (CaseStatus::Closed(Closing::SelfCleared), "closed (cleared by itself)"),
        (CaseStatus::Closed(Closing::RiskPassed), "closed (risk passed)"),
        (CaseStatus::Closed(Closing::Dismissed), "closed (false alarm)"),
    ]);
    says(&[
        (Deadline::Acknowledge, "to acknowledge"),
        (Deadline::Cause, "to find the cause"),
        (Deadline::Remedy, "to remedy"),
    ]);
    says(&[
        (RemedyOutcome::Recovered, "recovered"),
        (RemedyOutcome::Improved, "improved"),
        (RemedyOutcome::NoChange, "no change"),
        (RemedyOutcome::Worse, "worse"),
        (RemedyOutcome::Lost, "lost"),
    ]);
    says(&[
        (Phase::Clear, "clear"),
        (Phase::Pending, "pending"),
        (Phase::Raised(Level::Watch), "watch"),
        (Phase::Recovering(Level::Critical), "critical, recovering"),
    ]);
    let staff = || "Wang".parse().unwrap();
    let why = || "so".to_owned();
    let (cause, remedy) = ("dispute".parse().unwrap(), "legal".parse().unwrap());
    let names = [
        (CaseStep::Assign { to: staff() }, "assign"),
        (CaseStep::Acknowledge, "acknowledge"),
        (CaseStep::Investigate, "investigate"),
        (
            CaseStep::RecordCause { cause, evidence: vec![], is_primary: true },
            "record the cause of",
        ),
        (CaseStep::PlanRemedy { remedy, owner: staff(), due: None }, "plan a remedy for"),
        (
            CaseStep::CompleteRemedy { place: 0, outcome: RemedyOutcome::Lost },
            "complete a remedy of",
        ),
        (CaseStep::CancelRemedy { place: 0, why: why() }, "cancel a remedy of"),
        (CaseStep::Resolve, "resolve"),
        (CaseStep::Reset { why: why() }, "reset"),
        (CaseStep::Dismiss { why: why(), requested_by: staff() }, "dismiss"),
        (CaseStep::AcceptRisk { until, why: why(), requested_by: staff() }, "accept the risk of"),
        (CaseStep::Shelve { until, is_once: true, why: why() }, "shelve"),
        (CaseStep::Unshelve, "unshelve"),
        (CaseStep::Close, "close"),
    ];
    for (step, name) in names {
        assert_eq!(step.name(), name);
    }
}

#[test]
fn what_happens_to_a_warning() {
    let (watch, warning) = (Level::Watch, Level::Warning);
    let lost = Source::Raised { rule: Rule::Loss, from: warning };
    let held = |source| Effect::Inhibited(Inhibitor::Influence(source));
    says(&[
        (Effect::Raised { level: watch, recurrence_of: None }, "raised at watch"),
        (
            Effect::Raised { level: warning, recurrence_of: Some(3) },
            "raised at warning again, as in episode 3",
        ),
        (Effect::Escalated { from: watch, to: warning }, "escalated from watch to warning"),
        (Effect::DeEscalated { from: warning, to: watch }, "de-escalated from warning to watch"),
        (Effect::Recovered { from: watch }, "recovered from watch"),
        (Effect::CameBack { level: warning }, "came back at warning"),
        (Effect::Closed(Closing::Remedied), "closed: remedied"),
        (Effect::Closed(Closing::Lost), "closed: lost"),
        (Effect::Closed(Closing::SelfCleared), "closed: cleared by itself"),
        (Effect::Closed(Closing::RiskPassed), "closed: risk passed"),
        (Effect::Closed(Closing::Dismissed), "closed: false alarm"),
        (held(lost), "held back by loss at warning or higher"),
        (held(Source::VerifiedIncident), "held back by a verified incident"),
        (held(Source::DeliveryHold), "held back by a delivery hold"),
        (Effect::Inhibited(Inhibitor::SuspectBatch), "held back by a suspect batch"),
        (Effect::Released, "held back no longer"),
        (Effect::Unshelved(Some(watch)), "off the shelf at watch"),
        (Effect::Unshelved(None), "off the shelf, cleared"),
        (Effect::Reminder(0), "reminder 1"),
        (Effect::DeadlineMissed(Deadline::Cause), "deadline to find the cause missed"),
        (Effect::HandOver, "open for too long, to be handed over"),
        (Effect::CauseSuggested("incident".parse().unwrap()), "may be caused by incident"),
        (Effect::RiskExpired, "accepted risk expired"),
    ]);
    says(&[
        (WhyKept::Thresholds, "kept: below the raising threshold, not yet past the clearing one"),
        (WhyKept::SecondOrder, "kept: a second order within its usual gap is awaited"),
    ]);
    let status = CaseStatus::CauseKnown;
    let stopped = Spending::Stopped { level: warning, since: day("2026-03-05"), status };
    says(&[
        (Spending::Allowed, "may be booked"),
        (stopped, "stopped by the expense warning of 2026-03-05, which is of known cause"),
    ]);
    says(&[
        (Feed::Sales, "sales"),
        (Feed::Receivables, "receivables"),
        (Feed::Expenses, "expenses"),
        (Feed::Incidents, "incidents"),
    ]);
}

#[test]
fn policies_of_cases() {
    let found = |change: fn(&mut CaseDraft)| {
        let mut draft = CaseDraft::default();
        change(&mut draft);
        refused(CasePolicy::try_new(draft))
    };
    assert_eq!(
        found(|it| it.calendar.rest_days = vec!["Sun".parse().unwrap(); 2]),
        "calendar.rest_days must name each weekday once, Sun is repeated"
    );
    assert_eq!(
        found(|it| it.conditions.loss.hits = Some(HitsOf { hits: 4, of: 3 })),
        "conditions.loss.hits.hits must lie in 1..=3 (of), was 4"
    );
    assert_eq!(
        found(|it| it.taxonomy.incident = Taxonomy::default()),
        "taxonomy.incident.causes must name at least one, names none; \
         taxonomy.incident.remedies must name at least one, names none"
    );
    assert_eq!(
        found(|it| {
            it.taxonomy.debt.causes.push("dispute".parse().unwrap());
            let twice = it.taxonomy.debt.remedies[0].clone();
            it.taxonomy.debt.remedies.push(twice);
        }),
        "taxonomy.debt.causes must name each once, dispute is repeated; \
         taxonomy.debt.remedies must name each once, dunning_call is repeated"
    );
    assert_eq!(
        found(|it| it.remedy_days = 19),
        "taxonomy.debt.remedies must take at most 19 days (remedy_days), legal takes 20; \
         taxonomy.expense.remedies must take at most 19 days (remedy_days), renegotiate takes 20; \
         taxonomy.loss.remedies must take at most 19 days (remedy_days), close_account takes 20"
    );
    assert_eq!(
        found(|it| it.taxonomy.loss.causes.retain(|cause| cause.as_str() != "incident")),
        "influences.5 must suggest a cause of loss, suggests incident"
    );
    assert_eq!(
        found(|it| it.influences[1].sway = Sway::Inhibit(vec![Arm::Silence])),
        "influences.1 must name arms of expense, names silence"
    );
    assert_eq!(
        found(|it| it.influences[0].target = Rule::Loss),
        "influences must not let rules act on themselves, loss do"
    );
    assert_eq!(
        found(|it| {
            it.deadlines.a.critical.acknowledge = 3;
            it.deadlines.c.watch.cause = 41;
        }),
        "deadlines.A.critical must not fall from acknowledge to remedy, was 3, 2, 5; \
         deadlines.C.watch must not fall from acknowledge to remedy, was 10, 41, 40"
    );
    assert_eq!(
        found(|it| {
            (it.recurrences_raise, it.reminder_days, it.open_days) = (0, 0, 0);
            it.breaker.fewest_steps = 0;
        }),
        "recurrences_raise must be at least 1, was 0; reminder_days must be at least 1, was 0; \
         open_days must be at least 1, was 0; breaker.fewest_steps must be at least 1, was 0"
    );
}
