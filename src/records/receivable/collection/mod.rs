//! Collection of open items: ageing by any partition, reminders, promises to pay.

mod ageing_partition;
mod dunning_policy;
mod promise;

pub use ageing_partition::{
    AgedItems, AgedPart, AgeingBasis, AgeingDraft, AgeingError, AgeingPartition,
};
pub use dunning_policy::{DunningBasis, DunningDraft, DunningLevel, DunningPolicy, Reminder};
pub use promise::{Promise, PromiseStatus, promises};
