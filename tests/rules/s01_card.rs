//! S1: the value that stands in a field of the card, its freshness and trust, changes between days,
//! and what a reader sees.

use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::confidence::{Clearance, Reader};
use guanxi::customer::{
    AgeFactors, Card, CardAsOf, CardDiff, CardDiffError, CardError, CardPolicy, CardPolicyDraft,
    CardValue, CardView, ChangeKind, Entry, EntrySource, Field, FieldStanding, FieldState,
    Importance, ProspectImportance, Ruling, Section, StandingBasis, StatedImportance, TrustCurve,
    TrustDecay, TrustRules, completeness, field_state,
};
use guanxi::measure::Ratio;

#[track_caller]
fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[track_caller]
fn as_of(text: &str) -> AsOf {
    text.parse().unwrap()
}

#[track_caller]
fn from(source: EntrySource, text: &str, on: &str) -> Entry {
    Entry::try_new(text, day(on), "Wang".parse().unwrap()).unwrap().with_source(source)
}

#[track_caller]
fn ruling(field: Field, text: &str, on: &str) -> Ruling {
    Ruling {
        field,
        value: CardValue::try_from_text(text).unwrap(),
        by: "Zhao".parse().unwrap(),
        day: day(on),
        reason: "called both numbers".parse().unwrap(),
    }
}

#[track_caller]
fn phones(entries: impl IntoIterator<Item = Entry>) -> Card {
    let mut card = Card::default();
    for entry in entries {
        card.record(Field::Phone, entry).unwrap();
    }
    card
}

/// The state of the phone in words: the value that stands, or both sides of a conflict.
#[track_caller]
fn phone(card: &Card, t: &str) -> String {
    let policy = CardPolicy::default();
    match CardView::in_full(card, &policy).standing(Field::Phone, as_of(t)) {
        FieldStanding::Withheld => "withheld".to_owned(),
        FieldStanding::Empty => "empty".to_owned(),
        FieldStanding::Value(it) => format!("{} {} {}", it.value, it.confirmed, it.trust),
        FieldStanding::Conflict { a, b } => format!("{} against {}", a.value, b.value),
    }
}

#[test]
fn trust_falls_on_three_curves_with_exact_points() {
    let at = |curve, age| TrustDecay { max: 90, min: 30, period_days: 365, curve }.at(age);
    let curves = [TrustCurve::Linear, TrustCurve::RapidFirst, TrustCurve::SlowFirst];
    let points = |age| curves.map(|curve| at(curve, age).to_string());
    assert_eq!(points(0), ["90", "90", "90"]);
    assert_eq!(points(73), ["78", "68.4", "87.6"]);
    assert_eq!(points(365), ["30", "30", "30"]);
    assert_eq!(points(400), ["30", "30", "30"]);
}

#[test]
fn the_default_trust_in_each_source_is_that_of_the_rule() {
    let trust = TrustRules::default();
    let ends = |source| {
        let TrustDecay { max, min, period_days, curve } = trust.of(source);
        assert_eq!(curve, TrustCurve::Linear);
        (max, min, period_days)
    };
    assert_eq!(ends(EntrySource::Register), (95, 70, 730));
    assert_eq!(ends(EntrySource::Document), (90, 60, 365));
    assert_eq!(ends(EntrySource::Stated), (80, 40, 365));
    assert_eq!(ends(EntrySource::Visit), (70, 30, 180));
    assert_eq!(ends(EntrySource::ThirdParty), (50, 20, 180));
    assert_eq!(ends(EntrySource::Import), (30, 10, 180));
    assert_eq!(trust.least, 50);
}

