//! S11: recency, frequency and monetary value by declared cuts, with segments proved to cover.

use guanxi::context::Context;
use guanxi::evidence::NotJudged;
use guanxi::feed::{Feed, FeedGap, FeedPolicyDraft, KnownFeeds, Watermarks};
use guanxi::money::Major;
use guanxi::segment::{RfmMeasure, RfmPolicy, RfmPolicyDraft, RfmScores, RfmSegment, ScoreRange};

use crate::given::{Told, as_of, day};

const T: &str = "2026-03-31";

#[track_caller]
fn scores(policy: &RfmPolicy, told: &Told) -> (u8, u8, Option<u8>) {
    let scores = policy.read(told.view(), &Context::on(as_of(T))).scores().unwrap();
    (scores.recency, scores.frequency, scores.monetary)
}

#[expect(clippy::unnecessary_wraps, reason = "the field that takes it may be empty")]
fn money(units: [u32; 4]) -> Option<[Major; 4]> {
    Some(units.map(Major::from_units))
}

#[test]
fn recency_has_its_best_score_below_thirty_days_and_each_cut_belongs_to_the_worse_side() {
    let policy = RfmPolicy::default();
    let rows = [(0, 5), (29, 5), (30, 4), (59, 4), (60, 3), (119, 3), (120, 2), (239, 2), (240, 1)];
    for (days, expected) in rows {
        let told = Told::nothing().sold(&day(T).offset(-days).to_string(), "1");
        assert_eq!(scores(&policy, &told).0, expected, "{days} days");
    }
}

#[test]
fn frequency_counts_order_days_of_a_year() {
    let policy = RfmPolicy::default();
    let rows = [(1, 1), (2, 2), (3, 2), (4, 3), (7, 3), (8, 4), (15, 4), (16, 5)];
    for (count, expected) in rows {
        let told = Told::nothing().sold_every("2026-01-01", 2, count, "1");
        assert_eq!(scores(&policy, &told).1, expected, "{count} order days");
    }
    // Two sales of a day are one order day; one before the year is none.
    let told = Told::nothing().sold("2026-03-01", "1").sold("2026-03-01", "1");
    assert_eq!(scores(&policy, &told.sold("2025-03-31", "1")).1, 1);
}

#[test]
fn there_is_no_monetary_score_without_cuts_for_it() {
    let told = Told::nothing().sold("2026-03-01", "1");
    assert_eq!(scores(&RfmPolicy::default(), &told).2, None);
}

#[test]
fn the_monetary_value_is_the_sum_or_by_another_name_the_mean() {
    let draft = |measure| RfmPolicyDraft {
        monetary: money([100, 200, 300, 400]),
        measure,
        ..Default::default()
    };
    let sum = RfmPolicy::try_new(draft(RfmMeasure::Sum)).unwrap();
    let mean = RfmPolicy::try_new(draft(RfmMeasure::Mean)).unwrap();
    let told = Told::nothing().sold("2026-03-01", "199.99").sold("2026-03-02", "200");
    assert_eq!(scores(&sum, &told).2, Some(4), "399.99 of 400");
    assert_eq!(scores(&mean, &told).2, Some(2), "199.995 of 200");
    let told = told.sold("2026-03-02", "0.01");
    assert_eq!((scores(&sum, &told).2, scores(&mean, &told).2), (Some(5), Some(3)));
    let returned = Told::nothing().sold("2026-03-01", "5").sold("2026-03-02", "-9");
    assert_eq!(scores(&sum, &returned).2, Some(1));
}

#[test]
fn the_scale_of_the_currency_changes_no_score() {
    // With a fixed step added to each cut, 969 of 1,000 customers came to have the same score.
    let policy = |units| {
        let draft = RfmPolicyDraft { monetary: money(units), ..Default::default() };
        RfmPolicy::try_new(draft).unwrap()
    };
    let told = |amount: &str| Told::nothing().sold("2026-03-01", amount);
    let (units, thousands) = (policy([1000, 2000, 3000, 4000]), policy([1, 2, 3, 4]));
    for (amount, in_thousands) in [("1999", "1.99"), ("2000", "2"), ("4000", "4"), ("1", "0.01")] {
        let (a, b) = (scores(&units, &told(amount)), scores(&thousands, &told(in_thousands)));
        assert_eq!(a, b, "{amount}");
    }
}

