//! The journal: news and steps day by day, and the check that nothing was told twice.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{Day, Month};
use guanxi::casework::{
    CaseStatus, CaseStep, Closing, Effect, ListedWarning, Notice, Register, SELF_CLEARED,
    WarningKey,
};
use guanxi::id::{CustomerKey, StaffId};
use guanxi::warning::{Level, Rule};

#[derive(Default)]
pub(crate) struct Journal {
    pub(crate) lines: Vec<Line>,
    pub(crate) months: BTreeMap<Month, Counts>,
    /// The days on which a warning was raised, rose or came back.
    pub(crate) warned: Vec<(Day, WarningKey)>,
    /// Events of the data, in words.
    pub(crate) data: Vec<(Day, String)>,
    /// The number of remedied cases by customer.
    remedied: BTreeMap<CustomerKey, u32>,
    /// The last news of each open case.
    open: BTreeMap<WarningKey, Heard>,
    pub(crate) notices: u32,
    pub(crate) messages: u32,
    pub(crate) at_once: u32,
}

/// An entry in the timeline of a warning.
pub(crate) struct Line {
    pub(crate) day: Day,
    pub(crate) key: WarningKey,
    pub(crate) what: String,
    /// The sentence of the rule, or the step of a person.
    pub(crate) why: String,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) raised: u32,
    pub(crate) escalated: u32,
    pub(crate) acknowledged: u32,
    pub(crate) cause_known: u32,
    pub(crate) remedied: u32,
    pub(crate) lost: u32,
    pub(crate) self_cleared: u32,
    pub(crate) risk_passed: u32,
    pub(crate) dismissed: u32,
    pub(crate) reopened: u32,
    pub(crate) late: u32,
    /// At the end of the month.
    pub(crate) open: u32,
}

#[derive(Debug, Clone, Copy)]
struct Heard {
    level: Level,
    is_clear: bool,
}

impl Journal {
    fn month(&mut self, day: Day) -> &mut Counts {
        self.months.entry(day.month()).or_default()
    }

    /// Takes the news of a review. `why` gives the sentence of a rule.
    pub(crate) fn hear_all(
        &mut self,
        day: Day,
        notices: &[Notice],
        register: &Register,
        why: impl Fn(WarningKey, Level) -> Option<String>,
    ) -> Result<(), String> {
        for notice in notices {
            match notice {
                Notice::Warning(key, effect) => {
                    let sentence = said_level(effect).and_then(|level| why(*key, level));
                    self.hear(day, *key, effect, register, sentence)?;
                    self.notices += 1;
                }
                Notice::List(list) => {
                    for ListedWarning { key, level } in &list.warnings {
                        let sentence = why(*key, *level);
                        let effect = Effect::Raised { level: *level, recurrence_of: None };
                        self.hear(day, *key, &effect, register, sentence)?;
                    }
                    for customer in &list.lost {
                        let key = WarningKey { customer: *customer, rule: Rule::Loss };
                        self.hear(day, key, &Effect::Lost, register, None)?;
                    }
                    let (count, reason) = (list.warnings.len(), list.reason);
                    let noun = if count == 1 { "warning" } else { "warnings" };
                    self.data.push((day, format!("{count} {noun} told as one list: {reason}")));
                    self.notices += 1;
                }
                Notice::SilenceBegan(number) => {
                    self.data.push((day, format!("silence {number} begins")));
                }
                Notice::SilenceOver(number) => {
                    self.data.push((day, format!("silence {number} is over")));
                }
                Notice::Repeated { number, on } => {
                    return Err(format!("step {number} of {on} was taken before"));
                }
                Notice::FeedStale(feed, since) => {
                    let what =
                        format!("{feed} tell nothing since {since}: their rules stand still");
                    self.data.push((day, what));
                }
                Notice::FeedBack(feed) => self.data.push((day, format!("{feed} tell again"))),
                Notice::Flood { rule, raised, of } => {
                    let what = format!(
                        "{raised} of {of} customers with a new {rule} warning at once: held back"
                    );
                    self.data.push((day, what));
                }
            }
        }
        Ok(())
    }

