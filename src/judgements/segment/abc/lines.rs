use super::policy::cuts_by_share;
use super::{AbcMethod, AbcPolicy, Class, Cuts, Falling, Reclassification};
use crate::measure::{Excess, Ratio, proven};
use crate::money::{Amount, Currency, Rounding};

/// The cuts of a set of amounts, with the lines that a customer has to cross to come into another
/// class.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::segment::{AbcPolicy, Class};
///
/// // The second customer has 79 % above it: A by itself, and less than 2 points from the cut.
/// let purchases = [79, 16, 5].map(Amount::from_minor);
/// let lines = AbcPolicy::default().lines(&purchases, "CNY".parse()?);
/// let second = Some(purchases[1]);
/// assert_eq!(lines.next(None, second).class(), Some(Class::A));
/// assert_eq!(lines.next(Some(Class::A.into()), second).class(), Some(Class::A));
/// assert_eq!(lines.next(Some(Class::B.into()), second).class(), Some(Class::B));
/// # Ok::<(), guanxi::money::CurrencyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassLines {
    computed: Cuts,
    promotion: Cuts,
    demotion: Cuts,
    change: Reclassification,
}

impl AbcPolicy {
    /// The cuts of a set of amounts in any order, with the lines at which classes change. Net
    /// purchases, margins or any other amount of the customers are classed alike.
    ///
    /// # Rule
    ///
    /// > S11: up into A only with less than 80 − 2 % of the total above, down from A only with 80 +
    /// > 2 % or more; at 95 % a third of that. A band ends at a third of the way to the next cut:
    /// > the third in between is B for everybody. Where the curve leaves B empty, one band lies
    /// > around the cut of A.
    pub fn lines(&self, amounts: &[Amount], currency: Currency) -> ClassLines {
        let computed = self.cuts(amounts, currency);
        let change = self.change;
        let band = change.band();
        let (promotion, demotion) = match self.cut {
            AbcMethod::ShareOfAmount { a, b } => {
                let [promotion, demotion] = shares_with_band([a, b], band);
                (cuts_by_share(amounts, promotion), cuts_by_share(amounts, demotion))
            }
            AbcMethod::ShareOfCustomers { a, b } => {
                let falling = Falling::new(amounts);
                let cuts = shares_with_band([a, b], band).map(|[a, b]| {
                    Cuts::from_smallest(falling.smallest_in_share(a), falling.smallest_in_share(b))
                });
                let [promotion, demotion] = cuts;
                (promotion, demotion)
            }
            AbcMethod::FixedAmounts { a, b } => {
                amounts_with_band(a.to_minor_ceil(currency), b.to_minor_ceil(currency), band)
            }
            AbcMethod::Computed {} | AbcMethod::Submarginal {} => match computed.a {
                Some(a) => match computed.b {
                    Some(b) => amounts_with_band(a, b, band),
                    None => amount_with_band(a, band),
                },
                None => (computed, computed),
            },
        };
        ClassLines { computed, promotion, demotion, change }
    }
}

impl ClassLines {
    /// The cuts by which a class is computed.
    pub const fn cuts(&self) -> Cuts {
        self.computed
    }

    /// The way in which classes change.
    pub const fn change(&self) -> Reclassification {
        self.change
    }

    /// The class of an amount by itself.
    pub fn computed(&self, amount: Amount) -> Class {
        class_by(&self.computed, amount)
    }

    /// Returns `true` when the amount lies within the band of a cut: whichever class the customer
    /// has on either side, it keeps.
    pub fn is_near(&self, amount: Amount) -> bool {
        self.highest(amount) != self.lowest(amount)
    }

    /// The highest class that a customer with this amount keeps.
    pub(super) fn highest(&self, amount: Amount) -> Class {
        class_by(&self.demotion, amount)
    }

    /// The lowest class that a customer with this amount keeps.
    pub(super) fn lowest(&self, amount: Amount) -> Class {
        class_by(&self.promotion, amount)
    }
}

fn class_by(cuts: &Cuts, amount: Amount) -> Class {
    if amount.is_positive() { cuts.class(amount) } else { Class::C }
}

/// The shares of promotion and of demotion, with the band on either side of both cuts.
fn shares_with_band([a, b]: [Ratio; 2], band: [Ratio; 2]) -> [[Ratio; 2]; 2] {
    let [a, b] = [a, b].map(Ratio::parts_per_million);
    let [width_a, width_b] = band.map(Ratio::parts_per_million);
    let plus =
        |share: u32, width: u32| proven!(share.checked_add(width), else share, "at most 150 %");
    let third = b.excess_over(a) / 3;
    let promotion = [a.excess_over(width_a).max(a.div_ceil(2)), b.excess_over(width_b.min(third))];
    let demotion = [plus(a, width_a.min(third)), plus(b, width_b)];
    [promotion, demotion].map(|shares| shares.map(Ratio::from_parts_per_million))
}

/// The cuts of promotion and of demotion, with the band as a share of both amounts. An amount that
/// no customer can have is a cut that nobody reaches.
fn amounts_with_band(a: Amount, b: Amount, [width_a, width_b]: [Ratio; 2]) -> (Cuts, Cuts) {
    // A third of the way at either end: in between everybody comes into B.
    let apart = i128::from(a.minor()).checked_sub(i128::from(b.minor()));
    let third = apart.and_then(|apart| i64::try_from(apart / 3).ok());
    let third = proven!(third, else 0, "a third of what two amounts are apart");
    let until = |minor: Option<i64>, cut: Amount| {
        Amount::from_minor(proven!(minor, else cut.minor(), "between two amounts"))
    };
    let (up_to, down_to) =
        (until(b.minor().checked_add(third), b), until(a.minor().checked_sub(third), a));
    let promotion =
        Cuts { a: above(a, width_a), b: Some(above(b, width_b).map_or(up_to, |it| it.min(up_to))) };
    let demotion = Cuts { a: below(a, width_a).map(|it| it.max(down_to)), b: below(b, width_b) };
    (promotion, demotion)
}

/// The cuts where no amount is B by itself: one band around the one cut. In it a customer keeps its
/// class, one of B too; nobody comes into B.
fn amount_with_band(a: Amount, [width, _]: [Ratio; 2]) -> (Cuts, Cuts) {
    let only = |a: Option<Amount>| Cuts { a, b: None };
    (only(above(a, width)), only(below(a, width)))
}

/// The upper end of a band; `None` when no customer can have so large an amount.
fn above(amount: Amount, width: Ratio) -> Option<Amount> {
    let one = Ratio::ONE.parts_per_million();
    let parts = one.checked_add(width.parts_per_million());
    part_of(amount, proven!(parts, else one, "at most 150 %"))
}

/// The lower end of a band.
fn below(amount: Amount, width: Ratio) -> Option<Amount> {
    part_of(amount, Ratio::ONE.parts_per_million().excess_over(width.parts_per_million()))
}

fn part_of(amount: Amount, parts: u32) -> Option<Amount> {
    amount.share(Ratio::from_parts_per_million(parts), Rounding::AwayFromZero)
}
