mod clear_lanes;
mod conservation;
mod corruption;
mod lanes;
mod races;
mod security;
mod settle;
mod submit;