    /// Takes an effect, which has to follow from the news before.
    pub(crate) fn hear(
        &mut self,
        day: Day,
        key: WarningKey,
        effect: &Effect,
        register: &Register,
        why: Option<String>,
    ) -> Result<(), String> {
        self.follow(key, effect).map_err(|problem| {
            let position = key.customer.position();
            format!("{day}: {} of customer {position}: {effect}, and {problem}", key.rule)
        })?;
        let case = register.episode(key).and_then(|episode| episode.case());
        let is_reopened = case.is_some_and(|it| it.status() == CaseStatus::Reopened);
        if *effect == Effect::Closed(Closing::Remedied) {
            *self.remedied.entry(key.customer).or_default() += 1;
        }
        if let Effect::Raised { .. } | Effect::Escalated { .. } | Effect::CameBack { .. } = effect {
            self.warned.push((day, key));
        }
        let counts = self.month(day);
        match effect {
            Effect::Raised { .. } => counts.raised += 1,
            Effect::Escalated { .. } => counts.escalated += 1,
            Effect::CameBack { .. } if is_reopened => counts.reopened += 1,
            Effect::DeadlineMissed(_) => counts.late += 1,
            Effect::Closed(Closing::Remedied) => counts.remedied += 1,
            Effect::Closed(Closing::Lost) => counts.lost += 1,
            Effect::Closed(Closing::SelfCleared) => counts.self_cleared += 1,
            Effect::Closed(Closing::RiskPassed) => counts.risk_passed += 1,
            Effect::Closed(Closing::Dismissed) => counts.dismissed += 1,
            Effect::CameBack { .. }
            | Effect::DeEscalated { .. }
            | Effect::Recovered { .. }
            | Effect::Inhibited(_)
            | Effect::Released
            | Effect::Unshelved(_)
            | Effect::Reminder(_)
            | Effect::HandOver
            | Effect::CauseSuggested(_)
            | Effect::Closed(Closing::NoLongerJudged)
            | Effect::Silent { .. }
            | Effect::Lost
            | Effect::RiskExpired
            | Effect::Repeated => {}
        }
        if let Effect::Reminder(_) = effect {
            return Ok(());
        }
        let what = effect.to_string();
        self.lines.push(Line { day, key, what, why: why.unwrap_or_default() });
        Ok(())
    }

