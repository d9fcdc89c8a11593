//! References: reading, printing and normalising any text.

use imageref::{
    AnyReference, Digest, Error, ErrorCode, Named, Normalized, Parts, Pattern, Reference, sorted,
};
use proptest::prelude::*;

use crate::reference_texts::{any_text, valid};
use crate::upstream_reference::{self, Outcome};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parse_agrees_with_the_regular_expressions(text in any_text()) {
        let ours: Outcome = Reference::parse(&text)
            .map(|read| {
                let digest = read.digest().map(|digest| digest.to_string());
                let [domain, path] = [read.domain(), read.path()].map(str::to_owned);
                let tag = read.tag().unwrap_or_default().to_owned();
                [domain, path, tag, digest.unwrap_or_default()]
            })
            .map_err(|error| error.upstream().into_owned());
        prop_assert_eq!(ours, upstream_reference::parse(&text));
    }

    #[test]
    fn normalize_agrees_with_the_regular_expressions(text in any_text()) {
        let ours: Outcome = Normalized::parse(&text)
            .map(|read| {
                let digest = read.digest().map(|digest| digest.to_string());
                let tag = read.tag().unwrap_or_default().to_owned();
                [read.domain().to_owned(), read.path().into_owned(), tag, digest.unwrap_or_default()]
            })
            .map_err(|error| error.upstream().into_owned());
        prop_assert_eq!(ours, upstream_reference::parse_normalized_named(&text));
    }

    #[test]
    fn valid_texts_are_accepted(text in valid()) {
        // The only valid texts that normalising rejects: `[abc]` has nothing that makes it a domain.
        if let Err(error) = Normalized::parse(&text) {
            prop_assert!(text.starts_with('['), "{text}: {error}");
        }
        prop_assert!(Reference::parse(&text).is_ok());
    }

    #[test]
    fn printing_gives_the_text_back(text in any_text()) {
        if let Ok(read) = Reference::parse(&text) {
            prop_assert_eq!(&read.to_string(), &text);
            prop_assert_eq!(&read.named().to_string(), &text);
            let name = read.name().to_owned();
            prop_assert_eq!(Reference::parse(&name).map(|named| named.name().to_owned()), Ok(name.clone()));
        }
    }

    #[test]
    fn normalising_twice_changes_nothing(text in any_text()) {
        if let Ok(once) = Normalized::parse(&text) {
            for form in [once.canonical(), once.with_default_tag(), once.docker_reference()] {
                let form = form.to_string();
                // A name without a domain found, such as `a_b.com/foo`, prints without one and is
                // read the same way again.
                let again = Normalized::parse(&form);
                prop_assert_eq!(again.map(|again| again.to_string()), Ok(form.clone()));
            }
        }
    }

    #[test]
    fn the_familiar_form_means_the_same(text in any_text()) {
        if let Ok(once) = Normalized::parse(&text) {
            let familiar = once.familiar().to_string();
            match Normalized::parse(&familiar) {
                // `docker.io/a.b/c` is `a.b/c` in short, which is another image: so it is upstream.
                Ok(again) if again.domain() != once.domain() => {
                    prop_assert!(!once.implies_domain() && !again.implies_domain());
                }
                Ok(again) => prop_assert_eq!(again.canonical(), once.canonical()),
                // A repository of Docker Hub may be called like the id of an image.
                Err(error) => prop_assert_eq!(error.code(), ErrorCode::Identifier),
            }
        }
    }

    #[test]
    fn parts_tile_the_text(text in any_text()) {
        if let Ok(read) = Reference::parse(&text) {
            check_parts(&text, read.parts())?;
        }
        if let Ok(read) = Normalized::parse(&text) {
            check_parts(&text, read.parts())?;
        }
    }

    #[test]
    fn errors_have_a_place_and_a_sentence(text in any_text()) {
        check_error(&text, Reference::parse(&text).err())?;
        check_error(&text, Normalized::parse(&text).err())?;
        check_error(&text, Normalized::parse_canonical(&text).err())?;
        check_error(&text, AnyReference::parse(&text).err())?;
        check_error(&text, Digest::parse(&text).err())?;
        let named = Named::with_name("name").expect("it is a name");
        check_error(&text, Named::with_name(&text).err())?;
        check_error(&text, named.with_tag(&text).err())?;
        check_error(&text, named.with_digest(&text).err())?;
    }

    #[test]
    fn sorting_keeps_every_text(texts in prop::collection::vec(any_text(), 0..6)) {
        let once = sorted(texts.iter().map(String::as_str));
        prop_assert_eq!(once.len(), texts.len());
        prop_assert_eq!(&sorted(once.iter().map(String::as_str)), &once);
    }

    #[test]
    fn patterns_never_panic(pattern in any_text(), text in any_text()) {
        if let (Ok(pattern), Ok(reference)) = (Pattern::parse(&pattern), AnyReference::parse(&text)) {
            let _ = pattern.matches(&reference);
        }
    }
}

fn check_parts(text: &str, parts: Parts) -> Result<(), TestCaseError> {
    let mut covered = 0;
    for part in parts {
        prop_assert_eq!(part.span.start, covered);
        prop_assert!(!part.span.is_empty());
        covered = part.span.end;
    }
    prop_assert_eq!(covered, text.len());
    Ok(())
}

fn check_error(text: &str, error: Option<Error>) -> Result<(), TestCaseError> {
    let Some(error) = error else { return Ok(()) };
    prop_assert!(
        text.get(error.span().range()).is_some(),
        "{:?} of {text:?}",
        error.span()
    );
    prop_assert!(!error.upstream().is_empty());
    let sentence = error.to_string();
    prop_assert!(sentence.ends_with('.'), "{sentence}");
    prop_assert!(!sentence.contains(char::is_control), "{sentence:?}");
    Ok(())
}
