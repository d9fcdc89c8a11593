//! A row of many pulls: how many of them do what at once. It opens, down to each pull.

use core::fmt::Write;

use imagepull::simulate::analysis::Lane;
use yew::prelude::*;

use super::{
    super::{
        bars::Activity,
        figures::duration,
        lane::{NARROW_PITCH, paint},
        query::{Answer, Group, NodeRows, Question},
        rows::Row,
    },
    bucketed_series::STRETCHES,
    session::Cluster,
};
use crate::{hooks::use_language, text};

/// The height of a row, in px: above, pulls that wait in a queue, below, those that run. Where
/// pulls are serial, hundreds wait for each that runs, so that one scale would show nothing else.
const HEIGHT: f32 = 22.0;
const QUEUED_HEIGHT: f32 = 6.0;
const RUNNING_HEIGHT: f32 = 15.0;

/// The width of a stretch in a picture. With this width patterns keep their shape where the
/// drawing is about as wide as on most screens.
const STRETCH_WIDTH: usize = 3;

/// Containers of a node per press of “more”.
const CONTAINERS: usize = 60;

/// What pulls that run do, from below: what is nearest to the end of a pull first.
const FROM_BELOW: [Activity; 5] = [
    Activity::Unpack,
    Activity::Download,
    Activity::Shared,
    Activity::Slot,
    Activity::Registry,
];

/// Properties of [`GroupRow`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The three runs.
    pub cluster: Cluster,
    /// The one to draw.
    pub lane: Lane,
    /// The nodes.
    pub group: Group,
    /// The most pulls at once of any row at this level, which make a full one.
    pub most: Most,
    /// Whether there is no other row at this level: then it is open from the start.
    pub is_only: bool,
}

/// A row, and what is in it when it is open.
#[component]
pub fn GroupRow(props: &Props) -> Html {
    use_language();
    let group = &props.group;
    let is_open = use_state_eq(|| props.is_only);
    let most = use_state_eq(|| CONTAINERS);
    let inside = use_state_eq(|| None::<Inside>);
    {
        let (inside, cluster, lane) = (inside.clone(), props.cluster.clone(), props.lane);
        let (first, count) = (group.first, group.count);
        use_effect_with(
            (cluster, *is_open, *most, first, count),
            move |(cluster, is_open, most, ..)| {
                if !*is_open {
                    return;
                }
                let question = if count == 1 {
                    Question::Node {
                        node: first,
                        most: *most,
                    }
                } else {
                    Question::Groups { first, count }
                };
                let answered = Callback::from(move |answer| match answer {
                    Answer::Groups(groups) => inside.set(Some(Inside::Groups(groups))),
                    Answer::Node(node) => inside.set(Some(Inside::Node(node))),
                    Answer::Run(_) => {}
                });
                cluster.ask(lane, &question, answered);
            },
        );
    }
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let more = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + CONTAINERS))
    };
    let facts = props.cluster.overview(props.lane).facts.end_ms.max(1.0);
    let part = facts / props.cluster.end_ms;
    let (name, said) = (name(group), said(group));
    html! {
        <li>
            <div class="cluster-row">
                <button type="button" class="row-name" aria-expanded={is_open.to_string()} title={said.clone()} onclick={toggle}>
                    <span class="visually-hidden">{ said }</span>
                    <span aria-hidden="true">{ name }</span>
                </button>
                <Stack {part} height={HEIGHT} class="stack" paths={paths(group, props.most)} />
                <span class="end" aria-hidden="true">{ group.last_ms.map(duration) }</span>
            </div>
            if *is_open {
                { match &*inside {
                    None => html! { <p class="soft" role="status">{ text::pulls_large_opens() }</p> },
                    Some(Inside::Groups(groups)) => html! {
                        <ul>{ for groups.iter().map(|inner| html! {
                            <GroupRow key={inner.first} cluster={props.cluster.clone()} lane={props.lane}
                                group={inner.clone()} most={Most::new(groups)} is_only={groups.len() == 1} />
                        }) }</ul>
                    },
                    Some(Inside::Node(node)) => containers(node, &group.names[0], props.cluster.end_ms, &more),
                } }
            }
        </li>
    }
}

/// What a row holds.
#[derive(Clone, PartialEq)]
enum Inside {
    Groups(Vec<Group>),
    Node(NodeRows),
}

/// The nodes of a row, short: `node-0–199`.
fn name(group: &Group) -> String {
    let [first, last] = &group.names;
    if group.count == 1 {
        return first.clone();
    }
    let number = |name: &str| {
        name.rsplit_once('-')
            .map(|(before, number)| (before.to_owned(), number.to_owned()))
    };
    match (number(first), number(last)) {
        (Some((of_first, _)), Some((of_last, number))) if of_first == of_last => {
            format!("{first}–{number}")
        }
        _ => format!("{first} – {last}"),
    }
}

/// The row in words.
fn said(group: &Group) -> String {
    let [first, last] = &group.names;
    let pulls = text::grouped(group.pulls);
    let end = group
        .last_ms
        .map_or_else(|| text::pulls_table_none().to_owned(), duration);
    let said = if group.count == 1 {
        text::pulls_large_node(first, pulls, end)
    } else {
        text::pulls_large_nodes(first, last, text::grouped(group.count), pulls, end)
    };
    if group.failed > 0 {
        text::pulls_large_failures(said, text::grouped(group.failed))
    } else {
        said
    }
}

