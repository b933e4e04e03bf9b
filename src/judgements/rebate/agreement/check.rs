use std::collections::BTreeSet;

use super::scale::whole_units;
use super::{ConditionEffect, RebateScale};
use super::{GrowthPart, RebateAgreementDraft, RebateMode, Tier, TierBound, TierPay, TotalRule};
use crate::measure::Ratio;
use crate::money::Major;
use crate::valid::{Draft, Order, Violations};

impl Draft for RebateAgreementDraft {
    fn check(&self, found: &mut Violations) {
        self.check_term(found);
        let before = found.iter().len();
        self.check_tiers(found);
        self.check_growth(found);
        if found.iter().len() == before {
            self.check_total(found);
        }
        self.check_conditions(found);
        self.check_payout(found);
        self.check_rates(found);
        if let Some(claim_days) = self.settlement.claim_days {
            found.within("settlement", |found| {
                found.at_most("claim_warning_days", claim_days, self.settlement.claim_warning_days);
            });
        }
        if self.stack.best_of.as_ref().is_some_and(|name| name.trim().is_empty()) {
            found.add("stack.best_of", "must not be blank".to_owned());
        }
    }
}

impl RebateAgreementDraft {
    fn check_term(&self, found: &mut Violations) {
        if self.to < self.from {
            found.add("to", format!("must not lie before {}, was {}", self.from, self.to));
            return;
        }
        if self.period_months == Some(0) {
            found.add("period_months", "must be at least 1, was 0".to_owned());
        }
        let end = self.stated_periods().last().and_then(|last| last.to());
        if let (Some(months), Some(end)) = (self.period_months, end)
            && end != self.to
        {
            let problem =
                format!("must tile {} to {}: {months} months end on {end}", self.from, self.to);
            found.add("period_months", problem);
        }
        if let Some(end) = self.early_end
            && !(self.from..self.to).contains(&end.on)
        {
            let problem =
                format!("must lie from {} to before {}, was {}", self.from, self.to, end.on);
            found.add("early_end.on", problem);
        }
    }

    fn check_tiers(&self, found: &mut Violations) {
        if self.tiers.is_empty() {
            found.add("tiers", "must name at least one tier, was empty".to_owned());
        }
        let one_only = self.mode == RebateMode::Increment;
        if one_only && self.tiers.len() > 1 {
            found.add("tiers", format!("of increment are one, were {}", self.tiers.len()));
        }
        found.each_row("tiers", &self.tiers, |found, before, tier| {
            self.check_bound(found, before, tier);
            self.check_pay(found, before, tier);
        });
    }

    fn check_bound(&self, found: &mut Violations, before: Option<&Tier>, tier: &Tier) {
        if let Some(before) = before {
            if is_share(before.from) == is_share(tier.from) {
                found.check_order("from", Order::Rising, Some(before.from), tier.from);
            } else {
                let problem = format!("must be of the kind of {}, was {}", before.from, tier.from);
                found.add("from", problem);
            }
        }
        match tier.from {
            TierBound::Amount(amount) => {
                self.check_whole("from", amount, found);
                if self.mode == RebateMode::Increment && amount == Major::default() {
                    found.add("from", "is the step and must be above 0, was 0".to_owned());
                }
            }
            TierBound::Share(share) if self.target.is_none() && self.growth.is_none() => {
                found.add("from", format!("needs a target or a base of growth, was {share}"));
            }
            TierBound::Share(share) if self.mode == RebateMode::Increment => {
                found.add("from", format!("is the step and must be an amount, was {share}"));
            }
            TierBound::Share(_) => {}
        }
    }

    fn check_pay(&self, found: &mut Violations, before: Option<&Tier>, tier: &Tier) {
        let kind = pay_name(tier.pays);
        if let Some(before) = before.map(|it| pay_name(it.pays)).filter(|it| *it != kind) {
            found.add("pays", format!("must be {before} as in the tier before, was {kind}"));
        }
        if self.mode == RebateMode::Linear && kind != "rate" {
            found.add("pays", format!("of linear must be a rate, was {kind}"));
        }
        match (tier.pays, &self.base.unit) {
            (TierPay::Rate { .. }, Some(unit)) => {
                found.add("rate", format!("needs a base in amounts, was in {unit}"));
            }
            (TierPay::PerUnit(_), None) => {
                found.add("per_unit", "needs a base in a unit, was in amounts".to_owned());
            }
            (TierPay::Rate { rate, beyond }, None) => {
                found.at_most("rate", Ratio::ONE, rate);
                if let Some(beyond) = beyond {
                    found.at_most("beyond", Ratio::ONE, beyond);
                    let on_all =
                        self.growth.as_ref().is_some_and(|it| it.pays_on == GrowthPart::All);
                    if self.mode != RebateMode::Whole || on_all {
                        found.add("beyond", format!("goes with mode whole, was {}", self.mode));
                    }
                }
            }
            (TierPay::Amount(sum), _) => self.check_exact("amount", sum, found),
            (TierPay::PerUnit(_), Some(_)) => {}
        }
    }

