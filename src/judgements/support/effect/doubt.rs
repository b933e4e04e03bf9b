use crate::valid::words;

words! {
    /// The way by which the customers that had the support were chosen.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SupportChoice as "a way to choose who has support" {
        /// By something that says nothing about their purchases before: a plan, an area, a lot.
        Otherwise = "otherwise",
        /// Because their purchases had fallen.
        AfterFall = "after_fall" => "after a fall",
    }
}

words! {
    /// The reason to doubt that an effect is one of the support.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum EffectDoubt as "a reason to doubt an effect" {
        /// The groups moved apart before the support.
        #[doc(alias = "平行趋势")]
        TrendsDiffer = "trends_differ" => "the groups moved apart before",
        /// The supported customers had fallen before, so that they would have risen without it.
        #[doc(alias = "均值回归")]
        RegressionToMean = "regression_to_mean" => "a return to the usual level",
        /// Purchases were brought forward: those of the window after are missing in the later one.
        #[doc(alias = "提前进货")]
        MovedForward = "moved_forward" => "purchases brought forward",
        /// As many pairs would have done better by chance.
        Chance = "chance",
    }
}

words! {
    /// The verdict on an effect.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum EffectVerdict as "a verdict on an effect" {
        /// The supported customers gained nothing beyond their controls.
        NoGain = "no_gain" => "no gain beyond the controls",
        /// They gained, and something else may have brought it.
        InDoubt = "in_doubt" => "in doubt",
        /// They gained, and nothing speaks against the support as the cause.
        Consistent = "consistent" => "consistent with the support",
    }
}
