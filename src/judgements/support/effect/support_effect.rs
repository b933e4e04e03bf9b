use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::control_pair::{matched, repeated};
use super::scale::{Group, Scale};
use super::{
    ControlPair, EffectCustomer, EffectDays, EffectDoubt, EffectError, EffectExclusion,
    EffectPolicy, EffectPurchases, EffectVerdict, EffectWindows, SupportChoice,
};
use crate::calendar::{AsOf, WorkCalendar};
use crate::id::CustomerId;
use crate::measure::{Probability, Quotient, SignTest, proven};
use crate::money::{Currency, Rounding, Total};

/// All that an effect is read from.
#[derive(Debug, Clone, Copy)]
pub struct EffectFacts<'a> {
    /// The windows.
    pub windows: EffectWindows,
    /// The days worked, by which windows of other lengths are made comparable.
    pub calendar: &'a WorkCalendar,
    /// The currency of all amounts.
    pub currency: Currency,
    /// The way by which the supported customers were chosen.
    pub chosen: SupportChoice,
    /// The customers that had the support.
    pub supported: &'a [EffectCustomer],
    /// Customers that had none of it, as many as there are: controls are taken from them.
    pub candidates: &'a [EffectCustomer],
}

/// The effect of support on purchases: the change of the supported customers beyond that of
/// controls (S25).
///
/// # Rule
///
/// > S25: `(T₁ − T₀)/n − (C₁ − C₀)/n`, one fraction; controls of the same class, level and area,
/// > nearest in purchases of the window before within 25 %, without replacement, ties by id; at
/// > least 5 pairs. Equal windows, divided by their worked days. The same formula on the two
/// > windows before is at most 25 % of the effect. "Consistent with", not "caused".
///
/// Each effect is stated for the worked days of its own window; the change before the support is
/// stated for those of the window after. With a later window both count: purchases that were only
/// brought forward are missing there.
///
/// ```
/// use guanxi::calendar::{AsOf, Window, WorkCalendar};
/// use guanxi::contract::ChannelLevel;
/// use guanxi::day;
/// use guanxi::measure::Ratio;
/// use guanxi::money::{Amount, Currency, Total};
/// use guanxi::segment::Class;
/// use guanxi::support::{
///     EffectCustomer, EffectFacts, EffectPeers, EffectPolicy, EffectPurchases, EffectWindows,
///     SupportChoice, SupportEffect,
/// };
///
/// let month = |first, last| Window::inclusive(first, last);
/// let windows = EffectWindows::try_new(
///     month(day!(2026, 1, 1), day!(2026, 1, 31)),
///     month(day!(2026, 2, 1), day!(2026, 2, 28)),
///     month(day!(2026, 3, 1), day!(2026, 3, 31)),
///     None,
/// )?;
/// let yuan = |units: i64| Total::from(Amount::from_minor(units * 100));
/// let customer = |name: &str, after| -> Result<_, Box<dyn std::error::Error>> {
///     let area = "north".parse()?;
///     let peers = EffectPeers { class: Class::B, level: ChannelLevel::FirstTier, area };
///     // 1,000 a worked day before, whatever the month.
///     let purchases = EffectPurchases {
///         earlier: yuan(31_000),
///         before: yuan(28_000),
///         after: yuan(after),
///         later: None,
///     };
///     let (customer, peers) = (name.parse()?, Some(peers));
///     Ok(EffectCustomer { customer, peers, purchases, excluded: None })
/// };
/// let mut supported = Vec::new();
/// let mut candidates = Vec::new();
/// for number in 1..=5 {
///     supported.push(customer(&format!("S{number}"), 40_000)?);
///     candidates.push(customer(&format!("C{number}"), 31_000)?);
/// }
/// let facts = EffectFacts {
///     windows,
///     calendar: &WorkCalendar::default(),
///     currency: Currency::CNY,
///     chosen: SupportChoice::Otherwise,
///     supported: &supported,
///     candidates: &candidates,
/// };
/// let t = AsOf::new(day!(2026, 4, 1));
/// let effect = SupportEffect::try_from_facts(&facts, &EffectPolicy::default(), t)?;
/// assert_eq!(
///     effect.to_string(),
///     "CNY 9,000.00 for each of 5 beyond 5 controls, CNY 45,000.00 in all; 5 of 5 did better, by \
///      chance with probability 3.1%: consistent with the support"
/// );
/// let cost = Amount::from_minor(6_000_00);
/// let brought = effect.return_on(cost, Ratio::from_percent(20)).ok_or("no cost")?;
/// assert_eq!(brought.to_string(), "50% on CNY 6,000.00, consistent with the support");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "支援效果")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportEffect {
    /// The windows.
    pub windows: EffectWindows,
    /// The worked days of each window.
    pub days: EffectDays,
    /// The currency.
    pub currency: Currency,
    /// The pairs, by the id of the supported customer.
    pub pairs: Vec<ControlPair>,
    /// Supported customers without a control, by id.
    pub unmatched: Vec<CustomerId>,
    /// Supported customers that are left out, by reason.
    pub supported_excluded: BTreeMap<EffectExclusion, u32>,
    /// Candidates that are left out, by reason.
    pub candidates_excluded: BTreeMap<EffectExclusion, u32>,
    /// Purchases of the supported customers with a control.
    pub supported: EffectPurchases,
    /// Purchases of the controls.
    pub controls: EffectPurchases,
    /// The change beyond the controls between the two windows before the support, for each
    /// supported customer: the groups moved alike where it is near 0.
    pub earlier_each: Quotient,
    /// The effect of the window after the support, for each, in minor units.
    pub each: Quotient,
    /// The effect of the later window, for each; `None` without such a window.
    pub later_each: Option<Quotient>,
    /// The effect of both for all supported customers with a control.
    pub all: Quotient,
    /// The pairs in which the supported customer did better than its control.
    pub better: u32,
    /// The pairs in which it did worse.
    pub worse: u32,
    /// The probability that as many do better by chance.
    pub chance: Probability,
    /// The reasons to doubt the effect.
    pub doubts: BTreeSet<EffectDoubt>,
}

