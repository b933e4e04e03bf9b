//! Results as they are written: judgements, order checks, news and cases. They are not read back.
//! A judgement that changes on purpose changes its file.

use guanxi::account::Account;
use guanxi::book::{Book, OrderInputs};
use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    CasePolicy, CaseStep, Closing, Effect, Feed, Inhibitor, Input, ListReason, ListedWarning,
    Notice, Register, Source, WarningKey, WarningList,
};
use guanxi::context::Context;
use guanxi::contract::Contract;
use guanxi::credit::{GroupNode, GroupTree, OrderCheckPolicy, OrderRequest};
use guanxi::customer::{Attitude, Card, Customer, Entry, EntrySource, Field};
use guanxi::duplicate::{MergeBatch, PlannedMerge, SurvivorReason};
use guanxi::evidence::{Evidence, Finding, NotJudged, Outcome, Value};
use guanxi::expense::{Budget, Expense};
use guanxi::handling::Deadline;
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Money};
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::review::{CallListEntry, StepContext};
use guanxi::segment::{
    AbcPolicy, AbcPolicyDraft, AttitudePolicy, Class, MeetingPolicy, Quadrant, QuadrantCustomer,
    QuadrantShares, Reclassification, ReviewedCustomer, RfmPolicy, SeriesCandidate, SeriesShare,
    XyzPolicy,
};
use guanxi::trade::{OpenOrder, Plan, Sale};
use guanxi::wallet::WalletShare;
use guanxi::warning::{Arm, ArmFinding, Level, Rule};
use serde::Serialize;

const T: &str = "2026-03-31";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn t() -> AsOf {
    AsOf::new(day(T))
}

fn yuan(text: &str) -> Money {
    Money::try_from_text(text, "CNY".parse().unwrap()).unwrap()
}

fn number(text: &str) -> DocumentId {
    text.parse().unwrap()
}

#[track_caller]
fn is_written(value: &impl Serialize, file: &str) {
    let found = serde_json::to_string_pretty(value).unwrap() + "\n";
    assert!(found == super::text(file), "{file} is written as\n{found}");
}

/// Anna pays and buys; Bo owes, buys less, costs more and burnt down; Chen never bought.
fn book() -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    let mut open = |name: &str, limit: &str, attitude| {
        let mut customer = Customer::new(name.parse().unwrap()).with_since(day("2023-01-01"));
        (customer.attitude, customer.group) = (attitude, Some("holding".parse().unwrap()));
        let key = book.register(customer).unwrap();
        let limit = CreditLimit::try_from_text(limit, "CNY".parse().unwrap()).unwrap();
        book.agree_limit(key, limit).unwrap();
        key
    };
    let anna = open("Anna", "5000", Some(Attitude::Loyal));
    let bo = open("Bo", "1000", Some(Attitude::Switcher));
    open("Chen", "", None);
    for week in 0..120 {
        let on = day("2023-12-18").offset(7 * week);
        let sale = Sale::new(number(&format!("A{week}")), on, yuan("100"));
        if on <= day(T) {
            book.record(anna, sale).unwrap();
        }
        let sale = Sale::new(number(&format!("B{week}")), on, yuan("40"));
        if on <= day("2025-09-30") {
            book.record(bo, sale).unwrap();
        }
    }
    for (key, invoice, due, amount) in [
        (anna, "I1", "2026-04-15", "1200"),
        (bo, "I2", "2026-01-20", "900.50"),
        (bo, "I3", "2026-04-20", "400"),
    ] {
        let due = day(due);
        book.record(key, Invoice::new(number(invoice), due.offset(-30), due, yuan(amount)))
            .unwrap();
    }
    book.record(anna, Payment::new(number("P1"), day("2026-03-20"), yuan("1200"))).unwrap();
    let order = OpenOrder::new(number("O1"), day("2026-03-01"), day("2026-04-20"), yuan("80"));
    book.record(bo, order).unwrap();
    for (key, amount) in [(anna, "390"), (bo, "200")] {
        for month in ["2026-01", "2026-02", "2026-03"] {
            book.record(key, Plan::new(month.parse().unwrap(), yuan(amount))).unwrap();
            book.record(key, Budget::new(month.parse().unwrap(), yuan("20"))).unwrap();
        }
    }
    book.record(bo, Expense::new(number("E1"), day("2026-02-10"), yuan("75"))).unwrap();
    let fire = Incident {
        kind: IncidentKind::Fire,
        occurred: day("2026-03-10"),
        reported: day("2026-03-11"),
        credibility: Credibility::Verified,
        impact: Impact::try_new(2).unwrap(),
        resolved: None,
    };
    book.record(bo, fire).unwrap();
    let validity = guanxi::calendar::Validity::try_new(day("2026-01-01"), None).unwrap();
    let contract = Contract::signed_elsewhere("C-1".parse().unwrap(), day("2025-12-20"), validity);
    book.record(anna, contract.unwrap()).unwrap();
    let pool = CreditLimit::Amount(yuan("3000").amount());
    let node =
        GroupNode { id: "holding".parse().unwrap(), parent: None, pool, allotment: Amount::ZERO };
    book.order_desk_mut().set_groups(GroupTree::try_new(vec![node]).unwrap());
    book
}

