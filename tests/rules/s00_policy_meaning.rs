//! S21: two policies compared by what they mean: exactly the figures that they judge differently,
//! each with an example, and the other fields that differ.

use guanxi::book::Book;
use guanxi::customer::Customer;
use guanxi::evidence::BeforeAfter;
use guanxi::lapse::LostRules;
use guanxi::measure::Ratio;
use guanxi::money::Major;
use guanxi::policy::{MeaningChanges, Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice, SmallChange};
use guanxi::segment::{AbcMethod, Class, LargeVolume};
use guanxi::warning::{Arm, DeclineRules, Level, Levels, LossMethod, Rule};

use crate::given::{as_of, currency, day, document, percent, yuan};

fn policy(change: impl FnOnce(&mut PolicyDraft)) -> Policy {
    let mut draft = PolicyDraft::default();
    change(&mut draft);
    Policy::try_from(draft).unwrap()
}

fn between(before: &Policy, after: &Policy) -> MeaningChanges {
    MeaningChanges::between(BeforeAfter { before, after })
}

/// The changes from the default policy.
fn changes(change: impl FnOnce(&mut PolicyDraft)) -> MeaningChanges {
    between(&Policy::default(), &policy(change))
}

#[track_caller]
fn said(found: &MeaningChanges) -> Vec<String> {
    assert!(found.other_fields.is_empty(), "{found}");
    found.changes.iter().map(ToString::to_string).collect()
}

fn other_fields(found: &MeaningChanges) -> Vec<&str> {
    found.other_fields.iter().map(|it| it.path.as_str()).collect()
}

#[test]
fn a_policy_means_what_it_means() {
    let found = between(&Policy::default(), &Policy::default());
    assert!(found.is_empty());
    assert_eq!(found.to_string(), "the policies judge alike\n");
}

#[test]
fn the_name_of_a_policy_judges_nothing() {
    let found = changes(|draft| {
        draft.id = Some("dealers".parse().unwrap());
        draft.version = Some("2026.4".parse().unwrap());
        draft.effective_from = Some(day("2026-04-01"));
    });
    assert!(found.is_empty());
}

#[test]
fn a_threshold_raised_strictly_above_differs_up_to_the_old_one_and_with_it() {
    let lower = |draft: &mut PolicyDraft| draft.debt.utilisation.raise.watch = percent("75%");
    let (usual, lower) = (Policy::default(), policy(lower));
    assert_eq!(
        said(&between(&usual, &lower)),
        ["debt, utilisation above 75% up to 80%: clear → watch (e.g. 77%)"]
    );
    assert_eq!(
        said(&between(&lower, &usual)),
        ["debt, utilisation above 75% up to 80%: watch → clear (e.g. 77%)"]
    );
}

#[test]
fn a_threshold_raised_strictly_below_differs_from_the_lower_one_on() {
    let found = changes(|draft| draft.progress.plan.watch = percent("90%"));
    assert_eq!(
        said(&found),
        ["progress, share of the plan from 90%, below 95%: watch → clear (e.g. 90%)"]
    );
}

#[test]
fn a_number_of_days_differs_in_whole_days() {
    let found = changes(|draft| draft.debt.ageing.warning = 20);
    assert_eq!(
        said(&found),
        ["debt, days past due 15 to 19 days, overdue sum from 1.00 on: warning → watch \
          (e.g. days past due 15 days, overdue sum 1.00)"]
    );
}

#[test]
fn the_finest_step_of_a_share_is_seen() {
    let found = changes(|draft| draft.debt.utilisation.raise.watch = percent("80.0001%"));
    assert_eq!(said(&found), ["debt, utilisation at 80.0001%: watch → clear (e.g. 80.0001%)"]);
}

#[test]
fn several_levels_that_move_have_a_line_for_each_pair_of_answers() {
    let found = changes(|draft| {
        draft.debt.utilisation.raise =
            Levels { watch: percent("95%"), warning: percent("110%"), critical: percent("120%") };
    });
    assert_eq!(
        said(&found),
        [
            "debt, utilisation above 80% up to 95%: watch → clear (e.g. 87%)",
            "debt, utilisation above 100% up to 110%: warning → watch (e.g. 105%)",
        ]
    );
}

