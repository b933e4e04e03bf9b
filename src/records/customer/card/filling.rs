use super::{CardView, Entry, FieldFilling};
use crate::calendar::{AsOf, Window};
use crate::customer::Field;

impl<'a> CardView<'a> {
    /// The state of a field on a date.
    pub(crate) fn filling(&self, field: Field, t: AsOf) -> FieldFilling<'a> {
        if self.may_see(field) { self.records(field, t).filling() } else { FieldFilling::Withheld }
    }

    /// The state of every field on a date, in the order of the card.
    pub(crate) fn fillings(&self, t: AsOf) -> impl Iterator<Item = (Field, FieldFilling<'a>)> {
        self.by_field(t).map(|(field, records)| {
            (field, records.map_or(FieldFilling::Withheld, |it| it.filling()))
        })
    }

    /// The entries that may be seen and were recorded on some days, field by field, the last ones
    /// first: old entries are not looked at.
    pub(crate) fn recorded_in(&self, days: Window) -> impl Iterator<Item = (Field, &'a Entry)> {
        let t = AsOf::new(days.until);
        self.by_field(t).flat_map(move |(field, records)| {
            let entries = records.map_or(&[][..], |it| it.entries()).iter().rev();
            let seen = entries.skip_while(move |it| !t.sees(it.recorded()));
            seen.take_while(move |it| days.contains(it.recorded())).map(move |it| (field, it))
        })
    }
}
