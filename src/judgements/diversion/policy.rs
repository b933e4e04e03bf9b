use super::{Sanction, SanctionRow};
use crate::measure::{Quotient, Ratio};
use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`DiversionPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
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
    /// The days after the end of a grant in which stock is sold off.
    pub sell_off_days: u16,
    /// `true` when sales that a customer did not solicit are a breach as well.
    pub forbids_passive: bool,
    /// The worked days within which the customer is heard.
    pub hearing_days: u16,
    /// The days before a case in which upheld cases count.
    pub window_days: u16,
    /// The sanctions, the mildest first.
    pub sanctions: Vec<SanctionRow>,
}

/// The policy of diversion (S9).
///
/// By default 2 % of the scans may be elsewhere; 30 scans speak, with a chance below 0.1 % and
/// three times the usual share; 8 peers speak; stock is sold off for 90 days; passive sales are
/// allowed; the customer is heard within 5 worked days; upheld cases of 730 days count; the
/// sanctions are a warning, the rebate, exclusivity, the end.
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
            sell_off_days: 90,
            forbids_passive: false,
            hearing_days: 5,
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
        found.at_least("hearing_days", 1, self.hearing_days);
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
