use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::envelope::{CallStep, steps_up};
use super::{CallLevel, CallPlanError, CallResponse};
use crate::id::CustomerId;
use crate::measure::{Excess, plural, proven};
use crate::money::{Currency, Total};
use crate::valid::words;

words! {
    /// The present calls on an account, compared with those of the plan.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CallAdvice as "an advice about calls" {
        /// Fewer than planned.
        TooFew = "too_few" => "too few",
        /// As many as planned.
        Right = "right" => "as planned",
        /// More than planned.
        TooMany = "too_many" => "too many",
    }
}

/// An account in a plan of calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallPlanLine<'a> {
    /// The answers.
    pub response: &'a CallResponse,
    /// The calls planned.
    pub calls: u16,
    /// The contribution expected of them.
    pub contribution: Total,
    /// The contribution expected of the calls that are made now.
    pub present_contribution: Total,
}

/// The number of calls on each account in a period, as advice (S24).
///
/// # Rule
///
/// > S24: answers as data, their upper concave envelope, step by step the calls that bring most a
/// > minute, until the time or the gain ends. It shows the value of an hour more, and the accounts
/// > with too many and too few calls.
///
/// Each account stands at one of its levels, so every figure of the plan is a stated answer. Of
/// equal gains a minute the customer whose id comes first is served first. Calls that do not fit
/// in the time left are passed over, and those that bring less are tried.
///
/// No other numbers of calls bring more if the time ends with the calls of a level. In any case
/// nothing brings more than [`at_most`](Self::at_most). Nothing is moved: a person decides.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::visit::{CallLevel, CallPlan, CallResponse};
///
/// let answers = |customer: &str, present, yuan: [i64; 4]| {
///     let level = |(calls, yuan)| {
///         CallLevel { calls, contribution: Amount::from_minor(yuan * 100) }
///     };
///     let levels = (0..).zip(yuan).map(level).collect();
///     Some(CallResponse { customer: customer.parse().ok()?, minutes: 60, present, levels })
/// };
/// let accounts = [answers("Li", 3, [0, 50, 80, 90]), answers("Wu", 0, [0, 40, 75, 100])];
/// let accounts: Vec<CallResponse> = accounts.into_iter().flatten().collect();
/// let plan = CallPlan::try_new(&accounts, 180, "CNY".parse()?)?;
/// assert_eq!(
///     plan.to_string(),
///     "180 minutes for calls, 180 taken; one more hour brings CNY 30.00\n\
///     CNY 125.00 expected, at most CNY 125.00\n\
///     CNY 90.00 with the present calls, in 180 minutes\n  \
///     Li: 1 call for CNY 50.00; now 3 for CNY 90.00, too many\n  \
///     Wu: 2 calls for CNY 75.00; now 0 for CNY 0.00, too few"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "拜访次数")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallPlan<'a> {
    /// The currency of all sums.
    pub currency: Currency,
    /// The minutes that there are for calls in the period.
    pub minutes: u64,
    /// The minutes planned, at most those.
    pub taken: u64,
    /// The minutes of the calls that are made now.
    pub present_minutes: u64,
    /// The accounts, by id.
    pub lines: Vec<CallPlanLine<'a>>,
    /// The contribution expected.
    pub contribution: Total,
    /// The contribution expected of the calls that are made now.
    pub present_contribution: Total,
    /// A bound: no numbers of calls that fit in the time are expected to bring more.
    pub at_most: Total,
    /// The gain of an hour more, at the rate of the best calls for which there was no time, rounded
    /// down; `None` where no more calls bring anything.
    pub hour_value: Option<Total>,
}

/// The steps taken.
#[derive(Debug, Default)]
struct Taken<'a> {
    levels: BTreeMap<&'a CustomerId, CallLevel>,
    minutes: u64,
    gain: Total,
    /// The first step that did not fit, and the gain that a part of it would have brought.
    short: Option<(CallStep<'a>, Total)>,
}

