use std::ops::ControlFlow;

use super::axis::Axis;
use super::reach::Reach;
use super::spell::Spell;
use super::sums::Sums;
use super::{CalibrationError, CalibrationRequest};
use crate::account::AccountReader;
use crate::backtest::Aftermath;
use crate::backtest::judged_rows::{DayRow, hand_over, in_parts};
use crate::backtest::outcome::SpellDay;
use crate::book::Book;
use crate::calendar::{AsOf, Day};
use crate::engine::index;
use crate::id::CustomerKey;
use crate::policy::Policy;
use crate::review::Assessor;
use crate::warning::Rule;

/// A walk over past days by a policy that raises at the first step of each threshold.
pub(super) struct Walk<'a> {
    pub(super) book: &'a Book,
    pub(super) request: &'a CalibrationRequest<'a>,
    pub(super) axes: &'a [Axis],
    pub(super) widest: &'a Policy,
    /// A policy that raises at the last step of each threshold.
    pub(super) narrowest: &'a Policy,
}

/// The state of a customer between two days.
#[derive(Debug, Clone, Default)]
struct Standing {
    /// The reach on the latest day on which it was judged.
    reach: Option<Reach>,
    /// The spell that lasts.
    spell: Option<Spell>,
}

impl Walk<'_> {
    /// The calls of all pairs of steps on some days, and the money that they catch; `None` where
    /// the function that is told each day breaks off.
    pub(super) fn sums(
        &self,
        days: &[Day],
        aftermath: &(impl Fn(CustomerKey, AsOf) -> Aftermath + Sync),
        mut tell: impl FnMut(AsOf) -> ControlFlow<()>,
    ) -> Result<Option<Sums>, CalibrationError> {
        let Self { book, request, axes, widest, .. } = *self;
        let mut steps = axes.iter().map(|it| it.steps());
        let rows = steps.next().unwrap_or(1);
        let mut sums = Sums::new(rows, steps.next().unwrap_or(1));
        let mut standing = vec![Standing::default(); index(book.len())];
        for (place, day) in days.iter().enumerate() {
            let t = AsOf::new(*day);
            let review = book.review(t, widest)?;
            let asked = (review.customers(), &[request.rule][..]);
            let rows = DayRow::of_customers(book, t, asked, |key| aftermath(key, t));
            let reaches = self.reaches(review.assessor(), review.customers());
            hand_over(book, t, &mut standing, Standing::take_over);
            for ((key, reach), row) in review.customers().iter().zip(reaches).zip(rows) {
                let Some(it) = standing.get_mut(index(key.position())) else { continue };
                it.take(reach, (&row, request.rule), (*day, place > 0), &mut sums);
            }
            if tell(t).is_break() {
                return Ok(None);
            }
        }
        let spells = standing.into_iter().filter_map(|it| it.spell);
        spells.for_each(|it| it.end(&mut sums));
        Ok(Some(sums.finish()))
    }

    /// The reaches of the customers of a day, in their order.
    fn reaches(&self, assessor: &Assessor<'_>, customers: &[CustomerKey]) -> Vec<Option<Reach>> {
        let CalibrationRequest { rule, level, .. } = *self.request;
        in_parts(customers, |keys| {
            let mut accounts = AccountReader::new(self.book.ledger(), assessor.as_of());
            let reach = |key: &CustomerKey| {
                let account = accounts.own(*key)?;
                Reach::of(assessor, self.narrowest, (rule, level), account)
            };
            keys.iter().map(reach).collect()
        })
    }
}

impl Standing {
    /// Takes a day: a call at the steps that raise the customer, which were below on the day
    /// before, and the spell that it begins, goes on with or ends.
    fn take(
        &mut self,
        reach: Option<Reach>,
        (row, rule): (&DayRow, Rule),
        (day, may_be_called): (Day, bool),
        sums: &mut Sums,
    ) {
        // A day without data begins and ends no call.
        let earlier = self.reach.unwrap_or(Reach::NONE);
        let now = reach.unwrap_or(earlier);
        self.reach = reach.or(self.reach);
        let calls = (earlier, if may_be_called { now } else { earlier });
        sums.add(calls, row.aftermath.hindsight);
        match row.aftermath.spell_day(day) {
            SpellDay::OfSpell => {
                let spell = self.spell.get_or_insert_default();
                spell.take(row.at_stake(rule), calls);
            }
            SpellDay::Ends => {
                if let Some(spell) = self.spell.take() {
                    spell.end(sums);
                }
            }
            SpellDay::SaysNothing => {}
        }
    }

    /// Takes over the spell of a customer that has become one with this one.
    fn take_over(&mut self, merged: &mut Self) {
        if let Some(spell) = merged.spell.take() {
            self.spell = Some(match self.spell.take() {
                Some(own) => own.join(&spell),
                None => spell,
            });
        }
    }
}
