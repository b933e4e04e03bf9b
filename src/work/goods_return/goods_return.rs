use super::delivery::{check_swaps, swaps};
use super::price::check_credits;
use super::{
    DeliveryFacts, ReturnAct, ReturnEvent, ReturnFault, ReturnFinding, ReturnInputs,
    ReturnPolicyDraft, ReturnPrice, ReturnQuantities, ReturnReason, ReturnStage, ReturnStep,
    ReturnStepError, SerialSwap, Warranty,
};
use crate::calendar::{AsOf, Day};
use crate::id::{BatchId, CustomerId, DocumentId, ProductGroupId, ReturnId, StaffId};
use crate::lifecycle::{Journey, Pause, Progress, StepError, StepRules, Trail};
use crate::measure::proven;
use crate::money::{Amount, Money};

/// The beginning of a return: the request, or goods that came without one. One product of one
/// delivery; a paper with several lines is several returns with one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ReturnOpening {
    /// The number of the return.
    pub id: ReturnId,
    /// The customer.
    pub customer: CustomerId,
    /// The day of the request.
    pub on: Day,
    /// The staff member who took it.
    pub by: StaffId,
    /// The paper of the customer, where it has several lines.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub paper: Option<DocumentId>,
    /// The product.
    pub product: ProductGroupId,
    /// The quantity in base units: cartons are broken open.
    pub quantity: u64,
    /// The reason of the customer.
    pub reason: ReturnReason,
    /// The sale; `None` where the customer names none.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub sale: Option<DocumentId>,
    /// The day of the delivery: of the sale, or of the oldest open delivery of the product.
    pub delivered: Day,
    /// `true` when the customer names no sale, and the oldest open delivery is taken, as
    /// [`assumed_delivery`](super::assumed_delivery) finds it.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "crate::valid::is_default")
    )]
    pub is_assumed: bool,
    /// The batch or serial number, where it is read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub batch: Option<BatchId>,
    /// The amount paid for the quantity, less discounts and the rebate that was paid on it and is
    /// no longer earned, as [`ReturnPrice::credit`](super::ReturnPrice::credit) has it.
    pub paid: Money,
    /// `true` for goods that came without a number: they are quarantined.
    #[cfg_attr(feature = "serde", serde(default))]
    pub is_unannounced: bool,
    /// The return from which it was split.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub split_from: Option<ReturnId>,
}

/// Goods that come back, with the steps taken (S27).
///
/// # Rule
///
/// > S27: goods come back while window, quantity, product and batch allow it. Authorised is what
/// > was split off, received, left with an allowance and outstanding; received is what was
/// > refunded, replaced, repaired, sent back, left and not settled yet: in base units, whatever
/// > the steps.
///
/// The stage is worked out of the steps and never stored.
#[doc(alias = "退货")]
#[doc(alias = "退换货")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct GoodsReturn {
    opening: ReturnOpening,
    trail: Trail<ReturnStep>,
}

impl GoodsReturn {
    /// A return without steps.
    pub fn open(opening: ReturnOpening) -> Self {
        Self { opening, trail: Trail::default() }
    }

    /// A return and its steps as they were kept. No policy is asked: the past stands, whatever the
    /// policy says today.
    ///
    /// # Errors
    ///
    /// [`StepError`], of the first step that the stage does not allow or that is dated before the
    /// one before it.
    pub fn replay(
        opening: ReturnOpening,
        events: impl IntoIterator<Item = ReturnEvent>,
    ) -> Result<Self, StepError<ReturnStage>> {
        let mut goods = Self::open(opening);
        for event in events {
            let rules = StepRules::at(goods.last_stage());
            goods.trail.take(event, &rules)?;
        }
        Ok(goods)
    }

