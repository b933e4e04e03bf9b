use super::TestSubject;
use super::figure_value::Unit;
use crate::valid::words;
use crate::warning::Rule;

/// Declares the figures: each with its word in files, its rule or other subject, its unit and the
/// figure beside which alone it has a meaning.
macro_rules! figures {
    ($(
        $(#[$meta:meta])*
        $name:ident = $code:literal: $subject:ident, $unit:ident $(, beside $other:ident)?;
    )*) => {
        words! {
            /// A figure that a policy test gives, by which something is judged.
            ///
            /// A test gives figures of one rule, or of another subject. A figure of a rule that is
            /// left out has the value that its description states, at which the figures beside it
            /// decide. An arm without any figure is not judged.
            ///
            /// ```
            /// use guanxi::policy::{TestFigure, TestSubject};
            /// use guanxi::warning::Rule;
            ///
            /// let figure: TestFigure = "utilisation".parse()?;
            /// assert_eq!(figure.subject(), TestSubject::Rule(Rule::Debt));
            /// assert_eq!(figure.unit(), "a ratio such as \"80%\"");
            /// # Ok::<(), guanxi::valid::WordError>(())
            /// ```
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum TestFigure as "a figure" {
                $($(#[$meta])* $name = $code,)*
            }
        }

        impl TestFigure {
            /// The thing that is judged by the figure.
            pub const fn subject(self) -> TestSubject {
                match self {
                    $(Self::$name => figures!(@subject $subject),)*
                }
            }

            pub(super) const fn of_unit(self) -> Unit {
                match self {
                    $(Self::$name => Unit::$unit,)*
                }
            }

            /// The figure beside which alone this one has a meaning.
            pub const fn beside(self) -> Option<Self> {
                match self {
                    $(Self::$name => figures!(@beside $($other)?),)*
                }
            }
        }
    };
    (@subject Segment) => { TestSubject::Segment };
    (@subject CreditGrade) => { TestSubject::CreditGrade };
    (@subject DealerGrade) => { TestSubject::DealerGrade };
    (@subject $rule:ident) => { TestSubject::Rule(Rule::$rule) };
    (@beside) => { None };
    (@beside $other:ident) => { Some(Self::$other) };
}

figures! {
    /// Exposure by a limit above zero.
    Utilisation = "utilisation": Debt, Share;
    /// Exposure.
    Exposure = "exposure": Debt, Amount;
    /// The limit; none is agreed where it is left out beside an exposure.
    Limit = "limit": Debt, Limit;
    /// Days past due of the oldest overdue item.
    OldestPastDue = "oldest_past_due": Debt, Count;
    /// The overdue sum; at least the tolerance where it is left out.
    Overdue = "overdue": Debt, Amount, beside OldestPastDue;
    /// The share of the period that has elapsed.
    Elapsed = "elapsed": Progress, Share;
    /// Purchases by the plan to date (100% is on pace), where the customer has no usual order.
    ShareOfPlan = "share_of_plan": Progress, Share;
    /// Purchases per worked day by those of last year, where the customer has no usual order.
    ShareOfLastYear = "share_of_last_year": Progress, Share;
    /// Order days in the same period last year; enough where they are left out.
    OrderDaysLastYear = "order_days_last_year": Progress, Count, beside ShareOfLastYear;
    /// Order days in the recent window.
    RecentOrderDays = "recent_order_days": Progress, Count, beside BaselineOrderDays;
    /// Own days in the recent window; those of the policy where they are left out.
    RecentDays = "recent_days": Progress, Count, beside RecentOrderDays;
    /// Order days in the baseline.
    BaselineOrderDays = "baseline_order_days": Progress, Count, beside RecentOrderDays;
    /// Days of the baseline; those of the policy where they are left out.
    BaselineDays = "baseline_days": Progress, Count, beside BaselineOrderDays;
    /// Sigmas by which the latest month lies below its expectation.
    SigmasBelow = "sigmas_below": Progress, Sigmas;
    /// Sigmas by which the running average lies below.
    SigmasBelowOnAverage = "sigmas_below_on_average": Progress, Sigmas;
    /// Expense by the budget to date.
    ShareOfBudget = "share_of_budget": Expense, Share;
    /// Purchases by the plan to date, which may carry the expense.
    SalesOfPlan = "sales_of_plan": Expense, Share, beside ShareOfBudget;
    /// The share of the period that has elapsed, for expense.
    BudgetElapsed = "budget_elapsed": Expense, Share, beside ShareOfBudget;
    /// Probability of no order within the days for which one is awaited.
    NoOrder = "no_order": Loss, Chance;
    /// Probability that the customer still buys.
    Alive = "alive": Loss, Chance;
    /// Days of silence; one more than the usual gap where they are left out.
    SilentDays = "silent_days": Loss, Count;
    /// The usual gap in days; none at all where it is left out.
    UsualGap = "usual_gap": Loss, Count;
    /// Order days ever; two where they are left out.
    OrderDays = "order_days": Loss, Count;
    /// True where a customer that was lost has ordered twice within its usual gap.
    WonBack = "won_back": Loss, YesNo;
    /// The impact of an open incident, `"none"` where none is open.
    Impact = "impact": Incident, Impact;
    /// The credibility of its report; verified where it is left out.
    Credibility = "credibility": Incident, Credibility, beside Impact;
    /// Purchases of all strictly larger customers by those of all.
    ShareAbove = "share_above": Segment, Chance;
    /// Strictly larger customers by all that bought.
    CustomersAbove = "customers_above": Segment, Chance;
    /// Net purchases in the days that count for classes.
    Purchases = "purchases": Segment, Amount;
    /// The score of loyalty.
    Loyalty = "loyalty": Segment, Score;
    /// The score by which credit is graded.
    CreditScore = "credit_score": CreditGrade, Score;
    /// The score of a dealer, without caps and knock-outs.
    DealerScore = "dealer_score": DealerGrade, Score;
}

impl TestFigure {
    /// The unit in words, with an example.
    pub const fn unit(self) -> &'static str {
        self.of_unit().said()
    }
}