#[test]
fn a_visit_is_trusted_for_ninety_days_and_not_on_the_day_after() {
    let card = phones([from(EntrySource::Visit, "1234", "2026-01-01")]);
    let policy = CardPolicy::default();
    let state = |days| {
        let t = AsOf::new(day("2026-01-01").offset(days));
        field_state(&CardView::in_full(&card, &policy), Field::Phone, t, Importance::B)
    };
    assert_eq!(state(90), FieldState::Trusted, "70 falls to 50 on day 90 of 180");
    assert_eq!(state(91), FieldState::Current);
    assert_eq!(state(365), FieldState::Current, "exactly as old as allowed");
    assert_eq!(state(366), FieldState::Stale);
}

#[test]
fn important_customers_age_twice_as_fast_and_small_ones_half_as_fast() {
    let policy = CardPolicy::default();
    let most = |field, importance| {
        let is_fresh = |days| {
            policy.is_fresh(
                field,
                Day::default(),
                AsOf::new(Day::default().offset(days)),
                importance,
            )
        };
        let first_stale = (0..2000).find(|days| !is_fresh(*days)).unwrap();
        first_stale - 1
    };
    for (field, days) in [
        (Field::CurrentActivity, 90),
        (Field::Problems, 90),
        (Field::CreditStanding, 90),
        (Field::Bank, 180),
        (Field::RelationWithUs, 180),
        (Field::Cooperation, 180),
        (Field::CompetitorRelations, 180),
        (Field::TermsOfTrade, 180),
        (Field::Strategy, 180),
        (Field::Name, 730),
        (Field::LegalForm, 730),
        (Field::Philosophy, 730),
        (Field::Policies, 730),
        (Field::Technology, 730),
        (Field::Phone, 365),
    ] {
        let found = Importance::ALL.map(|importance| most(field, importance));
        assert_eq!(found, [days / 2, days, days * 2], "{field}");
    }
}

#[test]
fn an_entry_observed_after_it_was_recorded_is_refused() {
    let refused =
        |observed: &str| from(EntrySource::Visit, "1234", "2026-03-02").observed_on(day(observed));
    assert!(refused("2026-03-02").is_ok());
    assert_eq!(
        refused("2026-03-03").unwrap_err().to_string(),
        "an entry recorded on 2026-03-02 was observed by then, was 2026-03-03"
    );
}

#[test]
fn recency_goes_by_the_day_of_the_observation_not_by_the_import() {
    let imported = from(EntrySource::Visit, "old", "2026-03-02").observed_on(day("2025-12-01"));
    let card = phones([from(EntrySource::Visit, "new", "2026-01-10"), imported.unwrap()]);
    assert_eq!(phone(&card, "2026-03-02"), "new 2026-01-10 58.666667");
}

#[test]
fn a_text_that_says_the_same_confirms_and_changes_nothing_else() {
    let card = phones([
        from(EntrySource::Visit, "020 5550 1234", "2026-01-01"),
        from(EntrySource::Visit, " ０２０  5550 1234 ", "2026-03-01"),
    ]);
    assert_eq!(phone(&card, "2026-02-28").split(' ').nth(3), Some("2026-01-01"));
    assert!(phone(&card, "2026-03-01").ends_with("2026-03-01 70"));
}

#[test]
fn punctuation_makes_another_text() {
    let one = CardValue::try_from_text("1.5 million").unwrap();
    assert!(!one.says_same_as(&CardValue::try_from_text("15 million").unwrap()));
    assert!(one.says_same_as(&CardValue::try_from_text("1.5  MILLION").unwrap()));
}

#[test]
fn a_weaker_source_confirms_up_to_its_own_trust_only() {
    let card = phones([
        from(EntrySource::Register, "1234", "2024-01-01"),
        from(EntrySource::ThirdParty, "1234", "2026-01-01"),
    ]);
    assert_eq!(phone(&card, "2026-01-01"), "1234 2026-01-01 70", "fresh, trusted as the register");
    let hearsay = phones([
        from(EntrySource::Import, "1234", "2025-01-01"),
        from(EntrySource::ThirdParty, "1234", "2026-01-01"),
    ]);
    assert_eq!(phone(&hearsay, "2026-01-01"), "1234 2026-01-01 50");
}