impl SupportEffect {
    /// The effect as of `t`.
    ///
    /// # Errors
    ///
    /// When a window is not over or has no worked day, a customer is given twice or without a
    /// figure, pairs are too few, or a sum does not fit.
    pub fn try_from_facts(
        facts: &EffectFacts<'_>,
        policy: &EffectPolicy,
        t: AsOf,
    ) -> Result<Self, EffectError> {
        let EffectFacts { windows, supported, candidates, .. } = *facts;
        let days = windows.worked(facts.calendar, t)?;
        check(facts)?;
        let matched = matched(supported, candidates, policy.caliper);
        let mut pairs: Vec<(&EffectCustomer, &EffectCustomer)> =
            matched.iter().filter_map(|(it, control)| Some((*it, (*control)?))).collect();
        pairs.sort_by_key(|(it, _)| &it.customer);
        let unmatched = matched.iter().filter(|(_, control)| control.is_none());
        let mut unmatched: Vec<CustomerId> = unmatched.map(|(it, _)| it.customer.clone()).collect();
        unmatched.sort();
        if pairs.len() < usize::from(policy.fewest_pairs) {
            return Err(EffectError::TooFew {
                pairs: pairs.len(),
                least: policy.fewest_pairs,
                supported: supported.len(),
                excluded: supported.iter().filter(|it| it.exclusion().is_some()).count(),
                unmatched: unmatched.len(),
            });
        }
        let counted = Counted { unmatched, pairs: &pairs, days };
        counted.effect(facts, policy).ok_or(EffectError::TooLarge { pairs: pairs.len() })
    }

    /// The effect of all supported customers with a control, rounded to the minor unit.
    pub fn total(&self) -> Total {
        to_minor(self.all)
    }

    /// The verdict.
    pub fn verdict(&self) -> EffectVerdict {
        if self.all <= Quotient::ZERO {
            EffectVerdict::NoGain
        } else if self.doubts.is_empty() {
            EffectVerdict::Consistent
        } else {
            EffectVerdict::InDoubt
        }
    }
}

fn to_minor(amount: Quotient) -> Total {
    let (part, whole) = amount.terms();
    let minor = Rounding::HalfUp.divide(part, whole);
    Total::from_minor(proven!(minor, else 0, "the whole of a fraction is above 0"))
}

/// The customers once, with a figure for every window.
fn check(facts: &EffectFacts<'_>) -> Result<(), EffectError> {
    let all = || facts.supported.iter().chain(facts.candidates);
    if let Some(customer) = repeated(all()) {
        return Err(EffectError::Repeated { customer: customer.clone() });
    }
    let Some(later) = facts.windows.later() else { return Ok(()) };
    let is_missing = |it: &&EffectCustomer| it.excluded.is_none() && it.purchases.later.is_none();
    match all().filter(is_missing).map(|it| &it.customer).min() {
        Some(customer) => {
            Err(EffectError::NoPurchases { customer: customer.clone(), until: later.until })
        }
        None => Ok(()),
    }
}

