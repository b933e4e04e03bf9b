//! The answers of the files by which customers are judged: satisfaction, dealers, key accounts,
//! decisions about classes.

use std::io::{self, Write};

use guanxi::calendar::AsOf;
use guanxi::dealer::DealerFinding;
use guanxi::id::CriterionId;
use guanxi::key_account::CellVerdict;
use guanxi::measure::{ConfidenceLevel, ProportionInterval, Quotient, Ratio, SignedShare};
use guanxi::review::Review;
use guanxi::satisfaction::{RivalMarks, SatisfactionFigures};
use guanxi::scorecard::{GradeWay, ScorecardEvaluation, ScorecardScore, ScorecardVerdict};
use guanxi::segment::AgendaReason;
use guanxi::survey::{GoodEnd, Scale};

use super::words::{capital, grouped, percent, print_list, print_table, whole, words, wrap};
use crate::matter::{Discussed, JudgedDealer, KeyAccount, KeyAccounts, Matter, Meeting, Voices};

/// The answers of all customers, at most `most` lines of each list.
pub(super) fn print_judged(
    review: &Review<'_>,
    matter: &Matter<'_>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    if let Some(meeting) = &matter.meeting {
        print_meeting(meeting, review.as_of(), most, out)?;
    }
    if let Some(accounts) = &matter.keys {
        print_accounts(review, accounts, most, out)?;
    }
    if let Some(dealers) = matter.dealers.as_deref().filter(|it| !it.is_empty()) {
        print_dealers(dealers, most, out)?;
    }
    if let Some(voices) = &matter.voices {
        print_voices(voices, most, out)?;
    }
    Ok(())
}

fn print_meeting(
    meeting: &Meeting<'_>,
    t: AsOf,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let due = meeting.overdue.map_or_else(
        || "no meeting is overdue".to_owned(),
        |it| format!("{it}, so one is overdue"),
    );
    let all = &meeting.agenda;
    let count = |reason| all.iter().filter(move |it| it.item.reasons.contains(&reason)).count();
    let told = [AgendaReason::Moved, AgendaReason::Held, AgendaReason::NearCut]
        .map(|reason| format!("{} {reason}", count(reason)));
    wrap(&format!("Classification meeting: {due}. On its agenda: {}.", told.join(", ")), 3, out)?;
    let ends = meeting.agenda.iter().filter(|it| {
        let decided = [AgendaReason::Outdated, AgendaReason::DecisionEnds];
        it.item.reasons.iter().any(|reason| decided.contains(reason))
    });
    let ends = ends.map(|it| format!("{}: {} ({})", it.name, it.item.class, reasons(it, t)));
    print_list("Decisions about a class that end, have ended or are outdated:", ends, most, out)
}

/// The reasons for which a customer is talked about. The day of a decision that has not ended yet
/// stands with its class.
fn reasons(it: &Discussed<'_>, t: AsOf) -> String {
    let word = |reason: &AgendaReason| {
        let ended = it.ended(t).filter(|_| *reason == AgendaReason::DecisionEnds);
        ended.map_or_else(|| reason.to_string(), |day| format!("decision ended on {day}"))
    };
    let words: Vec<String> = it.item.reasons.iter().map(word).collect();
    words.join(", ")
}

fn share(fraction: Option<Quotient>) -> String {
    fraction.map_or_else(|| "unknown".to_owned(), |it| percent(Some(it)))
}

