use crate::calendar::Day;
use crate::id::RoleId;
use crate::lifecycle::{DeadlinePair, Seat, StaffedPolicy, Staffing};
use crate::measure::{Ratio, proven};
use crate::money::{Major, Money};
use crate::valid::{Draft, Order, Valid, Violations};

/// A role with the largest value that it may release.
///
/// ```
/// use guanxi::hold::Role;
/// use guanxi::money::Major;
/// let clerk = Role { name: "credit clerk".to_owned(), ceiling: Some(Major::from_units(5_000)) };
/// assert!(clerk.may_release("CNY 5000".parse()?) && !clerk.may_release("CNY 5000.01".parse()?));
/// # Ok::<(), guanxi::money::MoneyError>(())
/// ```
#[doc(alias = "审批权限")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Role {
    /// The name of the role.
    pub name: String,
    /// The largest value that it may release; any value without one.
    #[cfg_attr(feature = "serde", serde(default))]
    pub ceiling: Option<Major>,
}

impl Role {
    /// True when the role may release an order of that value.
    ///
    /// ```
    /// # use guanxi::hold::Role;
    /// let head = Role { name: "head of credit".to_owned(), ceiling: None };
    /// assert!(head.may_release("CNY 90000000".parse()?));
    /// # Ok::<(), guanxi::money::MoneyError>(())
    /// ```
    pub fn may_release(&self, value: Money) -> bool {
        let ceiling = self.ceiling.map(|ceiling| ceiling.to_minor_ceil(value.currency()));
        ceiling.is_none_or(|ceiling| value.amount() <= ceiling)
    }

    /// Orders roles by their ceilings; without one comes last.
    fn rank(&self) -> (bool, Option<Major>) {
        (self.ceiling.is_none(), self.ceiling)
    }
}

/// The policy of releases, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ReleasePolicyDraft {
    /// The roles that may release, from the lowest ceiling to the highest.
    pub roles: Vec<Role>,
    /// Above this value the person who asks for a release may not grant it, 10,000 by default;
    /// without a value the rule is off. A policy file says `"none"` for that.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<Major>"))]
    pub four_eyes_above: Option<Major>,
    /// The share by which a released order may grow without another check.
    pub tolerance: Ratio,
    /// The number of days for which a release holds, its own day included.
    pub valid_days: u16,
    /// True when an order is released by itself once all its reasons are gone. An order that is
    /// held by hand never is.
    pub releases_by_itself: bool,
    /// Days after a confirmed check on which the order is not checked again.
    pub check_grace_days: u16,
}

impl Default for ReleasePolicyDraft {
    fn default() -> Self {
        let role = |name: &str, ceiling| Role { name: name.to_owned(), ceiling };
        Self {
            roles: vec![
                role("credit clerk", Some(Major::from_units(10_000))),
                role("credit manager", Some(Major::from_units(100_000))),
                role("head of credit", None),
            ],
            four_eyes_above: Some(Major::from_units(10_000)),
            tolerance: Ratio::ZERO,
            valid_days: 5,
            releases_by_itself: true,
            check_grace_days: 0,
        }
    }
}

impl Draft for ReleasePolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.roles.is_empty() {
            found.add("roles", "must name at least one role, was empty".to_owned());
        }
        let mut before: Option<&Role> = None;
        for (place, role) in self.roles.iter().enumerate() {
            let mut earlier = self.roles.iter().take(place);
            found.within(&format!("roles.{place}"), |found| {
                if role.name.trim().is_empty() {
                    found.add("name", "must not be blank".to_owned());
                }
                if earlier.any(|it| it.name == role.name) {
                    found.add("name", format!("must stand once, {:?} stands again", role.name));
                }
                let lower = before.filter(|it| !Order::Rising.allows(&it.rank(), &role.rank()));
                if let Some(Role { name, .. }) = lower {
                    let problem = format!("must exceed that of {name}, the role before");
                    found.add("ceiling", problem);
                }
            });
            before = Some(role);
        }
        if self.valid_days == 0 {
            found.add("valid_days", "must be at least 1, the day of the release, was 0".to_owned());
        }
    }
}

/// The policy of releases.
///
/// # Rule
///
/// > S20: who may release is a role with a ceiling; above a value four eyes; a release holds for a
/// > value, with a tolerance, and up to a day.
pub type ReleasePolicy = Valid<ReleasePolicyDraft>;

