use std::collections::BTreeSet;

use super::competition::findings;
#[cfg(feature = "serde")]
use super::content::canonical_json;
#[cfg(feature = "hash")]
use super::content::content_hash;
#[cfg(feature = "serde")]
use super::flatten::fields;
use super::policies::policies;
use super::policy_caution::{Cautions, PolicyCaution};
#[cfg(feature = "serde")]
use super::policy_change::PolicyChange;
#[cfg(feature = "serde")]
use super::tree::{Entry, Kind, Node, to_node};
use crate::account_plan::AccountPlanPolicyDraft;
use crate::admission::AdmissionPolicyDraft;
use crate::agreement::{
    ClausePolicyDraft, CompetitionFinding, CompetitionPolicyDraft, ContractApprovalPolicyDraft,
    Regime, RenewalPolicyDraft,
};
use crate::bridge::RetentionPolicyDraft;
use crate::calendar::{AsOf, Day, WorkCalendarDraft};
use crate::card_audit::AuditPolicyDraft;
use crate::casework::CasePolicyDraft;
use crate::communication::CommunicationPolicyDraft;
use crate::complaint::ComplaintPolicyDraft;
use crate::contact::ContactPolicyDraft;
use crate::context::Context;
use crate::credit::{
    AllowancePolicyDraft, BillPolicyDraft, CashInPolicyDraft, CollectionStrategyDraft,
    CreditGradesDraft, LimitationPolicyDraft, OrderCheckPolicyDraft, ProposalPolicyDraft,
    ReminderFeesDraft, StatementPolicyDraft, WaiverPolicyDraft,
};
use crate::credit_approval::CreditApprovalPolicyDraft;
use crate::customer::CardPolicyDraft;
use crate::customer_stage::StagePolicyDraft;
use crate::dealer::DealerPolicyDraft;
use crate::distribution::DistributionPolicyDraft;
use crate::diversion::DiversionPolicyDraft;
use crate::duplicate::DuplicatePolicyDraft;
use crate::enquiry::EnquiryPolicyDraft;
use crate::feed::FeedPolicyDraft;
use crate::goods_return::{ReturnAbusePolicyDraft, ReturnPolicyDraft};
use crate::hand_over::HandOverPolicyDraft;
use crate::hold::ReleasePolicyDraft;
use crate::id::{PolicyId, PolicyVersion};
use crate::key_account::KeyAccountPolicyDraft;
use crate::letter::LetterPolicyDraft;
use crate::means::PermitPolicyDraft;
use crate::objection::ObjectionPolicyDraft;
use crate::order_profile::OrderProfilePolicyDraft;
use crate::payment_plan::PaymentPlanPolicyDraft;
use crate::rebate::CliffPolicyDraft;
use crate::receivable::{AgeingPartitionDraft, DunningPolicyDraft, PaymentIndexPolicyDraft};
use crate::sales_plan::SalesPlanPolicyDraft;
use crate::satisfaction::SatisfactionPolicyDraft;
use crate::segment::{
    AbcPolicyDraft, AttitudePolicyDraft, LoyaltyPolicyDraft, MeetingPolicyDraft,
    QuadrantPolicyDraft, RfmPolicyDraft, XyzPolicyDraft,
};
use crate::service::ServicePolicyDraft;
use crate::support::{EffectPolicyDraft, GiftPolicyDraft, SupportPolicyDraft};
use crate::support_fund::FundPolicyDraft;
use crate::survey::SurveyPolicyDraft;
use crate::valid::{Draft, Valid, Violations};
use crate::visit::VisitPolicyDraft;
use crate::warning::{
    Arm, DebtPolicyDraft, ExpensePolicyDraft, IncidentPolicyDraft, LossPolicy, LossPolicyDraft,
    ProgressPolicyDraft, Rule,
};