fn print_accounts(
    review: &Review<'_>,
    keys: &KeyAccounts<'_>,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let (check, rules) = (&keys.check, &review.policy().key_accounts.selection);
    let verdict = match check.brings_enough(rules) {
        Some(true) => ", enough",
        Some(false) => ", less than the rule asks for",
        None => "",
    };
    let many = if check.selects_too_many(rules) { "; these are too many customers" } else { "" };
    let contracts = if keys.has_contracts {
        ""
    } else {
        " No contract is on record, so that the want of one keeps nobody out."
    };
    let sales = match check.sales {
        Some(_) => format!(" bring {} of sales", share(check.sales)),
        None => ", and nobody bought more than was sent back".to_owned(),
    };
    writeln!(out)?;
    wrap(
        &format!(
            "Key accounts: {} of {} customers{sales}{verdict}{many}.{contracts}",
            grouped(check.selected),
            grouped(check.customers),
        ),
        3,
        out,
    )?;
    let shown = keys.accounts.iter().filter(|it| is_account(it)).take(most);
    let rows = shown.map(|it| account_row(review, it));
    let header = ["key account", "bought", "growth", "of wallet", "why", "strategy"];
    if keys.accounts.iter().any(is_account) {
        print_table(&header, rows, 2, out)?;
    }
    more(keys.accounts.iter().filter(|it| is_account(it)).count(), most, out)?;
    let barred = keys.accounts.iter().filter(|it| !is_account(it) && !it.choice.reasons.is_empty());
    let barred = barred.map(|it| format!("{}: {}", it.name, it.spoken()));
    print_list("Chosen by a rule, and no key account:", barred, most, out)?;
    let open = keys.accounts.iter().filter_map(|it| match &it.place.as_ref()?.reading.verdict {
        CellVerdict::Certain { .. } | CellVerdict::StrategyCertain { .. } => None,
        CellVerdict::Ambiguous { cells, find_out_first, .. } => {
            let first = find_out_first.as_ref().map(|it| words(&format!("; find out first: {it}")));
            let place = match cells.as_slice() {
                [cell] => cell.to_string(),
                cells => format!("one of {} cells", cells.len()),
            };
            Some(format!("{}: {place}{}", it.name, first.unwrap_or_default()))
        }
    });
    print_list("No strategy before more is known:", open, most, out)
}

fn is_account(it: &KeyAccount<'_>) -> bool {
    it.choice.status.is_key()
}

/// The line that tells of those that are not shown.
fn more(count: usize, most: usize, out: &mut impl Write) -> io::Result<()> {
    match count.checked_sub(most) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "     and {more} more"),
    }
}

fn account_row(review: &Review<'_>, it: &KeyAccount<'_>) -> Vec<String> {
    let currency = review.book().currency();
    let strategy = it.place.as_ref().and_then(|it| it.reading.verdict.strategy());
    let wallet = it.wallet.as_ref().map(|it| it.share().to_string());
    vec![
        it.name.to_owned(),
        whole(it.figures.sales.amount().to_total(), currency),
        it.figures.growth.map_or_else(String::new, |it| percent(Some(it))),
        wallet.unwrap_or_default(),
        it.reasons().join("; "),
        strategy.map_or_else(String::new, |it| it.to_string()),
    ]
}

/// The score of a card, an interval where answers are missing.
fn points(score: &ScorecardScore) -> String {
    if score.low == score.high {
        score.low.to_string()
    } else {
        format!("{} to {}", score.low, score.high)
    }
}

fn grade(evaluation: &ScorecardEvaluation) -> String {
    match &evaluation.score.verdict {
        ScorecardVerdict::KnockedOut { .. } => "knocked out".to_owned(),
        ScorecardVerdict::NotAssessable(_) => "not assessable".to_owned(),
        ScorecardVerdict::Grade { grade } => grade.to_string(),
        ScorecardVerdict::Between { worst, best } => format!("{worst} to {best}"),
    }
}

/// The first thing to do: to find out, or to take the cheapest step.
fn next_step(dealer: &JudgedDealer<'_>) -> String {
    let evaluation = &dealer.evaluation;
    let first: Option<&CriterionId> = evaluation.evaluation.find_out_first.as_ref();
    let is_open = evaluation.action.is_none();
    match (first.filter(|_| is_open), &evaluation.way_up) {
        (Some(criterion), _) | (None, Some(GradeWay::FindOutFirst { criterion })) => {
            format!("find out {criterion}")
        }
        (None, Some(GradeWay::Steps { steps, .. })) => {
            let steps = steps.iter().map(|it| format!("{} {} to {}", it.criterion, it.from, it.to));
            steps.collect::<Vec<_>>().join(", ")
        }
        (None, Some(GradeWay::Barred { criterion })) => format!("barred by {criterion}"),
        (None, Some(GradeWay::Reached | GradeWay::OutOfReach { .. }) | None) => String::new(),
    }
}

