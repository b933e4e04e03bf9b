use crate::calendar::{Day, WorkCalendarDraft};
use crate::contract::{Renewal, TermClause, TermPeriod};
use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`RenewalPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct RenewalPolicyDraft {
    /// The days before the last day to act from which a contract is watched.
    pub lead_days: u16,
    /// The days that a notice of ours takes to arrive.
    pub post_days: u16,
    /// The days after the end in which stock may be sold, where the clause is silent.
    pub sell_off_days: u16,
}

/// The policy of terms that come to their end (S5): lead, postal days, sell-off.
///
/// A contract is watched for 60 days before the last day to act, which is time for one meeting and
/// one signature. Postal days are 0 by default, since most notices are handed over or sent by
/// message; state them where the clause asks for a letter.
#[doc(alias = "到期提醒")]
pub type RenewalPolicy = Valid<RenewalPolicyDraft>;

impl Default for RenewalPolicyDraft {
    fn default() -> Self {
        Self { lead_days: 60, post_days: 0, sell_off_days: 90 }
    }
}

impl Draft for RenewalPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("lead_days", 1, self.lead_days);
    }
}

impl RenewalPolicyDraft {
    /// The last day on which we can act on the end of a term; `None` where the term has no end.
    ///
    /// # Rule
    ///
    /// > S5: `notice_k = end_k − notice`, less postal days, rolled back to a worked day; act by
    /// > that day, inclusive, and never after the end.
    pub fn act_by(&self, period: TermPeriod, calendar: &WorkCalendarDraft) -> Option<Day> {
        let mut day = days_before(period.notice_by.or(period.days.to())?, self.post_days);
        while !calendar.is_worked(day) && day > Day::MIN {
            day = day.offset(-1);
        }
        Some(day)
    }

    /// The first day on which a term is watched; `None` where the term has no end.
    pub fn watched_from(&self, period: TermPeriod, calendar: &WorkCalendarDraft) -> Option<Day> {
        let act_by = self.act_by(period, calendar)?;
        Some(days_before(act_by, self.lead_days))
    }

    /// The last day on which stock may be sold after an end.
    pub(super) fn sell_off_until(&self, last: Day, clause: TermClause) -> Day {
        last.offset(clause.sell_off_days.unwrap_or(self.sell_off_days).into())
    }
}

/// The last day on which a contract that ended can be renewed by agreement.
pub(super) fn renewable_until(last: Day, clause: TermClause) -> Option<Day> {
    match clause.renewal {
        Renewal::Express { grace_days, .. } => Some(last.offset(grace_days.into())),
        Renewal::None | Renewal::Tacit { .. } => None,
    }
}

fn days_before(day: Day, days: u16) -> Day {
    i32::from(days).checked_neg().map_or(day, |back| day.offset(back))
}
