use crate::calendar::AsOf;
use crate::money::{Amount, Currency, Major, Total};
use crate::receivable::Reminder;
use crate::valid::{Draft, Order, Valid, Violations};

/// The plain form of [`ReminderFees`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ReminderFeesDraft {
    /// The fee of a reminder by its level, from the first on, none falling. A level beyond the
    /// last costs as much as the last. Without rows, as by default, reminders are free.
    pub by_level: Vec<Major>,
}

/// The fees of reminders (S20).
///
/// ```
/// use guanxi::credit::{ReminderFees, ReminderFeesDraft};
/// use guanxi::money::{Currency, Major};
///
/// let by_level = vec![Major::from_units(0), Major::from_units(5)];
/// let fees = ReminderFees::try_new(ReminderFeesDraft { by_level })?;
/// assert_eq!([1, 2, 3].map(|level| fees.fee(level, Currency::CNY).minor()), [0, 5_00, 5_00]);
/// # Ok::<(), guanxi::valid::Violations>(())
/// ```
#[doc(alias = "催款费用")]
pub type ReminderFees = Valid<ReminderFeesDraft>;

impl Draft for ReminderFeesDraft {
    fn check(&self, found: &mut Violations) {
        found.within("by_level", |found| {
            let before = std::iter::once(None).chain(self.by_level.iter().copied().map(Some));
            for (place, (fee, before)) in self.by_level.iter().zip(before).enumerate() {
                found.check_order(&place.to_string(), Order::NotFalling, before, *fee);
            }
        });
    }
}

impl ReminderFees {
    /// The fee of a reminder of a level, from 1; a level of 0 costs nothing.
    pub fn fee(&self, level: u8, currency: Currency) -> Amount {
        let fee = usize::from(level)
            .checked_sub(1)
            .and_then(|place| self.by_level.get(place).or_else(|| self.by_level.last()));
        fee.map_or(Amount::ZERO, |fee| fee.to_minor_ceil(currency))
    }

    /// The fees of the reminders sent up to a day.
    pub fn charged(&self, reminders: &[Reminder], currency: Currency, t: AsOf) -> Total {
        let sent = reminders.iter().filter(|reminder| t.sees(reminder.sent));
        sent.map(|reminder| self.fee(reminder.level, currency)).collect()
    }
}
