use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{RatingQuestion, RatingReply, ScaledMark};
use crate::calendar::Day;
use crate::id::{PersonId, RivalId};
use crate::intake::{Fault, Feed, Field, Intake, Kept, Listed, Record};
use crate::survey::{Scale, SurveyReply};
use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`Rating`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct RatingDraft {
    /// The question.
    pub question: RatingQuestion,
    /// The person who was asked, where known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub person: Option<PersonId>,
    /// The day of the answer; of a question without an answer, the day on which it was put.
    pub day: Day,
    /// The scale on which the question was put.
    pub scale: Scale,
    /// The reply about us.
    pub reply: RatingReply,
    /// The marks of competitors, on the same scale.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub rivals: BTreeMap<RivalId, i16>,
    /// The importance of the question to the person, on a scale of its own.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub importance: Option<ScaledMark>,
}

/// A question that was put to a person at a customer on a day, with the reply: a fact of the
/// customer under whom it is recorded (S19).
///
/// # Rule
///
/// > S19: ratings are given on declared scales, of us and of each competitor; a mark that lies
/// > outside is refused. A recommendation is asked for on 0 to 10. Of one question and one person
/// > there is one rating a day, and one of somebody without a name.
///
/// Ratings without a name on different days count as those of different people. To record several
/// of one day, give each person a code, such as `guest 1`: without it a second row of a day cannot
/// be told from a file that was sent twice.
///
/// A question without an answer is recorded all the same: only so is silence a fact. When the
/// answer comes on that very day, the rating is revised; when it comes later, it is a rating of its
/// own day.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::day;
/// use guanxi::rating::{Rating, RatingDraft, RatingQuestion, RatingReply};
/// use guanxi::survey::{GoodEnd, Scale};
///
/// let stars = Scale::try_new(1, 5, GoodEnd::Highest)?;
/// let asked = RatingDraft::new(RatingQuestion::Service, day!(2026, 3, 2), stars);
/// let rating = RatingDraft {
///     reply: RatingReply::Mark(3),
///     rivals: [("Northern Feed".parse()?, 4)].into(),
///     ..asked
/// };
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.record(Rating::try_new(rating.clone())?)?;
/// assert_eq!(account.view().ratings().len(), 1);
///
/// let wrong = RatingDraft { reply: RatingReply::Mark(6), ..rating };
/// let error = Rating::try_new(wrong).unwrap_err();
/// assert_eq!(error.to_string(), "reply must lie in 1..=5, was 6");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户评分")]
pub type Rating = Valid<RatingDraft>;

impl RatingDraft {
    /// A question to a customer that is not answered yet.
    pub const fn new(question: RatingQuestion, day: Day, scale: Scale) -> Self {
        Self {
            question,
            person: None,
            day,
            scale,
            reply: RatingReply::Unanswered,
            rivals: BTreeMap::new(),
            importance: None,
        }
    }

    /// The rating that an answer to a survey holds, given the question to which its need belongs;
    /// `None` where it has no mark of ours.
    pub fn from_survey_reply(reply: &SurveyReply, question: RatingQuestion) -> Option<Self> {
        let importance = reply.importance.map(|it| ScaledMark::try_new(it, reply.importance_scale));
        Some(Self {
            question,
            person: reply.person.clone(),
            day: reply.day,
            scale: reply.performance_scale,
            reply: RatingReply::Mark(reply.ours?),
            rivals: reply.rivals.clone(),
            importance: importance.transpose().ok()?,
        })
    }
}

impl Draft for RatingDraft {
    fn check(&self, found: &mut Violations) {
        let scale = self.scale;
        if !self.question.allows(scale) {
            let (lowest, highest) = RatingQuestion::RECOMMENDATION;
            let problem = format!(
                "must be {lowest} to {highest}, highest is good, for a recommendation, was {scale}"
            );
            found.add("scale", problem);
        }
        if let Some(Err(error)) = self.reply.mark().map(|mark| scale.check(mark)) {
            found.add("reply", error.to_string());
        }
        for (rival, mark) in &self.rivals {
            if let Err(error) = scale.check(*mark) {
                found.add(&format!("rivals.{rival}"), error.to_string());
            }
        }
        let is_marked = !self.rivals.is_empty() || self.importance.is_some();
        if self.reply.mark().is_none() && is_marked {
            let problem = format!("must be a mark where others are given, was {}", self.reply);
            found.add("reply", problem);
        }
    }
}

impl Record for Rating {
    fn name(&self) -> Cow<'_, str> {
        let RatingDraft { question, day, person, .. } = &**self;
        match person {
            Some(person) => format!("of {question} by {person} on {day}").into(),
            None => format!("of {question} on {day}").into(),
        }
    }

    fn fields(&self) -> Vec<Field> {
        let rivals = self.rivals.iter().map(|(rival, mark)| format!("{rival} {mark}"));
        vec![
            Field::new("question", self.question),
            Field::optional("person", self.person.as_ref()),
            Field::new("day", self.day),
            Field::new("scale", self.scale),
            Field::new("reply", self.reply),
            Field::listed("rivals", rivals),
            Field::optional("importance", self.importance),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Answers, self.day))
    }
}

impl RatingDraft {
    /// The place among the ratings of a customer.
    const fn order(&self) -> (Day, RatingQuestion, Option<&PersonId>) {
        (self.day, self.question, self.person.as_ref())
    }
}

/// The list stands in the order of days.
impl Listed for Rating {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.order() == recorded.order()
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Kept for Rating {
    fn own_day(&self) -> Option<Day> {
        Some(self.day)
    }
}
