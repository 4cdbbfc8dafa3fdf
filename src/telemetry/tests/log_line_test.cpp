// SPDX-License-Identifier: Apache-2.0
#include "telemetry/ecs.hpp"
#include "telemetry/log_line.hpp"
#include "telemetry/redact.hpp"
#include "telemetry/tests/fakes.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <limits>

namespace qc::telemetry {
namespace {

namespace json = boost::json;

class LogLineTest : public testing::Test {
protected:
    static LogOptions options(LogFormat format) {
        LogOptions options;
        options.format = format;
        options.colour = true;
        options.service_version = "1.2.3";
        options.environment = "testing";
        return options;
    }

    static LogEvent event(std::string_view message, Action action = Action::api_request) {
        LogEvent event;
        event.level = Level::info;
        event.action = action;
        event.time = FixedClock{}.now();
        event.message = message;
        return event;
    }

    /// Parses strictly: a line that is no JSON object fails the test.
    json::object parsed(LogEvent const& what, Fields const& fields = {}) const {
        return json::parse(json_lines.line(what, fields)).as_object();
    }

    static std::string text_of(json::object const& line, std::string_view key) {
        auto const* const value = line.if_contains(key);
        return value && value->is_string() ? std::string(value->as_string()) : "<absent>";
    }

    LogLines json_lines{options(LogFormat::json)};
    LogLines console_lines{options(LogFormat::console)};
};

TEST_F(LogLineTest, CarriesTheEcsFields) {
    Fields fields;
    fields.add(ecs::user_id, "u1")
        .add(ecs::response_status, 201)
        .add(ecs::event_duration, std::chrono::microseconds{1'500})
        .add(ecs::error_code, "QUEST_NOT_FOUND")
        .add("labels.cached", true)
        .add("labels.ratio", 0.25);
    auto const line = parsed(event("done"), fields);
    EXPECT_EQ(text_of(line, "@timestamp"), "2026-01-31T09:00:00.123456Z");
    EXPECT_EQ(text_of(line, "log.level"), "info");
    EXPECT_EQ(text_of(line, "message"), "done");
    EXPECT_EQ(text_of(line, "ecs.version"), "8.11.0");
    EXPECT_EQ(text_of(line, "service.name"), "questcity-backend");
    EXPECT_EQ(text_of(line, "service.version"), "1.2.3");
    EXPECT_EQ(text_of(line, "service.environment"), "testing");
    EXPECT_EQ(text_of(line, "event.action"), "api_request");
    EXPECT_EQ(text_of(line, "event.kind"), "event");
    EXPECT_EQ(text_of(line, "event.category"), "web");
    EXPECT_EQ(text_of(line, "user.id"), "u1");
    EXPECT_EQ(text_of(line, "error.code"), "QUEST_NOT_FOUND");
    EXPECT_EQ(line.at("http.response.status_code").as_int64(), 201);
    EXPECT_EQ(line.at("event.duration").as_int64(), 1'500'000);
    EXPECT_TRUE(line.at("labels.cached").as_bool());
    EXPECT_EQ(line.at("labels.ratio").as_double(), 0.25);
    EXPECT_EQ(line.size(), 16U);
}

TEST_F(LogLineTest, NamesEveryActionAndLevel) {
    auto const action = [&](Action value) {
        return text_of(parsed(event("m", value)), "event.action");
    };
    EXPECT_EQ(action(Action::database_query), "database_query");
    EXPECT_EQ(action(Action::error), "error");
    EXPECT_EQ(action(Action::performance), "performance");
    EXPECT_EQ(action(Action::security), "security");
    EXPECT_EQ(action(Action::business), "business");
    auto const level = [&](Level value) {
        auto what = event("m");
        what.level = value;
        EXPECT_NE(console_lines.line(what, {}).find("\x1b["), std::string::npos);
        return text_of(parsed(what), "log.level");
    };
    EXPECT_EQ(level(Level::debug), "debug");
    EXPECT_EQ(level(Level::warning), "warning");
    EXPECT_EQ(level(Level::error), "error");
}

TEST_F(LogLineTest, RedactsSecretsOfEveryType) {
    Fields fields;
    fields.add("labels.password", "hunter2").add("labels.code", 123'456).add("labels.token", 0.5);
    auto const raw = json_lines.line(event("m"), fields) + console_lines.line(event("m"), fields);
    EXPECT_EQ(raw.find("hunter2"), std::string::npos);
    EXPECT_EQ(raw.find("123456,"), std::string::npos);
    auto const line = parsed(event("m"), fields);
    EXPECT_EQ(text_of(line, "labels.password"), redacted);
    EXPECT_EQ(text_of(line, "labels.code"), redacted);
    EXPECT_EQ(text_of(line, "labels.token"), redacted);
}

TEST_F(LogLineTest, KeepsOneEventOnOneLine) {
    std::string const forged = "a\n{\"log.level\":\"error\"}\r\t\x1b[31m\"\\\x7f";
    Fields fields;
    fields.add("labels.agent", forged);
    for (auto const* lines : {&json_lines, &console_lines}) {
        auto const raw = lines->line(event(forged), fields);
        EXPECT_EQ(raw.find('\n'), std::string::npos);
        EXPECT_EQ(raw.find('\r'), std::string::npos);
        EXPECT_EQ(raw.find("\x1b[31m"), std::string::npos);
    }
    auto const line = parsed(event(forged), fields);
    EXPECT_EQ(text_of(line, "message"), forged);
    EXPECT_EQ(text_of(line, "labels.agent"), forged);
}

TEST_F(LogLineTest, EscapesControlsBeyondAscii) {
    std::string const text = "\u009b31m \u2028 \u2029 Москва 😀";
    auto const raw = json_lines.line(event(text), {});
    EXPECT_NE(raw.find("\\u009b31m \\u2028 \\u2029 Москва 😀"), std::string::npos);
    EXPECT_EQ(text_of(parsed(event(text)), "message"), text);
}

TEST_F(LogLineTest, StaysParsableWithBrokenUtf8AndNumbers) {
    Fields fields;
    fields.add("labels.nan", std::numeric_limits<double>::quiet_NaN())
        .add("labels.big", std::numeric_limits<double>::infinity())
        .add("labels.bytes", std::string("\xC0\xAFok\0x", 6));
    auto const line = parsed(event("\xFF"), fields);
    EXPECT_EQ(text_of(line, "message"), "?");
    EXPECT_TRUE(line.at("labels.nan").is_null());
    EXPECT_TRUE(line.at("labels.big").is_null());
    EXPECT_EQ(text_of(line, "labels.bytes"), std::string("??ok\0x", 6));
}

TEST_F(LogLineTest, CutsEndlessValuesBetweenCharacters) {
    std::string text = "x";
    for (int i = 0; i < 10'000; ++i)
        text += "ж";
    auto const kept = text_of(parsed(event(text)), "message");
    EXPECT_EQ(kept.size(), 8'191U);
    EXPECT_TRUE(text.starts_with(kept));
}

TEST_F(LogLineTest, NamesNoKeyTwice) {
    Fields fields;
    fields.add("message", "forged")
        .add("event.kind", "state")
        .add("event.category", "iam")
        .add("labels.a", 1)
        .add("labels.a", 2);
    auto const raw = json_lines.line(event("true one"), fields);
    EXPECT_EQ(raw.find("forged"), std::string::npos);
    auto const line = json::parse(raw).as_object();
    EXPECT_EQ(text_of(line, "event.kind"), "state");
    EXPECT_EQ(text_of(line, "event.category"), "iam");
    EXPECT_EQ(line.at("labels.a").as_int64(), 2);
    EXPECT_EQ(raw.find("event.kind"), raw.rfind("event.kind"));
}

TEST_F(LogLineTest, WritesOneReadableLineForPeople) {
    Fields fields;
    fields.add(ecs::route, "/quests/{questId}").add(ecs::response_status, 200);
    EXPECT_EQ(
        console_lines.line(event("GET"), fields),
        "09:00:00.123 \x1b[32minfo    \x1b[0mapi_request: GET"
        " \x1b[2mlabels.route=\x1b[0m/quests/{questId}"
        " \x1b[2mhttp.response.status_code=\x1b[0m200"
    );
}

TEST_F(LogLineTest, WritesNoColourWhereItIsNotWanted) {
    auto chosen = options(LogFormat::console);
    chosen.colour = false;
    Fields fields;
    fields.add(ecs::response_status, 200);
    EXPECT_EQ(
        LogLines(chosen).line(event("GET"), fields),
        "09:00:00.123 info    api_request: GET http.response.status_code=200"
    );
}

} // namespace
} // namespace qc::telemetry
