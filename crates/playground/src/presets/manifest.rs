//! The examples of the Manifest view.

use crate::address::Address;

/// Shows an example in an address; false where there is none of this name.
pub fn open(_slug: &str, _address: &mut Address) -> bool {
    false
}
