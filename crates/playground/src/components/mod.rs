//! The parts that views are made of.

pub mod address_link;
pub mod breakable;
pub mod code_link;
pub mod copy_button;
pub mod dialog;
pub mod elsewhere;
pub mod embedded;
pub mod example;
pub mod fields;
pub mod file_input;
pub mod image_field;
pub mod keys;
pub mod new_version;
pub mod not_loaded;
pub mod open_dialog;
pub mod open_view;
pub mod problems;
pub mod reasons;
pub mod remarks;
pub mod removal;
pub mod rich;
pub mod save;
pub mod tab_label;
pub mod text_editor;
pub mod verbatim;
pub mod why;
