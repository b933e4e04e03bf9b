//! The lines of sales, where a file has products.

use guanxi::account::{Fact, FactKind, FactName};
use guanxi::book::{Book, BookError};
use guanxi::calendar::Day;
use guanxi::id::{CustomerKey, DocumentId};
use guanxi::trade::{LineQuantity, Sale, SaleLine};

use super::table::Row;

/// The columns that say something of the product of a row.
const OF_PRODUCT: [&str; 4] = ["quantity", "unit", "batch", "invoice"];

/// The line that a row of a sale is; `None` where no product is known.
pub(super) fn line(row: &Row<'_>, sale: &Sale) -> Result<Option<SaleLine>, String> {
    let Some(product) = row.maybe("product")? else {
        let column = OF_PRODUCT.into_iter().find(|it| !row.text(it).is_empty());
        return column.map_or(Ok(None), |it| {
            Err(format!("{it}: a row without a product has none, was {:?}", row.text(it)))
        });
    };
    let (document, amount) = (sale.document.clone(), sale.amount.amount());
    let mut line = SaleLine::new(document, sale.date, product, amount);
    line.line = sale.line;
    line.quantity = quantity(row)?;
    line.batch = row.maybe("batch")?;
    line.invoice = row.maybe("invoice")?;
    Ok(Some(line))
}

fn quantity(row: &Row<'_>) -> Result<Option<LineQuantity>, String> {
    let (text, unit) = (row.text("quantity"), row.maybe("unit")?);
    match (text.is_empty(), unit) {
        (true, None) => Ok(None),
        (true, Some(unit)) => Err(format!("unit: {unit} without a quantity")),
        (false, None) => Err(format!("quantity: {text:?} without a unit")),
        (false, Some(unit)) => {
            let number = Some(text).filter(|it| !it.starts_with('+'));
            let number = number.and_then(|it| it.parse().ok());
            let number = number.ok_or_else(|| {
                format!("quantity: a whole number, negative for a return, was {text:?}")
            })?;
            Ok(Some(LineQuantity { number, unit }))
        }
    }
}

/// Puts the line of a version of a sale, which is recorded already, in the book. `ever` tells
/// whether the sale had a line before.
pub(super) fn put(
    book: &mut Book,
    key: CustomerKey,
    sale: &FactName,
    known: Day,
    (line, ever): (Option<SaleLine>, bool),
) -> Result<(), BookError> {
    let name = FactName { kind: FactKind::SaleLine, ..sale.clone() };
    let standing = standing(book, key, sale)?;
    match line {
        Some(line) if !ever => book.record_known(key, line, known),
        Some(line) if standing.as_ref() == Some(&line) => Ok(()),
        None if standing.is_none() => Ok(()),
        line => book.revise(key, &name, known, line.map(Fact::from)),
    }
}

/// The line of a sale that stands now.
fn standing(book: &Book, key: CustomerKey, sale: &FactName) -> Result<Option<SaleLine>, BookError> {
    let lines = book.view(key)?.sale_lines();
    let Ok(document) = sale.number.parse::<DocumentId>() else { return Ok(None) };
    let place = |it: &SaleLine| (&it.document, it.line).cmp(&(&document, sale.line));
    let found = lines.binary_search_by(place).ok().and_then(|it| lines.get(it));
    Ok(found.cloned())
}
