//! The example `review` as a user meets it: files in, judgements out, and what it says of bad
//! files.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[path = "review_example/agreed.rs"]
mod agreed;
#[path = "review_example/change.rs"]
mod change;
#[path = "review_example/feeds.rs"]
mod feeds;
#[path = "review_example/files.rs"]
mod files;
#[path = "review_example/first_reading.rs"]
mod first_reading;
#[path = "review_example/forms.rs"]
mod forms;
#[path = "review_example/matter.rs"]
mod matter;
#[path = "review_example/order.rs"]
mod order;
#[path = "review_example/owed.rs"]
mod owed;
#[path = "review_example/page.rs"]
mod page;
#[path = "review_example/parts.rs"]
mod parts;
#[path = "review_example/served.rs"]
mod served;
#[path = "review_example/text.rs"]
mod text;
#[path = "review_example/versions.rs"]
mod versions;
#[path = "review_example/who.rs"]
mod who;
#[path = "review_example/wishes.rs"]
mod wishes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program, which `cargo test` builds beside the tests.
fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let folder = tests.parent().unwrap().parent().unwrap();
    folder.join("examples").join(format!("review{}", std::env::consts::EXE_SUFFIX))
}

/// A folder of files that is gone when the test is over.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("guanxi-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let folder = Self(path);
        folder.write("customers.csv", CUSTOMERS);
        folder.write("sales.csv", SALES);
        folder
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.join(file), text).unwrap();
    }

    fn add(&self, file: &str, rows: &str) {
        let text = fs::read_to_string(self.0.join(file)).unwrap();
        self.write(file, text + rows);
    }

    fn review(&self, more: &[&str]) -> Output {
        review(&self.0, more)
    }
}

/// As of a day, unless `more` states another.
fn review(folder: &Path, more: &[&str]) -> Output {
    let as_of: &[&str] = if more.contains(&"--as-of") { &[] } else { &["--as-of", "2026-03-31"] };
    command(folder, more).args(as_of).output().unwrap()
}

/// As of the day that follows from the data, unless `more` states one.
fn review_of(folder: &Folder, more: &[&str]) -> Output {
    command(&folder.0, more).output().unwrap()
}

/// In JSON, unless `more` states another format.
fn command(folder: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.arg("--data").arg(folder).args(["--currency", "CNY"]).args(more);
    if !more.contains(&"--format") {
        command.args(["--format", "json"]);
    }
    command
}

const CUSTOMERS: &str = "customer,since,credit_limit,attitude,group\n\
    Anna,2024-01-01,1000.00,loyal,\n\
    Bo,2024-01-01,,switcher,North\n\
    Chen,2026-04-01,0,,\n";
const SALES: &str = "customer,date,document,amount\n\
    Anna,2026-03-01,S1,900.00\n\
    Bo,2026-02-01,S2,100.00\n\
    Bo,2026-02-03,S3,-20.50\n";

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[track_caller]
fn assert_refused(output: &Output, expected: &str) {
    assert_eq!(said(output).trim_end(), expected);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty(), "no partial output");
}

