use std::collections::BTreeMap;

use super::change_log::RegisterMark;
use super::flood::HeldFlood;
use super::notice::{Notice, WarningKey};
use super::register::Register;
use super::register_error::RegisterError;
use super::silence::{RecordedSilence, Silence};
use super::snapshot::{
    RegisterDelta, RegisterSnapshot, Restored, SavedCustomer, UnknownMark, restore,
};
use super::spending::Spending;
use crate::calendar::{AsOf, Day};
use crate::casework::case::{CaseError, CaseStatus};
use crate::casework::episode::{Effect, Episode, EpisodeError, Inhibitor, Input};
use crate::casework::policy::CasePolicy;
use crate::id::{CustomerId, CustomerKey, StaffId};
use crate::lifecycle::{Admission, TrailError};
use crate::warning::Rule;

/// Questions of people, batches, and saves.
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

    /// The customers to be stepped by a day although nothing happened to them, ascending: a
    /// condition turns, a deadline or a reminder is due, an arm has been silent for too long, a
    /// shelf, an accepted risk or a silence is over. A step for a customer that needs none changes
    /// nothing of note.
    ///
    /// Ask before the first step of a day. That step notes the silences of the day, and after it
    /// nobody is named only because one has begun or is over.
    ///
    /// They follow from the register alone. Days on which the rules say something else of a
    /// customer although nothing happened to it follow from its facts: `review::ComingDays` has
    /// them, and the schedule by which a register says what daily reviews of all say.
    #[doc(alias = "到期客户")]
    pub fn due(&self, t: AsOf, policy: &CasePolicy) -> Vec<CustomerKey> {
        let silences = &self.state.silences;
        if silences.on(t.day()).numbers() != silences.noted {
            return self.files.keys().copied().collect();
        }
        let is_due = |episode: &Episode| episode.next_due(policy).is_some_and(|day| day <= t.day());
        let due = self.files.iter().filter(|(_, file)| file.iter().any(is_due));
        due.map(|(customer, _)| *customer).collect()
    }

    /// Checks a step of one customer before its event is recorded.
    pub(crate) fn check_event(
        &self,
        number: u64,
        customer: CustomerKey,
        t: AsOf,
    ) -> Result<(), RegisterError> {
        let on = t.day();
        let Some(last) = self.state.last else {
            return Err(RegisterError::NoBaseline { number });
        };
        if last.number == number {
            return Err(RegisterError::NumberTaken { number, taken: last.on, on });
        }
        let file = || self.files.get(&customer).into_iter().flatten();
        let with_number = file().find(|it| it.last_evaluation() == Some(number));
        if let Some(taken) = with_number.and_then(|it| it.condition().last_day()) {
            return Err(RegisterError::NumberTaken { number, taken, on });
        }
        let days = file().filter_map(Episode::last_day).chain([last.on]);
        match days.max().filter(|last| on < *last) {
            Some(last) => Err(RegisterError::OutOfOrder { on, last }),
            None => Ok(()),
        }
    }

    /// Keeps silent of some warnings on some days, from a day on, numbered by the caller. The same
    /// silence under its number is known.
    ///
    /// # Errors
    ///
    /// When the number is that of another silence.
    ///
    /// Stock-taking every January, about which sales progress has nothing to say:
    ///
    /// ```
    /// use guanxi::casework::{Register, Silence, SilenceDraft, SilentDays};
    /// use guanxi::calendar::MonthDay;
    /// use guanxi::{day, warning::Rule};
    ///
    /// let (from, to) = (MonthDay::try_new(1, 5)?, MonthDay::try_new(1, 20)?);
    /// let stock_taking = Silence::try_new(SilenceDraft {
    ///     rule: Some(Rule::Progress),
    ///     owner: None,
    ///     group: None,
    ///     days: SilentDays::Yearly { from, to },
    ///     by: "Wang".parse()?,
    ///     why: "stock-taking".parse()?,
    /// })?;
    /// let mut register = Register::default();
    /// register.keep_silent(1, stock_taking, day!(2026, 1, 1))?;
    /// let (_, kept) = register.silences().next().ok_or("none")?;
    /// assert!(kept.holds_on(day!(2027, 1, 20)) && !kept.holds_on(day!(2027, 1, 21)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn keep_silent(
        &mut self,
        number: u64,
        silence: Silence,
        since: Day,
    ) -> Result<Admission, RegisterError> {
        let recorded = RecordedSilence { silence, since, ended: None };
        match self.state.silences.all.get(&number) {
            Some(it) if it.silence == recorded.silence && it.since == since => Ok(Admission::Known),
            Some(_) => Err(RegisterError::SilenceTaken { number }),
            None => {
                self.state.silences.all.insert(number, recorded);
                self.changes.begin();
                Ok(Admission::New)
            }
        }
    }

    /// Ends a silence: from a day on it holds no more.
    ///
    /// # Errors
    ///
    /// When there is no such silence, or it began later or was ended on another day.
    pub fn end_silence(
        &mut self,
        number: u64,
        by: StaffId,
        on: Day,
    ) -> Result<Admission, RegisterError> {
        let no_silence = RegisterError::NoSilence { number, on };
        let Some(silence) = self.state.silences.all.get_mut(&number) else {
            return Err(no_silence);
        };
        let ended = Some((on, by));
        match &silence.ended {
            Some(_) if silence.ended == ended => Ok(Admission::Known),
            None if silence.since <= on => {
                silence.ended = ended;
                self.changes.begin();
                Ok(Admission::New)
            }
            Some(_) | None => Err(no_silence),
        }
    }

    /// The silences, by number; those that are over are among them.
    pub fn silences(&self) -> impl Iterator<Item = (u64, &RecordedSilence)> {
        self.state.silences.all.iter().map(|(number, it)| (*number, it))
    }

    /// The floods that are held back, by rule and by the day from which they go out.
    pub fn floods(&self) -> Vec<HeldFlood> {
        let mut held: BTreeMap<_, Vec<CustomerKey>> = BTreeMap::new();
        for (key, episode) in self.episodes() {
            if let Some(goes_out) = episode.flood_until() {
                held.entry((key.rule, goes_out)).or_default().push(key.customer);
            }
        }
        let flood = |((rule, goes_out), customers)| HeldFlood { rule, goes_out, customers };
        held.into_iter().map(flood).collect()
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
    /// A repetition of the last step still says *repeated*. Where a customer is forgotten that had
    /// no breach in that step, the step is known by its number and day alone.
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
        if let Some(last) = held.filter_map(Episode::last_day).max().filter(|last| on < *last) {
            return Err(CaseError::from(TrailError::BackDated { on, last }).into());
        }
        let mut notices = Vec::new();
        self.changes.begin();
        let number = self.state.last.map(|last| last.number);
        for (customer, file) in &mut self.files {
            let was_taken = file.iter().any(|it| it.last_evaluation() == number);
            let has_objected = number.is_some_and(|it| file.iter().any(|e| e.has_objected_in(it)));
            for episode in file.iter_mut().filter(|episode| is_held(episode)) {
                let key = WarningKey { customer: *customer, rule };
                self.changes.note(key);
                let effects = episode.apply(input.clone(), t, policy)?;
                let told = |effect: Effect| Notice::Warning(key, effect);
                notices.extend(effects.into_iter().map(told));
            }
            file.retain(|episode| !episode.is_blank());
            // A repetition does not ask what is known of a customer without a file and a breach, so
            // that it is known by its number and day.
            if let Some(last) = &mut self.state.last
                && file.is_empty()
                && was_taken
                && !has_objected
            {
                last.content = None;
            }
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

    /// The mark of what the register is now, from which on changes are to be written next.
    pub const fn mark(&self) -> RegisterMark {
        self.changes.now()
    }

    /// The register in plain form, with the mark of the policy under which it is saved. `id_of`
    /// gives the id of a customer; one without a name is saved by its position.
    ///
    /// [`Book::save_register`](crate::book::Book::save_register) asks the book for ids.
    pub fn snapshot(
        &self,
        policy: &CasePolicy,
        id_of: impl Fn(CustomerKey) -> Option<CustomerId>,
    ) -> RegisterSnapshot {
        RegisterSnapshot::save(self, policy, id_of)
    }

    /// The changes since a save in plain form: less to write than a snapshot. Applied to the
    /// snapshot of that save, they give that of today.
    ///
    /// # Errors
    ///
    /// When changes since that mark are not known: the register was restored from a later save, or
    /// the mark is none of its own.
    pub fn changes_since(
        &self,
        mark: RegisterMark,
        policy: &CasePolicy,
        id_of: impl Fn(CustomerKey) -> Option<CustomerId>,
    ) -> Result<RegisterDelta, UnknownMark> {
        RegisterDelta::since(self, mark, policy, id_of)
    }

    /// The register of a snapshot. `key_of` gives the key of a customer in the book of today; the
    /// files of customers that it does not know are given back beside the register.
    ///
    /// Inputs that were taken stand, whatever the policy says now. Only a register that
    /// was written without a version holds inputs instead of states: they are taken once more, and
    /// their days and levels are those of the policy given here. Its customers are positions of any
    /// customers, with names or without.
    ///
    /// # Errors
    ///
    /// When inputs of a register without a version cannot have followed each other, or one of its
    /// rules has two trails.
    pub fn restore(
        snapshot: RegisterSnapshot,
        policy: &CasePolicy,
        key_of: impl FnMut(&SavedCustomer) -> Option<CustomerKey>,
    ) -> Result<Restored, RegisterError> {
        restore(snapshot, policy, key_of)
    }
}