#[test]
fn a_tolerance_differs_by_the_overdue_sum() {
    let found = changes(|draft| draft.debt.overdue_tolerance = "50".parse().unwrap());
    assert_eq!(
        said(&found),
        [
            "debt, days past due 5 to 14 days, overdue sum from 1.00, below 50.00: watch → clear \
             (e.g. days past due 5 days, overdue sum 1.00)",
            "debt, days past due 15 to 29 days, overdue sum from 1.00, below 50.00: \
             warning → clear (e.g. days past due 15 days, overdue sum 1.00)",
            "debt, days past due from 30 days on, overdue sum from 1.00, below 50.00: \
             critical → clear (e.g. days past due 30 days, overdue sum 1.00)",
        ]
    );
}

/// A fault that was found: with a tolerance of zero every item counts, however small.
#[test]
fn a_tolerance_of_zero_makes_small_change_count() {
    let (usual, strict) =
        (Policy::default(), policy(|draft| draft.debt.overdue_tolerance = Major::default()));
    let found = between(&usual, &strict);
    let told = said(&found);
    assert_eq!(
        told.last().map(String::as_str),
        Some(
            "small change of debt, minor units of an open item up to 99: no say → counts (e.g. 1)"
        )
    );
    assert_eq!(
        told[0],
        "debt, days past due 5 to 14 days, overdue sum below 1.00: clear → watch \
         (e.g. days past due 5 days, overdue sum 0.50)"
    );
    // Four items of 50 fen: their sum is beyond either tolerance.
    let mut book = Book::new(currency("CNY"));
    let key = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    for number in ["I1", "I2", "I3", "I4"] {
        let (issued, due) = (day("2026-03-01"), day("2026-03-20"));
        book.record(key, Invoice::new(document(number), issued, due, yuan("0.50"))).unwrap();
    }
    let limit = CreditLimit::try_from_money(yuan("100"), currency("CNY")).unwrap();
    book.agree_limit(key, limit).unwrap();
    let level = |policy| {
        book.review(as_of("2026-03-31"), policy).unwrap().outcome(key, Rule::Debt).unwrap().level()
    };
    assert_eq!([level(&usual), level(&strict)], [None, Some(Level::Watch)]);
}

#[test]
fn small_change_has_no_meaning_without_a_tolerance() {
    let below = |minor| policy(|draft| draft.debt.small_change = SmallChange::below_minor(minor));
    assert_eq!(
        said(&between(&below(100), &below(50))),
        ["small change of debt, minor units of an open item 50 to 99: no say → counts (e.g. 50)"]
    );
    let strict = |minor| {
        policy(|draft| {
            draft.debt.small_change = SmallChange::below_minor(minor);
            draft.debt.overdue_tolerance = Major::from_units(0);
        })
    };
    assert!(between(&strict(100), &strict(50)).is_empty());
}

/// A fault that was found: amounts were compared in hundredths, as if no currency had three digits.
#[test]
fn amounts_differ_in_the_finest_step_of_any_currency() {
    let with = |text: &str| policy(|draft| draft.debt.overdue_tolerance = text.parse().unwrap());
    let (usual, finer) = (with("1"), with("1.0005"));
    let found = between(&usual, &finer);
    assert_eq!(
        said(&found)[0],
        "debt, days past due 5 to 14 days, overdue sum from 1.00, below 1.0005: watch → clear \
         (e.g. days past due 5 days, overdue sum 1.00)"
    );
    // In dinars of three digits one fils tells them apart.
    let dinar = currency("KWD");
    let mut book = Book::new(dinar);
    let key = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let (issued, due) = (day("2026-03-01"), day("2026-03-20"));
    book.record(key, Invoice::new(document("I1"), issued, due, "KWD 1.000".parse().unwrap()))
        .unwrap();
    book.agree_limit(key, CreditLimit::Unlimited).unwrap();
    let level = |policy| {
        book.review(as_of("2026-03-31"), policy).unwrap().outcome(key, Rule::Debt).unwrap().level()
    };
    assert_eq!([level(&usual), level(&finer)], [Some(Level::Watch), None]);
    let from = |text: &str| {
        policy(|draft| draft.quadrant.large = LargeVolume::Amount(text.parse().unwrap()))
    };
    assert_eq!(
        said(&between(&from("10"), &from("10.001"))),
        ["volume, purchases from 10.00, below 10.001: large → small (e.g. 10.00)"]
    );
}

