use super::BridgeError;
use crate::calendar::{AsOf, Window};

mod sealed {
    use super::BridgeError;
    use crate::calendar::Window;

    /// The two windows of a bridge.
    ///
    /// Windows are in days. They may differ in length, as months do, and may overlap, as the years
    /// up to two days of one year do: the rows add up all the same. Read a bridge of overlapping
    /// windows as the change of a moving sum.
    ///
    /// ```
    /// use guanxi::bridge::BridgeWindows;
    /// use guanxi::calendar::Window;
    ///
    /// let (first, last) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
    /// let january = Window::inclusive(first, last);
    /// let february = Window::inclusive("2026-02-01".parse()?, "2026-02-28".parse()?);
    /// assert!(BridgeWindows::try_new(january, february).is_ok());
    /// assert!(BridgeWindows::try_new(february, january).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct BridgeWindows {
        before: Window,
        after: Window,
    }

    impl BridgeWindows {
        /// Two windows, the earlier one first.
        ///
        /// # Errors
        ///
        /// When a window has no day, or the second does not begin and end later than the first.
        pub fn try_new(before: Window, after: Window) -> Result<Self, BridgeError> {
            for window in [before, after] {
                if window.days() == 0 {
                    let Window { after, until } = window;
                    return Err(BridgeError::EmptyWindow { after, until });
                }
            }
            if after.after <= before.after || after.until <= before.until {
                return Err(BridgeError::Backwards {
                    first_after: before.after,
                    first_until: before.until,
                    second_after: after.after,
                    second_until: after.until,
                });
            }
            Ok(Self { before, after })
        }

        /// The first window.
        pub const fn before(self) -> Window {
            self.before
        }

        /// The second window.
        pub const fn after(self) -> Window {
            self.after
        }
    }
}
pub use sealed::BridgeWindows;

impl BridgeWindows {
    /// Returns `true` when a day lies in both windows.
    pub fn overlap(self) -> bool {
        self.after().after < self.before().until
    }

    /// The windows, when both are over by a day.
    ///
    /// # Errors
    ///
    /// When the second window ends later.
    pub fn over_by(self, t: AsOf) -> Result<Self, BridgeError> {
        let Window { until, .. } = self.after();
        if t.sees(until) { Ok(self) } else { Err(BridgeError::NotOver { until, t }) }
    }
}
