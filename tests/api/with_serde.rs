//! Forms that are written and read: policies, facts, ids, money, and their refusals.

use std::fmt::Debug;

use guanxi::{
    account, account_plan, admission, calendar, casework, class_meeting, contract, credit,
    customer, customer_stage, dealer, expense, hold, id, incident, key_account, lapse, means,
    measure, money, policy, receivable, scorecard, segment, trade, wallet, warning,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn is_read_and_written<T: Serialize + DeserializeOwned>() {}

#[test]
fn policies_ids_money_and_facts_are_read_and_written() {
    each!(is_read_and_written:
        account::Fact, calendar::Day, calendar::Month, calendar::Period,
        admission::AdmissionEvent, admission::AdmissionPolicy, admission::CustomerAdmission,
        means::Permit, means::PermitPolicy,
        calendar::WorkCalendar, casework::CasePolicy, casework::CaseStep,
        casework::ConditionPolicy, casework::Feed, casework::Influence, casework::Input,
        casework::Evaluation, casework::EvaluationInContext, casework::RegisterSnapshot,
        casework::Event, id::CauseId, id::RemedyId, contract::Contract, calendar::Validity, hold::HoldEvent,
        hold::Hold, hold::HoldOpening, hold::TakenStep,
        hold::HoldStatus, credit::OrderCheckPolicy, credit::OrderVerdict,
        credit::ProposalPolicy, credit::Reason, hold::ReleasePolicy,
        hold::ReservationId, hold::Reservations, customer::Attitude,
        customer::Card, customer::CardPolicy, customer::Customer, customer::Entry,
        customer::Ruling, customer::StatedImportance, customer_stage::StageDecision,
        customer_stage::StagePolicy,
        expense::Budget, expense::Expense, id::BrandId, id::ContractId, id::CustomerId,
        id::DocumentId, id::GroupId, id::ProductGroupId, id::StaffId, id::TerritoryId,
        incident::Credibility, incident::Impact, incident::Incident,
        incident::IncidentKind, lapse::LapsePolicy, lapse::Parameter, measure::Ratio,
        money::Currency, money::Major, money::Money, money::Rounding, policy::Policy,
        policy::PolicyDraft, receivable::AgeingPartition, receivable::DunningPolicy,
        receivable::Invoice, receivable::LimitValidity, receivable::Payment,
        receivable::PaymentIndexPolicy, receivable::Collateral, receivable::PaymentTerms,
        receivable::TemporaryLimit, segment::AbcPolicy, segment::Class, segment::ClassState,
        segment::ClassBasis, segment::ClassReason, segment::Reclassification, segment::AttitudePolicy, segment::MeetingPolicy,
        segment::RfmPolicy, segment::XyzPolicy, segment::AbcXyzCell, segment::AgendaReason, segment::ProductLaunch,
        class_meeting::ClassDecision, wallet::WalletShare, trade::Claim, dealer::DealerPolicy,
        scorecard::CriterionAnswer, scorecard::GradeOverride, scorecard::PeriodPolicy,
        scorecard::ScorecardPolicy,
        account_plan::AccountPlan, account_plan::AccountPlanPolicy, account_plan::CreditDynamics,
        account_plan::PlanContent, key_account::CustomerMargin, key_account::KeyAccountPolicy,
        key_account::KeyAccountStatus, key_account::MoneyInterval, key_account::MutualGainFacts,
        key_account::StatedTotal, key_account::SupplierRank,
        segment::LoyaltyPolicy, segment::Quadrant, segment::QuadrantPolicy,
        segment::Strategy, trade::Breach, trade::DocumentFlow, trade::OpenOrder, trade::Plan, trade::Sale,
        warning::Arm, warning::DebtPolicy, warning::ExpensePolicy,
        warning::IncidentPolicy, warning::Level, warning::LossPolicy,
        warning::ProgressPolicy, warning::Rule,
    );
}

#[test]
fn ratings_and_lines_are_read_back_and_what_is_found_of_them_is_written() {
    use guanxi::{order_profile, rating, satisfaction};

    fn is_written<T: Serialize>() {}

    each!(is_read_and_written:
        lapse::ValueHorizon, order_profile::OrderProfilePolicy, order_profile::SoldLine,
        rating::Rating, rating::RatingQuestion, rating::ScaledMark, satisfaction::MarkCounts,
        satisfaction::SatisfactionPolicy,
    );
    each!(is_written:
        lapse::CustomerValue, lapse::OrderOutlook, measure::NetScore,
        measure::ProportionDifference, measure::SignTest, order_profile::NextOrder,
        order_profile::OrderProfile, order_profile::WhiteSpace, satisfaction::RatingFall,
        satisfaction::RatingFinding, satisfaction::RivalComparison,
        satisfaction::SatisfactionFigures,
    );
    let counts = r#"{"scale": {"lowest": 1, "highest": 5}, "counts": {"4": 2}, "answers": 3}"#;
    let error = serde_json::from_str::<satisfaction::MarkCounts>(counts).unwrap_err();
    assert!(error.to_string().starts_with("answers must be 2, the sum of the counts, was 3"));
    let mark = r#"{"mark": 6, "scale": {"lowest": 1, "highest": 5}}"#;
    let error = serde_json::from_str::<rating::ScaledMark>(mark).unwrap_err();
    assert!(error.to_string().starts_with("must lie in 1..=5, was 6"));
    let line = r#"{"day":"2026-03-02","product":"feed","quantity":3,"amount":-1250}"#;
    let read: order_profile::SoldLine = serde_json::from_str(line).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), line);
}