#[test]
fn a_level_that_depends_on_no_figure_has_no_span() {
    let found = changes(|draft| {
        draft.debt.without_limit = Level::Critical;
        draft.expense.spending_without_sales = Level::Watch;
    });
    assert_eq!(
        said(&found),
        [
            "debt without a limit, or beyond one of zero: warning → critical (e.g. not set)",
            "expense although nothing is bought: warning → watch",
        ]
    );
}

/// A fault that was found: the level holds for a limit of zero, too, which is another arm.
#[test]
fn with_the_arm_without_a_limit_off_a_limit_of_zero_is_told() {
    let with = |level| {
        policy(|draft| {
            draft.debt.off = [Arm::NoLimit].into();
            draft.debt.without_limit = level;
        })
    };
    assert_eq!(
        said(&between(&with(Level::Warning), &with(Level::Critical))),
        ["debt without a limit, or beyond one of zero, limit zero: warning → critical (e.g. zero)"]
    );
}

/// A fault that was found: an arm that is off says nothing of an incident.
#[test]
fn an_incident_that_is_off_has_no_levels() {
    let with = |level| {
        policy(|draft| {
            draft.incident.off = [Arm::Incident].into();
            draft.incident.by_impact[1] = level;
        })
    };
    assert!(between(&with(Level::Watch), &with(Level::Warning)).changes.is_empty());
}

/// A fault that was found: the share of the period that has to be over holds for each arm.
#[test]
fn with_the_plan_off_the_elapsed_share_is_told_by_last_year() {
    let with = |share| {
        policy(|draft| {
            draft.progress.off = [Arm::Plan].into();
            draft.progress.least_elapsed = percent(share);
        })
    };
    let found = between(&with("25%"), &with("50%"));
    assert_eq!(found.changes.len(), 1, "{found}");
}

/// A fault that was found: one step of a threshold in usual gaps was hidden by the hard cap.
#[test]
fn a_step_of_a_threshold_in_usual_gaps_is_told() {
    let with = |warning| {
        policy(|draft| {
            let gaps_above = Levels {
                watch: percent("150%"),
                warning: percent(warning),
                critical: percent("300%"),
            };
            draft.loss.silence = LossMethod::Cadence { otherwise_days: 60, gaps_above };
        })
    };
    let found = between(&with("200%"), &with("201%"));
    assert_eq!(found.changes.len(), 1, "{found}");
}

#[test]
fn a_clearing_threshold_changes_the_level_that_stays() {
    let found = changes(|draft| draft.debt.utilisation.clear.watch = percent("70%"));
    assert_eq!(
        said(&found),
        ["level of debt that stays once it is raised, utilisation from 70%, below 75%: \
          none → watch (e.g. 70%)"]
    );
}

#[test]
fn expense_carried_by_sales_is_a_figure_of_its_own() {
    let found = changes(|draft| draft.expense.over_budget.warning = percent("105%"));
    assert_eq!(
        said(&found),
        ["expense, share of the budget above 105% up to 110%, carried by higher sales no: \
          watch → warning (e.g. share of the budget 107%, carried by higher sales no)"]
    );
}

#[test]
fn an_incident_differs_by_impact_and_credibility() {
    let found = changes(|draft| draft.incident.report_at_most = Level::Critical);
    assert_eq!(
        said(&found),
        ["incident, impact 3, credibility reported: warning → critical \
          (e.g. impact 3, credibility reported)"]
    );
    let found = changes(|draft| draft.incident.by_impact[1] = Level::Warning);
    assert_eq!(
        said(&found),
        ["incident, impact 1, credibility reported or verified: watch → warning \
          (e.g. impact 1, credibility reported)"]
    );
}

#[test]
fn a_loss_differs_by_probability_and_order_days() {
    let found = changes(|draft| {
        let LossMethod::Probability { no_order_from } = &mut draft.loss.silence else { return };
        no_order_from.warning = percent("70%");
    });
    assert_eq!(
        said(&found),
        ["loss, probability of no order from 60%, below 70%, order days from 2 on: \
          warning → watch (e.g. probability of no order 60%, order days 2)"]
    );
}

