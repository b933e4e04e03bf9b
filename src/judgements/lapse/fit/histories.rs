#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a likelihood is not money"
)]

use std::collections::BTreeMap;

use libm::{exp, lgamma, log, log1p};

use crate::calendar::AsOf;
use crate::lapse::math::{Surface, digamma, trigamma};
use crate::lapse::{Dropout, Rhythm};
use crate::measure::proven;

/// Order histories, equal ones together with their count.
pub(crate) struct Histories {
    /// By the order days after the first.
    kinds: BTreeMap<u32, Vec<Kind>>,
    longest: u32,
    repeaters: u64,
    /// `Σ x` and `Σ T` of those with a second order day: a first guess at the mean rate.
    rate: (f64, f64),
    dropout: Dropout,
}

/// Histories with the same days from the first order day to the last, and to the date.
struct Kind {
    active: u32,
    total: u32,
    number: f64,
}

/// The logarithm of `alpha + days`, and its inverse, for each number of days. Histories are counted
/// in whole days, so that few numbers serve all of them.
struct Days {
    alpha: f64,
    table: Vec<(f64, f64)>,
}

/// The longest silence in the table, 270 years; those beyond are taken one by one.
const LONGEST_TABLE: u32 = 100_000;

impl Days {
    fn up_to(longest: u32, alpha: f64) -> Self {
        let one = |days: u32| (log(alpha + f64::from(days)), 1.0 / (alpha + f64::from(days)));
        Self { alpha, table: (0..=longest.min(LONGEST_TABLE)).map(one).collect() }
    }

    fn at(&self, days: u32) -> (f64, f64) {
        let told = usize::try_from(days).ok().and_then(|days| self.table.get(days)).copied();
        told.unwrap_or_else(|| {
            let sum = self.alpha + f64::from(days);
            (log(sum), 1.0 / sum)
        })
    }
}

/// The terms of `ln Γ` of histories with one number of orders, the same for all of them.
struct Shared {
    value: f64,
    slope: [f64; 4],
    /// Second derivatives: of `r`, of `r` and `alpha`, of `alpha`, of `a` (and of `a` and `b`, the
    /// same), of `b`.
    bend: [f64; 5],
}

impl Histories {
    /// Those of rhythms as of `t`; one that begins later counts for nothing.
    pub(crate) fn of(rhythms: impl IntoIterator<Item = Rhythm>, t: AsOf, dropout: Dropout) -> Self {
        let whole = rhythms.into_iter().filter_map(|rhythm| {
            let total = u32::try_from(t.day().days_since(rhythm.first())).ok()?;
            Some((rhythm.repeats(), rhythm.days_active().min(total), total))
        });
        let mut all: Vec<(u32, u32, u32)> = whole.collect();
        all.sort_unstable();
        let mut found =
            Self { kinds: BTreeMap::new(), longest: 0, repeaters: 0, rate: (0.0, 0.0), dropout };
        for equal in all.chunk_by(PartialEq::eq) {
            let Some(&(repeats, active, total)) = equal.first() else { continue };
            let number = equal.len() as f64;
            found.longest = found.longest.max(total);
            if repeats > 0 {
                let count = u64::try_from(equal.len()).ok();
                let sum = count.and_then(|count| found.repeaters.checked_add(count));
                found.repeaters = proven!(sum, else u64::MAX, "as many as histories in memory");
                found.rate.0 += number * f64::from(repeats);
                found.rate.1 += number * f64::from(total);
            }
            found.kinds.entry(repeats).or_default().push(Kind { active, total, number });
        }
        found
    }

    /// The number of customers with a second order day.
    pub(crate) const fn repeaters(&self) -> u64 {
        self.repeaters
    }

    /// A first guess: rates as spread as their mean, one dropout in seven at first.
    pub(crate) fn start(&self) -> [f64; 4] {
        let gap = if self.rate.0 > 0.0 { self.rate.1 / self.rate.0 } else { 60.0 };
        [1.0, gap.max(1.0), 0.5, 3.0].map(log)
    }

