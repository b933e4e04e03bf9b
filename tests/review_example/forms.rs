//! The form of the files: quotes, line numbers, days, signs that nobody sees, ids of people, and
//! what is said of rows and files that are refused.

use std::process::Command;

use super::page::described;
use super::{CUSTOMERS, Folder, SALES, assert_refused, program, said};

const CARDS: &str = "customer,field,value,recorded,author\n";

/// A folder with a file of cards below its header.
fn with_cards(name: &str, rows: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("cards.csv", format!("{CARDS}{rows}"));
    folder
}

/// Both with and without `--skip-bad` nothing is reviewed.
#[track_caller]
fn assert_fatal(folder: &Folder, expected: &str) {
    assert_refused(&folder.review(&[]), expected);
    assert_refused(&folder.review(&["--skip-bad"]), expected);
}

#[test]
fn a_quote_that_is_never_closed_is_fatal_for_its_file() {
    let folder = with_cards(
        "quote-open",
        "Anna,name,Anna,2026-03-01,Wang\n\
         Anna,phone,\"020 5550,2026-03-01,Wang\n\
         Bo,name,Bo,2026-03-01,Wang\n",
    );
    assert_fatal(
        &folder,
        "cards.csv:3: the quote opened on line 3 is never closed, no row behind it can be read",
    );
    folder
        .write("cards.csv", "customer,field,\"value,recorded,author\nAnna,name,Anna,2026-03-01,Li");
    assert_fatal(
        &folder,
        "cards.csv:1: the quote opened on line 1 is never closed, no row behind it can be read",
    );
}

#[test]
fn a_quote_that_is_closed_in_a_later_row_is_fatal_for_its_file() {
    let folder = with_cards(
        "quote-later",
        "Anna,name,\"Anna,2026-03-01,Wang\n\
         Anna,phone,020 5550,2026-03-01,Wang\n\
         Bo,name,\"Bo, Ltd.\",2026-03-01,Wang\n",
    );
    assert_fatal(
        &folder,
        "cards.csv:2: the quote opened on line 2 is closed on line 4 within the line; a comma or \
         the end of the line must follow, and a quote within a field is written twice",
    );
    let rows = "Anna,name,\"Anna,2026-03-01,Wang\nAnna,phone,020 5550,2026-03-01,Wang\n\
         Bo,size,12\",2026-03-01,Wang\n";
    folder.write("cards.csv", format!("{CARDS}{rows}"));
    assert_fatal(
        &folder,
        "cards.csv:2: the quote opened on line 2 is closed on line 4, and line 3 looks like a row: \
         a quote is missing",
    );
    let rows = "Anna,name,\"Anna,2026-03-01,Wang\nBo,size,12\",2026-03-01,Wang\n";
    folder.write("cards.csv", format!("{CARDS}{rows}"));
    assert_fatal(
        &folder,
        "cards.csv:2: the quote opened on line 2 is closed on line 3, and line 3 looks like a row: \
         a quote is missing",
    );
}

#[test]
fn a_quote_within_a_quoted_field_of_one_line_is_refused_with_its_row_alone() {
    let folder = with_cards(
        "quote-within",
        "Anna,name,\"Anna \"the best\" Ltd.\",2026-03-01,Wang\n\
         Bo,name,Bo,2026-03-41,Wang\n\
         Bo,size,12\" pipes,2026-03-01,Wang\n\
         Bo,problems,\"says \"\"no\"\"\",2026-03-01,Wang\n",
    );
    let told = "cards.csv:2: the quote opened on line 2 is closed on line 2 within the line; a \
         comma or the end of the line must follow, and a quote within a field is written twice\n\
         cards.csv:3: recorded: a day is written as 2026-01-31 and lies in the calendar, was \
         \"2026-03-41\"";
    assert_refused(&folder.review(&[]), told);
    let skipping = folder.review(&["--skip-bad"]);
    assert_eq!(said(&skipping).trim_end(), told);
    assert_eq!(skipping.status.code(), Some(0));
}

