#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a probability is not money"
)]

use super::{Dropout, Prior, Rhythm};
use crate::engine::lanes::{exp, log};

/// The parts of the closed form of MBG/NBD that do not depend on the day.
pub(crate) struct ClosedForm {
    /// `k·x`
    pub(crate) own: f64,
    /// `r + k·x`
    pub(crate) shape: f64,
    /// `tx`
    pub(crate) active: f64,
    /// `alpha / k`
    pub(crate) alpha: f64,
    /// `a`: the odds of dropping out, against those of staying.
    pub(crate) drops: f64,
    /// `b + x`
    pub(crate) stays: f64,
    pub(crate) erlang_k: u8,
    /// `k`
    pub(crate) waits: f64,
}

/// The two parameters of a beta distribution.
#[derive(Clone, Copy)]
pub(crate) struct BetaParameters {
    pub(crate) a: f64,
    pub(crate) b: f64,
}

/// `2^256`, by which sums are divided that grow beyond it.
const LARGE: f64 = 1.157_920_892_373_162e77;

/// A length of silence.
#[derive(Clone, Copy)]
pub(crate) struct Silence {
    pub(crate) days: f64,
    /// `alpha / k + T`
    pub(crate) total: f64,
}

impl ClosedForm {
    pub(crate) fn new(rhythm: Rhythm, prior: &Prior) -> Self {
        let repeats = f64::from(rhythm.repeats());
        let active = f64::from(rhythm.days_active());
        let erlang_k = prior.erlang_k.get();
        let waits = f64::from(erlang_k);
        let alpha = if erlang_k == 1 { prior.alpha } else { prior.alpha / waits };
        let (drops, stays) = match prior.dropout {
            Dropout::AfterAnyOrder => (prior.a, prior.b + repeats),
            Dropout::AfterRepeats if repeats > 0.0 => (prior.a, prior.b + repeats - 1.0),
            Dropout::AfterRepeats => (0.0, prior.b),
        };
        let own = waits * repeats;
        let shape = prior.r + own;
        Self { own, shape, active, alpha, drops, stays, erlang_k, waits }
    }

    /// The usual gap between order days: `(alpha + tx) / (r + x)`, in days.
    pub(crate) fn usual_gap(&self) -> f64 {
        let per_order = 1.0 / self.shape;
        self.waits * (self.alpha + self.active) * per_order
    }

    /// The parameters of the chance that an order to come is the last: of a live customer.
    pub(crate) fn dropout_ahead(&self, prior: &Prior) -> BetaParameters {
        if self.drops > 0.0 {
            BetaParameters { a: self.drops, b: self.stays + 1.0 }
        } else {
            BetaParameters { a: prior.a, b: self.stays }
        }
    }

    pub(crate) fn silence(&self, days: f64) -> Silence {
        Silence { days, total: self.alpha + self.active + days }
    }

    /// The probability that a live customer is silent as long.
    pub(crate) fn survival(&self, silence: Silence) -> f64 {
        let start = self.silence(0.0);
        let [[random]] = at_random([[start.total / silence.total]], [self.shape]);
        self.regularly(random, start, silence)
    }

    /// The probability that a customer stays silent from now until later: that of one who orders at
    /// random, corrected for regular gaps.
    pub(crate) fn regularly(&self, random: f64, now: Silence, later: Silence) -> f64 {
        // The regular probability is smaller than the random one, and underflows with it.
        if self.erlang_k == 1 || random <= 0.0 {
            return random;
        }
        let [now, later] = self.regular([now, later]);
        random * later / now
    }

    /// The corrections for regular gaps: `I_w(s, k) = w^s · Σ_{j<k} C(s + j − 1, j)·(1 − w)^j`.
    /// Both sums share one scale, since only their ratio is needed and each may overflow.
    fn regular(&self, silences: [Silence; 2]) -> [f64; 2] {
        let rests = silences.map(|it| it.days / it.total);
        let (mut terms, mut sums) = ([1.0; 2], [1.0; 2]);
        for step in 1..self.erlang_k {
            let step = f64::from(step);
            let grown = (self.shape + step - 1.0) / step;
            for ((term, sum), rest) in terms.iter_mut().zip(&mut sums).zip(rests) {
                *term *= grown * rest;
                *sum += *term;
            }
            if sums.iter().any(|it| *it > LARGE) {
                (terms, sums) = (terms.map(|it| it / LARGE), sums.map(|it| it / LARGE));
            }
        }
        sums
    }

    /// The probability of being alive, from that of a live customer to be silent as long.
    pub(crate) fn alive(&self, survival: f64) -> f64 {
        let odds = self.stays * survival;
        // A customer that cannot have dropped out is alive, even where its silence has no
        // probability left.
        if self.drops > 0.0 { odds / (odds + self.drops) } else { 1.0 }
    }
}

/// The probabilities that live customers who buy at random stay silent, from the ratios of the
/// lengths of time before and after.
#[inline]
pub(crate) fn at_random<const K: usize, const N: usize>(
    ratios: [[f64; K]; N],
    shapes: [f64; N],
) -> [[f64; K]; N] {
    let mut exponents = log(ratios);
    for (exponents, shape) in exponents.iter_mut().zip(shapes) {
        for exponent in exponents {
            *exponent *= shape;
        }
    }
    exp(exponents)
}
