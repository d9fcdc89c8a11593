//! The shapes of tokens: how those of registries, clouds and package indexes begin, and what looks as if
//! a generator wrote it.

use super::{TOKEN_CHARS, encoded::has_encoded_text};

/// Beginnings of tokens, and how many characters at least follow where the beginning is a word, too.
/// Sources: the token formats that the issuers document, and the rules of gitleaks 8.18
/// (`config/gitleaks.toml`).
const PREFIXES: &[(&str, usize)] = &[
    // GitHub, GitLab, Bitbucket
    ("ghp_", 0),
    ("gho_", 0),
    ("ghu_", 0),
    ("ghs_", 0),
    ("ghr_", 0),
    ("github_pat_", 0),
    ("glpat-", 0),
    ("gldt-", 0),
    ("glrt-", 0),
    ("glcbt-", 0),
    ("glptt-", 0),
    ("glft-", 0),
    ("glsoat-", 0),
    ("glimt-", 0),
    ("glagent-", 0),
    ("gloas-", 0),
    ("GR1348941", 0),
    ("ATBB", 20),
    ("ATATT3", 0),
    ("ATCTT3", 0),
    // Registries and package indexes
    ("dckr_pat_", 0),
    ("dckr_oat_", 0),
    ("npm_", 8),
    ("pypi-Ag", 0),
    ("rubygems_", 8),
    ("oy2", 40),
    ("cio", 29),
    ("AKCp", 20),
    ("cmVmdGtu", 0),
    // AWS: access key ids and session tokens
    ("AKIA", 12),
    ("ASIA", 12),
    ("ABIA", 12),
    ("ACCA", 12),
    ("IQoJb3JpZ2lu", 0),
    ("FwoGZXIvYXdz", 0),
    ("FQoGZXIvYXdz", 0),
    // Google, Alibaba, Tencent, IBM, Oracle, DigitalOcean, Scaleway, Heroku, Fly
    ("AIza", 20),
    ("ya29.", 0),
    ("1//0", 10),
    ("GOCSPX-", 0),
    ("LTAI", 12),
    ("AKID", 12),
    ("dop_v1_", 0),
    ("doo_v1_", 0),
    ("dor_v1_", 0),
    ("SCW", 17),
    ("HRKU-", 0),
    ("FlyV1", 0),
    ("fm1r_", 0),
    ("fm2_", 8),
    // JSON Web Tokens: every one begins with an object
    ("eyJ", 0),
    // Vault, Terraform, Pulumi, Doppler, Infisical, age
    ("hvs.", 8),
    ("hvb.", 8),
    ("hvr.", 8),
    ("s.", 24),
    ("pul-", 40),
    ("dp.pt.", 0),
    ("dp.st.", 0),
    ("AGE-SECRET-KEY-1", 0),
    // Slack, Stripe, SendGrid, Mailgun, Shopify, Square, Telegram, Twilio
    ("xoxb-", 0),
    ("xoxp-", 0),
    ("xoxa-", 0),
    ("xoxr-", 0),
    ("xoxs-", 0),
    ("xapp-", 0),
    ("sk_live_", 0),
    ("sk_test_", 0),
    ("rk_live_", 0),
    ("rk_test_", 0),
    ("whsec_", 0),
    ("SG.", 16),
    ("key-", 32),
    ("shpat_", 0),
    ("shpss_", 0),
    ("shpca_", 0),
    ("shppa_", 0),
    ("sq0atp-", 0),
    ("sq0csp-", 0),
    // Models, monitoring, databases
    ("hf_", 20),
    ("sk-", 32),
    ("sk-ant-", 0),
    ("sk-proj-", 0),
    ("dapi", 28),
    ("glsa_", 0),
    ("glc_", 8),
    ("NRAK-", 0),
    ("NRJS-", 0),
    ("PMAK-", 0),
    ("lin_api_", 0),
    ("sbp_", 16),
    ("pscale_tkn_", 0),
    ("pscale_pw_", 0),
    ("nfp_", 16),
    ("secret_", 32),
    ("ntn_", 20),
    ("CCIPAT_", 0),
    ("bkua_", 16),
    ("tskey-", 0),
];

/// What is inside of a token: the passwords of Azure's container registry and its client secrets.
const INFIXES: [&str; 4] = ["+ACR", "7Q~", "8Q~", ".atlasv1."];

/// How PEM and the keys of `age` and PuTTY begin.
const HEADS: [&str; 2] = ["-----BEGIN", "PuTTY-User-Key-File"];

/// How a token begins, where a text is one.
pub fn token_prefix(text: &str) -> Option<&'static str> {
    // No prefix is shorter, and most words are no longer.
    let [_, second, third, ..] = text.as_bytes() else {
        return None;
    };
    PREFIXES.iter().find_map(|(prefix, least)| {
        let bytes = prefix.as_bytes();
        if bytes.get(1) != Some(second) || bytes.get(2).is_some_and(|it| it != third) {
            return None;
        }
        let rest = text.strip_prefix(prefix)?;
        let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-".contains(byte);
        let length = rest.bytes().take_while(is_inside).count();
        (length >= *least).then_some(*prefix)
    })
}

