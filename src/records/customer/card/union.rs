use super::Card;
use crate::customer::CardError;
use crate::valid::Violations;

impl Card {
    /// The records of two cards on one: the card of customers that turned out to be one.
    ///
    /// # Rule
    ///
    /// > S1: a record that both have counts once; every other stays with its date, author and
    /// > source, and the value that stands is worked out of all. No order of merging decides
    /// > anything.
    ///
    /// A card to be read: each customer keeps its own, so that a merge can be undone. Two values
    /// that one author recorded in one act stand side by side here, which
    /// [`record`](Self::record) refuses.
    ///
    /// # Errors
    ///
    /// All records of the other card that contradict this one: a ruling on a field that was ruled
    /// otherwise on that day, an importance stated for a day that has another.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::customer::{Card, CardPolicy, CardView, Entry, EntrySource, Field};
    /// use guanxi::day;
    ///
    /// let (mut li, mut twin) = (Card::default(), Card::default());
    /// let told = Entry::try_new("020 5550 1234", day!(2026, 1, 10), "Wang".parse()?)?;
    /// li.record(Field::Phone, told)?;
    /// let paper = Entry::try_new("020 5550 9999", day!(2026, 3, 2), "Wang".parse()?)?;
    /// twin.record(Field::Phone, paper.with_source(EntrySource::Document))?;
    ///
    /// let both = li.merged_with(&twin)?;
    /// assert_eq!(both, twin.merged_with(&li)?);
    /// let (policy, t) = (CardPolicy::default(), AsOf::new(day!(2026, 3, 31)));
    /// let standing = CardView::in_full(&both, &policy).standing(Field::Phone, t);
    /// assert_eq!(standing.value().and_then(|it| it.value.text()), Some("020 5550 9999"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "资料合并")]
    pub fn merged_with(&self, other: &Self) -> Result<Self, Violations> {
        let (mut card, mut found) = (self.clone(), Violations::default());
        let mut refused = |field: &str, outcome: Result<(), CardError>| {
            if let Err(refusal) = outcome {
                found.add(field, format!("is refused: {refusal}"));
            }
        };
        for (field, held) in other.by_field() {
            card.absorb(field, held.entries);
            for ruling in held.rulings.iter().filter(|it| !self.rulings(field).contains(it)) {
                refused(field.code(), card.rule(ruling.clone()));
            }
        }
        for stated in other.importances().iter().filter(|it| !self.importances().contains(it)) {
            refused("importance", card.state_importance(stated.clone()));
        }
        found.none_or(card)
    }
}
