//! Registers that are saved and read back: by other books, under other policies, and in parts.

use std::collections::BTreeMap;

use guanxi::calendar::{AsOf, Day, Window};
use guanxi::casework::{
    CasePolicy, CaseStep, Digest, Evaluations, Influence, Input, Notice, Register, RegisterDelta,
    RegisterMark, RegisterSnapshot, RemedyOutcome, RulePerformance, SavedCustomer, WarningKey,
    Watermarks,
};
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::warning::{ByRule, Outcome, Rule};
use proptest::prelude::*;

use crate::cases::policy;
use crate::registers::{Review, reviews, without_breaker};

/// Customers of a book; the last two have no name.
const CUSTOMERS: u32 = 6;

/// Something that somebody tries after a review: of which warning, and what.
type Try = (u32, usize, usize);

fn tries() -> impl Strategy<Value = Vec<Try>> {
    prop::collection::vec((0..CUSTOMERS, 0_usize..5, 0_usize..14), 0..12)
}

pub(crate) fn step(
    which: usize,
    on: Day,
    rule: Rule,
    policy: &CasePolicy,
) -> (&'static str, CaseStep) {
    let why = || "so it is".to_owned();
    let requested_by = || "Zhou".parse().unwrap();
    let remedy = policy.taxonomy.get(rule).remedies[0].code.clone();
    let evidence = vec!["a call".to_owned()];
    let cause = |code: &str| code.parse().unwrap();
    let done = |outcome| CaseStep::CompleteRemedy { place: 0, outcome };
    match which {
        0 => ("Wang", CaseStep::Assign { to: "Sun".parse().unwrap() }),
        1 => ("Wang", CaseStep::Acknowledge),
        2 | 3 => ("Wang", CaseStep::Investigate),
        4 | 5 => (
            "Wang",
            CaseStep::RecordCause { cause: cause("data_error"), evidence, is_primary: true },
        ),
        6 => ("Wang", CaseStep::PlanRemedy { remedy, owner: "Sun".parse().unwrap(), due: None }),
        7 => ("Wang", done(RemedyOutcome::Improved)),
        8 => ("Wang", done(RemedyOutcome::Lost)),
        9 => ("Wang", CaseStep::Resolve),
        10 => ("Wang", CaseStep::Dismiss { why: why(), requested_by: requested_by() }),
        11 => ("Wang", CaseStep::Shelve { until: on.offset(1), is_once: true, why: why() }),
        12 => {
            let until = on.offset(1);
            ("Wang", CaseStep::AcceptRisk { until, why: why(), requested_by: requested_by() })
        }
        _ => ("Qian", CaseStep::Close),
    }
}

/// A review, and what is tried after it.
type Turn = (Review, Vec<Try>);

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    prop::collection::vec((reviews().prop_filter_map("one", |mut it| it.pop()), tries()), 0..10)
}

/// A register, and whoever reviews and works on it.
struct Desk {
    register: Register,
    day: Day,
    number: u64,
    said: Vec<Notice>,
    digests: Vec<Vec<Digest>>,
}

impl Desk {
    fn new() -> Self {
        let (day, said): (Day, _) = ("2026-01-01".parse().unwrap(), Vec::new());
        Self {
            register: Register::begun_empty(AsOf::new(day)),
            day,
            number: 0,
            said,
            digests: Vec::new(),
        }
    }

    fn review(&mut self, (days, all): &Review, policy: &CasePolicy) {
        self.day = self.day.offset(*days);
        self.number += 1;
        let customers: Vec<_> =
            all.iter().map(|(at, ..)| CustomerKey::from_position(*at)).collect();
        let columns: ByRule<Vec<Outcome>> =
            ByRule::each(|rule| all.iter().map(|(_, row, _)| *row.get(rule)).collect());
        let looks = Evaluations {
            customers: &customers,
            outcomes: ByRule::each(|rule| columns.get(rule).as_slice()),
            speaks_since: ByRule::default(),
        };
        let around: BTreeMap<_, _> =
            all.iter().map(|(at, _, around)| (CustomerKey::from_position(*at), around)).collect();
        let (t, told) = (AsOf::new(self.day), Watermarks::default());
        let context = |at| around[&at].clone();
        let notices = self.register.step(self.number, looks, &told, context, t, policy).unwrap();
        self.digests.push(Digest::by_owner(&notices, &self.register, |customer| customer));
        self.said.extend(notices);
    }

