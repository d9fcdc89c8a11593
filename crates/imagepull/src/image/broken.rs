//! Names that a template, a command, a web page or a keyboard broke: what happened, and what was meant
//! where that is certain.

use imageref::digest::Algorithm;

use super::{placeholder::placeholder_in, user_info::without_user_info, web_page};
use crate::{
    codes::{self, Code},
    diagnostic::Span,
    words::{Message, message},
};

/// What happened to a name.
pub(super) struct Broken {
    /// What it is, if not what the reader of names says.
    pub code: Option<Code>,
    /// Where that shows, if not where the name stops being one.
    pub span: Option<Span>,
    /// What is wrong, if the reader of names says something else.
    pub message: Option<Message>,
    pub help: Message,
    /// The names that may be meant; those that are none are left out.
    pub meant: Vec<(Message, String)>,
}

impl Broken {
    fn new(help: Message) -> Self {
        Self {
            code: None,
            span: None,
            message: None,
            help,
            meant: Vec::new(),
        }
    }

    /// `length` bytes from `start` on show it.
    fn at(mut self, start: usize, length: usize) -> Self {
        self.span = Some(Span {
            start,
            end: start + length,
        });
        self
    }

    fn meaning(mut self, title: Message, name: String) -> Self {
        self.meant.push((title, name));
        self
    }
}

/// What happened to a name that is none, if it shows.
pub(super) fn diagnose(input: &str) -> Option<Broken> {
    [
        go_format,
        no_value,
        whole_value,
        in_quotes,
        import_path,
        placeholder,
        command,
        web_address,
        user_info,
        digest_behind_colon,
        number,
        point_in_time,
        branch,
        invisible,
        look_alikes,
    ]
    .into_iter()
    .find_map(|rule| rule(input))
}

/// `%!s(<nil>)`, `%!s(int64=7)`: what fmt of Go prints for a value that does not fit its verb.
fn go_format(input: &str) -> Option<Broken> {
    let start = input.find("%!")?;
    let length = input[start..].find(')')? + 1;
    let mark = &input[start..start + length];
    let mut broken = Broken::new(message!(
        "A Go template formats text with %s: a number needs quotes or %v there, and a missing value must be set."
    )).at(start, length);
    broken.message = Some(message!(
        "Go printed {mark} for a value that is missing or has another type in a template.",
        mark
    ));
    let value = mark
        .split_once('=')
        .map(|(_, value)| value.trim_end_matches(')'));
    Some(match value {
        Some(value) => {
            let name = input.replacen(mark, value, 1);
            broken.meaning(message!("Write the value {value}", value), name)
        }
        None => broken,
    })
}

/// `<nil>` and `<no value>`.
fn no_value(input: &str) -> Option<Broken> {
    let mark = ["<nil>", "<no value>"]
        .into_iter()
        .find(|it| input.contains(it))?;
    let start = input.find(mark)?;
    let broken = Broken::new(message!(
        "A Go template printed it for a missing value: check where the value should be set, such as a Helm chart's values."
    )).at(start, mark.len());
    Some(broken)
}

/// `map[repository:nginx tag:1.27]`, `[object Object]`: a template printed a whole mapping as a text.
fn whole_value(input: &str) -> Option<Broken> {
    const OF_JAVASCRIPT: &str = "[object Object]";
    const OF_GO: &str = "map[";
    let (start, length) = match (input.find(OF_JAVASCRIPT), input.find(OF_GO)) {
        (Some(start), _) => (start, OF_JAVASCRIPT.len()),
        (None, Some(start)) => (start, input[start..].rfind(']')? + 1),
        (None, None) => return None,
    };
    let mark = &input[start..start + length];
    let mut broken = Broken::new(message!(
        "The template names a mapping where it needs one of its fields: write .Values.image.repository, for example, not .Values.image."
    )).at(start, length);
    broken.message = Some(message!(
        "{mark} is a whole mapping, printed as text.",
        mark
    ));
    let fields = mark.strip_prefix(OF_GO).filter(|_| length == input.len());
    Some(
        match fields.and_then(|it| name_in_map(it.trim_end_matches(']'))) {
            Some(name) => broken.meaning(message!("Write {name}", name), name),
            None => broken,
        },
    )
}

/// The image that the fields of a mapping make, as Go prints them: `repository:nginx tag:1.27`.
fn name_in_map(fields: &str) -> Option<String> {
    let field = |name: &str| {
        let mut fields = fields.split(' ').filter_map(|it| it.split_once(':'));
        let value = fields.find(|(key, _)| *key == name)?.1;
        (!value.is_empty() && value != "<nil>").then_some(value)
    };
    let before = |mark: &str, part: Option<&str>| part.map(|part| format!("{mark}{part}"));
    let registry = field("registry").map(|registry| format!("{registry}/"));
    Some(format!(
        "{}{}{}{}",
        registry.unwrap_or_default(),
        field("repository")?,
        before(":", field("tag")).unwrap_or_default(),
        before("@", field("digest")).unwrap_or_default(),
    ))
}