#[test]
fn the_cap_of_silence_and_the_lost_are_told_by_days_and_usual_gaps() {
    let found = changes(|draft| draft.loss.hard_cap_days = Some(150));
    assert_eq!(
        said(&found),
        [
            "loss by days of silence alone, silence 151 to 180 days, \
             usual gaps within the silence from 2 on, order days 1: clear → watch \
             (e.g. silence 160 days, usual gaps within the silence 2, order days 1)",
            "loss by days of silence alone, silence 151 to 180 days, \
             usual gaps within the silence from 2 on, order days from 2 on: clear → warning \
             (e.g. silence 160 days, usual gaps within the silence 2, order days 2)",
        ]
    );
    let lost = Some(LostRules { days: 300, usual_gaps: 2 });
    let found = changes(|draft| draft.loss.lost = lost);
    assert_eq!(
        said(&found).first().map(String::as_str),
        Some(
            "loss by days of silence alone, silence 301 to 365 days, \
             usual gaps within the silence from 2 on, order days 1: watch → not applicable \
             (e.g. silence 330 days, usual gaps within the silence 2, order days 1)"
        )
    );
}

#[test]
fn fields_that_differ_without_a_difference_in_meaning_give_none() {
    let no_cap = |level| {
        policy(|draft| (draft.loss.hard_cap_days, draft.loss.hard_cap_level) = (None, level))
    };
    let (before, after) = (no_cap(Level::Warning), no_cap(Level::Critical));
    assert_eq!(after.changes_from(&before).len(), 1, "a field differs");
    assert!(between(&before, &after).is_empty(), "nothing is capped");
}

#[test]
fn other_fields_are_listed() {
    let found = changes(|draft| {
        draft.progress.frequency.recent_days = 60;
        draft.abc.window_days = 180;
        draft.debt.horizon_days = Some(30);
        draft.debt.ageing.watch = 3;
    });
    assert_eq!(
        other_fields(&found),
        ["abc.window_days", "debt.horizon_days", "progress.frequency.recent_days"]
    );
    assert_eq!(found.changes.len(), 1);
    let of_work = changes(|draft| {
        draft.visits.day_minutes = 450;
        draft.abc.window_days = 180;
        draft.cases.verify_days += 1;
    });
    assert!(
        of_work.to_string().ends_with(
            "other fields that differ; a comparison over a book tells their effect:\n  \
         abc.window_days: 365 → 180\n\
         fields that differ and act in no review:\n  \
         cases.verify_days: 10 → 11\n  \
         visits.day_minutes: 480 → 450\n"
        ),
        "{of_work}"
    );
    assert!(found.to_string().ends_with(
        "other fields that differ; a comparison over a book tells their effect:\n  \
         abc.window_days: 365 → 180\n  \
         debt.horizon_days: none → 30\n  \
         progress.frequency.recent_days: 90 → 60\n"
    ));
}

#[test]
fn two_methods_that_go_by_other_figures_are_listed_not_compared() {
    let found = changes(|draft| draft.loss.silence = LossMethod::alive());
    assert!(found.changes.is_empty(), "{found}");
    assert!(other_fields(&found).iter().all(|path| path.starts_with("loss.silence")));
    assert!(other_fields(&found).contains(&"loss.silence.method"));
}

#[test]
fn one_method_is_compared_by_its_own_figure() {
    let with = |method| policy(|draft| draft.loss.silence = method);
    let (usual, mut other) = (LossMethod::alive(), LossMethod::alive());
    if let LossMethod::Alive { alive_below } = &mut other {
        alive_below.critical = percent("30%");
    }
    assert_eq!(
        said(&between(&with(usual), &with(other))),
        ["loss, probability of being alive from 25%, below 30%, order days from 2 on: \
          warning → critical (e.g. probability of being alive 25%, order days 2)"]
    );
    let (usual, mut other) = (LossMethod::cadence(), LossMethod::cadence());
    if let LossMethod::Cadence { gaps_above, .. } = &mut other {
        gaps_above.watch = percent("120%");
    }
    assert_eq!(
        said(&between(&with(usual), &with(other))),
        ["loss, silence by the usual gap above 120% up to 150%: clear → watch \
          (e.g. silence by the usual gap 130%, order days 1)"]
    );
}

/// A fault that was found: the method by usual gaps goes by the gaps of the customer alone, the cap
/// by the usual gap of the book as well, so a cap is never hidden by the method.
#[test]
fn a_hard_cap_is_told_beside_a_method_that_raises_the_same_silence() {
    let cap = |level| {
        policy(|draft| {
            let gaps_above =
                Levels { watch: percent("1%"), warning: percent("23%"), critical: percent("55%") };
            draft.loss.silence = LossMethod::Cadence { otherwise_days: 1, gaps_above };
            draft.loss.hard_cap_level = level;
        })
    };
    let found = between(&cap(Level::Critical), &cap(Level::Warning));
    let told = said(&found);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("loss by days of silence alone"), "{told:?}");
    assert!(told[0].contains("critical → warning"), "{told:?}");
}

