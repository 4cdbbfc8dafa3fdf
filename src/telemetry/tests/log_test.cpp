// SPDX-License-Identifier: Apache-2.0
#include "telemetry/log.hpp"
#include "telemetry/tests/fakes.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>
#include <thread>

namespace qc::telemetry {
namespace {

class BrokenSink final : public LogSink {
public:
    void write(std::string_view line) override {
        if (broken) throw std::runtime_error("disk full");
        last_line = line;
    }

    bool broken = true;
    std::string last_line;
};

/// Puts a pipe in the place of stdout.
class StdoutPipe {
public:
    StdoutPipe() {
        std::fflush(stdout);
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
        reading_ = ends[0];
        saved_ = ::dup(STDOUT_FILENO);
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[1]);
    }

    /// Gives stdout back; afterwards the reader sees the end.
    void restore() {
        std::fflush(stdout);
        ::dup2(saved_, STDOUT_FILENO);
        ::close(saved_);
    }

    std::string read_all() const {
        std::string out;
        std::array<char, 65'536> buffer{};
        while (true) {
            auto const count = ::read(reading_, buffer.data(), buffer.size());
            if (count <= 0) break;
            out.append(buffer.data(), static_cast<std::size_t>(count));
        }
        ::close(reading_);
        return out;
    }

private:
    int reading_ = -1;
    int saved_ = -1;
};

std::size_t count_lines(std::string const& text) {
    std::size_t lines = 0;
    for (char const character : text)
        lines += character == '\n' ? 1 : 0;
    return lines;
}

TEST(Log, ReachesTheSinkFromItsLevelUp) {
    FixedClock const clock;
    KeptLines sink;
    LogOptions options;
    options.level = Level::warning;
    Logging const logging(options, clock, sink);
    EXPECT_FALSE(logs(Level::info));
    EXPECT_TRUE(logs(Level::warning));
    log(Level::info, Action::business, "quiet");
    log(Level::warning, Action::business, "heard");
    log(Level::error, Action::error, "loud");
    ASSERT_EQ(sink.lines.size(), 2U);
    EXPECT_NE(sink.lines.front().find("heard"), std::string::npos);
}

TEST(Log, GoesNowhereWithoutLogging) {
    EXPECT_FALSE(logs(Level::error));
    log(Level::error, Action::error, "nobody listens");
}

TEST(Log, GivesWayToTheNewestAndComesBack) {
    FixedClock const clock;
    KeptLines outer_lines;
    KeptLines inner_lines;
    Logging const outer(LogOptions{}, clock, outer_lines);
    {
        Logging const inner(LogOptions{}, clock, inner_lines);
        log(Level::info, Action::business, "inner");
    }
    log(Level::info, Action::business, "outer");
    EXPECT_EQ(inner_lines.lines.size(), 1U);
    EXPECT_EQ(outer_lines.lines.size(), 1U);
}

TEST(Log, TakesLinesOfManyThreads) {
    FixedClock const clock;
    KeptLines sink;
    Logging const logging(LogOptions{}, clock, sink);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([] {
            for (int i = 0; i < 100; ++i)
                log(Level::info, Action::business, "m");
        });
    }
    for (auto& thread : threads)
        thread.join();
    ASSERT_EQ(sink.lines.size(), 400U);
    for (auto const& line : sink.lines)
        EXPECT_NO_THROW(boost::json::parse(line));
}

TEST(Log, SurvivesASinkThatFailsAndSaysSoAtTheEnd) {
    FixedClock const clock;
    BrokenSink sink;
    {
        Logging const logging(LogOptions{}, clock, sink);
        log(Level::info, Action::business, "lost");
        EXPECT_EQ(logging.dropped_lines(), 1U);
        sink.broken = false;
        log(Level::info, Action::business, "kept");
        EXPECT_EQ(logging.dropped_lines(), 1U);
    }
    EXPECT_EQ(boost::json::parse(sink.last_line).at("labels.dropped_lines").as_int64(), 1);
}

TEST(Log, WritesEverythingToStdoutBeforeItEnds) {
    FixedClock const clock;
    StdoutPipe pipe;
    {
        Logging const logging(LogOptions{}, clock);
        for (int i = 0; i < 100; ++i)
            log(Level::info, Action::business, "{} %s");
    }
    pipe.restore();
    auto const out = pipe.read_all();
    EXPECT_EQ(count_lines(out), 100U);
    auto const first = boost::json::parse(out.substr(0, out.find('\n')));
    EXPECT_EQ(first.at("message").as_string(), "{} %s");
}

TEST(Log, DropsTheOldestInsteadOfWaitingForAStalledReader) {
    FixedClock const clock;
    StdoutPipe pipe;
    constexpr std::size_t written = 2'000;
    LogOptions options;
    options.queue_lines = 16;
    std::uint64_t dropped = 0;
    std::string out;
    std::thread reader;
    {
        Logging const logging(options, clock);
        // Nobody reads yet: the pipe takes 64 KiB, the queue 16 lines, and this loop still ends.
        for (std::size_t i = 0; i < written; ++i)
            log(Level::info, Action::business, std::string(500, 'x'));
        dropped = logging.dropped_lines();
        reader = std::thread([&] { out = pipe.read_all(); });
    }
    pipe.restore();
    reader.join();
    EXPECT_GT(dropped, 1'000U);
    EXPECT_LT(count_lines(out), written);
    EXPECT_NE(out.find("\"labels.dropped_lines\":"), std::string::npos);
}

TEST(Log, TellsAPipeFromATerminal) {
    StdoutPipe pipe;
    bool const terminal = stdout_is_terminal();
    pipe.restore();
    EXPECT_EQ(pipe.read_all(), "");
    EXPECT_FALSE(terminal);
}

TEST(Level, IsReadFromSettings) {
    EXPECT_EQ(level_from("debug"), Level::debug);
    EXPECT_EQ(level_from("INFO"), Level::info);
    EXPECT_EQ(level_from("warn"), Level::warning);
    EXPECT_EQ(level_from("Warning"), Level::warning);
    EXPECT_EQ(level_from("error"), Level::error);
    EXPECT_FALSE(level_from("loud"));
}

} // namespace
} // namespace qc::telemetry
