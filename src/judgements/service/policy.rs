use super::{
    Entitlement, EntitlementReading, PriorityTable, PurchaseMix, RequestClocks, ServiceClass,
    ServiceDelivery, ServiceRhythm, ShortageTerms,
};
use crate::calendar::AsOf;
use crate::lifecycle::{DeadlinePair, Seat, StaffedPolicy, Staffing};
use crate::measure::Ratio;
use crate::segment::Class;
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`ServicePolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ServicePolicyDraft {
    /// The entitlements, each from a class on.
    pub entitlements: Vec<Entitlement>,
    /// The days of the intervals at whose ends a customer falls a class, 180 by default. At least
    /// as many as those of the longest rhythm, so that nobody loses a service that was promised.
    pub class_interval_days: u16,
    /// The priority of each class in each domain. By default A comes before B before C.
    pub priorities: PriorityTable,
    /// The clocks of requests.
    pub requests: RequestClocks,
    /// The terms by which goods in shortage are shared.
    pub shortage: ShortageTerms,
    /// The fewest unnamed peers in the analysis of a business, 5 by default and at least.
    pub analysis_peers: u16,
}

/// The policy of service by class (S23).
///
/// # Rule
///
/// > S23: C has a card, news and sampled calls; B all of that and membership; A all of that and a
/// > named representative, full service and an analysis of its business in writing.
///
/// Entitlements grow with the class by construction: each is stated for a class and all above it.
///
/// The default values: a card within 30 days, news every 90 days, calls to 20 customers in each
/// round of 30 days; membership within 30 days; a representative within 7 days, full service on
/// request, an analysis every 180 days.
///
/// ```
/// use guanxi::segment::Class;
/// use guanxi::service::ServicePolicy;
///
/// let policy = ServicePolicy::default();
/// assert_eq!(Class::ALL.map(|class| policy.entitlements_of(class).count()), [7, 4, 3]);
/// ```
#[doc(alias = "分级服务")]
#[doc(alias = "差别维护")]
pub type ServicePolicy = Valid<ServicePolicyDraft>;

impl Default for ServicePolicyDraft {
    fn default() -> Self {
        let row = |code: &str, from, rhythm, owner: &str| {
            let (code, owner) = (code.parse().ok()?, owner.parse().ok()?);
            Some(Entitlement { code, from, rhythm, owner })
        };
        let (every, within) =
            (|days| ServiceRhythm::Every { days }, |days| ServiceRhythm::Within { days });
        let calls = ServiceRhythm::Sampled { customers: 20, days: 30 };
        let on_request = ServiceRhythm::OnRequest { most_a_year: None };
        let rows = [
            row("card", Class::C, within(30), "salesperson"),
            row("news", Class::C, every(90), "marketing"),
            row("sampled call", Class::C, calls, "customer service"),
            row("membership", Class::B, within(30), "marketing"),
            row("representative", Class::A, within(7), "head of sales"),
            row("full service", Class::A, on_request, "customer service"),
            row("business analysis", Class::A, every(180), "key account manager"),
        ];
        Self {
            entitlements: rows.into_iter().flatten().collect(),
            class_interval_days: 180,
            priorities: PriorityTable::default(),
            requests: RequestClocks::default(),
            shortage: ShortageTerms::default(),
            analysis_peers: 5,
        }
    }
}

impl Draft for ServicePolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("entitlements", |found| {
            for (place, it) in self.entitlements.iter().enumerate() {
                let mut before = self.entitlements.iter().take(place);
                found.within(&place.to_string(), |found| {
                    if before.any(|earlier| earlier.code == it.code) {
                        found.add("code", format!("must be stated once, {} is repeated", it.code));
                    }
                    it.check(found);
                });
            }
        });
        let rhythm = |it: &Entitlement| match it.rhythm {
            ServiceRhythm::Every { days } => Some(days),
            ServiceRhythm::Within { .. }
            | ServiceRhythm::OnRequest { .. }
            | ServiceRhythm::Sampled { .. } => None,
        };
        let longest = self.entitlements.iter().filter_map(rhythm).max();
        let least = longest.unwrap_or(1).max(1);
        found.at_least("class_interval_days", least, self.class_interval_days);
        self.priorities.check(found);
        found.at_most("shortage.floor", Ratio::ONE, self.shortage.floor);
        let peers = u32::from(self.analysis_peers);
        found.at_least("analysis_peers", PurchaseMix::FEWEST_PEERS, peers);
    }
}

impl ServicePolicy {
    /// The entitlements of a class, in the order of the policy.
    pub fn entitlements_of(&self, class: Class) -> impl Iterator<Item = &Entitlement> {
        self.entitlements.iter().filter(move |it| it.is_due_to(class))
    }

    /// Everything that a customer is entitled to as of a date: had, due and missed, see
    /// [`Entitlement::read`].
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::day;
    /// use guanxi::segment::Class;
    /// use guanxi::service::{ClassStatement, EntitlementState, ServiceClass, ServicePolicy};
    ///
    /// let policy = ServicePolicy::default();
    /// let entered = ClassStatement { on: day!(2026, 1, 1), class: Class::C, by: None };
    /// let t = AsOf::new(day!(2026, 4, 1));
    /// let class = ServiceClass::on(&[entered], policy.class_interval_days, t).ok_or("stated")?;
    /// let readings: Vec<String> =
    ///     policy.readings(class, &[], t).map(|it| it.to_string()).collect();
    /// assert_eq!(readings, [
    ///     "card: missed, was due by 2026-01-31",
    ///     "news: due since 2026-04-01",
    ///     "sampled call: sampled",
    /// ]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn readings<'a>(
        &'a self,
        class: ServiceClass,
        deliveries: &'a [ServiceDelivery],
        t: AsOf,
    ) -> impl Iterator<Item = EntitlementReading<'a>> {
        self.entitlements.iter().filter_map(move |entitlement| {
            let since = class.since(entitlement.from)?;
            Some(entitlement.read(since, deliveries, t))
        })
    }

    /// The entitlements of a customer that are due or missed as of a date.
    pub fn due<'a>(
        &'a self,
        class: ServiceClass,
        deliveries: &'a [ServiceDelivery],
        t: AsOf,
    ) -> impl Iterator<Item = EntitlementReading<'a>> {
        self.readings(class, deliveries, t).filter(EntitlementReading::is_owed)
    }
}

impl StaffedPolicy for ServicePolicyDraft {
    /// Each entitlement has an owner, and a request against a rule needs somebody who consents.
    fn staffings(&self) -> Vec<Staffing> {
        let owned = self.entitlements.iter().map(|it| {
            let seats = vec![Seat::holder("serve", it.owner.clone())];
            Staffing::new(format!("entitlements.{}", it.code), seats)
        });
        let special = ["take", "consent"].map(Seat::anyone).into();
        owned.chain([Staffing::new("requests.special", special)]).collect()
    }

    /// Urgent requests are answered before easy ones, and these before hard ones.
    fn deadline_pairs(&self) -> Vec<DeadlinePair> {
        let RequestClocks { urgent, easy, hard, .. } = self.requests;
        let pair = |path: &str, days, next: &str, next_days| DeadlinePair {
            path: format!("requests.{path}"),
            days,
            next: format!("requests.{next}"),
            next_days,
        };
        vec![
            pair("urgent", urgent.limit, "easy", easy.limit),
            pair("easy", easy.limit, "hard", hard.limit),
        ]
    }
}
