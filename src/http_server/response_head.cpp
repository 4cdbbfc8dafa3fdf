// SPDX-License-Identifier: Apache-2.0
#include "http_server/response_head.hpp"

#include <array>
#include <charconv>

namespace qc::http_server {
namespace {

std::string_view reason_of(int status) {
    struct Reason {
        int status;
        std::string_view phrase;
    };

    constexpr std::array reasons{
        Reason{101, "Switching Protocols"},
        Reason{200, "OK"},
        Reason{201, "Created"},
        Reason{202, "Accepted"},
        Reason{204, "No Content"},
        Reason{206, "Partial Content"},
        Reason{301, "Moved Permanently"},
        Reason{302, "Found"},
        Reason{303, "See Other"},
        Reason{304, "Not Modified"},
        Reason{307, "Temporary Redirect"},
        Reason{308, "Permanent Redirect"},
        Reason{400, "Bad Request"},
        Reason{401, "Unauthorized"},
        Reason{402, "Payment Required"},
        Reason{403, "Forbidden"},
        Reason{404, "Not Found"},
        Reason{405, "Method Not Allowed"},
        Reason{408, "Request Timeout"},
        Reason{409, "Conflict"},
        Reason{412, "Precondition Failed"},
        Reason{413, "Content Too Large"},
        Reason{414, "URI Too Long"},
        Reason{415, "Unsupported Media Type"},
        Reason{416, "Range Not Satisfiable"},
        Reason{417, "Expectation Failed"},
        Reason{422, "Unprocessable Content"},
        Reason{426, "Upgrade Required"},
        Reason{429, "Too Many Requests"},
        Reason{431, "Request Header Fields Too Large"},
        Reason{500, "Internal Server Error"},
        Reason{501, "Not Implemented"},
        Reason{503, "Service Unavailable"},
    };
    for (auto const& reason : reasons) {
        if (reason.status == status) return reason.phrase;
    }
    return {};
}

void append_number(std::string& out, std::uint64_t number) {
    std::array<char, 20> digits{};
    auto const* const end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

bool has_control(std::string_view text) {
    bool found = false;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        found |= (byte < 0x20 && byte != '\t') || byte == 0x7F;
    }
    return found;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    if (has_control(name) || has_control(value)) return;
    out.append(name).append(": ").append(value).append("\r\n");
}

/// A stream ends by chunks, or with the connection.
void append_framing(std::string& out, http::Response const& response, bool http_1_0) {
    if (response.stream) {
        if (!http_1_0) out += "Transfer-Encoding: chunked\r\n";
        return;
    }
    out += "Content-Length: ";
    append_number(out, response.body.size());
    out += "\r\n";
}

void append_two_digits(std::string& out, unsigned number) {
    out += static_cast<char>('0' + number / 10);
    out += static_cast<char>('0' + number % 10);
}

} // namespace

bool is_bodiless(int status) {
    return status == 204 || status == 304 || status < 200;
}

void append_head(std::string& out, http::Response const& response, ResponseFrame const& frame) {
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::uint64_t>(response.status));
    out.append(" ").append(reason_of(response.status)).append("\r\n");
    append_field(out, "Date", frame.date);
    for (auto const& [name, value] : response.headers)
        append_field(out, name, value);
    if (!is_bodiless(response.status)) {
        if (!response.content_type.empty()) {
            append_field(out, "Content-Type", response.content_type);
        }
        append_framing(out, response, frame.http_1_0);
    }
    if (frame.close) {
        out += "Connection: close\r\n";
    } else if (frame.http_1_0) {
        out += "Connection: keep-alive\r\n";
    }
    out += "\r\n";
}

std::string http_date(Instant instant) {
    namespace chrono = std::chrono;
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    auto const day = chrono::floor<chrono::days>(instant);
    chrono::year_month_day const date(day);
    chrono::hh_mm_ss const time(chrono::floor<chrono::seconds>(instant - day));
    std::string out = days[chrono::weekday(day).c_encoding()];
    out += ", ";
    append_two_digits(out, static_cast<unsigned>(date.day()));
    out.append(" ").append(months[static_cast<unsigned>(date.month()) - 1]).append(" ");
    append_number(out, static_cast<std::uint64_t>(static_cast<int>(date.year())));
    out += ' ';
    append_two_digits(out, static_cast<unsigned>(time.hours().count()));
    out += ':';
    append_two_digits(out, static_cast<unsigned>(time.minutes().count()));
    out += ':';
    append_two_digits(out, static_cast<unsigned>(time.seconds().count()));
    return out + " GMT";
}

} // namespace qc::http_server