/// The review of a small book.
pub(crate) fn review(file: &str) {
    let (book, policy) = (book(), Policy::default());
    let review = book.review(t(), &policy).unwrap();
    is_written(&review, file);
    let anna = review.explain(CustomerKey::from_position(0)).unwrap();
    let whole = serde_json::to_value(&review).unwrap();
    assert_eq!(whole["customers"][0], serde_json::to_value(anna).unwrap());
    assert_eq!(whole["summary"], serde_json::to_value(review.summary()).unwrap());
    assert_eq!(whole.get("policy"), None, "the default policy has no name");
    let named = |id: Option<&str>, version: Option<&str>| {
        let (id, version) =
            (id.map(|it| it.parse().unwrap()), version.map(|it| it.parse().unwrap()));
        let policy = Policy { id, version, ..Policy::default() };
        serde_json::to_value(book.review(t(), &policy).unwrap()).unwrap()["policy"].clone()
    };
    let (dealers, draft) = (Some("dealers"), Some("2026.11"));
    assert_eq!(named(dealers, draft), serde_json::json!({ "id": "dealers", "version": "2026.11" }));
    assert_eq!(named(dealers, None), serde_json::json!({ "id": "dealers" }));
}

/// The dry run of two merges: one that would lose a term of the customer merged, and contradicts
/// its card, and one that the book would refuse.
pub(crate) fn rehearsal(file: &str) {
    let (mut book, policy) = (book(), Policy::default());
    let [anna, bo, chen] = [0, 1, 2].map(CustomerKey::from_position);
    let by = || "Wang".parse().unwrap();
    for (key, name) in [(anna, "Anna Ltd."), (bo, "Bo Ltd.")] {
        let mut card = Card::default();
        card.record(Field::Name, Entry::try_new(name, day("2026-01-05"), by()).unwrap()).unwrap();
        book.customers_mut().set_card(key, card).unwrap();
    }
    let plan = |survivor, merged| PlannedMerge {
        survivor,
        because: SurvivorReason::First,
        merged: vec![merged],
    };
    let merges = vec![plan(anna, bo), plan(chen, chen)];
    let review = book.review(t(), &policy).unwrap();
    is_written(&review.rehearse(&MergeBatch { merges, left_out: Vec::new() }, day(T)), file);
}

#[derive(Serialize)]
struct Judgements {
    verdicts: Vec<guanxi::warning::Verdict>,
    outcomes: Vec<guanxi::warning::Outcome>,
    findings: Vec<guanxi::warning::Finding>,
    arm: ArmFinding,
    values: Vec<Value>,
    loyalty: Evidence,
}

/// Verdicts, outcomes, findings and values of each kind.
pub(crate) fn judgements(file: &str) {
    let (book, policy) = (book(), Policy::default());
    let assessor = book.assessor(t(), &policy);
    let accounts = [0, 1, 2].map(|position| {
        let key = CustomerKey::from_position(position);
        book.account_at(key, t()).unwrap()
    });
    let read = |place: usize| assessor.read(accounts[place].view());
    let empty = Book::new("CNY".parse().unwrap());
    let mut stranger = empty.clone();
    let key = stranger.register(Customer::new("Dai".parse().unwrap())).unwrap();
    let unknown = stranger.account_at(key, t()).unwrap();
    let no_data = stranger.assessor(t(), &policy).read(unknown.view()).verdict(Rule::Expense);
    let third = Quotient::try_new(1, 3).unwrap();
    let score = guanxi::measure::Score::try_from_fraction(Quotient::try_new(5, 8).unwrap());
    let signal = read(0).loss.signal.unwrap();
    let judgements = Judgements {
        verdicts: vec![
            read(1).verdict(Rule::Debt),
            read(0).verdict(Rule::Incident),
            read(2).verdict(Rule::Loss),
            no_data,
        ],
        outcomes: vec![
            Outcome::NoData,
            Outcome::NotApplicable,
            Outcome::Clear,
            Outcome::Breach(Level::Critical),
        ],
        findings: vec![
            Finding::Raised(Level::Watch),
            Finding::Quiet,
            Finding::NotJudged(NotJudged::TooEarly),
        ],
        arm: read(1).arms(Rule::Debt)[0],
        values: vec![
            Value::Money(yuan("-1234.5").amount().to_total(), "CNY".parse().unwrap()),
            Value::Money(Amount::from_minor(1234).to_total(), "JPY".parse().unwrap()),
            Value::Share(third),
            Value::Threshold(Ratio::from_percent(80)),
            Value::Probability(signal.no_order),
            Value::Score(score.unwrap()),
            Value::Days(-3),
            Value::Count(7),
            Value::Day(day(T)),
            Value::Text("fire".to_owned()),
        ],
        loyalty: read(0).loyalty.evidence(),
    };
    is_written(&judgements, file);
}

