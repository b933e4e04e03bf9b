use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::casework::case::Case;
use crate::casework::episode::Effect;
use crate::casework::register::{ListedWarning, Notice, Register, WarningKey};
use crate::handling::Deadline;
use crate::id::{CustomerKey, StaffId};
use crate::warning::{Level, Rule};

/// News of one warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarningNews {
    /// The warning.
    pub key: WarningKey,
    /// The effect.
    pub effect: Effect,
}

/// News of a customer, or of a group of customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestEntry {
    /// The customer, or the one that stands for its group.
    pub customer: CustomerKey,
    /// The highest level of its open cases in the news; `None` when all of them are over.
    pub level: Option<Level>,
    /// The news. The warning that was raised first comes first, since it may have caused the rest.
    pub news: Vec<WarningNews>,
}

/// The news of one person on one day: one message instead of many.
#[doc(alias = "预警摘要")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// The person; `None` for cases that nobody looks after yet.
    pub owner: Option<StaffId>,
    /// News that cannot wait for the digest: newly critical, or a missed deadline of a critical
    /// case.
    pub at_once: Vec<WarningNews>,
    /// The rest, by customer: the gravest first, then in the order of keys.
    pub customers: Vec<DigestEntry>,
    /// Warnings that a list tells: cases to be taken up, of which nothing is due yet.
    pub listed: Vec<ListedWarning>,
}

impl Digest {
    /// The digests of the notices of a day, by owner. `group` gives the customer that stands for a
    /// group.
    #[doc(alias = "预警摘要")]
    pub fn by_owner(
        notices: &[Notice],
        register: &Register,
        group: impl Fn(CustomerKey) -> CustomerKey,
    ) -> Vec<Self> {
        let mut digests: BTreeMap<Option<StaffId>, Self> = BTreeMap::new();
        for notice in notices {
            let (key, effect) = match notice {
                Notice::Warning(key, effect) => (key, effect),
                Notice::List(list) => {
                    for warning in &list.warnings {
                        let case = register.episode(warning.key).and_then(|it| it.case());
                        Self::of_owner(&mut digests, case).listed.push(*warning);
                    }
                    for customer in &list.lost {
                        let key = WarningKey { customer: *customer, rule: Rule::Loss };
                        let case = register.episode(key).and_then(|it| it.case());
                        let digest = Self::of_owner(&mut digests, case);
                        digest.add(group(*customer), key, &Effect::Lost);
                    }
                    continue;
                }
                Notice::Repeated { .. }
                | Notice::SilenceBegan(_)
                | Notice::SilenceOver(_)
                | Notice::FeedStale(..)
                | Notice::FeedBack(_)
                | Notice::Flood { .. } => continue,
            };
            let case = register.episode(*key).and_then(|episode| episode.case());
            let digest = Self::of_owner(&mut digests, case);
            if case.is_some_and(|case| cannot_wait(effect, case.level())) {
                digest.at_once.push(WarningNews { key: *key, effect: effect.clone() });
            } else {
                digest.add(group(key.customer), *key, effect);
            }
        }
        for digest in digests.values_mut() {
            digest.settle(register);
        }
        digests.into_values().collect()
    }

    fn of_owner<'a>(
        digests: &'a mut BTreeMap<Option<StaffId>, Self>,
        case: Option<&Case>,
    ) -> &'a mut Self {
        let owner = case.and_then(|case| case.owner().cloned());
        digests.entry(owner).or_insert_with_key(|owner| Self {
            owner: owner.clone(),
            at_once: Vec::new(),
            customers: Vec::new(),
            listed: Vec::new(),
        })
    }

    fn add(&mut self, customer: CustomerKey, key: WarningKey, effect: &Effect) {
        let news = WarningNews { key, effect: effect.clone() };
        match self.customers.iter_mut().find(|entry| entry.customer == customer) {
            Some(entry) => entry.news.push(news),
            None => self.customers.push(DigestEntry { customer, level: None, news: vec![news] }),
        }
    }

    fn settle(&mut self, register: &Register) {
        let open = |key: &WarningKey| register.episode(*key).and_then(|it| it.open_case());
        for entry in &mut self.customers {
            entry.level = entry.news.iter().filter_map(|it| open(&it.key)).map(Case::level).max();
            let opened = |key: &WarningKey| -> Option<Day> {
                Some(register.episode(*key)?.case()?.opened())
            };
            entry.news.sort_by_key(|it| (opened(&it.key), it.key));
        }
        self.customers.sort_by(|a, b| b.level.cmp(&a.level).then(a.customer.cmp(&b.customer)));
    }
}

fn cannot_wait(effect: &Effect, level: Level) -> bool {
    let is_critical = level == Level::Critical;
    match effect {
        Effect::Raised { level, .. }
        | Effect::CameBack { level }
        | Effect::Escalated { to: level, .. } => *level == Level::Critical,
        Effect::DeadlineMissed(Deadline::Acknowledge | Deadline::Cause | Deadline::Remedy) => {
            is_critical
        }
        Effect::DeEscalated { .. }
        | Effect::Recovered { .. }
        | Effect::Closed(_)
        | Effect::Inhibited(_)
        | Effect::Released
        | Effect::Unshelved(_)
        | Effect::Reminder(_)
        | Effect::HandOver
        | Effect::CauseSuggested(_)
        | Effect::Silent { .. }
        | Effect::Lost
        | Effect::RiskExpired
        | Effect::Repeated => false,
    }
}
