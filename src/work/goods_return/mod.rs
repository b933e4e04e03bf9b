//! Goods that come back (退换货): returns, exchanges, repair, repacking, warranty (S27).
//!
//! | item | meaning |
//! |---|---|
//! | [`GoodsReturn`], [`ReturnOpening`] | a return with its steps; its request |
//! | [`ReturnReason`], [`DenialReason`] | the reason of the customer; that of a denial |
//! | [`ReturnStage`], [`ReturnAct`] | the stages and the acts |
//! | [`ReturnStep`], [`ReturnEvent`] | a step; a step that was taken |
//! | [`ReturnInputs`], [`DeliveryFacts`] | all that decides on a step; the delivery |
//! | [`assumed_delivery`], [`OpenDelivery`] | the delivery taken where none is named; a delivery |
//! | [`ReturnQuantities`] | the quantities, which add up whatever the steps |
//! | [`ReturnPolicy`], [`ReturnPolicyDraft`] | windows and fees, and the plain form |
//! | [`ProductWindow`], [`ReturnFee`] | the window of a product; a fee |
//! | [`RepairTerms`] | the days of repairs |
//! | [`ReturnFault`], [`ReturnStepError`] | wrong content; a step that is refused |
//! | [`ReturnFinding`] | a matter that is late |
//! | [`ReturnPrice`], [`ReturnRebate`] | the price of goods that come back; the rebate on them |
//! | [`SerialSwap`] | a thing that was replaced by another, by serial number |
//! | [`exchange_difference`] | the price of other goods less the credit |
//! | [`Repacking`] | goods that are packed anew |
//! | [`Warranty`] | the warranty, of which a replacement keeps the rest |
//! | [`RotationTerms`], [`Rotation`], [`RotationFault`] | the right to rotate stock; its limits |
//! | [`ReturnSignal`] | returns by choice that are more than chance |
//! | [`ReturnAbusePolicy`], [`ReturnAbusePolicyDraft`] | its bounds, and the plain form |
//! | [`AbuseMeasure`], [`AbuseLevel`] | a measure that a person took; its level |
//! | [`ShorterWindow`] | the window while the strictest one stands |
//!
//! Quantities are base units, so that cartons that were broken open come back. A split moves
//! quantity to another return, which begins at its own first stage. Nothing follows a close.
//!
//! ```
//! use guanxi::calendar::AsOf;
//! use guanxi::day;
//! use guanxi::goods_return::{
//!     DeliveryFacts, GoodsReturn, ReturnInputs, ReturnOpening, ReturnPolicy, ReturnReason,
//!     ReturnStep,
//! };
//! use guanxi::lifecycle::Entry;
//!
//! let mut goods = GoodsReturn::open(ReturnOpening {
//!     id: "R-1".parse()?,
//!     customer: "Li & Sons".parse()?,
//!     on: day!(2026, 3, 20),
//!     by: "Desk".parse()?,
//!     paper: None,
//!     product: "tea".parse()?,
//!     quantity: 12,
//!     reason: ReturnReason::Choice,
//!     sale: Some("S-1".parse()?),
//!     delivered: day!(2026, 3, 2),
//!     is_assumed: false,
//!     batch: None,
//!     paid: "CNY 1200".parse()?,
//!     is_unannounced: false,
//!     split_from: None,
//! });
//! let policy = ReturnPolicy::default();
//! let delivery = DeliveryFacts {
//!     delivered: 24,
//!     returned: 0,
//!     pending: 0,
//!     window_days: 30,
//!     batches: &[],
//!     warranty: None,
//! };
//! assert!(goods.obstacles(12, delivery).is_empty());
//! let steps = [
//!     (day!(2026, 3, 21), ReturnStep::Authorise { quantity: 12 }),
//!     (day!(2026, 3, 25), ReturnStep::Receive { quantity: 10 }),
//!     (day!(2026, 3, 26), ReturnStep::Inspect { state: "as new".parse()? }),
//!     (day!(2026, 3, 27), ReturnStep::Refund { quantity: 10, credit: "CNY 1000".parse()? }),
//! ];
//! for (on, step) in steps {
//!     let inputs = ReturnInputs { delivery, policy: &policy };
//!     goods.apply(Entry::new(step, on, "Sun".parse()?), &inputs)?;
//! }
//! let now = goods.quantities(AsOf::new(day!(2026, 3, 31)));
//! assert_eq!((now.authorised, now.refunded, now.outstanding), (12, 10, 2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The acts of each stage and the stage that follows; all other acts are refused:
//!
//! | stage | acts | next |
//! |---|---|---|
//! | requested | ask more about | asked about |
//! | requested | authorise | authorised |
//! | requested | deny | denied |
//! | requested | tell of, ask again about | requested |
//! | requested | cancel | cancelled |
//! | quarantined | ask more about | asked about |
//! | quarantined | authorise | authorised |
//! | quarantined | deny | denied |
//! | quarantined | tell of, ask again about | quarantined |
//! | quarantined | cancel | cancelled |
//! | asked about | complete | requested |
//! | asked about | deny | denied |
//! | asked about | tell of, ask again about | asked about |
//! | asked about | cancel | cancelled |
//! | authorised | split, tell of, ask again about | authorised |
//! | authorised | receive | received |
//! | authorised | leave with an allowance | kept |
//! | authorised | cancel | cancelled |
//! | authorised | lapse | lapsed |
//! | received | split, receive, tell of, ask again about | received |
//! | received | inspect | inspected |
//! | inspected | receive | received |
//! | inspected | refund | refunded |
//! | inspected | replace | replaced |
//! | inspected | repair | repaired |
//! | inspected | send back | sent back |
//! | inspected | leave with an allowance | kept |
//! | inspected | tell of, ask again about | inspected |
//! | refunded | receive | received |
//! | refunded | refund, tell of, ask again about | refunded |
//! | refunded | replace | replaced |
//! | refunded | repair | repaired |
//! | refunded | send back | sent back |
//! | refunded | leave with an allowance | kept |
//! | refunded | close | closed |
//! | replaced | receive | received |
//! | replaced | refund | refunded |
//! | replaced | replace, tell of, ask again about | replaced |
//! | replaced | repair | repaired |
//! | replaced | send back | sent back |
//! | replaced | leave with an allowance | kept |
//! | replaced | close | closed |
//! | repaired | receive | received |
//! | repaired | refund | refunded |
//! | repaired | replace | replaced |
//! | repaired | repair, tell of, ask again about | repaired |
//! | repaired | send back | sent back |
//! | repaired | leave with an allowance | kept |
//! | repaired | close | closed |
//! | sent back | receive | received |
//! | sent back | refund | refunded |
//! | sent back | replace | replaced |
//! | sent back | repair | repaired |
//! | sent back | send back, tell of, ask again about | sent back |
//! | sent back | leave with an allowance | kept |
//! | sent back | close | closed |
//! | kept | receive | received |
//! | kept | refund | refunded |
//! | kept | replace | replaced |
//! | kept | repair | repaired |
//! | kept | send back | sent back |
//! | kept | leave with an allowance, tell of, ask again about | kept |
//! | kept | close | closed |
//!
//! System of the domain: [S27].
//!
//! [S27]: crate::docs::domain#s27

mod abuse;
mod delivery;
mod fault;
mod goods_return;
mod policy;
mod price;
mod quantities;
mod step;
mod stock_balancing;
mod table;
mod warranty;

pub use abuse::{
    AbuseLevel, AbuseMeasure, ReturnAbusePolicy, ReturnAbusePolicyDraft, ReturnSignal,
    ShorterWindow,
};
pub use delivery::{DeliveryFacts, OpenDelivery, ReturnInputs, assumed_delivery};
pub use fault::{ReturnFault, ReturnFinding, ReturnStepError};
pub use goods_return::{GoodsReturn, ReturnOpening};
pub use policy::{ProductWindow, RepairTerms, ReturnFee, ReturnPolicy, ReturnPolicyDraft};
pub use price::{ReturnPrice, ReturnRebate, exchange_difference};
pub use quantities::{Repacking, ReturnQuantities};
pub use step::{
    DenialReason, ReturnAct, ReturnEvent, ReturnReason, ReturnStage, ReturnStep, SerialSwap,
};
pub use stock_balancing::{Rotation, RotationFault, RotationTerms};
pub use warranty::Warranty;