/// Quotation marks around the name: those that a shell or YAML did not take away, or typographic ones.
fn in_quotes(input: &str) -> Option<Broken> {
    const QUOTES: [char; 14] = [
        '"', '\'', '`', '“', '”', '„', '‘', '’', '‚', '«', '»', '‹', '›', '″',
    ];
    let trimmed = input.trim();
    let name = trimmed.trim_matches(QUOTES);
    if name.len() == trimmed.len() || name.is_empty() || name.contains(QUOTES) {
        return None;
    }
    let is_typographic = trimmed.contains(|char: char| QUOTES.contains(&char) && !char.is_ascii());
    let help = if is_typographic {
        message!(
            "Typographic quotation marks don't quote in YAML or a shell: they became part of the name."
        )
    } else {
        message!("The quotation marks became part of the name: something quoted it twice.")
    };
    Some(Broken::new(help).meaning(
        message!("Remove the quotation marks"),
        name.trim().to_owned(),
    ))
}

/// `ko://example.com/cmd`: a package of Go that ko builds.
fn import_path(input: &str) -> Option<Broken> {
    input.starts_with("ko://").then(|| {
        Broken::new(message!(
            "ko:// precedes the import path of a Go package: ko builds it and fills in the image's name. Use ko resolve or ko apply."
        ))
    })
}

/// `__IMAGE__`, `REPLACE_ME`.
fn placeholder(input: &str) -> Option<Broken> {
    let mut broken = Broken::new(message!(
        "A placeholder that a script replaces: run the script before using the manifest."
    ));
    broken.span = Some(placeholder_in(input)?);
    Some(broken)
}

/// `docker pull nginx`, `FROM nginx`, `image: nginx`: more than the name was pasted.
fn command(input: &str) -> Option<Broken> {
    const TOOLS: [&str; 12] = [
        "$", "-", "FROM", "crictl", "ctr", "docker", "image:", "kubectl", "nerdctl", "podman",
        "skopeo", "sudo",
    ];
    let words: Vec<&str> = input.split_whitespace().collect();
    if words.len() < 2 || !TOOLS.contains(&words[0]) {
        return None;
    }
    // `80:80` is the value of `-p`.
    let is_ports = |word: &str| {
        word.bytes()
            .all(|byte| byte == b':' || byte.is_ascii_digit())
    };
    let is_name = |word: &&str| {
        !word.starts_with('-')
            && !is_ports(word)
            && word.contains([':', '/', '@'])
            && !word.ends_with(':')
            && imageref::Normalized::parse(word).is_ok()
    };
    let named: Vec<&str> = words[1..].iter().copied().filter(is_name).collect();
    let name = match named[..] {
        [name] => Some(name),
        // A name without a tag is known by its place alone.
        [] if words.len() == 2 || words[1] == "pull" => words.last().copied(),
        _ => None,
    };
    let broken = Broken::new(message!(
        "This is more than a name: a command, or a line of a file that contains one."
    ));
    Some(match name {
        Some(name) => broken.meaning(message!("Use only the name"), name.to_owned()),
        None => broken,
    })
}

/// The address of a registry's web page.
fn web_address(input: &str) -> Option<Broken> {
    let name = web_page::image_of(input)?;
    Some(
        Broken::new(message!(
            "This is the address of a web page: the image's name is part of it."
        ))
        .meaning(message!("Use the image that the page shows"), name),
    )
}

/// `user:token@registry.example.com/app`.
fn user_info(input: &str) -> Option<Broken> {
    let name = without_user_info(input);
    if name == input {
        return None;
    }
    let name = name.split_once("://").map_or(&*name, |(_, rest)| rest);
    let is_digest = Algorithm::from_name(name.split(':').next()?).is_ok();
    let start = input.find("://").map_or(0, |scheme| scheme + "://".len());
    let end = start
        + input[start..]
            .find('/')
            .map(|slash| input[start..][..slash].rfind('@'))??;
    (!is_digest).then(|| {
        let mut broken = Broken::new(message!(
            "The credentials of a registry go into a Secret that imagePullSecrets names, or onto the node."
        ));
        broken.code = Some(codes::IMG035);
        broken.message = Some(message!(
            "A user or a password precedes the registry: an image name has none."
        ));
        broken.span = Some(Span { start, end });
        broken.meaning(
            message!("Remove the user and the password"),
            name.to_owned(),
        )
    })
}

