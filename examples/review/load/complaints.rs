//! Complaints, each with the days of its steps.

use guanxi::calendar::Day;
use guanxi::complaint::{
    Complaint, ComplaintAssessment, ComplaintDecision, ComplaintNotice, ComplaintOpening,
    ComplaintRemedy, ComplaintSeverity, ComplaintStep,
};
use guanxi::id::{CauseId, ComplaintId, StaffId};
use guanxi::interaction::InteractionKind;
use guanxi::lifecycle::Entry;

use super::Loader;
use super::approvals::{not_before, stated};
use super::served::{day_with, held};
use super::table::{Row, Table};
use super::wishes::words;

pub(crate) const COMPLAINTS: Table = Table {
    name: "complaints.csv",
    columns: &["complaint", "customer", "received", "by", "topic", "words"],
    optional: &[
        "owner",
        "acknowledged",
        "severity",
        "assessed",
        "held",
        "until",
        "told",
        "decision",
        "remedy",
        "remedy_by",
        "done",
        "closed",
    ],
};

/// The channel by which the customer is told, since no column states it.
const CHANNEL: InteractionKind = InteractionKind::Letter;

/// A step with its day and who took it.
type Taken = (Day, StaffId, ComplaintStep);

impl Loader {
    /// A complaint with its steps.
    pub(crate) fn complaint(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, id) = (self.key(row)?, row.parse::<ComplaintId>("complaint")?);
        let (on, by) = (row.day("received")?, row.person::<StaffId>("by")?);
        let opening = ComplaintOpening {
            id: id.clone(),
            customer: row.parse("customer")?,
            on,
            by: by.clone(),
            channel: CHANNEL,
            topic: row.parse("topic")?,
            text: words(row, "words")?,
            remedy_sought: None,
            complained_of: None,
            product: None,
            follows: None,
        };
        for column in ["acknowledged", "assessed", "held", "told"] {
            not_before(row, column, on)?;
        }
        let mut steps = opened(row, on, &by)?;
        steps.extend(answered(row, &by)?);
        // Steps of one day stand in the order of their stages.
        steps.sort_by_key(|(day, ..)| *day);
        let events = steps.into_iter().map(|(day, by, step)| Entry::new(step, day, by));
        let complaint = Complaint::replay(opening, events).map_err(|error| error.to_string())?;
        if self.judged.served.complaints.contains_key(&id) {
            return Err(self.about(key, format!("complaint: {id} is stated already")));
        }
        self.judged.served.complaints.insert(id, (key, complaint));
        Ok(())
    }
}

/// The steps up to a holding answer.
fn opened(row: &Row<'_>, received: Day, by: &StaffId) -> Result<Vec<Taken>, String> {
    let mut steps = Vec::new();
    let mut take = |day, step| steps.push((day, by.clone(), step));
    if let Some(to) = row.maybe_person("owner")? {
        take(received, ComplaintStep::Assign { to });
    }
    let acknowledged = row.maybe_day("acknowledged")?;
    if let Some(day) = acknowledged {
        take(day, ComplaintStep::Acknowledge { channel: CHANNEL });
    }
    match (row.maybe::<ComplaintSeverity>("severity")?, row.maybe_day("assessed")?) {
        (None, None) => {}
        (None, Some(_)) => {
            return Err("severity: is missing, and assessed is stated".to_owned());
        }
        (Some(severity), assessed) => {
            let first =
                acknowledged.ok_or("acknowledged: the day is missing, which severity needs")?;
            let day = match assessed {
                Some(_) => not_before(row, "assessed", first)?.unwrap_or(first),
                None => first,
            };
            take(day, ComplaintStep::Assess(assessment(severity)));
        }
    }
    if let Some((day, until)) = held(row)? {
        if acknowledged.is_none_or(|first| day < first) {
            return Err(format!("acknowledged: a day up to {day} is missing, which held needs"));
        }
        let (reason, channel) = (stated(row, "held")?, CHANNEL);
        take(day, ComplaintStep::HoldOff { reason, until, channel });
    }
    Ok(steps)
}

