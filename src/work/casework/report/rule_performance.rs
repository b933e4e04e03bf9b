use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{AsOf, Day, Window};
use crate::casework::case::Closing;
use crate::casework::episode::Episode;
use crate::casework::policy::CasePolicy;
use crate::casework::register::Register;
use crate::id::{CustomerKey, StaffId};
use crate::measure::Quotient;
use crate::warning::Rule;

/// How well a rule serves those who answer its warnings, over a window.
///
/// A rule whose warnings are dismissed, clear by themselves or pile up is to be tuned. There is no rate of
/// warnings that is right for everybody, so none is built in.
///
/// # Rule
///
/// > S22: per rule: raised per owner and week, dismissed, cleared by themselves, flaps, open too long, the share
/// > of the ten customers with the most, days to cause and to remedy.
///
/// ```
/// use guanxi::casework::{CasePolicy, Register, RulePerformance};
/// use guanxi::warning::Rule;
/// let t = "2026-03-31".parse()?;
/// let month = "2026-03".parse::<guanxi::calendar::Month>()?.window();
/// let figures = RulePerformance::measure(&Register::default(), Rule::Debt, month, t, &CasePolicy::default());
/// assert_eq!((figures.raised, figures.dismissed_share()), (0, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警质量")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RulePerformance {
    /// Cases that were raised in the window.
    pub raised: u32,
    /// People who looked after them; at least one where any was raised.
    pub owners: u32,
    /// Days of the window.
    pub days: u32,
    /// Of the cases that were closed in the window, all of them.
    pub closed: u32,
    /// Those that were false alarms.
    pub dismissed: u32,
    /// Those that cleared by themselves: before anybody had to do anything, or as was found.
    pub self_cleared: u32,
    /// How often conditions came back while they recovered, ever.
    pub flaps: u32,
    /// Cases open at the end for longer than the policy allows.
    pub open_too_long: u32,
    /// Cases of the ten customers with the most.
    pub of_top_ten: u32,
    /// Days from raising to the first cause, the lower median of the cases raised in the window whose
    /// cause is known.
    pub days_to_cause: Option<u32>,
    /// Days from raising to the remedy, of those that were remedied.
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
    /// The day on which its remedies were done; `None` when it is known by now that none has helped.
    fn remedied(&self) -> Option<Day> {
        match self.closed {
            None | Some((_, Closing::Remedied)) => self.resolved,
            Some((
                _,
                Closing::Lost | Closing::SelfCleared | Closing::RiskPassed | Closing::Dismissed,
            )) => None,
        }
    }
}

impl RulePerformance {
    /// The figures of a rule over a window, as of a day.
    ///
    /// ```
    /// # use guanxi::casework::{CasePolicy, Register, RulePerformance};
    /// # let (register, policy) = (Register::default(), CasePolicy::default());
    /// # let window = "2026-03".parse::<guanxi::calendar::Month>()?.window();
    /// let figures = RulePerformance::measure(&register, guanxi::warning::Rule::Loss, window, "2026-03-31".parse()?, &policy);
    /// assert_eq!(figures.days, 31);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
            figures.flaps = figures.flaps.saturating_add(episode.condition().flaps());
            for case in cases(episode) {
                figures.count_end(&case, window, t, policy);
                if !window.contains(case.opened) {
                    continue;
                }
                figures.raised = figures.raised.saturating_add(1);
                owners.extend(case.owner);
                let count = by_customer.entry(key.customer).or_default();
                *count = count.saturating_add(1);
                let days = |day: Day| u32::try_from(day.days_since(case.opened)).ok();
                to_cause.extend(case.cause_found.and_then(days));
                to_remedy.extend(case.remedied().and_then(days));
            }
        }
        let mut counts: Vec<u32> = by_customer.into_values().collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        figures.of_top_ten = counts.iter().take(10).fold(0, |sum, it| sum.saturating_add(*it));
        let owners = u32::try_from(owners.len()).unwrap_or(u32::MAX);
        figures.owners = owners.max(u32::from(figures.raised > 0));
        figures.days_to_cause = median(to_cause);
        figures.days_to_remedy = median(to_remedy);
        figures
    }

    fn count_end(&mut self, case: &Counted<'_>, window: Window, t: AsOf, policy: &CasePolicy) {
        match case.closed {
            Some((on, closing)) if window.contains(on) => {
                self.closed = self.closed.saturating_add(1);
                let (dismissed, self_cleared) =
                    (closing == Closing::Dismissed, closing == Closing::SelfCleared);
                self.dismissed = self.dismissed.saturating_add(u32::from(dismissed));
                self.self_cleared = self.self_cleared.saturating_add(u32::from(self_cleared));
            }
            Some(_) => {}
            None => {
                let is_long = t.day().days_since(case.opened) > i32::from(policy.open_days);
                self.open_too_long = self.open_too_long.saturating_add(u32::from(is_long));
            }
        }
    }

    /// Cases per owner and week; `None` where none was raised.
    ///
    /// ```
    /// # use guanxi::casework::{CasePolicy, Register, RulePerformance};
    /// # let window = "2026-03".parse::<guanxi::calendar::Month>()?.window();
    /// let figures = RulePerformance::measure(
    ///     &Register::default(), guanxi::warning::Rule::Loss, window, "2026-03-31".parse()?, &CasePolicy::default(),
    /// );
    /// assert_eq!(figures.raised_per_owner_and_week(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn raised_per_owner_and_week(&self) -> Option<Quotient> {
        let part = i128::from(self.raised).checked_mul(7)?;
        Quotient::try_new(part, i128::from(self.owners).checked_mul(i128::from(self.days))?)
    }

    /// Share of false alarms among the cases that were closed; `None` where none was.
    ///
    /// ```
    /// # use guanxi::casework::RulePerformance;
    /// let is_noisy = |figures: &RulePerformance| figures.dismissed_share().is_some();
    /// ```
    pub fn dismissed_share(&self) -> Option<Quotient> {
        Quotient::try_new(self.dismissed.into(), self.closed.into())
    }

    /// Share of those that cleared by themselves; `None` where none was closed.
    ///
    /// ```
    /// # use guanxi::casework::RulePerformance;
    /// let is_fleeting = |figures: &RulePerformance| figures.self_cleared_share().is_some();
    /// ```
    pub fn self_cleared_share(&self) -> Option<Quotient> {
        Quotient::try_new(self.self_cleared.into(), self.closed.into())
    }

    /// Share of the ten customers with the most cases; `None` where none was raised.
    ///
    /// ```
    /// # use guanxi::casework::RulePerformance;
    /// let is_concentrated = |figures: &RulePerformance| figures.top_ten_share().is_some();
    /// ```
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

/// The lower median.
fn median(mut days: Vec<u32>) -> Option<u32> {
    days.sort_unstable();
    days.get(days.len().saturating_sub(1) / 2).copied()
}
