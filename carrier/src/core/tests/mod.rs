//! The rules, one by one, and then all of them under every interleaving.

mod fixture;
mod interleavings;
mod recovery;
mod sessions;
mod settling;
