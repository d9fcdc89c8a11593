//! Shell commands and Dockerfiles: which name of an image they have.

use std::collections::HashSet;

use super::{
    Confidence::{Certain, Guess, Likely},
    Kind, Verdict, name,
};

/// Commands that are looked at, and words of one.
const MAX_COMMANDS: usize = 50;
const MAX_WORDS: usize = 500;

/// Programs whose commands name images.
const TOOLS: [&str; 22] = [
    "docker", "podman", "nerdctl", "buildah", "kubectl", "oc", "k", "crictl", "ctr", "crane",
    "gcrane", "skopeo", "regctl", "cosign", "trivy", "grype", "syft", "dive", "kind", "minikube",
    "oras", "notation",
];

/// Programs that log in to registries and name no image.
const LOGIN_TOOLS: [&str; 4] = ["helm", "az", "gcloud", "aws"];

/// Words in front of a program.
const IN_FRONT: [&str; 9] = ["$", "#", ">", "%", "PS", "sudo", "time", "exec", "RUN"];

/// Commands whose image is the value of a flag.
const IMAGE_FLAGS: [&str; 3] = ["--image", "--tag", "-t"];

/// Flags without a value. All others take the next word, where they have no `=`.
const SWITCHES: [&str; 24] = [
    "--all",
    "--all-platforms",
    "--all-tags",
    "--debug",
    "--detach",
    "--full-ref",
    "--init",
    "--insecure",
    "--interactive",
    "--load",
    "--no-cache",
    "--no-healthcheck",
    "--plain-http",
    "--privileged",
    "--publish-all",
    "--pull",
    "--push",
    "--quiet",
    "--raw",
    "--read-only",
    "--rm",
    "--tty",
    "--verbose",
    "--no-trunc",
];

/// What comes between a program and the name.
const SUBCOMMANDS: [&str; 40] = [
    "attach",
    "blob",
    "build",
    "buildx",
    "config",
    "container",
    "copy",
    "cp",
    "create",
    "debug",
    "digest",
    "history",
    "image",
    "images",
    "imagetools",
    "import",
    "inspect",
    "inspecti",
    "load",
    "ls",
    "manifest",
    "pull",
    "push",
    "rmi",
    "run",
    "save",
    "scan",
    "set",
    "tag",
    "verify",
    "docker-image",
    "index",
    "export",
    "validate",
    "delete",
    "fetch",
    "list",
    "mount",
    "prune",
    "rm",
];

/// The command of a text that names an image or a registry's credentials.
pub(super) fn look(text: &str) -> Option<Verdict<'_>> {
    let mut commands = commands(text);
    commands.retain(|words| !words.is_empty());
    let is_command = |words: &Vec<&str>| program(words).is_some();
    let is_first = commands.first().is_some_and(is_command);
    let mut found = Vec::new();
    for words in &commands {
        let Some((program, rest)) = program(words) else {
            continue;
        };
        if is_login(program, rest) {
            return Some(Verdict::new(Kind::LoginCommand, Certain, "login"));
        }
        if !LOGIN_TOOLS.contains(&program) {
            found.extend(images(program, rest));
        }
    }
    if !is_first {
        return None;
    }
    Some(if found.is_empty() {
        Verdict::said(Kind::Command, Guess)
    } else {
        Verdict::said(Kind::Command, Certain).naming(found)
    })
}

/// Whether the first line of a text is a command, so that the rest can be its output.
pub(super) fn is_command(line: &str) -> bool {
    if line.starts_with("$ ") {
        return true;
    }
    commands(line)
        .first()
        .is_some_and(|words| program(words).is_some())
        && !line.trim_end().ends_with('\\')
}

/// The program of a command that is known here, and the words behind it.
pub(crate) fn program<'w, 't>(words: &'w [&'t str]) -> Option<(&'t str, &'w [&'t str])> {
    let is_in_front = |word: &&&str| {
        IN_FRONT.contains(*word)
            || word.ends_with(['$', '#', '>', '%']) && word.len() > 1
            || word.split_once('=').is_some_and(|it| {
                it.0.bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
            })
    };
    let front = words.iter().take_while(is_in_front).count();
    let (first, rest) = words[front..].split_first()?;
    let program = first.rsplit('/').next()?;
    let is_known = TOOLS.contains(&program) || LOGIN_TOOLS.contains(&program);
    (is_known && !rest.is_empty()).then_some((program, rest))
}

fn is_login(program: &str, words: &[&str]) -> bool {
    let subcommands: Vec<&str> = words
        .iter()
        .copied()
        .filter(|it| !it.starts_with('-'))
        .take(3)
        .collect();
    match program {
        _ if is_kubectl(program) => {
            subcommands.starts_with(&["create", "secret"])
                && (subcommands.get(2) == Some(&"docker-registry")
                    || words.iter().any(|it| it.contains(".dockerconfigjson")))
        }
        "az" => subcommands.starts_with(&["acr", "login"]),
        "gcloud" => subcommands.starts_with(&["auth", "configure-docker"]),
        "helm" => subcommands.starts_with(&["registry", "login"]),
        "aws" => false,
        _ => {
            let login = match subcommands[..] {
                ["login", ..] => 1,
                ["auth" | "registry", "login", ..] => 2,
                _ => return false,
            };
            // "docker login is slow" is no command.
            let next = words.get(login);
            next.is_none_or(|it| it.starts_with(['-', '$', '<']) || it.contains(['.', ':']))
        }
    }
}

/// The images that a command names: one, but for `kubectl set image`.
fn images<'t>(program: &str, words: &[&'t str]) -> Vec<&'t str> {
    let is_build = words.iter().take(3).any(|it| *it == "build");
    let is_run = words.iter().any(|it| matches!(*it, "run" | "create"));
    let mut words = words.iter().copied();
    let mut arguments = Vec::new();
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        if let Some((flag, value)) = word.split_once('=').filter(|_| word.starts_with('-')) {
            if IMAGE_FLAGS.contains(&flag) && name::is_name(value) {
                return vec![value];
            }
        } else if word.starts_with('-') {
            if word == "--image" || is_build && IMAGE_FLAGS.contains(&word) {
                return words
                    .next()
                    .filter(|it| name::is_name(it))
                    .into_iter()
                    .collect();
            }
            if !is_switch(word, is_run) {
                words.next();
            }
        } else {
            arguments.push(word);
        }
    }
    if is_kubectl(program) {
        let values = arguments
            .strip_prefix(&["set", "image"])
            .unwrap_or_default();
        let names = values.iter().filter_map(|it| Some(it.split_once('=')?.1));
        return names.filter(|it| name::is_name(it)).collect();
    }
    argument(&arguments, is_build, is_run).into_iter().collect()
}