#[test]
fn who_never_bought_has_no_scores() {
    let told = Told::nothing().since("2026-01-01").sold("2026-03-01", "-5");
    let reading = RfmPolicy::default().read(told.view(), &Context::on(as_of(T)));
    assert_eq!(reading.scores(), Err(NotJudged::NeverBought));
    assert_eq!(reading.days_since(), None);
}

#[test]
fn a_year_whose_sales_are_not_all_known_has_no_scores() {
    let told = Told::nothing().sold("2025-05-01", "100");
    let read = |told: &Told, watermark: Option<&str>, gap: Option<(&str, &str)>| {
        let gap = gap.map(|(from, to)| FeedGap::try_new(Feed::Sales, day(from), day(to)).unwrap());
        let known = KnownFeeds {
            watermarks: Watermarks { sales: watermark.map(day), ..Default::default() },
            gaps: gap.into_iter().collect(),
        };
        let context = Context::on(as_of(T)).with_feeds(&known, &FeedPolicyDraft::default());
        RfmPolicy::default().read(told.view(), &context)
    };
    let late = |on| Err(NotJudged::SalesCompleteTo(day(on)));
    assert!(read(&told, Some("2026-03-28"), None).scores().is_ok(), "within the grace");
    let reading = read(&told, Some("2026-03-27"), None);
    assert_eq!(reading.scores(), late("2026-03-27"));
    assert_eq!((reading.order_days(), reading.days_since()), (1, Some(334)), "as recorded");
    // The window is from 1 April 2025 on.
    let missing = |from, to| read(&told, None, Some((from, to))).scores();
    assert!(missing("2025-03-01", "2025-03-31").is_ok());
    let first = Err(NotJudged::SalesMissing(day("2025-04-01")));
    assert_eq!(missing("2025-03-01", "2025-04-01"), first);
    let nobody = Told::nothing().since("2026-01-01");
    assert_eq!(read(&nobody, Some("2026-03-27"), None).scores(), late("2026-03-27"));
}

