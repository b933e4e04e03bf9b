use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Answer, Respondent, Scale};
use crate::calendar::Day;
use crate::id::{CustomerId, NeedId, PersonId, RivalId};
use crate::intake::{Fault, Feed, Field, Intake, Kept, Listed, Record};

/// An answer of a customer to one need, with the scales on which it was given: a fact of the
/// customer under whom it is recorded (S3).
///
/// # Rule
///
/// > S3: answers are given on declared scales; one that lies outside is refused. Of one respondent
/// > and one need there is one answer a day.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::survey::{GoodEnd, Scale, Survey, SurveyReply};
///
/// let stars = Scale::try_new(1, 5, GoodEnd::Highest)?;
/// let asked = SurveyReply::new("delivery".parse()?, "2026-03-02".parse()?, stars, stars);
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.record(SurveyReply { importance: Some(5), ours: Some(3), ..asked })?;
///
/// let mut survey = Survey::new(stars, stars);
/// let taken = survey.record_replies(account.id(), account.view().survey_replies())?;
/// assert_eq!((taken, survey.answers().count()), (1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SurveyReply {
    /// The need that was asked about.
    pub need: NeedId,
    /// The person who answered, where known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub person: Option<PersonId>,
    /// The day of the answer.
    pub day: Day,
    /// The scale of importance.
    pub importance_scale: Scale,
    /// The scale of expectation and performance.
    pub performance_scale: Scale,
    /// The importance of the need.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub importance: Option<i16>,
    /// The expectation of how far the need is met.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub expectation: Option<i16>,
    /// Our performance: how far we meet the need.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub ours: Option<i16>,
    /// The performance of each competitor.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub rivals: BTreeMap<RivalId, i16>,
}

impl SurveyReply {
    /// An answer without marks. At least one is filled in before it is recorded.
    pub const fn new(
        need: NeedId,
        day: Day,
        importance_scale: Scale,
        performance_scale: Scale,
    ) -> Self {
        Self {
            need,
            person: None,
            day,
            importance_scale,
            performance_scale,
            importance: None,
            expectation: None,
            ours: None,
            rivals: BTreeMap::new(),
        }
    }

    /// The answer of a customer, for a survey on the same scales.
    pub fn answer_of(&self, customer: CustomerId) -> Answer {
        Answer {
            need: self.need.clone(),
            respondent: Respondent { customer, person: self.person.clone() },
            day: self.day,
            importance: self.importance,
            expectation: self.expectation,
            ours: self.ours,
            rivals: self.rivals.clone(),
        }
    }

    /// The place among the answers of a customer.
    const fn order(&self) -> (Day, &NeedId, Option<&PersonId>) {
        (self.day, &self.need, self.person.as_ref())
    }
}

/// Demands that a mark lies on its scale.
fn on_scale(field: &'static str, scale: Scale, mark: i16) -> Result<(), Fault> {
    let bound = || format!("lie in {}..={}", scale.lowest(), scale.highest());
    Intake::demand(scale.check(mark).is_ok(), field, bound, || mark.to_string())
}

impl Record for SurveyReply {
    fn name(&self) -> Cow<'_, str> {
        let Self { need, day, person, .. } = self;
        match person {
            Some(person) => format!("of {person} to {need} on {day}").into(),
            None => format!("to {need} on {day}").into(),
        }
    }

    fn fields(&self) -> Vec<Field> {
        let rivals = self.rivals.iter().map(|(rival, mark)| format!("{rival} {mark}"));
        vec![
            Field::new("need", &self.need),
            Field::optional("person", self.person.as_ref()),
            Field::new("day", self.day),
            Field::new("importance_scale", self.importance_scale),
            Field::new("performance_scale", self.performance_scale),
            Field::optional("importance", self.importance),
            Field::optional("expectation", self.expectation),
            Field::optional("ours", self.ours),
            Field::listed("rivals", rivals),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        let performance = self.performance_scale;
        let marks = [
            ("importance", self.importance_scale, self.importance),
            ("expectation", performance, self.expectation),
            ("ours", performance, self.ours),
        ];
        for (field, scale, mark) in marks {
            mark.map_or(Ok(()), |mark| on_scale(field, scale, mark))?;
        }
        for mark in self.rivals.values() {
            on_scale("rivals", performance, *mark)?;
        }
        let has_marks = !self.rivals.is_empty() || marks.iter().any(|(_, _, it)| it.is_some());
        let bound = || "have one mark or more".to_owned();
        Intake::demand(has_marks, "marks", bound, || "none".to_owned())
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Answers, self.day))
    }
}

/// The list stands in the order of days.
impl Listed for SurveyReply {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.order() == recorded.order()
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Kept for SurveyReply {
    fn own_day(&self) -> Option<Day> {
        Some(self.day)
    }
}
