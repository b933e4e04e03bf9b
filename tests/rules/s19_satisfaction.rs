//! S19: satisfaction over time and against competitors.

use guanxi::calendar::{Period, Window};
use guanxi::evidence::{Finding, NotJudged};
use guanxi::id::CustomerId;
use guanxi::measure::Ratio;
use guanxi::rating::{Rating, RatingDraft, RatingQuestion, RatingReply, ScaledMark};
use guanxi::satisfaction::{
    FallRules, MarkCounts, PriceObjection, RatedCustomer, RatingFall, RatingFault, RatingFinding,
    RatingPanel, RatingWindows, RelativePlace, RivalComparison, SatisfactionFigures,
    SatisfactionPolicy, SatisfactionPolicyDraft,
};
use guanxi::survey::{GoodEnd, Scale};
use guanxi::warning::Level;

use crate::given::{as_of, day};

fn scale(lowest: i16, highest: i16) -> Scale {
    Scale::try_new(lowest, highest, GoodEnd::Highest).unwrap()
}

fn stars() -> Scale {
    scale(1, 5)
}

#[track_caller]
fn rating(change: impl FnOnce(&mut RatingDraft)) -> Rating {
    let mut draft = RatingDraft::new(RatingQuestion::Service, day("2026-03-02"), stars());
    change(&mut draft);
    Rating::try_new(draft).unwrap()
}

/// A mark for the service by a person.
fn mark(person: usize, on: &str, mark: i16) -> Rating {
    rating(|it| {
        it.person = Some(format!("P{person:03}").parse().unwrap());
        it.day = day(on);
        it.reply = RatingReply::Mark(mark);
    })
}

fn li() -> CustomerId {
    "Li".parse().unwrap()
}

fn policy() -> SatisfactionPolicy {
    SatisfactionPolicy::default()
}

fn year(year: i32) -> Window {
    Window::inclusive(day(&format!("{year}-01-01")), day(&format!("{year}-12-31")))
}

fn figures_of(question: RatingQuestion, scale: Scale, ratings: &[Rating]) -> SatisfactionFigures {
    let customer = li();
    let customers = [RatedCustomer { customer: &customer, ratings }];
    let panel = RatingPanel::try_new(question, scale, customers).unwrap();
    panel.figures(year(2026), as_of("2026-12-31"), &policy())
}

fn service(ratings: &[Rating]) -> SatisfactionFigures {
    figures_of(RatingQuestion::Service, stars(), ratings)
}

/// A public tally printed 32 answers as 2 + 11 + 18.
#[test]
fn complaint_counts_that_do_not_add_are_refused_with_all_faults() {
    let counts = [(3, 2), (8, 11), (10, 18)];
    let of = |answers| MarkCounts::try_new(scale(0, 10), counts.into(), answers);
    assert_eq!(
        of(32).unwrap_err().to_string(),
        "answers must be 31, the sum of the counts, was 32"
    );
    assert_eq!(of(31).unwrap().mean().unwrap().to_string(), "8.83871");
    let off = MarkCounts::try_new(stars(), [(0, 1), (6, 1)].into(), 3);
    assert_eq!(
        off.unwrap_err().to_string(),
        "counts.0 must lie in 1..=5, was 0; counts.6 must lie in 1..=5, was 6; answers must be 2, \
         the sum of the counts, was 3"
    );
}

#[test]
fn complaint_means_and_boxes_are_told_from_five_answers_on() {
    let marks = |n: usize| -> Vec<Rating> {
        [5, 4, 3, 2, 1, 5]
            .into_iter()
            .take(n)
            .enumerate()
            .map(|(n, it)| mark(n, "2026-03-02", it))
            .collect()
    };
    let four = service(&marks(4));
    assert_eq!((four.counts.answers(), four.measures), (4, None));
    assert_eq!(four.to_string(), "service: 4 of 4 asked answered");
    let five = service(&marks(5)).measures.unwrap();
    assert_eq!(five.mean.to_string(), "3");
    assert_eq!(
        (five.top_two.to_string(), five.low_two.to_string()),
        ("2 of 5".into(), "2 of 5".into())
    );
    let six = service(&marks(6));
    assert_eq!(six.to_string(), "service: 3.333333 of 1 to 5 by 6 people");
}