/// Whether anything in a text has the shape of a token, as it is or in base64.
pub fn has_token(text: &str) -> bool {
    has_known_token(text) || has_encoded_text(text)
}

/// The same without what is encoded.
pub fn has_known_token(text: &str) -> bool {
    HEADS.iter().chain(&INFIXES).any(|part| text.contains(part))
        || beginnings(text).any(|word| token_prefix(word).is_some())
        || runs(text).any(|run| is_generated(run) || run.split('/').any(is_bootstrap_token))
}

/// The text from every place where a word begins.
fn beginnings(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let begins = |at: &usize| {
        bytes[*at].is_ascii_alphanumeric() && (*at == 0 || !bytes[*at - 1].is_ascii_alphanumeric())
    };
    (0..bytes.len()).filter(begins).map(|at| &text[at..])
}

/// What stands between characters that no token has, where it is as long as one.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char| !u8::try_from(char).is_ok_and(is_in_token))
        .filter(|run| run.len() >= TOKEN_CHARS)
}

fn is_in_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.+/=~".contains(&byte)
}

/// Whether a run looks as if a generator wrote it: as long as a token, with letters of both cases and
/// digits, or with capital letters and digits alone, and one kind changes to another as often as by
/// chance. Words, versions, dates, paths and hexadecimal numbers do not.
fn is_generated(run: &str) -> bool {
    run.split(['.', '=', '~'])
        .flat_map(|run| {
            // A slash is part of base64 and separates the parts of a path.
            std::iter::once(run).chain(
                run.contains('/')
                    .then(|| run.split('/'))
                    .into_iter()
                    .flatten(),
            )
        })
        .any(is_generated_part)
}

fn is_generated_part(part: &str) -> bool {
    #[derive(Clone, Copy, PartialEq)]
    enum Kind {
        Lower,
        Upper,
        Digit,
        Other,
    }
    let kind = |byte: u8| match byte {
        b'a'..=b'z' => Kind::Lower,
        b'A'..=b'Z' => Kind::Upper,
        b'0'..=b'9' => Kind::Digit,
        _ => Kind::Other,
    };
    let kinds: Vec<Kind> = part.bytes().map(kind).collect();
    let count = |wanted: Kind| kinds.iter().filter(|kind| **kind == wanted).count();
    let (lower, upper, digits) = (count(Kind::Lower), count(Kind::Upper), count(Kind::Digit));
    let length = lower + upper + digits;
    let changes = kinds.windows(2).enumerate().filter(|(at, pair)| {
        let is_change = pair[0] != pair[1] && !pair.contains(&Kind::Other);
        // A word may begin with a capital letter.
        let is_capital =
            pair == &[Kind::Upper, Kind::Lower] && (*at == 0 || kinds[at - 1] == Kind::Other);
        is_change && !is_capital
    });
    let changes = changes.count();
    let has_both_cases = lower > 0 && upper > 0 && digits > 0;
    (has_both_cases && length >= TOKEN_CHARS && changes * 3 >= length)
        || (lower == 0 && upper > 0 && digits > 0 && length >= 40 && changes * 4 >= length)
}

/// Whether a run is a bootstrap token of kubeadm: `[a-z0-9]{6}\.[a-z0-9]{16}`.
fn is_bootstrap_token(run: &str) -> bool {
    let is_part = |part: &str, length: usize| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        part.len() == length && part.bytes().all(fits) && part.bytes().any(|it| it.is_ascii_digit())
    };
    run.split_once('.').is_some_and(|(id, secret)| {
        let is_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        id.len() == 6 && id.bytes().all(is_id) && is_part(secret, 16)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_texts_are_told_from_words() {
        for text in [
            "Xq7Lm2Rw9Tb4Yc1Vd8Ns",
            "wJ4rXUt8FEMI/K7MDE9G/bPxR1iCYEX4MPL3KEY7",
            "A1B2C3D4E5F6G7H8J9K0L1M2N3P4Q5R6S7T8U9V0",
            "prefix Xq7Lm2Rw9_Tb4Yc1-Vd8Ns suffix",
        ] {
            assert!(has_known_token(text), "{text}");
        }
        for text in [
            "RELEASE.2024-01-16T16-07-38Z",
            "MyServiceName2024Build",
            "/usr/local/lib/python3.12/site-packages/Acme",
            "application/vnd.oci.image.manifest.v1+json",
            "sha256:3f2b1c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b3f2b1c9d8e7f6a5b4c3d2e1f",
            "kubectl.kubernetes.io/last-applied-configuration",
            "PreferredDuringSchedulingIgnoredDuringExecution",
            "v20240115T103000Z-abcdef",
            "IfNotPresent",
            "sk-learn",
            "key-value",
            "npm_",
        ] {
            assert!(!has_token(text), "{text}");
        }
    }
}
