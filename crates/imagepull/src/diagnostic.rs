//! The one shape of everything said about an input: what is wrong, where, and
//! what to do about it.

use serde::{Deserialize, Deserializer, Serialize};

use crate::words::{Message, interned};

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing needs to change.
    Info,
    /// Works, but not as most people expect.
    Warning,
    /// Kubernetes or this crate refuses the input.
    Error,
}

/// All codes, in order: those of diagnostics and of the causes of [`crate::events`]. A code is added,
/// never given another meaning; docs/diagnostics has a page for each.
pub const CODES: [&str; 284] = [
    "ADM001", "ADM002", "ADM003", "ADM004", "ADM005", "ADM006", "ADM007", "ADM008", "ADM009",
    "BKO001", "BKO002", "BKO003", "CRD001", "CRD002", "CRD003", "CRD004", "CRD005", "CRD006",
    "CRD007", "CRD008", "CRD009", "CRD010", "CRD011", "CRD012", "CRD013", "CRD014", "CRD015",
    "CRD016", "CRD017", "CRD018", "CRD019", "CRD020", "CRD021", "CRD022", "CRD023", "DIG001",
    "DIG002", "DIG003", "EVT001", "EVT002", "EVT003", "EVT004", "EVT005", "EVT006", "EVT007",
    "EVT008", "EVT009", "EVT010", "EVT011", "EVT012", "EVT013", "EVT014", "EVT015", "EVT016",
    "EVT017", "EVT018", "EVT019", "EVT020", "EVT021", "EVT022", "EVT023", "EVT024", "EVT025",
    "EVT026", "EVT027", "EVT028", "EVT029", "EVT030", "EVT031", "EVT032", "EVT033", "EVT034",
    "EVT035", "EVT036", "EVT037", "EVT038", "EVT039", "EVT040", "EVT900", "EVT901", "EVT902",
    "EVT903", "EVT904", "EVT905", "IDX001", "IDX002", "IDX003", "IDX004", "IDX005", "IDX006",
    "IDX007", "IDX008", "IDX009", "IDX010", "IDX011", "IDX012", "IDX013", "IDX014", "IDX015",
    "IDX016", "IDX017", "IDX018", "IDX019", "IDX020", "IDX021", "IDX022", "IDX023", "IDX024",
    "IDX025", "IDX026", "IDX027", "IDX028", "IDX029", "IDX030", "IDX031", "IDX032", "IDX033",
    "IMG001", "IMG002", "IMG003", "IMG004", "IMG005", "IMG006", "IMG007", "IMG008", "IMG009",
    "IMG010", "IMG011", "IMG012", "IMG013", "IMG014", "IMG015", "IMG016", "IMG017", "IMG018",
    "IMG019", "IMG020", "IMG021", "IMG022", "IMG023", "IMG024", "IMG025", "IMG026", "IMG027",
    "IMG028", "IMG029", "IMG030", "IMG031", "IMG032", "IMG033", "IMG034", "IMG101", "IMG102",
    "IMG103", "IMG104", "IMG105", "IMG106", "IMG107", "IMG108", "KUB001", "KUB002", "KUB003",
    "KUB004", "KUB005", "KUB006", "KUB007", "KUB008", "KUB009", "KUB010", "KUB011", "KUB012",
    "KUB013", "KUB014", "KUB015", "MAN001", "MAN002", "MAN003", "MAN004", "MAN005", "MAN006",
    "MAN007", "MAN008", "MAN009", "MAN010", "MAN011", "MAN012", "MAN013", "MAN014", "MAN015",
    "MAN016", "MAN017", "MAN018", "MAN019", "MAN020", "MAN021", "MAN022", "MAN023", "MAN024",
    "MAN025", "MAN026", "MAN027", "MAN028", "MAN029", "MAN030", "MAN031", "MAN032", "MAN033",
    "MAN034", "MAN035", "MAN036", "MAN040", "MAN041", "PLT001", "PLT002", "PLT003", "PLT004",
    "PLT005", "PLT006", "PLT007", "POL001", "POL002", "PRV001", "PRV002", "PRV003", "PRV004",
    "PRV005", "PRV006", "PRV007", "PRV008", "PRV009", "PRV010", "PRV011", "PRV012", "PRV013",
    "PRV014", "PRV015", "PRV016", "REQ001", "REQ002", "REQ003", "REQ004", "REQ005", "REQ006",
    "REQ007", "REQ008", "REQ009", "SIM001", "SIM002", "SIM003", "SIM004", "SIM005", "SIM006",
    "SIM007", "SIM008", "SIM009", "SIM010", "SIM011", "SIM012", "SIM013", "SIM014", "SIM015",
    "SIM016", "SIM017", "SIM018", "SIM019", "SIM020", "SIM021", "SIM022", "SIM023", "SIM024",
    "SIM025", "SIM026", "YML001", "YML002", "YML003", "YML004", "YML005", "YML006", "YML007",
    "YML008", "YML009", "YML010", "YML011", "YML012",
];

