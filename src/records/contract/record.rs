use super::{Clauses, ContractError, Event, Status, Step, StepRefused};
use crate::calendar::{AsOf, Day, Validity};
use crate::id::{ContractId, StaffId};

/// Where the history of a contract begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum Origin {
    /// Written here: every step from the draft on is known.
    Drafted,
    /// Came here signed: its history begins with the signature, and approval is taken for granted.
    SignedElsewhere {
        /// The day of the signature.
        signed: Day,
    },
}

/// One contract with a customer: what it says, for which days, and what has been done with it.
///
/// Its status is not kept but told from the steps taken and the date asked: any past date can be
/// asked, and no step after it is seen.
///
/// ```
/// use guanxi::calendar::{AsOf, Day, Validity};
/// use guanxi::contract::{Contract, Status, Step};
///
/// let day = |text: &str| text.parse::<Day>();
/// let year = Validity::try_new(day("2026-01-01")?, Some(day("2026-12-31")?))?;
/// let mut contract = Contract::new("C-1".parse()?, year);
/// let refused = contract.apply(Step::Sign, day("2025-12-20")?, "Wang".parse()?).unwrap_err();
/// assert_eq!(refused.to_string(), "cannot sign a contract that is drafted");
/// assert_eq!(contract.status(AsOf::new(day("2026-01-01")?)), Status::Drafted);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "经销合同")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "super::written::Written")
)]
pub struct Contract {
    id: ContractId,
    term: Validity,
    origin: Origin,
    clauses: Clauses,
    history: Vec<Event>,
}

impl Contract {
    /// A draft without clauses.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day, Validity}, contract::{Contract, Status}};
    /// let draft = Contract::new("C-1".parse()?, Validity::open_ended(Day::default()));
    /// assert_eq!(draft.status(AsOf::new(Day::MAX)), Status::Drafted);
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub fn new(id: ContractId, term: Validity) -> Self {
        Self::from_origin(id, term, Origin::Drafted)
    }

