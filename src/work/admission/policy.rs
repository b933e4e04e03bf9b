use crate::calendar::Day;
use crate::id::RoleId;
use crate::lifecycle::{DeadlinePair, Quorum, QuorumBand, QuorumBands, StaffedPolicy, Staffing};
use crate::money::Major;
use crate::valid::or_none::NONE;
use crate::valid::{Draft, Valid, Violations};

/// The role that approves every admission by default.
const HEAD_OF_SALES: &str = "head of sales";

/// Plain form of an [`AdmissionPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct AdmissionPolicyDraft {
    /// `true` when a customer needs an identity number whose check digits are right; the default.
    pub needs_number: bool,
    /// The largest credit limit of a trial, 100,000 by default; without one there is no upper
    /// bound. A policy file says `"none"` for that.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<Major>"))]
    pub most_limit: Option<Major>,
    /// The most days for payment in a trial, 30 by default.
    pub most_payment_days: u16,
    /// The people who approve, by the credit limit.
    pub quorum: QuorumBands<Major>,
    /// The role that extends, confirms, ends and refuses, the head of sales by default; without
    /// one anybody does. A policy file says `"none"` for that, so no such role is called `none`.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<RoleId>"))]
    pub confirmer: Option<RoleId>,
    /// The working days after the submission within which it is decided, 5 by default.
    pub decide_within_days: u16,
    /// The most days of a trial, and of each extension, 90 by default; the day of the admission is
    /// not counted.
    pub trial_days: u16,
    /// The number of extensions at most, 1 by default.
    pub extensions: u16,
    /// The day from which customers need an admission: one whose first order day lies before it
    /// needs none. Without a day all need one.
    pub required_from: Option<Day>,
}

/// The policy of admissions (S15).
///
/// # Rule
///
/// > S15: identity, permits, a card, free rights and first terms are met before anybody approves;
/// > who approves depends on the limit; a trial has an end, and then is confirmed or ended.
///
/// The default values:
///
/// - An identity number is needed: two customers of one name are told apart by it.
/// - A trial has a limit of at most 100,000 and at most 30 days for payment.
/// - A trial lasts at most 90 days, in which a second order is expected, and is extended once.
/// - The head of sales approves. From a limit of 10,000 on, so does the credit manager; these are
///   the ceilings of the release of an order.
/// - A submission is decided within 5 working days.
///
/// ```
/// use guanxi::admission::{AdmissionPolicy, AdmissionPolicyDraft};
///
/// let draft = AdmissionPolicyDraft { trial_days: 0, ..Default::default() };
/// assert_eq!(
///     AdmissionPolicy::try_new(draft).unwrap_err().to_string(),
///     "trial_days must be at least 1, was 0"
/// );
/// ```
#[doc(alias = "客户准入制度")]
pub type AdmissionPolicy = Valid<AdmissionPolicyDraft>;

impl Default for AdmissionPolicyDraft {
    fn default() -> Self {
        let from = Major::from_units(10_000);
        let band =
            QuorumBand { from, quorum: Quorum::of_roles(&[HEAD_OF_SALES, "credit manager"]) };
        Self {
            needs_number: true,
            most_limit: Some(Major::from_units(100_000)),
            most_payment_days: 30,
            quorum: QuorumBands { least: Quorum::of_roles(&[HEAD_OF_SALES]), bands: vec![band] },
            confirmer: RoleId::try_new(HEAD_OF_SALES).ok(),
            decide_within_days: 5,
            trial_days: 90,
            extensions: 1,
            required_from: None,
        }
    }
}

impl Draft for AdmissionPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("quorum", |found| {
            self.quorum.check(found);
            self.quorum.check_places(found);
            for QuorumBand { from, .. } in &self.quorum.bands {
                if let Some(most) = self.most_limit.filter(|most| from > most) {
                    let problem = format!("must begin at most_limit ({most}) or below, was {from}");
                    found.add("bands", problem);
                }
            }
        });
        if self.confirmer.as_ref().is_some_and(|role| role.as_str() == NONE) {
            found.add("confirmer", format!("must not be called {NONE}, the word for no role"));
        }
        found.at_least("trial_days", 1, self.trial_days);
    }
}

impl StaffedPolicy for AdmissionPolicyDraft {
    fn staffings(&self) -> Vec<Staffing> {
        self.quorum.staffings("quorum", "submit")
    }

    fn deadline_pairs(&self) -> Vec<DeadlinePair> {
        vec![DeadlinePair {
            path: "decide_within_days".to_owned(),
            days: self.decide_within_days,
            next: "trial_days".to_owned(),
            next_days: self.trial_days,
        }]
    }
}