#[test]
fn a_field_between_quotes_may_have_several_lines_and_commas() {
    let rows = "Anna,address,\"12 Main Road, Floor 3,\nRoom 4, behind the mill\",2026-03-01,Wang\n\
         Anna,problems,\"old trucks, old shop, old stock, old debts, old wine\nand \"\"new\"\"\nones\",\
         2026-03-01,Wang\n";
    let folder = with_cards("quote-lines", rows);
    let output = folder.review(&[]);
    assert_eq!(said(&output), "");
    let crlf = format!("{CARDS}{rows}").replace('\n', "\r\n");
    folder.write("cards.csv", crlf);
    let again = folder.review(&[]);
    assert_eq!((said(&again), again.stdout), (String::new(), output.stdout));
}

#[test]
fn the_line_of_a_refused_row_is_the_one_that_an_editor_shows() {
    let bad = "Bo,name,Bo,2026-03-41,Wang";
    let good = "Anna,phone,020 5550,2026-03-01,Wang";
    let lines = "Anna,address,\"1 Road\nFloor 2\n\nRoom 3\",2026-03-01,Wang";
    let cases = [
        (format!("{CARDS}{bad}\n{good}\n{bad}"), vec![2, 4]),
        (format!("{CARDS}\n{bad}\n\n\n{good}\n\n{bad}\n"), vec![3, 8]),
        (format!("\n\n{CARDS}{bad}\n"), vec![4]),
        (format!("{CARDS}{lines}\n{bad}\n{good}\n\n{bad}\n"), vec![6, 9]),
        (
            format!("{CARDS}{good}\n\"Bo\",name,\"Bo\nof the\nhill\",2026-03-41,Wang\n{bad}"),
            vec![3, 6],
        ),
    ];
    for (text, expected) in cases {
        for end in ["\n", "\r\n", "\r"] {
            for mark in ["", "\u{feff}"] {
                let folder = Folder::new("line");
                folder.write("cards.csv", format!("{mark}{text}").replace('\n', end));
                let told = said(&folder.review(&[]));
                let places = told.lines().map(|line| line.split(": ").next().unwrap());
                let places: Vec<_> = places.map(str::to_owned).collect();
                let expected: Vec<_> = expected.iter().map(|n| format!("cards.csv:{n}")).collect();
                assert_eq!(places, expected, "{end:?} {mark:?} {text:?}: {told}");
            }
        }
    }
    let folder = Folder::new("line-header");
    folder.write("cards.csv", "\r\n\r\ncustomer,field,worth\r\n");
    assert!(said(&folder.review(&[])).starts_with("cards.csv:3: unknown column \"worth\""));
}

/// The rows of a file on the page and, below, the first row that has a text in the column, once
/// for each of the texts in its place.
fn varied(file: &str, column: &str, is_asked: fn(&str) -> bool, texts: &[&str]) -> Option<Varied> {
    let files = described();
    let mut rows =
        csv::ReaderBuilder::new().flexible(true).from_reader(files[file].rows.as_bytes());
    let header = rows.headers().unwrap().clone();
    let at = header.iter().position(|it| it == column)?;
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let row = rows.iter().find(|row| is_asked(&row[at]))?;
    let lines = (2..).skip(rows.len()).take(texts.len()).collect();
    let mut written = csv::Writer::from_writer(files[file].rows.as_bytes().to_vec());
    for text in texts {
        let fields = row.iter().enumerate();
        written.write_record(fields.map(|(i, it)| if i == at { text } else { it })).unwrap();
    }
    Some(Varied { text: written.into_inner().unwrap(), lines })
}

struct Varied {
    text: Vec<u8>,
    /// The lines of the rows with the texts.
    lines: Vec<usize>,
}

