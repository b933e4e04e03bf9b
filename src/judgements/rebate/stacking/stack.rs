use std::collections::BTreeMap;

use crate::id::RebateId;
use crate::money::{Amount, Total};
use crate::rebate::{LaterBase, RebateAgreement, RebateError, RebateScale, StackBase, Volume};
use crate::valid::codes;

/// Agreements that cannot stand beside each other.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StackError {
    /// Two agreements have one rank.
    #[error("{first} and {second} both have the rank {rank}")]
    SameRank {
        /// The rank.
        rank: u16,
        /// The one with the smaller number.
        first: RebateId,
        /// The other.
        second: RebateId,
    },
    /// The base is a quantity, so that no rebate can be taken off it.
    #[error("the base of {agreement} is a quantity, so that it cannot be net of earlier rebates")]
    NetQuantity {
        /// The agreement.
        agreement: RebateId,
    },
    /// A rebate cannot be computed.
    #[error(transparent)]
    Rebate(#[from] RebateError),
}

codes! {
    StackError {
        SameRank = "same_rank",
        NetQuantity = "net_quantity",
    }
    passing {
        StackError::Rebate(reason) => reason.code(),
    }
}

/// An agreement on the same goods as others, with the volume of a period.
#[doc(alias = "返利叠加")]
#[derive(Debug, Clone, Copy)]
pub struct StackEntry<'a> {
    /// The agreement.
    pub agreement: &'a RebateAgreement,
    /// The place of the period, from 0.
    pub period: usize,
    /// The volume, before any rebate.
    pub volume: Volume,
}

/// The reward of an agreement beside others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StackedReward {
    /// The agreement.
    pub agreement: RebateId,
    /// Its rank.
    pub rank: u16,
    /// The volume on which it was computed.
    pub base: Volume,
    /// The reward; 0 where another one of its set is better.
    pub reward: Amount,
}

/// A rebate with its table, at its place.
struct Ranked<'a> {
    entry: &'a StackEntry<'a>,
    scale: RebateScale,
}

/// The rewards of agreements on the same goods, by rank.
///
/// # Rule
///
/// > S6: the rank decides, and no two agreements share one. A gross agreement pays on the goods, a
/// > net one on the goods less earlier rebates that count for later ones. Of a set only the best
/// > pays; of equals the one of the lowest rank. A cap takes from the last rank first.
///
/// The order in which the agreements are given never matters.
///
/// # Errors
///
/// When two agreements share a rank, a net one has a quantity for a base, or a reward does not fit.
pub fn stacked_rewards(
    entries: &[StackEntry<'_>],
    cap: Option<Amount>,
) -> Result<Vec<StackedReward>, StackError> {
    let ranked = ranked(entries)?;
    // The best of each set, decided at the rank of its first member.
    let mut best: BTreeMap<&str, u16> = BTreeMap::new();
    let mut counted = Total::ZERO;
    let mut rewards = Vec::new();
    for (rank, it) in &ranked {
        let terms = &it.entry.agreement.stack;
        if let Some(set) = terms.best_of.as_deref()
            && !best.contains_key(set)
        {
            let members = ranked.iter().filter(|(_, it)| is_of(it, set));
            let reward = |(rank, it): (&u16, &Ranked<'_>)| Ok((*rank, it.reward(counted)?.1));
            let members = members.map(reward).collect::<Result<Vec<_>, RebateError>>()?;
            let order = |it: &(u16, Amount)| (it.1, std::cmp::Reverse(it.0));
            best.extend(members.into_iter().max_by_key(order).map(|(rank, _)| (set, rank)));
        }
        let pays = terms.best_of.as_deref().is_none_or(|set| best.get(set) == Some(rank));
        let (base, reward) = it.reward(counted)?;
        let reward = if pays { reward } else { Amount::ZERO };
        if terms.later == LaterBase::Counts {
            counted = counted.plus(reward);
        }
        rewards.push(StackedReward {
            agreement: it.entry.agreement.id.clone(),
            rank: *rank,
            base,
            reward,
        });
    }
    if let Some(cap) = cap {
        cut(&mut rewards, cap);
    }
    Ok(rewards)
}

fn ranked<'a>(entries: &'a [StackEntry<'_>]) -> Result<BTreeMap<u16, Ranked<'a>>, StackError> {
    let mut ranked: BTreeMap<u16, Ranked<'a>> = BTreeMap::new();
    for entry in entries {
        let (terms, agreement) = (&entry.agreement.stack, &entry.agreement.id);
        if terms.base == StackBase::NetOfEarlier && entry.agreement.base.unit.is_some() {
            return Err(StackError::NetQuantity { agreement: agreement.clone() });
        }
        let scale = RebateScale::from_agreement(entry.agreement, entry.period)?;
        if let Some(other) = ranked.insert(terms.rank, Ranked { entry, scale }) {
            let mut both = [other.entry.agreement.id.clone(), agreement.clone()];
            both.sort();
            let [first, second] = both;
            return Err(StackError::SameRank { rank: terms.rank, first, second });
        }
    }
    Ok(ranked)
}

fn is_of(it: &Ranked<'_>, set: &str) -> bool {
    it.entry.agreement.stack.best_of.as_deref() == Some(set)
}

impl Ranked<'_> {
    /// The base and the reward, with the rebates that count so far.
    fn reward(&self, counted: Total) -> Result<(Volume, Amount), RebateError> {
        let gross = self.entry.volume;
        let base = match self.entry.agreement.stack.base {
            StackBase::Gross => gross,
            StackBase::NetOfEarlier => {
                let net = gross.to_amount().to_total().minus(counted);
                Volume::from_total(net).ok_or_else(|| self.scale.overflow())?
            }
        };
        Ok((base, self.scale.reward(base)?))
    }
}

/// Lowers the rewards from the last rank on until their sum is at most the cap.
fn cut(rewards: &mut [StackedReward], cap: Amount) {
    let sum: Total = rewards.iter().map(|it| it.reward).collect();
    let mut excess = sum.minus(cap).or_zero();
    for it in rewards.iter_mut().rev().filter(|it| it.reward.is_positive()) {
        let part = excess.min(it.reward.to_total());
        excess = excess.minus(part);
        if let Some(left) = it.reward.to_total().minus(part).to_amount() {
            it.reward = left;
        }
    }
}