#[test]
fn the_good_end_of_the_scale_makes_the_boxes() {
    let school = Scale::try_new(1, 6, GoodEnd::Lowest).unwrap();
    let counts = MarkCounts::try_new(school, [(1, 3), (2, 1), (3, 1), (6, 2)].into(), 7).unwrap();
    assert_eq!((counts.top_two().part(), counts.low_two().part()), (4, 2));
    // (3·5 + 4 + 3 + 0) / (7·5).
    assert_eq!(counts.standard_mean(), guanxi::measure::Quotient::try_new(22, 35));
    let faces = MarkCounts::try_new(scale(1, 3), [(1, 1), (2, 1), (3, 1)].into(), 3).unwrap();
    assert_eq!((faces.top_two().part(), faces.low_two().part()), (1, 1), "no mark is in both");
    let four =
        MarkCounts::try_new(scale(1, 4), [(1, 1), (2, 1), (3, 1), (4, 1)].into(), 4).unwrap();
    assert_eq!((four.top_two().part(), four.low_two().part()), (2, 2));
}

#[test]
fn a_scale_on_which_low_marks_are_good_names_its_ends() {
    let school = Scale::try_new(1, 6, GoodEnd::Lowest).unwrap();
    let marked = |person, mark| {
        let mut draft: RatingDraft = (*self::mark(person, "2026-03-01", 1)).clone();
        (draft.scale, draft.reply) = (school, RatingReply::Mark(mark));
        Rating::try_new(draft).unwrap()
    };
    let ratings: Vec<Rating> = (1..=5).map(|person| marked(person, 5)).collect();
    let figures = figures_of(RatingQuestion::Service, school, &ratings);
    assert_eq!(figures.to_string(), "service: 5 of 6 (worst) to 1 (best) by 5 people");
    let found = RatingFinding::find(&ratings[..1], as_of("2026-03-31"), &policy());
    assert_eq!(found[0].to_string(), "service by P001: 5 of 6 (worst) to 1 (best) on 2026-03-01");
}

#[test]
fn of_each_person_the_last_mark_counts_once_and_nothing_after_t() {
    let ratings = [mark(1, "2026-01-05", 1), mark(1, "2026-06-01", 4), mark(2, "2026-06-01", 2)];
    let customer = li();
    let customers = [RatedCustomer { customer: &customer, ratings: &ratings }];
    let panel = RatingPanel::try_new(RatingQuestion::Service, stars(), customers).unwrap();
    let counts = |t| panel.figures(year(2026), as_of(t), &policy()).counts.counts().clone();
    assert_eq!(counts("2026-12-31"), [(2, 1), (4, 1)].into());
    assert_eq!(counts("2026-06-01"), [(2, 1), (4, 1)].into());
    assert_eq!(counts("2026-05-31"), [(1, 1)].into());
    assert!(counts("2026-01-04").is_empty());
    let quarters =
        panel.by_period(Period::Quarter, day("2026-02-01"), as_of("2026-06-30"), &policy());
    let answers: Vec<u32> = quarters.iter().map(|it| it.counts.answers()).collect();
    assert_eq!(answers, [1, 2]);
    assert_eq!(quarters[1].window, Window::inclusive(day("2026-04-01"), day("2026-06-30")));
}

#[test]
fn who_was_asked_answered_refused_or_did_not_answer() {
    // The person who answered in March is asked again in May, without an answer.
    let again = rating(|it| {
        it.person = Some("P001".parse().unwrap());
        it.day = day("2026-05-02");
    });
    let refused = rating(|it| {
        it.person = Some("P002".parse().unwrap());
        it.reply = RatingReply::Refused;
    });
    let silent = rating(|it| it.person = Some("P003".parse().unwrap()));
    let other = rating(|it| {
        it.person = Some("P004".parse().unwrap());
        it.scale = scale(0, 10);
        it.reply = RatingReply::Mark(9);
    });
    let found = service(&[mark(1, "2026-03-02", 4), again, refused, silent, other]);
    let counts = (found.counts.answers(), found.refused, found.unanswered, found.other_scale);
    assert_eq!((counts, found.asked), ((1, 1, 1, 1), 4));
    assert_eq!(found.to_string(), "service: 1 of 4 asked answered on 1 to 5");
}

