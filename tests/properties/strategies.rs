//! What the laws are tried on. Everything is built by mapping, so nothing is thrown away and
//! everything shrinks.

use std::collections::BTreeMap;

use guanxi::account::{Account, Fact, RecordError};
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::class_meeting::{ClassDecision, ClassRuling};
use guanxi::custody::Loan;
use guanxi::customer::{Attitude, EntrySource, Importance};
use guanxi::expense::{Budget, Expense};
use guanxi::id::{DocumentId, ProductGroupId};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::lapse::{LostRules, OneOffRules, Sigmas};
use guanxi::means::{Means, MeansCount};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Currency, Major, Money};
use guanxi::policy::PolicyDraft;
use guanxi::rating::{Rating, RatingDraft, RatingQuestion, RatingReply};
use guanxi::receivable::{CreditLimit, Inclusion, Invoice, Payment, TemporaryLimit};
use guanxi::segment::{
    AbcMethod, Class, LargeVolume, OneOffInClasses, Reclassification, RegularityMethod,
};
use guanxi::survey::{GoodEnd, Scale};
use guanxi::trade::{Breach, BreachKind, Claim, ClaimKind, OpenOrder, Plan, Sale, SaleLine};
use guanxi::wallet::WalletShare;
use guanxi::warning::{Arm, DeclineRules, Level, Levels, LossMethod, NarrowingRules, Rule};
use proptest::prelude::*;

pub(crate) fn yuan() -> Currency {
    "CNY".parse().unwrap()
}

pub(crate) fn money(minor: i64) -> Money {
    Money::new(Amount::from_minor(minor), yuan())
}

#[track_caller]
pub(crate) fn document(text: &str) -> DocumentId {
    text.parse().unwrap()
}

/// The day `offset` days after the first of January 2024; facts lie in 900 days from there.
pub(crate) fn date(offset: i32) -> Day {
    let first: Day = "2024-01-01".parse().unwrap();
    first.offset(offset)
}

pub(crate) const DAYS: i32 = 900;

pub(crate) fn days() -> impl Strategy<Value = Day> {
    (0..DAYS).prop_map(date)
}

pub(crate) fn as_of() -> impl Strategy<Value = AsOf> {
    (-5..DAYS + 5).prop_map(|offset| AsOf::new(date(offset)))
}

/// Minor units: mostly few and often equal, sometimes the largest there are.
pub(crate) fn minor() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => -20_i64..60,
        3 => -100_000_i64..1_000_000,
        1 => any::<i64>(),
        1 => (0_i64..3).prop_map(|less| i64::MAX - less),
    ]
}

pub(crate) fn amounts() -> impl Strategy<Value = Vec<Amount>> {
    prop::collection::vec(minor().prop_map(Amount::from_minor), 0..40)
}

/// Amounts that can be multiplied by a million and more.
pub(crate) fn small_amounts() -> impl Strategy<Value = Vec<Amount>> {
    let minor = prop_oneof![-20_i64..60, -1_000_000_i64..1_000_000_000];
    prop::collection::vec(minor.prop_map(Amount::from_minor), 0..30)
}

fn positive() -> impl Strategy<Value = i64> {
    prop_oneof![1_i64..200, 1_i64..200_000]
}

fn signed() -> impl Strategy<Value = i64> {
    prop_oneof![3 => 1_i64..100_000, 1 => -50_000_i64..=0]
}

/// An invoice in plain form.
#[derive(Debug, Clone)]
pub(crate) struct Bill {
    pub(crate) number: String,
    pub(crate) issued: Day,
    pub(crate) due: Day,
    pub(crate) minor: i64,
    pub(crate) disputed: bool,
}

/// A payment in plain form, naming a bill by its place or none.
#[derive(Debug, Clone)]
pub(crate) struct Receipt {
    pub(crate) day: Day,
    pub(crate) minor: i64,
    pub(crate) names: Option<usize>,
}

/// Everything about one customer.
#[derive(Debug, Clone)]
pub(crate) struct History {
    pub(crate) bills: Vec<Bill>,
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) others: Vec<Fact>,
    pub(crate) since: Option<Day>,
    pub(crate) attitude: Option<Attitude>,
    pub(crate) limit: CreditLimit,
}

