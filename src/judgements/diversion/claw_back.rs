use crate::money::{Amount, Rounding};

/// The rebate of the diverted quantity, which is taken back.
///
/// # Rule
///
/// > S9: the rebate of exactly the diverted quantity is clawed back, and besides it the part of the
/// > rebate that is for staying within the territory, where the sanction says so.
///
/// ```
/// use guanxi::diversion::ClawBack;
/// use guanxi::money::Amount;
///
/// let claw = ClawBack::try_new(30, 100, Amount::from_minor(1_000_00)).ok_or("more than all")?;
/// assert_eq!(claw.rebate.minor(), 300_00);
/// # Ok::<(), &str>(())
/// ```
#[doc(alias = "追回返利")]
#[doc(alias = "返利追回")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ClawBack {
    /// The diverted quantity.
    pub quantity: u64,
    /// Its rebate, rounded half up.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub rebate: Amount,
}

impl ClawBack {
    /// The claw-back of a diverted quantity, of the quantity delivered and the rebate accrued on
    /// it; `None` when more was diverted than delivered, or nothing was delivered.
    pub fn try_new(quantity: u64, delivered: u64, rebate: Amount) -> Option<Self> {
        if quantity > delivered {
            return None;
        }
        let product = i128::from(rebate.minor()).checked_mul(quantity.into())?;
        let part = Rounding::HalfUp.divide(product, delivered.into())?;
        Some(Self { quantity, rebate: Amount::from_minor(i64::try_from(part).ok()?) })
    }
}
