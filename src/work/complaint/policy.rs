use super::ComplaintSeverity;
use crate::id::RoleId;
use crate::lifecycle::{ClockTerms, Count, DeadlinePair, Seat, StaffedPolicy, Staffing};
use crate::money::Major;
use crate::valid::or_none::NONE;
use crate::valid::{Draft, Order, Valid, Violations};

/// Working days from the receipt to the day on which the customer is told, by severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ToldWithin {
    /// Of a critical complaint.
    pub critical: u16,
    /// Of a serious complaint.
    pub serious: u16,
    /// Of a minor complaint.
    pub minor: u16,
}

/// Plain form of a [`ComplaintPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ComplaintPolicyDraft {
    /// The role that decides, the complaint manager by default; without one anybody does. A policy
    /// file says `"none"` for that, so no such role is called `none`.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<RoleId>"))]
    pub decider: Option<RoleId>,
    /// Working days within which the receipt is acknowledged, 1 by default. No pause moves them.
    pub acknowledge_days: u16,
    /// Working days within which the customer is told, by severity: 3, 10 and 15 by default.
    pub told_within: ToldWithin,
    /// The most working days to which a holding answer may move that, 40 by default.
    pub longest_days: u16,
    /// Working days between two messages to a customer that waits, 10 by default.
    pub status_days: u16,
    /// Working days within which a complaint may be resolved without an investigation, 3 by
    /// default.
    pub at_once_days: u16,
    /// Working days between two reminders to the one who has it, 4 by default.
    pub reminder_days: u16,
    /// Calendar days after which it is handed over to somebody else, 56 by default.
    pub hand_over_days: u16,
    /// The most calendar days of all pauses that one person grants, 30 by default.
    pub most_paused: u16,
    /// Calendar days after the answer in which the customer may object, 10 by default.
    pub objection_days: u16,
    /// Calendar days after the close in which it may be reopened, 30 by default.
    pub reopen_days: u16,
    /// The largest sum of goodwill, 200 by default.
    #[doc(alias = "善意补偿")]
    pub goodwill: Major,
    /// The largest sum of goodwill for a customer in a calendar year, 1,000 by default.
    pub goodwill_of_year: Major,
}

/// The policy of complaints (S27).
///
/// # Rule
///
/// > S27: receipt is acknowledged within 1 working day; the customer is told within 3, 10 or 15
/// > working days by severity, 40 at most, and hears how it stands every 10; a closed complaint
/// > is reopened within 30 days.
///
/// ```
/// use guanxi::complaint::{ComplaintPolicy, ComplaintPolicyDraft, ToldWithin};
///
/// let told_within = ToldWithin { critical: 3, serious: 20, minor: 15 };
/// let draft = ComplaintPolicyDraft { told_within, ..Default::default() };
/// assert_eq!(
///     ComplaintPolicy::try_new(draft).unwrap_err().to_string(),
///     "told_within.minor must not be below 20, was 15"
/// );
/// ```
#[doc(alias = "客诉处理规定")]
pub type ComplaintPolicy = Valid<ComplaintPolicyDraft>;

impl Default for ComplaintPolicyDraft {
    fn default() -> Self {
        Self {
            decider: RoleId::try_new("complaint manager").ok(),
            acknowledge_days: 1,
            told_within: ToldWithin { critical: 3, serious: 10, minor: 15 },
            longest_days: 40,
            status_days: 10,
            at_once_days: 3,
            reminder_days: 4,
            hand_over_days: 56,
            most_paused: 30,
            objection_days: 10,
            reopen_days: 30,
            goodwill: Major::from_units(200),
            goodwill_of_year: Major::from_units(1_000),
        }
    }
}

impl Draft for ComplaintPolicyDraft {
    fn check(&self, found: &mut Violations) {
        let ToldWithin { critical, serious, minor } = self.told_within;
        if self.decider.as_ref().is_some_and(|role| role.as_str() == NONE) {
            found.add("decider", format!("must not be called {NONE}, the word for no role"));
        }
        found.at_least("acknowledge_days", 1, self.acknowledge_days);
        found.within("told_within", |found| {
            let acknowledged = Some(self.acknowledge_days);
            found.check_order("critical", Order::NotFalling, acknowledged, critical);
            found.check_order("serious", Order::NotFalling, Some(critical), serious);
            found.check_order("minor", Order::NotFalling, Some(serious), minor);
        });
        found.check_order("longest_days", Order::NotFalling, Some(minor), self.longest_days);
        found.at_least("status_days", 1, self.status_days);
        found.at_least("at_once_days", 1, self.at_once_days);
        found.at_least("reminder_days", 1, self.reminder_days);
        let most = Some(self.goodwill);
        found.check_order("goodwill_of_year", Order::NotFalling, most, self.goodwill_of_year);
    }
}

impl ComplaintPolicyDraft {
    /// The working days within which a customer is told, by severity. As long as the severity is
    /// not known, those of a minor complaint: a higher one found later aims the same clock anew.
    pub const fn told_days(&self, severity: Option<ComplaintSeverity>) -> u16 {
        match severity {
            Some(ComplaintSeverity::Critical) => self.told_within.critical,
            Some(ComplaintSeverity::Serious) => self.told_within.serious,
            Some(ComplaintSeverity::Minor) | None => self.told_within.minor,
        }
    }

    /// The terms of the clock by which the customer is told.
    pub const fn told_terms(&self, severity: Option<ComplaintSeverity>) -> ClockTerms {
        let terms = ClockTerms::new(Count::Working, self.told_days(severity));
        ClockTerms { most_paused: self.most_paused, ..terms }
    }
}

impl StaffedPolicy for ComplaintPolicyDraft {
    /// Whoever investigated does not decide, a complaint that comes back is decided by another
    /// person, and a long pause needs somebody who agrees.
    fn staffings(&self) -> Vec<Staffing> {
        let decides = |act| Seat { act, role: self.decider.clone() };
        let seats = vec![Seat::anyone("investigate"), decides("decide"), decides("decide again")];
        let paused = ["pause", "agree"].map(Seat::anyone).into();
        vec![Staffing::new("decider", seats), Staffing::new("most_paused", paused)]
    }

    /// Those that no check of the policy holds in order.
    fn deadline_pairs(&self) -> Vec<DeadlinePair> {
        let pair = |path: &str, days, next: &str, next_days| DeadlinePair {
            path: path.to_owned(),
            days,
            next: next.to_owned(),
            next_days,
        };
        let minor = self.told_within.minor;
        vec![
            pair("at_once_days", self.at_once_days, "told_within.minor", minor),
            pair("status_days", self.status_days, "longest_days", self.longest_days),
            pair("longest_days", self.longest_days, "hand_over_days", self.hand_over_days),
        ]
    }
}
