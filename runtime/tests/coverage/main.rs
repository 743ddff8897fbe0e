//! Proofs of coverage on the real runtime: an honest one from the challenge to the owner's account,
//! and every cheat that we know of.
//!
//! Routers, carriers and sponsors register, settle and prove by real transactions, in blocks whose
//! authors draw real randomness, so that windows open with real seeds. After each block every
//! invariant of Cairn's pallets is checked. In [`air`] routers' own daemons with simulated radios do
//! it, elsewhere the test writes down who heard whom. Each cheat opens with the exploit, and says what it
//! earned and what an honest router beside it earned; run with `--nocapture` to read the figures.

mod air;
mod bad_input;
mod challenges;
mod changes;
#[path = "../common/mod.rs"]
mod common;
mod council;
mod crowds;
mod draws;
mod farms;
mod handovers;
mod honest;
mod money;
mod people;
mod places;
mod probes;
mod radio;
mod reasons;
mod relays;
mod reports;
mod street;
mod touching;
mod wallets;
mod witnesses;
mod words;
mod world;
