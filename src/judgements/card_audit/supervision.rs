use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::AuditPolicyDraft;
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, WorkCalendar};
use crate::custody::{CardCheck, Debrief};
use crate::id::StaffId;
use crate::lifecycle::Clock;
use crate::valid::codes;

/// The reason why a check or a debrief is refused. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SupervisionError {
    /// The very same fact is recorded.
    #[error("{fact} of {salesperson} on {day} is recorded already")]
    Duplicate {
        /// The fact: *a check* or *a debrief*.
        fact: &'static str,
        /// The salesperson.
        salesperson: StaffId,
        /// The day.
        day: Day,
    },
    /// Nobody is the manager of himself or herself.
    #[error("{salesperson} cannot check or debrief the own cards, on {day}")]
    OwnCards {
        /// The salesperson.
        salesperson: StaffId,
        /// The day.
        day: Day,
    },
    /// The talk would be before the visits that it is about.
    #[error("a debrief on {day} cannot be about visits of {about}, which come later")]
    BeforeVisits {
        /// The day of the talk.
        day: Day,
        /// The day of the visits.
        about: Day,
    },
}

codes! {
    SupervisionError {
        Duplicate = "duplicate_supervision",
        OwnCards = "own_cards",
        BeforeVisits = "debrief_before_visits",
    }
}

/// A salesperson whom no manager has looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum SupervisionFinding {
    /// The cards were not checked in the days of the policy.
    NotChecked {
        /// The salesperson.
        salesperson: StaffId,
        /// The last check; `None` when there was none.
        last: Option<Day>,
        /// The last day by which the next was due; the day of the judgement where there was none.
        due: Day,
    },
    /// The visits of a day were not talked over by the next worked day.
    NotDebriefed {
        /// The salesperson.
        salesperson: StaffId,
        /// The day of the visits.
        about: Day,
        /// The last day for the talk.
        due: Day,
    },
}

/// The checks and debriefs of all managers.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::card_audit::{AuditPolicy, Supervision};
/// use guanxi::custody::CardCheck;
/// use guanxi::day;
///
/// let mut supervision = Supervision::default();
/// let wang = "Wang".parse()?;
/// let (manager, day) = ("Zhao".parse()?, day!(2026, 3, 2));
/// supervision.record_check(CardCheck { salesperson: "Wang".parse()?, day, manager })?;
/// let is_late = |t| {
///     supervision.not_checked(&wang, AsOf::new(t), &AuditPolicy::default()).is_some()
/// };
/// assert!(!is_late(day!(2026, 3, 9)));
/// assert!(is_late(day!(2026, 3, 10)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Supervision {
    checks: BTreeMap<StaffId, BTreeSet<CardCheck>>,
    debriefs: BTreeMap<StaffId, BTreeSet<Debrief>>,
}