/// Every column of every file on the page in which a row has a text that is asked for, with each
/// of the texts in its place: each is refused with file, line, column and problem.
#[track_caller]
fn assert_all_refused(
    name: &str,
    is_asked: fn(&str) -> bool,
    texts: &[&str],
    problem: &str,
    at_least: usize,
) {
    let files = described();
    let mut columns = Vec::new();
    for (file, described) in &files {
        for (column, _) in &described.columns {
            let Some(Varied { text, lines }) = varied(file, column, is_asked, texts) else {
                continue;
            };
            columns.push(column);
            let folder = Folder::new(&format!("varied-{name}-{file}-{column}"));
            for (other, described) in &files {
                folder.write(other, &described.rows);
            }
            folder.write(file, text);
            let told = said(&folder.review(&[]));
            for (line, text) in lines.iter().zip(texts) {
                let begin = format!("{file}:{line}: {column}: {problem}");
                let is_told = told.lines().any(|line| line.starts_with(&begin));
                assert!(is_told, "{begin:?} of {text:?} is not told: {told}");
            }
        }
    }
    assert!(columns.len() >= at_least, "{columns:?}");
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.bytes().filter(|it| *it == b'-').count() == 2
}

fn is_month(text: &str) -> bool {
    text.len() == 7 && text.starts_with("20") && text.contains('-')
}

#[test]
fn a_day_and_a_month_have_a_year_of_four_digits_from_1_on() {
    let days = ["+12026-03-02", "-0001-01-01", "0000-01-01", "-2026-03-02", "+2026-03-02"];
    assert_all_refused("years", is_day, &days, "a year lies in 0001 to 9999, was ", 30);
    assert_all_refused(
        "days",
        is_day,
        &["12026-03-02", "26-03-02"],
        "a day is written as 2026-01-31",
        30,
    );
    let months = ["+12026-03", "-0001-01", "0000-01"];
    assert_all_refused("months", is_month, &months, "a year lies in 0001 to 9999, was ", 2);
}

#[test]
fn a_field_that_shows_nothing_is_refused_in_every_column() {
    let texts = [
        " ",
        "\u{3000}",
        "\u{200b}",
        "\u{2800}",
        "\u{feff}\u{200f}",
        "\u{3164}",
        "\u{2800} \u{2800}",
    ];
    assert_all_refused("blank", |_| true, &texts, "shows nothing and is not empty, was ", 100);
}

#[test]
fn a_control_character_is_refused_in_every_column() {
    let texts = ["An\u{7}na", "An\tna", "\u{0}", "Anna\u{85}", "\u{1b}[31m"];
    assert_all_refused(
        "control",
        |_| true,
        &texts,
        "a field has no control character, this one has U+",
        100,
    );
}

/// The columns with one id of a person.
const PEOPLE: [(&str, &str); 6] = [
    ("assignments.csv", "staff"),
    ("posts.csv", "person"),
    ("cards.csv", "author"),
    ("rulings.csv", "by"),
    ("distinct.csv", "by"),
    ("decisions.csv", "by"),
];

#[test]
fn an_id_of_a_person_has_no_semicolon_and_a_list_none_of_another_keyboard() {
    let files = described();
    let mut rows: Vec<_> = PEOPLE.map(|it| (it, false)).into();
    rows.extend(
        [("staff", true), ("persons", true)]
            .map(|(it, is_list)| (("interactions.csv", it), is_list)),
    );
    rows.push((("posts.csv", "roles"), true));
    for ((file, column), is_list) in rows {
        let texts = ["Wang；Sun", "Wang﹔Sun", "Wang、Sun", "Wang;Sun"];
        let Varied { text, lines } = varied(file, column, |it| !it.is_empty(), &texts).unwrap();
        let folder = Folder::new(&format!("people-{file}-{column}"));
        for (other, described) in &files {
            folder.write(other, &described.rows);
        }
        folder.write(file, text);
        let told = said(&folder.review(&[]));
        let line = |i: usize| {
            let begin = format!("{file}:{}: ", lines[i]);
            told.lines().find_map(|line| line.strip_prefix(&begin)).unwrap_or_default()
        };
        for (i, sign) in ['；', '﹔', '、'].into_iter().enumerate() {
            let expected =
                format!("{column}: write \";\" in place of \"{sign}\", was \"Wang{sign}Sun\"");
            assert_eq!(line(i), expected, "{file}");
        }
        let one = format!("{column}: one id stands here and has no semicolon, was \"Wang;Sun\"");
        if !is_list {
            assert_eq!(line(3), one, "{file}");
        }
    }
}

