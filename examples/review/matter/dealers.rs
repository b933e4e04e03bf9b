//! The evaluation of dealers: customers that are scored on the card of dealers, or that claimed
//! orders to come.

use std::collections::BTreeSet;

use guanxi::account::AccountView;
use guanxi::calendar::{AsOf, Day};
use guanxi::dealer::{DealerEvaluation, DealerEvaluator, DealerFacts, DealerFinding, LimitReplay};
use guanxi::id::CustomerKey;
use guanxi::review::Review;

use crate::load::judged::{Card, CardAnswers, Judged};

/// The days of payment where no invoice tells any.
const TERMS_DAYS: u16 = 30;

/// A dealer with its evaluation.
pub(crate) struct JudgedDealer<'a> {
    pub(crate) key: CustomerKey,
    pub(crate) name: &'a str,
    /// The day of the last score.
    pub(crate) last: Option<Day>,
    pub(crate) evaluation: DealerEvaluation,
}

impl JudgedDealer<'_> {
    /// The day by which its evaluation was due, where that is over; `None` within where it was
    /// never evaluated.
    #[expect(clippy::option_option, reason = "not overdue, never evaluated, and due on a day")]
    pub(crate) fn overdue(&self) -> Option<Option<Day>> {
        self.evaluation
            .findings
            .iter()
            .find_map(|it| if let DealerFinding::Overdue { due } = it { Some(*due) } else { None })
    }
}

/// The dealers among some customers of a review, those that are best for sure first.
pub(super) fn dealers<'a>(
    review: &Review<'a>,
    judged: &Judged,
    keys: &[CustomerKey],
) -> Result<Vec<JudgedDealer<'a>>, String> {
    let (book, policy, t) = (review.book(), review.policy(), review.as_of());
    let scored = judged.scored(Card::Dealer, t, |key| book.survivor_at(key, t));
    let (evaluator, none) = (DealerEvaluator::new(policy.dealers.clone()), CardAnswers::default());
    let mut found = Vec::new();
    for key in keys {
        let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
        let (view, name) = (account.view(), book.name(*key));
        let answers = scored.get(key);
        if answers.is_none() && !view.claims().iter().any(|it| t.sees(it.on)) {
            continue;
        }
        let answers = answers.unwrap_or(&none);
        let facts = DealerFacts {
            account: view,
            ratings: &answers.answers,
            replay: LimitReplay {
                proposal: &policy.proposal,
                scores: &[],
                terms_days: terms_days(view, t),
            },
            last_evaluation: answers.last,
        };
        let evaluation = evaluator.evaluate(facts, t);
        let evaluation = evaluation.map_err(|error| format!("dealer {name}: {error}"))?;
        found.push(JudgedDealer { key: *key, name, last: answers.last, evaluation });
    }
    found.sort_by(|one, other| {
        let low = |it: &JudgedDealer<'_>| it.evaluation.evaluation.score.low;
        low(other).cmp(&low(one)).then(one.name.cmp(other.name))
    });
    Ok(found)
}

/// The lower median of the days from issue to due day.
fn terms_days(view: AccountView<'_>, t: AsOf) -> u16 {
    let seen = view.invoices().iter().filter(|it| t.sees(it.issued()));
    let mut days: Vec<i32> = seen.map(|it| it.due().days_since(it.issued())).collect();
    days.sort_unstable();
    let middle = days.len().div_ceil(2).checked_sub(1).and_then(|place| days.get(place));
    middle.and_then(|days| u16::try_from(*days).ok()).unwrap_or(TERMS_DAYS)
}

/// The dealers that are knocked out.
pub(super) fn knocked_out(dealers: &[JudgedDealer<'_>]) -> BTreeSet<CustomerKey> {
    use guanxi::scorecard::ScorecardVerdict;
    let out = dealers.iter().filter(|it| {
        matches!(it.evaluation.evaluation.score.verdict, ScorecardVerdict::KnockedOut { .. })
    });
    out.map(|it| it.key).collect()
}
