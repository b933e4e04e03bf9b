use crate::calendar::AsOf;
use crate::lapse::{OrderDays, Rhythm};
use crate::timeline::Timeline;
use crate::valid::words;

words! {
    /// The weight of orders of amount 0, such as samples and replacements, in the histories that a
    /// [fit](crate::lapse::Fit) takes.
    ///
    /// # Rule
    ///
    /// > S21.4: an order day has at least one sale of positive amount. A fit counts orders of
    /// > amount 0 or not, by a stated policy; the loss rule never does.
    ///
    /// Of the 23,570 buyers of CDNOW 68 have orders of amount 0 only. Figures published about them
    /// count these; without them there are 23,502.
    ///
    /// A day of amount 0 is one on which nothing but sales of 0 stand. Where a return stands beside
    /// them the day is none, since days are kept by their sums.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::lapse::ZeroOrders;
    /// use guanxi::trade::Sale;
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 0".parse()?))?;
    /// let (sales, t) = (account.view().sales(), "2026-03-31".parse()?);
    /// assert_eq!(ZeroOrders::LeftOut.rhythm(sales, t), None);
    /// let counted = ZeroOrders::Counted.rhythm(sales, t);
    /// assert_eq!(counted.map(|it| it.order_days()), Some(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum ZeroOrders as "a weight of orders of amount 0" {
        /// They are no orders.
        #[default]
        LeftOut = "left_out" => "left out",
        /// A day with one is an order day.
        Counted = "counted",
    }
}

impl ZeroOrders {
    /// The rhythm of sales up to `t`; `None` for a customer without any order day.
    pub fn rhythm(self, sales: Timeline<'_>, t: AsOf) -> Option<Rhythm> {
        match self {
            Self::LeftOut => Rhythm::from_sales(sales, t),
            Self::Counted => {
                let mut days = sales.up_to(t.day()).days_with_orders();
                let first = days.next()?;
                let one = OrderDays { count: 1, first, last: first };
                let all = days.try_fold(one, |all, last| {
                    Some(OrderDays { count: all.count.checked_add(1)?, last, ..all })
                });
                Rhythm::try_new(all?)
            }
        }
    }
}
