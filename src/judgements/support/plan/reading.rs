use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{SupportEntry, SupportEvent, SupportFinding, SupportLine, SupportPlanDraft};
use crate::calendar::{AsOf, Day};
use crate::id::SupportLineId;
use crate::measure::proven;
use crate::money::{Currency, Total};
use crate::support::{PersonDays, SupportKind, SupportPolicyDraft};
use crate::valid::codes;

/// Budget and spending, of a line or of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SupportTotals {
    /// The budget in money.
    pub money: Total,
    /// The budget in days of our people.
    pub person_days: PersonDays,
    /// The money spent.
    pub spent: Total,
    /// The days that our people worked.
    pub worked: PersonDays,
}

/// A line of a plan of support as of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportLineReading<'a> {
    /// The line.
    pub line: &'a SupportLine,
    /// Budget and spending.
    pub totals: SupportTotals,
    /// The day on which it was begun; `None` until then.
    pub begun: Option<Day>,
    /// The first day on which it was given; `None` until then.
    pub given: Option<Day>,
    /// The times that it was given.
    pub times: u32,
    /// The first day on which a proof came; `None` until then.
    pub proved: Option<Day>,
    /// The findings, in the order of [`SupportFinding`].
    pub findings: Vec<SupportFinding>,
}

/// The lines of one kind as of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupportKindReading {
    /// The kind; `None` for people.
    pub kind: Option<SupportKind>,
    /// The number of lines.
    pub lines: u32,
    /// The number of lines that were given.
    pub given: u32,
    /// The number of lines with a finding.
    pub lines_with_findings: u32,
    /// Budget and spending.
    pub totals: SupportTotals,
}

/// The plan of support of a customer as of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportPlanReading<'a> {
    /// The currency of all amounts.
    pub currency: Currency,
    /// The lines, in the order of the plan.
    pub lines: Vec<SupportLineReading<'a>>,
    /// The kinds that have lines, in their order, people first.
    pub kinds: Vec<SupportKindReading>,
    /// The lines together.
    pub totals: SupportTotals,
    /// The ids of entries that are no line of the plan: support beside it, in no total.
    pub unplanned: BTreeSet<&'a SupportLineId>,
}

/// An entry that a plan of support cannot take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SupportPlanError {
    /// Money was spent in another currency.
    #[error("line {line} of the plan is in {expected}, {found} were spent")]
    OtherCurrency {
        /// The line.
        line: SupportLineId,
        /// The currency of the plan.
        expected: Currency,
        /// The currency of the entry.
        found: Currency,
    },
}

codes! {
    SupportPlanError { OtherCurrency = "other_currency_of_support" }
}

impl SupportTotals {
    /// The sum.
    pub fn plus(self, other: Self) -> Self {
        Self {
            money: self.money.plus(other.money),
            person_days: self.person_days.plus(other.person_days),
            spent: self.spent.plus(other.spent),
            worked: self.worked.plus(other.worked),
        }
    }
}

impl SupportPlanDraft {
    /// The plan as of a date, with the entries about its lines, in any order.
    ///
    /// # Rule
    ///
    /// > S25: findings are a line promised and not begun by half its time, money or time spent
    /// > without the support given, support given without proof, and a budget that is exceeded.
    ///
    /// # Errors
    ///
    /// When money was spent in another currency than that of the plan.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::day;
    /// use guanxi::money::Currency;
    /// use guanxi::support::{
    ///     PersonDays, SupportEntry, SupportEvent, SupportItem, SupportLine, SupportPlan,
    ///     SupportPlanDraft, SupportPolicy,
    /// };
    ///
    /// let signboard = SupportLine {
    ///     id: "L-1".parse()?,
    ///     item: Some(SupportItem::Signboard),
    ///     promised: "a signboard".parse()?,
    ///     from: day!(2026, 1, 1),
    ///     to: day!(2026, 12, 31),
    ///     money: "CNY 800".parse()?,
    ///     person_days: PersonDays::ZERO,
    ///     effect: "seen from the street".parse()?,
    ///     manner: "made by our workshop".parse()?,
    ///     responsible: "Wang".parse()?,
    /// };
    /// let plan = SupportPlan::try_new(SupportPlanDraft {
    ///     customer: "Li & Sons".parse()?,
    ///     currency: Currency::CNY,
    ///     from: day!(2026, 1, 1),
    ///     to: day!(2026, 12, 31),
    ///     lines: vec![signboard],
    /// })?;
    /// let entry = |event| -> Result<_, Box<dyn std::error::Error>> {
    ///     Ok(SupportEntry {
    ///         line: "L-1".parse()?,
    ///         on: day!(2026, 5, 4),
    ///         by: "Wang".parse()?,
    ///         event,
    ///     })
    /// };
    /// let entries = [
    ///     entry(SupportEvent::Spent { amount: "CNY 850".parse()? })?,
    ///     entry(SupportEvent::Given)?,
    /// ];
    /// let t = AsOf::new(day!(2026, 6, 30));
    /// let reading = plan.read(&entries, &SupportPolicy::default(), t)?;
    /// assert_eq!(
    ///     reading.lines[0].to_string(),
    ///     "L-1, a signboard (Wang); given on 2026-05-04, without proof; \
    ///      spent CNY 850.00, above the budget of CNY 800.00"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read<'a>(
        &'a self,
        entries: &'a [SupportEntry],
        policy: &SupportPolicyDraft,
        t: AsOf,
    ) -> Result<SupportPlanReading<'a>, SupportPlanError> {
        let mut by_line: BTreeMap<&SupportLineId, Vec<&SupportEntry>> = BTreeMap::new();
        for entry in entries.iter().filter(|it| t.sees(it.on)) {
            by_line.entry(&entry.line).or_default().push(entry);
        }
        let read = |line: &'a SupportLine| {
            let of_line = by_line.get(&line.id).map_or(&[][..], Vec::as_slice);
            SupportLineReading::new(line, of_line, policy, t)
        };
        let lines = self.lines.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let ids = by_line.into_keys();
        Ok(SupportPlanReading {
            currency: self.currency,
            kinds: SupportKindReading::all(&lines),
            totals: lines.iter().fold(SupportTotals::default(), |sum, it| sum.plus(it.totals)),
            lines,
            unplanned: ids.filter(|id| self.line(id).is_none()).collect(),
        })
    }
}

