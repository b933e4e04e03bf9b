use std::borrow::Cow;
use std::fmt;

use super::{EnquiryAct, EnquiryEvent, EnquiryStage, EnquiryStep};
use crate::calendar::{AsOf, Day};
use crate::id::{PersonId, ProductGroupId, StaffId};
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};
use crate::lifecycle::{
    ContentError, Journey, JourneyPart, Progress, Reason, StepError, StepRules, Trail,
};
use crate::valid::codes;

/// The beginning of an enquiry: who asked for what, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct EnquiryOpening {
    /// The person who asked, where known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub person: Option<PersonId>,
    /// The day.
    pub on: Day,
    /// The product group.
    pub product: ProductGroupId,
    /// The quantity asked for, in words with its unit.
    pub quantity: Reason,
    /// The staff member who was asked.
    pub by: StaffId,
}

/// The content for which a step of an enquiry is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnquiryFault {
    /// The step is dated before the enquiry.
    #[error("a step of {on} cannot come before the enquiry of {asked}")]
    BeforeEnquiry {
        /// The day of the step.
        on: Day,
        /// The day of the enquiry.
        asked: Day,
    },
    /// The quote would have run out before it was given.
    #[error("a quote of {on} holds until then at least, was until {until}")]
    QuoteOver {
        /// The day of the quote.
        on: Day,
        /// The last day of the quote.
        until: Day,
    },
    /// The quote has not run out yet.
    #[error("the quote holds until {until}, so it has not lapsed on {on}")]
    StillHolds {
        /// The day of the step.
        on: Day,
        /// The last day of the quote.
        until: Day,
    },
}

codes! {
    EnquiryFault {
        BeforeEnquiry = "before_enquiry",
        QuoteOver = "quote_over",
        StillHolds = "quote_still_holds",
    }
}

impl ContentError for EnquiryFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of an enquiry.
pub type EnquiryStepError = StepError<EnquiryStage, EnquiryFault>;

/// An enquiry of a customer, with the steps taken (S2).
///
/// It is a fact of the customer under whom it is recorded; each further step makes a version of it,
/// known from the day of the step. Of one person and one product group there is one enquiry a day.
/// Its quotes are in the currency of the book; it moves no money.
///
/// ```
/// use guanxi::account::{Account, Fact};
/// use guanxi::calendar::AsOf;
/// use guanxi::day;
/// use guanxi::enquiry::{Enquiry, EnquiryOpening, EnquiryStage, EnquiryStep};
/// use guanxi::lifecycle::Entry;
///
/// let mut enquiry = Enquiry::open(EnquiryOpening {
///     person: None,
///     on: day!(2026, 3, 2),
///     product: "feed".parse()?,
///     quantity: "10 t".parse()?,
///     by: "Wang".parse()?,
/// });
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.record(enquiry.clone())?;
/// let name = Fact::from(enquiry.clone()).name();
///
/// let (tuesday, until) = (day!(2026, 3, 3), day!(2026, 3, 31));
/// let quote = EnquiryStep::Quote { sum: "CNY 30000".parse()?, until };
/// enquiry.apply(Entry::new(quote, tuesday, "Wang".parse()?))?;
/// account.revise(&name, tuesday, Some(enquiry.into()))?;
/// let stage = |t| account.view().enquiries().first().map(|it| it.stage(AsOf::new(t)));
/// assert_eq!(stage(day!(2026, 3, 2)), Some(EnquiryStage::Open));
/// assert_eq!(stage(tuesday), Some(EnquiryStage::Quoted));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "询价")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(with = "WrittenEnquiry"))]
pub struct Enquiry {
    opening: EnquiryOpening,
    trail: Trail<EnquiryStep>,
}

impl Enquiry {
    /// An enquiry without steps.
    pub fn open(opening: EnquiryOpening) -> Self {
        Self { opening, trail: Trail::default() }
    }

    /// An enquiry and its steps as they were kept.
    ///
    /// # Errors
    ///
    /// As for [`Enquiry::apply`], of the first step that is refused.
    pub fn replay(
        opening: EnquiryOpening,
        events: impl IntoIterator<Item = EnquiryEvent>,
    ) -> Result<Self, EnquiryStepError> {
        let mut enquiry = Self::open(opening);
        for event in events {
            enquiry.apply(event)?;
        }
        Ok(enquiry)
    }

