use crate::segment::{
    AbcPolicy, AbcPolicyDraft, LoyaltyPolicy, LoyaltyPolicyDraft, QuadrantPolicy,
    QuadrantPolicyDraft,
};
use crate::valid::{Draft, Valid, Violations};
use crate::warning::{
    DebtPolicy, DebtPolicyDraft, ExpensePolicy, ExpensePolicyDraft, IncidentPolicy,
    IncidentPolicyDraft, LossPolicy, LossPolicyDraft, ProgressPolicy, ProgressPolicyDraft,
};

/// A whole policy in plain form. Whatever is left out of a file has its default.
///
#[cfg_attr(feature = "serde", doc = "```")]
#[cfg_attr(not(feature = "serde"), doc = "```ignore")]
/// use guanxi::policy::{Policy, PolicyDraft};
///
/// let draft: PolicyDraft = toml::from_str(r#"
///     version = 1
///     [debt.utilisation.raise]
///     watch = "70%"
///     warning = "90%"
///     critical = "100%"
/// "#)?;
/// let error = Policy::try_from(draft).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "debt.utilisation.clear.watch must not exceed raise (70%), was 75%; \
///      debt.utilisation.clear.warning must not exceed raise (90%), was 95%; \
///      debt.utilisation.clear.critical must not exceed raise (100%), was 110%",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct PolicyDraft {
    /// The form of the document, [`PolicyDraft::VERSION`].
    pub version: u32,
    /// S11: classes by purchases.
    pub abc: AbcPolicyDraft,
    /// S13: loyalty.
    pub loyalty: LoyaltyPolicyDraft,
    /// S14: quadrants.
    pub quadrant: QuadrantPolicyDraft,
    /// S21.1: debt.
    pub debt: DebtPolicyDraft,
    /// S21.2: sales progress.
    pub progress: ProgressPolicyDraft,
    /// S21.3: selling expense.
    pub expense: ExpensePolicyDraft,
    /// S21.4: customer loss.
    pub loss: LossPolicyDraft,
    /// S21.5: major incident.
    pub incident: IncidentPolicyDraft,
}

impl PolicyDraft {
    /// The only form that is known.
    pub const VERSION: u32 = 1;
}

impl Default for PolicyDraft {
    fn default() -> Self {
        Self {
            version: Self::VERSION,
            abc: AbcPolicyDraft::default(),
            loyalty: LoyaltyPolicyDraft::default(),
            quadrant: QuadrantPolicyDraft::default(),
            debt: DebtPolicyDraft::default(),
            progress: ProgressPolicyDraft::default(),
            expense: ExpensePolicyDraft::default(),
            loss: LossPolicyDraft::default(),
            incident: IncidentPolicyDraft::default(),
        }
    }
}

/// A whole policy. Each part is valid by itself and no part contradicts another, so every
/// combination is legal and the fields are public.
///
/// ```
/// use guanxi::policy::Policy;
/// use guanxi::warning::{DebtPolicy, DebtPolicyDraft};
///
/// let debt = DebtPolicy::try_new(DebtPolicyDraft { horizon_days: Some(30), ..Default::default() })?;
/// let policy = Policy { debt, ..Policy::default() };
/// assert_ne!(policy, Policy::default());
/// # Ok::<(), guanxi::valid::Violations>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "PolicyDraft", into = "PolicyDraft")
)]
pub struct Policy {
    /// S11: classes by purchases.
    pub abc: AbcPolicy,
    /// S13: loyalty.
    pub loyalty: LoyaltyPolicy,
    /// S14: quadrants.
    pub quadrant: QuadrantPolicy,
    /// S21.1: debt.
    pub debt: DebtPolicy,
    /// S21.2: sales progress.
    pub progress: ProgressPolicy,
    /// S21.3: selling expense.
    pub expense: ExpensePolicy,
    /// S21.4: customer loss.
    pub loss: LossPolicy,
    /// S21.5: major incident.
    pub incident: IncidentPolicy,
}

/// A part that is valid, or its violations under its name.
fn part<D: Draft>(name: &str, draft: D, found: &mut Violations) -> Option<Valid<D>> {
    found.within(name, |found| draft.check(found));
    Valid::try_new(draft).ok()
}

impl TryFrom<PolicyDraft> for Policy {
    type Error = Violations;

    /// Checks every part and names everything that is wrong.
    fn try_from(draft: PolicyDraft) -> Result<Self, Violations> {
        let mut found = Violations::default();
        if draft.version != PolicyDraft::VERSION {
            let problem = format!("must be {}, was {}", PolicyDraft::VERSION, draft.version);
            found.add("version", problem);
        }
        let parts = (
            part("abc", draft.abc, &mut found),
            part("loyalty", draft.loyalty, &mut found),
            part("quadrant", draft.quadrant, &mut found),
            part("debt", draft.debt, &mut found),
            part("progress", draft.progress, &mut found),
            part("expense", draft.expense, &mut found),
            part("loss", draft.loss, &mut found),
            part("incident", draft.incident, &mut found),
        );
        found.none_or(())?;
        // Nothing was found, so every part is there.
        let (abc, loyalty, quadrant, debt, progress, expense, loss, incident) = parts;
        Ok(Self {
            abc: abc.unwrap_or_default(),
            loyalty: loyalty.unwrap_or_default(),
            quadrant: quadrant.unwrap_or_default(),
            debt: debt.unwrap_or_default(),
            progress: progress.unwrap_or_default(),
            expense: expense.unwrap_or_default(),
            loss: loss.unwrap_or_default(),
            incident: incident.unwrap_or_default(),
        })
    }
}

impl From<Policy> for PolicyDraft {
    fn from(policy: Policy) -> Self {
        Self {
            version: Self::VERSION,
            abc: policy.abc.into_draft(),
            loyalty: policy.loyalty.into_draft(),
            quadrant: policy.quadrant.into_draft(),
            debt: policy.debt.into_draft(),
            progress: policy.progress.into_draft(),
            expense: policy.expense.into_draft(),
            loss: policy.loss.into_draft(),
            incident: policy.incident.into_draft(),
        }
    }
}
