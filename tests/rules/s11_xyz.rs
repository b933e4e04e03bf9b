//! S11: how even purchases are by month, and the nine cells of ABC × XYZ.

use guanxi::context::Context;
use guanxi::evidence::NotJudged;
use guanxi::feed::{Feed, FeedGap, FeedPolicyDraft, KnownFeeds, Watermarks};
use guanxi::measure::Quotient;
use guanxi::money::{Amount, Total};
use guanxi::segment::{AbcXyzCell, CellTexts, Class, Xyz, XyzPolicy, XyzPolicyDraft, XyzReading};

use crate::given::{Told, as_of, day, percent};

#[track_caller]
fn read(months: &[i64]) -> XyzReading {
    let months: Vec<Total> = months.iter().map(|it| Amount::from_minor(*it).to_total()).collect();
    XyzPolicy::default().read_months(&months)
}

/// The squared coefficient of variation and the letter.
#[track_caller]
fn said(months: &[i64]) -> (String, Xyz) {
    let reading = read(months);
    (reading.cv_squared().unwrap().to_string(), reading.letter().unwrap())
}

#[test]
fn even_purchases_are_x() {
    // n·Σx² = 6·610 = 3,660; S² = 3,600: 60 / 3,600.
    assert_eq!(said(&[10, 12, 8, 11, 9, 10]), ("0.016667".to_owned(), Xyz::X));
    assert_eq!(said(&[7; 6]), ("0".to_owned(), Xyz::X));
}

#[test]
fn the_coefficient_is_that_of_the_population() {
    // 0.1291 squared; of a sample it would be 0.1414 squared, which is 0.02.
    let reading = read(&[10, 12, 8, 11, 9, 10]);
    assert_eq!(reading.cv_squared(), Quotient::try_new(1, 60));
    assert_ne!(reading.cv_squared(), Quotient::try_new(1, 50));
    // 0.2244 as that of the population is X; 0.2693 as that of a sample would be Y.
    assert_eq!(said(&[5, 14, 5, 14, 5, 14]), ("0.224377".to_owned(), Xyz::X));
}

#[test]
fn two_orders_in_half_a_year_are_z() {
    assert_eq!(said(&[0, 0, 30, 0, 0, 30]), ("2".to_owned(), Xyz::Z));
}

#[test]
fn a_coefficient_of_exactly_one_half_is_not_below_it() {
    assert_eq!(said(&[5, 15, 5, 15, 5, 15]), ("0.25".to_owned(), Xyz::Y));
    // A unit less at the top: 6·721 = 4,326 and 59² = 3,481: 845 / 3,481.
    assert_eq!(said(&[5, 15, 5, 15, 5, 14]).1, Xyz::X);
    assert_eq!(said(&[5, 15, 5, 15, 5, 16]).1, Xyz::Y);
}

#[test]
fn a_coefficient_of_exactly_one_is_not_below_it() {
    assert_eq!(said(&[0, 20, 0, 20, 0, 20]), ("1".to_owned(), Xyz::Z));
    assert_eq!(said(&[1, 20, 0, 20, 0, 20]).1, Xyz::Y);
}

#[test]
fn fewer_than_six_full_months_have_no_letter() {
    assert_eq!(read(&[10; 5]).letter(), Err(NotJudged::FewFullMonths));
    assert_eq!(read(&[10; 6]).letter(), Ok(Xyz::X));
}

#[test]
fn nothing_bought_on_balance_is_not_applicable() {
    for months in [[0; 6], [10, -10, 0, 0, 0, 0], [10, -11, 0, 0, 0, 0]] {
        let reading = read(&months);
        assert_eq!(reading.letter(), Err(NotJudged::NoNetPurchases), "{months:?}");
        assert_eq!(reading.cv_squared(), None);
    }
    assert_eq!(read(&[10, -9, 0, 0, 0, 0]).letter(), Ok(Xyz::Z));
}

#[test]
fn amounts_of_any_size_are_told_apart() {
    let huge = i64::MAX;
    let even = [huge, huge, huge, huge, huge, huge];
    assert_eq!(read(&even).letter(), Ok(Xyz::X));
    assert_eq!(read(&[huge, 0, huge, 0, huge, 0]).letter(), Ok(Xyz::Z));
    assert_eq!(read(&[huge, 1, huge, 0, huge, 0]).letter(), Ok(Xyz::Y));
}

/// A customer that bought 100 each month from the 15th of a month on.
fn monthly(since: &str) -> Told {
    Told::nothing().since(since).sold_every("2025-01-15", 1, 1, "100")
}

fn read_on(told: &Told, t: &str) -> XyzReading {
    XyzPolicy::default().read(told.view(), &Context::on(as_of(t)))
}

#[test]
fn months_before_the_start_do_not_count_and_the_started_one_is_not_full() {
    // A return starts the feed of sales, and is no order day.
    let months = |since: &str, t: &str| {
        let told = Told::nothing().since(since).sold("2019-01-05", "-1");
        read_on(&told, t).months()
    };
    assert_eq!(months("2025-09-30", "2026-03-31"), 6, "October to March");
    assert_eq!(months("2025-10-01", "2026-03-31"), 6);
    assert_eq!(months("2025-10-02", "2026-03-31"), 5);
    assert_eq!(months("2025-10-01", "2026-03-30"), 5, "March is not over");
    assert_eq!(months("2026-03-15", "2026-03-31"), 0);
    assert_eq!(months("2026-03-15", "2026-03-20"), 0);
    assert_eq!(months("2020-01-01", "2026-03-31"), 12, "the most that are looked at");
    assert_eq!(read_on(&Told::nothing(), "2026-03-31").months(), 0);
}

