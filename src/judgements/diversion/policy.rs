use super::{Sanction, SanctionRow};
use crate::measure::{Quotient, Ratio};
use crate::valid::{Draft, Valid, Violations};

/// The bounds of the signals that read reports of resale.
///
/// By default at least 5 pairs of a neighbour and its control, a chance below 5 %, an effect before
/// of at most 25 %, and half of what was sold in without a trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ResaleSignalRules {
    /// The fewest pairs of a neighbour and its control that can speak.
    pub fewest_pairs: u32,
    /// The probability below which chance does not explain the neighbours that did worse.
    pub chance: Ratio,
    /// The most that the effect of the windows before may be, in proportion to the effect.
    pub trend: Ratio,
    /// The share of what was sold in that may be without a trace.
    pub without_trace: Ratio,
}

impl Default for ResaleSignalRules {
    fn default() -> Self {
        Self {
            fewest_pairs: 5,
            chance: Ratio::from_percent(5),
            trend: Ratio::from_percent(25),
            without_trace: Ratio::from_percent(50),
        }
    }
}

/// Plain form of a [`DiversionPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DiversionPolicyDraft {
    /// The share of scans outside of the territory that tourists and gifts explain.
    pub scan_rate: Ratio,
    /// The fewest scans of a customer that can speak.
    pub fewest_scans: u32,
    /// The probability below which chance does not explain the scans.
    pub chance: Ratio,
    /// The multiple of the usual share from which on scans speak.
    pub least_multiple: u8,
    /// The fewest peers whose volumes can speak.
    pub fewest_peers: u32,
    /// The bounds of the signals that read reports of resale.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::valid::is_default"))]
    pub resale: ResaleSignalRules,
    /// The days after the end of a grant in which stock is sold off.
    pub sell_off_days: u16,
    /// `true` when sales that a customer did not solicit are a breach as well.
    pub forbids_passive: bool,
    /// The worked days within which the customer is heard.
    pub hearing_days: u16,
    /// The worked days within which goods are taken back after the sanction.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_usual_take_back"))]
    pub take_back_days: u16,
    /// The days before a case in which upheld cases count.
    pub window_days: u16,
    /// The sanctions, the mildest first.
    pub sanctions: Vec<SanctionRow>,
}

/// The worked days of sample contracts for taking goods back.
const TAKE_BACK_DAYS: u16 = 5;

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_usual_take_back(days: &u16) -> bool {
    *days == TAKE_BACK_DAYS
}

/// The policy of diversion (S9).
///
/// By default 2 % of the scans may be elsewhere; 30 scans speak, with a chance below 0.1 % and
/// three times the usual share; 8 peers speak; stock is sold off for 90 days; passive sales are
/// allowed; the customer is heard within 5 worked days, and takes goods back within 5; upheld cases
/// of 730 days count; the sanctions are a warning, the rebate, exclusivity, the end.
#[doc(alias = "窜货处理")]
pub type DiversionPolicy = Valid<DiversionPolicyDraft>;

impl Default for DiversionPolicyDraft {
    fn default() -> Self {
        let row = |cases, sanction| SanctionRow { cases, share: None, sanction };
        Self {
            scan_rate: Ratio::from_percent(2),
            fewest_scans: 30,
            chance: Ratio::from_parts_per_million(1_000),
            least_multiple: 3,
            fewest_peers: 8,
            resale: ResaleSignalRules::default(),
            sell_off_days: 90,
            forbids_passive: false,
            hearing_days: 5,
            take_back_days: TAKE_BACK_DAYS,
            window_days: 730,
            sanctions: vec![
                row(1, Sanction::Warning),
                row(2, Sanction::RebatePart),
                row(3, Sanction::ExclusivityOff),
                row(4, Sanction::Termination),
            ],
        }
    }
}

impl Draft for DiversionPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.scan_rate > Ratio::ONE {
            found.add("scan_rate", format!("must not exceed 100%, was {}", self.scan_rate));
        }
        if self.chance > Ratio::from_percent(5) {
            found.add("chance", format!("must not exceed 5%, was {}", self.chance));
        }
        found.at_least("resale.fewest_pairs", 1, self.resale.fewest_pairs);
        let chance = self.resale.chance;
        if chance > Ratio::from_percent(5) {
            found.add("resale.chance", format!("must not exceed 5%, was {chance}"));
        }
        found.at_least("hearing_days", 1, self.hearing_days);
        found.at_least("take_back_days", 1, self.take_back_days);
        found.at_least("window_days", 1, self.window_days);
        let rows = self.sanctions.iter();
        if rows.clone().next().is_none_or(|first| first.cases != 1) {
            found.add("sanctions", "must begin with the first case".to_owned());
        }
        for (milder, harsher) in rows.clone().zip(rows.skip(1)) {
            if harsher.cases <= milder.cases || harsher.sanction <= milder.sanction {
                let problem = format!("must rise in cases and sanction after {}", milder.sanction);
                found.add("sanctions", format!("{problem}, was {}", harsher.sanction));
            }
        }
    }
}

impl DiversionPolicyDraft {
    /// The harshest sanction for a number of upheld cases, this one included, and the diverted
    /// share of the quantity bought; `None` without a case.
    ///
    /// # Rule
    ///
    /// > S9: sanctions are graded by the upheld cases in 730 days and by the share of the quantity.
    pub fn sanction(&self, cases: u32, share: Quotient) -> Option<Sanction> {
        let rows = self.sanctions.iter().rev();
        rows.filter(|_| cases > 0).find(|it| it.holds(cases, share)).map(|it| it.sanction)
    }
}
