use super::{EffectDays, EffectPurchases};
use crate::measure::{DifferenceInDifferences, GroupChange, Quotient, common_multiple};
use crate::money::Total;

/// A group of customers: its purchases and their number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub(super) purchases: EffectPurchases,
    pub(super) customers: u32,
}

/// The worked days of the windows, and the number of days to which all are brought, so that
/// windows of other lengths compare without a division.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    days: EffectDays,
    common: i128,
}

impl Scale {
    /// The scale of some days, each above 0; `None` when the common number does not fit.
    pub(super) fn try_new(days: EffectDays) -> Option<Self> {
        let later = days.later.unwrap_or(1);
        let all = [days.earlier, days.before, days.after, later].map(u128::from);
        let common = all.into_iter().try_fold(1, common_multiple)?;
        Some(Self { days, common: i128::try_from(common).ok()? })
    }

    /// Purchases of some days, as if they were those of the common number of days.
    fn scaled(self, net: Total, days: u32) -> Option<i128> {
        net.minor().checked_mul(self.common.checked_div(days.into())?)
    }

    /// The change of a group from the window before to that after.
    fn after(self, group: Group) -> Option<GroupChange> {
        let EffectPurchases { before, after, .. } = group.purchases;
        self.change(group, (before, self.days.before), (after, self.days.after))
    }

    fn change(
        self,
        group: Group,
        (before, days_before): (Total, u32),
        (after, days_after): (Total, u32),
    ) -> Option<GroupChange> {
        Some(GroupChange {
            before: i64::try_from(self.scaled(before, days_before)?).ok()?,
            after: i64::try_from(self.scaled(after, days_after)?).ok()?,
            cases: group.customers,
        })
    }

    /// The change of a customer from the window before to that after, for the common days.
    pub(super) fn gain(self, of: EffectPurchases) -> Option<i128> {
        let after = self.scaled(of.after, self.days.after)?;
        after.checked_sub(self.scaled(of.before, self.days.before)?)
    }

    /// The effect of the window after.
    pub(super) fn effect(self, treated: Group, controls: Group) -> Option<DifferenceInDifferences> {
        DifferenceInDifferences::try_new(self.after(treated)?, self.after(controls)?)
    }

    /// The same formula on the two windows before.
    pub(super) fn earlier(
        self,
        treated: Group,
        controls: Group,
    ) -> Option<DifferenceInDifferences> {
        let change = |group: Group| {
            let EffectPurchases { earlier, before, .. } = group.purchases;
            self.change(group, (earlier, self.days.earlier), (before, self.days.before))
        };
        DifferenceInDifferences::try_new(change(treated)?, change(controls)?)
    }

    /// The same formula from the window before to the last one, with its worked days.
    pub(super) fn later(
        self,
        treated: Group,
        controls: Group,
        days: u32,
    ) -> Option<DifferenceInDifferences> {
        let change = |group: Group| {
            let before = (group.purchases.before, self.days.before);
            self.change(group, before, (group.purchases.later?, days))
        };
        DifferenceInDifferences::try_new(change(treated)?, change(controls)?)
    }

    /// An effect for each customer, for some worked days instead of the common number.
    pub(super) fn each(self, effect: DifferenceInDifferences, days: u32) -> Option<Quotient> {
        effect.value().product(Quotient::try_new(days.into(), self.common)?)
    }
}
