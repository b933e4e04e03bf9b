use std::borrow::Cow;

use crate::calendar::{Day, Validity};
use crate::id::DocumentId;
use crate::intake::{Dealing, Fault, Field, Intake, Listed, Names, Record};
use crate::measure::{Ratio, proven};
use crate::money::{Money, Total};
use crate::valid::words;

words! {
    /// The effect of collateral on credit.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CollateralKind as "a kind of collateral" {
        /// A guarantee. The secured part is no exposure. A [`Deposit`](super::Deposit) is a fact of
        /// its own and secures as well.
        #[doc(alias = "担保")]
        Guarantee = "guarantee",
        /// A credit insurance. The insured part raises the limit.
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
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Collateral {
    /// The number of the document, unique among the collateral of the customer.
    pub document: DocumentId,
    /// Its effect on credit.
    pub kind: CollateralKind,
    /// The first day of the validity.
    pub from: Day,
    /// The last day of the validity, that one included; not before the first.
    pub to: Day,
    /// The value, positive.
    pub value: Money,
    /// The share of the value that counts, at most 100 %.
    pub share: Ratio,
}

impl Collateral {
    /// The days for which it holds; `None` when its last day lies before its first. An account
    /// records no such collateral.
    pub fn validity(&self) -> Option<Validity> {
        Validity::try_new(self.from, Some(self.to)).ok()
    }

    /// The amount covered on a day, in minor units: value × share, rounded toward zero; nothing
    /// outside the validity.
    pub fn covered(&self, day: Day) -> Total {
        if !self.validity().is_some_and(|days| days.contains(day)) {
            return Total::ZERO;
        }
        let millionths = i128::from(self.share.parts_per_million());
        let share = i128::from(self.value.amount().minor()).checked_mul(millionths);
        let share = proven!(share, else 0, "63 and 32 bits");
        Total::from_minor(proven!(share.checked_div(1_000_000), else 0, "the divisor is not 0"))
    }
}

impl Record for Collateral {
    fn name(&self) -> Cow<'_, str> {
        self.document.as_str().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { document, kind, from, to, value, share } = self;
        vec![
            Field::new("document", document),
            Field::new("kind", kind),
            Field::new("from", from),
            Field::new("to", to),
            Field::new("value", value),
            Field::new("share", share),
        ]
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

    fn is_before(&self, recorded: &Self) -> bool {
        self.document <= recorded.document
    }
}

impl Dealing for Collateral {
    const NAMES: Names = Names::Nothing;
    const IS_TERM: bool = false;
    const IS_EXCLUSIVE: bool = false;
    const SHARES_NAMES: bool = false;
    const STARTS_CUSTOMER: bool = false;

    fn own_day(&self) -> Option<Day> {
        None
    }

    fn invoice(&self) -> Option<&DocumentId> {
        None
    }
}
