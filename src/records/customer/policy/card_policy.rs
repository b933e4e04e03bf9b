use std::collections::{BTreeMap, BTreeSet};

use super::age::{days_between, usual_max_age};
use super::{AgeFactors, TrustRules};
use crate::calendar::{AsOf, Day};
use crate::confidence::Clearance;
use crate::customer::normal_text::normal_text;
use crate::customer::{CardValue, Field, Importance};
use crate::engine::TextSieve;
#[cfg(feature = "serde")]
use crate::valid::is_default;
use crate::valid::{Draft, Valid, Violations};

/// Texts that stand in a field and say nothing.
const PLACEHOLDERS: [&str; 10] =
    ["-", ".", "n/a", "unknown", "tbd", "x", "0", "待定", "不详", "同上"];

/// Legal forms under which the customer is a natural person.
const NATURAL_PERSONS: [&str; 5] =
    ["个体工商户", "个体户", "自然人", "sole trader", "natural person"];

/// The plain form of a [`CardPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CardPolicyDraft {
    /// The weights of the fields. A field that is not listed has weight 1; one of weight 0 does not
    /// count.
    pub weights: BTreeMap<Field, u16>,
    /// Fields that must be filled, however complete the card is otherwise.
    pub mandatory: BTreeSet<Field>,
    /// The days for which a value is fresh at an ordinary customer. A field that is not listed has
    /// 90, 180, 365 or 730 days, by how fast such things change.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub max_age_days: BTreeMap<Field, u16>,
    /// The factor of these days by the importance of the customer.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub age_factor: AgeFactors,
    /// The trust in each source.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub trust: TrustRules,
    /// Texts that stand in a field and say nothing: they are blank. Written as they are compared,
    /// in half width and small letters.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "are_usual_placeholders"))]
    pub placeholders: BTreeSet<String>,
    /// The clearance that a field needs. One that is not listed is internal; bank, finances, credit
    /// standing and terms of trade are confidential.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub clearance: BTreeMap<Field, Clearance>,
    /// Legal forms under which the customer is a natural person, whose bank account is a person's:
    /// it is restricted. Written as they are compared.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "are_usual_persons"))]
    pub natural_persons: BTreeSet<String>,
}

#[cfg(feature = "serde")]
fn are_usual_placeholders(texts: &BTreeSet<String>) -> bool {
    *texts == owned(&PLACEHOLDERS)
}

#[cfg(feature = "serde")]
fn are_usual_persons(texts: &BTreeSet<String>) -> bool {
    *texts == owned(&NATURAL_PERSONS)
}

