//! Tests in which the clients' cores and the real runtime meet in one process.
//!
//! A package of its own, so that neither the runtime nor the clients depend on one another, not
//! even in their tests: that would change the features with which the SDK is built for them.
