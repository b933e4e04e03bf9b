use crate::calendar::Day;
use crate::id::DocumentId;
use crate::measure::Ratio;
use crate::money::{Amount, Money, Rounding};
use crate::valid::words;

words! {
    /// What a security does for the credit.
    ///
    /// ```
    /// assert_eq!(guanxi::receivable::CollateralKind::Insurance.to_string(), "insurance");
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CollateralKind as "a kind of collateral" {
        /// A guarantee or deposit: the secured part is no exposure.
        #[doc(alias = "担保")]
        Guarantee = "guarantee",
        /// A credit insurance: the insured part raises the limit.
        #[doc(alias = "信用保险")]
        Insurance = "insurance",
    }
}

/// A guarantee or an insurance of a customer's credit, for a while.
///
/// # Rule
///
/// > S20: exposure is less the secured part; an insurance raises the limit by value × share while
/// > it is valid, both ends included.
///
/// ```
/// use guanxi::measure::Ratio;
/// use guanxi::receivable::{Collateral, CollateralKind};
///
/// let insurance = Collateral {
///     document: "P-1".parse()?,
///     kind: CollateralKind::Insurance,
///     from: "2026-01-01".parse()?,
///     to: "2026-12-31".parse()?,
///     value: "CNY 50000".parse()?,
///     share: Ratio::from_percent(50),
/// };
/// assert_eq!(insurance.covered("2026-12-31".parse()?).minor(), 25_000_00);
/// assert_eq!(insurance.covered("2027-01-01".parse()?).minor(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Collateral {
    /// The number of the document, unique among the collateral of the customer.
    pub document: DocumentId,
    /// What it does.
    pub kind: CollateralKind,
    /// The first day of its validity.
    pub from: Day,
    /// The last day, not before the first.
    pub to: Day,
    /// What it is worth, positive.
    pub value: Money,
    /// The share of the value that counts, at most 100 %.
    pub share: Ratio,
}

impl Collateral {
    /// How much is covered on a day: value × share, rounded down to the minor unit; nothing outside
    /// the validity.
    ///
    /// ```
    /// # use guanxi::{measure::Ratio, receivable::{Collateral, CollateralKind}};
    /// # let day = "2026-01-01".parse()?;
    /// # let (kind, value, share) = (CollateralKind::Guarantee, "CNY 0.99".parse()?, Ratio::from_percent(50));
    /// let guarantee = Collateral { document: "G-1".parse()?, kind, from: day, to: day, value, share };
    /// assert_eq!(guarantee.covered(day).minor(), 49);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn covered(&self, day: Day) -> Amount {
        if !(self.from..=self.to).contains(&day) {
            return Amount::ZERO;
        }
        // A share of at most the whole fits wherever the whole does.
        self.value.amount().share(self.share, Rounding::TowardZero).unwrap_or_default()
    }
}

/// Until when the agreed limit holds, and when it is looked at again.
///
/// # Rule
///
/// > S20: the base limit has a validity and a review date. On its last day it holds.
///
/// ```
/// use guanxi::receivable::LimitValidity;
/// let terms = LimitValidity { valid_to: Some("2026-12-31".parse()?), review_on: None };
/// assert!(terms.has_expired("2027-01-03".parse()?, 2));
/// assert!(!terms.has_expired("2027-01-02".parse()?, 2), "two days of grace");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LimitValidity {
    /// The last day on which the base limit holds; without one it holds until it is changed.
    pub valid_to: Option<Day>,
    /// The day on which the limit is to be reviewed.
    pub review_on: Option<Day>,
}

impl LimitValidity {
    /// Whether the base limit has expired on a day, so many days of grace granted.
    ///
    /// ```
    /// # use guanxi::receivable::LimitValidity;
    /// assert!(!LimitValidity::default().has_expired("2026-01-01".parse()?, 0));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn has_expired(self, day: Day, grace_days: u16) -> bool {
        self.valid_to.is_some_and(|last| day > last.offset(i32::from(grace_days)))
    }

    /// Whether the review is overdue on a day: the day of the review itself is in time.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, receivable::LimitValidity};
    /// let day = Day::default();
    /// let terms = LimitValidity { review_on: Some(day), ..LimitValidity::default() };
    /// assert!(!terms.is_review_overdue(day) && terms.is_review_overdue(day.offset(1)));
    /// ```
    pub fn is_review_overdue(self, day: Day) -> bool {
        self.review_on.is_some_and(|last| day > last)
    }
}
