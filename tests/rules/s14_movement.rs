//! S14: movement between two reviews, and through monthly ones.

use guanxi::book::Book;
use guanxi::customer::{Attitude, Customer};
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Currency};
use guanxi::policy::Policy;
use guanxi::review::{ChangeError, NamedMerge, ReviewChange};
use guanxi::segment::{
    AxisChange, Class, Direction, GroupPlacement, LargeVolume, MergeList, MergeListError,
    MergedCustomer, Migration, MonthlyHistory, Move, Movement, MovementCell, MovementError,
    MovementMeasure, Place, PlacedCustomer, PlacedReview, Programme, ProgrammeMovement, Quadrant,
    QuadrantMovement, QuadrantPolicy, QuadrantPolicyDraft, ReviewPair, UnlistedPlace,
};
use guanxi::trade::Sale;

use crate::given::{as_of, currency, day, document, yuan};

const TREASURED: Quadrant = Quadrant::Treasured;
const PROMISING: Quadrant = Quadrant::Promising;
const DANGEROUS: Quadrant = Quadrant::Dangerous;
const MARGINAL: Quadrant = Quadrant::Marginal;

const fn key(position: u32) -> CustomerKey {
    CustomerKey::from_position(position)
}

const fn amount(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

fn at(position: u32, quadrant: Quadrant, bought: i64) -> PlacedCustomer {
    let placement = GroupPlacement::in_quadrant(Some(quadrant), amount(bought));
    PlacedCustomer { customer: key(position), placement }
}

const fn group(position: u32, group: usize, bought: i64) -> PlacedCustomer {
    let placement = GroupPlacement::Judged { group, purchases: amount(bought) };
    PlacedCustomer { customer: key(position), placement }
}

fn review(t: &str, rows: &[PlacedCustomer]) -> PlacedReview<Vec<PlacedCustomer>> {
    let rows = rows.to_vec();
    PlacedReview { as_of: as_of(t), currency: Currency::CNY, unlisted: UnlistedPlace::Absent, rows }
}

fn pair(
    before: &[PlacedCustomer],
    after: &[PlacedCustomer],
) -> ReviewPair<Vec<PlacedCustomer>, Vec<PlacedCustomer>> {
    ReviewPair { before: review("2026-03-31", before), after: review("2026-06-30", after) }
}

fn merged(pairs: &[(u32, u32)]) -> MergeList {
    let merges = pairs.iter().map(|it| MergedCustomer { merged: key(it.0), survivor: key(it.1) });
    MergeList::try_new(merges).unwrap()
}

#[track_caller]
fn quadrants(before: &[PlacedCustomer], after: &[PlacedCustomer]) -> QuadrantMovement {
    QuadrantMovement::try_between(pair(before, after), &MergeList::default()).unwrap()
}

fn place(quadrant: Quadrant) -> Place {
    Place::Group(Quadrant::ALL.iter().position(|it| *it == quadrant).unwrap())
}

fn cell(customers: u64, before: i64, after: i64) -> MovementCell {
    let (before, after) = (amount(before).to_total(), amount(after).to_total());
    MovementCell { customers, before, after }
}

#[track_caller]
fn of(movement: &Movement<4>, from: Place, to: Place) -> MovementCell {
    movement.cell(Move { from, to }).unwrap()
}

/// The golden numbers of the rule.
fn golden() -> QuadrantMovement {
    quadrants(
        &[at(0, PROMISING, 50), at(1, TREASURED, 80), at(3, DANGEROUS, 40)],
        &[at(0, TREASURED, 90), at(1, DANGEROUS, 70), at(2, MARGINAL, 5)],
    )
}

#[test]
fn the_golden_movement_sums_to_the_change() {
    let movement = golden();
    let matrix = movement.matrix();
    let changes: Vec<i128> = matrix.cells().map(|it| it.cell.change().minor()).collect();
    assert_eq!(changes, [-10, 40, -40, 5], "by place of the first review");
    assert_eq!(matrix.change().minor(), 165 - 170);
    assert_eq!(of(matrix, place(PROMISING), place(TREASURED)), cell(1, 50, 90));
    assert_eq!(of(matrix, Place::Absent, place(MARGINAL)), cell(1, 0, 5));
    assert_eq!(of(matrix, place(DANGEROUS), Place::Absent), cell(1, 40, 0));
}

#[test]
fn direction_is_by_axis_and_only_of_those_judged_in_both() {
    let movement = golden();
    let direction = |loyalty, volume| movement.direction(AxisChange { loyalty, volume }).customers;
    let all = [Direction::Gained, Direction::Kept, Direction::Lost];
    let by_volume = |volume| all.map(|loyalty| direction(loyalty, volume)).iter().sum::<u64>();
    let by_loyalty = |loyalty| all.map(|volume| direction(loyalty, volume)).iter().sum::<u64>();
    assert_eq!(all.map(by_volume), [1, 1, 0], "volume gained 1");
    assert_eq!(all.map(by_loyalty), [0, 1, 1], "loyalty lost 1");
    assert_eq!(direction(Direction::Kept, Direction::Gained), 1, "Promising to Treasured");
    assert_eq!(direction(Direction::Lost, Direction::Kept), 1, "Treasured to Dangerous");
}

#[test]
fn promising_and_dangerous_are_neither_better_nor_worse() {
    let movement = quadrants(&[at(0, PROMISING, 1)], &[at(0, DANGEROUS, 2)]);
    let change = AxisChange { loyalty: Direction::Lost, volume: Direction::Gained };
    assert_eq!(movement.direction(change), cell(1, 1, 2));
}

#[test]
fn each_figure_has_numerator_denominator_interval_and_customers() {
    let movement = golden();
    let said: Vec<String> = movement.figures().iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "promoted from Promising to Treasured: 1 of 1 (20.6543%..100%)",
            "lost from Treasured to Dangerous: 1 of 1 (20.6543%..100%)",
            "lost from Treasured, gone: 0 of 1 (0%..79.3457%)",
            "reformed from Dangerous: 0 of 1 (0%..79.3457%)",
        ]
    );
    let promoted = movement.figure(MovementMeasure::Promoted).unwrap();
    assert_eq!(
        promoted.largest().first().map(|it| (it.customer, it.moved().minor())),
        Some((key(0), 40))
    );
    assert_eq!(movement.figure(MovementMeasure::Returned), None, "takes a series");
}

