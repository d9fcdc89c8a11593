//! What changes of a text, line by line: the changed lines with some around, the rest folded.

use std::{collections::BTreeSet, rc::Rc};

use imagepull::workload::{
    edits::Edit,
    hunks::{Hunk, LineKind, hunks},
};
use yew::prelude::*;

use crate::{
    components::{copy_button::CopyButton, save::save_text},
    hooks::use_language,
    text,
};

/// Changes per press of “more”.
const MAX_SHOWN: usize = 100;

/// So few lines are not folded: a button takes as much room.
const FEW: usize = 2;

/// Properties of [`Difference`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub label: &'static str,
    pub text: AttrValue,
    /// What is changed.
    pub edits: Vec<Edit>,
    /// The text as it becomes.
    pub changed: AttrValue,
    /// The name of a file with that.
    pub name: &'static str,
}

/// The changes, and the whole text to take along.
#[component]
pub fn Difference(props: &Props) -> Html {
    use_language();
    let shown = use_state_eq(|| MAX_SHOWN);
    let unfolded = use_state(|| Rc::new(BTreeSet::new()));
    {
        let unfolded = unfolded.clone();
        use_effect_with(props.text.clone(), move |_| unfolded.set(Rc::default()));
    }
    let hunks = hunks(&props.text, &props.edits).unwrap_or_default();
    let lines: Vec<&str> = props.text.lines().collect();
    let more = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(*shown + MAX_SHOWN))
    };
    let save = {
        let (name, changed) = (props.name, props.changed.clone());
        Callback::from(move |_| save_text(name, "application/yaml", &changed))
    };
    let hidden = hunks.len().saturating_sub(*shown);
    let mut rows = Vec::new();
    let mut stretch = Stretch::default();
    for hunk in hunks.iter().take(*shown) {
        stretch.to = hunk.old_line - 1;
        rows.push(between(&lines, stretch, &unfolded));
        rows.extend(changed_lines(hunk));
        stretch = Stretch::behind(hunk);
    }
    if hidden == 0 {
        stretch.to = lines.len();
        rows.push(between(&lines, stretch, &unfolded));
    }
    html! {
        <>
            <div class="difference" tabindex="0" role="region" aria-label={props.label}>
                <table>
                    <caption>{ text::manifest_difference_caption() }</caption>
                    <thead class="visually-hidden"><tr>
                        <th scope="col">{ text::manifest_difference_number() }</th>
                        <th scope="col">{ text::manifest_difference_change() }</th>
                        <th scope="col">{ text::manifest_difference_text() }</th>
                    </tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if hidden > 0 {
                <button type="button" class="small" onclick={more}>{ text::manifest_difference_more(hidden.min(MAX_SHOWN)) }</button>
            }
            <p class="difference-actions">
                <CopyButton copied={props.changed.clone()} what={props.name} label={text::manifest_difference_copy()} />
                <button type="button" class="small" onclick={save}>{ text::manifest_difference_save() }</button>
            </p>
        </>
    }
}

/// Lines that stay.
#[derive(Clone, Copy, Default)]
struct Stretch {
    /// How many lines are before them, in the text as it is.
    from: usize,
    /// The last of them is this line, from 1.
    to: usize,
    /// How many lines are before them in the text as it becomes.
    new_from: usize,
}

impl Stretch {
    /// Those that begin behind changed lines.
    fn behind(hunk: &Hunk) -> Self {
        let count = |without| hunk.lines.iter().filter(|it| it.kind != without).count();
        let from = hunk.old_line - 1 + count(LineKind::Added);
        Self {
            from,
            to: from,
            new_from: hunk.new_line - 1 + count(LineKind::Removed),
        }
    }
}

/// Lines that stay: folded, or all of them.
fn between(
    lines: &[&str],
    stretch: Stretch,
    unfolded: &UseStateHandle<Rc<BTreeSet<usize>>>,
) -> Html {
    let Stretch { from, to, new_from } = stretch;
    let Some(kept) = lines.get(from..to) else {
        return Html::default();
    };
    if kept.len() <= FEW || unfolded.contains(&from) {
        let numbered = (new_from + 1..).zip(kept);
        return numbered
            .map(|(number, text)| row(LineKind::Kept, number, text))
            .collect();
    }
    let onclick = {
        let unfolded = unfolded.clone();
        Callback::from(move |_| {
            let mut more = (**unfolded).clone();
            more.insert(from);
            unfolded.set(Rc::new(more));
        })
    };
    html! {
        <tr class="gap">
            <td colspan="3">
                <button type="button" class="small" {onclick}>{ text::manifest_difference_unchanged(kept.len()) }</button>
            </td>
        </tr>
    }
}

/// The lines of a hunk. What goes has its number in the text as it is, the rest that of the text as
/// it becomes.
fn changed_lines(hunk: &Hunk) -> impl Iterator<Item = Html> {
    let (mut old, mut new) = (hunk.old_line, hunk.new_line);
    hunk.lines.iter().map(move |line| {
        let number = if line.kind == LineKind::Removed {
            old
        } else {
            new
        };
        old += usize::from(line.kind != LineKind::Added);
        new += usize::from(line.kind != LineKind::Removed);
        row(line.kind, number, &line.text)
    })
}

fn row(kind: LineKind, number: usize, text: &str) -> Html {
    let (class, sign, name) = match kind {
        LineKind::Kept => ("kept", "", ""),
        LineKind::Added => ("added", "+", text::manifest_difference_added()),
        LineKind::Removed => ("removed", "−", text::manifest_difference_removed()),
    };
    html! {
        <tr {class}>
            <td class="number">{ number }</td>
            <td class="sign">
                <span aria-hidden="true">{ sign }</span>
                <span class="visually-hidden">{ name }</span>
            </td>
            <td>{ text.to_owned() }</td>
        </tr>
    }
}
