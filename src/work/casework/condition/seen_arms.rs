use crate::warning::{Arm, Level, Rule};

/// Arms of one rule, at most.
pub(super) const MOST_ARMS: usize = 4;

/// An arm of a rule that objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RaisedArm {
    /// The arm.
    pub arm: Arm,
    /// The level that it raises.
    pub level: Level,
}

/// The arms of one rule in an evaluation: those that object, and those that are silent, because it
/// is too early, out of season, or for lack of data. An arm that is neither has spoken and does not
/// object.
///
/// ```
/// use guanxi::casework::{RaisedArm, SeenArms};
/// use guanxi::warning::{Arm, Level, Rule};
/// let raised = [RaisedArm { arm: Arm::Frequency, level: Level::Watch }];
/// let seen = SeenArms::of(Rule::Progress, &raised, &[Arm::Plan, Arm::OverBudget]);
/// assert_eq!(seen.raised().collect::<Vec<_>>(), raised);
/// assert_eq!(seen.silent().collect::<Vec<_>>(), [Arm::Plan], "the other is of another rule");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct SeenArms([Option<(Arm, Option<Level>)>; MOST_ARMS]);

impl SeenArms {
    /// No arm objects, and none is silent.
    pub(crate) const NONE: Self = Self([None; MOST_ARMS]);

    /// The arms of a rule among those that object and those that are silent.
    pub fn of(rule: Rule, raised: &[RaisedArm], silent: &[Arm]) -> Self {
        let raised = raised.iter().map(|it| (it.arm, Some(it.level)));
        let said = raised.chain(silent.iter().map(|arm| (*arm, None)));
        let mut seen = Self::default();
        for (place, said) in seen.0.iter_mut().zip(said.filter(|(arm, _)| arm.rule() == rule)) {
            *place = Some(said);
        }
        seen
    }

    /// The arms that object.
    pub fn raised(&self) -> impl Iterator<Item = RaisedArm> + '_ {
        self.0
            .iter()
            .flatten()
            .filter_map(|(arm, level)| level.map(|level| RaisedArm { arm: *arm, level }))
    }

    /// The arms that are silent.
    pub fn silent(&self) -> impl Iterator<Item = Arm> + '_ {
        self.0.iter().flatten().filter(|(_, level)| level.is_none()).map(|(arm, _)| *arm)
    }

    /// Tests whether an arm is silent.
    pub(super) fn is_silent(self, arm: Arm) -> bool {
        self.silent().any(|it| it == arm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_rule_has_more_arms() {
        for rule in Rule::ALL {
            let count = Arm::ALL.iter().filter(|arm| arm.rule() == rule).count();
            assert!(count <= MOST_ARMS, "{rule}");
        }
    }
}
