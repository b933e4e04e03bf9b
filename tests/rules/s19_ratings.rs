//! S19: ratings of us and of competitors on declared scales, as facts of a customer.

use guanxi::account::{Account, Fact, FactKind, FactName};
use guanxi::rating::{Rating, RatingDraft, RatingQuestion, RatingReply, ScaledMark};
use guanxi::survey::{GoodEnd, Scale, SurveyReply};

use crate::given::{as_of, day};

fn scale(lowest: i16, highest: i16) -> Scale {
    Scale::try_new(lowest, highest, GoodEnd::Highest).unwrap()
}

fn asked(question: RatingQuestion, on: &str) -> RatingDraft {
    RatingDraft::new(question, day(on), scale(1, 5))
}

#[track_caller]
fn refused(draft: RatingDraft) -> String {
    Rating::try_new(draft).unwrap_err().to_string()
}

fn account() -> Account {
    Account::new("Li & Sons".parse().unwrap(), "CNY".parse().unwrap())
}

#[test]
fn a_mark_lies_on_the_scale_that_is_declared_and_all_faults_are_told() {
    let at = |mark| RatingDraft {
        reply: RatingReply::Mark(mark),
        rivals: [("N".parse().unwrap(), mark)].into(),
        ..asked(RatingQuestion::Price, "2026-03-02")
    };
    assert!(Rating::try_new(at(1)).is_ok() && Rating::try_new(at(5)).is_ok());
    assert_eq!(refused(at(0)), "reply must lie in 1..=5, was 0; rivals.N must lie in 1..=5, was 0");
    assert_eq!(refused(at(6)), "reply must lie in 1..=5, was 6; rivals.N must lie in 1..=5, was 6");
}

/// A scale without its 0 was a question of recommendation elsewhere.
#[test]
fn complaint_a_recommendation_is_asked_for_on_0_to_10_and_10_is_good() {
    let on = |scale| RatingDraft {
        scale,
        reply: RatingReply::Mark(5),
        ..asked(RatingQuestion::Recommendation, "2026-03-02")
    };
    assert!(Rating::try_new(on(scale(0, 10))).is_ok());
    assert_eq!(
        refused(on(scale(1, 10))),
        "scale must be 0 to 10, highest is good, for a recommendation, was 1 to 10, highest is good"
    );
    let low_is_good = Scale::try_new(0, 10, GoodEnd::Lowest).unwrap();
    assert!(Rating::try_new(on(low_is_good)).is_err());
    for question in RatingQuestion::ALL {
        let any = RatingDraft { question, ..on(scale(1, 10)) };
        assert_eq!(
            Rating::try_new(any).is_ok(),
            question != RatingQuestion::Recommendation,
            "{question}"
        );
    }
}

#[test]
fn a_question_that_is_refused_or_not_answered_has_no_marks_beside_it() {
    for reply in [RatingReply::Refused, RatingReply::Unanswered] {
        let alone = RatingDraft { reply, ..asked(RatingQuestion::Service, "2026-03-02") };
        assert!(Rating::try_new(alone.clone()).is_ok());
        let rivals = RatingDraft { rivals: [("N".parse().unwrap(), 3)].into(), ..alone.clone() };
        let problem = format!("reply must be a mark where others are given, was {reply}");
        assert_eq!(refused(rivals), problem);
        let importance = ScaledMark::try_new(3, scale(1, 5)).ok();
        assert_eq!(refused(RatingDraft { importance, ..alone }), problem);
    }
}

#[test]
fn of_one_question_and_one_person_there_is_one_rating_a_day() {
    let mut li = account();
    let rated = RatingDraft {
        person: Some("Li senior".parse().unwrap()),
        reply: RatingReply::Mark(3),
        ..asked(RatingQuestion::Service, "2026-03-02")
    };
    li.record(Rating::try_new(rated.clone()).unwrap()).unwrap();
    let other = RatingDraft { reply: RatingReply::Mark(4), ..rated.clone() };
    assert_eq!(
        li.record(Rating::try_new(other).unwrap()).unwrap_err().to_string(),
        "rating of service by Li senior on 2026-03-02 is recorded already with other content: \
         reply 3, not 4"
    );
    for further in [
        RatingDraft { question: RatingQuestion::Price, ..rated.clone() },
        RatingDraft { person: None, ..rated.clone() },
        RatingDraft { day: day("2026-03-03"), ..rated },
    ] {
        li.record(Rating::try_new(further).unwrap()).unwrap();
    }
    assert_eq!(li.view().ratings().len(), 4);
    assert_eq!(li.view().feeds().answers_from, Some(day("2026-03-02")));
}

#[test]
fn an_answer_that_comes_later_the_same_day_is_a_version_of_the_question() {
    let mut li = account();
    let question = asked(RatingQuestion::Service, "2026-03-02");
    li.record(Rating::try_new(question.clone()).unwrap()).unwrap();
    let answered = RatingDraft { reply: RatingReply::Mark(4), ..question };
    let answered: Fact = Rating::try_new(answered).unwrap().into();
    let name = FactName::new(FactKind::Rating, "of service on 2026-03-02");
    assert_eq!(answered.name(), name);
    li.revise(&name, day("2026-03-05"), Some(answered)).unwrap();
    assert_eq!(li.view().ratings()[0].reply, RatingReply::Mark(4));
    let before = li.as_of(as_of("2026-03-04"));
    assert_eq!(before.view().ratings()[0].reply, RatingReply::Unanswered);
}

#[test]
fn an_answer_to_a_survey_is_a_rating_of_the_question_to_which_its_need_belongs() {
    let school = Scale::try_new(1, 6, GoodEnd::Lowest).unwrap();
    let asked =
        SurveyReply::new("delivery".parse().unwrap(), day("2026-03-02"), school, scale(1, 5));
    let none = RatingDraft::from_survey_reply(&asked, RatingQuestion::Service);
    assert_eq!(none, None, "no mark of ours");
    let rivals = [("N".parse().unwrap(), 5)];
    let reply =
        SurveyReply { importance: Some(2), ours: Some(4), rivals: rivals.clone().into(), ..asked };
    let rating = RatingDraft::from_survey_reply(&reply, RatingQuestion::Service).unwrap();
    assert_eq!((rating.reply, rating.scale), (RatingReply::Mark(4), scale(1, 5)));
    assert_eq!(rating.rivals, rivals.into());
    assert_eq!(rating.importance.unwrap().standard().to_string(), "0.8");
    assert!(Rating::try_new(rating).is_ok());
}