fn action(dealer: &JudgedDealer<'_>) -> String {
    dealer.evaluation.action.map_or_else(|| "find out first".to_owned(), |it| it.to_string())
}

fn print_dealers(
    dealers: &[JudgedDealer<'_>],
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out)?;
    let rows = dealers.iter().take(most).map(|it| {
        let evaluation = &it.evaluation.evaluation;
        let kept = it.evaluation.integrity.kept.to_string();
        let (points, grade) = (points(&evaluation.score), grade(evaluation));
        vec![it.name.to_owned(), points, grade, kept, action(it), words(&next_step(it))]
    });
    let header = ["dealer", "score of 100", "grade", "kept promises", "action", "one step"];
    print_table(&header, rows, 2, out)?;
    more(dealers.len(), most, out)?;
    let overdue = dealers.iter().filter_map(|it| {
        let due = it.overdue()?;
        Some(due.map_or_else(
            || format!("{}: never evaluated", it.name),
            |due| format!("{}: due on {due}", it.name),
        ))
    });
    print_list("Evaluations overdue:", overdue, most, out)?;
    let findings = dealers.iter().flat_map(|it| {
        let found = it.evaluation.findings.iter();
        let found = found.filter(|it| !matches!(it, DealerFinding::Overdue { .. }));
        found.map(|finding| format!("{}: {}", it.name, words(finding)))
    });
    print_list("Findings on dealers:", findings, most, out)
}

/// The figures of one question.
fn figures_text(it: &SatisfactionFigures) -> String {
    let Some(measures) = it.measures else { return it.to_string() };
    if let Some(net) = measures.net_promoters {
        let interval = net.interval(ConfidenceLevel::NinetyFive).map(|it| {
            let [low, high] = [it.low, it.high].map(net_points);
            format!(" ({low} to {high} at 95% confidence)")
        });
        let points = net.points().map_or_else(String::new, |it| it.to_string());
        return format!("{it}; net promoter score {points}{}", interval.unwrap_or_default());
    }
    let interval = measures.top_two.interval().map(|ProportionInterval { low, high }| {
        let [low, high] = [low, high].map(ratio_percent);
        format!(" ({low} to {high} at 95% confidence)")
    });
    format!("{it}; pleased {}{}", measures.top_two, interval.unwrap_or_default())
}

