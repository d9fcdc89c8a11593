//! What the Credentials view gives to other pages and programs.

use imagepull::{credentials::CredentialsReport, utf16, why::Reason, words::Parts};

use super::{
    CredentialsView,
    input::Input,
    presets, request,
    sentence::{owner, sentence},
};
use crate::{
    address::Address,
    export::{
        Export, Exported,
        json::export_answer,
        markdown::{self, Place},
    },
    text,
};

/// What an address shows. The names of users are no part of it.
fn report(address: &Address) -> CredentialsReport {
    let given = Input::new(&address.credentials).unwrap_or_default();
    request::matched(address.first_image(), address.kubernetes, &given)
}

impl Export for CredentialsView {
    fn title(address: &Address) -> String {
        let chosen = super::chosen(address);
        match presets::OFFERS.iter().find(|offer| offer.slug == chosen) {
            Some(offer) => (offer.title)().to_owned(),
            None if address.first_image().is_empty() => text::credentials_title().to_owned(),
            None => text::share_title_credentials(address.first_image()),
        }
    }

    fn markdown(address: &Address) -> Exported {
        if address.first_image().is_empty() {
            return Err(text::share_no_image().to_owned());
        }
        let report = report(address);
        let sentence = markdown::rich(sentence(&report), Place::Paragraph);
        if report.candidates.is_empty() && report.rejected.is_empty() {
            return Ok(format!("{sentence}\n"));
        }
        Ok(format!("{sentence}\n\n{}", table(&report)))
    }

    fn result(address: &Address) -> Exported {
        if address.first_image().is_empty() {
            return Err(text::share_no_image().to_owned());
        }
        let mut report = report(address);
        utf16::diagnostics(address.first_image(), &mut report.diagnostics);
        export_answer(&report)
    }
}

fn table(report: &CredentialsReport) -> String {
    let head = [
        text::credentials_export_order(),
        text::credentials_export_key(),
        text::credentials_export_from(),
        text::credentials_export_why(),
    ];
    let tried = report.candidates.iter().map(|it| {
        let place = (it.order + 1).to_string();
        (
            place,
            Some(&*it.key),
            owner(it.source, it.name.as_deref()),
            &it.why,
        )
    });
    let never = report.rejected.iter().map(|it| {
        let place = text::credentials_tried_never().to_owned();
        (
            place,
            it.key.as_deref(),
            owner(it.source, it.name.as_deref()),
            &it.why,
        )
    });
    let rows = tried.chain(never).map(|(place, key, owner, why)| {
        vec![
            markdown::text(&place),
            markdown::code(key.unwrap_or_default(), Place::Cell),
            markdown::rich(&owner, Place::Cell),
            reasons(why),
        ]
    });
    markdown::table(&head.map(markdown::text), rows)
}

fn reasons(why: &[Reason]) -> String {
    let said: Parts = why.iter().map(|why| text::localized(&why.text)).collect();
    markdown::rich(said, Place::Cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_as_markdown() {
        let link = "#/credentials?preset=gitlab-group-three-secrets";
        let (address, _) = Address::default().read(link);
        insta::assert_snapshot!(CredentialsView::markdown(&address).unwrap_or_default());
    }

    #[test]
    fn the_result_says_what_the_view_says() {
        let (address, _) = Address::default().read("#/credentials?image=nginx");
        let result = CredentialsView::result(&address).unwrap_or_default();
        assert!(result.contains("\"anonymous\":true"), "{result}");
        assert_eq!(
            CredentialsView::title(&address),
            "Which credentials are used for nginx"
        );
    }
}
