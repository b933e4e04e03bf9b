use super::usual::{usual_causes, usual_remedies};
use crate::id::{CauseId, RemedyId};
use crate::valid::Violations;
use crate::warning::{ByRule, Rule};

/// A remedy for a cause, with its usual time.
#[doc(alias = "处理措施")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Remedy {
    /// Its code.
    pub code: RemedyId,
    /// Working days that it usually takes; 0 is today.
    pub due_days: u16,
}

/// The causes and remedies that a rule knows, as codes. The words, in its own language, are those
/// of the application.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Taxonomy {
    /// Codes of causes.
    #[doc(alias = "原因")]
    pub causes: Vec<CauseId>,
    /// Remedies.
    #[doc(alias = "措施")]
    pub remedies: Vec<Remedy>,
}

/// The code of a cause that went away by itself: nothing was to be done.
pub const SELF_CLEARED: &str = "self_cleared";

impl Taxonomy {
    /// The usual causes and remedies of a rule, with `data_error`, `plan_unrealistic` and
    /// [`SELF_CLEARED`] everywhere.
    ///
    /// | rule | causes | remedies |
    /// |---|---|---|
    /// | debt | `slow_payer`, `dispute`, `unapplied_cash`, `seasonal_stocking`, |
    /// | | `limit_too_low`, `cash_trouble`, `insolvency`, `delivery_surge` | `dunning_call`, |
    /// | | | `resolve_dispute`, `payment_plan`, `partial_hold`, `limit_review`, |
    /// | | | `collateral`, `legal` |
    /// | progress | `competitor`, `stock_out`, `supplier_hold`, `price_change`, `end_demand`, |
    /// | | `seasonality`, `contact_lost`, `promotion_shifted`, `incident` | `visit`, `replan`, |
    /// | | | `supply_fix`, `offer`, `assortment` |
    /// | expense | `front_loaded`, `wrong_booking`, `contract_change`, `low_volume`, |
    /// | | `unapproved`, `fraud` | `rebook`, `cap_spend`, `renegotiate`, `flex_budget`, `audit` |
    /// | loss | `competitor`, `closed`, `relocated`, `supplier_hold`, `service_failure`, |
    /// | | `owner_change`, `merged_account`, `project_finished`, `incident` | `call`, `visit`, |
    /// | | | `win_back_offer`, `reassign`, `close_account` |
    /// | incident | `theft`, `accident`, `split`, `illness`, `death`, `disaster`, `lawsuit`, |
    /// | | `other` | `safety_contact`, `credit_review`, `succession_contact`, `claim_help` |
    ///
    /// ```
    /// use guanxi::casework::Taxonomy;
    /// use guanxi::warning::Rule;
    /// let debt = Taxonomy::usual(Rule::Debt);
    /// assert!(debt.knows_cause(&"slow_payer".parse()?));
    /// assert!(debt.knows_cause(&"data_error".parse()?));
    /// assert_eq!(debt.remedy(&"payment_plan".parse()?).map(|it| it.due_days), Some(5));
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub fn usual(rule: Rule) -> Self {
        let (causes, remedies) = (usual_causes(rule), usual_remedies(rule));
        let everywhere = ["data_error", "plan_unrealistic", SELF_CLEARED];
        let causes = causes.chain(everywhere).filter_map(|code| code.parse().ok());
        let remedy = |(code, due_days): &(&str, u16)| {
            Some(Remedy { code: code.parse().ok()?, due_days: *due_days })
        };
        Self { causes: causes.collect(), remedies: remedies.iter().filter_map(remedy).collect() }
    }

    /// The usual causes and remedies of every rule.
    pub(crate) fn of_rules() -> ByRule<Self> {
        ByRule::each(Self::usual)
    }

    /// Returns `true` when the rule knows a cause.
    pub fn knows_cause(&self, code: &CauseId) -> bool {
        self.causes.contains(code)
    }

    /// The remedy of a code; `None` when the rule does not know it.
    pub fn remedy(&self, code: &RemedyId) -> Option<&Remedy> {
        self.remedies.iter().find(|remedy| remedy.code == *code)
    }

    /// Adds a violation for each code that is named twice, or when there is none.
    pub(crate) fn check(&self, found: &mut Violations) {
        if self.causes.is_empty() {
            found.add("causes", "must name at least one, names none".to_owned());
        }
        if self.remedies.is_empty() {
            found.add("remedies", "must name at least one, names none".to_owned());
        }
        for (place, code) in self.causes.iter().enumerate() {
            if self.causes.iter().take(place).any(|earlier| earlier == code) {
                found.add("causes", format!("must name each once, {code} is repeated"));
            }
        }
        for (place, remedy) in self.remedies.iter().enumerate() {
            let code = &remedy.code;
            if self.remedies.iter().take(place).any(|earlier| earlier.code == *code) {
                found.add("remedies", format!("must name each once, {code} is repeated"));
            }
        }
    }
}
