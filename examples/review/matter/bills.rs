//! Bills that call for somebody: refused, past their maturity, about to mature.

use guanxi::calendar::{AsOf, Day};
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::money::Money;
use guanxi::receivable::{Bill, BillFate, BillState};
use guanxi::review::Review;

use super::YEAR;

/// The days ahead in which a bill matures that is told.
pub(crate) const BILL_DAYS: i32 = 14;

/// A bill that calls for somebody.
pub(crate) struct BillDue<'a> {
    pub(crate) customer: &'a str,
    pub(crate) bill: DocumentId,
    pub(crate) amount: Money,
    pub(crate) finding: BillFinding,
    /// The day of the refusal, or that of maturity.
    pub(crate) day: Day,
}

/// The reason for which a bill calls for somebody, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BillFinding {
    /// It was refused in the last 365 days.
    Refused,
    /// It matured, and nobody noted its fate.
    Undecided,
    /// It matures soon.
    Matures,
}

impl BillFinding {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Undecided => "undecided",
            Self::Matures => "matures",
        }
    }
}

pub(super) fn bills<'a>(
    review: &Review<'a>,
    keys: &[CustomerKey],
) -> Result<Vec<BillDue<'a>>, String> {
    let (book, t) = (review.book(), review.as_of());
    let mut all: Vec<BillDue<'a>> = Vec::new();
    for key in keys {
        let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
        let due = account.view().bills().iter().filter_map(|bill| {
            let (finding, day) = finding(bill, t)?;
            let (bill, amount) = (bill.number.clone(), bill.amount);
            Some(BillDue { customer: book.name(*key), bill, amount, finding, day })
        });
        all.extend(due);
    }
    all.sort_by(|one, other| {
        let of = |it: &BillDue<'a>| (it.finding, it.day, it.customer);
        of(one).cmp(&of(other)).then_with(|| one.bill.cmp(&other.bill))
    });
    Ok(all)
}

fn finding(bill: &Bill, t: AsOf) -> Option<(BillFinding, Day)> {
    match (bill.state(t)?, bill.fate) {
        (BillState::Refused, Some(BillFate::Refused(on))) => {
            t.last_days(YEAR).contains(on).then_some((BillFinding::Refused, on))
        }
        (BillState::Outstanding, _) if bill.matures < t.day() => {
            Some((BillFinding::Undecided, bill.matures))
        }
        (BillState::Outstanding, _) => {
            let is_soon = bill.matures.days_since(t.day()) <= BILL_DAYS;
            is_soon.then_some((BillFinding::Matures, bill.matures))
        }
        (BillState::Refused | BillState::Honoured | BillState::PassedOn, _) => None,
    }
}
