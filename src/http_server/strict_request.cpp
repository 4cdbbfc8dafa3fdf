// SPDX-License-Identifier: Apache-2.0
#include "http_server/strict_request.hpp"

#include "core/text.hpp"
#include "http/errors.hpp"
#include "http_server/syntax.hpp"

#include <algorithm>
#include <array>

namespace qc::http_server {
namespace {

using http::same_field_name;

constexpr std::string_view line_end = "\r\n";

std::optional<http::Method> method_of(std::string_view name) {
    using enum http::Method;
    constexpr std::array known{get, head, post, put, patch, delete_, options};
    for (auto const method : known) {
        if (http::method_name(method) == name) return method;
    }
    return std::nullopt;
}

/// Reads one head; every step says whether to go on.
class HeadReader {
public:
    HeadReader(std::string_view block, HeadRules const& rules, StrictHead& head)
        : rest_(block)
        , rules_(rules)
        , head_(head) {}

    bool read() {
        return request_line() && fields() && host() && framing() && known_method() && expectation();
    }

private:
    bool refuse(Refusal refusal) {
        head_.refusal = refusal;
        return false;
    }

    std::string_view take_line() {
        auto const end = rest_.find(line_end);
        auto const line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(rest_.size(), line.size() + line_end.size()));
        return line;
    }

    bool request_line() {
        auto const line = take_line();
        auto const first = line.find(' ');
        auto const last = line.rfind(' ');
        if (first == std::string_view::npos || first == last) {
            return refuse(malformed("The request line needs a method, a target and a version."));
        }
        method_name_ = line.substr(0, first);
        if (!is_token(method_name_)) return refuse(malformed("The method is no token."));
        if (auto const method = method_of(method_name_)) head_.request.method = *method;
        auto const target = line.substr(first + 1, last - first - 1);
        if (target.size() > target_bytes_max) return refuse({http::uri_too_long});
        if (!is_target(target)) return refuse(malformed("The target has an illegal character."));
        auto const version = line.substr(last + 1);
        head_.http_1_0 = version == "HTTP/1.0";
        if (!head_.http_1_0 && version != "HTTP/1.1") {
            return refuse(malformed("The version is neither HTTP/1.0 nor HTTP/1.1."));
        }
        return read_target(target);
    }

    bool read_target(std::string_view target) {
        // The target of CONNECT is an authority; the method is refused later anyway.
        if (method_name_ == "CONNECT") return true;
        if (target == "*" && method_name_ == "OPTIONS") {
            head_.request.path = target;
            return true;
        }
        if (!target.starts_with('/') && !take_authority(target)) {
            return refuse(malformed("The form of the target is not supported."));
        }
        auto const mark = target.find('?');
        head_.request.path = target.substr(0, mark);
        if (head_.request.path.empty()) head_.request.path = "/";
        if (mark != std::string_view::npos) head_.request.query = target.substr(mark + 1);
        return true;
    }

    /// Cuts scheme and authority off an absolute-form target.
    bool take_authority(std::string_view& target) {
        for (std::string_view const scheme : {"http://", "https://"}) {
            if (!same_field_name(target.substr(0, scheme.size()), scheme)) continue;
            target.remove_prefix(scheme.size());
            authority_ = target.substr(0, target.find_first_of("/?"));
            target.remove_prefix(authority_->size());
            return true;
        }
        return false;
    }

    bool fields() {
        for (std::size_t count = 0;; ++count) {
            auto const line = take_line();
            if (line.empty()) return true;
            if (count == fields_max) return refuse({http::headers_too_large});
            if (!field(line)) return false;
        }
    }

    bool field(std::string_view line) {
        if (line.front() == ' ' || line.front() == '\t') {
            return refuse(malformed("A header field is folded."));
        }
        auto const colon = line.find(':');
        auto const name = line.substr(0, colon);
        if (colon == std::string_view::npos || !is_token(name)) {
            return refuse(malformed("The name of a header field is no token."));
        }
        auto const value = without_blanks(line.substr(colon + 1));
        if (!is_field_value(value)) {
            return refuse(malformed("A header field has an illegal character."));
        }
        head_.request.headers.add(std::string(name), std::string(value));
        return note(name, value);
    }

