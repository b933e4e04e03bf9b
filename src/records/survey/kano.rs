use crate::measure::{Quotient, Ratio};
use crate::valid::words;

words! {
    /// A reply to one question of the pair of Kano: how the respondent would feel.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum KanoReply as "a reply" {
        /// They like it.
        Like = "like",
        /// They take it for granted.
        MustBe = "must_be" => "must be",
        /// They do not mind.
        Neutral = "neutral",
        /// They can live with it.
        LiveWith = "live_with" => "live with",
        /// They dislike it.
        Dislike = "dislike",
    }
}

words! {
    /// A category of Kano, the more binding first.
    #[doc(alias = "卡诺模型")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum KanoCategory as "a category of Kano" {
        /// Taken for granted: its lack offends, its presence pleases nobody.
        MustBe = "must_be" => "must-be",
        /// The more the better.
        OneDimensional = "one_dimensional" => "one-dimensional",
        /// Pleases when it is there, and is not missed.
        Attractive = "attractive",
        /// Nobody minds.
        Indifferent = "indifferent",
        /// Its presence displeases.
        Reverse = "reverse",
        /// The two replies contradict each other.
        Questionable = "questionable",
    }
}

/// The pair of replies of one respondent to one feature (S3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct KanoAnswer {
    /// The reply to "if the feature is there".
    pub with: Option<KanoReply>,
    /// The reply to "if the feature is not there".
    pub without: Option<KanoReply>,
}

impl KanoAnswer {
    /// The category of the pair by the table of 25 cells; `None` when a reply is missing.
    ///
    /// | with \ without | like | must be | neutral | live with | dislike |
    /// |---|---|---|---|---|---|
    /// | like | Q | A | A | A | O |
    /// | must be, neutral, live with | R | I | I | I | M |
    /// | dislike | R | R | R | R | Q |
    pub const fn category(self) -> Option<KanoCategory> {
        use KanoReply::{Dislike, Like, LiveWith, MustBe, Neutral};
        let (Some(with), Some(without)) = (self.with, self.without) else { return None };
        Some(match (with, without) {
            (Like, Like) | (Dislike, Dislike) => KanoCategory::Questionable,
            (Like, MustBe | Neutral | LiveWith) => KanoCategory::Attractive,
            (Like, Dislike) => KanoCategory::OneDimensional,
            (MustBe | Neutral | LiveWith | Dislike, Like)
            | (Dislike, MustBe | Neutral | LiveWith) => KanoCategory::Reverse,
            (MustBe | Neutral | LiveWith, MustBe | Neutral | LiveWith) => KanoCategory::Indifferent,
            (MustBe | Neutral | LiveWith, Dislike) => KanoCategory::MustBe,
        })
    }
}

/// The answers to one feature, counted by category, after Kano (1984) with the coefficients of
/// Berger et al. (1993) and the test of Fong (1996).
///
/// ```
/// use guanxi::measure::Ratio;
/// use guanxi::survey::{KanoCategory, KanoCounts};
///
/// let wanted = KanoCounts { must_be: 15, attractive: 121, ..KanoCounts::default() };
/// let counts = KanoCounts { one_dimensional: 24, indifferent: 124, ..wanted };
/// let counts = KanoCounts { reverse: 6, questionable: 6, ..counts };
/// assert_eq!(counts.most_frequent(), Some(KanoCategory::Indifferent));
/// assert_eq!(counts.category(Ratio::from_percent(5)), Some(KanoCategory::Attractive));
/// assert!(!counts.is_significant(), "121 and 124 are as good as equal");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct KanoCounts {
    /// Answers that take the feature for granted.
    pub must_be: u32,
    /// Answers for which more is better.
    pub one_dimensional: u32,
    /// Answers that it pleases.
    pub attractive: u32,
    /// Answers that do not mind.
    pub indifferent: u32,
    /// Answers that it displeases.
    pub reverse: u32,
    /// Answers that contradict themselves.
    pub questionable: u32,
    /// Answers that lack a reply. They count for nothing else; they are not indifferent.
    pub unanswered: u32,
}

impl KanoCounts {
    /// Counts answers; `None` for more than 2^32 − 1.
    pub fn try_from_answers(answers: impl IntoIterator<Item = KanoAnswer>) -> Option<Self> {
        let mut counts = Self::default();
        for answer in answers {
            let count = match answer.category() {
                Some(category) => counts.count_mut(category),
                None => &mut counts.unanswered,
            };
            *count = count.checked_add(1)?;
        }
        Some(counts)
    }

