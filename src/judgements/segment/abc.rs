use std::fmt;

use super::select::{classify_by_share, cuts_by_share};
use crate::engine::Wide;
use crate::measure::Ratio;
use crate::money::{Amount, Currency, Major, Total};
use crate::valid::{Draft, Valid, Violations};

/// How much a customer matters by what it buys.
///
/// # Rule
///
/// > S11: A few and large, B between, C many and small.
#[doc(alias = "ABC分级")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Class {
    /// Few and large.
    A,
    /// Between.
    B,
    /// Many and small; everyone who bought nothing on balance.
    C,
}

impl Class {
    /// All classes, the largest first.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        })
    }
}

/// Where the classes are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)
)]
#[non_exhaustive]
pub enum AbcMethod {
    /// By share of the amount: A while the customers strictly larger bring less than `a` of the
    /// total, B while less than `b`.
    ShareOfAmount {
        /// 80 % by default.
        a: Ratio,
        /// 95 % by default.
        b: Ratio,
    },
    /// By share of the customers that bought: the largest `a` of them, then the next up to `b`;
    /// ties up.
    ShareOfCustomers {
        /// 20 % as a rule.
        a: Ratio,
        /// 50 % as a rule: the next 30 %.
        b: Ratio,
    },
    /// By amounts: A from `a`, B from `b`.
    FixedAmounts {
        /// The smallest amount of A.
        a: Major,
        /// The smallest amount of B.
        b: Major,
    },
    /// By the curve itself (Ultsch & Lötsch 2015): A up to the point of the curve nearest to (0,
    /// 1), B while a customer brings at least the average.
    Computed {},
}

impl Default for AbcMethod {
    fn default() -> Self {
        Self::ShareOfAmount { a: Ratio::from_percent(80), b: Ratio::from_percent(95) }
    }
}

/// How customers are classified, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct AbcPolicyDraft {
    /// Where the classes are cut.
    pub cut: AbcMethod,
    /// Days of net purchases that are looked at.
    pub window_days: u16,
}

impl Default for AbcPolicyDraft {
    fn default() -> Self {
        Self { cut: AbcMethod::default(), window_days: 365 }
    }
}

impl Draft for AbcPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.window_days == 0 {
            found.add("window_days", "must be at least 1, was 0".to_owned());
        }
        match self.cut {
            AbcMethod::ShareOfAmount { a, b } | AbcMethod::ShareOfCustomers { a, b } => {
                if !(Ratio::ZERO < a && a < b && b <= Ratio::ONE) {
                    let problem = format!("must satisfy 0% < a < b ≤ 100%, was a {a}, b {b}");
                    found.add("cut", problem);
                }
            }
            AbcMethod::FixedAmounts { a, b } => {
                if a <= b {
                    found.add("cut", format!("must satisfy a > b, was a {a}, b {b}"));
                }
            }
            AbcMethod::Computed {} => {}
        }
    }
}

/// How customers are classified.
///
/// # Rule
///
/// > S11: over net purchases of a year, `T` the sum of the positive amounts, `above(x)` the sum of
/// > the amounts strictly greater than `x`: A iff the amount is positive and `above(amount) < 80 %
/// > of T`; B iff positive, not A, and `above(amount) < 95 % of T`; C otherwise.
///
/// So equal amounts always share a class, no identifier breaks ties, and the result is two cut
/// amounts.
#[doc(alias = "ABC分级")]
pub type AbcPolicy = Valid<AbcPolicyDraft>;

/// The smallest amount of A and of B; absent when the class is empty.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::segment::{AbcPolicy, Class};
///
/// let purchases = [85, 5, 5, 5].map(Amount::from_minor);
/// let cuts = AbcPolicy::default().cuts(&purchases, "CNY".parse()?);
/// assert_eq!(purchases.map(|amount| cuts.class(amount)), [Class::A, Class::B, Class::B, Class::B]);
/// # Ok::<(), guanxi::money::CurrencyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cuts {
    /// The smallest amount of A.
    pub a: Option<Amount>,
    /// The smallest amount of B.
    pub b: Option<Amount>,
}

impl Cuts {
    /// The class of an amount.
    ///
    /// ```
    /// # use guanxi::{money::Amount, segment::{Class, Cuts}};
    /// assert_eq!(Cuts::default().class(Amount::MAX), Class::C);
    /// ```
    #[inline]
    pub fn class(&self, amount: Amount) -> Class {
        let reaches = |cut: Option<Amount>| cut.is_some_and(|cut| amount >= cut);
        if reaches(self.a) {
            Class::A
        } else if reaches(self.b) {
            Class::B
        } else {
            Class::C
        }
    }
}

/// The buffer for the classes has another length than the column of amounts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{classes} places for the classes of {amounts} amounts")]
pub struct ColumnError {
    amounts: usize,
    classes: usize,
}

