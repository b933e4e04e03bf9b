use super::{Amendment, AmendmentError, AmendmentStep, TermClause, TermSchedule};
use super::{
    Clauses, ContractError, ContractEvent, ContractPapers, ContractStatus, ContractStep,
    ContractStepError,
};
use crate::calendar::{AsOf, Day, Validity};
use crate::id::{ContractId, StaffId};
#[cfg(feature = "serde")]
use crate::lifecycle::Admission;
use crate::lifecycle::{Entry, Step, Trail};
use crate::measure::proven;
use crate::valid::Violations;

/// The beginning of the trail of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum ContractOrigin {
    /// Written here: every step from the draft on is known.
    Drafted,
    /// Signed elsewhere: the trail begins with the signature, and the approval is assumed.
    SignedElsewhere {
        /// The day of the signature.
        signed: Day,
    },
}

/// A contract with a customer: its clauses, its term, and the steps taken.
///
/// The status is computed from the steps and the date asked. Any past date can be asked, and no
/// step after it is seen.
///
/// ```
/// use guanxi::calendar::{AsOf, Day, Validity};
/// use guanxi::contract::{Contract, ContractStatus, ContractStep};
///
/// let day = |text: &str| text.parse::<Day>();
/// let year = Validity::try_new(day("2026-01-01")?, Some(day("2026-12-31")?))?;
/// let mut contract = Contract::new("C-1".parse()?, year);
/// let refused = contract.apply(ContractStep::Sign, day("2025-12-20")?, "Wang".parse()?);
/// assert_eq!(refused.unwrap_err().to_string(), "cannot sign a contract that is drafted");
/// assert_eq!(contract.status(AsOf::new(day("2026-01-01")?)), ContractStatus::Drafted);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "经销合同")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Contract {
    id: ContractId,
    term: Validity,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::valid::is_default"))]
    term_clause: TermClause,
    origin: ContractOrigin,
    clauses: Clauses,
    #[cfg_attr(feature = "serde", serde(rename = "history"))]
    trail: Trail<ContractStep>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    amendments: Vec<Amendment>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::valid::is_default"))]
    papers: ContractPapers,
}

impl Contract {
    /// A draft without clauses.
    pub fn new(id: ContractId, term: Validity) -> Self {
        Self::from_origin(id, term, ContractOrigin::Drafted)
    }