#[test]
fn an_arm_that_is_turned_on_answers_where_none_answered() {
    let found = changes(|draft| draft.progress.decline = Some(DeclineRules::usual()));
    let first = found.changes.first().map(ToString::to_string);
    assert_eq!(
        first.as_deref(),
        Some(
            "progress beside the market, latest month below by up to 2 sigmas, \
             average below by up to 0.65 sigmas: not applicable → clear \
             (e.g. latest month below by 0 sigmas, average below by 0 sigmas)"
        )
    );
    assert!(other_fields(&found).contains(&"progress.decline.measure.weight"), "{found}");
    assert!(!other_fields(&found).contains(&"progress.decline.latest.watch"));
}

#[test]
fn a_frequency_differs_by_its_rate_and_its_chance() {
    let found = changes(|draft| {
        draft.progress.frequency.chance.warning = percent("3%");
        draft.progress.frequency.rate_below = percent("70%");
    });
    assert_eq!(
        said(&found),
        [
            "progress, order rate by that of the baseline below 70%, \
             chance of as few order days from 3%, below 5%: warning → watch \
             (e.g. order rate by that of the baseline 0%, chance of as few order days 3%)",
            "progress, order rate by that of the baseline from 70%, below 75%, \
             chance of as few order days below 1%: critical → clear \
             (e.g. order rate by that of the baseline 70%, chance of as few order days 0%)",
            "progress, order rate by that of the baseline from 70%, below 75%, \
             chance of as few order days from 1%, below 5%: warning → clear \
             (e.g. order rate by that of the baseline 70%, chance of as few order days 1%)",
            "progress, order rate by that of the baseline from 70%, below 75%, \
             chance of as few order days from 5%, below 10%: watch → clear \
             (e.g. order rate by that of the baseline 70%, chance of as few order days 5%)",
        ]
    );
    let off = |chance| {
        policy(|draft| {
            draft.progress.off = [Arm::Frequency].into();
            draft.progress.frequency.chance.warning = percent(chance);
        })
    };
    assert!(between(&off("3%"), &off("4%")).is_empty());
}

#[test]
fn a_product_group_differs_by_its_probability_and_its_order_days() {
    let found = changes(|draft| {
        draft.loss.narrowing.alive_below = percent("40%");
        draft.loss.narrowing.fewest_order_days = 4;
    });
    assert_eq!(
        said(&found),
        [
            "loss of a product group, probability of being alive below 40%, order days 3: \
             lost → no say (e.g. probability of being alive 0%, order days 3)",
            "loss of a product group, probability of being alive from 40%, below 50%, \
             order days up to 2: no say → alive \
             (e.g. probability of being alive 40%, order days 1)",
            "loss of a product group, probability of being alive from 40%, below 50%, \
             order days from 3 on: lost → alive (e.g. probability of being alive 40%, order days 3)",
        ]
    );
    let off = |share| {
        policy(|draft| {
            draft.loss.off = [Arm::Narrowing].into();
            draft.loss.narrowing.alive_below = percent(share);
        })
    };
    assert!(between(&off("40%"), &off("50%")).is_empty());
}

/// No field is dropped: whichever is moved by one unit, an answer changes or its path is listed.
#[cfg(feature = "serde")]
#[test]
fn a_field_that_is_moved_by_one_unit_is_told() {
    use std::collections::BTreeSet;
    let written = |policy: &Policy| serde_json::to_value(policy).unwrap();
    let read = |value| serde_json::from_value::<Policy>(value).ok();
    let with = |method| policy(|draft| draft.loss.silence = method);
    let days_above = Levels { watch: 60, warning: 90, critical: 120 };
    let changed = serde_json::from_str(include_str!("../golden/policy_changed.json")).unwrap();
    let (mut seen, mut moved, mut silent) = (BTreeSet::new(), 0, Vec::new());
    let declining = policy(|draft| draft.progress.decline = Some(DeclineRules::usual()));
    let methods =
        [LossMethod::alive(), LossMethod::cadence(), LossMethod::FixedDays { days_above }];
    for before in [changed, declining].into_iter().chain(methods.into_iter().map(with)) {
        let document = written(&before);
        let all = moved_by_one(&document, "");
        let paths: BTreeSet<String> = all.iter().map(|it| it.0.clone()).collect();
        for (path, other) in all.into_iter().filter(|it| !seen.contains(&it.0)) {
            let mut document = document.clone();
            *document.pointer_mut(&path).unwrap() = other;
            let Some(after) = read(document) else { continue };
            if after == before {
                continue;
            }
            moved += 1;
            if between(&before, &after).is_empty() {
                silent.push(path);
            }
        }
        seen.extend(paths);
    }
    assert_eq!(silent, [""; 0]);
    assert!(moved > 170, "{moved}");
}