pub(crate) fn bills() -> impl Strategy<Value = Vec<Bill>> {
    let bill = (days(), 0_i32..150, positive(), any::<bool>());
    prop::collection::vec(bill, 0..8).prop_map(|bills| {
        let numbered = bills.into_iter().enumerate();
        let bill =
            |(place, (issued, term, minor, disputed)): (usize, (Day, i32, i64, bool))| Bill {
                // Numbers fall as places rise, so that the order of recording is not the order of
                // ids.
                number: format!("I{}", 99 - place),
                issued,
                due: issued.offset(term / 3 * 3),
                minor,
                disputed,
            };
        numbered.map(bill).collect()
    })
}

pub(crate) fn receipts() -> impl Strategy<Value = Vec<Receipt>> {
    let names = prop_oneof![Just(None), (0_usize..8).prop_map(Some)];
    let receipt = (days(), positive(), names);
    let plain = receipt.prop_map(|(day, minor, names)| Receipt { day, minor, names });
    prop::collection::vec(plain, 0..8)
}

fn kind() -> impl Strategy<Value = IncidentKind> {
    prop_oneof![Just(IncidentKind::Fire), Just(IncidentKind::Theft)]
}

fn incident() -> impl Strategy<Value = Incident> {
    let when = (days(), 0_i32..20, prop::option::of(0_i32..60));
    let what = (kind(), 0_u8..=3, 0_usize..3);
    (when, what).prop_map(|((occurred, later, over), (kind, impact, trust))| Incident {
        kind,
        occurred,
        reported: occurred.offset(later),
        credibility: Credibility::ALL[trust],
        impact: Impact::try_new(impact).unwrap(),
        resolved: over.map(|over| occurred.offset(over)),
    })
}

fn breach() -> impl Strategy<Value = Breach> {
    (days(), 0_usize..3, any::<bool>()).prop_map(|(date, kind, upheld)| Breach {
        date,
        kind: BreachKind::ALL[kind],
        upheld,
    })
}

/// Monthly amounts, one a month at most.
fn monthly() -> impl Strategy<Value = BTreeMap<i32, i64>> {
    prop::collection::btree_map(0_i32..30, 0_i64..300_000, 0..12)
}

/// The groups of a set, by its bits.
pub(crate) fn product_groups(set: u8) -> impl Iterator<Item = ProductGroupId> {
    let names = ["Tools", "Paint", "Nails"].into_iter().enumerate();
    names.filter(move |(bit, _)| set >> bit & 1 == 1).map(|(_, name)| name.parse().unwrap())
}

/// Our share of what a customer buys: the same on the same day.
pub(crate) fn wallet(day: Day) -> WalletShare {
    let total = 1 + i64::from(day.days_since(date(0)).rem_euclid(900));
    WalletShare {
        day,
        ours: money(total / 2),
        total: money(total),
        main_rival: (total % 2 == 0).then(|| "Rival".parse().unwrap()),
        source: EntrySource::Visit,
    }
}

/// A decision about a class: the same on the same day.
pub(crate) fn decided(day: Day, days: i32) -> ClassDecision {
    let is_even = day.days_since(date(0)).rem_euclid(2) == 0;
    let overruled = ClassRuling::Overruled(Importance::A);
    ClassDecision {
        day,
        computed: Importance::B,
        ruling: if is_even { ClassRuling::Confirmed } else { overruled },
        reason: "grows".parse().unwrap(),
        until: day.offset(days),
        present: ["Wang".parse().unwrap()].into(),
    }
}

/// A mark for our service of 0 to 4, a refusal or no answer.
pub(crate) fn rated(day: Day, mark: i16) -> Rating {
    let scale = Scale::try_new(0, 4, GoodEnd::Highest).unwrap();
    let reply = match mark {
        0..=4 => RatingReply::Mark(mark),
        5 => RatingReply::Refused,
        _ => RatingReply::Unanswered,
    };
    let draft = RatingDraft::new(RatingQuestion::Service, day, scale);
    Rating::try_new(RatingDraft { reply, ..draft }).unwrap()
}

