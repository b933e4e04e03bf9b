use super::rule_course::RuleCourse;
use crate::backtest::outcome::SpellDay;
use crate::backtest::{Aftermath, Hindsight};
use crate::calendar::Day;
use crate::money::Total;
use crate::warning::{Level, Outcome};

/// The most days from the review that cleared a level to one that raises it again, for a flap.
pub(super) const FLAP_DAYS: i32 = 62;

/// The course of a rule for one customer through the judged days.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct CustomerCourse {
    levels: [LevelCourse; 3],
    /// The outcome that is coming true.
    spell: Option<Spell>,
}

/// The course of one level: raised at it or higher.
#[derive(Debug, Clone, Copy, Default)]
struct LevelCourse {
    standing: Standing,
    /// The earliest day of an outcome that came true of a day on which it stood.
    comes_true: Option<Day>,
    cleared: Option<Day>,
}

#[derive(Debug, Clone, Copy, Default)]
enum Standing {
    #[default]
    Down,
    /// Raised on the first judged day, or before.
    FromTheBeginning,
    Since(Day),
}

/// Days in a row of which it came true.
#[derive(Debug, Clone, Copy, Default)]
struct Spell {
    /// The most at stake on any of them.
    money: Total,
    /// The highest level on these days.
    highest: Option<Level>,
    is_judged: bool,
}

/// A judged day of a customer.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct JudgedDay {
    pub(in super::super) day: Day,
    pub(in super::super) is_first: bool,
    pub(in super::super) outcome: Outcome,
    pub(in super::super) aftermath: Aftermath,
    /// The money at stake.
    pub(in super::super) at_stake: Total,
}

impl CustomerCourse {
    /// Takes the next judged day, and counts what it ends or begins.
    pub(in super::super) fn take(&mut self, day: &JudgedDay, counts: &mut RuleCourse) {
        for (level, course) in Level::ALL.into_iter().zip(&mut self.levels) {
            course.take(day, level, counts);
        }
        self.take_spell(day, counts);
    }

    /// Counts what is still open after the last day.
    pub(in super::super) fn end(&mut self, counts: &mut RuleCourse) {
        for (level, course) in Level::ALL.into_iter().zip(&mut self.levels) {
            course.end(level, counts);
        }
        self.end_spell(counts);
    }

    fn take_spell(&mut self, day: &JudgedDay, counts: &mut RuleCourse) {
        match day.aftermath.spell_day(day.day) {
            SpellDay::OfSpell => {
                let spell = self.spell.get_or_insert_default();
                spell.money = spell.money.max(day.at_stake);
                spell.highest = spell.highest.max(day.outcome.level());
                spell.is_judged |= day.outcome >= Outcome::Clear;
            }
            SpellDay::Ends => self.end_spell(counts),
            SpellDay::SaysNothing => {}
        }
    }

    /// Takes over the spell of a customer that has become one with this one.
    pub(in super::super) fn take_over(&mut self, merged: &mut Self) {
        if let Some(Spell { money, highest, is_judged }) = merged.spell.take() {
            let spell = self.spell.get_or_insert_default();
            spell.money = spell.money.plus(money);
            spell.highest = spell.highest.max(highest);
            spell.is_judged |= is_judged;
        }
    }

    fn end_spell(&mut self, counts: &mut RuleCourse) {
        if let Some(Spell { money, highest, is_judged }) = self.spell.take() {
            counts.add_spell(money, highest, is_judged);
        }
    }
}

impl LevelCourse {
    fn take(&mut self, day: &JudgedDay, level: Level, counts: &mut RuleCourse) {
        if day.outcome < Outcome::Clear {
            // A day on which the rule does not judge ends nothing, as in a register.
            return;
        }
        if day.outcome.level() < Some(level) {
            if !matches!(self.standing, Standing::Down) {
                self.end(level, counts);
                self.cleared = Some(day.day);
            }
            return;
        }
        if matches!(self.standing, Standing::Down) {
            self.standing = if day.is_first {
                Standing::FromTheBeginning
            } else {
                let days = self.cleared.map(|cleared| day.day.days_since(cleared));
                let is_flap = days.is_some_and(|days| days <= FLAP_DAYS);
                counts.add_announced(level, day.aftermath.hindsight, is_flap);
                Standing::Since(day.day)
            };
        }
        if day.aftermath.hindsight == Hindsight::CameTrue {
            let on = self.comes_true.into_iter().chain(day.aftermath.on).min();
            self.comes_true = on;
        }
    }

    fn end(&mut self, level: Level, counts: &mut RuleCourse) {
        if let (Standing::Since(raised), Some(on)) = (self.standing, self.comes_true) {
            counts.add_lead(level, on.days_since(raised));
        }
        (self.standing, self.comes_true) = (Standing::Down, None);
    }
}