#[test]
fn the_account_of_a_bank_and_the_number_of_a_human_being_are_not_shown() {
    let folder = Folder::new("mark");
    let secret = "6222 0200 1234";
    folder.write(
        "cards.csv",
        format!(
            "customer,field,value,absent,recorded,author\n\
             Anna,bank,{secret},yes,2026-03-01,Wang\n\
             Anna,bank,{secret} 5,,2026-03-01,Wang\n\
             Anna,bank,{secret} 6,,2026-03-01,Wang\n\
             Anna,bank,\"{secret} \"7\" 8\",,2026-03-01,Wang\n\
             Anna,bank,{secret}\u{7},,2026-03-01,Wang\n\
             Anna,phone,{secret},yes,2026-03-01,Wang\n"
        ),
    );
    folder.write(
        "rulings.csv",
        format!(
            "customer,field,value,absent,on,by,reason\n\
             Anna,bank,{secret},yes,2026-03-01,Wang,called\n\
             Anna,bank,{secret} 5,,2026-03-02,Wang,called\n\
             Anna,bank,{secret} 6,,2026-03-02,Wang,called\n"
        ),
    );
    folder.write(
        "numbers.csv",
        "customer,register,number,scope\n\
         Anna,idcard CN,62220200/1234,person\n\
         Anna,uscc,622202001234,person\n\
         Anna,idcard CN,622202001234,\n",
    );
    assert_refused(
        &folder.review(&[]),
        "cards.csv:2: value: must be empty where it is absent, was \"•••\"\n\
         cards.csv:4: customer Anna: bank was recorded on 2026-03-01 as \"•••\", cannot also be \"•••\"\n\
         cards.csv:5: the quote opened on line 5 is closed on line 5 within the line; a comma or the \
         end of the line must follow, and a quote within a field is written twice\n\
         cards.csv:6: value: a field has no control character, this one has U+0007\n\
         cards.csv:7: value: must be empty where it is absent, was \"•••\"\n\
         rulings.csv:2: value: must be empty where it is absent, was \"•••\"\n\
         rulings.csv:4: customer Anna: bank was ruled to be \"•••\" on 2026-03-02, cannot be ruled \
         again on that day\n\
         numbers.csv:3: number: a USCC has 18 characters, \"•••\" has 12\n\
         numbers.csv:4: scope: idcard CN names a human being: write person",
    );
}

#[test]
fn a_number_that_looks_like_an_account_is_shown_in_no_message() {
    let folder = Folder::new("accounts");
    folder.add("customers.csv", "4012345678901,2024-01-01,,,\n");
    folder.write(
        "assignments.csv",
        "customer,staff,role,from\n\
         6222021234567890,Wang,salesperson,2026-01-01\n\
         Anna,6222 0212 3456 7890;x,salesperson,2026-01-01\n\
         Anna,Wang,6222-0212-3456-7890,2026-01-01\n\
         Anna,Wang,DE89 3704 0044 0532 0130 00,2026-01-01\n\
         Anna,Wang,DE88 3704 0044 0532 0130 00,2026-01-01\n\
         Anna,Wang,12345678901,2026-01-01\n\
         Anna,Wang,0086 138 0013 8000,2026-01-01\n\
         4012345678901,Wang,salesperson,2026-01-01\n\
         4012345678901,Zhao,salesperson,2026-01-01\n",
    );
    let roles = "salesperson, representative, key_account_manager, deputy, collector, stand_in";
    let role = |line: u8, was: &str| {
        let known = format!("role: a role at a customer is one of {roles}");
        format!("assignments.csv:{line}: {known}, was \"{was}\"")
    };
    let expected = [
        "assignments.csv:2: there is no customer •••".to_owned(),
        "assignments.csv:3: staff: one id stands here and has no semicolon, was \"•••;x\""
            .to_owned(),
        role(4, "•••"),
        role(5, "•••"),
        // No IBAN by its check digits, but digits enough; too few; a telephone.
        role(6, "DE88 •••"),
        role(7, "12345678901"),
        role(8, "0086 138 0013 8000"),
        "assignments.csv:10: customer 4012345678901: assignment salesperson from 2026-01-01 is \
         recorded already with other content: staff Wang, not Zhao"
            .to_owned(),
    ];
    assert_refused(&folder.review(&[]), &expected.join("\n"));
}