policies! {
    always {
        /// S11: classes by purchases.
        abc: AbcPolicyDraft,
        /// S13: loyalty.
        loyalty: LoyaltyPolicyDraft,
        /// S14: quadrants.
        quadrant: QuadrantPolicyDraft,
        /// S21.1: debt.
        debt: DebtPolicyDraft,
        /// S21.2: sales progress.
        progress: ProgressPolicyDraft,
        /// S21.3: selling expense.
        expense: ExpensePolicyDraft,
        /// S21.4: customer loss.
        loss: LossPolicyDraft,
        /// S21.5: major incident.
        incident: IncidentPolicyDraft,
    }
    stated {
        /// S1: the card of a customer.
        card: CardPolicyDraft,
        /// S2: the people at the customers.
        contacts: ContactPolicyDraft,
        /// S3: the survey of customers.
        survey: SurveyPolicyDraft,
        /// S4: objections of customers.
        objections: ObjectionPolicyDraft,
        /// S10: the buckets of an ageing report.
        ageing: AgeingPartitionDraft,
        /// S10: the levels of dunning.
        dunning: DunningPolicyDraft,
        /// S10: the index of payment conduct.
        payment_index: PaymentIndexPolicyDraft,
        /// S20: the check of an order.
        order_check: OrderCheckPolicyDraft,
        /// S20: the proposal of a limit.
        proposal: ProposalPolicyDraft,
        /// S20: the release of held orders.
        release: ReleasePolicyDraft,
        /// S22: the case of a warning.
        cases: CasePolicyDraft,
        /// S21: the grace that a late feed has.
        feeds: FeedPolicyDraft,
        /// S1: records that are one customer.
        identity: DuplicatePolicyDraft,
        /// S1: the stages of a customer.
        stages: StagePolicyDraft,
        /// S1: the audit of customer cards.
        audit: AuditPolicyDraft,
        /// S1: the hand-over of a customer.
        hand_over: HandOverPolicyDraft,
        /// S2: the enquiries of customers.
        enquiries: EnquiryPolicyDraft,
        /// S1: the permits of customers.
        permits: PermitPolicyDraft,
        /// S16, S17: key accounts.
        key_accounts: KeyAccountPolicyDraft,
        /// S11: evenness of purchases by month.
        xyz: XyzPolicyDraft,
        /// S11: recency, frequency and monetary value.
        rfm: RfmPolicyDraft,
        /// S11: classification meetings.
        meetings: MeetingPolicyDraft,
        /// S13: observed attitude.
        attitude: AttitudePolicyDraft,
        /// S15: the admission of new customers.
        admissions: AdmissionPolicyDraft,
        /// S19: ratings of price, quality and service.
        satisfaction: SatisfactionPolicyDraft,
        /// S16: usual orders and white space.
        order_profile: OrderProfilePolicyDraft,
        /// S15: the evaluation of dealers.
        dealers: DealerPolicyDraft,
        /// S18: plans of key accounts.
        account_plans: AccountPlanPolicyDraft,
        /// S5: terms that come to their end.
        renewals: RenewalPolicyDraft,
        /// S5: what a contract must say.
        clauses: ClausePolicyDraft,
        /// S5: the approval of contracts.
        contract_approvals: ContractApprovalPolicyDraft,
        /// S5: cautions of competition law.
        competition: CompetitionPolicyDraft,
        /// S6: tiers of rebates that pull near the end of a period.
        cliffs: CliffPolicyDraft,
        /// S7: sales plans.
        sales_plans: SalesPlanPolicyDraft,
        /// S9: distribution.
        distribution: DistributionPolicyDraft,
        /// S9: diversion and its sanctions.
        diversion: DiversionPolicyDraft,
        /// S10: the next step of a collection.
        collection: CollectionStrategyDraft,
        /// S10: forecasts of the cash-in.
        cash_in: CashInPolicyDraft,
        /// S10: payment in instalments.
        payment_plans: PaymentPlanPolicyDraft,
        /// S10: statements of account.
        statements: StatementPolicyDraft,
        /// S10: the limitation of claims.
        limitation: LimitationPolicyDraft,
        /// S20: terms, limits and growth by credit grade.
        credit_grades: CreditGradesDraft,
        /// S20: the approval of limits and terms.
        credit_approvals: CreditApprovalPolicyDraft,
        /// S20: allowances for bad debts.
        allowance: AllowancePolicyDraft,
        /// S20: fees of reminders.
        reminder_fees: ReminderFeesDraft,
        /// S20: authority to waive interest and fees.
        waivers: WaiverPolicyDraft,
        /// S23: service by class.
        service: ServicePolicyDraft,
        /// S24: time and visits.
        visits: VisitPolicyDraft,
        /// S27: retention.
        retention: RetentionPolicyDraft,
        /// S27: complaints.
        complaints: ComplaintPolicyDraft,
        /// S26: communication.
        communication: CommunicationPolicyDraft,
        /// S26: letters of customers.
        letters: LetterPolicyDraft,
        /// S27: goods that come back.
        returns: ReturnPolicyDraft,
        /// S27: returns by choice that are more than chance.
        return_abuse: ReturnAbusePolicyDraft,
        /// S25: support funds.
        support_funds: FundPolicyDraft,
        /// S25: the effect of support.
        support_effect: EffectPolicyDraft,
        /// S25: support, its plan and its fairness, things lent.
        support: SupportPolicyDraft,
        /// S21.3: gifts and hospitality.
        gifts: GiftPolicyDraft,
    }
}

