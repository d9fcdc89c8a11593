//! The parts of the program that are fetched when they are first needed: each view, and what only some
//! readers use.
//!
//! With the feature `split` every function made by [`part!`] is a split point: what it alone reaches lies
//! in a part of the WebAssembly program that the browser fetches at the first call
//! (`crates/xtask/src/build/program/`). Without it the program is one file, and no call waits.

// A split point calls a function of another file, which is `unsafe` code that its macro writes.
#![cfg_attr(feature = "split", allow(unsafe_code))]
#![cfg_attr(feature = "split", allow(improper_ctypes, improper_ctypes_definitions))]

use std::{
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

use imagepull::{
    events::{EventsReport, explain_events, manifest_in, markdown},
    kubelet::config::{KubeletConfigReport, check_kubelet_config},
    recognize::{Recognition, recognize},
    releases::Release,
    words::{Language, Translations},
};
use yew::{BaseComponent, Html, html};

use crate::{
    address::{Address, View},
    components::{keys::KeysDialog, open_dialog::DrawDialog},
    export::{Colours, Export, Exported},
    share::ShareDialog,
    state::Props,
    text,
    views::{
        back_off::BackOffView, credentials::CredentialsView, manifest::ManifestView,
        name::NameView, platforms::PlatformsView, policy::PolicyView, pulls::PullsView,
        use_cases::UseCasesView,
    },
};

/// What the page asks of a view.
pub struct ViewPart {
    pub draw: fn(Props) -> Html,
    /// See [`Export::title`].
    pub title: fn(&Address) -> String,
    /// See [`Export::markdown`].
    pub markdown: fn(&Address) -> Exported,
    /// See [`Export::result`].
    pub result: fn(&Address) -> Exported,
    /// See [`Export::figure`].
    pub figure: fn(&Address, Colours) -> Exported,
    /// See [`Export::animation`].
    pub animation: fn(&Address, Colours) -> Exported,
    /// See [`Export::input`].
    pub input: fn(&Address) -> Exported,
}

impl ViewPart {
    const fn new<V: Export + BaseComponent<Properties = Props>>() -> Self {
        Self {
            draw: |props| html! { <V ..props /> },
            title: V::title,
            markdown: V::markdown,
            result: V::result,
            figure: V::figure,
            animation: V::animation,
            input: V::input,
        }
    }
}

impl PartialEq for &'static ViewPart {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(*self, *other)
    }
}

/// A part did not arrive. The browser has said why in its console; the next call asks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// A part, or that it did not arrive.
pub type Loaded<Part> = Result<Part, NotLoaded>;

/// A part where nothing of it has to be fetched any more.
pub fn now<Part>(part: impl Future<Output = Part>) -> Option<Part> {
    match pin!(part).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(part) => Some(part),
        Poll::Pending => None,
    }
}

/// Makes a function that fetches a part of the program and answers what it has.
macro_rules! part {
    ($name:ident, $part:ty, $value:expr) => {
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($name, fallible)]
        fn $name() -> Loaded<$part> {
            Ok($value)
        }

        #[cfg(not(feature = "split"))]
        #[allow(clippy::unused_async)] // The caller does not know whether the program is split.
        async fn $name() -> Loaded<$part> {
            Ok($value)
        }
    };
}

/// Makes the part of a view.
macro_rules! view_part {
    ($name:ident, $view:ty) => {
        part!($name, &'static ViewPart, {
            const PART: &ViewPart = &ViewPart::new::<$view>();
            PART
        });
    };
}

part!(share, DrawDialog, |props| html! { <ShareDialog ..props /> });
part!(keys, DrawDialog, |props| html! { <KeysDialog ..props /> });

pub fn share_dialog() -> Pin<Box<dyn Future<Output = Loaded<DrawDialog>>>> {
    Box::pin(share())
}

/// The list of the keys.
pub fn keys_dialog() -> Pin<Box<dyn Future<Output = Loaded<DrawDialog>>>> {
    Box::pin(keys())
}

/// What a kubelet of a release makes of the text of a configuration.
pub type ReadKubeletConfig = fn(&str, Release) -> KubeletConfigReport;

part!(kubelet_config, ReadKubeletConfig, check_kubelet_config);

/// What reads a KubeletConfiguration.
///
/// # Errors
/// Where it does not arrive.
pub async fn kubelet_config_reader() -> Loaded<ReadKubeletConfig> {
    kubelet_config().await
}

/// What reads pasted events. With them come Pods, Secrets and manifests that lie beside them.
#[derive(Clone, Copy)]
pub struct EventsReader {
    /// See [`explain_events`].
    pub explain: fn(&str) -> EventsReport,
    /// See [`manifest_in`].
    pub manifest_in: fn(&str) -> Option<&str>,
    /// See [`markdown`].
    pub markdown: fn(&EventsReport, Translations) -> String,
}

part!(
    explain_pasted,
    EventsReader,
    EventsReader {
        explain: explain_events,
        manifest_in,
        markdown,
    }
);

/// What reads pasted events.
///
/// # Errors
/// Where it does not arrive.
pub async fn events_reader() -> Loaded<EventsReader> {
    explain_pasted().await
}

/// Says what a pasted text is.
pub type Recognize = fn(&str) -> Recognition;

part!(recognize_text, Recognize, recognize);

/// What recognises a pasted text.
///
/// # Errors
/// Where it does not arrive.
pub async fn recognizer() -> Loaded<Recognize> {
    recognize_text().await
}

part!(korean, &'static text::Translations, &text::KOREAN);

/// The texts in a language; `None`: English, which every part has.
///
/// # Errors
/// Where they do not arrive.
pub async fn translations(language: Language) -> Loaded<Option<&'static text::Translations>> {
    match language {
        Language::English => Ok(None),
        Language::Korean => korean().await.map(Some),
    }
}

view_part!(name, NameView);
view_part!(policy, PolicyView);
view_part!(pulls, PullsView);
view_part!(back_off, BackOffView);
view_part!(manifest, ManifestView);
view_part!(platforms, PlatformsView);
view_part!(credentials, CredentialsView);
view_part!(use_cases, UseCasesView);

/// The part of a view.
///
/// # Errors
/// Where it does not arrive.
pub async fn view(view: View) -> Loaded<&'static ViewPart> {
    match view {
        View::Name => name().await,
        View::Policy => policy().await,
        View::Pulls => pulls().await,
        View::BackOff => back_off().await,
        View::Manifest => manifest().await,
        View::Platforms => platforms().await,
        View::Credentials => credentials().await,
        View::UseCases => use_cases().await,
    }
}
