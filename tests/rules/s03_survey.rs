//! S3: what customers need, how important it is, how far we and others meet it.

use std::collections::BTreeMap;

use guanxi::id::{CustomerId, NeedId};
use guanxi::measure::{Proportion, Quotient, Ratio};
use guanxi::survey::{
    Answer, GapSign, GoodEnd, KanoAnswer, KanoCategory, KanoCounts, KanoReply, MatrixCell,
    MatrixLines, Opportunity, OpportunityBand, OpportunityRules, Respondent, Scale,
    ServiceDimension, ServiceGaps, Survey, SurveyPolicy, SurveyPolicyDraft, SurveyReport,
    Weighting,
};

use crate::given::{as_of, day};

const DAY: &str = "2026-03-02";

fn scale(lowest: i16, highest: i16) -> Scale {
    Scale::try_new(lowest, highest, GoodEnd::Highest).unwrap()
}

fn stars() -> Survey {
    Survey::new(scale(1, 5), scale(1, 5))
}

fn need(text: &str) -> NeedId {
    text.parse().unwrap()
}

fn customer(n: usize) -> CustomerId {
    format!("C-{n:03}").parse().unwrap()
}

fn asked(of: &str, n: usize) -> Answer {
    Answer::new(need(of), customer(n), day(DAY))
}

/// Answers of as many customers as there are pairs of importance and performance.
fn answered(pairs: &[(i16, i16)]) -> Survey {
    let mut survey = stars();
    for (n, (importance, ours)) in pairs.iter().enumerate() {
        let answer =
            Answer { importance: Some(*importance), ours: Some(*ours), ..asked("delivery", n) };
        survey.record(answer).unwrap();
    }
    survey
}

/// An answer of a person with a name, without marks.
fn named(n: usize) -> Answer {
    let person = Some("Li senior".parse().unwrap());
    Answer { respondent: Respondent { customer: customer(n), person }, ..asked("delivery", n) }
}

/// Five answers by people with names.
fn by_named() -> Survey {
    let mut survey = stars();
    for n in 0..5 {
        survey.record(Answer { importance: Some(5), ours: Some(3), ..named(n) }).unwrap();
    }
    survey
}

fn policy(change: impl FnOnce(&mut SurveyPolicyDraft)) -> SurveyPolicy {
    let mut draft = SurveyPolicyDraft::default();
    change(&mut draft);
    SurveyPolicy::try_new(draft).unwrap()
}

/// A policy by which two answers are enough.
fn of_two() -> SurveyPolicy {
    policy(|draft| draft.least_answers = 2)
}

fn report_by(survey: &Survey, policy: &SurveyPolicy) -> SurveyReport {
    SurveyReport::try_from_survey(survey, as_of(DAY), policy, Weighting::Respondents).unwrap()
}

/// By the usual policy.
fn report_on(survey: &Survey, t: &str) -> SurveyReport {
    let policy = SurveyPolicy::default();
    SurveyReport::try_from_survey(survey, as_of(t), &policy, Weighting::Respondents).unwrap()
}

fn text(quotient: Quotient) -> String {
    quotient.to_string()
}

fn priority(report: &SurveyReport, of: &str) -> Option<String> {
    Some(text(report.need(&need(of))?.measures.as_ref()?.priority))
}

#[test]
fn priority_multiplies_for_each_respondent_not_the_means() {
    let survey = answered(&[(5, 5), (1, 1)]);
    let report = report_by(&survey, &of_two());
    assert_eq!(priority(&report, "delivery").as_deref(), Some("0"));
    let measures = report.needs()[0].measures.as_ref().unwrap();
    assert_eq!([text(measures.importance), text(measures.performance)], ["0.5", "0.5"]);
    // The means say one half important, one half short of the top: a quarter.
}

