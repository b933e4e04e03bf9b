//! The report for a sales manager.

use std::cmp::Reverse;
use std::io::{self, Write};

use guanxi::calendar::{AsOf, Window};
use guanxi::casework::{
    AlarmFigures, Case, CasePolicy, PriorityMix, Register, RulePerformance, WarningKey,
};
use guanxi::id::CustomerKey;
use guanxi::measure::Quotient;
use guanxi::warning::{Level, Rule};

use crate::Span;
use crate::journal::{Counts, Journal, Line};
use crate::trouble::Trouble;
use crate::words::{grouped, percent, print_table, ratio, wrap};
use crate::world::World;

/// The people of the desk.
const PEOPLE: u16 = 9;

/// False alarms of the usual days by the rules of before: loss by the probability of being alive
/// and a hard cap at critical, a new period that clears, no usual order, no own rhythm. They were
/// counted when the rules changed.
struct Before {
    old: u32,
    new: u32,
}

const BEFORE: Before = Before { old: 348, new: 286 };

/// The most open cases that are listed.
const LISTED: usize = 15;

pub(crate) struct Report<'a> {
    pub(crate) world: &'a World,
    pub(crate) register: &'a Register,
    pub(crate) journal: &'a Journal,
    pub(crate) policy: &'a CasePolicy,
    pub(crate) span: &'a Span,
    pub(crate) reviews: u64,
    /// False alarms of the same days where a trouble that is over is a cause for progress alone.
    pub(crate) by_the_old_count: Option<u32>,
    /// True for the days of which the figures of the rules of before are known.
    pub(crate) is_usual: bool,
}

