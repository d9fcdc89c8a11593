//! The Use cases view as a module of its own.

playground::view_module!(views::use_cases::UseCasesView);