#[test]
fn the_target_is_the_expectation_else_the_best_rival_else_the_best_mark() {
    let rivals = |marks: &[(&str, i16)]| {
        marks.iter().map(|(name, mark)| (name.parse().unwrap(), *mark)).collect()
    };
    let of = |expectation, rivals: BTreeMap<_, i16>| {
        let mut survey = stars();
        for n in 0..2 {
            let answer = Answer { importance: Some(5), ours: Some(2), ..asked("delivery", n) };
            survey.record(Answer { expectation, rivals: rivals.clone(), ..answer }).unwrap();
        }
        let report = report_by(&survey, &of_two());
        let targets = report.needs()[0].measures.as_ref().unwrap().targets;
        let counts = [targets.expectation, targets.best_rival, targets.best_mark];
        (priority(&report, "delivery").unwrap(), counts)
    };
    let others = || rivals(&[("North", 4), ("South", 3)]);
    assert_eq!(of(Some(3), others()), ("0.25".to_owned(), [2, 0, 0]));
    assert_eq!(of(None, others()), ("0.5".to_owned(), [0, 2, 0]));
    assert_eq!(of(None, BTreeMap::new()), ("0.75".to_owned(), [0, 0, 2]));
    assert_eq!(of(Some(1), others()), ("0".to_owned(), [2, 0, 0]), "more than is expected");
}

#[test]
fn fewer_than_five_complete_answers_have_counts_only() {
    let four = [(5, 3); 4];
    let report = report_by(&answered(&four), &SurveyPolicy::default());
    assert_eq!((report.needs()[0].complete, report.needs()[0].measures.is_none()), (4, true));
    let report = report_by(&answered(&[(5, 3); 5]), &SurveyPolicy::default());
    assert!(report.needs()[0].measures.is_some());
}

#[test]
fn half_an_answer_is_counted_and_used_for_nothing_else() {
    let mut survey = answered(&[(5, 3); 5]);
    survey.record(Answer { importance: Some(1), ..asked("delivery", 5) }).unwrap();
    survey.record(Answer { ours: Some(5), ..asked("delivery", 6) }).unwrap();
    let report = report_by(&survey, &SurveyPolicy::default());
    let figures = &report.needs()[0];
    assert_eq!((figures.complete, figures.half), (5, 2));
    let measures = figures.measures.as_ref().unwrap();
    assert_eq!([text(measures.importance), text(measures.performance)], ["1", "0.5"]);
}

#[test]
fn an_answer_leaves_after_a_year_and_is_replaced_by_a_later_one() {
    let survey = answered(&[(5, 3); 5]);
    let complete = |t: &str| report_on(&survey, t).needs()[0].complete;
    assert_eq!(complete("2027-03-02"), 5, "365 days old");
    assert_eq!(complete("2027-03-03"), 0, "366 days old");
    assert_eq!(complete("2026-03-01"), 0, "not answered yet");

    let mut survey = by_named();
    let later = Answer { importance: Some(1), ours: Some(1), ..named(0) };
    survey.record(Answer { day: day("2026-03-10"), ..later }).unwrap();
    let report = report_on(&survey, "2026-03-10");
    let measures = report.needs()[0].measures.as_ref().unwrap();
    assert_eq!(text(measures.importance), "0.8", "four of five still say 5");
    let answered = report.needs()[0].answered.unwrap();
    assert_eq!((answered.oldest, answered.latest), (day(DAY), day("2026-03-10")));
}

#[test]
fn a_later_half_answer_takes_the_place_of_a_complete_one() {
    let mut survey = by_named();
    let half = Answer { importance: Some(4), ..named(0) };
    survey.record(Answer { day: day("2026-03-10"), ..half }).unwrap();
    let report = report_on(&survey, "2026-03-10");
    assert_eq!((report.needs()[0].complete, report.needs()[0].half), (4, 1));
}