impl AbcPolicy {
    /// Classifies a column of net purchases in minor units into a column of classes, and gives the
    /// cuts. The entry for data frames: any buffer of 64-bit integers will do.
    ///
    /// # Errors
    ///
    /// When the columns differ in length.
    ///
    /// ```
    /// use guanxi::segment::{AbcPolicy, Class};
    /// let mut classes = [Class::C; 4];
    /// AbcPolicy::default().classify(&[85, 5, -3, 5], "CNY".parse()?, &mut classes)?;
    /// assert_eq!(classes, [Class::A, Class::B, Class::C, Class::B]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn classify(
        &self,
        purchases: &[i64],
        currency: Currency,
        classes: &mut [Class],
    ) -> Result<Cuts, ColumnError> {
        let (amounts, places) = (purchases.len(), classes.len());
        if amounts != places {
            return Err(ColumnError { amounts, classes: places });
        }
        if let AbcMethod::ShareOfAmount { a, b } = self.cut {
            return Ok(classify_by_share(purchases, a, b, classes));
        }
        let amounts: Vec<Amount> = purchases.iter().map(|it| Amount::from_minor(*it)).collect();
        let cuts = self.cuts(&amounts, currency);
        for (class, amount) in classes.iter_mut().zip(amounts) {
            *class = cuts.class(amount);
        }
        Ok(cuts)
    }

    /// The cuts of a set of net purchases, in any order.
    ///
    /// ```
    /// use guanxi::{money::Amount, segment::{AbcPolicy, Cuts}};
    /// let ten_equal = [Amount::from_minor(7); 10];
    /// let cuts = AbcPolicy::default().cuts(&ten_equal, "CNY".parse()?);
    /// assert_eq!(cuts, Cuts { a: Some(Amount::from_minor(7)), b: None }, "all share class A");
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn cuts(&self, purchases: &[Amount], currency: Currency) -> Cuts {
        let positive = || purchases.iter().copied().filter(|amount| amount.is_positive());
        let falling = || {
            let mut falling: Vec<Amount> = positive().collect();
            falling.sort_unstable_by(|x, y| y.cmp(x));
            falling
        };
        match self.cut {
            AbcMethod::FixedAmounts { a, b } => {
                let (a, b) = (a.to_minor_ceil(currency), b.to_minor_ceil(currency));
                let smallest = |from: Amount, below: Option<Amount>| {
                    let inside = |it: &Amount| *it >= from && below.is_none_or(|end| *it < end);
                    positive().filter(inside).min()
                };
                Cuts { a: smallest(a, None), b: smallest(b, Some(a)) }
            }
            AbcMethod::ShareOfAmount { a, b } => cuts_by_share(purchases, a, b),
            AbcMethod::ShareOfCustomers { a, b } => {
                let falling = falling();
                let all = count_of(&falling);
                cuts_where(&falling, |group| {
                    let above = |ratio: Ratio| ratio.is_missed_by(group.customers_above, all);
                    (above(a), above(b))
                })
            }
            AbcMethod::Computed {} => computed_cuts(&falling()),
        }
    }
}

fn count_of(amounts: &[Amount]) -> i128 {
    i128::try_from(amounts.len()).unwrap_or(i128::MAX)
}

/// Customers with the same amount, and what stands above them.
struct Group {
    amount: Amount,
    customers_above: i128,
    total_with: Total,
    customers_with: i128,
}

/// The groups of equal amounts, given amounts in falling order.
fn groups(falling: &[Amount]) -> impl Iterator<Item = Group> + '_ {
    let runs = falling.chunk_by(|a, b| a == b);
    runs.scan((Total::ZERO, 0_i128), |(sum, count), run| {
        let customers_above = *count;
        *sum = run.iter().fold(*sum, |sum, amount| sum.plus(*amount));
        *count = count.saturating_add(count_of(run));
        let amount = run.first().copied()?;
        let (total_with, customers_with) = (*sum, *count);
        Some(Group { amount, customers_above, total_with, customers_with })
    })
}

/// The cuts when each group is told to be in A, or in A or B; both questions turn from yes to no
/// once.
fn cuts_where(falling: &[Amount], in_a_in_b: impl Fn(&Group) -> (bool, bool)) -> Cuts {
    let mut cuts = Cuts::default();
    for group in groups(falling) {
        match in_a_in_b(&group) {
            (true, _) => cuts.a = Some(group.amount),
            (false, true) => cuts.b = Some(group.amount),
            (false, false) => break,
        }
    }
    cuts
}

fn computed_cuts(falling: &[Amount]) -> Cuts {
    let all: Total = falling.iter().copied().collect();
    let customers = count_of(falling);
    // The squared distance of the curve at a group's last customer from (0, 1), times (n·T)².
    let distance = |group: &Group| {
        let along = group.customers_with.saturating_mul(all.minor());
        let missing = all.minus(group.total_with).minor().saturating_mul(customers);
        let square = |side: i128| Wide::product(side.unsigned_abs(), side.unsigned_abs());
        square(along).checked_add(square(missing))
    };
    let nearest = groups(falling)
        .filter_map(|group| Some((distance(&group)?, group.amount)))
        .min_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, amount)| amount);
    cuts_where(falling, |group| {
        let in_a = nearest.is_some_and(|nearest| group.amount >= nearest);
        let average = i128::from(group.amount.minor()).saturating_mul(customers) >= all.minor();
        (in_a, average)
    })
}
