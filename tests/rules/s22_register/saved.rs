//! S22: a register is saved by customer and read back into the book of the day, under the policy of
//! the day; what changed since a save is written by itself.

use guanxi::book::Book;
use guanxi::casework::{
    ByClass, CasePolicy, CaseStep, Closing, DeltaError, Effect, Input, Notice, PolicyMark,
    PolicyMatch, Register, SavedCustomer, Taxonomy,
};
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::warning::Level::{Critical, Warning, Watch};
use guanxi::warning::Rule;

use super::busy;
use crate::given::currency;
use crate::s22_given::{
    Office, WELL, assign, cause, complete, d, dismiss, id_of, ill, key, key_of, plan, policy,
    shelve, t, who,
};

#[track_caller]
fn book(names: &[&str]) -> Book {
    let mut book = Book::new(currency("CNY"));
    for name in names {
        book.register(Customer::new(name.parse().unwrap())).unwrap();
    }
    book
}

/// A register in which the first customer has a debt, and the second a loss.
#[track_caller]
fn two() -> Office {
    let mut office = Office::new(policy(|_| ()));
    office.reviews(0, &[ill([(Rule::Debt, Warning)]), ill([(Rule::Loss, Watch)])]);
    office
}

#[test]
fn c5_customers_registered_in_another_order_keep_their_cases() {
    let office = two();
    let saved = book(&["Li", "Wu"]).save_register(&office.register, &office.policy);
    let other = book(&["Wu", "Sun", "Li"]);
    let restored = other.restore_register(saved, &office.policy).unwrap();
    let open: Vec<_> = restored.register.open().map(|(key, _)| (key.customer, key.rule)).collect();
    let of = |name: &str| other.key(&name.parse().unwrap()).unwrap();
    assert_eq!(open, [(of("Wu"), Rule::Loss), (of("Li"), Rule::Debt)]);
    assert_eq!(restored.unresolved, []);
    // Saved from there, the two say the same.
    let again = other.save_register(&restored.register, &office.policy);
    assert_eq!(again, book(&["Li", "Wu"]).save_register(&office.register, &office.policy));
}

#[test]
fn a_customer_that_is_not_found_keeps_its_file_until_it_is() {
    let office = two();
    let saved = book(&["Li", "Wu"]).save_register(&office.register, &office.policy);
    let restored = book(&["Wu"]).restore_register(saved, &office.policy).unwrap();
    assert_eq!(restored.register.open().count(), 1);
    let [li] = restored.unresolved.as_slice() else { panic!("one file") };
    assert_eq!(*li.customer(), SavedCustomer::Id("Li".parse().unwrap()));
    assert_eq!(li.episodes(), [office.register.episode(key(0, Rule::Debt)).unwrap().clone()]);
    // Saved with it, nothing is lost.
    let again = book(&["Wu"]).save_register(&restored.register, &office.policy);
    let again = again.try_with(restored.unresolved.clone()).unwrap();
    let both = book(&["Li", "Wu"]).restore_register(again.clone(), &office.policy).unwrap();
    assert_eq!(both.register, office.register);
    let twice = again.try_with(restored.unresolved).unwrap_err();
    assert_eq!(twice, DeltaError::Twice { customer: SavedCustomer::Id("Li".parse().unwrap()) });
}

#[test]
fn a_customer_without_a_name_is_found_by_its_position_and_takes_nobody_elses() {
    let office = two();
    let mut unnamed = book(&["Li"]);
    unnamed.open_unnamed(1).unwrap();
    let saved = unnamed.save_register(&office.register, &office.policy);
    let restored = unnamed.restore_register(saved.clone(), &office.policy).unwrap();
    assert_eq!((restored.register, restored.unresolved), (office.register, Vec::new()));
    // That position has a name now, or is none.
    for other in [book(&["Li", "Wu"]), book(&["Li"])] {
        let restored = other.restore_register(saved.clone(), &office.policy).unwrap();
        assert_eq!(*restored.unresolved[0].customer(), SavedCustomer::Position(1));
    }
}