/// Found: all answers of a customer that name nobody were taken for those of one person.
#[test]
fn an_answer_that_names_nobody_takes_the_place_of_no_other() {
    let mut survey = stars();
    for (month, importance) in (1..=5).zip([1, 2, 3, 4, 5]) {
        let answer = Answer { importance: Some(importance), ours: Some(3), ..asked("delivery", 0) };
        survey.record(Answer { day: day(&format!("2026-0{month}-05")), ..answer }).unwrap();
    }
    let report = report_on(&survey, "2026-05-05");
    assert_eq!(report.needs()[0].complete, 5);
    assert_eq!(text(report.needs()[0].measures.as_ref().unwrap().importance), "0.5");
    assert_eq!(report_on(&survey, "2027-01-06").needs()[0].complete, 4, "one is too old");
}

#[test]
fn low_marks_may_be_good() {
    let school = Scale::try_new(1, 6, GoodEnd::Lowest).unwrap();
    let mut survey = Survey::new(scale(1, 5), school);
    for n in 0..5 {
        let answer = Answer { importance: Some(5), ours: Some(2), ..asked("delivery", n) };
        survey.record(answer).unwrap();
    }
    let report = report_by(&survey, &SurveyPolicy::default());
    let measures = report.needs()[0].measures.as_ref().unwrap();
    assert_eq!(text(measures.performance), "0.8");
    assert_eq!(measures.pleased, Proportion::try_new(5, 5).unwrap(), "2 is one of the two best");
    assert_eq!(text(measures.priority), "0.2");
}

/// Importance and performance of 14 attributes in hundredths, on a scale from 1 to 4, as published
/// by Martilla and James, 1977.
const MARTILLA_JAMES: [(i16, i16); 14] = [
    (383, 263),
    (363, 273),
    (360, 315),
    (356, 300),
    (341, 305),
    (341, 329),
    (338, 303),
    (337, 311),
    (329, 200),
    (327, 302),
    (252, 225),
    (243, 249),
    (237, 235),
    (205, 333),
];

/// A hundred answers to each attribute with just those means.
fn martilla_james() -> Survey {
    let mut survey = Survey::new(scale(1, 4), scale(1, 4));
    for (attribute, (importance, performance)) in MARTILLA_JAMES.into_iter().enumerate() {
        let mark = |hundredths: i16, n: i16| hundredths / 100 + i16::from(n < hundredths % 100);
        for n in 0..100_i16 {
            let asked = asked(&format!("{:02}", attribute + 1), usize::try_from(n).unwrap());
            let (importance, ours) = (Some(mark(importance, n)), Some(mark(performance, n)));
            survey.record(Answer { importance, ours, ..asked }).unwrap();
        }
    }
    survey
}

fn of_cell(report: &SurveyReport, cell: MatrixCell) -> Vec<String> {
    let mut found: Vec<String> = report
        .needs()
        .iter()
        .filter(|figures| figures.measures.as_ref().unwrap().cell == cell)
        .map(|figures| figures.need.to_string())
        .collect();
    found.sort();
    found
}

#[test]
fn the_attributes_of_martilla_and_james_fall_into_the_cells_of_the_paper() {
    let by_means = policy(|draft| draft.lines = MatrixLines::Means {});
    let report = report_by(&martilla_james(), &by_means);
    assert_eq!(of_cell(&report, MatrixCell::ConcentrateHere), ["01", "02", "09"]);
    let kept = ["03", "04", "05", "06", "07", "08", "10"];
    assert_eq!(of_cell(&report, MatrixCell::KeepUp), kept);
    assert_eq!(of_cell(&report, MatrixCell::LowPriority), ["11", "12", "13"]);
    assert_eq!(of_cell(&report, MatrixCell::PossibleOverkill), ["14"]);
}

#[test]
fn fixed_lines_move_three_attributes_of_martilla_and_james() {
    // 2.5 on a scale from 1 to 4 is its middle.
    let report = report_by(&martilla_james(), &SurveyPolicy::default());
    assert_eq!(of_cell(&report, MatrixCell::ConcentrateHere), ["09", "11"]);
    let kept = ["01", "02", "03", "04", "05", "06", "07", "08", "10"];
    assert_eq!(of_cell(&report, MatrixCell::KeepUp), kept);
    assert_eq!(of_cell(&report, MatrixCell::LowPriority), ["12", "13"]);
    assert_eq!(of_cell(&report, MatrixCell::PossibleOverkill), ["14"]);
}

