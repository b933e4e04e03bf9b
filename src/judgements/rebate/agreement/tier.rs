use std::fmt;
use std::str::FromStr;

use crate::measure::{Ratio, RatioError};
use crate::money::{Major, MajorError};

/// A text that is no lower bound of a tier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TierBoundError {
    /// The text ends in a percent sign and is no ratio.
    #[error(transparent)]
    Share(#[from] RatioError),
    /// The text is no amount.
    #[error(transparent)]
    Amount(#[from] MajorError),
}

crate::valid::codes! {
    TierBoundError {
        Share = "bound_is_no_share",
        Amount = "bound_is_no_amount",
    }
}

/// The lower bound of a tier: major units or units of quantity, `"600000"`, or a share of the
/// target, `"60%"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(into = "String"))]
pub enum TierBound {
    /// Major units of the currency, or units of quantity.
    Amount(Major),
    /// A share of the target, or of the base of growth.
    Share(Ratio),
}

impl fmt::Display for TierBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => amount.fmt(f),
            Self::Share(share) => share.fmt(f),
        }
    }
}

impl FromStr for TierBound {
    type Err = TierBoundError;

    fn from_str(text: &str) -> Result<Self, TierBoundError> {
        if text.ends_with('%') {
            return Ok(Self::Share(text.parse()?));
        }
        Ok(Self::Amount(text.parse()?))
    }
}

crate::valid::text_form!(TierBound, "a bound such as \"600000\" or \"60%\"");

/// The pay of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TierPay {
    /// A share of the base. `beyond` is the share on what lies beyond the bound, where it differs:
    /// 6 % of the task and 8 % of the rest.
    Rate {
        /// The share.
        rate: Ratio,
        /// The share on what lies beyond the bound.
        beyond: Option<Ratio>,
    },
    /// A sum for each unit of quantity, with four digits after the point: it is never rounded.
    PerUnit(Major),
    /// A sum on reaching the tier.
    Amount(Major),
}

/// A tier: a lower bound and the pay from there on. There is no upper bound, so a table has no gap
/// and no overlap.
///
/// In files `{ from = "1000000", rate = "5%" }`, with `rate` and perhaps `beyond`, or `per_unit`,
/// or `amount`.
#[doc(alias = "阶梯")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tier {
    /// The lower bound.
    pub from: TierBound,
    /// The pay.
    pub pays: TierPay,
}

impl Tier {
    /// A tier that pays a share.
    pub const fn rate(from: Major, rate: Ratio) -> Self {
        Self { from: TierBound::Amount(from), pays: TierPay::Rate { rate, beyond: None } }
    }

    /// A tier that pays a sum for each unit.
    pub const fn per_unit(from: Major, sum: Major) -> Self {
        Self { from: TierBound::Amount(from), pays: TierPay::PerUnit(sum) }
    }

    /// A tier that pays a sum on reaching it.
    pub const fn amount(from: Major, sum: Major) -> Self {
        Self { from: TierBound::Amount(from), pays: TierPay::Amount(sum) }
    }
}

/// The written form: one line with exactly one of the three pays.
#[cfg(feature = "serde")]
mod written {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::{Tier, TierBound, TierPay};
    use crate::measure::Ratio;
    use crate::money::Major;

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields, rename = "Tier")]
    struct Written {
        from: TierBound,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rate: Option<Ratio>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        beyond: Option<Ratio>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        per_unit: Option<Major>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Major>,
    }

    impl Serialize for Tier {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let none =
                Written { from: self.from, rate: None, beyond: None, per_unit: None, amount: None };
            match self.pays {
                TierPay::Rate { rate, beyond } => Written { rate: Some(rate), beyond, ..none },
                TierPay::PerUnit(sum) => Written { per_unit: Some(sum), ..none },
                TierPay::Amount(sum) => Written { amount: Some(sum), ..none },
            }
            .serialize(to)
        }
    }

    impl<'de> Deserialize<'de> for Tier {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let Written { from, rate, beyond, per_unit, amount } = Written::deserialize(from)?;
            let pays = match (rate, per_unit, amount, beyond) {
                (Some(rate), None, None, beyond) => TierPay::Rate { rate, beyond },
                (None, Some(sum), None, None) => TierPay::PerUnit(sum),
                (None, None, Some(sum), None) => TierPay::Amount(sum),
                (_, _, _, _) => {
                    let problem =
                        "pays exactly one of rate, per_unit, amount; beyond goes with rate";
                    return Err(D::Error::custom(format!("the tier from {from} {problem}")));
                }
            };
            Ok(Self { from, pays })
        }
    }
}
