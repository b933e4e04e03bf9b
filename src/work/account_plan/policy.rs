use crate::lifecycle::{Seat, StaffedPolicy, Staffing};
use crate::measure::Ratio;
use crate::valid::{Draft, Order, Valid, Violations};

/// A point of the line to a target: the share of the way that is asked for after a share of the
/// time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CurvePoint {
    /// The share of the time.
    pub time: Ratio,
    /// The share of the way.
    pub way: Ratio,
}

/// Plain form of an [`AccountPlanPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct AccountPlanPolicyDraft {
    /// The progress from which an objective is on track.
    pub on_track: Ratio,
    /// The progress from which it is behind, and below which it is at risk.
    pub behind: Ratio,
    /// The points of the line between baseline and target; without any the line is straight.
    pub curve: Vec<CurvePoint>,
    /// The accounts that one person may manage, and as many again as a deputy.
    pub accounts_per_manager: u16,
    /// The days from one stock-taking to the next, the last one included.
    pub stock_taking_days: u16,
}

/// The policy of plans for key accounts (S18).
///
/// By default an objective is on track from 95 % of its line and at risk below 85 %, as a sales
/// plan (S21.2); a quarter passes between two stock-takings; nobody manages more than 8 accounts,
/// about as many as one can see twice a month.
///
/// ```
/// use guanxi::account_plan::{AccountPlanPolicy, AccountPlanPolicyDraft};
/// use guanxi::measure::Ratio;
///
/// let on_track = Ratio::from_percent(80);
/// let draft = AccountPlanPolicyDraft { on_track, ..Default::default() };
/// assert_eq!(
///     AccountPlanPolicy::try_new(draft).unwrap_err().to_string(),
///     "on_track must exceed behind (85%), was 80%"
/// );
/// ```
pub type AccountPlanPolicy = Valid<AccountPlanPolicyDraft>;

impl Default for AccountPlanPolicyDraft {
    fn default() -> Self {
        Self {
            on_track: Ratio::from_percent(95),
            behind: Ratio::from_percent(85),
            curve: Vec::new(),
            accounts_per_manager: 8,
            stock_taking_days: 92,
        }
    }
}

impl Draft for AccountPlanPolicyDraft {
    fn check(&self, found: &mut Violations) {
        let Self { on_track, behind, .. } = self;
        found.at_most("on_track", Ratio::ONE, *on_track);
        if on_track <= behind {
            found.add("on_track", format!("must exceed behind ({behind}), was {on_track}"));
        }
        found.each_row("curve", &self.curve, |found, before, point| {
            let CurvePoint { time, way } = *point;
            found.check_order("time", Order::Rising, before.map(|it| it.time), time);
            found.check_order("way", Order::NotFalling, before.map(|it| it.way), way);
            found.at_most("way", Ratio::ONE, way);
            if time == Ratio::ZERO || time >= Ratio::ONE {
                found.add("time", format!("must lie between 0% and 100%, was {time}"));
            }
        });
        found.at_least("accounts_per_manager", 1, self.accounts_per_manager);
        found.at_least("stock_taking_days", 1, self.stock_taking_days);
    }
}

impl StaffedPolicy for AccountPlanPolicyDraft {
    /// A plan is written and submitted, and approved by another person; an account has a manager
    /// and a deputy.
    fn staffings(&self) -> Vec<Staffing> {
        let seats = |acts: [&'static str; 2]| acts.map(Seat::anyone).into();
        vec![
            Staffing::new("plan", seats(["submit", "approve"])),
            Staffing::new("accounts_per_manager", seats(["manage", "stand by"])),
        ]
    }
}
