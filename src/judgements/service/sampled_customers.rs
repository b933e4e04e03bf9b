use crate::calendar::Day;
use crate::id::CustomerId;

/// A customer that can be sampled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleCandidate<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The last day on which it was sampled.
    pub last: Option<Day>,
}

/// The customers of the next round of samples.
///
/// # Rule
///
/// > S23: those that were sampled longest ago, those never sampled first, ties by id. With `n` a
/// > round everybody of `N` is reached within `N / n` rounds, rounded up.
///
/// ```
/// use guanxi::day;
/// use guanxi::id::CustomerId;
/// use guanxi::service::{SampleCandidate, sampled_customers};
///
/// let names = ["Wu", "Li", "Chen"].map(|it| it.parse::<CustomerId>());
/// let [wu, li, chen] = names;
/// let (wu, li, chen) = (wu?, li?, chen?);
/// let candidates = [
///     SampleCandidate { customer: &wu, last: Some(day!(2026, 1, 5)) },
///     SampleCandidate { customer: &li, last: Some(day!(2026, 2, 5)) },
///     SampleCandidate { customer: &chen, last: None },
/// ];
/// assert_eq!(sampled_customers(&candidates, 2), [&chen, &wu]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "抽样回访")]
pub fn sampled_customers<'a>(
    candidates: &[SampleCandidate<'a>],
    customers: u16,
) -> Vec<&'a CustomerId> {
    let mut candidates = candidates.to_vec();
    candidates.sort_by_key(|it| (it.last, it.customer));
    let first = candidates.into_iter().take(usize::from(customers));
    first.map(|it| it.customer).collect()
}