#[track_caller]
fn refusal(toml: &str) -> String {
    toml::from_str::<policy::Policy>(toml).unwrap_err().to_string()
}

/// Documents with a field that no policy has, one for each section and part.
const UNKNOWN: &[&str] = &[
    "zest = 1",
    "[abc]\nzest = 1",
    "[key_accounts]\nzest = 1",
    "[key_accounts.selection]\nzest = 1",
    "[key_accounts.bargaining]\nzest = 1",
    "[key_accounts.matrix]\nzest = 1",
    "[key_accounts.cards]\nzest = 1",
    "[account_plans]\nzest = 1",
    "[complaints]\nzest = 1",
    "[complaints.told_within]\ncritical = 3\nserious = 10\nminor = 15\nzest = 1",
    "[letters]\nzest = 1",
    "[returns]\nzest = 1",
    "[[returns.by_product]]\nproduct = \"tea\"\ndays = 7\nzest = 1",
    "[return_abuse]\nzest = 1",
    "[return_abuse.shorter]\nzest = 1",
    "[support_funds]\nzest = 1",
    "[support_effect]\nzest = 1",
    "[support]\nzest = 1",
    "[gifts]\nzest = 1",
    "[retention]\nzest = 1",
    "[loyalty]\nzest = 1",
    "[loyalty.weights]\nzest = 1",
    "[loyalty.observed]\nzest = 1",
    "[abc.change]\nby = \"confirm\"\nreviews = 2\nzest = 1",
    "[xyz]\nzest = 1",
    "[xyz.cells]\nzest = 1",
    "[rfm]\nzest = 1",
    "[[rfm.segments]]\nname = \"all\"\nzest = 1",
    "[[rfm.segments]]\nname = \"all\"\nrecency = { from = 1, to = 5, zest = 1 }",
    "[meetings]\nzest = 1",
    "[attitude]\nzest = 1",
    "[quadrant]\nzest = 1",
    "[debt]\nzest = 1",
    "[debt.utilisation]\nzest = 1",
    "[debt.ageing]\nwatch = 1\nwarning = 2\ncritical = 3\nzest = 1",
    "[progress]\nzest = 1",
    "[progress.calendar]\nzest = []",
    "[progress.frequency]\nzest = 1",
    "[progress.decline]\nzest = 1",
    "[progress.decline.measure]\nzest = 1",
    "[expense]\nzest = 1",
    "[expense.climbing]\nzest = 1",
    "[loss]\nzest = 1",
    "[loss.lapse]\nzest = 1",
    "[loss.narrowing]\nzest = 1",
    "[loss.one_off]\nzest = 1",
    "[incident]\nzest = 1",
    "[feeds]\nzest = 1",
    "[dealers]\nzest = 1",
    "[dealers.integrity]\nzest = 1",
    "[dealers.zeal]\nzest = 1",
    "[renewals]\nzest = 1",
    "[clauses]\nzest = 1",
    "[contract_approvals]\nzest = 1",
    "[competition]\nzest = 1",
    "[cliffs]\nzest = 1",
    "[sales_plans]\nzest = 1",
    "[distribution]\nzest = 1",
    "[diversion]\nzest = 1",
    "[[diversion.sanctions]]\ncases = 1\nsanction = \"warning\"\nzest = 1",
    "[collection]\nzest = 1",
    "[[collection.rows]]\nsteps = []\nzest = 1",
    "[cash_in]\nzest = 1",
    "[payment_plans]\nzest = 1",
    "[statements]\nzest = 1",
    "[limitation]\nzest = 1",
    "[credit_grades]\nzest = 1",
    "[credit_approvals]\nzest = 1",
    "[debt.bills]\nzest = 1",
    "[order_check.bills]\nzest = 1",
    "[allowance]\nzest = 1",
    "[allowance.ageing]\nzest = 1",
    "[reminder_fees]\nzest = 1",
    "[waivers]\nzest = 1",
    "[[waivers.authorities]]\nrole = \"owner\"\nzest = 1",
];