#[test]
fn treasured_are_lost_to_dangerous_and_to_absent_apart() {
    let movement = quadrants(
        &[at(0, TREASURED, 9), at(1, TREASURED, 8), at(2, TREASURED, 7), at(3, TREASURED, 6)],
        &[at(0, DANGEROUS, 9), at(2, PROMISING, 7), at(3, TREASURED, 6)],
    );
    let proportion = |measure| movement.figure(measure).unwrap().proportion().to_string();
    assert_eq!(proportion(MovementMeasure::LostToDangerous), "1 of 4");
    assert_eq!(proportion(MovementMeasure::LostToAbsent), "1 of 4");
}

#[test]
fn reformed_is_who_was_dangerous_and_is_loyal_whatever_the_volume() {
    let movement = quadrants(
        &[at(0, DANGEROUS, 9), at(1, DANGEROUS, 8), at(2, DANGEROUS, 7)],
        &[at(0, TREASURED, 9), at(1, PROMISING, 2), at(2, MARGINAL, 1)],
    );
    let reformed = movement.figure(MovementMeasure::Reformed).unwrap();
    assert_eq!(reformed.proportion().to_string(), "2 of 3");
    let largest: Vec<CustomerKey> = reformed.largest().iter().map(|it| it.customer).collect();
    assert_eq!(largest, [key(1), key(0)], "by the money that they moved");
}

