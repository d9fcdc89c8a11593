//! The Back-off view as a module of its own.

playground::view_module!(views::back_off::BackOffView);
