//! Selling expenses of a customer and their budget (S21.3).
//!
//! | fact | rule |
//! |---|---|
//! | [`Expense`] | money spent on selling to the customer; negative when it is taken back |
//! | [`Budget`] | the largest planned expense of a month; a month without one counts as zero |
//!
//! System of the domain: [S21].
//!
//! [S21]: crate::docs::domain#s21

mod fact;

pub use fact::{Budget, Expense};