    /// The beginning.
    pub const fn opening(&self) -> &ReturnOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<ReturnStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`ReturnStepError`], in the order of its cases. Nothing has changed then.
    pub fn apply(
        &mut self,
        event: ReturnEvent,
        inputs: &ReturnInputs<'_>,
    ) -> Result<Progress<ReturnStage>, ReturnStepError> {
        let rules = StepRules::at(self.last_stage());
        let checked = self.check(&event, inputs);
        self.trail.take_checked(event, &rules, |_| checked)
    }

    /// The part that a split hands over, as the beginning of a return of its own, which is
    /// requested anew: a split hands over quantity, never stage. `None` when no part went over to
    /// that return.
    pub fn split_part(&self, to: &ReturnId) -> Option<ReturnOpening> {
        let mut before = 0_u64;
        for entry in &self.trail {
            let ReturnStep::Split { to: other, quantity } = &entry.step else { continue };
            if other == to {
                let paid = self.paid_for(before, *quantity)?;
                return Some(ReturnOpening {
                    id: to.clone(),
                    quantity: *quantity,
                    paid: Money::new(paid, self.opening.paid.currency()),
                    on: entry.on,
                    by: entry.by.clone(),
                    split_from: Some(self.opening.id.clone()),
                    ..self.opening.clone()
                });
            }
            before = before.checked_add(*quantity)?;
        }
        None
    }

    /// The stage on a date; `None` before the request.
    pub fn stage(&self, t: AsOf) -> Option<ReturnStage> {
        t.sees(self.opening.on).then(|| self.trail.stage(self.first(), t))
    }

    /// The quantities as of a date.
    pub fn quantities(&self, t: AsOf) -> ReturnQuantities {
        ReturnQuantities::read(&self.trail, t, self.stage(t).is_none_or(ReturnStage::is_over))
    }

    /// The last day on which authorised goods come; `None` before the authorisation.
    pub fn ship_by(&self, t: AsOf, policy: &ReturnPolicyDraft) -> Option<Day> {
        let authorised = self.trail.seen(t).iter().rev().find_map(|entry| {
            let ReturnStep::Authorise { .. } = entry.step else { return None };
            Some(entry.on)
        });
        authorised.map(|on| on.offset(policy.ship_days.into()))
    }

    /// Everything that is late as of a date. A list of all returns with one is the list of what is
    /// to be done about them.
    pub fn findings(&self, t: AsOf, policy: &ReturnPolicyDraft) -> Vec<ReturnFinding> {
        let late = |last: &Day| *last < t.day();
        let quantity = self.quantities(t).outstanding;
        let to_lapse = self.ship_by(t, policy).filter(late).filter(|_| quantity > 0);
        let is_repaired = self.stage(t) == Some(ReturnStage::Repaired);
        let repair = self.trail().last_of(ReturnAct::Repair, t).filter(|_| is_repaired);
        let by = repair.and_then(|entry| {
            let ReturnStep::Repair { by, .. } = entry.step else { return None };
            Some(by)
        });
        let all = [
            to_lapse.map(|last| ReturnFinding::ToLapse { quantity, last }),
            by.filter(late).map(|by| ReturnFinding::RepairLate { by }),
        ];
        all.into_iter().flatten().collect()
    }

    /// The journey of the customer as of a date, with the days apart on which it was asked for
    /// more; `None` before the request. A no is an answer; after a yes the answer is what becomes
    /// of the goods.
    pub fn journey(&self, t: AsOf) -> Option<Journey> {
        let ReturnOpening { on, by, .. } = &self.opening;
        let journey = Journey::read(&self.trail, *on, by, t, ReturnAct::part)?;
        let asked = |stage| stage == ReturnStage::InfoAsked;
        Some(journey.with_pauses(&Pause::in_stages(&self.trail, self.first(), t, asked), t))
    }

    /// Returns `true` when the line counts among the returns by choice: its reason is choice, and
    /// goods came back that were not exchanged for the same. Our faults, stock that does not sell
    /// and requests without goods never count.
    pub fn is_by_choice(&self, t: AsOf) -> bool {
        let now = self.quantities(t);
        self.opening.reason == ReturnReason::Choice && now.received > now.replaced
    }

    /// The things that were replaced as of a date, by serial number.
    pub fn replaced(&self, t: AsOf) -> impl Iterator<Item = &SerialSwap> {
        swaps(self.trail.seen(t))
    }

    /// Everything that speaks against taking the goods back, of the quantity that is asked for.
    ///
    /// # Rule
    ///
    /// > S27: the window from the delivery, its last day included, unless the fault is ours;
    /// > authorised and asked for at most delivered less returned; a batch of that sale; a product
    /// > that is taken back. A defect after window and warranty is no fault of ours any more.
    pub fn obstacles(&self, quantity: u64, delivery: DeliveryFacts<'_>) -> Vec<ReturnFault> {
        let ReturnOpening { on: asked, reason, delivered, product, batch, .. } = &self.opening;
        let is_ours = reason.is_our_fault();
        let last = delivered.offset(delivery.window_days.into());
        let is_excluded = delivery.window_days == 0 && !is_ours;
        let excluded = is_excluded.then(|| ReturnFault::Excluded { product: product.clone() });
        let is_late = !is_ours && !is_excluded && last < *asked;
        let late = is_late.then_some(ReturnFault::WindowOver { asked: *asked, last });
        let gone = delivery.returned.checked_add(delivery.pending);
        let left = gone.and_then(|gone| delivery.delivered.checked_sub(gone)).unwrap_or_default();
        let many = (quantity > left).then_some(ReturnFault::TooMany { quantity, most: left });
        let is_known =
            |batch: &&BatchId| !delivery.batches.is_empty() && !delivery.batches.contains(batch);
        let other = batch.as_ref().filter(is_known);
        let other = other.map(|batch| ReturnFault::OtherBatch { batch: batch.clone() });
        let over = delivery
            .warranty
            .map(Warranty::last)
            .filter(|end| *reason == ReturnReason::Defect && *end.max(&last) < *asked);
        let over = over.map(|last| ReturnFault::WarrantyOver { asked: *asked, last });
        [late, many, other, excluded, over].into_iter().flatten().collect()
    }

    /// The days of the warranty that are left on the day of the request; 0 on its last day and
    /// after it, `None` for goods without one.
    pub fn warranty_left(&self, delivery: DeliveryFacts<'_>) -> Option<u32> {
        delivery.warranty.map(|it| it.days_left(AsOf::new(self.opening.on)))
    }

    fn check(&self, event: &ReturnEvent, inputs: &ReturnInputs<'_>) -> Result<(), ReturnFault> {
        let (on, asked) = (event.on, self.opening.on);
        if on < asked {
            return Err(ReturnFault::BeforeRequest { on, asked });
        }
        let now = self.quantities(last());
        match &event.step {
            ReturnStep::Authorise { quantity } => {
                self.check_told()?;
                within(*quantity, self.opening.quantity)?;
                let obstacles = self.obstacles(*quantity, inputs.delivery);
                obstacles.into_iter().next().map_or(Ok(()), Err)
            }
            ReturnStep::Deny { .. } => self.check_told(),
            ReturnStep::Split { to, quantity } => {
                if *to == self.opening.id {
                    return Err(ReturnFault::Itself { id: to.clone() });
                }
                if self.split_part(to).is_some() {
                    return Err(ReturnFault::SplitBefore { to: to.clone() });
                }
                within(*quantity, now.outstanding)?;
                self.check_credits(*quantity, None)
            }
            ReturnStep::Receive { quantity } => within(*quantity, now.outstanding),
            ReturnStep::Refund { quantity, credit } => {
                within(*quantity, now.unsettled)?;
                self.check_credit(*credit)
            }
            ReturnStep::Replace { quantity, serials } => {
                within(*quantity, now.unsettled)?;
                let own = self.opening.batch.as_ref().filter(|_| self.opening.quantity == 1);
                check_swaps(own, &self.trail, *quantity, serials, inputs.delivery)
            }
            ReturnStep::SendBack { quantity } => within(*quantity, now.unsettled),
            ReturnStep::Repair { quantity, accepted, .. } => {
                within(*quantity, now.unsettled)?;
                accepted.map_or(Ok(()), |price| self.check_amount(price))
            }
            ReturnStep::Keep { quantity, allowance } => {
                within(*quantity, now.most_kept())?;
                self.check_credit(*allowance)
            }
            ReturnStep::Lapse => self.check_lapse(on, inputs),
            ReturnStep::Close if now.unsettled > 0 => {
                Err(ReturnFault::NotSettled { quantity: now.unsettled })
            }
            ReturnStep::Close if now.outstanding > 0 => self.check_lapse(on, inputs),
            ReturnStep::Close
            | ReturnStep::AskInfo { .. }
            | ReturnStep::GiveInfo { .. }
            | ReturnStep::Inspect { .. }
            | ReturnStep::Inform { .. }
            | ReturnStep::AskAgain
            | ReturnStep::Cancel { .. } => Ok(()),
        }
    }

    /// Goods without a number are told before they are decided.
    fn check_told(&self) -> Result<(), ReturnFault> {
        let is_told = self.trail.last_of(ReturnAct::Inform, last()).is_some();
        if self.opening.is_unannounced && !is_told { Err(ReturnFault::NotTold) } else { Ok(()) }
    }

    fn check_lapse(&self, on: Day, inputs: &ReturnInputs<'_>) -> Result<(), ReturnFault> {
        match self.ship_by(last(), inputs.policy) {
            Some(last) if on <= last => Err(ReturnFault::StillTime { on, last }),
            Some(_) | None => Ok(()),
        }
    }

    fn check_amount(&self, amount: Money) -> Result<(), ReturnFault> {
        let currency = self.opening.paid.currency();
        if amount.currency() == currency && !amount.amount().is_negative() {
            Ok(())
        } else {
            Err(ReturnFault::Amount { amount, currency })
        }
    }

    /// The amount paid for a part of the quantity, by the quantity before it.
    fn paid_for(&self, before: u64, quantity: u64) -> Option<Amount> {
        let ReturnOpening { paid, quantity: all, .. } = &self.opening;
        ReturnPrice::paid_for(paid.amount(), *all, before, quantity)
    }

    fn check_credit(&self, credit: Money) -> Result<(), ReturnFault> {
        self.check_amount(credit)?;
        self.check_credits(0, Some(credit))
    }

    /// Credits and allowances together are at most what was paid for the goods that are
    /// authorised and not split off.
    fn check_credits(&self, part: u64, more: Option<Money>) -> Result<(), ReturnFault> {
        let now = self.quantities(last());
        let split_off = now.split_off.checked_add(part);
        let split_off = proven!(split_off, else u64::MAX, "at most what is authorised");
        let own = now.authorised.checked_sub(split_off);
        let own = own.and_then(|own| self.paid_for(split_off, own)).unwrap_or(Amount::ZERO);
        let most = Money::new(own, self.opening.paid.currency());
        check_credits(self.trail.entries(), more, most)
    }

    const fn first(&self) -> ReturnStage {
        if self.opening.is_unannounced { ReturnStage::Quarantined } else { ReturnStage::Requested }
    }

    fn last_stage(&self) -> ReturnStage {
        self.trail.stage(self.first(), last())
    }
}

fn within(quantity: u64, most: u64) -> Result<(), ReturnFault> {
    if quantity == 0 {
        Err(ReturnFault::NoQuantity)
    } else if quantity > most {
        Err(ReturnFault::TooMany { quantity, most })
    } else {
        Ok(())
    }
}

/// The day after all steps.
fn last() -> AsOf {
    AsOf::new(Day::MAX)
}

/// The written form of a return: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenReturn {
    opening: ReturnOpening,
    trail: Vec<ReturnEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for GoodsReturn {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenReturn::deserialize(from)?;
        Self::replay(written.opening, written.trail).map_err(serde::de::Error::custom)
    }
}
