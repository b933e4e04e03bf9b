use crate::calendar::{AsOf, Day, Window};
use crate::casework::policy::CasePolicy;
use crate::casework::register::Register;
use crate::measure::{Quotient, Ratio, proven};
use crate::warning::{Level, Levels};

/// The warnings that were raised in a window, by the highest level that each has had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PriorityMix {
    /// Those of level watch.
    pub watch: u32,
    /// Those of level warning.
    pub warning: u32,
    /// Those of level critical.
    pub critical: u32,
}

impl PriorityMix {
    /// The shares that ISA-18.2 advises: 80 % of low, 15 % of medium, 5 % of high priority. They
    /// stand beside the figures to be looked at; nothing is moved to another level to meet them.
    pub const ADVISED: Levels<Ratio> = Levels {
        watch: Ratio::from_percent(80),
        warning: Ratio::from_percent(15),
        critical: Ratio::from_percent(5),
    };

    /// The warnings of a level.
    pub const fn get(&self, level: Level) -> u32 {
        match level {
            Level::Watch => self.watch,
            Level::Warning => self.warning,
            Level::Critical => self.critical,
        }
    }

    /// The warnings of all levels.
    pub fn all(&self) -> u32 {
        Level::ALL.into_iter().fold(0, |sum, level| added(sum, self.get(level)))
    }

    fn count(&mut self, level: Level) {
        let of_level = match level {
            Level::Watch => &mut self.watch,
            Level::Warning => &mut self.warning,
            Level::Critical => &mut self.critical,
        };
        *of_level = added(*of_level, 1);
    }

    /// The share of a level; `None` where nothing was raised.
    pub fn share(&self, level: Level) -> Option<Quotient> {
        Quotient::try_new(i128::from(self.get(level)), i128::from(self.all()))
    }
}

/// The load of warnings over all rules, in the figures of ISA-18.2 for alarm systems.
///
/// # Rule
///
/// > S22: the rate for each person and day, standing, stale and chattering warnings, and the mix of
/// > levels beside 80 % watch, 15 % warning and 5 % critical, shown and never forced.
///
/// ```
/// use guanxi::casework::{AlarmFigures, CasePolicy, Register};
/// let (register, policy) = (Register::default(), CasePolicy::default());
/// let month = "2026-03".parse::<guanxi::calendar::Month>()?.window();
/// let t = "2026-03-31".parse()?;
/// let figures = AlarmFigures::measure(&register, month, t, 4, &policy);
/// assert_eq!((figures.days, figures.standing), (31, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警负荷")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlarmFigures {
    /// The people who answer warnings.
    pub people: u16,
    /// Days of the window.
    pub days: u32,
    /// The warnings that were raised in the window.
    pub raised: PriorityMix,
    /// Warnings with an open case at the end, those on a shelf among them.
    pub standing: u32,
    /// Standing warnings that are open for longer than the policy allows.
    pub stale: u32,
    /// Warnings that were raised at least [`CHATTER`](Self::CHATTER) times in the window, or came
    /// back as often: of one rule of one customer.
    pub chattering: u32,
}

impl AlarmFigures {
    /// The raisings of one warning in a window from which it chatters.
    pub const CHATTER: u32 = 3;

    /// The figures of a window, as of a day, for some people.
    pub fn measure(
        register: &Register,
        window: Window,
        t: AsOf,
        people: u16,
        policy: &CasePolicy,
    ) -> Self {
        let mut figures = Self {
            people,
            days: window.days(),
            raised: PriorityMix::default(),
            standing: 0,
            stale: 0,
            chattering: 0,
        };
        for (_, episode) in register.episodes() {
            let mut times = 0;
            let mut count = |opened: Day, highest: Level| {
                if window.contains(opened) {
                    figures.raised.count(highest);
                    times = added(times, 1);
                }
            };
            for case in episode.closed_cases() {
                count(case.opened, case.highest);
            }
            if let Some(case) = episode.open_case() {
                count(case.opened(), case.highest_level());
                if window.contains(case.opened()) {
                    times = added(times, case.times_reopened());
                }
                figures.standing = added(figures.standing, 1);
                let days = t.day().days_since(case.opened());
                figures.stale = added(figures.stale, u32::from(days > i32::from(policy.open_days)));
            }
            figures.chattering = added(figures.chattering, u32::from(times >= Self::CHATTER));
        }
        figures
    }

    /// Warnings raised for each person and day; `None` for nobody.
    pub fn per_person_and_day(&self) -> Option<Quotient> {
        let whole = i128::from(self.people).checked_mul(i128::from(self.days))?;
        Quotient::try_new(i128::from(self.raised.all()), whole)
    }
}

fn added(count: u32, more: u32) -> u32 {
    proven!(
        count.checked_add(more), else u32::MAX,
        "each case is in memory, and 2³² of them are not"
    )
}
