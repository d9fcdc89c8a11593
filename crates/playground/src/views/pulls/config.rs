//! The KubeletConfiguration of the nodes, as YAML that can be edited.

use std::rc::Rc;

use imagepull::{
    diagnostic::Diagnostic,
    kubelet::config::{KubeletConfigReport, PullSettings},
    releases::Release,
    simulate::{analysis::Lane, scenario::Scenario},
};
use web_sys::{HtmlDetailsElement, HtmlSelectElement};
use yew::prelude::*;

use super::{editor::Edit, lane::lane_title};
use crate::{
    components::{
        fields::{typed, wrap},
        not_loaded::NotLoadedNotice,
        reasons::reasons,
        remarks::remarks_in,
        rich::rich,
        save::save_text,
    },
    hooks::{Draft, use_draft, use_language, use_part},
    parts::{self, NotLoaded},
    text,
};

/// Properties of [`Config`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The scenario as it is.
    pub scenario: Rc<Scenario>,
    /// The release whose kubelet reads the text.
    pub release: Release,
    /// The scenario as it shall be.
    pub change: Callback<Edit>,
    /// The text of a file that was opened, the newest one.
    pub opened: Option<FileText>,
}

/// The text of a file, equal only to itself: the same text can be opened again.
#[derive(Clone)]
pub struct FileText(pub Rc<str>);

impl PartialEq for FileText {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigDraft {
    text: String,
    /// The settings in it; `None` where it cannot be read, or is not read yet.
    settings: Option<PullSettings>,
}

/// The text of one entry of the nodes, and what the kubelet makes of it.
#[component]
pub fn Config(props: &Props) -> Html {
    use_language();
    let is_open = use_state_eq(|| false);
    let chosen = use_state_eq(|| 0);
    let draft = use_draft(
        |drafts| drafts.kubelet_config.clone(),
        |drafts, draft| drafts.kubelet_config = draft,
    );
    let nodes = &props.scenario.nodes;
    let index = (*chosen).min(nodes.len().saturating_sub(1));
    let settings = nodes.get(index).and_then(|node| node.kubelet);
    let settings = settings.unwrap_or_default();
    // What was typed stays as long as it is what the scenario has, or cannot be read.
    let standing = draft
        .as_ref()
        .filter(|draft| draft.settings.is_none_or(|written| written == settings));
    // A configuration that is refused is shown without being asked for.
    let is_refused = !settings.defaulted().refusals().is_empty();
    let is_wanted = *is_open || is_refused || standing.is_some();
    let (reader, fetch) = use_part(is_wanted, parts::kubelet_config_reader);
    let read = reader.and_then(Result::ok);
    let is_unreadable = read.is_some() && standing.is_some_and(|draft| draft.settings.is_none());
    let written = standing.map_or_else(|| settings.to_yaml(), |draft| draft.text.clone());
    let release = props.release;
    let report = use_memo(
        (written.clone(), release, read.is_some()),
        |(written, release, _)| read.map(|read| read(written, *release)),
    );
    let write = {
        let (draft, scenario, change) =
            (draft.clone(), props.scenario.clone(), props.change.clone());
        Callback::from(move |text: String| {
            let settings = read.and_then(|read| read(&text, release).written);
            if let Some(settings) = settings {
                set(&scenario, index, settings, &change);
            }
            draft.set(Some(ConfigDraft { text, settings }));
        })
    };
    {
        let (write, is_open) = (write.clone(), is_open.clone());
        use_effect_with(props.opened.clone(), move |opened| {
            if let Some(FileText(text)) = opened {
                is_open.set(true);
                write.emit(text.to_string());
            }
        });
    }
    {
        // What was typed while it was fetched.
        let (write, draft) = (write.clone(), draft.clone());
        use_effect_with(read.is_some(), move |is_there| {
            let unread = draft.as_ref().filter(|draft| draft.settings.is_none());
            if let Some(unread) = unread.filter(|_| *is_there) {
                write.emit(unread.text.clone());
            }
        });
    }
    let back = {
        let draft = draft.clone();
        Callback::from(move |_| draft.set(None))
    };
    let save = {
        let written = written.clone();
        Callback::from(move |_| save_text("kubelet-config.yaml", "application/yaml", &written))
    };
    let ontoggle = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| {
            let details: HtmlDetailsElement = event.target_unchecked_into();
            is_open.set(details.open());
        })
    };
    let oninput = write.reform(|event| typed(&event));
    let is_wrong = report
        .as_ref()
        .as_ref()
        .is_some_and(|report| !report.starts);
    html! {
        <details class="editor config" open={*is_open || is_wrong} {ontoggle}>
            <summary>{ text::pulls_config_title() }</summary>
            <div class="config-parts">
                <div class="json">
                    if nodes.len() > 1 { { chooser(&props.scenario, index, &chosen, &draft) } }
                    <label for="kubelet-config">{ text::pulls_config_label() }</label>
                    <textarea
                        id="kubelet-config" class="code" rows="7" wrap={wrap(&written)} spellcheck="false" autocomplete="off" autocapitalize="off"
                        aria-invalid={is_wrong.then_some("true")} aria-describedby="kubelet-says" value={written.clone()} {oninput}
                    />
                    if is_unreadable {
                        <button type="button" class="small" onclick={back}>{ text::pulls_config_back() }</button>
                    }
                    <button type="button" class="small" onclick={save}>{ text::pulls_files_save_config() }</button>
                </div>
                <div id="kubelet-says">
                    { match (&*report, reader) {
                        (Some(report), _) => verdict(report, &written, &write),
                        (None, Some(Err(NotLoaded))) => html! { <NotLoadedNotice again={fetch} /> },
                        (None, _) => html! { <p class="soft" role="status">{ text::view_loading() }</p> },
                    } }
                    if !is_wrong { { lane_of(settings, &props.scenario) } }
                </div>
            </div>
        </details>
    }
}

