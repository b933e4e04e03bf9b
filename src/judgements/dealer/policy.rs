use std::collections::BTreeSet;

use super::ReadyScorecard;
use super::cards::{INITIATIVE, is_initiative};
use crate::id::{CriterionId, GradeId};
use crate::means::MeansKind;
use crate::measure::Ratio;
use crate::scorecard::{CriterionSource, ScorecardPolicyDraft};
use crate::trade::BreachKind;
use crate::valid::{Draft, Order, Valid, Violations, words};

words! {
    /// The action towards a dealer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DealerAction as "an action towards a dealer" {
        /// Reward it.
        #[doc(alias = "奖励")]
        Reward = "reward",
        /// Develop it.
        #[doc(alias = "扶持")]
        Develop = "develop",
        /// Watch it.
        #[doc(alias = "观察")]
        Watch = "watch",
        /// Drop it.
        #[doc(alias = "淘汰")]
        Drop = "drop",
        /// Make no new deal with it: a knock-out holds.
        #[doc(alias = "一票否决")]
        NoNewDeal = "no_new_deal" => "no new deal",
    }
}

/// The action that a grade asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct GradeAction {
    /// The grade.
    pub grade: GradeId,
    /// The action.
    pub action: DealerAction,
}

/// Rules of integrity over time.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct IntegrityRules {
    /// The months of promises that count, 36 by default.
    pub window_months: u8,
    /// The months of record below which integrity is unknown, 12 by default.
    pub least_record_months: u8,
    /// The days after the due day within which a payment counts as in time, 0 by default.
    pub grace_days: u16,
    /// The months of breaches that can knock out, 24 by default.
    pub breach_months: u8,
    /// The number of upheld breaches, of the kinds of `habitual`, that knock out when they lie in
    /// two quarters or more, 2 by default.
    pub breaches: u8,
    /// The kinds of breaches of which several knock out, all by default.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BreachKind::are_all"))]
    pub habitual: BTreeSet<BreachKind>,
    /// The kinds of breaches of which one knocks out: by default fraud, forged papers and forged
    /// codes.
    pub grave: BTreeSet<BreachKind>,
    /// The plan of a year, as a share of the best 12 months before, above which it was beyond the
    /// means of the customer, 150 % by default.
    pub plan_share: Ratio,
}

impl Default for IntegrityRules {
    fn default() -> Self {
        Self {
            window_months: 36,
            least_record_months: 12,
            grace_days: 0,
            breach_months: 24,
            breaches: 2,
            habitual: BreachKind::all(),
            grave: [BreachKind::Fraud, BreachKind::ForgedPapers, BreachKind::ForgedCodes].into(),
            plan_share: Ratio::from_percent(150),
        }
    }
}

/// Rules of feigned zeal: claims without orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ZealRules {
    /// The days of claims that count, 365 by default.
    pub window_days: u16,
    /// The days after its day until a claim is mature, 30 by default.
    pub grace_days: u16,
    /// The number of mature claims below which nothing is judged, 3 by default.
    pub least_claims: u16,
    /// The fulfilment below which initiative is capped at `watch_level`, 50 % by default.
    pub watch_below: Ratio,
    /// The highest level of initiative on watch, 2 by default.
    pub watch_level: u8,
    /// The fulfilment below which initiative is capped at `warning_level`, 25 % by default.
    pub warning_below: Ratio,
    /// The highest level of initiative under a warning, 1 by default.
    pub warning_level: u8,
    /// The days since its start for which a customer is new, 180 by default.
    pub new_days: u16,
    /// The number of first orders whose sum is the most credit that a new customer may ask for, 3
    /// by default.
    pub new_orders: u16,
}

impl Default for ZealRules {
    fn default() -> Self {
        Self {
            window_days: 365,
            grace_days: 30,
            least_claims: 3,
            watch_below: Ratio::from_percent(50),
            watch_level: 2,
            warning_below: Ratio::from_percent(25),
            warning_level: 1,
            new_days: 180,
            new_orders: 3,
        }
    }
}

/// The levels of a criterion by counted means.
#[doc(alias = "硬指标")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct MeansBands {
    /// The criterion.
    pub criterion: CriterionId,
    /// The kind of means.
    pub kind: MeansKind,
    /// The least count of level 1, 2 and so on, rising; capital in major units. Empty: counts are
    /// not read, and a rating beside a count is a finding.
    #[cfg_attr(feature = "serde", serde(default))]
    pub from: Vec<u32>,
}

/// Plain form of a [`DealerPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DealerPolicyDraft {
    /// The card.
    pub card: ScorecardPolicyDraft,
    /// The action for each grade.
    pub actions: Vec<GradeAction>,
    /// Integrity over time.
    pub integrity: IntegrityRules,
    /// Feigned zeal.
    pub zeal: ZealRules,
    /// Criteria whose levels come from counts. Of several kinds the lowest level counts.
    pub means: Vec<MeansBands>,
    /// The age of a count in days from which it is old, and no longer read, 365 by default.
    pub means_age_days: u16,
    /// The days from one evaluation to the next, 92 by default.
    pub every_days: u16,
}

/// The policy of dealer evaluation (S15): the card, the action for each grade, integrity, zeal and
/// means.
///
/// By default the ready dealer card; A is rewarded, B developed, C watched, D dropped. Integrity
/// looks back over 36 months, since one event is no judgement, and needs 12 of them. One grave
/// breach knocks out, or two of any kind in two quarters of 24 months: one slip is a slip, two
/// quarters are a habit. Three claims make a pattern, and goods may be 30 days late for our
/// reasons. Dealers are evaluated each quarter. No bands of counts are preset, since they differ
/// from trade to trade; capital, distribution, brands and means name the counts to read. A card of
/// your own has a criterion `initiative` with levels, since claims without orders cap it.
///
/// ```
/// use guanxi::dealer::{DealerPolicy, DealerPolicyDraft};
/// let refused = DealerPolicy::try_new(DealerPolicyDraft { every_days: 0, ..Default::default() });
/// assert_eq!(refused.unwrap_err().to_string(), "every_days must be at least 1, was 0");
/// ```
#[doc(alias = "经销商评价")]
pub type DealerPolicy = Valid<DealerPolicyDraft>;

