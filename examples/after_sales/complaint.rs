//! A complaint from the hotline through its clocks to the told answer.

use std::collections::BTreeSet;

use guanxi::calendar::{AsOf, Day, WorkCalendar};
use guanxi::complaint::{
    Complaint, ComplaintAssessment, ComplaintDecision, ComplaintFigures, ComplaintInputs,
    ComplaintNotice, ComplaintOpening, ComplaintPolicyDraft, ComplaintRemedy, ComplaintSeverity,
    ComplaintStep, ComplaintTerms, ComplaintTopic,
};
use guanxi::day;
use guanxi::interaction::InteractionKind;
use guanxi::lifecycle::{Entry, Journey};
use guanxi::money::Total;

use crate::Outcome;

pub(crate) fn story(
    policy: &ComplaintPolicyDraft,
    calendar: &WorkCalendar,
    t: AsOf,
) -> Outcome<Vec<Journey>> {
    let terms = ComplaintTerms { policy, calendar };
    let held = BTreeSet::from(["complaint manager".parse()?]);
    let inputs = ComplaintInputs { terms, held: &held, goodwill_before: Total::ZERO };
    let mut complaint = Complaint::open(opening("K-1", "the boxes are wet")?);
    for (on, by, step) in steps()? {
        let act = format!("{step} the complaint");
        let seen = AsOf::new(on);
        for late in terms.findings(&complaint, seen) {
            println!("{on} late: {late}");
        }
        match complaint.apply(Entry::new(step, on, by.parse()?), &inputs) {
            Ok(_) => {
                let stage = complaint.stage(seen).ok_or("received")?;
                let due = terms.tell_by(&complaint, seen).filter(|_| stage.owes_answer());
                let due = due.map_or(String::new(), |due| format!(", to be told by {due}"));
                println!("{on} {by}, {act}: {stage}{due}");
            }
            Err(refused) => println!("{on} {by}, {act} is refused: {refused}"),
        }
    }

    // Another one, which nobody has answered.
    let open = Complaint::open(opening("K-2", "twice invoiced")?);
    for late in terms.findings(&open, t) {
        println!("K-2 on {}: {late}", t.day());
    }
    let all = [&complaint, &open];
    for complaint in all {
        println!("{}: {}", complaint.opening().id, complaint.journey(t).ok_or("received")?);
    }
    println!("{}", ComplaintFigures::read(all, t, terms));
    Ok(all.iter().filter_map(|it| it.journey(t)).collect())
}

/// The steps taken, and tried, with their day and person.
fn steps() -> Outcome<Vec<(Day, &'static str, ComplaintStep)>> {
    let notice = |text: &str| -> Outcome<ComplaintNotice> {
        Ok(ComplaintNotice { channel: InteractionKind::Letter, text: text.parse()? })
    };
    let decide = || -> Outcome<ComplaintStep> {
        let remedy = ComplaintRemedy { text: "20 dry boxes".parse()?, by: day!(2026, 4, 22) };
        let decision = ComplaintDecision::Upheld(remedy);
        Ok(ComplaintStep::Decide { cause: "leaking truck".parse()?, decision })
    };
    Ok(vec![
        (day!(2026, 4, 3), "Desk", ComplaintStep::Acknowledge { channel: InteractionKind::Call }),
        (
            day!(2026, 4, 3),
            "Sun",
            ComplaintStep::Assess(ComplaintAssessment {
                severity: ComplaintSeverity::Serious,
                touches_safety: false,
                is_complex: true,
                needs_action: false,
            }),
        ),
        (day!(2026, 4, 7), "Sun", ComplaintStep::Investigate),
        (
            day!(2026, 4, 8),
            "Sun",
            ComplaintStep::Pause {
                until: day!(2026, 4, 13),
                reason: "photos, please".parse()?,
                agreed_by: None,
            },
        ),
        (day!(2026, 4, 14), "Sun", decide()?),
        (day!(2026, 4, 14), "Zhou", decide()?),
        (day!(2026, 4, 14), "Desk", ComplaintStep::Close { effect: "dry again".parse()? }),
        (
            day!(2026, 4, 15),
            "Desk",
            ComplaintStep::Tell {
                notice: notice("you are right: the truck leaks; 20 dry boxes are on their way")?,
                way_on: "write to the head of service".parse()?,
            },
        ),
        (day!(2026, 4, 22), "Desk", ComplaintStep::Finish),
        (day!(2026, 4, 23), "Desk", ComplaintStep::Accept),
        (
            day!(2026, 4, 23),
            "Desk",
            ComplaintStep::Close { effect: "the truck is mended".parse()? },
        ),
    ])
}

fn opening(id: &str, text: &str) -> Outcome<ComplaintOpening> {
    Ok(ComplaintOpening {
        id: id.parse()?,
        customer: "Zhao Farm".parse()?,
        on: day!(2026, 4, 1),
        by: "Desk".parse()?,
        channel: InteractionKind::Hotline,
        topic: ComplaintTopic::Delivery,
        text: text.parse()?,
        remedy_sought: None,
        complained_of: None,
        product: None,
        follows: None,
    })
}
