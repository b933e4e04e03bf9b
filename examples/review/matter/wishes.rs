//! The answers that enquiries and surveys give: who waits for a quote, who is about to buy, why
//! others did not, and the needs that we meet least.

use guanxi::calendar::{AsOf, Day, WorkCalendar};
use guanxi::enquiry::{
    BuyingSignal, Enquiry, EnquiryFinding, EnquiryOpening, EnquiryStage, EnquiryStep,
};
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::review::Review;
use guanxi::survey::{Scale, Survey, SurveyReport, Weighting};

use super::YEAR;

/// The enquiries of the customers.
pub(crate) struct Enquiries<'a> {
    /// Those that wait for a quote or an answer.
    pub(crate) open: u32,
    /// Those of the last 365 days by their end: ordered, lost, lapsed.
    pub(crate) ended: [(EnquiryStage, u32); 3],
    /// Those not handled in time, the longest overdue first.
    pub(crate) late: Vec<LateEnquiry<'a>>,
    /// Questions that tell of a wish to buy, those whose quotes run out first first.
    pub(crate) signals: Vec<(&'a str, EnquiryOpening, BuyingSignal)>,
    /// Those lost in the last 365 days, the last first.
    pub(crate) lost: Vec<LostEnquiry<'a>>,
}

/// An enquiry that was not handled in time.
pub(crate) struct LateEnquiry<'a> {
    pub(crate) customer: &'a str,
    pub(crate) opening: EnquiryOpening,
    pub(crate) finding: EnquiryFinding,
}

/// An enquiry that was lost.
pub(crate) struct LostEnquiry<'a> {
    pub(crate) customer: &'a str,
    pub(crate) opening: EnquiryOpening,
    pub(crate) on: Day,
    pub(crate) reason: String,
}

impl<'a> Enquiries<'a> {
    pub(super) fn of(review: &Review<'a>, keys: &[CustomerKey]) -> Result<Self, String> {
        let (book, t, policy) = (review.book(), review.as_of(), review.policy());
        let calendar = WorkCalendar::try_new(policy.progress.calendar.clone());
        let calendar = calendar.map_err(|error| error.to_string())?;
        let stages = [EnquiryStage::Ordered, EnquiryStage::Lost, EnquiryStage::Lapsed];
        let mut all = Self {
            open: 0,
            ended: stages.map(|stage| (stage, 0)),
            late: Vec::new(),
            signals: Vec::new(),
            lost: Vec::new(),
        };
        for key in keys {
            let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
            let customer = book.name(*key);
            for it in account.view().enquiries().iter().filter(|it| t.sees(it.opening().on)) {
                all.count(it, t);
                let opening = || it.opening().clone();
                let finding = it.finding(t, &policy.enquiries, &calendar);
                let late =
                    finding.map(|finding| LateEnquiry { customer, opening: opening(), finding });
                all.late.extend(late);
                let signal = it.buying_signal(t, &policy.enquiries);
                all.signals.extend(signal.map(|signal| (customer, opening(), signal)));
                all.lost.extend(lost(it, t).map(|(on, reason)| LostEnquiry {
                    customer,
                    opening: opening(),
                    on,
                    reason,
                }));
            }
        }
        all.late.sort_by_key(|it| (due(&it.finding), it.customer, it.opening.on));
        all.signals.sort_by_key(|(name, opening, it)| (it.quote_until, *name, opening.on));
        all.lost.sort_by_key(|it| (std::cmp::Reverse(it.on), it.customer, it.opening.on));
        Ok(all)
    }

    fn count(&mut self, it: &Enquiry, t: AsOf) {
        let stage = it.stage(t);
        if stage.is_open() {
            self.open = self.open.saturating_add(1);
            return;
        }
        let year = t.last_days(YEAR);
        let ended = it.trail().seen(t).last().is_some_and(|entry| year.contains(entry.on));
        let counted = self.ended.iter_mut().find(|(of, _)| *of == stage);
        if let Some((_, count)) = counted.filter(|_| ended) {
            *count = count.saturating_add(1);
        }
    }
}

/// The day by which an enquiry was to be handled.
pub(crate) fn due(finding: &EnquiryFinding) -> Option<Day> {
    if let EnquiryFinding::NotQuoted { due, .. } = finding {
        Some(*due)
    } else if let EnquiryFinding::NoOutcome { until } = finding {
        Some(*until)
    } else {
        None
    }
}

/// The day and the reason of a loss in the last year.
fn lost(it: &Enquiry, t: AsOf) -> Option<(Day, String)> {
    let last = it.trail().seen(t).last().filter(|it| t.last_days(YEAR).contains(it.on))?;
    let EnquiryStep::Lose { reason } = &last.step else { return None };
    Some((last.on, reason.to_string()))
}

/// The needs by the answers on one pair of scales.
pub(crate) struct Needs {
    pub(crate) importance: Scale,
    pub(crate) performance: Scale,
    pub(crate) report: SurveyReport,
}

/// The reports of a survey, one for each pair of scales.
pub(super) fn needs(review: &Review<'_>, keys: &[CustomerKey]) -> Result<Vec<Needs>, String> {
    let (book, t) = (review.book(), review.as_of());
    let mut surveys: Vec<Survey> = Vec::new();
    for key in keys {
        let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
        let name = book.name(*key);
        let id: CustomerId = name.parse().map_err(|error| format!("{name}: {error}"))?;
        for it in account.view().survey_replies().iter().filter(|it| t.sees(it.day)) {
            let scales = (it.importance_scale, it.performance_scale);
            let is_on =
                |survey: &&mut Survey| (survey.importance(), survey.performance()) == scales;
            let answer = it.answer_of(id.clone());
            let recorded = if let Some(survey) = surveys.iter_mut().find(is_on) {
                survey.record(answer)
            } else {
                let mut survey = Survey::new(scales.0, scales.1);
                let recorded = survey.record(answer);
                surveys.push(survey);
                recorded
            };
            recorded.map_err(|error| error.to_string())?;
        }
    }
    surveys.sort_by_key(|it| std::cmp::Reverse(it.answers().count()));
    let policy = review.policy().survey.clone();
    let report = |survey: &Survey| {
        let report = SurveyReport::try_from_survey(survey, t, &policy, Weighting::Respondents);
        let (importance, performance) = (survey.importance(), survey.performance());
        Ok(Needs { importance, performance, report: report.map_err(|error| error.to_string())? })
    };
    surveys.iter().map(report).collect()
}