/// The value for which an order was released, and the value that it has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReleasedValue {
    /// The released value.
    pub released: Money,
    /// The present value.
    pub now: Money,
}

impl ReleasePolicy {
    /// The role of that name.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == name)
    }

    /// True when the release of a value takes two people.
    ///
    /// ```
    /// # use guanxi::hold::ReleasePolicy;
    /// let policy = ReleasePolicy::default();
    /// assert!(policy.takes_four_eyes("CNY 10000.01".parse()?));
    /// assert!(!policy.takes_four_eyes("CNY 10000".parse()?));
    /// # Ok::<(), guanxi::money::MoneyError>(())
    /// ```
    pub fn takes_four_eyes(&self, value: Money) -> bool {
        let bound = self.four_eyes_above.map(|bound| bound.to_minor_ceil(value.currency()));
        bound.is_some_and(|bound| value.amount() > bound)
    }

    /// The last day of a release.
    ///
    /// ```
    /// # use guanxi::hold::ReleasePolicy;
    /// let last = ReleasePolicy::default().last_day("2026-07-01".parse()?);
    /// assert_eq!(last.to_string(), "2026-07-05");
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn last_day(&self, released: Day) -> Day {
        let after = i32::from(self.valid_days).checked_sub(1);
        released.offset(proven!(after, else 0, "days of 16 bits less one"))
    }

    /// The day on which an order that was confirmed is checked again.
    ///
    /// ```
    /// # use guanxi::hold::{ReleasePolicyDraft, ReleasePolicy};
    /// let draft = ReleasePolicyDraft { check_grace_days: 2, ..ReleasePolicyDraft::default() };
    /// let policy = ReleasePolicy::try_new(draft)?;
    /// assert_eq!(policy.next_check("2026-07-01".parse()?).to_string(), "2026-07-04");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_check(&self, confirmed: Day) -> Day {
        let after = i32::from(self.check_grace_days).checked_add(1);
        confirmed.offset(proven!(after, else 0, "days of 16 bits and one"))
    }

    /// True when the present value lies within the released one, the tolerance included to the last
    /// unit.
    ///
    /// ```
    /// # use guanxi::hold::{ReleasePolicy, ReleasePolicyDraft, ReleasedValue};
    /// # use guanxi::measure::Ratio;
    /// let tolerance = Ratio::from_percent(10);
    /// let draft = ReleasePolicyDraft { tolerance, ..ReleasePolicyDraft::default() };
    /// let policy = ReleasePolicy::try_new(draft)?;
    /// let released = "CNY 1000".parse()?;
    /// assert!(policy.covers(ReleasedValue { released, now: "CNY 1100".parse()? }));
    /// assert!(!policy.covers(ReleasedValue { released, now: "CNY 1100.01".parse()? }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn covers(&self, value: ReleasedValue) -> bool {
        let ReleasedValue { released, now } = value;
        let same_currency = released.currency() == now.currency();
        let (now, then) = (now.amount(), released.amount());
        let grown = now.to_total().minus(then);
        let within = !self.tolerance.is_exceeded_by(grown.minor(), i128::from(then.minor()));
        same_currency && (!grown.is_positive() || (then.is_positive() && within))
    }
}

impl StaffedPolicy for ReleasePolicyDraft {
    /// Each role, with somebody else who asks for the release where it may release beyond the
    /// value of four eyes. A name that is no role is held by nobody whom a team could name.
    fn staffings(&self) -> Vec<Staffing> {
        let staffing = |role: &Role| {
            let id = RoleId::try_new(&role.name).ok()?;
            let takes_two = match (role.ceiling, self.four_eyes_above) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some(ceiling), Some(above)) => ceiling > above,
            };
            let asks = takes_two.then(|| Seat::anyone("ask"));
            let seats = asks.into_iter().chain([Seat::holder("release", id)]).collect();
            Some(Staffing::new(format!("roles.{}", role.name), seats))
        };
        self.roles.iter().filter_map(staffing).collect()
    }

    fn deadline_pairs(&self) -> Vec<DeadlinePair> {
        vec![DeadlinePair {
            path: "check_grace_days".to_owned(),
            days: self.check_grace_days,
            next: "valid_days".to_owned(),
            next_days: self.valid_days,
        }]
    }
}
