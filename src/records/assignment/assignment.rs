use std::borrow::Cow;

use crate::calendar::{AsOf, Day, Validity};
use crate::id::StaffId;
use crate::intake::{Fault, Feed, Field, Intake, Kept, Listed, Record};
use crate::valid::words;

words! {
    /// The roles in which our people have a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AssignmentRole as "a role at a customer" {
        /// Sells to the customer and keeps its card.
        #[doc(alias = "业务员")]
        Salesperson = "salesperson",
        /// Stands for us at an important customer.
        #[doc(alias = "客户代表")]
        #[doc(alias = "服务代表")]
        Representative = "representative",
        /// Manages a key account.
        #[doc(alias = "大客户经理")]
        KeyAccountManager = "key_account_manager" => "key account manager",
        /// The deputy of the key account manager.
        Deputy = "deputy",
        /// Collects what the customer owes.
        #[doc(alias = "催收员")]
        Collector = "collector",
        /// Stands in for the salesperson who is away.
        StandIn = "stand_in" => "stand-in",
    }
}

/// A member of our staff who has a customer in a role, for a term.
///
/// # Rule
///
/// > S1: who has which customer is a dated fact; a role at a customer has one holder a day.
///
/// An assignment that overlaps another of its role is refused: revise the last day of the earlier
/// one first. A holder who was never there is made void, so that no day has two.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::assignment::{Assignment, AssignmentRole};
/// use guanxi::calendar::{AsOf, Validity};
/// use guanxi::day;
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.record(Assignment {
///     staff: "Wang".parse()?,
///     role: AssignmentRole::Salesperson,
///     term: Validity::open_ended(day!(2026, 1, 1)),
/// })?;
/// let all = account.view().assignments();
/// let t = AsOf::new(day!(2026, 3, 1));
/// let wang = Assignment::in_role(all, AssignmentRole::Salesperson, t);
/// assert_eq!(wang.map(|it| it.staff.as_str()), Some("Wang"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户归属")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Assignment {
    /// The staff member.
    pub staff: StaffId,
    /// The role.
    pub role: AssignmentRole,
    /// The days of the assignment, both ends included.
    pub term: Validity,
}

impl Assignment {
    /// The assignment in a role that holds on a date; `None` where nobody has the role then.
    pub fn in_role(assignments: &[Self], role: AssignmentRole, t: AsOf) -> Option<&Self> {
        Self::holding(assignments, t).find(|it| it.role == role)
    }

    /// The assignments that hold on a date.
    pub fn holding(assignments: &[Self], t: AsOf) -> impl Iterator<Item = &Self> {
        assignments.iter().filter(move |it| it.term.contains(t.day()))
    }

    /// The place among the assignments of a customer.
    const fn order(&self) -> (AssignmentRole, Validity, &StaffId) {
        (self.role, self.term, &self.staff)
    }
}

impl Record for Assignment {
    fn name(&self) -> Cow<'_, str> {
        if self.term.is_open_at_start() {
            self.role.to_string().into()
        } else {
            format!("{} from {}", self.role, self.term.from()).into()
        }
    }

    fn fields(&self) -> Vec<Field> {
        let Self { staff, role, term } = self;
        vec![Field::new("staff", staff), Field::new("role", role), Field::new("term", term)]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Assignments, self.term.from()))
    }
}

/// The list stands in the order of roles, then days.
impl Listed for Assignment {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.role == recorded.role && self.term.overlap(recorded.term).is_some()
    }

    fn sole_days(&self) -> Option<Validity> {
        Some(self.term)
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Kept for Assignment {
    const IS_TERM: bool = true;
    const IS_EXCLUSIVE: bool = true;

    fn own_day(&self) -> Option<Day> {
        None
    }
}