/// The steps from the decision on.
fn answered(row: &Row<'_>, by: &StaffId) -> Result<Vec<Taken>, String> {
    let Some(told) = day_with(row, "told", "decision")? else {
        let later = ["remedy", "remedy_by", "done", "closed"];
        return match later.into_iter().find(|it| !row.text(it).is_empty()) {
            Some(column) => Err(format!("told: the day is missing, which {column} needs")),
            None => Ok(Vec::new()),
        };
    };
    for column in ["acknowledged", "assessed", "held"] {
        if let Some(day) = row.maybe_day(column)?.filter(|day| told < *day) {
            return Err(format!("told: {told} must not lie before {column}, {day}"));
        }
    }
    let mut steps = Vec::new();
    let mut take = |day: Day, by: &StaffId, step| steps.push((day, by.clone(), step));
    let text = stated(row, "told")?;
    let notice = ComplaintNotice { channel: CHANNEL, text: text.clone() };
    let Some(decision) = decision(row, told)? else {
        take(told, by, ComplaintStep::Withdraw(notice));
        return Ok(steps);
    };
    if row.text("acknowledged").is_empty() {
        take(told, by, ComplaintStep::Acknowledge { channel: CHANNEL });
    }
    if row.text("severity").is_empty() {
        take(told, by, ComplaintStep::Assess(assessment(ComplaintSeverity::Minor)));
    }
    // No column says who decided: somebody else than who looked into it.
    let decider: StaffId = row.place.file.parse().map_err(|error| format!("told: {error}"))?;
    let cause: CauseId = row.place.file.parse().map_err(|error| format!("told: {error}"))?;
    let has_remedy = decision.remedy().is_some();
    take(told, by, ComplaintStep::Investigate);
    take(told, &decider, ComplaintStep::Decide { cause, decision });
    take(told, by, ComplaintStep::Tell { notice, way_on: text.clone() });
    if let Some(done) = not_before(row, "done", told)? {
        if !has_remedy {
            return Err("done: there is no remedy to be done".to_owned());
        }
        take(done, by, ComplaintStep::Finish);
    }
    if let Some(closed) = not_before(row, "closed", told)? {
        match row.maybe_day("done")? {
            None if has_remedy => {
                return Err("closed: the remedy is to be done before, state done".to_owned());
            }
            done => not_before(row, "closed", done.unwrap_or(told))?,
        };
        take(closed, by, ComplaintStep::Close { effect: text });
    }
    Ok(steps)
}

/// The decision; `None` where the customer withdrew the complaint.
fn decision(row: &Row<'_>, told: Day) -> Result<Option<ComplaintDecision>, String> {
    let text = row.text("decision");
    let promises = match text {
        "upheld" | "without_admission" => true,
        "not_upheld" | "withdrawn" => false,
        other => {
            return Err(format!(
                "decision: upheld, without_admission, not_upheld or withdrawn, was {other:?}"
            ));
        }
    };
    if !promises {
        let later: &[&str] = if text == "withdrawn" {
            &["remedy", "remedy_by", "done", "closed"]
        } else {
            &["remedy", "remedy_by"]
        };
        if let Some(column) = later.iter().find(|it| !row.text(it).is_empty()) {
            return Err(format!("{column}: a complaint that is {} has none", spoken(text)));
        }
        return Ok((text == "not_upheld").then_some(ComplaintDecision::NotUpheld));
    }
    let remedy = words(row, "remedy")?;
    let by = not_before(row, "remedy_by", told)?;
    let by = by.ok_or("remedy_by: the day is missing, which a remedy needs")?;
    let remedy = ComplaintRemedy { text: remedy, by };
    Ok(Some(if text == "upheld" {
        ComplaintDecision::Upheld(remedy)
    } else {
        ComplaintDecision::WithoutAdmission(remedy)
    }))
}

fn spoken(decision: &str) -> &'static str {
    if decision == "withdrawn" { "withdrawn" } else { "not upheld" }
}

const fn assessment(severity: ComplaintSeverity) -> ComplaintAssessment {
    ComplaintAssessment { severity, touches_safety: false, is_complex: false, needs_action: false }
}
