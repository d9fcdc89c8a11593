//! Which digest the registry has for a document, and how that is known: the bytes of a text that
//! was printed again have a digest that no registry has.

use imageref::{Algorithm, Digest};

use super::{
    kind::Kind,
    pasted::Pasted,
    refused::how_to_print,
    report::{DigestBasis, RegistryDigest},
    white_space::{self, Difference},
};
use crate::{
    codes,
    diagnostic::Diagnostic,
    digest::digest_of,
    sources::OCI_DESCRIPTOR,
    words::{Message, message},
};

/// What is known of the digest of a document.
#[derive(Debug)]
pub(super) struct Origin {
    pub digest: RegistryDigest,
    /// How the text differs from the document of the digest that was given.
    pub difference: Option<Difference>,
    pub said: Option<Diagnostic>,
}

/// Which digest the registry has for a document that is in a text. `written` is the text of the
/// document where it is there, with all that is around it where that is white space; `compared`
/// is a digest that someone uses for it.
pub(super) fn find(
    written: Option<&str>,
    kind: Kind,
    pasted: &Pasted,
    compared: Option<&str>,
) -> Origin {
    let known = |digest: &str, basis| Origin {
        digest: RegistryDigest {
            digest: Some(digest.to_owned()),
            basis,
        },
        difference: None,
        said: None,
    };
    if let Some((text, compared)) = written.zip(compared)
        && let Ok(digest) = Digest::parse(compared)
    {
        if digest_of(text.as_bytes(), digest.algorithm()) == compared {
            return known(compared, DigestBasis::Computed);
        }
        let difference = white_space::difference(text, compared, digest.algorithm());
        if difference.is_some() {
            return Origin {
                difference,
                ..known(compared, DigestBasis::Compared)
            };
        }
    }
    let own = written.map(|it| digest_of(it.as_bytes(), Algorithm::Sha256));
    let stated = pasted.stated.first();
    if stated.is_some() && stated == own.as_ref() {
        return known(stated.map_or("", |it| it), DigestBasis::Computed);
    }
    if let Some(stated) = stated {
        return Origin {
            said: written.map(|_| match kind {
                Kind::Descriptor => of_descriptor(stated),
                _ => said(stated_words(stated)),
            }),
            ..known(stated, DigestBasis::Stated)
        };
    }
    let unknown = |said| Origin {
        digest: RegistryDigest::UNKNOWN,
        difference: None,
        said,
    };
    match written.zip(own).filter(|_| pasted.form.is_none()) {
        Some((text, own)) => match why_printed(text, kind, pasted) {
            Some(words) => unknown(Some(said(words))),
            None => known(&own, DigestBasis::Computed),
        },
        None => unknown(None),
    }
}

fn stated_words(digest: &str) -> Message {
    message!(
        "The text states {digest} as the document's digest; the text itself has another one, which no registry has.",
        digest
    )
}

fn of_descriptor(digest: &str) -> Diagnostic {
    let words = message!(
        "This is only a descriptor: {digest} is the digest of the document that it points to.",
        digest
    );
    Diagnostic::new(codes::IDX028, words)
        .help(how_to_print())
        .docs(OCI_DESCRIPTOR)
}

fn said(words: Message) -> Diagnostic {
    Diagnostic::new(codes::IDX028, words)
        .help(
            message!(
                "`crane digest NAME` prints the digest. Or enter the digest that you use: whitespace is ignored in the comparison."
            )
            .and(how_to_print()),
        )
        .docs(OCI_DESCRIPTOR)
}

/// By which sign a text is no document as a registry has it, but printed again.
///
/// BuildKit indents by two blanks, Docker by three, most other builders not at all; none ends a
/// document with a line break. `docker manifest inspect` indents a manifest by tabs and writes an
/// index anew with three blanks, podman prints four.
fn why_printed(text: &str, kind: Kind, pasted: &Pasted) -> Option<Message> {
    if !matches!(
        kind,
        Kind::Index | Kind::ManifestList | Kind::Manifest | Kind::DockerManifest
    ) {
        return None;
    }
    if pasted.states_size {
        return Some(message!(
            "The document's digest can't be computed from this text: it states the document's size, which a registry's document doesn't."
        ));
    }
    if pasted.is_filtered {
        return Some(message!(
            "The document's digest can't be computed from this text: the command in front of it prints it with different whitespace."
        ));
    }
    if text.trim() != text || text.contains("\r\n") {
        return Some(message!(
            "The document's digest can't be computed from this text: it has line breaks or spaces that a registry doesn't send."
        ));
    }
    let is_index = matches!(kind, Kind::Index | Kind::ManifestList);
    let (_, second) = text.split_once('\n')?;
    let indent = &second[..second.len() - second.trim_start_matches([' ', '\t']).len()];
    let command = match indent {
        "   " if is_index => "docker manifest inspect",
        _ if indent.starts_with('\t') => "docker manifest inspect",
        _ if indent.len() >= 4 => "podman manifest inspect",
        _ => return None,
    };
    Some(message!(
        "The document's digest can't be computed from this text: it is indented as `{command}` prints it, not as builders write it.",
        command
    ))
}
