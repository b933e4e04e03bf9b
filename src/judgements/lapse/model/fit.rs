#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a likelihood is not money; parameters become integers here, once"
)]

use std::collections::BTreeMap;

use libm::{exp, lgamma, log, log1p};

use super::{Dropout, LapsePolicy, Rates, Rhythm};
use crate::calendar::AsOf;
use crate::lapse::Parameter;
use crate::lapse::math::least;
use crate::measure::proven;

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
    /// Too few customers ordered a second time.
    #[error("a fit takes {fewest} customers with a second order day, there were {found}")]
    TooFew {
        /// The number that a fit takes.
        fewest: u32,
        /// The number found.
        found: u64,
    },
    /// A parameter ran to a bound: the data do not determine it.
    #[error("the data do not tell {name}: it ran to its bound {bound}")]
    AtBound {
        /// `r`, `alpha`, `a` or `b`.
        name: &'static str,
        /// The bound.
        bound: Parameter,
    },
    /// The search did not converge.
    #[error("the search for the most likely parameters did not settle")]
    Unsettled,
}

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
/// let fit = Fit::to_rhythms(vec![rhythm; 10], t, Dropout::AfterAnyOrder, &bounds);
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
    log_likelihood: f64,
}

impl Fit {
    /// Fits the parameters to rhythms as of `t`; one that begins later counts for nothing. The
    /// order of the rhythms does not matter.
    ///
    /// # Errors
    ///
    /// When too few customers came back, when a parameter runs to its bound, or when the search
    /// does not converge.
    pub fn to_rhythms(
        rhythms: impl IntoIterator<Item = Rhythm>,
        t: AsOf,
        dropout: Dropout,
        bounds: &FitBounds,
    ) -> Result<Self, FitError> {
        let histories = Histories::of(rhythms, t, dropout);
        if histories.repeaters < u64::from(bounds.fewest_repeaters) {
            let (fewest, found) = (bounds.fewest_repeaters, histories.repeaters);
            return Err(FitError::TooFew { fewest, found });
        }
        let ranges = [bounds.r, bounds.alpha, bounds.a, bounds.b];
        let ranges = ranges.map(|it| (log(it.least.value()), log(it.most.value())));
        // Beyond a bound the likelihood falls as steeply as it has to for the search to turn back.
        let value = |logs: &[f64; 4]| {
            let over = logs.iter().zip(&ranges).map(|(it, (low, high))| outside(*it, *low, *high));
            let over: f64 = over.sum();
            histories.minus_log_likelihood(&inside(logs, &ranges)) * (1.0 + over) + over
        };
        let start = histories.start();
        let (logs, least) = least(start, value).ok_or(FitError::Unsettled)?;
        let names = ["r", "alpha", "a", "b"];
        let all = [bounds.r, bounds.alpha, bounds.a, bounds.b];
        for (((it, (low, high)), name), bound) in logs.iter().zip(&ranges).zip(names).zip(all) {
            if *it <= low + 0.01 {
                return Err(FitError::AtBound { name, bound: bound.least });
            }
            if *it >= high - 0.01 {
                return Err(FitError::AtBound { name, bound: bound.most });
            }
        }
        let [r, alpha, a, b] =
            logs.map(|it| Parameter::try_from_micros((exp(it) * 1e6 + 0.5) as u64));
        let all = r.zip(alpha).zip(a).zip(b);
        let (((r, alpha), a), b) = all.ok_or(FitError::Unsettled)?;
        Ok(Self { r, alpha, a, b, dropout, log_likelihood: -least })
    }