    fn check_growth(&self, found: &mut Violations) {
        if let Some(target) = self.target {
            self.check_whole("target", target, found);
            if target == Major::default() {
                found.add("target", "must be above 0, was 0".to_owned());
            }
        }
        let Some(growth) = &self.growth else { return };
        let (periods, bases) = (self.stated_periods().len(), growth.bases.len());
        if bases != periods {
            let problem =
                format!("must state one base for each of {periods} periods, states {bases}");
            found.add("growth.bases", problem);
        }
        for (place, base) in growth.bases.iter().enumerate() {
            self.check_whole(&format!("growth.bases.{place}"), *base, found);
        }
        if growth.pays_on == GrowthPart::All && self.mode != RebateMode::Whole {
            let problem = format!("all goes with mode whole, was {}", self.mode);
            found.add("growth.pays_on", problem);
        }
    }

    fn check_total(&self, found: &mut Violations) {
        if self.total == TotalRule::MayFall {
            return;
        }
        // Of each period: bounds that are shares of a base of growth of 0 tell nothing.
        let places = 0..self.stated_periods().len();
        let mut scales = places.filter_map(|place| RebateScale::of_period(self, place));
        let falls = scales.find_map(|scale| scale.falls_at());
        let Some(place) = falls else { return };
        if let Some(tier) = self.tiers.get(place) {
            let path = format!("tiers.{place}");
            let problem = format!("pays less in total from {} on than just below it", tier.from);
            found.add(&path, problem);
        }
    }

    fn check_conditions(&self, found: &mut Violations) {
        let mut kinds = BTreeSet::new();
        let pays_rates = self.tiers.iter().all(|tier| pay_name(tier.pays) == "rate");
        found.each_row("conditions", &self.conditions, |found, _, condition| {
            let kind = condition.kind;
            if !kinds.insert(kind) {
                found.add("kind", format!("must stand once, was {kind} twice"));
            }
            match (kind.has_bound(), condition.bound) {
                (true, None) => found.add("bound", format!("is missing from {kind}")),
                (false, Some(bound)) => {
                    found.add("bound", format!("must be left out of {kind}, was {bound}"));
                }
                (true, Some(_)) | (false, None) => {}
            }
            if let ConditionEffect::Points(points) = condition.effect {
                found.at_most("effect.points", Ratio::ONE, points);
                if !pays_rates {
                    found.add("effect.points", format!("needs tiers of rates, was {points}"));
                }
            }
        });
    }

    fn check_payout(&self, found: &mut Violations) {
        found.within("payout", |found| {
            let payout = self.payout;
            self.check_exact("least", payout.least, found);
            self.check_exact("below_zero", payout.below_zero, found);
            if let Some(most) = payout.most {
                self.check_exact("most", most, found);
                found.at_least("most", payout.least, most);
            }
        });
    }

    fn check_rates(&self, found: &mut Violations) {
        let mut currencies = BTreeSet::from([self.currency]);
        found.each_row("rates", &self.rates, |found, _, rate| {
            if !currencies.insert(rate.currency) {
                let problem = format!("must be another one, and once, was {}", rate.currency);
                found.add("currency", problem);
            }
            if rate.rate == Major::default() {
                found.add("rate", "must be above 0, was 0".to_owned());
            }
        });
    }

    /// A bound or base in the measure of the agreement: minor units, or whole units.
    fn check_whole(&self, field: &str, amount: Major, found: &mut Violations) {
        if whole_units(self, amount).is_none() {
            let unit = self.base.unit.as_ref().map(ToString::to_string);
            let unit = unit.unwrap_or_else(|| self.currency.to_string());
            found.add(field, format!("is finer than {unit} has it, was {amount}"));
        }
    }

    /// A sum of money.
    fn check_exact(&self, field: &str, amount: Major, found: &mut Violations) {
        if amount.to_minor_exact(self.currency).is_none() {
            found.add(field, format!("is finer than {} has it, was {amount}", self.currency));
        }
    }
}

const fn is_share(bound: TierBound) -> bool {
    matches!(bound, TierBound::Share(_))
}

const fn pay_name(pays: TierPay) -> &'static str {
    match pays {
        TierPay::Rate { .. } => "rate",
        TierPay::PerUnit(_) => "per_unit",
        TierPay::Amount(_) => "amount",
    }
}
