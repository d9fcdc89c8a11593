//! Manifests from files: chosen, or dropped anywhere on the view, and joined to one text.

use std::rc::Rc;

use imagepull::workload::beside::{ManifestFile, lies_beside};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::draft::{Draft, Opened};
use crate::{components::file_input::text_of, drawing::figures::size, text};

/// The most that is read of files together, in bytes: so much the core reads.
const MAX_BYTES: f64 = 32.0 * 1024.0 * 1024.0;

/// Files that are named; of the others only the number.
const NAMED: usize = 3;

/// What is said of the last files.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    Opened(String),
    Problem(String),
}

/// Opens files and says what became of the last ones.
#[derive(Clone, PartialEq)]
pub struct Opener {
    said: UseStateHandle<Option<Said>>,
    opened: Callback<Opened>,
}

/// An opener that calls `opened` with the text of all files.
#[hook]
pub fn use_opener(opened: Callback<Opened>) -> Opener {
    Opener {
        said: use_state_eq(|| None),
        opened,
    }
}

impl Opener {
    /// Opens what is chosen or dropped.
    pub fn opening(&self) -> Callback<Vec<File>> {
        let opener = self.clone();
        Callback::from(move |files: Vec<File>| {
            if files.is_empty() {
                return;
            }
            let bytes: f64 = files.iter().map(|file| file.size()).sum();
            if bytes > MAX_BYTES {
                let problem = text::manifest_files_large(count(files.len()), size(bytes));
                return opener.said.set(Some(Said::Problem(problem)));
            }
            let opener = opener.clone();
            spawn_local(async move { opener.read(&files).await });
        })
    }

    async fn read(&self, files: &[File]) {
        let mut read = Vec::with_capacity(files.len());
        for file in files {
            let Some(text) = text_of(file).await else {
                let problem = text::manifest_files_unreadable(file.name());
                return self.said.set(Some(Said::Problem(problem)));
            };
            let path = file.name();
            read.push(ManifestFile { path, text });
        }
        let names: Vec<String> = files.iter().map(File::name).collect();
        let opened = text::manifest_files_opened(named(&names));
        self.said.set(Some(Said::Opened(opened)));
        self.opened.emit(put_together(read));
    }

    /// What became of the last files.
    pub fn said(&self) -> Html {
        match &*self.said {
            Some(Said::Opened(said)) => html! { <p class="soft" role="status">{ said }</p> },
            Some(Said::Problem(problem)) => html! { <p class="bad" role="alert">{ problem }</p> },
            None => Html::default(),
        }
    }
}

/// The names of the files that lie beside a text, and the button that leaves them out.
pub fn beside(draft: &Draft, open: Callback<Opened>) -> Html {
    if draft.beside.is_empty() {
        return Html::default();
    }
    let names: Vec<String> = draft.beside.iter().map(|file| file.path.clone()).collect();
    let text = draft.text.clone();
    let leave_out = Callback::from(move |_: MouseEvent| {
        open.emit(Opened {
            text: text.to_string(),
            beside: Rc::default(),
        });
    });
    html! {
        <p class="soft">
            { text::manifest_files_beside(named(&names)) }{ " " }
            <button type="button" class="small" onclick={leave_out}>{ text::manifest_files_leave_out() }</button>
        </p>
    }
}

fn count(files: usize) -> String {
    match files {
        1 => text::manifest_count_file().to_owned(),
        files => text::manifest_count_files(files),
    }
}

fn named(names: &[String]) -> String {
    let shown = names.len().min(NAMED);
    let list = names[..shown].join(", ");
    match names.len() - shown {
        0 => list,
        more => text::manifest_files_opened_more(list, more),
    }
}

/// The text of the manifests, with the files that lie beside them. Those alone are a text, too.
fn put_together(files: Vec<ManifestFile>) -> Opened {
    let (mut beside, mut manifests): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| lies_beside(&file.path));
    if manifests.is_empty() {
        std::mem::swap(&mut beside, &mut manifests);
    }
    let texts: Vec<String> = manifests.into_iter().map(|file| file.text).collect();
    Opened {
        text: joined(&texts),
        beside: Rc::from(beside),
    }
}

/// One text of all files, with a line `---` between what belongs to two of them.
fn joined(texts: &[String]) -> String {
    let mut joined = String::with_capacity(texts.iter().map(|text| text.len() + 4).sum());
    for text in texts {
        if !joined.is_empty() {
            let line_break = if joined.contains("\r\n") {
                "\r\n"
            } else {
                "\n"
            };
            if !joined.ends_with('\n') {
                joined.push_str(line_break);
            }
            if !starts_document(text) {
                joined.push_str("---");
                joined.push_str(line_break);
            }
        }
        joined.push_str(text);
    }
    joined
}

/// Whether a text begins with the mark of a document, or with a directive, which is before one.
fn starts_document(text: &str) -> bool {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| line == "---" || line.starts_with("--- "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_beside_manifests_is_no_part_of_the_text() {
        let file = |path: &str| ManifestFile {
            path: path.to_owned(),
            text: format!("{path}\n"),
        };
        let opened = put_together(["values.yaml", "pod.yaml"].map(file).to_vec());
        assert_eq!(
            (&*opened.text, &*opened.beside),
            ("pod.yaml\n", &[file("values.yaml")][..])
        );
        let alone = put_together(vec![file("values.yaml")]);
        assert_eq!((&*alone.text, alone.beside.len()), ("values.yaml\n", 0));
    }

    #[test]
    fn documents_of_several_files_stay_apart() {
        let rows: [(&[&str], &str); 7] = [
            (&[], ""),
            (&["a: 1"], "a: 1"),
            (&["a: 1\n", "b: 2\n"], "a: 1\n---\nb: 2\n"),
            (&["a: 1", "b: 2"], "a: 1\n---\nb: 2"),
            (&["a: 1\r\n", "b: 2\r\n"], "a: 1\r\n---\r\nb: 2\r\n"),
            (
                &["---\na: 1\n", "# second\n---\nb: 2\n"],
                "---\na: 1\n# second\n---\nb: 2\n",
            ),
            (&["{}", "", "[]"], "{}\n---\n---\n[]"),
        ];
        for (files, text) in rows {
            let files: Vec<String> = files.iter().map(|&file| file.to_owned()).collect();
            assert_eq!(joined(&files), text, "{files:?}");
        }
    }
}
