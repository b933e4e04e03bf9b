//! A book loaded in columns is the book that was told the same facts one by one; refused columns
//! leave it as it was.

mod books;
mod extremes;
mod parts;
mod refused;
mod story;

use guanxi::calendar::AsOf;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::strategies::{DAYS, as_of, date};

use books::{blank, load, same};
use story::{Batch, Terms, dated_rows, story};

proptest! {
    #[test]
    fn a_book_loaded_in_columns_is_the_book_told_one_by_one(
        story in story(0..=6),
        t in as_of(),
        other in as_of(),
    ) {
        let (loaded, told) = story.books();
        same(&loaded, &told, t)?;
        same(&loaded, &told, other)?;
        same(&loaded, &told, AsOf::new(date(DAYS)))?;
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        (rows, shuffled) in dated_rows(4).prop_flat_map(|rows| {
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
        cut in any::<Index>(),
    ) {
        let customers = vec![Terms { named: false, since: None, attitude: None }; 4];
        let [mut at_once, mut in_parts] = [blank(&customers), blank(&customers)];
        load(&mut at_once, &Batch::Sales(rows)).unwrap();
        let (first, second) = shuffled.split_at(cut.index(shuffled.len() + 1));
        load(&mut in_parts, &Batch::Sales(first.to_vec())).unwrap();
        load(&mut in_parts, &Batch::Sales(second.to_vec())).unwrap();
        same(&at_once, &in_parts, AsOf::new(date(DAYS)))?;
    }

    #[test]
    fn empty_columns_change_nothing_to_be_seen(story in story(0..=4), t in as_of()) {
        let (mut loaded, told) = story.books();
        for batch in [Batch::Sales, Batch::Expenses, Batch::Plans, Batch::Budgets] {
            load(&mut loaded, &batch(Vec::new())).unwrap();
        }
        load(&mut loaded, &Batch::Receivables(Vec::new(), Vec::new())).unwrap();
        load(&mut loaded, &Batch::Limits(Vec::new())).unwrap();
        same(&loaded, &told, t)?;
    }
}