#[test]
fn the_five_that_moved_most_money_are_shown_ties_by_key() {
    let before: Vec<_> = (0..8).map(|it| at(it, PROMISING, 10)).collect();
    let moved = [13, 30, 12, 30, -10, 10, 14, 29];
    let after: Vec<_> = (0..8).zip(moved).map(|(it, bought)| at(it, TREASURED, bought)).collect();
    let movement = quadrants(&before, &after);
    let figure = movement.figure(MovementMeasure::Promoted).unwrap();
    let largest: Vec<u32> = figure.largest().iter().map(|it| it.customer.position()).collect();
    assert_eq!(largest, [1, 3, 4, 7, 6]);
    assert_eq!(figure.proportion().to_string(), "8 of 8");
}

#[test]
fn unjudged_stands_apart_from_absent() {
    let unjudged = |position, bought| PlacedCustomer {
        customer: key(position),
        placement: GroupPlacement::in_quadrant(None, amount(bought)),
    };
    let movement = quadrants(
        &[unjudged(0, 3), at(1, TREASURED, 9), unjudged(2, 4)],
        &[at(0, PROMISING, 5), unjudged(1, 8)],
    );
    let matrix = movement.matrix();
    assert_eq!(of(matrix, Place::Unjudged, place(PROMISING)), cell(1, 3, 5));
    assert_eq!(of(matrix, place(TREASURED), Place::Unjudged), cell(1, 9, 8));
    assert_eq!(of(matrix, Place::Unjudged, Place::Absent), cell(1, 4, 0));
    let lost = movement.figure(MovementMeasure::LostToAbsent).unwrap();
    assert_eq!(lost.proportion().to_string(), "0 of 1", "unjudged is not lost");
    let none = AxisChange { loyalty: Direction::Kept, volume: Direction::Kept };
    assert_eq!(movement.direction(none).customers, 0);
}

#[test]
fn a_customer_whose_feed_was_missing_is_unjudged_not_absent() {
    let mut reviews = pair(&[], &[at(0, TREASURED, 9)]);
    reviews.before.unlisted = UnlistedPlace::Unjudged;
    let movement = QuadrantMovement::try_between(reviews, &MergeList::default()).unwrap();
    assert_eq!(of(movement.matrix(), Place::Unjudged, place(TREASURED)), cell(1, 0, 9));
    assert_eq!(of(movement.matrix(), Place::Absent, place(TREASURED)), cell(0, 0, 0));
}

#[test]
fn merged_customers_are_counted_as_the_survivor_in_both() {
    // The second was merged into the first between the reviews: neither lost nor grown.
    let before = [at(0, PROMISING, 60), at(1, TREASURED, 40), at(2, MARGINAL, 1)];
    let after = [at(0, PROMISING, 100), at(2, MARGINAL, 1)];
    let movement =
        QuadrantMovement::try_between(pair(&before, &after), &merged(&[(1, 0)])).unwrap();
    let matrix = movement.matrix();
    assert_eq!(of(matrix, place(PROMISING), place(PROMISING)), cell(1, 100, 100));
    assert_eq!(matrix.before(place(TREASURED)).customers, 0);
    assert_eq!((matrix.merged().before, matrix.merged().after), (1, 0));
    assert_eq!(matrix.change().minor(), 0);
}

#[test]
fn splits_are_counted_as_the_survivor_in_both() {
    let before = [at(0, PROMISING, 100)];
    let after = [at(0, PROMISING, 60), at(1, TREASURED, 40)];
    let movement =
        QuadrantMovement::try_between(pair(&before, &after), &merged(&[(1, 0)])).unwrap();
    assert_eq!(of(movement.matrix(), place(PROMISING), place(PROMISING)), cell(1, 100, 100));
    assert_eq!(movement.matrix().merged().after, 1);
}