impl<'a> CallPlan<'a> {
    /// The plan of the calls of a person for a period, from the answers about all accounts and the
    /// minutes that there are, ways included.
    ///
    /// # Errors
    ///
    /// [`CallPlanError`], of the first answers from which no plan can be made.
    #[doc(alias = "CALLPLAN")]
    pub fn try_new(
        responses: &'a [CallResponse],
        minutes: u64,
        currency: Currency,
    ) -> Result<Self, CallPlanError> {
        let mut by_customer = BTreeMap::new();
        for response in responses {
            response.check()?;
            if by_customer.insert(&response.customer, response).is_some() {
                return Err(CallPlanError::Repeated { customer: response.customer.clone() });
            }
        }
        let taken = take(by_customer.values().copied(), minutes);
        let at = |response: &CallResponse, calls| {
            response.at(calls).map_or(Total::ZERO, |it| it.contribution.to_total())
        };
        let lines = by_customer.into_values().map(|response| {
            let calls = taken.levels.get(&response.customer).map_or(0, |it| it.calls);
            CallPlanLine {
                response,
                calls,
                contribution: at(response, calls),
                present_contribution: at(response, response.present),
            }
        });
        let lines: Vec<CallPlanLine<'_>> = lines.collect();
        let sum = |of: fn(&CallPlanLine<'_>) -> Total| {
            lines.iter().fold(Total::ZERO, |sum, it| sum.plus(of(it)))
        };
        let (contribution, present_contribution) =
            (sum(|it| it.contribution), sum(|it| it.present_contribution));
        let present = lines.iter().map(|it| it.response.minutes_of(it.response.present));
        let present_minutes = present.fold(0, plus);
        let (at_most, hour_value) = match taken.short {
            Some((step, part)) => {
                let base = contribution.minus(taken.gain);
                (base.plus(part), Some(step.gain_of(60)))
            }
            None => (contribution, None),
        };
        Ok(Self {
            currency,
            minutes,
            taken: taken.minutes,
            present_minutes,
            lines,
            contribution,
            present_contribution,
            at_most,
            hour_value,
        })
    }

    /// The accounts whose present calls are too few, too many or as planned.
    pub fn advised(&self, advice: CallAdvice) -> impl Iterator<Item = &CallPlanLine<'a>> {
        self.lines.iter().filter(move |it| it.advice() == advice)
    }
}

impl CallPlanLine<'_> {
    /// The present calls, compared with those planned.
    pub fn advice(&self) -> CallAdvice {
        match self.response.present.cmp(&self.calls) {
            std::cmp::Ordering::Less => CallAdvice::TooFew,
            std::cmp::Ordering::Equal => CallAdvice::Right,
            std::cmp::Ordering::Greater => CallAdvice::TooMany,
        }
    }
}

/// Takes the steps of all accounts in the order of their gain a minute, as far as the time goes.
fn take<'a>(responses: impl Iterator<Item = &'a CallResponse>, minutes: u64) -> Taken<'a> {
    let mut steps: Vec<CallStep<'a>> = responses.flat_map(steps_up).collect();
    // The steps of an account fall, so each stands behind the one that it goes on from.
    steps.sort_by_key(|it| (Reverse(it.rate()), &it.response.customer, it.to.calls));
    let mut taken = Taken::default();
    let mut ended: BTreeSet<&CustomerId> = BTreeSet::new();
    for step in steps {
        let customer = &step.response.customer;
        let left = minutes.excess_over(taken.minutes);
        if ended.contains(customer) {
            continue;
        }
        if step.minutes > left {
            ended.insert(customer);
            taken.short.get_or_insert((step, taken.gain.plus(step.gain_of(left))));
            continue;
        }
        taken.minutes = plus(taken.minutes, step.minutes);
        taken.gain = taken.gain.plus(step.gain);
        taken.levels.insert(customer, step.to);
    }
    taken
}

fn plus(sum: u64, more: u64) -> u64 {
    proven!(sum.checked_add(more), else u64::MAX, "minutes of answers in memory")
}

/// A page: the time, the sums, then the accounts.
impl fmt::Display for CallPlan<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |total: Total| total.with_currency(self.currency);
        write!(f, "{} minutes for calls, {} taken; ", self.minutes, self.taken)?;
        match self.hour_value {
            Some(value) => write!(f, "one more hour brings {}", money(value))?,
            None => f.write_str("more would bring nothing")?,
        }
        let (expected, most) = (money(self.contribution), money(self.at_most));
        let (now, minutes) = (money(self.present_contribution), self.present_minutes);
        write!(f, "\n{expected} expected, at most {most}")?;
        write!(f, "\n{now} with the present calls, in {minutes} minutes")?;
        for line in &self.lines {
            let CallPlanLine { response, calls, contribution, present_contribution } = line;
            let noun = plural(*calls, "call", "calls");
            write!(f, "\n  {}: {calls} {noun} for {}", response.customer, money(*contribution))?;
            if line.advice() != CallAdvice::Right {
                let (present, now) = (response.present, money(*present_contribution));
                write!(f, "; now {present} for {now}, {}", line.advice())?;
            }
        }
        Ok(())
    }
}
