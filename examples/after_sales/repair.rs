//! A pump out of warranty: the estimate, a unit on loan, the turnaround.

use guanxi::calendar::{AsOf, WorkCalendar};
use guanxi::day;
use guanxi::goods_return::RepairTerms;
use guanxi::lifecycle::{Entry, Journey};
use guanxi::repair::{Repair, RepairOpening, RepairStep};

use crate::Outcome;

pub(crate) fn story(terms: RepairTerms, calendar: &WorkCalendar, t: AsOf) -> Outcome<Vec<Journey>> {
    let opening = |id: &str, serial: &str, warranty_until| -> Outcome<RepairOpening> {
        Ok(RepairOpening {
            id: id.parse()?,
            customer: "Chen Feed".parse()?,
            on: day!(2026, 3, 23),
            by: "Desk".parse()?,
            product: "pump".parse()?,
            serial: Some(serial.parse()?),
            text: "it leaks".parse()?,
            warranty_until,
            part_of: None,
        })
    };
    let mut pump = Repair::open(opening("F-1", "P-77", Some(day!(2026, 2, 28)))?);
    let steps = [
        (day!(2026, 3, 23), RepairStep::Lend { unit: "L-4".parse()? }),
        (day!(2026, 3, 24), RepairStep::Mend { work: "new seal".parse()? }),
        (
            day!(2026, 3, 25),
            RepairStep::Estimate { price: "CNY 180".parse()?, done_by: day!(2026, 4, 9) },
        ),
        (day!(2026, 3, 31), RepairStep::Accept),
        (day!(2026, 4, 10), RepairStep::AskAgain),
        (day!(2026, 4, 14), RepairStep::Mend { work: "new seal".parse()? }),
        (day!(2026, 4, 15), RepairStep::HandBack),
        (day!(2026, 4, 15), RepairStep::Close),
    ];
    for (on, step) in steps {
        // What was late on that morning, before anything was done.
        let late = pump.findings(AsOf::new(on), terms, calendar);
        for finding in late {
            println!("{on} late: {finding}");
        }
        let act = format!("{step} the repair");
        match pump.apply(Entry::new(step, on, "Sun".parse()?)) {
            Ok(_) => {
                let seen = AsOf::new(on);
                let stage = pump.stage(seen).ok_or("taken in")?;
                let due = pump.ready_by(seen, terms, calendar).filter(|_| stage.is_in_work());
                let due = due.map_or(String::new(), |due| format!(", to be ready by {due}"));
                println!("{on} {act}: {stage}{due}");
            }
            Err(refused) => println!("{on} {act} is refused: {refused}"),
        }
    }
    for finding in pump.findings(t, terms, calendar) {
        println!("{}: {finding}", t.day());
    }

    // A second pump, in warranty: no estimate, no waiting.
    let mut free = Repair::open(opening("F-2", "P-91", Some(day!(2026, 9, 30)))?);
    let mended = RepairStep::Mend { work: "a loose screw".parse()? };
    free.apply(Entry::new(mended, day!(2026, 3, 25), "Sun".parse()?))?;
    free.apply(Entry::new(RepairStep::HandBack, day!(2026, 3, 26), "Desk".parse()?))?;
    let all = [&pump, &free];
    for repair in all {
        println!("{}: {}", repair.opening().id, repair.journey(t).ok_or("not taken in")?);
    }
    Ok(all.iter().filter_map(|it| it.journey(t)).collect())
}
