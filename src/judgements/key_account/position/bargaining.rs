use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::measure::{Quotient, Ratio};
use crate::valid::{Violations, words};

words! {
    /// An intrinsic part of bargaining power, after Porter, *Competitive Strategy* (1980),
    /// chapter 6.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum BargainingPart as "a part of bargaining power" {
        /// It buys a large share of our sales.
        #[doc(alias = "购买量")]
        Volume = "volume",
        /// It can buy elsewhere.
        #[doc(alias = "替代来源")]
        Alternatives = "alternatives",
        /// Dealing with suppliers costs it little.
        #[doc(alias = "交易成本")]
        Dealing = "dealing" => "cost of dealing",
        /// Changing the supplier costs it little.
        #[doc(alias = "转换成本")]
        Switching = "switching" => "cost of switching",
        /// Serving it costs us much.
        #[doc(alias = "服务成本")]
        Service = "service" => "cost to serve",
    }
}

words! {
    /// A sign of the will to use bargaining power.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PressureKind as "a kind of pressure" {
        /// It asked for a lower price or better terms.
        #[doc(alias = "要求让利")]
        Concession = "concession",
        /// It threatened to leave or to buy less.
        #[doc(alias = "威胁")]
        Threat = "threat",
        /// It put what we sell out to tender.
        #[doc(alias = "招标")]
        Tender = "tender",
    }
}

/// A sign of the will to use bargaining power, with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PressureSign {
    /// The kind.
    pub kind: PressureKind,
    /// The day.
    pub on: Day,
}

/// The bounds from which a part of bargaining power is strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct BargainingBounds {
    /// The share of our sales from which its volume is strong, 5 % by default.
    pub volume: Ratio,
    /// The number of other suppliers from which its alternatives are strong, 3 by default.
    pub alternatives: u16,
    /// The cost of dealing, as a share of its purchases, up to which it is strong, 1 % by default.
    pub dealing: Ratio,
    /// The cost of switching, as a share of its yearly purchases, up to which it is strong, 5 % by
    /// default.
    pub switching: Ratio,
    /// Our cost to serve it, as a share of its net sales, from which it is strong, 15 % by default.
    pub service: Ratio,
    /// The number of strong parts, of five, from which its power is strong, 3 by default.
    pub strong_parts: u8,
    /// The signs of pressure in the window from which it uses its power, 1 by default.
    pub signs: u16,
    /// The days of the window, 365 by default.
    pub window_days: u16,
}

impl Default for BargainingBounds {
    fn default() -> Self {
        Self {
            volume: Ratio::from_percent(5),
            alternatives: 3,
            dealing: Ratio::from_percent(1),
            switching: Ratio::from_percent(5),
            service: Ratio::from_percent(15),
            strong_parts: 3,
            signs: 1,
            window_days: 365,
        }
    }
}

impl BargainingBounds {
    pub(crate) fn check(&self, found: &mut Violations) {
        found.at_least("strong_parts", 1, self.strong_parts);
        found.at_most("strong_parts", 5, self.strong_parts);
        found.at_least("signs", 1, self.signs);
        found.at_least("window_days", 1, self.window_days);
        found.at_least("alternatives", 1, self.alternatives);
        found.at_most("volume", Ratio::ONE, self.volume);
    }
}

/// The facts of bargaining power. A fact that nobody knows is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BargainingFacts {
    /// Its share of our sales: our dependence on it in sales.
    #[doc(alias = "销售依存度")]
    pub share_of_sales: Option<Quotient>,
    /// Its share of our receivables: our dependence on it in debt.
    pub share_of_receivables: Option<Quotient>,
    /// The other suppliers from whom it could buy.
    pub alternatives: Option<u16>,
    /// Its cost of dealing with suppliers, as a share of its purchases.
    pub dealing: Option<Quotient>,
    /// Its cost of changing the supplier, as a share of its yearly purchases.
    pub switching: Option<Quotient>,
    /// Our cost to serve it, as a share of its net sales.
    pub service: Option<Quotient>,
    /// The signs of pressure; `None` where nobody writes them down.
    pub pressure: Option<Vec<PressureSign>>,
}

words! {
    /// The bargaining power of a customer towards us.
    #[doc(alias = "侃价实力")]
    #[doc(alias = "议价能力")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum BargainingPower as "a bargaining power" {
        /// Weak: the account is safe, whatever its will.
        Weak = "weak",
        /// Strong, and not used.
        Latent = "latent",
        /// Strong, and used.
        Used = "used",
    }
}