#[test]
fn two_files_of_what_is_one_customer_now_are_not_mixed() {
    let office = two();
    let one = |_: &SavedCustomer| Some(CustomerKey::from_position(0));
    let restored = Register::restore(office.saves(), &office.policy, one).unwrap();
    assert_eq!(restored.register.episodes().count(), 1);
    assert_eq!(restored.unresolved.len(), 1);
}

#[test]
fn c1_a_cause_renamed_a_remedy_dropped_a_shelf_shortened_and_the_register_is_read_back() {
    let mut office = two();
    let (debt, loss) = (key(0, Rule::Debt), key(1, Rule::Loss));
    office.does(1, debt, CaseStep::Investigate);
    office.does(1, debt, cause("slow_payer"));
    office.does(1, debt, plan("payment_plan"));
    office.does(1, loss, shelve(30));
    let stricter = policy(|it| {
        it.taxonomy.debt = Taxonomy {
            causes: vec!["pays_slowly".parse().unwrap()],
            remedies: vec![Taxonomy::usual(Rule::Debt).remedies[0].clone()],
        };
        it.influences.clear();
        it.shelf_days.watch = 1;
    });
    let restored = Register::restore(office.saves(), &stricter, key_of).unwrap();
    assert_eq!(restored.policy, PolicyMatch::Changed);
    assert_eq!(restored.register, office.register);
    // What comes is judged by the new policy.
    let (mut after, mut before) = (office.clone(), office);
    (after.register, after.policy) = (restored.register, stricter);
    let step = Input::Step { number: 999, by: who("Wang"), step: cause("slow_payer") };
    let refused = after.register.apply(debt, step, t(2), &after.policy).unwrap_err();
    let unknown = "\"slow_payer\" is not known to the policy of this rule, which knows pays_slowly";
    assert_eq!(refused.to_string(), format!("debt of the customer at position 0: {unknown}"));
    assert_eq!(after.does(2, debt, complete(0)), before.does(2, debt, complete(0)));
    // The shelf lasts as long as was said.
    let rows = [ill([(Rule::Debt, Warning)]), ill([(Rule::Loss, Watch)])];
    assert_eq!(after.reviews(30, &rows), before.reviews(30, &rows));
    assert!(after.register.episode(loss).unwrap().open_case().unwrap().shelf().is_some());
}

#[test]
fn deadlines_and_quiet_days_stay_as_they_were_said_whatever_the_policy_says_now() {
    let mut office = two();
    office.does(1, key(0, Rule::Debt), dismiss());
    let other = policy(|it| {
        it.mute_days = 1;
        let shorter = it.deadlines.a;
        it.deadlines = ByClass { a: it.deadlines.c, b: shorter, c: shorter };
    });
    let restored = Register::restore(office.saves(), &other, key_of).unwrap().register;
    assert_eq!(restored, office.register);
    (office.register, office.policy) = (restored, other);
    let rows = [ill([(Rule::Debt, Warning)]), ill([(Rule::Loss, Watch)])];
    let notices = office.reviews(60, &rows);
    let is_debt = |it: &Notice| matches!(it, Notice::Warning(at, _) if at.rule == Rule::Debt);
    assert!(!notices.iter().any(is_debt), "quiet for 90 days: {notices:?}");
}

#[test]
fn a_policy_has_the_same_mark_so_long_as_it_says_the_same() {
    let usual = PolicyMark::from(&CasePolicy::default());
    assert_eq!(usual, PolicyMark::from(&CasePolicy::default()));
    let others = [
        policy(|_| ()),
        policy(|it| it.trail_days = 91),
        policy(|it| it.taxonomy.debt.causes.swap(0, 1)),
        policy(|it| it.calendar.rest_days = vec!["Sun".parse().unwrap()]),
    ];
    for (place, other) in others.iter().enumerate() {
        let mark = PolicyMark::from(other);
        assert_ne!(mark, usual);
        assert_eq!(mark.to_string().parse(), Ok(mark));
        assert!(others.iter().take(place).all(|it| PolicyMark::from(it) != mark));
    }
}

#[test]
fn days_without_news_are_counted_to_the_entry_before() {
    let mut office = Office::new(policy(|_| ()));
    for on in 0..=4 {
        office.reviews(on, &[ill([(Rule::Loss, Watch)])]);
    }
    let trail = office.register.episode(key(0, Rule::Loss)).unwrap().trail();
    // Raised on the first day; reminded on the second and the fourth.
    let days: Vec<_> = trail.iter().map(|it| (it.on, it.until, it.times)).collect();
    assert_eq!(days, [(d(0), d(0), 1), (d(1), d(2), 2), (d(3), d(4), 2)]);
}