fn owned(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// The policy of the card: weights and mandatory fields, ages, trust, placeholders and clearances
/// (S1).
///
/// By default all fields weigh 1. Mandatory are the fields needed to call, invoice, sue and lend to
/// the customer: name, address, phone, legal representative, bank, main business, credit standing
/// and terms of trade.
///
/// ```
/// use guanxi::customer::{CardPolicy, CardPolicyDraft, Field};
///
/// let policy = CardPolicy::try_new(CardPolicyDraft {
///     weights: [(Field::CreditStanding, 5), (Field::Philosophy, 0)].into(),
///     ..Default::default()
/// })?;
/// assert_eq!(policy.weight(Field::CreditStanding), 5);
/// assert_eq!(policy.weight(Field::Phone), 1);
/// # Ok::<(), guanxi::valid::Violations>(())
/// ```
pub type CardPolicy = Valid<CardPolicyDraft>;

impl Default for CardPolicyDraft {
    fn default() -> Self {
        Self {
            weights: BTreeMap::new(),
            mandatory: [
                Field::Name,
                Field::Address,
                Field::Phone,
                Field::LegalRepresentative,
                Field::Bank,
                Field::MainBusiness,
                Field::CreditStanding,
                Field::TermsOfTrade,
            ]
            .into(),
            max_age_days: BTreeMap::new(),
            age_factor: AgeFactors::default(),
            trust: TrustRules::default(),
            placeholders: owned(&PLACEHOLDERS),
            clearance: BTreeMap::new(),
            natural_persons: owned(&NATURAL_PERSONS),
        }
    }
}

impl CardPolicyDraft {
    /// The weight of a field.
    pub fn weight(&self, field: Field) -> u16 {
        self.weights.get(&field).map_or(1, |weight| *weight)
    }

    /// The days for which a value of a field is fresh at an ordinary customer.
    pub fn max_age_days(&self, field: Field) -> u16 {
        self.max_age_days.get(&field).map_or_else(|| usual_max_age(field), |days| *days)
    }

    /// Returns `true` when a value that was last confirmed on a day is fresh.
    ///
    /// # Rule
    ///
    /// > S1: fresh iff the days since the confirmation are at most those of the field times the
    /// > factor of the customer's importance; exactly as old is still fresh.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::customer::{CardPolicy, Field, Importance};
    /// use guanxi::day;
    ///
    /// let (policy, visit) = (CardPolicy::default(), day!(2026, 1, 1));
    /// let is_fresh = |days, importance| {
    ///     let t = AsOf::new(visit.offset(days));
    ///     policy.is_fresh(Field::CreditStanding, visit, t, importance)
    /// };
    /// assert!(is_fresh(45, Importance::A) && !is_fresh(46, Importance::A));
    /// assert!(is_fresh(90, Importance::B) && !is_fresh(91, Importance::B));
    /// assert!(is_fresh(180, Importance::C) && !is_fresh(181, Importance::C));
    /// ```
    pub fn is_fresh(&self, field: Field, confirmed: Day, t: AsOf, importance: Importance) -> bool {
        self.age_factor.allows(days_between(confirmed, t), self.max_age_days(field), importance)
    }

    /// The clearance that a field needs.
    pub fn clearance(&self, field: Field) -> Clearance {
        self.clearance.get(&field).map_or_else(|| usual_clearance(field), |level| *level)
    }

    /// Returns `true` when a value is a text that says nothing.
    pub fn is_placeholder(&self, value: &CardValue) -> bool {
        self.placeholders.contains(value.normal())
    }

    /// The sieve of the placeholders: most values are told from them without reading their texts.
    pub(crate) fn placeholder_sieve(&self) -> TextSieve {
        TextSieve::of(self.placeholders.iter().map(String::as_str))
    }

    /// Returns `true` when a legal form is that of a natural person.
    pub fn is_personal(&self, form: &CardValue) -> bool {
        self.natural_persons.contains(form.normal())
    }
}

/// The clearance that a field needs by default: the basics are for our own people, money is for
/// those with a need to know.
const fn usual_clearance(field: Field) -> Clearance {
    match field {
        Field::Bank | Field::Finances | Field::CreditStanding | Field::TermsOfTrade => {
            Clearance::Confidential
        }
        Field::Name
        | Field::Address
        | Field::Phone
        | Field::Owner
        | Field::Managers
        | Field::LegalRepresentative
        | Field::LegalForm
        | Field::MainBusiness
        | Field::ProductsAndBrands
        | Field::MarketArea
        | Field::SellingPower
        | Field::GrowthPotential
        | Field::Philosophy
        | Field::Policies
        | Field::Technology
        | Field::Size
        | Field::SalesResults
        | Field::StaffQuality
        | Field::CompetitorRelations
        | Field::RelationWithUs
        | Field::Cooperation
        | Field::CurrentActivity
        | Field::Problems
        | Field::Advantages
        | Field::Strategy
        | Field::Reputation => Clearance::Internal,
    }
}

/// Adds a violation for each text that is not written as texts are compared.
fn check_texts(texts: &BTreeSet<String>, field: &str, found: &mut Violations) {
    for text in texts {
        let normal = normal_text(text);
        if normal.is_empty() || normal != *text {
            found
                .add(field, format!("must be written {normal:?}, as it is compared, was {text:?}"));
        }
    }
}

impl Draft for CardPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if Field::ALL.into_iter().all(|field| self.weight(field) == 0) {
            found.add("weights", "must leave a field that counts".to_owned());
        }
        for field in self.mandatory.iter().filter(|field| self.weight(**field) == 0) {
            found.within("weights", |found| {
                found.add(
                    field.code(),
                    "must be at least 1 for a mandatory field, was 0".to_owned(),
                );
            });
        }
        for (field, days) in &self.max_age_days {
            found.within("max_age_days", |found| found.at_least(field.code(), 1, *days));
        }
        self.age_factor.check(found);
        found.within("trust", |found| self.trust.check(found));
        check_texts(&self.placeholders, "placeholders", found);
        let (form, bank) = (self.clearance(Field::LegalForm), self.clearance(Field::Bank));
        if form > bank {
            let problem = format!("must not exceed bank ({bank}), which it tells of, was {form}");
            found.within("clearance", |found| found.add(Field::LegalForm.code(), problem));
        }
        check_texts(&self.natural_persons, "natural_persons", found);
    }
}
