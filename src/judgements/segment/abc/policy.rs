use super::{Class, Cuts, Falling, Reclassification};
use crate::calendar::AsOf;
use crate::engine::selection::{CutsAbove, Selection, as_integer};
use crate::lapse::OneOff;
use crate::measure::Ratio;
use crate::money::{Amount, Currency, Major, Total};
use crate::valid::{Draft, Valid, Violations, words};

/// The method that cuts the classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)
)]
#[non_exhaustive]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum AbcMethod {
    /// By share of the amount: A while the customers strictly larger bring less than `a` of the
    /// total, B while less than `b`.
    ShareOfAmount {
        /// The share of A, 80 % by default.
        a: Ratio,
        /// The share of A and B, 95 % by default.
        b: Ratio,
    },
    /// By share of the customers that bought: the largest `a` of them, then the next up to `b`; of
    /// equal amounts all are in the larger class.
    ShareOfCustomers {
        /// The share of A, 20 % as a rule.
        a: Ratio,
        /// The share of A and B, 50 % as a rule: the next 30 %.
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
    /// By the curve alone, as Ultsch and Lötsch print it: A up to the point nearest to (0, 1) or to
    /// the break-even point, where one more customer brings the average, the first of the two; B up
    /// to the point nearest to (x, 1), with the share of customers `x` of the second.
    Submarginal {},
}

impl Default for AbcMethod {
    fn default() -> Self {
        Self::ShareOfAmount { a: Ratio::from_percent(80), b: Ratio::from_percent(95) }
    }
}

words! {
    /// The weight of a [one-off](OneOff) in the amounts by which customers are classed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum OneOffInClasses as "a weight of one-offs" {
        /// It counts as any other order.
        #[default]
        Counts = "counts",
        /// It is taken off the amount of its customer, and so out of the cuts for everybody.
        LeftOut = "left_out" => "left out",
    }
}

/// Plain form of [`AbcPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct AbcPolicyDraft {
    /// The way in which the classes are cut.
    pub cut: AbcMethod,
    /// Days of net purchases that count.
    pub window_days: u16,
    /// The way in which a customer that has a class comes into another.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::valid::is_default"))]
    pub change: Reclassification,
    /// The weight of one-offs, which [`LossPolicy`](crate::warning::LossPolicy) tells.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::valid::is_default"))]
    pub one_off: OneOffInClasses,
}

impl Default for AbcPolicyDraft {
    fn default() -> Self {
        let (cut, change) = (AbcMethod::default(), Reclassification::default());
        Self { cut, window_days: 365, change, one_off: OneOffInClasses::default() }
    }
}

impl Draft for AbcPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("window_days", 1, self.window_days);
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
            AbcMethod::Computed {} | AbcMethod::Submarginal {} => {}
        }
        found.within("change", |found| self.change.check(found));
    }
}

/// The classification of customers by their purchases.
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

/// A buffer for the classes of another length than the column of amounts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{classes} places for the classes of {amounts} amounts")]
pub struct ColumnError {
    amounts: usize,
    classes: usize,
}

impl AbcPolicyDraft {
    /// The amount by which a customer is classed: its net purchases of the window, by policy
    /// without a one-off that lies in the window.
    pub fn class_amount(&self, purchases: Total, one_off: Option<OneOff>, t: AsOf) -> Total {
        match (self.one_off, one_off) {
            (OneOffInClasses::LeftOut, Some(one_off)) => {
                one_off.left_out_of(purchases, t.last_days(self.window_days))
            }
            (OneOffInClasses::LeftOut, None) | (OneOffInClasses::Counts, _) => purchases,
        }
    }
}

impl AbcPolicy {
    /// Classifies a column of net purchases in minor units into a column of classes, and gives the
    /// cuts. The entry for data frames: any buffer of 64-bit integers can be passed.
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
            return Ok(classify_by_share(purchases, [a, b], classes));
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
        match self.cut {
            AbcMethod::FixedAmounts { a, b } => {
                let smallest_from = |from: Amount| {
                    let inside = |it: &Amount| it.is_positive() && *it >= from;
                    purchases.iter().copied().filter(inside).min()
                };
                let (a, b) = (a.to_minor_ceil(currency), b.to_minor_ceil(currency));
                Cuts::from_smallest(smallest_from(a), smallest_from(b))
            }
            AbcMethod::ShareOfAmount { a, b } => cuts_by_share(purchases, [a, b]),
            AbcMethod::ShareOfCustomers { a, b } => {
                let falling = Falling::new(purchases);
                Cuts::from_smallest(falling.smallest_in_share(a), falling.smallest_in_share(b))
            }
            AbcMethod::Computed {} => Falling::new(purchases).computed_cuts(),
            AbcMethod::Submarginal {} => Falling::new(purchases).submarginal_cuts(),
        }
    }
}

#[cfg(any(feature = "toml", feature = "json"))]
impl AbcMethod {
    /// The class of a customer that bought by the share of all strictly larger ones: of the amount
    /// or of the customers. `None` where the method goes by other figures.
    pub(crate) fn class_by_share(self, larger: i128, all: i128) -> Option<Class> {
        let (Self::ShareOfAmount { a, b } | Self::ShareOfCustomers { a, b }) = self else {
            return None;
        };
        let [is_a, is_b] = is_short_of([a, b]).map(|is_short| is_short(larger, all));
        Some(match (is_a, is_b) {
            (true, _) => Class::A,
            (false, true) => Class::B,
            (false, false) => Class::C,
        })
    }
}

/// The condition of a cut by share of the amount: the customers above bring less than the share.
fn is_short_of(shares: [Ratio; 2]) -> [impl Fn(i128, i128) -> bool + Copy + Send + Sync; 2] {
    shares.map(|share| move |above: i128, total: i128| share.is_missed_by(above, total))
}

pub(super) fn cuts_by_share(purchases: &[Amount], shares: [Ratio; 2]) -> Cuts {
    let selection = Selection::of(purchases, Amount::minor, is_short_of(shares));
    selection.map_or(Cuts::default(), |it| to_cuts(it.cuts(purchases, Amount::minor)))
}

fn classify_by_share(minor: &[i64], shares: [Ratio; 2], classes: &mut [Class]) -> Cuts {
    let Some(selection) = Selection::of(minor, |minor| minor, is_short_of(shares)) else {
        classes.fill(Class::C);
        return Cuts::default();
    };
    to_cuts(selection.label(minor, classes, |cuts_above| match cuts_above {
        CutsAbove::None => Class::A,
        CutsAbove::One => Class::B,
        CutsAbove::Both => Class::C,
    }))
}

fn to_cuts(cuts: [Option<u64>; 2]) -> Cuts {
    let [a, b] = cuts.map(|cut| cut.map(|minor| Amount::from_minor(as_integer(minor))));
    Cuts::from_smallest(a, b)
}
