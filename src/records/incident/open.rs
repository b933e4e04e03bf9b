use super::Incident;
use crate::calendar::AsOf;

/// Visits each incident that is known and not resolved as of `t`, in the order of kind and day. An
/// incident is the reports of its kind within *n* days of the first; each call gets the reports of
/// one incident, including those after `t`.
///
/// The incidents stand in the order that the account keeps: by kind, then day.
///
/// # Rule
///
/// > S21.5: counts from the day it is reported until it is resolved; a resolution dated `t` counts
/// > at `t`. The same kind within *n* days of `occurred` is the same incident.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::incident::{Credibility, Impact, Incident, IncidentKind, for_each_open};
///
/// let day = "2026-03-01".parse()?;
/// let fire = Incident {
///     kind: IncidentKind::Fire, occurred: day, reported: day,
///     credibility: Credibility::Verified, impact: Impact::try_new(2)?,
///     resolved: Some(day.offset(9)),
/// };
/// let open = |t| {
///     let mut count = 0;
///     for_each_open(&[fire.clone()], 7, AsOf::new(t), |_| count += 1);
///     count
/// };
/// assert_eq!((open(day.offset(8)), open(day.offset(9))), (1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn for_each_open<'a>(
    incidents: &'a [Incident],
    same_within_days: u16,
    t: AsOf,
    mut each: impl FnMut(&'a [Incident]),
) {
    // Sorted by kind and day, the reports of an incident stand together.
    let mut rest = incidents;
    while let Some(first) = rest.first() {
        let last_day = first.occurred.offset(i32::from(same_within_days));
        let same = |it: &Incident| it.kind == first.kind && it.occurred <= last_day;
        if !t.sees(first.reported) {
            // Not heard of yet, so it cannot be the first report of anything.
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let (reports, others) =
            rest.split_at_checked(rest.partition_point(same)).unwrap_or_default();
        rest = others;
        let mut heard = reports.iter().filter(|report| t.sees(report.reported));
        if !heard.any(|report| report.resolved.is_some_and(|day| t.sees(day))) {
            each(reports);
        }
    }
}
