//! The use from a build script: `build.rs` made a client of `docs/`, and this test has it as a module.

include!(concat!(env!("OUT_DIR"), "/graph_client.rs"));

// Generated files say `crate` for the root of their own crate, which is this file here.
use graph_client::*;

#[test]
fn the_client_is_there() {
    let client = Client::builder("token").build().expect("the defaults make a client");
    let _request = client.me().messages().list();
}
