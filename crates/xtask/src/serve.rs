//! Serving the playground on this machine.

use crate::environment::Environment;
use crate::run::{self, Failure, Outcome};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, thread};

/// Where the playground is served; Trunk.toml says the same.
const ADDRESS: &str = "127.0.0.1:8080";

/// How long to wait between two looks whether the page answers.
const PAUSE: Duration = Duration::from_millis(200);

/// Where the site is served from: never from `dist/`, which somebody may upload, as Trunk puts a script
/// into it that loads the page again.
const FOLDER: &str = "target/serve";

/// Builds the site for development, serves it, and builds it again when a file changes, until it is
/// stopped.
///
/// This process becomes Trunk, so that stopping it by any means leaves nothing
/// behind. A second process says the address once the page answers.
///
/// # Errors
/// When the port is taken or Trunk does not start. It does not come back otherwise.
pub fn serve(environment: &Environment) -> Outcome {
    if TcpListener::bind(ADDRESS).is_err() {
        return Err(Failure(format!(
            "port 8080 is in use: stop the program that listens on {ADDRESS}, then run `cargo xtask serve` again"
        )));
    }
    let announce = env::current_exe().and_then(|xtask| {
        Command::new(xtask)
            .arg("announce")
            .stdin(Stdio::null())
            .spawn()
    });
    if let Err(error) = announce {
        eprintln!(
            "      the page will be at http://{ADDRESS}/ (its state cannot be watched: {error})"
        );
    }
    let mut trunk = environment.command("trunk");
    become_program(trunk.args(["serve", "--release=false", "--dist", FOLDER]))
}

/// Prints the address when the page answers, or gives up with the process that serves it.
pub fn announce() {
    let server = parent();
    while parent() == server {
        if page_answers() {
            println!("The playground is at http://{ADDRESS}/ (Ctrl+C stops it)");
            return;
        }
        thread::sleep(PAUSE);
    }
}

fn page_answers() -> bool {
    let Ok(address) = ADDRESS.parse::<SocketAddr>() else {
        return false;
    };
    TcpStream::connect_timeout(&address, PAUSE).is_ok_and(|mut stream| {
        let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
        let request = format!(
            "GET / HTTP/1.1\r\nHost: {ADDRESS}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
        );
        let mut answer = Vec::new();
        let wrote = stream.write_all(request.as_bytes());
        wrote.is_ok()
            && stream.read_to_end(&mut answer).is_ok()
            && answer.starts_with(b"HTTP/1.1 200")
    })
}

#[cfg(unix)]
fn become_program(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(run::did_not_start(command, &error))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Outcome {
    run::visibly(command)
}

#[cfg(unix)]
fn parent() -> u32 {
    std::os::unix::process::parent_id()
}

#[cfg(not(unix))]
fn parent() -> u32 {
    0
}
