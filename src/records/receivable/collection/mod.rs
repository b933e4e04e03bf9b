//! Collection of open items: ageing by any partition, reminders, promises to pay.

mod ageing_partition;
mod dunning_policy;
mod promise;

pub use ageing_partition::{
    AgedItems, AgedPart, AgeingBasis, AgeingError, AgeingPartition, AgeingPartitionDraft,
};
pub use dunning_policy::{DunningBasis, DunningLevel, DunningPolicy, DunningPolicyDraft, Reminder};
pub use promise::{Promise, PromiseStatus, promises};
