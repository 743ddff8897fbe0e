//! One file per topic.

use crate::{mock::*, *};
// The pallet, not the storage item of the same name.
use crate::mock::Carriers;

mod book;
mod cap;
mod clock;
mod conservation;
mod corruption;
mod escrow;
mod genesis;
mod keys;
mod opening;
mod parameters;
mod pause;
mod probes;
mod security;
mod tariffs;
mod views;
mod withdrawal;
