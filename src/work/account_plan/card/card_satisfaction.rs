use crate::calendar::{AsOf, Day};
use crate::id::CustomerId;
use crate::lifecycle::Reason;
use crate::measure::Proportion;
use crate::rating::{Rating, RatingQuestion};
use crate::satisfaction::{
    RatedCustomer, RatingFinding, RatingPanel, SatisfactionFigures, SatisfactionPolicy,
};

/// The satisfaction of the customer with something on a day, counted elsewhere than by ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SatisfactionNote {
    /// The topic, such as `service`.
    pub topic: Reason,
    /// The answers with one of the best two marks.
    pub pleased: Proportion,
    /// The day.
    pub on: Day,
}

/// The satisfaction of the customer: the verdict of the ratings (S19), and notes beside it.
#[doc(alias = "满意度")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CardSatisfaction {
    /// The figures of each question that was asked.
    pub figures: Vec<SatisfactionFigures>,
    /// The findings: a low mark, a drop, a silence, a refusal.
    pub findings: Vec<RatingFinding>,
    /// Notes of what was counted elsewhere, as in a survey of another firm.
    pub notes: Vec<SatisfactionNote>,
}

impl CardSatisfaction {
    /// The verdict of the ratings of a customer on a date, without notes.
    ///
    /// # Rule
    ///
    /// > S18: the card tells satisfaction by the answers of their people, each with its question.
    /// > Answers are as old as the policy of S19 allows at most. A question counts on the scale on
    /// > which it was asked last; answers on another scale are not mixed in.
    ///
    /// ```
    /// use guanxi::account_plan::CardSatisfaction;
    /// use guanxi::calendar::AsOf;
    /// use guanxi::day;
    /// use guanxi::satisfaction::SatisfactionPolicy;
    ///
    /// let t = AsOf::new(day!(2026, 3, 31));
    /// let policy = SatisfactionPolicy::default();
    /// let nobody = CardSatisfaction::from_ratings(&"Li".parse()?, &[], t, &policy);
    /// assert_eq!(nobody, CardSatisfaction::default(), "nobody was asked");
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub fn from_ratings(
        customer: &CustomerId,
        ratings: &[Rating],
        t: AsOf,
        policy: &SatisfactionPolicy,
    ) -> Self {
        let window = t.last_days(policy.max_age_days);
        let figures = RatingQuestion::ALL.into_iter().filter_map(|question| {
            let asked = ratings.iter().filter(|it| it.question == question && t.sees(it.day));
            let scale = asked.max_by_key(|it| it.day)?.scale;
            let panel =
                RatingPanel::try_new(question, scale, [RatedCustomer { customer, ratings }]);
            Some(panel.ok()?.figures(window, t, policy)).filter(|it| it.asked > 0)
        });
        let figures = figures.collect();
        let findings = RatingFinding::find(ratings, t, policy);
        Self { figures, findings, notes: Vec::new() }
    }

    /// The lines of the section: figures, findings, then notes by a date.
    pub(super) fn lines(&self, t: AsOf) -> Vec<String> {
        let seen = self.notes.iter().filter(|it| t.sees(it.on));
        let notes = seen.map(|it| {
            let SatisfactionNote { topic, pleased, on } = it;
            format!("{on}: {pleased} are content with {topic}")
        });
        let figures = self.figures.iter().map(ToString::to_string);
        figures.chain(self.findings.iter().map(ToString::to_string)).chain(notes).collect()
    }
}
