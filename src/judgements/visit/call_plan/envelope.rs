use super::{CallLevel, CallResponse};
use crate::measure::{Excess, Quotient, proven};
use crate::money::Total;

/// A step from one level of calls on an account to the next one on its upper concave envelope.
#[derive(Debug, Clone, Copy)]
pub(super) struct CallStep<'a> {
    pub(super) response: &'a CallResponse,
    /// The level that it leads to.
    pub(super) to: CallLevel,
    /// The minutes of the calls that it adds; at least 1.
    pub(super) minutes: u64,
    /// The contribution that it adds; positive.
    pub(super) gain: Total,
}

impl CallStep<'_> {
    /// The gain of some minutes at the rate of the step, rounded down.
    pub(super) fn gain_of(&self, minutes: u64) -> Total {
        let gain = self.gain.minor().checked_mul(minutes.into());
        let gain = gain.and_then(|it| it.checked_div_euclid(self.minutes.into()));
        Total::from_minor(proven!(gain, else 0, "a gain of 65 bits times minutes of 32 bits"))
    }

    /// The gain of a minute, exactly.
    pub(super) fn rate(&self) -> Quotient {
        slope(self.gain, self.minutes)
    }
}

/// The steps up the upper concave envelope of the answers, as long as they bring anything. Each
/// brings at most as much a minute as the one before it.
///
/// A level that lies below the line between its neighbours is passed over: whoever goes beyond the
/// first of them does best to go on to the second.
pub(super) fn steps_up(response: &CallResponse) -> Vec<CallStep<'_>> {
    let mut envelope: Vec<CallLevel> = Vec::new();
    for level in &response.levels {
        while let &[.., before, last] = envelope.as_slice()
            && rise(before, last) < rise(last, *level)
        {
            envelope.pop();
        }
        envelope.push(*level);
    }
    let steps = envelope.iter().zip(envelope.iter().skip(1)).map(|(from, to)| CallStep {
        response,
        to: *to,
        minutes: response.minutes_of(to.calls.excess_over(from.calls)),
        gain: to.contribution.to_total().minus(from.contribution),
    });
    steps.take_while(|it| it.gain.is_positive()).collect()
}

/// The contribution that each call between two levels adds.
fn rise(from: CallLevel, to: CallLevel) -> Quotient {
    let gain = to.contribution.to_total().minus(from.contribution);
    slope(gain, to.calls.excess_over(from.calls).into())
}

fn slope(gain: Total, of: u64) -> Quotient {
    proven!(Quotient::try_new(gain.minor(), of.into()), else Quotient::ZERO, "levels rise")
}
