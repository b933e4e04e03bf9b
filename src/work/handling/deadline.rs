use crate::calendar::Day;
use crate::valid::words;

words! {
    /// A part of a case that has a deadline, in the order in which the parts are done.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Deadline as "a deadline" {
        /// The case has to be acknowledged.
        Acknowledge = "acknowledge" => "to acknowledge",
        /// The cause has to be known.
        Cause = "cause" => "to find the cause",
        /// The remedies have to be done.
        Remedy = "remedy" => "to remedy",
    }
}

/// Working days that each part of a case may take, all from the day on which it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Deadlines {
    /// Until somebody has seen it.
    pub acknowledge: u16,
    /// Until its cause is known.
    pub cause: u16,
    /// Until its remedies are done.
    pub remedy: u16,
}

impl Deadlines {
    /// The working days of a part.
    pub const fn get(self, deadline: Deadline) -> u16 {
        match deadline {
            Deadline::Acknowledge => self.acknowledge,
            Deadline::Cause => self.cause,
            Deadline::Remedy => self.remedy,
        }
    }

    /// Returns `true` when no part may take fewer days than the one before it.
    pub const fn never_fall(self) -> bool {
        self.acknowledge <= self.cause && self.cause <= self.remedy
    }
}

/// The due day of each part, and the parts that were missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DueDays {
    pub(super) due: [Day; 3],
    pub(super) missed: [bool; 3],
}

impl DueDays {
    /// Due days of which none is missed yet.
    pub(super) fn new(due: impl Fn(Deadline) -> Day) -> Self {
        Self { due: Deadline::ALL.map(due), missed: [false; 3] }
    }

    pub(super) const fn get(&self, deadline: Deadline) -> Day {
        let [acknowledge, cause, remedy] = self.due;
        match deadline {
            Deadline::Acknowledge => acknowledge,
            Deadline::Cause => cause,
            Deadline::Remedy => remedy,
        }
    }

    /// The number of parts that were missed.
    pub(super) fn count_missed(&self) -> usize {
        self.missed.iter().filter(|missed| **missed).count()
    }

    /// Brings days nearer; none moves away.
    pub(super) fn bring_forward(&mut self, due: impl Fn(Deadline) -> Day) {
        for (own, deadline) in self.due.iter_mut().zip(Deadline::ALL) {
            *own = due(deadline).min(*own);
        }
    }

    /// Marks the parts that are missed on a day, from one part on, and returns them. A part that
    /// was kept is not missed when a later one is.
    pub(super) fn miss(&mut self, from: Deadline, on: Day) -> Vec<Deadline> {
        let mut found = Vec::new();
        for deadline in Deadline::ALL {
            let is_late = deadline >= from && self.get(deadline) < on;
            if is_late && !self.is_missed_from(deadline) {
                self.mark(deadline);
                found.push(deadline);
            }
        }
        found
    }

    /// `true` if a part or a later one was missed.
    fn is_missed_from(&self, deadline: Deadline) -> bool {
        let parts = self.missed.iter().zip(Deadline::ALL);
        parts.filter(|(_, part)| *part >= deadline).any(|(missed, _)| *missed)
    }

    fn mark(&mut self, deadline: Deadline) {
        for (missed, part) in self.missed.iter_mut().zip(Deadline::ALL) {
            *missed |= part == deadline;
        }
    }
}