/// `app:sha256:…`: a digest behind the colon of a tag.
fn digest_behind_colon(input: &str) -> Option<Broken> {
    let (before, encoded) = input.rsplit_once(':')?;
    let (name, algorithm) = before.rsplit_once(':')?;
    Algorithm::from_name(algorithm).ok()?;
    let name = name.trim_end_matches('@');
    let is_hex = encoded.len() >= 32 && encoded.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| {
        Broken::new(message!("A digest follows @, not the colon of a tag.")).meaning(
            message!("Put an @ before the digest"),
            format!("{name}@{algorithm}:{encoded}"),
        )
    })
}

/// What is behind the colon of the tag, and what is before that.
fn tag(input: &str) -> Option<(&str, &str)> {
    let path = input.rfind('/').map_or(0, |slash| slash + 1);
    let colon = path + input[path..].find(':')?;
    Some((&input[..colon], &input[colon + 1..]))
}

/// Above it not every whole number has its own float.
const EXACT_EXPONENT: usize = 15;

/// `app:4.5980468e+07`: a tag of digits alone that something read as a number and printed so.
fn number(input: &str) -> Option<Broken> {
    let (name, tag) = tag(input)?;
    let (mantissa, exponent) = tag.split_once("e+")?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 1 || !is_digits(whole) || !is_digits(fraction) || !is_digits(exponent) {
        return None;
    }
    let broken = Broken::new(message!(
        "YAML read the tag as a number, and a template printed it with an exponent: quote the tag where it is set, or use toString in a Helm chart."
    ));
    let exponent: usize = exponent.parse().ok()?;
    if exponent > EXACT_EXPONENT || fraction.len() > exponent {
        return Some(broken);
    }
    let zeros = "0".repeat(exponent - fraction.len());
    let title = message!("Write the number without an exponent");
    Some(broken.meaning(title, format!("{name}:{whole}{fraction}{zeros}")))
}

/// `app:2025-08-05T00:00:00Z`: a date that something read as a point in time.
fn point_in_time(input: &str) -> Option<Broken> {
    let (name, tag) = tag(input)?;
    let (date, time) = tag.split_once(['T', 't', ' '])?;
    let shape: String = date
        .chars()
        .map(|char| if char.is_ascii_digit() { '0' } else { char })
        .collect();
    let is_time = time.len() >= 8 && time.as_bytes().get(2) == Some(&b':');
    if shape != "0000-00-00" || !is_time {
        return None;
    }
    let broken = Broken::new(message!(
        "YAML read the tag as a date, and it was printed with a time: quote the tag where it is set."
    ));
    Some(if time.starts_with("00:00:00") {
        let title = message!("Write only the date");
        broken.meaning(title, format!("{name}:{date}"))
    } else {
        broken
    })
}

