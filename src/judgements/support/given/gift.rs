use std::fmt;

use crate::calendar::{AsOf, Day, Month, Period};
use crate::id::{CustomerId, DocumentId, PersonId, StaffId};
use crate::lifecycle::Reason;
use crate::money::{Major, Money, Total};
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// The kinds of gifts and hospitality.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum GiftKind as "a kind of gift" {
        /// A thing.
        #[doc(alias = "送礼")]
        Gift = "gift",
        /// A meal.
        #[doc(alias = "请客吃饭")]
        Meal = "meal",
        /// An entertainment.
        #[doc(alias = "招待")]
        Entertainment = "entertainment",
        /// A journey, or a place to stay.
        #[doc(alias = "差旅招待")]
        Travel = "travel",
    }
}

words! {
    /// The office of the person who is given something.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum RecipientOffice as "an office of a recipient" {
        /// In business on its own account, or employed there.
        Business = "business",
        /// In a public office: of the state, of a body of it, or of a company that it owns.
        #[doc(alias = "国家工作人员")]
        Official = "official",
    }
}

/// The person who is given something.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct GiftRecipient {
    /// The person.
    pub person: PersonId,
    /// Its office.
    pub office: RecipientOffice,
}

/// A gift to a person of a customer, or hospitality for one. A meal with several people is a
/// gift to each of them, with that person's part of the cost.
#[doc(alias = "商务馈赠")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Gift {
    /// The customer.
    pub customer: CustomerId,
    /// The number of the expense; `None` where it is none.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub expense: Option<DocumentId>,
    /// The kind.
    pub kind: GiftKind,
    /// The recipient; `None` where nobody noted it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub recipient: Option<GiftRecipient>,
    /// The purpose; `None` where nobody noted it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub purpose: Option<Reason>,
    /// The worth; negative when it came back.
    pub amount: Money,
    /// The day.
    pub on: Day,
    /// The staff member who gave it.
    pub by: StaffId,
    /// The staff member who approved it; `None` where nobody did.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub approved_by: Option<StaffId>,
}

/// Plain form of a [`GiftPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct GiftPolicyDraft {
    /// The most that a person is given in a calendar year, in units of each currency: 500 by
    /// default, a figure of ours for firms to replace by their own.
    pub most_a_year: Major,
    /// The worth from which somebody else approves, in units of each currency: 200 by default, a
    /// figure of ours as well.
    pub approve_from: Major,
}

/// The policy of gifts and hospitality (S21.3, S25).
///
/// # Rule
///
/// > S21.3: gifts without recipient and purpose, to an official, or above the yearly sum of a
/// > person are findings.
///
/// A gift that was given is recorded, whatever it was, and told. One that is planned is looked at
/// before by the same rules, and it is for the application to refuse it. A finding is no legal
/// advice, and gifts enter no score.
#[doc(alias = "反商业贿赂")]
pub type GiftPolicy = Valid<GiftPolicyDraft>;

/// A gift that somebody has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum GiftFinding {
    /// The recipient is an official.
    Official {
        /// The person.
        person: PersonId,
    },
    /// Nobody noted the recipient.
    NoRecipient,
    /// Nobody noted the purpose.
    NoPurpose,
    /// The recipient has more than the most of a year.
    AboveYearlySum {
        /// The person.
        person: PersonId,
        /// All that it was given in the year, up to the day of the gift.
        sum: Total,
        /// The most of a year.
        most: Money,
    },
    /// Nobody approved it.
    NotApproved {
        /// The worth from which somebody approves.
        from: Money,
    },
    /// Whoever gave it approved it.
    OwnApproval {
        /// The person.
        by: StaffId,
    },
}

/// A gift with its findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftReading<'a> {
    /// The gift.
    pub gift: &'a Gift,
    /// The findings, in the order of [`GiftFinding`]; at least one.
    pub findings: Vec<GiftFinding>,
}

impl Default for GiftPolicyDraft {
    fn default() -> Self {
        Self { most_a_year: Major::from_units(500), approve_from: Major::from_units(200) }
    }
}

/// Every policy of gifts is valid: with 0, each gift is above the most, and each is approved.
impl Draft for GiftPolicyDraft {
    fn check(&self, _found: &mut Violations) {}
}