    /// The answers of a category.
    pub const fn count(&self, category: KanoCategory) -> u32 {
        match category {
            KanoCategory::MustBe => self.must_be,
            KanoCategory::OneDimensional => self.one_dimensional,
            KanoCategory::Attractive => self.attractive,
            KanoCategory::Indifferent => self.indifferent,
            KanoCategory::Reverse => self.reverse,
            KanoCategory::Questionable => self.questionable,
        }
    }

    fn count_mut(&mut self, category: KanoCategory) -> &mut u32 {
        match category {
            KanoCategory::MustBe => &mut self.must_be,
            KanoCategory::OneDimensional => &mut self.one_dimensional,
            KanoCategory::Attractive => &mut self.attractive,
            KanoCategory::Indifferent => &mut self.indifferent,
            KanoCategory::Reverse => &mut self.reverse,
            KanoCategory::Questionable => &mut self.questionable,
        }
    }

    /// The answers of all categories.
    pub fn total(&self) -> u64 {
        KanoCategory::ALL.into_iter().map(|category| u64::from(self.count(category))).sum()
    }

    /// The category with most answers; of equal ones the more binding; `None` without answers.
    pub fn most_frequent(&self) -> Option<KanoCategory> {
        self.category(Ratio::ZERO)
    }

    /// The category: the most binding one whose answers are as many as those of the most frequent
    /// category, or fewer by at most a share of all answers. `None` without answers.
    ///
    /// # Rule
    ///
    /// > M > O > A > I within 5 points of the top.
    pub fn category(&self, tolerance: Ratio) -> Option<KanoCategory> {
        let total = i128::from(self.total());
        if total == 0 {
            return None;
        }
        let top = KanoCategory::ALL.into_iter().map(|it| self.count(it)).max()?;
        KanoCategory::ALL.into_iter().find(|category| {
            let fewer = top.abs_diff(self.count(*category));
            !tolerance.is_exceeded_by(fewer.into(), total)
        })
    }

    /// The part of respondents that the feature would please: (A + O) / (A + O + M + I); `None`
    /// without such answers.
    pub fn better(&self) -> Option<Quotient> {
        self.coefficient([self.attractive, self.one_dimensional])
    }

    /// The part of respondents that its lack would displease, as a negative fraction:
    /// −(O + M) / (A + O + M + I); `None` without such answers.
    pub fn worse(&self) -> Option<Quotient> {
        let (part, whole) = self.coefficient([self.one_dimensional, self.must_be])?.terms();
        Quotient::try_new(part.checked_neg()?, whole)
    }

    /// The part of answers that want the feature: (M + O + A) / all; `None` without answers.
    pub fn total_strength(&self) -> Option<Quotient> {
        let wanted = [self.must_be, self.one_dimensional, self.attractive];
        let wanted: i128 = wanted.into_iter().map(i128::from).sum();
        Quotient::try_new(wanted, self.total().into())
    }

    /// The share of the most frequent category less that of the second; `None` without answers.
    pub fn category_strength(&self) -> Option<Quotient> {
        let [first, second] = self.two_most();
        Quotient::try_new(first.checked_sub(second)?, self.total().into())
    }

    /// Returns `true` when the two most frequent categories differ by more than chance, at 90 %,
    /// after Fong:
    /// |a − b| ≥ 1.65·√((a + b)(2N − a − b) / 2N), decided by squares.
    pub fn is_significant(&self) -> bool {
        self.fong().is_some_and(|(left, right)| left >= right)
    }

    /// The squares of both sides of Fong's test, times 2N·10,000.
    fn fong(&self) -> Option<(i128, i128)> {
        let [first, second] = self.two_most();
        let twice = i128::from(self.total()).checked_mul(2)?;
        let (apart, both) = (first.checked_sub(second)?, first.checked_add(second)?);
        let left = apart.checked_mul(apart)?.checked_mul(twice)?.checked_mul(10_000)?;
        let rest = both.checked_mul(twice.checked_sub(both)?)?;
        // 1.65² = 27,225 / 10,000.
        (twice > 0).then_some((left, rest.checked_mul(27_225)?))
    }

    fn coefficient(&self, parts: [u32; 2]) -> Option<Quotient> {
        let whole = [self.attractive, self.one_dimensional, self.must_be, self.indifferent];
        let sum = |counts: &[u32]| counts.iter().copied().map(i128::from).sum::<i128>();
        Quotient::try_new(sum(&parts), sum(&whole))
    }

    fn two_most(&self) -> [i128; 2] {
        let mut most = [0_i128; 2];
        for category in KanoCategory::ALL {
            let [first, second] = most;
            let count = i128::from(self.count(category));
            most = if count > first { [count, first] } else { [first, second.max(count)] };
        }
        most
    }
}
