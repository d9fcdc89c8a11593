//! The folder in which the site is put together. Files are named by their path in it, with `/`.

use crate::run::{Failure, Outcome};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The page that everything begins with.
pub const PAGE: &str = "index.html";

/// Files by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A folder with the files of the site.
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at a path.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where a file is or will be, for a program that reads or writes it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Reads a file of text.
    pub fn read(&self, name: &str) -> Outcome<String> {
        let path = self.0.join(name);
        fs::read_to_string(&path).map_err(|error| failure(&path, "read", &error))
    }

    /// Writes a file, which may be there already.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Outcome {
        let path = self.0.join(name);
        fs::write(&path, content).map_err(|error| failure(&path, "written", &error))
    }

    /// Deletes a file.
    pub fn remove(&self, name: &str) -> Outcome {
        let path = self.0.join(name);
        fs::remove_file(&path).map_err(|error| failure(&path, "deleted", &error))
    }

    pub fn read_all(&self) -> Outcome<Files> {
        let mut files = Files::new();
        read_below(&self.0, "", &mut files).map_err(|error| failure(&self.0, "read", &error))?;
        Ok(files)
    }
}

fn read_below(root: &Path, folder: &str, files: &mut Files) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = format!("{folder}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_below(root, &format!("{name}/"), files)?;
        } else {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn failure(path: &Path, done: &str, error: &io::Error) -> Failure {
    Failure(format!("{} could not be {done}: {error}", path.display()))
}