#[test]
fn absence_is_a_value_that_fills_a_field_and_grows_stale() {
    let author = || "Wang".parse().unwrap();
    let card = phones([Entry::new(CardValue::absent(), day("2026-01-01"), author())]);
    let policy = CardPolicy::default();
    let view = CardView::in_full(&card, &policy);
    let state = |t| field_state(&view, Field::Phone, as_of(t), Importance::B);
    assert_eq!(state("2026-01-01"), FieldState::Trusted);
    assert_eq!(state("2027-01-02"), FieldState::Stale);
    assert_eq!(phone(&card, "2026-01-01"), "(none) 2026-01-01 70");
}

#[test]
fn placeholders_are_blank_whatever_their_case_and_width() {
    for text in ["-", ".", "N/A", "Unknown", "TBD", "待定", "不详", "同上", "X", "０", " - "]
    {
        let card = phones([from(EntrySource::Document, text, "2026-03-02")]);
        assert_eq!(phone(&card, "2026-03-02"), "empty", "{text}");
    }
    let card = phones([from(EntrySource::Document, "00", "2026-03-02")]);
    assert!(phone(&card, "2026-03-02").starts_with("00 "));
}

#[test]
fn an_empty_cell_of_an_import_never_wipes_a_value() {
    let card = phones([
        from(EntrySource::Visit, "1234", "2026-01-01"),
        from(EntrySource::Import, "n/a", "2026-03-01"),
    ]);
    assert!(phone(&card, "2026-03-01").starts_with("1234 2026-01-01"));
}

#[test]
fn the_most_trusted_value_of_the_day_stands_then_the_latest_then_the_better_source() {
    let document = from(EntrySource::Document, "document", "2026-01-01");
    let visit = from(EntrySource::Visit, "visit", "2026-02-01");
    assert!(phone(&phones([document, visit]), "2026-02-01").starts_with("document "));
    // A visit on the day is trusted with 70, as the register is after two years.
    let register = from(EntrySource::Register, "register", "2024-02-02");
    let visit = from(EntrySource::Visit, "visit", "2026-02-01");
    assert_eq!(phone(&phones([register, visit]), "2026-02-01"), "visit 2026-02-01 70");
    // Both have fallen to the least of their source, which the policy makes the same.
    let flat = |max| TrustDecay { max, min: max, period_days: 1, curve: TrustCurve::Linear };
    let trust = TrustRules { stated: flat(60), visit: flat(60), ..TrustRules::default() };
    let draft = CardPolicyDraft { trust, ..CardPolicyDraft::default() };
    let policy = CardPolicy::try_new(draft).unwrap();
    let card = phones([
        from(EntrySource::Stated, "stated", "2026-01-01"),
        from(EntrySource::Visit, "visit", "2026-01-01"),
    ]);
    let found = CardView::in_full(&card, &policy).standing(Field::Phone, as_of("2026-03-01"));
    assert_eq!(found.value().and_then(|it| it.value.text()), Some("stated"));
}

#[test]
fn trust_is_that_of_the_day_so_a_decision_of_the_past_can_be_replayed() {
    let card = phones([
        from(EntrySource::Stated, "stated", "2026-01-01"),
        from(EntrySource::Document, "document", "2025-01-01"),
    ]);
    // 365 days later the document is at 60; the statement falls below it in time.
    assert!(phone(&card, "2026-01-01").starts_with("stated "));
    assert!(phone(&card, "2026-12-01").starts_with("document "));
    assert!(phone(&card, "2026-01-01").starts_with("stated "));
}

