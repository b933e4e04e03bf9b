use std::fmt;

use super::KeyAccountError;
use super::error::{above_zero, not_negative};
use crate::measure::{Quotient, Ratio};
use crate::money::Money;
use crate::valid::words;

words! {
    /// A factor of the growth of a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum GrowthFactor as "a factor of growth" {
        /// The growth of the industry.
        #[doc(alias = "行业增长")]
        Industry = "industry",
        /// The change of the segment's part of the industry.
        #[doc(alias = "细分市场增长")]
        Segment = "segment",
        /// The change of the customer's part of the segment.
        #[doc(alias = "份额变化")]
        Share = "share",
    }
}

words! {
    /// The growth potential of a customer.
    #[doc(alias = "增长潜力")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum GrowthPotential as "a growth potential" {
        /// Below the lower bound.
        Low = "low",
        /// From the lower bound on.
        Medium = "medium",
        /// From the upper bound on.
        High = "high",
    }
}

/// The yearly growth from which potential is medium, and from which it is high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct GrowthLevels {
    /// The growth from which potential is medium, 3 % by default.
    pub medium: Ratio,
    /// The growth from which potential is high, 10 % by default.
    pub high: Ratio,
}

impl Default for GrowthLevels {
    fn default() -> Self {
        Self { medium: Ratio::from_percent(3), high: Ratio::from_percent(10) }
    }
}

impl GrowthLevels {
    /// The potential of a growth rate, such as 0.08. A bound that is met exactly is met.
    pub fn potential(self, growth: Quotient) -> GrowthPotential {
        if growth >= self.high {
            GrowthPotential::High
        } else if growth >= self.medium {
            GrowthPotential::Medium
        } else {
            GrowthPotential::Low
        }
    }
}

mod sealed {
    use super::{KeyAccountError, Money, above_zero, not_negative};

    /// A yearly size, and that of the year before.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct SizeChange {
        before: Money,
        after: Money,
    }

    impl SizeChange {
        /// A size of the year before and of this one.
        ///
        /// # Errors
        ///
        /// When the size before is not positive, the size after is negative, or the currencies
        /// differ.
        pub fn try_new(before: Money, after: Money) -> Result<Self, KeyAccountError> {
            Money::zero(before.currency()).checked_add(Money::zero(after.currency()))?;
            above_zero("a size of the year before", before)?;
            not_negative("a size of this year", after)?;
            Ok(Self { before, after })
        }

        /// The size of the year before.
        pub const fn before(self) -> Money {
            self.before
        }

        /// The size of this year.
        pub const fn after(self) -> Money {
            self.after
        }
    }
}
pub use sealed::SizeChange;

/// The sizes from which the growth of a customer is explained. Those that are not known are left
/// out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MarketSizes {
    /// The sales of the industry.
    pub industry: Option<SizeChange>,
    /// The sales of the segment of the industry in which the customer trades.
    pub segment: Option<SizeChange>,
    /// The sales of the customer.
    pub customer: Option<SizeChange>,
}

/// The growth of a customer over a year, in three factors.
///
/// # Rule
///
/// > S16: growth of the industry `I₁/I₀`, of the segment in it `(S₁/I₁)/(S₀/I₀)`, of the customer
/// > in the segment `(C₁/S₁)/(C₀/S₀)`. The three multiply exactly to the customer's own `C₁/C₀`. A
/// > size that is not known leaves its factors unknown; the product of the known ones names them.
///
/// ```
/// use guanxi::key_account::{GrowthLevels, GrowthPotential, GrowthReading};
/// use guanxi::key_account::{MarketSizes, SizeChange};
///
/// let size = |before: &str, after: &str| -> Result<SizeChange, Box<dyn std::error::Error>> {
///     Ok(SizeChange::try_new(before.parse()?, after.parse()?)?)
/// };
/// let reading = GrowthReading::try_from_sizes(MarketSizes {
///     industry: Some(size("CNY 1000", "CNY 1100")?),
///     segment: Some(size("CNY 200", "CNY 240")?),
///     customer: Some(size("CNY 20", "CNY 21.60")?),
/// })?;
/// assert_eq!(reading.to_string(), "grows to 108%: industry 110%, segment 109%, share 90%");
/// assert_eq!(reading.potential(GrowthLevels::default()), Some(GrowthPotential::Medium));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct GrowthReading {
    /// The factor of the industry.
    pub industry: Option<Quotient>,
    /// The factor of the segment.
    pub segment: Option<Quotient>,
    /// The factor of the customer's share.
    pub share: Option<Quotient>,
    /// The product of the known factors; `None` without any.
    pub product: Option<Quotient>,
    /// The customer's own growth, `C₁/C₀`; `None` where its sales are not known.
    pub own: Option<Quotient>,
}

