//! How a customer's own rhythm shows that it is leaving.
//!
//! | type | what it is |
//! |---|---|
//! | [`Rhythm`] | three numbers of an order history: how many order days, the first, the last |
//! | [`Moments`] | what a whole book says of its customers' rates: small, mergeable, exact |
//! | [`Prior`] | the spread of rates in the book that a sparse history is shrunk to |
//! | [`LapseSignal`] | probability that the customer is alive, that it orders within a horizon, its usual gap, the next alarm day |
//! | [`AlertBudget`] | whom to call when only so many can be called, and how many of them are really leaving |
//! | [`Fit`] | the most likely parameters of a book, for those who have years of history |
//! | [`Cadence`] | the plain rule on gaps, for those who ask for it |
//! | [`YearOnYear`] | the months of a customer, each beside the same month of the year before |
//! | [`MarketTotals`] | what a whole book bought, month by month, and its noise: mergeable, exact |
//! | [`Market`] | the change of the market that a customer's own is measured against |
//! | [`DeclineSignal`] | how far the latest month, and the average of all, lie below what the market and the customer's own noise explain |
//! | [`RunLength`] | after how many months a threshold raises a false alarm |
//! | [`fewer_order_days`] | how likely so few order days are when nothing has changed |
//!
//! The model is the closed form of MBG/NBD: orders come at a rate of the customer's own; rates
//! differ between customers as a gamma distribution; after every order a customer may drop out
//! (Batislam, Denizel & Filiztekin 2007, *Empirical validation and comparison of models for
//! customer base analysis*; Fader, Hardie & Lee 2005, *Counting your customers the easy way*).
//! By default nothing is fitted by an optimiser: the gamma distribution comes from two moments over
//! the book, the dropout prior is policy. A [`Fit`] can take the place of both.
//!
//! The only module that calculates with `f64`: a probability is not money. It uses `libm`, whose
//! results are the same on every platform, and rounds each probability once, to 10⁻¹².

mod budget;
mod cadence;
mod decline;
mod fit;
mod lanes;
mod market;
mod moments;
mod parameter;
mod policy;
mod regular;
mod rhythm;
mod run_length;
mod sigmas;
mod signal;
mod simplex;
mod tail;
mod year_on_year;

pub use budget::AlertBudget;
pub use cadence::Cadence;
pub use decline::{DeclinePolicy, DeclineSignal};
pub use fit::{Fit, FitBounds, FitError};
pub use market::{Market, MarketTotals};
pub use moments::{Moments, Prior};
pub use parameter::{Parameter, ParameterError};
pub use policy::{Dropout, LapsePolicy, Rates};
pub use regular::regularity;
pub use rhythm::Rhythm;
pub use run_length::RunLength;
pub use sigmas::{Deviation, Sigmas, SigmasError};
pub use signal::{Gap, LapseSignal};
pub use tail::fewer_order_days;
pub use year_on_year::YearOnYear;
