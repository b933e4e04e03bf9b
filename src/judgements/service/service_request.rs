use std::fmt;

use super::{PriorityTable, ServiceDomain};
use crate::calendar::{AsOf, Day, WorkCalendar};
use crate::id::{CustomerId, DocumentId, StaffId};
use crate::lifecycle::{Clock, ClockTerms, Count, Journey, Lateness, Reason};
use crate::measure::plural;
use crate::segment::Class;
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// The kinds of requests, the one that is served first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum RequestKind as "a kind of request" {
        /// At once.
        #[doc(alias = "急事急办")]
        Urgent = "urgent",
        /// Against a rule, by consent of an approver.
        #[doc(alias = "特事特办")]
        Special = "special",
        /// Within a day.
        #[doc(alias = "易事快办")]
        Easy = "easy",
        /// With an owner and a plan.
        #[doc(alias = "难事妥善办")]
        Hard = "hard",
    }
}

/// The manner in which a request is served, with what the manner asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum RequestManner {
    /// At once.
    Urgent,
    /// Against a rule.
    Special {
        /// The person who consented.
        approver: StaffId,
    },
    /// Within a day.
    Easy,
    /// With an owner and a plan.
    Hard {
        /// The person who sees it through.
        owner: StaffId,
        /// The plan.
        plan: Reason,
    },
}

/// The plain form of a [`ServiceRequest`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ServiceRequestDraft {
    /// Its number.
    pub number: DocumentId,
    /// The customer.
    pub customer: CustomerId,
    /// The class by which the customer is served; of a prospect the one that its importance states.
    pub class: Class,
    /// The manner.
    pub manner: RequestManner,
    /// The day on which the customer asked.
    pub asked: Day,
    /// The person who took it.
    pub taken_by: StaffId,
    /// The day on which it was answered.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub answered: Option<Day>,
}

/// A request of a customer (S23).
///
/// ```
/// use guanxi::day;
/// use guanxi::segment::Class;
/// use guanxi::service::{RequestManner, ServiceRequest, ServiceRequestDraft};
///
/// let draft = ServiceRequestDraft {
///     number: "R-1".parse()?,
///     customer: "Li & Sons".parse()?,
///     class: Class::B,
///     manner: RequestManner::Special { approver: "Wang".parse()? },
///     asked: day!(2026, 3, 2),
///     taken_by: "Wang".parse()?,
///     answered: None,
/// };
/// let error = ServiceRequest::try_new(draft).unwrap_err();
/// assert_eq!(error.to_string(), "manner.approver must not be taken_by, was Wang");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "服务请求")]
pub type ServiceRequest = Valid<ServiceRequestDraft>;

impl Draft for ServiceRequestDraft {
    fn check(&self, found: &mut Violations) {
        if let RequestManner::Special { approver } = &self.manner
            && *approver == self.taken_by
        {
            found.add("manner.approver", format!("must not be taken_by, was {approver}"));
        }
        if let Some(answered) = self.answered.filter(|it| *it < self.asked) {
            let asked = self.asked;
            found.add("answered", format!("must not be before asked ({asked}), was {answered}"));
        }
    }
}

/// The clocks of requests by kind, each from the day of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct RequestClocks {
    /// The same day by default.
    pub urgent: ClockTerms,
    /// 3 working days by default.
    pub special: ClockTerms,
    /// 1 working day by default.
    pub easy: ClockTerms,
    /// 10 working days by default.
    pub hard: ClockTerms,
}

impl Default for RequestClocks {
    fn default() -> Self {
        let working = |days| ClockTerms::new(Count::Working, days);
        Self {
            urgent: ClockTerms::new(Count::Calendar, 0),
            special: working(3),
            easy: working(1),
            hard: working(10),
        }
    }
}

/// The deadline of a request as of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestReading<'a> {
    /// The request.
    pub request: &'a ServiceRequest,
    /// The day of the answer, as of the date; `None` while nobody has answered.
    pub answered: Option<Day>,
    /// The last day that is in time; `None` where it lies beyond the calendar.
    pub due: Option<Day>,
    /// The state of the deadline, of an answered one on the day of the answer.
    pub lateness: Lateness,
}

impl RequestManner {
    /// The kind.
    pub const fn kind(&self) -> RequestKind {
        match self {
            Self::Urgent => RequestKind::Urgent,
            Self::Special { .. } => RequestKind::Special,
            Self::Easy => RequestKind::Easy,
            Self::Hard { .. } => RequestKind::Hard,
        }
    }
}

impl RequestClocks {
    /// The clock of a kind.
    pub const fn of(&self, kind: RequestKind) -> ClockTerms {
        match kind {
            RequestKind::Urgent => self.urgent,
            RequestKind::Special => self.special,
            RequestKind::Easy => self.easy,
            RequestKind::Hard => self.hard,
        }
    }
}

impl ServiceRequestDraft {
    /// Returns `true` when it is asked and not answered on a date.
    pub fn is_open(&self, t: AsOf) -> bool {
        t.sees(self.asked) && self.answered.is_none_or(|answered| !t.sees(answered))
    }
}

impl ServiceRequest {
    /// The open requests of a date, the one that is served first.
    ///
    /// # Rule
    ///
    /// > S23: urgent, then special, then by class, then by age. A C that is urgent goes before an A
    /// > that is not.
    ///
    /// Classes go by their rank in the domain *service*. Ties stand in the order of numbers.
    pub fn by_priority<'a>(
        requests: &'a [Self],
        priorities: &PriorityTable,
        t: AsOf,
    ) -> Vec<&'a Self> {
        let mut open: Vec<&Self> = requests.iter().filter(|it| it.is_open(t)).collect();
        open.sort_by_key(|it| {
            let urgency = match it.manner.kind() {
                RequestKind::Urgent => 0,
                RequestKind::Special => 1,
                RequestKind::Easy | RequestKind::Hard => 2,
            };
            let rank = priorities.priority(it.class, ServiceDomain::Service).rank;
            (urgency, rank, it.asked, &it.number)
        });
        open
    }

    /// The journey of the customer as of a date; `None` before it asked.
    pub fn journey(&self, t: AsOf) -> Option<Journey> {
        Journey::without_steps(self.asked, self.answered, t)
    }

    /// The deadline of the request as of a date.
    pub fn read(
        &self,
        clocks: &RequestClocks,
        t: AsOf,
        calendar: &WorkCalendar,
    ) -> RequestReading<'_> {
        let clock = Clock::new(clocks.of(self.manner.kind()), self.asked);
        let answered = self.answered.filter(|answered| t.sees(*answered));
        let at = answered.map_or(t, AsOf::new);
        let (due, lateness) = (clock.due(at, calendar), clock.lateness(at, calendar));
        RequestReading { request: self, answered, due, lateness }
    }
}

impl fmt::Display for RequestReading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { request, answered, due, lateness } = self;
        write!(f, "{} of {}: {}", request.number, request.customer, request.manner.kind())?;
        if let Some(answered) = answered {
            write!(f, ", answered on {answered}")?;
        }
        if let Some(due) = due {
            write!(f, ", due by {due}")?;
        }
        match lateness {
            Lateness::InTime => Ok(()),
            Lateness::Late { days: 0 } | Lateness::LateByReclassification { days: 0 } => {
                f.write_str(", late, no worked day since")
            }
            Lateness::Late { days } | Lateness::LateByReclassification { days } => {
                let noun = plural(*days, "day", "days");
                write!(f, ", {days} {noun} late")
            }
        }
    }
}
