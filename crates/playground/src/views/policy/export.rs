//! What the Policy view gives to other pages and programs.

use imagepull::{
    policy::{admission::admit_pod, explain_default_pull_policy},
    utf16,
};

use super::{Decision, PolicyView, decision::request, outcomes};
use crate::{
    address::Address,
    components::image_field::shown_image,
    export::{
        Export, Exported,
        json::export_answer,
        markdown::{Place, rich},
    },
    presets, text,
};

impl Export for PolicyView {
    fn title(address: &Address) -> String {
        match presets::policy::named(&address.policy.preset) {
            Some(preset) => (preset.offer.title)().to_owned(),
            None => text::share_title_policy(shown_image(address)),
        }
    }

    fn markdown(address: &Address) -> Exported {
        let (image, release, choice) = (shown_image(address), address.kubernetes, &address.policy);
        let decision = Decision::new(image, choice.written, choice.always_pull_images);
        let sentence = rich(decision.sentence(image), Place::Paragraph);
        let details = rich(decision.details(release), Place::Paragraph);
        let table = outcomes::markdown(image, release, decision.policy());
        Ok([sentence, details, table]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n"))
    }

    fn result(address: &Address) -> Exported {
        let (image, choice) = (shown_image(address), &address.policy);
        if choice.written.is_some() || choice.always_pull_images {
            let request = request(image, choice.written, choice.always_pull_images);
            return export_answer(&admit_pod(&request));
        }
        let report = utf16::policy_report(image, explain_default_pull_policy(image));
        export_answer(&report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_is_what_the_page_says() {
        for (fragment, policy) in [
            ("#/policy?image=nginx:1", "\"policy\":\"IfNotPresent\""),
            (
                "#/policy?image=nginx:1&policy=Never",
                "\"imagePullPolicy\":\"Never\"",
            ),
            (
                "#/policy?image=nginx:1&alwaysPullImages=on",
                "\"imagePullPolicy\":\"Always\"",
            ),
        ] {
            let result = PolicyView::result(&Address::default().read(fragment).0);
            assert!(
                result.as_ref().is_ok_and(|it| it.contains(policy)),
                "{fragment}: {result:?}"
            );
        }
    }

    #[test]
    fn a_policy_as_markdown() {
        let (address, _) = Address::default().read("#/policy?image=nginx&alwaysPullImages=on");
        assert_eq!(PolicyView::title(&address), "The pull policy of nginx");
        insta::assert_snapshot!(PolicyView::markdown(&address).unwrap_or_default());
    }

    #[test]
    fn an_example_has_its_own_title() {
        let (address, _) = Address::default().read("#/policy?preset=prod-tag");
        assert_eq!(PolicyView::title(&address), "My prod tag isn’t updated");
    }
}
