//! Names: ids that cannot be mistaken for each other, and dense handles for them.
//!
//! An id is text of 1 to [`MAX_LEN`] characters without control characters or blanks at its ends,
//! kept as given. Two ids are equal only if their texts are: nothing is trimmed, folded or guessed.
//! Ids that are different and look alike are told by [`look_alikes`].
//!
//! | type | names |
//! |---|---|
//! | [`CustomerId`] | a customer |
//! | [`CustomerKey`] | a customer, by its position in a book |
//! | [`GroupId`] | a group of customers |
//! | [`ContractId`] | a contract |
//! | [`PolicyId`], [`PolicyVersion`] | a policy; its version |
//! | [`DocumentId`] | a document: an invoice, a payment, an order, a sale |
//! | [`LineNumber`], [`LineNumberError`] | a line of a document; a number that is none |
//! | [`ProductGroupId`] | a product group |
//! | [`BrandId`] | a brand |
//! | [`TerritoryId`] | a sales territory |
//! | [`SalesChannelId`] | a way in which goods are sold |
//! | [`ExclusivityGroupId`] | distributors that share an exclusive right |
//! | [`StaffId`] | a member of the staff |
//! | [`RoleId`] | a role of the staff |
//! | [`CauseId`] | a cause of a warning |
//! | [`RemedyId`] | a remedy for a cause |
//! | [`PersonId`] | a person at a customer |
//! | [`NeedId`] | a need of customers |
//! | [`RivalId`] | a competitor |
//! | [`AcceptorId`] | the acceptor of a bill |
//! | [`ObjectionKindId`] | a kind of objection |
//! | [`QuestionId`], [`AnswerId`] | a question to establish; an answer given |
//! | [`BusinessTypeId`] | a kind of business |
//! | [`PermitKindId`] | a kind of permit |
//! | [`CriterionId`], [`GradeId`] | a criterion and a grade of a scorecard |
//! | [`FigureId`] | a figure of the book that a scorecard reads |
//! | [`ActivityId`] | an activity of serving customers |
//! | [`EntitlementId`] | a service to which customers are entitled |
//! | [`ObjectiveId`] | an objective of the plan of a key account |
//! | [`RebateId`] | a rebate agreement |
//! | [`UnitId`], [`BatchId`] | a unit of goods; a batch of them |
//! | [`OutletId`] | an outlet |
//! | [`DiversionId`] | a case of diversion |
//! | [`ComplaintId`], [`LetterId`], [`ReturnId`] | a complaint; a letter; goods that come back |
//! | [`RepairId`] | a repair |
//! | [`FundRequestId`], [`FundClaimId`] | a request and a claim for support |
//! | [`SupportLineId`], [`OurPromiseId`] | a line of a plan of support; a promise of ours |
//! | [`LentThingId`] | a thing of ours at a customer |
//! | [`IdError`] | a text that is no id |
//! | [`LookAlikes`], [`IdDifference`] | ids that look alike; by what they differ |

mod composed;
mod customer_key;
mod invisible;
mod letters;
mod line_number;
mod look_alikes;
mod text_id;

pub use customer_key::CustomerKey;
pub use line_number::{LineNumber, LineNumberError};
pub use look_alikes::{IdDifference, LookAlikes, look_alikes};
pub use text_id::{
    AcceptorId, ActivityId, AnswerId, BatchId, BrandId, BusinessTypeId, CauseId, ComplaintId,
    ContractId, CriterionId, CustomerId, DiversionId, DocumentId, EntitlementId,
    ExclusivityGroupId, FigureId, FundClaimId, FundRequestId, GradeId, GroupId, IdError,
    LentThingId, LetterId, MAX_LEN, NeedId, ObjectionKindId, ObjectiveId, OurPromiseId, OutletId,
    PermitKindId, PersonId, PolicyId, PolicyVersion, ProductGroupId, QuestionId, RebateId,
    RemedyId, RepairId, ReturnId, RivalId, RoleId, SalesChannelId, StaffId, SupportLineId,
    TerritoryId, UnitId,
};

pub(crate) use letters::{half, push_folded};
pub(crate) use text_id::checked;