    /// Keeps what the connection depends on; two fields of a kind that must be single end it.
    bool note(std::string_view name, std::string_view value) {
        if (same_field_name(name, "Host")) return only_one(host_, value, "Host is given twice.");
        if (same_field_name(name, "Content-Length")) {
            return only_one(length_, value, "Content-Length is given twice.");
        }
        if (same_field_name(name, "Transfer-Encoding")) {
            return only_one(coding_, value, "Transfer-Encoding is given twice.");
        }
        if (same_field_name(name, "Connection")) {
            asks_close_ |= list_has(value, "close");
            asks_keep_alive_ |= list_has(value, "keep-alive");
            asks_upgrade_ |= list_has(value, "upgrade");
        } else if (same_field_name(name, "Upgrade")) {
            names_websocket_ |= list_has(value, "websocket");
        } else if (same_field_name(name, "Content-Encoding")) {
            head_.content_encoded = true;
        } else if (same_field_name(name, "Expect")) {
            bool const known = same_field_name(value, "100-continue");
            (known ? head_.expects_continue : expects_other_) = true;
        }
        return true;
    }

    bool
    only_one(std::optional<std::string_view>& slot, std::string_view value, char const* twice) {
        if (slot) return refuse(malformed(twice));
        slot = value;
        return true;
    }

    bool host() {
        if (!host_ && !head_.http_1_0) return refuse(malformed("Host is missing."));
        if (host_ && !is_authority(*host_)) {
            return refuse(malformed("Host has an illegal character or form."));
        }
        if (!authority_) return true;
        bool const same =
            is_authority(*authority_) && (!host_ || same_field_name(*host_, *authority_));
        bool const own = rules_.own_hosts.empty() ||
                         std::ranges::find(rules_.own_hosts, ascii_lower(host_of(*authority_))) !=
                             rules_.own_hosts.end();
        return (same && own) || refuse(malformed("The target names a foreign host."));
    }

    bool framing() {
        if (coding_ && length_) {
            return refuse(malformed("Transfer-Encoding and Content-Length exclude each other."));
        }
        if (coding_ && head_.http_1_0) {
            return refuse(malformed("HTTP/1.0 has no Transfer-Encoding."));
        }
        if (coding_ && *coding_ != "chunked") return refuse({http::not_implemented});
        if (coding_) head_.framing = BodyFraming::chunked;
        if (length_) {
            auto const length = parse_decimal(*length_);
            if (!length) return refuse(malformed("Content-Length is no number."));
            head_.content_length = *length;
            head_.framing = *length > 0 ? BodyFraming::length : BodyFraming::none;
        }
        head_.keep_alive = !asks_close_ && (!head_.http_1_0 || asks_keep_alive_);
        head_.wants_websocket = asks_upgrade_ && names_websocket_ && !head_.http_1_0;
        return true;
    }

    bool known_method() {
        return method_of(method_name_) || refuse({http::method_not_allowed, false});
    }

    bool expectation() {
        // HTTP/1.0 clients do not know interim answers (RFC 9110 10.1.1).
        if (head_.http_1_0) head_.expects_continue = false;
        // The client may send its body or not, so a connection with one cannot go on.
        bool const close = head_.framing != BodyFraming::none;
        return !expects_other_ || refuse({http::expectation_failed, close});
    }

    std::string_view rest_;
    HeadRules const& rules_;
    StrictHead& head_;
    std::string_view method_name_;
    std::optional<std::string_view> authority_;
    std::optional<std::string_view> host_;
    std::optional<std::string_view> length_;
    std::optional<std::string_view> coding_;
    bool asks_close_ = false;
    bool asks_keep_alive_ = false;
    bool asks_upgrade_ = false;
    bool names_websocket_ = false;
    bool expects_other_ = false;
};

HeadScan refused(Refusal refusal) {
    return {.state = HeadState::refused, .refusal = refusal};
}

} // namespace

Refusal malformed(std::string_view detail) {
    return {{400, http::bad_request.code, http::bad_request.message, detail}};
}

HeadScan scan_head(std::string_view received, std::size_t& scanned) {
    std::size_t const begin = received.starts_with(line_end) ? line_end.size() : 0;
    scanned = std::max(scanned, begin);
    if (received.size() > begin && received[begin] != '\r' &&
        !is_token(received.substr(begin, 1))) {
        return refused(malformed("The method is no token."));
    }
    auto const window = received.substr(0, begin + head_bytes_max);
    for (;;) {
        auto const feed = window.find('\n', scanned);
        if (feed == std::string_view::npos) break;
        scanned = feed + 1;
        if (feed == begin || window[feed - 1] != '\r') {
            return refused(malformed("A line ends without carriage return."));
        }
        if (feed == begin + 1) return refused(malformed("The request line is missing."));
        if (window[feed - 2] == '\n') return {HeadState::complete, begin, feed + 1};
    }
    scanned = window.size();
    if (received.size() < begin + head_bytes_max) return {};
    bool const has_line = window.find('\n', begin) != std::string_view::npos;
    return refused({has_line ? http::headers_too_large : http::uri_too_long});
}

StrictHead parse_head(std::string_view block, HeadRules const& rules) {
    StrictHead head;
    HeadReader(block, rules, head).read();
    return head;
}

} // namespace qc::http_server
