use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::customer::Importance;
use crate::id::StaffId;
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};
use crate::lifecycle::Reason;

/// The ruling of a meeting about the computed class of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum ClassRuling {
    /// The computed class is right.
    Confirmed,
    /// Another class holds.
    Overruled(Importance),
}

impl fmt::Display for ClassRuling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Confirmed => f.write_str("confirmed"),
            Self::Overruled(class) => write!(f, "overruled: {class}"),
        }
    }
}

/// A decision of a classification meeting about a customer.
///
/// # Rule
///
/// > S11: a decision confirms or overrules the computed class, with a reason, an end and those who
/// > were present. It stands beside the computed class and ends.
///
/// A meeting decides once about a customer. By its nature a decision has an end: nobody has to
/// remember to take it back.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::class_meeting::{ClassDecision, ClassRuling};
/// use guanxi::customer::Importance;
/// use guanxi::day;
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.record(ClassDecision {
///     day: day!(2026, 3, 31),
///     computed: Importance::C,
///     ruling: ClassRuling::Overruled(Importance::B),
///     reason: "opens three shops in May".parse()?,
///     until: day!(2026, 9, 30),
///     present: ["Wang".parse()?, "Zhao".parse()?].into(),
/// })?;
/// let decisions = account.view().class_decisions();
/// let stands = |t: &str| -> Result<_, guanxi::calendar::DayError> {
///     Ok(ClassDecision::in_force(decisions, t.parse()?).map(ClassDecision::class))
/// };
/// assert_eq!(stands("2026-09-30")?, Some(Importance::B));
/// assert_eq!(stands("2026-10-01")?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户分类检查会议")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ClassDecision {
    /// The day of the meeting.
    pub day: Day,
    /// The computed class that the meeting was shown.
    pub computed: Importance,
    /// The ruling.
    pub ruling: ClassRuling,
    /// The reason.
    pub reason: Reason,
    /// The last day on which the decision stands.
    pub until: Day,
    /// The members of the staff who were present, one or more.
    pub present: BTreeSet<StaffId>,
}

impl ClassDecision {
    /// The class that was decided.
    pub const fn class(&self) -> Importance {
        match self.ruling {
            ClassRuling::Confirmed => self.computed,
            ClassRuling::Overruled(class) => class,
        }
    }

    /// Returns `true` from the day of the meeting to the last day, both included.
    pub fn stands_on(&self, day: Day) -> bool {
        self.day <= day && day <= self.until
    }

    /// The decision of the latest meeting by a date, where it still stands: a later meeting
    /// replaces an earlier one, even where its own decision has ended.
    pub fn in_force(decisions: &[Self], t: AsOf) -> Option<&Self> {
        Self::latest(decisions, t).filter(|it| it.stands_on(t.day()))
    }

    /// The decision of the latest meeting by a date.
    pub fn latest(decisions: &[Self], t: AsOf) -> Option<&Self> {
        decisions.iter().filter(|it| t.sees(it.day)).max_by_key(|it| it.day)
    }
}

impl Record for ClassDecision {
    fn name(&self) -> Cow<'_, str> {
        format!("of {}", self.day).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { day, computed, ruling, reason, until, present } = self;
        vec![
            Field::new("day", day),
            Field::new("computed", computed),
            Field::new("ruling", ruling),
            Field::text("reason", reason.as_str()),
            Field::new("until", until),
            Field::listed("present", present.iter()),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Intake::not_before("until", self.until, self.day)?;
        let bound = || "name one of the staff or more".to_owned();
        Intake::demand(!self.present.is_empty(), "present", bound, || "none".to_owned())?;
        let is_other = match self.ruling {
            ClassRuling::Confirmed => true,
            ClassRuling::Overruled(class) => class != self.computed,
        };
        let bound = || format!("overrule by another class than {}", self.computed);
        Intake::demand(is_other, "ruling", bound, || self.ruling.to_string())
    }
}

/// The list stands in the order of meetings.
impl Listed for ClassDecision {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.day == recorded.day
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.day <= recorded.day
    }
}

/// Decided about one customer: a merge leaves that of the merged customer aside.
impl Kept for ClassDecision {
    const IS_TERM: bool = true;

    fn own_day(&self) -> Option<Day> {
        Some(self.day)
    }
}
