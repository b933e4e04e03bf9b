use std::collections::BTreeSet;

use super::{
    Commitment, DueSoon, HandOverError, HandOverParties, HandOverPolicyDraft, HandOverRequest,
    HandedDebt, HandedGaps, HandedPerson, HandedSales, HandedTerms, OpenMatter, OpenWarning,
};
use crate::assignment::Assignment;
use crate::calendar::{AsOf, Day, Window};
use crate::contact::BuyingRole;
use crate::custody::{Custody, Loan};
use crate::customer::{Completeness, Importance, completeness};
use crate::enquiry::{Enquiry, EnquiryStage};
use crate::id::{CustomerId, PersonId, StaffId};
use crate::money::Currency;
use crate::objection::{Objection, ObjectionStage};

/// All that goes along when a customer changes hands, as one value.
///
/// Displayed as a page for the one who takes the customer on, section by section.
#[doc(alias = "离职交接")]
#[doc(alias = "交接")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver<'a> {
    /// The customer.
    pub customer: CustomerId,
    /// From whom and to whom.
    pub parties: HandOverParties,
    /// The date.
    pub t: AsOf,
    /// The currency of all sums.
    pub currency: Currency,
    /// The importance.
    pub importance: Importance,
    /// The first day as a customer; `None` for one that has not bought and of which none is stated.
    pub since: Option<Day>,
    /// The last day with an order.
    pub last_order: Option<Day>,
    /// The completeness of the card.
    pub card: Completeness,
    /// The keeper of the card.
    pub keeper: Option<StaffId>,
    /// The people who hold a post there.
    pub people: Vec<HandedPerson>,
    /// Required roles, each with its alternatives, that nobody holds.
    pub unfilled: Vec<BTreeSet<BuyingRole>>,
    /// The terms.
    pub terms: HandedTerms,
    /// Sales against plan.
    pub sales: HandedSales,
    /// The debt.
    pub debt: HandedDebt,
    /// The promises that we made and have not kept.
    pub commitments: &'a [Commitment],
    /// The open cases of warnings.
    pub warnings: &'a [OpenWarning<'a>],
    /// The matters that people have in hand.
    pub matters: Vec<&'a OpenMatter>,
    /// The open objections.
    pub objections: Vec<&'a Objection>,
    /// The open enquiries.
    pub enquiries: Vec<&'a Enquiry>,
    /// The loan of the card, while it is out.
    pub loans: Vec<&'a Loan>,
    /// The dates that are due.
    pub dates: Vec<DueSoon>,
    /// The fields of the card that need work.
    pub gaps: HandedGaps,
    /// The people there whom nobody of ours but the leaver met.
    pub known_to_leaver: Vec<PersonId>,
}

impl HandOverPolicyDraft {
    /// Gathers all that goes along.
    ///
    /// # Rule
    ///
    /// > S1: the hand-over has a snapshot, people and coverage, agreed terms and contract dates,
    /// > sales against plan, owed and promised, open cases and objections, dates due in 60 days,
    /// > missing or stale fields, and what is only in the leaver's head. Contacts, loans and open
    /// > items go along in one value.
    ///
    /// The card is what the one who takes over may see; a field that is withheld is named nowhere.
    ///
    /// # Errors
    ///
    /// When both are one person, or the book says who has the customer and it is not the leaver.
    pub fn hand_over<'a>(
        &self,
        request: &HandOverRequest<'a>,
    ) -> Result<HandOver<'a>, HandOverError> {
        let HandOverRequest { customer, parties, t, card, importance, account, .. } = *request;
        check(request)?;
        let ahead = Window::inclusive(t.day(), t.day().offset(self.dates_ahead_days.into()));
        let people = HandedPerson::all(request);
        let is_filled = |one_of: &BTreeSet<BuyingRole>| {
            people.iter().any(|person| !person.roles.is_disjoint(one_of))
        };
        let required = request.contact_policy.required_roles.iter();
        let is_leavers = |person: &&HandedPerson| {
            person.met_by.len() == 1 && person.met_by.contains(&parties.from)
        };
        let is_open = |it: &&Objection| {
            let stage = it.stage_as_of(t);
            let is_over =
                |stage| matches!(stage, ObjectionStage::Advanced | ObjectionStage::Closed);
            stage.is_some_and(|stage| !is_over(stage))
        };
        let waits = |it: &&Enquiry| it.stage_as_of(t).is_some_and(EnquiryStage::is_open);
        Ok(HandOver {
            customer: customer.clone(),
            parties: parties.clone(),
            t,
            currency: account.currency(),
            importance,
            since: account.start(t),
            last_order: account.sales().up_to(t.day()).last_active_day(),
            card: completeness(&card, t, importance),
            keeper: Custody::on(account.custodies(), t).map(|it| it.keeper.clone()),
            unfilled: required.filter(|one_of| !is_filled(one_of)).cloned().collect(),
            known_to_leaver: people.iter().filter(is_leavers).map(|it| it.person.clone()).collect(),
            people,
            terms: HandedTerms::new(request),
            sales: HandedSales::new(request),
            debt: HandedDebt::new(request),
            commitments: request.commitments,
            warnings: request.warnings,
            matters: OpenMatter::of_customer(request.matters, customer),
            objections: account.objections().iter().filter(is_open).collect(),
            enquiries: account.enquiries().iter().filter(waits).collect(),
            loans: account.loans().iter().filter(|it| it.is_out(t)).collect(),
            dates: DueSoon::all(request, ahead),
            gaps: HandedGaps::new(request),
        })
    }
}

fn check(request: &HandOverRequest<'_>) -> Result<(), HandOverError> {
    let HandOverRequest { customer, parties, t, account, .. } = *request;
    let (customer, staff) = (customer.clone(), parties.from.clone());
    if parties.from == parties.to {
        return Err(HandOverError::SamePerson { customer, staff });
    }
    let mut holding = Assignment::holding(account.assignments(), t).peekable();
    if holding.peek().is_some() && !holding.any(|it| it.staff == parties.from) {
        return Err(HandOverError::NotHeld { customer, staff, on: t.day() });
    }
    Ok(())
}
