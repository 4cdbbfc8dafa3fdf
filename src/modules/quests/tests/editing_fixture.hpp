// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/tests/authoring_fixture.hpp"

#include <boost/json/value.hpp>

namespace qc::quests::test {

class EditingTest : public AuthoringTest {
protected:
    qc::test::ApiAnswer
    patch(std::int64_t quest, boost::json::value const& body, access::Caller const& caller) {
        return api().patch(path(quest), text_of(body), &caller);
    }

    qc::test::ApiAnswer
    put(std::int64_t quest, boost::json::value const& body, access::Caller const& caller) {
        auto const target = "/api/v1/quests/admin/update/" + std::to_string(quest);
        return api().put(target, text_of(body), &caller);
    }

    std::string state(std::int64_t quest) {
        return sql(
            "select concat_ws('|', name, status, version, reward, pay_extra, is_subscription, "
            "timeframe, (select count(*) from point where quest_id = q.id), (select count(*) from "
            "merch where quest_id = q.id)) from quest q where id = " +
            std::to_string(quest)
        );
    }
};

} // namespace qc::quests::test
