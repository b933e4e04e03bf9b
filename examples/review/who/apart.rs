//! Pairs that a person ruled to be two although a number of both is equal. The ruling stands, and
//! one of the two facts is wrong.

use std::fmt;

use guanxi::duplicate::PairVerdict;
use guanxi::identity::DistinctRuling;
use guanxi::review::Review;

use super::{KnownCustomer, Reader};
use crate::load::known::Known;

/// A ruling, and the verdict that the records would have without it.
pub(crate) struct RuledApart {
    pub(crate) ruling: DistinctRuling,
    verdict: PairVerdict,
}

impl fmt::Display for RuledApart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; yet {}", self.ruling, self.verdict)
    }
}

/// The rulings on the day about two of the customers, of which a number is equal.
pub(super) fn apart(
    review: &Review<'_>,
    known: &Known,
    customers: &[KnownCustomer<'_>],
) -> Result<Vec<RuledApart>, String> {
    let (t, policy) = (review.as_of(), &review.policy().identity);
    let (reader, forms) = (Reader::new(review, known), policy.name_forms());
    let rulings = known.distinct.of_survivors(t, |key| review.book().survivor_at(key, t));
    let mut found = Vec::new();
    for ruling in rulings.iter() {
        let pair = [ruling.pair.first(), ruling.pair.second()];
        if !pair.iter().all(|key| customers.iter().any(|it| it.key == *key)) {
            continue;
        }
        let [one, other] = pair.map(|key| reader.identity(key, &forms));
        let verdict = policy.compare(&one?, &other?);
        if matches!(verdict, PairVerdict::Same { .. }) {
            found.push(RuledApart { ruling: ruling.clone(), verdict });
        }
    }
    Ok(found)
}
