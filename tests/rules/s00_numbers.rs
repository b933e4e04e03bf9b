//! Numbers: what a document is named by, within the book or within the customer.

use guanxi::account::Account;
use guanxi::book::Book;
use guanxi::customer::Customer;
use guanxi::expense::Expense;
use guanxi::id::LineNumber;
use guanxi::receivable::{Invoice, Payment};
use guanxi::trade::Sale;

use crate::given::{currency, day, document, yuan};

#[test]
fn a_line_of_a_document_is_taken_beside_the_others_and_once() {
    // F14: one document with the lines 5 and 7 (Online Retail).
    let mut li = Account::new("Li".parse().unwrap(), currency("CNY"));
    let line = |number, amount: &str| {
        Sale::new(document("INV1"), day("2026-03-01"), yuan(amount))
            .on_line(LineNumber::try_new(number).unwrap())
    };
    li.record(line(1, "5")).unwrap();
    li.record(line(2, "7")).unwrap();
    assert_eq!(li.view().sales().at(day("2026-03-01")).total.minor(), 12_00);
    let refused = |fact| li.clone().record(fact).unwrap_err().to_string();
    assert_eq!(
        refused(line(2, "7")),
        "sale INV1 line 2 is recorded already, with the same content"
    );
    assert_eq!(
        refused(line(2, "9")),
        "sale INV1 line 2 is recorded already with other content: amount CNY 7.00, not CNY 9.00"
    );
}

#[test]
fn numbers_of_the_customers_papers_are_the_customers() {
    // F15: two customers have a cheque 1001 each (invoiceninja#2134).
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let wang = book.register(Customer::new("Wang".parse().unwrap())).unwrap();
    let cheque = |amount: &str| Payment::new(document("1001"), day("2026-03-01"), yuan(amount));
    let costs = |amount: &str| Expense::new(document("1001"), day("2026-03-01"), yuan(amount));
    for key in [li, wang] {
        book.record(key, cheque("60")).unwrap();
        book.record(key, costs("6")).unwrap();
        assert_eq!(book.view(key).unwrap().payments().len(), 1);
        let again = book.record(key, cheque("60")).unwrap_err().to_string();
        assert!(again.ends_with("payment 1001 is recorded already, with the same content"));
        let other = book.record(key, costs("7")).unwrap_err().to_string();
        assert!(
            other.ends_with("recorded already with other content: amount CNY 6.00, not CNY 7.00")
        );
    }
    // Invoices are the company's own papers: one number, one invoice of the book.
    let invoice = Invoice::new(document("1001"), day("2026-03-01"), day("2026-03-31"), yuan("60"));
    book.record(li, invoice.clone()).unwrap();
    let refused = book.record(wang, invoice).unwrap_err().to_string();
    assert!(refused.ends_with("other content: customer Li, not Wang"), "{refused}");
}