#[test]
fn equals_are_in_conflict_and_neither_is_chosen() {
    let other = Entry::try_new("b", day("2026-03-02"), "Zhao".parse().unwrap()).unwrap();
    let card = phones([other, from(EntrySource::Visit, "a", "2026-03-02")]);
    assert_eq!(phone(&card, "2026-03-02"), "a against b");
    let policy = CardPolicy::default();
    let view = CardView::in_full(&card, &policy);
    let state = field_state(&view, Field::Phone, as_of("2026-03-02"), Importance::B);
    assert_eq!(state, FieldState::Conflict);
    let basics = completeness(&view, as_of("2026-03-02"), Importance::B).section(Section::Basics);
    assert_eq!((basics.complete, basics.current, basics.trusted, basics.of), (1, 0, 0, 10));
}

#[test]
fn two_spellings_of_one_telephone_are_no_conflict() {
    let visit = |text, on| from(EntrySource::Visit, text, on);
    let by = |name: &str, text, on| {
        let entry = Entry::try_new(text, day(on), name.parse().unwrap()).unwrap();
        entry.with_source(EntrySource::Visit)
    };
    let (plain, foreign) = ("020 5550 1234", "+86 20 5550 1234");
    let card = phones([visit(plain, "2026-03-02"), by("Zhao", foreign, "2026-03-02")]);
    assert_eq!(phone(&card, "2026-03-02"), "+86 20 5550 1234 2026-03-02 70");
    let policy = CardPolicy::default();
    let view = CardView::in_full(&card, &policy);
    assert_eq!(view.losing(Field::Phone, as_of("2026-03-02")), []);
    // In other signs it is confirmed all the same.
    let register = from(EntrySource::Register, plain, "2025-03-02");
    let card = phones([register, visit(foreign, "2026-03-02")]);
    assert_eq!(phone(&card, "2026-03-02"), "020 5550 1234 2026-03-02 82.5");
    // One digit apart they are two numbers.
    let card = phones([visit(plain, "2026-03-02"), by("Zhao", "020 5550 1235", "2026-03-02")]);
    assert_eq!(phone(&card, "2026-03-02"), "020 5550 1234 against 020 5550 1235");
    // A number without its area code agrees with both, and those two contradict each other.
    let card = phones([
        by("Sun", "5550 1234", "2026-03-02"),
        visit("020 5550 1234", "2026-03-02"),
        by("Zhao", "021 5550 1234", "2026-03-02"),
    ]);
    assert_eq!(phone(&card, "2026-03-02"), "020 5550 1234 against 021 5550 1234");
    // A ruling is not opened again by another spelling, and is by another number.
    let mut card = phones([visit(plain, "2026-01-01")]);
    card.rule(ruling(Field::Phone, plain, "2026-02-01")).unwrap();
    card.record(Field::Phone, visit(foreign, "2026-02-10")).unwrap();
    assert!(phone(&card, "2026-02-10").starts_with("020 5550 1234 2026-02-10 "));
    card.record(Field::Phone, visit("020 5550 1235", "2026-02-20")).unwrap();
    assert_eq!(phone(&card, "2026-02-20"), "020 5550 1234 against 020 5550 1235");
    // In another field only the signs count.
    let mut card = Card::default();
    card.record(Field::Owner, visit(plain, "2026-03-02")).unwrap();
    card.record(Field::Owner, by("Zhao", foreign, "2026-03-02")).unwrap();
    assert!(
        CardView::in_full(&card, &policy)
            .standing(Field::Owner, as_of("2026-03-02"))
            .is_in_conflict()
    );
}

#[test]
fn a_ruling_stands_before_every_entry_observed_by_its_day() {
    let mut card = phones([
        from(EntrySource::Register, "register", "2026-01-01"),
        from(EntrySource::Import, "import", "2026-01-01"),
    ]);
    card.rule(ruling(Field::Phone, "import", "2026-02-01")).unwrap();
    assert!(phone(&card, "2026-01-31").starts_with("register "));
    assert_eq!(phone(&card, "2026-02-01"), "import 2026-02-01 95");
    let policy = CardPolicy::default();
    let view = CardView::in_full(&card, &policy);
    let losing = view.losing(Field::Phone, as_of("2026-02-01"));
    assert_eq!(losing.len(), 1);
    assert_eq!(losing[0].value.text(), Some("register"));
    let StandingBasis::Entry(entry) = losing[0].basis else { panic!("an entry") };
    assert_eq!((entry.author().as_str(), entry.source()), ("Wang", EntrySource::Register));
}

