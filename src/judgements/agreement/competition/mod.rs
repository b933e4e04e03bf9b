//! Cautions of competition law: figures for a person, never legal advice, and nothing is blocked.

mod facts;
mod finding;
mod policy;
mod rules;

pub use facts::{
    ActiveSaleBar, CompetitionFacts, NonCompete, PenaltyTable, PriceGround, Regime,
    ResalePriceClause, resale_price_grounds,
};
pub use finding::{CompetitionCode, CompetitionFinding};
pub use policy::{CompetitionPolicy, CompetitionPolicyDraft};
pub use rules::competition_findings;
