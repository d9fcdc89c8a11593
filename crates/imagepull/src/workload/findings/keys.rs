//! Keys beside the ones that matter for pulls: misspelled, so that the API server does not know
//! them, or written twice, so that one of the two is not read.

use std::{
    cell::OnceCell,
    collections::{HashMap, HashSet},
};

use super::subject::repaired;
use crate::{
    diagnostic::Diagnostic,
    lines::Lines,
    sources::FIELD_VALIDATION,
    typo::meant,
    words::say,
    workload::{edits::EditFix, inventory::Inventory, report::Finding},
    yaml::NodeId,
};

/// The keys of a pod specification that matter for pulls.
const OF_PODS: &[&str] = &[
    "containers",
    "ephemeralContainers",
    "imagePullSecrets",
    "initContainers",
    "serviceAccountName",
    "volumes",
];

const OF_CONTAINERS: &[&str] = &["image", "imagePullPolicy", "name"];

const OF_IMAGE_VOLUMES: &[&str] = &["pullPolicy", "reference"];

const OF_ACCOUNTS: &[&str] = &["imagePullSecrets"];

/// The findings on the keys of all pods, containers, image volumes and ServiceAccounts of a text.
pub(super) fn of(inventory: &Inventory<'_, '_>) -> Vec<Finding> {
    let tree = inventory.tree;
    let mut keys = Keys {
        inventory,
        lines: OnceCell::new(),
        seen: HashSet::new(),
        found: Vec::new(),
    };
    for account in &inventory.accounts {
        keys.check(*account, OF_ACCOUNTS);
    }
    for workload in &inventory.workloads {
        let pod = &workload.pod;
        // The other keys of a custom resource its own definition knows.
        let known = |keys: &'static [&'static str]| if pod.is_built_in { keys } else { &[] };
        if !keys.check(pod.node, known(OF_PODS)) {
            continue;
        }
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            for container in tree
                .value(pod.node, list)
                .map_or(&[][..], |it| tree.items(it))
            {
                keys.check(*container, known(OF_CONTAINERS));
            }
        }
        for volume in tree
            .value(pod.node, "volumes")
            .map_or(&[][..], |it| tree.items(it))
        {
            if let Some(image) = tree.value(*volume, "image") {
                keys.check(image, known(OF_IMAGE_VOLUMES));
            }
        }
    }
    // Behind the ServiceAccounts, which are documents with keys that are known.
    for root in &tree.documents {
        keys.check(*root, &[]);
    }
    keys.found
}

struct Keys<'a, 't> {
    inventory: &'a Inventory<'a, 't>,
    /// Counted when a line is named first.
    lines: OnceCell<Lines<'t>>,
    /// Mappings that were looked at: an alias makes one stand in many places.
    seen: HashSet<NodeId>,
    found: Vec<Finding>,
}

impl Keys<'_, '_> {
    /// Looks at the keys of a mapping; false where that was done before.
    fn check(&mut self, mapping: NodeId, known: &[&'static str]) -> bool {
        let tree = self.inventory.tree;
        let mapping = tree.resolved(mapping);
        if !self.seen.insert(mapping) {
            return false;
        }
        let keys = tree.entries(mapping).map(|(key, _)| key);
        let names = keys.filter_map(|key| Some((tree.scalar(key)?, key)));
        let names: Vec<(&str, NodeId)> = names.filter(|(name, _)| *name != "<<").collect();
        let mut first = First::of(names.len());
        for (index, &(name, key)) in names.iter().enumerate() {
            if let Some(before) = first.before(&names[..index], name, key) {
                let finding = self.twice(key, before, name);
                self.found.push(finding);
            } else if let Some(meant) = meant(name, known) {
                let finding = self.unknown(mapping, key, name, meant);
                self.found.push(finding);
            }
        }
        true
    }

    fn twice(&self, key: NodeId, before: NodeId, name: &str) -> Finding {
        let tree = self.inventory.tree;
        let lines = self.lines.get_or_init(|| Lines::of(tree.text));
        Diagnostic::warning(
            "MAN030",
            say!(
                "The key {key} stands in line {line} already: the last one counts.",
                key = name,
                line = lines.line(tree.span(before).start)
            ),
        )
        .at(tree.span(key))
        .help(say!(
            "YAML allows a key once in a mapping, and tools such as Kustomize refuse the text. The \
             API server takes the last value and warns; where validation is strict it refuses the \
             object, as far as known."
        ))
        .docs(FIELD_VALIDATION)
    }

    fn unknown(&self, mapping: NodeId, key: NodeId, name: &str, meant: &'static str) -> Finding {
        let tree = self.inventory.tree;
        let finding = Diagnostic::warning(
            "MAN029",
            say!(
                "There is no key {key} here; {meant} is one.",
                key = name,
                meant
            ),
        )
        .at(tree.span(key))
        .help(say!(
            "kubectl refuses the object unless its validation is switched off. For other clients \
             the API server drops the key with all that is below it, since 1.25 with a warning."
        ))
        .docs(FIELD_VALIDATION);
        // A second key of the same name would not help, and an alias stands for what is elsewhere.
        let has_room = tree.field(mapping, meant).is_none() && tree.resolved(key) == key;
        let site = self.inventory.layout.scalar(key).filter(|_| has_room);
        let fix =
            site.map(|site| EditFix::new(say!("Write {name}", name = meant), site.written(meant)));
        repaired(finding, fix)
    }
}

/// Where each name of a mapping stands first.
enum First<'a> {
    /// Few are compared one by one, which is quicker: nearly all mappings have few.
    Few,
    Many(HashMap<&'a str, NodeId>),
}

impl<'a> First<'a> {
    const FEW: usize = 16;

    fn of(count: usize) -> Self {
        if count <= Self::FEW {
            Self::Few
        } else {
            Self::Many(HashMap::with_capacity(count))
        }
    }

    /// The first key with a name, among those before one that has it too.
    fn before(
        &mut self,
        earlier: &[(&'a str, NodeId)],
        name: &'a str,
        key: NodeId,
    ) -> Option<NodeId> {
        match self {
            Self::Few => {
                let mut earlier = earlier.iter();
                earlier.find(|it| it.0 == name).map(|it| it.1)
            }
            Self::Many(first) => {
                let before = *first.entry(name).or_insert(key);
                (before != key).then_some(before)
            }
        }
    }
}