#[test]
fn a_later_observation_that_differs_opens_a_ruled_field_again() {
    let mut card = phones([from(EntrySource::Visit, "old", "2026-01-01")]);
    card.rule(ruling(Field::Phone, "ruled", "2026-02-01")).unwrap();
    card.record(Field::Phone, from(EntrySource::Visit, "same day", "2026-02-01")).unwrap();
    assert!(phone(&card, "2026-02-01").starts_with("ruled "), "the ruling knew that day");
    card.record(Field::Phone, from(EntrySource::Visit, "Ruled", "2026-02-10")).unwrap();
    assert_eq!(phone(&card, "2026-02-10").split(' ').nth(1), Some("2026-02-10"), "confirmed");
    card.record(Field::Phone, from(EntrySource::Import, "new", "2026-02-20")).unwrap();
    assert_eq!(phone(&card, "2026-02-20"), "ruled against new");
    card.rule(ruling(Field::Phone, "new", "2026-03-01")).unwrap();
    assert!(phone(&card, "2026-03-01").starts_with("new "), "another ruling closes it");
}

#[test]
fn a_field_is_ruled_on_once_a_day() {
    let mut card = Card::default();
    card.rule(ruling(Field::Phone, "1", "2026-02-01")).unwrap();
    let before = card.clone();
    let refused = card.rule(ruling(Field::Phone, "2", "2026-02-01")).unwrap_err();
    assert!(matches!(refused, CardError::RuledThatDay { .. }));
    assert_eq!(
        refused.to_string(),
        "phone was ruled to be \"1\" on 2026-02-01, cannot be ruled again on that day"
    );
    assert_eq!(card, before);
    card.rule(ruling(Field::Bank, "2", "2026-02-01")).unwrap();
    assert!(card.remove_ruling(Field::Phone, day("2026-02-01")).is_some());
}

#[test]
fn two_days_of_a_card_differ_field_by_field_with_both_authors() {
    let mut card = Card::default();
    let zhao = |text, on| Entry::try_new(text, day(on), "Zhao".parse().unwrap()).unwrap();
    let (before, after) = ("2026-01-31", "2026-03-31");
    card.record(Field::Name, from(EntrySource::Visit, "Li", "2026-01-01")).unwrap();
    card.record(Field::Name, zhao("LI", "2026-03-01")).unwrap();
    card.record(Field::Owner, from(EntrySource::Visit, "senior", "2026-01-01")).unwrap();
    card.record(Field::Owner, zhao("junior", "2026-03-01")).unwrap();
    card.record(Field::Bank, from(EntrySource::Visit, "ICBC", "2026-03-01")).unwrap();
    card.record(Field::Phone, from(EntrySource::Visit, "1", "2026-03-01")).unwrap();
    card.record(Field::Phone, zhao("2", "2026-03-01")).unwrap();
    card.record(Field::Size, from(EntrySource::Visit, "1", "2026-01-01")).unwrap();
    card.record(Field::Size, zhao("2", "2026-01-01")).unwrap();
    card.rule(ruling(Field::Size, "2", "2026-03-01")).unwrap();
    let policy = CardPolicy::default();
    let view = CardView::in_full(&card, &policy);
    let [a, b] = [before, after].map(|t| CardAsOf::new(&view, as_of(t)));
    let diff = CardDiff::between(&a, &b);
    let kinds: Vec<_> = diff.changes().iter().map(|it| (it.field(), it.kind())).collect();
    assert_eq!(
        kinds,
        [
            (Field::Name, ChangeKind::Confirmed),
            (Field::Phone, ChangeKind::ConflictOpened),
            (Field::Owner, ChangeKind::Changed),
            (Field::Bank, ChangeKind::Added),
            (Field::Size, ChangeKind::ConflictClosed),
        ]
    );
    assert_eq!(
        diff.changes()[4].to_string(),
        "size conflict closed: 1 (visit, Wang, 2026-01-01) against 2 (visit, Zhao, 2026-01-01) → \
         2 (ruled by Zhao, 2026-03-01)"
    );
    assert_eq!(diff.apply(a.clone()), Ok(b.clone()));
    let back = CardDiff::between(&b, &a);
    assert_eq!(back.changes()[3].kind(), ChangeKind::Removed);
    assert_eq!(back.apply(b.clone()), Ok(a));
    let refused = diff.apply(b).unwrap_err();
    assert!(matches!(refused, CardDiffError::OtherContent { field: Field::Name, .. }));
    assert_eq!(
        refused.to_string(),
        "name cannot change from Li (visit, Wang, 2026-01-01), it is LI (visit, Zhao, 2026-03-01)"
    );
}