/// Trails are kept for ten days, and what is dismissed is heard of again.
fn short_memory() -> CasePolicy {
    policy(|it| {
        it.trail_days = 10;
        it.mute_days = 0;
    })
}

/// A debt that is raised on a day, given to Sun and dismissed.
#[track_caller]
fn dismissed(office: &mut Office, on: i32) {
    office.reviews(on, &[ill([(Rule::Debt, Critical)])]);
    office.does(on, key(0, Rule::Debt), assign("Sun"));
    office.does(on, key(0, Rule::Debt), dismiss());
}

#[test]
fn the_trail_of_a_closed_case_goes_after_its_days_and_its_figures_stay() {
    let mut office = Office::new(short_memory());
    dismissed(&mut office, 0);
    let debt = |office: &Office| office.register.episode(key(0, Rule::Debt)).unwrap().clone();
    office.reviews(10, &[WELL]);
    let before = debt(&office);
    assert_eq!(before.trail().len(), 3, "raised, assigned, dismissed");
    office.reviews(11, &[WELL]);
    let after = debt(&office);
    assert_eq!(after.trail(), [], "eleven days are more than ten");
    assert_eq!(after.closed_cases(), before.closed_cases());
    assert_eq!(after.closed_cases()[0].closing, Closing::Dismissed);
    assert_eq!((after.case(), after.closed_cases()[0].owner.clone()), (None, Some(who("Sun"))));
    // A step that was taken is not taken again.
    let input = Input::Step { number: 2, by: who("Sun"), step: assign("Sun") };
    assert_eq!(
        office.register.apply(key(0, Rule::Debt), input, t(12), &office.policy),
        Ok(vec![Effect::Repeated])
    );
    assert_eq!(debt(&office), after);
    // What comes back is a second case, and belongs to the same person.
    office.reviews(20, &[ill([(Rule::Debt, Watch)])]);
    let again = debt(&office);
    assert_eq!((again.ordinal(), again.trail().len()), (2, 1));
    assert_eq!(again.open_case().unwrap().owner(), Some(&who("Sun")));
    let restored = Register::restore(office.saves(), &office.policy, key_of).unwrap();
    assert_eq!(restored.register, office.register);
}

#[test]
fn of_a_case_that_stays_open_the_state_remains_and_the_trail_of_the_last_days() {
    let mut office = Office::new(short_memory());
    let rows = [ill([(Rule::Loss, Warning)])];
    let loss = key(0, Rule::Loss);
    office.reviews(0, &rows);
    for step in [CaseStep::Investigate, cause("competitor")] {
        office.does(0, loss, step);
    }
    for on in 1..=40 {
        office.reviews(on, &rows);
    }
    let episode = office.register.episode(loss).unwrap();
    let days: Vec<_> = episode.trail().iter().map(|it| it.on).collect();
    let last = *days.last().unwrap();
    assert!(days.iter().all(|it| last.days_since(*it) <= 10), "{days:?}");
    assert_eq!(episode.open_case().unwrap().causes().len(), 1);
    // A step that was taken is not taken again.
    let again = Input::Step { number: 2, by: who("Wang"), step: CaseStep::Investigate };
    assert_eq!(
        office.register.apply(loss, again, t(40), &office.policy),
        Ok(vec![Effect::Repeated])
    );
    let restored = Register::restore(office.saves(), &office.policy, key_of).unwrap();
    assert_eq!(restored.register, office.register);
}

#[test]
fn only_the_last_eight_news_of_the_data_are_kept() {
    let mut office = Office::new(policy(|_| ()));
    let level = |on: i32| if on % 2 == 0 { Warning } else { Watch };
    let trail = |office: &Office| {
        let trail = office.register.episode(key(0, Rule::Loss)).unwrap().trail();
        trail.iter().map(|it| it.on).collect::<Vec<_>>()
    };
    for on in 0..8 {
        office.reviews(on, &[ill([(Rule::Loss, level(on))])]);
    }
    assert_eq!(trail(&office), (0..8).map(d).collect::<Vec<_>>());
    office.reviews(8, &[ill([(Rule::Loss, level(8))])]);
    assert_eq!(trail(&office), (1..9).map(d).collect::<Vec<_>>());
}

