use std::borrow::Cow;
use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::id::DocumentId;
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};
use crate::money::{Money, Total};

/// The use that was made of a part of a deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum DepositUseKind {
    /// It was paid back.
    Returned,
    /// It was set off for the breach of a day.
    SetOffForBreachOf(Day),
}

impl fmt::Display for DepositUseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Returned => f.write_str("returned"),
            Self::SetOffForBreachOf(day) => write!(f, "set off for the breach of {day}"),
        }
    }
}

/// A part of a deposit that was returned or set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DepositUse {
    /// The day, not before the receipt of the deposit.
    pub on: Day,
    /// The amount, positive.
    pub amount: Money,
    /// The use.
    pub kind: DepositUseKind,
}

impl fmt::Display for DepositUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} on {}", self.amount, self.kind, self.on)
    }
}

/// A deposit that a customer has paid us.
///
/// # Rule
///
/// > S5, S20: a deposit is owed by us and secures: exposure is less by what is held. It is set off
/// > only for an upheld breach.
///
/// A deposit settles no invoice. Revise it when some of it is returned or set off.
#[doc(alias = "保证金")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Deposit {
    /// The number, unique among the deposits of the customer.
    pub number: DocumentId,
    /// The day of receipt.
    pub received: Day,
    /// The amount, positive.
    pub amount: Money,
    /// The parts that were returned or set off, together at most the amount.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub uses: Vec<DepositUse>,
}

impl Deposit {
    /// A deposit, unused so far.
    pub const fn new(number: DocumentId, received: Day, amount: Money) -> Self {
        Self { number, received, amount, uses: Vec::new() }
    }

    /// The deposit as it is known on a day, without later uses; `None` before the receipt.
    pub(crate) fn known_at(&self, t: AsOf) -> Option<Self> {
        let known = self.uses.iter().filter(|it| t.sees(it.on)).copied().collect();
        t.sees(self.received).then(|| Self { uses: known, ..self.clone() })
    }

    /// The sum of deposits held on a date, every use counted.
    pub fn all_held(deposits: &[Self], t: AsOf) -> Total {
        let held = deposits.iter().map(|it| it.held(t, |_| true));
        held.fold(Total::ZERO, Total::plus)
    }

    /// The amount held on a date, when each use counts that is told to.
    pub fn held(&self, t: AsOf, counts: impl Fn(&DepositUse) -> bool) -> Total {
        if !t.sees(self.received) {
            return Total::ZERO;
        }
        let used = self.uses.iter().filter(|it| t.sees(it.on) && counts(it));
        let used: Total = used.map(|it| it.amount.amount()).collect();
        self.amount.amount().to_total().minus(used)
    }
}

impl Record for Deposit {
    fn name(&self) -> Cow<'_, str> {
        self.number.as_str().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { number, received, amount, uses } = self;
        vec![
            Field::new("number", number),
            Field::new("received", received),
            Field::new("amount", amount),
            Field::listed("uses", uses.iter()),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.positive(self.amount)?;
        for part in &self.uses {
            intake.positive(part.amount)?;
            Intake::not_before("uses", part.on, self.received)?;
        }
        let used: Total = self.uses.iter().map(|it| it.amount.amount()).collect();
        let bound = || format!("be at most {} together", self.amount);
        let found = || used.with_currency(self.amount.currency()).to_string();
        Intake::demand(used <= self.amount.amount().to_total(), "uses", bound, found)
    }
}

/// The list stands in the order of the numbers.
impl Listed for Deposit {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.number == recorded.number
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.number <= recorded.number
    }
}

impl Kept for Deposit {
    fn own_day(&self) -> Option<Day> {
        Some(self.received)
    }
}
