//! The groups of companies, each as one customer.

use std::io::{self, Write};

use guanxi::review::Review;

use super::MOST_LISTED;
use super::words::{count, grouped, percent, print_table, whole, wrap};

/// The groups by what they bought, and the concentration over groups and customers that stand
/// alone. Nothing where no customer belongs to a group.
pub(super) fn print_groups(review: &Review<'_>, out: &mut impl Write) -> io::Result<()> {
    let groups = match review.by_group() {
        Ok(groups) => groups,
        Err(refused) => return wrap(&format!("Groups are not judged: {refused}."), 3, out),
    };
    if groups.groups().is_empty() {
        return Ok(());
    }
    let pareto = groups.pareto();
    let (fifth, largest) = (percent(pareto.top_20_percent_share), percent(pareto.largest_share));
    wrap(
        &format!(
            "Each group as one customer: of the {} that bought, the largest fifth brings {fifth}, \
             the largest one {largest}.",
            grouped(pareto.customers)
        ),
        3,
        out,
    )?;
    let currency = review.book().currency();
    let mut listed: Vec<_> = groups.groups().iter().collect();
    listed.sort_by(|one, other| {
        other.purchases.cmp(&one.purchases).then_with(|| one.group.cmp(&other.group))
    });
    let rows = listed.iter().take(MOST_LISTED).map(|it| {
        let bought = whole(it.purchases.to_total(), currency);
        let (class, members) = (it.class.to_string(), count(it.members.len()));
        vec![it.group.to_string(), class, members, bought, whole(it.value_at_risk, currency)]
    });
    print_table(&["group", "class", "members", "bought", "at risk"], rows, 0, out)?;
    match listed.len().checked_sub(MOST_LISTED) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "     and {} more", count(more)),
    }
}