/// An order that is held, with every kind of finding, and its remedies.
pub(crate) fn order_check(file: &str) {
    let (book, policy) = (book(), OrderCheckPolicy::default());
    let bo = CustomerKey::from_position(1);
    let order = OrderRequest::try_new(yuan("500"), day("2026-04-10")).unwrap();
    let given = OrderInputs { broken_promises: Some(1), ..OrderInputs::default() };
    let check = book.check_order(bo, &order, &given, &policy, t()).unwrap();
    let remedies = book.order_remedies(bo, &order, &given, &policy, t(), 10).unwrap();
    is_written(&(check, remedies), file);
}

/// Every kind of news.
pub(crate) fn notices(file: &str) {
    let key = WarningKey { customer: CustomerKey::from_position(4), rule: Rule::Debt };
    let (from, to) = (Level::Watch, Level::Critical);
    let cause = || "competitor".parse().unwrap();
    let effects = [
        Effect::Raised { level: to, recurrence_of: None },
        Effect::Raised { level: to, recurrence_of: Some(2) },
        Effect::Escalated { from, to },
        Effect::DeEscalated { from: to, to: from },
        Effect::Recovered { from },
        Effect::CameBack { level: from },
        Effect::Closed(Closing::SelfCleared),
        Effect::Inhibited(Inhibitor::Flood),
        Effect::Inhibited(Inhibitor::Influence(Source::Raised { rule: Rule::Loss, from })),
        Effect::Inhibited(Inhibitor::Influence(Source::Objects { arm: Arm::HardCap })),
        Effect::Inhibited(Inhibitor::Silence(3)),
        Effect::Released,
        Effect::Unshelved(Some(from)),
        Effect::Unshelved(None),
        Effect::Reminder(2),
        Effect::DeadlineMissed(Deadline::Cause),
        Effect::HandOver,
        Effect::CauseSuggested(cause()),
        Effect::Silent { arm: Some(Arm::Plan), since: day(T) },
        Effect::Silent { arm: None, since: day(T) },
        Effect::Lost,
        Effect::RiskExpired,
        Effect::Repeated,
    ];
    let news = effects.into_iter().map(|effect| Notice::Warning(key, effect));
    let others = [
        Notice::FeedStale(Feed::Sales, day(T)),
        Notice::FeedBack(Feed::Sales),
        Notice::Flood { rule: Rule::Loss, raised: 400, of: 1000 },
        Notice::Repeated { number: 7, on: day(T) },
    ];
    let unnamed = WarningKey { customer: CustomerKey::from_position(5), rule: Rule::Loss };
    let listed = [(key, from), (unnamed, from)].map(|(key, level)| ListedWarning { key, level });
    let gone = [key, unnamed].map(|it| it.customer);
    let list = |reason| {
        let lost = if reason == ListReason::Baseline { gone.to_vec() } else { Vec::new() };
        Notice::List(WarningList { reason, warnings: listed.to_vec(), lost })
    };
    let lists = [ListReason::Baseline, ListReason::FloodTimedOut(Rule::Loss)].map(list);
    let others = others.into_iter().chain([Notice::Warning(unnamed, Effect::HandOver)]);
    let others = others.chain(lists);
    let all: Vec<Notice> = news.chain(others).collect();
    let name = |key: CustomerKey| if key.position() == 4 { "Dong" } else { "" };
    is_written(&all.iter().map(|notice| notice.named(name)).collect::<Vec<_>>(), file);
}

