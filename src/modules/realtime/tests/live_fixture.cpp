// SPDX-License-Identifier: Apache-2.0
#include "realtime_tests/live_fixture.hpp"

#include "realtime/application/background.hpp"

namespace qc::realtime {

LiveWorker::LiveWorker(Shared const& shared, std::int64_t number)
    : wire({})
    , tickets(shared.rows, shared.callers, shared.random, shared.clock)
    , hub(
          {shared.context.get_executor(),
           shared.chats,
           shared.rows,
           shared.callers,
           shared.sources,
           shared.signals,
           wire,
           metrics,
           shared.clock,
           shared.rules,
           number}
      )
    , parts{
          shared.context.get_executor(),
          hub,
          shared.callers,
          tickets,
          shared.chats,
          shared.rows,
          shared.chats,
          shared.signals,
          shared.seats,
          metrics,
          shared.random,
          shared.clock,
          shared.rules
      }
    , sockets(parts)
    , subscription(shared.signals.subscribe(
          shared.context.get_executor(), [this](live::Signal const& signal) { hub.hear(signal); }
      )) {}

Device::Device(
    LiveWorker& worker,
    boost::asio::io_context& context,
    http::Request request,
    std::chrono::milliseconds since_asked
)
    : context_(context)
    , connection_(std::move(request), worker.parts.clock, since_asked)
    , session_(worker.sockets.opened(connection_)) {}

Device::~Device() {
    drop();
}

void Device::drop() {
    if (!std::exchange(is_open_, false)) return;
    session_->closed(live::close_code::abnormal);
}

void Device::begin(std::string frame) {
    connection_.note_traffic();
    auto hear = [](std::shared_ptr<live::Session> session, std::string text) -> Task<void> {
        co_await session->text(text);
    };
    in_background(context_.get_executor(), "test.frame", hear(session_, std::move(frame)));
}

void Device::say(std::string_view frame) {
    begin(std::string(frame));
    context_.restart();
    context_.poll();
}

void Device::say_control_frames(int count) {
    for (int i = 0; i < count; ++i)
        session_->control_frame();
    context_.restart();
    context_.poll();
}

std::vector<boost::json::value> Device::take() {
    std::vector<boost::json::value> frames;
    for (auto const& text : connection_.texts)
        frames.push_back(boost::json::parse(text));
    connection_.texts.clear();
    return frames;
}

boost::json::value Device::only(std::string_view type) {
    auto const frames = take();
    for (auto const& frame : frames)
        if (frame.at("type").as_string() == type) return frame;
    ADD_FAILURE() << "no frame of type " << type << " among " << frames.size();
    return boost::json::object{};
}

std::vector<std::int64_t> Device::seqs(std::vector<boost::json::value> const& frames) const {
    std::vector<std::int64_t> found;
    for (auto const& frame : frames) {
        auto const* const seq = frame.as_object().if_contains("seq");
        if (seq != nullptr) found.push_back(seq->as_int64());
    }
    return found;
}

LiveTest::LiveTest() = default;

LiveTest::~LiveTest() {
    // What is still suspended refers to the workers.
    settle();
}

void LiveTest::settle() {
    context.restart();
    context.poll();
}

access::Caller LiveTest::user(std::string const& name, std::int16_t role) {
    access::Caller caller;
    caller.user = UserId{random.uuid()};
    caller.session = SessionId{random.uuid()};
    caller.role = role;
    caller.permissions = access::granted(role, false, false);
    callers.users[caller.user] = caller;
    callers.tokens[name] = {caller.user, caller.session, clock.now() + std::chrono::hours{1}};
    callers.tokens[caller.user.text()] = callers.tokens[name];
    return caller;
}

std::string LiveTest::token(access::Caller const& caller) {
    return caller.user.text();
}

http::Request LiveTest::request(std::string const& target, std::string const& token) {
    http::Request request;
    auto const mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string::npos) request.query = target.substr(mark + 1);
    request.correlation_id = "req_test";
    if (!token.empty()) request.headers.add("Authorization", "Bearer " + token);
    return request;
}

std::unique_ptr<Device> LiveTest::device(http::Request request, int worker) {
    auto made = std::make_unique<Device>(worker == 0 ? first : second, context, std::move(request));
    settle();
    return made;
}

std::unique_ptr<Device> LiveTest::device(access::Caller const& caller, int worker) {
    auto made = device(request("/api/v1/ws", token(caller)), worker);
    EXPECT_EQ(made->take().size(), 1U) << "hello";
    return made;
}

void LiveTest::pass_seconds(int count) {
    for (int i = 0; i < count; ++i) {
        clock.advance(std::chrono::seconds{1});
        for (auto* const worker : {&first, &second}) {
            worker->hub.tick();
            worker->sockets.tick();
            in_background(context.get_executor(), "test.poll", worker->hub.poll());
        }
        settle();
    }
}

} // namespace qc::realtime
