use std::collections::BTreeSet;
use std::fmt;

use super::{AmendmentAct, AmendmentError, AmendmentStage, AmendmentStep, AmendmentStepError};
use crate::calendar::{AsOf, Day, Validity};
use crate::contract::{ClauseGroup, Clauses, ContractStatus};
use crate::id::StaffId;
use crate::lifecycle::{Apart, Entry, Reason, StepRules, Trail};

/// The person who submits an amendment does not approve it.
const APART: &[Apart<AmendmentAct>] =
    &[Apart { one: AmendmentAct::Submit, other: AmendmentAct::Approve }];

/// Other content of some groups of clauses from a day on.
#[doc(alias = "补充协议")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Amendment {
    /// The number within the contract.
    number: u32,
    /// The day from which it holds.
    effective: Day,
    /// The reason for it.
    reason: String,
    /// The groups of clauses that it replaces.
    groups: BTreeSet<ClauseGroup>,
    /// The new content of these groups.
    #[cfg_attr(feature = "serde", serde(default))]
    content: Clauses,
    /// The steps that were taken, in their order.
    #[cfg_attr(feature = "serde", serde(default))]
    history: Trail<AmendmentStep>,
}

impl Amendment {
    /// A draft: from a day on, the groups named have the content that they have in other clauses.
    pub fn new(
        number: u32,
        effective: Day,
        reason: &str,
        groups: impl IntoIterator<Item = ClauseGroup>,
        content: Clauses,
    ) -> Self {
        let (reason, groups) = (reason.to_owned(), groups.into_iter().collect());
        Self { number, effective, reason, groups, content, history: Trail::default() }
    }

    /// The number within the contract.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The first day on which it holds, once it is signed.
    pub const fn effective(&self) -> Day {
        self.effective
    }

    /// The reason.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The groups that it changes.
    pub const fn groups(&self) -> &BTreeSet<ClauseGroup> {
        &self.groups
    }

    /// The clauses of which the groups that it changes are read.
    pub const fn content(&self) -> &Clauses {
        &self.content
    }

    /// Every step taken, with who took it and when.
    pub const fn trail(&self) -> &Trail<AmendmentStep> {
        &self.history
    }

    /// The stage as of a day.
    pub fn stage(&self, t: AsOf) -> AmendmentStage {
        self.history.stage(AmendmentStage::Drafted, t)
    }

    /// The day of the signature, where it is seen.
    pub fn signed(&self, t: AsOf) -> Option<Day> {
        self.history.last_of(AmendmentAct::Sign, t).map(|event| event.on)
    }

    pub(crate) fn apply(
        &mut self,
        step: AmendmentStep,
        on: Day,
        by: StaffId,
    ) -> Result<(), AmendmentStepError> {
        let stage = self.stage(AsOf::new(Day::MAX));
        let round = Some(AmendmentAct::Submit);
        let rules = StepRules { apart: APART, round, ..StepRules::at(stage) };
        self.history.take(Entry::new(step, on, by), &rules).map(|_| ())
    }

    /// Checks an amendment that is drafted while its contract has a status and binds for some days,
    /// beside those drafted before.
    pub(crate) fn check(
        &self,
        status: ContractStatus,
        bound: Option<Validity>,
        earlier: &[Self],
    ) -> Result<(), AmendmentError> {
        match status {
            ContractStatus::Signed | ContractStatus::InForce => {}
            ContractStatus::Drafted
            | ContractStatus::InReview
            | ContractStatus::Approved
            | ContractStatus::Expired
            | ContractStatus::Terminated => return Err(AmendmentError::NotSigned { status }),
        }
        self.check_content(earlier)?;
        let (number, effective) = (self.number, self.effective);
        match bound {
            Some(days) if !days.contains(effective) => {
                let (from, to) = (days.from(), days.to());
                Err(AmendmentError::Outside { number, effective, from, to })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Checks what does not depend on the day.
    pub(crate) fn check_content(&self, earlier: &[Self]) -> Result<(), AmendmentError> {
        let number = self.number;
        if earlier.iter().any(|it| it.number == number) {
            return Err(AmendmentError::Taken { number });
        }
        if self.groups.is_empty() {
            return Err(AmendmentError::NoGroup { number });
        }
        Reason::check(&self.reason)
            .map_err(|_| AmendmentError::NoReason { number, reason: self.reason.clone() })
    }

    /// Clauses with the amendments that were signed by the day of knowledge and have taken effect.
    pub(crate) fn applied(base: &Clauses, amendments: &[Self], day: Day, known: AsOf) -> Clauses {
        let signed = amendments.iter().filter(|it| it.signed(known).is_some());
        let mut in_force: Vec<&Self> = signed.filter(|it| it.effective <= day).collect();
        in_force.sort_by_key(|it| (it.effective, it.number));
        in_force.into_iter().fold(base.clone(), |clauses, amendment| {
            let groups = amendment.groups.iter();
            groups.fold(clauses, |clauses, group| clauses.with_group(*group, &amendment.content))
        })
    }
}

/// The amendment as a conflict tells it.
impl fmt::Display for Amendment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, effective, reason, groups, history, .. } = self;
        let groups: Vec<String> = groups.iter().map(ToString::to_string).collect();
        write!(f, "{number} from {effective} on {} ({reason})", groups.join(" and "))?;
        let stage = history.stage(AmendmentStage::Drafted, AsOf::new(Day::MAX));
        write!(f, ", {stage}")
    }
}
