//! Running other programs, with failures that a person can act on.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// Why a task stopped: one sentence for a person, with the remedy where there is one.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a task answers.
pub type Outcome<T = ()> = Result<T, Failure>;

/// How often a program that prints nothing is reported to be still at work.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// How many of the last lines of a failed quiet program are shown.
const MAX_LINES: usize = 15;

/// Runs a program whose output the person sees as it comes.
pub fn visibly(command: &mut Command) -> Outcome {
    let status = command
        .stdin(Stdio::null())
        .stdout(io::stderr())
        .status()
        .map_err(|error| did_not_start(command, &error))?;
    succeeded(&written_out(command), status)
}

/// Runs a program without its output, but says every ten seconds that it is still at work.
///
/// The last lines of the output are shown when the program fails.
pub fn quietly(command: &mut Command) -> Outcome {
    let output = with_heartbeat(command)?;
    if !output.status.success() {
        show_last_lines(&output.stdout);
        show_last_lines(&output.stderr);
    }
    succeeded(&written_out(command), output.status)
}

/// Runs a program that may fail because there is another way, as quietly as [`quietly`].
///
/// Answers whether it succeeded; what a failed one has to say is of no concern.
pub fn attempt(command: &mut Command) -> bool {
    with_heartbeat(command).is_ok_and(|output| output.status.success())
}

/// What a program prints on its standard output, without white space around it.
///
/// The program's own complaints are dropped: the failure names the program.
pub fn answer(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| did_not_start(command, &error))?;
    succeeded(&written_out(command), output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a program that ran to its end printed, and whether it says that all is well.
pub struct Transcript {
    /// The lines of the standard output.
    pub lines: Vec<String>,
    /// Whether the program ended with success.
    pub succeeded: bool,
}

/// Runs a program whose output the person sees as it comes, and keeps a copy of it.
pub fn with_transcript(command: &mut Command) -> Outcome<Transcript> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| did_not_start(command, &error))?;
    let mut lines = Vec::new();
    if let Some(mut output) = child.stdout.take().map(BufReader::new) {
        let mut line = Vec::new();
        while matches!(output.read_until(b'\n', &mut line), Ok(1..)) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            // A closed standard output must not stop the tests.
            let _ = writeln!(io::stdout(), "{text}");
            lines.push(text);
            line.clear();
        }
    }
    let status = child
        .wait()
        .map_err(|error| did_not_start(command, &error))?;
    Ok(Transcript {
        lines,
        succeeded: status.success(),
    })
}

/// A program that runs beside others, with its output in a file.
pub struct Background {
    child: Child,
    command: String,
    log: PathBuf,
}

/// Starts a program whose output goes into a file until somebody [waits](Background::wait) for it.
pub fn in_background(command: &mut Command, log: PathBuf) -> Outcome<Background> {
    let not_written =
        |error: io::Error| Failure(format!("{} could not be written: {error}", log.display()));
    let output = File::create(&log).map_err(not_written)?;
    let errors = output.try_clone().map_err(not_written)?;
    let child = command
        .stdin(Stdio::null())
        .stdout(output)
        .stderr(errors)
        .spawn()
        .map_err(|error| did_not_start(command, &error))?;
    Ok(Background {
        child,
        command: written_out(command),
        log,
    })
}

impl Background {
    /// Waits for its end. The last lines of its output are shown when it failed.
    pub fn wait(&mut self) -> Outcome {
        let ended = self.child.wait();
        let status = ended.map_err(|error| Failure(format!("`{}`: {error}", self.command)))?;
        if !status.success() {
            show_last_lines(&fs::read(&self.log).unwrap_or_default());
        }
        succeeded(&self.command, status)
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // Nobody waits for it any more; one that has ended is not hurt.
        let _ = self.child.kill();
    }
}

/// The failure of a program that could not be started at all.
pub fn did_not_start(command: &Command, error: &io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    if error.kind() == io::ErrorKind::NotFound {
        Failure(format!(
            "the program `{program}` is missing: install it, or add its folder to PATH"
        ))
    } else {
        Failure(format!("`{program}` could not be started: {error}"))
    }
}

fn with_heartbeat(command: &mut Command) -> Outcome<Output> {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| did_not_start(command, &error))?;
    let started = Instant::now();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output()));
    loop {
        match receiver.recv_timeout(HEARTBEAT) {
            Ok(output) => return output.map_err(|error| did_not_start(command, &error)),
            Err(_) => eprintln!(
                "      {} is still at work ({} s)",
                name(command),
                started.elapsed().as_secs()
            ),
        }
    }
}

fn succeeded(command: &str, status: ExitStatus) -> Outcome {
    if status.success() {
        Ok(())
    } else {
        Err(Failure(format!("`{command}` failed ({status})")))
    }
}

fn show_last_lines(output: &[u8]) {
    let text = String::from_utf8_lossy(output);
    let lines: Vec<&str> = text.lines().collect();
    for line in &lines[lines.len().saturating_sub(MAX_LINES)..] {
        eprintln!("      {line}");
    }
}

fn written_out(command: &Command) -> String {
    let arguments = command.get_args().map(OsStr::to_string_lossy);
    std::iter::once(name(command).into())
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}

fn name(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let failure = answer(&mut Command::new("no-such-program")).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "the program `no-such-program` is missing: install it, or add its folder to PATH"
        );
    }

    #[test]
    fn a_failed_program_is_named_with_its_arguments() {
        let failure = answer(Command::new("cargo").arg("no-such-command")).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "`cargo no-such-command` failed (exit status: 101)"
        );
    }

    #[test]
    fn an_attempt_answers_whether_it_succeeded() {
        assert!(attempt(Command::new("cargo").arg("--version")));
        assert!(!attempt(Command::new("cargo").arg("no-such-command")));
        assert!(!attempt(&mut Command::new("no-such-program")));
    }

    #[test]
    fn a_program_in_the_background_is_waited_for() {
        let log = std::env::temp_dir().join(format!("imagepull-{}.log", std::process::id()));
        let cargo = |word| in_background(Command::new("cargo").arg(word), log.clone()).unwrap();
        assert_eq!(cargo("--version").wait(), Ok(()));
        assert!(fs::read_to_string(&log).unwrap().starts_with("cargo "));
        let failure = cargo("no-such-command").wait().unwrap_err();
        assert_eq!(
            failure.to_string(),
            "`cargo no-such-command` failed (exit status: 101)"
        );
        fs::remove_file(log).unwrap();
    }

    #[test]
    fn a_transcript_has_the_lines_and_the_verdict() {
        let transcript = with_transcript(Command::new("cargo").arg("--version")).unwrap();
        assert!(transcript.succeeded);
        assert!(
            transcript.lines[0].starts_with("cargo "),
            "{:?}",
            transcript.lines
        );
    }
}