impl Default for DealerPolicyDraft {
    fn default() -> Self {
        use DealerAction::{Develop, Drop, Reward, Watch};
        let action = |(grade, action): (&str, DealerAction)| {
            Some(GradeAction { grade: GradeId::try_new(grade).ok()?, action })
        };
        let actions = [("A", Reward), ("B", Develop), ("C", Watch), ("D", Drop)];
        let bands = |(criterion, kind): (&str, MeansKind)| {
            let criterion = CriterionId::try_new(criterion).ok()?;
            Some(MeansBands { criterion, kind, from: Vec::new() })
        };
        let means = [
            ("distribution", MeansKind::SubDealers),
            ("distribution", MeansKind::Outlets),
            ("capital", MeansKind::Capital),
            ("brands", MeansKind::StrongBrands),
            ("means", MeansKind::Warehouse),
            ("means", MeansKind::Vehicles),
            ("means", MeansKind::Sellers),
        ];
        Self {
            card: ReadyScorecard::Dealer.draft(),
            actions: actions.into_iter().filter_map(action).collect(),
            integrity: IntegrityRules::default(),
            zeal: ZealRules::default(),
            means: means.into_iter().filter_map(bands).collect(),
            means_age_days: 365,
            every_days: 92,
        }
    }
}

impl DealerPolicyDraft {
    fn check_actions(&self, found: &mut Violations) {
        for grade in self.card.grades.iter().map(|it| &it.grade) {
            let count = self.actions.iter().filter(|it| it.grade == *grade).count();
            if count != 1 {
                found.add("actions", format!("must name grade {grade} once, named it {count}"));
            }
        }
        found.each_row("actions", &self.actions, |found, _, it| {
            if !self.card.grades.iter().any(|grade| grade.grade == it.grade) {
                found.add("grade", format!("must be a grade of the card, was {}", it.grade));
            }
        });
    }

    /// Claims without orders cap the level of initiative, so the card has it, with a level above
    /// those that are left.
    fn check_initiative(&self, found: &mut Violations) {
        let mut own = self.card.criteria.iter().enumerate().filter(|(_, it)| is_initiative(it));
        let Some((place, initiative)) = own.next() else {
            let problem = format!("must have {INITIATIVE}, since feigned zeal caps it");
            found.add("card.criteria", problem);
            return;
        };
        if !initiative.takes_level_cap() {
            let problem = "must have levels whose marks do not fall, since feigned zeal caps it";
            found.add(&format!("card.criteria.{place}.scale"), problem.to_owned());
            return;
        }
        let top = initiative.scale.last_row();
        if usize::from(self.zeal.watch_level) >= top {
            let problem = format!(
                "must be below the best level of {INITIATIVE} ({top}), was {}",
                self.zeal.watch_level
            );
            found.add("zeal.watch_level", problem);
        }
    }

    fn check_means(&self, found: &mut Violations) {
        found.each_row("means", &self.means, |found, _, it| {
            let criterion = self.card.criteria.iter().find(|row| row.criterion == it.criterion);
            match criterion.map(|row| &row.source) {
                None => {
                    let problem = format!("must be one of the card, was {}", it.criterion);
                    found.add("criterion", problem);
                }
                Some(CriterionSource::FigureOrRating(_)) => {}
                Some(CriterionSource::Rating | CriterionSource::Figure(_)) => {
                    let problem = format!("must take a figure or a rating, {} not", it.criterion);
                    found.add("criterion", problem);
                }
            }
            let levels = criterion.map_or(0, |row| row.scale.rows());
            if !it.from.is_empty() && it.from.len().checked_add(1) != Some(levels) {
                let problem = format!(
                    "must have one bound fewer than the {levels} levels, had {}",
                    it.from.len()
                );
                found.add("from", problem);
            }
            if !Order::Rising.holds_in(&it.from) {
                found.add("from", "must rise from level to level".to_owned());
            }
        });
    }
}

impl Draft for DealerPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("card", |found| self.card.check(found));
        self.check_initiative(found);
        self.check_actions(found);
        found.within("integrity", |found| {
            let it = &self.integrity;
            found.at_least("window_months", 1, it.window_months);
            found.at_most("least_record_months", it.window_months, it.least_record_months);
            found.at_least("breach_months", 1, it.breach_months);
            found.at_least("breaches", 2, it.breaches);
            found.at_least("plan_share", Ratio::ONE, it.plan_share);
        });
        found.within("zeal", |found| {
            let it = &self.zeal;
            found.at_least("window_days", 1, it.window_days);
            found.at_least("least_claims", 1, it.least_claims);
            found.at_most("watch_below", Ratio::ONE, it.watch_below);
            found.at_most("warning_below", it.watch_below, it.warning_below);
            found.at_most("warning_level", it.watch_level, it.warning_level);
            found.at_least("new_orders", 1, it.new_orders);
        });
        self.check_means(found);
        found.at_least("means_age_days", 1, self.means_age_days);
        found.at_least("every_days", 1, self.every_days);
    }
}

impl DealerPolicyDraft {
    /// The action for a grade.
    pub(super) fn action(&self, grade: &GradeId) -> Option<DealerAction> {
        self.actions.iter().find(|it| it.grade == *grade).map(|it| it.action)
    }
}
