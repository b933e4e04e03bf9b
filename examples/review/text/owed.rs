//! What is owed by an agreement, and what was agreed by nobody: minimum purchases, rights, limits
//! and plans, each with what is to be done.

use std::io::{self, Write};

use guanxi::calendar::{AsOf, Day};
use guanxi::money::{Money, Total};
use guanxi::review::Review;

use super::words::{count, customers, grouped, print_list, whole, wrap};
use crate::matter::{
    Agreed, ApprovalDue, ApprovalFinding, BalanceDue, BalanceFinding, BrokenPlan, ClaimsDue,
    MinimumDue, RightsDue, RightsHolder, RightsProblem, Unplanned, begins,
};

/// The number of customers named in a line at most.
const MOST_NAMED: usize = 3;

pub(super) fn print_owed(
    review: &Review<'_>,
    agreed: &Agreed<'_>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    if let Some(minimums) = &agreed.minimums {
        let lines = minimums.iter().map(|it| format!("{}, {}", it.customer, minimum(review, it)));
        print_list("Minimum purchases that are behind or were missed:", lines, most, out)?;
    }
    if let Some(rights) = &agreed.rights {
        if rights.is_empty() {
            writeln!(out, "   No right is granted against another.")?;
        }
        let lines = rights.iter().map(|it| right(it, review.as_of()));
        print_list("Rights that are granted twice, or are not ours to grant:", lines, most, out)?;
    }
    if let Some(approvals) = &agreed.approvals {
        if approvals.is_empty() {
            writeln!(out, "   Every limit is approved, and every application decided in time.")?;
        }
        let lines = approvals.iter().map(|it| format!("{}: {}", it.customer, approval(review, it)));
        print_list("Limits to approve, to decide on and to review:", lines, most, out)?;
    }
    if let Some(balances) = &agreed.balances {
        if balances.is_empty() {
            writeln!(out, "   Every balance that is owed was confirmed in time.")?;
        }
        let lines = balances.iter().map(|it| format!("{}: {}", it.customer, balance(review, it)));
        print_list("Balances to confirm and to settle:", lines, most, out)?;
        let claims = agreed.claims.iter().flatten();
        let lines = claims.map(|it| format!("{}: {}", it.customer, claim(review, it)));
        print_list("Claims that can soon be enforced no longer, by day:", lines, most, out)?;
    }
    if let Some(broken) = &agreed.broken {
        if broken.is_empty() {
            writeln!(out, "   Every payment plan is kept.")?;
        }
        let lines = broken.iter().map(|it| format!("{}: {}", it.customer, broken_plan(review, it)));
        print_list("Payment plans that are broken:", lines, most, out)?;
    }
    match &agreed.unplanned {
        Some(it) if !it.customers.is_empty() => wrap(&unplanned(review, it), 3, out),
        Some(_) | None => Ok(()),
    }
}

/// The lines about one customer.
pub(super) fn owed_lines(review: &Review<'_>, agreed: &Agreed<'_>) -> Vec<String> {
    let minimums = agreed.minimums.iter().flatten();
    let minimums = minimums.map(|it| format!("Contract {}", minimum(review, it)));
    let rights = agreed.rights.iter().flatten().map(|it| right(it, review.as_of()));
    let approvals = agreed.approvals.iter().flatten().map(|it| approval(review, it));
    let unplanned = agreed.unplanned.iter().filter(|it| !it.customers.is_empty());
    let unplanned = unplanned.map(|it| {
        let Unplanned { month, by, .. } = it;
        format!("write a plan for {month} {}", deadline(*by, review.as_of()))
    });
    let broken = agreed.broken.iter().flatten().map(|it| broken_plan(review, it));
    let balances = agreed.balances.iter().flatten().map(|it| balance(review, it));
    let claims = agreed.claims.iter().flatten().map(|it| claim(review, it));
    let owed = balances.chain(claims).chain(broken);
    minimums.chain(rights).chain(approvals).chain(owed).chain(unplanned).collect()
}

fn minimum(review: &Review<'_>, it: &MinimumDue<'_>) -> String {
    let money = |it: Total| whole(it, review.book().currency());
    let (contract, to, missing) = (&it.contract, it.to, money(it.missing));
    let (bought, all) = (money(it.bought), money(it.minimum.to_total()));
    if it.is_over {
        return format!(
            "{contract}: {missing} of the minimum of {all} were missing on {to}, agree on what \
             follows"
        );
    }
    let rate = match it.per_day {
        None => String::new(),
        Some((part, 1)) => format!(" ({} on the one worked day left)", money(part.to_total())),
        Some((part, days)) => {
            format!(" ({} on each of {} worked days left)", money(part.to_total()), grouped(days))
        }
    };
    let due = it.due_by_now.map(|due| format!(", {} were due by now", money(due)));
    let due = due.unwrap_or_default();
    format!(
        "{contract}: sell {missing} more by {to}{rate}; {bought} of the minimum of {all} are \
         bought{due}"
    )
}

