//! Movement of customers between two reviews, and through a series of them.

mod error;
mod figure;
mod history;
mod merge_list;
mod movement;
mod placement;
mod programme;
mod quadrants;
mod side;

pub use error::{MergeListError, MovementError};
pub use figure::{LargestMove, MovementFigure, MovementMeasure};
pub use history::{GroupStay, MonthlyHistory};
pub use merge_list::{MergeList, MergedCustomer};
pub use movement::{Movement, MovementCell, MovementEntry};
pub use placement::{
    GroupPlacement, Migration, Move, Place, PlacedCustomer, PlacedReview, ReviewPair, UnlistedPlace,
};
pub use programme::{Programme, ProgrammeMovement};
pub use quadrants::{AxisChange, Direction, QuadrantMovement};
pub use side::MergeCounts;
pub(crate) use side::join_reviews;
