use super::{CustomerStage, StageFacts, StageVerdict};
use crate::calendar::{AsOf, Day};
use crate::lapse::{Gap, LostRules, PurchaseStatus, Rhythm};
use crate::valid::{Draft, Valid, Violations};
use crate::warning::Level;

/// The plain form of a [`StagePolicy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct StagePolicyDraft {
    /// The days after the first order in which the second is awaited, the last one included.
    pub first_days: u16,
    /// The silence after which a customer is lost.
    pub lost: LostRules,
    /// The days after its last progress from which a prospect may be released: at 180 on the
    /// 180th day.
    pub prospect_release_days: u16,
    /// The days after the end of its contract from which a customer may be released.
    pub contract_release_days: u16,
}

/// The policy of the stages of a customer (S1).
///
/// By default the second order is awaited for 90 days, a prospect may be released after 180 days
/// without progress, and a customer 90 days after its contract. Whoever touched it last plays no
/// part: a touch is no progress.
///
/// ```
/// use guanxi::customer_stage::{StagePolicy, StagePolicyDraft};
///
/// let draft = StagePolicyDraft { first_days: 365, ..Default::default() };
/// assert_eq!(
///     StagePolicy::try_new(draft).unwrap_err().to_string(),
///     "first_days must be below lost.days (365), was 365"
/// );
/// ```
pub type StagePolicy = Valid<StagePolicyDraft>;

impl Default for StagePolicyDraft {
    fn default() -> Self {
        Self {
            first_days: 90,
            lost: LostRules::default(),
            prospect_release_days: 180,
            contract_release_days: 90,
        }
    }
}

impl Draft for StagePolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.first_days >= self.lost.days {
            let (most, was) = (self.lost.days, self.first_days);
            found.add("first_days", format!("must be below lost.days ({most}), was {was}"));
        }
        found.within("lost", |found| self.lost.check(found));
        found.at_least("prospect_release_days", 1, self.prospect_release_days);
        found.at_least("contract_release_days", 1, self.contract_release_days);
    }
}

impl StagePolicyDraft {
    /// The stage of a customer on a date; `None` before it is known at all.
    ///
    /// # Rule
    ///
    /// > S1: known by name, *future*; with a contact, a visit or an offer, *prospect*; from the
    /// > first order day until the second, or for 90 days, *first*; then *active*; *dormant* while
    /// > the loss warning stands at warning or critical; *lost* by S21.4; after it *won back,
    /// > provisionally* until two order days within the usual gap. *Dropped* by decision: an order
    /// > after it is a finding, no new stage.
    ///
    /// The usual gap of a rhythm is that of [`LapseSignal`](crate::lapse::LapseSignal).
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::customer_stage::{CustomerStage, StageFacts, StagePolicy};
    /// use guanxi::day;
    /// use guanxi::lapse::{LapsePolicy, LapseSignal, Prior};
    ///
    /// let (policy, lapse) = (StagePolicy::default(), LapsePolicy::default());
    /// let prior = Prior::fallback(&lapse);
    /// let order_days = [day!(2026, 2, 1), day!(2026, 2, 20)];
    /// let named = Some(day!(2025, 11, 1));
    /// let facts = StageFacts { named, order_days: &order_days, ..Default::default() };
    /// let stage = |t| {
    ///     let t = AsOf::new(t);
    ///     let gap = |rhythm| LapseSignal::from_rhythm(rhythm, &prior, t, &lapse).usual_gap;
    ///     policy.stage(&facts, gap, t).map(|verdict| verdict.stage)
    /// };
    /// assert_eq!(stage(day!(2025, 10, 31)), None);
    /// assert_eq!(stage(day!(2025, 11, 1)), Some(CustomerStage::Future));
    /// assert_eq!(stage(day!(2026, 2, 1)), Some(CustomerStage::First));
    /// assert_eq!(stage(day!(2026, 2, 20)), Some(CustomerStage::Active));
    /// ```
    #[doc(alias = "客户生命周期")]
    pub fn stage(
        &self,
        facts: &StageFacts<'_>,
        usual_gap: impl Fn(Rhythm) -> Gap,
        t: AsOf,
    ) -> Option<StageVerdict> {
        let orders = facts.orders(t);
        let seen = |day: Option<Day>| day.filter(|day| t.sees(*day));
        let order_after = |day: Day| orders.iter().copied().find(|order| *order > day);
        if let Some(day) = seen(facts.ended) {
            let ordered_after_drop = order_after(day);
            return Some(StageVerdict { stage: CustomerStage::Ended, ordered_after_drop });
        }
        if let Some(drop) = facts.dropped(t) {
            let ordered_after_drop = order_after(drop.on);
            return Some(StageVerdict { stage: CustomerStage::Dropped, ordered_after_drop });
        }
        let stage = match orders.split_first() {
            Some((first, _)) => self.stage_of_buyer(facts, *first, usual_gap, t),
            None if seen(facts.first_contact).is_some() => CustomerStage::Prospect,
            None => seen(facts.named).map(|_| CustomerStage::Future)?,
        };
        Some(StageVerdict { stage, ordered_after_drop: None })
    }