    /// The log-likelihood with dropout, at the logarithms of `r`, `alpha`, `a` and `b`.
    pub(crate) fn with_dropout(&self, logs: &[f64; 4]) -> Surface<4> {
        let parameters = logs.map(exp);
        let [r, alpha, a, b] = parameters;
        // BG/NBD spares the first order.
        let spared = match self.dropout {
            Dropout::AfterAnyOrder => 0.0,
            Dropout::AfterRepeats => 1.0,
        };
        let days = Days::up_to(self.longest, alpha);
        let mut sum = Surface { value: 0.0, slope: [0.0; 4], bend: [[0.0; 4]; 4] };
        for (repeats, kinds) in &self.kinds {
            let x = f64::from(*repeats);
            let same = Shared::of(&parameters, x, x + 1.0 - spared);
            let may_drop = spared == 0.0 || *repeats > 0;
            let (shape, stays) = (r + x, b + x - spared);
            let dropped = if may_drop { log(a / stays) } else { f64::NEG_INFINITY };
            let mut of_kinds = OfKinds::default();
            for kind in kinds {
                of_kinds.add(kind, &days, shape, dropped);
            }
            same.add_to(&mut sum, of_kinds.number);
            let drops = if may_drop { [1.0 / a, -1.0 / stays] } else { [0.0, 0.0] };
            of_kinds.add_to(&mut sum, shape, drops);
        }
        in_logarithms(sum, &parameters)
    }

    /// The log-likelihood of the simpler model in which nobody drops out (NBD), at the logarithms
    /// of `r` and `alpha`.
    pub(crate) fn without_dropout(&self, logs: &[f64; 2]) -> Surface<2> {
        let parameters = logs.map(exp);
        let [r, alpha] = parameters;
        let days = Days::up_to(self.longest, alpha);
        let mut sum = Surface { value: 0.0, slope: [0.0; 2], bend: [[0.0; 2]; 2] };
        for (repeats, kinds) in &self.kinds {
            let x = f64::from(*repeats);
            let shape = r + x;
            let rates = lgamma(shape) - lgamma(r) + r * log(alpha);
            let (first, second) = (digamma(shape) - digamma(r), trigamma(shape) - trigamma(r));
            for Kind { total, number, .. } in kinds {
                let (log_total, per_total) = days.at(*total);
                sum.value += number * (rates - shape * log_total);
                let [[rr, ra], [ar, aa]] = &mut sum.bend;
                *rr += number * second;
                *ra += number * (1.0 / alpha - per_total);
                *ar += number * (1.0 / alpha - per_total);
                *aa += number * (shape * per_total * per_total - r / (alpha * alpha));
                let [slope_r, slope_alpha] = &mut sum.slope;
                *slope_r += number * (first + log(alpha) - log_total);
                *slope_alpha += number * (r / alpha - shape * per_total);
            }
        }
        in_logarithms(sum, &parameters)
    }
}

impl Shared {
    /// `ln(Γ(r+x) / Γ(r) · alpha^r · B(a, b+y) / B(a, b))` and its derivatives, of `x` orders after
    /// the first and `y` of them after which the customer stays.
    fn of(&[r, alpha, a, b]: &[f64; 4], orders: f64, stays: f64) -> Self {
        let (shape, late, all, all_late) = (r + orders, b + stays, a + b, a + b + stays);
        let value = lgamma(shape) - lgamma(r) + r * log(alpha) + lgamma(late)
            - lgamma(all_late)
            - lgamma(b)
            + lgamma(all);
        let (of_a, bend_a) = (digamma(all) - digamma(all_late), trigamma(all) - trigamma(all_late));
        let of_r = digamma(shape) - digamma(r) + log(alpha);
        let of_b = of_a + digamma(late) - digamma(b);
        let bend_r = trigamma(shape) - trigamma(r);
        let bend_b = bend_a + trigamma(late) - trigamma(b);
        let bend = [bend_r, 1.0 / alpha, -r / (alpha * alpha), bend_a, bend_b];
        Self { value, slope: [of_r, r / alpha, of_a, of_b], bend }
    }

    fn add_to(&self, sum: &mut Surface<4>, number: f64) {
        sum.value += number * self.value;
        sum.slope.iter_mut().zip(self.slope).for_each(|(sum, slope)| *sum += number * slope);
        let [of_r, of_both, of_alpha, of_a, of_b] = self.bend.map(|bend| number * bend);
        let [[rr, ra, ..], [ar, alphas, ..], [.., aa, ab], [.., ba, bb]] = &mut sum.bend;
        *rr += of_r;
        *ra += of_both;
        *ar += of_both;
        *alphas += of_alpha;
        *aa += of_a;
        *ab += of_a;
        *ba += of_a;
        *bb += of_b;
    }
}

