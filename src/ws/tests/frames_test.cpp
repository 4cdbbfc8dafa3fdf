// SPDX-License-Identifier: Apache-2.0
#include "ws/tests/live_server.hpp"
#include "ws/tests/websocket_client.hpp"

namespace qc::ws {
namespace {

struct Fault {
    std::string name;
    std::string sent;
    int code;
};

void PrintTo(Fault const& fault, std::ostream* out) {
    *out << fault.name;
}

std::string fragments(std::size_t count, std::size_t size) {
    std::string out = frame(0x01, std::string(size, 'a'));
    for (std::size_t i = 1; i < count; ++i)
        out += frame(0x00, std::string(size, 'a'));
    return out;
}

std::vector<Fault> faults() {
    std::string const mask(4, '\0');
    return {
        {"Binary", frame(0x82, "x"), 1003},
        {"FragmentedBinary", frame(0x02, "x") + frame(0x80, "y"), 1003},
        {"BrokenUtf8", text_frame("\xC3\x28"), 1007},
        {"CutUtf8", text_frame("a\xE2\x82"), 1007},
        {"Surrogate", text_frame("\xED\xA0\x80"), 1007},
        {"Utf8CutByLastFragment", frame(0x01, "\xE2") + frame(0x80, "\x82"), 1007},
        {"Unmasked", frame(0x81, "hello", 0), 1002},
        {"Reserved1", frame(0xC1, "x"), 1002},
        {"Reserved2", frame(0xA1, "x"), 1002},
        {"Reserved3", frame(0x91, "x"), 1002},
        {"OpcodeThree", frame(0x83, "x"), 1002},
        {"OpcodeEleven", frame(0x8B, "x"), 1002},
        {"FragmentedPing", frame(0x09, "x"), 1002},
        {"LongPing", frame(0x89, std::string(126, 'x')), 1002},
        {"FragmentedClose", frame(0x08, "\x03\xE8"), 1002},
        {"ContinuationOfNothing", frame(0x80, "x"), 1002},
        {"TextWithinText", frame(0x01, "x") + text_frame("y"), 1002},
        {"ShortLengthIn16Bits", bytes({0x81, 0xFE, 0, 5}) + mask + "hello", 1002},
        {"ShortLengthIn64Bits", bytes({0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0, 200}) + mask, 1002},
        {"AnnouncedSixteenMebibytes", bytes({0x81, 0xFF, 0, 0, 0, 0, 1, 0, 0, 0}) + mask, 1009},
        {"AnnouncedTooLarge",
         bytes({0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}) + mask,
         1009},
        {"OneByteTooLarge", bytes({0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 1}) + mask, 1009},
        {"FragmentsTooLarge", fragments(5, 16 * 1024), 1009},
        {"CloseOfOneByte", frame(0x88, "x"), 1002},
        {"CloseWithForbiddenCode", close_frame(1005), 1002},
        {"CloseWithUnknownCode", close_frame(999), 1002},
    };
}

class HostileFrame : public LiveServer, public testing::WithParamInterface<Fault> {};

TEST_P(HostileFrame, ClosesWithItsCode) {
    start_live();
    WebSocketClient client(connect());
    EXPECT_EQ(happenings.next(), "opened one");
    // Whether it arrives at once or in pieces must not matter.
    for (char const byte : GetParam().sent.substr(0, 20))
        client.send(std::string_view(&byte, 1));
    if (GetParam().sent.size() > 20) client.try_send(GetParam().sent.substr(20));
    auto const end = client.receive();
    EXPECT_EQ(end.opcode, close_opcode);
    EXPECT_EQ(end.code(), GetParam().code);
    client.try_send(close_frame(GetParam().code));
    EXPECT_TRUE(client.closed_by_server());
}

INSTANTIATE_TEST_SUITE_P(Rfc6455, HostileFrame, testing::ValuesIn(faults()), [](auto const& test) {
    return test.param.name;
});

class FrameTest : public LiveServer {
protected:
    WebSocketClient open() {
        start_live();
        WebSocketClient client(connect());
        EXPECT_EQ(happenings.next(), "opened one");
        return client;
    }
};

TEST_F(FrameTest, TellsTheSessionOfAProtocolError) {
    auto client = open();
    client.send(frame(0x81, "hello", 0));
    EXPECT_EQ(client.receive().code(), 1002);
    client.try_send(close_frame(1002));
    EXPECT_TRUE(client.closed_by_server());
    EXPECT_EQ(happenings.next(), "closed 1002");
}

TEST_F(FrameTest, TakesFragmentsWithPingsBetweenThem) {
    auto client = open();
    client.send(frame(0x01, "\xE2\x82") + frame(0x89, "are you there") + frame(0x80, "\xAC"));
    auto const pong = client.receive();
    EXPECT_EQ(pong.opcode, pong_opcode);
    EXPECT_EQ(pong.payload, "are you there");
    EXPECT_EQ(happenings.next(), "text \xE2\x82\xAC");
}

TEST_F(FrameTest, LetsTheSessionEndAFloodOfControlFrames) {
    start_live();
    for (int const first : {0x89, 0x8A}) {
        WebSocketClient client(connect(), "impatient");
        EXPECT_EQ(happenings.next(), "opened impatient");
        for (int i = 0; i < 100; ++i)
            client.try_send(frame(first, "x"));
        auto end = client.receive();
        for (int pongs = 0; end.opcode == pong_opcode && pongs < 5; ++pongs)
            end = client.receive();
        EXPECT_EQ(end.code(), 1008);
        EXPECT_EQ(end.reason(), "Too many");
        EXPECT_EQ(happenings.next(), "closed 1008");
    }
}

TEST_F(FrameTest, TakesTheLargestFrame) {
    auto client = open();
    client.send(text_frame(std::string(64 * 1024, 'x')));
    EXPECT_EQ(happenings.next(), "text " + std::string(40, 'x'));
    client.send(text_frame(""));
    EXPECT_EQ(happenings.next(), "text ");
}

TEST_F(FrameTest, SendsInOrderWhateverTheSize) {
    auto client = open();
    std::string const large(200'000, 'y');
    send_to({"one"}, text_of("a"));
    send_to({"one"}, text_of(large));
    send_to({"one"}, text_of(""));
    EXPECT_EQ(client.receive().payload, "a");
    EXPECT_EQ(client.receive().payload, large);
    auto const last = client.receive();
    EXPECT_EQ(last.payload, "");
    EXPECT_EQ(last.opcode, text_opcode);
}

TEST_F(FrameTest, ReadsTheNextFrameWhenTheSessionIsDone) {
    auto client = open();
    client.send(text_frame("wait") + text_frame("next"));
    EXPECT_EQ(happenings.next(), "waiting");
    send_to({"one"}, text_of("meanwhile"));
    EXPECT_EQ(client.receive().payload, "meanwhile");
    on_server([this] { dispatcher.gate.cancel(); });
    EXPECT_EQ(happenings.next(), "text wait");
    EXPECT_EQ(happenings.next(), "text next");
}

TEST_F(FrameTest, ClosesWhenTheSessionThrows) {
    auto client = open();
    client.send(text_frame("throw"));
    EXPECT_EQ(client.receive().code(), 1011);
    EXPECT_EQ(happenings.next(), "closed 1011");
}

} // namespace
} // namespace qc::ws