/// Facts about the relation, none of which rules out another: those of one day are the same.
fn kept() -> impl Strategy<Value = Vec<Fact>> {
    let staff = |kind: u8| ["Wang", "Zhao"][usize::from(kind % 2)].parse().unwrap();
    let interaction = (days(), 0_u8..4).prop_map(move |(day, kind)| {
        let (theirs, ours) = (["Li".parse().unwrap()], [staff(kind)]);
        let kind = InteractionKind::ALL[usize::from(kind)];
        Interaction::try_new(day, kind, ours.into(), theirs.into()).unwrap().into()
    });
    let counted = days().prop_map(|on| {
        let means = Means::Sellers(u32::try_from(on.days_since(date(0)) % 7).unwrap());
        MeansCount { on, means, source: EntrySource::Visit }.into()
    });
    let claimed = (days(), 0_i32..90).prop_map(move |(on, term)| {
        let amount = money(1 + i64::from(on.days_since(date(0)) % 900));
        let due = on.offset(term);
        Claim { on, kind: ClaimKind::Order, amount, due, person: None, heard_by: staff(0) }.into()
    });
    let terms = (prop::option::of(days()), prop::option::of((days(), 0_i32..30)));
    let facts = prop_oneof![
        interaction,
        counted,
        claimed,
        days().prop_map(|day| wallet(day).into()),
        days().prop_map(|day| {
            let number = document(&format!("L{}", day.days_since(date(0))));
            let minor = Amount::from_minor(i64::from(day.days_since(date(0)) % 70));
            SaleLine::new(number, day, "Tools".parse().unwrap(), minor).into()
        }),
        days().prop_map(|day| decided(day, 90).into()),
        days()
            .prop_map(|day| rated(day, i16::try_from(day.days_since(date(0)) % 7).unwrap()).into()),
    ];
    let facts = prop::collection::vec(facts, 0..6);
    (facts, terms).prop_map(move |(mut facts, (assigned, lent)): (Vec<Fact>, _)| {
        let term = assigned.map(Validity::open_ended);
        let role = AssignmentRole::Salesperson;
        facts.extend(term.map(|term| Assignment { staff: staff(0), role, term }.into()));
        facts.extend(lent.map(|(from, days)| {
            let (until, purpose) = (from.offset(days), "visit".parse().unwrap());
            Loan { to: staff(1), from, until, purpose, returned: None }.into()
        }));
        facts
    })
}

fn others() -> impl Strategy<Value = Vec<Fact>> {
    let dated = || prop::collection::vec((days(), signed()), 0..25);
    let orders = prop::collection::vec((days(), 0_i32..90, 0_i64..90_000), 0..4);
    let rare = (
        prop::collection::vec(incident(), 0..4),
        prop::collection::vec(breach(), 0..3),
        prop::option::of((days(), 0_i32..200, 0_i64..100_000)),
        kept(),
    );
    let groups = prop_oneof![Just(0_u8), 0_u8..8];
    let sales = prop::collection::vec((days(), signed(), groups), 0..25);
    (sales, dated(), orders, monthly(), monthly(), rare).prop_map(
        |(sales, expenses, orders, plans, budgets, (incidents, breaches, limit, kept))| {
            let mut facts: Vec<Fact> = Vec::new();
            let month = |offset: i32| date(0).month().offset(offset);
            for (place, (day, minor, groups)) in sales.into_iter().enumerate() {
                let sale = Sale::new(document(&format!("S{place}")), day, money(minor));
                facts.push(sale.with_groups(product_groups(groups)).into());
            }
            for (place, (day, minor)) in expenses.into_iter().enumerate() {
                facts.push(Expense::new(document(&format!("E{place}")), day, money(minor)).into());
            }
            for (place, (day, term, minor)) in orders.into_iter().enumerate() {
                let (number, deliver) = (document(&format!("O{place}")), day.offset(term));
                facts.push(OpenOrder::new(number, day, deliver, money(minor)).into());
            }
            let plan = |(offset, minor)| Plan::new(month(offset), money(minor)).into();
            facts.extend(plans.into_iter().map(plan));
            let budget = |(offset, minor)| Budget::new(month(offset), money(minor)).into();
            facts.extend(budgets.into_iter().map(budget));
            facts.extend(incidents.into_iter().map(Fact::from));
            facts.extend(breaches.into_iter().map(Fact::from));
            facts.extend(limit.map(|(from, days, minor)| {
                Fact::from(TemporaryLimit { from, to: from.offset(days), limit: money(minor) })
            }));
            facts.extend(kept);
            facts
        },
    )
}

