use std::collections::{BTreeMap, BTreeSet};

use super::{Objection, ObjectionPolicy, ObjectionStep};
use crate::calendar::AsOf;
use crate::id::{AnswerId, CustomerId, ObjectionKindId};
use crate::measure::Proportion;

/// The outcomes of one answer to one kind of objection, up to a date.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AnswerRate {
    /// The kind of objection.
    pub kind: ObjectionKindId,
    /// The answer; `None` for all answers to the kind.
    pub answer: Option<AnswerId>,
    /// The answers after which the sale went on, of those whose outcome is known.
    pub advanced: Proportion,
    /// The answers after which the customer objected again.
    pub repeated: u32,
    /// The answers after which the objection was closed.
    pub closed: u32,
    /// The answers whose outcome is not known.
    pub pending: u32,
}

/// A kind of objection that many customers raise: a gap for the survey, and for the price where it
/// is the price.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CommonObjection {
    /// The kind.
    pub kind: ObjectionKindId,
    /// The customers who raised it, of those that were met.
    pub customers: Proportion,
}

/// The objections of one customer, as its account has them.
#[derive(Debug, Clone, Copy)]
pub struct CustomerObjections<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// Its objections.
    pub objections: &'a [Objection],
}

#[derive(Debug, Clone, Copy, Default)]
struct Outcomes {
    advanced: u32,
    repeated: u32,
    closed: u32,
    pending: u32,
}

/// The count of one outcome among the others.
type Place = fn(&mut Outcomes) -> &mut u32;

/// The outcomes of answers up to a date, by kind and answer; first of each kind those of all its
/// answers. `None` for more than 2^32 − 1 answers.
///
/// Rates are of answers, never of people.
pub fn answer_rates<'a>(
    objections: impl IntoIterator<Item = &'a Objection>,
    t: AsOf,
) -> Option<Vec<AnswerRate>> {
    let mut outcomes: BTreeMap<(&ObjectionKindId, Option<&AnswerId>), Outcomes> = BTreeMap::new();
    for objection in objections {
        let kind = &objection.opening().kind;
        let mut pending: Option<&AnswerId> = None;
        let mut count = |answer: &'a AnswerId, place: Place| {
            for of in [None, Some(answer)] {
                let count = place(outcomes.entry((kind, of)).or_default());
                *count = count.checked_add(1)?;
            }
            Some(())
        };
        for entry in objection.trail().seen(t) {
            let place: Place = match &entry.step {
                ObjectionStep::Answer { answer } => {
                    pending = Some(answer);
                    continue;
                }
                ObjectionStep::Advance => |it| &mut it.advanced,
                ObjectionStep::Repeat => |it| &mut it.repeated,
                ObjectionStep::Close { .. } => |it| &mut it.closed,
                ObjectionStep::Establish { .. } | ObjectionStep::FollowUp => continue,
            };
            if let Some(answer) = pending.take() {
                count(answer, place)?;
            }
        }
        if let Some(answer) = pending {
            count(answer, |it| &mut it.pending)?;
        }
    }
    let rate = |((kind, answer), it): ((&ObjectionKindId, Option<&AnswerId>), Outcomes)| {
        let known = it.advanced.checked_add(it.repeated)?.checked_add(it.closed)?;
        Some(AnswerRate {
            kind: kind.clone(),
            answer: answer.cloned(),
            advanced: Proportion::try_new(it.advanced, known)?,
            repeated: it.repeated,
            closed: it.closed,
            pending: it.pending,
        })
    };
    outcomes.into_iter().map(rate).collect()
}

/// The kinds of objections that are common among the customers that were met in the days of the
/// policy before a date, by kind.
///
/// # Rule
///
/// > S4: the same kind at ≥ 3 customers and ≥ 20 % of those met in 90 days: a survey gap.
///
/// Objections of customers that are not among those met do not count. Both bounds are met exactly
/// when they are met.
pub fn common_objections<'a>(
    objections: impl IntoIterator<Item = CustomerObjections<'a>>,
    met: &BTreeSet<CustomerId>,
    t: AsOf,
    policy: &ObjectionPolicy,
) -> Vec<CommonObjection> {
    let window = t.last_days(policy.common_days);
    let mut customers: BTreeMap<&ObjectionKindId, BTreeSet<&CustomerId>> = BTreeMap::new();
    for CustomerObjections { customer, objections } in objections {
        let raised = objections.iter().map(Objection::opening).filter(|it| window.contains(it.on));
        for opening in raised.filter(|_| met.contains(customer)) {
            customers.entry(&opening.kind).or_default().insert(customer);
        }
    }
    let common = |(kind, customers): (&ObjectionKindId, BTreeSet<&CustomerId>)| {
        let (raised, met) = (u32::try_from(customers.len()).ok()?, u32::try_from(met.len()).ok()?);
        let customers = Proportion::try_new(raised, met)?;
        let is_common = raised >= u32::from(policy.common_customers)
            && customers.fraction()? >= policy.common_share;
        is_common.then(|| CommonObjection { kind: kind.clone(), customers })
    };
    customers.into_iter().filter_map(common).collect()
}
