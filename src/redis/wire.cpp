// SPDX-License-Identifier: Apache-2.0
#include "redis/wire.hpp"

#include "resilience/with_deadline.hpp"

namespace qc::redis {

Wire::Wire(boost::asio::any_io_executor const& executor, Options const& options)
    : options_(options)
    , stream_(make_stream(executor, options.address)) {}

Task<void> Wire::open() {
    co_await resilience::with_deadline(options_.connect_timeout, greet());
}

Task<void> Wire::greet() {
    auto const& address = options_.address;
    co_await stream_->connect(address);
    std::string hello;
    if (!address.password.empty()) {
        Command auth{"AUTH"};
        if (!address.username.empty()) auth.push_back(address.username);
        auth.push_back(address.password);
        hello += encoded(auth);
    }
    if (address.database != 0) hello += encoded({"SELECT", std::to_string(address.database)});
    hello += encoded({"PING"});
    co_await send(std::move(hello));
    if (!address.password.empty()) co_await expect("OK", "the password");
    if (address.database != 0) co_await expect("OK", "the database number");
    co_await expect("PONG", "a PING");
}

Task<void> Wire::expect(std::string_view status, std::string_view what) {
    auto const reply = co_await receive();
    if (reply.kind == Reply::Kind::status && reply.text == status) co_return;
    auto text = "Redis refuses " + std::string(what);
    if (reply.kind == Reply::Kind::error) text += ": " + error_code_of(reply.text);
    throw WireError(text);
}

Task<Reply> Wire::receive() {
    for (;;) {
        if (auto reply = reader_.next()) co_return *std::move(reply);
        if (reader_.broken()) throw WireError("what was received is no answer of Redis");
        auto const size = co_await stream_->read(incoming_);
        if (!reader_.feed({incoming_.data(), size})) throw WireError("an answer is too long");
    }
}

Task<void> Wire::send(std::string bytes) {
    co_await stream_->write(bytes);
}

Task<void> probe(Options options) {
    auto const executor = co_await boost::asio::this_coro::executor;
    Wire wire(executor, options);
    co_await wire.open();
    wire.close();
}

} // namespace qc::redis
