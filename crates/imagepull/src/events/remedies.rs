//! Remedies with what the text says filled in.

use imageref::Normalized;

use super::{
    causes::Fix,
    place::{Place, registry},
};

/// What is known of a failing image, for commands.
#[derive(Clone, Debug, Default)]
pub(super) struct Known<'k> {
    pub image: Option<&'k str>,
    /// The host that was contacted: a mirror is not that of the image's name.
    pub contacted: Option<String>,
    pub pod: Option<&'k str>,
    pub namespace: Option<&'k str>,
    pub container: Option<&'k str>,
    pub node: Option<&'k str>,
    pub workload: Option<String>,
    pub secret: Option<&'k str>,
    pub platform: Option<&'k str>,
    pub distributions: &'k [Place],
}

impl Known<'_> {
    /// Which of the remedies of a cause hold here: those of this registry and distribution first.
    pub fn holds(&self, fix: &Fix) -> bool {
        fix.place == Place::Any
            || fix.place == self.registry()
            || self.distributions.contains(&fix.place)
    }

    fn registry(&self) -> Place {
        self.image
            .and_then(host)
            .map_or(Place::Any, |host| registry(&host))
    }

    /// A command with everything that is known in the place of its names in angle brackets. A value that
    /// is more than a name is left out: a command is for a shell.
    pub fn filled(&self, command: &str) -> String {
        let image = self.image.filter(|image| Normalized::parse(image).is_ok());
        let host = image.and_then(host);
        let repository = image.and_then(|image| {
            let name = Normalized::parse(image).ok()?;
            Some(name.familiar_name().to_string())
        });
        let server = host.as_deref().map(|host| match host {
            "docker.io" => "https://index.docker.io/v1/",
            other => other,
        });
        let asked = self.contacted.as_deref().or(host.as_deref());
        let asked = asked.map(|host| match host {
            "docker.io" => "registry-1.docker.io",
            other => other,
        });
        let with_port = asked.map(|host| {
            if host.contains(':') {
                host.to_owned()
            } else {
                format!("{host}:443")
            }
        });
        let bare_host = asked.map(|host| host.split(':').next().unwrap_or(host));
        let is_secret = command.contains("docker-server");
        let project = image.and_then(google_project);
        let full_image = image.and_then(|image| {
            let name = Normalized::parse(image).ok()?;
            Some(name.with_default_tag().to_string())
        });
        let values: [(&str, Option<&str>); 16] = [
            ("<image>", image),
            ("<full image>", full_image.as_deref()),
            ("<repository>", repository.as_deref()),
            ("<registry>", if is_secret { server } else { asked }),
            ("<host:port>", with_port.as_deref()),
            ("<host>", bare_host),
            (
                "<acr>",
                host.as_deref().and_then(|host| host.split('.').next()),
            ),
            ("<project>", project.as_deref()),
            ("<pod>", self.pod),
            ("<namespace>", self.namespace),
            ("<container>", self.container),
            ("<node>", self.node),
            ("<workload>", self.workload.as_deref()),
            ("<secret>", self.secret),
            ("<os/arch>", self.platform),
            ("<cluster>", None),
        ];
        let mut filled = command.to_owned();
        for (name, value) in values {
            if let Some(value) = value.filter(|value| is_plain(value)) {
                filled = filled.replace(name, value);
            }
        }
        // kubectl takes the namespace of its context.
        filled.replace(" -n <namespace>", "")
    }
}

/// Whether a value means nothing to a shell.
fn is_plain(value: &str) -> bool {
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || b"._-/:@".contains(&it);
    !value.is_empty() && !value.starts_with('-') && value.bytes().all(is_plain)
}

/// The host of the last address in the text of an error, up to the words of its cause.
pub(super) fn contacted(error: &str) -> Option<String> {
    let (_, address) = error.rsplit_once("://")?;
    let authority = address.split(['/', '"', '\\', '?', ' ']).next()?;
    let host = authority.rsplit('@').next()?.trim_end_matches(':');
    is_plain(host).then(|| host.to_owned())
}

pub(super) fn host(image: &str) -> Option<String> {
    let name = Normalized::parse(image).ok()?;
    Some(name.domain().to_owned())
}

/// The project in a name of Artifact Registry or Container Registry.
fn google_project(image: &str) -> Option<String> {
    let name = Normalized::parse(image).ok()?;
    let path = name.path();
    let project = path.split('/').next()?;
    (registry(name.domain()) == Place::Google).then(|| project.to_owned())
}

/// The letters of which Kubernetes makes names.
const NAME_LETTERS: &str = "bcdfghjklmnpqrstvwxz2456789";

/// The workload of a Pod by its name, where a ReplicaSet or StatefulSet gave it.
pub(super) fn workload(pod: &str, controller: Option<&str>) -> Option<String> {
    let made = |part: &str| part.bytes().all(|it| NAME_LETTERS.as_bytes().contains(&it));
    if let Some((kind, name)) = controller.and_then(|it| it.split_once('/')) {
        return match kind {
            "ReplicaSet" => {
                let (deployment, _) = name.rsplit_once('-').filter(|(_, hash)| made(hash))?;
                Some(format!("deployment/{deployment}"))
            }
            "StatefulSet" | "DaemonSet" | "Job" => {
                Some(format!("{}/{name}", kind.to_ascii_lowercase()))
            }
            _ => None,
        };
    }
    let (rest, last) = pod.rsplit_once('-')?;
    if last.len() == 5 && made(last) {
        let (name, hash) = rest.rsplit_once('-')?;
        return ((5..=10).contains(&hash.len())
            && hash.bytes().any(|it| it.is_ascii_digit())
            && hash.bytes().all(|it| it.is_ascii_alphanumeric()))
        .then(|| format!("deployment/{name}"));
    }
    let is_ordinal =
        last.len() <= 3 && last.bytes().all(|it| it.is_ascii_digit()) && !rest.is_empty();
    is_ordinal.then(|| format!("statefulset/{rest}"))
}

/// The platform in the error of a missing variant, such as `linux/arm64/v8`.
pub(super) fn platform(message: &str) -> Option<&str> {
    let words = message.split([' ', '"', ',', ';']);
    let mut words = words.filter(|word| word.starts_with("linux/") || word.starts_with("windows/"));
    words.find(|word| is_plain(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workload_is_known_by_its_pod() {
        for (pod, controller, expected) in [
            ("web-7d4b9c8f6d-x7k2p", None, Some("deployment/web")),
            (
                "debugpod-d87b48b5c-7gjlz",
                None,
                Some("deployment/debugpod"),
            ),
            ("web-0", None, Some("statefulset/web")),
            ("web", None, None),
            ("kata-deploy-rk4cp", None, None),
            ("web-0", Some("StatefulSet/web"), Some("statefulset/web")),
            (
                "x",
                Some("ReplicaSet/api-7d4b9c8f6d"),
                Some("deployment/api"),
            ),
            ("x", Some("DaemonSet/agent"), Some("daemonset/agent")),
            ("x", Some("Node/n"), None),
        ] {
            assert_eq!(workload(pod, controller).as_deref(), expected, "{pod}");
        }
    }

    #[test]
    fn a_command_takes_names_alone() {
        let known = Known {
            image: Some("acme/app:typo"),
            namespace: Some("shop; rm -rf /"),
            ..Known::default()
        };
        assert_eq!(known.filled("crane ls <repository>"), "crane ls acme/app");
        assert_eq!(
            known.filled("kubectl get pod <pod> -n <namespace>"),
            "kubectl get pod <pod>"
        );
    }
}
