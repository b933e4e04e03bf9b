//! The part of the object about who gets what.

use guanxi::visit::VisitReason;
use serde_json::{Value, json};

use super::Choice::{self, All, Each, Fields};
use crate::matter::{LeftOut, Owed, OwedKind, Served, StaffWeek, WeekVisit};

pub(super) const SERVED: Choice = Fields(&[
    ("from", All),
    ("to", All),
    ("kinds", All),
    (
        "visits",
        Each(&Fields(&[
            ("staff", All),
            ("minutes", All),
            ("taken", All),
            (
                "planned",
                Each(&Fields(&[
                    ("customer", All),
                    ("date", All),
                    ("minutes", All),
                    ("step", All),
                    ("reasons", Each(&Fields(&[("purpose", All), ("by", All), ("subject", All)]))),
                ])),
            ),
            (
                "left_out",
                Each(&Fields(&[
                    ("customer", All),
                    ("reason", All),
                    ("needed", All),
                    ("free", All),
                    ("late_from", All),
                ])),
            ),
        ])),
    ),
    (
        "owed",
        Each(&Fields(&[
            ("customer", All),
            ("importance", All),
            ("kind", All),
            ("number", All),
            ("who", All),
            ("what", All),
            ("due", All),
            ("days_late", All),
            ("urgent", All),
        ])),
    ),
]);

pub(super) fn served(it: &Served<'_>) -> Value {
    let mut object = json!({
        "from": it.days.after.offset(1),
        "to": it.days.until,
        "kinds": it.kinds.iter().map(|it| it.code()).collect::<Value>(),
        "owed": it.owed.iter().map(owed).collect::<Value>(),
    });
    if let (Some(object), Some(weeks)) = (object.as_object_mut(), &it.weeks) {
        object.insert("visits".to_owned(), weeks.iter().map(week).collect());
    }
    object
}

fn owed(it: &Owed<'_>) -> Value {
    json!({
        "customer": it.customer,
        "importance": it.importance.to_string(),
        "kind": OwedKind::code(it.kind),
        "number": it.number,
        "who": it.who,
        "what": it.what,
        "due": it.due,
        "days_late": it.days_late,
        "urgent": it.is_urgent(),
    })
}

fn week(it: &StaffWeek) -> Value {
    json!({
        "staff": it.staff,
        "minutes": it.minutes,
        "taken": it.taken,
        "planned": it.planned.iter().map(visit).collect::<Value>(),
        "left_out": it.left_out.iter().map(left_out).collect::<Value>(),
    })
}

fn visit(it: &WeekVisit) -> Value {
    let reason = |it: &VisitReason| json!({ "purpose": it.purpose.code(), "by": it.by, "subject": it.subject });
    json!({
        "customer": it.customer,
        "date": it.day,
        "minutes": it.minutes,
        "step": it.step.code(),
        "reasons": it.reasons.iter().map(reason).collect::<Value>(),
    })
}

fn left_out(it: &LeftOut) -> Value {
    json!({
        "customer": it.customer,
        "reason": it.reason.code(),
        "needed": it.needed,
        "free": it.free,
        "late_from": it.late_from,
    })
}
