//! The rules of a CredentialProviderConfig, in the kubelet's words and order.

use std::collections::BTreeSet;

use super::{
    Check,
    decode::{ProviderFields, Providers, TokenAttributes},
    fields::At,
    qualified_name::name_errors,
};
use crate::{
    codes,
    credentials::{
        built_in::Cloud,
        glob::is_pattern,
        go_url::{GoUrl, UrlError},
        near_miss::{hub_in_match_images, is_other_hub_host, never_fits},
        remarks::check_provider,
        without_user_info,
    },
    diagnostic::Diagnostic,
    kubelet::go::quote,
    releases::Change,
    sources::IMAGES_PAGE,
    words::{Message, message},
};

/// The versions of the format in which the kubelet and a provider talk.
const API_VERSIONS: [&str; 3] = [
    "credentialprovider.kubelet.k8s.io/v1",
    "credentialprovider.kubelet.k8s.io/v1alpha1",
    "credentialprovider.kubelet.k8s.io/v1beta1",
];

const CACHE_TYPES: [&str; 2] = ["ServiceAccount", "Token"];

impl Check<'_> {
    pub(super) fn validate(&mut self, providers: &Providers, has_tokens: bool) {
        if providers.list.is_empty() {
            self.refuse(
                codes::PRV001,
                "providers: Required value: at least 1 item in plugins is required".to_owned(),
                providers.span,
                message!("Add a provider, or remove the file from the kubelet's flags."),
            );
        }
        if self.has_duplicates(providers) {
            return;
        }
        let mut names = BTreeSet::new();
        for provider in &providers.list {
            self.name(provider, &mut names);
            self.api_version(provider);
            self.match_images(provider);
            let helper = check_provider(&provider.name.value);
            let place = provider.name.span;
            self.diagnostics.extend(helper.map(|it| it.at_known(place)));
            self.duration_of(provider);
            if let Some(tokens) = &provider.token_attributes {
                self.tokens(provider, tokens, has_tokens);
            }
        }
        if self.errors.is_empty() && !self.release.has(Change::ProviderNamesAreValidated) {
            self.registered_twice(providers);
        }
    }

    /// Up to 1.32 the kubelet ends when it registers a second provider of a name.
    fn registered_twice(&mut self, providers: &Providers) {
        let mut names = BTreeSet::new();
        let mut list = providers.list.iter();
        if let Some(twice) = list.find(|provider| !names.insert(&provider.name.value)) {
            let At { value: name, span } = &twice.name;
            let said = format!("Credential provider {} was registered twice", quote(name));
            self.refuse(codes::PRV002, said, span.or(twice.span), name_help());
        }
    }

    /// Since 1.34 two providers of one name are refused while the files are read.
    fn has_duplicates(&mut self, providers: &Providers) -> bool {
        if !self.release.has(Change::ProviderNamesAreUniqueAcrossFiles) {
            return false;
        }
        let mut names = BTreeSet::new();
        let mut list = providers.list.iter();
        let Some(twice) = list.find(|provider| !names.insert(&provider.name.value)) else {
            return false;
        };
        let At { value: name, span } = &twice.name;
        let said = format!(
            "duplicate provider name {} found in configuration file(s)",
            quote(name)
        );
        self.refuse(codes::PRV002, said, span.or(twice.span), name_help());
        true
    }

    fn name<'p>(&mut self, provider: &'p ProviderFields, names: &mut BTreeSet<&'p str>) {
        let At { value: name, span } = &provider.name;
        let place = span.or(provider.span);
        for (is_broken, rule) in [
            (name.contains('/'), "provider name cannot contain '/'"),
            (name.contains(' '), "provider name cannot contain spaces"),
            (name == ".", "provider name cannot be '.'"),
            (name == "..", "provider name cannot be '..'"),
        ] {
            if is_broken {
                let said = format!("providers.name: Invalid value: {}: {rule}", quote(name));
                self.refuse(codes::PRV002, said, place, name_help());
            }
        }
        if !names.insert(name) && self.release.has(Change::ProviderNamesAreValidated) {
            let said = format!("providers.name: Duplicate value: {}", quote(name));
            self.refuse(codes::PRV002, said, place, name_help());
        }
    }

    fn api_version(&mut self, provider: &ProviderFields) {
        let At {
            value: version,
            span,
        } = &provider.api_version;
        let help = message!(
            "Use `apiVersion: {version}`, if the provider supports it.",
            version = API_VERSIONS[0]
        );
        if version.is_empty() {
            let said = format!(
                "providers.apiVersion: Required value{}",
                self.required("apiVersion")
            );
            self.refuse(codes::PRV003, said, span.or(provider.span), help);
        } else if !API_VERSIONS.contains(&version.as_str()) {
            let said = format!(
                "providers.apiVersion: Unsupported value: {}: supported values: {}",
                quote(version),
                API_VERSIONS.map(quote).join(", ")
            );
            self.refuse(codes::PRV003, said, *span, help);
        }
    }

    /// What is behind `Required value` of a field.
    fn required(&self, field: &str) -> String {
        if self.release.has(Change::ProviderWordsAreShort) {
            String::new()
        } else {
            format!(": {field} is required")
        }
    }

    fn match_images(&mut self, provider: &ProviderFields) {
        if provider.match_images.is_empty() {
            self.refuse(
                codes::PRV004,
                "providers.matchImages: Required value: at least 1 item in matchImages is required"
                    .to_owned(),
                provider.span,
                message!("List the registries whose images the provider handles."),
            );
        }
        for At {
            value: pattern,
            span,
        } in &provider.match_images
        {
            let shown = without_user_info(pattern);
            if let Err(error) = GoUrl::schemeless(pattern) {
                // The words of the error quote what is before an @, too.
                let error = if pattern.contains('@') {
                    UrlError::UserInfo
                } else {
                    error
                };
                let url = format!("https://{}", shown.split('#').next().unwrap_or_default());
                let said = format!(
                    "providers.matchImages: Invalid value: {}: match image is invalid: parse {}: {}",
                    quote(&shown),
                    quote(&url),
                    error.words()
                );
                let help = message!(
                    "A registry, with an optional port and path prefix; a * matches one label of the host."
                );
                self.refuse(codes::PRV004, said, *span, help);
            } else if let Some((said, why)) = near_miss(&shown) {
                let diagnostic = Diagnostic::new(codes::PRV015, said)
                    .help(why)
                    .docs(IMAGES_PAGE);
                self.diagnostics.push(diagnostic.at_known(*span));
            }
        }
    }

    fn duration_of(&mut self, provider: &ProviderFields) {
        match &provider.default_cache_duration {
            None => self.refuse(
                codes::PRV005,
                format!(
                    "providers.defaultCacheDuration: Required value{}",
                    self.required("defaultCacheDuration")
                ),
                provider.span,
                message!(
                    "Set how long to cache an answer without its own `cacheDuration`, such as 10m; 0s disables caching."
                ),
            ),
            Some(At { value, span }) if value.is_negative() => {
                let printed = value.print();
                let (printed, subject) = if self.release.has(Change::ProviderWordsAreShort) {
                    (quote(&printed), "")
                } else {
                    (printed, "defaultCacheDuration ")
                };
                let said = format!(
                    "providers.defaultCacheDuration: Invalid value: {printed}: {subject}must be greater than or equal to 0"
                );
                self.refuse(codes::PRV005, said, *span, message!("Use 0s to disable caching."));
            }
            Some(_) => {}
        }
    }

    fn tokens(&mut self, provider: &ProviderFields, tokens: &TokenAttributes, has_tokens: bool) {
        const PATH: &str = "providers.tokenAttributes";
        if !has_tokens {
            let said = format!(
                "{PATH}: Forbidden: tokenAttributes is not supported when {} feature gate is disabled",
                super::SERVICE_ACCOUNT_TOKENS
            );
            self.refuse(
                codes::PRV006,
                said,
                tokens.span,
                message!("The gate is on by default since 1.34."),
            );
        }
        if tokens.audience.is_empty() {
            let detail = self.required("serviceAccountTokenAudience");
            self.required_token(tokens, "serviceAccountTokenAudience", &detail);
        }
        if tokens.requires_account.is_none() {
            let detail = self.required("requireServiceAccount");
            self.required_token(tokens, "requireServiceAccount", &detail);
        }
        if provider.api_version.value != API_VERSIONS[0] {
            let said = format!(
                "{PATH}: Forbidden: tokenAttributes is only supported for {} API version",
                API_VERSIONS[0]
            );
            let help = message!(
                "Use `apiVersion: {version}`, if the provider supports it.",
                version = API_VERSIONS[0]
            );
            self.refuse(codes::PRV006, said, tokens.span, help);
        }
        if tokens.requires_account == Some(false) && !tokens.required_keys.is_empty() {
            let said = format!(
                "{PATH}.requiredServiceAccountAnnotationKeys: Forbidden: requireServiceAccount cannot be false when requiredServiceAccountAnnotationKeys is set"
            );
            let place = tokens.required_keys[0].span;
            self.refuse(codes::PRV008, said, place, annotation_help());
        }
        self.annotation_keys(
            "requiredServiceAccountAnnotationKeys",
            &tokens.required_keys,
        );
        self.annotation_keys(
            "optionalServiceAccountAnnotationKeys",
            &tokens.optional_keys,
        );
        let optional: BTreeSet<&str> = values(&tokens.optional_keys).collect();
        let both: BTreeSet<&str> = values(&tokens.required_keys)
            .filter(|key| optional.contains(key))
            .collect();
        if !both.is_empty() {
            let keys: Vec<String> = both.into_iter().map(quote).collect();
            let said = format!(
                "{PATH}: Invalid value: [{}]: annotation keys cannot be both required and optional",
                keys.join(",")
            );
            self.refuse(codes::PRV008, said, tokens.span, annotation_help());
        }
        if self.release.has(Change::ProviderCacheTypeIsRequired) {
            self.cache_type(tokens);
        }
    }

    fn cache_type(&mut self, tokens: &TokenAttributes) {
        let At { value, span } = &tokens.cache_type;
        if value.is_empty() {
            let detail = format!(
                ": cacheType is required to be set when tokenAttributes is specified. Supported values are: {}",
                CACHE_TYPES.join(", ")
            );
            self.required_token(tokens, "cacheType", &detail);
        } else if !CACHE_TYPES.contains(&value.as_str()) {
            let said = format!(
                "providers.tokenAttributes.cacheType: Unsupported value: {}: supported values: {}",
                quote(value),
                CACHE_TYPES.map(quote).join(", ")
            );
            self.refuse(codes::PRV007, said, *span, token_help());
        }
    }

    fn required_token(&mut self, tokens: &TokenAttributes, field: &str, detail: &str) {
        let said = format!("providers.tokenAttributes.{field}: Required value{detail}");
        self.refuse(codes::PRV007, said, tokens.span, token_help());
    }

    fn annotation_keys(&mut self, field: &str, keys: &[At<String>]) {
        let path = format!("providers.tokenAttributes.{field}");
        let mut seen = BTreeSet::new();
        for At { value: key, span } in keys {
            for error in name_errors(&key.to_lowercase()) {
                let said = format!("{path}: Invalid value: {}: {error}", quote(key));
                self.refuse(codes::PRV008, said, *span, annotation_help());
            }
            if !seen.insert(key) {
                let said = format!("{path}: Duplicate value: {}", quote(key));
                self.refuse(codes::PRV008, said, *span, annotation_help());
            }
        }
    }
}