    /// Checks that nothing is raised while it is open or told a second time, and that everything
    /// closed was raised.
    fn follow(&mut self, key: WarningKey, effect: &Effect) -> Result<(), &'static str> {
        let Some(heard) = self.open.get_mut(&key) else {
            return match effect {
                Effect::Raised { level, .. } => {
                    self.open.insert(key, Heard { level: *level, is_clear: false });
                    Ok(())
                }
                // A customer becomes lost whether or not a case is open.
                Effect::Lost => Ok(()),
                _ => Err("no case is open"),
            };
        };
        let is_news = match effect {
            Effect::Raised { .. } => return Err("its case is open already"),
            Effect::Escalated { from, to } => {
                let is_so = !heard.is_clear && *from == heard.level && to > from;
                heard.level = *to;
                is_so
            }
            Effect::DeEscalated { from, to } => {
                let is_so = !heard.is_clear && *from == heard.level && to < from;
                heard.level = *to;
                is_so
            }
            Effect::Recovered { from } => {
                let is_so = !heard.is_clear && *from == heard.level;
                heard.is_clear = true;
                is_so
            }
            Effect::CameBack { level } => {
                *heard = Heard { level: *level, is_clear: false };
                true
            }
            Effect::Closed(_) => self.open.remove(&key).is_some(),
            Effect::Inhibited(_)
            | Effect::Released
            | Effect::Unshelved(_)
            | Effect::Reminder(_)
            | Effect::DeadlineMissed(_)
            | Effect::HandOver
            | Effect::CauseSuggested(_)
            | Effect::Silent { .. }
            | Effect::Lost
            | Effect::RiskExpired => true,
            Effect::Repeated => false,
        };
        if is_news { Ok(()) } else { Err("that does not follow from what was told before") }
    }

    /// Takes a step of a person.
    pub(crate) fn step(&mut self, day: Day, key: WarningKey, by: &StaffId, step: &CaseStep) {
        let counts = self.month(day);
        let words = |code: &str| code.replace('_', " ");
        let (what, why) = match step {
            CaseStep::Assign { to } if to == by => (format!("{by} takes it over"), String::new()),
            CaseStep::Assign { to } => (format!("{by} gives it to {to}"), String::new()),
            CaseStep::Acknowledge => {
                counts.acknowledged += 1;
                (format!("{by} has seen it"), String::new())
            }
            CaseStep::Investigate => (format!("{by} looks for the cause"), String::new()),
            CaseStep::RecordCause { cause, evidence, .. } if cause.as_str() == SELF_CLEARED => {
                counts.cause_known += 1;
                (format!("{by} finds that it cleared by itself"), evidence.join("; "))
            }
            CaseStep::RecordCause { cause, evidence, .. } => {
                counts.cause_known += 1;
                (format!("{by} finds {}", words(cause.as_str())), evidence.join("; "))
            }
            CaseStep::PlanRemedy { remedy, owner, .. } => {
                (format!("{owner} plans {}", words(remedy.as_str())), String::new())
            }
            CaseStep::CompleteRemedy { outcome, .. } => {
                (format!("{by} has done it: {outcome}"), String::new())
            }
            CaseStep::Dismiss { why, .. } => (format!("{by} calls it a false alarm"), why.clone()),
            CaseStep::AcceptRisk { until, why, .. } => {
                (format!("{by} takes the risk up to {until}"), why.clone())
            }
            CaseStep::CancelRemedy { why, .. }
            | CaseStep::Reset { why }
            | CaseStep::Shelve { why, .. }
            | CaseStep::Withdraw { why } => (format!("{by}: {}", step.name()), why.clone()),
            CaseStep::Resolve => (format!("{by} has nothing left to do"), String::new()),
            CaseStep::Close => (format!("{by} closes it"), String::new()),
            CaseStep::Unshelve => (format!("{by}: {}", step.name()), String::new()),
        };
        self.lines.push(Line { day, key, what, why });
    }

    /// Keeps the number of cases open at the end of a day for the month.
    pub(crate) fn close_day(&mut self, day: Day) {
        let open = u32::try_from(self.open.len()).unwrap_or(u32::MAX);
        self.month(day).open = open;
    }

    pub(crate) fn total(&self, of: fn(&Counts) -> u32) -> u32 {
        self.months.values().map(of).sum()
    }

    /// The customer with warnings of the most rules and the most remedied cases, among those whose
    /// story fits a screen.
    pub(crate) fn fullest(&self) -> Option<CustomerKey> {
        let mut stories: BTreeMap<CustomerKey, (BTreeSet<Rule>, usize)> = BTreeMap::new();
        for line in &self.lines {
            let (rules, lines) = stories.entry(line.key.customer).or_default();
            rules.insert(line.key.rule);
            *lines += 1;
        }
        let done = |key| self.remedied.get(key).copied().unwrap_or(0);
        let fits = stories.iter().filter(|(_, (_, lines))| *lines <= SCREEN);
        let fullest = fits
            .max_by_key(|(key, (rules, lines))| (rules.len(), done(key), *lines, Reverse(**key)));
        fullest.map(|(key, _)| *key)
    }
}

/// The most lines of a story.
const SCREEN: usize = 48;

/// The level of news that stands for a warning and deserves the sentence of its rule.
const fn said_level(effect: &Effect) -> Option<Level> {
    match effect {
        Effect::Raised { level, .. }
        | Effect::Escalated { to: level, .. }
        | Effect::DeEscalated { to: level, .. }
        | Effect::CameBack { level } => Some(*level),
        _ => None,
    }
}
