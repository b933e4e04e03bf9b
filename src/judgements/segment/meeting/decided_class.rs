use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::class_meeting::ClassDecision;
use crate::segment::Class;

/// The computed class of a customer, with the decision of a meeting that stands beside it.
///
/// Displayed as `C, decided: B until 2026-09-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DecidedClass {
    /// The computed class; `None` where there is none.
    pub computed: Option<Class>,
    /// The decided class while its decision stands.
    pub decided: Option<Class>,
    /// The last day of the decision that stands.
    pub until: Option<Day>,
}

impl DecidedClass {
    /// The class of a customer on a date, by its computed class and the decisions about it.
    ///
    /// ```
    /// use guanxi::segment::{Class, DecidedClass};
    /// let class = DecidedClass::new(Some(Class::C), &[], "2026-03-31".parse()?);
    /// assert_eq!(class.class(), Some(Class::C));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn new(computed: Option<Class>, decisions: &[ClassDecision], t: AsOf) -> Self {
        let decision = ClassDecision::in_force(decisions, t);
        let decided = decision.map(|it| it.class().into());
        Self { computed, decided, until: decision.map(|it| it.until) }
    }

    /// The class that holds: the decided one while it stands, else the computed one.
    pub fn class(&self) -> Option<Class> {
        self.decided.or(self.computed)
    }
}

impl fmt::Display for DecidedClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.computed.map_or("none", Class::code))?;
        match (self.decided, self.until) {
            (Some(class), Some(until)) => write!(f, ", decided: {class} until {until}"),
            (Some(_) | None, None) | (None, Some(_)) => Ok(()),
        }
    }
}
