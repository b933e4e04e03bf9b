//! Credit: exposure, limits, the check of orders, proposed limits, and collection (S20).
//!
//! | type | rule |
//! |---|---|
//! | [`Exposure`] | open items, deliveries, bills and open orders, less credit and guarantees |
//! | [`LimitResolution`] | the limit in force, and the reason for which every other is not |
//! | [`GroupTree`], [`Pool`] | limits that customers share, groups within groups |
//! | [`OrderCheckPolicy`] | approve, warn or hold: every rule asked and reported |
//! | [`OrderCheck`], [`Reason`] | the verdict with all its reasons in order of precedence |
//! | [`Remedies`] | the smallest payment, cut or limit, or the earliest day, that ends a hold |
//! | [`ProposalPolicy`] | a limit from score and means, and the cap that binds it |
//! | [`ExchangeRates`] | limits and debts in other currencies, with every rounding recorded |
//! | [`InterestPolicy`] | simple interest on arrears, exact until it is rounded once |
//! | [`ReminderFees`], [`WaiverPolicy`] | fees of reminders; waivers and who may give them |
//! | [`AllowancePolicy`] | the allowance for bad debts by age and credit grade |
//! | [`CreditGrades`] | the grade of a score, and the trade that it allows |
//! | [`CashInPolicy`] | the expected day of each receipt, and the cash-in by week |
//! | [`CollectionStrategy`] | the next step of a collection by class, age and conduct |
//! | [`BillPolicy`], [`DepositPosition`] | bills in the exposure; deposits that secure |
//! | [`StatementPolicy`], [`LimitationPolicy`] | confirmed balances; the limitation of claims |
//! | [`SalesBalance`] | sales, collections and debt of a window |
//! | [`collection_schedule`] | the calls of a collection, ranked |
//!
//! Parts, plain forms and errors:
//!
//! | type | meaning |
//! |---|---|
//! | [`ReturnedGoods`] | goods returned and not yet credited |
//! | [`LimitInForce`] | an agreed limit, raised by the cover of insurances |
//! | [`LimitSource`] | the source of a limit |
//! | [`SupersededLimit`], [`NotInForce`] | a limit that is not in force, and the reason |
//! | [`GroupNode`] | a group of customers with its shared limit |
//! | [`PoolKind`] | the kind of a pool |
//! | [`OrderRequest`] | an order to be checked |
//! | [`OrderRequestError`] | the reason why an order cannot be checked |
//! | [`CreditInputs`] | figures and decisions that a check takes besides the account |
//! | [`OrderCheckPolicyDraft`] | the plain form of an order check policy |
//! | [`OrderVerdict`] | the verdict on an order: approve, warn or hold |
//! | [`Action`] | the action on an order that breaks a rule |
//! | [`CheckFinding`] | the finding of one rule, with its basis and outcome |
//! | [`CheckOutcome`] | the outcome of a rule: passed, failed or not judged |
//! | [`Measured`] | a value and its bound |
//! | [`Basis`] | the basis of a finding |
//! | [`Bounded`] | a rule with a bound |
//! | [`Comparison`] | the comparison by which a limit is exceeded |
//! | [`Included`] | the categories that count as exposure |
//! | [`CategoryLimits`] | the largest part of each category of the exposure |
//! | [`OverdueAmountRule`] | the rule about the overdue sum |
//! | [`OverdueShareRule`] | the rule about the overdue share of the open items |
//! | [`PaymentIndexRule`] | the rule about the payment index |
//! | [`ProposalPolicyDraft`] | the plain form of a proposal policy |
//! | [`Proposal`] | a proposed limit, its binding cap, and every cap that is known |
//! | [`ProposalError`] | the reason why no limit is proposed |
//! | [`CreditMeans`] | figures of a customer from which a limit is proposed |
//! | [`CapacityPoint`] | a score and the share of the means that it allows |
//! | [`LimitCap`], [`CapAmount`] | a cap of a limit, and the amount that it leaves |
//! | [`LimitRounding`] | the rounding of a proposed limit |
//! | [`ExchangeRate`] | a rate from its day on |
//! | [`RateError`] | the refusal of a rate or of a conversion |
//! | [`Converted`] | a converted amount, with the rate and the rounding |
//! | [`InterestPolicyDraft`], [`ReminderFeesDraft`] | the plain forms of interest and fees |
//! | [`RateStep`], [`DayCount`] | a rate from a day on; the length of a year |
//! | [`GraceEffect`] | the effect of days of grace on interest |
//! | [`ExactInterest`] | interest before rounding |
//! | [`ArrearsInterest`], [`ItemInterest`] | interest on the arrears of a customer; on one item |
//! | [`InterestError`] | the reason why interest cannot be worked out |
//! | [`WaiverPolicyDraft`], [`WaiverAuthority`] | the plain form; the authority of a role |
//! | [`Waiver`], [`Charged`] | a waiver; charges before it |
//! | [`WaiverError`] | a waiver that is refused |
//! | [`AllowancePolicyDraft`] | the plain form of an allowance policy |
//! | [`SecuredOrder`] | the buckets from which the secured part is taken first |
//! | [`Allowance`], [`AllowanceRow`] | the allowance for a customer; for one bucket |
//! | [`AllowanceMovement`] | the movement of an allowance: opening, charge, use, closing |
//! | [`CreditGradesDraft`], [`CreditGrade`] | the plain form of the table; a row of it |
//! | [`GradedTerms`] | the trade that a grade allows a customer |
//! | [`CashInPolicyDraft`] | the plain form of a policy of cash-in |
//! | [`PaymentHabit`], [`DaysInterval`] | the days beyond terms of payments, weighted by money |
//! | [`CashInDebtor`] | a customer whose payments are expected |
//! | [`CashInForecast`], [`CashInWeek`] | a forecast of the cash-in; up to the end of a week |
//! | [`ExpectedReceipt`], [`ReceiptBasis`] | the receipt for an open item; its ground |
//! | [`CollectionStrategyDraft`], [`StrategyRow`] | the plain form of the table; a row of it |
//! | [`CollectionStep`] | a step of a collection |
//! | [`PaymentConduct`], [`ConductFacts`] | the conduct in paying; the facts that tell it |
//! | [`BillPolicyDraft`], [`BillPosition`] | the plain form; the bills of a customer on a date |
//! | [`StatementFinding`] | a finding about statements of account |
//! | [`StatementPolicyDraft`], [`LimitationPolicyDraft`] | the plain forms |
//! | [`LimitationPeriod`], [`LimitedClaim`] | the limitation of a claim; a claim with it |
//! | [`CreditSales`] | credit sales of a window |
//! | [`Debtor`] | a customer who may be asked to pay |
//! | [`CollectionCall`] | a call: a customer, a day, and the amount to ask for |
//!
//! Systems of the domain: [S10], [S20].
//!
//! [S10]: crate::docs::domain#s10
//! [S20]: crate::docs::domain#s20