impl Report<'_> {
    pub(crate) fn print(
        &self,
        customer: Option<CustomerKey>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        self.print_head(out)?;
        self.print_months(out)?;
        if let Some(customer) = customer {
            self.print_story(customer, out)?;
        }
        self.print_data(out)?;
        self.print_stewardship(out)?;
        self.print_open(out)?;
        self.print_check(out)
    }

    fn print_head(&self, out: &mut impl Write) -> io::Result<()> {
        let Span { from, to, .. } = self.span;
        let customers = grouped(self.world.book.len());
        let reviews = self.reviews;
        writeln!(
            out,
            "EARLY WARNINGS from {from} to {to}   (customers: {customers}, reviews: {reviews})\n"
        )?;
        writeln!(
            out,
            "  The people are made up: Zhao (credit), Qian (controlling), Chen, Li, Sun and Wu (sales; Wu has too\n  \
             much to do), Ma (sales manager), He (director) and Deng (data)."
        )?;
        let helps = if self.world.is_made_up() {
            "  So are the dealers, and what people do helps them, or does not.\n"
        } else {
            "  Their findings are made up too, and change nothing in the facts of the folder.\n"
        };
        writeln!(out, "{helps}")?;
        let journal = self.journal;
        let (raised, dismissed) = (journal.total(|it| it.raised), journal.total(|it| it.dismissed));
        let known = journal.total(|it| it.cause_known);
        let share = percent(ratio(dismissed, raised));
        writeln!(
            out,
            "  Warnings raised: {}; causes found: {}; false alarms: {}, {share}.",
            grouped(raised),
            grouped(known),
            grouped(dismissed),
        )?;
        self.print_false_alarms(dismissed, out)?;
        self.print_troubles(out)?;
        writeln!(
            out,
            "  Pieces of news: {}, in {} morning messages, one a person and day; {} of them at once.",
            grouped(journal.notices),
            grouped(journal.messages),
            grouped(journal.at_once),
        )
    }

    /// The count of false alarms in words, and its figures beside those of other counts and rules.
    fn print_false_alarms(&self, dismissed: u32, out: &mut impl Write) -> io::Result<()> {
        let Some(by_the_old_count) = self.by_the_old_count else { return Ok(()) };
        let days = Trouble::JUST_OVER_DAYS;
        wrap(
            &format!(
                "A false alarm is a warning behind which whoever asks finds no trouble: none that \
                 lasts, and none that ended within the {days} days before, whose lost weeks, old \
                 invoices and expenses the sums still show. By the old count a trouble that is over \
                 was a cause for sales progress only, and each such warning of debt, expense or loss \
                 a false alarm."
            ),
            2,
            out,
        )?;
        writeln!(out)?;
        let row =
            |rules: &str, old: u32, new: u32| vec![rules.to_owned(), grouped(old), grouped(new)];
        let mut rows = vec![row("these rules", by_the_old_count, dismissed)];
        if self.is_usual {
            let Before { old, new } = BEFORE;
            rows.push(row("the rules of before", old, new));
        }
        print_table(&["false alarms by", "the old count", "this count"], rows, 0, out)?;
        writeln!(out)
    }

    /// The troubles that were made up, and those that a warning saw while they lasted.
    fn print_troubles(&self, out: &mut impl Write) -> io::Result<()> {
        let began: Vec<_> = self.world.troubles(self.span.to).collect();
        if began.is_empty() {
            return Ok(());
        }
        let seen_on = |(customer, trouble): &(CustomerKey, &Trouble)| {
            let warned = self.journal.warned.iter().filter(|(day, key)| {
                let shows = || trouble.kind.finding(key.rule).is_some();
                key.customer == *customer && trouble.is_on(*day) && shows()
            });
            warned.map(|(day, _)| day.days_since(trouble.from)).min()
        };
        let mut seen: Vec<i32> = began.iter().filter_map(seen_on).collect();
        seen.sort_unstable();
        let median = seen
            .get(seen.len() / 2)
            .map_or_else(String::new, |days| format!(", half of them within {days} days"));
        writeln!(
            out,
            "  Troubles begun: {}; seen by a warning: {}{median}.",
            began.len(),
            seen.len()
        )
    }

    fn print_months(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "\nMONTH BY MONTH\n")?;
        writeln!(
            out,
            "  seen: somebody has acknowledged it; cause: found; lost: the customer is gone; cleared: went away by\n  \
             itself; passed: the risk was taken, and it went away; reopened: the remedy did not hold; late: deadlines\n  \
             missed; open: at the end.\n"
        )?;
        let header = [
            "",
            "raised",
            "escalated",
            "seen",
            "cause",
            "remedied",
            "lost",
            "cleared",
            "passed",
            "false alarm",
            "reopened",
            "late",
            "open",
        ];
        let row = |name: String, it: &Counts| {
            let numbers = [
                it.raised,
                it.escalated,
                it.acknowledged,
                it.cause_known,
                it.remedied,
                it.lost,
                it.self_cleared,
                it.risk_passed,
                it.dismissed,
                it.reopened,
                it.late,
                it.open,
            ];
            let numbers = numbers.map(|it| if it == 0 { "·".to_owned() } else { grouped(it) });
            [name].into_iter().chain(numbers).collect::<Vec<_>>()
        };
        let months = self.journal.months.iter().map(|(month, it)| row(month.to_string(), it));
        print_table(&header, months, 0, out)
    }

    fn print_story(&self, customer: CustomerKey, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "\nTHE STORY OF {}\n", self.world.book.name(customer).to_uppercase())?;
        let lines = self.journal.lines.iter().filter(|line| line.key.customer == customer);
        let mut last = None;
        for Line { day, key, what, why } in lines {
            let shown = if last == Some(*day) { String::new() } else { day.to_string() };
            last = Some(*day);
            let head = format!("  {shown:10}  {:9} ", key.rule.to_string());
            let text = if why.is_empty() { what.clone() } else { format!("{what}: {why}") };
            let mut wrapped = Vec::new();
            wrap(&text, head.chars().count(), &mut wrapped)?;
            let wrapped = String::from_utf8_lossy(&wrapped);
            writeln!(out, "{head}{}", wrapped.trim())?;
        }
        writeln!(out, "\n  Reminders are left out.")
    }

    fn print_data(&self, out: &mut impl Write) -> io::Result<()> {
        if self.journal.data.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nWHAT HAPPENED TO THE DATA\n")?;
        for (day, what) in &self.journal.data {
            writeln!(out, "  {day}  {what}")?;
        }
        if self.world.not_booked > 0 {
            let refused = grouped(self.world.not_booked);
            writeln!(
                out,
                "\n  {refused} expenses were not booked, because a warning had stopped them."
            )?;
        }
        Ok(())
    }

    fn print_stewardship(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "\nHOW WELL EACH RULE SERVES\n")?;
        let (window, t) =
            (Window::inclusive(self.span.from, self.span.to), AsOf::new(self.span.to));
        let header = [
            "rule",
            "raised",
            "a person and week",
            "false alarms",
            "cleared itself",
            "flaps",
            "open too long",
            "ten noisiest",
            "days to cause",
            "to remedy",
        ];
        let rows = Rule::ALL.map(|rule| {
            let it = RulePerformance::measure(self.register, rule, window, t, self.policy);
            let days = |it: Option<u32>| it.map_or_else(|| "·".to_owned(), |it| it.to_string());
            vec![
                rule.to_string(),
                grouped(it.raised),
                it.raised_per_owner_and_week().map_or_else(|| "·".to_owned(), tenths),
                percent(it.dismissed_share()),
                percent(it.self_cleared_share()),
                grouped(it.flaps),
                grouped(it.open_too_long),
                percent(it.top_ten_share()),
                days(it.days_to_cause),
                days(it.days_to_remedy),
            ]
        });
        print_table(&header, rows, 0, out)?;
        self.print_load(out)
    }

    /// The load of the last month over all rules, in the figures of ISA-18.2.
    fn print_load(&self, out: &mut impl Write) -> io::Result<()> {
        let t = AsOf::new(self.span.to);
        let load = AlarmFigures::measure(self.register, t.last_days(30), t, PEOPLE, self.policy);
        let rate = load.per_person_and_day().map_or_else(|| "·".to_owned(), hundredths);
        let mix = Level::ALL.map(|level| {
            let (share, advised) = (percent(load.raised.share(level)), PriorityMix::ADVISED);
            format!("{share} {level} (advised {})", advised.get(level))
        });
        let mix = match load.raised.all() {
            0 => String::new(),
            _ => format!(
                " Levels of those raised, beside the mix that ISA-18.2 advises: {}.",
                mix.join(", ")
            ),
        };
        writeln!(out)?;
        wrap(
            &format!(
                "All rules in the last 30 days: {} raised, {rate} a person and day ({PEOPLE} people); {} \
                 standing, {} of them stale; {} chattering.{mix}",
                grouped(load.raised.all()),
                grouped(load.standing),
                grouped(load.stale),
                grouped(load.chattering),
            ),
            2,
            out,
        )
    }

    fn print_open(&self, out: &mut impl Write) -> io::Result<()> {
        let mut open: Vec<(WarningKey, &Case)> = self
            .register
            .open()
            .filter_map(|(key, episode)| Some((key, episode.open_case()?)))
            .collect();
        open.sort_by_key(|(key, case)| (Reverse(case.level()), case.opened(), *key));
        writeln!(out, "\nSTILL OPEN ON {}, a mark for each deadline missed\n", self.span.to)?;
        let header = ["customer", "level", "rule", "since", "stands", "with", "late"];
        let rows = open.iter().take(LISTED).map(|(key, case)| {
            vec![
                self.world.book.name(key.customer).to_owned(),
                case.level().to_string(),
                key.rule.to_string(),
                case.opened().to_string(),
                case.status().to_string(),
                case.owner().map_or_else(String::new, ToString::to_string),
                "!".repeat(case.urgency()),
            ]
        });
        print_table(&header, rows, 6, out)?;
        let more = open.len().saturating_sub(LISTED);
        if more > 0 {
            writeln!(out, "  and {more} more")?;
        }
        Ok(())
    }

    fn print_check(&self, out: &mut impl Write) -> io::Result<()> {
        let journal = self.journal;
        let raised = journal.total(|it| it.raised);
        let closed = journal
            .total(|it| it.remedied + it.lost + it.self_cleared + it.risk_passed + it.dismissed);
        let open = self.register.open().count();
        writeln!(
            out,
            "\nChecked: {} raised, {} closed, {open} open; none was raised while its case was open, nothing was told twice.",
            grouped(raised),
            grouped(closed),
        )
    }
}

/// A number with two digits after the point.
fn hundredths(number: Quotient) -> String {
    let Some(micros) = number.to_micros() else { return String::new() };
    let hundredths = (micros + 5_000) / 10_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A number with one digit after the point.
fn tenths(number: Quotient) -> String {
    let Some(micros) = number.to_micros() else { return String::new() };
    let tenths = (micros + 50_000) / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}
