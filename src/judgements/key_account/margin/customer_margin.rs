use std::fmt;

use crate::key_account::error::{in_currency, not_negative};
use crate::key_account::{KeyAccountError, MarginPart};
use crate::money::Money;

/// The margin of a customer over a time, part by part. A part that nobody knows is `None`, and the
/// margin is not known then.
///
/// # Rule
///
/// > S16: gross sales less deductions, rebates and bonuses, cost of goods, cost to serve, expense
/// > and the cost of receivables. A missing feed is never good news.
///
/// A part is a cost and stated without a sign: a negative one would raise the margin and is
/// refused. A credit note lowers gross sales and the cost of goods, and a reversal the part that it
/// reverses. Where more came back than was bought, gross sales are negative, and so may the cost of
/// goods be. The cost of receivables is negative where the customer paid ahead.
///
/// ```
/// use guanxi::key_account::{CustomerMargin, MarginPart};
///
/// let mut margin = CustomerMargin::from_gross("CNY 1000".parse()?);
/// for part in MarginPart::ALL {
///     margin.state(part, "CNY 150".parse()?);
/// }
/// assert_eq!(margin.try_margin()?.to_string(), "CNY 100.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户毛利")]
#[doc(alias = "客户盈利能力")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct CustomerMargin {
    /// Gross sales, less credit notes for goods that came back.
    pub gross: Money,
    /// Deductions on the invoice.
    pub deductions: Option<Money>,
    /// Rebates and bonuses accrued.
    pub rebates: Option<Money>,
    /// The cost of the goods, less that of goods that came back.
    pub cost_of_goods: Option<Money>,
    /// The cost of serving the customer.
    pub service: Option<Money>,
    /// Selling expense.
    pub expense: Option<Money>,
    /// The cost of receivables; negative where the customer paid ahead.
    pub receivables: Option<Money>,
}

impl CustomerMargin {
    /// A margin of which only gross sales are known.
    pub const fn from_gross(gross: Money) -> Self {
        Self {
            gross,
            deductions: None,
            rebates: None,
            cost_of_goods: None,
            service: None,
            expense: None,
            receivables: None,
        }
    }

    /// A part; `None` where it is not known.
    pub const fn part(&self, part: MarginPart) -> Option<Money> {
        match part {
            MarginPart::Deductions => self.deductions,
            MarginPart::Rebates => self.rebates,
            MarginPart::CostOfGoods => self.cost_of_goods,
            MarginPart::Service => self.service,
            MarginPart::Expense => self.expense,
            MarginPart::Receivables => self.receivables,
        }
    }

    /// States a part.
    pub fn state(&mut self, part: MarginPart, amount: Money) {
        let field = match part {
            MarginPart::Deductions => &mut self.deductions,
            MarginPart::Rebates => &mut self.rebates,
            MarginPart::CostOfGoods => &mut self.cost_of_goods,
            MarginPart::Service => &mut self.service,
            MarginPart::Expense => &mut self.expense,
            MarginPart::Receivables => &mut self.receivables,
        };
        *field = Some(amount);
    }

    /// The parts that are not known.
    pub fn missing(&self) -> Vec<MarginPart> {
        MarginPart::ALL.into_iter().filter(|part| self.part(*part).is_none()).collect()
    }

    /// The margin.
    ///
    /// # Errors
    ///
    /// When parts are missing, a part is in another currency than gross sales or has the wrong
    /// sign, or a difference does not fit.
    pub fn try_margin(&self) -> Result<Money, KeyAccountError> {
        let parts = self.missing();
        if !parts.is_empty() {
            return Err(KeyAccountError::MissingParts { parts });
        }
        let mut left = self.gross;
        for part in MarginPart::ALL {
            if let Some(amount) = self.part(part) {
                left = left.checked_sub(self.checked(part, amount)?)?;
            }
        }
        Ok(left)
    }

    /// Checks the currency and the sign of a part.
    fn checked(&self, part: MarginPart, amount: Money) -> Result<Money, KeyAccountError> {
        let amount = in_currency(part.code(), amount, self.gross.currency())?;
        let may_be_negative = match part {
            MarginPart::Receivables => true,
            MarginPart::CostOfGoods => self.gross.amount().is_negative(),
            MarginPart::Deductions
            | MarginPart::Rebates
            | MarginPart::Service
            | MarginPart::Expense => false,
        };
        if may_be_negative { Ok(amount) } else { not_negative(part.code(), amount) }
    }
}

/// A line for gross sales, one for each part, and one for what is left.
impl fmt::Display for CustomerMargin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gross sales {}", self.gross)?;
        for part in MarginPart::ALL {
            match self.part(part) {
                Some(amount) => write!(f, "\n- {part} {amount}")?,
                None => write!(f, "\n- {part} not known")?,
            }
        }
        match self.try_margin() {
            Ok(margin) => write!(f, "\n= margin {margin}"),
            Err(error) => write!(f, "\n= {error}"),
        }
    }
}
