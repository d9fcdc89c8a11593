//! The Use cases view: how people run public and private images, as guides that lead to the other
//! views.
//!
//! | file | what it is |
//! | --- | --- |
//! | `guide` | what a guide consists of |
//! | `check` | what comes of a step, and of what the reader pastes |
//! | `public_images`, `private_images`, `tighter_control`, `many_tenants` | the guides |
//! | `second_pod` | what comes of a second Pod on a node that has the image |
//! | `methods` | the ways to give credentials |
//! | `keys` | the keys of a config.json |
//! | `differences` | where the documentation and the code differ |
//! | `outcomes` | links to other views |
//! | `show`, `export` | guides on the page, and as Markdown |
//!
//! What follows from a rule of Kubernetes is computed by the core for the release that is chosen;
//! the texts say what people have to do.

use imagepull::releases::Release;
use yew::prelude::*;

use crate::{
    address::{
        Address,
        use_cases::{Case, UseCasesChoice},
    },
    components::rich::rich,
    hooks::use_language,
    state::Props,
    text,
};
use guide::Guide;

mod check;
mod differences;
mod export;
mod guide;
mod keys;
mod many_tenants;
mod methods;
mod outcomes;
mod private_images;
mod public_images;
mod second_pod;
mod show;
mod tighter_control;

const DOCUMENTATION: &str = "https://kubernetes.io/docs/concepts/containers/images/#use-cases";

/// The view: the cases to choose from, the guide of one, and what holds for all.
#[component]
pub fn UseCasesView(props: &Props) -> Html {
    use_language();
    let address = props.address();
    let release = address.kubernetes;
    let case = address.use_cases.open();
    let guide = guide(case, release);
    html! {
        <div class="use-cases">
            <h1 class="visually-hidden">{ text::use_cases_title() }</h1>
            { cases(address) }
            <p class="answer" role="status">{ rich(&guide.sentence) }</p>
            <section aria-labelledby="steps">
                <h2 id="steps">{ title(case) }</h2>
                <p class="soft">{ who(case) }</p>
                <ol class="steps">
                    { for guide.steps.iter().map(|step| html! { <li class="card">{ show::step(step, address) }</li> }) }
                </ol>
            </section>
            <section aria-labelledby="ways">
                <h2 id="ways">{ text::use_cases_ways_title() }</h2>
                { show::table(&methods::table(release), address) }
            </section>
            { keys(address) }
            { differences(address) }
        </div>
    }
}

/// All cases as links, so that each can be opened in its own window.
fn cases(address: &Address) -> Html {
    let open = address.use_cases.open();
    html! {
        <nav class="cases-of-use" aria-label={text::use_cases_cases()}>
            <p class="soft">
                { text::use_cases_intro(address.kubernetes) }{ " " }
                <a href={DOCUMENTATION}>{ text::use_cases_documentation() }</a>
            </p>
            <ol>
                { for Case::ALL.into_iter().map(|case| html! {
                    <li>
                        <a href={link(case, address)} aria-current={(case == open).then_some("true")}>
                            <strong>{ title(case) }</strong>
                            <span class="soft">{ who(case) }</span>
                        </a>
                    </li>
                }) }
            </ol>
        </nav>
    }
}

fn link(case: Case, address: &Address) -> String {
    let choice = UseCasesChoice { case: Some(case) };
    let address = Address {
        use_cases: choice,
        ..address.clone()
    };
    address.to_string()
}

fn keys(address: &Address) -> Html {
    html! {
        <section aria-labelledby="keys">
            <h2 id="keys">{ text::use_cases_keys_title() }</h2>
            { for keys::tables(address.kubernetes).iter().map(|step| html! {
                <div class="card">{ show::step(step, address) }</div>
            }) }
        </section>
    }
}

fn differences(address: &Address) -> Html {
    let steps = differences::differences(address.kubernetes);
    html! {
        <section aria-labelledby="differences">
            <h2 id="differences">{ text::use_cases_differences_title() }</h2>
            <div class="cards">
                { for steps.iter().map(|step| html! { <div class="card">{ show::step(step, address) }</div> }) }
            </div>
        </section>
    }
}

fn guide(case: Case, release: Release) -> Guide {
    match case {
        Case::PublicImages => public_images::guide(release),
        Case::PrivateImages => private_images::guide(release),
        Case::TighterControl => tighter_control::guide(release),
        Case::ManyTenants => many_tenants::guide(release),
    }
}

fn title(case: Case) -> &'static str {
    match case {
        Case::PublicImages => text::use_cases_case_public_title(),
        Case::PrivateImages => text::use_cases_case_private_title(),
        Case::TighterControl => text::use_cases_case_tighter_title(),
        Case::ManyTenants => text::use_cases_case_tenants_title(),
    }
}

fn who(case: Case) -> &'static str {
    match case {
        Case::PublicImages => text::use_cases_case_public_who(),
        Case::PrivateImages => text::use_cases_case_private_who(),
        Case::TighterControl => text::use_cases_case_tighter_who(),
        Case::ManyTenants => text::use_cases_case_tenants_who(),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        guide::{Cell, Step},
        outcomes::Try,
        *,
    };

    fn tries(steps: Vec<Step>) -> Vec<Try> {
        let mut tries = Vec::new();
        for step in steps {
            tries.extend(step.tries);
            for cell in step
                .table
                .into_iter()
                .flat_map(|table| table.rows)
                .flatten()
            {
                if let Cell::Try(offered) = cell {
                    tries.push(offered);
                }
            }
        }
        tries
    }

    #[test]
    fn every_link_says_all_that_it_shows() {
        let release = Release::NEWEST;
        let guides = Case::ALL.map(|case| guide(case, release).steps);
        let steps = guides.into_iter().flatten();
        let below = keys::tables(release)
            .into_iter()
            .chain(differences::differences(release));
        for offered in tries(steps.chain(below).collect()) {
            let fragment = offered.fragment();
            let (address, problems) = Address::default().open(&fragment);
            assert_eq!(problems, [], "{fragment}");
            assert_eq!(address.to_string(), fragment);
        }
    }
}
