//! One customer through two months, with everything that is said of it, told from the facts of a
//! book.
//!
//! What the rules decide otherwise than a first sketch of this timeline did:
//!
//! - only a *verified* incident boosts debt, so this one is verified;
//! - an incident does not hold sales progress back: it is suggested as its cause;
//! - a feed is stale after more than three days of work, so that is said on the day on which it is;
//! - the boost ends with the incident; the level to which debt comes back is that of its
//!   utilisation;
//! - a case that came back keeps its level as its floor, so it recovers without falling first.

use guanxi::book::Book;
use guanxi::casework::{
    CasePolicy, CaseStep, Digest, DigestEntry, Notice, Register, WarningKey, Watermarks,
};
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::review::StepContext;
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Level, Rule};

use crate::given::{currency, document, month, yuan};
use crate::s22_given::{
    assign, cause, complete, d, dismiss, key, main_cause, plan, shelve, t, who,
};

const LI: CustomerKey = CustomerKey::from_position(0);

struct Firm {
    book: Book,
    policy: Policy,
    cases: CasePolicy,
    register: Register,
    number: u64,
    said: Vec<String>,
    digests: Vec<String>,
}

impl Firm {
    fn new() -> Self {
        let mut book = Book::new(currency("CNY"));
        book.register(Customer::new("Li".parse().unwrap())).unwrap();
        book.agree_limit(LI, CreditLimit::try_from_text("100", currency("CNY")).unwrap()).unwrap();
        // A quarter in which 80 of the planned 100 were bought.
        book.record(LI, Sale::new(document("S1"), d(-40), yuan("80"))).unwrap();
        let mut cases = CasePolicy::default().into_draft();
        cases.four_eyes_from = Level::Warning;
        let cases = CasePolicy::try_new(cases).unwrap();
        let (policy, register) = (Policy::default(), Register::begun_empty(t(-1)));
        Self { book, policy, cases, register, number: 0, said: Vec::new(), digests: Vec::new() }
    }

    #[track_caller]
    fn bills(&mut self, number: &str, on: i32, amount: &str) {
        let invoice = Invoice::new(document(number), d(on), d(on + 90), yuan(amount));
        self.book.record(LI, invoice).unwrap();
    }

    /// The review of a day, with the last day of which receivables are told.
    #[track_caller]
    fn reviews(&mut self, on: i32, receivables: i32) {
        self.number += 1;
        let watermarks = Watermarks { receivables: Some(d(receivables)), ..Watermarks::default() };
        let beside = StepContext { watermarks, ..StepContext::default() };
        let review = self.book.review(t(on), &self.policy).unwrap();
        let notices = review.step(&mut self.register, self.number, &beside, &self.cases).unwrap();
        for digest in Digest::by_owner(&notices, &self.register, |customer| customer) {
            let owner = digest.owner.map_or_else(|| "nobody".to_owned(), |it| it.to_string());
            assert_eq!((digest.at_once.len(), digest.customers.len()), (0, 1));
            let DigestEntry { level, news, .. } = &digest.customers[0];
            let level = level.map_or_else(|| "over".to_owned(), |it| it.to_string());
            self.digests.push(format!("{on} {owner}: {level}, {}", news.len()));
        }
        for notice in notices {
            self.said.push(match notice {
                Notice::Warning(key, effect) => format!("{on} {}: {effect}", key.rule),
                Notice::FeedStale(feed, since) => format!("{on} {feed} stale since {since}"),
                Notice::FeedBack(feed) => format!("{on} {feed} back"),
                other => {
                    panic!("{other:?}")
                }
            });
        }
    }

    #[track_caller]
    fn does(&mut self, on: i32, by: &str, rule: Rule, steps: impl IntoIterator<Item = CaseStep>) {
        for step in steps {
            self.number += 1;
            let input = guanxi::casework::Input::Step { number: self.number, by: who(by), step };
            let effects = self.register.apply(at(rule), input, t(on), &self.cases).unwrap();
            self.said
                .extend(effects.iter().map(|effect| format!("{on} {rule}: {effect}, by {by}")));
        }
    }
}

const fn at(rule: Rule) -> WarningKey {
    key(0, rule)
}

