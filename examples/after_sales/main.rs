//! After-sales at a maker of tea and pumps: goods that come back in part, a repair with a loan
//! unit, a complaint from the hotline to the told answer, returns beyond chance, the
//! days from asking to answer, and who stayed.
//!
//! ```text
//! cargo run --release --example after_sales
//! ```

mod complaint;
mod goods;
mod repair;
mod stay;

use std::error::Error;

use guanxi::calendar::{AsOf, Day, WorkCalendar, WorkCalendarDraft};
use guanxi::day;
use guanxi::lifecycle::{Journey, JourneyFigures};
use guanxi::policy::Policy;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// The day of the report.
pub(crate) const TODAY: Day = day!(2026, 4, 30);

/// Weeks of five days, with the three days of Qingming off.
fn calendar() -> Outcome<WorkCalendar> {
    let rest_days = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
    let holidays = [day!(2026, 4, 4), day!(2026, 4, 5), day!(2026, 4, 6)].into();
    let draft = WorkCalendarDraft { rest_days, holidays, ..Default::default() };
    Ok(WorkCalendar::try_new(draft).map_err(|it| it.to_string())?)
}

fn main() -> Outcome<()> {
    let (policy, calendar, t) = (Policy::default(), calendar()?, AsOf::new(TODAY));
    let mut ways: Vec<(&str, Vec<Journey>)> = Vec::new();
    println!("== Goods that come back ==");
    ways.push(("returns", goods::story(t)?));
    println!("\n== A pump is repaired ==");
    ways.push(("repairs", repair::story(policy.returns.repair, &calendar, t)?));
    println!("\n== A complaint ==");
    ways.push(("complaints", complaint::story(&policy.complaints, &calendar, t)?));
    println!("\n== Days from asking to answer, without those with the customer ==");
    for (kind, ways) in &ways {
        println!("{kind}: {}", JourneyFigures::read(ways.iter().copied()));
    }
    let all = JourneyFigures::read(ways.iter().flat_map(|(_, ways)| ways).copied());
    println!("all: {all}");
    println!(
        "days on which customers were to act: {}; asked more than once: {}",
        all.paused, all.asked_again
    );
    println!("\n== Returns beyond chance ==");
    stay::abuse(&policy.return_abuse, t)?;
    println!("\n== Who stayed ==");
    stay::retention(&policy.retention)
}
