//! The examples of the views, each with its own address: `#/policy?preset=<slug>`. A slug never changes. The examples of Pulls are scenarios and are
//! with that view, which loads later.

pub mod back_off;
pub mod credentials;
pub mod manifest;
pub mod name;
pub mod platforms;
pub mod policy;
