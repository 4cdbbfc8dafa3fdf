// SPDX-License-Identifier: Apache-2.0
#include "api_support/people_test.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace qc::test {

void PeopleTest::SetUp() {
    ApiTest::SetUp();
    if (IsSkipped()) return;
    mail::OutboxServices services{
        api().database(),
        keys_,
        api().clock(),
        api().random(),
        {"game@quest.example", "Quest City"},
        {}
    };
    outbox_ = std::make_unique<WatchedOutbox>(std::move(services));
    users_ = std::make_unique<users::UsersModule>(users::UsersServices{api().database(), files});
}

std::int64_t PeopleTest::number(std::string const& query) {
    auto session = api().session();
    return pg::only_row<std::int64_t>(session.run(query));
}

std::string text_at(ApiAnswer const& answer, std::string_view pointer) {
    auto const value = answer.at(pointer);
    return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

std::vector<std::string> texts_of(ApiAnswer const& page, std::string_view pointer) {
    std::vector<std::string> out;
    auto const items = page.at("/items").as_array();
    for (auto const& item : items)
        out.emplace_back(item.at_pointer(pointer).as_string());
    return out;
}

} // namespace qc::test