const T: &str = "2026-03-31";

fn reader(clearance: Clearance, need_to_know: bool) -> Reader {
    Reader { clearance, need_to_know }
}

#[test]
fn a_reader_sees_the_fields_of_its_clearance_and_need() {
    let (card, policy) = (Card::default(), CardPolicy::default());
    let hidden = |reader| {
        let view = CardView::for_reader(&card, &policy, reader);
        Field::ALL.into_iter().filter(|field| !view.may_see(*field)).collect::<Vec<_>>()
    };
    let money = [Field::Bank, Field::Finances, Field::CreditStanding, Field::TermsOfTrade];
    assert_eq!(hidden(reader(Clearance::Open, true)).len(), 30);
    assert_eq!(hidden(reader(Clearance::Internal, true)), money);
    assert_eq!(hidden(reader(Clearance::Restricted, false)), money, "no need to know");
    assert_eq!(hidden(reader(Clearance::Confidential, true)), []);
}

#[test]
fn the_account_of_a_natural_person_is_restricted_once_the_card_said_so() {
    let mut card = Card::default();
    let policy = CardPolicy::default();
    card.record(Field::Bank, from(EntrySource::Visit, "ICBC 6222", "2026-01-01")).unwrap();
    let sees = |card: &Card, clearance| {
        CardView::for_reader(card, &policy, reader(clearance, true)).may_see(Field::Bank)
    };
    assert!(sees(&card, Clearance::Confidential));
    card.record(Field::LegalForm, from(EntrySource::Visit, "个体工商户", "2025-01-01")).unwrap();
    card.record(Field::LegalForm, from(EntrySource::Register, "有限公司", "2026-01-01")).unwrap();
    assert!(!sees(&card, Clearance::Confidential));
    assert!(sees(&card, Clearance::Restricted));
}

#[test]
fn a_percentage_says_nothing_of_a_hidden_field() {
    let policy = CardPolicy::default();
    let colleague = reader(Clearance::Internal, false);
    let told = |card: &Card| {
        let view = CardView::for_reader(card, &policy, colleague);
        completeness(&view, as_of(T), Importance::A).to_string()
    };
    let mut card = phones([from(EntrySource::Visit, "1234", "2026-03-02")]);
    let without = told(&card);
    card.record(Field::Bank, from(EntrySource::Visit, "ICBC", "2026-03-02")).unwrap();
    card.rule(ruling(Field::Finances, "rich", "2026-03-02")).unwrap();
    assert_eq!(told(&card), without);
    assert_eq!(
        without,
        "the card is 3.8% complete, 3.8% current and 3.8% trusted; it lacks name, address, \
         legal representative, main business"
    );
    let nobody = CardView::for_reader(&card, &policy, reader(Clearance::Open, false));
    assert_eq!(
        completeness(&nobody, as_of(T), Importance::A).to_string(),
        "no field of the card may be seen"
    );
    assert_eq!(
        format!("{nobody:?}"),
        format!("{:?}", CardView::in_full(&Card::default(), &policy))
    );
}