#[test]
fn months_before_the_first_sale_of_the_book_do_not_count() {
    // A customer of many years, whose sales are recorded from a day on.
    let reading = |first: &str| {
        let told = Told::nothing().since("2020-01-01").sold(first, "-1");
        read_on(&told.sold_every("2026-01-05", 28, 3, "100"), "2026-03-31")
    };
    assert_eq!(reading("2024-06-01").months(), 12);
    assert_eq!((reading("2025-11-01").months(), reading("2025-11-30").months()), (5, 5));
    assert_eq!(reading("2025-11-01").letter(), Err(NotJudged::FewFullMonths));
    assert_eq!(reading("2025-10-31").months(), 6, "the month of the first sale is full");
    assert_eq!(reading("2025-10-31").letter(), Ok(Xyz::Z));
    // Without any sale nothing says that it bought nothing.
    let idle = read_on(&Told::nothing().since("2020-01-01"), "2026-03-31");
    assert_eq!((idle.months(), idle.letter()), (0, Err(NotJudged::FewFullMonths)));
}

/// A customer that bought 100 in each month of 2025 and 2026, with what is known of sales.
fn even(watermark: Option<&str>, missing: Option<(&str, &str)>) -> XyzReading {
    let told = Told::nothing().since("2025-01-01");
    let told = (1..=12).fold(told, |told, month| told.sold(&format!("2025-{month:02}-01"), "100"));
    let told = (1..=3).fold(told, |told, month| told.sold(&format!("2026-{month:02}-01"), "100"));
    let gap = |(from, to)| FeedGap::try_new(Feed::Sales, day(from), day(to)).unwrap();
    let known = KnownFeeds {
        watermarks: Watermarks { sales: watermark.map(day), ..Default::default() },
        gaps: missing.map(gap).into_iter().collect(),
    };
    let context = Context::on(as_of("2026-04-10")).with_feeds(&known, &FeedPolicyDraft::default());
    XyzPolicy::default().read(told.view(), &context)
}

#[test]
fn a_month_with_a_gap_of_sales_is_no_month_without_a_purchase() {
    let letter = |from: &str, to: &str| even(None, Some((from, to))).letter();
    // The twelve full months are April 2025 to March 2026.
    assert_eq!(letter("2025-03-01", "2025-03-31"), Ok(Xyz::X));
    assert_eq!(letter("2026-04-01", "2026-04-10"), Ok(Xyz::X));
    assert_eq!(letter("2025-03-01", "2025-04-01"), Err(NotJudged::SalesMissing(day("2025-04-01"))));
    assert_eq!(letter("2026-03-31", "2026-04-10"), Err(NotJudged::SalesMissing(day("2026-03-31"))));
    let reading = even(None, Some(("2025-06-01", "2025-06-01")));
    assert_eq!((reading.months(), reading.cv_squared()), (12, None), "the months are told");
}

#[test]
fn months_whose_sales_are_not_complete_have_no_letter() {
    let letter = |watermark| even(Some(watermark), None).letter();
    assert_eq!(letter("2026-03-31"), Ok(Xyz::X));
    assert_eq!(letter("2026-03-28"), Ok(Xyz::X), "within the grace of three days");
    let late = day("2026-03-27");
    assert_eq!(letter("2026-03-27"), Err(NotJudged::SalesCompleteTo(late)));
}

#[test]
fn months_without_a_purchase_count_as_zero() {
    let reading = read_on(&monthly("2025-01-01"), "2026-02-28");
    // The purchase of January 2025 lies before the twelve months.
    assert_eq!((reading.months(), reading.letter()), (12, Err(NotJudged::NoNetPurchases)));
    let reading = read_on(&monthly("2025-01-01"), "2025-12-31");
    assert_eq!(reading.cv_squared().unwrap().to_string(), "11");
}

#[test]
fn a_purchase_of_the_month_that_is_not_over_does_not_count() {
    let told = Told::nothing().since("2025-01-01").sold("2026-03-02", "100");
    let read = |t: &str| read_on(&told, t).sum();
    assert_eq!(read("2026-03-30").minor(), 0);
    assert_eq!(read("2026-03-31").minor(), 100_00);
}

#[test]
fn each_of_the_nine_cells_has_a_code_and_a_text() {
    let policy = XyzPolicy::default();
    let cells = Class::ALL
        .into_iter()
        .flat_map(|class| Xyz::ALL.map(|evenness| AbcXyzCell { class, evenness }));
    let codes: Vec<&str> = cells.clone().map(AbcXyzCell::code).collect();
    assert_eq!(codes, ["AX", "AY", "AZ", "BX", "BY", "BZ", "CX", "CY", "CZ"]);
    let mut texts: Vec<&str> = cells.map(|cell| policy.treatment(cell)).collect();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), 9);
}

#[test]
fn a_policy_of_xyz_names_all_that_is_wrong() {
    let draft = XyzPolicyDraft {
        x_below: percent("0%"),
        y_below: percent("0%"),
        least_months: 1,
        months: 61,
        cells: CellTexts { ay: " ".to_owned(), ..Default::default() },
    };
    assert_eq!(
        XyzPolicy::try_new(draft).unwrap_err().to_string(),
        "x_below must exceed 0%, was 0%; y_below must exceed 0%, was 0%; least_months must be at \
         least 2, was 1; months must not exceed 60, was 61; cells.ay must not be blank, was \" \""
    );
    let draft = XyzPolicyDraft { months: 5, ..Default::default() };
    let said = XyzPolicy::try_new(draft).unwrap_err().to_string();
    assert_eq!(said, "months must be at least 6, was 5");
}
