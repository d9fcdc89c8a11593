//! The commands that log in to a registry or make a pull secret, read without their passwords.

use super::{Part, Pasted};
use crate::{
    codes,
    credentials::{
        docker_config::DockerConfig,
        entry::Entry,
        secret::{DOCKER_CONFIG_JSON, PullSecret},
    },
    diagnostic::{Diagnostic, Span},
    recognize::{command, is_login_command},
    words::message,
};

/// The key under which Docker stores the credentials of Docker Hub, and kubectl those without a server.
const DOCKER_HUB: &str = "https://index.docker.io/v1/";

/// The user that `az acr login` writes beside its token.
const ACR_USER: &str = "00000000-0000-0000-0000-000000000000";

/// Options of these commands that take no value.
const SWITCHES: [&str; 7] = [
    "--append-hash",
    "--expose-token",
    "--get-login",
    "--insecure",
    "--password-stdin",
    "--plain-http",
    "--verbose",
];

/// What comes of one command.
enum Outcome {
    /// An entry in the `config.json` of whoever runs it.
    Entry(Entry),
    /// A Secret.
    Secret(PullSecret),
    /// What it stores is in a file.
    OfFile,
    /// Nothing that the kubelet reads.
    Nothing,
}

impl Pasted {
    /// Reads a text that is such commands; answers whether it is.
    pub(super) fn commands(&mut self, text: &str) -> bool {
        if !is_login_command(text) {
            return false;
        }
        let span = Span {
            start: 0,
            end: text.len(),
        };
        let mut config = DockerConfig::default();
        for words in command::commands(text) {
            let Some((program, rest)) = command::program(&words) else {
                continue;
            };
            match outcome(program, &Arguments::new(rest)) {
                Outcome::Entry(entry) => config.entries.push(entry),
                Outcome::Secret(secret) => self.parts.push(Part::PullSecret(secret)),
                Outcome::OfFile => self.say(
                    Diagnostic::new(
                        codes::CRD019,
                        message!("The command stores the content of a file: paste the file."),
                    )
                    .at(span),
                ),
                Outcome::Nothing => {}
            }
        }
        if !config.entries.is_empty() {
            self.parts.push(Part::DockerConfig(Ok(config)));
        }
        if self.parts.is_empty() && self.diagnostics.is_empty() {
            self.say(
                Diagnostic::new(
                    codes::CRD019,
                    message!(
                        "The command names no registry, or stores nothing that the kubelet reads."
                    ),
                )
                .at(span),
            );
        }
        true
    }
}

fn outcome(program: &str, arguments: &Arguments<'_>) -> Outcome {
    let of_az = ["acr", "login"];
    match (program, &arguments.words[..]) {
        ("kubectl" | "oc" | "k", ["create", "secret", kind, names @ ..]) => {
            secret(kind, names, arguments)
        }
        ("az", words) if words.starts_with(&of_az) => match arguments.value(&["-n", "--name"]) {
            Some(name) => Outcome::Entry(Entry::new(&format!("{name}.azurecr.io"), Some(ACR_USER))),
            None => Outcome::Nothing,
        },
        // Helm keeps its own configuration, gcloud sets up a helper.
        ("helm" | "gcloud" | "aws" | "az", _) => Outcome::Nothing,
        (_, ["login", servers @ ..] | [_, "login", servers @ ..]) => {
            match server(program, servers.first().copied()) {
                Some(server) => {
                    Outcome::Entry(Entry::new(server, arguments.value(&["-u", "--username"])))
                }
                None => Outcome::Nothing,
            }
        }
        _ => Outcome::Nothing,
    }
}

/// The Secret that `kubectl create secret` makes.
fn secret(kind: &str, names: &[&str], arguments: &Arguments<'_>) -> Outcome {
    if kind != "docker-registry" || arguments.value(&["--from-file"]).is_some() {
        return Outcome::OfFile;
    }
    let server = arguments.value(&["--docker-server"]).unwrap_or(DOCKER_HUB);
    let entry = Entry::new(server, arguments.value(&["--docker-username"]));
    let owned = |text: &str| text.to_owned();
    Outcome::Secret(PullSecret {
        name: names.first().copied().map(owned),
        namespace: arguments.value(&["-n", "--namespace"]).map(owned),
        r#type: DOCKER_CONFIG_JSON.0.to_owned(),
        config: Ok(DockerConfig {
            entries: vec![entry],
            ..DockerConfig::default()
        }),
    })
}

/// The key that a program stores the credentials under.
fn server<'t>(program: &str, written: Option<&'t str>) -> Option<&'t str> {
    match (program, written) {
        ("docker" | "nerdctl", None | Some("docker.io" | "index.docker.io")) => Some(DOCKER_HUB),
        (_, None) => None,
        (_, Some(server)) => {
            let schemes = ["https://", "http://"];
            let host = schemes.iter().find_map(|it| server.strip_prefix(it));
            Some(host.unwrap_or(server).trim_end_matches('/'))
        }
    }
}

/// The words of a command behind its program.
struct Arguments<'t> {
    options: Vec<(&'t str, &'t str)>,
    words: Vec<&'t str>,
}

impl<'t> Arguments<'t> {
    fn new(all: &[&'t str]) -> Self {
        let (mut options, mut words) = (Vec::new(), Vec::new());
        let mut all = all.iter().copied();
        while let Some(word) = all.next() {
            let is_short = word.starts_with('-') && !word.starts_with("--");
            if !word.starts_with('-') {
                words.push(word);
            } else if let Some((option, value)) = word.split_once('=') {
                options.push((option, value.trim_matches(['"', '\''])));
            } else if is_short && word.is_char_boundary(2) && word.len() > 2 {
                options.push(word.split_at(2));
            } else if !SWITCHES.contains(&word) {
                options.extend(all.next().map(|value| (word, value)));
            }
        }
        Self { options, words }
    }

    /// The value of an option; `None` where the shell fills it in.
    fn value(&self, names: &[&str]) -> Option<&'t str> {
        let mut options = self.options.iter();
        let (_, value) = options.find(|(name, _)| names.contains(name))?;
        (!value.is_empty() && !value.contains(['$', '`'])).then_some(value)
    }
}
