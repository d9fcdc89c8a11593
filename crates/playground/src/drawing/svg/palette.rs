//! The colours and typefaces of the page's stylesheet, for one of its themes.

use std::collections::BTreeSet;

use crate::export::Colours;

/// The one place where they are said.
const TOKENS: &str = include_str!("../../../../../web/styles/tokens.css");

/// The tokens in light or dark.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    colours: Colours,
}

impl Palette {
    /// The tokens of a theme.
    pub fn new(colours: Colours) -> Self {
        Self { colours }
    }

    /// The value of a token; empty where there is none.
    pub fn token(self, name: &str) -> &'static str {
        let value = value(name);
        let pair = value.strip_prefix("light-dark(");
        let pair = pair.and_then(|pair| pair.strip_suffix(')')?.split_once(", "));
        match (pair, self.colours) {
            (Some((light, _)), Colours::Light) => light,
            (Some((_, dark)), Colours::Dark) => dark,
            (_, Colours::OfPage) | (None, _) => value,
        }
    }

    /// The tokens that a drawing in the colours of the page names, as a stylesheet; empty for one of a theme.
    pub fn stylesheet(self, svg: &str) -> String {
        if self.colours != Colours::OfPage {
            return String::new();
        }
        let references = svg.split("var(--").skip(1);
        let names: BTreeSet<&str> = references
            .filter_map(|part| Some(part.split_once(')')?.0))
            .collect();
        let tokens = names
            .into_iter()
            .map(|name| format!("--{name}:{};", value(name)));
        let tokens: String = tokens.collect();
        format!("<style>:root{{color-scheme:light dark;{tokens}}}</style>\n")
    }

    /// A paint as the page writes it; in the colours of a theme without a reference to a token.
    pub fn resolved(self, paint: &str) -> &str {
        if self.colours == Colours::OfPage {
            return paint;
        }
        let name = paint.strip_prefix("var(--");
        match name.and_then(|name| name.strip_suffix(')')) {
            Some(name) => self.token(name),
            None => paint,
        }
    }

    /// A piece of SVG without references to tokens.
    pub fn all_resolved(self, svg: &str) -> String {
        if self.colours == Colours::OfPage {
            return svg.to_owned();
        }
        let mut parts = svg.split("var(--");
        let mut resolved = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once(')').unwrap_or((part, ""));
            resolved += self.token(name);
            resolved += rest;
        }
        resolved
    }
}

/// The value of a token in both themes.
fn value(name: &str) -> &'static str {
    let mut values = TOKENS.lines().filter_map(|line| {
        let (its, value) = line.trim().strip_prefix("--")?.split_once(": ")?;
        (its == name).then(|| value.trim_end_matches(';'))
    });
    values.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_a_value_in_each_theme() {
        let [light, dark] = [Colours::Light, Colours::Dark].map(Palette::new);
        assert_eq!(light.resolved("var(--paper)"), "#fbfbf9");
        assert_eq!(dark.resolved("var(--paper)"), "#14161a");
        assert_eq!(dark.resolved("url(#a)"), "url(#a)");
        assert!(light.token("sans").contains("sans-serif"));
        assert_eq!(light.token("moon"), "");
        let of_page = Palette::new(Colours::OfPage);
        assert_eq!(
            of_page.stylesheet(of_page.resolved("var(--paper)")),
            "<style>:root{color-scheme:light dark;--paper:light-dark(#fbfbf9, #14161a);}</style>\n"
        );
        let pattern = "<rect fill=\"var(--paper)\"/><rect fill=\"var(--ink)\"/>";
        let expected = "<rect fill=\"#fbfbf9\"/><rect fill=\"#1c1e21\"/>";
        assert_eq!(light.all_resolved(pattern), expected);
    }
}
