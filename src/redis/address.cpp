// SPDX-License-Identifier: Apache-2.0
#include "redis/address.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <charconv>
#include <stdexcept>

namespace qc::redis {
namespace {

constexpr std::uint16_t last_database = 9'999;

[[noreturn]] void refuse(std::string const& problem) {
    throw std::invalid_argument(problem);
}

std::uint16_t number_of(std::string_view text, std::uint16_t most, std::string const& problem) {
    std::uint16_t value = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || value > most) refuse(problem);
    return value;
}

void read_user(boost::urls::url_view const& url, Address& address) {
    if (!url.has_userinfo()) return;
    address.username = url.user();
    address.password = url.password();
    if (address.password.empty()) refuse("must have a password after the user name");
}

void read_port(boost::urls::url_view const& url, Address& address) {
    if (!url.has_port()) return;
    address.port = number_of(std::string(url.port()), 65'535, "must have a port from 1 to 65535");
    if (address.port == 0) refuse("must have a port from 1 to 65535");
}

void read_database(boost::urls::url_view const& url, Address& address) {
    std::string const path(url.encoded_path());
    if (path.empty() || path == "/") return;
    auto const problem = "must end with the number of a database, 0 to 9999, as in /2";
    address.database = number_of(std::string_view(path).substr(1), last_database, problem);
}

} // namespace

Address parse_url(std::string_view text) {
    auto const parsed = boost::urls::parse_uri({text.data(), text.size()});
    if (!parsed) refuse("must be like redis://:password@host:6379/0, or rediss:// for TLS");
    auto const& url = *parsed;
    Address address;
    address.tls = url.scheme() == "rediss";
    if (!address.tls && url.scheme() != "redis") refuse("must begin with redis:// or rediss://");
    if (url.has_query() || url.has_fragment()) refuse("must have neither ? nor #");
    address.host = url.host_address();
    if (address.host.empty()) refuse("must name a host");
    read_user(url, address);
    read_port(url, address);
    read_database(url, address);
    return address;
}

} // namespace qc::redis