/// The leaves of a document by their pointers, each one unit up and down, or another level.
#[cfg(feature = "serde")]
fn moved_by_one(value: &serde_json::Value, path: &str) -> Vec<(String, serde_json::Value)> {
    use serde_json::Value;
    let below = |key: &str, it: &Value| moved_by_one(it, &format!("{path}/{key}"));
    let others: Vec<Value> = match value {
        Value::Object(all) => return all.iter().flat_map(|(key, it)| below(key, it)).collect(),
        Value::Array(all) => {
            let all = all.iter().enumerate();
            return all.flat_map(|(place, it)| below(&place.to_string(), it)).collect();
        }
        Value::Bool(is_on) => vec![Value::Bool(!is_on)],
        Value::Number(number) => {
            let number = number.as_i64().unwrap();
            vec![(number + 1).into(), (number - 1).into()]
        }
        Value::String(text) => match (text.parse::<Level>(), text.parse::<Ratio>()) {
            (Ok(level), _) => {
                let others = Level::ALL.into_iter().filter(|it| *it != level);
                others.map(|it| it.code().into()).collect()
            }
            (_, Ok(ratio)) => {
                let parts = ratio.parts_per_million();
                let moved = [parts.saturating_add(10_000), parts.saturating_sub(10_000)];
                moved.map(|it| Ratio::from_parts_per_million(it).to_string().into()).to_vec()
            }
            (Err(_), Err(_)) => {
                let number = text.parse::<u32>().into_iter();
                let moved = number.flat_map(|it| [it + 1, it.saturating_sub(1)]);
                moved.map(|it| it.to_string().into()).collect()
            }
        },
        Value::Null => Vec::new(),
    };
    others.into_iter().map(|other| (path.to_owned(), other)).collect()
}

#[test]
fn the_period_that_is_judged_differs_by_the_share_that_has_elapsed() {
    let found = changes(|draft| draft.progress.least_elapsed = percent("50%"));
    assert_eq!(
        said(&found),
        ["period by which progress is judged, elapsed share from 25%, below 50%: \
          the period to date → the last complete period (e.g. 25%)"]
    );
}

#[cfg(feature = "serde")]
#[test]
fn a_change_is_written_with_its_spans_and_example() {
    let found = changes(|draft| draft.debt.utilisation.raise.watch = percent("75%"));
    assert_eq!(
        serde_json::to_value(&found).unwrap().to_string(),
        "{\"changes\":[{\"after\":\"watch\",\"before\":\"clear\",\"question\":\"debt\",\
         \"spans\":[{\"figure\":\"utilisation\",\"span\":\"above 75% up to 80%\"}],\
         \"witness\":[{\"figure\":\"utilisation\",\"unit\":\"share\",\"value\":\"0.77\"}]}],\
         \"other_fields\":[]}"
    );
}

#[test]
fn a_class_differs_by_the_share_of_larger_customers() {
    let cut = |a: &str, b: &str| AbcMethod::ShareOfAmount { a: percent(a), b: percent(b) };
    let found = changes(|draft| draft.abc.cut = cut("70%", "95%"));
    assert_eq!(
        said(&found),
        ["class, share of the amount that larger customers bring from 70%, below 80%: A → B \
          (e.g. 70%)"]
    );
    let of_customers = |a: &str| {
        let cut = AbcMethod::ShareOfCustomers { a: percent(a), b: percent("50%") };
        policy(|draft| draft.abc.cut = cut)
    };
    assert_eq!(
        said(&between(&of_customers("20%"), &of_customers("25%"))),
        ["class, share of the customers that are larger from 20%, below 25%: B → A (e.g. 20%)"]
    );
    let fixed = |a: &str| {
        let cut = AbcMethod::FixedAmounts { a: a.parse().unwrap(), b: "10".parse().unwrap() };
        policy(|draft| draft.abc.cut = cut)
    };
    assert_eq!(
        said(&between(&fixed("100"), &fixed("150"))),
        ["class, purchases from 100.00, below 150.00: A → B (e.g. 100.00)"]
    );
    let found = between(&Policy::default(), &fixed("100"));
    assert_eq!(other_fields(&found), ["abc.cut.a", "abc.cut.b", "abc.cut.method"], "other figures");
}

