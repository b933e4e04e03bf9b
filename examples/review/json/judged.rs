//! The parts of the object that the files give by which customers are judged.

use guanxi::dealer::{DealerAction, ZealLevel};
use guanxi::key_account::{CellVerdict, KeyAccountCell, KeyAccountStrategy, WalletInterval};
use guanxi::measure::{ConfidenceLevel, Quotient};
use guanxi::review::Review;
use guanxi::satisfaction::{RivalComparison, SatisfactionFigures};
use guanxi::scorecard::{ScorecardScore, ScorecardVerdict};
use guanxi::warning::Level;
use serde_json::{Value, json};

use super::Choice::{self, All, Each, Fields};
use super::matter::SHARE;
use crate::matter::{
    AccountPlace, Discussed, JudgedDealer, KeyAccount, KeyAccounts, Meeting, Voices,
};

pub(super) const MEETING: Choice = Fields(&[
    ("overdue", Fields(&[("last", All), ("due", All)])),
    (
        "agenda",
        Each(&Fields(&[
            ("customer", All),
            ("class", All),
            ("decided", All),
            ("until", All),
            ("reasons", All),
        ])),
    ),
]);

pub(super) const KEY_ACCOUNTS: Choice = Fields(&[
    ("selected", All),
    ("customers", All),
    ("of_sales", All),
    ("of_margin", All),
    ("brings_enough", All),
    ("too_many", All),
    ("has_contracts", All),
    ("accounts", Each(&ACCOUNT)),
]);

const ACCOUNT: Choice = Fields(&[
    ("customer", All),
    ("is_key", All),
    ("reasons", All),
    ("bars", All),
    ("sentence", All),
    ("sales", All),
    ("margin", All),
    ("order_days", All),
    ("growth", All),
    ("potential", All),
    ("loyalty", All),
    ("strategic_until", All),
    ("wallet", SHARE),
    (
        "place",
        Fields(&[
            ("attractiveness", SHARE),
            ("relationship", SHARE),
            ("cells", Each(&Fields(&[("attractiveness", All), ("relationship", All)]))),
            ("strategy", All),
            ("find_out_first", All),
            ("up", All),
        ]),
    ),
]);

pub(super) const DEALER: Choice = Fields(&[
    ("customer", All),
    ("score", SHARE),
    ("verdict", All),
    ("grades", All),
    ("action", All),
    ("lost", Each(&Fields(&[("criterion", All), ("points", All)]))),
    ("caps", All),
    ("find_out_first", All),
    ("way_up", All),
    (
        "integrity",
        Fields(&[
            ("is_known", All),
            ("kept", All),
            ("promises", All),
            ("low", All),
            ("high", All),
            ("overloads", All),
        ]),
    ),
    ("claims", Fields(&[("mature", All), ("ordered_share", All), ("level", All)])),
    ("last_score", All),
    ("overdue", All),
    ("findings", All),
]);

pub(super) const SATISFACTION: Choice = Fields(&[
    ("figures", Each(&FIGURES)),
    ("falls", Each(&Fields(&[("question", All), ("level", All), ("sentence", All)]))),
    ("comparisons", Each(&COMPARISON)),
    (
        "below",
        Each(&Fields(&[
            ("customer", All),
            ("question", All),
            ("rival", All),
            ("ours", All),
            ("theirs", All),
            ("date", All),
        ])),
    ),
    (
        "findings",
        Each(&Fields(&[("customer", All), ("question", All), ("person", All), ("sentence", All)])),
    ),
]);

const SCALE: Choice = Fields(&[("lowest", All), ("highest", All), ("good", All)]);

const FIGURES: Choice = Fields(&[
    ("question", All),
    ("scale", SCALE),
    ("asked", All),
    ("answers", All),
    ("refused", All),
    ("unanswered", All),
    ("mean", All),
    ("pleased", Fields(&[("answers", All), ("low", All), ("high", All)])),
    ("net_promoters", Fields(&[("points", All), ("low", All), ("high", All)])),
]);

const COMPARISON: Choice = Fields(&[
    ("scale", SCALE),
    ("sentence", All),
    (
        "rivals",
        Each(&Fields(&[
            ("question", All),
            ("rival", All),
            ("people", All),
            ("ours", All),
            ("theirs", All),
            ("lead", All),
        ])),
    ),
]);

fn text(value: Option<Quotient>) -> Value {
    value.map_or(Value::Null, |it| it.to_string().into())
}