impl PolicyDraft {
    /// The form that is written. Earlier ones are read; a document without `schema` has that of its
    /// whole number `version`.
    pub const SCHEMA: u32 = 2;

    /// The policy with one calendar for all rules and deadlines: in a document those of `progress`,
    /// by which every rule goes, and of `cases`.
    ///
    /// ```
    /// # use guanxi::{calendar::WorkCalendarDraft, policy::PolicyDraft};
    /// let holidays = ["2026-10-01".parse()?].into();
    /// let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
    /// let draft = PolicyDraft::default().with_calendar(calendar);
    /// assert_eq!(draft.progress.calendar, draft.cases.calendar);
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn with_calendar(mut self, calendar: WorkCalendarDraft) -> Self {
        self.progress.calendar = calendar.clone();
        self.cases.calendar = calendar;
        self
    }

    /// The policy with one table of the shares at which bills count as exposure (S20): in a
    /// document those of `debt`, for the warning, and of `order_check`.
    ///
    /// ```
    /// # use guanxi::{credit::BillPolicyDraft, measure::Ratio, policy::PolicyDraft};
    /// let bills = BillPolicyDraft { bank: Ratio::ZERO, ..BillPolicyDraft::default() };
    /// let draft = PolicyDraft::default().with_bills(bills);
    /// assert_eq!(draft.debt.bills, draft.order_check.bills);
    /// ```
    pub fn with_bills(mut self, bills: BillPolicyDraft) -> Self {
        self.debt.bills = bills.clone();
        self.order_check.bills = bills;
        self
    }
}

impl Policy {
    /// The fields in which this policy differs from an earlier one, in the order of their paths.
    ///
    /// ```
    /// use guanxi::policy::{Policy, PolicyDraft};
    ///
    /// let mut draft = PolicyDraft::default();
    /// draft.debt.ageing.watch = 3;
    /// draft.progress.plan.watch = "90%".parse()?;
    /// let changes = Policy::try_from(draft)?.changes_from(&Policy::default());
    /// let said: Vec<String> = changes.iter().map(ToString::to_string).collect();
    /// assert_eq!(said, ["debt.ageing.watch: 5 → 3", "progress.plan.watch: 95% → 90%"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "serde")]
    pub fn changes_from(&self, earlier: &Self) -> Vec<PolicyChange> {
        let fields = |policy: &Self| fields(&PolicyDraft::from(policy.clone()).document());
        PolicyChange::between(&fields(earlier), &fields(self))
    }

    /// The content of this policy in one text: JSON by RFC 8785, fields in the order of their names
    /// and no space between them. Equal contents have equal texts.
    ///
    /// `id`, `version` and `effective_from` name a policy and are left out: under another name the
    /// same rules are the same content. So are fields that state nothing. A section or field that a
    /// later version of the crate added is left out, too, where it has its default, so that a
    /// policy keeps its text when the crate is updated.
    ///
    /// [`Policy::from_json`](Self::from_json) reads the text back.
    ///
    /// ```
    /// use guanxi::policy::{Policy, PolicyDraft};
    ///
    /// let mut draft = PolicyDraft::default();
    /// draft.version = Some("2026.11".parse()?);
    /// let policy = Policy::try_from(draft)?;
    /// assert_eq!(policy.canonical_json(), Policy::default().canonical_json());
    /// let levels = r#""ageing":{"critical":30,"warning":15,"watch":5}"#;
    /// assert!(policy.canonical_json().contains(levels));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "serde")]
    pub fn canonical_json(&self) -> String {
        canonical_json(to_node(&PolicyDraft::from(self.clone())))
    }

    /// The hash of the content, `sha256:` and 64 digits: that of the bytes of
    /// [`canonical_json`](Self::canonical_json), so `sha256sum` finds the same.
    ///
    /// A version of the crate that changes the default of a field raises
    /// [`PolicyDraft::SCHEMA`], which is part of the content. So two policies with one hash judge
    /// alike.
    ///
    /// ```
    /// use guanxi::policy::Policy;
    ///
    /// let stated = Policy::from_toml("[debt.ageing]\nwatch = 3")?;
    /// let whole = Policy::from_toml("[debt.ageing]\nwatch = 3\nwarning = 15")?;
    /// assert_eq!(stated.content_hash(), whole.content_hash());
    /// assert_ne!(stated.content_hash(), Policy::default().content_hash());
    /// # Ok::<(), guanxi::policy::PolicyProblems>(())
    /// ```
    #[cfg(feature = "hash")]
    pub fn content_hash(&self) -> String {
        content_hash(&self.canonical_json())
    }