fn recommended(marks: &[i16], scale: Scale, question: RatingQuestion) -> Vec<Rating> {
    let of = |(n, mark): (usize, &i16)| {
        rating(|it| {
            it.question = question;
            it.scale = scale;
            it.person = Some(format!("P{n}").parse().unwrap());
            it.reply = RatingReply::Mark(*mark);
        })
    };
    marks.iter().enumerate().map(of).collect()
}

/// NPS was computed elsewhere for any question from 0 to 10, and from the index of a mark.
#[test]
fn complaint_a_net_promoter_score_needs_the_question_of_recommendation() {
    let (zero_to_ten, marks) = (scale(0, 10), [10, 9, 8, 7, 6, 0]);
    let question = RatingQuestion::Recommendation;
    let found = figures_of(question, zero_to_ten, &recommended(&marks, zero_to_ten, question));
    let score = found.net_promoters().unwrap();
    assert_eq!((score.for_it(), score.against(), score.whole()), (2, 2, 6), "0 is a mark");
    assert_eq!((found.customer_satisfaction(), found.customer_effort()), (None, None));
    let question = RatingQuestion::Satisfaction;
    let found = figures_of(question, zero_to_ten, &recommended(&marks, zero_to_ten, question));
    assert_eq!(found.net_promoters(), None);
    assert_eq!(found.customer_satisfaction().unwrap().to_string(), "2 of 6");
    let question = RatingQuestion::Effort;
    let found = figures_of(question, zero_to_ten, &recommended(&marks, zero_to_ten, question));
    assert_eq!((found.net_promoters(), found.customer_satisfaction()), (None, None));
    assert_eq!(found.customer_effort().unwrap().to_string(), "6.666667");
    let error = RatingPanel::try_new(RatingQuestion::Recommendation, scale(1, 10), []).unwrap_err();
    assert_eq!(error.to_string(), "recommendation is not asked on 1 to 10, highest is good");
    assert_eq!(error.code(), "scale_of_question");
}

#[test]
fn a_customer_is_given_once() {
    let customer = li();
    let twice = [RatedCustomer { customer: &customer, ratings: &[] }; 2];
    let error = RatingPanel::try_new(RatingQuestion::Price, stars(), twice).unwrap_err();
    assert_eq!(error.to_string(), "the ratings of customer Li are given twice");
    assert_eq!(error.code(), "customer_rated_twice");
}

/// Marks of a person in 2025 and in 2026; `None` where the person was not asked.
type TwoYears = (Option<i16>, Option<i16>);

fn fall(marks: &[TwoYears]) -> RatingFall {
    let of = |on: &str, which: fn(&TwoYears) -> Option<i16>| {
        let marks = marks.iter().enumerate();
        let rated = marks.filter_map(|(n, it)| Some(mark(n, on, which(it)?)));
        rated.collect::<Vec<_>>()
    };
    let ratings = [of("2025-06-01", |it| it.0), of("2026-06-01", |it| it.1)].concat();
    let customer = li();
    let customers = [RatedCustomer { customer: &customer, ratings: &ratings }];
    let panel = RatingPanel::try_new(RatingQuestion::Service, stars(), customers).unwrap();
    let windows = RatingWindows { before: year(2025), after: year(2026) };
    panel.fall(windows, as_of("2026-12-31"), &policy())
}

/// People whose mark fell, rose and stayed, by the marks given.
fn twice(fell: usize, rose: usize, ties: usize) -> Vec<(Option<i16>, Option<i16>)> {
    let fell = std::iter::repeat_n((Some(5), Some(3)), fell);
    let rose = std::iter::repeat_n((Some(3), Some(4)), rose);
    fell.chain(rose).chain(std::iter::repeat_n((Some(4), Some(4)), ties)).collect()
}

