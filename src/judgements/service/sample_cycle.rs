use std::fmt;

use super::SampleCandidate;
use crate::calendar::Day;
use crate::engine::keyed_hash;
use crate::id::CustomerId;

/// Rounds of samples whose order nobody can predict (S23).
///
/// [`sampled_customers`](super::sampled_customers) follows a list that everybody can work out. A
/// check of our own people must not be foreseen: here the order within a cycle comes from a secret
/// key.
///
/// # Rule
///
/// > S23: a keyed-hash order is offered for those who must not be predictable.
///
/// Customers that were not sampled since the cycle began come first, in the order of SipHash-2-4
/// over its first day and their ids. With `n` a round everybody of `N` is reached within `N / n`
/// rounds, rounded up, as without a key. The last round is filled up with those that were sampled
/// longest ago. Each cycle has an order of its own. A cycle can begin anew at any time; until then
/// somebody who was sampled may know that others come first.
///
/// The same key, day and customers give the same order, so a round can be checked afterwards.
///
/// ```
/// use guanxi::day;
/// use guanxi::id::CustomerId;
/// use guanxi::service::{SampleCandidate, SampleCycle};
///
/// let names = ["Chen", "Li", "Sun", "Wu"].map(|it| it.parse::<CustomerId>());
/// let names: Vec<CustomerId> = names.into_iter().collect::<Result<_, _>>()?;
/// let never = |customer| SampleCandidate { customer, last: None };
/// let candidates: Vec<SampleCandidate<'_>> = names.iter().map(never).collect();
/// let cycle = SampleCycle::new(*b"a secret of ours", day!(2026, 1, 1));
/// let first = cycle.sampled_customers(&candidates, 2);
/// assert_eq!(first, cycle.sampled_customers(&candidates, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SampleCycle {
    key: [u8; 16],
    since: Day,
}

impl SampleCycle {
    /// The cycle that begins on a day. The key comes from a source of chance and is kept as other
    /// secrets are.
    pub const fn new(key: [u8; 16], since: Day) -> Self {
        Self { key, since }
    }

    /// The first day.
    pub const fn since(&self) -> Day {
        self.since
    }

    /// The customers of the next round.
    pub fn sampled_customers<'a>(
        &self,
        candidates: &[SampleCandidate<'a>],
        customers: u16,
    ) -> Vec<&'a CustomerId> {
        let mut candidates = candidates.to_vec();
        candidates.sort_by_cached_key(|it| (self.last(it), self.place(it.customer), it.customer));
        let first = candidates.into_iter().take(usize::from(customers));
        first.map(|it| it.customer).collect()
    }

    /// Returns `true` when everybody was sampled since the cycle began: it is time for a new one.
    pub fn is_over(&self, candidates: &[SampleCandidate<'_>]) -> bool {
        candidates.iter().all(|it| self.last(it).is_some())
    }

    /// The last day within the cycle on which a customer was sampled.
    fn last(&self, candidate: &SampleCandidate<'_>) -> Option<Day> {
        candidate.last.filter(|last| *last >= self.since)
    }

    fn place(&self, customer: &CustomerId) -> u64 {
        let since = self.since.to_epoch_days().to_le_bytes();
        keyed_hash(self.key, &[&since, customer.as_str().as_bytes()])
    }
}

/// The key is not shown.
impl fmt::Debug for SampleCycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SampleCycle").field("since", &self.since).finish_non_exhaustive()
    }
}
