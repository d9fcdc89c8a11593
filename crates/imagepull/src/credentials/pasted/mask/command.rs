//! Secrets that no colon comes before: arguments of commands, and what is behind the scheme of an
//! `Authorization` header.

use super::{
    Masker, field,
    scan::{line_end, next_line, quoted, skip_blanks, word_end},
};

/// Options whose argument is a user and a password with a colon between them: of curl and skopeo.
const USER_AND_PASSWORD: [&str; 5] = ["-u", "--user", "--creds", "--src-creds", "--dest-creds"];

/// Options with one dash whose argument is secret as a whole.
const SECRET: [&str; 4] = ["-pass", "-passwd", "-password", "-token"];

/// The schemes of HTTP that a secret follows.
const SCHEMES: [&str; 2] = ["basic", "bearer"];

/// The command whose `-p` is a password: `docker login` and those that are called like it.
const LOGIN: &str = "login";

/// What of an argument is secret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Secret {
    All,
    BehindColon,
}

impl Masker<'_> {
    /// Masks the secret that belongs to a word, where it is an option or a scheme with one. Answers
    /// whether it is; all before the secret or behind it is kept then.
    pub(super) fn mask_option(&mut self, start: usize, end: usize) -> bool {
        let word = &self.text[start..end];
        let is_in_login = start < self.login_end;
        if word == LOGIN && !is_in_login {
            self.login_end = command_end(self.text, end);
            return false;
        }
        if SCHEMES.iter().any(|it| it.eq_ignore_ascii_case(word)) {
            return self.argument(end, Secret::All);
        }
        if USER_AND_PASSWORD.contains(&word) {
            return self.argument(end, Secret::BehindColon);
        }
        if word.starts_with("--") || SECRET.contains(&word) {
            return field(word).is_some() && self.argument(end, Secret::All);
        }
        if word.starts_with("-p") && is_in_login {
            if word.len() == 2 {
                return self.argument(end, Secret::All);
            }
            self.keep_to(start + 2);
            self.bare_argument(Secret::All);
            return true;
        }
        if word.starts_with("-u") && is_in_login {
            self.keep_to(start + 2);
            self.bare_argument(Secret::BehindColon);
            return true;
        }
        false
    }

    /// The argument of an option that ends here: behind blanks or an equals sign, or as the next
    /// text of a list.
    fn argument(&mut self, option_end: usize, secret: Secret) -> bool {
        let bytes = self.text.as_bytes();
        let quotes = bytes[option_end..].iter();
        let quotes = quotes.take_while(|byte| matches!(byte, b'"' | b'\'' | b'\\'));
        let behind_quotes = option_end + quotes.count();
        let mut at = skip_blanks(self.text, behind_quotes);
        let is_separated = match bytes.get(at) {
            Some(b',') if behind_quotes > option_end => {
                at = skip_blanks(self.text, at + 1);
                true
            }
            Some(b'=') => {
                at += 1;
                true
            }
            _ => at > behind_quotes && behind_quotes == option_end,
        };
        if !is_separated
            || matches!(
                bytes.get(at),
                None | Some(b'\r' | b'\n' | b':' | b'-' | b'#')
            )
        {
            return false;
        }
        // A name takes the value behind it along: it is masked as such.
        if field(&self.text[at..word_end(self.text, at)]).is_some() {
            return false;
        }
        self.keep_to(at);
        match quoted(self.text, at) {
            Some(quote) => {
                self.keep_to(quote.content);
                self.part_to(quote.end, secret);
                self.keep_to(quote.behind);
            }
            None => self.bare_argument(secret),
        }
        true
    }

    /// An argument without quotes: to the next blank, and to the end of the line where quotes in it
    /// leave open where it ends.
    fn bare_argument(&mut self, secret: Secret) {
        let rest = &self.text[self.at..];
        let word = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
        let end = if word.contains(['"', '\'', '`', '\\']) {
            line_end(self.text, self.at)
        } else {
            self.at + word.len()
        };
        self.part_to(end, secret);
    }

    fn part_to(&mut self, end: usize, secret: Secret) {
        if secret == Secret::BehindColon {
            let colon = self.text[self.at..end].find(':');
            self.keep_to(colon.map_or(end, |colon| self.at + colon + 1));
        }
        self.mask_to(end);
    }
}

/// The end of the lines of a command, of which all but the last end with a backslash.
fn command_end(text: &str, from: usize) -> usize {
    let mut end = line_end(text, from);
    while text[from..end].ends_with('\\') {
        let Some(next) = next_line(text, end) else {
            break;
        };
        end = line_end(text, next);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::masked;

    #[test]
    fn secrets_of_commands_and_headers_are_masked() {
        for (text, expected) in [
            (
                "docker login -u joe -p s3cret ghcr.io",
                "docker login -u joe -p •••••• ghcr.io",
            ),
            (
                "docker login -ps3cret ghcr.io\n",
                "docker login -p•••••• ghcr.io\n",
            ),
            (
                "podman login \\\n  -p 's3 cret' \\\n  ghcr.io",
                "podman login \\\n  -p '••••••' \\\n  ghcr.io",
            ),
            (
                "docker login --password s3cret ghcr.io",
                "docker login --password •••••• ghcr.io",
            ),
            (
                "kubectl create secret docker-registry a --docker-password=s3cret",
                "kubectl create secret docker-registry a --docker-password=••••••",
            ),
            (
                "kubectl create secret docker-registry a --docker-password s3cret -n b",
                "kubectl create secret docker-registry a --docker-password •••••• -n b",
            ),
            (
                "curl -u joe:s3cret https://ghcr.io/v2/",
                "curl -u joe:•••••• https://ghcr.io/v2/",
            ),
            (
                "curl --user \"joe:s3 cret\" x",
                "curl --user \"joe:••••••\" x",
            ),
            (
                "skopeo copy --src-creds=joe:s3cret a b",
                "skopeo copy --src-creds=joe:•••••• a b",
            ),
            ("Basic s3cret=", "Basic ••••••"),
            ("note: bearer s3cret.s3cret x", "note: bearer •••••• x"),
            (
                r#"args: ["login", "-p", "s3cret"]"#,
                r#"args: ["login", "-p", "••••••"]"#,
            ),
            (
                r#"args: ["--password", "s3cret"]"#,
                r#"args: ["--password", "••••••"]"#,
            ),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for text in [
            "docker login --password-stdin ghcr.io",
            "docker run -p 8080:80 nginx",
            "docker login\ndocker run -p 8080:80 nginx",
            "image: ghcr.io/acme/reset-password:v1",
            "image: ghcr.io/acme/pass:v1",
            "curl -u joe https://ghcr.io/v2/",
            "basic: true",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn mistakes_in_commands_do_not_show_what_is_secret() {
        for text in [
            "{\"a\":\"docker login -p x\",\"auth\":\"s3cret s3cret\"}",
            "docker login -p \"s3cret",
            "docker login -p s3cr\\ s3cret",
            "Basic auth: s3cret",
            "docker login -p token: s3cret",
            "-u joe:x\"s3cret s3cret",
            "--password = s3cret",
            "--password: s3cret",
            "login -password s3cret",
            "DOCKER_PASSWORD=s3cret",
            "dockerPassword: s3cret",
            "passwd: s3cret",
            "pass = s3cret",
            "\"pwd\": \"s3cret\"",
            "X-Registry-Auth: s3cret",
        ] {
            let shown = masked(text);
            assert!(!shown.contains("s3cret"), "{text}: {shown}");
        }
    }
}
