use std::cmp::Ordering;
use std::fmt::Display;

use super::Violations;

/// The order in which the rows of a table must stand, by one of their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Each value exceeds the one before.
    Rising,
    /// Each value lies below the one before.
    Falling,
    /// No value lies below the one before.
    NotFalling,
    /// No value exceeds the one before.
    NotRising,
}

impl Order {
    /// Returns `true` when a value may follow another. Values that do not compare may not.
    pub(crate) fn allows<T: PartialOrd>(self, before: &T, value: &T) -> bool {
        let found = value.partial_cmp(before);
        match self {
            Self::Rising => found == Some(Ordering::Greater),
            Self::Falling => found == Some(Ordering::Less),
            Self::NotFalling => found.is_some_and(Ordering::is_ge),
            Self::NotRising => found.is_some_and(Ordering::is_le),
        }
    }

    /// Returns `true` when each of the values may follow the one before.
    pub(crate) fn holds_in<T: PartialOrd>(self, values: &[T]) -> bool {
        values.iter().zip(values.iter().skip(1)).all(|(before, value)| self.allows(before, value))
    }

    const fn demand(self) -> &'static str {
        match self {
            Self::Rising => "must exceed",
            Self::Falling => "must lie below",
            Self::NotFalling => "must not be below",
            Self::NotRising => "must not exceed",
        }
    }
}

impl Violations {
    /// Adds a violation unless the value of a row may follow that of the row before. The first row
    /// follows none.
    pub(crate) fn check_order<T: PartialOrd + Display + Copy>(
        &mut self,
        field: &str,
        order: Order,
        before: Option<T>,
        value: T,
    ) {
        if let Some(before) = before.filter(|before| !order.allows(before, &value)) {
            self.add(field, format!("{} {before}, was {value}", order.demand()));
        }
    }

    /// Adds a violation unless a value is at most a bound.
    pub(crate) fn at_most<T: PartialOrd + Display + Copy>(
        &mut self,
        field: &str,
        bound: T,
        value: T,
    ) {
        self.check_order(field, Order::NotRising, Some(bound), value);
    }

    /// Adds a violation unless a value is at least a bound.
    pub(crate) fn at_least<T: PartialOrd + Display + Copy>(
        &mut self,
        field: &str,
        bound: T,
        value: T,
    ) {
        if value < bound {
            self.add(field, format!("must be at least {bound}, was {value}"));
        }
    }

    /// Checks the rows of a table, each with the row before. Their paths are the name of the table
    /// and the place of the row, from 0.
    pub(crate) fn each_row<T>(
        &mut self,
        table: &str,
        rows: &[T],
        mut check: impl FnMut(&mut Self, Option<&T>, &T),
    ) {
        let before = std::iter::once(None).chain(rows.iter().map(Some));
        for (place, (row, before)) in rows.iter().zip(before).enumerate() {
            self.within(&format!("{table}.{place}"), |found| check(found, before, row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_kept_or_broken_at_equal_values() {
        let kept = |order: Order| [(1, 2), (2, 2), (3, 2)].map(|(a, b)| order.allows(&a, &b));
        assert_eq!(kept(Order::Rising), [true, false, false]);
        assert_eq!(kept(Order::Falling), [false, false, true]);
        assert_eq!(kept(Order::NotFalling), [true, true, false]);
        assert_eq!(kept(Order::NotRising), [false, true, true]);
    }

    #[test]
    fn an_order_holds_in_a_table_when_it_holds_between_all_neighbours() {
        assert!(Order::Rising.holds_in(&[1, 2, 3]) && !Order::Rising.holds_in(&[1, 3, 3]));
        assert!(Order::Falling.holds_in(&[3, 2, 1]) && !Order::Falling.holds_in(&[2, 2, 1]));
        assert!(Order::Rising.holds_in(&[7]) && Order::Rising.holds_in::<u8>(&[]));
    }

    #[test]
    fn a_violation_names_the_row_and_both_values() {
        let mut found = Violations::default();
        found.each_row("steps", &[3, 3, 5, 4], |found, before, value| {
            found.check_order("from", Order::Rising, before, value);
        });
        assert_eq!(
            found.to_string(),
            "steps.1.from must exceed 3, was 3; steps.3.from must exceed 5, was 4"
        );
    }

    #[test]
    fn each_order_says_what_it_demands() {
        let said = |order, value: u8| {
            let mut found = Violations::default();
            found.check_order("from", order, Some(2), value);
            found.to_string()
        };
        assert_eq!(said(Order::Falling, 2), "from must lie below 2, was 2");
        assert_eq!(said(Order::NotFalling, 1), "from must not be below 2, was 1");
        assert_eq!(said(Order::NotRising, 3), "from must not exceed 2, was 3");
        assert_eq!(said(Order::NotRising, 2), "");
    }
}