/// Writes settings into an entry of the nodes, where they are others.
fn set(scenario: &Scenario, index: usize, settings: PullSettings, change: &Callback<Edit>) {
    let node = scenario.nodes.get(index);
    if node.is_some_and(|node| node.kubelet.unwrap_or_default() != settings) {
        change.emit(Edit::by(move |scenario| {
            if let Some(node) = scenario.nodes.get_mut(index) {
                node.kubelet = Some(settings);
            }
        }));
    }
}

fn chooser(
    scenario: &Scenario,
    index: usize,
    chosen: &UseStateHandle<usize>,
    draft: &Draft<Option<ConfigDraft>>,
) -> Html {
    let onchange = {
        let (chosen, draft) = (chosen.clone(), draft.clone());
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            chosen.set(usize::try_from(select.selected_index()).unwrap_or(0));
            draft.set(None);
        })
    };
    html! {
        <select aria-label={text::pulls_config_node()} {onchange}>
            { for scenario.nodes.iter().enumerate().map(|(place, node)| html! {
                <option selected={place == index}>{ &node.name }</option>
            }) }
        </select>
    }
}

/// Whether the kubelet starts: with which settings, or why not.
fn verdict(report: &KubeletConfigReport, written: &str, write: &Callback<String>) -> Html {
    let diagnostics: Vec<&Diagnostic> = report.diagnostics.iter().collect();
    html! {
        <>
            <p role="status" class={if report.starts { "starts" } else { "refused" }}>
                { if report.starts { text::pulls_config_starts() } else { text::pulls_config_refused() } }
            </p>
            { remarks_in(written, &diagnostics, write) }
            if report.starts {
                <dl class="defaulted">{ for defaulted(report).map(|(field, value)| html! {
                    <div><dt><code>{ field }</code></dt><dd><code>{ value }</code></dd></div>
                }) }</dl>
                { reasons(&report.why) }
            }
        </>
    }
}

fn defaulted(report: &KubeletConfigReport) -> impl Iterator<Item = (&'static str, String)> {
    let number = |value: Option<f64>, none: &str| {
        value.map_or_else(|| none.to_owned(), |value| value.to_string())
    };
    let no_limit = text::pulls_edit_no_limit();
    let serialize = report.serialize_image_pulls.unwrap_or_default();
    let policy = report.image_pull_credentials_verification_policy.clone();
    [
        ("serializeImagePulls", Some(serialize.to_string())),
        (
            "maxParallelImagePulls",
            Some(number(report.max_parallel_image_pulls, no_limit)),
        ),
        (
            "registryPullQPS",
            Some(number(report.registry_pull_qps, "")),
        ),
        ("registryBurst", Some(number(report.registry_burst, ""))),
        ("imagePullCredentialsVerificationPolicy", policy),
    ]
    .into_iter()
    .filter_map(|(field, value)| Some((field, value?)))
}

/// Which of the three runs below is the one of these settings.
fn lane_of(settings: PullSettings, scenario: &Scenario) -> Html {
    let lane = lane_title(Lane::from_kubelet(settings), scenario);
    html! { <p class="soft">{ rich(text::pulls_config_runs(lane)) }</p> }
}
