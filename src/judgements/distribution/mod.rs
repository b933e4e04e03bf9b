//! Distribution: numeric and weighted coverage of outlets, breadth against a target, depth of the
//! channel, check-ins (S9).
//!
//! | type | meaning |
//! |---|---|
//! | [`Distribution`], [`DistributionFacts`] | the coverage of a product; the facts it reads |
//! | [`HandlerBasis`] | the evidence that makes an outlet a handler |
//! | [`OutletWeight`] | the weight of an outlet: all goods or the category |
//! | [`ShareInterval`] | a share of which only bounds are known |
//! | [`Breadth`], [`BreadthVerdict`] | a coverage against its target |
//! | [`DistributionGoal`], [`GoalReading`] | a target by area, tier and day; its progress |
//! | [`ShareInHandlers`] | market share as coverage × share in handlers |
//! | [`Assortment`] | several products: lines per handler, points |
//! | [`DistributionPoints`], [`Velocity`] | the points of several items; the sales for each |
//! | [`TierTrace`], [`ChannelDepth`] | goods traced to a tier; the depth of the channel |
//! | [`CheckInFinding`] | a check-in far from its outlet, or without a comparison |
//! | [`Census`], [`CensusFinding`] | faults in the records of outlets; one of them |
//! | [`OutletMap`], [`MapPoint`], [`MapMark`] | the points of a map; one of them; its mark |
//! | [`DistributionPolicy`], [`DistributionPolicyDraft`] | the days and metres; the plain form |
//!
//! Figures speak of what was seen. Outlets that nobody visits widen the interval; they never count
//! as zero.
//!
//! System of the domain: [S9].
//!
//! [S9]: crate::docs::domain#s9

mod assortment;
mod breadth;
mod census;
mod check_in;
mod depth;
mod interval;
mod outlet_map;
mod points;
mod policy;
mod reading;
mod share_in_handlers;

pub use assortment::Assortment;
pub use breadth::{Breadth, BreadthVerdict, DistributionGoal, GoalReading};
pub use census::{Census, CensusFinding};
pub use check_in::CheckInFinding;
pub use depth::{ChannelDepth, TierTrace};
pub use interval::ShareInterval;
pub use outlet_map::{MapMark, MapPoint, OutletMap};
pub use points::{DistributionPoints, Velocity};
pub use policy::{DistributionPolicy, DistributionPolicyDraft};
pub use reading::{Distribution, DistributionFacts, HandlerBasis, OutletWeight};
pub use share_in_handlers::ShareInHandlers;
