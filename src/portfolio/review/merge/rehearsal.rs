use std::fmt;

use super::{MergeFigures, MergePreview, TermClash};
use crate::account::{CustomerTerms, MergeError};
use crate::calendar::Day;
use crate::contract::RightsConflict;
use crate::duplicate::{MergeBatch, PlannedMerge};
use crate::id::CustomerKey;
use crate::review::Review;

/// Something that a person has to decide before customers are merged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MergeConflict {
    /// A term that is stated of the customer merged and is not the survivor's: it would be lost.
    Term {
        /// The customer that is to be merged.
        customer: CustomerKey,
        /// The two terms.
        clash: TermClash,
    },
    /// Contracts of the two grant rights against each other.
    Rights(RightsConflict),
    /// The book would refuse the merge.
    Refused {
        /// The customer that is to be merged.
        customer: CustomerKey,
        /// The reason.
        error: MergeError,
    },
}

impl fmt::Display for MergeConflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term { customer, clash } => {
                let (kind, position) = (clash.merged.kind(), customer.position());
                write!(f, "{kind} of the customer at position {position} is not the survivor's")
            }
            Self::Rights(conflict) => conflict.fmt(f),
            Self::Refused { customer, error } => {
                write!(f, "the customer at position {}: {error}", customer.position())
            }
        }
    }
}

/// The consequences of one merge of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RehearsedMerge {
    /// The merge.
    pub plan: PlannedMerge,
    /// The consequences for each customer that is merged, in the order of the plan, as if it alone
    /// were; those of a customer that is not in the book are left out.
    pub previews: Vec<MergePreview>,
    /// The figures of the survivor with all that are merged; `None` when a customer is not in the
    /// book, or totals do not fit.
    pub together: Option<MergeFigures>,
    /// Everything that a person has to decide first.
    pub conflicts: Vec<MergeConflict>,
}

/// The dry run of a batch of merges as of the day of a review. Nothing is changed.
#[doc(alias = "合并预演")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct MergeRehearsal {
    /// The merges of the batch, in its order.
    pub merges: Vec<RehearsedMerge>,
}

impl MergeRehearsal {
    pub(crate) fn new(review: &Review<'_>, batch: &MergeBatch, on: Day) -> Self {
        let merges = batch.merges.iter().map(|plan| RehearsedMerge::new(review, plan, on));
        Self { merges: merges.collect() }
    }

    /// The merges without a conflict, which
    /// [`Customers::merge_all`](crate::book::Customers::merge_all) takes.
    pub fn ready(&self) -> Vec<PlannedMerge> {
        let ready = self.merges.iter().filter(|it| it.conflicts.is_empty());
        ready.map(|it| it.plan.clone()).collect()
    }

    /// The merges with a conflict.
    pub fn open(&self) -> impl Iterator<Item = &RehearsedMerge> {
        self.merges.iter().filter(|it| !it.conflicts.is_empty())
    }
}

impl RehearsedMerge {
    fn new(review: &Review<'_>, plan: &PlannedMerge, on: Day) -> Self {
        let (ledger, survivor) = (review.book().ledger(), plan.survivor);
        let (mut previews, mut conflicts) = (Vec::new(), Vec::new());
        let blank = CustomerTerms::default();
        for customer in plan.merged.iter().copied() {
            if let Err(error) = ledger.check_merge(customer, survivor, on) {
                conflicts.push(MergeConflict::Refused { customer, error });
                continue;
            }
            let Some(preview) = MergePreview::new(review, customer, survivor) else { continue };
            let lost =
                preview.clashes.iter().filter(|it| it.merged != blank.term(it.merged.kind()));
            conflicts.extend(lost.map(|it| MergeConflict::Term { customer, clash: it.clone() }));
            conflicts.extend(preview.rights.iter().cloned().map(MergeConflict::Rights));
            previews.push(preview);
        }
        let together = ledger.account_if_merged(&plan.merged, survivor, review.as_of());
        let together = together.and_then(|it| MergeFigures::new(review, it.view()));
        Self { plan: plan.clone(), previews, together, conflicts }
    }
}
