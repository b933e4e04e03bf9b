//! What the tests of the judgements are given: one customer in yuan, told in a row of facts.

use guanxi::account::{Account, AccountView, Fact, RecordError};
use guanxi::calendar::{AsOf, Day, Month};
use guanxi::context::Context;
use guanxi::customer::Attitude;
use guanxi::evidence::NotJudged;
use guanxi::expense::{Budget, Expense};
use guanxi::id::DocumentId;
use guanxi::lifecycle::{Stage, transition_table};
use guanxi::measure::Ratio;
use guanxi::money::{Currency, Money};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{
    Collateral, CollateralKind, CreditLimit, Invoice, Payment, TemporaryLimit,
};
use guanxi::review::{Assessor, Readings};
use guanxi::trade::{
    Breach, BreachKind, DocumentFlow, DocumentStage, OpenOrder, Plan, Sale, StagedDocument,
};
use guanxi::warning::{
    Arm, ArmFinding, Finding, Level, Outcome, ProgressPolicyDraft, ProgressReading, Reading, Rule,
};

#[track_caller]
pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[track_caller]
pub(crate) fn as_of(text: &str) -> AsOf {
    AsOf::new(day(text))
}

/// The context of a day, without the figures of a book.
pub(crate) fn on(t: &str) -> Context {
    Context::on(as_of(t))
}

/// The readings of a customer; all ways to ask say the same.
#[track_caller]
pub(crate) fn read_alike<'a>(assessor: &Assessor<'_>, told: &'a Told) -> Readings<'a> {
    let (readings, judgement) = (assessor.read(told.view()), assessor.judge(told.view()));
    let outcomes = assessor.outcomes(told.view());
    for rule in Rule::ALL {
        assert_eq!(judgement.outcome(rule), readings.outcome(rule), "judged without evidence");
        assert_eq!(*outcomes.get(rule), readings.outcome(rule), "outcomes alone");
    }
    readings
}

/// The reading of sales progress by a policy, which says the same without evidence.
#[track_caller]
pub(crate) fn read_progress(draft: ProgressPolicyDraft, told: &Told, t: &str) -> ProgressReading {
    let policy =
        Policy::try_from(PolicyDraft { progress: draft, ..PolicyDraft::default() }).unwrap();
    let reading = policy.progress.read(told.view(), &policy.progress.context(as_of(t)));
    let alone = without_evidence(&policy, told, t, Rule::Progress);
    assert_eq!(alone, reading.outcome(), "judged without evidence");
    reading
}

/// What a rule says of the customer where nobody asks for evidence.
pub(crate) fn without_evidence(policy: &Policy, told: &Told, t: &str, rule: Rule) -> Outcome {
    let assessor = Assessor::new(policy, policy.context(as_of(t)));
    assessor.judge(told.view()).outcome(rule)
}

#[track_caller]
pub(crate) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

#[track_caller]
pub(crate) fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

#[track_caller]
pub(crate) fn yuan(text: &str) -> Money {
    Money::try_from_text(text, currency("CNY")).unwrap()
}

#[track_caller]
pub(crate) fn document(text: &str) -> DocumentId {
    text.parse().unwrap()
}

#[track_caller]
pub(crate) fn percent(text: &str) -> Ratio {
    text.parse().unwrap()
}

/// Whether the page of a module shows the table of its lifecycle as it is computed.
pub(crate) fn shows_table<G: Stage>(page: &str) -> bool {
    let text: String = page
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .flat_map(|line| [line.trim_start(), "\n"])
        .collect();
    text.contains(&transition_table::<G>())
}

/// Whether the page of a module with many acts shows its lifecycle as it is computed: a row for
/// each stage and each stage that follows it, with the acts between.
pub(crate) fn shows_moves<G: Stage>(page: &str) -> bool {
    let mut rows = String::from("//! | stage | acts | next |\n//! |---|---|---|\n");
    for from in G::ALL {
        let mut next: Vec<G> = from.allowed().iter().filter_map(|act| from.after(*act)).collect();
        let mut seen = Vec::new();
        next.retain(|to| {
            !seen.contains(to) && {
                seen.push(*to);
                true
            }
        });
        for to in next {
            let acts = from.allowed().into_iter().filter(|act| from.after(*act) == Some(to));
            let acts: Vec<String> = acts.map(|act| act.to_string().replace('_', " ")).collect();
            let [from, to] = [*from, to].map(|stage| stage.to_string().replace('_', " "));
            rows.extend(["//! | ", &from, " | ", &acts.join(", "), " | ", &to, " |\n"]);
        }
    }
    page.contains(&rows)
}

