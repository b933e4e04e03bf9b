use std::collections::BTreeSet;

use super::{PriorityTable, ServiceDomain};
use crate::id::CustomerId;
use crate::measure::{Ratio, proven, split};
use crate::segment::Class;
use crate::valid::{codes, words};

words! {
    /// The weights by which goods in shortage are shared within a class.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum AllocationBasis as "a basis of allocation" {
        /// The units that each asked for.
        Requests = "requests",
        /// The units that each bought before, so that asking for more brings no more.
        PastPurchases = "past_purchases" => "past purchases",
    }
}

/// The terms by which goods in shortage are shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ShortageTerms {
    /// The share that is kept for the classes below the first, 20 % by default, at most 100 %. 0 is
    /// strict priority.
    pub floor: Ratio,
    /// The weights within a class, the requests by default.
    pub basis: AllocationBasis,
}

impl Default for ShortageTerms {
    fn default() -> Self {
        Self { floor: Ratio::from_percent(20), basis: AllocationBasis::Requests }
    }
}

/// Units that a customer asks for while there are too few.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SupplyRequest {
    /// The customer.
    pub customer: CustomerId,
    /// Its class.
    pub class: Class,
    /// The units asked for.
    pub units: u32,
    /// The units bought before, in the days that the caller takes.
    #[cfg_attr(feature = "serde", serde(default))]
    pub past_units: u32,
}

/// Units that a customer gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SupplyShare<'a> {
    /// The request.
    pub request: &'a SupplyRequest,
    /// The units, at most those asked for.
    pub units: u32,
}

/// Requests among which nothing can be shared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShortageError {
    /// A customer asks twice.
    #[error("{customer} asks for goods twice")]
    Repeated {
        /// The customer.
        customer: CustomerId,
    },
    /// The floor is more than the whole.
    #[error("the floor is at most 100%, was {floor}")]
    FloorAboveWhole {
        /// The floor.
        floor: Ratio,
    },
}

codes! {
    ShortageError {
        Repeated = "supply_request_repeated",
        FloorAboveWhole = "supply_floor_above_whole",
    }
}

/// A part of what is shared.
#[derive(Debug)]
struct Part {
    rank: u8,
    weight: i64,
    open: i64,
    given: i64,
}

