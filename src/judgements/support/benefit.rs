use std::fmt;

use super::{SupportItem, SupportKind};
use crate::calendar::{Day, Window};
use crate::interaction::{Interaction, InteractionKind};
use crate::measure::proven;
use crate::money::{Amount, Currency, Total};
use crate::valid::words;

words! {
    /// The kinds of benefits that bind a customer, the weakest first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum BenefitKind as "a kind of benefit" {
        /// Money: rebates, discounts, advertising paid together.
        #[doc(alias = "财务利益")]
        Financial = "financial",
        /// Attention by our people: visits of managers, meetings, the club.
        #[doc(alias = "社交利益")]
        Social = "social",
        /// A part of its business that rests on us: training, advice, tools, its shop.
        #[doc(alias = "结构性利益")]
        Structural = "structural",
    }
}

words! {
    /// A weakness in the mix of benefits of a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum BenefitFinding as "a weakness of benefits" {
        /// All benefits are money, which any rival can pay as well.
        Copyable = "copyable",
        /// All benefits come from people, and are lost when these people leave.
        PersonBound = "person_bound" => "bound to persons",
    }
}

impl BenefitKind {
    /// The kind of a benefit that we give as an item of support.
    ///
    /// # Rule
    ///
    /// > S25: management, selling and shop are structural; advertising and promotion financial;
    /// > information social.
    ///
    /// Advice, training and what stands in the shop are built into its business; a rival would have
    /// to build them anew. Advertising and promotion are costs that anybody can take over. News
    /// binds to those who bring it. State the kind yourself where one of your items is otherwise.
    pub const fn of_item(item: SupportItem) -> Self {
        match item.kind() {
            SupportKind::Management | SupportKind::Selling | SupportKind::Shop => Self::Structural,
            SupportKind::Advertising | SupportKind::Promotion => Self::Financial,
            SupportKind::Information => Self::Social,
        }
    }

    /// The kind of the benefit that an interaction is; `None` for one of ordinary dealing.
    pub const fn of_interaction(kind: InteractionKind) -> Option<Self> {
        match kind {
            InteractionKind::ExecutiveVisit
            | InteractionKind::Reception
            | InteractionKind::Meeting
            | InteractionKind::Club => Some(Self::Social),
            InteractionKind::Training => Some(Self::Structural),
            InteractionKind::Visit
            | InteractionKind::Call
            | InteractionKind::Letter
            | InteractionKind::Message
            | InteractionKind::Hotline
            | InteractionKind::Bulletin => None,
        }
    }
}

/// A benefit that a customer had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Benefit {
    /// The kind.
    pub kind: BenefitKind,
    /// The day.
    pub on: Day,
    /// Its worth; `None` for one that has none in money.
    pub worth: Option<Amount>,
}

impl Benefit {
    /// An item of support that was given.
    pub const fn of_item(item: SupportItem, on: Day, worth: Option<Amount>) -> Self {
        Self { kind: BenefitKind::of_item(item), on, worth }
    }

    /// The benefit that an interaction is; `None` for one of ordinary dealing.
    pub fn of_interaction(interaction: &Interaction) -> Option<Self> {
        let kind = BenefitKind::of_interaction(interaction.kind())?;
        Some(Self { kind, on: interaction.day(), worth: None })
    }
}

/// The benefits of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct BenefitSum {
    /// The benefits.
    pub count: u32,
    /// Their worth, as far as it is known.
    pub worth: Total,
}

/// The benefits that a customer had over some days, by kind.
///
/// # Rule
///
/// > S25: the mix is shown for each customer; only financial ones can be copied, only social ones
/// > are bound to persons. Structural ones bind best.
///
/// ```
/// use guanxi::calendar::Window;
/// use guanxi::day;
/// use guanxi::money::Currency;
/// use guanxi::support::{Benefit, BenefitFinding, BenefitMix, SupportItem};
///
/// let year = Window::inclusive(day!(2026, 1, 1), day!(2026, 12, 31));
/// let worth = Some("CNY 600".parse::<guanxi::money::Money>()?.amount());
/// let leaflets = Benefit::of_item(SupportItem::Leaflets, day!(2026, 3, 2), worth);
/// let mix = BenefitMix::of([leaflets], year);
/// assert_eq!(mix.finding(), Some(BenefitFinding::Copyable));
/// let advice = Benefit::of_item(SupportItem::FinanceAdvice, day!(2026, 5, 4), None);
/// assert_eq!(BenefitMix::of([leaflets, advice], year).finding(), None);
/// assert_eq!(mix.spoken(Currency::CNY).to_string(), "financial 1 (CNY 600.00): copyable");
/// # Ok::<(), guanxi::money::MoneyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct BenefitMix {
    /// Money.
    pub financial: BenefitSum,
    /// Attention by our people.
    pub social: BenefitSum,
    /// Parts of its business that rest on us.
    pub structural: BenefitSum,
}

impl BenefitMix {
    /// The benefits of the days of a window.
    pub fn of(benefits: impl IntoIterator<Item = Benefit>, window: Window) -> Self {
        let mut mix = Self::default();
        for benefit in benefits.into_iter().filter(|it| window.contains(it.on)) {
            let sum = match benefit.kind {
                BenefitKind::Financial => &mut mix.financial,
                BenefitKind::Social => &mut mix.social,
                BenefitKind::Structural => &mut mix.structural,
            };
            sum.count = proven!(sum.count.checked_add(1), else u32::MAX, "nobody counts to 2^32");
            sum.worth = sum.worth.plus(benefit.worth.unwrap_or(Amount::ZERO));
        }
        mix
    }

    /// The benefits of a kind.
    pub const fn sum(&self, kind: BenefitKind) -> BenefitSum {
        match kind {
            BenefitKind::Financial => self.financial,
            BenefitKind::Social => self.social,
            BenefitKind::Structural => self.structural,
        }
    }

    /// The weakness of the mix; `None` without one, and without any benefit.
    pub fn finding(&self) -> Option<BenefitFinding> {
        match BenefitKind::ALL.map(|kind| self.sum(kind).count > 0) {
            [true, false, false] => Some(BenefitFinding::Copyable),
            [false, true, false] => Some(BenefitFinding::PersonBound),
            [false, false, false] | [_, _, true] | [true, true, false] => None,
        }
    }

    /// The mix for a sentence, with amounts in a currency.
    pub fn spoken(&self, currency: Currency) -> impl fmt::Display {
        SpokenMix { mix: *self, currency }
    }
}

struct SpokenMix {
    mix: BenefitMix,
    currency: Currency,
}

impl fmt::Display for SpokenMix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = BenefitKind::ALL.into_iter().map(|kind| (kind, self.mix.sum(kind)));
        let kinds = kinds.filter(|(_, sum)| sum.count > 0).map(|(kind, sum)| match sum.worth {
            Total::ZERO => format!("{kind} {}", sum.count),
            worth => format!("{kind} {} ({})", sum.count, worth.with_currency(self.currency)),
        });
        let kinds: Vec<String> = kinds.collect();
        if kinds.is_empty() {
            return f.write_str("no benefits");
        }
        f.write_str(&kinds.join(", "))?;
        match self.mix.finding() {
            Some(finding) => write!(f, ": {finding}"),
            None => Ok(()),
        }
    }
}
