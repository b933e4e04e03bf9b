use std::collections::BTreeMap;
use std::fmt;

use super::{Complaint, ComplaintStage, ComplaintTerms};
use crate::calendar::AsOf;
use crate::id::CauseId;
use crate::lifecycle::StageDays;
use crate::measure::{Proportion, plural, proven};

/// The complaints of one cause.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CauseCount {
    /// The cause.
    pub cause: CauseId,
    /// The complaints that were found to have it.
    pub complaints: u32,
}

/// Figures of the handling of complaints as of a date.
///
/// # Rule
///
/// > S27: told in time, upheld share, repeated causes, days in each stage with pauses apart. A
/// > complaint counts as ended however it got there.
#[doc(alias = "客诉指标")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ComplaintFigures {
    /// Complaints received.
    pub received: u32,
    /// Complaints that are closed, withdrawn, merged or duplicates.
    pub ended: u32,
    /// Complaints told in time, of those that were told or are late. Each counts by the last
    /// answer that was due.
    pub told_in_time: Proportion,
    /// Complaints upheld, of those decided; one that was resolved at once is upheld, goodwill is
    /// not.
    pub upheld: Proportion,
    /// Complaints that share their cause with another, of those with a cause.
    pub repeated: Proportion,
    /// The causes, the most frequent first.
    pub causes: Vec<CauseCount>,
    /// The days of all complaints in each stage, pauses apart, in the order of the stages.
    pub days: Vec<StageDays<ComplaintStage>>,
}

impl ComplaintFigures {
    /// The figures of some complaints. Those that are received later are left out.
    pub fn read<'a>(
        complaints: impl IntoIterator<Item = &'a Complaint>,
        t: AsOf,
        terms: ComplaintTerms<'_>,
    ) -> Self {
        let mut figures = Self::empty();
        let mut causes: BTreeMap<&CauseId, u32> = BTreeMap::new();
        for complaint in complaints {
            let Some(stage) = complaint.stage(t) else { continue };
            figures.received = more(figures.received, true);
            figures.ended = more(figures.ended, !stage.is_open());
            figures.add_told(complaint, stage, t, terms);
            if let Some(is_upheld) = complaint.is_upheld(t) {
                figures.upheld = counted(figures.upheld, is_upheld);
            }
            if let Some(cause) = complaint.cause(t) {
                let count = causes.entry(cause).or_default();
                *count = more(*count, true);
            }
            figures.add_days(&complaint.stage_days(t));
        }
        for (cause, complaints) in causes {
            for _ in 0..complaints {
                figures.repeated = counted(figures.repeated, complaints > 1);
            }
            figures.causes.push(CauseCount { cause: cause.clone(), complaints });
        }
        figures.causes.sort_by_key(|it| std::cmp::Reverse(it.complaints));
        figures
    }

    fn empty() -> Self {
        Self {
            received: 0,
            ended: 0,
            told_in_time: Proportion::NONE,
            upheld: Proportion::NONE,
            repeated: Proportion::NONE,
            causes: Vec::new(),
            days: Vec::new(),
        }
    }

    fn add_told(
        &mut self,
        complaint: &Complaint,
        stage: ComplaintStage,
        t: AsOf,
        terms: ComplaintTerms<'_>,
    ) {
        let told = complaint.told(t);
        let due = terms.tell_by(complaint, told.map_or(t, AsOf::new));
        let Some(due) = due else { return };
        match told {
            Some(told) => self.told_in_time = counted(self.told_in_time, told <= due),
            None if stage.owes_answer() && due < t.day() => {
                self.told_in_time = counted(self.told_in_time, false);
            }
            None => {}
        }
    }

    fn add_days(&mut self, days: &[StageDays<ComplaintStage>]) {
        for next in days.iter().filter(|it| it.stage.is_open()) {
            match self.days.iter_mut().find(|it| it.stage == next.stage) {
                Some(own) => {
                    own.days = sum(own.days, next.days);
                    own.paused = sum(own.paused, next.paused);
                }
                None => self.days.push(*next),
            }
        }
        self.days.sort_unstable_by_key(|it| it.stage);
    }
}

impl fmt::Display for ComplaintFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { received, ended, told_in_time, upheld, repeated, .. } = self;
        let noun = plural(*received, "complaint", "complaints");
        write!(
            f,
            "{received} {noun}, {ended} ended, told in time {told_in_time}, upheld {upheld}, \
             of a repeated cause {repeated}"
        )
    }
}

fn counted(share: Proportion, is_part: bool) -> Proportion {
    let counted = Proportion::try_new(more(share.part(), is_part), more(share.whole(), true));
    proven!(counted, else share, "the whole grows at least as fast as its part")
}

fn more(count: u32, is_counted: bool) -> u32 {
    sum(count, is_counted.into())
}

fn sum(count: u32, more: u32) -> u32 {
    proven!(count.checked_add(more), else u32::MAX, "nobody has 2^32 complaints or days of them")
}