#[test]
fn without_a_judged_survivor_the_largest_judged_one_gives_the_group() {
    let unjudged = PlacedCustomer {
        customer: key(0),
        placement: GroupPlacement::in_quadrant(None, amount(500)),
    };
    let before = [unjudged, at(1, MARGINAL, 3), at(2, TREASURED, 40), at(3, DANGEROUS, 40)];
    let list = merged(&[(1, 0), (2, 0), (3, 0)]);
    let movement = QuadrantMovement::try_between(pair(&before, &[]), &list).unwrap();
    assert_eq!(of(movement.matrix(), place(TREASURED), Place::Absent), cell(1, 583, 0));
}

#[test]
fn a_group_out_of_range_is_an_error_and_no_absence() {
    let mut movement = Movement::<3>::default();
    let placed = |group| GroupPlacement::Judged { group, purchases: amount(5) };
    let migration = Migration { before: placed(2), after: placed(3) };
    let refused = movement.count(key(7), migration).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the customer at position 7 is in group 3, the groups are 0..3"
    );
    assert_eq!(movement, Movement::default(), "nothing has changed");
    let refused = Movement::<3>::try_between(pair(&[group(7, 3, 5)], &[]), &MergeList::default());
    assert_eq!(refused.unwrap_err().code(), "group_out_of_range");
    assert_eq!(
        Movement::<3>::default().cell(Move { from: Place::Group(3), to: Place::Absent }),
        None
    );
}

#[test]
fn reviews_that_cannot_be_compared_are_refused() {
    let none = MergeList::default();
    let refused = |reviews| Movement::<4>::try_between(reviews, &none).unwrap_err();
    let mut other = pair(&[], &[]);
    other.after.currency = Currency::USD;
    assert_eq!(refused(other).to_string(), "the first review is in CNY, the second in USD");
    let mut backwards = pair(&[], &[]);
    backwards.before.as_of = as_of("2026-07-01");
    assert_eq!(
        refused(backwards.clone()).to_string(),
        "the second review is of 2026-06-30, before the first of 2026-07-01"
    );
    backwards.before.as_of = as_of("2026-06-30");
    assert!(Movement::<4>::try_between(backwards, &none).is_ok(), "one day, two policies");
    let twice = refused(pair(&[at(1, TREASURED, 1), at(1, TREASURED, 1)], &[]));
    assert_eq!(twice.to_string(), "the customer at position 1 cannot follow the one at position 1");
    let most = i64::MAX;
    let overflow = pair(&[at(0, TREASURED, most), at(1, TREASURED, 1)], &[]);
    let refused = Movement::<4>::try_between(overflow, &merged(&[(1, 0)])).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the purchases of all that are one with the customer at position 0 come to \
         9223372036854775808 minor units, more than an amount holds"
    );
}

#[test]
fn a_list_of_merges_that_contradicts_itself_is_refused() {
    let list = |pairs: &[(u32, u32)]| {
        let merges =
            pairs.iter().map(|it| MergedCustomer { merged: key(it.0), survivor: key(it.1) });
        MergeList::try_new(merges)
    };
    let twice = list(&[(1, 0), (1, 2)]).unwrap_err();
    assert_eq!(
        twice.to_string(),
        "the customer at position 1 is merged into the one at position 0 already, was to be \
         merged into the one at position 2"
    );
    let circle = list(&[(1, 0), (0, 2), (2, 1)]).unwrap_err();
    assert_eq!(circle, MergeListError::Circle { customer: key(2) });
    assert_eq!(circle.to_string(), "the customer at position 2 would be merged into itself");
    assert!(list(&[(1, 0), (1, 0)]).is_ok(), "said twice");
    assert!(list(&[(3, 3)]).is_err());
}

fn history(months: &[&[PlacedCustomer]]) -> MonthlyHistory<4> {
    let mut history = MonthlyHistory::default();
    for (month, rows) in (1..).zip(months) {
        let review = review(&format!("2026-{month:02}-28"), rows);
        history.add(review, &MergeList::default()).unwrap();
    }
    history
}