    /// The beginning.
    pub const fn opening(&self) -> &EnquiryOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<EnquiryStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`StepError`], in the order of its cases. Its content is wrong when it is dated before the
    /// enquiry, a quote ends before it is given, or a quote is said to have lapsed while it holds.
    /// Nothing has changed then.
    pub fn apply(
        &mut self,
        event: EnquiryEvent,
    ) -> Result<Progress<EnquiryStage>, EnquiryStepError> {
        let rules = StepRules::at(self.stage(AsOf::new(Day::MAX)));
        let (on, asked) = (event.on, self.opening.on);
        let quoted = self.quote_until(AsOf::new(Day::MAX));
        self.trail.take_checked(event, &rules, |step| {
            if on < asked {
                return Err(EnquiryFault::BeforeEnquiry { on, asked });
            }
            match step {
                EnquiryStep::Quote { until, .. } if *until < on => {
                    Err(EnquiryFault::QuoteOver { on, until: *until })
                }
                EnquiryStep::Lapse => match quoted.filter(|until| on <= *until) {
                    Some(until) => Err(EnquiryFault::StillHolds { on, until }),
                    None => Ok(()),
                },
                EnquiryStep::Quote { .. }
                | EnquiryStep::Ask { .. }
                | EnquiryStep::Order { .. }
                | EnquiryStep::Lose { .. } => Ok(()),
            }
        })
    }

    /// The stage on a date; `None` before the enquiry.
    pub fn stage_as_of(&self, t: AsOf) -> Option<EnquiryStage> {
        t.sees(self.opening.on).then(|| self.stage(t))
    }

    /// The stage on a date from the enquiry on.
    pub fn stage(&self, t: AsOf) -> EnquiryStage {
        self.trail.stage(EnquiryStage::Open, t)
    }

    /// The journey of the customer as of a date, from its enquiry to the first quote, or to the end
    /// without one; `None` before the enquiry.
    pub fn journey(&self, t: AsOf) -> Option<Journey> {
        Journey::read(&self.trail, self.opening.on, &self.opening.by, t, |act| match act {
            EnquiryAct::Quote | EnquiryAct::Order | EnquiryAct::Lose => JourneyPart::Answer,
            EnquiryAct::Ask | EnquiryAct::Lapse => JourneyPart::Work,
        })
    }

    /// The last day of the last quote as of a date.
    pub(super) fn quote_until(&self, t: AsOf) -> Option<Day> {
        self.trail.seen(t).iter().rev().find_map(|entry| match entry.step {
            EnquiryStep::Quote { until, .. } => Some(until),
            EnquiryStep::Ask { .. }
            | EnquiryStep::Order { .. }
            | EnquiryStep::Lose { .. }
            | EnquiryStep::Lapse => None,
        })
    }

    /// The place among the enquiries of a customer.
    const fn place(&self) -> (Day, &ProductGroupId, Option<&PersonId>) {
        let EnquiryOpening { person, on, product, .. } = &self.opening;
        (*on, product, person.as_ref())
    }
}

impl Record for Enquiry {
    fn name(&self) -> Cow<'_, str> {
        let EnquiryOpening { person, on, product, .. } = &self.opening;
        match person {
            Some(person) => format!("for {product} by {person} on {on}").into(),
            None => format!("for {product} on {on}").into(),
        }
    }

    fn fields(&self) -> Vec<Field> {
        let EnquiryOpening { person, on, product, quantity, by } = &self.opening;
        vec![
            Field::optional("person", person.as_ref()),
            Field::new("on", on),
            Field::new("product", product),
            Field::text("quantity", quantity.as_str()),
            Field::new("by", by),
            Field::listed("steps", self.trail.entries().iter().map(told)),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        self.trail.entries().iter().try_for_each(|entry| match &entry.step {
            EnquiryStep::Quote { sum, .. } => intake.positive(*sum),
            EnquiryStep::Ask { .. }
            | EnquiryStep::Order { .. }
            | EnquiryStep::Lose { .. }
            | EnquiryStep::Lapse => Ok(()),
        })
    }
}

/// A step as a conflict tells it.
fn told(entry: &EnquiryEvent) -> String {
    let (step, on, by) = (&entry.step, entry.on, &entry.by);
    let content = match step {
        EnquiryStep::Quote { sum, until } => format!(" {sum} until {until}"),
        EnquiryStep::Ask { about, words } => format!(" about {about}: {:?}", words.as_str()),
        EnquiryStep::Order { document } => format!(" {document}"),
        EnquiryStep::Lose { reason } => format!(" {:?}", reason.as_str()),
        EnquiryStep::Lapse => String::new(),
    };
    let number = entry.number.map_or_else(String::new, |number| format!(" ({number})"));
    format!("{step}{content} on {on} by {by}{number}")
}

/// The list stands in the order of days.
impl Listed for Enquiry {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.place() == recorded.place()
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.place() <= recorded.place()
    }
}

impl Kept for Enquiry {
    fn own_day(&self) -> Option<Day> {
        Some(self.opening.on)
    }
}

impl fmt::Display for EnquiryOpening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { on, product, quantity, .. } = self;
        write!(f, "enquiry of {on} for {quantity} of {product}")
    }
}

/// The written form of an enquiry: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct WrittenEnquiry {
    /// The first words, with their day and the people.
    opening: EnquiryOpening,
    /// The steps that were taken, in their order.
    trail: Vec<EnquiryEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Enquiry {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenEnquiry::deserialize(from)?;
        Self::replay(written.opening, written.trail).map_err(serde::de::Error::custom)
    }
}
