use std::fmt;

use super::{Custody, Loan};
use crate::calendar::{AsOf, Day};
use crate::id::StaffId;

/// The keeping of a customer card on a date (S1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardKeeping<'a> {
    /// The keeper; `None` before the first.
    pub keeper: Option<&'a StaffId>,
    /// The loan under which the card may be read, or is out without leave.
    pub loan: Option<&'a Loan>,
    t: AsOf,
}

/// A fault in the keeping of a customer card.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
pub enum CustodyFinding {
    /// Nobody keeps the card.
    NoKeeper,
    /// The card was to come back and is out.
    Overdue {
        /// The borrower.
        to: StaffId,
        /// The last day of the loan.
        until: Day,
    },
}

impl<'a> CardKeeping<'a> {
    /// The keeping on a date, by the custodies and the loans of a card. Of two loans that meet on
    /// the day of a return the later one counts.
    pub fn on(custodies: &'a [Custody], loans: &'a [Loan], t: AsOf) -> Self {
        let keeper = Custody::on(custodies, t).map(|it| &it.keeper);
        let mut latest = loans.iter().rev();
        let loan = latest.find(|it| it.is_in_force(t) || it.is_out(t));
        Self { keeper, loan, t }
    }

    /// Returns `true` when a staff member needs to know what is on the card: the keeper, and the
    /// borrower while the loan is in force.
    ///
    /// # Rule
    ///
    /// > S1: need to know has the keeper, a loan in force, or a superior of the keeper as the
    /// > caller says.
    pub fn needs_to_know(&self, staff: &StaffId) -> bool {
        let borrows = |loan: &Loan| loan.to == *staff && loan.is_in_force(self.t);
        self.keeper == Some(staff) || self.loan.is_some_and(borrows)
    }

    /// The faults, in the order of [`CustodyFinding`].
    ///
    /// A book without any custody says nothing about its cards:
    /// [`Feeds::custody_from`](crate::account::Feeds) tells.
    pub fn findings(&self) -> Vec<CustodyFinding> {
        let no_keeper = self.keeper.is_none().then_some(CustodyFinding::NoKeeper);
        let overdue = self.loan.filter(|it| it.is_overdue(self.t));
        let overdue =
            overdue.map(|it| CustodyFinding::Overdue { to: it.to.clone(), until: it.until });
        no_keeper.into_iter().chain(overdue).collect()
    }
}

impl fmt::Display for CustodyFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKeeper => f.write_str("nobody keeps the card"),
            Self::Overdue { to, until } => {
                write!(f, "the card was to come back from {to} by {until}")
            }
        }
    }
}