/// The bargaining power of a customer as of a day, with the parts that make it.
///
/// # Rule
///
/// > S16: five intrinsic parts (share of our sales, alternatives, cost of dealing and of switching,
/// > low for them being strong, cost to serve) and the will to use them: concessions asked, threats
/// > and tenders in 365 days. Power without the will is latent. Exposure to them: their share of
/// > our sales and of our receivables.
///
/// Unknown parts may turn out either way. The power is stated where that makes no difference.
#[doc(alias = "结构地位")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BargainingReading {
    /// The strong parts.
    pub strong: Vec<BargainingPart>,
    /// The parts that nobody knows.
    pub unknown: Vec<BargainingPart>,
    /// The signs of pressure in the window; `None` where nobody writes them down.
    pub signs: Option<u32>,
    /// The power; `None` where it depends on something unknown.
    pub power: Option<BargainingPower>,
    /// Its share of our sales: our dependence on it in sales. `None` where it is not known.
    pub share_of_sales: Option<Quotient>,
    /// Its share of our receivables: our dependence on it in debt. `None` where it is not known.
    pub share_of_receivables: Option<Quotient>,
}

impl BargainingReading {
    /// The bargaining power by its facts as of a day.
    pub fn new(facts: &BargainingFacts, bounds: &BargainingBounds, t: AsOf) -> Self {
        let is_strong = |part: BargainingPart| match part {
            BargainingPart::Volume => facts.share_of_sales.map(|it| it >= bounds.volume),
            BargainingPart::Alternatives => facts.alternatives.map(|it| it >= bounds.alternatives),
            BargainingPart::Dealing => facts.dealing.map(|it| it <= bounds.dealing),
            BargainingPart::Switching => facts.switching.map(|it| it <= bounds.switching),
            BargainingPart::Service => facts.service.map(|it| it >= bounds.service),
        };
        let having = |answer: Option<bool>| -> Vec<BargainingPart> {
            BargainingPart::ALL.into_iter().filter(|part| is_strong(*part) == answer).collect()
        };
        let (strong, unknown) = (having(Some(true)), having(None));
        let window = t.last_days(bounds.window_days);
        let signs = facts.pressure.as_ref().and_then(|signs| {
            u32::try_from(signs.iter().filter(|sign| window.contains(sign.on)).count()).ok()
        });
        let reaches = |parts: usize| parts >= usize::from(bounds.strong_parts);
        let at_most = strong.iter().chain(&unknown).count();
        let is_used = signs.map(|signs| signs >= u32::from(bounds.signs));
        let power = match (reaches(strong.len()), reaches(at_most), is_used) {
            (_, false, _) => Some(BargainingPower::Weak),
            (true, true, Some(true)) => Some(BargainingPower::Used),
            (true, true, Some(false)) => Some(BargainingPower::Latent),
            (true, true, None) | (false, true, _) => None,
        };
        let BargainingFacts { share_of_sales, share_of_receivables, .. } = *facts;
        Self { strong, unknown, signs, power, share_of_sales, share_of_receivables }
    }
}

impl fmt::Display for BargainingReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |parts: &[BargainingPart]| {
            let names: Vec<String> = parts.iter().map(ToString::to_string).collect();
            names.join(", ")
        };
        match self.power {
            Some(power) => write!(f, "bargaining power {power}")?,
            None => f.write_str("bargaining power not known")?,
        }
        write!(f, ": {} of 5 parts strong", self.strong.len())?;
        if !self.strong.is_empty() {
            write!(f, " ({})", listed(&self.strong))?;
        }
        if !self.unknown.is_empty() {
            write!(f, ", not known: {}", listed(&self.unknown))?;
        }
        match self.signs {
            Some(1) => f.write_str(", 1 sign of pressure")?,
            Some(signs) => write!(f, ", {signs} signs of pressure")?,
            None => f.write_str(", pressure not written down")?,
        }
        let shares = [(self.share_of_sales, "sales"), (self.share_of_receivables, "receivables")];
        for (share, whole) in shares {
            if let Some(share) = share {
                write!(f, ", {} of our {whole}", share.percent())?;
            }
        }
        Ok(())
    }
}
