//! What a guide consists of, apart from how it is shown: on the page or as Markdown.

use imagepull::{why::Reason, words::Parts};

use super::{check::Check, outcomes::Try};

/// A use case: the answer in one sentence, and what to do.
pub struct Guide {
    pub sentence: Parts,
    /// The steps in their order.
    pub steps: Vec<Step>,
}

/// One thing to do or to know.
pub struct Step {
    /// What it is.
    pub title: &'static str,
    /// Paragraphs.
    pub says: Vec<Parts>,
    /// What is written into a file or a shell; empty: nothing.
    pub code: &'static str,
    /// What the code, and what the reader pastes, has to lead to.
    pub check: Option<Check>,
    /// What the core computes for it.
    pub table: Option<Table>,
    /// The rules behind that.
    pub why: Vec<Reason>,
    pub tries: Vec<Try>,
}

impl Step {
    /// A step with its first paragraph.
    pub fn new(title: &'static str, says: impl Into<Parts>) -> Self {
        Self {
            title,
            says: vec![says.into()],
            code: "",
            check: None,
            table: None,
            why: Vec::new(),
            tries: Vec::new(),
        }
    }

    /// The same with another paragraph.
    pub fn says(mut self, says: impl Into<Parts>) -> Self {
        self.says.push(says.into());
        self
    }

    /// The same with a text to write.
    pub fn code(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// The same with what its code has to lead to.
    pub fn check(mut self, check: Check) -> Self {
        self.check = Some(check);
        self
    }

    /// The same with what the core computes, and the rules behind it.
    pub fn table(mut self, table: Table, why: Vec<Reason>) -> Self {
        self.table = Some(table);
        self.why = why;
        self
    }

    /// The same with where to try it.
    pub fn tries(mut self, tries: impl Into<Vec<Try>>) -> Self {
        self.tries = tries.into();
        self
    }
}

/// A table whose first column names the rows.
pub struct Table {
    /// What it is about.
    pub caption: String,
    /// The heads of the columns.
    pub head: Vec<Parts>,
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
pub enum Cell {
    /// Words.
    Text(Parts),
    /// What becomes of a container, marked.
    Outcome {
        /// Whether it starts.
        starts: bool,
        /// What runs, or why nothing does.
        runs: Parts,
        /// What else happens; empty: nothing.
        moved: Parts,
    },
    /// Names and keys as they are written.
    Codes(Vec<String>),
    /// What the kubelet says, line by line.
    Verbatim(Vec<String>),
    /// A link to try it.
    Try(Try),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Parts> for Cell {
    fn from(said: Parts) -> Self {
        Self::Text(said)
    }
}

/// The rules of several answers, each once.
pub fn each_once(rules: impl IntoIterator<Item = Reason>) -> Vec<Reason> {
    let mut each: Vec<Reason> = Vec::new();
    for rule in rules {
        if !each.contains(&rule) {
            each.push(rule);
        }
    }
    each
}
