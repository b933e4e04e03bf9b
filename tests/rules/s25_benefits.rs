//! S25: benefits by kind, and the weakness of a mix.

use guanxi::calendar::Window;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::money::Amount;
use guanxi::support::{Benefit, BenefitFinding, BenefitKind, BenefitMix, SupportItem, SupportKind};

use crate::given::{currency, day};

fn year() -> Window {
    Window::inclusive(day("2026-01-01"), day("2026-12-31"))
}

fn mix(kinds: &[BenefitKind]) -> BenefitMix {
    let on = day("2026-03-01");
    BenefitMix::of(kinds.iter().map(|kind| Benefit { kind: *kind, on, worth: None }), year())
}

#[test]
fn only_money_can_be_copied_and_only_people_are_bound_to_persons() {
    use BenefitKind::{Financial, Social, Structural};
    let rows: [(&[BenefitKind], Option<BenefitFinding>); 8] = [
        (&[], None),
        (&[Financial], Some(BenefitFinding::Copyable)),
        (&[Social], Some(BenefitFinding::PersonBound)),
        (&[Structural], None),
        (&[Financial, Social], None),
        (&[Financial, Structural], None),
        (&[Social, Structural], None),
        (&[Financial, Social, Structural], None),
    ];
    for (kinds, finding) in rows {
        assert_eq!(mix(kinds).finding(), finding, "{kinds:?}");
    }
}

#[test]
fn an_item_of_support_is_a_benefit_by_its_kind() {
    for item in SupportItem::ALL {
        let expected = match item.kind() {
            SupportKind::Management | SupportKind::Selling | SupportKind::Shop => {
                BenefitKind::Structural
            }
            SupportKind::Advertising | SupportKind::Promotion => BenefitKind::Financial,
            SupportKind::Information => BenefitKind::Social,
        };
        assert_eq!(Benefit::of_item(item, day("2026-03-01"), None).kind, expected, "{item}");
    }
}

#[test]
fn an_ordinary_visit_is_no_benefit() {
    let kind = |kind| {
        let staff = ["Wang".parse().unwrap()].into();
        let it = Interaction::try_new(day("2026-03-01"), kind, staff, [].into()).unwrap();
        Benefit::of_interaction(&it).map(|it| it.kind)
    };
    for social in [
        InteractionKind::ExecutiveVisit,
        InteractionKind::Reception,
        InteractionKind::Meeting,
        InteractionKind::Club,
    ] {
        assert_eq!(kind(social), Some(BenefitKind::Social));
    }
    assert_eq!(kind(InteractionKind::Training), Some(BenefitKind::Structural));
    assert_eq!([InteractionKind::Visit, InteractionKind::Call].map(kind), [None, None]);
}

#[test]
fn benefits_are_summed_by_kind_over_the_days_of_the_window() {
    let benefit = |on: &str, worth: Option<i64>| {
        let worth = worth.map(Amount::from_minor);
        Benefit { kind: BenefitKind::Financial, on: day(on), worth }
    };
    let found = BenefitMix::of(
        [
            benefit("2025-12-31", Some(1)),
            benefit("2026-01-01", Some(10)),
            benefit("2026-12-31", Some(100)),
            benefit("2026-06-30", None),
            benefit("2027-01-01", Some(1_000)),
        ],
        year(),
    );
    assert_eq!((found.financial.count, found.financial.worth.minor()), (3, 110));
    assert_eq!(found.spoken(currency("CNY")).to_string(), "financial 3 (CNY 1.10): copyable");
}

#[test]
fn a_mix_is_said_with_money_or_counts() {
    use BenefitKind::{Social, Structural};
    let said = |kinds: &[BenefitKind]| mix(kinds).spoken(currency("CNY")).to_string();
    assert_eq!(said(&[]), "no benefits");
    assert_eq!(said(&[Social, Social]), "social 2: bound to persons");
    assert_eq!(said(&[Social, Structural]), "social 1, structural 1");
}
