//! The next step of a collection by class, age and conduct.

mod collection_strategy;

pub use collection_strategy::{
    CollectionStep, CollectionStrategy, CollectionStrategyDraft, ConductFacts, PaymentConduct,
    StrategyRow,
};
