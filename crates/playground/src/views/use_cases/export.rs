//! What the Use cases view gives to other pages and programs.

use imagepull::words::Parts;

use super::{
    UseCasesView, guide,
    guide::{Cell, Guide, Step, Table},
    title, who,
};
use crate::{
    address::Address,
    export::{
        Export, Exported,
        markdown::{self, Place, code, rich, text as plain},
    },
    text,
};

impl Export for UseCasesView {
    fn title(address: &Address) -> String {
        title(address.use_cases.open()).to_owned()
    }

    /// The guide: whom it is for, the answer, the steps with their tables.
    fn markdown(address: &Address) -> Exported {
        let case = address.use_cases.open();
        let Guide { sentence, steps } = guide(case, address.kubernetes);
        let mut parts = vec![plain(who(case)), rich(&sentence, Place::Paragraph)];
        for (number, step) in steps.iter().enumerate() {
            parts.push(format!("### {}. {}", number + 1, plain(step.title)));
            parts.extend(step_lines(step));
        }
        Ok(parts.join("\n\n"))
    }

    /// A guide has many answers, and none of them alone is the one of the page.
    fn result(_address: &Address) -> Exported {
        Err(text::share_not_given().to_owned())
    }
}

fn step_lines(step: &Step) -> impl Iterator<Item = String> {
    let says = step.says.iter().map(|says| rich(says, Place::Paragraph));
    let code = (!step.code.is_empty()).then(|| format!("```\n{}\n```", step.code));
    says.chain(code).chain(step.table.iter().map(table))
}

fn table(table: &Table) -> String {
    let head: Vec<String> = table.head.iter().map(marked).collect();
    let rows = table.rows.iter();
    markdown::table(&head, rows.map(|row| row.iter().map(cell).collect()))
}

fn marked(said: &Parts) -> String {
    rich(said, Place::Cell)
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => marked(words),
        Cell::Outcome {
            starts,
            runs,
            moved,
        } => {
            let sign = if *starts { "●" } else { "✕" };
            let runs = marked(runs);
            if moved.is_empty() {
                format!("{sign} {runs}")
            } else {
                format!("{sign} {runs}. {}", marked(moved))
            }
        }
        Cell::Codes(lines) | Cell::Verbatim(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| code(line, Place::Cell)).collect();
            lines.join(" ")
        }
        Cell::Try(offered) => code(&offered.fragment(), Place::Cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_as_markdown() {
        let (address, _) =
            Address::default().read("#/use-cases?case=tighter-control&kubernetes=1.35");
        insta::assert_snapshot!(UseCasesView::markdown(&address).unwrap_or_default());
    }

    #[test]
    fn every_case_has_its_title() {
        let (address, _) = Address::default().read("#/use-cases?case=many-tenants");
        assert_eq!(
            UseCasesView::title(&address),
            "Many tenants, each with its own registry"
        );
        assert_eq!(
            UseCasesView::title(&Address::default()),
            "Public images only"
        );
    }
}