impl<'a> SupportLineReading<'a> {
    fn new(
        line: &'a SupportLine,
        entries: &[&SupportEntry],
        policy: &SupportPolicyDraft,
        t: AsOf,
    ) -> Result<Self, SupportPlanError> {
        let totals = SupportTotals {
            money: line.money.amount().to_total(),
            person_days: line.person_days,
            ..SupportTotals::default()
        };
        let mut reading = Self {
            line,
            totals,
            begun: None,
            given: None,
            times: 0,
            proved: None,
            findings: Vec::new(),
        };
        for entry in entries {
            reading.take(entry)?;
        }
        reading.findings = reading.find(policy, t);
        Ok(reading)
    }

    /// The findings as of a date, in their order.
    fn find(&self, policy: &SupportPolicyDraft, t: AsOf) -> Vec<SupportFinding> {
        let currency = self.line.money.currency();
        let SupportTotals { money: budget, person_days: planned, spent, worked } = self.totals;
        let begin_by = self.line.begin_by(policy.begin_by);
        let is_idle = self.begun.is_none() && begin_by < t.day();
        let is_used = spent.is_positive() || worked.is_positive();
        let is_spent = is_used && self.given.is_none();
        let unproved = self.given.filter(|_| self.proved.is_none());
        let over_budget = SupportFinding::OverBudget { spent, budget, currency };
        [
            is_idle.then_some(SupportFinding::NotBegun { begin_by }),
            is_spent.then_some(SupportFinding::SpentNotGiven { spent, currency, worked }),
            unproved.map(|given| SupportFinding::GivenNotProved { given }),
            (spent > budget).then_some(over_budget),
            (worked > planned).then_some(SupportFinding::OverTime { worked, planned }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn take(&mut self, entry: &SupportEntry) -> Result<(), SupportPlanError> {
        let on = entry.on;
        if entry.event.begins() {
            self.begun = Some(earlier(self.begun, on));
        }
        match &entry.event {
            SupportEvent::Begun => {}
            SupportEvent::Given => {
                let times = self.times.checked_add(1);
                self.times = proven!(times, else u32::MAX, "as many as entries in memory");
                self.given = Some(earlier(self.given, on));
            }
            SupportEvent::Spent { amount } => {
                let (expected, found) = (self.line.money.currency(), amount.currency());
                if expected != found {
                    let line = self.line.id.clone();
                    return Err(SupportPlanError::OtherCurrency { line, expected, found });
                }
                self.totals.spent = self.totals.spent.plus(amount.amount());
            }
            SupportEvent::Worked { person_days } => {
                self.totals.worked = self.totals.worked.plus(*person_days);
            }
            SupportEvent::Proved { .. } => self.proved = Some(earlier(self.proved, on)),
        }
        Ok(())
    }
}

fn earlier(first: Option<Day>, on: Day) -> Day {
    first.map_or(on, |first| first.min(on))
}

impl SupportKindReading {
    fn all(lines: &[SupportLineReading<'_>]) -> Vec<Self> {
        let mut kinds: BTreeMap<Option<SupportKind>, Self> = BTreeMap::new();
        for line in lines {
            let kind = line.line.kind();
            let blank = Self {
                kind,
                lines: 0,
                given: 0,
                lines_with_findings: 0,
                totals: SupportTotals::default(),
            };
            let sum = kinds.entry(kind).or_insert(blank);
            let counted = |count: u32, is_one: bool| {
                let sum = count.checked_add(is_one.into());
                proven!(sum, else u32::MAX, "as many as lines in memory")
            };
            sum.lines = counted(sum.lines, true);
            sum.given = counted(sum.given, line.given.is_some());
            sum.lines_with_findings = counted(sum.lines_with_findings, !line.findings.is_empty());
            sum.totals = sum.totals.plus(line.totals);
        }
        kinds.into_values().collect()
    }
}

impl SupportPlanReading<'_> {
    /// The lines with a finding, in the order of the plan.
    pub fn with_findings(&self) -> impl Iterator<Item = &SupportLineReading<'_>> {
        self.lines.iter().filter(|it| !it.findings.is_empty())
    }

    /// A sum as a person reads it: money and time spent, of the budget.
    pub fn spoken(&self, totals: SupportTotals) -> String {
        let money = |total: Total| total.with_currency(self.currency);
        let SupportTotals { money: budget, person_days, spent, worked } = totals;
        let (spent, budget) = (money(spent), money(budget));
        let noun = person_days.noun();
        format!("spent {spent} of {budget}, {worked} of {person_days} {noun}")
    }
}

/// The line with its findings.
impl fmt::Display for SupportLineReading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SupportLine { id, promised, responsible, .. } = self.line;
        write!(f, "{id}, {promised} ({responsible})")?;
        for finding in &self.findings {
            write!(f, "; {finding}")?;
        }
        Ok(())
    }
}
