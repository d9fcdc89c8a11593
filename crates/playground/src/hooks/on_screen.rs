//! Whether an element is on the screen, so that what nobody sees does not move.

use gloo::{events::EventListener, utils::document};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, js_sys::Array};
use yew::prelude::*;

/// Whether any part of an element is on the screen: neither scrolled away, here or in the page
/// around an embedded one, nor in a tab behind another.
#[hook]
pub fn use_on_screen(place: &NodeRef) -> bool {
    let in_view = use_state_eq(|| true);
    let is_hidden = use_state_eq(|| document().hidden());
    {
        let in_view = in_view.clone();
        use_effect_with(place.clone(), move |place| {
            let watch = place
                .cast::<Element>()
                .and_then(|element| Watch::start(&element, move |now| in_view.set(now)));
            move || drop(watch)
        });
    }
    {
        let is_hidden = is_hidden.clone();
        use_effect_with((), move |()| {
            let listener = EventListener::new(&document(), "visibilitychange", move |_| {
                is_hidden.set(document().hidden());
            });
            move || drop(listener)
        });
    }
    *in_view && !*is_hidden
}

/// Whether any part of an element has been on the screen: what is computed or moves for who looks begins then.
#[hook]
pub fn use_seen(place: &NodeRef) -> bool {
    let is_seen = use_state_eq(|| false);
    {
        let is_seen = is_seen.clone();
        use_effect_with((place.clone(), *is_seen), move |(place, was_seen)| {
            let element = place.cast::<Element>().filter(|_| !was_seen);
            let watch = element.and_then(|element| {
                Watch::start(&element, move |now| {
                    if now {
                        is_seen.set(true);
                    }
                })
            });
            move || drop(watch)
        });
    }
    *is_seen
}

/// An observer of one element, at work until this is dropped.
struct Watch {
    observer: IntersectionObserver,
    _callback: Closure<dyn FnMut(Array)>,
}

impl Watch {
    fn start(element: &Element, tell: impl Fn(bool) + 'static) -> Option<Self> {
        let callback = Closure::new(move |entries: Array| {
            let newest = entries.pop().dyn_into::<IntersectionObserverEntry>();
            if let Ok(newest) = newest {
                tell(newest.is_intersecting());
            }
        });
        let function = callback.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new(function).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _callback: callback,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
