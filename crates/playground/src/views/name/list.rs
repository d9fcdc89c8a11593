//! Several image names as a table that can be taken along.

use imagepull::{image::parse_image, policy::default_pull_policy, words::Parts};
use yew::prelude::*;

use crate::{
    components::{breakable::breakable, copy_button::CopyButton, rich::rich},
    export::markdown::{self, Place, code},
    hooks::is_embedded,
    text,
};

/// Rows that are drawn: a browser takes seconds for tens of thousands.
const MAX_LISTED: usize = 1000;

struct Row {
    written: String,
    means: String,
    policy: &'static str,
    remark: Parts,
}

/// One row an image, for the first of very many.
pub fn list(images: &[&str]) -> Html {
    let listed = images.iter().take(MAX_LISTED);
    let rows: Vec<Row> = listed.map(|image| row(image)).collect();
    html! {
        <section class="list">
            <div role="status"><h2 id="list" class="answer">{ text::name_list_title(text::grouped(images.len())) }</h2></div>
            if rows.len() < images.len() {
                <p class="soft">
                    { text::name_list_first(text::grouped(rows.len())) }
                    // A frame in another page has no menu.
                    if !is_embedded() { { " " }{ text::name_list_all() } }
                </p>
            }
            <div class="scrolls" tabindex="0" role="region" aria-labelledby="list">
                <table>
                    <thead>
                        <tr>{ for titles().into_iter().map(|title| html! { <th scope="col">{ title }</th> }) }</tr>
                    </thead>
                    <tbody>
                        { for rows.iter().map(|row| html! {
                            <tr>
                                <td class="code">{ breakable(&drawn(&row.written)) }</td>
                                <td class="code">{ breakable(&drawn(&row.means)) }</td>
                                <td class="code">{ row.policy }</td>
                                <td>{ rich(&row.remark) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
            <p class="list-actions">
                <CopyButton what={text::name_list_copy_markdown()} label={text::name_list_copy_markdown()} copied={table(&rows)} />
                <CopyButton what={text::name_list_copy_csv()} label={text::name_list_copy_csv()} copied={csv(&rows)} />
            </p>
        </section>
    }
}

fn titles() -> [&'static str; 4] {
    [
        text::name_list_written(),
        text::name_list_means(),
        text::name_list_policy(),
        text::name_list_remark(),
    ]
}

/// So much of a name is drawn in a row, in bytes.
const MAX_IN_ROW: usize = 512;

/// A name as it is drawn; what is copied has all of it.
fn drawn(name: &str) -> String {
    if name.len() <= MAX_IN_ROW {
        return name.to_owned();
    }
    format!("{}…", &name[..name.floor_char_boundary(MAX_IN_ROW)])
}

fn row(image: &str) -> Row {
    let report = parse_image(image);
    let remark = report.diagnostics.into_iter().next();
    Row {
        written: image.to_owned(),
        means: report.pulled.unwrap_or_default(),
        policy: default_pull_policy(image).as_str(),
        remark: remark
            .map(|diagnostic| text::localized(&diagnostic.message))
            .unwrap_or_default(),
    }
}

impl Row {
    fn cells(&self) -> [String; 4] {
        let policy = self.policy.to_owned();
        let remark = self.remark.to_plain();
        [self.written.clone(), self.means.clone(), policy, remark]
    }
}

/// The list as Markdown: how many images, and the table.
pub fn markdown(images: &[&str]) -> String {
    let rows: Vec<Row> = images.iter().map(|image| row(image)).collect();
    let title = markdown::text(&text::name_list_title(rows.len()));
    format!("{title}\n\n{}", table(&rows))
}

fn table(rows: &[Row]) -> String {
    let rows = rows.iter().map(|row| {
        let names = [&row.written, &row.means, row.policy].map(|name| code(name, Place::Cell));
        let remark = markdown::rich(&row.remark, Place::Cell);
        names.into_iter().chain([remark]).collect()
    });
    markdown::table(&titles().map(markdown::text), rows)
}

/// Comma-separated values as of RFC 4180.
fn csv(rows: &[Row]) -> String {
    let mut lines = vec![titles().map(quoted).join(",")];
    lines.extend(
        rows.iter()
            .map(|row| row.cells().map(|cell| quoted(&cell)).join(",")),
    );
    lines.join("\r\n") + "\r\n"
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}
