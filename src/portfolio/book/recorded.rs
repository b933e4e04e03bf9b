use super::BookError;
use crate::account::CustomerFact;
use crate::id::CustomerKey;

/// The handling of a batch of facts after one of them is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OnRefusal {
    /// Leave it out and take the facts after it.
    GoOn,
    /// Take none of the facts after it.
    Stop,
}

/// A refused fact of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedFact {
    /// Its place in the batch, from 0.
    pub place: usize,
    /// The reason.
    pub error: BookError,
}

/// The fate of a batch of facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recorded {
    /// The number of facts taken.
    pub taken: usize,
    /// The refused facts in the order of the batch.
    pub refused: Vec<RefusedFact>,
    /// The customers about whom a fact was recorded, each once, in the order of their registration.
    pub changed: Vec<CustomerKey>,
}

impl Recorded {
    /// Records a batch of facts one after the other.
    pub(super) fn of_batch(
        facts: impl IntoIterator<Item = CustomerFact>,
        on_refusal: OnRefusal,
        mut record: impl FnMut(CustomerFact) -> Result<(), BookError>,
    ) -> Self {
        let mut recorded = Self::default();
        for (place, fact) in facts.into_iter().enumerate() {
            let customer = fact.customer;
            match record(fact) {
                Ok(()) => recorded.changed.push(customer),
                Err(error) => {
                    recorded.refused.push(RefusedFact { place, error });
                    if on_refusal == OnRefusal::Stop {
                        break;
                    }
                }
            }
        }
        recorded.taken = recorded.changed.len();
        recorded.changed.sort_unstable();
        recorded.changed.dedup();
        recorded
    }
}
