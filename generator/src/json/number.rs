//! Numbers as JSON has them.

/// The grammar of RFC 8259, section 6.
pub(super) fn is_number(token: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let token = token.strip_prefix('-').unwrap_or(token);
    let (mantissa, exponent) = token
        .split_once(['e', 'E'])
        .map_or((token, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// A number with leading zeros, or with a dot at its end, as JSON has it.
pub(super) fn normal_number(token: &str) -> Option<String> {
    let negative = token.starts_with('-');
    let body = token.trim_start_matches('-');
    let body = body.strip_suffix('.').unwrap_or(body);
    let zeros = body.len() - body.trim_start_matches('0').len();
    let body = &body[zeros..];
    let body = if body.is_empty() || body.starts_with('.') {
        format!("0{body}")
    } else {
        body.to_owned()
    };
    let number = if negative { format!("-{body}") } else { body };
    is_number(&number).then_some(number)
}
