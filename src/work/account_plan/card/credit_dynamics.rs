use std::collections::BTreeSet;
use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::id::StaffId;
use crate::lifecycle::Reason;
use crate::measure::Ratio;
use crate::money::Money;
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// A figure of the credit of a customer that moves over time.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CreditFigure as "a figure of credit" {
        /// The rating by its bank.
        #[doc(alias = "银行信用等级")]
        BankRating = "bank_rating" => "bank rating",
        /// Its cash flow of a year.
        #[doc(alias = "现金流")]
        CashFlow = "cash_flow" => "cash flow",
        /// The days of credit that we give.
        #[doc(alias = "信用期限")]
        Term = "term" => "credit term",
        /// The credit limit.
        #[doc(alias = "信用额度")]
        Limit = "limit" => "credit limit",
        /// The share of the limit that is used.
        #[doc(alias = "额度使用率")]
        Utilisation = "utilisation",
    }
}

/// A value of a figure of credit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum CreditValue {
    /// A rating, in the words of the bank.
    Rating(Reason),
    /// Money.
    Money(Money),
    /// Days.
    Days(u16),
    /// A share.
    Share(Ratio),
}

/// A value of a figure of credit, with its day and the staff member who noted it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct CreditNote {
    /// The figure.
    pub figure: CreditFigure,
    /// The value.
    pub value: CreditValue,
    /// The day.
    pub on: Day,
    /// The staff member.
    pub by: StaffId,
}

/// The last change of a figure of credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CreditChange<'a> {
    /// The value before.
    pub before: &'a CreditValue,
    /// The value after, with its day and who noted it.
    pub after: &'a CreditNote,
}

/// Plain form of [`CreditDynamics`]: notes in any order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct CreditDynamicsDraft {
    /// The notes.
    pub notes: Vec<CreditNote>,
}

/// The figures of the credit of a customer over time.
///
/// # Rule
///
/// > S18: credit dynamics as series (bank rating, cash flow, term, limit, utilisation) with last
/// > change and by whom.
#[doc(alias = "信用动态")]
pub type CreditDynamics = Valid<CreditDynamicsDraft>;

impl Draft for CreditDynamicsDraft {
    fn check(&self, found: &mut Violations) {
        let mut seen = BTreeSet::new();
        found.each_row("notes", &self.notes, |found, _, note| {
            let CreditNote { figure, value, on, .. } = note;
            if !value.fits(*figure) {
                found
                    .add("value", format!("must be {} for a {figure}, was {value}", figure.unit()));
            }
            if !seen.insert((*figure, *on)) {
                found.add("on", format!("must be one day for each {figure}, was {on} twice"));
            }
        });
    }
}

impl CreditDynamicsDraft {
    /// The notes of a figure up to a date, the earliest first.
    pub fn series(&self, figure: CreditFigure, t: AsOf) -> Vec<&CreditNote> {
        let seen = self.notes.iter().filter(|it| it.figure == figure && t.sees(it.on));
        let mut series: Vec<&CreditNote> = seen.collect();
        series.sort_by_key(|note| note.on);
        series
    }

    /// The last change of a figure up to a date; a note with the value of the one before confirms
    /// and changes nothing. `None` where it never changed.
    pub fn last_change(&self, figure: CreditFigure, t: AsOf) -> Option<CreditChange<'_>> {
        let series = self.series(figure, t);
        let pairs = series.iter().zip(series.iter().skip(1));
        let mut changes = pairs.rev().filter(|(before, after)| before.value != after.value);
        let (before, after) = changes.next()?;
        Some(CreditChange { before: &before.value, after })
    }
}

impl CreditFigure {
    const fn unit(self) -> &'static str {
        match self {
            Self::BankRating => "a rating",
            Self::CashFlow | Self::Limit => "money",
            Self::Term => "days",
            Self::Utilisation => "a share",
        }
    }
}

impl CreditValue {
    const fn fits(&self, figure: CreditFigure) -> bool {
        match (figure, self) {
            (CreditFigure::BankRating, Self::Rating(_))
            | (CreditFigure::CashFlow | CreditFigure::Limit, Self::Money(_))
            | (CreditFigure::Term, Self::Days(_))
            | (CreditFigure::Utilisation, Self::Share(_)) => true,
            (
                CreditFigure::BankRating
                | CreditFigure::CashFlow
                | CreditFigure::Limit
                | CreditFigure::Term
                | CreditFigure::Utilisation,
                Self::Rating(_) | Self::Money(_) | Self::Days(_) | Self::Share(_),
            ) => false,
        }
    }
}

impl fmt::Display for CreditValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rating(rating) => rating.fmt(f),
            Self::Money(money) => money.fmt(f),
            Self::Days(1) => f.write_str("1 day"),
            Self::Days(days) => write!(f, "{days} days"),
            Self::Share(share) => share.fmt(f),
        }
    }
}

impl fmt::Display for CreditChange<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CreditNote { value, on, by, .. } = self.after;
        write!(f, "from {} to {value} on {on} by {by}", self.before)
    }
}
