use std::collections::BTreeMap;

use crate::measure::{NetScore, Proportion, Quotient, proven};
use crate::survey::Scale;
use crate::valid::Violations;

/// The answers to a question by mark (S19). The counts add up to the number of answers.
///
/// # Rule
///
/// > S19: counts must add. 2 + 11 + 18 answers are 31, and a table that calls them 32 is refused.
///
/// ```
/// use guanxi::satisfaction::MarkCounts;
/// use guanxi::survey::{GoodEnd, Scale};
///
/// let scale = Scale::try_new(0, 10, GoodEnd::Highest)?;
/// let error = MarkCounts::try_new(scale, [(3, 2), (8, 11), (10, 18)].into(), 32).unwrap_err();
/// assert_eq!(error.to_string(), "answers must be 31, the sum of the counts, was 32");
/// # Ok::<(), guanxi::survey::ScaleError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "WrittenCounts")
)]
pub struct MarkCounts {
    scale: Scale,
    counts: BTreeMap<i16, u32>,
    answers: u32,
}

impl MarkCounts {
    /// The number of answers with each mark, and of all. A mark that is left out has none.
    ///
    /// # Errors
    ///
    /// All marks that lie off the scale, and a number of answers that is not the sum of the counts.
    pub fn try_new(
        scale: Scale,
        counts: BTreeMap<i16, u32>,
        answers: u32,
    ) -> Result<Self, Violations> {
        let mut found = Violations::default();
        for mark in counts.keys() {
            if let Err(error) = scale.check(*mark) {
                found.add(&format!("counts.{mark}"), error.to_string());
            }
        }
        let sum: u64 = counts.values().map(|count| u64::from(*count)).sum();
        if sum != u64::from(answers) {
            let problem = format!("must be {sum}, the sum of the counts, was {answers}");
            found.add("answers", problem);
        }
        found.none_or(Self { scale, counts, answers })
    }

    /// Counts without an answer.
    pub const fn empty(scale: Scale) -> Self {
        Self { scale, counts: BTreeMap::new(), answers: 0 }
    }

    /// Counts one more answer, with a mark of the scale.
    pub(super) fn count(&mut self, mark: i16) {
        let one_more = |of: &mut u32| {
            *of = proven!(of.checked_add(1), else u32::MAX, "fewer than 2^32 people");
        };
        one_more(self.counts.entry(mark).or_default());
        one_more(&mut self.answers);
    }

    /// The scale.
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// The number of answers with each mark that was given.
    pub const fn counts(&self) -> &BTreeMap<i16, u32> {
        &self.counts
    }

    /// The number of all answers.
    pub const fn answers(&self) -> u32 {
        self.answers
    }

    /// The mean mark, exactly; `None` without answers.
    pub fn mean(&self) -> Option<Quotient> {
        let sum = self.counts.iter().try_fold(0_i128, |sum, (mark, count)| {
            sum.checked_add(i128::from(*mark).checked_mul((*count).into())?)
        });
        Quotient::try_new(sum?, self.answers.into())
    }

    /// The sum of the steps from the bad end of the scale.
    pub(super) fn steps(&self) -> i128 {
        let sum = self.counts.iter().try_fold(0_i128, |sum, (mark, count)| {
            let steps = i128::from(self.scale.steps(*mark));
            sum.checked_add(steps.checked_mul((*count).into())?)
        });
        proven!(sum, else 0, "2^16 marks with a count of 32 bits each")
    }

    /// The mean as a place on the scale, from 0 at its bad end to 1 at its good end; `None` without
    /// answers.
    pub fn standard_mean(&self) -> Option<Quotient> {
        let whole = i128::from(self.scale.width()).checked_mul(self.answers.into())?;
        Quotient::try_new(self.steps(), whole)
    }

    /// The answers with one of the two best marks; of a scale of two or three marks with the best
    /// one, since the best and the worst would overlap.
    #[doc(alias = "CSAT")]
    pub fn top_two(&self) -> Proportion {
        let (width, boxed) = (self.scale.width(), self.boxed());
        self.counted(|steps| width.checked_sub(steps).is_some_and(|rest| rest <= boxed))
    }

    /// The answers with one of the two worst marks; of a scale of two or three marks with the worst
    /// one.
    pub fn low_two(&self) -> Proportion {
        let boxed = self.boxed();
        self.counted(|steps| steps <= boxed)
    }

    /// Promoters, from 9 on, and detractors, up to 6, of a recommendation from 0 to 10.
    pub(super) fn promoters(&self) -> Option<NetScore> {
        let promoters = self.counted(|steps| steps >= 9).part();
        let detractors = self.counted(|steps| steps <= 6).part();
        NetScore::try_new(promoters, detractors, self.answers)
    }

    /// The steps from an end that belong to its box.
    fn boxed(&self) -> i32 {
        i32::from(self.scale.width() >= 3)
    }

    fn counted(&self, is_in: impl Fn(i32) -> bool) -> Proportion {
        let of_mark = |(mark, count): (&i16, &u32)| {
            if is_in(self.scale.steps(*mark)) { *count } else { 0 }
        };
        let part = self.counts.iter().map(of_mark).try_fold(0_u32, u32::checked_add);
        let proportion = part.and_then(|part| Proportion::try_new(part, self.answers));
        proven!(proportion, else Proportion::NONE, "the counts add up to the answers")
    }
}

/// The written form of counts.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCounts {
    scale: Scale,
    counts: BTreeMap<i16, u32>,
    answers: u32,
}

#[cfg(feature = "serde")]
impl TryFrom<WrittenCounts> for MarkCounts {
    type Error = Violations;

    fn try_from(written: WrittenCounts) -> Result<Self, Violations> {
        Self::try_new(written.scale, written.counts, written.answers)
    }
}
