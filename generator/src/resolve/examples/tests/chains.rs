use crate::{
    api::{Answer, Api, ExampleStep, Method},
    resolve::examples::{
        chain::{Found, find},
        sample::{api, route},
    },
    source::SourceId,
};

const ROUTES: [&str; 12] = [
    "GET /me /messages",
    "GET /me /messages /{0}",
    "GET /me /messages !/delta",
    "GET /me /messages /{0} !/$value",
    "DELETE /groups /{0} /members /{0} !/$ref",
    "GET /drive !/search(q='{'0}')",
    "GET /drive /root:/{*0}",
    "GET /drive /root:/{*0} :/children",
    "PUT /drive /items /{0}:/{*1} !:/content",
    "GET /drive /items /{0}",
    "GET /reports !/getUse(from={0},period='{'1}')",
    "GET /sites /{0},{1},{2}",
];

fn routed() -> Api {
    let mut api = api();
    for text in ROUTES {
        route(&mut api, 0, text, None, Answer::Empty);
    }
    api
}

/// The chain of a path, as `step(argument).call(argument)`, and the path that it builds.
fn chain_of(api: &Api, method: Method, path: &str) -> Option<(String, String)> {
    let Found::Chain(chain) = find(api, method, path, SourceId(0)) else {
        return None;
    };
    let text = |step: &ExampleStep| format!("{}({})", step.rust, step.arguments.join("|"));
    let steps: Vec<String> = chain.steps.iter().chain([&chain.call]).map(text).collect();
    Some((steps.join("."), chain.path))
}

#[test]
fn paths_become_chains() {
    let api = routed();
    for (request, chain) in [
        ("GET /me/messages", "me().messages().get_()"),
        ("GET /Me/MESSAGES/AAMk=", "me().messages().0(AAMk=).get_()"),
        // Literal text wins over a placeholder.
        ("GET /me/messages/delta", "me().messages().get_delta()"),
        ("GET /me/messages/delta/$value", "me().messages().0(delta).get_value()"),
        ("GET /me/messages/{id | name}", "me().messages().0({id | name}).get_()"),
        ("GET /me/messages/{a/b}", "me().messages().0({a/b}).get_()"),
        ("GET /me/messages/a%2Fb%20c", "me().messages().0(a/b c).get_()"),
        (
            "DELETE /groups/a/members/b/$ref",
            "groups().0(a).members().0(b).delete_ref()",
        ),
        (
            "GET /drive/search(q='it''s a/b (c)')",
            "drive().get_search_q_0(it's a/b (c))",
        ),
        ("GET /drive/search(q='')", "drive().get_search_q_0()"),
        ("GET /drive/root:/a/b c", "drive().root_0(a/b c).get_()"),
        (
            "GET /drive/root:/a/b:/children",
            "drive().root_0(a/b).children().get_()",
        ),
        (
            "GET /drive/root:/a:b/c:/children",
            "drive().root_0(a:b/c).children().get_()",
        ),
        (
            "PUT /drive/items/1:/a/b.txt:/content",
            "drive().items().0_1(1|a/b.txt).put_content()",
        ),
        ("GET /drive/items/19:a@b", "drive().items().0(19:a@b).get_()"),
        (
            "GET /reports/getUse(from=2017-01-01T10:00,period='D7')",
            "reports().get_getUse_from_0_period_1(2017-01-01T10:00|D7)",
        ),
        ("GET /sites/a.example,1,2", "sites().0_1_2(a.example|1|2).get_()"),
    ] {
        let (method, path) = request.split_once(' ').expect("a method and a path");
        let found = chain_of(&api, Method::parse(method).expect("a method"), path);
        assert_eq!(found.map(|(chain, _)| chain).as_deref(), Some(chain), "{request}");
    }
}

#[test]
fn chains_build_the_documented_path() {
    let api = routed();
    for (path, built) in [
        ("/ME/Messages/A b", "/me/messages/A%20b"),
        ("/me/messages/{id}", "/me/messages/%7Bid%7D"),
        ("/drive/search(q='a b')", "/drive/search(q='a%20b')"),
    ] {
        assert_eq!(
            chain_of(&api, Method::Get, path).map(|(_, path)| path).as_deref(),
            Some(built)
        );
    }
}

#[test]
fn what_is_not_documented_is_not_found() {
    let api = routed();
    assert_eq!(find(&api, Method::Get, "/me/message", SourceId(0)), Found::Nothing);
    assert_eq!(
        find(&api, Method::Get, "/me/messages/$ref", SourceId(0)),
        Found::Nothing
    );
    assert_eq!(find(&api, Method::Get, "/me", SourceId(0)), Found::Nothing);
    assert_eq!(
        find(&api, Method::Post, "/me/messages", SourceId(0)),
        Found::OtherMethods(vec![Method::Get])
    );
}

#[test]
fn the_page_itself_comes_first() {
    let mut api = api();
    route(&mut api, 1, "GET /me /folders !/{0}", None, Answer::Empty);
    route(&mut api, 2, "GET /me /folders !/inbox", None, Answer::Empty);
    for (page, call) in [(1, "get_0"), (2, "get_inbox"), (3, "get_inbox")] {
        let Found::Chain(chain) = find(&api, Method::Get, "/me/folders/inbox", SourceId(page)) else {
            panic!("the path is documented");
        };
        assert_eq!(chain.call.rust, call);
    }
}
