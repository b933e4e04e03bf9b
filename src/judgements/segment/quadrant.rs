use super::abc::Falling;
use super::{Class, Cuts};
use crate::measure::Ratio;
use crate::money::{Amount, Currency, Major};
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// Four kinds of customer by volume and loyalty.
    ///
    /// # Rule
    ///
    /// > S14: small and disloyal, phase out; large and disloyal, the most dangerous, guard; small
    /// > and loyal, cultivate; large and loyal, treasure.
    #[doc(alias = "四类客户")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Quadrant {
        /// Large and loyal.
        Treasured = "Treasured",
        /// Small and loyal.
        Promising = "Promising",
        /// Large and disloyal: its volume gives it power over us.
        Dangerous = "Dangerous",
        /// Small and disloyal.
        Marginal = "Marginal",
    }
}

words! {
    /// The way to treat the customers of a quadrant.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Strategy {
        /// Invest; bind by structural benefits.
        Invest = "invest" => "invest, bind by structural benefits",
        /// Cultivate with support.
        #[doc(alias = "培养")]
        Cultivate = "cultivate" => "cultivate with support",
        /// Guard: cut limits and dependence, watch for diversion.
        Guard = "guard" => "guard: cut limits and dependence, watch for diversion",
        /// Phase out; minimum service.
        PhaseOut = "phase_out" => "phase out, minimum service",
    }
}

impl Quadrant {
    /// The quadrant of a customer by its volume and loyalty.
    ///
    /// ```
    /// use guanxi::segment::{Quadrant, Volume};
    /// assert_eq!(Quadrant::from_volume(Volume::Large, false), Quadrant::Dangerous);
    /// ```
    pub const fn from_volume(volume: Volume, is_loyal: bool) -> Self {
        match (volume, is_loyal) {
            (Volume::Large, true) => Self::Treasured,
            (Volume::Small, true) => Self::Promising,
            (Volume::Large, false) => Self::Dangerous,
            (Volume::Small, false) => Self::Marginal,
        }
    }

    /// The strategy for the customers of the quadrant.
    ///
    /// ```
    /// use guanxi::segment::{Quadrant, Strategy};
    /// assert_eq!(Quadrant::Dangerous.strategy(), Strategy::Guard);
    /// ```
    pub const fn strategy(self) -> Strategy {
        match self {
            Self::Treasured => Strategy::Invest,
            Self::Promising => Strategy::Cultivate,
            Self::Dangerous => Strategy::Guard,
            Self::Marginal => Strategy::PhaseOut,
        }
    }
}

/// The volume of a customer, split in two.
#[doc(alias = "采购量")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Volume {
    /// At the cut of the policy or above.
    Large,
    /// Below it.
    Small,
}

/// The bound from which volume is large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum LargeVolume {
    /// A class and all larger ones.
    Class(Class),
    /// An amount of net purchases.
    Amount(Major),
    /// The largest share of the customers that bought, with all whose amounts are equal.
    TopShare(Ratio),
}

/// Plain form of [`QuadrantPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct QuadrantPolicyDraft {
    /// The bound from which volume is large, class A by default.
    pub large: LargeVolume,
}

/// The split of customers into four kinds (S14).
///
/// # Rule
///
/// > S14: volume is large for class A; by policy from a class, from an amount, or for the top
/// > share.
#[doc(alias = "四类客户")]
pub type QuadrantPolicy = Valid<QuadrantPolicyDraft>;

impl Default for QuadrantPolicyDraft {
    fn default() -> Self {
        Self { large: LargeVolume::Class(Class::A) }
    }
}

impl Draft for QuadrantPolicyDraft {
    fn check(&self, found: &mut Violations) {
        match self.large {
            LargeVolume::Class(Class::C) => {
                found.add("large", "must be class A or B, was C: every customer".to_owned());
            }
            LargeVolume::TopShare(share) if share == Ratio::ZERO || share > Ratio::ONE => {
                found.add("large", format!("must lie above 0% and up to 100%, was {share}"));
            }
            LargeVolume::Class(_) | LargeVolume::Amount(_) | LargeVolume::TopShare(_) => {}
        }
    }
}

impl QuadrantPolicy {
    /// The smallest amount of net purchases that is large; `None` when none is.
    ///
    /// ```
    /// use guanxi::{money::Amount, segment::{Cuts, QuadrantPolicy}};
    /// let cuts = Cuts { a: Some(Amount::from_minor(50)), b: Some(Amount::from_minor(20)) };
    /// let cut = QuadrantPolicy::default().cut(&cuts, &[], "CNY".parse()?);
    /// assert_eq!(cut, Some(Amount::from_minor(50)));
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn cut(&self, abc: &Cuts, purchases: &[Amount], currency: Currency) -> Option<Amount> {
        match self.large {
            LargeVolume::Class(Class::A) => abc.a,
            LargeVolume::Class(Class::B | Class::C) => abc.b.or(abc.a),
            LargeVolume::Amount(amount) => Some(amount.to_minor_ceil(currency)),
            LargeVolume::TopShare(share) => Falling::new(purchases).smallest_in_share(share),
        }
    }

    /// The volume of a customer with these net purchases, large from the [cut](Self::cut) on.
    pub(crate) fn volume(purchases: Amount, cut: Option<Amount>) -> Volume {
        let is_large = purchases.is_positive() && cut.is_some_and(|cut| purchases >= cut);
        if is_large { Volume::Large } else { Volume::Small }
    }
}
