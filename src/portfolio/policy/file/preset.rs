use crate::measure::Ratio;
use crate::policy::PolicyDraft;
use crate::valid::words;
use crate::warning::{Levels, LossMethod};

words! {
    /// A whole policy under a name. A file that begins with `preset = "cautious"` states only where
    /// it differs.
    ///
    /// | | `standard` | `cautious` | `quiet` |
    /// |---|---|---|---|
    /// | exposure against the limit | 80 / 100 / 120 % | 70 / 90 / 100 % | 90 / 110 / 130 % |
    /// | days past due | 5 / 15 / 30 | 1 / 8 / 15 | 10 / 30 / 60 |
    /// | sales against plan | 95 / 85 / 70 % | 97 / 90 / 80 % | 90 / 75 / 60 % |
    /// | probability of no order | 40 / 60 / 80 % | 30 / 50 / 70 % | 50 / 70 / 85 % |
    ///
    /// Everything else is that of the default policy in all of them.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Preset as "a preset" {
        /// The default policy.
        #[default]
        Standard = "standard",
        /// Levels are raised earlier: for few customers with much money each.
        Cautious = "cautious",
        /// Levels are raised later: for many customers and few people to call them.
        Quiet = "quiet",
    }
}

fn percents(percents: [u16; 3]) -> Levels<Ratio> {
    let [watch, warning, critical] = percents.map(Ratio::from_percent);
    Levels { watch, warning, critical }
}

impl Preset {
    /// The draft of the policy.
    pub fn draft(self) -> PolicyDraft {
        let mut draft = PolicyDraft::default();
        let (raise, clear, [watch, warning, critical], plan, no_order) = match self {
            Self::Standard => return draft,
            Self::Cautious => ([70, 90, 100], [65, 85, 95], [1, 8, 15], [97, 90, 80], [30, 50, 70]),
            Self::Quiet => {
                ([90, 110, 130], [85, 105, 120], [10, 30, 60], [90, 75, 60], [50, 70, 85])
            }
        };
        draft.debt.utilisation.raise = percents(raise);
        draft.debt.utilisation.clear = percents(clear);
        draft.debt.ageing = Levels { watch, warning, critical };
        draft.progress.plan = percents(plan);
        draft.loss.silence = LossMethod::Probability { no_order_from: percents(no_order) };
        draft
    }
}
