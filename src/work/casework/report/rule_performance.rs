use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{AsOf, Day, Window};
use crate::casework::case::Closing;
use crate::casework::episode::Episode;
use crate::casework::policy::CasePolicy;
use crate::casework::register::Register;
use crate::id::{CustomerKey, StaffId};
use crate::measure::{Quotient, lower_median, proven};
use crate::warning::Rule;

/// The performance of a rule over a window: how well it serves those who answer its warnings.
///
/// A rule whose warnings are dismissed, clear by themselves or pile up is to be tuned. There is no
/// rate of warnings that is right for everybody, so none is built in.
///
/// # Rule
///
/// > S22: per rule: raised per owner and week, dismissed, cleared by themselves, flaps, open too
/// > long, the share of the ten customers with the most, days to cause and to remedy.
///
/// ```
/// use guanxi::casework::{CasePolicy, Register, RulePerformance};
/// use guanxi::warning::Rule;
/// let (register, policy) = (Register::default(), CasePolicy::default());
/// let month = "2026-03".parse::<guanxi::calendar::Month>()?.window();
/// let t = "2026-03-31".parse()?;
/// let figures = RulePerformance::measure(&register, Rule::Debt, month, t, &policy);
/// assert_eq!((figures.days, figures.raised, figures.dismissed_share()), (31, 0, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警质量")]
#[doc(alias = "归纳")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RulePerformance {
    /// Cases that were raised in the window.
    pub raised: u32,
    /// The people who looked after them; at least one where any was raised.
    pub owners: u32,
    /// Days of the window.
    pub days: u32,
    /// Cases that were closed in the window.
    pub closed: u32,
    /// Closed cases that were false alarms.
    pub dismissed: u32,
    /// Closed cases that cleared by themselves: before anybody had to do anything, or because a
    /// person found so.
    pub self_cleared: u32,
    /// The number of times that conditions came back while they recovered, ever; the count ends at
    /// `u32::MAX`.
    pub flaps: u32,
    /// Cases open at the end for longer than the policy allows.
    pub open_too_long: u32,
    /// Cases of the ten customers with the most.
    pub of_top_ten: u32,
    /// Days from raising to the first cause, the lower median of the cases whose cause is known.
    pub days_to_cause: Option<u32>,
    /// Days from raising to the remedy, the lower median of the cases that were remedied.
    pub days_to_remedy: Option<u32>,
}

/// A case, open or closed, as far as figures go.
struct Counted<'a> {
    opened: Day,
    closed: Option<(Day, Closing)>,
    owner: Option<&'a StaffId>,
    cause_found: Option<Day>,
    resolved: Option<Day>,
}

impl Counted<'_> {
    /// The day on which its remedies were done; `None` when none has helped.
    fn remedied(&self) -> Option<Day> {
        match self.closed {
            None | Some((_, Closing::Remedied)) => self.resolved,
            Some((
                _,
                Closing::Lost
                | Closing::SelfCleared
                | Closing::RiskPassed
                | Closing::NoLongerJudged
                | Closing::Dismissed,
            )) => None,
        }
    }
}

impl RulePerformance {
    /// The figures of a rule over a window, as of a day.
    pub fn measure(
        register: &Register,
        rule: Rule,
        window: Window,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Self {
        let mut figures = Self {
            raised: 0,
            owners: 0,
            days: window.days(),
            closed: 0,
            dismissed: 0,
            self_cleared: 0,
            flaps: 0,
            open_too_long: 0,
            of_top_ten: 0,
            days_to_cause: None,
            days_to_remedy: None,
        };
        let mut owners: BTreeSet<&StaffId> = BTreeSet::new();
        let mut by_customer: BTreeMap<CustomerKey, u32> = BTreeMap::new();
        let (mut to_cause, mut to_remedy) = (Vec::new(), Vec::new());
        for (key, episode) in register.episodes().filter(|(key, _)| key.rule == rule) {
            figures.flaps = sum(figures.flaps, episode.condition().flaps());
            for case in cases(episode) {
                figures.count_end(&case, window, t, policy);
                if !window.contains(case.opened) {
                    continue;
                }
                count(&mut figures.raised);
                owners.extend(case.owner);
                count(by_customer.entry(key.customer).or_default());
                let days = |day: Day| u32::try_from(day.days_since(case.opened)).ok();
                to_cause.extend(case.cause_found.and_then(days));
                to_remedy.extend(case.remedied().and_then(days));
            }
        }
        let mut counts: Vec<u32> = by_customer.into_values().collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        figures.of_top_ten = counts.iter().take(10).fold(0, |all, it| sum(all, *it));
        let owners = proven!(
            u32::try_from(owners.len()).ok(), else u32::MAX,
            "one for each case, and 2³² cases do not fit into memory"
        );
        figures.owners = owners.max(u32::from(figures.raised > 0));
        figures.days_to_cause = lower_median(to_cause);
        figures.days_to_remedy = lower_median(to_remedy);
        figures
    }

    fn count_end(&mut self, case: &Counted<'_>, window: Window, t: AsOf, policy: &CasePolicy) {
        match case.closed {
            Some((on, closing)) if window.contains(on) => {
                count(&mut self.closed);
                match closing {
                    Closing::Dismissed => count(&mut self.dismissed),
                    Closing::SelfCleared => count(&mut self.self_cleared),
                    Closing::Remedied
                    | Closing::Lost
                    | Closing::RiskPassed
                    | Closing::NoLongerJudged => {}
                }
            }
            Some(_) => {}
            None => {
                if t.day().days_since(case.opened) > i32::from(policy.open_days) {
                    count(&mut self.open_too_long);
                }
            }
        }
    }

    /// Cases per owner and week; `None` where none was raised.
    pub fn raised_per_owner_and_week(&self) -> Option<Quotient> {
        let part = i128::from(self.raised).checked_mul(7)?;
        Quotient::try_new(part, i128::from(self.owners).checked_mul(i128::from(self.days))?)
    }

    /// Share of false alarms among the cases that were closed; `None` where none was.
    pub fn dismissed_share(&self) -> Option<Quotient> {
        Quotient::try_new(self.dismissed.into(), self.closed.into())
    }

    /// Share of the closed cases that cleared by themselves; `None` where none was closed.
    pub fn self_cleared_share(&self) -> Option<Quotient> {
        Quotient::try_new(self.self_cleared.into(), self.closed.into())
    }

    /// Share of the ten customers with the most cases; `None` where none was raised.
    pub fn top_ten_share(&self) -> Option<Quotient> {
        Quotient::try_new(self.of_top_ten.into(), self.raised.into())
    }
}

fn cases(episode: &Episode) -> impl Iterator<Item = Counted<'_>> {
    let closed = episode.closed_cases().iter().map(|it| Counted {
        opened: it.opened,
        closed: Some((it.closed, it.closing)),
        owner: it.owner.as_ref(),
        cause_found: it.cause_found,
        resolved: it.resolved,
    });
    let open = episode.open_case().map(|it| Counted {
        opened: it.opened(),
        closed: None,
        owner: it.owner(),
        cause_found: it.cause_found(),
        resolved: it.resolved(),
    });
    closed.chain(open)
}

/// Counts one case.
fn count(cases: &mut u32) {
    *cases = proven!(
        cases.checked_add(1), else u32::MAX,
        "each case is in memory, and 2³² of them are not"
    );
}

/// A sum of counts that ends at the greatest number.
const fn sum(all: u32, more: u32) -> u32 {
    match all.checked_add(more) {
        Some(sum) => sum,
        None => u32::MAX,
    }
}
