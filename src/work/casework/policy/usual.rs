//! The usual casework of each rule: condition, causes, remedies.

use crate::casework::condition::{ConditionPolicyDraft, Timing};
use crate::warning::{Levels, Rule};

/// Debt is watched for two days before it is raised; an incident clears on the day on which it is
/// resolved; a loss clears at once, since two orders have to come first.
pub(super) fn usual_condition(rule: Rule) -> ConditionPolicyDraft {
    let mut draft = ConditionPolicyDraft::default();
    match rule {
        Rule::Debt => draft.timing.watch.raise_after = 2,
        Rule::Progress | Rule::Expense => {}
        Rule::Loss | Rule::Incident => {
            let at_once = Timing { raise_after: 0, clear_after: 0 };
            draft.timing = Levels { watch: at_once, warning: at_once, critical: at_once };
        }
    }
    draft
}

pub(super) const fn usual_shelf_days() -> Levels<u16> {
    Levels { watch: 30, warning: 14, critical: 5 }
}

pub(super) fn usual_causes(rule: Rule) -> std::str::SplitAsciiWhitespace<'static> {
    let words = match rule {
        Rule::Debt => {
            "slow_payer dispute unapplied_cash seasonal_stocking limit_too_low cash_trouble insolvency delivery_surge"
        }
        Rule::Progress => {
            "competitor stock_out supplier_hold price_change end_demand seasonality contact_lost promotion_shifted incident"
        }
        Rule::Expense => "front_loaded wrong_booking contract_change low_volume unapproved fraud",
        Rule::Loss => {
            "competitor closed relocated supplier_hold service_failure owner_change merged_account project_finished incident"
        }
        Rule::Incident => "theft accident split illness death disaster lawsuit other",
    };
    words.split_ascii_whitespace()
}

pub(super) const fn usual_remedies(rule: Rule) -> &'static [(&'static str, u16)] {
    match rule {
        Rule::Debt => &[
            ("dunning_call", 2),
            ("resolve_dispute", 5),
            ("payment_plan", 5),
            ("partial_hold", 0),
            ("limit_review", 5),
            ("collateral", 10),
            ("legal", 20),
        ],
        Rule::Progress => {
            &[("visit", 5), ("replan", 10), ("supply_fix", 5), ("offer", 5), ("assortment", 15)]
        }
        Rule::Expense => &[
            ("rebook", 3),
            ("cap_spend", 1),
            ("renegotiate", 20),
            ("flex_budget", 10),
            ("audit", 10),
        ],
        Rule::Loss => &[
            ("call", 1),
            ("visit", 3),
            ("win_back_offer", 10),
            ("reassign", 5),
            ("close_account", 20),
        ],
        Rule::Incident => &[
            ("safety_contact", 0),
            ("credit_review", 2),
            ("succession_contact", 10),
            ("claim_help", 10),
        ],
    }
}