#[test]
fn an_unknown_field_is_refused_by_its_name() {
    for toml in UNKNOWN {
        let said = refusal(toml);
        assert!(said.contains("zest: is no field of a policy"), "{toml}: {said}");
    }
}

#[track_caller]
fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *value, "{json}");
    let toml = toml::to_string(value).unwrap();
    assert_eq!(toml::from_str::<T>(&toml).unwrap(), *value, "{toml}");
}

#[test]
fn policies_of_credit_come_back_as_they_were_written_and_pass_the_same_door() {
    use credit::OrderCheckPolicy as Check;
    for policy in [
        Check::default(),
        Check::sap_like(),
        Check::d365_like(),
        Check::erpnext_like(),
        Check::oca_like(),
    ] {
        comes_back(&policy);
    }
    comes_back(&hold::ReleasePolicy::default());
    comes_back(&credit::ProposalPolicy::default());
    comes_back(&receivable::AgeingPartition::default());
    comes_back(&receivable::DunningPolicy::default());
    comes_back(&receivable::PaymentIndexPolicy::default());
    let read: Check = toml::from_str("[oldest_item]\naction = \"warn\"\nat_most = 5").unwrap();
    assert_eq!(read.oldest_item.at_most, 5);
    let says = |toml: &str| toml::from_str::<Check>(toml).unwrap_err().to_string();
    assert!(says("zest = 1").contains("unknown field `zest`"));
    assert!(says("[oldest_item]\naction = \"warn\"\nat_most = 5\nzest = 1").contains("zest"));
    let contradiction =
        says("[overdue_share]\naction = \"hold\"\nmore_than_days = 1\nat_most = \"101%\"");
    assert!(contradiction.contains("overdue_share.at_most must not exceed 100%, was 101%"));
    let gap = toml::from_str::<receivable::AgeingPartition>("up_to_days = [30, 20]");
    assert!(gap.unwrap_err().to_string().contains("up_to_days.1 must exceed 30, was 20"));
}

#[test]
fn permits_and_admissions_of_a_policy_pass_the_same_door() {
    for section in ["permits", "admissions"] {
        let told = refusal(&format!("[{section}]\ncolour = 1\n"));
        assert!(told.contains(&format!("{section}.colour: is no field of a policy")), "{told}");
    }
    assert_eq!(
        refusal("[permits]\nnotice_days = 0\n[admissions]\ntrial_days = 0\n").trim_end(),
        "permits.notice_days must be at least 1, was 0; admissions.trial_days must be at least 1, was 0"
    );
    comes_back(&means::PermitPolicy::default());
    comes_back(&admission::AdmissionPolicy::default());
}

#[test]
fn an_unknown_field_of_a_method_is_refused_by_its_name() {
    let rows = [
        "[abc.cut]\nmethod = \"share_of_amount\"\na = \"80%\"\nb = \"95%\"\nzest = 1",
        "[abc.cut]\nmethod = \"computed\"\nzest = 1",
        "[loss.silence]\nmethod = \"fixed_days\"\nzest = 1\n\
         days_above = { watch = 1, warning = 2, critical = 3 }",
        "[loss.bought_once]\nzest = 1",
        "[loss.lost]\nzest = 1",
    ];
    for toml in rows {
        let said = refusal(toml);
        assert!(said.contains("zest"), "{toml}: {said}");
    }
}

