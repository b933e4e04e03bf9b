use super::CallPlanError;
use crate::id::CustomerId;
use crate::measure::proven;
use crate::money::Amount;

/// An answer: the contribution that a customer is expected to bring with a number of calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CallLevel {
    /// The calls in the period.
    pub calls: u16,
    /// The contribution expected in the period: sales less the cost of goods. It may fall again
    /// where too many calls annoy.
    pub contribution: Amount,
}

/// The answers of a salesperson about a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallResponse {
    /// The customer.
    pub customer: CustomerId,
    /// The minutes of a call, with the way; at least 1.
    pub minutes: u16,
    /// The calls that are made now in a period; one of the levels.
    pub present: u16,
    /// The answers, from 0 calls on, in rising order.
    pub levels: Vec<CallLevel>,
}

impl CallLevel {
    /// The numbers of calls that a salesperson is usually asked about: none, half of the present
    /// ones, the present ones, half as many more, and the number beyond which more calls change
    /// nothing. Halves are rounded up; what coincides is asked once.
    ///
    /// ```
    /// use guanxi::visit::CallLevel;
    ///
    /// assert_eq!(CallLevel::to_ask(6, 20), [0, 3, 6, 9, 20]);
    /// assert_eq!(CallLevel::to_ask(1, 4), [0, 1, 2, 4]);
    /// assert_eq!(CallLevel::to_ask(0, 2), [0, 2]);
    /// ```
    pub fn to_ask(present: u16, saturation: u16) -> Vec<u16> {
        let half = present.div_ceil(2);
        let more = present.checked_add(half);
        let levels = [Some(0), Some(half), Some(present), more, Some(saturation)];
        let mut levels: Vec<u16> = levels.into_iter().flatten().collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    }
}

impl CallResponse {
    /// The answer at a number of calls.
    pub(super) fn at(&self, calls: u16) -> Option<CallLevel> {
        self.levels.iter().copied().find(|it| it.calls == calls)
    }

    /// The minutes of some calls.
    pub(super) fn minutes_of(&self, calls: u16) -> u64 {
        let minutes = u64::from(self.minutes).checked_mul(calls.into());
        proven!(minutes, else u64::MAX, "a product of two numbers of 16 bits")
    }

    pub(super) fn check(&self) -> Result<(), CallPlanError> {
        let customer = || self.customer.clone();
        if self.minutes == 0 {
            return Err(CallPlanError::NoMinutes { customer: customer() });
        }
        if self.levels.first().is_none_or(|it| it.calls > 0) {
            return Err(CallPlanError::NoLevelOfZero { customer: customer() });
        }
        for (before, level) in self.levels.iter().zip(self.levels.iter().skip(1)) {
            if level.calls <= before.calls {
                let (calls, before) = (level.calls, before.calls);
                return Err(CallPlanError::OutOfOrder { customer: customer(), calls, before });
            }
        }
        if self.at(self.present).is_none() {
            let present = self.present;
            return Err(CallPlanError::NoLevelOfPresent { customer: customer(), present });
        }
        Ok(())
    }
}
