//! The review of a book as of a day, and the judgement of single customers.
//!
//! | type | what it is |
//! |---|---|
//! | [`Review`] | the whole book judged as of a day: classes, quadrants, outcomes in columns |
//! | [`OwnedReview`] | a review that owns its book and policy, to be shared |
//! | [`Explanation`] | everything that is judged of one customer, with its evidence |
//! | [`TradeWithoutContract`] | goods sold in the last year on days without a contract in force |
//! | [`EndedCustomer`] | a customer with which the relationship has ended, judged for debt |
//! | [`LostCustomer`] | a customer that is lost, with what it bought when it still did |
//! | [`CustomerOneOff`] | a customer with an order day that is not usual for it |
//! | [`MergePreview`], [`MergeFigures`], [`TermClash`] | the consequences of a merge |
//! | [`MergeRehearsal`], [`RehearsedMerge`] | the dry run of a batch of merges; of one merge |
//! | [`MergeConflict`] | something that a person has to decide before a merge |
//! | [`MergeBatchError`] | the reason for which a batch of merges is not made |
//! | [`ReviewChange`] | two reviews of which the change is asked |
//! | [`ReviewMovement`] | movement between two reviews, by quadrant and class |
//! | [`ReviewBridge`] | the revenue bridge of a book, with what is missing of its sales |
//! | [`PolicyMovement`] | what a new policy alone moved, apart from what customers moved |
//! | [`ReviewComparison`] | two reviews customer by customer: of two policies, or of two days |
//! | [`CustomerChange`], [`ServiceChange`] | a customer, a service that changes between them |
//! | [`ComparedGroup`] | the customers that change in one way, with their money |
//! | [`LevelMovement`], [`LevelChange`] | movement between the levels of each rule; its kinds |
//! | [`NamedMerge`] | a customer of another book that is counted as another |
//! | [`ChangeError`] | the reason why the change between two reviews cannot be told |
//! | [`CallListEntry`] | a customer to call, by value at risk |
//! | [`NamedCallListEntry`] | the same with the name of the customer, as it is written |
//! | [`GroupReview`], [`ReviewedGroup`] | the groups of a review, each as one customer |
//! | [`GroupCall`], [`GroupOrCustomer`] | a line of a call list by group; the one to call |
//! | [`VisitNeeds`], [`StaffVisits`] | the visits of all our people; those of one of them |
//! | [`VisitRequest`], [`VisitDuty`] | the days to be planned; a dated duty at a customer |
//! | [`CustomerSilence`] | the silence between us and a customer, by one clock |
//! | [`EffectRequest`], [`EffectGroups`] | the customers by whom an effect of support is read |
//! | [`Summary`] | totals of a review |
//! | [`Slice`] | some of the customers: their number and their purchases |
//! | [`Assessor`] | a policy in a context, by which one customer is read and judged |
//! | [`Readings`] | everything that the rules have read of one customer |
//! | [`Judgement`] | the judgement of one customer, without evidence |
//! | [`StepContext`] | facts that a step of the register takes beside the review |
//! | [`RegisterDay`] | the day of a register between two reviews: steps after single events |
//! | [`ComingDays`], [`NextEvaluation`] | days to come, on which time alone changes a verdict |
//! | [`EventStepError`] | the refusal of an event, by the book or by the register |
//! | [`ReviewError`] | the reason why a book cannot be reviewed |
//!
//! One customer, a whole book and one more event go through the same functions, those of the
//! [`Assessor`].
//!
//! Systems of the domain: [S24], [S25], [S26].
//!
//! [S24]: crate::docs::domain#s24
//! [S25]: crate::docs::domain#s25
//! [S26]: crate::docs::domain#s26

mod answers;
mod assess;
mod batch;
mod book;
mod call_list_entry;
mod change;
mod check_order;
mod columns;
mod explanation;
mod groups;
mod lost;
mod merge;
mod register_day;
mod review;
mod review_error;
mod silence;
mod summary;
mod support;
mod visits;
#[cfg(feature = "serde")]
mod written;

pub use assess::{Assessor, Judgement, Readings};
pub use call_list_entry::{CallListEntry, NamedCallListEntry};
pub use change::{
    ChangeError, ComparedGroup, CustomerChange, LevelChange, LevelMovement, NamedMerge,
    PolicyMovement, ReviewBridge, ReviewChange, ReviewComparison, ReviewMovement, ServiceChange,
};
pub use columns::{CustomerOneOff, EndedCustomer};
pub use explanation::{Explanation, TradeWithoutContract};
pub use groups::{GroupCall, GroupOrCustomer, GroupReview, ReviewedGroup};
pub use lost::LostCustomer;
pub use merge::{
    MergeBatchError, MergeConflict, MergeFigures, MergePreview, MergeRehearsal, RehearsedMerge,
    TermClash,
};
pub use register_day::{ComingDays, EventStepError, NextEvaluation, RegisterDay, StepContext};
pub use review::{OwnedReview, Review};
pub use review_error::ReviewError;
pub use silence::CustomerSilence;
pub use summary::{Slice, Summary};
pub use support::{EffectGroups, EffectRequest};
pub use visits::{StaffVisits, VisitDuty, VisitNeeds, VisitRequest};
