use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Answer, Respondent, Scale, SurveyError, SurveyReply};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, NeedId};
use crate::valid::Violations;

/// The answers of customers to needs, on declared scales (S3).
///
/// A respondent has at most one answer to a need on a day; a later answer of a person takes the
/// place of an earlier one from its day on. Answers that name no person may come from different
/// people: each stands for itself. Answers may come in any order: a survey with the same answers is
/// the same survey.
///
/// ```
/// use guanxi::survey::{Answer, GoodEnd, Scale, Survey};
///
/// let stars = Scale::try_new(1, 5, GoodEnd::Highest)?;
/// let mut survey = Survey::new(stars, stars);
/// let asked = Answer::new("delivery".parse()?, "Li & Sons".parse()?, "2026-03-02".parse()?);
/// survey.record(Answer { importance: Some(5), ours: Some(3), ..asked.clone() })?;
/// let error = survey.record(Answer { importance: Some(6), ours: Some(0), ..asked }).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "the answer of Li & Sons to delivery on 2026-03-02: importance must lie in 1..=5, was 6; \
///      ours must lie in 1..=5, was 0"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "需求调查")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "WrittenSurvey", into = "WrittenSurvey")
)]
pub struct Survey {
    importance: Scale,
    performance: Scale,
    answers: BTreeMap<NeedId, BTreeMap<(Respondent, Day), Answer>>,
}

impl Survey {
    /// A survey without answers: the scale of importance, and that of expectation and performance.
    pub const fn new(importance: Scale, performance: Scale) -> Self {
        Self { importance, performance, answers: BTreeMap::new() }
    }

    /// The scale of importance.
    pub const fn importance(&self) -> Scale {
        self.importance
    }

    /// The scale of expectation and performance.
    pub const fn performance(&self) -> Scale {
        self.performance
    }

    /// Adds an answer.
    ///
    /// # Errors
    ///
    /// When a mark lies off its scale or the answer has none ([`SurveyError::Marks`], with all
    /// faults), or when the respondent answered to that need on that day already: with the same
    /// marks [`SurveyError::Duplicate`], with others [`SurveyError::Conflict`].
    pub fn record(&mut self, answer: Answer) -> Result<(), SurveyError> {
        let (need, respondent, day) = (answer.need.clone(), answer.respondent.clone(), answer.day);
        if let Err(violations) = self.check(&answer) {
            return Err(SurveyError::Marks { need, respondent, day, violations });
        }
        let of_need = self.answers.entry(need.clone()).or_default();
        match of_need.entry((respondent.clone(), day)) {
            Entry::Occupied(held) => {
                let differences = held.get().differences(&answer);
                Err(if differences.is_empty() {
                    SurveyError::Duplicate { need, respondent, day }
                } else {
                    SurveyError::Conflict { need, respondent, day, differences }
                })
            }
            Entry::Vacant(place) => {
                place.insert(answer);
                Ok(())
            }
        }
    }

    /// Adds those answers of a customer that were given on the scales of the survey, as its account
    /// has them; tells how many. Answers on other scales belong to another survey and are left out.
    ///
    /// # Errors
    ///
    /// As [`record`](Self::record). Then no answer was added.
    pub fn record_replies(
        &mut self,
        customer: &CustomerId,
        replies: &[SurveyReply],
    ) -> Result<usize, SurveyError> {
        let scales = (self.importance, self.performance);
        let is_on = |it: &&SurveyReply| (it.importance_scale, it.performance_scale) == scales;
        let replies: Vec<&SurveyReply> = replies.iter().filter(is_on).collect();
        let mut with_all = self.clone();
        for reply in &replies {
            with_all.record(reply.answer_of(customer.clone()))?;
        }
        *self = with_all;
        Ok(replies.len())
    }

    /// All answers, by need, respondent and day.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.answers.values().flat_map(BTreeMap::values)
    }

    /// The answers that count on a date: of each person the last one by then, and every one that
    /// names no person, unless it is older than `max_age_days`.
    pub(super) fn standing(
        &self,
        t: AsOf,
        max_age_days: u16,
    ) -> impl Iterator<Item = (&NeedId, Vec<&Answer>)> {
        self.answers.iter().map(move |(need, answers)| {
            let mut last: BTreeMap<(&Respondent, Option<Day>), &Answer> = BTreeMap::new();
            let known = answers.values().filter(|answer| t.sees(answer.day));
            for answer in known {
                let unnamed_on = answer.respondent.person.is_none().then_some(answer.day);
                last.insert((&answer.respondent, unnamed_on), answer);
            }
            let is_fresh =
                |answer: &&Answer| t.day().days_since(answer.day) <= i32::from(max_age_days);
            (need, last.into_values().filter(is_fresh).collect())
        })
    }

    /// Checks every mark of an answer against its scale.
    fn check(&self, answer: &Answer) -> Result<(), Violations> {
        let mut found = Violations::default();
        let mut check = |scale: Scale, name: &str, mark: Option<i16>| {
            if let Some(Err(error)) = mark.map(|mark| scale.check(mark)) {
                found.add(name, error.to_string());
            }
        };
        check(self.importance, "importance", answer.importance);
        check(self.performance, "expectation", answer.expectation);
        check(self.performance, "ours", answer.ours);
        for (rival, mark) in &answer.rivals {
            check(self.performance, &format!("rivals.{rival}"), Some(*mark));
        }
        let marks = [answer.importance, answer.expectation, answer.ours];
        if answer.rivals.is_empty() && marks.iter().all(Option::is_none) {
            found.add("marks", "must not all be missing".to_owned());
        }
        found.none_or(())
    }
}

/// The written form of a survey: its scales and its answers.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSurvey {
    importance: Scale,
    performance: Scale,
    answers: Vec<Answer>,
}

#[cfg(feature = "serde")]
impl TryFrom<WrittenSurvey> for Survey {
    type Error = SurveyError;

    fn try_from(written: WrittenSurvey) -> Result<Self, SurveyError> {
        let mut survey = Self::new(written.importance, written.performance);
        for answer in written.answers {
            survey.record(answer)?;
        }
        Ok(survey)
    }
}

#[cfg(feature = "serde")]
impl From<Survey> for WrittenSurvey {
    fn from(survey: Survey) -> Self {
        let Survey { importance, performance, answers } = survey;
        let answers = answers.into_values().flat_map(BTreeMap::into_values).collect();
        Self { importance, performance, answers }
    }
}