impl Supervision {
    /// The checks and debriefs of the accounts of customers. One that is recorded with several
    /// customers counts once.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::card_audit::Supervision;
    /// use guanxi::custody::CardCheck;
    /// use guanxi::day;
    ///
    /// let mut li = Account::new("Li & Sons".parse()?, "CNY".parse()?);
    /// let (salesperson, manager) = ("Wang".parse()?, "Zhao".parse()?);
    /// li.record(CardCheck { salesperson, day: day!(2026, 3, 2), manager })?;
    /// let supervision = Supervision::from_accounts([li.view()]);
    /// let last = supervision.last_check(&"Wang".parse()?, "2026-03-31".parse()?);
    /// assert_eq!(last.map(|it| it.day), Some(day!(2026, 3, 2)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_accounts<'a>(accounts: impl IntoIterator<Item = AccountView<'a>>) -> Self {
        let mut supervision = Self::default();
        for account in accounts {
            for check in account.card_checks() {
                let of = supervision.checks.entry(check.salesperson.clone()).or_default();
                of.insert(check.clone());
            }
            for debrief in account.debriefs() {
                let of = supervision.debriefs.entry(debrief.salesperson.clone()).or_default();
                of.insert(debrief.clone());
            }
        }
        supervision
    }

    /// Records a check.
    ///
    /// # Errors
    ///
    /// When it is recorded, or the salesperson checks the own cards.
    pub fn record_check(&mut self, check: CardCheck) -> Result<(), SupervisionError> {
        let CardCheck { salesperson, day, manager } = &check;
        demand_two_people(salesperson, manager, *day)?;
        let (fact, salesperson, day) = ("a check", salesperson.clone(), *day);
        if self.checks.entry(salesperson.clone()).or_default().insert(check) {
            Ok(())
        } else {
            Err(SupervisionError::Duplicate { fact, salesperson, day })
        }
    }

    /// Records a debrief.
    ///
    /// # Errors
    ///
    /// When it is recorded, comes before the visits, or a salesperson talks to nobody else.
    pub fn record_debrief(&mut self, debrief: Debrief) -> Result<(), SupervisionError> {
        let Debrief { salesperson, about, day, manager } = &debrief;
        demand_two_people(salesperson, manager, *day)?;
        if day < about {
            return Err(SupervisionError::BeforeVisits { day: *day, about: *about });
        }
        let (fact, salesperson, day) = ("a debrief", salesperson.clone(), *day);
        if self.debriefs.entry(salesperson.clone()).or_default().insert(debrief) {
            Ok(())
        } else {
            Err(SupervisionError::Duplicate { fact, salesperson, day })
        }
    }

    /// The last check of a salesperson's cards by a date.
    pub fn last_check(&self, salesperson: &StaffId, t: AsOf) -> Option<&CardCheck> {
        self.checks.get(salesperson)?.iter().rev().find(|it| t.sees(it.day))
    }

    /// The finding that a salesperson's cards are overdue for a check.
    ///
    /// # Rule
    ///
    /// > S1: the manager checks the cards of each salesperson at least once a week; over 7 days
    /// > without a check is a finding.
    pub fn not_checked(
        &self,
        salesperson: &StaffId,
        t: AsOf,
        policy: &AuditPolicyDraft,
    ) -> Option<SupervisionFinding> {
        let last = self.last_check(salesperson, t).map(|it| it.day);
        let due = last.map_or(t.day(), |day| day.offset(policy.every_days.into()));
        let is_late = last.is_none() || t.day() > due;
        let salesperson = salesperson.clone();
        is_late.then_some(SupervisionFinding::NotChecked { salesperson, last, due })
    }

    /// The finding that the visits of a day were not talked over. `None`, too, while the last day
    /// for the talk is not over, and when it lies beyond the calendar.
    ///
    /// # Rule
    ///
    /// > S1: the manager talks over the results of a day by the next worked day.
    pub fn not_debriefed(
        &self,
        salesperson: &StaffId,
        about: Day,
        t: AsOf,
        calendar: &WorkCalendar,
    ) -> Option<SupervisionFinding> {
        let due = Clock::missed(1, about, t, calendar)?;
        let debriefs = self.debriefs.get(salesperson).into_iter().flatten();
        let is_talked = debriefs.into_iter().any(|it| it.about == about && t.sees(it.day));
        let salesperson = salesperson.clone();
        (!is_talked).then_some(SupervisionFinding::NotDebriefed { salesperson, about, due })
    }
}

fn demand_two_people(
    salesperson: &StaffId,
    manager: &StaffId,
    day: Day,
) -> Result<(), SupervisionError> {
    if salesperson == manager {
        return Err(SupervisionError::OwnCards { salesperson: salesperson.clone(), day });
    }
    Ok(())
}

impl fmt::Display for SupervisionFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotChecked { salesperson, last: None, .. } => {
                write!(f, "the cards of {salesperson} were never checked")
            }
            Self::NotChecked { salesperson, last: Some(last), due } => {
                write!(f, "the cards of {salesperson} were checked on {last}, and not by {due}")
            }
            Self::NotDebriefed { salesperson, about, due } => {
                write!(f, "the visits of {salesperson} on {about} were not talked over by {due}")
            }
        }
    }
}