    /// The context of a day, without the figures of a book, with the period and the days that this
    /// policy goes by.
    pub fn context(&self, t: AsOf) -> Context {
        let classes = t.last_days(self.abc.window_days);
        self.progress.context_with_days(t, &[classes.after, LossPolicy::year(t).after])
    }

    /// Parts of this policy that are legal and hardly meant, each with a case in point. None of the
    /// default policy.
    ///
    /// ```
    /// use guanxi::policy::{Policy, PolicyDraft};
    ///
    /// let mut draft = PolicyDraft::default();
    /// draft.loss.hard_cap_days = Some(400);
    /// let cautions = Policy::try_from(draft)?.cautions();
    /// assert_eq!(
    ///     cautions.iter().map(ToString::to_string).collect::<Vec<_>>(),
    ///     ["loss.hard_cap_days: is never reached: 400 days, and after 365 days and 2 usual gaps \
    ///       (loss.lost) a customer is lost"],
    /// );
    /// # Ok::<(), guanxi::valid::Violations>(())
    /// ```
    pub fn cautions(&self) -> Vec<PolicyCaution> {
        let mut found = Cautions::default();
        let decline = self.progress.decline.is_none().then_some(Arm::Decline);
        let hard_cap = self.loss.hard_cap_days.is_none().then_some(Arm::HardCap);
        let unstated: Vec<Arm> = decline.into_iter().chain(hard_cap).collect();
        for (rule, off) in [
            (Rule::Debt, &self.debt.off),
            (Rule::Progress, &self.progress.off),
            (Rule::Expense, &self.expense.off),
            (Rule::Loss, &self.loss.off),
            (Rule::Incident, &self.incident.off),
        ] {
            found.arms(rule, off, &unstated);
        }
        found.loss(&self.loss, &self.stages);
        found.cases(&self.cases, &self.progress.calendar);
        found.credit(
            (&self.debt.bills, &self.order_check.bills),
            (&self.dunning, &self.reminder_fees),
            (&self.credit_grades, &self.allowance),
        );
        found.release(&self.release);
        found.0
    }

    /// The cautions of competition law about the policy itself, by kind and body of law: notices.
    /// Nothing is blocked by them, and no customer has them.
    ///
    /// # Rule
    ///
    /// > S5: price dumping as ground of a sanction or a score raises `ResalePriceFixed` on the
    /// > policy, once. Sanctions that do not spare unsolicited sales raise `PassiveSaleBarred`.
    ///
    /// Scores are `loyalty.breaches` and, of `dealers.integrity`, `grave` and `habitual`.
    ///
    /// ```
    /// use std::collections::BTreeSet;
    /// use guanxi::{agreement::Regime, policy::{Policy, PolicyDraft}, trade::BreachKind};
    ///
    /// let regimes = BTreeSet::from([Regime::Eu]);
    /// let found = Policy::default().competition_findings(&regimes);
    /// assert_eq!(
    ///     found.iter().map(ToString::to_string).collect::<Vec<_>>(),
    ///     ["resale price fixed (EU): a resale price or a floor stands in a score: it takes the \
    ///       whole agreement out of the exemption"],
    /// );
    /// let mut draft = PolicyDraft::default();
    /// draft.loyalty.breaches.remove(&BreachKind::PriceDumping);
    /// draft.dealers.integrity.habitual.remove(&BreachKind::PriceDumping);
    /// let policy = Policy::try_from(draft)?;
    /// assert_eq!(policy.competition_findings(&regimes), []);
    /// # Ok::<(), guanxi::valid::Violations>(())
    /// ```
    #[doc(alias = "反垄断合规")]
    pub fn competition_findings(&self, regimes: &BTreeSet<Regime>) -> Vec<CompetitionFinding> {
        let integrity = &self.dealers.integrity;
        let scored = self.loyalty.breaches.iter().chain(&integrity.grave);
        let scored = scored.chain(&integrity.habitual).copied().collect();
        findings(&scored, self.diversion.forbids_passive, &self.competition, regimes)
    }
}
