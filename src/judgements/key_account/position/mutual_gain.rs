use std::fmt;

use crate::key_account::error::in_currency;
use crate::key_account::{FractionInterval, KeyAccountError, MoneyInterval};
use crate::measure::Quotient;
use crate::money::{Currency, Money};
use crate::valid::words;

words! {
    /// A part of what a dealer earns with us, or of the capital that it ties up for us.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum GainPart as "a part of mutual gain" {
        /// Its margin on our goods.
        Margin = "margin",
        /// Our rebates.
        Rebates = "rebates",
        /// Our support in money.
        Support = "support",
        /// Its costs of selling our goods.
        Costs = "costs",
        /// Its stock of our goods.
        Stock = "stock",
        /// Its deposit with us.
        Deposit = "deposit",
        /// Money that it paid ahead.
        PaidAhead = "paid_ahead" => "money paid ahead",
        /// The credit that we give.
        Credit = "credit",
    }
}

/// The parts of what a dealer earns with us over a year. A part of which nobody knows even bounds
/// is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct MutualGainFacts {
    /// Its margin on our goods.
    pub margin: Option<MoneyInterval>,
    /// Our rebates.
    pub rebates: Option<MoneyInterval>,
    /// Our support in money.
    pub support: Option<MoneyInterval>,
    /// Its costs of selling our goods.
    pub costs: Option<MoneyInterval>,
    /// Its stock of our goods.
    pub stock: Option<MoneyInterval>,
    /// Its deposit with us.
    pub deposit: Option<MoneyInterval>,
    /// Money that it paid ahead.
    pub paid_ahead: Option<MoneyInterval>,
    /// The credit that we give.
    pub credit: Option<MoneyInterval>,
}

impl MutualGainFacts {
    /// A part; `None` where nobody knows it.
    pub const fn part(&self, part: GainPart) -> Option<MoneyInterval> {
        match part {
            GainPart::Margin => self.margin,
            GainPart::Rebates => self.rebates,
            GainPart::Support => self.support,
            GainPart::Costs => self.costs,
            GainPart::Stock => self.stock,
            GainPart::Deposit => self.deposit,
            GainPart::PaidAhead => self.paid_ahead,
            GainPart::Credit => self.credit,
        }
    }

    /// The parts that nobody knows.
    pub fn missing(&self) -> Vec<GainPart> {
        GainPart::ALL.into_iter().filter(|part| self.part(*part).is_none()).collect()
    }

    fn sum(
        &self,
        currency: Currency,
        parts: &[GainPart],
    ) -> Result<MoneyInterval, KeyAccountError> {
        let nothing = MoneyInterval::exactly(Money::zero(currency));
        let known = parts.iter().filter_map(|part| Some((part, self.part(*part)?)));
        known.into_iter().try_fold(nothing, |sum, (part, interval)| {
            in_currency(part.code(), interval.low(), currency)?;
            sum.plus(interval)
        })
    }
}

/// The gain of a dealer from trading with us (双赢), and the capital that it ties up for it.
///
/// # Rule
///
/// > S16: margin on our goods, rebates and support, less stated costs, over capital tied (stock,
/// > deposit, money ahead, less our credit): an interval where parts are unknown.
///
/// A part without any bound leaves gain or capital unknown; it is named in
/// [`missing`](Self::missing) and never counts as zero. The return is stated where the capital is
/// surely above zero: a dealer that trades on our credit alone has none.
#[doc(alias = "双赢")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MutualGain {
    /// The gain over the year.
    pub gain: Option<MoneyInterval>,
    /// The capital tied up.
    pub capital: Option<MoneyInterval>,
    /// Gain over capital.
    pub on_capital: Option<FractionInterval>,
    /// The parts that nobody knows.
    pub missing: Vec<GainPart>,
}

impl MutualGain {
    /// The gain by its parts.
    ///
    /// # Errors
    ///
    /// When currencies differ or a sum does not fit.
    pub fn try_from_facts(
        facts: &MutualGainFacts,
        currency: Currency,
    ) -> Result<Self, KeyAccountError> {
        let missing = facts.missing();
        let earned = [GainPart::Margin, GainPart::Rebates, GainPart::Support];
        let tied = [GainPart::Stock, GainPart::Deposit, GainPart::PaidAhead];
        let is_known = |parts: &[GainPart], less: GainPart| {
            !missing.iter().any(|part| parts.contains(part) || *part == less)
        };
        let difference = |parts: &[GainPart], less: GainPart| {
            let difference = facts.sum(currency, parts)?.minus(facts.sum(currency, &[less])?)?;
            Ok::<_, KeyAccountError>(is_known(parts, less).then_some(difference))
        };
        let gain = difference(&earned, GainPart::Costs)?;
        let capital = difference(&tied, GainPart::Credit)?;
        let on_capital = gain.zip(capital).and_then(|(gain, capital)| over(gain, capital));
        Ok(Self { gain, capital, on_capital, missing })
    }
}

/// The bounds of gain over capital, where all capital is positive: a gain is largest on the least
/// capital, a loss on the least capital is the worst.
fn over(gain: MoneyInterval, capital: MoneyInterval) -> Option<FractionInterval> {
    let fraction = |gain: Money, capital: Money| {
        Quotient::try_new(gain.amount().minor().into(), capital.amount().minor().into())
    };
    let least = if gain.low().amount().is_negative() { capital.low() } else { capital.high() };
    let most = if gain.high().amount().is_negative() { capital.high() } else { capital.low() };
    if !capital.low().amount().is_positive() {
        return None;
    }
    Some(FractionInterval { low: fraction(gain.low(), least)?, high: fraction(gain.high(), most)? })
}

impl fmt::Display for MutualGain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.gain, self.capital) {
            (Some(gain), Some(capital)) => write!(f, "earns {gain} on {capital}")?,
            (Some(gain), None) => write!(f, "earns {gain}")?,
            (None, Some(capital)) => write!(f, "ties up {capital}")?,
            (None, None) => f.write_str("the gain is not known")?,
        }
        if let Some(on_capital) = self.on_capital {
            write!(f, ", {on_capital} a year")?;
        }
        if !self.missing.is_empty() {
            let missing: Vec<String> = self.missing.iter().map(ToString::to_string).collect();
            write!(f, "; not known: {}", missing.join(", "))?;
        }
        Ok(())
    }
}