#[test]
fn a_prospect_has_an_importance_of_its_own_and_is_never_c() {
    let stated = |importance, first: &str, last: &str| StatedImportance {
        importance,
        term: Validity::try_new(day(first), Some(day(last))).unwrap(),
        by: "Zhao".parse().unwrap(),
        reason: "opens ten shops".parse().unwrap(),
    };
    let mut card = Card::default();
    card.state_importance(stated(ProspectImportance::A, "2026-01-01", "2026-06-30")).unwrap();
    let importance = |class, t| Importance::new(class, card.importances(), as_of(t));
    assert_eq!(importance(None, "2025-12-31"), Importance::B);
    assert_eq!(importance(None, "2026-01-01"), Importance::A);
    assert_eq!(importance(None, "2026-06-30"), Importance::A);
    assert_eq!(importance(None, "2026-07-01"), Importance::B);
    assert_eq!(importance(Some(Importance::C), "2026-03-01"), Importance::C, "it has bought");
    let before = card.clone();
    let overlap = stated(ProspectImportance::B, "2026-06-30", "2026-12-31");
    assert_eq!(
        card.state_importance(overlap).unwrap_err().to_string(),
        "an importance of the customer overlaps one that is stated: 2026-06-30 to 2026-12-31 \
         against 2026-01-01 to 2026-06-30"
    );
    assert_eq!(card, before);
}

#[test]
fn a_card_policy_that_contradicts_itself_tells_everything() {
    let decay =
        |max, min, period_days| TrustDecay { max, min, period_days, curve: TrustCurve::Linear };
    let draft = CardPolicyDraft {
        max_age_days: [(Field::Phone, 0)].into(),
        age_factor: AgeFactors {
            a: Ratio::from_percent(300),
            b: Ratio::ONE,
            c: Ratio::from_percent(200),
        },
        trust: TrustRules {
            least: 101,
            visit: decay(101, 30, 0),
            import: decay(10, 30, 5),
            ..TrustRules::default()
        },
        placeholders: ["N/A".to_owned(), " ".to_owned()].into(),
        clearance: [(Field::LegalForm, Clearance::Restricted)].into(),
        ..CardPolicyDraft::default()
    };
    assert_eq!(
        CardPolicy::try_new(draft).unwrap_err().to_string(),
        "max_age_days.phone must be at least 1, was 0; \
         age_factor must satisfy 0 < a ≤ b ≤ c, was 300%, 100%, 200%; \
         trust.least must be at most 100, was 101; \
         trust.import.min must not exceed max (10), was 30; \
         trust.visit.max must be at most 100, was 101; \
         trust.visit.period_days must be at least 1, was 0; \
         placeholders must be written \"\", as it is compared, was \" \"; \
         placeholders must be written \"n/a\", as it is compared, was \"N/A\"; \
         clearance.legal_form must not exceed bank (confidential), which it tells of, was restricted"
    );
}