#[test]
fn medians_as_lines_would_move_four_attributes_of_martilla_and_james() {
    // 3.375 and 3.01 on a scale from 1 to 4: lines are policy, and each says something else.
    let medians = policy(|draft| {
        draft.lines = MatrixLines::Fixed {
            importance: Ratio::from_parts_per_million(791_667),
            performance: Ratio::from_percent(67),
        };
    });
    let report = report_by(&martilla_james(), &medians);
    assert_eq!(of_cell(&report, MatrixCell::ConcentrateHere), ["01", "02", "04"]);
    assert_eq!(of_cell(&report, MatrixCell::KeepUp), ["03", "05", "06", "07"]);
    assert_eq!(of_cell(&report, MatrixCell::LowPriority), ["09", "11", "12", "13"]);
    assert_eq!(of_cell(&report, MatrixCell::PossibleOverkill), ["08", "10", "14"]);
}

#[test]
fn what_is_overdone_and_where_we_lead_are_told_apart() {
    let mut survey = stars();
    let rivals = |mark| BTreeMap::from([("North".parse().unwrap(), mark)]);
    for n in 0..5 {
        for (of, importance, ours, theirs) in
            [("gifts", 1, 5, 3), ("delivery", 5, 5, 3), ("service", 5, 2, 4)]
        {
            let answer = Answer { importance: Some(importance), ours: Some(ours), ..asked(of, n) };
            survey.record(Answer { rivals: rivals(theirs), ..answer }).unwrap();
        }
    }
    let report = report_by(&survey, &SurveyPolicy::default());
    let names = |it: &mut dyn Iterator<Item = (&NeedId, &guanxi::survey::NeedMeasures)>| {
        it.map(|(need, _)| need.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&mut report.overdone()), ["gifts"]);
    assert_eq!(names(&mut report.fix_first()), ["service"]);
    assert_eq!(names(&mut report.advantages()), ["delivery"], "what is important");
    assert_eq!(names(&mut report.disadvantages()), ["service"]);
}

#[test]
fn every_mark_off_its_scale_is_named() {
    let mut survey = stars();
    let answer = Answer { importance: Some(6), ours: Some(0), ..asked("delivery", 1) };
    assert_eq!(
        survey.record(Answer { expectation: Some(9), ..answer }).unwrap_err().to_string(),
        "the answer of C-001 to delivery on 2026-03-02: importance must lie in 1..=5, was 6; \
         expectation must lie in 1..=5, was 9; ours must lie in 1..=5, was 0"
    );
}

#[test]
fn a_need_on_a_line_belongs_to_the_upper_side_and_is_not_certain() {
    let measures = |pairs: &[(i16, i16)]| {
        let report = report_by(&answered(pairs), &SurveyPolicy::default());
        let measures = report.needs()[0].measures.clone().unwrap();
        (measures.cell, measures.is_certain)
    };
    assert_eq!(measures(&[(3, 3); 5]), (MatrixCell::KeepUp, false));
    assert_eq!(measures(&[(4, 4); 5]), (MatrixCell::KeepUp, true), "nobody differs");
    let under = [(3, 3), (3, 3), (3, 3), (3, 3), (2, 2)];
    assert_eq!(measures(&under), (MatrixCell::LowPriority, false));
}

#[test]
fn certainty_is_the_interval_of_the_mean() {
    // Marks 4 4 4 4 3 on 1..=5: mean 3.8, s² 0.2; 0.8²·5 = 3.2 > 3.8416·0.2.
    // Marks 5 5 3 3 1: mean 3.4, s² 2.8; 0.4²·5 = 0.8 < 3.8416·2.8.
    let certain = |marks: [i16; 5]| {
        let report = report_by(&answered(&marks.map(|it| (it, it))), &SurveyPolicy::default());
        report.needs()[0].measures.as_ref().unwrap().is_certain
    };
    assert!(certain([4, 4, 4, 4, 3]));
    assert!(!certain([5, 5, 3, 3, 1]));
}