#[test]
fn the_usual_segments_have_each_cell_once() {
    let policy = RfmPolicy::default();
    let mut cells = 0;
    for recency in 1..=5 {
        for frequency in 1..=5 {
            for monetary in 1..=5 {
                let scores = RfmScores { recency, frequency, monetary: Some(monetary) };
                let inside = policy.segments.iter().filter(|it| it.contains(scores)).count();
                assert_eq!(inside, 1, "{scores:?}");
                assert!(policy.segment(scores).is_some());
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 125);
}

#[test]
fn without_a_monetary_score_a_segment_is_named_where_all_scores_give_it() {
    let policy = RfmPolicy::default();
    let named =
        |recency, frequency| policy.segment(RfmScores { recency, frequency, monetary: None });
    assert_eq!(named(5, 3), Some("growing"));
    assert_eq!(named(5, 4), None, "champions or loyal");
    assert_eq!(named(1, 5), Some("lost_regulars"));
}

fn segment(name: &str, recency: (u8, u8), frequency: (u8, u8)) -> RfmSegment {
    RfmSegment {
        name: name.to_owned(),
        recency: ScoreRange::new(recency.0, recency.1),
        frequency: ScoreRange::new(frequency.0, frequency.1),
        monetary: ScoreRange::default(),
    }
}

#[track_caller]
fn wrong(segments: Vec<RfmSegment>, rest: Option<&str>) -> String {
    let rest = rest.map(str::to_owned);
    let draft = RfmPolicyDraft { segments, rest, ..Default::default() };
    RfmPolicy::try_new(draft).unwrap_err().to_string()
}

#[test]
fn a_gap_is_refused_with_a_cell_that_has_no_segment() {
    let segments = vec![segment("recent", (3, 5), (1, 5)), segment("silent", (1, 2), (1, 4))];
    assert_eq!(
        wrong(segments, None),
        "segments must cover every cell, or rest must have a name, was without R1 F5 M1 and 9 more"
    );
}

#[test]
fn an_overlap_is_refused_with_a_cell_that_has_two_segments() {
    let segments = vec![segment("recent", (3, 5), (1, 5)), segment("often", (1, 3), (1, 5))];
    assert_eq!(
        wrong(segments, None),
        "segments.1 must share no cell with segments.0 (recent), was R3 F1 M1"
    );
}

#[test]
fn the_rest_has_a_name_where_there_is_a_rest_and_only_there() {
    let part = || vec![segment("recent", (3, 5), (1, 5))];
    let draft =
        RfmPolicyDraft { segments: part(), rest: Some("others".to_owned()), ..Default::default() };
    let policy = RfmPolicy::try_new(draft).unwrap();
    let scores = RfmScores { recency: 1, frequency: 5, monetary: None };
    assert_eq!(policy.segment(scores), Some("others"));
    assert_eq!(wrong(part(), Some(" ")), "rest must not be blank, was \" \"");
    let all = vec![segment("all", (1, 5), (1, 5))];
    assert_eq!(
        wrong(all, Some("others")),
        "rest must be left out where every cell has a segment, was \"others\""
    );
}

#[test]
fn a_policy_of_rfm_names_all_that_is_wrong() {
    let draft = RfmPolicyDraft {
        window_days: 0,
        recency: [30, 30, 120, 90],
        frequency: [2, 4, 4, 16],
        monetary: money([1, 2, 2, 1]),
        segments: vec![segment("", (0, 5), (4, 3))],
        rest: Some("others".to_owned()),
        ..Default::default()
    };
    assert_eq!(
        RfmPolicy::try_new(draft).unwrap_err().to_string(),
        "window_days must be at least 1, was 0; recency.1 must exceed 30, was 30; recency.3 must \
         exceed 120, was 90; frequency.2 must exceed 4, was 4; monetary.2 must exceed 2, was 2; \
         monetary.3 must exceed 2, was 1; segments.0.name must not be blank, was \"\"; \
         segments.0.recency must satisfy 1 ≤ from ≤ to ≤ 5, was 0 to 5; \
         segments.0.frequency must satisfy 1 ≤ from ≤ to ≤ 5, was 4 to 3"
    );
}

#[test]
fn complaint_many_one_time_buyers_leave_the_other_scores_as_they_are() {
    // With cuts at quantiles of the base, 70 % of customers with one order have all frequencies but
    // one share a score. Declared cuts know no base: a customer is judged by itself.
    let policy = RfmPolicy::default();
    let once = Told::nothing().sold("2026-03-01", "1");
    let regular = |count: i32| Told::nothing().sold_every("2026-01-01", 2, count, "1");
    let of = |count: i32| scores(&policy, &regular(count)).1;
    assert_eq!([2, 4, 8, 16].map(of), [2, 3, 4, 5]);
    assert_eq!(scores(&policy, &once), (4, 1, None));
}

#[test]
fn a_cut_beside_which_a_score_is_never_given_is_refused_with_the_customer_that_shows_it() {
    let wrong = |draft| RfmPolicy::try_new(draft).map_err(|it| it.to_string());
    let with = |window_days, recency, frequency| {
        wrong(RfmPolicyDraft { window_days, recency, frequency, ..Default::default() }).err()
    };
    let usual = [30, 60, 120, 240];
    // An order on each day of the window reaches a cut at its length, and none beyond it.
    assert_eq!(with(30, usual, [2, 4, 8, 30]), None);
    assert_eq!(
        with(30, usual, [2, 4, 31, 60]).as_deref(),
        Some(
            "frequency.2 must not exceed window_days (30), was 31: an order on every day of the \
             window makes 30 order days; \
             frequency.3 must not exceed window_days (30), was 60: an order on every day of the \
             window makes 30 order days"
        )
    );
    let draft = RfmPolicyDraft {
        window_days: 30,
        recency: usual,
        frequency: [2, 4, 8, 30],
        ..Default::default()
    };
    let every_day = Told::nothing().sold_every("2026-03-02", 1, 30, "1");
    assert_eq!(scores(&RfmPolicy::try_new(draft).unwrap(), &every_day).1, 5);
    assert_eq!(
        with(365, [0, 60, 120, 240], [0, 4, 8, 16]).as_deref(),
        Some(
            "recency.0 must be at least 1, was 0: an order on the day itself would not score 5; \
             frequency.0 must be at least 1, was 0: no order in the window would not score 1"
        )
    );
    assert_eq!(with(365, [1, 60, 120, 240], [1, 4, 8, 16]), None);
}

/// Recency looks at all order days, so a cut beyond the window is reached.
#[test]
fn a_cut_of_recency_beyond_the_window_is_reached() {
    let draft = RfmPolicyDraft {
        window_days: 90,
        recency: [30, 60, 120, 400],
        frequency: [2, 4, 8, 16],
        ..Default::default()
    };
    let policy = RfmPolicy::try_new(draft).unwrap();
    let rows = [(399, 2), (400, 1)];
    for (days, expected) in rows {
        let told = Told::nothing().sold(&day(T).offset(-days).to_string(), "1");
        assert_eq!(scores(&policy, &told), (expected, 1, None), "{days} days");
    }
}
