//! S27 and S26: the tables of complaints, returns, repairs and letters, each compared whole.

use guanxi::complaint::ComplaintStage;
use guanxi::goods_return::ReturnStage;
use guanxi::letter::LetterStage;
use guanxi::lifecycle::{Act, Stage};
use guanxi::repair::RepairStage;

/// A machine as a matrix: a row for each stage, a column for each act in its order. A cell has the
/// letter of the stage that follows, by the order of the rows, or a dot where the act is refused.
fn matrix<G: Stage>() -> Vec<String> {
    let letter = |stage: G| {
        let place = G::ALL.iter().position(|it| *it == stage).unwrap();
        char::from(b'a' + u8::try_from(place).unwrap())
    };
    let row = |from: &G| {
        let cells = G::Act::ALL.iter().map(|act| from.after(*act).map_or('.', letter));
        format!("{} {from}: {}", letter(*from), cells.collect::<String>())
    };
    G::ALL.iter().map(row).collect()
}

/// Acts: acknowledge, assess, assign, investigate, pause, resume, hold, inform, ask again, resolve,
/// goodwill, decide, tell, finish, accept, reject, escalate, close, withdraw, merge, duplicate,
/// reopen, reopen higher.
#[test]
fn the_table_of_complaints_is_that_of_iso_10002() {
    assert_eq!(
        matrix::<ComplaintStage>(),
        [
            "a received: b.a....aaee.......jkl..",
            "b acknowledged: .cb...bbbee.....h.jkl..",
            "c assessed: .ccdcccccee.....h.jkl..",
            "d investigating: .dd.ddddd..e....h.jkl..",
            "e decided: ..e....ee...fe....j....",
            "f told: ..f....ff....fgh.i.....",
            "g accepted: ..g....gg....g...i.....",
            "h escalated: .hhdhhhhh.........jkl..",
            "i closed: .....................dh",
            "j withdrawn: .......................",
            "k merged: .......................",
            "l duplicate: .......................",
        ]
    );
}

/// Acts: ask for more, complete, authorise, deny, split, receive, inspect, refund, replace, repair,
/// send back, keep, inform, ask again, cancel, lapse, close.
#[test]
fn the_table_of_returns() {
    assert_eq!(
        matrix::<ReturnStage>(),
        [
            "a requested: c.dm........aan..",
            "b quarantined: c.dm........bbn..",
            "c asked about: .a.m........ccn..",
            "d authorised: ....de.....kddno.",
            "e received: ....eef.....ee...",
            "f inspected: .....e.ghijkff...",
            "g refunded: .....e.ghijkgg..l",
            "h replaced: .....e.ghijkhh..l",
            "i repaired: .....e.ghijkii..l",
            "j sent back: .....e.ghijkjj..l",
            "k kept: .....e.ghijkkk..l",
            "l closed: .................",
            "m denied: .................",
            "n cancelled: .................",
            "o lapsed: .................",
        ]
    );
}

/// Acts: estimate, accept, decline, finish, give up, hand back, lend, take back, inform, ask again,
/// close.
#[test]
fn the_table_of_repairs() {
    assert_eq!(
        matrix::<RepairStage>(),
        [
            "a taken in: b..ef.aaaa.",
            "b estimated: bcd.f.bbbb.",
            "c accepted: b..ef.cccc.",
            "d declined: .....g.ddd.",
            "e repaired: .....g.eee.",
            "f given up: .....g.fff.",
            "g handed back: .......gggh",
            "h closed: ...........",
        ]
    );
}

/// Acts: acknowledge, hold off, ask again, answer, thank, forward, withdraw.
#[test]
fn the_table_of_letters() {
    assert_eq!(
        matrix::<LetterStage>(),
        [
            "a received: bbac.de",
            "b acknowledged: .bbc.de",
            "c answered: ..b.c..",
            "d forwarded: .......",
            "e withdrawn: .......",
        ]
    );
}