/// The image among the arguments of a command, without its flags.
fn argument<'t>(arguments: &[&'t str], is_build: bool, is_run: bool) -> Option<&'t str> {
    let first = arguments.first()?;
    let is_of_container = *first == "container" && !is_run;
    if is_build || is_of_container || !SUBCOMMANDS.contains(first) && !is_scanned(first) {
        return None;
    }
    let mut arguments = arguments
        .iter()
        .copied()
        .skip_while(|it| SUBCOMMANDS.contains(it));
    let name = arguments
        .by_ref()
        .map(name::without_transport)
        .find(|it| name::is_name(it))?;
    // "docker pull is slow" is no command: what takes one name has nothing behind it.
    let takes_more = is_run || name.contains(['/', ':', '@', '.']);
    (takes_more || arguments.next().is_none()).then_some(name)
}

fn is_kubectl(program: &str) -> bool {
    matches!(program, "kubectl" | "oc" | "k")
}

/// `dive nginx:1.27`, `syft nginx:1.27`: the name comes at once.
fn is_scanned(word: &str) -> bool {
    name::is_name(word) && word.contains(['/', ':', '@'])
}

fn is_switch(word: &str, is_run: bool) -> bool {
    let Some(letters) = word.strip_prefix('-').filter(|it| !it.starts_with('-')) else {
        return SWITCHES.contains(&word);
    };
    // `docker run -dit`; `-t` of others takes a tag, `-n` of ctr a namespace.
    let switches = if is_run { "ditPqA" } else { "aqAf" };
    letters.chars().all(|letter| switches.contains(letter))
}

/// The words of the commands of a text, each without its quotes.
pub(crate) fn commands(text: &str) -> Vec<Vec<&str>> {
    let mut commands = vec![Vec::new()];
    let mut start = None;
    let mut quote = None;
    let mut count = 0;
    let mut before = '\n';
    for (at, sign) in text.char_indices().chain([(text.len(), '\n')]) {
        let is_quote = matches!(sign, '"' | '\'');
        if let Some(open) = quote {
            if sign == open || at == text.len() {
                quote = None;
            }
        } else if is_quote {
            quote = Some(sign);
            start.get_or_insert(at);
        } else if sign.is_whitespace() || matches!(sign, ';' | '|' | '&') {
            if let (Some(start), Some(words)) = (start.take(), commands.last_mut()) {
                let word: &str = text[start..at].trim_matches(['"', '\'']);
                let is_continuation = matches!(word, "\\" | "`" | "^");
                if !is_continuation {
                    words.push(word);
                    count += 1;
                }
            }
            let ends_line = sign == '\n' && !matches!(before, '\\' | '`' | '^');
            if ends_line || matches!(sign, ';' | '|' | '&') {
                commands.push(Vec::new());
            }
        } else {
            start.get_or_insert(at);
        }
        if sign != '\r' {
            before = sign;
        }
        if commands.len() > MAX_COMMANDS || count > MAX_WORDS {
            break;
        }
    }
    commands
}

/// The images of a Dockerfile that are pulled: not its own stages.
pub(super) fn dockerfile(text: &str) -> Option<Verdict<'_>> {
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
        .peekable();
    let first = lines.peek()?.split_whitespace().next()?;
    if !matches!(first, "FROM" | "ARG") {
        return None;
    }
    let mut stages = HashSet::new();
    let (mut is_dockerfile, mut images) = (false, Vec::new());
    for line in lines {
        let mut words = line.split_whitespace();
        if words.next() != Some("FROM") {
            continue;
        }
        let words: Vec<&str> = words.filter(|it| !it.starts_with("--")).take(4).collect();
        let (from, stage) = match words[..] {
            [from] => (from, None),
            [from, word, stage] if word.eq_ignore_ascii_case("as") => (from, Some(stage)),
            _ => continue,
        };
        is_dockerfile = true;
        if name::is_name(from) && from != "scratch" && !stages.contains(from) {
            images.push(from);
        }
        stages.extend(stage);
    }
    if !is_dockerfile {
        return None;
    }
    Some(if images.is_empty() {
        Verdict::new(Kind::Dockerfile, Likely, "FROM")
    } else {
        Verdict::new(Kind::Dockerfile, Certain, "FROM").naming(images)
    })
}
