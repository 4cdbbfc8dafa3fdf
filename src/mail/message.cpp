// SPDX-License-Identifier: Apache-2.0
#include "mail/message.hpp"

#include "mail/encoding.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <stdexcept>

// Written here and not with the MIME interface of libcurl: that one makes bytes only while it
// sends, so it can fill no file of MAIL_OUTBOX_DIR and no row of the outbox, and it leaves the
// encoding of header fields to its caller.

namespace qc::mail {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_address = 254;

std::string field(std::string_view name, std::string_view value) {
    return std::string(name) + ": " + std::string(value) + std::string(line_end);
}

/// A display name as quoted string or encoded words.
std::string display_name(std::string_view name) {
    auto encoded = header_text(name);
    if (encoded.starts_with("=?")) return encoded;
    std::string quoted = "\"";
    for (char const byte : encoded) {
        if (byte == '"' || byte == '\\') quoted += '\\';
        quoted += byte;
    }
    return quoted + '"';
}

std::string mailbox(Author const& author) {
    auto const address = "<" + author.address + ">";
    return author.name.empty() ? address : display_name(author.name) + " " + address;
}

std::string body_part(std::string_view type, std::string_view text) {
    return field("Content-Type", std::string(type) + "; charset=utf-8") +
           field("Content-Transfer-Encoding", "quoted-printable") + std::string(line_end) +
           quoted_printable(text) + std::string(line_end);
}

std::string body(Mail const& mail, Uuid const& id) {
    if (mail.html.empty()) return body_part("text/plain", mail.text);
    // A line of quoted-printable text cannot be this: it has 36 characters of randomness.
    auto const boundary = "qc-" + id.text();
    auto const delimiter = "--" + boundary;
    return field("Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"") +
           std::string(line_end) + delimiter + std::string(line_end) +
           body_part("text/plain", mail.text) + delimiter + std::string(line_end) +
           body_part("text/html", mail.html) + delimiter + "--" + std::string(line_end);
}

void require_plain(std::string_view address) {
    if (!is_plain_address(address)) throw std::invalid_argument("not an address for mail");
}

bool is_language_tag(std::string_view language) {
    return !language.empty() && std::ranges::all_of(language, [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-';
    });
}

} // namespace

bool is_plain_address(std::string_view address) {
    constexpr std::string_view special = "<>()[]\\,;:\"";
    auto const plain = [special](char byte) {
        return byte > ' ' && byte <= '~' && special.find(byte) == std::string_view::npos;
    };
    auto const at = address.find('@');
    return address.size() <= longest_address && at != std::string_view::npos && at != 0 &&
           at + 1 < address.size() && address.find('@', at + 1) == std::string_view::npos &&
           std::ranges::all_of(address, plain);
}

std::string message_date(Instant time) {
    constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    auto const day = std::chrono::floor<std::chrono::days>(time);
    std::chrono::year_month_day const date{day};
    std::chrono::hh_mm_ss const clock{std::chrono::floor<std::chrono::seconds>(time - day)};
    std::array<char, 64> text{};
    auto const length = std::snprintf(
        text.data(),
        text.size(),
        "%s, %02u %s %04d %02d:%02d:%02d +0000",
        weekdays[std::chrono::weekday{day}.c_encoding()],
        static_cast<unsigned>(date.day()),
        months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()),
        static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count())
    );
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string compose(Mail const& mail, Author const& author, Stamp const& stamp) {
    require_plain(mail.recipient);
    require_plain(author.address);
    auto const domain = author.address.substr(author.address.find('@') + 1);
    auto message = field("Date", message_date(stamp.time)) + field("From", mailbox(author)) +
                   field("To", "<" + mail.recipient + ">") +
                   field("Subject", header_text(mail.subject)) +
                   field("Message-ID", "<" + stamp.id.text() + "@" + domain + ">") +
                   field("Auto-Submitted", "auto-generated");
    if (is_language_tag(mail.language)) message += field("Content-Language", mail.language);
    return message + field("MIME-Version", "1.0") + body(mail, stamp.id);
}

} // namespace qc::mail
