use crate::calendar::Day;
use crate::money::Amount;

/// A part of a bill and its due date.
#[doc(alias = "分期付款")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instalment {
    /// The due date.
    pub due: Day,
    /// The amount in minor units.
    pub amount: Amount,
}

/// The open rest of each instalment of a bill, from the open rest of the bill. Money paid settles
/// the earliest instalment first; settled instalments are left out.
///
/// ```
/// use guanxi::calendar::Day;
/// use guanxi::money::Amount;
/// use guanxi::receivable::{Instalment, open_instalments};
///
/// let part = |days, minor| {
///     Instalment { due: Day::default().offset(days), amount: Amount::from_minor(minor) }
/// };
/// let parts = [part(0, 30), part(30, 70)];
/// let open: Vec<_> = open_instalments(&parts, Amount::from_minor(80)).collect();
/// assert_eq!(open, [part(0, 10), part(30, 70)]);
/// ```
pub fn open_instalments(
    instalments: &[Instalment],
    open: Amount,
) -> impl Iterator<Item = Instalment> + '_ {
    // The last instalments are the ones that are still open.
    let mut left = open.to_total();
    let mut found: Vec<Instalment> = Vec::with_capacity(instalments.len());
    for part in instalments.iter().rev() {
        let of_part = left.min(part.amount.to_total()).or_zero();
        left = left.minus(of_part);
        if let Some(amount) = of_part.to_amount().filter(|amount| amount.is_positive()) {
            found.push(Instalment { amount, ..*part });
        }
    }
    found.into_iter().rev()
}
