//! The rules of the default as questions, one below the other; the way taken is lit.

use imagepull::words::{IntoParts, Parts};
use yew::prelude::*;

use super::decision::{Decision, Way};
use crate::{
    components::{reasons::reasons, rich::rich},
    text,
};

/// A question with the answer that ends the way, and what comes of that.
struct Question {
    asks: Parts,
    ends: &'static str,
    outcome: String,
    goes_on: &'static str,
    state: State,
}

/// What the way does at a question.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// It is answered, and the next is asked.
    Passed,
    /// The answer ends the way here.
    Ended,
    NotAsked,
}

/// The questions, and the rules with their sources.
pub fn tree(decision: &Decision) -> Html {
    html! {
        <section class="tree" aria-labelledby="tree">
            <h2 id="tree">{ text::policy_tree_title() }</h2>
            <ol>
                { for questions(decision).iter().map(question) }
                { last(decision) }
                { plugin(decision) }
            </ol>
            { reasons(&decision.why) }
            { for decision.forced.iter().map(|why| reasons(std::slice::from_ref(why))) }
        </section>
    }
}

fn questions(decision: &Decision) -> [Question; 3] {
    let order = [Way::Written, Way::Unparsable, Way::Latest];
    let end = order.iter().position(|way| *way == decision.way);
    let state = |index| match end {
        Some(end) if index == end => State::Ended,
        Some(end) if index > end => State::NotAsked,
        _ => State::Passed,
    };
    let written = if decision.way == Way::Written {
        decision.before_plugin.to_string()
    } else {
        text::policy_tree_as_written().to_owned()
    };
    [
        Question {
            asks: text::policy_tree_written().into_parts(),
            ends: text::policy_tree_yes(),
            outcome: written,
            goes_on: text::policy_tree_no(),
            state: state(0),
        },
        Question {
            asks: text::policy_tree_parses().into_parts(),
            ends: text::policy_tree_no(),
            outcome: "IfNotPresent".to_owned(),
            goes_on: text::policy_tree_yes(),
            state: state(1),
        },
        Question {
            asks: text::policy_tree_latest().into_parts(),
            ends: text::policy_tree_yes(),
            outcome: "Always".to_owned(),
            goes_on: text::policy_tree_no(),
            state: state(2),
        },
    ]
}

fn question(question: &Question) -> Html {
    let is_asked = question.state != State::NotAsked;
    let is_end = question.state == State::Ended;
    html! {
        <li class={classes!(is_asked.then_some("lit"))}>
            <span class="asks">{ rich(&question.asks) }</span>
            { outcome(question.ends, &question.outcome, is_end) }
            if question.state == State::Passed {
                <span class="goes-on">{ question.goes_on }{ " ↓" }</span>
            }
        </li>
    }
}

/// What is left where no question ended the way.
fn last(decision: &Decision) -> Html {
    let is_end = decision.way == Way::Other;
    html! {
        <li class={classes!(is_end.then_some("lit"))}>
            <span class="asks">{ rich(text::policy_tree_other()) }</span>
            { outcome("", "IfNotPresent", is_end) }
        </li>
    }
}

/// What the plug-in makes of the outcome.
fn plugin(decision: &Decision) -> Html {
    let is_forced = decision.forced.is_some();
    let said = match (decision.is_plugin_on, is_forced) {
        (true, true) => text::policy_tree_plugin_changes().into_parts(),
        (true, false) => text::policy_tree_plugin_keeps().into_parts(),
        (false, _) => text::policy_tree_plugin_off().into_parts(),
    };
    html! {
        <li class={classes!("plugin", decision.is_plugin_on.then_some("lit"))}>
            <span class="asks">{ rich(said) }</span>
            if is_forced { { outcome("", "Always", true) } }
        </li>
    }
}

fn outcome(answer: &'static str, policy: &str, is_taken: bool) -> Html {
    html! {
        <span class={classes!("ends", is_taken.then_some("taken"))} aria-current={is_taken.then_some("true")}>
            { answer }{ " → " }<code>{ policy }</code>
            if is_taken { <span class="visually-hidden">{ text::policy_tree_this() }</span> }
        </span>
    }
}
