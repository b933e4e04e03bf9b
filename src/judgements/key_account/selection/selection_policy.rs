use crate::measure::Ratio;
use crate::valid::Violations;

/// The rules by which key accounts are selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SelectionRules {
    /// The band around the bounds of growth and attractiveness, in points of 100, 3 by default: a
    /// key account stays down to the bound less the band, another enters from the bound plus the
    /// band on.
    pub band: u16,
    /// The reviews in succession that it takes to enter or to leave, 2 by default.
    pub reviews: u8,
    /// The score of attractiveness that is high, in points of 100, 67 by default.
    pub attractive_from: u16,
    /// The share of sales and of margin that the selected should bring, 80 % by default.
    pub least_share: Ratio,
    /// The largest share of all customers that should be selected, 20 % by default.
    pub most_customers: Ratio,
    /// The share of working time that key accounts may take (S24), 60 % by default.
    pub most_hours: Ratio,
}

impl Default for SelectionRules {
    fn default() -> Self {
        Self {
            band: 3,
            reviews: 2,
            attractive_from: 67,
            least_share: Ratio::from_percent(80),
            most_customers: Ratio::from_percent(20),
            most_hours: Ratio::from_percent(60),
        }
    }
}

impl SelectionRules {
    pub(crate) fn check(&self, found: &mut Violations) {
        found.at_least("reviews", 1, self.reviews);
        found.at_least("attractive_from", 1, self.attractive_from);
        found.at_most("attractive_from", 100, self.attractive_from);
        let ends = self.attractive_from.checked_add(self.band);
        if self.band >= self.attractive_from || ends.is_none_or(|end| end > 100) {
            let problem = format!(
                "must leave attractive_from ({}) between 0 and 100, was {}",
                self.attractive_from, self.band
            );
            found.add("band", problem);
        }
        let shares = [
            ("least_share", self.least_share),
            ("most_customers", self.most_customers),
            ("most_hours", self.most_hours),
        ];
        for (name, share) in shares {
            found.at_most(name, Ratio::ONE, share);
            if share == Ratio::ZERO {
                found.add(name, "must be above 0%, was 0%".to_owned());
            }
        }
    }
}
