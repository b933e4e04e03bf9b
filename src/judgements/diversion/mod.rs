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
//! | [`ScanSignal`], [`VolumeSignal`] | scans elsewhere, volume beyond peers: signals |
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

mod claw_back;
mod policy;
mod sanction;
mod sighting;
mod signal;

pub use claw_back::ClawBack;
pub use policy::{DiversionPolicy, DiversionPolicyDraft};
pub use sanction::{Sanction, SanctionRow};
pub use sighting::{
    DiversionGrants, DiversionKind, DiversionRoute, EvidenceGrade, Sighting, Solicitation,
    SwapConsent,
};
pub use signal::{ScanSignal, VolumeSignal};
