//! The lines of a pasted text without what a terminal, a dashboard or Markdown puts around them.

/// A prompt is no longer than this, in bytes.
const MAX_PROMPT_BYTES: usize = 80;

/// What a line is framed by in k9s and other programs that draw boxes.
const BORDERS: [char; 5] = ['│', '┃', '║', '▏', '▕'];

/// Programs whose name begins a command.
const PROGRAMS: [&str; 22] = [
    "kubectl",
    "oc",
    "k",
    "docker",
    "podman",
    "nerdctl",
    "crictl",
    "ctr",
    "helm",
    "minikube",
    "kind",
    "k3s",
    "microk8s",
    "microk8s.kubectl",
    "journalctl",
    "systemctl",
    "sudo",
    "cat",
    "kubeadm",
    "skopeo",
    "crane",
    "talosctl",
];

/// A line of the pasted text.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // Each is seen of the line by itself.
pub(super) struct Line<'t> {
    /// What is written, without frame, prompt and blanks around it.
    pub content: &'t str,
    /// Where the content begins in the pasted text.
    pub place: usize,
    /// Whether blanks are before the content.
    pub is_indented: bool,
    /// So many blanks, in bytes.
    pub indent: usize,
    /// How long the whole line is, in characters.
    pub width: usize,
    /// Whether blanks are behind the content.
    pub ends_blank: bool,
    /// Whether it is a command that somebody typed behind a prompt.
    pub is_command: bool,
    /// Whether it can be a command without a prompt.
    pub may_be_command: bool,
    /// Whether it only divides: a Markdown fence, the border of a box, the end of a YAML document.
    pub is_divider: bool,
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut place = 0;
    text.split('\n').map(move |written| {
        let line = line(written, place);
        place += written.len() + 1;
        line
    })
}

fn line(written: &str, place: usize) -> Line<'_> {
    let width = written.trim_end_matches('\r').chars().count();
    let in_frame = unframed(written);
    let indent = in_frame.len() - in_frame.trim_start().len();
    let content = in_frame.trim();
    let is_divider = content.starts_with("```")
        || content.starts_with("~~~")
        || content == "---"
        || (content.contains(['─', '═', '━', '+'])
            && !content.contains(|it: char| it.is_alphanumeric()));
    let (content, has_prompt) = without_prompt(content);
    let is_command = is_command(content);
    Line {
        content,
        // The content is a part of the written line.
        place: place + (content.as_ptr() as usize - written.as_ptr() as usize),
        is_indented: indent > 0 && !has_prompt,
        indent,
        width,
        ends_blank: in_frame.ends_with([' ', '\t'])
            || written.trim_end_matches('\r').ends_with([' ', '\t']),
        is_command: is_command && has_prompt,
        may_be_command: is_command,
        is_divider,
    }
}

/// The line without the borders of a box or table, a quotation mark of Markdown, a byte order mark.
fn unframed(written: &str) -> &str {
    let mut rest = written.trim_start_matches('\u{feff}').trim_end();
    loop {
        let trimmed = rest.trim_start();
        if let Some(inner) = trimmed.strip_prefix(BORDERS) {
            rest = inner;
        } else if let Some(inner) = trimmed.strip_prefix("> ") {
            rest = inner;
        } else if let Some(inner) = between_bars(trimmed) {
            rest = inner.trim_end();
        } else {
            break;
        }
    }
    while let Some(inner) = rest.strip_suffix(BORDERS) {
        rest = inner.trim_end();
    }
    // A line of code in Markdown.
    let inner = rest.trim();
    let is_code = inner.len() > 2 && inner.starts_with('`') && inner.ends_with('`');
    if is_code && !inner.starts_with("```") {
        return &inner[1..inner.len() - 1];
    }
    rest
}

/// A row of a table, `| ... |`. A bar alone is one of YAML.
fn between_bars(line: &str) -> Option<&str> {
    line.strip_prefix('|')?.strip_suffix('|')
}

/// The line behind the prompt of a shell.
fn without_prompt(content: &str) -> (&str, bool) {
    let head = &content[..content.floor_char_boundary(MAX_PROMPT_BYTES.min(content.len()))];
    for sign in ["$ ", "# ", "% ", "❯ ", "➜ ", "> "] {
        // Behind the last prompt nothing is, nor its blank.
        let (at, end) = match head.find(sign) {
            Some(at) => (at, at + sign.len()),
            None => match content.strip_suffix(sign.trim_end()) {
                Some(before) if before.len() < head.len() => (before.len(), content.len()),
                _ => continue,
            },
        };
        let before = head[..at].trim();
        let is_prompt = before.is_empty()
            || (before.contains('@')
                && before.split_whitespace().count() <= 3
                && !before.contains('"'))
            || (before.starts_with('[') && before.ends_with(']') && before.contains('@'))
            || before.starts_with("PS ")
            || before == "~";
        if is_prompt {
            return (content[end..].trim_start(), true);
        }
    }
    (content, false)
}

/// `docker: Error response` is an answer: what follows a program has to look like its arguments.
fn is_command(content: &str) -> bool {
    let mut words = content.split_whitespace();
    let program = words.next().unwrap_or_default();
    let first = words.next().unwrap_or_default();
    PROGRAMS.contains(&program)
        && first.starts_with(|it: char| it.is_ascii_lowercase() || it == '-')
        && !content.contains(": ")
}
