use std::fmt;

use crate::measure::{Quotient, Ratio, proven};

/// A group before and after: the sums of a figure over two windows of equal length, as purchases in
/// minor units or pieces sold on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct GroupChange {
    /// The sum of the window before.
    pub before: i64,
    /// The sum of the window after.
    pub after: i64,
    /// The cases of the group.
    pub cases: u32,
}

impl GroupChange {
    /// The change of the sum.
    pub fn change(self) -> i128 {
        let change = i128::from(self.after).checked_sub(self.before.into());
        proven!(change, else 0, "two numbers of 64 bits")
    }

    /// The change for each case; `None` for a group without cases.
    pub fn mean(self) -> Option<Quotient> {
        Quotient::try_new(self.change(), self.cases.into())
    }
}

/// The change of a group beyond that of its controls: the difference in differences.
///
/// The effect is `(T1 − T0) / n_T − (C1 − C0) / n_C`, one fraction without a rounding. It says that
/// the figures are consistent with a cause, not that the cause was there: controls have to be alike
/// in class, level, area and size, and [`is_trend_alike`](Self::is_trend_alike) checks that the
/// groups moved alike before.
///
/// ```
/// use guanxi::measure::{DifferenceInDifferences, GroupChange, Quotient};
///
/// // Card and Krueger (1994), in lowest terms: 7/15 − (−137/60) = 11/4.
/// let treated = GroupChange { before: 0, after: 7, cases: 15 };
/// let controls = GroupChange { before: 137, after: 0, cases: 60 };
/// let effect = DifferenceInDifferences::try_new(treated, controls).ok_or("an empty group")?;
/// assert_eq!(Some(effect.value()), Quotient::try_new(11, 4));
/// # Ok::<(), &str>(())
/// ```
#[doc(alias = "双重差分")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DifferenceInDifferences {
    treated: GroupChange,
    controls: GroupChange,
}

impl DifferenceInDifferences {
    /// The change of a group beyond that of its controls; `None` when one of them has no cases.
    pub fn try_new(treated: GroupChange, controls: GroupChange) -> Option<Self> {
        (treated.cases > 0 && controls.cases > 0).then_some(Self { treated, controls })
    }

    /// The group.
    pub const fn treated(self) -> GroupChange {
        self.treated
    }

    /// The controls.
    pub const fn controls(self) -> GroupChange {
        self.controls
    }

    /// The effect for each case of the group.
    pub fn value(self) -> Quotient {
        let [n, m] = [self.treated.cases, self.controls.cases].map(i128::from);
        let fraction = || {
            let of_treated = self.treated.change().checked_mul(m)?;
            let of_controls = self.controls.change().checked_mul(n)?;
            Quotient::try_new(of_treated.checked_sub(of_controls)?, n.checked_mul(m)?)
        };
        proven!(fraction(), else Quotient::ZERO, "changes of 65 bits, counts of 32 above 0")
    }

    /// The effect of the whole group: the effect for each case, times the cases.
    pub fn total(self) -> Quotient {
        let (part, whole) = self.value().terms();
        // The whole is the product of both counts: the cases of the group cancel out.
        let total = || Quotient::try_new(part, whole.checked_div(self.treated.cases.into())?);
        proven!(total(), else Quotient::ZERO, "both counts are above 0")
    }

    /// Checks that the groups moved alike before: the effect of the two windows before is at most a
    /// share of this effect in size. `None` when the fractions do not fit.
    ///
    /// Groups that drifted apart before would have done so again, whatever was done. An effect of
    /// 0 is alike only with one of 0 before.
    pub fn is_trend_alike(self, before: Self, most: Ratio) -> Option<bool> {
        let size = |of: Self| {
            let (part, whole) = of.value().terms();
            Quotient::try_new(part.checked_abs()?, whole)
        };
        Some(size(before)? <= size(self)?.product(most.into())?)
    }
}

impl fmt::Display for DifferenceInDifferences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { treated, controls } = self;
        let value = self.value();
        let sign = if value > Quotient::ZERO { "+" } else { "" };
        let (cases, others) = (treated.cases, controls.cases);
        write!(f, "{sign}{value} for each of {cases} beyond {others} controls")
    }
}