/// `app:feature/login`: the name of a branch as the tag.
fn branch(input: &str) -> Option<Broken> {
    let last = input.rfind('/')?;
    let before = &input[..last];
    let colon = before.rfind(':')?;
    let (name, branch) = (&input[..colon], &input[colon + 1..]);
    let is_port = branch
        .split('/')
        .next()
        .is_some_and(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    let is_named = imageref::Normalized::parse(name).is_ok() && !is_port;
    let is_tag = branch.split('/').all(|part| {
        let is_ordinary = |char: char| char.is_ascii_alphanumeric() || "._-".contains(char);
        !part.is_empty() && part.chars().all(is_ordinary)
    });
    (is_named && is_tag).then(|| {
        Broken::new(message!(
            "A tag can't contain a slash; perhaps it is a branch name. Builds usually replace the slash with a dash: check which tag was pushed."
        ))
    })
}

/// Characters that take no room: what a chat or a document puts between the others.
fn invisible(input: &str) -> Option<Broken> {
    const INVISIBLE: [char; 7] = [
        '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{2060}', '\u{feff}',
    ];
    let (start, found) = input
        .char_indices()
        .find(|(_, char)| INVISIBLE.contains(char))?;
    let code = format!("U+{:04X}", u32::from(found));
    let broken = Broken::new(message!(
        "The character {code} can't be seen; a chat or a document put it there.",
        code
    ))
    .at(start, found.len_utf8());
    Some(broken.meaning(
        message!("Remove the invisible characters"),
        input.replace(INVISIBLE, ""),
    ))
}

/// Letters that look like those of ASCII: what a keyboard of another script or a text program wrote.
fn look_alikes(input: &str) -> Option<Broken> {
    let (start, found) = input
        .char_indices()
        .find(|(_, char)| latin(*char).is_some())?;
    let meant = latin(found)?;
    let code = format!("U+{:04X}", u32::from(found));
    let name: String = input
        .chars()
        .map(|char| latin(char).unwrap_or(char))
        .collect();
    let broken = Broken::new(message!(
        "The character {found} is {code} and looks like the ASCII {meant}; image names are ASCII.",
        found,
        code,
        meant
    ))
    .at(start, found.len_utf8());
    Some(broken.meaning(message!("Use ASCII characters"), name))
}

/// The character of ASCII that another looks like.
fn latin(char: char) -> Option<char> {
    const PAIRS: &[(&str, &str)] = &[
        // Cyrillic, Greek.
        ("абвгдеѕіјкмнорсԁтухһԛԝѵ", "a____esijkmhopcdtyxhqwv"),
        ("АВЕЅІЈКМНОРСТХҮ", "ABESIJKMHOPCTXY"),
        ("αορνικτυχϲ", "aopviktuxc"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        // Dashes, slashes, colons, dots and letters of other widths.
        ("‐‑‒–—−﹣－", "--------"),
        ("∕⁄／", "///"),
        ("：︓∶ː", "::::"),
        ("．․", ".."),
        ("＠ı", "@i"),
    ];
    PAIRS.iter().find_map(|(others, latin)| {
        let mut pairs = others.chars().zip(latin.chars());
        pairs
            .find(|(other, meant)| *other == char && *meant != '_')
            .map(|(_, meant)| meant)
    })
}

#[cfg(test)]
mod tests {
    use imageref::Normalized;

    use crate::image::errors::diagnostic;

    #[test]
    fn what_broke_a_name_is_told_and_repaired() {
        let hex = "ab".repeat(32);
        let digest = format!("app:sha256:{hex}");
        let with_digest = format!("app@sha256:{hex}");
        for (input, said, meant) in [
            ("app:4.5980468e+07", "number", Some("app:45980468")),
            ("app:1e+06", "number", Some("app:1000000")),
            ("app:1.5e+300", "number", None),
            ("app:2025-08-05T00:00:00Z", "date", Some("app:2025-08-05")),
            ("app:2025-08-05T10:00:00Z", "date", None),
            ("app:%!s(<nil>)", "formats text", None),
            ("app:%!s(int64=7)", "formats text", Some("app:7")),
            ("app:<nil>", "printed it for a missing value", None),
            (&digest, "follows @", Some(&with_digest)),
            ("'redis:7'", "quoted it twice", Some("redis:7")),
            ("“redis:7”", "Typographic", Some("redis:7")),
            ("docker pull nginx:1.27", "command", Some("nginx:1.27")),
            ("docker pull nginx", "command", Some("nginx")),
            ("docker run -p 80:80 nginx:1", "command", Some("nginx:1")),
            ("image: nginx", "command", Some("nginx")),
            ("rеdis:7", "U+0435", Some("redis:7")),
            ("redis：7", "U+FF1A", Some("redis:7")),
            (
                "https://hub.docker.com/r/acme/app/tags",
                "web page",
                Some("acme/app"),
            ),
            (
                "https://github.com/Acme/app/pkgs/container/app",
                "web page",
                Some("ghcr.io/acme/app"),
            ),
            (
                "user:pa:ss@r.example/app:1",
                "a Secret",
                Some("r.example/app:1"),
            ),
            (
                "https://u:p@r.example/app",
                "a Secret",
                Some("r.example/app"),
            ),
            ("nginx:1.27\u{200b}", "can't be seen", Some("nginx:1.27")),
            (
                "map[repository:nginx tag:1.27]",
                "a mapping",
                Some("nginx:1.27"),
            ),
            ("app:map[a:b]", "a mapping", None),
            ("[object Object]", "a mapping", None),
            ("REPLACE_ME", "placeholder", None),
            ("gcr.io/PROJECT_ID/app:1", "placeholder", None),
            ("app:%TAG%", "placeholder", None),
            ("@@IMAGE@@", "placeholder", None),
            ("app:#{tag}#", "placeholder", None),
            ("[[image]]", "placeholder", None),
            ("{image}", "placeholder", None),
            ("ghcr.io/acme/app:feature/login", "branch", None),
            ("ko://example.com/cmd/cart", "ko builds it", None),
            ("__IMAGE__", "placeholder", None),
            ("app:__TAG__@", "placeholder", None),
        ] {
            let error = Normalized::parse(input).expect_err(input);
            let found = diagnostic(input, &error);
            let help = found
                .help
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(help.contains(said), "{input}: {help}");
            let fix = found.fixes.first().map(|fix| fix.replacement.as_str());
            assert_eq!(fix, meant, "{input}");
        }
    }
}