    /// The logarithm of the likelihood: of two fits to the same histories the greater fits better.
    pub const fn log_likelihood(&self) -> f64 {
        self.log_likelihood
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

/// Distance beyond a range.
fn outside(value: f64, low: f64, high: f64) -> f64 {
    (low - value).max(value - high).max(0.0)
}

fn inside(logs: &[f64; 4], ranges: &[(f64, f64); 4]) -> [f64; 4] {
    let mut inside = *logs;
    for (it, (low, high)) in inside.iter_mut().zip(ranges) {
        *it = it.clamp(*low, *high);
    }
    inside.map(exp)
}

/// Order histories, equal ones together with their count.
struct Histories {
    /// By `x`, then `tx` and `T`.
    kinds: BTreeMap<u32, Vec<(u32, u32, f64)>>,
    longest: u32,
    repeaters: u64,
    /// `Σ (x − 1)` and `Σ tx` of those with a second order day: a first guess at the mean rate.
    rate: (f64, f64),
    dropout: Dropout,
}

impl Histories {
    fn of(rhythms: impl IntoIterator<Item = Rhythm>, t: AsOf, dropout: Dropout) -> Self {
        let mut counts: BTreeMap<(u32, u32, u32), u64> = BTreeMap::new();
        for rhythm in rhythms {
            let Ok(total) = u32::try_from(t.day().days_since(rhythm.first())) else {
                continue;
            };
            let active = rhythm.days_active().min(total);
            let count = counts.entry((rhythm.repeats(), active, total)).or_default();
            *count = proven!(count.checked_add(1), else *count, "nobody counts to 2^64");
        }
        let mut all =
            Self { kinds: BTreeMap::new(), longest: 0, repeaters: 0, rate: (0.0, 0.0), dropout };
        for ((repeats, active, total), count) in counts {
            let number = count as f64;
            all.longest = all.longest.max(total);
            if repeats > 0 {
                all.repeaters =
                    proven!(all.repeaters.checked_add(count), else count, "a count of 64 bits");
                all.rate.0 += number * f64::from(repeats);
                all.rate.1 += number * f64::from(total);
            }
            all.kinds.entry(repeats).or_default().push((active, total, number));
        }
        all
    }

    /// Rates as spread as their mean, one dropout in seven at first.
    fn start(&self) -> [f64; 4] {
        let gap = if self.rate.0 > 0.0 { self.rate.1 / self.rate.0 } else { 60.0 };
        [1.0, gap.max(1.0), 0.5, 3.0].map(log)
    }

    fn minus_log_likelihood(&self, &[r, alpha, a, b]: &[f64; 4]) -> f64 {
        // Histories are counted in days, of which there are few: every logarithm is taken once.
        let days: Vec<f64> =
            (0..=self.longest.min(LONGEST_TABLE)).map(|day| log(alpha + f64::from(day))).collect();
        let log_days = |day: u32| {
            let told = usize::try_from(day).ok().and_then(|day| days.get(day)).copied();
            told.unwrap_or_else(|| log(alpha + f64::from(day)))
        };
        let fixed = r * log(alpha) - lgamma(r) - log_beta(a, b);
        // BG/NBD spares the first order.
        let spared = match self.dropout {
            Dropout::AfterAnyOrder => 0.0,
            Dropout::AfterRepeats => 1.0,
        };
        let mut sum = 0.0;
        for (repeats, histories) in &self.kinds {
            let x = f64::from(*repeats);
            let shape = r + x;
            let common = fixed + lgamma(shape) + log_beta(a, b + x + 1.0 - spared);
            let may_drop = spared == 0.0 || *repeats > 0;
            let dropped = if may_drop { log(a / (b + x - spared)) } else { f64::NEG_INFINITY };
            for (active, total, number) in histories {
                let live = -shape * log_days(*total);
                let gone = dropped - shape * log_days(*active);
                let (more, less) = if live > gone { (live, gone) } else { (gone, live) };
                sum += number * (common + more + log1p(exp(less - more)));
            }
        }
        -sum
    }
}

/// The longest silence in the table of logarithms, 270 years; those beyond are taken one by one.
const LONGEST_TABLE: u32 = 100_000;

fn log_beta(a: f64, b: f64) -> f64 {
    lgamma(a) + lgamma(b) - lgamma(a + b)
}
