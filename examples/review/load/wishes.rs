//! Files of what customers want and say that they need: enquiries, surveys; and their places, by
//! which they are peers.

use std::collections::BTreeMap;

use guanxi::account::Fact;
use guanxi::assignment::Placement;
use guanxi::enquiry::{Enquiry, EnquiryOpening, EnquiryStep, QuestionTopic};
use guanxi::id::RivalId;
use guanxi::lifecycle::Entry;
use guanxi::survey::{GoodEnd, Scale, SurveyReply};

use super::Loader;
use super::judged::{rivals, scale_of};
use super::table::Row;

pub(super) fn placement(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let placement = Placement {
        territory: row.parse("territory")?,
        level: row.parse("level")?,
        business: row.parse("business")?,
        from: row.day("from")?,
    };
    Ok(Box::new(placement).into())
}

/// An enquiry with its quote, the last question after it, and its end.
pub(super) fn enquiry(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let opening = EnquiryOpening {
        person: row.maybe_person("person")?,
        on: row.day("date")?,
        product: row.parse("product")?,
        quantity: words(row, "quantity")?,
        by: row.person("by")?,
    };
    let mut steps = Vec::new();
    for (day, others) in [
        ("quoted", ["amount", "until"]),
        ("asked", ["about", "about"]),
        ("closed", ["order", "reason"]),
    ] {
        if let Some(on) = row.maybe_day(day)? {
            steps.push((on, step(loader, row, day)?));
        } else if let Some(other) = others.into_iter().find(|it| !row.text(it).is_empty()) {
            return Err(format!("{day}: the day is missing, which {other} needs"));
        }
    }
    steps.sort_by_key(|(on, _)| *on);
    let mut enquiry = Enquiry::open(opening);
    for (on, step) in steps {
        let by = enquiry.opening().by.clone();
        enquiry.apply(Entry::new(step, on, by)).map_err(|error| error.to_string())?;
    }
    Ok(Box::new(enquiry).into())
}

/// The step whose day stands in a column.
fn step(loader: &Loader, row: &Row<'_>, day: &str) -> Result<EnquiryStep, String> {
    let has = |column: &str| !row.text(column).is_empty();
    Ok(match day {
        "quoted" => EnquiryStep::Quote { sum: loader.money(row)?, until: row.day("until")? },
        "asked" => {
            let about = row.parse::<QuestionTopic>("about")?;
            EnquiryStep::Ask { about, words: words(row, "about")? }
        }
        _ if has("order") && has("reason") => {
            return Err("reason: an enquiry that was ordered has no reason of a loss".to_owned());
        }
        _ if has("order") => EnquiryStep::Order { document: row.parse("order")? },
        _ if has("reason") => EnquiryStep::Lose { reason: words(row, "reason")? },
        _ => EnquiryStep::Lapse,
    })
}

/// A text that is there.
pub(super) fn words(row: &Row<'_>, column: &str) -> Result<guanxi::lifecycle::Reason, String> {
    if row.text(column).is_empty() {
        return Err(format!("{column}: must not be empty"));
    }
    row.parse(column)
}

/// An answer to a question about a need.
pub(super) fn survey_reply(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let stars = Scale::try_new(1, 5, GoodEnd::Highest).map_err(|error| error.to_string())?;
    let scale = |column| match row.text(column) {
        "" => Ok(stars),
        text => scale_of(column, text),
    };
    let mark = |column: &str| match row.text(column) {
        "" => Ok(None),
        text => {
            let told = |_| format!("{column}: a mark is a whole number, was {text:?}");
            text.parse::<i16>().map(Some).map_err(told)
        }
    };
    let rivals: BTreeMap<RivalId, i16> = rivals(row)?;
    let (need, day) = (row.parse("need")?, row.day("date")?);
    let reply = SurveyReply {
        person: row.maybe_person("person")?,
        importance: mark("importance")?,
        expectation: mark("expectation")?,
        ours: mark("ours")?,
        rivals,
        ..SurveyReply::new(need, day, scale("importance_scale")?, scale("scale")?)
    };
    Ok(Box::new(reply).into())
}