#[cfg(feature = "serde")]
#[test]
fn a_card_is_read_back_with_everything_and_refused_with_all_its_faults() {
    let mut card = phones([
        from(EntrySource::Stated, "1234", "2026-03-02").observed_on(day("2026-02-27")).unwrap(),
        Entry::new(CardValue::absent(), day("2026-03-05"), "Zhao".parse().unwrap()),
    ]);
    card.rule(ruling(Field::Bank, "ICBC", "2026-03-02")).unwrap();
    let written = serde_json::to_string(&card).unwrap();
    assert_eq!(
        written,
        r#"{"phone":[{"text":"1234","recorded":"2026-03-02","author":"Wang","observed":"2026-02-27","source":"stated"},{"absent":true,"recorded":"2026-03-05","author":"Zhao"}],"rulings":[{"field":"bank","text":"ICBC","by":"Zhao","day":"2026-03-02","reason":"called both numbers"}]}"#
    );
    assert_eq!(serde_json::from_str::<Card>(&written).unwrap(), card);
    let wrong = r#"{
        "phone": [
            {"text": " ", "recorded": "2026-03-02", "author": "Wang"},
            {"text": "1", "recorded": "2026-03-02", "author": "Wang", "observed": "2026-03-03"},
            {"text": "1", "absent": true, "recorded": "2026-03-02", "author": "Wang"},
            {"recorded": "2026-03-02", "author": "Wang"}
        ],
        "rulings": [
            {"field": "bank", "text": "a", "by": "Zhao", "day": "2026-03-02", "reason": "r"},
            {"field": "bank", "text": "b", "by": "Zhao", "day": "2026-03-02", "reason": "r"}
        ]
    }"#;
    let refused = serde_json::from_str::<Card>(wrong).unwrap_err().to_string();
    assert!(
        refused.starts_with(
            "phone.0 is refused: an entry of the card says something, was \" \"; \
             phone.1 is refused: an entry recorded on 2026-03-02 was observed by then, was \
             2026-03-03; \
             phone.2 is refused: a text or absent is given, was both; \
             phone.3 is refused: a text or absent is given, was neither; \
             rulings.1 is refused: bank was ruled to be \"•••\" on 2026-03-02, cannot be ruled again \
             on that day"
        ),
        "{refused}"
    );
}

/// The first of a field were searched for each entry: 50,000 took 25 seconds.
#[test]
fn a_field_takes_fifty_thousand_entries_in_any_order() {
    const COUNT: i32 = 50_000;
    let entry = |number: i32| {
        let (recorded, author) = (day("1950-01-01").offset(number / 2), ["Wang", "Zhao"]);
        let author = author[usize::try_from(number % 2).unwrap()].parse().unwrap();
        Entry::try_new(format!("{number:06}"), recorded, author).unwrap()
    };
    let card = |order: &mut dyn Iterator<Item = i32>| {
        let mut card = Card::default();
        for number in order {
            card.record(Field::Phone, entry(number)).unwrap();
        }
        card
    };
    let first = card(&mut (0..COUNT));
    assert!(card(&mut (0..COUNT).map(|it| it * 7 % COUNT)) == first, "one after the other");
    assert_eq!(first.entries(Field::Phone).len(), 50_000);
    let policy = CardPolicy::default();
    let view = CardView::in_full(&first, &policy);
    let t = as_of("2050-01-01");
    // Wang and Zhao said something else on the last day.
    assert!(view.standing(Field::Phone, t).is_in_conflict());
    assert_eq!(view.losing(Field::Phone, t).len(), 49_998);
    #[cfg(feature = "serde")]
    {
        let text = serde_json::to_string(&first).unwrap();
        assert!(serde_json::from_str::<Card>(&text).unwrap() == first);
    }
    assert!(first.merged_with(&first).unwrap() == first);
}

/// A log may have any reader: it learns how much a card holds. A view shows what its reader sees.
#[test]
fn debug_of_a_card_tells_how_much_is_recorded_and_not_what() {
    let mut card = Card::default();
    card.record(Field::Bank, from(EntrySource::Stated, "6222 0001", "2026-03-02")).unwrap();
    card.rule(ruling(Field::Bank, "6222 0009", "2026-03-03")).unwrap();
    let shown = format!("{card:?}");
    assert_eq!(shown, "Card { bank: 1 entries, 1 rulings, importances: 0 statements }");
    let policy = CardPolicy::default();
    let seen = format!("{:?}", CardView::in_full(&card, &policy));
    assert!(seen.contains("6222 0001") && seen.contains("6222 0009"), "{seen}");
    let mut book = guanxi::book::Book::new(guanxi::money::Currency::CNY);
    let li = guanxi::customer::Customer::new("Li".parse().unwrap());
    book.register(guanxi::customer::Customer { card, ..li }).unwrap();
    assert!(!format!("{book:?}").contains("6222"));
}
