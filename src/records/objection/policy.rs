use std::collections::{BTreeMap, BTreeSet};

use super::ObjectionError;
use crate::id::{ObjectionKindId, QuestionId};
use crate::measure::Ratio;
use crate::valid::{Draft, Valid, Violations};

/// The guide to one kind of objection: what must be established, and what comes next (S4).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ObjectionGuide {
    /// The questions to establish before an answer; at least one.
    pub establish: BTreeSet<QuestionId>,
    /// The next step, in words; never blank.
    pub next_step: String,
    /// Set where the answer has to be followed up, as material that was sent.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "crate::valid::is_default")
    )]
    pub follow_up: bool,
}

/// Plain form of an [`ObjectionPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ObjectionPolicyDraft {
    /// The guide to each kind of objection. A kind without a guide is refused.
    pub kinds: BTreeMap<ObjectionKindId, ObjectionGuide>,
    /// The worked days within which an answer has to be followed up, where its kind asks for it.
    pub follow_up_days: u16,
    /// The number of equal answers to a repeated objection from which they are a finding.
    pub equal_answers: u16,
    /// The least number of customers from which a kind of objection is common.
    pub common_customers: u16,
    /// The least share of the customers met from which a kind of objection is common.
    pub common_share: Ratio,
    /// The days over which objections are counted as common.
    pub common_days: u16,
}

/// The policy of objections (S4): the standing kinds, what each asks for, and the bounds of
/// findings.
///
/// By default four kinds: `too_expensive` (价格太高), `own_production` (the customer makes it),
/// `not_responsible` (it is somebody else's task) and `send_material` (a wish for papers in place
/// of a visit).
///
/// ```
/// use guanxi::objection::ObjectionPolicy;
///
/// let policy = ObjectionPolicy::default();
/// let guide = policy.kinds.get(&"too_expensive".parse()?).ok_or("a standing kind")?;
/// assert!(guide.establish.contains(&"compared_with".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type ObjectionPolicy = Valid<ObjectionPolicyDraft>;

/// A standing kind: its code, the codes of its questions, its next step, whether to follow up.
type Standing = (&'static str, &'static [&'static str], &'static str, bool);

const STANDING: [Standing; 4] = [
    (
        "too_expensive",
        &["compared_with", "life_and_volume", "doubted_value"],
        "show the worth by a customer who has it, before any discount",
        false,
    ),
    (
        "own_production",
        &["capability", "serves_them", "rival_ahead"],
        "compare both in the customer's interest",
        false,
    ),
    (
        "not_responsible",
        &["decider", "post", "contact", "hours"],
        "call the one who decides, and record the post",
        false,
    ),
    ("send_material", &["arrived", "seen_by_decider", "opinion"], "visit in person", true),
];

impl Default for ObjectionPolicyDraft {
    fn default() -> Self {
        let mut kinds = BTreeMap::new();
        for (kind, questions, next_step, follow_up) in STANDING {
            let establish = questions.iter().filter_map(|it| it.parse().ok()).collect();
            let guide = ObjectionGuide { establish, next_step: next_step.to_owned(), follow_up };
            kinds.extend(kind.parse().ok().map(|kind: ObjectionKindId| (kind, guide)));
        }
        Self {
            kinds,
            follow_up_days: 3,
            equal_answers: 3,
            common_customers: 3,
            common_share: Ratio::from_percent(20),
            common_days: 90,
        }
    }
}

impl ObjectionPolicyDraft {
    /// The guide to a kind of objection.
    ///
    /// # Errors
    ///
    /// When the policy has none.
    pub fn guide(&self, kind: &ObjectionKindId) -> Result<&ObjectionGuide, ObjectionError> {
        let no_guide = || ObjectionError::NoGuide { kind: kind.clone() };
        self.kinds.get(kind).ok_or_else(no_guide)
    }
}

impl Draft for ObjectionPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("kinds", |found| {
            for (kind, guide) in &self.kinds {
                found.within(kind.as_str(), |found| {
                    if guide.establish.is_empty() {
                        found.add("establish", "must have at least one question".to_owned());
                    }
                    if guide.next_step.trim().is_empty() {
                        let problem = format!("must not be blank, was {:?}", guide.next_step);
                        found.add("next_step", problem);
                    }
                });
            }
        });
        let least = [
            ("follow_up_days", self.follow_up_days, 1),
            ("equal_answers", self.equal_answers, 2),
            ("common_customers", self.common_customers, 1),
            ("common_days", self.common_days, 1),
        ];
        for (name, value, bound) in least {
            found.at_least(name, bound, value);
        }
        found.at_most("common_share", Ratio::ONE, self.common_share);
    }
}
