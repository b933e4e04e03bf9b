use super::{MergeBatchError, MergeConflict, MergeFigures, MergePreview, united_card};
use crate::account::CustomerTerms;
use crate::book::Book;
use crate::calendar::Day;
use crate::customer::{CardView, Field};
use crate::duplicate::{MergeBatch, PlannedMerge};
use crate::id::CustomerKey;
use crate::review::Review;

/// The consequences of one merge of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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

/// The dry run of a batch of merges as of the day of a review. Nothing is changed until it is
/// [applied](Self::apply).
///
/// Written with its merges, customers by their positions in the book.
#[doc(alias = "合并预演")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct MergeRehearsal {
    /// The first day on which the merges hold.
    pub on: Day,
    /// The merges of the batch, in its order.
    pub merges: Vec<RehearsedMerge>,
}

impl MergeRehearsal {
    pub(crate) fn new(review: &Review<'_>, batch: &MergeBatch, on: Day) -> Self {
        let merges = batch.merges.iter().map(|plan| RehearsedMerge::new(review, plan, on));
        Self { on, merges: merges.collect() }
    }

    /// The rehearsal without the merges that have a conflict.
    #[must_use]
    pub fn ready(&self) -> Self {
        let ready = self.merges.iter().filter(|it| it.conflicts.is_empty());
        Self { on: self.on, merges: ready.cloned().collect() }
    }

    /// The merges with a conflict.
    pub fn open(&self) -> impl Iterator<Item = &RehearsedMerge> {
        self.merges.iter().filter(|it| !it.conflicts.is_empty())
    }

    /// Makes the merges, all or none.
    ///
    /// # Errors
    ///
    /// [`MergeBatchError::Open`] with all conflicts, while there is one: a person decides them
    /// first, or [`ready`](Self::ready) leaves their merges out. [`MergeBatchError::Refused`] when
    /// the book has changed since. Then nothing has changed.
    #[doc(alias = "批量合并")]
    pub fn apply(&self, book: &mut Book) -> Result<(), MergeBatchError> {
        let conflicts: Vec<_> = self.open().flat_map(|it| it.conflicts.iter().cloned()).collect();
        if !conflicts.is_empty() {
            return Err(MergeBatchError::Open { conflicts });
        }
        let plans = self.merges.iter().map(|it| &it.plan);
        Ok(book.customers_mut().merge_all(plans, self.on)?)
    }
}

impl RehearsedMerge {
    fn new(review: &Review<'_>, plan: &PlannedMerge, on: Day) -> Self {
        let (ledger, survivor) = (review.book().ledger(), plan.survivor);
        let (mut previews, mut conflicts) = (Vec::new(), Vec::new());
        let blank = CustomerTerms::default();
        let name = |key| review.book().name(key).to_owned();
        for customer in plan.merged.iter().copied() {
            if let Err(error) = ledger.check_merge(customer, survivor, on) {
                conflicts.push(MergeConflict::Refused { customer, name: name(customer), error });
                continue;
            }
            let Some(preview) = MergePreview::new(review, customer, survivor) else { continue };
            let lost =
                preview.clashes.iter().filter(|it| it.merged != blank.term(it.merged.kind()));
            conflicts.extend(lost.map(|it| {
                let (name, clash) = (name(customer), it.clone());
                MergeConflict::Term { customer, name, clash }
            }));
            conflicts.extend(preview.rights.iter().cloned().map(MergeConflict::Rights));
            previews.push(preview);
        }
        conflicts.extend(conflicts_of_cards(review, plan));
        let together = ledger.account_if_merged(&plan.merged, survivor, review.as_of());
        let together = together.and_then(|it| MergeFigures::new(review, it.view()));
        Self { plan: plan.clone(), previews, together, conflicts }
    }
}

/// The conflicts between the cards of a merge: fields without a value that stands, and records that
/// contradict each other.
fn conflicts_of_cards(review: &Review<'_>, plan: &PlannedMerge) -> Vec<MergeConflict> {
    let survivor = plan.survivor;
    let name = review.book().name(survivor).to_owned();
    let with_theirs = |key: CustomerKey| {
        let theirs = review.book().ledger().merges.merged_into_at(key, review.as_of());
        std::iter::once(key).chain(theirs)
    };
    let others = std::iter::once(survivor).chain(plan.merged.iter().copied());
    let card = match united_card(review, survivor, others.flat_map(with_theirs)) {
        Ok(card) => card,
        Err(problems) => return vec![MergeConflict::Cards { survivor, name, problems }],
    };
    let view = CardView::in_full(&card, &review.policy().card);
    let is_open = |field: &Field| view.standing(*field, review.as_of()).is_in_conflict();
    let open = Field::ALL.into_iter().filter(is_open);
    open.map(|field| MergeConflict::Field { survivor, name: name.clone(), field }).collect()
}
