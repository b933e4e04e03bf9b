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
//! | [`SalesBalance`], [`collection_schedule`] | sold, collected, owed; the calls of a collection |
//!
//! Systems of the domain: [S10], [S20].
//!
//! [S10]: crate::docs::domain#s10
//! [S20]: crate::docs::domain#s20

mod collection;
mod exposure;
mod limit;
mod order_check;
mod proposal;
mod reason;

pub use collection::{CollectionCall, Debtor, SalesBalance, collection_schedule};
pub use exposure::{Converted, ExchangeRate, ExchangeRates, Exposure, RateError};
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
pub use proposal::{
    CapAmount, CapacityPoint, CreditMeans, CreditSales, LimitCap, LimitRounding, Proposal,
    ProposalError, ProposalPolicy, ProposalPolicyDraft,
};
pub use reason::Reason;
