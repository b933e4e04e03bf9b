use std::borrow::Cow;

use crate::calendar::Day;
use crate::id::{PersonId, StaffId};
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};
use crate::money::Money;
use crate::valid::words;

words! {
    /// The kinds of claims of a customer about orders to come.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ClaimKind as "a kind of claim" {
        /// An order that it promises.
        #[doc(alias = "承诺订货")]
        Order = "order",
        /// A forecast of its orders.
        Forecast = "forecast",
        /// It asks for exclusive rights, and claims these orders for them.
        #[doc(alias = "独家代理")]
        Rights = "rights" => "exclusive rights",
        /// It asks for support, and claims these orders for it.
        Support = "support",
        /// It asks for credit of this amount.
        #[doc(alias = "赊销申请")]
        Credit = "credit",
    }
}

/// A claim of a customer about orders to come, or about credit.
///
/// # Rule
///
/// > S15: zeal without orders is feigned, and how swindles begin; claims are dated facts that
/// > orders are held against.
///
/// Of one kind there is one claim a day for one due day.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::day;
/// use guanxi::trade::{Claim, ClaimKind};
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.record(Claim {
///     on: day!(2026, 3, 2),
///     kind: ClaimKind::Order,
///     amount: "CNY 100000".parse()?,
///     due: day!(2026, 4, 30),
///     person: None,
///     heard_by: "Wang".parse()?,
/// })?;
/// assert_eq!(account.view().claims().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "积极性")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Claim {
    /// The day of the claim.
    pub on: Day,
    /// The kind.
    pub kind: ClaimKind,
    /// The amount claimed; above zero.
    pub amount: Money,
    /// The last day for the orders, not before the claim; of credit the day from which it is asked.
    pub due: Day,
    /// The person at the customer who claimed it, where known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub person: Option<PersonId>,
    /// The staff member who heard it.
    pub heard_by: StaffId,
}

impl Claim {
    const fn order(&self) -> (Day, ClaimKind, Day) {
        (self.on, self.kind, self.due)
    }
}

impl Record for Claim {
    fn name(&self) -> Cow<'_, str> {
        format!("{} on {} for {}", self.kind.code(), self.on, self.due).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { on, kind, amount, due, person, heard_by } = self;
        vec![
            Field::new("on", on),
            Field::new("kind", kind),
            Field::new("amount", amount),
            Field::new("due", due),
            Field::text("person", person.as_ref().map_or("", PersonId::as_str)),
            Field::new("heard_by", heard_by),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.positive(self.amount)?;
        Intake::not_before("due", self.due, self.on)
    }
}

/// The list stands in the order of days, then kinds, then due days.
impl Listed for Claim {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.order() == recorded.order()
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Kept for Claim {
    fn own_day(&self) -> Option<Day> {
        Some(self.on)
    }
}
