use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{EffectCustomer, EffectPeers};
use crate::id::CustomerId;
use crate::measure::Ratio;

/// A supported customer and its control.
#[doc(alias = "对照组")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ControlPair {
    /// The supported customer.
    pub supported: CustomerId,
    /// Its control.
    pub control: CustomerId,
}

impl ControlPair {
    pub(super) fn new(supported: &EffectCustomer, control: &EffectCustomer) -> Self {
        Self { supported: supported.customer.clone(), control: control.customer.clone() }
    }
}

/// A supported customer beside its control; `None` for one that has none.
pub(super) type Matched<'a> = (&'a EffectCustomer, Option<&'a EffectCustomer>);

/// The candidates of one group of peers that are still free: by their purchases before the support,
/// then by id.
type Free<'a> = BTreeMap<i128, BTreeMap<&'a CustomerId, &'a EffectCustomer>>;

/// The controls of the supported customers that take part.
///
/// The largest customer chooses first, ties by id, since the fewest are like it. It takes the free
/// candidate of its peers whose purchases before are nearest to its own, ties by id.
pub(super) fn matched<'a>(
    supported: &'a [EffectCustomer],
    candidates: &'a [EffectCustomer],
    caliper: Ratio,
) -> Vec<Matched<'a>> {
    let mut free: BTreeMap<&EffectPeers, Free<'a>> = BTreeMap::new();
    for it in candidates.iter().filter(|it| it.exclusion().is_none()) {
        let Some(peers) = &it.peers else { continue };
        let alike = free.entry(peers).or_default().entry(it.purchases.before.minor()).or_default();
        alike.insert(&it.customer, it);
    }
    let mut choosers: Vec<&EffectCustomer> =
        supported.iter().filter(|it| it.exclusion().is_none()).collect();
    choosers.sort_by_key(|it| (Reverse(it.purchases.before), &it.customer));
    let matched = choosers.into_iter().map(|it| {
        let peers = it.peers.as_ref().and_then(|peers| free.get_mut(peers));
        (it, peers.and_then(|free| take_nearest(free, it.purchases.before.minor(), caliper)))
    });
    matched.collect()
}

/// Takes the candidate that is nearest to an amount, within the caliper.
fn take_nearest<'a>(
    free: &mut Free<'a>,
    amount: i128,
    caliper: Ratio,
) -> Option<&'a EffectCustomer> {
    let above = free.range(amount..).next();
    let below = free.range(..amount).next_back();
    let near = [above, below].into_iter().flatten();
    let near =
        near.filter_map(|(at, alike)| Some((at.abs_diff(amount), alike.keys().next()?, *at)));
    let (distance, id, at) = near.min()?;
    let id = *id;
    let distance = i128::try_from(distance).ok()?;
    if caliper.is_exceeded_by(distance, amount.checked_abs()?) {
        return None;
    }
    let alike = free.get_mut(&at)?;
    let taken = alike.remove(id);
    if alike.is_empty() {
        free.remove(&at);
    }
    taken
}

/// The customer that is given twice, the first by id.
pub(super) fn repeated<'a>(
    customers: impl IntoIterator<Item = &'a EffectCustomer>,
) -> Option<&'a CustomerId> {
    let mut seen = BTreeSet::new();
    customers.into_iter().map(|it| &it.customer).filter(|it| !seen.insert(*it)).min()
}
