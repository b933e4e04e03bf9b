//! Diversion (窜货): goods seen outside the territory that was granted, their kind and evidence, and
//! the signals that open an inquiry (S9).
//!
//! | type | meaning |
//! |---|---|
//! | [`Sighting`] | goods of a customer that were seen somewhere |
//! | [`Solicitation`] | active, passive or unknown |
//! | [`DiversionRoute`] | sold by the customer itself, or by a customer of the customer |
//! | [`DiversionKind`] | the kind of a sighting |
//! | [`DiversionGrants`], [`SwapConsent`] | what was granted and consented to |
//! | [`EvidenceGrade`] | the grade of the evidence |
//! | [`DiversionInquiry`], [`InquiryFacts`] | all that is known of a customer; the facts it reads |
//! | [`InquiryVerdict`], [`SightingCount`] | the verdict of an inquiry; the sightings of a kind |
//! | [`DiversionSignal`] | a signal, with the rate of its false alarms where it can be stated |
//! | [`ScanSignal`], [`VolumeSignal`] | scans elsewhere, volume beyond peers |
//! | [`NeighbourSignal`] | resale of the neighbours falls while that of the customer rises |
//! | [`NeighbourFacts`], [`NeighbourPair`], [`ResaleChange`] | the facts of that signal |
//! | [`ResaleSignal`], [`ResaleSignalRules`] | goods sold in without a trace; the bounds of both |
//! | [`DiversionCause`] | a candidate cause: prices, a step of a rebate, stuffing, no visits |
//! | [`ClawBack`] | the rebate of the diverted quantity |
//! | [`SanctionRow`], [`Sanction`] | a row of the table of sanctions; a sanction |
//! | [`DiversionPolicy`], [`DiversionPolicyDraft`] | bounds and sanctions; the plain form |
//!
//! A signal opens an inquiry and never leads to a sanction. Only a batch or a serial number can be
//! upheld. The work on a case is in [`diversion_case`](crate::diversion_case).
//!
//! System of the domain: [S9].
//!
//! [S9]: crate::docs::domain#s9

mod cause;
mod claw_back;
mod inquiry;
mod neighbour_signal;
mod policy;
mod resale_signal;
mod sanction;
mod sighting;
mod signal;

pub use cause::DiversionCause;
pub use claw_back::ClawBack;
pub use inquiry::{DiversionInquiry, InquiryFacts, InquiryVerdict, SightingCount};
pub use neighbour_signal::{NeighbourFacts, NeighbourPair, NeighbourSignal, ResaleChange};
pub use policy::{DiversionPolicy, DiversionPolicyDraft, ResaleSignalRules};
pub use resale_signal::ResaleSignal;
pub use sanction::{Sanction, SanctionRow};
pub use sighting::{
    DiversionGrants, DiversionKind, DiversionRoute, EvidenceGrade, Sighting, Solicitation,
    SwapConsent,
};
pub use signal::{DiversionSignal, ScanSignal, VolumeSignal};