#[test]
fn a_folder_becomes_one_json_object_with_its_keys_in_order() {
    let folder = Folder::new("golden");
    folder.write(
        "invoices.csv",
        "invoice,customer,issued,due,amount,disputed\nI1,Anna,2026-03-01,2026-03-26,900.00,no\n",
    );
    folder.write(
        "payments.csv",
        "customer,date,document,amount,invoice\nAnna,2026-03-20,P1,50.00,I1\n",
    );
    folder.write(
        "contracts.csv",
        "contract,customer,signed,from,to\nK1,Anna,2026-01-01,2026-01-01,\n",
    );
    let output = folder.review(&[]);
    assert_eq!(said(&output), "");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    let expected = concat!(
        r#"{"as_of":"2026-03-31","currency":"CNY","#,
        r#""abc":{"cut_a":"900.00","cut_b":"79.50","a":{"customers":1,"amount":"900.00"},"#,
        r#""b":{"customers":1,"amount":"79.50"},"c":{"customers":0,"amount":"0.00"}},"#,
        r#""pareto":{"top_20_percent_share":"0.918836","largest_share":"0.918836","#,
        r#""customers_for_80_percent":1,"gini":"0.418836","hhi":"0.850847"},"#,
        r#""summary":{"customers":{"active":0,"once":2,"lost":0,"never":0,"ended":0},"warnings":{"#,
        r#""debt":{"watch":1,"warning":0,"critical":0},"#,
        r#""progress":{"watch":0,"warning":0,"critical":0},"#,
        r#""expense":{"watch":0,"warning":0,"critical":0},"#,
        r#""loss":{"watch":0,"warning":0,"critical":0},"#,
        r#""incident":{"watch":0,"warning":0,"critical":0}},"#,
        r#""ended_debt":{"watch":0,"warning":0,"critical":0}},"#,
        r#""feeds":{"sales_from":"2026-02-01","receivables_from":"2026-03-01","expenses_from":null,"#,
        r#""contracts_from":"2026-01-01","assignments_from":null,"interactions_from":null},"#,
        r#""customers":[{"customer":"Anna","status":"once","purchases":"900.00","class":"A","#,
        r#""loyalty":{"score":"52.777778","coverage":"0.5","loyal":false},"quadrant":"Dangerous","#,
        r#""contract":"in_force","#,
        r#""debt":{"balance":"850.00","exposure":"850.00","limit":"1000.00","#,
        r#""overdue":"850.00","oldest_dpd":5,"#,
        r#""ageing":["0.00","850.00","0.00","0.00","0.00","0.00"],"unapplied":"0.00","earmarked":"0.00"},"#,
    );
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains(
        r#""warnings":[{"rule":"debt","level":"watch","arms":["utilisation","ageing"],"sentence":"exposure CNY 850.00 is 85% of the limit CNY 1,000.00; CNY 850.00 overdue, the oldest by 5 days"}]"#
    ));
    assert!(text.contains(r#"{"customer":"Bo","status":"once","purchases":"79.50","class":"B""#));
    assert!(text.contains(r#""contract":"none""#));
    assert!(!text.contains("Chen"), "starts later");
    let groups = concat!(
        r#""groups":{"pareto":{"top_20_percent_share":"0.918836","largest_share":"0.918836","#,
        r#""customers_for_80_percent":1,"gini":"0.418836","hhi":"0.850847"},"list":["#,
        r#"{"group":"North","members":["Bo"],"status":"once","purchases":"79.50","class":"B","#,
    );
    assert!(text.contains(groups), "{text}");
    assert!(text.trim_end().ends_with(r#","one_off":null}]}}"#), "the last field: {text}");
}

#[test]
fn groups_stand_beside_customers_as_one_each() {
    let folder = Folder::new("groups");
    folder.add("customers.csv", "Dora,2024-01-01,,,North\nEve,2024-01-01,,,Chain\n");
    folder.add(
        "sales.csv",
        "Dora,2026-01-05,S4,500.00\nDora,2026-02-05,S5,500.00\nEve,2026-03-05,S6,10.00\n",
    );
    let read = |more: &[&str]| {
        let output = folder.review(more);
        assert_eq!(said(&output), "");
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let review = read(&[]);
    let list = review["groups"]["list"].as_array().unwrap();
    let names: Vec<_> = list.iter().map(|it| it["group"].as_str().unwrap()).collect();
    assert_eq!(names, ["Chain", "North"], "by name");
    let north = &list[1];
    assert_eq!(north["members"], serde_json::json!(["Bo", "Dora"]));
    assert_eq!((&north["purchases"], &north["class"]), (&"1079.50".into(), &"A".into()));
    assert_eq!(north["status"], "active");
    assert_eq!(review["groups"]["pareto"]["customers_for_80_percent"], 2, "North and Anna");
    let of = |name: &str| {
        let customers = review["customers"].as_array().unwrap();
        customers.iter().find(|it| it["customer"] == name).unwrap()["purchases"].clone()
    };
    assert_eq!((of("Bo"), of("Dora")), ("79.50".into(), "1000.00".into()), "their own figures");
    // Without groups there is none.
    folder.write("customers.csv", "customer,since,credit_limit,attitude\nAnna,2024-01-01,,\n");
    folder.write("sales.csv", "customer,date,document,amount\nAnna,2026-03-01,S1,900.00\n");
    assert!(read(&[]).get("groups").is_none());
}

#[test]
fn the_order_of_rows_and_columns_line_ends_and_a_byte_order_mark_change_nothing() {
    let folder = Folder::new("order");
    let plain = folder.review(&[]).stdout;
    folder.write(
        "sales.csv",
        "\u{feff}amount,document,customer,date\r\n-20.50,S3,Bo,2026-02-03\r\n900.00,S1,Anna,2026-03-01\r\n100.00,S2,Bo,2026-02-01\r\n",
    );
    assert!(!plain.is_empty());
    assert_eq!(folder.review(&[]).stdout, plain);
}

#[test]
fn what_is_later_than_the_day_cannot_be_seen() {
    let folder = Folder::new("later");
    let plain = folder.review(&[]).stdout;
    folder.add("sales.csv", "Anna,2026-04-01,S9,5000.00\nChen,2026-04-02,S10,1.00\n");
    assert_eq!(folder.review(&[]).stdout, plain);
}

#[test]
fn every_bad_row_is_one_line_with_file_line_and_reason() {
    let cases = [
        ("Zoe,2026-03-01,S4,1.00", "there is no customer Zoe"),
        (
            "Bo,2026-02-30,S4,1.00",
            "date: a day is written as 2026-01-31 and lies in the calendar, was \"2026-02-30\"",
        ),
        ("Bo,2026-03-01,S4,12.345", "amount \"12.345\" has more digits than CNY carries (2)"),
        (
            "Bo,2026-03-01,S4,1000000000000000000",
            "amount \"•••\" CNY lies outside -92233720368547758.08 to 92233720368547758.07",
        ),
        (
            "Bo,2026-03-01,S4,1e18",
            "amount \"1e18\" is not a plain decimal number of at most 28 digits",
        ),
        (
            "Bo,2026-03-01,S4,92233720368547758.07",
            "customer Bo: sale S4 of CNY 92,233,720,368,547,758.07 takes a running total of the customer out of range",
        ),
        (
            "Bo,2026-02-01,S2,100.00",
            "customer Bo: sale S2 is recorded already, with the same content",
        ),
        (
            "Bo,2026-02-01,S2,100.01",
            "customer Bo: sale S2 is recorded already with other content: amount CNY 100.00, not CNY 100.01",
        ),
        (
            "Anna,2026-02-01,S2,100.00",
            "customer Anna: sale S2 is recorded already with other content: customer Bo, not Anna",
        ),
        ("Bo,2026-03-01,S4", "3 fields where the header has 4"),
    ];
    for (row, reason) in cases {
        let folder = Folder::new("row");
        folder.add("sales.csv", &format!("{row}\n"));
        assert_refused(&folder.review(&[]), &format!("sales.csv:5: {reason}"));
        let skipping = folder.review(&["--skip-bad"]);
        assert_eq!(said(&skipping).trim_end(), format!("sales.csv:5: {reason}"));
        assert_eq!(skipping.status.code(), Some(0));
        let review = String::from_utf8(skipping.stdout).unwrap();
        let plain = String::from_utf8(Folder::new("plain").review(&[]).stdout).unwrap();
        assert_eq!(review.replacen(r#","refused":1"#, "", 1), plain);
        assert_ne!(review, plain);
    }
}

#[test]
fn all_bad_rows_are_told_at_once() {
    let folder = Folder::new("all");
    folder.add("sales.csv", "Zoe,2026-03-01,S4,1.00\n");
    folder.write(
        "limits.csv",
        "customer,from,to,amount\nBo,2026-01-01,2026-02-01,5.00\nBo,2026-02-01,2026-03-01,6.00\n",
    );
    assert_refused(
        &folder.review(&[]),
        "sales.csv:5: there is no customer Zoe\n\
         limits.csv:3: customer Bo: temporary limit 2026-02-01 to 2026-03-01 overlaps one that is recorded: 2026-02-01 to 2026-03-01 against 2026-01-01 to 2026-02-01",
    );
}

#[test]
fn a_bad_file_is_told_by_its_header() {
    let folder = Folder::new("header");
    folder.write("sales.csv", "");
    assert_refused(
        &folder.review(&[]),
        "sales.csv:1: the file is empty, a header is needed: customer,date,document,amount",
    );
    folder.write("sales.csv", "customer,date,document,sum\n");
    assert_refused(
        &folder.review(&[]),
        "sales.csv:1: unknown column \"sum\", known are customer, date, document, amount, line, product, quantity, unit, batch, invoice, known_from, void",
    );
    folder.write("sales.csv", "customer,date,document\n");
    assert_refused(&folder.review(&[]), "sales.csv:1: no column amount");
    folder.write("sales.csv", b"customer,date,document,amount\nBo,2026-03-01,\xff,1.00\n");
    assert_refused(&folder.review(&[]), "sales.csv:2: document is not UTF-8");
}

#[test]
fn a_policy_that_contradicts_itself_is_told_whole() {
    let folder = Folder::new("policy");
    folder.write("p.toml", "[debt.ageing]\nwatch = 30\nwarning = 15\ncritical = 5\n[expense]\nleast_elapsed = \"120%\"\n");
    let path = folder.0.join("p.toml");
    let path = path.to_str().unwrap();
    assert_refused(
        &folder.review(&["--policy", path]),
        &format!(
            "{path}: line 1, column 1: debt.ageing: must rise from watch to critical, was 30, 15, 5\n\
             {path}: line 6, column 17: expense.least_elapsed: must not exceed 100%, was 120%"
        ),
    );
}
