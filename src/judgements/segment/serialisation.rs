use super::{Class, ShareInterval};
use crate::customer::Attitude;
use crate::measure::proven;
use crate::money::{Amount, Total};

/// A customer as the degree of serialisation counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeriesCandidate {
    /// Its net purchases.
    pub purchases: Amount,
    /// Its class.
    pub class: Class,
    /// Its attitude; `None` where it is unknown.
    pub attitude: Option<Attitude>,
}

/// The degree of serialisation: the customers that belong to the firm's series, by number and by
/// sales.
///
/// # Rule
///
/// > S13: over the customers with positive purchases, the share of those that are loyal, early
/// > adopters or class A. An unknown attitude makes it an interval.
///
/// ```
/// use guanxi::customer::Attitude::{Loyal, Switcher};
/// use guanxi::money::Amount;
/// use guanxi::segment::{Class, SeriesCandidate, SeriesShare};
///
/// let candidate = |minor, class, attitude| {
///     SeriesCandidate { purchases: Amount::from_minor(minor), class, attitude }
/// };
/// let degree = SeriesShare::from_customers([
///     candidate(80, Class::A, None),
///     candidate(10, Class::B, Some(Loyal)),
///     candidate(6, Class::B, Some(Switcher)),
///     candidate(4, Class::C, None),
/// ]);
/// assert_eq!(degree.by_count().map(|it| it.to_string()).as_deref(), Some("50%..75%"));
/// assert_eq!(degree.by_sales().map(|it| it.to_string()).as_deref(), Some("90%..94%"));
/// ```
#[doc(alias = "客户系列化程度")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SeriesShare {
    /// The customers with positive purchases.
    pub customers: u64,
    /// Those of them that belong to the series.
    pub in_series: u64,
    /// The customers of which nobody knows whether they belong to the series: they are not of class
    /// A, and their attitude is not known.
    pub unknown: u64,
    /// The purchases of all of them.
    pub purchases: Total,
    /// The purchases of those in the series.
    pub purchases_in_series: Total,
    /// The purchases of the unknown ones.
    pub purchases_unknown: Total,
}

impl SeriesShare {
    /// Counts customers, in any order.
    pub fn from_customers(customers: impl IntoIterator<Item = SeriesCandidate>) -> Self {
        let mut degree = Self::default();
        for it in customers.into_iter().filter(|it| it.purchases.is_positive()) {
            degree.customers = one_more(degree.customers);
            degree.purchases = degree.purchases.plus(it.purchases);
            let is_in_series = match (it.class, it.attitude) {
                (Class::A, _)
                | (Class::B | Class::C, Some(Attitude::Loyal | Attitude::EarlyAdopter)) => {
                    Some(true)
                }
                (Class::B | Class::C, Some(Attitude::Switcher | Attitude::NotLoyal)) => Some(false),
                (Class::B | Class::C, None) => None,
            };
            match is_in_series {
                Some(true) => {
                    degree.in_series = one_more(degree.in_series);
                    degree.purchases_in_series = degree.purchases_in_series.plus(it.purchases);
                }
                Some(false) => {}
                None => {
                    degree.unknown = one_more(degree.unknown);
                    degree.purchases_unknown = degree.purchases_unknown.plus(it.purchases);
                }
            }
        }
        degree
    }

    /// The share of the customers; `None` when nobody bought.
    pub fn by_count(&self) -> Option<ShareInterval> {
        let [known, unknown, whole] =
            [self.in_series, self.unknown, self.customers].map(i128::from);
        ShareInterval::try_new(known, unknown, whole)
    }

    /// The share of the sales; `None` when nobody bought.
    pub fn by_sales(&self) -> Option<ShareInterval> {
        let [known, unknown] = [self.purchases_in_series, self.purchases_unknown].map(Total::minor);
        ShareInterval::try_new(known, unknown, self.purchases.minor())
    }
}

fn one_more(count: u64) -> u64 {
    proven!(count.checked_add(1), else u64::MAX, "nobody counts to 2^64")
}

/// Written as the counts and both shares; the purchases have no currency here.
#[cfg(feature = "serde")]
mod written {
    use serde::{Serialize, Serializer};

    use super::{SeriesShare, ShareInterval};

    #[derive(Serialize)]
    struct Written {
        customers: u64,
        in_series: u64,
        unknown: u64,
        by_count: Option<ShareInterval>,
        by_sales: Option<ShareInterval>,
    }

    impl Serialize for SeriesShare {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let Self { customers, in_series, unknown, .. } = *self;
            let (by_count, by_sales) = (self.by_count(), self.by_sales());
            Written { customers, in_series, unknown, by_count, by_sales }.serialize(to)
        }
    }
}