#[test]
fn levels_of_loss_by_the_probability_of_being_alive_are_read_with_their_old_name() {
    let read = |silence: &str| -> Result<policy::PolicyDraft, String> {
        toml::from_str(&format!("[loss.silence]\n{silence}")).map_err(|it| it.to_string())
    };
    let alive = "alive_below = { watch = \"60%\", warning = \"40%\", critical = \"20%\" }";
    let from = "no_order_from = { watch = \"30%\", warning = \"50%\", critical = \"70%\" }";
    let before = read(&format!("method = \"probability\"\n{alive}")).unwrap().loss.silence;
    let now = read(&format!("method = \"alive\"\n{alive}")).unwrap().loss.silence;
    assert_eq!(before, now);
    assert!(matches!(now, warning::LossMethod::Alive { .. }));
    let written = toml::to_string(
        &policy::Policy::try_from(policy::PolicyDraft {
            loss: warning::LossPolicyDraft { silence: before, ..Default::default() },
            ..Default::default()
        })
        .unwrap(),
    );
    assert!(written.unwrap().contains("method = \"alive\""));
    let new = read(&format!("method = \"probability\"\n{from}")).unwrap().loss.silence;
    assert!(matches!(new, warning::LossMethod::Probability { .. }));
    let both = read(&format!("method = \"probability\"\n{from}\n{alive}")).unwrap_err();
    assert!(both.contains("loss.silence.alive_below: is no field of a policy"), "{both}");
    assert!(read(&format!("method = \"alive\"\n{from}")).is_err());
}

#[test]
fn a_method_of_loss_that_is_stated_alone_has_its_usual_thresholds() {
    use warning::LossMethod as Method;
    let read = |silence: &str| -> Result<Method, toml::de::Error> {
        let draft: policy::PolicyDraft = toml::from_str(&format!("[loss.silence]\n{silence}"))?;
        Ok(draft.loss.silence)
    };
    assert_eq!(read("method = \"probability\"").unwrap(), Method::default());
    assert_eq!(read("method = \"alive\"").unwrap(), Method::alive());
    assert_eq!(read("method = \"cadence\"").unwrap(), Method::cadence());
    let Method::Cadence { gaps_above, .. } = Method::cadence() else { panic!("by cadence") };
    let slower = Method::Cadence { otherwise_days: 90, gaps_above };
    assert_eq!(read("method = \"cadence\"\notherwise_days = 90").unwrap(), slower);
    let refused = read("method = \"fixed_days\"").unwrap_err().to_string();
    assert!(refused.contains("loss.silence: needs the field days_above"), "{refused}");
}

#[test]
fn nobody_is_lost_where_a_policy_says_none() {
    let read = |loss: &str| -> policy::PolicyDraft { toml::from_str(loss).unwrap() };
    assert_eq!(read("[loss]\nlost = \"none\"").loss.lost, None);
    let longer = lapse::LostRules { days: 400, ..lapse::LostRules::default() };
    assert_eq!(read("[loss.lost]\ndays = 400").loss.lost, Some(longer));
    assert_eq!(read("[loss]\nhard_cap_days = 90").loss.lost, Some(lapse::LostRules::default()));
}

