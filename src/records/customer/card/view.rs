use std::fmt;

use super::standing::Records;
use super::{Card, Entry, FieldStanding, Ruling, StandingValue};
use crate::calendar::AsOf;
use crate::confidence::{Clearance, Reader};
use crate::customer::{CardPolicy, Field};
use crate::engine::TextSieve;

/// A card as somebody sees it: the whole card, or what a reader may see of it.
///
/// Every judgement of a card takes a view, so nothing can be worked out of a field that the reader
/// may not see. A hidden field answers [`FieldStanding::Withheld`], filled or not.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::confidence::{Clearance, Reader};
/// use guanxi::customer::{Card, CardPolicy, CardView, Entry, Field, FieldStanding};
/// use guanxi::day;
///
/// let (mut card, policy) = (Card::default(), CardPolicy::default());
/// let (visit, t) = (day!(2026, 3, 2), AsOf::new(day!(2026, 3, 31)));
/// card.record(Field::Bank, Entry::try_new("ICBC", visit, "Wang".parse()?)?)?;
///
/// let colleague = Reader { clearance: Clearance::Confidential, need_to_know: false };
/// let seen = CardView::for_reader(&card, &policy, colleague);
/// assert_eq!(seen.standing(Field::Bank, t), FieldStanding::Withheld);
/// assert_eq!(seen.standing(Field::Phone, t), FieldStanding::Empty);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "脱敏")]
#[derive(Clone, Copy)]
pub struct CardView<'a> {
    card: &'a Card,
    policy: &'a CardPolicy,
    /// `None` for the whole card.
    reader: Option<Reader>,
    /// The account of the bank is that of a natural person.
    account_is_personal: bool,
    /// Worked out once for all fields.
    placeholder_sieve: TextSieve,
}

impl<'a> CardView<'a> {
    /// The whole card: for its keeper, and for judgements that nobody reads field by field.
    pub fn in_full(card: &'a Card, policy: &'a CardPolicy) -> Self {
        let placeholder_sieve = policy.placeholder_sieve();
        Self { card, policy, reader: None, account_is_personal: false, placeholder_sieve }
    }

    /// The card as a reader may see it.
    ///
    /// # Rule
    ///
    /// > S1: redaction comes first, computing second. Standing values, completeness and changes are
    /// > worked out of what the reader may see, so that a hidden record changes none of them.
    pub fn for_reader(card: &'a Card, policy: &'a CardPolicy, reader: Reader) -> Self {
        let entries = card.entries(Field::LegalForm).iter().map(Entry::value);
        let rulings = card.rulings(Field::LegalForm).iter().map(|ruling| &ruling.value);
        let account_is_personal = entries.chain(rulings).any(|form| policy.is_personal(form));
        Self { reader: Some(reader), account_is_personal, ..Self::in_full(card, policy) }
    }

    /// The policy by which the card is read.
    pub const fn policy(&self) -> &'a CardPolicy {
        self.policy
    }

    /// Returns `true` when the field may be seen.
    ///
    /// # Rule
    ///
    /// > S1: by the clearance of the field in the policy. The bank of a natural person is
    /// > restricted: once the card said that the customer is one, whatever it says later.
    pub fn may_see(&self, field: Field) -> bool {
        self.reader.is_none_or(|reader| {
            let is_personal = field == Field::Bank && self.account_is_personal;
            let level =
                if is_personal { Clearance::Restricted } else { self.policy.clearance(field) };
            reader.may_read(level)
        })
    }

    /// Returns `true` when data of a level may be seen, with the need to know of this customer.
    pub fn may_read(&self, level: Clearance) -> bool {
        self.reader.is_none_or(|reader| reader.may_read(level))
    }

    /// The entries of a field that may be seen and were recorded by a date, by the day of the
    /// record. Placeholders are among them.
    pub fn entries(&self, field: Field, t: AsOf) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let entries = if self.may_see(field) { self.card.entries(field) } else { &[] };
        let seen = entries.partition_point(|entry| t.sees(entry.recorded()));
        entries.iter().take(seen)
    }

    /// The rulings on a field that may be seen and were made by a date, by day.
    pub fn rulings(&self, field: Field, t: AsOf) -> impl Iterator<Item = &'a Ruling> + use<'a> {
        let rulings = if self.may_see(field) { self.card.rulings(field) } else { &[] };
        let seen = rulings.partition_point(|ruling| t.sees(ruling.day));
        rulings.iter().take(seen)
    }

    /// The value of a field that stands on a date.
    ///
    /// # Rule
    ///
    /// > S1: entries that say the same are one value: it is as fresh as the latest of them was
    /// > observed and as trusted as the most trusted of them. A ruling stands before every entry
    /// > observed up to its day. Of other values the most trusted one on the date stands; of those
    /// > the one observed last; of those the one of the better source. Otherwise the field is in
    /// > conflict, and none is chosen. An entry observed after a ruling that says something else
    /// > puts the field in conflict until it is ruled on again.
    ///
    /// Neither the order of recording, nor an id, nor the text decides. Placeholders of the policy
    /// are blank. Two spellings of one telephone number, by [`NormalPhone`], are no conflict: one
    /// that says the same in other signs confirms the value, and of equals the first by text
    /// stands.
    ///
    /// [`NormalPhone`]: crate::identity::NormalPhone
    pub fn standing(&self, field: Field, t: AsOf) -> FieldStanding<'a> {
        if !self.may_see(field) {
            return FieldStanding::Withheld;
        }
        self.records(field, t).standing()
    }

    /// The values of a field that were seen by a date and do not stand, the strongest first: each
    /// with its date and its source. Both sides of a conflict are left out.
    pub fn losing(&self, field: Field, t: AsOf) -> Vec<StandingValue<'a>> {
        if !self.may_see(field) {
            return Vec::new();
        }
        self.records(field, t).losing()
    }

    /// The records of a field, seen or not: whoever asks has asked whether it may be seen.
    pub(super) fn records(&self, field: Field, t: AsOf) -> Records<'a> {
        Records::new((field, self.card.records(field)), t, self.policy, self.placeholder_sieve)
    }

    /// The records of every field in the order of the card; `None` for one that may not be seen.
    pub(super) fn by_field(&self, t: AsOf) -> impl Iterator<Item = (Field, Option<Records<'a>>)> {
        self.card.by_field().map(move |(field, held)| {
            let all = Records::new((field, held), t, self.policy, self.placeholder_sieve);
            (field, self.may_see(field).then_some(all))
        })
    }

    /// A copy of the card without the fields that may not be seen. The importance of a prospect is
    /// internal.
    pub fn to_card(&self) -> Card {
        let mut copy = self.card.clone();
        copy.keep(|field| self.may_see(field));
        if !self.may_read(Clearance::Internal) {
            copy.clear_importances();
        }
        copy
    }
}

/// Shows what may be seen.
impl fmt::Debug for CardView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CardView").field(&self.to_card().with_values()).finish()
    }
}