/// A place in an input, in bytes. The JavaScript package converts to UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl From<imageref::Span> for Span {
    fn from(span: imageref::Span) -> Self {
        Self {
            start: span.start,
            end: span.end,
        }
    }
}

/// One change that repairs an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What the change does, as the label of a button.
    pub title: Message,
    /// The whole input after the change.
    pub replacement: String,
}

/// Something said about an input: an error, a warning or a remark. `F` is the kind of its repairs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic<F = Fix> {
    /// Stable code, one of [`CODES`], for example `IMG001`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: one sentence.
    pub message: Message,
    /// The place in the input, where there is one.
    pub span: Option<Span>,
    /// What to do about it, or why it is so.
    pub help: Option<Message>,
    /// Changes that repair the input, best first.
    pub fixes: Vec<F>,
    /// Where to read on.
    pub docs: Option<&'static str>,
}

impl<'de, F: Deserialize<'de>> Deserialize<'de> for Diagnostic<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// The same with texts of its own.
        #[derive(Deserialize)]
        struct Owned<F> {
            code: String,
            severity: Severity,
            message: Message,
            span: Option<Span>,
            help: Option<Message>,
            fixes: Vec<F>,
            docs: Option<String>,
        }
        let owned = Owned::deserialize(deserializer)?;
        Ok(Self {
            code: interned(&owned.code),
            severity: owned.severity,
            message: owned.message,
            span: owned.span,
            help: owned.help,
            fixes: owned.fixes,
            docs: owned.docs.as_deref().map(interned),
        })
    }
}

impl<F> Diagnostic<F> {
    /// An error with a message and nothing else; the other parts are added by
    /// [`at`](Self::at), [`help`](Self::help) and [`fixed_by`](Self::fixed_by).
    pub fn error(code: &'static str, message: impl Into<Message>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A warning with a message and nothing else.
    pub fn warning(code: &'static str, message: impl Into<Message>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// A remark with a message and nothing else.
    pub fn info(code: &'static str, message: impl Into<Message>) -> Self {
        Self::new(code, Severity::Info, message)
    }

    fn new(code: &'static str, severity: Severity, message: impl Into<Message>) -> Self {
        debug_assert!(CODES.contains(&code), "{code} is missing in CODES");
        Self {
            code,
            severity,
            message: message.into(),
            span: None,
            help: None,
            fixes: Vec::new(),
            docs: None,
        }
    }

    /// The same with its place in the input.
    #[must_use]
    pub fn at(mut self, span: impl Into<Span>) -> Self {
        self.span = Some(span.into());
        self
    }

    /// The same with its place in the input, where that is known.
    #[must_use]
    pub(crate) fn at_known(mut self, span: Option<Span>) -> Self {
        self.span = span;
        self
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with a link to read on.
    #[must_use]
    pub fn docs(mut self, link: &'static str) -> Self {
        self.docs = Some(link);
        self
    }

    /// The same with one more repair.
    #[must_use]
    pub fn fixed_by(mut self, fix: F) -> Self {
        self.fixes.push(fix);
        self
    }

    /// What is said without the repairs; they can be of another kind.
    pub fn without_fixes<G>(&self) -> Diagnostic<G> {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            message: self.message.clone(),
            span: self.span,
            help: self.help.clone(),
            fixes: Vec::new(),
            docs: self.docs,
        }
    }
}

impl Diagnostic {
    /// The same with one more repair, as the whole input after it.
    #[must_use]
    pub fn fix(self, title: impl Into<Message>, replacement: impl Into<String>) -> Self {
        self.fixed_by(Fix {
            title: title.into(),
            replacement: replacement.into(),
        })
    }
}
