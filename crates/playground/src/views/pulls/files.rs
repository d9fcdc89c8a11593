//! Scenarios and KubeletConfigurations from files: chosen, or dropped anywhere on the view.
//!
//! A file that cannot be used changes nothing, and is said what is wrong with it.

use imagepull::{
    kubelet::config::KubeletConfigReport, releases::Release, simulate::scenario::Scenario,
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, File};
use yew::prelude::*;

use super::{editor::read, figures::size, run};
use crate::{
    components::{
        file_input::{LARGEST, file_button, take_drop, text_of},
        save::save_text,
    },
    export::{Export, json::laid_out},
    parts::{self, NotLoaded},
    text,
};

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A scenario, and the release that it is for where it names one.
    Scenario(Box<Scenario>, Option<Release>),
    /// The text of a KubeletConfiguration.
    Config(String),
}

/// What is said of the last file.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// It is open.
    Opened(String),
    /// Why it is not.
    Problem(String),
}

/// Opens files and keeps what is said of the last one.
#[derive(Clone, PartialEq)]
pub struct Opener {
    said: UseStateHandle<Option<Said>>,
    release: Release,
    opened: Callback<Opened>,
}

/// An opener that calls `opened` with what a file holds.
#[hook]
pub fn use_opener(release: Release, opened: Callback<Opened>) -> Opener {
    Opener {
        said: use_state_eq(|| None),
        release,
        opened,
    }
}

impl Opener {
    /// Opens what was chosen or dropped: one file.
    fn open(&self, files: Vec<File>) {
        let mut files = files.into_iter();
        let Some(file) = files.next() else {
            return;
        };
        if files.next().is_some() {
            let problem = text::pulls_files_several().to_owned();
            return self.said.set(Some(Said::Problem(problem)));
        }
        let name = file.name();
        if file.size() > LARGEST {
            let problem = text::pulls_files_large(name, size(file.size()));
            return self.said.set(Some(Said::Problem(problem)));
        }
        let opener = self.clone();
        spawn_local(async move { opener.read(&file).await });
    }

    async fn read(&self, file: &File) {
        let name = file.name();
        let read = match text_of(file).await {
            Some(content) => opened(&name, &content, self.release).await,
            None => Err(text::pulls_files_unreadable(&name)),
        };
        match read {
            Ok(opened) => {
                self.said
                    .set(Some(Said::Opened(text::pulls_files_opened(&name))));
                self.opened.emit(opened);
            }
            Err(problem) => self.said.set(Some(Said::Problem(problem))),
        }
    }

    /// Opens what is chosen or dropped.
    fn opening(&self) -> Callback<Vec<File>> {
        let opener = self.clone();
        Callback::from(move |files| opener.open(files))
    }

    /// What a part of the view does when a file is dropped on it.
    pub fn drop(&self) -> Callback<DragEvent> {
        take_drop(self.opening())
    }
}

/// Properties of [`Files`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Opens what is chosen.
    pub opener: Opener,
    /// What the view shows.
    pub address: crate::address::Address,
}

/// The buttons for files, and what is said of the last one.
#[component]
pub fn Files(props: &Props) -> Html {
    let save = {
        let (address, said) = (props.address.clone(), props.opener.said.clone());
        Callback::from(move |_| match super::PullsView::input(&address) {
            Ok(scenario) => save_text("scenario.json", "application/json", &laid_out(&scenario)),
            Err(reason) => said.set(Some(Said::Problem(reason))),
        })
    };
    html! {
        <div class="files">
            { file_button(text::pulls_files_open(), ".json,.yaml,.yml", false, props.opener.opening()) }
            <button type="button" class="small" onclick={save}>{ text::pulls_files_save() }</button>
            <span class="soft hint">{ text::pulls_files_hint() }</span>
            { match &*props.opener.said {
                Some(Said::Opened(said)) => html! { <p class="soft" role="status">{ said }</p> },
                Some(Said::Problem(problem)) => html! { <p class="bad" role="alert">{ problem }</p> },
                None => Html::default(),
            } }
        </div>
    }
}

