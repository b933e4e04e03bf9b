//! The business analysis for a customer's eyes. No file in this folder uses a class, a score or a
//! judgement of credit; a test of the architecture holds them to it.

mod business_analysis;
mod mix;

pub use business_analysis::{
    AnalysisFacts, AnalysisMonth, BusinessAnalysis, CoverLine, RebatePosition, ServiceLine,
};
pub use mix::{MixLine, ProductPurchases, PurchaseMix};
