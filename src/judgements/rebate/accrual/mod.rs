//! The rebate of a period before it is over: volumes, accruals, postings, the next tier.

mod accrual;
mod goods_movement;
mod next_tier;
mod period_volume;
mod posting;

pub use accrual::{Accrual, AccrualMethod, Outlook, VolumeOutcome};
pub use goods_movement::{GoodsMovement, GroupMember};
pub use next_tier::{CliffPolicy, CliffPolicyDraft, CliffPull, NextTier};
pub use period_volume::{Conversion, PeriodVolume};
pub use posting::{AccrualPosting, AccrualRun, PeriodAccrual};