impl GrowthReading {
    /// The growth that sizes explain.
    ///
    /// # Errors
    ///
    /// When a part is larger than its whole, the industry or the segment has shrunk to nothing, the
    /// currencies differ, or a factor needs more than 127 bits.
    pub fn try_from_sizes(sizes: MarketSizes) -> Result<Self, KeyAccountError> {
        let MarketSizes { industry, segment, customer } = sizes;
        check_part(("the segment", segment), ("its industry", industry))?;
        check_part(("the sales of the customer", customer), ("its segment", segment))?;
        check_part(("the sales of the customer", customer), ("its industry", industry))?;
        for (what, size) in [("the industry", industry), ("the segment", segment)] {
            if let Some(size) = size {
                above_zero(what, size.after())?;
            }
        }
        let ratio = |size: Option<SizeChange>| size.map(|it| grown(it.after(), it.before()));
        let industry_growth = ratio(industry).transpose()?;
        let segment_growth = ratio(segment).transpose()?;
        let own = ratio(customer).transpose()?;
        let share_of_industry = beyond(segment_growth, segment, industry)?;
        let share_of_segment = beyond(own, customer, segment)?;
        let factors = [industry_growth, share_of_industry, share_of_segment];
        let mut product = None;
        for factor in factors.into_iter().flatten() {
            product = Some(match product {
                None => factor,
                Some(before) => times(before, factor)?,
            });
        }
        let [industry, segment, share] = factors;
        Ok(Self { industry, segment, share, product, own })
    }

    /// A factor; `None` where it is not known.
    pub const fn factor(&self, factor: GrowthFactor) -> Option<Quotient> {
        match factor {
            GrowthFactor::Industry => self.industry,
            GrowthFactor::Segment => self.segment,
            GrowthFactor::Share => self.share,
        }
    }

    /// The known factors; [`product`](Self::product) multiplies them.
    pub fn known(&self) -> impl Iterator<Item = GrowthFactor> {
        GrowthFactor::ALL.into_iter().filter(|factor| self.factor(*factor).is_some())
    }

    /// The yearly growth, such as 0.08: the customer's own, or else that of the known factors.
    /// `None` where nothing is known.
    pub fn rate(&self) -> Option<Quotient> {
        self.own.or(self.product)?.less(1)
    }

    /// The growth potential; `None` where nothing is known.
    pub fn potential(&self, levels: GrowthLevels) -> Option<GrowthPotential> {
        self.rate().map(|rate| levels.potential(rate))
    }
}

/// Checks that a part was and is not larger than its whole.
fn check_part(
    part: (&'static str, Option<SizeChange>),
    whole: (&'static str, Option<SizeChange>),
) -> Result<(), KeyAccountError> {
    let (Some(small), Some(large)) = (part.1, whole.1) else { return Ok(()) };
    let pairs = [(small.before(), large.before()), (small.after(), large.after())];
    for (part_value, whole_value) in pairs {
        part_value.checked_sub(Money::zero(whole_value.currency()))?;
        if part_value.amount() > whole_value.amount() {
            let (part, whole) = (part.0, whole.0);
            return Err(KeyAccountError::PartAboveWhole { part, part_value, whole, whole_value });
        }
    }
    Ok(())
}

fn grown(after: Money, before: Money) -> Result<Quotient, KeyAccountError> {
    let [after, before] = [after, before].map(|it| i128::from(it.amount().minor()));
    Quotient::try_new(after, before).ok_or(KeyAccountError::TooWide { what: "a growth" })
}

/// The growth of a part within its whole: its own times the whole's, turned round.
fn beyond(
    own: Option<Quotient>,
    part: Option<SizeChange>,
    whole: Option<SizeChange>,
) -> Result<Option<Quotient>, KeyAccountError> {
    let (Some(own), Some(_), Some(whole)) = (own, part, whole) else { return Ok(None) };
    times(own, grown(whole.before(), whole.after())?).map(Some)
}

fn times(one: Quotient, other: Quotient) -> Result<Quotient, KeyAccountError> {
    one.product(other).ok_or(KeyAccountError::TooWide { what: "a product of growths" })
}

impl fmt::Display for GrowthReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(growth) = self.own.or(self.product) else {
            return f.write_str("growth is not known");
        };
        write!(f, "grows to {}", growth.percent())?;
        for (place, factor) in self.known().enumerate() {
            let Some(value) = self.factor(factor) else { continue };
            write!(f, "{} {factor} {}", if place == 0 { ":" } else { "," }, value.percent())?;
        }
        Ok(())
    }
}