#[test]
fn volume_and_loyalty_differ_by_class_amount_and_score() {
    let found = changes(|draft| {
        draft.quadrant.large = LargeVolume::Class(Class::B);
        draft.loyalty.loyal_from = 55;
    });
    assert_eq!(
        said(&found),
        [
            "volume, class B: small → large (e.g. B)",
            "loyalty, score from 55, below 60: not loyal → loyal (e.g. 55)",
        ]
    );
    let from = |amount: &str| {
        let large = LargeVolume::Amount(amount.parse().unwrap());
        policy(|draft| draft.quadrant.large = large)
    };
    assert_eq!(
        said(&between(&from("1000"), &from("2000"))),
        ["volume, purchases from 1000.00, below 2000.00: large → small (e.g. 1000.00)"]
    );
}

#[test]
fn a_grade_differs_by_score_and_names_its_terms() {
    let found = changes(|draft| draft.credit_grades.grades[3].from = 85);
    assert_eq!(
        said(&found),
        ["credit, score from 80, below 85: grade A (60 days for payment, 100% of the limit, \
          a plan of 120%, review after 365 days) → grade B (30 days for payment, 80% of the \
          limit, a plan of 105%, review after 180 days) (e.g. 80)"]
    );
}

#[test]
fn services_differ_by_class() {
    let found = changes(|draft| draft.service.entitlements.retain(|it| it.from != Class::B));
    let spans: Vec<&str> = found.changes.iter().map(|it| it.spans[0].span.as_str()).collect();
    assert_eq!(spans, ["A", "B"]);
    assert!(found.changes[1].before.ends_with("membership within 30 days by marketing"));
    assert!(found.other_fields.is_empty());
}

#[test]
fn days_after_which_a_customer_is_lost_are_told_by_every_policy() {
    let lost = |days, off: &[Arm]| {
        policy(|draft| {
            draft.loss.lost = Some(LostRules { days, usual_gaps: 2 });
            draft.loss.off = off.iter().copied().collect();
        })
    };
    for off in [&[][..], &[Arm::HardCap], &[Arm::HardCap, Arm::Silence]] {
        let found = between(&lost(365, off), &lost(200, off));
        let told = "customer, by its silence, silence 201 to 365 days, usual gaps within the silence \
                    from 2 on: not lost → lost";
        assert!(found.to_string().contains(told), "{off:?}: {found}");
        assert!(found.other_fields.is_empty(), "{found}");
    }
}

#[test]
fn small_change_is_told_without_ageing_as_loyalty_goes_by_it() {
    let small = |units| {
        policy(|draft| {
            draft.debt.off = [Arm::Ageing].into();
            draft.debt.overdue_tolerance = Major::from_units(units);
        })
    };
    let found = between(&small(0), &small(1));
    assert!(found.to_string().starts_with("small change of debt"), "{found}");
}

#[test]
fn an_arm_that_comes_back_with_another_threshold_is_told() {
    let narrowing = |off: &[Arm], percent| {
        policy(|draft| {
            draft.loss.off = off.iter().copied().collect();
            draft.loss.narrowing.alive_below = Ratio::from_percent(percent);
        })
    };
    let found = between(&narrowing(&[Arm::Narrowing], 50), &narrowing(&[], 1));
    let told = "loss of a product group, probability of being alive below 1%, order days";
    assert!(found.to_string().contains(told), "{found}");
    let frequency = |off: &[Arm], percent| {
        policy(|draft| {
            draft.progress.off = off.iter().copied().collect();
            draft.progress.frequency.rate_below = Ratio::from_percent(percent);
        })
    };
    let found = between(&frequency(&[Arm::Frequency], 50), &frequency(&[], 60));
    assert!(found.to_string().contains("not applicable → clear"), "{found}");
}