#[test]
fn a_return_within_three_months_counts_and_one_later_does_not() {
    let (t, p) = ([at(0, TREASURED, 90)], [at(0, PROMISING, 50)]);
    let returns = |months: &[&[PlacedCustomer]]| history(months).returns().unwrap();
    // Changed in the second month, back in the fifth: three months.
    let within = returns(&[&t, &p, &p, &p, &t]);
    assert_eq!(within.to_string(), "back within 3 months of a change: 1 of 1 (20.6543%..100%)");
    assert_eq!(within.largest().first().map(|it| it.moved().minor()), Some(40));
    assert_eq!(returns(&[&t, &p, &p, &p, &p, &t]).proportion().to_string(), "0 of 1");
    // The change was watched for two months only.
    assert_eq!(returns(&[&t, &p, &p, &t]).proportion().to_string(), "0 of 0");
    assert_eq!(history(&[&t, &p, &p, &t]).changes(), 2);
}

#[test]
fn months_in_the_quadrant_are_counted_without_a_break() {
    let months: [&[PlacedCustomer]; 4] = [
        &[at(0, TREASURED, 9), at(1, TREASURED, 9)],
        &[at(0, TREASURED, 9)],
        &[at(0, TREASURED, 9), at(1, TREASURED, 9), at(2, MARGINAL, 1)],
        &[at(0, TREASURED, 9), at(1, TREASURED, 9)],
    ];
    let history = history(&months);
    assert_eq!([0, 1, 2].map(|it| history.months_of(key(it))), [Some(4), Some(2), None]);
    let stay = history.stay(0);
    assert_eq!((stay.customers, stay.months, stay.longest), (2, 6, 4));
    assert_eq!(stay.mean().unwrap().to_string(), "3");
    assert_eq!(history.changes(), 0, "a gap is no change");
}

#[test]
fn a_series_is_monthly_and_a_refused_review_changes_nothing() {
    let mut history = history(&[&[at(0, TREASURED, 9)]]);
    let before = history.clone();
    let none = MergeList::default();
    let refused = history.add(review("2026-03-31", &[]), &none).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the review of 2026-03-31 is not of the month after 2026-01-28"
    );
    assert!(history.add(review("2026-01-31", &[]), &none).is_err());
    assert!(history.add(review("2026-02-28", &[group(0, 4, 1)]), &none).is_err());
    assert_eq!(history, before);
}

#[test]
fn a_programme_is_shown_beside_all_others() {
    let before = [at(0, DANGEROUS, 9), at(1, DANGEROUS, 8), at(2, DANGEROUS, 7)];
    let after = [at(0, TREASURED, 9), at(1, DANGEROUS, 8), at(2, DANGEROUS, 7)];
    let programme = Programme {
        name: "switchers of the north".parse().unwrap(),
        members: [key(0), key(3), key(9)].into(),
    };
    let list = merged(&[(3, 0)]);
    let shown =
        ProgrammeMovement::<4>::try_between(pair(&before, &after), &list, &programme).unwrap();
    assert_eq!(of(&shown.members, place(DANGEROUS), place(TREASURED)).customers, 1);
    assert_eq!(of(&shown.others, place(DANGEROUS), place(DANGEROUS)).customers, 2);
    assert_eq!(shown.missing, 1, "the tenth is in neither review");
}

/// A loyal customer with a sale of each of these months, in yuan.
fn buyer(book: &mut Book, name: &str, sales: &[(&str, &str)]) -> CustomerKey {
    let customer = Customer::new(name.parse().unwrap())
        .with_since(day("2026-01-01"))
        .with_attitude(Attitude::Loyal);
    let key = book.register(customer).unwrap();
    for (on, bought) in sales {
        let number = document(&format!("{name} {on}"));
        book.record(key, Sale::new(number, day(on), yuan(bought))).unwrap();
    }
    key
}