/// What a file holds, or what is wrong with it.
async fn opened(name: &str, content: &str, release: Release) -> Result<Opened, String> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    match extension.unwrap_or_default().to_ascii_lowercase().as_str() {
        "json" => scenario(content, release),
        "yaml" | "yml" => match parts::kubelet_config_reader().await {
            Ok(read) => config(content, read(content, release)),
            Err(NotLoaded) => Err(text::view_failed().to_owned()),
        },
        _ => return Err(text::pulls_files_unknown(name)),
    }
    .map_err(|what: String| text::pulls_files_wrong(name, what))
}

fn scenario(content: &str, release: Release) -> Result<Opened, String> {
    let mut scenario = read(content).map_err(|error| error.said())?;
    let named: Option<Result<Release, _>> = scenario.kubernetes.take().map(|text| text.parse());
    let named = named
        .transpose()
        .map_err(|error| text::localized(&error.words()).to_plain())?;
    let problems = run(&scenario, named.unwrap_or(release)).err();
    match problems.and_then(|problems| problems.into_iter().next()) {
        Some(problem) => Err(problem.said().to_plain()),
        None => Ok(Opened::Scenario(Box::new(scenario), named)),
    }
}

fn config(content: &str, report: KubeletConfigReport) -> Result<Opened, String> {
    if report.written.is_some() {
        return Ok(Opened::Config(content.to_owned()));
    }
    let first = report.diagnostics.into_iter().next();
    Err(first.map_or_else(String::new, |it| text::localized(&it.message).to_plain()))
}

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        task::{Context, Poll, Waker},
    };

    use imagepull::kubelet::config::check_kubelet_config;

    use super::{super::presets::PRESETS, *};

    fn open(name: &str, content: &str) -> Result<Opened, String> {
        let opened = pin!(opened(name, content, Release::NEWEST));
        match opened.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(opened) => opened,
            Poll::Pending => panic!("the program is whole, and nothing is fetched"),
        }
    }

    #[test]
    fn every_example_survives_the_way_through_a_file() {
        for preset in &PRESETS {
            let scenario = preset.scenario();
            let json = serde_json::to_string_pretty(&super::super::in_release(
                &scenario,
                "1.31".parse().expect("a release"),
            ));
            let Ok(Opened::Scenario(opened, release)) = open("a.JSON", &json.expect("JSON")) else {
                panic!("{}", preset.offer.slug);
            };
            assert_eq!(*opened, scenario);
            assert_eq!(release.map(|it| it.to_string()).as_deref(), Some("1.31"));
        }
    }

    #[test]
    fn a_configuration_survives_the_way_through_a_file() {
        for node in PRESETS.iter().flat_map(|preset| preset.scenario().nodes) {
            let settings = node.kubelet.unwrap_or_default();
            let Ok(Opened::Config(text)) = open("kubelet.yml", &settings.to_yaml()) else {
                panic!("{settings:?}");
            };
            let written = check_kubelet_config(&text, Release::NEWEST).written;
            assert_eq!(written, Some(settings));
        }
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said() {
        let said = [
            open("a.json", "{\n  \"nodes\": 7\n}"),
            open(
                "a.json",
                r#"{ "images": {}, "nodes": [], "pods": [], "kubernetes": "9.9" }"#,
            ),
            open(
                "a.json",
                r#"{ "images": {}, "nodes": [{ "name": "n", "bandwidth": 0 }], "pods": [] }"#,
            ),
            open("a.yaml", "a: b: c"),
            open("a.txt", "{}"),
            open("README", ""),
        ];
        let said: Vec<String> = said.into_iter().filter_map(Result::err).collect();
        insta::assert_snapshot!(said.join("\n"));
    }
}