pub(super) fn meeting(it: &Meeting<'_>) -> Value {
    let item = |Discussed { name, item, until }: &Discussed<'_>| {
        let reasons: Vec<&str> = item.reasons.iter().map(|it| it.code()).collect();
        json!({
            "customer": name,
            "class": item.class.computed,
            "decided": item.class.decided,
            "until": until,
            "reasons": reasons,
        })
    };
    let overdue = it.overdue.map(|it| json!({ "last": it.last, "due": it.due }));
    json!({ "overdue": overdue, "agenda": it.agenda.iter().map(item).collect::<Vec<Value>>() })
}

pub(super) fn key_accounts(review: &Review<'_>, keys: &KeyAccounts<'_>) -> Value {
    let (check, rules) = (&keys.check, &review.policy().key_accounts.selection);
    let accounts = keys.accounts.iter().map(|it| account(review, it));
    json!({
        "selected": check.selected,
        "customers": check.customers,
        "of_sales": text(check.sales),
        "of_margin": text(check.margin),
        "brings_enough": check.brings_enough(rules),
        "too_many": check.selects_too_many(rules),
        "has_contracts": keys.has_contracts,
        "accounts": accounts.collect::<Vec<Value>>(),
    })
}

fn account(review: &Review<'_>, it: &KeyAccount<'_>) -> Value {
    let figures = &it.figures;
    let plain = |money: guanxi::money::Money| {
        money.amount().to_total().plain(review.book().currency()).to_string()
    };
    let potential = it
        .growth
        .and_then(|growth| Some(growth.potential(review.policy().key_accounts.growth)?.code()));
    let share = it.wallet.as_ref().map(WalletInterval::share);
    json!({
        "customer": it.name,
        "is_key": it.choice.status.is_key(),
        "reasons": it.choice.reasons.iter().map(|it| it.code()).collect::<Vec<_>>(),
        "bars": it.choice.exclusions.iter().map(|it| it.code()).collect::<Vec<_>>(),
        "sentence": it.status(),
        "sales": plain(figures.sales),
        "margin": figures.margin.map(plain),
        "order_days": figures.order_days,
        "growth": text(figures.growth),
        "potential": potential,
        "loyalty": figures.loyalty.map(|it| it.to_string()),
        "strategic_until": figures.flag.as_ref().map(|it| it.until),
        "wallet": share.map(|it| json!({ "low": text(Some(it.low)), "high": text(Some(it.high)) })),
        "place": it.place.as_ref().map(place),
    })
}

fn score(it: &ScorecardScore) -> Value {
    json!({ "low": it.low.to_string(), "high": it.high.to_string() })
}

fn place(it: &AccountPlace) -> Value {
    let cell = |it: &KeyAccountCell| {
        json!({
            "attractiveness": it.attractiveness.code(),
            "relationship": it.relationship.code(),
        })
    };
    let (cells, first) = match &it.reading.verdict {
        CellVerdict::Certain { cell, .. } => (vec![cell.to_owned()], None),
        CellVerdict::StrategyCertain { cells, .. } => (cells.clone(), None),
        CellVerdict::Ambiguous { cells, find_out_first, .. } => {
            (cells.clone(), find_out_first.as_ref().map(ToString::to_string))
        }
    };
    json!({
        "attractiveness": score(&it.attractiveness.score),
        "relationship": score(&it.relationship.score),
        "cells": cells.iter().map(cell).collect::<Vec<Value>>(),
        "strategy": it.reading.verdict.strategy().map(KeyAccountStrategy::code),
        "find_out_first": first,
        "up": it.reading.up.iter().map(ToString::to_string).collect::<Vec<String>>(),
    })
}

