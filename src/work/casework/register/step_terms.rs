use std::collections::BTreeMap;

use super::input::Evaluations;
use crate::calendar::AsOf;
use crate::casework::episode::Episode;
use crate::casework::policy::CasePolicy;
use crate::feed::Watermarks;
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::warning::{ByRule, Outcome, Rule};

/// The customers of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Reach {
    /// The whole book, of which a list tells what stands.
    Baseline,
    /// The whole book.
    Whole,
    /// Some customers.
    Part,
}

/// A step as the caller gives it, without what it finds.
#[derive(Clone, Copy)]
pub(super) struct StepTerms<'a> {
    pub(super) number: u64,
    pub(super) reach: Reach,
    pub(super) watermarks: &'a Watermarks,
    pub(super) t: AsOf,
    pub(super) policy: &'a CasePolicy,
    /// Customers of a part that are not reviewed on the day.
    pub(super) gone: &'a [CustomerKey],
}

impl<'a> StepTerms<'a> {
    pub(super) const fn new(
        number: u64,
        reach: Reach,
        watermarks: &'a Watermarks,
        t: AsOf,
        policy: &'a CasePolicy,
    ) -> Self {
        Self { number, reach, watermarks, t, policy, gone: &[] }
    }
}

/// A customer of a step with its outcomes; without, where it is no longer reviewed.
pub(super) type Row = (CustomerKey, Option<ByRule<Outcome>>);

type Files = BTreeMap<CustomerKey, Vec<Episode>>;

/// Customers with a breach or an episode. Of the whole book also those with an episode that are no
/// longer reviewed.
pub(super) fn rows(files: &Files, evaluations: &Evaluations<'_>, terms: StepTerms<'_>) -> Vec<Row> {
    if terms.reach == Reach::Part {
        let row = |(customer, place): (&CustomerKey, usize)| {
            let outcomes = evaluations.outcomes.row(place)?;
            let is_known = files.contains_key(customer);
            (is_known || objects(outcomes)).then_some((*customer, Some(outcomes)))
        };
        let gone = terms.gone.iter().filter(|it| files.contains_key(it)).map(|it| (*it, None));
        let mut rows: Vec<Row> =
            evaluations.customers.iter().zip(0..).filter_map(row).chain(gone).collect();
        rows.sort_by_key(|(customer, _)| *customer);
        return rows;
    }
    let mut known = files.keys().copied().peekable();
    let mut rows = Vec::with_capacity(files.len());
    for (place, customer) in evaluations.customers.iter().enumerate() {
        // Every column has a row for each customer.
        let Some(outcomes) = evaluations.outcomes.row(place) else { break };
        while let Some(gone) = known.next_if(|it| it < customer) {
            rows.push((gone, None));
        }
        let is_known = known.next_if_eq(customer).is_some();
        if is_known || objects(outcomes) {
            rows.push((*customer, Some(outcomes)));
        }
    }
    rows.extend(known.map(|gone| (gone, None)));
    rows
}

/// Tests whether any rule has a breach.
pub(super) fn objects(outcomes: ByRule<Outcome>) -> bool {
    Rule::ALL.iter().any(|rule| outcomes.get(*rule).level().is_some())
}

/// The number of customers of which a step of the whole book would raise a warning of each rule.
pub(super) fn newly_raised(
    files: &Files,
    rows: &[Row],
    stale: ByRule<bool>,
    StepTerms { t, policy, .. }: StepTerms<'_>,
) -> ByRule<usize> {
    let mut raised = ByRule::<usize>::default();
    let unseen = ByRule::each(Episode::new);
    // Customers ascend on both sides, and every file has a row.
    let mut files = files.iter().peekable();
    for (customer, outcomes) in rows {
        let file = files.next_if(|(it, _)| *it == customer).map(|(_, file)| file);
        let Some(outcomes) = outcomes else { continue };
        for rule in Rule::ALL.into_iter().filter(|rule| !*stale.get(*rule)) {
            let Some(level) = outcomes.get(rule).level() else { continue };
            let episode = file.into_iter().flatten().find(|it| it.rule() == rule);
            if episode.unwrap_or(unseen.get(rule)).would_raise(level, t, policy) {
                let count = raised.get_mut(rule);
                *count = proven!(count.checked_add(1), else usize::MAX, "at most one a row");
            }
        }
    }
    raised
}