pub(crate) fn limits() -> impl Strategy<Value = CreditLimit> {
    prop_oneof![
        Just(CreditLimit::NotSet),
        Just(CreditLimit::Unlimited),
        Just(CreditLimit::Amount(Amount::ZERO)),
        (0_i64..300_000).prop_map(|minor| CreditLimit::Amount(Amount::from_minor(minor))),
    ]
}

pub(crate) fn history() -> impl Strategy<Value = History> {
    let attitude = prop::option::of((0_usize..4).prop_map(|place| Attitude::ALL[place]));
    let terms = (prop::option::of(days()), attitude, limits());
    (bills(), receipts(), others(), terms).prop_map(|(bills, receipts, others, terms)| {
        let (since, attitude, limit) = terms;
        History { bills, receipts, others, since, attitude, limit }
    })
}

/// The day from which a fact can be seen.
pub(crate) fn seen_from(fact: &Fact) -> Day {
    match fact {
        Fact::Sale(sale) => sale.date,
        Fact::Order(order) => order.ordered,
        Fact::Plan(plan) => plan.month.first_day(),
        Fact::Breach(breach) => breach.date,
        Fact::Invoice(invoice) => invoice.issued,
        Fact::Payment(payment) => payment.date,
        Fact::TemporaryLimit(limit) => limit.from,
        Fact::Expense(expense) => expense.date,
        Fact::Budget(budget) => budget.month.first_day(),
        Fact::Incident(incident) => incident.reported,
        Fact::Assignment(it) => it.term.from(),
        Fact::Loan(it) => it.from,
        Fact::Interaction(it) => it.day(),
        Fact::MeansCount(it) => it.on,
        Fact::Claim(it) => it.on,
        Fact::SaleLine(it) => it.day,
        Fact::WalletShare(it) => it.day,
        Fact::ClassDecision(it) => it.day,
        Fact::Rating(it) => it.day,
        _ => panic!("not made here"),
    }
}

impl Bill {
    pub(crate) fn fact(&self, prefix: &str) -> Invoice {
        let number = document(&format!("{prefix}{}", self.number));
        let invoice = Invoice::new(number, self.issued, self.due, money(self.minor));
        if self.disputed { invoice.in_dispute() } else { invoice }
    }
}

impl History {
    /// The bill that a receipt names, if it names one that is.
    pub(crate) fn named(&self, receipt: &Receipt) -> Option<&Bill> {
        receipt.names.and_then(|place| self.bills.get(place))
    }

    /// The payment of a receipt.
    pub(crate) fn payment(&self, place: usize, prefix: &str) -> Payment {
        let receipt = &self.receipts[place];
        let number = document(&format!("{prefix}P{place}"));
        let payment = Payment::new(number, receipt.day, money(receipt.minor));
        match self.named(receipt) {
            Some(bill) => payment.for_invoice(document(&format!("{prefix}{}", bill.number))),
            None => payment,
        }
    }

    /// All facts, documents marked by a prefix, invoices before the payments that name them.
    pub(crate) fn facts(&self, prefix: &str) -> Vec<Fact> {
        let bills = self.bills.iter().map(|bill| bill.fact(prefix).into());
        let payments = (0..self.receipts.len()).map(|place| self.payment(place, prefix).into());
        let others = self.others.iter().map(|fact| marked(fact, prefix));
        bills.chain(payments).chain(others).collect()
    }

    /// The account with everything recorded.
    pub(crate) fn account(&self) -> Account {
        let mut account = self.blank();
        for fact in self.facts("") {
            take(account.record(fact));
        }
        account
    }

    /// The account with its terms only.
    pub(crate) fn blank(&self) -> Account {
        let mut account = Account::new("Li".parse().unwrap(), yuan());
        account.state_since(self.since);
        account.state_attitude(self.attitude);
        account.agree_limit(self.limit).unwrap();
        account
    }
}

/// Breaches and incidents may come out equal; the second one is a duplicate and nothing else is
/// refused.
#[track_caller]
pub(crate) fn take(outcome: Result<(), RecordError>) {
    if let Err(refusal) = outcome {
        assert!(matches!(refusal, RecordError::Duplicate { .. }), "{refusal}");
    }
}

