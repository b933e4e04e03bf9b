use std::fmt;

/// An act: the kind of a step, without the data that the step carries.
///
/// `Display` gives the verb of messages, such as `approve`.
pub trait Act: Copy + Eq + fmt::Debug + fmt::Display + 'static {
    /// All acts, in the order of the columns of the table.
    const ALL: &'static [Self];

    /// The heading of the column of the act. The verb, unless two acts share it.
    fn heading(self) -> String {
        self.to_string()
    }
}

/// A stage of a machine, with the table of the machine.
///
/// [`after`](Self::after) calls the machine's own total match, which a `const fn` can be and a
/// function of a trait cannot.
pub trait Stage: Copy + Eq + fmt::Debug + fmt::Display + 'static {
    /// The acts of the machine.
    type Act: Act;

    /// The subject of messages, with its article, such as `a contract`.
    const SUBJECT: &'static str;
    /// All stages, in the order of the rows of the table.
    const ALL: &'static [Self];
    /// The stages in which a machine begins.
    const FIRST: &'static [Self];

    /// The stage to which an act leads; `None` when the act is not allowed.
    fn after(self, act: Self::Act) -> Option<Self>;

    /// The stages to which the calendar alone leads. None by default.
    fn in_time(self) -> &'static [Self] {
        &[]
    }

    /// The acts that are allowed, in the order of [`Act::ALL`].
    fn allowed(self) -> Vec<Self::Act> {
        let is_allowed = |act: &Self::Act| self.after(*act).is_some();
        Self::Act::ALL.iter().copied().filter(is_allowed).collect()
    }

    /// The stage to which an act leads.
    ///
    /// # Errors
    ///
    /// When the act is not allowed, with the acts that are.
    fn try_after(self, act: Self::Act) -> Result<Self, TurnError<Self>> {
        self.after(act).ok_or_else(|| TurnError { stage: self, act, allowed: self.allowed() })
    }

    /// Returns `true` when neither an act nor the calendar leads on. A machine whose end can be
    /// taken back names it here.
    fn is_end(self) -> bool {
        self.in_time().is_empty() && self.allowed().is_empty()
    }
}

/// An act that the stage does not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot {act} {} that is {stage}", G::SUBJECT)]
pub struct TurnError<G: Stage> {
    /// The stage on the day of the step.
    pub stage: G,
    /// The act that was refused.
    pub act: G::Act,
    /// The acts that the stage allows.
    pub allowed: Vec<G::Act>,
}

/// A step of a machine: an act with its data.
pub trait Step: Clone + Eq + fmt::Debug {
    /// The stages of the machine.
    type Stage: Stage;

    /// The act of the step.
    fn act(&self) -> <Self::Stage as Stage>::Act;
}
