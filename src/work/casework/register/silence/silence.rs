use super::silent_days::SilentDays;
use crate::id::{GroupId, StaffId};
use crate::lifecycle::Reason;
use crate::valid::{Draft, Valid, Violations};
use crate::warning::Rule;

/// A silence in plain form. Without a rule, an owner and a group it is about every warning.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SilenceDraft {
    /// The rule of the warnings; `None` for every rule.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub rule: Option<Rule>,
    /// The owner of the cases, of the last one where none is open; `None` for every owner.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub owner: Option<StaffId>,
    /// The group of the customers; `None` for every customer.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub group: Option<GroupId>,
    /// The days.
    pub days: SilentDays,
    /// The person who keeps silent.
    pub by: StaffId,
    /// The reason.
    pub why: Reason,
}

impl Draft for SilenceDraft {
    fn check(&self, found: &mut Violations) {
        self.days.check(found);
    }
}

/// A silence: days on which nothing is told of some warnings, once or again and again, because it
/// is known why they stand: stock-taking, a trade fair.
///
/// # Rule
///
/// > S22: a silence holds announcements back and loses nothing. Rules are evaluated, deadlines move
/// > by its days, people may work. After its last day what stands is told at once.
///
/// ```
/// use guanxi::casework::{Silence, SilenceDraft, SilentDays};
/// use guanxi::day;
///
/// let draft = SilenceDraft {
///     rule: None,
///     owner: None,
///     group: None,
///     days: SilentDays::Between { from: day!(2026, 9, 1), to: day!(2026, 10, 2) },
///     by: "Wang".parse()?,
///     why: "trade fair".parse()?,
/// };
/// assert_eq!(
///     Silence::try_new(draft).unwrap_err().to_string(),
///     "days must last 1 to 31 days, was 2026-09-01 to 2026-10-02"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "静默期")]
#[doc(alias = "免打扰")]
pub type Silence = Valid<SilenceDraft>;
