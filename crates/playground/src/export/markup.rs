//! Texts in HTML and XML.

/// A text as the content of an element or, between double quotes, as the value of an attribute,
/// of HTML as well as of XML. What XML cannot hold at all becomes U+FFFD.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            // An attribute of XML would turn them into spaces.
            '\n' => escaped += "&#10;",
            '\r' => escaped += "&#13;",
            '\t' => escaped += "&#9;",
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_ends_its_attribute_or_element() {
        let rows = [
            ("nginx:1.27", "nginx:1.27"),
            (r#"" onload="alert(1)"#, "&quot; onload=&quot;alert(1)"),
            ("</title><script>", "&lt;/title&gt;&lt;script&gt;"),
            ("it's & <that>", "it&#39;s &amp; &lt;that&gt;"),
            ("&quot;", "&amp;quot;"),
            ("a\nb\tc\r", "a&#10;b&#9;c&#13;"),
            ("\0\u{1b}[0m\u{ffff}", "\u{fffd}\u{fffd}[0m\u{fffd}"),
            ("파드 😀", "파드 😀"),
        ];
        for (text, expected) in rows {
            assert_eq!(escaped(text), expected, "{text:?}");
        }
    }
}