/// Points of a net score, with one digit.
fn net_points(share: SignedShare) -> String {
    let parts = share.parts_per_million();
    let tenths = parts.unsigned_abs().saturating_add(500) / 1_000;
    let sign = if parts < 0 && tenths > 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

fn ratio_percent(ratio: Ratio) -> String {
    percent(Quotient::try_new(ratio.parts_per_million().into(), 1_000_000))
}

/// A word on the best mark of a scale on which low marks are good.
fn best(scale: Scale) -> String {
    match scale.good() {
        GoodEnd::Highest => String::new(),
        GoodEnd::Lowest => format!(" ({} is best)", scale.lowest()),
    }
}

/// A competitor that is rated above us by enough people.
fn is_above(it: &RivalMarks) -> bool {
    it.lead.is_some_and(|lead| lead < Quotient::ZERO)
}

fn print_voices(voices: &Voices<'_>, most: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out)?;
    if voices.figures.is_empty() {
        return writeln!(out, "   Nobody has rated us.");
    }
    let figures = voices.figures.iter().map(figures_text);
    print_list("Satisfaction in the last 365 days:", figures, usize::MAX, out)?;
    let falls = voices.real_falls().map(ToString::to_string);
    print_list("Fell by more than chance:", falls, most, out)?;
    let against = voices.rivals.iter().flat_map(|compared| {
        compared.groups.iter().flat_map(|group| {
            let above = group.rivals.iter().filter(|it| is_above(it));
            above.map(|it| {
                let (ours, theirs) = (it.ours, it.theirs);
                let RivalMarks { rival, people, .. } = it;
                let best = best(compared.scale);
                format!("{}: {rival} {theirs}, we {ours}{best}, by {people} people", group.question)
            })
        })
    });
    print_list("Competitors rated above us:", against, most, out)?;
    let below = voices.below.iter().map(|it| {
        let (customer, question, rival) = (it.customer, it.question, &it.rival);
        let (theirs, ours, best) = (it.theirs, it.ours, best(it.scale));
        format!("{customer}: {question} {rival} {theirs}, we {ours}{best}, on {}", it.day)
    });
    print_list("Customers that rate a competitor above us:", below, most, out)?;
    let findings = voices.findings.iter().map(|(name, it)| format!("{name}: {it}"));
    print_list("To ask about:", findings, most, out)
}

/// The lines about one customer.
pub(super) fn explain_judged(matter: &Matter<'_>, t: AsOf, out: &mut impl Write) -> io::Result<()> {
    let mut lines: Vec<String> = Vec::new();
    if let Some(it) = matter.meeting.as_ref().and_then(|it| it.agenda.first()) {
        let (class, reasons) = (&it.item.class, reasons(it, t));
        lines.push(format!("On the agenda of the meeting: {class} ({reasons})"));
    }
    if let Some(account) = matter.keys.as_ref().and_then(|it| it.accounts.first()) {
        explain_account(account, &mut lines);
    }
    for dealer in matter.dealers.iter().flatten() {
        explain_dealer(dealer, &mut lines);
    }
    if let Some(voices) = &matter.voices {
        lines.extend(voices.figures.iter().map(figures_text));
        lines.extend(voices.below.iter().map(|it| {
            let best = best(it.scale);
            format!("{}: rates {} {}, us {}{best}", it.question, it.rival, it.theirs, it.ours)
        }));
        lines.extend(voices.findings.iter().map(|(_, it)| it.to_string()));
    }
    lines.iter().try_for_each(|it| wrap(&capital(&format!("{it}.")), 3, out))
}

fn explain_account(account: &KeyAccount<'_>, lines: &mut Vec<String>) {
    lines.push(format!("key accounts: {}", account.spoken()));
    let growth = account.figures.growth.map(|it| percent(Some(it)));
    lines.extend(growth.map(|it| format!("growth of {it} on the year before")));
    lines.extend(account.wallet.as_ref().map(|it| format!("we have {it}")));
    if let Some(flag) = &account.figures.flag {
        lines.push(format!("strategic weight until {}: {}", flag.until, flag.reason));
    }
    if let Some(place) = &account.place {
        let (one, other) = (points(&place.attractiveness.score), points(&place.relationship.score));
        let verdict = words(&place.reading.verdict);
        lines.push(format!("attractiveness {one}, relationship {other}: {verdict}"));
        let up: Vec<String> = place.reading.up.iter().map(ToString::to_string).collect();
        if !up.is_empty() {
            lines.push(format!("one level up: {}", up.join("; ")));
        }
    }
}

fn explain_dealer(dealer: &JudgedDealer<'_>, lines: &mut Vec<String>) {
    let it = &dealer.evaluation;
    lines.push(format!("dealer: {}", words(&it.evaluation)));
    lines.push(format!("action: {}; integrity: {}", action(dealer), it.integrity));
    if it.zeal.mature > 0 || it.zeal.level.is_some() {
        lines.push(format!("claims: {}", it.zeal));
    }
    lines.extend(it.findings.iter().map(words));
    lines.extend(it.way_up.iter().map(|way| words(&format!("one grade up: {way}"))));
}