#[test]
fn certainty_is_told_only_where_each_respondent_weighs_the_same() {
    let survey = answered(&[(4, 4); 5]);
    let policy = SurveyPolicy::default();
    let report =
        SurveyReport::try_from_survey(&survey, as_of(DAY), &policy, Weighting::Customers).unwrap();
    assert!(!report.needs()[0].measures.as_ref().unwrap().is_certain);
}

#[test]
fn opportunity_has_the_published_scores() {
    let of_ten = |part| Proportion::try_new(part, 10).unwrap();
    let score = |i, s| Opportunity::from_top_boxes(of_ten(i), of_ten(s)).unwrap();
    assert_eq!([score(9, 3), score(9, 9), score(5, 9)].map(|it| it.to_string()), ["15", "9", "5"]);
    let band = |i, s| score(i, s).band(OpportunityRules::default());
    assert_eq!(band(9, 3), OpportunityBand::Extreme, "15 is met exactly");
    assert_eq!(band(9, 4), OpportunityBand::High, "14");
    assert_eq!(band(6, 0), OpportunityBand::High, "12");
    assert_eq!(band(8, 5), OpportunityBand::Fair, "11");
    assert_eq!(band(5, 0), OpportunityBand::Fair, "10");
    assert_eq!(band(9, 9), OpportunityBand::Served, "9");
    assert_eq!(Opportunity::from_top_boxes(of_ten(1), Proportion::try_new(1, 9).unwrap()), None);
}

#[test]
fn our_lead_is_over_the_rival_that_does_best_of_those_enough_respondents_marked() {
    let mut survey = stars();
    for n in 0..6 {
        let mut rivals = BTreeMap::from([("North".parse().unwrap(), 2)]);
        if n < 5 {
            rivals.insert("South".parse().unwrap(), 5);
        }
        if n < 4 {
            rivals.insert("East".parse().unwrap(), 5);
        }
        let answer = Answer { importance: Some(5), ours: Some(4), ..asked("delivery", n) };
        survey.record(Answer { rivals, ..answer }).unwrap();
    }
    let report = report_by(&survey, &SurveyPolicy::default());
    let lead = report.needs()[0].measures.as_ref().unwrap().lead.clone().unwrap();
    assert_eq!((lead.rival.as_str(), lead.answers, text(lead.lead)), ("South", 5, "-0.25".into()));
    assert_eq!(report.disadvantages().count(), 1);
    assert_eq!(report.advantages().count(), 0);
}

#[test]
fn equal_priorities_share_a_rank() {
    let mut survey = stars();
    for (of, ours) in [("a", 2), ("b", 3), ("c", 3), ("d", 4)] {
        for n in 0..5 {
            let answer = Answer { importance: Some(5), ours: Some(ours), ..asked(of, n) };
            survey.record(answer).unwrap();
        }
    }
    survey.record(asked_with(5, 1)).unwrap();
    let report = report_by(&survey, &SurveyPolicy::default());
    let ranks: Vec<(&str, Option<u32>)> = report
        .needs()
        .iter()
        .map(|it| (it.need.as_str(), it.measures.as_ref().map(|it| it.rank)))
        .collect();
    let expected =
        [("a", Some(1)), ("b", Some(2)), ("c", Some(2)), ("d", Some(4)), ("0 too few", None)];
    assert_eq!(ranks, expected);
}

fn asked_with(importance: i16, ours: i16) -> Answer {
    Answer { importance: Some(importance), ours: Some(ours), ..asked("0 too few", 0) }
}