    /// The stage of a customer that has bought.
    fn stage_of_buyer(
        &self,
        facts: &StageFacts<'_>,
        first: Day,
        usual_gap: impl Fn(Rhythm) -> Gap,
        t: AsOf,
    ) -> CustomerStage {
        let own_days = &facts.own_days;
        let rhythm = Rhythm::from_days(facts.order_days, t).map(|it| it.by_own_days(own_days, t));
        let status = self.lost.status(rhythm, &usual_gap, t);
        if status == PurchaseStatus::Lost {
            return CustomerStage::Lost;
        }
        let came_back = self.lost.last_return(facts.order_days, own_days, &usual_gap, t);
        if came_back.is_some_and(|it| it.confirmed.is_none()) {
            return CustomerStage::WonBackProvisional;
        }
        if facts.loss >= Some(Level::Warning) {
            return CustomerStage::Dormant;
        }
        let is_recent = t.day().days_since(first) <= i32::from(self.first_days);
        if status == PurchaseStatus::BoughtOnce && is_recent {
            CustomerStage::First
        } else {
            CustomerStage::Active
        }
    }

    /// The first day on which a customer may be released to others, as things stand on the date;
    /// it may be a day to come. `None` while nothing says so. A finding, no release: assignments
    /// are made by people.
    ///
    /// # Rule
    ///
    /// > S1: a prospect 180 days after its last progress, its first contact counting as one;
    /// > another customer 90 days after the end of its last contract. A contact, even yesterday,
    /// > does not hold a customer whose contract is over.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::customer_stage::{CustomerStage, StageFacts, StagePolicy};
    /// use guanxi::day;
    ///
    /// let facts = StageFacts { first_contact: Some(day!(2026, 1, 1)), ..Default::default() };
    /// let t = AsOf::new(day!(2026, 3, 1));
    /// let released = StagePolicy::default().released_from(CustomerStage::Prospect, &facts, t);
    /// assert_eq!(released, Some(day!(2026, 6, 30)), "180 days after the contact");
    /// ```
    #[doc(alias = "公海")]
    pub fn released_from(
        &self,
        stage: CustomerStage,
        facts: &StageFacts<'_>,
        t: AsOf,
    ) -> Option<Day> {
        let seen = |day: Option<Day>| day.filter(|day| t.sees(*day));
        let after = |day: Day, days: u16| Some(day.offset(i32::from(days)));
        match stage {
            CustomerStage::Prospect => {
                let last = seen(facts.last_progress).max(seen(facts.first_contact))?;
                after(last, self.prospect_release_days)
            }
            CustomerStage::First
            | CustomerStage::Active
            | CustomerStage::Dormant
            | CustomerStage::Lost
            | CustomerStage::WonBackProvisional => {
                after(facts.contract_end?, self.contract_release_days)
            }
            CustomerStage::Future | CustomerStage::Dropped | CustomerStage::Ended => None,
        }
    }
}