impl ShortageTerms {
    /// Shares goods of which there are too few.
    ///
    /// # Rule
    ///
    /// > S23: a floor share for the classes below the first, then class by class, pro rata by
    /// > largest remainder. Nobody gets more than asked for, and what is left is offered again.
    ///
    /// Classes go by their rank in the domain *supply*. The shares stand in the order of customers,
    /// and so do ties of remainders.
    ///
    /// # Errors
    ///
    /// When the floor is above 100 %, and when a customer asks twice.
    ///
    /// ```
    /// use guanxi::segment::Class;
    /// use guanxi::service::{PriorityTable, ShortageTerms, SupplyRequest};
    ///
    /// let asks = |customer: &str, class, units| {
    ///     let customer = customer.parse().ok()?;
    ///     Some(SupplyRequest { customer, class, units, past_units: 0 })
    /// };
    /// let requests = [
    ///     asks("Li", Class::A, 80),
    ///     asks("Wu", Class::A, 40),
    ///     asks("Chen", Class::B, 30),
    ///     asks("Zhao", Class::C, 20),
    /// ];
    /// let requests: Vec<SupplyRequest> = requests.into_iter().flatten().collect();
    /// let (terms, priorities) = (ShortageTerms::default(), PriorityTable::default());
    /// let shares = terms.allocate(100, &requests, &priorities)?;
    /// let shares: Vec<String> =
    ///     shares.iter().map(|it| format!("{} {}", it.request.customer, it.units)).collect();
    /// assert_eq!(shares, ["Chen 12", "Li 53", "Wu 27", "Zhao 8"]);
    /// # Ok::<(), guanxi::service::ShortageError>(())
    /// ```
    #[doc(alias = "优先供货")]
    pub fn allocate<'a>(
        &self,
        units: u32,
        requests: &'a [SupplyRequest],
        priorities: &PriorityTable,
    ) -> Result<Vec<SupplyShare<'a>>, ShortageError> {
        if self.floor > Ratio::ONE {
            return Err(ShortageError::FloorAboveWhole { floor: self.floor });
        }
        let mut seen = BTreeSet::new();
        if let Some(again) = requests.iter().find(|it| !seen.insert(&it.customer)) {
            return Err(ShortageError::Repeated { customer: again.customer.clone() });
        }
        let mut requests: Vec<&SupplyRequest> = requests.iter().collect();
        requests.sort_by_key(|it| &it.customer);
        let mut parts: Vec<Part> = requests.iter().map(|it| self.part(it, priorities)).collect();
        self.share_out(units, &mut parts);
        let shares = requests.into_iter().zip(parts).map(|(request, part)| SupplyShare {
            request,
            units: proven!(u32::try_from(part.given).ok(), else 0, "at most the units asked for"),
        });
        Ok(shares.collect())
    }

    fn part(self, request: &SupplyRequest, priorities: &PriorityTable) -> Part {
        let weight = match self.basis {
            AllocationBasis::Requests => request.units,
            AllocationBasis::PastPurchases => request.past_units,
        };
        let rank = priorities.priority(request.class, ServiceDomain::Supply).rank;
        Part { rank, weight: weight.into(), open: request.units.into(), given: 0 }
    }

    fn share_out(self, units: u32, parts: &mut [Part]) {
        let open = parts.iter().filter(|it| it.open > 0);
        let ranks: BTreeSet<u8> = open.map(|it| it.rank).collect();
        let Some(first) = ranks.first().copied() else { return };
        let parts_per_million = u64::from(self.floor.parts_per_million());
        let floor = u64::from(units).checked_mul(parts_per_million).map(|it| it / 1_000_000);
        let floor = floor.and_then(|floor| i64::try_from(floor).ok());
        let floor = proven!(floor, else 0, "at most the units that there are");
        let unused = pro_rata(floor, parts, |rank| rank > first);
        let left = i64::from(units).checked_sub(floor).and_then(|it| it.checked_add(unused));
        let mut left = proven!(left, else 0, "at most the units that there are");
        for rank in ranks {
            left = pro_rata(left, parts, |it| it == rank);
        }
    }
}

/// Shares units among the parts of some ranks in proportion to their weights, nobody above what is
/// open; gives back what is left. Parts without weight get what the others leave.
fn pro_rata(units: i64, parts: &mut [Part], is_in: impl Fn(u8) -> bool) -> i64 {
    let mut left = units;
    loop {
        let mut open: Vec<&mut Part> =
            parts.iter_mut().filter(|it| it.open > 0 && is_in(it.rank)).collect();
        let weights: Vec<i64> = open.iter().map(|it| it.weight).collect();
        let needs: Vec<i64> = open.iter().map(|it| it.open).collect();
        let Some(shares) = split(left, &weights).or_else(|| split(left, &needs)) else {
            return left;
        };
        // Who gets all that is open is served; the others share what that leaves.
        let is_beyond = |(share, it): (&i64, &&mut Part)| *share >= it.open;
        let capped: Vec<bool> = shares.iter().zip(&open).map(is_beyond).collect();
        let any_capped = capped.contains(&true);
        for ((part, share), is_capped) in open.iter_mut().zip(shares).zip(capped) {
            if is_capped || !any_capped {
                let given = share.min(part.open);
                let less = |of: i64| proven!(of.checked_sub(given), else 0, "a part of it");
                (left, part.open) = (less(left), less(part.open));
                part.given = proven!(part.given.checked_add(given), else 0, "at most the units");
            }
        }
        if !any_capped {
            return left;
        }
    }
}
