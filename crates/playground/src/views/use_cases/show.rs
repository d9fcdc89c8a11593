//! Guides and tables on the page.

use imagepull::words::Parts;
use yew::prelude::*;

use super::{
    check::Checked,
    guide::{Cell, Step, Table},
};
use crate::{
    address::Address,
    components::{
        breakable::breakable, copy_button::CopyButton, reasons::reasons, rich::rich,
        verbatim::verbatim,
    },
    text,
};

/// One step, below a heading.
pub fn step(step: &Step, address: &Address) -> Html {
    html! {
        <>
            <h3>{ step.title }</h3>
            { for step.says.iter().map(|says| html! { <p>{ rich(says) }</p> }) }
            if !step.code.is_empty() { { code(step) } }
            { for step.check.iter().map(|check| html! {
                <Checked check={*check} example={step.code} title={step.title} release={address.kubernetes} />
            }) }
            { for step.table.iter().map(|shown| table(shown, address)) }
            if !step.why.is_empty() {
                <details>
                    <summary>{ text::use_cases_why() }</summary>
                    { reasons(&step.why) }
                </details>
            }
            if !step.tries.is_empty() {
                <p class="tries">
                    <span class="soft">{ text::use_cases_try() }</span>
                    { for step.tries.iter().map(|offered| html! {
                        <a class="button" href={offered.link(address)}>{ offered.label() }</a>
                    }) }
                </p>
            }
        </>
    }
}

fn code(step: &Step) -> Html {
    html! {
        <div class="snippet">
            <pre class="code">{ step.code }</pre>
            <CopyButton what={text::use_cases_copy(step.title)} copied={step.code} />
        </div>
    }
}

/// A table that scrolls by itself where the page is narrow.
pub fn table(table: &Table, address: &Address) -> Html {
    html! {
        <div class="scrolls" tabindex="0" role="region" aria-label={table.caption.clone()}>
            <table class="stacks">
                <caption>{ &table.caption }</caption>
                <thead>
                    <tr>{ for table.head.iter().map(|head| html! { <th scope="col">{ rich(head) }</th> }) }</tr>
                </thead>
                <tbody>{ for table.rows.iter().map(|row| table_row(row, &table.head, address)) }</tbody>
            </table>
        </div>
    }
}

fn table_row(row: &[Cell], head: &[Parts], address: &Address) -> Html {
    html! {
        <tr>
            { for row.iter().zip(head).enumerate().map(|(column, (shown, head))| {
                let content = cell(shown, address);
                if column == 0 {
                    html! { <th scope="row">{ content }</th> }
                } else {
                    html! { <td data-head={head.to_plain()}>{ content }</td> }
                }
            }) }
        </tr>
    }
}

fn cell(cell: &Cell, address: &Address) -> Html {
    match cell {
        Cell::Text(words) => rich(words),
        Cell::Outcome {
            starts,
            runs,
            moved,
        } => outcome(*starts, runs, moved),
        Cell::Codes(names) => names
            .iter()
            .map(|name| html! { <code class="line">{ breakable(name) }</code> })
            .collect(),
        Cell::Verbatim(lines) => lines
            .iter()
            .map(|line| html! { <span class="line">{ verbatim(line) }</span> })
            .collect(),
        // The row says what it is about; a screen reader may come to the link without it.
        Cell::Try(offered) => html! {
            <a href={offered.link(address)} aria-label={offered.label()}>{ offered.view() }</a>
        },
    }
}

fn outcome(starts: bool, runs: &Parts, moved: &Parts) -> Html {
    let (class, sign) = if starts {
        ("starts", "●")
    } else {
        ("waits", "✕")
    };
    html! {
        <>
            <strong {class}>{ sign }{ " " }{ rich(runs) }</strong>
            if !moved.is_empty() { <span class="soft">{ rich(moved) }</span> }
        </>
    }
}
