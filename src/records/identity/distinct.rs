use std::collections::BTreeMap;
use std::fmt;

use super::CustomerPair;
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerKey, StaffId};
use crate::lifecycle::Reason;
use crate::valid::{codes, words};

words! {
    /// The decision of a ruling about a pair.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PairRuling as "a ruling" {
        /// The two are two, whatever their records have in common.
        #[doc(alias = "非同一客户")]
        Distinct = "distinct",
        /// An earlier ruling no longer stands.
        Withdrawn = "withdrawn",
    }
}

/// The decision of a person about two customers that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DistinctRuling {
    /// The two customers.
    pub pair: CustomerPair,
    /// The decision.
    pub ruling: PairRuling,
    /// The first day on which it stands.
    pub on: Day,
    /// The person who decided.
    pub by: StaffId,
    /// The reason.
    pub reason: Reason,
}

impl fmt::Display for DistinctRuling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ruling, on, by, reason, .. } = self;
        write!(f, "{ruling} by a ruling of {by} on {on}: {reason}")
    }
}

/// A ruling that is refused. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DistinctError {
    /// Another ruling about the pair was made on that day.
    #[error("{pair} were ruled {held} on {on} already, cannot also be {offered}")]
    SameDay {
        /// The two customers.
        pair: CustomerPair,
        /// The day of both rulings.
        on: Day,
        /// The decision that stands.
        held: PairRuling,
        /// The decision offered.
        offered: PairRuling,
    },
    /// A ruling is withdrawn on a day on which none stands.
    #[error("{pair} are not ruled distinct on {on}")]
    NotRuled {
        /// The two customers.
        pair: CustomerPair,
        /// The day of the withdrawal.
        on: Day,
    },
}

codes! {
    DistinctError {
        SameDay = "pair_ruled_that_day",
        NotRuled = "pair_not_ruled",
    }
}

/// All rulings about pairs of customers. As of `t` the last one made by then stands.
///
/// ```
/// use guanxi::id::CustomerKey;
/// use guanxi::identity::{CustomerPair, DistinctRuling, DistinctRulings, PairRuling};
///
/// let [li, twin] = [0, 7].map(CustomerKey::from_position);
/// let pair = CustomerPair::try_new(li, twin)?;
/// let mut rulings = DistinctRulings::default();
/// rulings.record(DistinctRuling {
///     pair,
///     ruling: PairRuling::Distinct,
///     on: "2026-03-01".parse()?,
///     by: "Wang".parse()?,
///     reason: "brothers with one telephone".parse()?,
/// })?;
/// assert!(rulings.distinct_at(pair, "2026-02-28".parse()?).is_none());
/// assert_eq!(
///     rulings.distinct_at(pair, "2026-03-01".parse()?).map(ToString::to_string).as_deref(),
///     Some("distinct by a ruling of Wang on 2026-03-01: brothers with one telephone")
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DistinctRulings {
    /// Those of each pair in the order of days.
    by_pair: BTreeMap<CustomerPair, Vec<DistinctRuling>>,
}

impl DistinctRulings {
    /// Records a ruling.
    ///
    /// # Errors
    ///
    /// When another one about the pair was made on that day, or one is withdrawn that does not
    /// stand. Then nothing has changed.
    pub fn record(&mut self, ruling: DistinctRuling) -> Result<(), DistinctError> {
        let DistinctRuling { pair, ruling: offered, on, .. } = ruling;
        let held = self.by_pair.get(&pair).map_or(&[][..], Vec::as_slice);
        if let Some(held) = held.iter().find(|it| it.on == on) {
            return Err(DistinctError::SameDay { pair, on, held: held.ruling, offered });
        }
        if offered == PairRuling::Withdrawn && self.distinct_at(pair, AsOf::new(on)).is_none() {
            return Err(DistinctError::NotRuled { pair, on });
        }
        let held = self.by_pair.entry(pair).or_default();
        held.insert(held.partition_point(|it| it.on < on), ruling);
        Ok(())
    }

    /// The ruling by which a pair is two as of `t`; `None` when none stands.
    pub fn distinct_at(&self, pair: CustomerPair, t: AsOf) -> Option<&DistinctRuling> {
        let last = self.by_pair.get(&pair)?.iter().rfind(|it| t.sees(it.on))?;
        match last.ruling {
            PairRuling::Distinct => Some(last),
            PairRuling::Withdrawn => None,
        }
    }

    /// The rulings that stand as of `t`, those about a merged customer as rulings about its
    /// survivor.
    ///
    /// # Rule
    ///
    /// > S1: a ruling that two customers are not the same stays in force when one of them is merged
    /// > into a third: it then stands between the survivor and the other. Where several rulings
    /// > stand between one pair, the latest is given. A ruling lapses when its own two customers
    /// > are merged.
    ///
    /// The survivors are those of `Book::survivor_at`; a merge that is undone gives them back.
    ///
    /// ```
    /// use guanxi::id::CustomerKey;
    /// use guanxi::identity::{CustomerPair, DistinctRuling, DistinctRulings, PairRuling};
    ///
    /// let [li, brother, chen] = [0, 1, 2].map(CustomerKey::from_position);
    /// let mut rulings = DistinctRulings::default();
    /// rulings.record(DistinctRuling {
    ///     pair: CustomerPair::try_new(li, brother)?,
    ///     ruling: PairRuling::Distinct,
    ///     on: "2026-03-01".parse()?,
    ///     by: "Wang".parse()?,
    ///     reason: "brothers with one telephone".parse()?,
    /// })?;
    /// // Li goes on in Chen.
    /// let t = "2026-03-31".parse()?;
    /// let carried = rulings.of_survivors(t, |key| if key == li { chen } else { key });
    /// assert!(carried.distinct_at(CustomerPair::try_new(chen, brother)?, t).is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of_survivors(&self, t: AsOf, survivor: impl Fn(CustomerKey) -> CustomerKey) -> Self {
        let mut by_pair: BTreeMap<CustomerPair, Vec<DistinctRuling>> = BTreeMap::new();
        for ruling in self.standing(t) {
            let (first, second) = (survivor(ruling.pair.first()), survivor(ruling.pair.second()));
            let Ok(pair) = CustomerPair::try_new(first, second) else { continue };
            let held = by_pair.entry(pair).or_default();
            if held.iter().all(|it| it.on < ruling.on) {
                *held = vec![DistinctRuling { pair, ..ruling.clone() }];
            }
        }
        Self { by_pair }
    }

    /// The rulings by which pairs are two as of `t`, by pair.
    pub(crate) fn standing(&self, t: AsOf) -> impl Iterator<Item = &DistinctRuling> {
        self.by_pair.keys().filter_map(move |pair| self.distinct_at(*pair, t))
    }

    /// All rulings, by pair and day.
    pub fn iter(&self) -> impl Iterator<Item = &DistinctRuling> {
        self.by_pair.values().flatten()
    }
}
