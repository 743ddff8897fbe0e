//! One file per topic.

use crate::mock::*;

mod closing;
mod corruption;
mod funding;
mod opening;
mod paying;
mod places;
mod random;
mod reads;
mod rules;
mod security;