fn values(keys: &[At<String>]) -> impl Iterator<Item = &str> {
    keys.iter().map(|key| key.value.as_str())
}

fn name_help() -> Message {
    message!(
        "The name is that of an executable in the providers' directory, and each provider needs a different one."
    )
}

fn token_help() -> Message {
    message!(
        "`tokenAttributes` needs `serviceAccountTokenAudience`, `requireServiceAccount` and, since 1.34, `cacheType`: Token or ServiceAccount."
    )
}

fn annotation_help() -> Message {
    message!(
        "Each annotation goes in one of the two lists, once, with a valid name; required ones need `requireServiceAccount: true`."
    )
}

/// What an entry that Go reads does not fit all the same, and why.
fn near_miss(pattern: &str) -> Option<(Message, Message)> {
    let host_and_port = pattern.split('/').next().unwrap_or_default();
    let host = host_and_port.split(':').next().unwrap_or_default();
    let written = format!("{pattern:?}");
    if is_other_hub_host(host) {
        let said = message!(
            "{pattern} in `matchImages` doesn't match docker.io, where images of Docker Hub are looked up.",
            pattern = written
        );
        let why = message!(
            "It only matches images written with such a host. Use docker.io for the others."
        );
        return Some((said, why));
    }
    // Image names that are written with it are normalised to docker.io.
    let why = if host_and_port == "index.docker.io" {
        Some(hub_in_match_images())
    } else {
        never_fits(pattern).or_else(|| no_host(host))
    };
    let Some(why) = why else {
        return breadth(host, &written);
    };
    let said = message!(
        "{pattern} in `matchImages` matches no image.",
        pattern = written
    );
    Some((said, why))
}

