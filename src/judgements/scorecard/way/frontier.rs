use std::collections::BTreeMap;

/// A step to another row of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) to: usize,
    /// At least 1.
    pub(super) effort: usize,
    pub(super) gain: i64,
}

/// The offers of a criterion.
#[derive(Debug, Clone)]
pub(super) struct Offers {
    pub(super) place: usize,
    pub(super) from: usize,
    /// One of the offers must be taken, since a cap is to be lifted.
    pub(super) is_forced: bool,
    pub(super) steps: Vec<Offer>,
}

/// The cost of a choice of steps: the effort, then the number of criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Cost {
    pub(super) effort: usize,
    pub(super) criteria: usize,
}

impl Cost {
    fn with(self, offer: Offer) -> Option<Self> {
        let effort = self.effort.checked_add(offer.effort)?;
        let criteria = self.criteria.checked_add(usize::from(offer.effort > 0))?;
        Some(Self { effort, criteria })
    }

    fn without(self, offer: Offer) -> Option<Self> {
        let effort = self.effort.checked_sub(offer.effort)?;
        let criteria = self.criteria.checked_sub(usize::from(offer.effort > 0))?;
        Some(Self { effort, criteria })
    }
}

/// Steps that were chosen, with their cost and their gain.
type Choice<'a> = (Vec<(&'a Offers, Offer)>, Cost, i64);

/// The most gain for each cost; a cost that gains no more than a lower one is left out.
type Frontier = BTreeMap<Cost, i64>;

/// The frontiers of the last criteria of a card: of none, of the last, of the last two and so on.
///
/// The size of a frontier is at most the number of different gains, and at most the number of
/// different costs. A card of 40 criteria with six levels has some thousand points of 100 in its
/// units, so the time grows with the number of criteria and not with the number of choices.
#[derive(Debug)]
pub(super) struct Frontiers(Vec<Frontier>);

impl Frontiers {
    pub(super) fn new(all: &[Offers]) -> Self {
        let mut found = vec![Frontier::from([(Cost::default(), 0)])];
        for offers in all.iter().rev() {
            let next = found.last().map_or_else(Frontier::new, |rest| joined(rest, offers));
            found.push(next);
        }
        Self(found)
    }

    /// The steps of the least cost that gain enough, with that cost and gain; `None` where all of
    /// them gain too little.
    ///
    /// Of several choices of one cost that with the most gain; then the one with the most effort on
    /// the first criterion, the second and so on. All parts of it stand on a frontier: a cheaper
    /// part, or one that gains more, would make it cheaper or better.
    pub(super) fn cheapest(self, all: &[Offers], need: i64) -> Option<Choice<'_>> {
        let mut frontiers = self.0;
        let whole = frontiers.pop()?;
        let (cost, gain) = whole.into_iter().find(|(_, gain)| *gain >= need)?;
        let (mut left, mut missing) = (cost, gain);
        let mut taken = Vec::new();
        for offers in all {
            let rest = frontiers.pop()?;
            let remainder = |offer: &Offer| {
                let left = left.without(*offer)?;
                let missing = missing.checked_sub(offer.gain)?;
                (rest.get(&left) == Some(&missing)).then_some((*offer, left, missing))
            };
            let best = offers.choices().filter_map(|it| remainder(&it));
            let (offer, cost, gain) = best.max_by_key(|(it, ..)| (it.effort, it.to))?;
            (left, missing) = (cost, gain);
            if offer.effort > 0 {
                taken.push((offers, offer));
            }
        }
        Some((taken, cost, gain))
    }
}

impl Offers {
    /// The offers, and no step where none is forced.
    fn choices(&self) -> impl Iterator<Item = Offer> {
        let stay = Offer { to: self.from, effort: 0, gain: 0 };
        let stay = (!self.is_forced).then_some(stay);
        stay.into_iter().chain(self.steps.iter().copied())
    }
}

/// The frontier of some criteria and one more.
fn joined(rest: &Frontier, offers: &Offers) -> Frontier {
    let mut most = Frontier::new();
    for (cost, gain) in rest {
        for offer in offers.choices() {
            let (Some(cost), Some(gain)) = (cost.with(offer), gain.checked_add(offer.gain)) else {
                continue;
            };
            let held = most.entry(cost).or_insert(gain);
            *held = (*held).max(gain);
        }
    }
    let mut best = None;
    most.retain(|_, gain| {
        let is_better = best.is_none_or(|best| *gain > best);
        best = best.max(Some(*gain));
        is_better
    });
    most
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "a test may panic")]

    use super::*;

    /// 40 criteria of six levels with weights of 1 to 4 points and efforts of 1 to 100 a level; the
    /// units of a point are 60.
    fn large() -> Vec<Offers> {
        let weights = (0_usize..40).zip([1_i64, 2, 3, 4].into_iter().cycle());
        let offers = |(place, weight): (usize, i64)| {
            let levels = (1_usize..=5).zip(1_i64..);
            let steps = levels.map(|(to, level)| Offer {
                to,
                effort: to * (1 + place * 37 % 100),
                gain: level * 12 * weight,
            });
            Offers { place, from: 0, is_forced: place == 7, steps: steps.collect() }
        };
        weights.map(offers).collect()
    }

    #[test]
    fn a_frontier_is_no_larger_than_the_gains_of_a_card() {
        let (all, most) = (large(), 100 * 60);
        let frontiers = Frontiers::new(&all);
        let sizes: Vec<usize> = frontiers.0.iter().map(BTreeMap::len).collect();
        assert_eq!(sizes.len(), 41);
        assert!(sizes.iter().all(|it| *it <= most + 1), "{sizes:?}");
        let steps: usize = sizes.iter().map(|it| it * 6).sum();
        assert!(steps < 300_000, "{steps} steps");
        let found = frontiers.cheapest(&all, 3_000);
        assert!(found.is_some_and(|(taken, cost, gain)| {
            let effort: usize = taken.iter().map(|(_, it)| it.effort).sum();
            let is_forced = taken.iter().any(|(it, _)| it.place == 7);
            gain >= 3_000 && is_forced && (effort, taken.len()) == (cost.effort, cost.criteria)
        }));
    }
}
