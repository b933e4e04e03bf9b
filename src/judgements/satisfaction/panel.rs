use std::collections::BTreeMap;

use super::figures::WithoutMark;
use super::{MarkCounts, SatisfactionFigures, SatisfactionPolicy};
use crate::calendar::{AsOf, Day, Period, Window};
use crate::id::{CustomerId, PersonId};
use crate::rating::{Rating, RatingDraft, RatingQuestion, RatingReply};
use crate::survey::Scale;
use crate::valid::codes;

/// The ratings of a customer, as its account has them.
#[derive(Debug, Clone, Copy)]
pub struct RatedCustomer<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// Its ratings.
    pub ratings: &'a [Rating],
}

/// The reason why ratings make no panel.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RatingPanelError {
    /// A customer is given twice: its people would count twice.
    #[error("the ratings of customer {customer} are given twice")]
    CustomerTwice {
        /// The customer.
        customer: CustomerId,
    },
    /// The question is not asked on the scale.
    #[error("{question} is not asked on {scale}")]
    Scale {
        /// The question.
        question: RatingQuestion,
        /// The scale offered.
        scale: Scale,
    },
}

codes! {
    RatingPanelError {
        CustomerTwice = "customer_rated_twice",
        Scale = "scale_of_question",
    }
}

/// A respondent at a customer.
pub(super) type Respondent<'a> = (&'a CustomerId, Answering<'a>);

/// A person who answers. Nobody can tell whether two answers without a name come from one person,
/// so each counts as one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answering<'a> {
    /// A person who is named.
    Named(&'a PersonId),
    /// One without a name, by the place of the answer among those of the customer.
    Unnamed(usize),
}

impl<'a> Answering<'a> {
    pub(super) fn of(rating: &'a RatingDraft, place: usize) -> Self {
        rating.person.as_ref().map_or(Self::Unnamed(place), Self::Named)
    }
}

/// The ratings of one question on one scale by the people of some customers (S19).
///
/// Ratings on other scales belong to another panel: they are counted as such and used for nothing
/// else.
#[derive(Debug, Clone)]
pub struct RatingPanel<'a> {
    question: RatingQuestion,
    scale: Scale,
    /// The ratings of each respondent, by day.
    ratings: BTreeMap<Respondent<'a>, Vec<&'a RatingDraft>>,
}

impl<'a> RatingPanel<'a> {
    /// The panel of a question on a scale.
    ///
    /// # Errors
    ///
    /// When a customer is given twice, or the question is not asked on the scale: a recommendation
    /// on any but 0 to 10.
    pub fn try_new(
        question: RatingQuestion,
        scale: Scale,
        customers: impl IntoIterator<Item = RatedCustomer<'a>>,
    ) -> Result<Self, RatingPanelError> {
        if !question.allows(scale) {
            return Err(RatingPanelError::Scale { question, scale });
        }
        let mut given: BTreeMap<&CustomerId, &[Rating]> = BTreeMap::new();
        for RatedCustomer { customer, ratings } in customers {
            if given.insert(customer, ratings).is_some() {
                return Err(RatingPanelError::CustomerTwice { customer: customer.clone() });
            }
        }
        let mut by_respondent: BTreeMap<Respondent<'a>, Vec<&'a RatingDraft>> = BTreeMap::new();
        for (customer, ratings) in given {
            let asked = ratings.iter().filter(|it| it.question == question);
            for (place, rating) in asked.enumerate() {
                let respondent = (customer, Answering::of(rating, place));
                by_respondent.entry(respondent).or_default().push(rating);
            }
        }
        for ratings in by_respondent.values_mut() {
            ratings.sort_by_key(|it| it.day);
        }
        Ok(Self { question, scale, ratings: by_respondent })
    }

    /// The question.
    pub const fn question(&self) -> RatingQuestion {
        self.question
    }

    /// The scale.
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// The figures of a window as of `t`.
    ///
    /// # Rule
    ///
    /// > S19: of each respondent the last mark in the window counts, once; one who gave none
    /// > refused or did not answer. With fewer answers than the policy asks for there are counts
    /// > only. Each answer without a name is a respondent of its own.
    pub fn figures(
        &self,
        window: Window,
        t: AsOf,
        policy: &SatisfactionPolicy,
    ) -> SatisfactionFigures {
        let mut without = WithoutMark { refused: 0, unanswered: 0, other_scale: 0 };
        let mut counts = MarkCounts::empty(self.scale);
        for ratings in self.ratings.values() {
            match self.reply(ratings, window, t) {
                None => {}
                Some(Standing::Marked(mark, _)) => counts.count(mark),
                Some(Standing::Refused) => count(&mut without.refused),
                Some(Standing::Unanswered) => count(&mut without.unanswered),
                Some(Standing::OtherScale) => count(&mut without.other_scale),
            }
        }
        SatisfactionFigures::new(self.question, window, counts, without, policy)
    }

    /// The figures of each calendar period, from that of `first` to that of `t`.
    pub fn by_period(
        &self,
        period: Period,
        first: Day,
        t: AsOf,
        policy: &SatisfactionPolicy,
    ) -> Vec<SatisfactionFigures> {
        let mut found = Vec::new();
        let mut day = first;
        while t.sees(day) {
            let (start, end) = (period.first_month(day).first_day(), period.last_day(day));
            found.push(self.figures(Window::inclusive(start, end), t, policy));
            match end.checked_offset(1) {
                Some(next) => day = next,
                None => break,
            }
        }
        found
    }

    /// The last mark on the scale of each respondent in a window as of `t`, with its rating.
    pub(super) fn marks(
        &self,
        window: Window,
        t: AsOf,
    ) -> BTreeMap<Respondent<'a>, (i16, &'a RatingDraft)> {
        let marked = self.ratings.iter().filter_map(|(respondent, ratings)| {
            match self.reply(ratings, window, t)? {
                Standing::Marked(mark, rating) => Some((*respondent, (mark, rating))),
                Standing::Refused | Standing::Unanswered | Standing::OtherScale => None,
            }
        });
        marked.collect()
    }

    /// The reply of a respondent that stands for a window as of `t`; `None` when none was asked
    /// for.
    fn reply(&self, ratings: &[&'a RatingDraft], window: Window, t: AsOf) -> Option<Standing<'a>> {
        let seen = || ratings.iter().filter(|it| window.contains(it.day) && t.sees(it.day));
        let mark = |&it: &&'a RatingDraft| it.reply.mark().map(|mark| Standing::Marked(mark, it));
        let on_scale = seen().rev().filter(|it| it.scale == self.scale).find_map(mark);
        let reply = |it: &RatingDraft| match it.reply {
            RatingReply::Mark(_) => Standing::OtherScale,
            RatingReply::Refused => Standing::Refused,
            RatingReply::Unanswered => Standing::Unanswered,
        };
        // Whoever marked on another scale answered, and whoever refused once was heard.
        on_scale.or_else(|| seen().map(|it| reply(it)).min_by_key(Standing::rank))
    }
}

/// One more of a count; people are fewer than 2^32.
fn count(of: &mut u32) {
    *of = crate::measure::proven!(of.checked_add(1), else u32::MAX, "fewer than 2^32 people");
}

/// The reply of a respondent in a window.
#[derive(Debug, Clone, Copy)]
enum Standing<'a> {
    Marked(i16, &'a RatingDraft),
    OtherScale,
    Refused,
    Unanswered,
}

impl Standing<'_> {
    const fn rank(&self) -> u8 {
        match self {
            Self::Marked(..) => 0,
            Self::OtherScale => 1,
            Self::Refused => 2,
            Self::Unanswered => 3,
        }
    }
}
