//! The judgement of one customer: the same for a review, a request and one more event.

mod assessor;
mod judgement;
mod readings;
mod shared_figures;
mod standpoint;

pub use assessor::Assessor;
pub use judgement::Judgement;
use judgement::PendingJudgement;
pub use readings::Readings;
