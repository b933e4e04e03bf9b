//! Lapse: customers on the way out, by their own rhythm and by their decline.
//!
//! | type | meaning |
//! |---|---|
//! | [`Rhythm`] | an order history in three numbers: order days, the first, the last |
//! | [`Gap`] | a length of time in millionths of a day |
//! | [`Moments`] | the rates of all customers of a book: small, mergeable, exact |
//! | [`Prior`] | the spread of rates in the book that a sparse history is shrunk to |
//! | [`LapseSignal`] | probability of being alive, of an order, the next alarm |
//! | [`OrderOutlook`] | the orders of the next days: expected number, odds, day of the next |
//! | [`ExpectedOrders`], [`OrderRange`] | a number of orders in millionths; from few to many |
//! | [`SpendPrior`], [`SpendHistory`] | the margin of an order: spread in the book, orders of one |
//! | [`CustomerValue`], [`ValueHorizon`] | the value of the orders to come; the months, the rate |
//! | [`RankCorrelation`] | the check that those who order often do not spend more an order |
//! | [`ValueError`] | the reason why no value can be told |
//! | [`LapsePolicy`] | the judgement of lapse: the source of its rates and its dropout |
//! | [`Rates`] | the source of the spread of the customers' rates |
//! | [`Dropout`] | the orders after which a customer may drop out |
//! | [`CallThreshold`] | the probability of no order above which at most *n* customers are called |
//! | [`Fit`] | the most likely parameters of a book with years of history |
//! | [`FitParameter`] | a parameter of the model: `r`, `alpha`, `a`, `b` |
//! | [`FitBounds`] | the bounds of the fitted parameters |
//! | [`ParameterRange`] | the least and the greatest value of a fitted parameter |
//! | [`FitError`] | the reason why no parameters could be fitted |
//! | [`Cadence`] | the plain rule on gaps |
//! | [`regularity`] | the regularity of orders from the last two gaps of each customer |
//! | [`LastGaps`] | the last two gaps of a customer |
//! | [`YearOnYear`] | the months of a customer, each beside the same month of the year before |
//! | [`MonthPair`] | the purchases of a month and of the same month of the year before |
//! | [`MarketTotals`] | the months of a whole book and their noise, mergeable |
//! | [`Market`] | the change of the market, month by month |
//! | [`DeclineSignal`] | the distance of a month from its expected value |
//! | [`DeclineMeasure`] | the measurement of a decline |
//! | [`Deviation`] | the distance of a figure from its expected value, in standard deviations |
//! | [`RunLength`] | the months until a threshold raises a false alarm |
//! | [`fewer_order_days`] | the probability of as few order days when nothing has changed |
//! | [`OrderFrequency`] | the order days in a window of days |
//! | [`OrderDays`] | the order days that make a rhythm |
//! | [`ZeroOrders`] | the weight of orders of amount 0 in a fit |
//! | [`OneOff`], [`OneOffRules`] | an order day that is not usual; the rules that find one |
//! | [`median_purchases`] | the purchases beside which the only order day of a customer is large |
//! | [`LostRules`] | the silence after which a customer is lost |
//! | [`PurchaseStatus`] | never bought, lost, bought once, active |
//! | [`CustomerReturn`] | the return of a customer that was lost |
//! | [`OwnDays`] | the days on which an order can be expected of a customer |
//! | [`Season`] | the parts of every year in which a customer does not buy |
//! | [`SeasonRules`] | the rules that find a season |
//! | [`CustomerCountError`] | sums of more customers than can be kept |
//! | [`Parameter`], [`ParameterError`] | a positive number of a model; a text that is none |
//! | [`Sigmas`], [`SigmasError`] | a number of standard deviations; a text that is none |
//!
//! The model is the closed form of MBG/NBD: orders come at a rate of the customer's own; rates
//! differ between customers as a gamma distribution; after every order a customer may drop out
//! (Batislam, Denizel & Filiztekin 2007, *Empirical validation and comparison of models for
//! customer base analysis*; Fader, Hardie & Lee 2005, *Counting your customers the easy way*).
//! By default nothing is fitted by an optimiser: the gamma distribution comes from two moments over
//! the book, the dropout prior is policy. A [`Fit`] can take the place of both.
//!
//! The only module of the domain that calculates with `f64`: a probability is not money. It uses
//! `libm`, whose results are the same on every platform, and rounds each probability once, to
//! 10⁻¹².
//!
//! Systems of the domain: [S16], [S21].
//!
//! [S16]: crate::docs::domain#s16
//! [S21]: crate::docs::domain#s21

mod customer_count_error;
mod decline;
mod fit;
mod math;
mod model;
mod one_off;
mod outlook;
mod purchase_status;
mod season;

pub use customer_count_error::CustomerCountError;
pub(crate) use customer_count_error::sum_fits;
pub use decline::{
    DeclineMeasure, DeclineSignal, Market, MarketTotals, MonthPair, OrderFrequency, RunLength,
    YearOnYear, fewer_order_days,
};
pub use fit::{Fit, FitBounds, FitError, FitParameter, ParameterRange, ZeroOrders};
pub use math::{Deviation, Parameter, ParameterError, Sigmas, SigmasError};
pub(crate) use model::first_day;
pub use model::{
    Cadence, CallThreshold, Dropout, Gap, LapsePolicy, LapseSignal, LastGaps, Moments, OrderDays,
    Prior, Rates, Rhythm, regularity,
};
pub(crate) use one_off::OneOffCandidate;
pub use one_off::{OneOff, OneOffRules, median_purchases};
pub use outlook::{
    CustomerValue, ExpectedOrders, OrderOutlook, OrderRange, RankCorrelation, SpendHistory,
    SpendPrior, ValueError, ValueHorizon,
};
pub(crate) use purchase_status::is_silence_over;
pub use purchase_status::{CustomerReturn, LostRules, PurchaseStatus};
pub use season::{OwnDays, Season, SeasonRules};
