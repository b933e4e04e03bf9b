use crate::lapse::Parameter;
use crate::valid::words;

words! {
    /// A parameter of the model of orders and dropout.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum FitParameter as "a parameter of a fit" {
        /// The shape of the distribution of rates.
        R = "r",
        /// The scale of the distribution of rates, in days.
        Alpha = "alpha",
        /// The first parameter of dropout.
        A = "a",
        /// The second parameter of dropout.
        B = "b",
    }
}

/// The least and the most that a fitted parameter may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterRange {
    /// The lower bound.
    pub least: Parameter,
    /// The upper bound.
    pub most: Parameter,
}

/// The bounds of the fitted parameters: one that ends at a bound is not determined by the data.
///
/// The defaults admit the parameters of real order histories. Data without dropout, or without
/// different rates, lead to a bound and are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FitBounds {
    /// Fewest customers with a second order day.
    pub fewest_repeaters: u32,
    /// Shape of the distribution of rates.
    pub r: ParameterRange,
    /// Scale of the distribution of rates, in days.
    pub alpha: ParameterRange,
    /// First parameter of the dropout prior.
    pub a: ParameterRange,
    /// Second parameter of the dropout prior.
    pub b: ParameterRange,
}

impl Default for FitBounds {
    fn default() -> Self {
        let up_to = |most| ParameterRange { least: Parameter::from_thousandths::<10>(), most };
        Self {
            fewest_repeaters: 30,
            r: up_to(Parameter::from_thousandths::<100_000>()),
            alpha: up_to(Parameter::from_thousandths::<100_000_000>()),
            a: up_to(Parameter::from_thousandths::<100_000>()),
            b: up_to(Parameter::from_thousandths::<1_000_000>()),
        }
    }
}

/// A reason for which no parameters could be fitted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FitError {
    /// The range of a parameter has no number in it.
    #[error("the range of {parameter} begins at {least} and ends at {most}")]
    EmptyRange {
        /// The parameter.
        parameter: FitParameter,
        /// The lower bound.
        least: Parameter,
        /// The upper bound, which lies below it.
        most: Parameter,
    },
    /// Too few customers ordered a second time.
    #[error("a fit needs at least {fewest} customers with a second order day, found {found}")]
    TooFew {
        /// The fewest that a fit needs.
        fewest: u32,
        /// The number found.
        found: u64,
    },
    /// A parameter ran to a bound: the data do not determine it.
    #[error("the data do not determine {parameter}: it ran to its bound {bound}")]
    AtBound {
        /// The parameter.
        parameter: FitParameter,
        /// The bound.
        bound: Parameter,
    },
    /// The search did not converge.
    #[error("the search for the most likely parameters did not converge")]
    Unsettled,
}