#[test]
fn nobody_has_a_season_where_a_policy_says_none() {
    let read = |text: &str| toml::from_str::<policy::PolicyDraft>(text).unwrap().progress.season;
    assert_eq!(read("[progress]\nseason = \"none\""), None);
    assert_eq!(read("[progress]\nperiod = \"month\""), Some(lapse::SeasonRules::default()));
    let longer = lapse::SeasonRules { days: 90, ..lapse::SeasonRules::default() };
    assert_eq!(read("[progress.season]\ndays = 90"), Some(longer));
    let read =
        |text: &str| serde_json::from_str::<policy::PolicyDraft>(text).unwrap().progress.season;
    assert_eq!(read(r#"{"progress": {"season": "none"}}"#), None);
    assert_eq!(read(r#"{"progress": {"season": null}}"#), None);
    assert_eq!(read(r#"{"progress": {"season": {"days": 90}}}"#), Some(longer));
    // Written and read back it is none still.
    let mut draft = policy::PolicyDraft::default();
    draft.progress.season = None;
    let policy = policy::Policy::try_from(draft).unwrap();
    let written = toml::to_string(&policy).unwrap();
    assert!(written.contains("season = \"none\""), "{written}");
    assert_eq!(toml::from_str::<policy::Policy>(&written).unwrap(), policy);
    let written = serde_json::to_string(&policy).unwrap();
    assert!(written.contains("\"season\":\"none\""), "{written}");
    assert_eq!(serde_json::from_str::<policy::Policy>(&written).unwrap(), policy);
    let refused = toml::from_str::<policy::Policy>("[progress.season]\ndays = 29").unwrap_err();
    assert!(refused.to_string().contains("progress.season.days must be at least 30, was 29"));
}

#[test]
fn an_unknown_method_is_refused_by_its_name() {
    assert!(refusal("[abc.cut]\nmethod = \"zest\"").contains("zest"));
    assert!(refusal("[loss.silence]\nmethod = \"zest\"").contains("zest"));
    assert!(refusal("[debt]\nwithout_limit = \"zest\"").contains("zest"));
    assert!(refusal("[quadrant]\nlarge = { zest = 1 }").contains("zest"));
}

#[test]
fn a_policy_that_contradicts_itself_does_not_load() {
    let said = refusal("schema = 7\n[abc]\nwindow_days = 0");
    assert!(said.contains("schema must lie in 1..=2, was 7"), "{said}");
    assert!(said.contains("abc.window_days must be at least 1, was 0"), "{said}");
}

/// A document that is wrong in every section of agreeing, selling and credit.
const WRONG: &str = concat!(
    "[renewals]\nlead_days = 0\n[clauses]\nplace_holders = [\" \", \"TBD\"]\n",
    "[contract_approvals.quorum]\nleast = { slots = [], order = \"any\" }\n",
    "bands = [{ from = \"5\", quorum = { slots = [], order = \"any\" } }]\n",
    "[competition]\neu_share = \"101%\"\ncn_share = \"101%\"\ncn_price_share = \"102%\"\n",
    "most_allotted = 0\nnon_compete_months = 0\nminimum_share = \"101%\"\n",
    "[cliffs]\nleverage = \"0%\"\nlast = \"101%\"\n",
    "[sales_plans]\ntrading_days = 0\nproject_from = \"0%\"\n",
    "[distribution]\nfresh_days = 0\n",
    "[diversion]\nscan_rate = \"101%\"\nchance = \"6%\"\nhearing_days = 0\nwindow_days = 0\n",
    "sanctions = []\n",
    "[collection]\nfrom_days = [1]\nrows = []\n",
    "[cash_in]\nhabit_days = 0\nleast_payments = 0\nweeks = 0\n",
    "[payment_plans]\nmost_parts = 0\nmost_days = 0\nfirst_part = \"101%\"\n",
    "[statements]\nconfirm_within_months = 0\n[limitation]\nyears = 0\n",
    "[credit_grades]\ngrades = []\n[credit_approvals]\nreview_days = 0\n",
    "[debt.bills]\nbank = \"101%\"\nfinance_company = \"101%\"\ncommercial = \"101%\"\n",
    "receivable_certificate = \"101%\"\n[allowance]\nrates = [\"1%\"]\n",
    "[reminder_fees]\nby_level = [\"5\", \"4\"]\n",
    "[[waivers.authorities]]\nrole = \"owner\"\n[[waivers.authorities]]\nrole = \"owner\"\n",
);

/// Every violation of the sections of agreeing, selling and credit, each with its path.
#[test]
fn the_sections_of_agreeing_selling_and_credit_name_all_that_is_wrong() {
    let said = refusal(WRONG);
    let cells = ["A", "B", "C"].into_iter().flat_map(|class| {
        let conducts = ["disputing", "broken promise", "slow", "prompt"];
        conducts.map(|conduct| {
            format!("collection.rows must have one for each cell, {class} {conduct} had none")
        })
    });
    let before = [
        "debt.bills.bank must not exceed 100%, was 101%",
        "debt.bills.finance_company must not exceed 100%, was 101%",
        "debt.bills.commercial must not exceed 100%, was 101%",
        "debt.bills.receivable_certificate must not exceed 100%, was 101%",
        "renewals.lead_days must be at least 1, was 0",
        "clauses.place_holders must not be blank, was \" \"",
        "clauses.place_holders must be in lower case, was \"TBD\"",
        "contract_approvals.quorum.least.slots must have a place, had none",
        "contract_approvals.quorum.bands.0.quorum.slots must have a place, that from 5 had none",
        "competition.eu_share must not exceed 100%, was 101%",
        "competition.cn_share must not exceed 100%, was 101%",
        "competition.cn_price_share must not exceed 101%, was 102%",
        "competition.most_allotted must be at least 1, was 0",
        "competition.non_compete_months must be at least 1, was 0",
        "competition.minimum_share must not exceed 100%, was 101%",
        "cliffs.leverage must be above 0%, was 0%",
        "cliffs.last must not exceed 100%, was 101%",
        "sales_plans.trading_days must be at least 1, was 0",
        "sales_plans.project_from must be above 0%, was 0%",
        "distribution.fresh_days must be at least 1, was 0",
        "diversion.scan_rate must not exceed 100%, was 101%",
        "diversion.chance must not exceed 5%, was 6%",
        "diversion.hearing_days must be at least 1, was 0",
        "diversion.window_days must be at least 1, was 0",
        "diversion.sanctions must begin with the first case",
    ];
    let after = [
        "cash_in.habit_days must be at least 1, was 0",
        "cash_in.least_payments must be at least 1, was 0",
        "cash_in.weeks must be at least 1, was 0",
        "payment_plans.most_parts must be at least 1, was 0",
        "payment_plans.most_days must be at least 1, was 0",
        "payment_plans.first_part must not exceed 100%, was 101%",
        "statements.confirm_within_months must be at least 1, was 0",
        "limitation.years must be at least 1, was 0",
        "credit_grades.grades must name at least one grade, was empty",
        "credit_approvals.review_days must be at least 1, was 0",
        "allowance.rates must have 5 rates, one for each bucket, had 1",
        "reminder_fees.by_level.1 must not be below 5, was 4",
        "waivers.authorities.1.role must be named once, owner was again",
    ];
    let all: Vec<String> = before.into_iter().map(str::to_owned).chain(cells).collect();
    let all = all.into_iter().chain(after.map(str::to_owned)).collect::<Vec<_>>().join("; ");
    assert_eq!(said.trim_end(), all);
}

#[test]
fn an_empty_policy_is_the_default() {
    assert_eq!(toml::from_str(""), Ok(policy::Policy::default()));
    let read: policy::Policy = serde_json::from_str("{}").unwrap();
    assert_eq!(read, policy::Policy::default());
}

#[test]
fn a_policy_judges_a_decline_when_it_states_one() {
    let of = |toml: &str| toml::from_str::<policy::Policy>(toml).unwrap().progress.decline;
    assert_eq!(of("[progress]"), None);
    assert_eq!(of("[progress.decline]"), Some(warning::DeclineRules::usual()));
    let stated = of(concat!(
        "[progress.decline]\nlatest = { watch = \"1.67\", warning = \"2\", critical = \"3.5\" }\n",
        "[progress.decline.measure]\nfloor = \"5%\""
    ));
    let stated = stated.unwrap();
    assert_eq!(stated.latest.watch, lapse::Sigmas::from_hundredths(167));
    assert_eq!(stated.measure.floor, measure::Ratio::from_percent(5));
    let said = refusal(
        "[progress.decline]\naverage = { watch = \"1\", warning = \"1\", critical = \"2\" }",
    );
    assert!(said.contains("progress.decline.average must rise"), "{said}");
}

#[test]
fn a_policy_without_hard_cap_is_read_as_it_was_written() {
    let loss = warning::LossPolicy::try_new(warning::LossPolicyDraft {
        hard_cap_days: None,
        ..Default::default()
    });
    let whole = policy::Policy { loss: loss.unwrap(), ..Default::default() };
    let json = serde_json::to_string(&whole).unwrap();
    assert_eq!(serde_json::from_str::<policy::Policy>(&json).unwrap(), whole);
    let toml = toml::to_string(&whole).unwrap();
    assert_eq!(toml::from_str::<policy::Policy>(&toml).unwrap(), whole, "{toml}");
}

/// A change of a policy, with the path of its field.
type Change = (&'static str, fn(&mut policy::PolicyDraft));

/// Found: `admissions.most_limit`, `admissions.confirmer`, `release.four_eyes_above` and
/// `payment_plans.manager` came back from TOML with their default when they were off.
#[test]
fn each_optional_field_of_a_policy_comes_back_from_toml_and_json_when_it_is_off_and_when_it_is_on()
{
    let off: [Change; 18] = [
        ("admissions.confirmer", |it| it.admissions.confirmer = None),
        ("admissions.most_limit", |it| it.admissions.most_limit = None),
        ("admissions.required_from", |it| it.admissions.required_from = None),
        ("cases.conditions.debt.hits", |it| it.cases.conditions.debt.hits = None),
        ("contract_approvals.reopener", |it| it.contract_approvals.reopener = None),
        ("credit_approvals.manager", |it| it.credit_approvals.manager = None),
        ("credit_approvals.required_from", |it| it.credit_approvals.required_from = None),
        ("debt.horizon_days", |it| it.debt.horizon_days = None),
        ("loss.hard_cap_days", |it| it.loss.hard_cap_days = None),
        ("loyalty.observed", |it| it.loyalty.observed = None),
        ("order_check.overdue_amount.and_used_above", |it| {
            it.order_check.overdue_amount.and_used_above = None;
        }),
        ("progress.calendar.last_year", |it| it.progress.calendar.last_year = None),
        ("progress.decline", |it| it.progress.decline = None),
        ("payment_plans.manager", |it| it.payment_plans.manager = None),
        ("proposal.at_most", |it| it.proposal.at_most = None),
        ("release.four_eyes_above", |it| it.release.four_eyes_above = None),
        ("rfm.monetary", |it| it.rfm.monetary = None),
        ("rfm.rest", |it| it.rfm.rest = None),
    ];
    let units = money::Major::from_units;
    let mut on = policy::PolicyDraft::default();
    on.admissions.required_from = Some("2026-01-01".parse().unwrap());
    on.cases.conditions.debt.hits = Some(casework::MOfN { hits: 2, of: 3 });
    on.credit_approvals.required_from = Some("2026-02-01".parse().unwrap());
    on.debt.horizon_days = Some(30);
    on.loyalty.observed = Some(segment::AttitudePolicyDraft::default());
    on.order_check.overdue_amount.and_used_above = Some(measure::Ratio::from_percent(90));
    on.progress.calendar.last_year = Some(2026);
    on.progress.decline = Some(warning::DeclineRules::usual());
    on.proposal.at_most = Some(units(5));
    on.rfm.monetary = Some([units(1), units(2), units(3), units(4)]);
    on.rfm.rest = Some("rest".to_owned());
    comes_back(&on);
    let mut all_off = on.clone();
    for (path, turn_off) in off {
        let mut without = on.clone();
        turn_off(&mut without);
        assert_ne!(without, on, "{path} was on");
        comes_back(&without);
        turn_off(&mut all_off);
    }
    comes_back(&all_off);
    let optional = serde_json::to_value(&all_off).unwrap();
    let default = serde_json::to_value(policy::PolicyDraft::default()).unwrap();
    let emptied = emptied("", &default, &optional);
    assert!(emptied.is_empty(), "TOML would leave out, and read the default of, {emptied:?}");
    let manager: Option<id::RoleId> = "none".parse().ok();
    let mut called = policy::PolicyDraft::default();
    called.credit_approvals.manager.clone_from(&manager);
    called.contract_approvals.reopener.clone_from(&manager);
    called.payment_plans.manager = manager;
    assert_eq!(
        policy::Policy::try_from(called).unwrap_err().to_string(),
        "contract_approvals.reopener must not be called none, the word for no role; \
         payment_plans.manager must not be called none, the word for no role; \
         credit_approvals.manager must not be called none, the word for no role"
    );
}

/// The paths that have a value by default and are written without one.
fn emptied(path: &str, default: &serde_json::Value, written: &serde_json::Value) -> Vec<String> {
    match (default, written) {
        (serde_json::Value::Object(default), serde_json::Value::Object(written)) => {
            let fields = written.iter().filter_map(|(name, value)| {
                Some(emptied(&format!("{path}.{name}"), default.get(name)?, value))
            });
            fields.flatten().collect()
        }
        (default, serde_json::Value::Null) if !default.is_null() => vec![path.to_owned()],
        _ => Vec::new(),
    }
}

#[test]
fn a_field_that_is_off_is_none_in_a_file_and_empty_in_older_ones() {
    let words = "[admissions]\nmost_limit = \"none\"\nconfirmer = \"none\"\n\
                 [release]\nfour_eyes_above = \"none\"\n[loss]\nhard_cap_days = \"none\"";
    let read: policy::Policy = toml::from_str(words).unwrap();
    let older = r#"{"admissions": {"most_limit": null, "confirmer": null},
                    "release": {"four_eyes_above": null}, "loss": {"hard_cap_days": null}}"#;
    assert_eq!(serde_json::from_str::<policy::Policy>(older).unwrap(), read);
    assert_eq!((read.admissions.most_limit, &read.admissions.confirmer), (None, &None));
    assert_eq!((read.release.four_eyes_above, read.loss.hard_cap_days), (None, None));
    let stated: policy::Policy = toml::from_str(
        "[admissions]\nmost_limit = \"200000\"\nconfirmer = \"owner\"\n\
         [release]\nfour_eyes_above = \"7.5\"\n[loss]\nhard_cap_days = 90",
    )
    .unwrap();
    assert_eq!(stated.admissions.most_limit, Some(money::Major::from_units(200_000)));
    assert_eq!(stated.admissions.confirmer, "owner".parse().ok());
    assert_eq!(stated.release.four_eyes_above, "7.5".parse().ok());
    assert_eq!(stated.loss.hard_cap_days, Some(90));
    let said = refusal("[loss]\nhard_cap_days = \"never\"");
    let never =
        "loss.hard_cap_days: must be \"none\" or a whole number in 0..=65535, was \"never\"";
    assert!(said.contains(never), "{said}");
    let said = refusal("[release]\nfour_eyes_above = \"much\"");
    let much = "neither \"none\" nor a value: \"much\" is not an amount of major units";
    assert!(said.contains(much), "{said}");
    let said = refusal("[release]\nfour_eyes_above = true");
    assert!(said.contains("must be a value or \"none\", was true"), "{said}");
}

#[test]
fn values_pass_the_same_door_when_they_are_read() {
    fn refused<T: DeserializeOwned>(json: &str) -> bool {
        serde_json::from_str::<T>(json).is_err()
    }
    assert!(refused::<id::CustomerId>("\" Li\""));
    assert!(refused::<id::DocumentId>("\"\""));
    assert!(refused::<money::Money>("\"CNY 1.005\""));
    assert!(refused::<money::Money>("1.5"));
    assert!(refused::<measure::Ratio>("\"0.8\""));
    assert!(refused::<measure::Ratio>("80"));
    assert!(refused::<incident::Impact>("4"));
    assert!(refused::<calendar::Day>("\"2026-02-30\""));
    assert!(refused::<calendar::Month>("\"2026-13\""));
    assert!(refused::<lapse::Parameter>("\"0\""));
    assert!(refused::<money::Currency>("\"XAU\""));
    assert!(refused::<calendar::Validity>("{\"from\":\"2026-02-01\",\"to\":\"2026-01-31\"}"));
}

#[test]
fn two_policies_compare_field_by_field() {
    let mut draft = policy::PolicyDraft::default();
    draft.debt.ageing.watch = 3;
    draft.loss.hard_cap_days = None;
    draft.abc.cut = segment::AbcMethod::Computed {};
    let other = policy::Policy::try_from(draft).unwrap();
    let changes = other.changes_from(&policy::Policy::default());
    let said: Vec<String> = changes.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "abc.cut.a: 80% → absent",
            "abc.cut.b: 95% → absent",
            "abc.cut.method: share_of_amount → computed",
            "debt.ageing.watch: 5 → 3",
            "loss.hard_cap_days: 180 → none",
        ]
    );
    assert_eq!(other.changes_from(&other), []);
}

#[test]
fn amounts_of_a_dealer_are_written_in_major_units() {
    let total = |minor| money::Amount::from_minor(minor).to_total();
    let zeal = dealer::Zeal {
        currency: "CNY".parse().unwrap(),
        mature: 3,
        claimed: total(1_200_050),
        ordered: total(210_000),
        credit_asked: Some(money::Amount::from_minor(5_000)),
        level: Some(dealer::ZealLevel::Warning),
        initiative_at_most: Some(1),
    };
    let written = serde_json::json!({
        "currency": "CNY", "mature": 3, "claimed": "12000.50", "ordered": "2100.00",
        "credit_asked": "50.00", "level": "warning", "initiative_at_most": 1,
    });
    assert_eq!(serde_json::to_value(&zeal).unwrap(), written);
    let due: calendar::Day = "2026-03-01".parse().unwrap();
    let limit = dealer::Overload::Limit {
        on: due,
        exposure: total(1_500),
        limit: money::Amount::from_minor(1_000),
    };
    let plan = dealer::Overload::Plan { plan: total(20), best: total(10) };
    let amount = money::Amount::from_minor(700);
    let broken = [Some(limit), Some(plan), None].map(|overload| dealer::BrokenPromise {
        due,
        amount,
        overload,
    });
    let integrity = dealer::Integrity {
        currency: "JPY".parse().unwrap(),
        is_known: true,
        kept: measure::Proportion::try_new(0, 0).unwrap(),
        interval: None,
        kept_by_value: None,
        broken: broken.to_vec(),
        knock_out: None,
    };
    let written = serde_json::to_value(&integrity).unwrap();
    assert_eq!(written["currency"], "JPY");
    assert_eq!(
        written["broken"],
        serde_json::json!([
            {
                "due": "2026-03-01", "amount": "700",
                "overload": {
                    "overload": "limit", "on": "2026-03-01", "exposure": "1500", "limit": "1000",
                },
            },
            {
                "due": "2026-03-01", "amount": "700",
                "overload": { "overload": "plan", "plan": "20", "best": "10" },
            },
            { "due": "2026-03-01", "amount": "700", "overload": null },
        ])
    );
}
