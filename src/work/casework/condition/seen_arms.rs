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

/// The word of an arm in an evaluation, unless it has spoken and does not object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub(super) enum ArmWord {
    /// It objects.
    Raises(Level),
    /// It is silent.
    Silent,
    /// It objects, and something else holds that back.
    HeldBack,
}

/// The arms of one rule in an evaluation: those that object; those that are silent, because it is
/// too early, out of season, or for lack of data; and those that object and are held back. An arm
/// that is none of these has spoken and does not object.
///
/// # Rule
///
/// > S22: a condition clears only when each arm that raised it has spoken again. An arm that is
/// > silent or held back has not: its days stand still, and it clears nothing. The reason does not
/// > matter. A silence that lasts is told; what is held back is still evaluated, and its reason was
/// > told.
///
/// ```
/// use guanxi::casework::{RaisedArm, SeenArms};
/// use guanxi::warning::{Arm, Level, Rule};
/// let raised = [RaisedArm { arm: Arm::Frequency, level: Level::Watch }];
/// let seen = SeenArms::of(Rule::Progress, &raised, &[Arm::Plan, Arm::OverBudget]);
/// assert_eq!(seen.raised().collect::<Vec<_>>(), raised);
/// assert_eq!(seen.silent().collect::<Vec<_>>(), [Arm::Plan], "the other is of another rule");
/// let held = seen.holding_back(|arm| arm == Arm::Frequency);
/// assert_eq!(held.held_back().collect::<Vec<_>>(), [Arm::Frequency]);
/// assert_eq!(held.raised().count(), 0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct SeenArms([Option<(Arm, ArmWord)>; MOST_ARMS]);

impl SeenArms {
    /// No arm objects, and none is silent.
    pub(crate) const NONE: Self = Self([None; MOST_ARMS]);

    /// The arms of a rule among those that object and those that are silent.
    pub fn of(rule: Rule, raised: &[RaisedArm], silent: &[Arm]) -> Self {
        let raised = raised.iter().map(|it| (it.arm, ArmWord::Raises(it.level)));
        let said = raised.chain(silent.iter().map(|arm| (*arm, ArmWord::Silent)));
        let mut seen = Self::default();
        for (place, said) in seen.0.iter_mut().zip(said.filter(|(arm, _)| arm.rule() == rule)) {
            *place = Some(said);
        }
        seen
    }

    /// The same arms, of which some are held back where they object.
    #[must_use]
    pub fn holding_back(mut self, is_held: impl Fn(Arm) -> bool) -> Self {
        for (arm, word) in self.0.iter_mut().flatten() {
            if matches!(word, ArmWord::Raises(_)) && is_held(*arm) {
                *word = ArmWord::HeldBack;
            }
        }
        self
    }

    /// The arms that object.
    pub fn raised(&self) -> impl Iterator<Item = RaisedArm> + '_ {
        self.0.iter().flatten().filter_map(|(arm, word)| match word {
            ArmWord::Raises(level) => Some(RaisedArm { arm: *arm, level: *level }),
            ArmWord::Silent | ArmWord::HeldBack => None,
        })
    }

    /// The arms that are silent.
    pub fn silent(&self) -> impl Iterator<Item = Arm> + '_ {
        self.saying(ArmWord::Silent)
    }

    /// The arms that object and are held back.
    pub fn held_back(&self) -> impl Iterator<Item = Arm> + '_ {
        self.saying(ArmWord::HeldBack)
    }

    fn saying(&self, said: ArmWord) -> impl Iterator<Item = Arm> + '_ {
        self.0.iter().flatten().filter(move |(_, word)| *word == said).map(|(arm, _)| *arm)
    }

    /// The word of an arm; `None` where it has spoken and does not object.
    pub(super) fn word(self, arm: Arm) -> Option<ArmWord> {
        self.0.iter().flatten().find(|(it, _)| *it == arm).map(|(_, word)| *word)
    }

    /// The arms of one rule among them.
    pub(crate) fn of_rule(self, rule: Rule) -> Self {
        Self(self.0.map(|it| it.filter(|(arm, _)| arm.rule() == rule)))
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
