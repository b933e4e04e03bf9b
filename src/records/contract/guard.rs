use super::{Contract, Event, Origin, Status, Step, StepRefused};
use crate::calendar::{AsOf, Day, Validity};
use crate::id::StaffId;

/// What the steps taken by a date say, before the calendar is asked.
impl Contract {
    /// The status right after the last step that is seen.
    pub(super) fn reached(&self, t: AsOf) -> Status {
        let last = self.history().iter().rev().find(|event| t.sees(event.on));
        match (last, self.origin()) {
            (Some(event), _) => event.step.leads_to(),
            (None, Origin::SignedElsewhere { signed }) if t.sees(signed) => Status::Signed,
            (None, Origin::SignedElsewhere { .. } | Origin::Drafted) => Status::Drafted,
        }
    }

    /// The term, cut before the termination that is seen.
    pub(super) fn term_as_of(&self, t: AsOf) -> Option<Validity> {
        match self.seen(t, |step| matches!(step, Step::Terminate { .. })) {
            Some(event) => self.term().before(event.on),
            None => Some(self.term()),
        }
    }

    /// The days on which the contract binds, as far as signature and termination are seen: the one
    /// definition behind coverage and the days of trade without a contract.
    pub(super) fn force(&self, t: AsOf) -> Option<Validity> {
        let signed = match self.origin() {
            Origin::SignedElsewhere { signed } => Some(signed).filter(|day| t.sees(*day)),
            Origin::Drafted => self.seen(t, |step| *step == Step::Sign).map(|event| event.on),
        };
        self.term_as_of(t)?.overlap(Validity::open_ended(signed?))
    }

    /// The last event of a kind that is seen.
    fn seen(&self, t: AsOf, is_kind: impl Fn(&Step) -> bool) -> Option<&Event> {
        let mut seen = self.history().iter().rev();
        seen.find(|event| t.sees(event.on) && is_kind(&event.step))
    }

    /// Decides on a step by its day, the status and who takes it. The clauses are the caller's to
    /// check.
    pub(super) fn allow(&self, step: &Step, on: Day, by: &StaffId) -> Result<(), StepRefused> {
        self.refuse_earlier(step, on)?;
        let status = self.status(AsOf::new(on));
        match (step, status) {
            (Step::Submit, Status::Drafted) | (Step::Return, Status::InReview) => Ok(()),
            (Step::Approve, Status::InReview) => self.refuse_own(by),
            (Step::Sign, Status::Approved) => self.refuse_over(on),
            (Step::Terminate { reason }, Status::Signed | Status::InForce) => refuse_blank(reason),
            (
                Step::Submit,
                Status::InReview
                | Status::Approved
                | Status::Signed
                | Status::InForce
                | Status::Expired
                | Status::Terminated,
            )
            | (
                Step::Return | Step::Approve,
                Status::Drafted
                | Status::Approved
                | Status::Signed
                | Status::InForce
                | Status::Expired
                | Status::Terminated,
            )
            | (
                Step::Sign,
                Status::Drafted
                | Status::InReview
                | Status::Signed
                | Status::InForce
                | Status::Expired
                | Status::Terminated,
            )
            | (
                Step::Terminate { .. },
                Status::Drafted
                | Status::InReview
                | Status::Approved
                | Status::Expired
                | Status::Terminated,
            ) => Err(StepRefused::NotNow { step: step.clone(), status }),
        }
    }

    /// Every clause group is mandatory.
    pub(super) fn refuse_missing(&self) -> Result<(), StepRefused> {
        let missing = self.clauses().missing();
        if missing.is_empty() { Ok(()) } else { Err(StepRefused::ClausesMissing { missing }) }
    }

    fn refuse_earlier(&self, step: &Step, on: Day) -> Result<(), StepRefused> {
        let signed = match self.origin() {
            Origin::SignedElsewhere { signed } => Some(signed),
            Origin::Drafted => None,
        };
        match self.history().last().map(|event| event.on).or(signed) {
            Some(last) if on < last => {
                Err(StepRefused::OutOfOrder { step: step.clone(), on, last })
            }
            Some(_) | None => Ok(()),
        }
    }

    fn refuse_own(&self, by: &StaffId) -> Result<(), StepRefused> {
        match self.seen(AsOf::new(Day::MAX), |step| *step == Step::Submit) {
            Some(submitted) if submitted.by == *by => {
                Err(StepRefused::OwnApproval { by: by.clone() })
            }
            Some(_) | None => Ok(()),
        }
    }

    fn refuse_over(&self, on: Day) -> Result<(), StepRefused> {
        match self.term().to() {
            Some(to) if to < on => Err(StepRefused::TermOver { on, to }),
            Some(_) | None => Ok(()),
        }
    }
}

fn refuse_blank(reason: &str) -> Result<(), StepRefused> {
    if reason.trim().is_empty() {
        return Err(StepRefused::NoReason { reason: reason.to_owned() });
    }
    Ok(())
}