#[test]
fn values_of_confidential_fields_stand_in_no_message() {
    let folder = Folder::new("confidential");
    folder.write(
        "cards.csv",
        "customer,field,value,recorded,author\n\
         Anna,finances,rich,2026-03-01,Wang\nAnna,finances,poor,2026-03-01,Wang\n\
         Anna,size,big,2026-03-01,Wang\nAnna,size,small,2026-03-01,Wang\n",
    );
    assert_refused(
        &folder.review(&[]),
        "cards.csv:3: customer Anna: finances was recorded on 2026-03-01 as \"•••\", cannot also be \"•••\"\n\
         cards.csv:5: customer Anna: size was recorded on 2026-03-01 as \"big\", cannot also be \"small\"",
    );
}

#[test]
fn a_policy_is_refused_in_plain_words() {
    let folder = Folder::new("plain-policy");
    let path = folder.0.join("p.toml");
    let path = path.to_str().unwrap();
    let cases = [
        (
            "[loss.lapse]\nhorizon_days = 0\n",
            "line 2, column 16: loss.lapse.horizon_days: must be a whole number in 1 to 65535, was 0",
        ),
        (
            "[abc]\nwindow_days = 1.5\n",
            "line 2, column 15: abc.window_days: must be a whole number in 0 to 65535, was 1.5",
        ),
        ("loss = 3\n", "line 1, column 8: loss: must be a table, was 3"),
        (
            "[quadrant]\nlarge = \"X\"\n",
            "line 2, column 9: quadrant.large: must be one of class, amount, top_share, was \"X\"",
        ),
    ];
    for (text, told) in cases {
        folder.write("p.toml", text);
        let output = said(&folder.review(&["--policy", path]));
        assert_eq!(output.trim_end(), format!("{path}: {told}"));
    }
}

#[test]
fn a_currency_without_a_folder_is_refused() {
    let output = Command::new(program()).args(["--currency", "EUR"]).output().unwrap();
    assert_refused(
        &output,
        "--currency EUR goes with --data only: without a folder a wholesaler is made up, with \
         amounts in USD",
    );
}

#[test]
fn lines_and_files_that_were_refused_are_counted_apart() {
    let bad = "Bo,2026-03-41,S9,1.00\n";
    for (rows, files, told) in [
        (1, 0, "1 line was refused and is left out of this review, see standard error."),
        (2, 0, "2 lines were refused and are left out of this review, see standard error."),
        (0, 1, "1 file was refused and is left out of this review, see standard error."),
        (
            1,
            1,
            "1 line and 1 file were refused and are left out of this review, see standard error.",
        ),
        (
            3,
            2,
            "3 lines and 2 files were refused and are left out of this review, see standard error.",
        ),
    ] {
        let folder = Folder::new("left-out");
        folder.add("sales.csv", &bad.repeat(rows));
        for file in 0..files {
            folder.write(&format!("sale{file}.csv"), SALES);
        }
        let output = folder.review(&["--skip-bad", "--format", "text"]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(text.lines().next(), Some(told));
    }
    assert!(CUSTOMERS.contains("Bo"));
}