    /// A contract that was reviewed, approved and signed elsewhere.
    ///
    /// No step of it is known but the signature. Its clauses are not known, so all groups are
    /// missing until they are [written](Self::write); it can be terminated.
    ///
    /// # Errors
    ///
    /// When the term ends before the signature.
    ///
    /// ```
    /// # use guanxi::calendar::{AsOf, Day, Validity};
    /// # use guanxi::contract::{Contract, ContractStatus};
    /// let (signed, from) = ("2025-12-20".parse()?, "2026-01-01".parse()?);
    /// let term = Validity::open_ended(from);
    /// let contract = Contract::signed_elsewhere("C-1".parse()?, signed, term)?;
    /// assert_eq!(contract.status(AsOf::new(signed)), ContractStatus::Signed);
    /// assert_eq!(contract.status(AsOf::new(from)), ContractStatus::InForce);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn signed_elsewhere(
        id: ContractId,
        signed: Day,
        term: Validity,
    ) -> Result<Self, ContractError> {
        match term.to() {
            Some(to) if to < signed => Err(ContractError::SignedTooLate { signed, to }),
            Some(_) | None => {
                let origin = ContractOrigin::SignedElsewhere { signed };
                Ok(Self::from_origin(id, term, origin))
            }
        }
    }

    fn from_origin(id: ContractId, term: Validity, origin: ContractOrigin) -> Self {
        let (term_clause, clauses) = (TermClause::default(), Clauses::default());
        let (trail, papers) = (Trail::default(), ContractPapers::default());
        Self { id, term, term_clause, origin, clauses, trail, amendments: Vec::new(), papers }
    }

    /// Agrees on renewal, notice and termination, instead of what was agreed before.
    ///
    /// Of a contract signed elsewhere the clause is taken as it was signed, while no step of it is
    /// known here.
    ///
    /// # Errors
    ///
    /// When the clause contradicts itself or the term, or the contract is no draft.
    ///
    /// ```
    /// # use guanxi::calendar::Validity;
    /// # use guanxi::contract::{Contract, Renewal, TermClause};
    /// # use guanxi::day;
    /// let mut contract = Contract::new("C-1".parse()?, Validity::open_ended(day!(2026, 1, 1)));
    /// let clause = TermClause { renewal: Renewal::tacit(12), ..TermClause::default() };
    /// assert_eq!(
    ///     contract.agree_term(clause).unwrap_err().to_string(),
    ///     "the clause about the term: renewal must be left out where the term has no end, \
    ///      was: renewed by silence for 12 months"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn agree_term(&mut self, clause: TermClause) -> Result<(), ContractError> {
        if let Some(status) = self.closed_to_writing() {
            return Err(ContractError::TermAgreed { status });
        }
        let mut found = Violations::default();
        TermSchedule::new(self.term, clause).check(&mut found);
        found.none_or(()).map_err(ContractError::TermClause)?;
        self.term_clause = clause;
        Ok(())
    }

    /// Writes the clauses, instead of those written before. Those of a contract signed elsewhere
    /// are written when they become known; after its first step here, a group that is known in
    /// full no longer changes.
    ///
    /// # Errors
    ///
    /// When the contract was drafted here and is no draft any more: a submitted text can no longer
    /// change. When a group that is known in full would change.
    pub fn write(&mut self, clauses: Clauses) -> Result<(), ContractError> {
        if let Some(status) = self.closed_to_writing() {
            if self.origin == ContractOrigin::Drafted {
                return Err(ContractError::NotDrafted { status });
            }
            let missing = self.clauses.missing();
            let mut differing = self.clauses.differing(&clauses).into_iter();
            if let Some(group) = differing.find(|group| !missing.contains(group)) {
                return Err(ContractError::KnownClause { group });
            }
        }
        self.clauses = clauses;
        Ok(())
    }

    /// The status in which nothing is written any more; `None` for a draft, and for a contract
    /// signed elsewhere without steps.
    fn closed_to_writing(&self) -> Option<ContractStatus> {
        let status = self.reached(AsOf::new(Day::MAX));
        let is_imported = self.origin != ContractOrigin::Drafted && self.trail.last().is_none();
        (status != ContractStatus::Drafted && !is_imported).then_some(status)
    }

    /// Takes a step on a day.
    ///
    /// # Rule
    ///
    /// > S5: drafted → under review → approved → signed → in force → expired or terminated, with
    /// > who did it and when; a signature without approval is an error.
    ///
    /// Steps are taken in the order of their days; those of one day in the order of the calls.
    ///
    /// # Errors
    ///
    /// [`ContractStepError`], in the order of its cases. Nothing has changed then.
    ///
    /// ```
    /// # use guanxi::calendar::{AsOf, Day, Validity};
    /// # use guanxi::contract::{Contract, ContractStatus, ContractStep};
    /// # let (signed, end): (Day, Day) = ("2026-01-01".parse()?, "2026-06-30".parse()?);
    /// let term = Validity::open_ended(signed);
    /// let mut contract = Contract::signed_elsewhere("C-1".parse()?, signed, term)?;
    /// let terminate = ContractStep::Terminate { reason: "diversion".to_owned() };
    /// contract.apply(terminate, end, "Wang".parse()?)?;
    /// assert_eq!(contract.status(AsOf::new(end.offset(-1))), ContractStatus::InForce);
    /// assert_eq!(contract.status(AsOf::new(end)), ContractStatus::Terminated);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn apply(
        &mut self,
        step: ContractStep,
        on: Day,
        by: StaffId,
    ) -> Result<(), ContractStepError> {
        let is_submission = step == ContractStep::Submit;
        let event = Entry::new(step, on, by);
        self.check(&event)?;
        if is_submission {
            self.check_clauses()?;
        }
        self.push(event)
    }

    /// Takes a step that was taken before, whatever the clauses said then.
    #[cfg(feature = "serde")]
    pub(super) fn take_again(&mut self, event: ContractEvent) -> Result<(), ContractStepError> {
        match self.check(&event)? {
            Admission::New => self.push(event),
            Admission::Known => Ok(()),
        }
    }

    fn push(&mut self, event: ContractEvent) -> Result<(), ContractStepError> {
        let act = event.step.act();
        let pushed = self.trail.try_push(event);
        pushed.map(|_| ()).map_err(|error| ContractStepError::from_trail(error, act))
    }

    /// The status on a date.
    ///
    /// # Rule
    ///
    /// > In force iff signed by the date, `from ≤ t ≤ to`, and not terminated on or before the
    /// > date. Terminated on day `d`: `d − 1` is the last day in force. Nothing after the as-of
    /// > date is seen.
    ///
    /// A term that is renewed goes on: by silence until a notice that was given in time, by
    /// agreement as often as it was renewed. An ordinary termination ends it on the day for which
    /// notice was given. A contract whose term goes by without a signature does not expire: it
    /// keeps its status.
    ///
    /// ```
    /// # use guanxi::calendar::{AsOf, Day, Validity};
    /// # use guanxi::contract::{Contract, ContractStatus};
    /// let (from, to): (Day, Day) = ("2026-01-01".parse()?, "2026-12-31".parse()?);
    /// let year = Validity::try_new(from, Some(to))?;
    /// let contract = Contract::signed_elsewhere("C-1".parse()?, from.offset(-9), year)?;
    /// let on = |day| contract.status(AsOf::new(day));
    /// assert_eq!(on(from.offset(-1)), ContractStatus::Signed);
    /// assert_eq!(on(from), ContractStatus::InForce);
    /// assert_eq!(on(to), ContractStatus::InForce);
    /// assert_eq!(on(to.offset(1)), ContractStatus::Expired);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn status(&self, t: AsOf) -> ContractStatus {
        let reached = self.reached(t);
        match reached {
            ContractStatus::Signed | ContractStatus::InForce | ContractStatus::Expired => {
                if self.notice_given(t).is_some_and(|(effective, _)| t.sees(effective)) {
                    ContractStatus::Terminated
                } else if self.bound_term(t).is_some_and(|days| days.is_over_on(t.day())) {
                    ContractStatus::Expired
                } else if t.sees(self.term.from()) {
                    ContractStatus::InForce
                } else {
                    ContractStatus::Signed
                }
            }
            ContractStatus::Drafted
            | ContractStatus::InReview
            | ContractStatus::Approved
            | ContractStatus::Terminated => reached,
        }
    }

    /// Drafts an amendment on a day.
    ///
    /// # Errors
    ///
    /// When the contract is not signed or in force on the day, the number is taken, no group is
    /// changed, the reason is blank, or the amendment takes effect outside of the contract.
    pub fn amend(&mut self, amendment: Amendment, on: Day) -> Result<(), AmendmentError> {
        let t = AsOf::new(on);
        amendment.check(self.status(t), self.bound_term(t), &self.amendments)?;
        self.amendments.push(amendment);
        self.amendments.sort_by_key(Amendment::number);
        Ok(())
    }

    /// Takes an amendment that was drafted before, whatever became of the contract since.
    #[cfg(feature = "serde")]
    pub(super) fn amend_again(&mut self, amendment: Amendment) -> Result<(), ContractError> {
        amendment.check_content(&self.amendments).map_err(ContractError::Amendment)?;
        self.amendments.push(amendment);
        Ok(())
    }

    /// Takes a step of an amendment.
    ///
    /// # Errors
    ///
    /// When there is no such amendment, or its way does not allow the step.
    pub fn step_amendment(
        &mut self,
        number: u32,
        step: AmendmentStep,
        on: Day,
        by: StaffId,
    ) -> Result<(), AmendmentError> {
        let found = self.amendments.iter_mut().find(|it| it.number() == number);
        let amendment = found.ok_or(AmendmentError::Unknown { number })?;
        Ok(amendment.apply(step, on, by)?)
    }

    /// The keeping of the papers.
    pub const fn papers(&self) -> &ContractPapers {
        &self.papers
    }

    /// The keeping of the papers, to add to it.
    pub const fn papers_mut(&mut self) -> &mut ContractPapers {
        &mut self.papers
    }

    /// The amendments, in the order of their numbers.
    pub fn amendments(&self) -> &[Amendment] {
        &self.amendments
    }

    /// The clauses in force on a day, by the amendments that were signed by the day of knowledge.
    ///
    /// # Rule
    ///
    /// > S5: `terms(t, known)` = base, then amendments signed by `known` and effective by `t`, in
    /// > order of (effective, number). A renewal carries the terms in force at its eve.
    #[doc(alias = "补充协议")]
    pub fn terms(&self, day: Day, known: AsOf) -> Clauses {
        Amendment::applied(&self.clauses, &self.amendments, day, known)
    }

    /// The contract with the steps that are seen on a date, and no later one.
    pub(crate) fn known_on(&self, t: AsOf) -> Self {
        let trail = Trail::replay(self.trail.seen(t).iter().cloned());
        let trail = proven!(trail.ok(), else self.trail.clone(), "a trail up to a day is a trail");
        Self { trail, ..self.clone() }
    }

    /// The number of the contract.
    pub const fn id(&self) -> &ContractId {
        &self.id
    }

    /// The days for which the contract is made, even if it never came into force: the first term,
    /// before any renewal.
    pub const fn term(&self) -> Validity {
        self.term
    }

    /// The clause about renewal, notice and termination.
    pub const fn term_clause(&self) -> TermClause {
        self.term_clause
    }

    /// The terms one after the other, as the clause has them.
    pub const fn schedule(&self) -> TermSchedule {
        TermSchedule::new(self.term, self.term_clause)
    }

    /// The beginning of the trail.
    pub const fn origin(&self) -> ContractOrigin {
        self.origin
    }

    /// The first day on which anybody could know of the contract: that of its first step, or of its
    /// signature elsewhere.
    pub(crate) fn known_from(&self) -> Option<Day> {
        match self.origin {
            ContractOrigin::SignedElsewhere { signed } => Some(signed),
            ContractOrigin::Drafted => self.trail.entries().first().map(|event| event.on),
        }
    }

    /// The clauses as they were last written.
    pub const fn clauses(&self) -> &Clauses {
        &self.clauses
    }

    /// Every step taken here, with who took it and when, in the order of the days.
    pub const fn trail(&self) -> &Trail<ContractStep> {
        &self.trail
    }
}
