//! What the Use cases view carries in an address.

use super::{Problem, Query};

/// A use case: a way in which people run images.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// Only public images.
    #[default]
    PublicImages,
    /// Private images that every user of the cluster may run.
    PrivateImages,
    /// Private images, some of which not everyone may run.
    TighterControl,
    /// Many tenants, each with its own registry.
    ManyTenants,
}

impl Case {
    /// All of them, in the order of the Kubernetes documentation.
    pub const ALL: [Self; 4] = [
        Self::PublicImages,
        Self::PrivateImages,
        Self::TighterControl,
        Self::ManyTenants,
    ];

    /// How the case is written in an address. It never changes.
    pub fn slug(self) -> &'static str {
        match self {
            Self::PublicImages => "public-images",
            Self::PrivateImages => "private-images",
            Self::TighterControl => "tighter-control",
            Self::ManyTenants => "many-tenants",
        }
    }

    fn named(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.slug() == slug)
    }
}

/// What is shown in the Use cases view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UseCasesChoice {
    /// The use case that a link names; `None`: the first.
    pub case: Option<Case>,
}

impl UseCasesChoice {
    /// The use case that is open.
    pub fn open(&self) -> Case {
        self.case.unwrap_or_default()
    }

    /// Takes one parameter over, where it is one of this view.
    pub(super) fn read(&mut self, key: &str, value: &str, problems: &mut Vec<Problem>) {
        if key != "case" {
            return;
        }
        self.case = Case::named(value);
        if self.case.is_none() {
            problems.push(Problem::unusable(key, value));
        }
    }

    pub(super) fn write(&self, query: &mut Query) -> std::fmt::Result {
        query.parameter("case", self.case.map_or("", Case::slug))
    }
}
