//! The use from a build script: `build.rs` made a client of `docs/`, and this test has it as a module.

include!(concat!(env!("OUT_DIR"), "/client.rs"));

// Generated files say `crate` for the root of their own crate, which is this file here.
use client::*;

use docwright_client::testing;

#[test]
fn a_client_can_be_part_of_another_crate() {
    let graph = Client::builder("token").build().expect("the defaults make a client");
    let request = graph.me().messages().list().top(5).build().expect("nothing is missing");
    testing::check_request(
        &request,
        "GET",
        "https://graph.microsoft.com/v1.0/me/messages?$top=5",
        &[],
        None,
    );
}
