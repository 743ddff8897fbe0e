//! Tests by topic.

mod closing;
mod coverage;
mod genesis;
mod keys;
mod ownership;
mod parameters;
mod places;
mod pure;
mod random;
mod reads;
mod registration;
mod runs;
mod security;
mod sponsors;
mod try_state;
mod vouching;
mod weights;
