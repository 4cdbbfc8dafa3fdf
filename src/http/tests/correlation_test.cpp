// SPDX-License-Identifier: Apache-2.0
#include "http/correlation.hpp"
#include "support/sequence_random.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace qc::http {
namespace {

constexpr auto parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

Request identified(std::string name, std::string value) {
    test::SequenceRandom random;
    Request request;
    request.headers.add(std::move(name), std::move(value));
    identify(request, random);
    return request;
}

TEST(Correlation, KeepsTheIdOfTheClient) {
    EXPECT_EQ(identified("x-correlation-id", "abc.DEF_1-2").correlation_id, "abc.DEF_1-2");
}

TEST(Correlation, ReplacesUnusableIds) {
    std::regex const fresh("req_[0-9A-Za-z]{22}");
    for (auto const& id :
         {std::string("short"),
          std::string(65, 'a'),
          std::string("has space 1"),
          std::string("line\nbreak"),
          std::string()})
        EXPECT_TRUE(std::regex_match(identified("X-Correlation-Id", id).correlation_id, fresh));
}

TEST(Correlation, HonoursATraceparent) {
    EXPECT_EQ(identified("traceparent", parent).trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
}

TEST(Correlation, StartsATraceWithoutOne) {
    auto const first = identified("traceparent", "00-x").trace_id;
    EXPECT_TRUE(std::regex_match(first, std::regex("[0-9a-f]{32}")));
}

TEST(Traceparent, RefusesWhatIsMalformed) {
    for (auto const* text :
         {"",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
          "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
          "00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902bx-01",
          "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
          "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
          "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
          "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x"})
        EXPECT_EQ(trace_id_of(text), std::nullopt) << text;
}

TEST(Traceparent, LaterVersionsMayAppendFields) {
    EXPECT_TRUE(trace_id_of("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what"));
}

} // namespace
} // namespace qc::http