    /// A contract that was reviewed, approved and signed before it came here.
    ///
    /// Its history is the signature alone. Its clauses are not known, so all groups are missing; it
    /// can be terminated.
    ///
    /// # Errors
    ///
    /// When the term ends before it begins, or before the signature.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, contract::{Contract, Status}};
    /// let (signed, from) = (Day::default(), Day::default().offset(10));
    /// let contract = Contract::signed_elsewhere("C-1".parse()?, signed, from, None)?;
    /// assert_eq!(contract.status(AsOf::new(from)), Status::InForce);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn signed_elsewhere(
        id: ContractId,
        signed: Day,
        from: Day,
        to: Option<Day>,
    ) -> Result<Self, ContractError> {
        let term = Validity::try_new(from, to)?;
        match to {
            Some(to) if to < signed => Err(ContractError::SignedTooLate { signed, to }),
            Some(_) | None => {
                let origin = Origin::SignedElsewhere { signed };
                Ok(Self::from_origin(id, term, origin))
            }
        }
    }

    fn from_origin(id: ContractId, term: Validity, origin: Origin) -> Self {
        Self { id, term, origin, clauses: Clauses::default(), history: Vec::new() }
    }

    /// Writes the clauses, instead of what was written before.
    ///
    /// # Errors
    ///
    /// When the contract is no draft: what was submitted is what is approved, and what was approved
    /// is what is signed.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, contract::{Clauses, Contract}};
    /// let signed = Day::default();
    /// let mut contract = Contract::signed_elsewhere("C-1".parse()?, signed, signed, None)?;
    /// assert_eq!(
    ///     contract.write(Clauses::default()).unwrap_err().to_string(),
    ///     "the clauses of a contract are written while it is drafted, it is signed"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write(&mut self, clauses: Clauses) -> Result<(), ContractError> {
        let status = self.reached(AsOf::new(Day::MAX));
        if status != Status::Drafted {
            return Err(ContractError::NotDrafted { status });
        }
        self.clauses = clauses;
        Ok(())
    }

    /// Takes a step on a day.
    ///
    /// # Rule
    ///
    /// > S5: drafted → under review → approved → signed → in force → expired or terminated, with
    /// > who did it and when; a signature without approval is an error.
    ///
    /// Steps are taken in the order of their days; those of one day in the order of their coming.
    ///
    /// # Errors
    ///
    /// [`StepRefused`] says why.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, contract::{Contract, Status, Step}};
    /// let (signed, end) = (Day::default(), Day::default().offset(100));
    /// let mut contract = Contract::signed_elsewhere("C-1".parse()?, signed, signed, None)?;
    /// contract.apply(Step::Terminate { reason: "diversion".to_owned() }, end, "Wang".parse()?)?;
    /// assert_eq!(contract.status(AsOf::new(end.offset(-1))), Status::InForce);
    /// assert_eq!(contract.status(AsOf::new(end)), Status::Terminated);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn apply(&mut self, step: Step, on: Day, by: StaffId) -> Result<(), StepRefused> {
        self.allow(&step, on, &by)?;
        if step == Step::Submit {
            self.refuse_missing()?;
        }
        self.history.push(Event { step, on, by });
        Ok(())
    }

    /// Takes a step that was taken before, whatever the clauses said then.
    #[cfg(feature = "serde")]
    pub(super) fn take_again(&mut self, event: Event) -> Result<(), StepRefused> {
        self.allow(&event.step, event.on, &event.by)?;
        self.history.push(event);
        Ok(())
    }

    /// Where the contract stands on a date.
    ///
    /// # Rule
    ///
    /// > In force iff signed by the date, `from ≤ t ≤ to`, and not terminated on or before the
    /// > date. Terminated on day `d`: `d − 1` is the last day in force. Nothing after the as-of
    /// > date is seen.
    ///
    /// A contract whose term goes by without a signature does not expire: it stays what it was.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, contract::{Contract, Status}};
    /// let (from, to) = (Day::default(), Day::default().offset(364));
    /// let contract = Contract::signed_elsewhere("C-1".parse()?, from.offset(-9), from, Some(to))?;
    /// let on = |day| contract.status(AsOf::new(day));
    /// assert_eq!([on(from.offset(-1)), on(from)], [Status::Signed, Status::InForce]);
    /// assert_eq!([on(to), on(to.offset(1))], [Status::InForce, Status::Expired]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn status(&self, t: AsOf) -> Status {
        let reached = self.reached(t);
        match reached {
            Status::Signed | Status::InForce | Status::Expired => {
                if self.term.is_over_on(t.day()) {
                    Status::Expired
                } else if t.sees(self.term.from()) {
                    Status::InForce
                } else {
                    Status::Signed
                }
            }
            Status::Drafted | Status::InReview | Status::Approved | Status::Terminated => reached,
        }
    }

    /// The number of the contract.
    ///
    /// ```
    /// # use guanxi::{calendar::{Day, Validity}, contract::Contract};
    /// let draft = Contract::new("C-1".parse()?, Validity::open_ended(Day::default()));
    /// assert_eq!(draft.id().as_str(), "C-1");
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub const fn id(&self) -> &ContractId {
        &self.id
    }

    /// The days for which the contract is made, whether or not they come to bind.
    ///
    /// ```
    /// # use guanxi::{calendar::{Day, Validity}, contract::Contract};
    /// let term = Validity::open_ended(Day::default());
    /// assert_eq!(Contract::new("C-1".parse()?, term).term(), term);
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub const fn term(&self) -> Validity {
        self.term
    }

    /// Where the history begins.
    ///
    /// ```
    /// # use guanxi::{calendar::{Day, Validity}, contract::{Contract, Origin}};
    /// let draft = Contract::new("C-1".parse()?, Validity::open_ended(Day::default()));
    /// assert_eq!(draft.origin(), Origin::Drafted);
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub const fn origin(&self) -> Origin {
        self.origin
    }

    /// The first day on which anybody could know of the contract: that of its first step, or of its
    /// signature elsewhere.
    pub(crate) fn known_from(&self) -> Option<Day> {
        match self.origin {
            Origin::SignedElsewhere { signed } => Some(signed),
            Origin::Drafted => self.history.first().map(|event| event.on),
        }
    }

    /// What the contract says.
    ///
    /// ```
    /// # use guanxi::{calendar::{Day, Validity}, contract::Contract};
    /// let draft = Contract::new("C-1".parse()?, Validity::open_ended(Day::default()));
    /// assert_eq!(draft.clauses().missing().len(), 11);
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub const fn clauses(&self) -> &Clauses {
        &self.clauses
    }

    /// Every step taken here, with who took it and when, in the order of the days.
    ///
    /// ```
    /// # use guanxi::{calendar::{Day, Validity}, contract::Contract};
    /// let draft = Contract::new("C-1".parse()?, Validity::open_ended(Day::default()));
    /// assert!(draft.history().is_empty());
    /// # Ok::<(), guanxi::id::IdError>(())
    /// ```
    pub fn history(&self) -> &[Event] {
        &self.history
    }
}
