use super::{Arm, ArmFinding, Finding, Level, Levels, Reading, Rule, Verdict};
use crate::account::{AccountView, Feeds};
use crate::context::Context;
use crate::credit::{Exposure, LimitInForce, share_of_limit};
use crate::evidence::{Figure, NotJudged, Value};
use crate::feed::Feed;
use crate::measure::{Quotient, Ratio};
use crate::money::{Currency, Major, Total};
use crate::receivable::{Inclusion, OpenBalance, Receivables, SmallChange};
use crate::valid::{Draft, Valid, Violations};

/// Thresholds of the utilisation of the limit: one to raise a warning, one to clear it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct Utilisation {
    /// Thresholds strictly above which a level is raised.
    pub raise: Levels<Ratio>,
    /// Thresholds below which a level is cleared; between the two a raised warning stays, so that
    /// it does not flap.
    pub clear: Levels<Ratio>,
}

impl Default for Utilisation {
    fn default() -> Self {
        let percent = Ratio::from_percent;
        Self {
            raise: Levels { watch: percent(80), warning: percent(100), critical: percent(120) },
            clear: Levels { watch: percent(75), warning: percent(95), critical: percent(110) },
        }
    }
}

/// When debt is a warning, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct DebtPolicyDraft {
    /// Exposure against the limit.
    pub utilisation: Utilisation,
    /// Days past due of the oldest overdue item: raised from there on.
    pub ageing: Levels<u16>,
    /// Below this sum nothing counts as overdue.
    pub overdue_tolerance: Major,
    /// An item below this, in minor units, is small change: it stays in every sum and raises no
    /// level. With an `overdue_tolerance` of 0 nothing is.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "SmallChange::is_usual"))]
    pub small_change: SmallChange,
    /// The level of any exposure without a limit, or beyond a limit of zero.
    pub without_limit: Level,
    /// Days ahead within which open orders count; all of them by default.
    pub horizon_days: Option<u16>,
    /// Treatment of disputed items.
    pub disputed: Inclusion,
}

impl Default for DebtPolicyDraft {
    fn default() -> Self {
        Self {
            utilisation: Utilisation::default(),
            ageing: Levels { watch: 5, warning: 15, critical: 30 },
            overdue_tolerance: Major::from_units(1),
            small_change: SmallChange::default(),
            without_limit: Level::Warning,
            horizon_days: None,
            disputed: Inclusion::Counted,
        }
    }
}

impl Draft for DebtPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("utilisation", |found| {
            let Utilisation { raise, clear } = &self.utilisation;
            raise.check_rising("raise", found);
            clear.check_rising("clear", found);
            for level in Level::ALL {
                let (raise, clear) = (raise.get(level), clear.get(level));
                if clear > raise {
                    let problem = format!("must not exceed raise ({raise}), was {clear}");
                    found.add(&format!("clear.{level}"), problem);
                }
            }
        });
        self.ageing.check_rising("ageing", found);
        if self.ageing.watch == 0 {
            found.add("ageing.watch", "must be at least 1 day past due, was 0".to_owned());
        }
    }
}

/// The policy of the debt warning.
///
/// # Rule
///
/// > S21.1: owes more than its limit. Utilisation strictly above 80 %, 100 %, 120 %; oldest overdue
/// > item at least 5, 15, 30 days past due, unless the overdue sum is small change. No limit agreed
/// > and something owed: warning. A limit of zero: anything owed is a warning, never a division.
#[doc(alias = "欠款预警")]
pub type DebtPolicy = Valid<DebtPolicyDraft>;

