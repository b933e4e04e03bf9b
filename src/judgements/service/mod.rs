//! Service by class: what each class of customers is entitled to, and what is due (S23).
//!
//! | type | meaning |
//! |---|---|
//! | [`ServicePolicy`], [`ServicePolicyDraft`] | the entitlements, and their plain form |
//! | [`Entitlement`], [`ServiceRhythm`] | a service from a class on; the times at which it is due |
//! | [`ServiceClass`], [`ClassStatement`] | the class of service on a day; a stated class |
//! | [`ServiceDelivery`] | a service that a customer was given |
//! | [`EntitlementReading`], [`EntitlementState`] | an entitlement as of a date: had, due, missed |
//! | [`sampled_customers`], [`SampleCandidate`] | the customers of the next round of samples |
//! | [`SampleCycle`] | rounds of samples whose order nobody can predict |
//! | [`PriorityTable`], [`DomainPriority`] | classes in domains; one class in one domain |
//! | [`ServiceDomain`], [`MovedRule`] | the domains; the rule that a priority moves |
//! | [`ServiceRequest`], [`ServiceRequestDraft`] | a request of a customer, and its plain form |
//! | [`RequestKind`], [`RequestManner`] | urgent, special, easy, hard |
//! | [`RequestClocks`], [`RequestReading`] | the clocks of requests; a deadline as of a date |
//! | [`SupplyRequest`], [`SupplyShare`] | goods in shortage: asked for, and allocated |
//! | [`ShortageTerms`], [`AllocationBasis`] | the terms of the allocation |
//! | [`ShortageError`] | requests among which nothing can be shared |
//! | [`BusinessAnalysis`], [`AnalysisFacts`] | the analysis for the customer's eyes; its figures |
//! | [`AnalysisMonth`], [`ServiceLine`], [`CoverLine`] | lines of it: purchases, service, stock |
//! | [`RebatePosition`] | the rebate earned, and the next tier |
//! | [`PurchaseMix`], [`MixLine`], [`ProductPurchases`] | its products, beside unnamed peers |
//!
//! A prospect has no class and no entitlements; its visits go by the importance that a person
//! stated.
//!
//! System of the domain: [S23].
//!
//! [S23]: crate::docs::domain#s23

mod allocation;
mod analysis;
mod domain_priority;
mod entitlement;
mod entitlement_reading;
mod policy;
mod sample_cycle;
mod sampled_customers;
mod service_class;
mod service_request;

pub use allocation::{AllocationBasis, ShortageError, ShortageTerms, SupplyRequest, SupplyShare};
pub use analysis::{
    AnalysisFacts, AnalysisMonth, BusinessAnalysis, CoverLine, MixLine, ProductPurchases,
    PurchaseMix, RebatePosition, ServiceLine,
};
pub use domain_priority::{DomainPriority, MovedRule, PriorityTable, ServiceDomain};
pub use entitlement::{Entitlement, ServiceRhythm};
pub use entitlement_reading::{EntitlementReading, EntitlementState, ServiceDelivery};
pub use policy::{ServicePolicy, ServicePolicyDraft};
pub use sample_cycle::SampleCycle;
pub use sampled_customers::{SampleCandidate, sampled_customers};
pub use service_class::{ClassStatement, ServiceClass};
pub use service_request::{
    RequestClocks, RequestKind, RequestManner, RequestReading, ServiceRequest, ServiceRequestDraft,
};