#[test]
fn where_everything_is_important_needs_are_ranked_by_priority_only() {
    let of = |marks: [i16; 5]| {
        let mut survey = stars();
        for of in ["a", "b"] {
            for (n, importance) in marks.into_iter().enumerate() {
                let ours = Some(if of == "a" { 4 } else { 2 });
                let answer = Answer { importance: Some(importance), ours, ..asked(of, n) };
                survey.record(answer).unwrap();
            }
        }
        let report = report_by(&survey, &SurveyPolicy::default());
        let first: Vec<String> = report.fix_first().map(|(need, _)| need.to_string()).collect();
        (report.importance_discriminates(), first)
    };
    let both = vec!["b".to_owned(), "a".to_owned()];
    assert_eq!(of([5, 5, 4, 4, 3]), (false, both), "four of five, 80 %");
    assert_eq!(of([5, 5, 4, 3, 3]), (true, vec!["b".to_owned()]), "three of five");
}

#[test]
fn answers_weigh_by_respondent_customer_or_sales() {
    // Two people of customer 0 find delivery important, one of customer 1 does not.
    let mut survey = stars();
    for (n, person, importance) in [(0, "Li", 5), (0, "Wu", 5), (1, "Qi", 1)] {
        let respondent =
            Respondent { customer: customer(n), person: Some(person.parse().unwrap()) };
        let answer = Answer { importance: Some(importance), ours: Some(1), ..asked("delivery", n) };
        survey.record(Answer { respondent, ..answer }).unwrap();
    }
    let importance = |weighting| {
        let report =
            SurveyReport::try_from_survey(&survey, as_of(DAY), &of_two(), weighting).unwrap();
        text(report.needs()[0].measures.as_ref().unwrap().importance)
    };
    assert_eq!(importance(Weighting::Respondents), "0.666667");
    assert_eq!(importance(Weighting::Customers), "0.5");
    let sales = BTreeMap::from([(customer(0), 1_000), (customer(1), 3_000)]);
    assert_eq!(importance(Weighting::Sales(&sales)), "0.25");
}

#[test]
fn sales_that_are_missing_or_nothing_are_refused() {
    let survey = answered(&[(5, 3); 5]);
    let ask = |sales: &BTreeMap<CustomerId, u64>| {
        let policy = SurveyPolicy::default();
        SurveyReport::try_from_survey(&survey, as_of(DAY), &policy, Weighting::Sales(sales))
            .unwrap_err()
            .to_string()
    };
    let mut sales: BTreeMap<CustomerId, u64> = (0..4).map(|n| (customer(n), 0)).collect();
    assert_eq!(
        ask(&sales),
        "answers are weighted by sales, and those of customer C-004 are not given"
    );
    sales.insert(customer(4), 0);
    assert_eq!(
        ask(&sales),
        "answers to delivery are weighted by sales, and those who answered bought nothing"
    );
}

#[test]
fn kano_has_a_category_for_each_of_25_pairs() {
    let table = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];
    let letter = |category: KanoCategory| match category {
        KanoCategory::MustBe => 'M',
        KanoCategory::OneDimensional => 'O',
        KanoCategory::Attractive => 'A',
        KanoCategory::Indifferent => 'I',
        KanoCategory::Reverse => 'R',
        KanoCategory::Questionable => 'Q',
    };
    for (with, row) in KanoReply::ALL.into_iter().zip(table) {
        for (without, expected) in KanoReply::ALL.into_iter().zip(row.chars()) {
            let answer = KanoAnswer { with: Some(with), without: Some(without) };
            assert_eq!(answer.category().map(letter), Some(expected), "{with}, {without}");
        }
    }
}