impl DebtPolicy {
    /// Reads the debts of a customer and its limit.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::context::Context;
    /// use guanxi::receivable::Invoice;
    /// use guanxi::warning::{Arm, DebtPolicy, Finding, Level, Reading};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
    /// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 5".parse()?))?;
    /// let context = Context::on("2026-02-05".parse()?);
    /// let reading = DebtPolicy::default().read(account.view(), &context);
    /// assert_eq!(reading.oldest_days_past_due, 5);
    /// assert_eq!(reading.finding(Arm::Ageing), Some(Finding::Raised(Level::Watch)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn read(&self, account: AccountView<'_>, context: &Context) -> DebtReading {
        let t = context.as_of();
        self.read_from(account, OpenBalance::as_of(self.receivables(account), t), context)
    }

    /// The receivables of a customer, without a say for small change.
    #[inline]
    pub(crate) fn receivables<'a>(&self, account: AccountView<'a>) -> Receivables<'a> {
        account.receivables().with_small_change(self.small_change.within(self.overdue_tolerance))
    }

    /// Reads from a standing that has been worked out already.
    #[inline]
    pub(crate) fn read_from(
        &self,
        account: AccountView<'_>,
        standing: OpenBalance,
        context: &Context,
    ) -> DebtReading {
        let t = context.as_of();
        let exposure = Exposure::with_standing(standing, account, t, self.horizon_days);
        let gross = exposure.gross();
        let (gross, overdue, oldest) = match self.disputed {
            Inclusion::Counted => (gross, standing.ageing.overdue(), standing.oldest_days_past_due),
            Inclusion::LeftOut => (
                gross.minus(standing.disputed),
                standing.ageing.overdue().minus(standing.disputed_overdue),
                standing.oldest_undisputed_days_past_due,
            ),
        };
        let secured = exposure.secured_of(gross);
        let counted = gross.minus(secured);
        let currency = account.currency();
        let limit = LimitInForce::from_account(account, t);
        let feed = Feeds::began(account.feeds().receivables_from, t);
        let lack = context.needs().feed_up_to(Feed::Receivables, t.day());
        let lack = if feed { lack } else { Some(NotJudged::NoReceivablesFeed) };
        DebtReading {
            currency,
            standing,
            orders: exposure.orders,
            deliveries: exposure.deliveries.plus(exposure.billed),
            secured,
            exposure: counted,
            limit,
            overdue,
            oldest_days_past_due: oldest,
            watch_above: self.utilisation.raise.watch,
            feed,
            arms: match lack {
                Some(reason) => [Arm::Utilisation, Arm::Ageing, Arm::NoLimit]
                    .map(|arm| arm.with(Finding::NotJudged(reason))),
                None => [
                    Arm::Utilisation.with(self.utilisation_arm(counted, limit)),
                    Arm::Ageing.with(self.ageing_arm(oldest, overdue, currency)),
                    Arm::NoLimit.with(self.no_limit_arm(counted, limit)),
                ],
            },
        }
    }

    /// Judges the debts of a customer, with evidence.
    pub fn judge(&self, account: AccountView<'_>, context: &Context) -> Verdict {
        self.read(account, context).verdict()
    }

    #[inline]
    fn utilisation_arm(&self, exposure: Total, limit: LimitInForce) -> Finding {
        match limit {
            LimitInForce::Unlimited => Finding::NotJudged(NotJudged::Unlimited),
            LimitInForce::NotSet => Finding::NotJudged(NotJudged::LimitNotSet),
            LimitInForce::Amount(_) if !exposure.is_positive() => Finding::Quiet,
            LimitInForce::Amount(Total::ZERO) => Finding::Raised(self.without_limit),
            LimitInForce::Amount(limit) => {
                let whole = limit.minor();
                let above = |ratio: &Ratio| ratio.is_exceeded_by(exposure.minor(), whole);
                Finding::from_level(self.utilisation.raise.highest(above))
            }
        }
    }

    #[inline]
    fn ageing_arm(&self, oldest: i32, overdue: Total, currency: Currency) -> Finding {
        if overdue < Total::from(self.overdue_tolerance.to_minor_ceil(currency)) {
            return Finding::Quiet;
        }
        Finding::from_level(self.ageing.highest(|days| oldest >= i32::from(*days)))
    }

    #[inline]
    fn no_limit_arm(&self, exposure: Total, limit: LimitInForce) -> Finding {
        match limit {
            LimitInForce::Unlimited => Finding::NotJudged(NotJudged::Unlimited),
            LimitInForce::Amount(_) => Finding::NotJudged(NotJudged::LimitAgreed),
            LimitInForce::NotSet if exposure.is_positive() => Finding::Raised(self.without_limit),
            LimitInForce::NotSet => Finding::Quiet,
        }
    }
}

/// The figures of the debt rule.
///
/// Written with `currency`, the amounts `balance`, `exposure`, `limit` (also `not_set` or
/// `unlimited`), `overdue`, `unapplied`, `disputed`, `orders`, `deliveries` and `secured`, days
/// past due as `oldest_dpd`, and `ageing` by bucket. Amounts are in major units, as text;
/// `overdue` and `oldest_dpd` are those of all open items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DebtReading {
    /// The currency of the amounts.
    pub currency: Currency,
    /// Open items, ageing, unapplied and earmarked credit.
    pub standing: OpenBalance,
    /// Open orders within the horizon.
    pub orders: Total,
    /// Delivered and not billed, or billed and not posted.
    pub deliveries: Total,
    /// The part of the debt that guarantees cover.
    pub secured: Total,
    /// The exposure that is compared with the limit.
    #[doc(alias = "信用敞口")]
    pub exposure: Total,
    /// The limit in force.
    pub limit: LimitInForce,
    /// The overdue sum that is compared with the tolerance.
    pub overdue: Total,
    /// Days past due of the oldest item that counts.
    pub oldest_days_past_due: i32,
    watch_above: Ratio,
    feed: bool,
    arms: [ArmFinding; 3],
}