/// The reasons for which customers are left out, counted.
fn excluded(customers: &[EffectCustomer]) -> BTreeMap<EffectExclusion, u32> {
    let mut counts = BTreeMap::new();
    for reason in customers.iter().filter_map(EffectCustomer::exclusion) {
        let count: &mut u32 = counts.entry(reason).or_default();
        *count = proven!(count.checked_add(1), else u32::MAX, "nobody has 2^32 customers");
    }
    counts
}

/// Pairs that are enough.
struct Counted<'a> {
    unmatched: Vec<CustomerId>,
    pairs: &'a [(&'a EffectCustomer, &'a EffectCustomer)],
    days: EffectDays,
}

impl Counted<'_> {
    /// The effect; `None` for more pairs than a test takes, and when a sum does not fit.
    fn effect(self, facts: &EffectFacts<'_>, policy: &EffectPolicy) -> Option<SupportEffect> {
        let Self { unmatched, pairs, days } = self;
        let scale = Scale::try_new(days)?;
        let customers = u32::try_from(pairs.len()).ok()?;
        let group = |of: fn(&(&EffectCustomer, &EffectCustomer)) -> EffectPurchases| {
            let none =
                EffectPurchases { later: days.later.map(|_| Total::ZERO), ..Default::default() };
            Group { purchases: pairs.iter().map(of).fold(none, EffectPurchases::plus), customers }
        };
        let (supported, controls) = (group(|it| it.0.purchases), group(|it| it.1.purchases));
        let effect = scale.effect(supported, controls)?;
        let earlier = scale.earlier(supported, controls)?;
        let later = match days.later {
            Some(days) => Some((scale.later(supported, controls, days)?, days)),
            None => None,
        };
        let (mut better, mut worse) = (0_u32, 0_u32);
        for (it, control) in pairs {
            let (gain, other) = (scale.gain(it.purchases)?, scale.gain(control.purchases)?);
            better = better.checked_add(u32::from(gain > other))?;
            worse = worse.checked_add(u32::from(gain < other))?;
        }
        let chance = SignTest::try_new(better, worse)?.p();
        let is_alike = effect.is_trend_alike(earlier, policy.trend)?;
        let is_missing = match later {
            Some((later, _)) if later.value() < Quotient::ZERO => {
                !effect.is_trend_alike(later, policy.moved_forward)?
            }
            Some(_) | None => false,
        };
        let fell = facts.chosen == SupportChoice::AfterFall
            || (earlier.value() < Quotient::ZERO && !is_alike);
        let doubts = [
            (!is_alike, EffectDoubt::TrendsDiffer),
            (fell, EffectDoubt::RegressionToMean),
            (is_missing, EffectDoubt::MovedForward),
            (!chance.is_below(policy.chance), EffectDoubt::Chance),
        ];
        let each = scale.each(effect, days.after)?;
        let later_each = match later {
            Some((later, days)) => Some(scale.each(later, days)?),
            None => None,
        };
        let lasting = each.plus(later_each.unwrap_or(Quotient::ZERO))?;
        Some(SupportEffect {
            windows: facts.windows,
            days,
            currency: facts.currency,
            pairs: pairs.iter().map(|(it, control)| ControlPair::new(it, control)).collect(),
            unmatched,
            supported_excluded: excluded(facts.supported),
            candidates_excluded: excluded(facts.candidates),
            supported: supported.purchases,
            controls: controls.purchases,
            each,
            later_each,
            earlier_each: scale.each(earlier, days.before)?,
            all: lasting.product(Quotient::try_new(customers.into(), 1)?)?,
            better,
            worse,
            chance,
            doubts: doubts.into_iter().filter(|(is, _)| *is).map(|(_, doubt)| doubt).collect(),
        })
    }
}

impl fmt::Display for SupportEffect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |amount| to_minor(amount).with_currency(self.currency);
        let pairs = self.pairs.len();
        write!(f, "{} for each of {pairs} beyond {pairs} controls", money(self.each))?;
        if let Some(later) = self.later_each {
            write!(f, ", {} in the window after", money(later))?;
        }
        let (all, better, chance) = (money(self.all), self.better, self.chance.spoken());
        write!(f, ", {all} in all; {better} of {pairs} did better, by chance with probability ")?;
        write!(f, "{chance}: {}", self.verdict())?;
        if self.verdict() == EffectVerdict::InDoubt {
            let doubts: Vec<String> = self.doubts.iter().map(ToString::to_string).collect();
            write!(f, ", {}", doubts.join(", "))?;
        }
        Ok(())
    }
}