/// Sums over histories with one number of orders, of `ln(e^u + e^w)`: `u` for those that are alive,
/// `w` for those that dropped out. `p` is the share of `w`, and `d` the difference of derivatives.
#[derive(Default)]
struct OfKinds {
    number: f64,
    value: f64,
    /// `Σ p` and `Σ p·(1 − p)`.
    gone: f64,
    doubt: f64,
    /// `Σ` of the derivatives: of `r`, and of `alpha` per unit of the shape.
    slope: [f64; 2],
    /// `Σ (1−p)/(alpha+T)² + p/(alpha+tx)²`.
    squares: f64,
    /// `Σ p·(1−p)·d` of `r`, and of `alpha` per unit of the shape.
    tilt: [f64; 2],
    /// `Σ p·(1−p)·d²` of `r`, of both, of `alpha`.
    bend: [f64; 3],
}

impl OfKinds {
    fn add(&mut self, kind: &Kind, days: &Days, shape: f64, dropped: f64) {
        let Kind { active, total, number } = kind;
        let ((log_total, per_total), (log_active, per_active)) =
            (days.at(*total), days.at(*active));
        let (live, gone) = (-shape * log_total, dropped - shape * log_active);
        let (more, less) = if live > gone { (live, gone) } else { (gone, live) };
        let ratio = exp(less - more);
        let smaller = ratio / (1.0 + ratio);
        let p = if live > gone { smaller } else { 1.0 / (1.0 + ratio) };
        let alive = if live > gone { 1.0 / (1.0 + ratio) } else { smaller };
        let doubt = number * p * alive;
        let (of_r, of_alpha) = (log_total - log_active, per_total - per_active);
        self.number += number;
        self.value += number * (more + log1p(ratio));
        self.gone += number * p;
        self.doubt += doubt;
        let [slope_r, slope_alpha] = &mut self.slope;
        *slope_r -= number * (alive * log_total + p * log_active);
        *slope_alpha -= number * (alive * per_total + p * per_active);
        self.squares += number * (alive * per_total * per_total + p * per_active * per_active);
        let [tilt_r, tilt_alpha] = &mut self.tilt;
        *tilt_r += doubt * of_r;
        *tilt_alpha += doubt * of_alpha;
        let [rr, both, alphas] = &mut self.bend;
        *rr += doubt * of_r * of_r;
        *both += doubt * of_r * of_alpha;
        *alphas += doubt * of_alpha * of_alpha;
    }

    /// Adds the sums; `drops` are the derivatives of `w` in `a` and `b`.
    fn add_to(&self, sum: &mut Surface<4>, shape: f64, drops: [f64; 2]) {
        let ([slope_r, slope_alpha], [tilt_r, tilt_alpha]) = (self.slope, self.tilt);
        let ([rr, both, alphas], [of_a, of_b]) = (self.bend, drops);
        sum.value += self.value;
        let slope = [slope_r, shape * slope_alpha, self.gone * of_a, self.gone * of_b];
        sum.slope.iter_mut().zip(slope).for_each(|(sum, slope)| *sum += slope);
        let r_alpha = slope_alpha + shape * both;
        let alpha_alpha = shape * self.squares + shape * shape * alphas;
        let (r_a, r_b) = (tilt_r * of_a, tilt_r * of_b);
        let (alpha_a, alpha_b) = (shape * tilt_alpha * of_a, shape * tilt_alpha * of_b);
        // The second derivative of `w` in `a` is minus the square of the first, in `b` the square.
        let a_a = (self.doubt - self.gone) * of_a * of_a;
        let b_b = (self.doubt + self.gone) * of_b * of_b;
        let a_b = self.doubt * of_a * of_b;
        let bend = [
            [rr, r_alpha, r_a, r_b],
            [r_alpha, alpha_alpha, alpha_a, alpha_b],
            [r_a, alpha_a, a_a, a_b],
            [r_b, alpha_b, a_b, b_b],
        ];
        for (sum, bend) in sum.bend.iter_mut().flatten().zip(bend.into_iter().flatten()) {
            *sum += bend;
        }
    }
}

/// The derivatives in the logarithms of the parameters.
fn in_logarithms<const N: usize>(mut of: Surface<N>, parameters: &[f64; N]) -> Surface<N> {
    of.slope.iter_mut().zip(parameters).for_each(|(slope, it)| *slope *= it);
    let rows = of.bend.iter_mut().zip(parameters).zip(of.slope).enumerate();
    for (row, ((bends, left), slope)) in rows {
        for (column, (bend, right)) in bends.iter_mut().zip(parameters).enumerate() {
            *bend = *bend * left * right + if row == column { slope } else { 0.0 };
        }
    }
    of
}