/// The containers of a node: a bar a pull.
fn containers(node: &NodeRows, name: &str, end_ms: f64, more: &Callback<MouseEvent>) -> Html {
    let title = text::pulls_large_drawing(name, text::grouped(node.rows.len()));
    let height = node.rows.len() * NARROW_PITCH;
    let label = format!("height:{NARROW_PITCH}px");
    let description: Vec<String> = node.rows.iter().map(Row::description).collect();
    html! {
        <div class="containers">
            <div class="cluster-row">
                <div class="labels" aria-hidden="true">
                    { for node.rows.iter().map(|row| html! {
                        <span class="row-name" ~style={label.clone()} title={row.label.clone()}>{ &row.label }</span>
                    }) }
                </div>
                <div class="plot">
                    <svg role="img" aria-label={title} width="100%" height={height.to_string()}>
                        <desc>{ description.join(" ") }</desc>
                        { for node.rows.iter().enumerate().map(|(index, row)| row.html(index, NARROW_PITCH, end_ms)) }
                    </svg>
                </div>
            </div>
            if node.hidden > 0 {
                <p class="soft">
                    { text::pulls_large_hidden(text::grouped(node.hidden)) }{ " " }
                    <button type="button" class="small" onclick={more.clone()}>{ text::pulls_large_more() }</button>
                </p>
            }
        </div>
    }
}

/// The most pulls at once of some rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Most {
    queued: f32,
    running: f32,
}

impl Most {
    /// Of any of these groups.
    pub fn new(groups: &[Group]) -> Self {
        let most = |counts: fn(Activity) -> bool| {
            let sums = groups.iter().flat_map(|group| {
                let counted = group.activities.iter();
                let counted = counted.filter(move |(activity, _)| counts(*activity));
                (0..STRETCHES)
                    .map(move |stretch| counted.clone().map(|(_, means)| means[stretch]).sum())
            });
            sums.fold(0.0, f32::max)
        };
        Self {
            queued: most(|activity| activity == Activity::Queue),
            running: most(|activity| activity != Activity::Queue),
        }
    }
}

/// The paints and outlines of a row, those that lie behind others first.
fn paths(group: &Group, most: Most) -> Vec<(&'static str, String)> {
    let of = |activity| group.activities.iter().find(|(of, _)| *of == activity);
    let mut below = vec![0.0; STRETCHES];
    let mut paths = Vec::new();
    for activity in FROM_BELOW {
        let Some((_, means)) = of(activity) else {
            continue;
        };
        for (below, mean) in below.iter_mut().zip(means) {
            *below += mean;
        }
        let outline = outline(&below, most.running, RUNNING_HEIGHT, HEIGHT);
        paths.push((paint(activity).0, outline));
    }
    paths.reverse();
    let queued = of(Activity::Queue).map(|(activity, means)| {
        let outline = outline(means, most.queued, QUEUED_HEIGHT, QUEUED_HEIGHT);
        (paint(*activity).0, outline)
    });
    paths.extend(queued);
    paths
}

/// The area below means of stretches: `height` px for the most, above the place `bottom`, in a
/// picture in which a stretch is [`STRETCH_WIDTH`] wide.
pub fn outline(means: &[f32], most: f32, height: f32, bottom: f32) -> String {
    if most <= 0.0 {
        return String::new();
    }
    let mut path = format!("M0 {bottom}");
    let mut before = None;
    for (stretch, mean) in means.iter().enumerate() {
        let y = format!("{:.1}", bottom - mean / most * height);
        if before.as_ref() != Some(&y) {
            // A String takes all.
            let _ = write!(path, "H{}V{y}", stretch * STRETCH_WIDTH);
        }
        before = Some(y);
    }
    path + &format!("H{}V{bottom}Z", means.len() * STRETCH_WIDTH)
}

/// Properties of [`Stack`].
#[derive(Properties, PartialEq)]
pub struct StackProps {
    /// The part of the common time axis that the run takes.
    pub part: f64,
    /// The height, in px.
    pub height: f32,
    /// What it is to the styles.
    pub class: &'static str,
    /// The paints, or none for those of the styles, and the outlines.
    pub paths: Vec<(&'static str, String)>,
}

/// Areas over the time of a run.
#[component]
pub fn Stack(props: &StackProps) -> Html {
    let width = format!("{:.3}%", props.part * 100.0);
    let path = |(paint, outline): &(&'static str, String)| {
        let fill = (!paint.is_empty()).then_some(*paint);
        html! { <path {fill} d={outline.clone()} /> }
    };
    html! {
        <div class="plot" aria-hidden="true">
            <svg class={props.class} {width} height={props.height.to_string()}
                viewBox={format!("0 0 {} {}", STRETCHES * STRETCH_WIDTH, props.height)} preserveAspectRatio="none">
                { for props.paths.iter().map(path) }
            </svg>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_has_a_step_where_the_mean_changes() {
        assert_eq!(
            outline(&[1.0, 1.0, 2.0, 0.0], 2.0, 10.0, 20.0),
            "M0 20H0V15.0H6V10.0H9V20.0H12V20Z"
        );
        assert_eq!(outline(&[0.0], 0.0, 10.0, 20.0), "");
    }

    #[test]
    fn nodes_are_named_as_short_as_they_can_be() {
        let group = |first: &str, last: &str, count| Group {
            first: 0,
            count,
            names: [first.to_owned(), last.to_owned()],
            pulls: 0,
            failed: 0,
            last_ms: None,
            activities: Vec::new(),
        };
        assert_eq!(name(&group("node-0", "node-199", 200)), "node-0–199");
        assert_eq!(name(&group("node-7", "node-7", 1)), "node-7");
        assert_eq!(name(&group("a-0", "b-3", 9)), "a-0 – b-3");
        assert_eq!(name(&group("one", "other", 2)), "one – other");
    }
}