#[test]
fn a_duplicate_merged_between_two_reviews_is_neither_lost_nor_new() {
    let mut book = Book::new(currency("CNY"));
    let li = buyer(&mut book, "Li", &[("2026-01-10", "60")]);
    let twin = buyer(&mut book, "Li & Sons", &[("2026-01-12", "40")]);
    book.customers_mut().merge(twin, li, day("2026-04-01")).unwrap();
    let policy = Policy::default();
    let before = book.review(as_of("2026-03-31"), &policy).unwrap();
    let after = book.review(as_of("2026-04-30"), &policy).unwrap();
    assert_eq!((before.len(), after.len()), (2, 1));
    let movement = ReviewChange { before: &before, after: &after }.movement().unwrap();
    let classes = movement.classes();
    let stayed = Move { from: Place::Group(0), to: Place::Group(0) };
    assert_eq!(classes.cell(stayed), Some(cell(1, 10_000, 10_000)));
    assert_eq!(classes.merged().before, 1);
    assert_eq!(movement.quadrants().matrix().change().minor(), 0);
}

#[test]
fn a_split_between_two_reviews_is_neither_lost_nor_new() {
    let mut book = Book::new(currency("CNY"));
    let li = buyer(&mut book, "Li", &[("2026-01-10", "60")]);
    let twin = buyer(&mut book, "Li & Sons", &[("2026-01-12", "40")]);
    book.customers_mut().merge(twin, li, day("2026-03-01")).unwrap();
    book.customers_mut().undo_merge(twin, day("2026-04-01")).unwrap();
    let policy = Policy::default();
    let before = book.review(as_of("2026-03-31"), &policy).unwrap();
    let after = book.review(as_of("2026-04-30"), &policy).unwrap();
    let movement = ReviewChange { before: &before, after: &after }.movement().unwrap();
    assert_eq!(movement.classes().change().minor(), 0);
    assert_eq!(movement.classes().before(Place::Absent).customers, 0, "nobody is new");
    assert_eq!(movement.classes().merged().after, 1);
}

#[test]
fn two_books_need_a_list_of_merges_and_are_joined_by_name() {
    let (mut old, mut new) = (Book::new(currency("CNY")), Book::new(currency("CNY")));
    buyer(&mut old, "Wang", &[("2026-01-10", "5")]);
    buyer(&mut old, "Li & Sons", &[("2026-01-12", "40")]);
    buyer(&mut old, "Li", &[("2026-01-10", "60")]);
    buyer(&mut new, "Li", &[("2026-01-10", "100")]);
    buyer(&mut new, "Wang", &[("2026-01-10", "5")]);
    let policy = Policy::default();
    let before = old.review(as_of("2026-03-31"), &policy).unwrap();
    let after = new.review(as_of("2026-04-30"), &policy).unwrap();
    let refused = ReviewChange { before: &before, after: &after }.movement().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the reviews are of two books: state which of their customers are one"
    );
    let merge = |merged: &str| NamedMerge {
        merged: merged.parse().unwrap(),
        survivor: "Li".parse().unwrap(),
    };
    let movement = ReviewChange { before: &before, after: &after }
        .movement_between_books(&[merge("Li & Sons")])
        .unwrap();
    assert_eq!(movement.classes().change().minor(), 0);
    assert_eq!(movement.classes().after(Place::Absent).customers, 0);
    let unmerged =
        ReviewChange { before: &before, after: &after }.movement_between_books(&[]).unwrap();
    assert_eq!(unmerged.classes().after(Place::Absent).customers, 1);
    let unknown = ReviewChange { before: &before, after: &after }
        .movement_between_books(&[merge("Zhao")])
        .unwrap_err();
    assert_eq!(unknown.to_string(), "customer Zhao is in neither book");
    let circle = ReviewChange { before: &before, after: &after }
        .movement_between_books(&[merge("Li")])
        .unwrap_err();
    assert!(matches!(circle, ChangeError::Merges(MergeListError::Circle { .. })));
}

