//! The Credentials view as a module of its own.

playground::view_module!(views::credentials::CredentialsView);
