//! Parts of the program that a view fetches when it needs them.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::parts::Loaded;

/// What a part has: `None` until it is there.
pub type Fetched<Part> = Option<Loaded<Part>>;

/// Fetches a part when it is wanted. The callback asks for it again.
#[hook]
pub fn use_part<Part, Asked>(is_wanted: bool, ask: fn() -> Asked) -> (Fetched<Part>, Callback<()>)
where
    Part: Copy + 'static,
    Asked: Future<Output = Loaded<Part>> + 'static,
{
    let fetched = use_state(|| None);
    let fetch = {
        let fetched = fetched.setter();
        Callback::from(move |()| {
            let fetched = fetched.clone();
            spawn_local(async move { fetched.set(Some(ask().await)) });
        })
    };
    {
        let fetch = fetch.clone();
        use_effect_with(is_wanted, move |is_wanted| {
            if *is_wanted {
                fetch.emit(());
            }
        });
    }
    (*fetched, fetch)
}
