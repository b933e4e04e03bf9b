use std::borrow::Cow;

use crate::calendar::{AsOf, Day, Validity};
use crate::id::StaffId;
use crate::intake::{Fault, Feed, Field, Intake, Kept, Listed, Record};
use crate::lifecycle::Reason;

/// A loan of a customer card for a purpose.
///
/// # Rule
///
/// > S1: a card is lent by clearance only, to one person at a time, until a day. A loan that
/// > overlaps another is refused.
///
/// A card that has not come back is out, whatever the last day says: it cannot be lent again. It
/// may be lent again on the day on which it comes back. The return is a version of the loan, from
/// the day on which the card came back.
///
/// ```
/// use guanxi::account::{Account, Fact};
/// use guanxi::custody::Loan;
/// use guanxi::day;
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// let loan = Loan {
///     to: "Zhao".parse()?,
///     from: day!(2026, 3, 2),
///     until: day!(2026, 3, 6),
///     purpose: "visit with the manager".parse()?,
///     returned: None,
/// };
/// account.record(loan.clone())?;
/// let back = Loan { returned: Some(day!(2026, 3, 5)), ..loan.clone() };
/// account.revise(&Fact::from(loan).name(), day!(2026, 3, 5), Some(back.into()))?;
/// assert!(account.view().loans()[0].returned.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "借阅")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Loan {
    /// The borrower.
    pub to: StaffId,
    /// The first day.
    pub from: Day,
    /// The last day, that one included; not before the first.
    pub until: Day,
    /// The purpose.
    pub purpose: Reason,
    /// The day on which the card came back, not before the first; `None` while it is out.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub returned: Option<Day>,
}

impl Loan {
    /// Returns `true` when the borrower may read the card on a date: from the first day to the
    /// last, or to the day on which the card came back, that day included.
    pub fn is_in_force(&self, t: AsOf) -> bool {
        let last = self.returned.map_or(self.until, |back| back.min(self.until));
        t.sees(self.from) && t.day() <= last
    }

    /// Returns `true` when the card is out on a date, in time or not.
    pub fn is_out(&self, t: AsOf) -> bool {
        t.sees(self.from) && self.returned.is_none_or(|back| t.day() < back)
    }

    /// Returns `true` when the card should have come back before a date and has not.
    pub fn is_overdue(&self, t: AsOf) -> bool {
        self.is_out(t) && t.day() > self.until
    }

    /// Returns `true` when two loans of one thing share a day.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let are_apart = self.is_back_by(other.from) || other.is_back_by(self.from);
        self.from == other.from || !are_apart
    }

    fn is_back_by(&self, day: Day) -> bool {
        self.returned.is_some_and(|back| back <= day)
    }
}

impl Record for Loan {
    fn name(&self) -> Cow<'_, str> {
        format!("from {}", self.from).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { to, from, until, purpose, returned } = self;
        vec![
            Field::new("to", to),
            Field::new("from", from),
            Field::new("until", until),
            Field::text("purpose", purpose.as_str()),
            Field::optional("returned", *returned),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Intake::not_before("until", self.until, self.from)?;
        Intake::not_before("returned", self.returned.unwrap_or(self.from), self.from)
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Custody, self.from))
    }
}

/// The list stands in the order of days.
impl Listed for Loan {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.meets(recorded)
    }

    fn sole_days(&self) -> Option<Validity> {
        Validity::try_new(self.from, self.returned).ok()
    }

    fn is_before(&self, recorded: &Self) -> bool {
        let order = |it: &Self| (it.from, it.until, it.returned);
        (order(self), &self.to) <= (order(recorded), &recorded.to)
    }
}

impl Kept for Loan {
    const IS_EXCLUSIVE: bool = true;

    fn own_day(&self) -> Option<Day> {
        Some(self.from)
    }
}