/// Why no image has a host that fits; `None` where one can.
fn no_host(host: &str) -> Option<Message> {
    if host.is_empty() {
        return Some(message!("An entry needs a host, such as ghcr.io."));
    }
    // What a host of an image name has, and the signs of patterns.
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || "-._~%*?[]^\\".contains(sign);
    (!host.chars().all(is_part)).then(|| {
        message!("A host has letters, digits, `-` and `.`; each registry needs a separate entry.")
    })
}

/// What is said of a host that fits more or fewer registries than it seems to.
fn breadth(host: &str, written: &str) -> Option<(Message, Message)> {
    // What is in brackets is an address of IPv6.
    if host.starts_with('[') {
        return None;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let one_label = || message!("A * matches exactly one label of the host, between two dots.");
    if let [label] = labels[..] {
        let said = message!(
            "{pattern} in matchImages only matches registries without a dot, such as localhost.",
            pattern = written
        );
        return is_pattern(label).then(|| (said, one_label()));
    }
    // Every registry of two labels is also docker.io, which all images without a host have.
    if labels == ["*", "*"] {
        let said = message!(
            "{pattern} in matchImages matches every registry with two labels, docker.io among them.",
            pattern = written
        );
        let why = message!("The provider is then asked for images that it has no credentials for.");
        return Some((said, why));
    }
    if host.contains("**") {
        let said = message!(
            "Two asterisks in {pattern} match no more than one.",
            pattern = written
        );
        return Some((said, one_label()));
    }
    if host.contains(|sign: char| sign.is_ascii_uppercase()) && !host.contains('[') {
        let said = message!(
            "{pattern} in matchImages only matches images written with the same capital letters.",
            pattern = written
        );
        return Some((
            said,
            message!("Hosts are compared letter by letter. Write it in lower case."),
        ));
    }
    let (cloud, example) = other_shape(&labels)?;
    let said = message!(
        "{pattern} in matchImages matches no registry of {cloud}.",
        pattern = written,
        cloud = cloud.name()
    );
    let why = message!(
        "A * matches exactly one label of the host, and the number of labels counts. Use {example}.",
        example
    );
    Some((said, why))
}

/// The registries of clouds, as the entries for them are written.
const CLOUDS: [(Cloud, &str); 5] = [
    (Cloud::Ecr, "*.dkr.ecr.*.amazonaws.com"),
    (Cloud::Ecr, "*.dkr.ecr.*.amazonaws.com.cn"),
    (Cloud::Ecr, "*.dkr.ecr-fips.*.amazonaws.com"),
    (Cloud::Acr, "*.azurecr.io"),
    (Cloud::Gcr, "*.pkg.dev"),
];

/// The cloud whose domain a host ends with, where it has another number of labels than its registries,
/// and an entry for them.
fn other_shape(labels: &[&str]) -> Option<(Cloud, &'static str)> {
    let ends = |shape: &str| {
        let domain: Vec<&str> = shape.rsplit('.').take_while(|it| *it != "*").collect();
        let own = labels.iter().rev();
        labels.len() >= domain.len() && own.zip(&domain).all(|(label, wanted)| label == wanted)
    };
    let of_domain = || CLOUDS.into_iter().filter(|(_, shape)| ends(shape));
    let is_fitting = of_domain().any(|(_, shape)| shape.split('.').count() == labels.len());
    of_domain().next().filter(|_| !is_fitting)
}
