//! What shows the present state elsewhere: a link, and HTML and Markdown with it.

use gloo::utils::window;

use crate::{
    address::parameters,
    export::{markdown, markup::escaped},
};

/// The height of a frame that cannot follow its content, in px.
const FRAME_HEIGHT: u32 = 640;

/// Parameters of a fragment that the custom element has attributes for.
const ATTRIBUTES: [&str; 4] = ["preset", "image", "kubernetes", "lang"];

/// Where the files of the page are, as its own address says: it works below any path.
pub fn base() -> String {
    folder_of(&window().location().href().unwrap_or_default()).to_owned()
}

/// The folder of a page, up to the last slash of its path.
fn folder_of(href: &str) -> &str {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    path.rfind('/').map_or(path, |last| &path[..=last])
}

/// A link that opens the page with a fragment.
pub fn link(base: &str, fragment: &str) -> String {
    format!("{base}{fragment}")
}

/// The same link in Markdown.
pub fn markdown_link(base: &str, fragment: &str, title: &str) -> String {
    markdown::link(title, &link(base, fragment))
}

/// A frame that shows the view alone.
pub fn frame(base: &str, fragment: &str, title: &str) -> String {
    let source = escaped(&format!("{base}embed.html{fragment}"));
    let title = escaped(title);
    format!(
        "<iframe src=\"{source}\" title=\"{title}\" loading=\"lazy\" allow=\"clipboard-write\" \
         width=\"100%\" height=\"{FRAME_HEIGHT}\" style=\"border: 0\"></iframe>"
    )
}

/// The custom element, with the script that defines it. What its attributes cannot say is
/// in `state`, but for the language: without one of its own an element has that of its page.
pub fn element(base: &str, fragment: &str) -> String {
    let script = escaped(&format!("{base}element.js"));
    let (view, query) = fragment.split_once('?').unwrap_or((fragment, ""));
    let view = view.trim_start_matches(['#', '/']);
    let mut attributes = vec![("view", view.to_owned())];
    let given: Vec<(&str, String)> = parameters(query).collect();
    if given.iter().all(|(key, _)| ATTRIBUTES.contains(key)) {
        attributes.extend(given);
    } else {
        let others = query.split('&').filter(|it| !it.starts_with("lang="));
        let others: Vec<&str> = others.collect();
        attributes.push((
            "state",
            format!("#/{}?{}", attributes[0].1, others.join("&")),
        ));
        attributes.extend(given.into_iter().filter(|(key, _)| *key == "lang"));
    }
    let attributes = attributes
        .iter()
        .map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)));
    let attributes: String = attributes.collect();
    format!(
        "<script type=\"module\" src=\"{script}\"></script>\n\
         <image-playground{attributes}></image-playground>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;

    const BASE: &str = "https://example.com/some/folder/";

    #[test]
    fn the_files_are_in_the_folder_of_the_page() {
        for href in [
            "https://example.com/some/folder/",
            "https://example.com/some/folder/index.html",
            "https://example.com/some/folder/index.html?a=/b/c#/name?image=a/b",
            "https://example.com/some/folder/#/pulls",
        ] {
            assert_eq!(folder_of(href), BASE, "{href}");
        }
    }

    #[test]
    fn each_snippet_of_a_preset() {
        let (fragment, title) = ("#/pulls?preset=small-behind-huge", "Small behind [huge]");
        insta::assert_snapshot!(
            [
                link(BASE, fragment),
                markdown_link(BASE, fragment, title),
                frame(BASE, fragment, title),
                element(BASE, fragment),
            ]
            .join("\n\n")
        );
    }

    #[test]
    fn the_element_says_by_attributes_what_it_can() {
        let rows = [
            ("#/name", r#" view="name""#),
            (
                "#/name?image=a%0Ab%22%3E&kubernetes=1.31",
                r#" view="name" image="a&#10;b&quot;&gt;" kubernetes="1.31""#,
            ),
            (
                "#/policy?image=nginx&policy=Never",
                r##" view="policy" state="#/policy?image=nginx&amp;policy=Never""##,
            ),
            (
                "#/policy?image=nginx&policy=Never&lang=ko",
                r##" view="policy" state="#/policy?image=nginx&amp;policy=Never" lang="ko""##,
            ),
        ];
        for (fragment, attributes) in rows {
            let expected = format!("<image-playground{attributes}></image-playground>");
            let element = element(BASE, fragment);
            assert_eq!(element.lines().last(), Some(&*expected));
        }
    }

    #[test]
    fn a_nasty_image_ends_no_attribute() {
        let address = Address {
            image: "\"><script>alert('1')</script>&amp;](x)|`\n".to_owned(),
            ..Address::default()
        };
        let fragment = address.to_string();
        let frame = frame(BASE, &fragment, &address.image);
        assert_eq!(frame.matches('<').count(), 2, "{frame}");
        assert_eq!(frame.matches('"').count(), 14, "{frame}");
        let element = element(BASE, &fragment);
        assert_eq!(element.matches('<').count(), 4, "{element}");
        assert_eq!(element.matches('"').count(), 8, "{element}");
    }
}
