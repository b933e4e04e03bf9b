use crate::measure::{Ratio, proven};
use crate::valid::{Draft, Valid, Violations};

/// Plain form of an [`AuditPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct AuditPolicyDraft {
    /// The days from one check of a salesperson's cards to the next, the last one included.
    pub every_days: u16,
    /// The worked days after a visit within which it is written up.
    pub write_up_days: u16,
    /// The days before a visit within which the card is read, the day of the visit included.
    pub consulted_within_days: u16,
    /// The worked days without a visit on which a borrowed card may be out.
    pub carried_days: u16,
    /// The number of fields confirmed in a day from which it may be a rubber stamp.
    pub stamped_fields: u16,
    /// The number of customers in that day from which it is.
    pub stamped_customers: u16,
    /// The days over which billing and collection are compared.
    pub balance_days: u16,
    /// The least share of the sum billed that is collected in those days.
    pub least_collected: Ratio,
    /// The largest share of the debt that may be overdue.
    pub most_overdue: Ratio,
}

/// The policy of the audit of customer cards (S1).
///
/// By default a visit is written up by the next worked day, which leaves room for the road; a card
/// read more than 3 days before was not read for that visit; borrowed cards are out on the days of
/// visits only; 10 fields of 5 customers in a day are more than a look can confirm. Over 90 days 80
/// % of what is billed is collected, which leaves room for growth, and nothing is overdue.
///
/// ```
/// use guanxi::card_audit::{AuditPolicy, AuditPolicyDraft};
///
/// let draft = AuditPolicyDraft { every_days: 0, ..Default::default() };
/// assert_eq!(
///     AuditPolicy::try_new(draft).unwrap_err().to_string(),
///     "every_days must be at least 1, was 0"
/// );
/// ```
pub type AuditPolicy = Valid<AuditPolicyDraft>;

impl Default for AuditPolicyDraft {
    fn default() -> Self {
        Self {
            every_days: 7,
            write_up_days: 1,
            consulted_within_days: 3,
            carried_days: 0,
            stamped_fields: 10,
            stamped_customers: 5,
            balance_days: 90,
            least_collected: Ratio::from_percent(80),
            most_overdue: Ratio::ZERO,
        }
    }
}

impl Draft for AuditPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("every_days", 1, self.every_days);
        found.at_least("stamped_fields", 1, self.stamped_fields);
        found.at_least("stamped_customers", 1, self.stamped_customers);
        found.at_least("balance_days", 1, self.balance_days);
        if self.stamped_customers > self.stamped_fields {
            let (fields, customers) = (self.stamped_fields, self.stamped_customers);
            let problem = format!("must not exceed stamped_fields ({fields}), was {customers}");
            found.add("stamped_customers", problem);
        }
        if self.most_overdue > Ratio::ONE {
            found.add("most_overdue", format!("must be at most 100%, was {}", self.most_overdue));
        }
    }
}

impl AuditPolicyDraft {
    /// The offset from a visit to the first day on which a reading counts for it.
    pub(super) fn first_reading(&self) -> i32 {
        let days = 0_i32.checked_sub(self.consulted_within_days.into());
        proven!(days, else 0, "65,535 days at most")
    }
}
