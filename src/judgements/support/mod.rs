//! Support for dealers (辅导与支援, S25): its kinds and items, its yearly plan, fairness, trainings,
//! things lent and gifts; its effect, the mix of benefits, and the dependence on our people.
//!
//! | type | meaning |
//! |---|---|
//! | [`SupportKind`] | the six kinds |
//! | [`SupportItem`] | the 32 items, each with its kind, its unit and its Chinese word |
//! | [`SupportUnit`] | the unit of an item: money or days of people |
//! | [`PersonDays`], [`PersonDaysError`] | days of people, in halves; a text that is none |
//! | [`SupportPolicy`], [`SupportPolicyDraft`] | the policy of support, and the plain form |
//! | [`SupportPlan`], [`SupportPlanDraft`], [`SupportLine`] | the yearly plan; a line of it |
//! | [`SupportEntry`], [`SupportEvent`] | an event of a line: begun, given, spent, worked, proved |
//! | [`SupportPlanReading`], [`SupportLineReading`] | the plan as of a date; a line of it |
//! | [`SupportKindReading`], [`SupportTotals`] | the lines of a kind; budget and spending |
//! | [`SupportFinding`] | a line that does not go as planned |
//! | [`SupportPlanError`] | an entry that a plan cannot take |
//! | [`split_among_lines`] | a budget or a cost, split among lines |
//! | [`SupportedCustomer`] | a customer with its support and its purchases |
//! | [`SupportFairness`], [`Disproportionate`] | fairness among competitors; a finding |
//! | [`Training`], [`TrainingDraft`] | a training, and the plain form |
//! | [`TrainingTopic`], [`TrainingForm`], [`TrainingAudience`] | its topic, form and audience |
//! | [`TrainingRecord`], [`TrainedPerson`], [`TrainedTopic`] | who is trained in what, since when |
//! | [`LentThing`], [`LentThingDraft`], [`LentKind`] | a thing of ours at a customer |
//! | [`LentCount`], [`CountResult`] | a count of one, and its result |
//! | [`LentThings`], [`LentReading`], [`LentFinding`] | things at a customer on a date; findings |
//! | [`Gift`], [`GiftKind`] | a gift, or hospitality |
//! | [`GiftRecipient`], [`RecipientOffice`] | the person who is given it, and its office |
//! | [`GiftPolicy`], [`GiftPolicyDraft`] | the policy of gifts, and the plain form |
//! | [`GiftReading`], [`GiftFinding`] | a gift with its findings; a finding |
//! | [`SupportEffect`], [`EffectFacts`] | the change of purchases beyond that of controls |
//! | [`SupportReturn`] | margin on the effect less cost, over cost |
//! | [`EffectVerdict`], [`EffectDoubt`] | consistent, in doubt or no gain; reasons to doubt |
//! | [`SupportChoice`] | the way by which the supported customers were chosen |
//! | [`EffectWindows`], [`EffectDays`] | the windows compared; their worked days |
//! | [`EffectCustomer`], [`EffectPeers`] | a customer; its class, level and area |
//! | [`EffectPurchases`] | purchases in each window |
//! | [`EffectExclusion`] | the reason to leave a customer out |
//! | [`ControlPair`] | a supported customer and its control |
//! | [`EffectPolicy`], [`EffectPolicyDraft`] | fewest pairs, caliper, bounds of doubt |
//! | [`EffectError`] | an effect that cannot be read |
//! | [`Benefit`], [`BenefitKind`] | a benefit: financial, social or structural |
//! | [`BenefitMix`], [`BenefitSum`] | the benefits of a customer; those of one kind |
//! | [`BenefitFinding`] | benefits that a rival can copy, or that go with a person |
//! | [`StaffDependence`], [`Concentration`] | the dependence of our sales on single people |
//! | [`PersonDependence`] | everything that we would lose with one of them |
//! | [`CustomerBonds`], [`CardSecrets`] | the ties of a customer; the secrets of its card |
//! | [`DependenceRemedy`] | a step that makes a customer less dependent on a person |
//!
//! | rule (S25) | item |
//! |---|---|
//! | controls are alike, each once, and at least five | [`SupportEffect`] |
//! | groups that moved apart before, had fallen, or bought ahead, prove nothing | [`EffectDoubt`] |
//! | a benefit in money can be copied, one of people goes with them | [`BenefitFinding`] |
//! | a person of ours in all threads of a customer may take it along | [`StaffDependence`] |
//!
//! The threads of a customer are those of [`contact::Threads`](crate::contact::Threads). What a
//! dealer earns with us is [`key_account::MutualGain`](crate::key_account::MutualGain).
//! Plans, entries, trainings, things and gifts are kept by the application, as promises are.
//!
//! Systems of the domain: [S25].
//!
//! [S25]: crate::docs::domain#s25

mod benefit;
mod dependence;
mod effect;
mod fairness;
mod given;
mod item;
mod person_days;
mod plan;
mod policy;

pub use benefit::{Benefit, BenefitFinding, BenefitKind, BenefitMix, BenefitSum};
pub use dependence::{
    CardSecrets, Concentration, CustomerBonds, DependenceRemedy, PersonDependence, StaffDependence,
};
pub use effect::{
    ControlPair, EffectCustomer, EffectDays, EffectDoubt, EffectError, EffectExclusion,
    EffectFacts, EffectPeers, EffectPolicy, EffectPolicyDraft, EffectPurchases, EffectVerdict,
    EffectWindows, SupportChoice, SupportEffect, SupportReturn,
};
pub use fairness::{Disproportionate, SupportFairness, SupportedCustomer};
pub use given::{
    CountResult, Gift, GiftFinding, GiftKind, GiftPolicy, GiftPolicyDraft, GiftReading,
    GiftRecipient, LentCount, LentFinding, LentKind, LentReading, LentThing, LentThingDraft,
    LentThings, RecipientOffice, TrainedPerson, TrainedTopic, Training, TrainingAudience,
    TrainingDraft, TrainingForm, TrainingRecord, TrainingTopic,
};
pub use item::{SupportItem, SupportKind, SupportUnit};
pub use person_days::{PersonDays, PersonDaysError};
pub use plan::{
    SupportEntry, SupportEvent, SupportFinding, SupportKindReading, SupportLine,
    SupportLineReading, SupportPlan, SupportPlanDraft, SupportPlanError, SupportPlanReading,
    SupportTotals, split_among_lines,
};
pub use policy::{SupportPolicy, SupportPolicyDraft};
