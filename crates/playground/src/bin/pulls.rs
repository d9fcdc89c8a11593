//! The Pulls view as a module of its own.

playground::view_module!(views::pulls::PullsView);
