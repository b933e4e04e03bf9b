use super::{ImportantDate, MoodNote, Person, Recurrence, Standing};
use crate::confidence::WITHHELD;
use crate::valid::Difference;

impl Person {
    /// The fields in which the person of one id is offered with other content.
    pub(super) fn differences(&self, offered: &Self) -> Vec<Difference> {
        let born = Difference::of("born", (&self.born, &offered.born), |it| {
            or_none(it.map(|it| it.to_string()))
        });
        let dates = Difference::of("dates", (&self.dates, &offered.dates), |dates| {
            let told: Vec<String> = dates.iter().map(spoken).collect();
            or_none(Some(told.join(", ")).filter(|it| !it.is_empty()))
        });
        born.into_iter().chain(dates).collect()
    }
}

impl Standing {
    /// The fields in which the standing of one day is offered with other content.
    pub(super) fn differences(&self, offered: &Self) -> Vec<Difference> {
        let influence =
            Difference::of("influence", (&self.influence, &offered.influence), ToString::to_string);
        let stance = Difference::of("stance", (&self.stance, &offered.stance), ToString::to_string);
        let by = Difference::of("by", (&self.by, &offered.by), ToString::to_string);
        influence.into_iter().chain(stance).chain(by).collect()
    }
}

impl MoodNote {
    /// The fields in which the mood of one day is offered with other content. The moods themselves
    /// are not told.
    pub(super) fn differences(&self, offered: &Self) -> Vec<Difference> {
        let mark = |_: &_| WITHHELD.to_owned();
        let mood = Difference::of("mood", (&self.mood, &offered.mood), mark);
        let by = Difference::of("by", (&self.by, &offered.by), ToString::to_string);
        mood.into_iter().chain(by).collect()
    }
}

fn or_none(text: Option<String>) -> String {
    text.unwrap_or_else(|| "none".to_owned())
}

/// An important date as a message tells it: *birthday on 2-29*, *feast on 2026-02-17, 2027-02-06*.
fn spoken(date: &ImportantDate) -> String {
    let days = match &date.recurrence {
        Recurrence::Yearly(day) => format!("{}-{}", day.month(), day.day()),
        Recurrence::Table(days) => {
            days.days().values().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
    };
    format!("{} on {days}", date.occasion)
}