pub(super) fn dealer(dealer: &JudgedDealer<'_>) -> Value {
    let it = &dealer.evaluation;
    let (evaluation, integrity, zeal) = (&it.evaluation, &it.integrity, &it.zeal);
    let (verdict, grades) = match &evaluation.score.verdict {
        ScorecardVerdict::KnockedOut { .. } => ("knocked_out", Vec::new()),
        ScorecardVerdict::NotAssessable(_) => ("not_assessable", Vec::new()),
        ScorecardVerdict::Grade { grade } => ("grade", vec![grade.as_str()]),
        ScorecardVerdict::Between { worst, best } => {
            ("between", vec![worst.as_str(), best.as_str()])
        }
    };
    let lost = evaluation.reasons.iter();
    let lost = lost.map(|it| json!({ "criterion": it.criterion, "points": text(Some(it.lost)) }));
    let findings = it.findings.iter().map(ToString::to_string);
    let caps = evaluation.caps.iter().map(ToString::to_string);
    let caps = caps.chain(evaluation.level_caps.iter().map(ToString::to_string));
    json!({
        "customer": dealer.name,
        "score": score(&evaluation.score),
        "verdict": verdict,
        "grades": grades,
        "action": it.action.map(DealerAction::code),
        "lost": lost.collect::<Vec<Value>>(),
        "caps": caps.collect::<Vec<String>>(),
        "find_out_first": evaluation.find_out_first,
        "way_up": it.way_up.as_ref().map(ToString::to_string),
        "integrity": {
            "is_known": integrity.is_known,
            "kept": integrity.kept.part(),
            "promises": integrity.kept.whole(),
            "low": integrity.interval.map(|it| fraction(it.low)),
            "high": integrity.interval.map(|it| fraction(it.high)),
            "overloads": integrity.overloads().count(),
        },
        "claims": {
            "mature": zeal.mature,
            "ordered_share": text(zeal.fulfilment()),
            "level": zeal.level.map(ZealLevel::code),
        },
        "last_score": dealer.last,
        "overdue": dealer.overdue().is_some(),
        "findings": findings.collect::<Vec<String>>(),
    })
}

/// A share as a fraction.
fn fraction(ratio: guanxi::measure::Ratio) -> String {
    let parts = i128::from(ratio.parts_per_million());
    Quotient::try_new(parts, 1_000_000).map_or_else(String::new, |it| it.to_string())
}

/// An end of the interval of a net score, in points.
fn points(share: guanxi::measure::SignedShare) -> Option<Quotient> {
    Quotient::try_new(share.parts_per_million().into(), 10_000)
}

pub(super) fn satisfaction(voices: &Voices<'_>) -> Value {
    let falls = voices.real_falls().map(|it| {
        let level = it.level().map(Level::code);
        json!({ "question": it.question, "level": level, "sentence": it.to_string() })
    });
    let below = voices.below.iter().map(|it| {
        json!({
            "customer": it.customer,
            "question": it.question,
            "rival": it.rival,
            "ours": it.ours,
            "theirs": it.theirs,
            "date": it.day,
        })
    });
    let findings = voices.findings.iter().map(|(name, it)| {
        let (question, person) = (it.question, &it.person);
        let sentence = it.to_string();
        json!({ "customer": name, "question": question, "person": person, "sentence": sentence })
    });
    json!({
        "figures": voices.figures.iter().map(figures).collect::<Vec<Value>>(),
        "falls": falls.collect::<Vec<Value>>(),
        "comparisons": voices.rivals.iter().map(comparison).collect::<Vec<Value>>(),
        "below": below.collect::<Vec<Value>>(),
        "findings": findings.collect::<Vec<Value>>(),
    })
}

fn figures(it: &SatisfactionFigures) -> Value {
    let pleased = it.measures.map(|it| {
        let interval = it.top_two.interval();
        json!({
            "answers": it.top_two.part(),
            "low": interval.map(|it| fraction(it.low)),
            "high": interval.map(|it| fraction(it.high)),
        })
    });
    let net = it.net_promoters().map(|it| {
        let interval = it.interval(ConfidenceLevel::NinetyFive);
        json!({
            "points": text(it.points()),
            "low": text(interval.and_then(|it| points(it.low))),
            "high": text(interval.and_then(|it| points(it.high))),
        })
    });
    json!({
        "question": it.question,
        "scale": scale(it.scale()),
        "asked": it.asked,
        "answers": it.counts.answers(),
        "refused": it.refused,
        "unanswered": it.unanswered,
        "mean": text(it.measures.map(|it| it.mean)),
        "pleased": pleased,
        "net_promoters": net,
    })
}

fn scale(it: guanxi::survey::Scale) -> Value {
    json!({ "lowest": it.lowest(), "highest": it.highest(), "good": it.good().code() })
}

fn comparison(it: &RivalComparison) -> Value {
    let rivals = it.groups.iter().flat_map(|group| {
        group.rivals.iter().map(|it| {
            json!({
                "question": group.question,
                "rival": it.rival,
                "people": it.people,
                "ours": text(Some(it.ours)),
                "theirs": text(Some(it.theirs)),
                "lead": text(it.lead),
            })
        })
    });
    let rivals: Vec<Value> = rivals.collect();
    json!({ "scale": scale(it.scale), "sentence": it.to_string(), "rivals": rivals })
}