/// Value handed on: from a document at a stage to another, as `ordered O1`.
#[track_caller]
pub(crate) fn handover(from: &str, to: &str, date: &str, amount: Money) -> DocumentFlow {
    let at = |text: &str| {
        let (stage, number) = text.split_once(' ').unwrap();
        let stage = DocumentStage::ALL.into_iter().find(|it| it.code() == stage).unwrap();
        StagedDocument::new(stage, document(number))
    };
    DocumentFlow { from: at(from), to: at(to), date: day(date), amount }
}

/// Yuan as minor units.
#[track_caller]
pub(crate) fn fen(text: &str) -> i128 {
    i128::from(yuan(text).amount().minor())
}

/// What one arm says.
#[track_caller]
pub(crate) fn finding(arms: &[ArmFinding], arm: Arm) -> Finding {
    arms.iter().find(|it| it.arm == arm).unwrap().finding
}

pub(crate) const QUIET: Finding = Finding::Quiet;
pub(crate) const WATCH: Finding = Finding::Raised(Level::Watch);
pub(crate) const WARNING: Finding = Finding::Raised(Level::Warning);
pub(crate) const CRITICAL: Finding = Finding::Raised(Level::Critical);

pub(crate) const fn silent(silence: NotJudged) -> Finding {
    Finding::NotJudged(silence)
}

/// One customer and its facts. Documents without a number of their own are numbered.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) account: Account,
    code: &'static str,
    documents: u32,
}

impl Told {
    pub(crate) fn nothing() -> Self {
        Self::in_currency("CNY")
    }

    #[track_caller]
    pub(crate) fn in_currency(code: &'static str) -> Self {
        Self { account: Account::new("Li".parse().unwrap(), currency(code)), code, documents: 0 }
    }

