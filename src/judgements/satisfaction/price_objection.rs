use super::SatisfactionPolicy;
use crate::measure::Ratio;
use crate::rating::ScaledMark;
use crate::valid::words;

words! {
    /// The objection behind a mark for the price (S19).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PriceObjection as "an objection to the price" {
        /// The mark is not low.
        None = "none",
        /// The mark is low, and the discount is not deep: the price may be too high.
        Price = "price",
        /// The mark is low though the discount is deep: the objection is to the value.
        Value = "value",
    }
}

impl PriceObjection {
    /// The objection of a customer by its mark for the price and the discount that it has.
    ///
    /// # Rule
    ///
    /// > S19: where the mark for the price is low and the discount deep already (S6), the objection
    /// > is value, not price: a further discount answers nothing.
    ///
    /// ```
    /// use guanxi::measure::Ratio;
    /// use guanxi::rating::ScaledMark;
    /// use guanxi::satisfaction::{PriceObjection, SatisfactionPolicy};
    /// use guanxi::survey::{GoodEnd, Scale};
    ///
    /// let low = ScaledMark::try_new(2, Scale::try_new(1, 5, GoodEnd::Highest)?)?;
    /// let policy = SatisfactionPolicy::default();
    /// let at = |discount| PriceObjection::judge(low, Ratio::from_percent(discount), &policy);
    /// assert_eq!((at(9), at(10)), (PriceObjection::Price, PriceObjection::Value));
    /// # Ok::<(), guanxi::survey::ScaleError>(())
    /// ```
    pub fn judge(price: ScaledMark, discount: Ratio, policy: &SatisfactionPolicy) -> Self {
        if price.standard() > policy.low_mark {
            Self::None
        } else if discount < policy.deep_discount {
            Self::Price
        } else {
            Self::Value
        }
    }
}
