use super::ValueError;
use crate::lapse::Parameter;
use crate::measure::Quotient;
use crate::money::{Amount, Currency, Money};

/// The orders of a customer and their margin, from which the margin of the next is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpendHistory {
    /// The order days, as the outlook counts them: two orders of one day are one.
    pub orders: u32,
    /// The margin of all orders together; 0 without any.
    pub margin: Money,
}

impl SpendHistory {
    /// The mean margin of an order in minor units; `None` without orders.
    pub(super) fn mean(self) -> Option<Quotient> {
        Quotient::try_new(self.margin.amount().minor().into(), self.orders.into())
    }
}

/// The spread of the margins of orders over the customers of a book: gamma-gamma (Fader & Hardie
/// 2013, *The gamma-gamma model of monetary value*; Colombo & Jiang 1999).
///
/// # Rule
///
/// > S16: the expected margin of an order is `p·(v + x·m̄) / (p·x + q − 1)` after `x` orders with
/// > the mean margin `m̄`, and that of the book, `p·v / (q − 1)`, without any. `q` exceeds 1 and
/// > the margin is above zero: otherwise there is no such mean.
///
/// All is worked out in whole numbers and rounded once, half up, to the minor unit. `v` is in major
/// units of the currency.
///
/// ```
/// use guanxi::lapse::{SpendHistory, SpendPrior};
/// use guanxi::money::Currency;
///
/// let cdnow = SpendPrior::try_new("6.25".parse()?, "3.74".parse()?, "15.44".parse()?)?;
/// let two = SpendHistory { orders: 2, margin: "USD 44.70".parse()? };
/// assert_eq!(cdnow.expected_margin(two)?.to_string(), "USD 24.66");
/// assert_eq!(cdnow.mean(Currency::USD)?.to_string(), "USD 35.22");
/// assert!(SpendPrior::try_new("6.25".parse()?, "0.9".parse()?, "15.44".parse()?).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpendPrior {
    p: Parameter,
    q: Parameter,
    v: Parameter,
}

/// The millionths of a parameter of 1.
const ONE: i128 = 1_000_000;

impl SpendPrior {
    /// The three parameters.
    ///
    /// # Errors
    ///
    /// When `q` is not above 1.
    pub fn try_new(p: Parameter, q: Parameter, v: Parameter) -> Result<Self, ValueError> {
        if q > Parameter::ONE { Ok(Self { p, q, v }) } else { Err(ValueError::NoMean { q }) }
    }

    /// The mean margin of an order over the book.
    ///
    /// # Errors
    ///
    /// When it does not fit.
    pub fn mean(self, currency: Currency) -> Result<Money, ValueError> {
        self.expected_margin(SpendHistory { orders: 0, margin: Money::zero(currency) })
    }

    /// The expected margin of an order of a customer.
    ///
    /// # Errors
    ///
    /// When the margin of its orders is not above zero, when it has a margin and no order, or when
    /// the result does not fit.
    pub fn expected_margin(self, history: SpendHistory) -> Result<Money, ValueError> {
        let SpendHistory { orders, margin } = history;
        let currency = margin.currency();
        match orders {
            0 if margin != Money::zero(currency) => return Err(ValueError::NoOrders { margin }),
            1.. if !margin.amount().is_positive() => {
                return Err(ValueError::Margin { orders, margin });
            }
            0.. => {}
        }
        let minor =
            self.expected_minor(history).ok_or(ValueError::MeanOutOfRange { orders, margin })?;
        Ok(Money::new(Amount::from_minor(minor), currency))
    }

    fn expected_minor(self, history: SpendHistory) -> Option<i64> {
        let [p, q, v] = [self.p, self.q, self.v].map(|it| i128::from(it.micros()));
        let minor_per_major =
            10_i128.checked_pow(history.margin.currency().minor_digits().into())?;
        let own = i128::from(history.margin.amount().minor()).checked_mul(ONE)?;
        let sum = v.checked_mul(minor_per_major)?.checked_add(own)?;
        let part = p.checked_mul(sum)?;
        let weight = p.checked_mul(history.orders.into())?.checked_add(q)?.checked_sub(ONE)?;
        let whole = weight.checked_mul(ONE)?;
        // Half up; both are positive.
        let twice = part.checked_mul(2)?.checked_add(whole)?;
        i64::try_from(twice.checked_div(whole.checked_mul(2)?)?).ok()
    }
}