    fn try_step(&mut self, (at, rule, which): Try, policy: &CasePolicy) {
        self.number += 1;
        let rule = Rule::ALL[rule];
        let key = WarningKey { customer: CustomerKey::from_position(at), rule };
        let (by, step) = step(which, self.day, rule, policy);
        let input = Input::Step { number: self.number, by: by.parse().unwrap(), step };
        // Whether it is in turn is not the question.
        if let Ok(effects) = self.register.apply(key, input, AsOf::new(self.day), policy) {
            self.said.extend(effects.into_iter().map(|effect| Notice::Warning(key, effect)));
        }
    }

    fn turn(&mut self, (review, tries): &Turn, policy: &CasePolicy) {
        self.review(review, policy);
        for one in tries {
            self.try_step(*one, policy);
        }
    }

    fn all(turns: &[Turn], policy: &CasePolicy) -> Self {
        let mut desk = Self::new();
        for turn in turns {
            desk.turn(turn, policy);
        }
        desk
    }

    fn saves(&self, policy: &CasePolicy) -> RegisterSnapshot {
        self.register.snapshot(policy, id_of)
    }
}

fn id_of(key: CustomerKey) -> Option<CustomerId> {
    (key.position() + 2 < CUSTOMERS).then(|| format!("C{}", key.position()).parse().unwrap())
}

fn place(customer: &SavedCustomer) -> u32 {
    match customer {
        SavedCustomer::Id(id) => id.as_str()[1..].parse().unwrap(),
        SavedCustomer::Position(position) => *position,
    }
}

#[allow(clippy::unnecessary_wraps, reason = "the shape that a register asks for")]
fn key_of(customer: &SavedCustomer) -> Option<CustomerKey> {
    Some(CustomerKey::from_position(place(customer)))
}

#[cfg(feature = "serde")]
fn through_text<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

#[cfg(not(feature = "serde"))]
fn through_text<T: Clone>(value: &T) -> T {
    value.clone()
}

/// What a register says of how well each rule serves.
fn figures(desk: &Desk, policy: &CasePolicy) -> ByRule<RulePerformance> {
    let window = Window::inclusive("2026-01-01".parse().unwrap(), desk.day);
    let t = AsOf::new(desk.day);
    ByRule::each(|rule| RulePerformance::measure(&desk.register, rule, window, t, policy))
}

