//! Sales records, and the goods down the channel: stock, resale, cover, stuffing, price protection
//! (S8).
//!
//! | type | meaning |
//! |---|---|
//! | [`SalesRecord`] | the lines of a product by a day: totals, cumulative, growth |
//! | [`LineFault`] | a sale and its lines that do not agree |
//! | [`LinePayment`] | the payment of a line: settled, owed, not billed |
//! | [`PaidParts`] | the settled and the owed part of purchases |
//! | [`ChannelEvent`], [`ChannelMove`] | a movement of goods at a customer, as it was reported |
//! | [`StockReport`] | a stock that was counted |
//! | [`ChannelStock`] | the stock equation of a window, with coverage and gap |
//! | [`ChannelReports`] | the reports on which a figure rests: coverage, last day |
//! | [`ChannelFinding`] | goods from an unknown source, a gap in the count, a missing report |
//! | [`Cover`], [`CoverMethod`] | the periods for which a stock lasts; three ways to work it out |
//! | [`StuffingFacts`], [`Stuffing`] | goods pushed in at the end of a period; the finding |
//! | [`BoughtLot`], [`PriceCut`], [`PriceProtection`] | the credit after a price cut |
//!
//! Figures of the channel are those that customers report. Each carries the share of our deliveries
//! whose resale is reported, and the day of the last report.
//!
//! System of the domain: [S8].
//!
//! [S8]: crate::docs::domain#s8

mod channel_event;
mod channel_stock;
mod cover;
mod line_fault;
mod line_payment;
mod price_protection;
mod reports;
mod sales_record;
mod stuffing;

pub use channel_event::{ChannelEvent, ChannelMove, StockReport};
pub use channel_stock::{ChannelFinding, ChannelStock};
pub use cover::{Cover, CoverMethod};
pub use line_fault::LineFault;
pub use line_payment::{LinePayment, PaidParts};
pub use price_protection::{BoughtLot, PriceCut, PriceProtection};
pub use reports::ChannelReports;
pub use sales_record::SalesRecord;
pub use stuffing::{Stuffing, StuffingFacts};