/// The days of the accident, up to the resolving of the debt.
fn first_month(firm: &mut Firm) {
    use CaseStep::{Acknowledge, Investigate};
    // 82 % of the limit: watched for two days, then raised and put aside.
    firm.bills("I1", 0, "82");
    for on in 0..=2 {
        firm.reviews(on, on);
    }
    firm.does(2, "Wang", Rule::Debt, [assign("Wang"), shelve(9)]);
    // An accident: debt is a warning now, and off the shelf.
    let accident = Incident {
        kind: IncidentKind::RoadAccident,
        occurred: d(3),
        reported: d(3),
        credibility: Credibility::Verified,
        impact: Impact::try_new(2).unwrap(),
        resolved: Some(d(13)),
    };
    firm.book.record(LI, accident).unwrap();
    firm.reviews(3, 3);
    let help = [assign("Sun"), Investigate, cause("accident"), plan("safety_contact"), complete(0)];
    firm.does(3, "Sun", Rule::Incident, help);
    firm.reviews(4, 4);
    firm.does(4, "Wang", Rule::Debt, [Acknowledge, Investigate]);
    firm.reviews(5, 5);
    firm.does(5, "Wang", Rule::Debt, [main_cause("cash_trouble"), plan("payment_plan")]);
    // The plan of the quarter is agreed late: behind it, and the incident is named as a cause.
    firm.book.record(LI, Plan::new(month("2026-01"), yuan("100"))).unwrap();
    firm.reviews(6, 6);
    firm.does(6, "Wang", Rule::Progress, [dismiss()]);
    firm.reviews(7, 7);
    // Invoices stop coming; on the twelfth they are back, and 93 % are used.
    for on in 8..=11 {
        firm.reviews(on, 7);
    }
    firm.bills("I2", 9, "11");
    firm.reviews(12, 12);
    firm.does(12, "Wang", Rule::Debt, [complete(0)]);
}

/// What comes back, and how it ends.
fn second_month(firm: &mut Firm) {
    use CaseStep::{Acknowledge, Close};
    // The accident is settled on the thirteenth; on the fifteenth 102 % are used.
    for on in 13..=14 {
        firm.reviews(on, on);
    }
    firm.bills("I3", 15, "9");
    firm.reviews(15, 15);
    let again = [Acknowledge, main_cause("slow_payer"), plan("dunning_call")];
    firm.does(15, "Wang", Rule::Debt, again);
    for on in 16..=24 {
        firm.reviews(on, on);
    }
    firm.does(24, "Qian", Rule::Incident, [Close]);
    // Paid down to 70 %: clear after five days, closed by a second person ten days later.
    firm.book.record(LI, Payment::new(document("P1"), d(25), yuan("32"))).unwrap();
    firm.reviews(25, 25);
    firm.does(25, "Wang", Rule::Debt, [complete(1)]);
    for on in 26..=40 {
        firm.reviews(on, on);
    }
    firm.does(40, "Qian", Rule::Debt, [Close]);
}

/// What is said, by day and rule.
const SAID: [&str; 23] = [
    "2 debt: raised at watch",
    "3 debt: off the shelf at warning",
    "3 debt: escalated from watch to warning",
    "3 incident: raised at warning",
    "4 debt: reminder 1",
    "5 debt: reminder 1",
    "6 debt: reminder 1",
    "6 progress: raised at warning",
    "6 progress: may be caused by incident",
    "6 progress: closed: false alarm, by Wang",
    "8 debt: reminder 2",
    "11 receivables stale since 2026-03-09",
    "12 receivables back",
    "12 debt: reminder 3",
    "13 debt: de-escalated from warning to watch",
    "13 incident: recovered from warning",
    "15 debt: came back at warning",
    "16 debt: reminder 1",
    "18 debt: reminder 2",
    "22 debt: reminder 3",
    "24 incident: closed: remedied, by Qian",
    "30 debt: recovered from warning",
    "40 debt: closed: remedied, by Qian",
];

/// Who is told on which day, the level of what is told of, and how many things.
const DIGESTS: [&str; 16] = [
    "2 nobody: watch, 1",
    "3 nobody: warning, 1",
    "3 Wang: warning, 2",
    "4 Wang: warning, 1",
    "5 Wang: warning, 1",
    "6 nobody: warning, 2",
    "6 Wang: warning, 1",
    "8 Wang: warning, 1",
    "12 Wang: warning, 1",
    "13 Sun: warning, 1",
    "13 Wang: watch, 1",
    "15 Wang: warning, 1",
    "16 Wang: warning, 1",
    "18 Wang: warning, 1",
    "22 Wang: warning, 1",
    "30 Wang: warning, 1",
];

#[test]
fn two_months_of_a_customer() {
    let mut firm = Firm::new();
    first_month(&mut firm);
    second_month(&mut firm);
    assert_eq!(firm.said, SAID);
    assert_eq!(firm.digests, DIGESTS);
    let saved = firm.book.save_register(&firm.register, &firm.cases);
    let restored = firm.book.restore_register(saved, &firm.cases).unwrap();
    assert_eq!(restored.register, firm.register);
}