/// Lines of a call list, one of a customer without a name.
pub(crate) fn call_list(file: &str) {
    let mut book = Book::new("CNY".parse().unwrap());
    let anna = book.register(Customer::new("Anna".parse().unwrap())).unwrap();
    let unnamed = CustomerKey::from_position(book.open_unnamed(1).unwrap());
    let policy = Policy::default();
    let review = book.review(t(), &policy).unwrap();
    let line = |customer, minor| {
        let value_at_risk = Amount::from_minor(minor).to_total();
        CallListEntry { customer, value_at_risk, bought_once: false }.named(&review)
    };
    is_written(&[line(anna, 123_456), line(unnamed, 50)], file);
}

/// A case on which people have worked.
pub(crate) fn case(file: &str) {
    let (book, policy, cases) = (book(), Policy::default(), CasePolicy::default());
    let mut register = Register::default();
    let key = WarningKey { customer: CustomerKey::from_position(1), rule: Rule::Incident };
    let review = book.review(t(), &policy).unwrap();
    review.step(&mut register, 1, &StepContext::default(), &cases).unwrap();
    let steps = [
        CaseStep::Assign { to: "Wang".parse().unwrap() },
        CaseStep::Acknowledge,
        CaseStep::Investigate,
        CaseStep::RecordCause {
            cause: cases.taxonomy.incident.causes.first().unwrap().clone(),
            evidence: vec!["a call".to_owned()],
            is_primary: true,
        },
    ];
    for (place, step) in steps.into_iter().enumerate() {
        let number = u64::try_from(place).unwrap();
        let input = Input::Step { number, by: "Wang".parse().unwrap(), step };
        register.apply(key, input, t(), &cases).unwrap();
    }
    let case = register.episode(key).unwrap().case().unwrap();
    is_written(case, file);
}

/// The class of a customer over time, its evenness, its scores and its attitude, an agenda, and the
/// figures of all.
#[track_caller]
pub(super) fn segments(file: &str) {
    let amounts = [790, 210].map(Amount::from_minor);
    let lines = AbcPolicy::default().lines(&amounts, "CNY".parse().unwrap());
    let amount = Some(amounts[1]);
    let transition = lines.next(Some(Class::B.into()), amount);
    let customer = ReviewedCustomer {
        customer: CustomerKey::from_position(7),
        amount,
        transition,
        decisions: &[],
    };
    let agenda = MeetingPolicy::default().agenda(&lines, &[customer], t());
    let confirm = Reclassification::Confirm { reviews: 3 };
    let policy = AbcPolicyDraft { change: confirm, ..Default::default() };
    let waiting = AbcPolicy::try_new(policy).unwrap().lines(&amounts, "CNY".parse().unwrap());
    let waiting = waiting.next(Some(Class::B.into()), amount);

    let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
    account.state_since(Some(day("2025-01-01")));
    account.state_attitude(Some(Attitude::Loyal));
    // The return is older than all months that are read. With it the feed of sales begins.
    for (number, on, amount) in
        [("S0", "2025-01-05", "-1"), ("S1", "2026-02-02", "100"), ("S2", "2026-03-03", "100")]
    {
        account.record(Sale::new(number.parse().unwrap(), day(on), yuan(amount))).unwrap();
    }
    for on in ["2025-03-02", "2026-03-02"] {
        let share = WalletShare {
            day: day(on),
            ours: yuan("30"),
            total: yuan("90"),
            main_rival: None,
            source: EntrySource::Visit,
        };
        account.record(share).unwrap();
    }
    let young = Account::new("Bo".parse().unwrap(), "CNY".parse().unwrap());
    let context = Context::on(t());
    let xyz = [&account, &young].map(|it| XyzPolicy::default().read(it.view(), &context));
    let rfm = [&account, &young].map(|it| RfmPolicy::default().read(it.view(), &context));
    let attitude = AttitudePolicy::default().read(account.view(), &[], t());
    let unknown = AttitudePolicy::default().read(young.view(), &[], t());
    let (class, purchases) = (Class::C, amounts[1]);
    let degree = [Some(Attitude::Loyal), Some(Attitude::Switcher), None]
        .map(|attitude| SeriesCandidate { purchases, class, attitude });
    let quadrants = [Some(Quadrant::Dangerous), None].map(|quadrant| QuadrantCustomer {
        quadrant,
        purchases,
        debt: amounts[0].to_total(),
    });
    let written = serde_json::json!({
        "transitions": [transition, waiting],
        "agenda": agenda,
        "overdue": MeetingPolicy::default().overdue([day("2025-10-01")], t()),
        "xyz": xyz,
        "rfm": rfm,
        "attitude": [attitude, unknown],
        "difference": attitude.difference(),
        "serialisation": SeriesShare::from_customers(degree),
        "quadrants": QuadrantShares::from_customers(quadrants),
    });
    is_written(&written, file);
}