fn marked(fact: &Fact, prefix: &str) -> Fact {
    let mark = |number: &DocumentId| document(&format!("{prefix}{number}"));
    match fact.clone() {
        Fact::Sale(sale) => Sale { document: mark(&sale.document), ..sale }.into(),
        Fact::Expense(expense) => Expense { document: mark(&expense.document), ..expense }.into(),
        Fact::Order(order) => OpenOrder { document: mark(&order.document), ..order }.into(),
        other => other,
    }
}

fn ratio() -> impl Strategy<Value = Ratio> {
    (1_u32..=1_000_000).prop_map(Ratio::from_parts_per_million)
}

/// Three ratios that rise strictly.
fn rising() -> impl Strategy<Value = Levels<Ratio>> {
    (1_u32..1_000_000, 1_u32..1_000_000, 1_u32..1_000_000).prop_map(|(a, b, c)| Levels {
        watch: Ratio::from_parts_per_million(a),
        warning: Ratio::from_parts_per_million(a + b),
        critical: Ratio::from_parts_per_million(a + b + c),
    })
}

/// Three ratios of at most the whole that fall strictly.
fn falling() -> impl Strategy<Value = Levels<Ratio>> {
    (1_u32..300_000, 1_u32..300_000, 1_u32..300_000).prop_map(|(a, b, c)| Levels {
        watch: Ratio::from_parts_per_million(a + b + c),
        warning: Ratio::from_parts_per_million(a + b),
        critical: Ratio::from_parts_per_million(a),
    })
}

fn method() -> impl Strategy<Value = AbcMethod> {
    prop_oneof![
        Just(AbcMethod::Computed {}),
        (1_u32..500_000, 1_u32..500_000).prop_map(|(a, b)| AbcMethod::ShareOfAmount {
            a: Ratio::from_parts_per_million(a),
            b: Ratio::from_parts_per_million(a + b),
        }),
        (1_u32..500_000, 1_u32..500_000).prop_map(|(a, b)| AbcMethod::ShareOfCustomers {
            a: Ratio::from_parts_per_million(a),
            b: Ratio::from_parts_per_million(a + b),
        }),
        (1_u32..500_000, 0_u32..9_999).prop_map(|(units, parts)| AbcMethod::FixedAmounts {
            a: format!("{}.{parts:04}", units + 1).parse().unwrap(),
            b: format!("{units}").parse().unwrap(),
        }),
    ]
}

fn silence() -> impl Strategy<Value = LossMethod> {
    prop_oneof![
        falling().prop_map(|Levels { watch, warning, critical }| LossMethod::Probability {
            no_order_from: Levels { watch: critical, warning, critical: watch },
        }),
        falling().prop_map(|alive_below| LossMethod::Alive { alive_below }),
        (1_u16..400, rising()).prop_map(|(otherwise_days, gaps_above)| LossMethod::Cadence {
            otherwise_days,
            gaps_above,
        }),
        (0_u16..100, 1_u16..100, 1_u16..100).prop_map(|(a, b, c)| LossMethod::FixedDays {
            days_above: Levels { watch: a, warning: a + b, critical: a + b + c },
        }),
    ]
}

fn large() -> impl Strategy<Value = LargeVolume> {
    prop_oneof![
        Just(LargeVolume::Class(Class::A)),
        Just(LargeVolume::Class(Class::B)),
        ratio().prop_map(LargeVolume::TopShare),
        (0_u32..9_999)
            .prop_map(|units| LargeVolume::Amount(format!("{units}.05").parse().unwrap())),
    ]
}

fn sigmas() -> impl Strategy<Value = Levels<Sigmas>> {
    (0_u16..300, 1_u16..200, 1_u16..200).prop_map(|(a, b, c)| Levels {
        watch: Sigmas::from_hundredths(a),
        warning: Sigmas::from_hundredths(a + b),
        critical: Sigmas::from_hundredths(a + b + c),
    })
}

fn decline() -> impl Strategy<Value = DeclineRules> {
    let weight = (5_u16..=100).prop_map(Ratio::from_percent);
    (sigmas(), sigmas(), 0_u8..=36, weight).prop_map(|(latest, average, fewest, weight)| {
        let mut decline = DeclineRules { latest, average, ..DeclineRules::usual() };
        (decline.fewest_past_months, decline.measure.weight) = (fewest, weight);
        decline
    })
}