#[test]
fn a_fall_among_the_same_people_goes_by_the_sign_test() {
    let found = |fell, rose, ties| fall(&twice(fell, rose, ties)).same_people.finding;
    assert_eq!(found(0, 0, 0), Finding::NotJudged(NotJudged::NoRatings));
    assert_eq!(found(4, 0, 0), Finding::NotJudged(NotJudged::FewRatings), "four are never enough");
    assert_eq!(found(4, 0, 1), Finding::Quiet, "nor with one that stayed");
    assert_eq!(found(5, 0, 0), Finding::Raised(Level::Warning), "1/32");
    assert_eq!(found(7, 1, 0), Finding::Raised(Level::Warning), "9/256");
    assert_eq!(found(6, 2, 0), Finding::Quiet, "37/256");
    assert_eq!(found(8, 2, 0), Finding::Raised(Level::Watch), "7/128, just not a warning");
    assert_eq!(found(0, 5, 0), Finding::Quiet, "a rise");
    assert_eq!(fall(&twice(5, 0, 0)).level(), Some(Level::Warning));
}

#[test]
fn a_fall_of_less_than_half_a_mark_is_none() {
    // Five fell by one mark each; with five that stayed the mean fell by ½, with six by less.
    let of = |ties| {
        let fell = std::iter::repeat_n((Some(5), Some(4)), 5);
        let all: Vec<_> = fell.chain(std::iter::repeat_n((Some(4), Some(4)), ties)).collect();
        fall(&all).same_people.finding
    };
    assert_eq!(of(5), Finding::Raised(Level::Warning), "exactly half a mark");
    assert_eq!(of(6), Finding::Quiet);
}

/// Different people: good marks of all, before and after.
fn others(before: (usize, usize), after: (usize, usize)) -> Finding<Level> {
    let of = |(good, all): (usize, usize)| (0..all).map(move |n| if n < good { 4 } else { 1 });
    let first = of(before).map(|mark| (Some(mark), None));
    let second = of(after).map(|mark| (None, Some(mark)));
    fall(&first.chain(second).collect::<Vec<_>>()).different_people.finding
}

#[test]
fn a_fall_among_different_people_goes_by_the_interval_of_the_difference() {
    assert_eq!(others((56, 70), (48, 80)), Finding::Raised(Level::Warning), ".0524 to .3339");
    assert_eq!(others((48, 80), (56, 70)), Finding::Quiet, "a rise");
    assert_eq!(others((4, 4), (0, 70)), Finding::NotJudged(NotJudged::FewRatings));
    assert_eq!(others((5, 5), (0, 4)), Finding::NotJudged(NotJudged::FewRatings));
    assert_eq!(others((5, 5), (0, 5)), Finding::Raised(Level::Warning));
    assert_eq!(others((5, 5), (0, 0)), Finding::NotJudged(NotJudged::NoRatings));
    // At 95 % the interval holds 0, at 90 % it does not.
    assert_eq!(others((14, 20), (8, 20)), Finding::Raised(Level::Watch));
}

#[test]
fn the_two_arms_share_nobody() {
    let mut all = twice(5, 0, 0);
    all.extend([(Some(4), None), (None, Some(2))]);
    let found = fall(&all);
    assert_eq!(found.same_people.people, 5);
    let others = &found.different_people;
    assert_eq!((others.before.answers(), others.after.answers()), (1, 1));
    assert_eq!(
        found.to_string(),
        "service: warning among 5 asked twice, 5 of 5 fell, by chance with probability 3.1%; \
         silent (too few answers to tell a fall from chance) among others, 1 of 1 pleased before, \
         0 of 1 after"
    );
}

