//! Credit: what a customer owes and is about to owe, how much it may owe, and whether an order may go
//! out (S20).
//!
//! | type | rule |
//! |---|---|
//! | [`Exposure`] | open items + deliveries not billed + bills not posted + open orders within the horizon − unapplied credit − secured part |
//! | [`LimitResolution`] | the limit in force, and every other with why it is not |
//! | [`GroupTree`], [`Pool`] | limits that customers share, groups within groups |
//! | [`OrderCheckPolicy`] | approve, warn or hold: every rule asked and reported |
//! | [`OrderCheck`], [`Reason`] | the verdict with all its reasons, in the order of precedence |
//! | [`Remedies`] | the smallest payment, the smallest cut, the earliest day that would turn a hold |
//! | [`Hold`], [`ReleasePolicy`] | a held order to its release or rejection: reasons, authority, four eyes, validity, trail |
//! | [`ProposalPolicy`] | a limit from score and means, and which cap binds it |
//! | [`ExchangeRates`] | limits and debts in other currencies, with every rounding recorded |
//! | [`SalesBalance`], [`collection_schedule`] | sold, collected, owed; whom to ask for how much on which day |
//! | [`Reservations`] | check and reserve in one step, so that two orders cannot both take what is left |

mod check;
mod collection;
mod exposure;
mod facts;
mod finding;
mod hold;
mod hold_state;
mod hold_step;
mod limit;
mod parity;
mod policy;
mod pool;
mod proposal;
mod rates;
mod reason;
mod release;
mod remedy;
mod request;
mod reservation;
mod rule_conduct;
mod rule_limits;

pub use collection::{CollectionCall, Debtor, SalesBalance, collection_schedule};
pub use exposure::Exposure;
pub use finding::{
    Basis, CheckFinding, CheckOutcome, Measured, NotAsked, OrderCheck, OrderVerdict,
};
pub use hold::Hold;
pub use hold_step::{HoldEvent, HoldOpening, HoldRefused, HoldStatus, HoldStep};
pub(crate) use limit::in_force as limit_in_force;
pub use limit::{LimitResolution, LimitSource, OtherLimit, Passed};
pub use policy::{
    Action, Bounded, CategoryLimits, Comparison, Included, Inclusion, OrderCheckDraft,
    OrderCheckPolicy, OverdueAmountRule, OverdueShareRule, PaymentIndexRule,
};
pub use pool::{GroupNode, GroupTree, Pool, PoolKind};
pub use proposal::{
    Cap, CapacityPoint, LimitRounding, Means, NoProposal, Proposal, ProposalDraft, ProposalPolicy,
};
pub use rates::{Converted, ExchangeRates, RateError};
pub use reason::Reason;
pub use release::{ReleaseDraft, ReleasePolicy, Role};
pub use remedy::Remedies;
pub use request::{CreditInputs, OrderRequest, OrderRequestError};
pub use reservation::{
    Reservation, ReservationId, Reservations, ReservationsDraft, ReserveError, ReserveRequest,
};
