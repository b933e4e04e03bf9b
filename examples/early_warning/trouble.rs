//! Troubles of a dealer: their signs, their causes, the remedies that help.

use guanxi::calendar::Day;
use guanxi::id::{CauseId, RemedyId};
use guanxi::warning::Rule;
use rand::Rng;
use rand::rngs::StdRng;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Pays seven weeks late.
    SlowPayer,
    /// Buys half as often and less at a time.
    Decline,
    /// Buys nothing for months, and comes back.
    Silence,
    /// Costs three times as much.
    Overspend,
    /// Burns down, buys nothing for a month, and is rebuilt.
    Fire,
    /// Closes for good.
    Gone,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Trouble {
    pub(crate) kind: Kind,
    pub(crate) from: Day,
    /// The day on which it is over.
    pub(crate) until: Day,
    /// True when a remedy ended it.
    pub(crate) is_helped: bool,
}

/// A cause, a remedy, and what shows it.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) cause: CauseId,
    pub(crate) remedy: RemedyId,
    pub(crate) evidence: &'static str,
}

impl Trouble {
    /// The days for which a trouble that ended shows in sums over months.
    pub(crate) const JUST_OVER_DAYS: i32 = 100;

    /// One dealer in four has one; a few of them two.
    pub(crate) fn of(number: usize, begin: Day, dice: &mut StdRng) -> Vec<Self> {
        use Kind::{Decline, Fire, Gone, Overspend, Silence, SlowPayer};
        let kinds: &[Kind] = match number % 28 {
            0 => &[SlowPayer],
            4 => &[Decline],
            8 => &[Silence],
            12 => &[Overspend],
            16 => &[SlowPayer, Silence],
            20 => &[Overspend, Decline],
            24 if number % 56 == 24 => &[Fire],
            24 => &[Gone],
            _ => &[],
        };
        let share = 640 / i32::try_from(kinds.len().max(1)).unwrap_or(1);
        let mut first = 30;
        let mut troubles = Vec::new();
        for kind in kinds.iter().copied() {
            let from = begin.offset(first + dice.random_range(0..share * 2 / 3));
            troubles.push(Self { kind, from, until: from.offset(kind.days()), is_helped: false });
            first += share;
        }
        troubles
    }

    pub(crate) fn is_on(&self, day: Day) -> bool {
        self.from <= day && day < self.until
    }

    /// True when it ended a short while ago, so that sums over months still miss purchases.
    pub(crate) fn is_just_over(&self, day: Day) -> bool {
        (0..Self::JUST_OVER_DAYS).contains(&day.days_since(self.until))
    }

    /// True when new invoices will be paid late.
    pub(crate) fn is_slow(&self, day: Day) -> bool {
        self.kind == Kind::SlowPayer && self.is_on(day) && !self.is_helped
    }
}

impl Finding {
    /// The finding when the trouble is over and the sums do not show it yet: no false alarm.
    pub(crate) fn afterwards(self, rule: Rule) -> Self {
        let evidence = match rule {
            Rule::Progress => "that is over; orders are as before, the lost weeks are still missed",
            Rule::Debt => "that is over; the last of the old invoices are still on their way",
            Rule::Expense => "that is over; the sums of these months still show it",
            Rule::Loss => "that is over; the next orders have yet to come",
            Rule::Incident => return self,
        };
        let replan = "replan".parse().ok().filter(|_| rule == Rule::Progress);
        Self { remedy: replan.unwrap_or(self.remedy), evidence, ..self }
    }
}

impl Kind {
    /// Its days when nothing is done.
    const fn days(self) -> i32 {
        match self {
            Self::SlowPayer => 260,
            Self::Silence => 130,
            Self::Fire => 50,
            Self::Decline | Self::Overspend => 400,
            Self::Gone => 10_000,
        }
    }

    /// True when a remedy for a rule ends it.
    pub(crate) const fn is_helped_by(self, rule: Rule) -> bool {
        match self {
            Self::SlowPayer => matches!(rule, Rule::Debt),
            Self::Decline => matches!(rule, Rule::Progress | Rule::Loss),
            Self::Silence => matches!(rule, Rule::Progress | Rule::Loss),
            Self::Overspend => matches!(rule, Rule::Expense),
            Self::Fire | Self::Gone => false,
        }
    }

    /// The finding of an investigation into a warning of a rule.
    pub(crate) fn finding(self, rule: Rule) -> Option<Finding> {
        let (cause, remedy, evidence) = match (self, rule) {
            (Self::SlowPayer, Rule::Debt) => {
                ("slow_payer", "payment_plan", "two building sites have not paid him either")
            }
            (Self::Decline, Rule::Progress) => {
                ("competitor", "offer", "another brand's price list lies on the counter")
            }
            (Self::Decline, Rule::Loss) => {
                ("competitor", "win_back_offer", "half the shelf is another brand's by now")
            }
            (Self::Decline, Rule::Expense) => {
                ("low_volume", "renegotiate", "the support stayed, the orders did not")
            }
            (Self::Silence, Rule::Progress) => {
                ("contact_lost", "visit", "our contact left in spring; nobody told us")
            }
            (Self::Silence, Rule::Loss) => {
                ("service_failure", "visit", "a complaint was never answered")
            }
            (Self::Silence, Rule::Expense) => {
                ("front_loaded", "cap_spend", "shelves were paid for before the orders stopped")
            }
            (Self::Overspend, Rule::Expense) => {
                ("unapproved", "cap_spend", "three promotions that nobody had approved")
            }
            (Self::Fire, Rule::Incident) => {
                ("disaster", "claim_help", "the warehouse burnt down, nobody was hurt")
            }
            (Self::Fire | Self::Gone, Rule::Debt) => {
                ("cash_trouble", "collateral", "no money comes in at present")
            }
            (Self::Fire, Rule::Progress | Rule::Loss) => {
                ("incident", "visit", "there is no shop to sell in until it is rebuilt")
            }
            (Self::Gone, Rule::Progress) => {
                ("end_demand", "replan", "the shop is closed, a note on the door says for good")
            }
            (Self::Gone, Rule::Loss) => {
                ("closed", "close_account", "the owner has retired, nobody takes over")
            }
            (Self::SlowPayer, Rule::Progress | Rule::Expense | Rule::Loss | Rule::Incident)
            | (Self::Decline | Self::Silence, Rule::Debt | Rule::Incident)
            | (Self::Overspend, Rule::Debt | Rule::Progress | Rule::Loss | Rule::Incident)
            | (Self::Fire | Self::Gone, Rule::Expense)
            | (Self::Gone, Rule::Incident) => return None,
        };
        Some(Finding { cause: cause.parse().ok()?, remedy: remedy.parse().ok()?, evidence })
    }
}