    pub(crate) fn view(&self) -> AccountView<'_> {
        self.account.view()
    }

    #[track_caller]
    pub(crate) fn refused(&mut self, fact: impl Into<Fact>) -> RecordError {
        self.account.record(fact).unwrap_err()
    }

    #[track_caller]
    pub(crate) fn with(mut self, fact: impl Into<Fact>) -> Self {
        self.account.record(fact).unwrap();
        self
    }

    #[track_caller]
    fn money(&self, text: &str) -> Money {
        Money::try_from_text(text, currency(self.code)).unwrap()
    }

    #[track_caller]
    fn next(&mut self) -> DocumentId {
        self.documents += 1;
        document(&format!("{:06}", self.documents))
    }

    /// A sale, or a return when the amount is negative.
    #[track_caller]
    pub(crate) fn sold(mut self, date: &str, amount: &str) -> Self {
        let fact = Sale::new(self.next(), day(date), self.money(amount));
        self.with(fact)
    }

    /// A sale of product groups.
    #[track_caller]
    pub(crate) fn sold_of(mut self, date: &str, amount: &str, groups: &[&str]) -> Self {
        let fact = Sale::new(self.next(), day(date), self.money(amount));
        self.with(fact.with_groups(groups.iter().map(|group| group.parse().unwrap())))
    }

    /// A number of sales of product groups at equal distances of days, from a first day on.
    #[track_caller]
    pub(crate) fn sold_of_every(
        mut self,
        first: &str,
        step: i32,
        count: i32,
        groups: &[&str],
    ) -> Self {
        for place in 0..count {
            let date = day(first).offset(place * step).to_string();
            self = self.sold_of(&date, "10", groups);
        }
        self
    }

    /// A number of sales at equal distances of days, from a first day on.
    #[track_caller]
    pub(crate) fn sold_every(mut self, first: &str, step: i32, count: i32, amount: &str) -> Self {
        for place in 0..count {
            let date = day(first).offset(place * step);
            let fact = Sale::new(self.next(), date, self.money(amount));
            self = self.with(fact);
        }
        self
    }

    #[track_caller]
    pub(crate) fn billed(self, number: &str, issued: &str, due: &str, amount: &str) -> Self {
        let amount = self.money(amount);
        self.with(Invoice::new(document(number), day(issued), day(due), amount))
    }

    /// An invoice of thirty days before, due on a day.
    #[track_caller]
    pub(crate) fn due(mut self, due: &str, amount: &str) -> Self {
        let (number, due, amount) = (self.next(), day(due), self.money(amount));
        self.with(Invoice::new(number, due.offset(-30), due, amount))
    }

    #[track_caller]
    pub(crate) fn disputed(mut self, due: &str, amount: &str) -> Self {
        let (number, due, amount) = (self.next(), day(due), self.money(amount));
        self.with(Invoice::new(number, due.offset(-30), due, amount).in_dispute())
    }

    #[track_caller]
    pub(crate) fn paid(mut self, date: &str, amount: &str) -> Self {
        let fact = Payment::new(self.next(), day(date), self.money(amount));
        self.with(fact)
    }

    #[track_caller]
    pub(crate) fn paid_for(mut self, invoice: &str, date: &str, amount: &str) -> Self {
        let fact = Payment::new(self.next(), day(date), self.money(amount));
        self.with(fact.for_invoice(document(invoice)))
    }

    #[track_caller]
    pub(crate) fn ordered(mut self, ordered: &str, deliver: &str, amount: &str) -> Self {
        let fact = OpenOrder::new(self.next(), day(ordered), day(deliver), self.money(amount));
        self.with(fact)
    }

    #[track_caller]
    pub(crate) fn ordered_as(
        self,
        number: &str,
        ordered: &str,
        deliver: &str,
        amount: &str,
    ) -> Self {
        let amount = self.money(amount);
        self.with(OpenOrder::new(document(number), day(ordered), day(deliver), amount))
    }

    /// Value handed on: from a document at a stage to another, as `ordered O1`.
    #[track_caller]
    pub(crate) fn handed(self, from: &str, to: &str, date: &str, amount: &str) -> Self {
        let amount = self.money(amount);
        self.with(handover(from, to, date, amount))
    }

    #[track_caller]
    pub(crate) fn secured(self, kind: CollateralKind, to: &str, value: &str, share: &str) -> Self {
        let (from, to, value) = (day("2026-01-01"), day(to), self.money(value));
        let share = percent(share);
        let document = document(&format!("{kind} to {to}"));
        self.with(Collateral { document, kind, from, to, value, share })
    }

    #[track_caller]
    pub(crate) fn planned(self, of: &str, amount: &str) -> Self {
        let amount = self.money(amount);
        self.with(Plan::new(month(of), amount))
    }

    #[track_caller]
    pub(crate) fn spent(mut self, date: &str, amount: &str) -> Self {
        let fact = Expense::new(self.next(), day(date), self.money(amount));
        self.with(fact)
    }

    #[track_caller]
    pub(crate) fn budgeted(self, of: &str, amount: &str) -> Self {
        let amount = self.money(amount);
        self.with(Budget::new(month(of), amount))
    }

    #[track_caller]
    pub(crate) fn limited(mut self, text: &str) -> Self {
        let limit = CreditLimit::try_from_text(text, currency(self.code)).unwrap();
        self.account.agree_limit(limit).unwrap();
        self
    }

    #[track_caller]
    pub(crate) fn limited_in(self, from: &str, to: &str, amount: &str) -> Self {
        let limit = self.money(amount);
        self.with(TemporaryLimit { from: day(from), to: day(to), limit })
    }

    #[track_caller]
    pub(crate) fn since(mut self, date: &str) -> Self {
        self.account.state_since(Some(day(date)));
        self
    }

    pub(crate) fn minded(mut self, attitude: Attitude) -> Self {
        self.account.state_attitude(Some(attitude));
        self
    }

    #[track_caller]
    pub(crate) fn broke(self, date: &str, kind: BreachKind, upheld: bool) -> Self {
        let date = day(date);
        self.with(Breach { date, kind, upheld })
    }
}
