use std::collections::BTreeSet;
use std::fmt;

use super::{DenialGround, ProofKind};
use crate::calendar::{AsOf, Day, Validity, WorkCalendar};
use crate::id::{DocumentId, FundClaimId, FundRequestId, StaffId, SupportLineId};
use crate::lifecycle::{
    Act, Clock, ClockTerms, Count, Entry, Journey, JourneyPart, Pause, Reason, Stage, Step, Trail,
};
use crate::money::Money;
use crate::support::{SupportEntry, SupportEvent, SupportItem, SupportKind};
use crate::valid::words;

words! {
    /// The stage of a claim on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum FundClaimStage as "a stage of a claim" {
        /// It is written.
        Drafted = "drafted",
        /// We have it and decide.
        Submitted = "submitted",
        /// The customer is to complete it; our clock stands still.
        #[doc(alias = "退回补正")]
        Returned = "returned",
        /// An amount is granted.
        Approved = "approved",
        /// It is refused, with its ground.
        #[doc(alias = "驳回")]
        Denied = "denied",
        /// The amount is paid.
        #[doc(alias = "核销")]
        Paid = "paid",
    }
}

words! {
    /// The kinds of steps of a claim.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum FundClaimAct as "an act of a claim" {
        /// Hands it in, or hands it in again.
        Submit = "submit",
        /// Gives it back for completion.
        Return = "return",
        /// Grants an amount.
        Approve = "approve",
        /// Refuses it.
        Deny = "deny",
        /// Pays the amount.
        Pay = "pay",
    }
}

words! {
    /// The artwork of an activity: ours is paid at a share of its own.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Artwork as "an artwork" {
        /// Made by the customer.
        Own = "own",
        /// Made by us.
        Ours = "ours",
    }
}

/// A line of cost of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct CostLine {
    /// The invoice to the customer; it counts once.
    pub invoice: DocumentId,
    /// The item of support that it paid.
    pub item: SupportItem,
    /// The amount.
    pub amount: Money,
}

/// The beginning of a claim: its draft.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct FundClaimOpening {
    /// The number of the claim.
    pub id: FundClaimId,
    /// The request that was approved; `None` for a claim without one.
    pub request: Option<FundRequestId>,
    /// The item of support.
    pub item: SupportItem,
    /// The days of the activity.
    pub activity: Validity,
    /// The artwork.
    pub artwork: Artwork,
    /// The day of the draft.
    pub on: Day,
    /// The staff member who wrote it.
    pub by: StaffId,
}

/// A step of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum FundClaimStep {
    /// It is handed in.
    Submit {
        /// All lines of cost; those of an earlier submission no longer count.
        lines: Vec<CostLine>,
        /// The proofs that are with it.
        proofs: BTreeSet<ProofKind>,
    },
    /// It is given back for completion.
    Return {
        /// The reason.
        reason: Reason,
    },
    /// An amount is granted.
    Approve {
        /// The amount.
        amount: Money,
    },
    /// It is refused.
    Deny {
        /// The ground.
        ground: DenialGround,
        /// The reason in words.
        reason: Reason,
    },
    /// The amount is paid.
    Pay {
        /// The document; one may settle several claims.
        document: DocumentId,
    },
}

/// A step that was taken, with who took it and when.
pub type FundClaimEvent = Entry<FundClaimStep>;

/// A claim with the steps taken.
#[doc(alias = "费用核销")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FundClaim {
    pub(super) opening: FundClaimOpening,
    pub(super) trail: Trail<FundClaimStep>,
}

/// The content of a claim as it was handed in last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Submission<'a> {
    pub(super) lines: &'a [CostLine],
    pub(super) proofs: &'a BTreeSet<ProofKind>,
}

impl<'a> Submission<'a> {
    /// The lines of which we pay a share: those of the kind of the claim.
    pub(super) fn eligible(self, kind: SupportKind) -> impl Iterator<Item = &'a CostLine> {
        self.lines.iter().filter(move |line| line.item.kind() == kind)
    }
}

impl FundClaimStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: FundClaimAct) -> Option<Self> {
        use FundClaimAct as A;
        match (self, act) {
            (Self::Drafted | Self::Returned, A::Submit) => Some(Self::Submitted),
            (Self::Submitted, A::Return) => Some(Self::Returned),
            (Self::Submitted, A::Approve) => Some(Self::Approved),
            (Self::Submitted | Self::Returned, A::Deny) => Some(Self::Denied),
            (Self::Approved, A::Pay) => Some(Self::Paid),
            (Self::Drafted | Self::Returned, A::Return | A::Approve | A::Pay)
            | (Self::Drafted, A::Deny)
            | (Self::Submitted, A::Submit | A::Pay)
            | (Self::Approved, A::Submit | A::Return | A::Approve | A::Deny)
            | (Self::Denied | Self::Paid, _) => None,
        }
    }

    /// Returns `true` while the claim waits for a decision.
    pub const fn is_undecided(self) -> bool {
        match self {
            Self::Submitted | Self::Returned => true,
            Self::Drafted | Self::Approved | Self::Denied | Self::Paid => false,
        }
    }
}