fn with_trails(policy: CasePolicy, days: u16) -> CasePolicy {
    let mut draft = without_breaker(policy, Influence::usual()).into_draft();
    draft.trail_days = days;
    CasePolicy::try_new(draft).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_saved_is_read_back_equal_under_any_policy(
        by in policy(), other in policy(), days in 0_u16..6, turns in turns(), more in turns(),
    ) {
        let by = with_trails(by, days);
        let mut desk = Desk::all(&turns, &by);
        let snapshot = through_text(&desk.saves(&by));
        prop_assert_eq!(&snapshot, &desk.saves(&by));
        let restored = Register::restore(snapshot, &other, key_of).unwrap();
        prop_assert_eq!(&restored.register, &desk.register);
        prop_assert!(restored.unresolved.is_empty());
        // It goes on as the other does, under the new policy.
        let mut again = Desk { register: restored.register, said: Vec::new(), ..Desk::new() };
        (again.day, again.number) = (desk.day, desk.number);
        desk.said.clear();
        for turn in &more {
            desk.turn(turn, &other);
            again.turn(turn, &other);
        }
        prop_assert_eq!(&again.said, &desk.said);
        prop_assert_eq!(&again.register, &desk.register);
    }

    #[test]
    fn what_is_saved_is_read_back_by_a_book_that_registers_in_another_order(
        by in policy(), turns in turns(),
        order in Just((0..CUSTOMERS - 2).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let desk = Desk::all(&turns, &by);
        let snapshot = desk.saves(&by);
        // The position of each customer in the other book; those without a name keep theirs.
        let there = |place: u32| order.iter().position(|it| *it == place);
        let key = |customer: &SavedCustomer| {
            let place = place(customer);
            let there = there(place).map_or(place, |it| u32::try_from(it).unwrap());
            Some(CustomerKey::from_position(there))
        };
        let restored = Register::restore(snapshot.clone(), &by, key).unwrap().register;
        let id = |key: CustomerKey| {
            let place = order.get(usize::try_from(key.position()).unwrap())?;
            id_of(CustomerKey::from_position(*place))
        };
        prop_assert_eq!(restored.snapshot(&by, id), snapshot);
        for (at, episode) in desk.register.episodes() {
            let place = at.customer.position();
            let there = there(place).map_or(place, |it| u32::try_from(it).unwrap());
            let at = WarningKey { customer: CustomerKey::from_position(there), rule: at.rule };
            prop_assert_eq!(restored.episode(at), Some(episode));
        }
    }

    #[test]
    fn files_that_are_not_found_are_not_lost(
        by in policy(), turns in turns(), found in 0_u32..64,
    ) {
        let desk = Desk::all(&turns, &by);
        let snapshot = desk.saves(&by);
        let some = |customer: &SavedCustomer| {
            key_of(customer).filter(|key| found >> key.position() & 1 == 1)
        };
        let restored = Register::restore(snapshot.clone(), &by, some).unwrap();
        let again = restored.register.snapshot(&by, id_of).try_with(restored.unresolved).unwrap();
        let restored = Register::restore(again, &by, key_of).unwrap();
        prop_assert_eq!(&restored.register, &desk.register);
    }

    #[test]
    fn changes_applied_to_a_save_are_the_next_save(
        by in policy(), days in 0_u16..6, turns in turns(), saves in any::<u64>(),
    ) {
        let by = with_trails(by, days);
        let mut desk = Desk::new();
        let mut snapshot = desk.saves(&by);
        let mut moment = 0;
        let mut save = |desk: &Desk| -> Result<(), TestCaseError> {
            moment += 1;
            if saves >> (moment % 64) & 1 == 0 {
                return Ok(());
            }
            let mark: RegisterMark = snapshot.mark().unwrap();
            let delta: RegisterDelta = desk.register.changes_since(mark, &by, id_of).unwrap();
            prop_assert_eq!(&through_text(&delta), &delta);
            snapshot.apply(delta).unwrap();
            prop_assert_eq!(&snapshot, &desk.saves(&by));
            Ok(())
        };
        for (review, tries) in &turns {
            desk.review(review, &by);
            save(&desk)?;
            for one in tries {
                desk.try_step(*one, &by);
                save(&desk)?;
            }
        }
    }

    #[test]
    fn what_is_forgotten_changes_no_figure_no_digest_and_no_case(
        by in policy(), days in 0_u16..6, turns in turns(),
    ) {
        let (short, long) = (with_trails(by.clone(), days), with_trails(by, u16::MAX));
        let (one, two) = (Desk::all(&turns, &short), Desk::all(&turns, &long));
        prop_assert_eq!(&one.said, &two.said);
        prop_assert_eq!(&one.digests, &two.digests);
        prop_assert_eq!(figures(&one, &short), figures(&two, &long));
        prop_assert_eq!(one.register.episodes().count(), two.register.episodes().count());
        for ((at, one), (other, two)) in one.register.episodes().zip(two.register.episodes()) {
            prop_assert_eq!(at, other);
            prop_assert_eq!(one.closed_cases(), two.closed_cases());
            prop_assert_eq!((one.condition(), one.ordinal()), (two.condition(), two.ordinal()));
            prop_assert_eq!(one.open_case(), two.open_case());
            // What is left of the trail stood in it, in the same order.
            let mut all = two.trail().iter();
            prop_assert!(one.trail().iter().all(|it| all.any(|other| other == it)));
        }
    }
}