mod allowance;
mod cash_in;
mod collection;
mod exposure;
mod grade;
mod instruments;
mod interest;
mod limit;
mod order_check;
mod proposal;
mod reason;
mod strategy;

pub use allowance::{
    Allowance, AllowanceMovement, AllowancePolicy, AllowancePolicyDraft, AllowanceRow, SecuredOrder,
};
pub use cash_in::{
    CashInDebtor, CashInForecast, CashInPolicy, CashInPolicyDraft, CashInWeek, DaysInterval,
    ExpectedReceipt, PaymentHabit, ReceiptBasis,
};
pub use collection::{CollectionCall, Debtor, SalesBalance, collection_schedule};
pub(crate) use exposure::BesideBalance;
pub use exposure::{Converted, ExchangeRate, ExchangeRates, Exposure, RateError, ReturnedGoods};
pub use grade::{CreditGrade, CreditGrades, CreditGradesDraft, GradedTerms};
pub use instruments::{
    BillPolicy, BillPolicyDraft, BillPosition, DepositPosition, LimitationPeriod, LimitationPolicy,
    LimitationPolicyDraft, LimitedClaim, StatementFinding, StatementPolicy, StatementPolicyDraft,
};
pub use interest::{
    ArrearsInterest, Charged, DayCount, ExactInterest, GraceEffect, InterestError, InterestPolicy,
    InterestPolicyDraft, ItemInterest, RateStep, ReminderFees, ReminderFeesDraft, Waiver,
    WaiverAuthority, WaiverError, WaiverPolicy, WaiverPolicyDraft,
};
pub(crate) use limit::share_of_limit;
pub use limit::{
    GroupNode, GroupTree, LimitInForce, LimitResolution, LimitSource, NotInForce, Pool, PoolKind,
    SupersededLimit,
};
pub use order_check::{
    Action, Basis, Bounded, CategoryLimits, CheckFinding, CheckOutcome, Comparison, CreditInputs,
    Included, Measured, OrderCheck, OrderCheckPolicy, OrderCheckPolicyDraft, OrderRequest,
    OrderRequestError, OrderVerdict, OverdueAmountRule, OverdueShareRule, PaymentIndexRule,
    Remedies,
};
pub(crate) use order_check::{InputDesk, InputsOnDay};
pub use proposal::{
    CapAmount, CapacityPoint, CreditMeans, CreditSales, LimitCap, LimitRounding, Proposal,
    ProposalError, ProposalPolicy, ProposalPolicyDraft,
};
pub use reason::Reason;
pub use strategy::{
    CollectionStep, CollectionStrategy, CollectionStrategyDraft, ConductFacts, PaymentConduct,
    StrategyRow,
};
