#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a likelihood is not money; parameters become integers here, once"
)]

use libm::{exp, log, sqrt};

use super::histories::Histories;
use super::{FitBounds, FitError, FitParameter, ParameterRange};
use crate::calendar::AsOf;
use crate::lapse::math::{Peak, greatest, to_probability};
use crate::lapse::{Dropout, LapsePolicy, Parameter, Rates, Rhythm};
use crate::measure::Probability;

/// A parameter is at its bound when their logarithms differ by no more than this.
const NEAR_BOUND: f64 = 0.01;
/// The standard errors on each side that hold 95 of 100 normal values.
const SIGMAS_OF_95_PERCENT: f64 = 1.959_963_984_540_054;

/// The most likely parameters of a book's order histories.
///
/// The closed form needs no fit: two moments over the book and a fixed dropout prior rank almost as
/// well and cannot run away. A fit pays where two years of history or more stand behind it: it sees
/// customers leave some weeks sooner.
///
/// # Rule
///
/// > S21.4: `(r, alpha, a, b)` make `Π L` greatest, where a customer with `x` order days after the
/// > first, `tx` days to the last and `T` to `t` has `L = Γ(r+x)/Γ(r) · alpha^r · B(a, b+x+1)/B(a,
/// > b) · ((alpha+T)^−(r+x) + a/(b+x) · (alpha+tx)^−(r+x))` (MBG/NBD; Batislam, Denizel &
/// > Filiztekin 2007, *Empirical validation and comparison of models for customer base analysis*).
/// > BG/NBD has `b+x` for `b+x+1` and `b+x−1` for `b+x`, without the last term where `x` is 0
/// > (Fader, Hardie & Lee 2005, *Counting your customers the easy way*).
///
/// ```
/// use guanxi::lapse::{Dropout, Fit, FitBounds, FitError, LapsePolicy, OrderDays, Rhythm};
///
/// // Ten customers say too little.
/// let (first, last) = ("2026-01-01".parse()?, "2026-03-01".parse()?);
/// let rhythm = Rhythm::try_new(OrderDays { count: 5, first, last }).ok_or("impossible")?;
/// let (t, bounds) = ("2026-06-30".parse()?, FitBounds::default());
/// let fit = Fit::try_from_rhythms(vec![rhythm; 10], t, Dropout::AfterAnyOrder, &bounds);
/// assert_eq!(fit, Err(FitError::TooFew { fewest: 30, found: 10 }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Shape of the gamma distribution of rates.
    pub r: Parameter,
    /// Scale of the gamma distribution of rates, in days.
    pub alpha: Parameter,
    /// First parameter of the dropout prior.
    pub a: Parameter,
    /// Second parameter of the dropout prior.
    pub b: Parameter,
    /// The orders after which customers were taken to drop out.
    pub dropout: Dropout,
    /// Standard errors of the logarithms of the parameters.
    errors: [f64; 4],
    log_likelihood: f64,
    without_dropout: f64,
}

impl Fit {
    /// Fits the parameters to rhythms as of `t`; one that begins later counts for nothing. The
    /// order of the rhythms does not matter. [`ZeroOrders`](super::ZeroOrders) makes rhythms that
    /// count orders of amount 0 or do not.
    ///
    /// # Errors
    ///
    /// When a range has no number in it, when too few customers came back, when a parameter runs to
    /// its bound, or when the search does not converge.
    pub fn try_from_rhythms(
        rhythms: impl IntoIterator<Item = Rhythm>,
        t: AsOf,
        dropout: Dropout,
        bounds: &FitBounds,
    ) -> Result<Self, FitError> {
        let all = [bounds.r, bounds.alpha, bounds.a, bounds.b];
        for (parameter, ParameterRange { least, most }) in FitParameter::ALL.into_iter().zip(all) {
            if least > most {
                return Err(FitError::EmptyRange { parameter, least, most });
            }
        }
        let histories = Histories::of(rhythms, t, dropout);
        if histories.repeaters() < u64::from(bounds.fewest_repeaters) {
            let (fewest, found) = (bounds.fewest_repeaters, histories.repeaters());
            return Err(FitError::TooFew { fewest, found });
        }
        let ranges = all.map(|it| (log(it.least.value()), log(it.most.value())));
        let start = histories.start();
        let at = |logs: &[f64; 4]| histories.with_dropout(logs);
        let peak = greatest(start, &ranges, at).ok_or(FitError::Unsettled)?;
        let places = FitParameter::ALL.into_iter().zip(peak.at).zip(ranges).zip(all);
        for (((parameter, it), (low, high)), range) in places {
            if it <= low + NEAR_BOUND {
                return Err(FitError::AtBound { parameter, bound: range.least });
            }
            if it >= high - NEAR_BOUND {
                return Err(FitError::AtBound { parameter, bound: range.most });
            }
        }
        let [r, alpha, ..] = start;
        let [of_r, of_alpha, ..] = ranges;
        let at = |logs: &[f64; 2]| histories.without_dropout(logs);
        let simpler = greatest([r, alpha], &[of_r, of_alpha], at).ok_or(FitError::Unsettled)?;
        Self::at_peak(&peak, simpler.surface.value, dropout).ok_or(FitError::Unsettled)
    }

