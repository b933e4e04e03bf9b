//! Enums that are written in files as words: each word is read back as what it was, and serde
//! writes the same word.

use std::fmt::Debug;
use std::str::FromStr;

use guanxi::valid::WordError;
use guanxi::{
    account, admission, agreement, calendar, casework, channel, complaint, contract, credit,
    credit_approval, customer, distribution, diversion, diversion_case, evidence, goods_return,
    hand_over, handling, hold, incident, lapse, letter, lifecycle, money, our_promise, outlet,
    payment_plan, rebate, receivable, repair, segment, support, support_fund, trade, warning,
};

/// The name of a variant in snake case.
fn snake_case(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push('_');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[track_caller]
fn is_read_back<T>(all: &[T], code: fn(T) -> &'static str, written: fn(&str) -> String)
where
    T: FromStr<Err = WordError> + Copy + Debug + PartialEq,
{
    let codes: Vec<&str> = all.iter().map(|value| code(*value)).collect();
    for value in all {
        let code = code(*value);
        assert_eq!(code.parse(), Ok(*value));
        // Its name is newer than its word.
        let name = format!("{value:?}").replace("NotLoyal", "Disloyal");
        assert_eq!(code, written(&name), "as serde has always written it");
    }
    let message = "no word".parse::<T>().unwrap_err().to_string();
    assert!(message.contains(&codes.join(", ")), "{message}");
    assert!(message.contains("\"no word\""), "{message}");
}

#[cfg(feature = "serde")]
#[track_caller]
fn is_written_as_its_code<T>(all: &[T], code: fn(T) -> &'static str)
where
    T: serde::Serialize + serde::de::DeserializeOwned + Copy + Debug + PartialEq,
{
    for value in all {
        let written = serde_json::to_string(value).unwrap();
        assert_eq!(written, format!("\"{}\"", code(*value)));
        assert_eq!(serde_json::from_str::<T>(&written).unwrap(), *value);
    }
    let message = serde_json::from_str::<T>("\"no word\"").unwrap_err().to_string();
    assert!(message.starts_with("unknown variant `no word`, expected "), "{message}");
}

macro_rules! each_enum {
    (in_snake_case { $($snake:ty,)+ } as_named { $($named:ty,)+ }) => {
        #[test]
        fn every_word_is_read_back() {
            $(is_read_back::<$snake>(&<$snake>::ALL, <$snake>::code, snake_case);)+
            $(is_read_back::<$named>(&<$named>::ALL, <$named>::code, str::to_owned);)+
        }

        #[cfg(feature = "serde")]
        #[test]
        fn serde_writes_the_code() {
            $(is_written_as_its_code::<$snake>(&<$snake>::ALL, <$snake>::code);)+
            $(is_written_as_its_code::<$named>(&<$named>::ALL, <$named>::code);)+
        }
    };
}

each_enum! {
    in_snake_case {
        account::TermKind,
        admission::AdmissionAct,
        admission::AdmissionStage,
        calendar::Period,
        casework::Closing,
        casework::Feed,
        casework::RemedyOutcome,
        agreement::ActiveSaleBar,
        agreement::ClauseTier,
        agreement::CompetitionCode,
        agreement::ObligationStage,
        agreement::PartySide,
        agreement::PriceGround,
        agreement::Regime,
        agreement::ResalePriceClause,
        agreement::TermStage,
        channel::ChannelMove,
        channel::CoverMethod,
        contract::AmendmentAct,
        contract::AmendmentStage,
        contract::Carry,
        contract::ClauseItem,
        complaint::ComplaintAct,
        complaint::ComplaintSeverity,
        complaint::ComplaintStage,
        complaint::ComplaintTopic,
        contract::ClausePromise,
        contract::ObligationRemedy,
        contract::PartyItem,
        contract::PurchaseEvent,
        contract::ChannelLevel,
        contract::ClauseGroup,
        contract::ContractAct,
        contract::ContractStatus,
        contract::Coverage,
        contract::Exclusivity,
        credit::Action,
        credit::CollectionStep,
        credit::Comparison,
        credit::DayCount,
        credit::GraceEffect,
        credit::LimitRounding,
        credit::LimitSource,
        credit::NotInForce,
        credit::OrderVerdict,
        credit::PaymentConduct,
        credit::PoolKind,
        credit::Reason,
        credit::SecuredOrder,
        credit_approval::CreditApprovalAct,
        credit_approval::CreditApprovalStage,
        customer::Attitude,
        customer::Field,
        customer::Section,
        distribution::BreadthVerdict,
        distribution::HandlerBasis,
        distribution::MapMark,
        distribution::OutletWeight,
        diversion::DiversionKind,
        diversion::DiversionRoute,
        diversion::EvidenceGrade,
        diversion::InquiryVerdict,
        diversion::Sanction,
        diversion::Solicitation,
        diversion_case::DiversionAct,
        diversion_case::DiversionStage,
        evidence::NotJudged,
        evidence::Unit,
        goods_return::AbuseLevel,
        goods_return::DenialReason,
        goods_return::ReturnAct,
        goods_return::ReturnReason,
        goods_return::ReturnStage,
        hand_over::MatterKind,
        handling::Deadline,
        hold::HoldStatus,
        incident::Credibility,
        lapse::Dropout,
        lapse::Rates,
        letter::LetterAct,
        letter::LetterAnswer,
        letter::LetterStage,
        lifecycle::Count,
        lifecycle::Roll,
        lifecycle::SlotOrder,
        lifecycle::Turn,
        money::Rounding,
        our_promise::OurPromiseAct,
        our_promise::OurPromiseKind,
        our_promise::OurPromiseSource,
        our_promise::OurPromiseStage,
        our_promise::OurPromiseState,
        outlet::HandlingKind,
        outlet::PositionSource,
        rebate::ConditionKind,
        rebate::EarlyTiers,
        rebate::GrowthPart,
        rebate::LaterBase,
        rebate::MovementKind,
        rebate::OwedKind,
        rebate::RebateEvent,
        rebate::RebateMode,
        rebate::ResaleBinding,
        rebate::RestatementWay,
        rebate::SetOff,
        rebate::SettlementKind,
        rebate::StackBase,
        rebate::TierCount,
        rebate::TotalRule,
        payment_plan::PaymentPlanAct,
        payment_plan::PaymentPlanStage,
        receivable::AcceptorKind,
        receivable::AgeingBasis,
        receivable::BillState,
        receivable::CollateralKind,
        receivable::DunningBasis,
        receivable::Inclusion,
        receivable::Recourse,
        receivable::SettlementKind,
        receivable::StatutoryPayer,
        receivable::TermsFrom,
        repair::RepairAct,
        repair::RepairStage,
        segment::RegularityMethod,
        segment::Strategy,
        support::BenefitFinding,
        support::BenefitKind,
        support::DependenceRemedy,
        support::EffectDoubt,
        support::EffectExclusion,
        support::EffectVerdict,
        support::SupportChoice,
        support::GiftKind,
        support::LentKind,
        support::RecipientOffice,
        support::SupportItem,
        support::SupportKind,
        support::SupportUnit,
        support::TrainingAudience,
        support::TrainingForm,
        support::TrainingTopic,
        support_fund::Artwork,
        support_fund::DenialGround,
        support_fund::FundClaimAct,
        support_fund::FundClaimStage,
        support_fund::FundCreditKind,
        support_fund::FundRequestAct,
        support_fund::FundRequestStage,
        support_fund::ProofKind,
        trade::BreachKind,
        trade::DocumentStage,
        warning::Arm,
        warning::Level,
        warning::Rule,
    }
    as_named {
        segment::Class,
        segment::Quadrant,
    }
}
