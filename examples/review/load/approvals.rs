//! Applications for limits and terms of payment, with what was decided.

use std::collections::BTreeMap;

use guanxi::calendar::Day;
use guanxi::credit_approval::{
    CreditApplication, CreditApproval, CreditApprovalEvent, CreditApprovalStep, CreditTerms,
};
use guanxi::id::{CustomerKey, StaffId};
use guanxi::lifecycle::{Entry, Reason};
use guanxi::money::{Amount, Money};

use super::Loader;
use super::table::{Row, Table};

pub(crate) const APPROVALS: Table = Table {
    name: "approvals.csv",
    columns: &["customer", "applied", "by", "limit", "days"],
    optional: &["until", "decision", "decided", "granted", "from", "review_by", "ended"],
};

/// The days after which terms are reviewed where no day is stated.
const REVIEW_DAYS: u16 = 365;

/// The approvals of each customer.
pub(crate) type Approvals = BTreeMap<CustomerKey, Vec<CreditApproval>>;

/// The columns that only a granted application has.
const OF_GRANTED: [&str; 4] = ["granted", "from", "review_by", "ended"];

impl Loader {
    /// An application with its decision.
    pub(crate) fn approval(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, on) = (self.key(row)?, row.day("applied")?);
        let by: StaffId = row.person("by")?;
        let applied = self.terms_of(row, "limit")?;
        let (customer, reason) = (row.parse("customer")?, stated(row, "applied")?);
        let decision = decision(row)?;
        let mut events = vec![event(on, by.clone(), propose(self.proposed(row, &applied)?))];
        if let Some((decision, decided)) = decision {
            not_before(row, "decided", on)?;
            // No column says who decided.
            let clerk: StaffId =
                row.place.file.parse().map_err(|error| format!("decided: {error}"))?;
            let steps = decided_steps(row, decision, decided)?;
            events.extend(steps.into_iter().map(|(on, step)| event(on, clerk.clone(), step)));
        }
        let application = CreditApplication { customer, terms: applied, reason, on, by };
        let all = self.judged.approvals.entry(key).or_default();
        if all.iter().any(|it| it.application().on == on) {
            return Err(
                self.about(key, format!("applied: an application of {on} is stated already"))
            );
        }
        let approval = CreditApproval::replay(application, events);
        all.push(approval.map_err(|error| error.to_string())?);
        Ok(())
    }

    fn terms_of(&self, row: &Row<'_>, column: &str) -> Result<CreditTerms, String> {
        let limit = Money::try_from_text(row.text(column), self.currency);
        let limit = limit.map_err(|error| format!("{column}: {error}"))?;
        if limit.amount() < Amount::ZERO {
            return Err(format!("{column}: a limit is not below 0"));
        }
        let bounds = "days for payment are a whole number from 0 on";
        let payment_days = row.number("days", Some::<u16>, bounds)?;
        Ok(CreditTerms { limit, payment_days, until: row.maybe_day("until")? })
    }

    /// The terms that were granted, which are those applied for unless a row says otherwise.
    fn proposed(&self, row: &Row<'_>, applied: &CreditTerms) -> Result<CreditTerms, String> {
        if row.text("granted").is_empty() {
            Ok(applied.clone())
        } else {
            self.terms_of(row, "granted")
        }
    }
}

/// The decision about an application.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    Granted,
    Refused,
    Withdrawn,
}

/// The decision with its day; `None` for an open application.
fn decision(row: &Row<'_>) -> Result<Option<(Decision, Day)>, String> {
    let decision = match row.text("decision") {
        "" => None,
        "granted" => Some(Decision::Granted),
        "refused" => Some(Decision::Refused),
        "withdrawn" => Some(Decision::Withdrawn),
        other => {
            return Err(format!("decision: granted, refused, withdrawn or empty, was {other:?}"));
        }
    };
    if decision != Some(Decision::Granted)
        && let Some(column) = OF_GRANTED.into_iter().find(|it| !row.text(it).is_empty())
    {
        return Err(format!("{column}: only a granted application has one"));
    }
    match (decision, row.maybe_day("decided")?) {
        (None, None) => Ok(None),
        (Some(decision), Some(day)) => Ok(Some((decision, day))),
        (Some(_), None) => Err("decided: the day of the decision is missing".to_owned()),
        (None, Some(_)) => {
            Err("decision: the decision is missing, and its day is stated".to_owned())
        }
    }
}

/// The steps that a decision takes, each with its day.
fn decided_steps(
    row: &Row<'_>,
    decision: Decision,
    decided: Day,
) -> Result<Vec<(Day, CreditApprovalStep)>, String> {
    let reason = stated(row, "decided")?;
    Ok(match decision {
        Decision::Refused => vec![(decided, CreditApprovalStep::Refuse { reason })],
        Decision::Withdrawn => vec![(decided, CreditApprovalStep::Withdraw { reason })],
        Decision::Granted => {
            let from = not_before(row, "from", decided)?.unwrap_or(decided);
            not_before(row, "until", from)?;
            let later = from.offset(1);
            let review_by = not_before(row, "review_by", later)?;
            let review_by = review_by.unwrap_or_else(|| from.offset(REVIEW_DAYS.into()));
            let grant = (decided, CreditApprovalStep::Grant { from, review_by });
            let ended = not_before(row, "ended", decided)?;
            let ended = ended.map(|on| (on, CreditApprovalStep::End { reason }));
            [grant].into_iter().chain(ended).collect()
        }
    })
}

/// The day of a column, which lies on another or after it.
pub(super) fn not_before(row: &Row<'_>, column: &str, first: Day) -> Result<Option<Day>, String> {
    match row.maybe_day(column)? {
        Some(day) if day < first => Err(format!("{column}: {day} must not lie before {first}")),
        day => Ok(day),
    }
}

/// The reason of a step, which no column states.
pub(super) fn stated(row: &Row<'_>, column: &str) -> Result<Reason, String> {
    Reason::try_new(row.place.file).map_err(|error| format!("{column}: {error}"))
}

const fn propose(terms: CreditTerms) -> CreditApprovalStep {
    CreditApprovalStep::Propose { terms, computed: None, reason: None }
}

fn event(on: Day, by: StaffId, step: CreditApprovalStep) -> CreditApprovalEvent {
    Entry::new(step, on, by)
}