fn found(ratings: &[Rating], t: &str) -> Vec<String> {
    let found = RatingFinding::find(ratings, as_of(t), &policy());
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn of_one_customer_a_low_mark_and_a_drop_of_two_are_watched() {
    let t = "2026-06-30";
    assert!(found(&[mark(1, "2026-03-02", 3)], t).is_empty());
    assert_eq!(
        found(&[mark(1, "2026-03-02", 2)], t),
        ["service by P001: only 2 of 1 to 5 on 2026-03-02"]
    );
    let drop = [mark(1, "2026-03-02", 5), mark(1, "2026-06-02", 3)];
    assert_eq!(
        found(&drop, t),
        ["service by P001: from 5 of 1 to 5 on 2026-03-02 to 3 of 1 to 5 on 2026-06-02"]
    );
    assert!(found(&drop, "2026-06-01").is_empty(), "not known yet");
    assert!(found(&[mark(1, "2026-03-02", 4), mark(1, "2026-06-02", 3)], t).is_empty());
    assert!(found(&[mark(1, "2026-03-02", 5), mark(2, "2026-06-02", 3)], t).is_empty());
    let both = [mark(1, "2026-03-02", 4), mark(1, "2026-06-02", 2)];
    let levels = RatingFinding::find(&both, as_of(t), &policy());
    let levels: Vec<Option<Level>> = levels.iter().map(RatingFinding::level).collect();
    assert_eq!(levels, [Some(Level::Watch); 2]);
}

/// A mark for the service by somebody without a name.
fn unnamed(on: &str, mark: i16) -> Rating {
    rating(|it| {
        it.day = day(on);
        it.reply = RatingReply::Mark(mark);
    })
}

/// Found: all answers without a name were taken for those of one person, of whom the last counts.
#[test]
fn each_answer_without_a_name_is_a_respondent_of_its_own() {
    let days = ["2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05", "2026-05-05"];
    let marks: Vec<Rating> =
        days.into_iter().zip([1, 2, 3, 4, 5]).map(|(on, it)| unnamed(on, it)).collect();
    let figures = service(&marks);
    assert_eq!((figures.asked, figures.counts.answers()), (5, 5));
    assert_eq!(figures.measures.unwrap().mean.to_string(), "3");
    // The same day twice, beside a person with a name who is counted once.
    let mixed = [
        unnamed("2026-01-05", 1),
        unnamed("2026-01-05", 1),
        mark(1, "2026-01-05", 4),
        mark(1, "2026-02-05", 5),
        rating(|it| it.reply = RatingReply::Refused),
        rating(|it| it.reply = RatingReply::Unanswered),
    ];
    let figures = service(&mixed);
    assert_eq!((figures.asked, figures.refused, figures.unanswered), (5, 1, 1));
    assert_eq!(figures.counts.counts(), &[(1, 2), (5, 1)].into());
}

#[test]
fn answers_without_a_name_are_no_fall_among_the_same_people() {
    let marks: Vec<Rating> = (1..=9)
        .flat_map(|n| [unnamed(&format!("2025-0{n}-05"), 5), unnamed(&format!("2026-0{n}-05"), 1)])
        .collect();
    let (customer, ratings) = (&li(), &marks[..]);
    let customers = [RatedCustomer { customer, ratings }];
    let panel = RatingPanel::try_new(RatingQuestion::Service, stars(), customers).unwrap();
    let windows = RatingWindows { before: year(2025), after: year(2026) };
    let fall = panel.fall(windows, as_of("2026-12-31"), &policy());
    assert_eq!(fall.same_people.people, 0);
    let others = fall.different_people;
    assert_eq!((others.before.answers(), others.after.answers()), (9, 9));
    assert_eq!(others.finding, Finding::from_level(Some(Level::Warning)));
}

#[test]
fn an_answer_without_a_name_is_low_or_refused_and_never_dropped_or_silent() {
    let drop = [unnamed("2026-03-02", 5), unnamed("2026-06-02", 3)];
    assert!(found(&drop, "2026-06-30").is_empty(), "nobody knows whose mark fell");
    let good = [unnamed("2026-03-02", 2), unnamed("2026-06-02", 5), unnamed("2026-06-03", 1)];
    assert_eq!(
        found(&good, "2026-06-30"),
        ["service: only 2 of 1 to 5 on 2026-03-02", "service: only 1 of 1 to 5 on 2026-06-03"],
        "a good mark of another takes nothing away"
    );
    let answers = ["2026-01-05", "2026-02-05", "2026-03-05"].map(|on| unnamed(on, 4));
    let silent = [&answers[..], &[rating(|it| it.day = day("2026-04-05"))]].concat();
    assert!(found(&silent, "2026-06-30").is_empty());
}

#[test]
fn a_rating_older_than_a_year_says_nothing_any_more() {
    let low = [mark(1, "2026-03-02", 1)];
    assert_eq!(found(&low, "2027-03-02").len(), 1, "365 days old");
    assert!(found(&low, "2027-03-03").is_empty());
}

#[test]
fn a_question_that_is_not_answered_hides_no_low_mark() {
    let low = [mark(1, "2026-03-01", 1), unanswered("2026-03-20")];
    let said = ["service by P001: only 1 of 1 to 5 on 2026-03-01"];
    assert_eq!(found(&low, "2026-06-30"), said);
    assert_eq!(found(&low, "2027-03-01"), said, "365 days old");
    assert!(found(&low, "2027-03-02").is_empty(), "the mark is too old");
}

#[test]
fn a_drop_is_measured_from_a_mark_that_is_not_too_old() {
    let drop = [mark(1, "2025-06-30", 5), mark(1, "2026-06-02", 3)];
    assert_eq!(found(&drop, "2026-06-30").len(), 1, "365 days ago");
    assert!(found(&drop, "2026-07-01").is_empty());
    assert!(found(&[mark(1, "2020-06-30", 5), mark(1, "2026-06-02", 3)], "2026-06-30").is_empty());
}

#[test]
fn of_two_marks_of_one_day_the_worse_is_later_in_whatever_order_they_come() {
    let (good, bad) = (mark(1, "2026-03-02", 5), mark(1, "2026-03-02", 1));
    let said = found(&[good.clone(), bad.clone()], "2026-06-30");
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(found(&[bad, good], "2026-06-30"), said);
}

fn unanswered(on: &str) -> Rating {
    rating(|it| {
        it.person = Some("P001".parse().unwrap());
        it.day = day(on);
    })
}

#[test]
fn the_silence_of_somebody_who_always_answered_is_a_finding_without_a_level() {
    let answers = ["2026-01-05", "2026-02-05", "2026-03-05"].map(|on| mark(1, on, 4));
    let silent = [&answers[..], &[unanswered("2026-04-05"), unanswered("2026-05-05")]].concat();
    assert_eq!(
        found(&silent, "2026-06-30"),
        [
            "service by P001: answered 3 times, every time, and not any more since 2026-04-05 (2 asked)"
        ]
    );
    let finding = &RatingFinding::find(&silent, as_of("2026-06-30"), &policy())[0];
    assert_eq!((finding.level(), finding.day), (None, day("2026-04-05")));
    // Two answers are not always, and who kept silent before did not always answer.
    assert!(found(&silent[1..], "2026-06-30").is_empty());
    let before = [&[unanswered("2025-12-05")], &silent[..]].concat();
    assert!(found(&before, "2026-06-30").is_empty());
}

#[test]
fn a_refusal_is_a_fact_about_the_relation() {
    let refused = rating(|it| it.reply = RatingReply::Refused);
    assert_eq!(
        found(std::slice::from_ref(&refused), "2026-06-30"),
        ["service: refused to answer on 2026-03-02"]
    );
    let findings = RatingFinding::find(&[refused], as_of("2026-06-30"), &policy());
    assert_eq!((findings[0].fault, findings[0].level()), (RatingFault::Refused, None));
}

/// Ratings of a group by some people: ours and those of one rival.
fn group<const N: usize>(
    question: RatingQuestion,
    ours: [i16; N],
    theirs: [i16; N],
    importance: i16,
) -> Vec<Rating> {
    let of = |(n, (ours, theirs)): (usize, (i16, i16))| {
        rating(|it| {
            it.question = question;
            it.person = Some(format!("P{n}").parse().unwrap());
            it.reply = RatingReply::Mark(ours);
            it.rivals = [("Northern".parse().unwrap(), theirs)].into();
            it.importance = ScaledMark::try_new(importance, stars()).ok();
        })
    };
    ours.into_iter().zip(theirs).enumerate().map(of).collect()
}

fn compared(ratings: &[Rating]) -> RivalComparison {
    let customer = li();
    let customers = [RatedCustomer { customer: &customer, ratings }];
    let (window, t) = (year(2026), as_of("2026-12-31"));
    RivalComparison::try_from_customers(&customers, stars(), window, t, &policy()).unwrap()
}

/// By ten people 3.2 against 3.4, 4.1 against 3.9, 3.0 against 4.0.
fn golden() -> Vec<Rating> {
    let of = |low: usize, many: i16, few: i16| {
        std::array::from_fn::<i16, 10, _>(|n| if n < low { many } else { few })
    };
    [
        group(RatingQuestion::Price, of(8, 3, 4), of(6, 3, 4), 5),
        group(RatingQuestion::Quality, of(9, 4, 5), of(9, 4, 3), 5),
        group(RatingQuestion::Service, of(10, 3, 3), of(10, 4, 4), 5),
    ]
    .concat()
}

#[test]
fn against_rivals_the_sentence_names_each_of_the_three() {
    let found = compared(&golden());
    let leads: Vec<String> = found.groups.iter().map(|it| it.lead.unwrap().to_string()).collect();
    assert_eq!(leads, ["-0.2", "0.2", "-1"]);
    assert_eq!(found.to_string(), "dearer, better made, worse served");
    let position = found.position.unwrap();
    assert_eq!(position.price, RelativePlace::Behind, "dearer");
    assert_eq!(position.performance, RelativePlace::Behind, "-0.4 of quality and service");
    // (−0.2 + 0.2 − 1.0) / 3, of four steps.
    assert_eq!(found.overall, guanxi::measure::Quotient::try_new(-1, 12));
    assert!(found.is_weighted_by_customers);
}

#[test]
fn losing_on_service_while_price_is_level_is_the_sentence() {
    let level = group(RatingQuestion::Price, [3; 5], [3; 5], 3);
    let better = group(RatingQuestion::Quality, [5; 5], [4; 5], 3);
    let served = group(RatingQuestion::Service, [3; 5], [4; 5], 3);
    let found = compared(&[level.clone(), better, served.clone()].concat());
    assert_eq!(found.to_string(), "losing on service while price is level");
    let same = group(RatingQuestion::Quality, [4; 5], [4; 5], 3);
    let found = compared(&[level, same, served].concat());
    assert_eq!(found.to_string(), "losing on service while price and quality are level");
    assert_eq!(compared(&[]).to_string(), "not compared");
}

#[test]
fn up_to_a_tenth_of_a_mark_is_level() {
    let at = |points: u32| {
        let draft = SatisfactionPolicyDraft {
            level_within: Ratio::from_parts_per_million(points),
            ..Default::default()
        };
        let (customer, ratings) = (li(), golden());
        let customers = [RatedCustomer { customer: &customer, ratings: &ratings }];
        let policy = SatisfactionPolicy::try_new(draft).unwrap();
        let (window, t) = (year(2026), as_of("2026-12-31"));
        let found =
            RivalComparison::try_from_customers(&customers, stars(), window, t, &policy).unwrap();
        found.group(RatingQuestion::Price).unwrap().place.unwrap()
    };
    // 0.2 of four steps is 5 %.
    assert_eq!((at(50_000), at(49_999)), (RelativePlace::Level, RelativePlace::Behind));
}

#[test]
fn a_rival_that_fewer_than_five_marked_is_shown_and_not_compared() {
    let four: Vec<Rating> = group(RatingQuestion::Price, [3; 5], [5; 5], 3).split_off(1);
    let price = &compared(&four).groups[0];
    assert_eq!((price.rivals[0].people, price.rivals[0].lead), (4, None));
    assert_eq!((price.lead, price.place), (None, None));
    assert_eq!(price.rivals[0].theirs.to_string(), "5");
}

#[test]
fn the_lead_is_over_the_best_rival_and_by_those_who_marked_both() {
    let both = |it: &mut RatingDraft, n: usize| {
        it.question = RatingQuestion::Price;
        it.person = Some(format!("P{n}").parse().unwrap());
        it.reply = RatingReply::Mark(3);
        it.rivals = [("A".parse().unwrap(), 2), ("B".parse().unwrap(), 4)].into();
    };
    let mut ratings: Vec<Rating> = (0..5).map(|n| rating(|it| both(it, n))).collect();
    // Five more who marked only us: they count for nothing here.
    ratings.extend((5..10).map(|n| {
        rating(|it| {
            both(it, n);
            it.rivals.clear();
            it.reply = RatingReply::Mark(5);
        })
    }));
    let price = &compared(&ratings).groups[0];
    assert_eq!(price.lead.unwrap().to_string(), "-1");
    assert_eq!(price.rivals.iter().map(|it| it.people).collect::<Vec<_>>(), [5, 5]);
}

#[test]
fn the_three_weigh_by_the_importance_that_customers_give_them() {
    let of = |price, quality, service| {
        compared(
            &[
                group(RatingQuestion::Price, [3; 5], [3; 5], price),
                group(RatingQuestion::Quality, [3; 5], [4; 5], quality),
                group(RatingQuestion::Service, [5; 5], [4; 5], service),
            ]
            .concat(),
        )
    };
    let found = of(5, 3, 2);
    // 1, ½, ¼ of 1¾.
    let weights: Vec<_> = found.groups.iter().map(|it| it.weight).collect();
    let expected = [(4, 7), (2, 7), (1, 7)];
    let expected = expected.map(|(a, b)| guanxi::measure::Quotient::try_new(a, b).unwrap());
    assert_eq!(weights, expected);
    // Quality is behind by a mark and weighs twice as much as service, which is ahead by one.
    assert_eq!(found.position.unwrap().performance, RelativePlace::Behind);
    assert_eq!(of(5, 2, 3).position.unwrap().performance, RelativePlace::Ahead);
    let unknown = of(1, 1, 1);
    assert!(!unknown.is_weighted_by_customers, "nothing is important to them");
    assert_eq!(unknown.position.unwrap().performance, RelativePlace::Level);
}

#[test]
fn a_low_price_mark_with_a_deep_discount_is_an_objection_to_the_value() {
    let at = |mark, discount| {
        let price = ScaledMark::try_new(mark, stars()).unwrap();
        PriceObjection::judge(price, Ratio::from_percent(discount), &policy())
    };
    assert_eq!(at(2, 10), PriceObjection::Value);
    assert_eq!(at(2, 9), PriceObjection::Price);
    assert_eq!(at(3, 30), PriceObjection::None);
}

#[test]
fn a_policy_that_contradicts_itself_is_refused_with_all_faults() {
    let percent = Ratio::from_percent;
    let draft = SatisfactionPolicyDraft {
        least_answers: 1,
        fall: FallRules {
            watch_below: percent(101),
            warning_below: percent(102),
            least_fall: percent(101),
        },
        low_mark: percent(101),
        drop: Ratio::ZERO,
        answers_before_silence: 0,
        level_within: percent(101),
        deep_discount: percent(101),
        ..Default::default()
    };
    assert_eq!(
        SatisfactionPolicy::try_new(draft).unwrap_err().to_string(),
        "least_answers must be at least 2, was 1; fall.watch_below must not exceed 100%, was 101%; \
         fall.warning_below must not exceed 101%, was 102%; fall.least_fall must not exceed 100%, \
         was 101%; low_mark must not exceed 100%, was 101%; drop must be at least 0.0001%, was 0%; \
         answers_before_silence must be at least 1, was 0; level_within must not exceed 100%, was \
         101%; deep_discount must not exceed 100%, was 101%"
    );
}