#[test]
fn kano_has_the_published_figures() {
    // Must-be, one-dimensional, attractive, indifferent, reverse, questionable of 296 answers.
    let rows = [
        ([95, 123, 45, 33, 0, 0], 'O', 'O', Some(("0.567568", "-0.736486")), true),
        ([101, 54, 54, 81, 3, 3], 'M', 'M', Some(("0.372414", "-0.534483")), true),
        ([15, 24, 121, 124, 6, 6], 'I', 'A', None, false),
        ([65, 87, 93, 51, 0, 0], 'A', 'O', Some(("0.608108", "-0.513514")), false),
        ([9, 18, 83, 177, 6, 3], 'I', 'I', Some(("0.351916", "-0.094077")), true),
    ];
    for (counted, most, by_rule, coefficients, significant) in rows {
        let [must_be, one_dimensional, attractive, indifferent, reverse, questionable] = counted;
        let counts = KanoCounts {
            must_be,
            one_dimensional,
            attractive,
            indifferent,
            reverse,
            questionable,
            unanswered: 0,
        };
        let first = |category: Option<KanoCategory>| {
            category.and_then(|it| it.code().chars().next()).unwrap().to_ascii_uppercase()
        };
        assert_eq!(counts.total(), 296);
        assert_eq!(first(counts.most_frequent()), most, "{counted:?}");
        assert_eq!(first(counts.category(Ratio::from_percent(5))), by_rule, "{counted:?}");
        assert_eq!(counts.is_significant(), significant, "{counted:?}");
        if let Some((better, worse)) = coefficients {
            assert_eq!(text(counts.better().unwrap()), better);
            assert_eq!(text(counts.worse().unwrap()), worse);
        }
    }
}

#[test]
fn kano_category_within_five_points_of_the_top() {
    let of = |must_be, indifferent| {
        let counts = KanoCounts { must_be, indifferent, ..KanoCounts::default() };
        counts.category(Ratio::from_percent(5)).unwrap()
    };
    assert_eq!(of(475, 525), KanoCategory::MustBe, "5 points exactly");
    assert_eq!(of(474, 526), KanoCategory::Indifferent, "5.2 points");
}

#[test]
fn half_a_pair_of_kano_is_unanswered_not_indifferent() {
    let half = KanoAnswer { with: Some(KanoReply::Neutral), without: None };
    let counts = KanoCounts::try_from_answers([half, KanoAnswer::default()]).unwrap();
    assert_eq!((counts.unanswered, counts.total()), (2, 0));
    assert_eq!((counts.category(Ratio::ONE), counts.better()), (None, None));
    assert!(!counts.is_significant());
}

#[test]
fn strength_of_a_feature_and_of_its_category() {
    let counts = KanoCounts { must_be: 5, attractive: 3, indifferent: 2, ..Default::default() };
    assert_eq!(text(counts.total_strength().unwrap()), "0.8");
    assert_eq!(text(counts.category_strength().unwrap()), "0.2");
}

#[test]
fn service_gaps_are_performance_less_expectation_by_dimension() {
    let mut survey = stars();
    for n in 0..5 {
        let marks = [("on_time", 3, 5), ("courtesy", 4, 3), ("premises", 4, 4)];
        for (of, ours, expected) in marks {
            let answer = Answer { ours: Some(ours), expectation: Some(expected), ..asked(of, n) };
            survey.record(answer).unwrap();
        }
    }
    let dimensions = BTreeMap::from([
        (need("on_time"), ServiceDimension::Reliability),
        (need("courtesy"), ServiceDimension::Assurance),
        (need("premises"), ServiceDimension::Tangibles),
    ]);
    let gaps =
        ServiceGaps::try_from_survey(&survey, as_of(DAY), &SurveyPolicy::default(), &dimensions)
            .unwrap();
    let told: Vec<(ServiceDimension, String, GapSign)> = gaps
        .dimensions
        .iter()
        .filter_map(|it| Some((it.dimension, text(it.gap?.value()), it.gap?.sign())))
        .collect();
    assert_eq!(
        told,
        [
            (ServiceDimension::Reliability, "-0.5".to_owned(), GapSign::Shortfall),
            (ServiceDimension::Assurance, "0.25".to_owned(), GapSign::Surplus),
            (ServiceDimension::Tangibles, "0".to_owned(), GapSign::Met),
        ]
    );
    // (32·−0.5 + 19·0.25 + 11·0) / 62.
    assert_eq!(gaps.weight_known, 62);
    assert_eq!(text(gaps.overall.unwrap().value()), "-0.181452");
}

