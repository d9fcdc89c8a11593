//! The three runs in figures.

use imagepull::simulate::analysis::{Facts, Lane, nodes};
use yew::prelude::*;

use super::{
    figures::{bit_rate, duration, size},
    lane::lane_title,
    runs::Results,
};
use crate::{export::markdown, hooks::use_language, text};

/// A figure of the comparison.
struct Figure {
    title: &'static str,
    of: fn(&Facts) -> Option<f64>,
    print: fn(f64) -> String,
    /// Whether the lowest one is marked.
    lowest_is_best: bool,
    /// Whether it is there only where it is above 0 in a run.
    is_left_out_at_0: bool,
}

/// Properties of [`Comparison`].
#[derive(Properties, PartialEq)]
pub struct ComparisonProps {
    /// What the three runs come to.
    pub results: Results,
}

/// The comparison, the best of each row marked.
#[component]
pub fn Comparison(props: &ComparisonProps) -> Html {
    use_language();
    let results = &props.results;
    html! {
        <section>
            <h2 id="figures">{ text::pulls_table_title() }</h2>
            <div class="scrolls" tabindex="0" role="region" aria-labelledby="figures">
                <table class="figures">
                    <thead>
                        <tr><td></td>{ for Lane::ALL.map(|lane| html! { <th scope="col">{ lane_title(lane, &results.scenario) }</th> }) }</tr>
                    </thead>
                    <tbody>{ for shown_figures(results).iter().map(|figure| figure_row(figure, results)) }</tbody>
                </table>
            </div>
        </section>
    }
}

/// The figures that say something of these runs.
fn shown_figures(results: &Results) -> Vec<Figure> {
    let says_something = |figure: &Figure| {
        let values = Lane::ALL.map(|lane| (figure.of)(results.of(lane)));
        !figure.is_left_out_at_0 || values.iter().flatten().any(|value| *value > 0.0)
    };
    // To one node the registry sends what the network carries.
    let of_many = (nodes(&results.scenario) > 1.0).then(registry_peak);
    let figures = figures().into_iter().chain(of_many);
    figures.filter(says_something).collect()
}

fn registry_peak() -> Figure {
    Figure {
        title: text::pulls_table_registry(),
        of: |facts| Some(facts.registry_peak),
        print: bit_rate,
        lowest_is_best: false,
        is_left_out_at_0: true,
    }
}

#[rustfmt::skip]
fn figures() -> [Figure; 10] {
    let count = |value: f64| value.to_string();
    [
        Figure { title: text::pulls_table_half_ready(), of: |facts| facts.half_ready_ms, print: duration, lowest_is_best: true, is_left_out_at_0: false },
        Figure { title: text::pulls_table_all_ready(), of: |facts| facts.all_ready_ms, print: duration, lowest_is_best: true, is_left_out_at_0: false },
        Figure { title: text::pulls_table_last_pull(), of: |facts| Some(facts.makespan_ms), print: duration, lowest_is_best: true, is_left_out_at_0: true },
        Figure { title: text::pulls_table_never_ready(), of: |facts| Some(facts.never_ready as f64), print: count, lowest_is_best: true, is_left_out_at_0: true },
        Figure { title: text::pulls_table_queue(), of: |facts| facts.longest_queue_ms, print: duration, lowest_is_best: true, is_left_out_at_0: false },
        Figure { title: text::pulls_table_slot(), of: |facts| Some(facts.longest_slot_ms), print: duration, lowest_is_best: true, is_left_out_at_0: true },
        Figure { title: text::pulls_table_failed(), of: |facts| Some(f64::from(facts.pulls_failed)), print: count, lowest_is_best: true, is_left_out_at_0: true },
        Figure { title: text::pulls_table_peak(), of: |facts| Some(f64::from(facts.peak_pulls)), print: count, lowest_is_best: false, is_left_out_at_0: false },
        Figure { title: text::pulls_table_bytes(), of: |facts| Some(facts.bytes_downloaded), print: size, lowest_is_best: false, is_left_out_at_0: false },
        Figure { title: text::pulls_table_saved(), of: |facts| Some(facts.bytes_saved), print: size, lowest_is_best: false, is_left_out_at_0: false },
    ]
}

fn figure_row(figure: &Figure, results: &Results) -> Html {
    let cell = |(value, is_best): (String, bool)| {
        html! {
            <td class={classes!("code", is_best.then_some("best"))}>
                { value }
                if is_best { <span class="mark-best">{ text::pulls_table_best() }</span> }
            </td>
        }
    };
    html! { <tr><th scope="row">{ figure.title }</th>{ for cells(figure, results).map(cell) }</tr> }
}

/// The figure of each lane, and whether it is marked as the best.
fn cells(figure: &Figure, results: &Results) -> [(String, bool); 3] {
    let values = Lane::ALL.map(|lane| (figure.of)(results.of(lane)));
    let printed = values.map(|value| value.map(figure.print));
    let best = values
        .iter()
        .flatten()
        .copied()
        .reduce(f64::min)
        .map(figure.print);
    let differ = printed
        .iter()
        .flatten()
        .any(|value| Some(value) != best.as_ref());
    printed.map(|value| {
        let is_best = figure.lowest_is_best && differ && value == best;
        let value = value.unwrap_or_else(|| text::pulls_table_none().to_owned());
        (value, is_best)
    })
}

/// The figures of one lane, as they are in the table.
#[cfg(test)]
pub fn column(results: &Results, lane: Lane) -> Vec<String> {
    let figures = shown_figures(results).into_iter();
    figures
        .map(|figure| cells(&figure, results)[lane as usize].0.clone())
        .collect()
}

/// The comparison as Markdown.
pub fn markdown(results: &Results) -> String {
    let lanes = Lane::ALL.map(|lane| markdown::text(&lane_title(lane, &results.scenario)));
    let head: Vec<String> = [String::new()].into_iter().chain(lanes).collect();
    let rows = shown_figures(results).into_iter().map(|figure| {
        let cells = cells(&figure, results).map(|(value, is_best)| {
            let value = markdown::text(&value);
            if is_best {
                format!("**{value}**")
            } else {
                value
            }
        });
        let title = markdown::text(figure.title);
        [title].into_iter().chain(cells).collect()
    });
    markdown::table(&head, rows)
}
