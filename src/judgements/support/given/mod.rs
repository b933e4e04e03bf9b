//! Support that customers were given: trainings, things lent, gifts and hospitality.

mod gift;
mod lent_thing;
mod training;

pub use gift::{
    Gift, GiftFinding, GiftKind, GiftPolicy, GiftPolicyDraft, GiftReading, GiftRecipient,
    RecipientOffice,
};
pub use lent_thing::{
    CountResult, LentCount, LentFinding, LentKind, LentReading, LentThing, LentThingDraft,
    LentThings,
};
pub use training::{
    TrainedPerson, TrainedTopic, Training, TrainingAudience, TrainingDraft, TrainingForm,
    TrainingRecord, TrainingTopic,
};
