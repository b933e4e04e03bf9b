use std::borrow::Cow;

use crate::calendar::Day;
use crate::id::DocumentId;
use crate::intake::{Fault, Intake, Listed, Record};
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

impl Record for Collateral {
    fn name(&self) -> Cow<'_, str> {
        self.document.as_str().into()
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.positive(self.value)?;
        Intake::not_before("to", self.to, self.from)?;
        let bound = || "not exceed 100%".to_owned();
        Intake::demand(self.share <= Ratio::ONE, "share", bound, || self.share.to_string())
    }
}

/// The list stands in the order of the document numbers.
impl Listed for Collateral {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.document == recorded.document
    }

    fn content(&self) -> String {
        let Self { kind, share, value, from, to, .. } = self;
        format!("{kind} of {share} of {value} from {from} to {to}")
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.document <= recorded.document
    }
}
