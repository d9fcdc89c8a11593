//! The Policy view as a module of its own.

playground::view_module!(views::policy::PolicyView);
