use std::fmt;

use crate::key_account::KeyAccountError;
use crate::key_account::error::not_negative;
use crate::measure::Quotient;
use crate::money::Money;

/// The time it takes to replace the sales of a customer.
///
/// # Rule
///
/// > S16: monthly sales of the customer over the monthly growth of the others in its area, in
/// > months. Where the others do not grow it cannot be replaced.
///
/// ```
/// use guanxi::key_account::Replaceability;
///
/// let slow = Replaceability::try_from_sales("CNY 30000".parse()?, "CNY 2000".parse()?)?;
/// assert_eq!(slow.to_string(), "15 months to replace");
/// assert!(slow.is_slow(12));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "可替代性")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Replaceability {
    /// The customer buys nothing: there is nothing to replace.
    Nothing,
    /// The months that the growth of the others takes.
    Months(Quotient),
    /// The others do not grow.
    Never,
}

impl Replaceability {
    /// The months by the monthly sales of a customer and the growth of the monthly sales of all
    /// others in its area.
    ///
    /// # Errors
    ///
    /// When the sales are negative or the currencies differ.
    pub fn try_from_sales(
        monthly_sales: Money,
        growth_of_others: Money,
    ) -> Result<Self, KeyAccountError> {
        monthly_sales.checked_add(Money::zero(growth_of_others.currency()))?;
        not_negative("the monthly sales", monthly_sales)?;
        let [sales, growth] =
            [monthly_sales, growth_of_others].map(|it| i128::from(it.amount().minor()));
        Ok(match Quotient::try_new(sales, growth) {
            _ if sales == 0 => Self::Nothing,
            Some(months) => Self::Months(months),
            None => Self::Never,
        })
    }

    /// Returns `true` when it takes a number of months or more.
    pub fn is_slow(self, months: u16) -> bool {
        match self {
            Self::Nothing => false,
            Self::Months(needed) => needed.less(months).is_some_and(|rest| rest >= Quotient::ZERO),
            Self::Never => true,
        }
    }
}

impl fmt::Display for Replaceability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing to replace"),
            Self::Months(months) => write!(f, "{months} months to replace"),
            Self::Never => f.write_str("not to be replaced: the others in the area do not grow"),
        }
    }
}