#[test]
fn without_answers_there_is_no_gap() {
    let gaps = ServiceGaps::try_from_survey(
        &stars(),
        as_of(DAY),
        &SurveyPolicy::default(),
        &BTreeMap::new(),
    )
    .unwrap();
    assert_eq!((gaps.overall, gaps.weight_known), (None, 0));
}

#[test]
fn a_refused_answer_changes_nothing() {
    let survey = answered(&[(5, 3); 5]);
    let refuse = |answer: Answer| {
        let mut tried = survey.clone();
        let error = tried.record(answer).unwrap_err().to_string();
        assert_eq!(tried, survey);
        error
    };
    assert_eq!(
        refuse(asked("delivery", 9)),
        "the answer of C-009 to delivery on 2026-03-02: marks must not all be missing"
    );
    let rivals = BTreeMap::from([("North".parse().unwrap(), 9)]);
    assert_eq!(
        refuse(Answer { importance: Some(0), rivals, ..asked("delivery", 9) }),
        "the answer of C-009 to delivery on 2026-03-02: importance must lie in 1..=5, was 0; \
         rivals.North must lie in 1..=5, was 9"
    );
    assert_eq!(
        refuse(Answer { importance: Some(5), ours: Some(3), ..asked("delivery", 0) }),
        "the answer of C-000 to delivery on 2026-03-02 is known already"
    );
    assert_eq!(
        refuse(Answer { importance: Some(5), ours: Some(4), ..asked("delivery", 0) }),
        "C-000 answered to delivery on 2026-03-02 already, with other marks: ours 3, not 4"
    );
    assert!("".parse::<guanxi::id::RivalId>().is_err(), "a rival has a name");
}

#[test]
fn a_scale_rises() {
    for (lowest, highest) in [(3, 3), (5, 1)] {
        let error = Scale::try_new(lowest, highest, GoodEnd::Highest).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("a scale rises from its lowest mark to its highest, was {lowest} to {highest}")
        );
    }
    assert!(Scale::try_new(i16::MIN, i16::MAX, GoodEnd::Lowest).is_ok());
}

#[test]
fn a_policy_that_contradicts_itself_does_not_load() {
    let refused = |change: fn(&mut SurveyPolicyDraft)| {
        let mut draft = SurveyPolicyDraft::default();
        change(&mut draft);
        SurveyPolicy::try_new(draft).unwrap_err().to_string()
    };
    assert_eq!(refused(|it| it.least_answers = 1), "least_answers must be at least 2, was 1");
    assert_eq!(
        refused(|it| it.opportunity.high = 15),
        "opportunity must satisfy 20 ≥ extreme > high > fair, was extreme 15, high 15, fair 10"
    );
    assert_eq!(
        refused(|it| it.important_to_all = Ratio::from_parts_per_million(1_000_001)),
        "important_to_all must not exceed 100%, was 100.0001%"
    );
    assert_eq!(refused(|it| it.service.empathy = 17), "service must add up to 100, was 101");
    let lines = |it: &mut SurveyPolicyDraft| {
        let over = Ratio::from_percent(101);
        it.lines = MatrixLines::Fixed { importance: over, performance: over };
    };
    assert_eq!(
        refused(lines),
        "lines.importance must not exceed 100%, was 101%; \
         lines.performance must not exceed 100%, was 101%"
    );
}

/// The interval of a share as published: by Newcombe (1998), and in the tests of statsmodels.
#[test]
fn counted_shares_have_the_published_intervals() {
    let rows = [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
        (18, 20, "0.6990", "0.9721"),
        (4, 20, "0.0807", "0.4160"),
        (19, 38, "0.3485", "0.6515"),
        (5, 5, "0.5655", "1.0000"),
    ];
    for (part, whole, low, high) in rows {
        let found = Proportion::try_new(part, whole).unwrap().interval().unwrap();
        let rounded = |ratio: Ratio| {
            let digits = (ratio.parts_per_million() + 50) / 100;
            format!("{}.{:04}", digits / 10_000, digits % 10_000)
        };
        assert_eq!((rounded(found.low), rounded(found.high)), (low.into(), high.into()), "{part}");
    }
}
