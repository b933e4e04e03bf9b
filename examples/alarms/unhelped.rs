//! The made-up dealers of `early_warning` while nobody answers a warning.

use std::error::Error;

use guanxi::calendar::Day;

use crate::world::World;

/// The world with all that happens up to a day. Troubles begin on `begin`, after two quiet years.
pub(crate) fn unhelped(begin: Day, end: Day) -> Result<World, Box<dyn Error>> {
    let mut world = World::made_up(begin, 7)?;
    let mut day = world.begins().unwrap_or(begin);
    while day <= end {
        world.pass(day, |_| false)?;
        day = day.offset(1);
    }
    Ok(world)
}
