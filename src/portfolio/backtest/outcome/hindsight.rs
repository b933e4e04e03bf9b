use crate::calendar::Day;
use crate::valid::words;

words! {
    /// Knowledge of today about the days after a past day: the judgement of that day was right, it
    /// was not, or nobody can tell yet.
    #[doc(alias = "事后验证")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Hindsight as "a hindsight" {
        /// It came true.
        CameTrue = "came_true" => "came true",
        /// It did not, and cannot any more.
        DidNot = "did_not" => "did not come true",
        /// The days after it are not over, or facts of them are missing.
        Unknowable = "unknowable",
    }
}

/// The sequel of a past day, and the day on which it came.
///
/// An outcome of the caller may give a [`Hindsight`] alone: then no lead time is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aftermath {
    /// The hindsight of the day.
    pub hindsight: Hindsight,
    /// The day on which it came true; `None` where it did not, or where no day can be named.
    pub on: Option<Day>,
}

impl Aftermath {
    /// It came true on a day.
    pub const fn came_true_on(day: Day) -> Self {
        Self { hindsight: Hindsight::CameTrue, on: Some(day) }
    }
}

impl From<Hindsight> for Aftermath {
    fn from(hindsight: Hindsight) -> Self {
        Self { hindsight, on: None }
    }
}

/// A day of a customer, as one of its spells: days in a row of which it came true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum SpellDay {
    /// It came true, on the day or later.
    OfSpell,
    /// It did not: a spell is over.
    Ends,
    /// Nobody can tell, or it had come true before the day.
    SaysNothing,
}

impl Aftermath {
    /// The meaning of a day for a spell.
    pub(in super::super) fn spell_day(&self, day: Day) -> SpellDay {
        match self.hindsight {
            Hindsight::CameTrue if self.on.is_none_or(|on| on >= day) => SpellDay::OfSpell,
            Hindsight::DidNot => SpellDay::Ends,
            Hindsight::CameTrue | Hindsight::Unknowable => SpellDay::SaysNothing,
        }
    }
}