impl GiftPolicyDraft {
    /// The gifts with a finding as of a date, by day, then in the order of recording.
    pub fn findings<'a>(&self, gifts: &'a [Gift], t: AsOf) -> Vec<GiftReading<'a>> {
        let read = |gift| GiftReading { gift, findings: self.look_at(gift, gifts, &[]) };
        let seen = gifts.iter().filter(|it| t.sees(it.on)).map(read);
        let mut found: Vec<GiftReading<'a>> = seen.filter(|it| !it.findings.is_empty()).collect();
        found.sort_by_key(|it| it.gift.on);
        found
    }

    /// The findings that a gift would have if it were given, beside those that were given before.
    ///
    /// ```
    /// use guanxi::day;
    /// use guanxi::support::{Gift, GiftKind, GiftPolicy, GiftRecipient, RecipientOffice};
    ///
    /// let mooncakes = Gift {
    ///     customer: "Li & Sons".parse()?,
    ///     expense: None,
    ///     kind: GiftKind::Gift,
    ///     recipient: Some(GiftRecipient {
    ///         person: "Li senior".parse()?,
    ///         office: RecipientOffice::Business,
    ///     }),
    ///     purpose: Some("mid-autumn".parse()?),
    ///     amount: "CNY 260".parse()?,
    ///     on: day!(2026, 9, 21),
    ///     by: "Wang".parse()?,
    ///     approved_by: None,
    /// };
    /// let given = Gift { amount: "CNY 300".parse()?, on: day!(2026, 2, 10), ..mooncakes.clone() };
    /// let findings = GiftPolicy::default().check_planned(&mooncakes, &[given]);
    /// let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    /// assert_eq!(said, [
    ///     "Li senior was given CNY 560.00 in the year, at most CNY 500.00",
    ///     "nobody approved it, as is needed from CNY 200.00",
    /// ]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_planned(&self, planned: &Gift, given: &[Gift]) -> Vec<GiftFinding> {
        self.look_at(planned, given, std::slice::from_ref(planned))
    }

    fn look_at(&self, gift: &Gift, given: &[Gift], planned: &[Gift]) -> Vec<GiftFinding> {
        let currency = gift.amount.currency();
        let in_currency = |bound: Major| Money::new(bound.to_minor_ceil(currency), currency);
        let (most, from) = (in_currency(self.most_a_year), in_currency(self.approve_from));
        let official = gift.recipient.as_ref().filter(|it| it.office == RecipientOffice::Official);
        let person = gift.recipient.as_ref().map(|it| &it.person);
        let sum = person.map(|person| (person, year_of(person, gift, given.iter().chain(planned))));
        let above = sum.filter(|(_, sum)| *sum > most.amount().to_total());
        let needs_approval =
            gift.amount.amount() >= from.amount() && gift.amount.amount().is_positive();
        let own = gift.approved_by.as_ref().filter(|it| **it == gift.by);
        [
            official.map(|it| GiftFinding::Official { person: it.person.clone() }),
            gift.recipient.is_none().then_some(GiftFinding::NoRecipient),
            gift.purpose.is_none().then_some(GiftFinding::NoPurpose),
            above.map(|(person, sum)| GiftFinding::AboveYearlySum {
                person: person.clone(),
                sum,
                most,
            }),
            (needs_approval && gift.approved_by.is_none())
                .then_some(GiftFinding::NotApproved { from }),
            own.map(|by| GiftFinding::OwnApproval { by: by.clone() }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// All that a person was given in the calendar year of a gift up to its day, in its currency.
fn year_of<'a>(person: &PersonId, gift: &Gift, all: impl Iterator<Item = &'a Gift>) -> Total {
    let year = |day: Day| -> Month { Period::Year.first_month(day) };
    let is_of_it = |it: &&Gift| {
        it.recipient.as_ref().is_some_and(|it| it.person == *person)
            && it.amount.currency() == gift.amount.currency()
            && it.on <= gift.on
            && year(it.on) == year(gift.on)
    };
    all.filter(is_of_it).map(|it| it.amount.amount()).collect()
}

impl fmt::Display for GiftFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Official { person } => write!(f, "{person} is an official"),
            Self::NoRecipient => f.write_str("no recipient is noted"),
            Self::NoPurpose => f.write_str("no purpose is noted"),
            Self::AboveYearlySum { person, sum, most } => {
                let sum = sum.with_currency(most.currency());
                write!(f, "{person} was given {sum} in the year, at most {most}")
            }
            Self::NotApproved { from } => write!(f, "nobody approved it, as is needed from {from}"),
            Self::OwnApproval { by } => write!(f, "{by} gave and approved it"),
        }
    }
}

impl fmt::Display for GiftReading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Gift { customer, kind, amount, on, by, .. } = self.gift;
        write!(f, "{kind} of {amount} to {customer} on {on} by {by}")?;
        for finding in &self.findings {
            write!(f, "; {finding}")?;
        }
        Ok(())
    }
}