#[test]
fn reviews_of_a_book_backwards_are_refused() {
    let book = Book::new(currency("CNY"));
    let policy = Policy::default();
    let before = book.review(as_of("2026-03-31"), &policy).unwrap();
    let after = book.review(as_of("2026-04-30"), &policy).unwrap();
    let refused = ReviewChange { before: &after, after: &before }.movement().unwrap_err();
    assert!(matches!(refused, MovementError::Backwards { .. }));
}

#[test]
fn a_new_policy_alone_moves_no_customer() {
    let mut book = Book::new(currency("CNY"));
    buyer(&mut book, "Li", &[("2025-12-20", "60"), ("2026-01-20", "60"), ("2026-03-10", "60")]);
    buyer(&mut book, "Wang", &[("2025-12-20", "9"), ("2026-01-20", "9"), ("2026-03-10", "9")]);
    let large = LargeVolume::Amount("100".parse().unwrap());
    let quadrant = QuadrantPolicy::try_new(QuadrantPolicyDraft { large }).unwrap();
    let old = Policy { quadrant, ..Policy::default() };
    let large = LargeVolume::Amount("20".parse().unwrap());
    let quadrant = QuadrantPolicy::try_new(QuadrantPolicyDraft { large }).unwrap();
    let new = Policy { quadrant, ..Policy::default() };
    let before = book.review(as_of("2026-03-31"), &old).unwrap();
    let after = book.review(as_of("2026-04-30"), &new).unwrap();
    let apart = ReviewChange { before: &before, after: &after }.policy_movement().unwrap();
    let promoted = |movement: &guanxi::review::ReviewMovement| {
        let figure = movement.quadrants().figure(MovementMeasure::Promoted).unwrap();
        (
            figure.proportion().to_string(),
            figure.largest().first().map(|it| movement.name(it.customer).to_owned()),
        )
    };
    assert_eq!(promoted(&apart.by_policy), ("1 of 1".to_owned(), Some("Wang".to_owned())));
    assert_eq!(promoted(&apart.by_customers), ("0 of 0".to_owned(), None));
    let both = ReviewChange { before: &before, after: &after }.movement().unwrap();
    assert_eq!(promoted(&both).0, "1 of 1", "together they say nothing of the cause");
}

#[test]
fn a_programme_is_measured_by_the_attitude_that_is_declared() {
    let mut book = Book::new(currency("CNY"));
    let li = buyer(&mut book, "Li", &[("2026-01-10", "60")]);
    let wang = buyer(&mut book, "Wang", &[("2026-01-10", "9")]);
    for it in [li, wang] {
        let switcher = guanxi::account::CustomerTerm::Attitude(Some(Attitude::Switcher));
        book.state(it, day("2026-02-01"), switcher).unwrap();
    }
    let loyal = guanxi::account::CustomerTerm::Attitude(Some(Attitude::Loyal));
    book.state(li, day("2026-04-01"), loyal).unwrap();
    let policy = Policy::default();
    let before = book.review(as_of("2026-03-31"), &policy).unwrap();
    let after = book.review(as_of("2026-04-30"), &policy).unwrap();
    let programme = Programme { name: "switchers".parse().unwrap(), members: [li].into() };
    let shown = ReviewChange { before: &before, after: &after }.programme(&programme).unwrap();
    let way = |to| Move { from: Place::Group(2), to: Place::Group(to) };
    assert_eq!(shown.members.cell(way(0)).unwrap().customers, 1);
    assert_eq!(shown.others.cell(way(2)).unwrap().customers, 1);
}

#[test]
fn classes_are_numbered_as_they_are_listed() {
    for (number, class) in Class::ALL.into_iter().enumerate() {
        assert_eq!(GroupPlacement::in_class(class, Amount::ZERO).place(), Place::Group(number));
    }
}
