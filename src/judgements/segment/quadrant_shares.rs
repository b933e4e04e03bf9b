use super::{Quadrant, ShareInterval};
use crate::measure::proven;
use crate::money::{Amount, Total};

/// A customer with its quadrant, its purchases and its debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuadrantCustomer {
    /// The quadrant; `None` where loyalty cannot be judged.
    pub quadrant: Option<Quadrant>,
    /// Its net purchases.
    pub purchases: Amount,
    /// Its open balance.
    pub debt: Total,
}

/// Customers of a quadrant, with what they bought and owe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuadrantPart {
    /// The number of customers.
    pub customers: u64,
    /// Their purchases; those of customers that returned more than they bought do not count.
    pub purchases: Total,
    /// Their debts; what we owe them does not count.
    pub debt: Total,
}

/// The share of sales and of debt that stands with each quadrant.
///
/// # Rule
///
/// > S14: too many large and disloyal customers endanger the supplier: the share of sales and of
/// > debt that stands with `Dangerous`.
///
/// Customers without a quadrant make each share an interval. Returns beyond sales and credit
/// balances are left out, so that no share exceeds the whole.
///
/// ```
/// use guanxi::money::{Amount, Total};
/// use guanxi::segment::{Quadrant, QuadrantCustomer, QuadrantShares};
///
/// let customer = |quadrant, bought, owed| QuadrantCustomer {
///     quadrant,
///     purchases: Amount::from_minor(bought),
///     debt: Amount::from_minor(owed).to_total(),
/// };
/// let shares = QuadrantShares::from_customers([
///     customer(Some(Quadrant::Dangerous), 30, 60),
///     customer(Some(Quadrant::Treasured), 60, 20),
///     customer(None, 10, 20),
/// ]);
/// let said = |share: Option<guanxi::segment::ShareInterval>| share.map(|it| it.to_string());
/// assert_eq!(said(shares.of_sales(Quadrant::Dangerous)).as_deref(), Some("30%..40%"));
/// assert_eq!(said(shares.of_debt(Quadrant::Dangerous)).as_deref(), Some("60%..80%"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuadrantShares {
    treasured: QuadrantPart,
    promising: QuadrantPart,
    dangerous: QuadrantPart,
    marginal: QuadrantPart,
    unplaced: QuadrantPart,
    all: QuadrantPart,
}

impl QuadrantPart {
    fn count(&mut self, customer: &QuadrantCustomer) {
        self.customers =
            proven!(self.customers.checked_add(1), else u64::MAX, "nobody counts to 2^64");
        self.purchases = self.purchases.plus(customer.purchases.to_total().or_zero());
        self.debt = self.debt.plus(customer.debt.or_zero());
    }
}

impl QuadrantShares {
    /// Counts customers, in any order.
    pub fn from_customers(customers: impl IntoIterator<Item = QuadrantCustomer>) -> Self {
        let mut shares = Self::default();
        for customer in customers {
            let part = match customer.quadrant {
                Some(Quadrant::Treasured) => &mut shares.treasured,
                Some(Quadrant::Promising) => &mut shares.promising,
                Some(Quadrant::Dangerous) => &mut shares.dangerous,
                Some(Quadrant::Marginal) => &mut shares.marginal,
                None => &mut shares.unplaced,
            };
            part.count(&customer);
            shares.all.count(&customer);
        }
        shares
    }

    /// The customers of a quadrant.
    pub const fn part(&self, quadrant: Quadrant) -> QuadrantPart {
        match quadrant {
            Quadrant::Treasured => self.treasured,
            Quadrant::Promising => self.promising,
            Quadrant::Dangerous => self.dangerous,
            Quadrant::Marginal => self.marginal,
        }
    }

    /// The customers without a quadrant.
    pub const fn unplaced(&self) -> QuadrantPart {
        self.unplaced
    }

    /// The share of the sales that stands with a quadrant; `None` where nothing was sold.
    pub fn of_sales(&self, quadrant: Quadrant) -> Option<ShareInterval> {
        let [known, unknown, whole] =
            [self.part(quadrant), self.unplaced, self.all].map(|part| part.purchases.minor());
        ShareInterval::try_new(known, unknown, whole)
    }

    /// The share of the debt that stands with a quadrant; `None` where nothing is owed.
    pub fn of_debt(&self, quadrant: Quadrant) -> Option<ShareInterval> {
        let [known, unknown, whole] =
            [self.part(quadrant), self.unplaced, self.all].map(|part| part.debt.minor());
        ShareInterval::try_new(known, unknown, whole)
    }
}

/// Written by quadrant, with the number of customers and both shares.
#[cfg(feature = "serde")]
mod written {
    use serde::ser::{Serialize, SerializeMap, Serializer};

    use super::{Quadrant, QuadrantShares, ShareInterval};

    #[derive(serde::Serialize)]
    struct Written {
        customers: u64,
        of_sales: Option<ShareInterval>,
        of_debt: Option<ShareInterval>,
    }

    impl Serialize for QuadrantShares {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let mut map = to.serialize_map(None)?;
            for quadrant in Quadrant::ALL {
                let customers = self.part(quadrant).customers;
                let (of_sales, of_debt) = (self.of_sales(quadrant), self.of_debt(quadrant));
                map.serialize_entry(quadrant.code(), &Written { customers, of_sales, of_debt })?;
            }
            map.serialize_entry("unplaced", &self.unplaced.customers)?;
            map.end()
        }
    }
}
