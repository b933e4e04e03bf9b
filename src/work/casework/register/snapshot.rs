use super::flood::RaiseRates;
use super::notice::{Notice, WarningKey};
use super::register::Register;
use super::spending::Spending;
use crate::calendar::{AsOf, Day};
use crate::casework::case::{CaseError, CaseStatus};
use crate::casework::episode::{Effect, Episode, EpisodeError, Event, Inhibitor, Input};
use crate::casework::policy::CasePolicy;
use crate::id::CustomerKey;
use crate::lifecycle::TrailError;
use crate::warning::{ByRule, Feed, Rule};

/// A register in plain form, to be written and read back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct RegisterSnapshot {
    last: Option<(u64, Day)>,
    stale: Vec<Feed>,
    #[cfg_attr(feature = "serde", serde(rename = "shares"))]
    raise_rates: ByRule<RaiseRates>,
    /// The position of the customer, the rule and the trail of each episode.
    #[cfg_attr(feature = "serde", serde(rename = "histories"))]
    trails: Vec<(u32, Rule, Vec<Event>)>,
}

/// Questions of people, batches, and the plain form.
impl Register {
    /// The episode of a warning; `None` when the register keeps none.
    pub fn episode(&self, key: WarningKey) -> Option<&Episode> {
        self.files.get(&key.customer)?.iter().find(|it| it.rule() == key.rule)
    }

    /// All episodes, by customer and rule.
    pub fn episodes(&self) -> impl Iterator<Item = (WarningKey, &Episode)> {
        self.files.iter().flat_map(|(customer, file)| {
            let mut file: Vec<&Episode> = file.iter().collect();
            file.sort_by_key(|episode| episode.rule());
            let key = |rule| WarningKey { customer: *customer, rule };
            file.into_iter().map(move |episode| (key(episode.rule()), episode))
        })
    }

    /// The episodes with an open case: the list of work to be done.
    #[doc(alias = "待处理预警")]
    pub fn open(&self) -> impl Iterator<Item = (WarningKey, &Episode)> {
        self.episodes().filter(|(_, episode)| episode.open_case().is_some())
    }

    /// Raises the warnings of a rule that a flood held back: the data are good.
    ///
    /// # Errors
    ///
    /// When the day lies before the last step.
    pub fn accept_batch(
        &mut self,
        rule: Rule,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, EpisodeError> {
        self.end_batch(rule, &Input::AcceptBatch, t, policy)
    }

    /// Forgets the warnings of a rule that a flood held back: the data were bad.
    ///
    /// # Errors
    ///
    /// When the day lies before the last step.
    pub fn reject_batch(
        &mut self,
        rule: Rule,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, EpisodeError> {
        self.end_batch(rule, &Input::RejectBatch, t, policy)
    }

    fn end_batch(
        &mut self,
        rule: Rule,
        input: &Input,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, EpisodeError> {
        let is_held = |episode: &Episode| {
            let by = episode.held_back_by();
            episode.rule() == rule && by == Some(Inhibitor::Flood)
        };
        let on = t.day();
        let held = self.files.values().flatten().filter(|episode| is_held(episode));
        if let Some(last) = held.filter_map(Episode::last).max().filter(|last| on < *last) {
            return Err(CaseError::from(TrailError::BackDated { on, last }).into());
        }
        let mut notices = Vec::new();
        for (customer, file) in &mut self.files {
            for episode in file.iter_mut().filter(|episode| is_held(episode)) {
                let effects = episode.apply(input.clone(), t, policy)?;
                let key = WarningKey { customer: *customer, rule };
                let told = |effect: Effect| Notice::Warning(key, effect);
                notices.extend(effects.into_iter().map(told));
            }
            file.retain(|episode| !episode.is_blank());
        }
        self.files.retain(|_, file| !file.is_empty());
        Ok(notices)
    }

    /// Answers whether an expense may be booked for a customer.
    ///
    /// # Rule
    ///
    /// > S22: expense warnings stop further spending until adjusted: from the level of the policy
    /// > on, while their case is neither resolved nor accepted as a risk.
    #[doc(alias = "费用冻结")]
    pub fn spending(&self, customer: CustomerKey, policy: &CasePolicy) -> Spending {
        let episode = self.episode(WarningKey { customer, rule: Rule::Expense });
        let Some(case) = episode.and_then(Episode::open_case) else {
            return Spending::Allowed;
        };
        let (status, level, since) = (case.status(), case.level(), case.opened());
        match status {
            CaseStatus::Resolved | CaseStatus::RiskAccepted(_) | CaseStatus::Closed(_) => {
                Spending::Allowed
            }
            CaseStatus::New
            | CaseStatus::Acknowledged
            | CaseStatus::Investigating
            | CaseStatus::CauseKnown
            | CaseStatus::Handling
            | CaseStatus::Reopened => {
                if level >= policy.stops_spending_from {
                    Spending::Stopped { level, since, status }
                } else {
                    Spending::Allowed
                }
            }
        }
    }

    /// The register in plain form: every trail.
    pub fn snapshot(&self) -> RegisterSnapshot {
        let told = |(key, episode): (WarningKey, &Episode)| {
            (key.customer.position(), key.rule, episode.trail().to_vec())
        };
        RegisterSnapshot {
            last: self.last,
            stale: self.stale.clone(),
            raise_rates: self.raise_rates.clone(),
            trails: self.episodes().map(told).collect(),
        }
    }

    /// The register of a snapshot. Every trail is replayed and passes the checks of new inputs.
    ///
    /// # Errors
    ///
    /// When an input would be refused, or when the snapshot cannot come from a register.
    pub fn restore(snapshot: RegisterSnapshot, policy: &CasePolicy) -> Result<Self, EpisodeError> {
        let RegisterSnapshot { last, stale, raise_rates, trails } = snapshot;
        let mut register = Self { last, stale, raise_rates, ..Self::default() };
        for (position, rule, told) in trails {
            let episode = Episode::replay(rule, told, policy)?;
            let file = register.files.entry(CustomerKey::from_position(position)).or_default();
            match file.binary_search_by_key(&rule, Episode::rule) {
                Ok(_) => return Err(EpisodeError::Twice { position, rule }),
                Err(place) => file.insert(place, episode),
            }
        }
        Ok(register)
    }
}