/// Levels that a policy states as words: of impacts, without a limit, at most for a rumour and a
/// report, and for spending without sales, with what stands beside them.
type StatedLevels = ([Level; 4], Level, (Level, Level), (Level, Ratio), u32);

fn stated_levels() -> impl Strategy<Value = StatedLevels> {
    let level = || (0_usize..3).prop_map(|place| Level::ALL[place]);
    let impacts = [level(), level(), level(), level()];
    (impacts, level(), (level(), level()), (level(), ratio()), 0_u32..3).prop_map(
        |(mut impacts, without_limit, (a, b), spending, tolerance)| {
            impacts.sort();
            (impacts, without_limit, (a.min(b), a.max(b)), spending, tolerance)
        },
    )
}

fn state_levels(draft: &mut PolicyDraft, levels: StatedLevels) {
    (draft.incident.by_impact, draft.debt.without_limit) = (levels.0, levels.1);
    (draft.incident.rumour_at_most, draft.incident.report_at_most) = levels.2;
    (draft.expense.spending_without_sales, draft.expense.least_elapsed) = levels.3;
    draft.debt.overdue_tolerance = Major::from_units(levels.4);
}

/// A policy in plain form that contradicts itself nowhere.
pub(crate) fn drafts() -> impl Strategy<Value = PolicyDraft> {
    let segments = (method(), 1_u16..800, large(), 0_u8..=100, 1_u8..=12, ratio());
    let debt = (rising(), 1_u16..50, prop::option::of(0_u16..400), any::<bool>());
    let frequency = (falling(), 1_u16..200);
    let progress = (falling(), falling(), frequency, ratio(), prop::option::of(decline()));
    let loss = (silence(), prop::option::of(1_u16..999), ratio(), 1_u16..9);
    let rest = (rising(), 1_u8..=12, 0_u16..60, prop::collection::btree_set(days(), 0..4));
    let of_people = (1_u16..999, any::<bool>(), 1_u16..999, prop::option::of(days()));
    let off = prop::collection::btree_set(prop::sample::select(Arm::ALL.to_vec()), 1..6);
    let off = prop_oneof![2 => Just(std::collections::BTreeSet::new()), 1 => off];
    let all = (segments, debt, progress, loss, rest, of_people, off, stated_levels());
    all.prop_map(|(segments, debt, progress, loss, rest, of_people, off, levels)| {
        let mut draft = PolicyDraft::default();
        state_levels(&mut draft, levels);
        (draft.abc.cut, draft.abc.window_days) = (segments.0, segments.1);
        draft.abc.change = match segments.4 {
            reviews @ 1..=4 => Reclassification::Confirm { reviews },
            5..=8 => Reclassification::Computed {},
            _ => Reclassification::default(),
        };
        draft.abc.one_off = if debt.3 { OneOffInClasses::LeftOut } else { OneOffInClasses::Counts };
        draft.loss.one_off = OneOffRules {
            share_above: segments.5,
            times: segments.4,
            window_days: 365 + segments.1,
        };
        draft.meetings.every_days = segments.1;
        draft.xyz.months = segments.4 + 6;
        draft.quadrant.large = segments.2;
        draft.loyalty.loyal_from = segments.3;
        draft.loyalty.fewest_months = segments.4;
        draft.loyalty.least_coverage = segments.5;
        draft.debt.utilisation.raise = debt.0;
        draft.debt.utilisation.clear = debt.0;
        draft.debt.ageing = Levels { watch: debt.1, warning: debt.1 + 1, critical: debt.1 + 9 };
        draft.debt.horizon_days = debt.2;
        draft.debt.disputed = if debt.3 { Inclusion::LeftOut } else { Inclusion::Counted };
        draft.progress.plan = progress.0;
        draft.progress.last_year = progress.1;
        (draft.progress.frequency.chance, draft.progress.frequency.recent_days) = progress.2;
        draft.progress.least_elapsed = progress.3;
        draft.progress.decline = progress.4;
        (draft.loss.silence, draft.loss.hard_cap_days) = (loss.0, loss.1);
        draft.loss.hard_cap_usual_gaps = loss.3.to_le_bytes()[0] % 4;
        draft.loss.hard_cap_level = Level::ALL[usize::from(loss.3) % 3];
        draft.loss.bought_once.at_most = Level::ALL[usize::from(loss.3) / 3 % 3];
        draft.loss.lost =
            (loss.3 % 5 > 0).then_some(LostRules { days: loss.3 * 60, usual_gaps: 1 });
        draft.loss.narrowing = NarrowingRules { alive_below: loss.2, fewest_order_days: loss.3 };
        draft.expense.over_budget = rest.0;
        draft.expense.climbing.fewest_months = rest.1;
        draft.incident.same_within_days = rest.2;
        draft.progress.calendar.holidays = rest.3;
        draft.permits.notice_days = of_people.0;
        if of_people.1 {
            let kinds = ["feed_trade".parse().unwrap()].into();
            draft.permits.mandatory.insert("feed_mill".parse().unwrap(), kinds);
        }
        draft.admissions.trial_days = of_people.2;
        draft.admissions.required_from = of_people.3;
        let off_of = |rule| off.iter().copied().filter(|it| it.rule() == rule).collect();
        draft.debt.off = off_of(Rule::Debt);
        draft.progress.off = off_of(Rule::Progress);
        draft.expense.off = off_of(Rule::Expense);
        draft.loss.off = off_of(Rule::Loss);
        draft.incident.off = off_of(Rule::Incident);
        state_judgements(&mut draft, segments.1, loss.3, of_people);
        state_agreements(&mut draft, segments.1, loss.3, of_people);
        draft
    })
}