    fn at_peak(peak: &Peak<4>, without_dropout: f64, dropout: Dropout) -> Option<Self> {
        let [r, alpha, a, b] =
            peak.at.map(|it| Parameter::try_from_micros((exp(it) * 1e6 + 0.5) as u64));
        Some(Self {
            r: r?,
            alpha: alpha?,
            a: a?,
            b: b?,
            dropout,
            errors: peak.variances()?.map(sqrt),
            log_likelihood: peak.surface.value,
            without_dropout,
        })
    }

    /// A fitted parameter.
    pub const fn get(&self, parameter: FitParameter) -> Parameter {
        match parameter {
            FitParameter::R => self.r,
            FitParameter::Alpha => self.alpha,
            FitParameter::A => self.a,
            FitParameter::B => self.b,
        }
    }

    /// The logarithm of the likelihood: of two fits to the same histories the greater fits better.
    pub const fn log_likelihood(&self) -> f64 {
        self.log_likelihood
    }

    /// The standard error of a parameter: from the second derivatives of the log-likelihood at its
    /// peak, so it holds for many customers.
    #[doc(alias = "标准误")]
    pub fn standard_error(&self, parameter: FitParameter) -> f64 {
        self.get(parameter).value() * self.log_error(parameter)
    }

    /// The least and the greatest value of a parameter that the data admit with 95 % confidence:
    /// the standard error is taken of its logarithm, so that the least is positive.
    #[doc(alias = "置信区间")]
    pub fn interval(&self, parameter: FitParameter) -> (f64, f64) {
        let (value, factor) =
            (self.get(parameter).value(), exp(SIGMAS_OF_95_PERCENT * self.log_error(parameter)));
        (value / factor, value * factor)
    }

    /// The most likely log-likelihood of the simpler model in which nobody drops out (NBD).
    pub const fn log_likelihood_without_dropout(&self) -> f64 {
        self.without_dropout
    }

    /// The probability, at most, that a book in which nobody drops out shows as much sign of
    /// dropout as this one. Where it is large, the two parameters of dropout mean nothing.
    ///
    /// The likelihood-ratio test with two degrees of freedom: `e^−(L − L₀)` of the log-likelihoods
    /// with and without dropout. No dropout is the edge of the model, where the chance is smaller
    /// still (Self & Liang 1987, *Asymptotic properties of maximum likelihood estimators and
    /// likelihood ratio tests under nonstandard conditions*).
    #[doc(alias = "似然比检验")]
    pub fn chance_without_dropout(&self) -> Probability {
        to_probability(exp(self.without_dropout - self.log_likelihood))
    }

    const fn log_error(&self, parameter: FitParameter) -> f64 {
        let [r, alpha, a, b] = self.errors;
        match parameter {
            FitParameter::R => r,
            FitParameter::Alpha => alpha,
            FitParameter::A => a,
            FitParameter::B => b,
        }
    }

    /// The policy with the fitted parameters in place of the moments of the book.
    ///
    /// ```
    /// # use guanxi::lapse::{Fit, LapsePolicy, Prior, Rates};
    /// let goes_by = |fit: &Fit| {
    ///     let policy = fit.applied_to(LapsePolicy::default());
    ///     policy.rates == Rates::Stated && policy.fallback_r == fit.r && policy.dropout_b == fit.b
    /// };
    /// ```
    #[must_use]
    pub const fn applied_to(&self, policy: LapsePolicy) -> LapsePolicy {
        LapsePolicy {
            rates: Rates::Stated,
            fallback_r: self.r,
            fallback_alpha: self.alpha,
            dropout_a: self.a,
            dropout_b: self.b,
            dropout: self.dropout,
            ..policy
        }
    }
}
