//! What somebody else packed into a link is judged where it is opened, so that no link of this page passes it on.

use yew::prelude::*;

use crate::{
    address::{Address, packed::Packed},
    state::Props,
};

/// Judges a packed field that came with a link. `may_share` reads it as its view does, `set` writes it into the
/// address.
#[hook]
pub fn use_judging(
    props: &Props,
    packed: &Packed,
    may_share: fn(&str) -> bool,
    set: fn(&mut Address, Packed),
) {
    let keep_back = props.change(move |state, packed| set(&mut state.address, packed));
    use_effect_with(packed.clone(), move |packed| {
        if packed.came_with_link() && !may_share(packed) {
            keep_back.emit(packed.kept_back());
        }
    });
}