fn right(it: &RightsDue<'_>, t: AsOf) -> String {
    let named = |it: &RightsHolder<'_>| format!("{} ({})", it.customer, it.contract);
    let who = it.contracts.iter().map(named).collect::<Vec<_>>().join(" and ");
    let (brand, territory) = (it.brand.as_deref(), it.territory.as_deref());
    let (brand, territory) = (brand.unwrap_or_default(), territory.unwrap_or_default());
    let days = it.days.map(|days| days.to_string()).unwrap_or_default();
    let begins = it.days.and_then(|days| begins(days, t));
    let by = begins.map_or_else(|| "now".to_owned(), |day| format!("before {day}"));
    match &it.problem {
        RightsProblem::Conflict { level } => {
            let kinds: Vec<String> =
                it.contracts.iter().map(|it| it.exclusivity.to_string()).collect();
            let kinds = match kinds.as_slice() {
                [one, other] if one == other => format!("both {one}"),
                kinds => kinds.join(" against "),
            };
            format!(
                "{who}: change one of them {by}; each has {brand} in {territory} as {level}, \
                 {kinds}, {days}"
            )
        }
        RightsProblem::NotHeld => format!(
            "{who}: obtain the right or take it back {by}; we grant {brand} in {territory} and do \
             not hold it, {days}"
        ),
        RightsProblem::NotHeldExclusively => format!(
            "{who}: grant it without exclusivity {by}; we do not hold {brand} in {territory} \
             exclusively, {days}"
        ),
        RightsProblem::Twice => {
            format!("{who}: end one of them {by}; both grant {brand} in {territory}, {days}")
        }
        RightsProblem::Unknown => {
            format!("{who}: add {territory} to territories.csv, where it is missing")
        }
        RightsProblem::CarvedOutside => {
            format!("{who}: {territory} is carved out and was not granted, correct the row")
        }
        RightsProblem::Other(words) => words.clone(),
    }
}

fn approval(review: &Review<'_>, it: &ApprovalDue<'_>) -> String {
    let currency = review.book().currency();
    let money = |it: Money| whole(it.amount().to_total(), currency);
    let limit = it.limit.map(money);
    match (it.finding, limit) {
        (ApprovalFinding::NotApproved { approved }, None) => {
            let of = approved.map(|it| format!("; {} were approved", money(it)));
            let of = of.unwrap_or_default();
            format!("agree on a limit and have it approved; its credit is unlimited{of}")
        }
        (ApprovalFinding::NotApproved { approved: None }, Some(limit)) => {
            format!("have its limit of {limit} approved or take it back; nobody approved it")
        }
        (ApprovalFinding::NotApproved { approved: Some(approved) }, Some(limit)) => {
            let approved = money(approved);
            format!("have its limit of {limit} approved or cut it to {approved}, as was approved")
        }
        (ApprovalFinding::NotDecided { applied, due }, limit) => {
            let limit = limit.unwrap_or_default();
            format!("decide on a limit of {limit}, asked for on {applied} and due by {due}")
        }
        (ApprovalFinding::ReviewOverdue { due }, limit) => {
            let limit = limit.unwrap_or_default();
            format!("review its limit of {limit}, as was due by {due}")
        }
    }
}

fn balance(review: &Review<'_>, it: &BalanceDue<'_>) -> String {
    let money = |it: Total| whole(it, review.book().currency());
    match it.finding {
        BalanceFinding::Difference { day, difference } if difference > Total::ZERO => format!(
            "settle the balance of {day}; by its books it owes {} less than by ours",
            money(difference)
        ),
        BalanceFinding::Difference { day, difference } => format!(
            "settle the balance of {day}; by its books it owes {} more than by ours",
            money(Total::ZERO.minus(difference))
        ),
        BalanceFinding::Unconfirmed { due, last } => {
            let last = last.map_or_else(
                || "none ever was".to_owned(),
                |last| format!("the last was that of {last}"),
            );
            let balance = money(it.balance);
            format!("have its balance of {balance} confirmed, as was due by {due}; {last}")
        }
    }
}

fn claim(review: &Review<'_>, it: &ClaimsDue<'_>) -> String {
    let amount = whole(it.amount, review.book().currency());
    let first = if it.invoices == 1 { "it" } else { "the first" };
    let invoices = if it.invoices == 1 {
        "1 invoice".to_owned()
    } else {
        format!("{} invoices", count(it.invoices))
    };
    let by = it.by;
    format!(
        "demand {amount} of {invoices} or have the debt confirmed by {by}, after which {first} is \
         barred"
    )
}

fn broken_plan(review: &Review<'_>, it: &BrokenPlan<'_>) -> String {
    let BrokenPlan { agreed, due, amount, .. } = it;
    let amount = whole(amount.amount().to_total(), review.book().currency());
    format!(
        "ask for the {amount} that were due on {due}, or revise the payment plan of {agreed} or \
         give it up"
    )
}

fn unplanned(review: &Review<'_>, it: &Unplanned<'_>) -> String {
    let currency = review.book().currency();
    let number = u32::try_from(it.customers.len()).unwrap_or(u32::MAX);
    let named = it.customers.iter().take(MOST_NAMED);
    let named = named.map(|(name, bought)| format!("{name} ({})", whole(*bought, currency)));
    let named = named.collect::<Vec<_>>().join(", ");
    let of = if it.customers.len() > MOST_NAMED { ", of these the largest" } else { "" };
    let (who, month, by) = (customers(number), it.month, deadline(it.by, review.as_of()));
    let verb = if number == 1 { "trades and has" } else { "trade and have" };
    format!("{who} {verb} no plan for {month}, write it {by}{of}: {named}.")
}

/// The words for a day by which something is to be done.
fn deadline(by: Day, t: AsOf) -> String {
    if by < t.day() { "now".to_owned() } else { format!("by {by}") }
}