impl FundClaim {
    /// The beginning.
    pub const fn opening(&self) -> &FundClaimOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<FundClaimStep> {
        &self.trail
    }

    /// The stage after all steps.
    pub fn stage(&self) -> FundClaimStage {
        self.trail.stage(FundClaimStage::Drafted, AsOf::new(Day::MAX))
    }

    /// The last day on which we decide in time, as of a date: worked days from the first
    /// submission, without those on which the claim was with the customer. `None` before it is
    /// handed in and beyond the calendar.
    pub fn decide_by(&self, t: AsOf, worked_days: u16, calendar: &WorkCalendar) -> Option<Day> {
        let start = self.first_submitted().filter(|on| t.sees(*on))?;
        let terms = ClockTerms::new(Count::Working, worked_days);
        Clock::with_pauses(terms, start, self.pauses(t)).due(t, calendar)
    }

    /// The journey of the customer as of a date, from the first submission to our decision, with
    /// the days apart on which it was to complete the claim; `None` before it is handed in.
    pub fn journey(&self, t: AsOf) -> Option<Journey> {
        let asked = self.first_submitted()?;
        let journey = Journey::read(&self.trail, asked, &self.opening.by, t, |act| match act {
            FundClaimAct::Approve | FundClaimAct::Deny => JourneyPart::Answer,
            FundClaimAct::Submit | FundClaimAct::Return | FundClaimAct::Pay => JourneyPart::Work,
        })?;
        Some(journey.with_pauses(&self.pauses(t), t))
    }

    /// The days on which the claim was with the customer.
    fn pauses(&self, t: AsOf) -> Vec<Pause> {
        Pause::in_stages(&self.trail, FundClaimStage::Drafted, t, |stage| {
            stage == FundClaimStage::Returned
        })
    }

    /// The day of the first submission: one in time stays in time when it is completed.
    pub(super) fn first_submitted(&self) -> Option<Day> {
        let submit = self.trail.iter().find(|it| it.step.act() == FundClaimAct::Submit);
        submit.map(|entry| entry.on)
    }

    /// The content as it was handed in last.
    pub(super) fn submission(&self) -> Option<Submission<'_>> {
        self.trail.iter().rev().find_map(|entry| match &entry.step {
            FundClaimStep::Submit { lines, proofs } => Some(Submission { lines, proofs }),
            FundClaimStep::Return { .. }
            | FundClaimStep::Approve { .. }
            | FundClaimStep::Deny { .. }
            | FundClaimStep::Pay { .. } => None,
        })
    }

    /// The amount that was granted, with the day.
    pub(super) fn granted(&self) -> Option<(Day, Money)> {
        self.trail.iter().find_map(|entry| match &entry.step {
            FundClaimStep::Approve { amount } => Some((entry.on, *amount)),
            FundClaimStep::Submit { .. }
            | FundClaimStep::Return { .. }
            | FundClaimStep::Deny { .. }
            | FundClaimStep::Pay { .. } => None,
        })
    }

    /// The entries of a granted claim about a line of the yearly plan: given on the last day of the
    /// activity, or without one on the day on which it was handed in, on which the proofs came;
    /// spent on the day on which it was paid.
    pub(super) fn support_entries(&self, line: &SupportLineId) -> Vec<SupportEntry> {
        let all = AsOf::new(Day::MAX);
        let submitted = self.trail.last_of(FundClaimAct::Submit, all);
        let (Some((_, amount)), Some(submitted)) = (self.granted(), submitted) else {
            return Vec::new();
        };
        let entry = |on, by: &StaffId, event| {
            let (line, by) = (line.clone(), by.clone());
            SupportEntry { line, on, by, event }
        };
        let given = self.opening.activity.to().unwrap_or(submitted.on);
        let given = entry(given, &submitted.by, SupportEvent::Given);
        let proofs = self.submission().into_iter().flat_map(|it| it.proofs);
        let proofs = proofs.filter_map(|proof| {
            let proof = Reason::try_new(&format!("{proof}, claim {}", self.opening.id)).ok()?;
            Some(entry(submitted.on, &submitted.by, SupportEvent::Proved { proof }))
        });
        let paid = self.trail.last_of(FundClaimAct::Pay, all);
        let paid = paid.map(|paid| entry(paid.on, &paid.by, SupportEvent::Spent { amount }));
        std::iter::once(given).chain(proofs).chain(paid).collect()
    }
}

impl Act for FundClaimAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for FundClaimStage {
    type Act = FundClaimAct;

    const SUBJECT: &'static str = "a claim";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Drafted];

    fn after(self, act: FundClaimAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for FundClaimStep {
    type Stage = FundClaimStage;

    fn act(&self) -> FundClaimAct {
        match self {
            Self::Submit { .. } => FundClaimAct::Submit,
            Self::Return { .. } => FundClaimAct::Return,
            Self::Approve { .. } => FundClaimAct::Approve,
            Self::Deny { .. } => FundClaimAct::Deny,
            Self::Pay { .. } => FundClaimAct::Pay,
        }
    }
}

impl fmt::Display for FundClaimStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