#[test]
fn a_case_that_is_raised_on_the_day_on_which_one_is_closed_keeps_its_trail() {
    let mut office = Office::new(policy(|it| {
        it.trail_days = 10;
        it.four_eyes_from = Critical;
    }));
    // A watch is dismissed, and the debt is worse on the same day.
    office.reviews(0, &[ill([(Rule::Debt, Watch)])]);
    office.does(0, key(0, Rule::Debt), dismiss());
    let worse = ill([(Rule::Debt, Warning)]);
    assert_eq!(office.reviews(0, &[worse]).len(), 1, "raised again");
    // Trails go back ten days; the open case stays with all that it knows.
    for (on, first) in [(9, 0), (10, 0), (11, 11), (20, 20)] {
        let mut office = office.clone();
        office.reviews(on, &[worse]);
        let episode = office.register.episode(key(0, Rule::Debt)).unwrap();
        assert_eq!(episode.trail()[0].on, d(first), "on day {on}");
        assert_eq!((episode.ordinal(), episode.open_case().unwrap().opened()), (2, d(0)));
        assert_eq!(episode.closed_cases()[0].closing, Closing::Dismissed);
        let restored = Register::restore(office.saves(), &office.policy, key_of).unwrap();
        assert_eq!(restored.register, office.register);
    }
}

#[test]
fn what_changed_since_a_save_is_one_episode_after_one_step() {
    let mut office = busy();
    let mut saved = office.saves();
    let mark = saved.mark().unwrap();
    assert_eq!(mark, office.register.mark());
    assert!(office.saves_since(mark).is_empty());
    office.does(21, key(0, Rule::Loss), plan("visit"));
    let delta = office.saves_since(mark);
    assert_eq!((delta.from(), delta.mark()), (mark, office.register.mark()));
    saved.apply(delta.clone()).unwrap();
    assert_eq!(saved, office.saves());
    // Not twice.
    let gap = saved.apply(delta.clone()).unwrap_err();
    assert_eq!(gap, DeltaError::Gap { from: mark, mark: delta.mark() });
    #[cfg(feature = "serde")]
    {
        let text = serde_json::to_string(&delta).unwrap();
        assert_eq!(text.matches("\"customer\"").count(), 1, "{text}");
        assert_eq!(serde_json::from_str::<guanxi::casework::RegisterDelta>(&text).unwrap(), delta);
    }
}

#[test]
fn an_episode_that_is_forgotten_is_gone_from_the_snapshot() {
    // A debt is watched for two days before it is raised; it is well again before.
    let mut office = Office::new(CasePolicy::default());
    office.reviews(0, &[ill([(Rule::Debt, Watch)]), ill([(Rule::Loss, Watch)])]);
    let mut saved = office.saves();
    office.reviews(1, &[WELL, ill([(Rule::Loss, Watch)])]);
    saved.apply(office.saves_since(saved.mark().unwrap())).unwrap();
    assert_eq!(saved, office.saves());
    assert_eq!(office.register.episodes().count(), 1);
}

#[test]
fn changes_are_known_since_the_save_that_was_restored() {
    let mut office = busy();
    let first = office.register.mark();
    office.does(21, key(0, Rule::Loss), plan("visit"));
    let mut saved = office.saves();
    office.register = Register::restore(saved.clone(), &office.policy, key_of).unwrap().register;
    assert_eq!(office.register.mark(), saved.mark().unwrap());
    let refused = office.register.changes_since(first, &office.policy, id_of).unwrap_err();
    assert_eq!((refused.mark, refused.first), (first, office.register.mark()));
    let mut later = office.clone();
    later.does(22, key(0, Rule::Loss), assign("Sun"));
    let mark = later.register.mark();
    assert!(office.register.changes_since(mark, &office.policy, id_of).is_err(), "of tomorrow");
    saved.apply(later.saves_since(saved.mark().unwrap())).unwrap();
    assert_eq!(saved, later.saves());
}