impl DebtReading {
    /// Exposure by limit; `None` without a limit above zero.
    ///
    #[doc(alias = "额度使用率")]
    pub fn utilisation(&self) -> Option<Quotient> {
        match self.limit {
            LimitInForce::NotSet | LimitInForce::Unlimited => None,
            LimitInForce::Amount(limit) => Quotient::try_new(self.exposure.minor(), limit.minor()),
        }
    }

    /// The smallest payment after which the limit no longer objects, whatever is overdue; `None`
    /// when it does not object now.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, receivable::{CreditLimit, Invoice}};
    /// # use guanxi::warning::DebtPolicy;
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.agree_limit(CreditLimit::try_from_money("CNY 100".parse()?, account.currency())?)?;
    /// # let day = "2026-01-01".parse()?;
    /// account.record(Invoice::new("I1".parse()?, day, day, "CNY 81".parse()?))?;
    /// let context = Context::on("2026-01-01".parse()?);
    /// let reading = DebtPolicy::default().read(account.view(), &context);
    /// assert_eq!(reading.payment_within_limit().map(|total| total.minor()), Some(1_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn payment_within_limit(&self) -> Option<Total> {
        let objects = |arm| self.finding(arm).and_then(Finding::level).is_some();
        match self.limit {
            LimitInForce::NotSet if objects(Arm::NoLimit) => Some(self.exposure),
            LimitInForce::Amount(limit) if objects(Arm::Utilisation) => {
                // Utilisation is compared strictly, so the whole part of limit × ratio is allowed.
                let allowed = share_of_limit(limit, self.watch_above);
                Some(self.exposure.minus(allowed))
            }
            LimitInForce::NotSet | LimitInForce::Unlimited | LimitInForce::Amount(_) => None,
        }
    }

    fn limit_value(&self) -> Value {
        match self.limit {
            LimitInForce::Amount(limit) => Value::Money(limit, self.currency),
            limit @ (LimitInForce::NotSet | LimitInForce::Unlimited) => {
                Value::Text(limit.spoken(self.currency))
            }
        }
    }

    fn money(&self, total: Total) -> String {
        total.with_currency(self.currency).to_string()
    }
}

impl Reading for DebtReading {
    const RULE: Rule = Rule::Debt;

    fn arms(&self) -> &[ArmFinding] {
        &self.arms
    }

    fn has_feed(&self) -> bool {
        self.feed
    }

    fn clause(&self, arm: Arm) -> String {
        let exposure = self.money(self.exposure);
        match (arm, self.limit, self.utilisation()) {
            (Arm::Ageing, _, _) if self.oldest_days_past_due > 0 => format!(
                "{} overdue, the oldest by {}",
                self.money(self.overdue),
                Value::Days(self.oldest_days_past_due),
            ),
            (Arm::Ageing, _, _) if self.overdue.is_positive() => {
                format!("{} overdue, all of it small change", self.money(self.overdue))
            }
            (Arm::Ageing, _, _) => "nothing overdue".to_owned(),
            (_, LimitInForce::Amount(limit), Some(used)) => format!(
                "exposure {exposure} is {} of the limit {}",
                used.percent(),
                self.money(limit),
            ),
            (_, LimitInForce::Amount(_), None) if self.exposure.is_positive() => {
                format!("owes {exposure} on cash terms")
            }
            (_, LimitInForce::NotSet, _) if self.exposure.is_positive() => {
                format!("owes {exposure} although no credit limit is agreed")
            }
            (_, LimitInForce::NotSet | LimitInForce::Unlimited | LimitInForce::Amount(_), _) => {
                "owes nothing".to_owned()
            }
        }
    }

    fn figures(&self) -> Vec<Figure> {
        let money = |total| Value::Money(total, self.currency);
        let mut figures = vec![
            Figure { label: "exposure", value: money(self.exposure) },
            Figure { label: "open items", value: money(self.standing.ageing.open()) },
            Figure { label: "open orders", value: money(self.orders) },
            Figure { label: "unapplied credit", value: money(self.standing.unapplied) },
            Figure { label: "disputed", value: money(self.standing.disputed) },
            Figure { label: "limit", value: self.limit_value() },
        ];
        // Most customers have none of these.
        let rare = [
            ("earmarked credit", self.standing.earmarked),
            ("written off", self.standing.written_off),
            ("delivered, not posted", self.deliveries),
            ("secured", self.secured),
        ];
        let rare = rare.into_iter().filter(|(_, total)| *total != Total::ZERO);
        figures.extend(rare.map(|(label, total)| Figure { label, value: money(total) }));
        let used = self.utilisation().map(Value::Share);
        figures.extend(used.map(|value| Figure { label: "utilisation", value }));
        figures.push(Figure { label: "overdue", value: money(self.overdue) });
        let oldest = Value::Days(self.oldest_days_past_due);
        figures.push(Figure { label: "oldest past due", value: oldest });
        let to_clear = self.payment_within_limit().map(money);
        figures.extend(to_clear.map(|value| Figure { label: "payment to reach limit", value }));
        figures
    }
}