/// Two numbers of days, a choice and a day.
type OfPeople = (u16, bool, u16, Option<Day>);

/// States what judges key accounts, dealers and satisfaction, by numbers that are there already.
fn state_judgements(draft: &mut PolicyDraft, window: u16, few: u16, people: OfPeople) {
    draft.loyalty.own_rhythm.fewest_days = people.0;
    if people.1 {
        draft.loyalty.regularity = RegularityMethod::Months;
    }
    draft.rfm.window_days = window.max(16);
    draft.attitude.window_days = window;
    draft.attitude.launch_days = people.0;
    draft.satisfaction.max_age_days = people.0;
    draft.satisfaction.answers_before_silence = few;
    draft.order_profile.window_days = window;
    draft.order_profile.fewest_peers = few + 1;
    draft.service.analysis_peers = few + 5;
    draft.visits.area_minutes = few;
    draft.dealers.every_days = people.0;
    draft.dealers.zeal.window_days = window;
    draft.key_accounts.slow_to_replace_months = few;
    draft.account_plans.stock_taking_days = people.2;
    draft.account_plans.accounts_per_manager = few;
}

/// States what agreeing, selling and credit go by, likewise.
fn state_agreements(draft: &mut PolicyDraft, window: u16, few: u16, people: OfPeople) {
    draft.renewals.lead_days = people.0;
    draft.competition.most_allotted = few;
    draft.sales_plans.trading_days = window;
    draft.distribution.fresh_days = people.0;
    draft.diversion.forbids_passive = people.1;
    draft.collection.slow_from_days = window;
    draft.cash_in.weeks = few;
    draft.limitation.years = few;
    draft.credit_approvals.required_from = people.3;
    if people.1 {
        (draft.payment_plans.manager, draft.credit_approvals.manager) = (None, None);
        draft.credit_grades.grades.pop();
        draft.contract_approvals.deviations.pop_first();
        draft.clauses.place_holders.pop_last();
        draft.waivers.authorities.pop();
        draft.reminder_fees.by_level.push(Major::from_units(5));
    }
    draft.complaints.reopen_days = people.2;
    draft.returns.ship_days = draft.returns.ship_days.max(people.2);
    draft.return_abuse.forgotten_days = window;
    draft.retention.counts_won_back = people.1;
    draft.support_funds.claim_days = people.2;
    draft.support_effect.fewest_pairs = draft.support_effect.fewest_pairs.max(people.2);
    draft.support.count_days = people.2.max(1);
    draft.gifts.approve_from = Major::from_units(few.into());
    draft.letters.answer_days = draft.letters.answer_days.max(people.2);
}

/// Numbers that look like chance and are the same on every run: for columns too long to shrink.
#[derive(Debug, Clone)]
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to a bound that is left out.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}
